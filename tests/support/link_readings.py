"""
What the resources of BANKSapi are made of, and the flows that read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs
from msgspec import structs

from kontokit.operations import Operation
from kontokit.sca.adapters.hypermedia import HypermediaAdapter
from kontokit.sca.state.events import EventDetails
from kontokit.sca.state.flow_state import ActionKind, FlowState, Request
from kontokit.sca.steps import State
from kontokit_banksapi.operations import bank_accesses, consents, payments
from kontokit_banksapi.sca import SCA
from tests.support.flow_states import on_its_way
from tests.support.readings import LATER, REDIRECT, SENT_ID, Reading

assert SCA.relations is not None
CONFIG: Final = SCA.relations
SELF: Final = "https://banks.example/customer/v2/bankzugaenge/a-1"
CONSENT: Final = "https://banks.example/customer/v2/consent/c-1"
PAGE: Final = "https://bank.example/sca?x=1"
KNOWN: Final = {"self": SELF}
ORDER: Final = Request(operation="initiateSingleTransfer", body={"a": 1}, is_order=True)


def adding(before: State = State.WORKING, action: ActionKind = "look", **fields: Any) -> Reading:
    """
    A bank access that is added, after an action.
    """
    sent = {"start": bank_accesses.ADD_BANK_ACCESS, "look": bank_accesses.GET_BANK_ACCESS}
    return _reading(
        on_its_way(before, action),
        bank_accesses.ADD_BANK_ACCESS,
        sent.get(action, consents.SUBMIT_ACCESS_CONSENT),
        fields,
    )


def paying(before: State = State.NEW, action: ActionKind = "start", **fields: Any) -> Reading:
    """
    A transfer, after an action.
    """
    sent = {
        "start": payments.INITIATE_SINGLE_TRANSFER,
        "look": payments.GET_SINGLE_TRANSFER,
        "cancel": consents.CANCEL_CONSENT,
        "poll": consents.POLL_CONSENT,
    }
    return _reading(
        on_its_way(before, action, is_order=True),
        payments.INITIATE_SINGLE_TRANSFER,
        sent.get(action, consents.SUBMIT_CONSENT),
        {"request": ORDER, **fields},
    )


def _reading(
    flow: FlowState, started: Operation[Any], sent: Operation[Any], fields: Mapping[str, Any]
) -> Reading:
    known: dict[str, Any] = {"links": KNOWN, **fields}
    redirect, answer = known.pop("redirect", REDIRECT), known.pop("answer", None)
    return Reading(
        adapter=HypermediaAdapter(CONFIG, started),
        operation=sent,
        flow=attrs.evolve(flow, adapter_name="relations", **known),
        redirect=redirect,
        answer=answer,
    )


def links(*names: str, **more: str) -> dict[str, str]:
    """
    Relations of a consent, beside those that are given with an address.
    """
    return {**dict.fromkeys(names, CONSENT), **more}


def resource(relations: dict[str, str] | None = None, *codes: str, **more: Any) -> dict[str, Any]:
    """
    A resource with links and messages.
    """
    pairs = (relations or {}).items()
    return {
        "relations": [{"rel": name, "href": href} for name, href in pairs],
        "messages": [{"code": code, "message": f"Text {code}"} for code in codes],
        **more,
    }


DETAILS: Final = {"recipient": "A", "purpose": "B", "iban": "C", "currency": "EUR", "amount": 1}
TRANSFER: Final = {"provider": "p", "product": "DE1", "transferDetails": DETAILS}


def transfer(relations: dict[str, str] | None = None, *codes: str, **more: Any) -> dict[str, Any]:
    """
    A transfer as documented, with links and messages.
    """
    body = resource(relations, *codes, **{"transfer": TRANSFER, **more})
    messages = [{"level": "INFO", **one} for one in body["messages"]]
    return {**body, "messages": messages}


def said(code: str | None = None, **more: Any) -> EventDetails:
    """
    What a resource says.
    """
    text = None if code is None or not code.startswith("BA") else f"Text {code}"
    known: dict[str, Any] = {"request_id": SENT_ID, "links": KNOWN, "text": text}
    return EventDetails(LATER, code=code, **{**known, **more})


def event_of(reading: Reading, body: Any, status: int = 200, **headers: str) -> Any:
    return reading.of(status, body, **headers).event


def response_of(body: Any, value: Any = None) -> Any:
    """
    A response of another type than that of the operation, such as of a transfer.
    """
    made = attrs.evolve(adding(), operation=consents.SUBMIT_ACCESS_CONSENT)
    kept: list[Any] = []

    @attrs.frozen
    class Keeper:
        def read(self, context: Any) -> Any:
            kept.append(context.outcome)

    keeper: Any = Keeper()
    attrs.evolve(made, adapter=keeper).of(200, body)
    return structs.replace(kept[0], value=value)
