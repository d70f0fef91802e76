"""
What the bank says to the user is shown, at every step and at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit.sca.steps import Challenge, ChooseMedium, Failed
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.scripted_caller import Caller
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
TRANSFER: Final = {
    "recipient": "r",
    "purpose": "p",
    "iban": "DE02120300000000202051",
    "currency": "EUR",
    "amount": 1,
}
ORDER: Final = {"provider": "00000000-0000-0000-0000-000000000000", "product": "DE1"}
SAID: Final = {"level": "INFO", "message": "SCA benötigt", "details": "Bitte TAN eingeben"}


def paying(mode: CallMode, serve: Serve, relation: str, body: dict[str, Any]) -> BlockingFlow:
    """
    A BANKSapi payment whose first answer has a link and a body.
    """

    def answer(_: str, __: str) -> Answer:
        links = [{"rel": relation, "href": f"{provider.url}/customer/v2/consent/c1"}]
        order = {**ORDER, "transferDetails": TRANSFER}
        return 200, {}, {"messages": [], "relations": links, "transfer": order, **body}

    provider = serve(answer)
    caller = Caller(mode, "banksapi", provider)
    start = caller.client.payments.initiate_single_transfer
    return caller.sca.start(start, **ORDER, transfer_details=TRANSFER)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"challenge": {"name": "mTAN", "content": {"instructions": "TAN?"}}}, "TAN?"),
        ({"challenge": {"name": "mTAN", "content": {}}}, "mTAN"),
        ({"messages": [{**SAID, "code": "BA3030"}]}, "SCA benötigt\nBitte TAN eingeben"),
        ({"hinweis": "SMS-TAN, bitte", "messages": [{**SAID, "code": "BA3030"}]}, "SMS-TAN, bitte"),
    ],
)
def test_challenge_without_instructions_shows_the_next_best(
    mode: CallMode, serve: Serve, body: dict[str, Any], text: str
) -> None:
    """
    Hint, message or the name of the procedure stand in for an empty text.
    """
    flow = paying(mode, serve, "authenticate", body)
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == text


def test_medium_is_shown_with_its_kind(mode: CallMode, serve: Serve) -> None:
    """
    Two devices of one name differ by their kind.
    """
    media = [{"name": "Handy", "mediaClass": "MOBILE"}]
    flow = paying(mode, serve, "set_medium", {"scaMediums": media})
    assert isinstance(flow.step, ChooseMedium)
    assert [(one.name, one.hint) for one in flow.step.media] == [("Handy", "MOBILE")]


def test_refusal_is_shown_in_the_words_of_the_bank(mode: CallMode, serve: Serve) -> None:
    """
    Message and details of BANKSapi are the text of the failure.
    """
    said = {"level": "ERROR", "code": "BA1011", "message": "PIN falsch", "details": "2 Versuche"}
    flow = paying(mode, serve, "self", {"messages": [said]})
    assert isinstance(flow.step, Failed)
    assert (flow.step.code, flow.step.text) == ("BA1011", "PIN falsch\n2 Versuche")


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_message_of_the_error_stands_in_for_an_empty_challenge(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    FinAPI may put the text of the bank beside the challenge.
    """
    wanted = {"hash": "h", "status": "CHALLENGE_RESPONSE_REQUIRED"}
    code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    error = {"code": code, "message": "Bitte pushTAN", "multiStepAuthentication": wanted}
    caller = Caller(mode, api, serve(lambda _, __: (510, {}, {"errors": [error]})))
    interface = "interface" if api.endswith("v1") else "banking_interface"
    method = caller.client.bank_connections.import_bank_connection
    flow = caller.sca.start(method, **{"bank_id": 1, interface: "XS2A"})
    assert isinstance(flow.step, Challenge)
    assert flow.step.text == "Bitte pushTAN"
