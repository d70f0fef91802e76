"""
What a web form that an error of finAPI Access v1 has led to says about a flow.
"""

from __future__ import annotations

import json
from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit.operations import Result
from kontokit.sca.adapters.repeat_call import RepeatCallAdapter
from kontokit.sca.state.events import (
    BrowserRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    GivenUp,
    OutcomeLost,
    Refused,
    Succeeded,
    Unchanged,
)
from kontokit.sca.state.flow_state import ActionKind
from kontokit.sca.steps import State
from kontokit_finapi_access_v1 import models
from kontokit_finapi_access_v1.operations import bank_connections, payments, web_forms
from kontokit_finapi_access_v1.sca import SCA
from tests.support.flow_states import on_its_way
from tests.support.readings import LATER, SENT_ID, Reading

assert SCA.repeat is not None
CONFIG: Final = SCA.repeat
CONNECTION: Final = {
    "id": 17,
    "bankId": 1,
    "categorizationStatus": "READY",
    "updateStatus": "READY",
    "type": "ONLINE",
}


def importing(
    before: State = State.REDIRECT,
    action: ActionKind = "look",
    *,
    is_order: bool = False,
    **fields: Any,
) -> Reading:
    """
    An import whose form was opened, and that is asked for.
    """
    operation = bank_connections.IMPORT_BANK_CONNECTION
    flow = on_its_way(before, action, is_order=is_order)
    return Reading(
        adapter=RepeatCallAdapter(CONFIG, operation),
        operation=operation if action == "start" else web_forms.GET_WEB_FORM,
        flow=attrs.evolve(flow, **{"page": "form", "references": ("4711",), **fields}),
    )


def form(status: str, code: int | None = None, answer: Any = None) -> dict[str, Any]:
    """
    A form as documented.
    """
    text = answer if answer is None or isinstance(answer, str) else json.dumps(answer)
    return {
        "id": 4711,
        "token": "t",
        "status": status,
        "serviceResponseCode": code,
        "serviceResponseBody": text,
    }


def said(code: str | None, **more: Any) -> EventDetails:
    """
    What a form says.
    """
    return EventDetails(LATER, code=code, request_id=SENT_ID, **more)


@pytest.mark.parametrize("is_order", [False, True])
@pytest.mark.parametrize(
    ("status", "code"), [("COMPLETED", 200), ("COMPLETED", 422), ("ABORTED", None)]
)
def test_another_form_proves_nothing(status: str, code: int | None, *, is_order: bool) -> None:
    found = importing(is_order=is_order).of(200, {**form(status, code), "id": 4712})
    assert found.event == OutcomeLost(at=LATER, request_id=SENT_ID)


NEEDED: Final[list[tuple[list[str | None], tuple[str, ...]]]] = [
    (["4711"], ("4711",)),
    (["Ein Formular", "4711", "4712"], ("4711",)),
    (["Ein Formular"], ()),
    (["\u0664\u0667"], ()),
    ([None], ()),
    ([], ()),
]


@pytest.mark.parametrize(("messages", "references"), NEEDED)
def test_the_id_of_a_form_is_the_message_of_the_error(
    messages: list[str | None], references: tuple[str, ...]
) -> None:
    """
    A number alone, the first of several; without one the form cannot be asked for.
    """
    errors = [{"code": "WEB_FORM_REQUIRED", "type": "BUSINESS", "message": one} for one in messages]
    body = {"errors": errors, "date": "2026-11-20 12:00:00.000"}
    found = importing(State.NEW, "start").of(451, body, location="https://form.example/f/1")
    assert found.event == BrowserRequested(
        details=EventDetails(LATER, references=references), page="form"
    )
    assert found.url == "https://form.example/f/1"


ENDED: Final[list[tuple[dict[str, Any], Event]]] = [
    (form("COMPLETED", 201, CONNECTION), Succeeded(details=said("COMPLETED"), result="17")),
    (form("COMPLETED", 200, CONNECTION), Succeeded(details=said("COMPLETED"), result="17")),
    (form("COMPLETED", 299, CONNECTION), Succeeded(details=said("COMPLETED"), result="17")),
    (form("COMPLETED", None, CONNECTION), Succeeded(details=said("COMPLETED"), result="17")),
    (form("COMPLETED", 201), Succeeded(details=said("COMPLETED"))),
    (form("COMPLETED", 201, "{"), Succeeded(details=said("COMPLETED"))),
    (form("COMPLETED", 201, {"id": "x"}), Succeeded(details=said("COMPLETED"))),
    (
        form("COMPLETED", 422),
        Refused(details=EventDetails(LATER, code="422"), reason="bank_said_no", can_restart=True),
    ),
    (
        form("COMPLETED", 300),
        Refused(details=EventDetails(LATER, code="300"), reason="bank_said_no", can_restart=True),
    ),
    (
        form("COMPLETED", 199),
        Refused(details=EventDetails(LATER, code="199"), reason="bank_said_no", can_restart=True),
    ),
    (
        form("ABORTED"),
        GivenUp(details=said("ABORTED"), by="user", is_certain=True),
    ),
    (
        form("NOT_YET_OPENED"),
        Unchanged(details=said("NOT_YET_OPENED"), seconds=CONFIG.seconds),
    ),
    (form("IN_PROGRESS"), Unchanged(details=said("IN_PROGRESS"), seconds=CONFIG.seconds)),
    (form("NEW_STATUS"), Unchanged(details=said("NEW_STATUS"), seconds=CONFIG.seconds)),
    ({}, Unchanged(details=said(None), seconds=CONFIG.seconds)),
]


@pytest.mark.parametrize("action", ["look", "callback"])
@pytest.mark.parametrize(("body", "event"), ENDED)
def test_a_form_ends_as_its_status_says(
    body: dict[str, Any], event: Event, action: ActionKind
) -> None:
    """
    A completed form has the status and the response of the call; what cannot be read of it is
    missing, and a failure of the call is one of the flow.
    """
    found = importing(State.REDIRECT, action).of(200, body)
    assert found.event == event
    if isinstance(event, Succeeded) and event.result is not None:
        assert isinstance(found.value, models.BankConnection)
        assert found.value.id == 17
    else:
        assert found.value is None


def test_the_result_of_an_operation_without_a_type_is_not_read() -> None:
    """
    It has succeeded all the same.
    """
    operation = structs.replace(bank_connections.IMPORT_BANK_CONNECTION, results={})
    reading = attrs.evolve(importing(), adapter=RepeatCallAdapter(CONFIG, operation))
    found = reading.of(200, form("COMPLETED", 201, CONNECTION))
    assert (found.event, found.value) == (Succeeded(details=said("COMPLETED")), None)


def test_an_aborted_form_of_an_order_is_not_certain() -> None:
    """
    The user may have done something before.
    """
    found = importing(is_order=True).of(200, form("ABORTED"))
    assert found.event == GivenUp(details=said("ABORTED"), by="user", is_certain=False)


@pytest.mark.parametrize(
    ("before", "action", "page", "is_form"),
    [
        (State.REDIRECT, "look", "form", True),
        (State.REDIRECT, "callback", "form", True),
        (State.REDIRECT, "callback", "bank", False),
        (State.REDIRECT, "look", "bank", False),
        (State.NEW, "start", "form", False),
    ],
)
def test_a_form_that_is_gone_has_expired(
    before: State, action: ActionKind, page: Any, is_form: bool
) -> None:
    """
    A 404 of anything else is an answer of the call itself.
    """
    error = {"errors": [{"code": "UNKNOWN_ENTITY", "type": "BUSINESS", "message": "Weg"}]}
    found = importing(before, action, page=page).of(404, error)
    if is_form:
        assert found.event == DeadlinePassed(details=EventDetails(LATER), what="form")
        assert (found.error, found.cause) == (None, None)
    else:
        assert not isinstance(found.event, DeadlinePassed)


def test_an_order_with_a_status_has_no_form() -> None:
    """
    A 404 of its look says nothing of a form.
    """
    flow = on_its_way(State.REDIRECT, "look", is_order=True)
    reading = Reading(
        adapter=RepeatCallAdapter(CONFIG, payments.SUBMIT_PAYMENT),
        operation=payments.GET_PAYMENTS,
        flow=attrs.evolve(flow, page="form"),
    )
    assert not isinstance(reading.of(404, {}).event, DeadlinePassed)


def test_a_look_that_nothing_describes_has_lost_its_answer() -> None:
    """
    An API without forms and without a status has no such call.
    """
    config = structs.replace(CONFIG, web_form=None)
    reading = importing(page="bank")
    bare = attrs.evolve(
        reading, adapter=RepeatCallAdapter(config, bank_connections.IMPORT_BANK_CONNECTION)
    )
    assert bare.of(200, {}).event == OutcomeLost(at=LATER)
    started = attrs.evolve(
        bare,
        flow=importing(State.NEW, "start").flow,
        operation=bank_connections.IMPORT_BANK_CONNECTION,
    )
    body = {"errors": [{"code": "X_Y", "type": "BUSINESS", "message": "4711"}]}
    found = started.of(451, body, location="https://form.example/f/1").event
    assert found == BrowserRequested(details=EventDetails(LATER), page="form")


def test_a_result_without_an_id_is_given_as_it_is() -> None:
    """
    Not every response has one.
    """
    operation = structs.replace(
        bank_connections.IMPORT_BANK_CONNECTION, results={200: Result(type=dict[str, Any])}
    )
    reading = attrs.evolve(importing(), adapter=RepeatCallAdapter(CONFIG, operation))
    found = reading.of(200, form("COMPLETED", 201, {"a": 1}))
    assert (found.event, found.value) == (Succeeded(details=said("COMPLETED")), {"a": 1})
