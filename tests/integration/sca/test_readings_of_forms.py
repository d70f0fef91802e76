"""
What each documented status of a web form or a task says about a flow.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest

from kontokit.operations.sca import WebFormSca
from kontokit.sca.adapters.browser import state_digest
from kontokit.sca.adapters.web_form import WebFormAdapter
from kontokit.sca.state.events import (
    BrowserRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    GivenUp,
    Limited,
    OutcomeLost,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
    UnsupportedStep,
)
from kontokit.sca.state.flow_state import ActionKind
from kontokit.sca.steps import State
from kontokit_finapi_webform.operations import tasks, web_forms
from kontokit_finapi_webform.sca import SCA
from tests.support.flow_states import on_its_way
from tests.support.readings import LATER, REDIRECT, RETURN_URL, SENT_ID, STATE, Reading

FORM: Final = SCA.forms["createForStandalonePayment"]
TASK: Final = SCA.forms["createBankConnectionUpdateTask"]
URL: Final = "https://form.example/wf/f-1?x=1"


def form(before: State = State.REDIRECT, action: ActionKind = "look", **more: Any) -> Reading:
    """
    A web form for a payment, after an action.
    """
    operation = web_forms.CREATE_FOR_STANDALONE_PAYMENT
    sent = operation if action == "start" else web_forms.GET_WEB_FORM
    if action == "cancel":
        sent = web_forms.CANCEL_WEB_FORM
    return _reading(FORM, operation, sent, on_its_way(before, action, is_order=True), **more)


def task(before: State = State.WORKING, action: ActionKind = "look", **more: Any) -> Reading:
    """
    A task that may need a form, after an action.
    """
    operation = tasks.CREATE_BANK_CONNECTION_UPDATE_TASK
    sent = operation if action == "start" else tasks.GET_TASK
    return _reading(TASK, operation, sent, on_its_way(before, action), **more)


def _reading(config: WebFormSca, operation: Any, sent: Any, flow: Any, **more: Any) -> Reading:
    adapter = WebFormAdapter(config, operation)
    named = attrs.evolve(flow, adapter_name="webform")
    return Reading(adapter=adapter, operation=sent, flow=named, **more)


def body(status: str, **more: Any) -> dict[str, Any]:
    """
    A web form, with a payload as documented.
    """
    return {
        "id": "f-1",
        "url": URL,
        "createdAt": "2026-11-20T12:00:00.000+0000",
        "expiresAt": "2026-11-20T12:20:00.000+0000",
        "type": "STANDALONE_PAYMENT",
        "status": status,
        "payload": {},
        **more,
    }


def said(code: str, **more: Any) -> EventDetails:
    """
    What a form says.
    """
    return EventDetails(LATER, code=code, request_id=SENT_ID, references=("f-1",), **more)


ERROR: Final = {"errorCode": "BANK_SERVER_REJECTION", "errorMessage": "Limit <b>erreicht</b>"}

ENDED: Final[list[tuple[str, dict[str, Any], Event]]] = [
    ("COMPLETED", {}, Succeeded(details=said("COMPLETED"), result="f-1")),
    ("EXPIRED", {}, DeadlinePassed(details=said("EXPIRED"), what="form")),
    ("ABORTED", {}, GivenUp(details=said("ABORTED"), by="user", is_certain=True)),
    ("CANCELLED", {}, GivenUp(details=said("CANCELLED"), by="user", is_certain=True)),
    (
        "COMPLETED_WITH_ERROR",
        ERROR,
        Refused(
            details=said("BANK_SERVER_REJECTION", text="Limit erreicht"),
            reason="bank_said_no",
            can_restart=True,
            is_proof=True,
        ),
    ),
    (
        "COMPLETED_WITH_ERROR",
        {},
        Refused(
            details=said("COMPLETED_WITH_ERROR"),
            reason="bank_said_no",
            can_restart=True,
            is_proof=False,
        ),
    ),
]


@pytest.mark.parametrize(("status", "payload", "event"), ENDED)
def test_a_form_ends_as_its_status_says(status: str, payload: dict[str, Any], event: Event) -> None:
    """
    The status alone decides; code and text of the payload are kept, and the answer is the result.
    An error without a code proves nothing of an order.
    """
    found = form().of(200, body(status, payload=payload))
    assert found.event == event
    assert found.value.status == status


@pytest.mark.parametrize(
    "status", ["COMPLETED", "COMPLETED_WITH_ERROR", "EXPIRED", "ABORTED", "IN_PROGRESS", "?"]
)
@pytest.mark.parametrize("before", [State.REDIRECT, State.UNKNOWN])
def test_another_form_or_task_proves_nothing(status: str, before: State) -> None:
    """
    Nor is it asked for from then on, as if it were that of the flow.
    """
    for reading, own in ((form(before), "f-1"), (task(before), "t-1")):
        known = attrs.evolve(reading, flow=attrs.evolve(reading.flow, references=(own,)))
        found = known.of(200, body(status, id="other"))
        assert found.event == OutcomeLost(at=LATER, request_id=SENT_ID)
        assert known.of(200, body(status, id=own)).event != found.event


@pytest.mark.parametrize("status", ["NOT_YET_OPENED", "IN_PROGRESS"])
def test_a_form_that_is_open_is_looked_at_again(status: str) -> None:
    """
    A look at an open form changes nothing; the next one comes after the pause of the API.
    """
    found = form().of(200, body(status))
    assert found.event == Unchanged(details=said(status), seconds=FORM.seconds)


def test_a_new_form_is_opened_in_the_browser() -> None:
    """
    Its address gets the return URL with the state, and its deadline is that of the form.
    """
    found = form(State.NEW, "start").of(201, body("NOT_YET_OPENED"))
    assert found.event == BrowserRequested(
        details=said("NOT_YET_OPENED", deadline=datetime(2026, 11, 20, 12, 20, tzinfo=UTC)),
        page="form",
        field="sca_state",
        digest=state_digest(STATE),
    )
    assert found.url is not None
    assert found.url.startswith(f"{URL}&")
    query = parse_qs(urlsplit(found.url).query)
    back = [f"{RETURN_URL}?sca_state={STATE}"]
    assert query == {"x": ["1"], **dict.fromkeys(FORM.callbacks, back)}


def test_a_form_without_a_return_url_is_only_looked_at() -> None:
    """
    Nobody is sent back, so no state is expected.
    """
    redirect = attrs.evolve(REDIRECT, return_url=None)
    found = form(State.NEW, "start", redirect=redirect).of(201, body("NOT_YET_OPENED"))
    assert isinstance(found.event, BrowserRequested)
    assert (found.event.page, found.event.field, found.event.digest) == ("form", None, None)
    assert found.url == URL


@pytest.mark.parametrize(("seconds", "is_open"), [(1, True), (0, False), (-1, False)])
def test_a_form_whose_time_is_over_is_not_opened(seconds: int, is_open: bool) -> None:
    """
    After its end it is only looked at, until its status says how it ended.
    """
    ends = (LATER + timedelta(seconds=seconds)).isoformat()
    found = form(State.UNKNOWN).of(200, body("NOT_YET_OPENED", expiresAt=ends))
    assert isinstance(found.event, BrowserRequested) is is_open
    assert isinstance(found.event, Unchanged) is not is_open
    if isinstance(found.event, Unchanged):
        assert found.event.seconds == FORM.seconds


def test_a_form_that_is_gone_has_expired() -> None:
    """
    A 404 is the provider's word, so its code is kept; a 404 of the start is a refusal.
    """
    error = {"code": "UNKNOWN_ENTITY", "description": "Weg"}
    gone = form().of(404, error)
    assert gone.event == DeadlinePassed(
        details=EventDetails(LATER, code="UNKNOWN_ENTITY", text="Weg"), what="form"
    )
    bare = form().of(404, b"")
    assert isinstance(bare.event, DeadlinePassed)
    assert bare.event.details.code == "404"
    start = form(State.NEW, "start").of(404, error)
    assert isinstance(start.event, Refused)


def test_a_form_that_is_cancelled_is_given_up_for_certain() -> None:
    """
    The provider has confirmed it; one that has ended meanwhile is read once more.
    """
    reading = form(State.REDIRECT, "cancel")
    details = EventDetails(LATER)
    given_up = GivenUp(details=details, by="caller", is_certain=True)
    assert reading.of(200, body("CANCELLED")).event == given_up
    ended = {"code": "ILLEGAL_ENTITY_STATE", "description": "Zu"}
    assert reading.of(422, ended).event == ProviderBusy(details=details, seconds=0.0)
    other = form().of(422, ended)
    assert not isinstance(other.event, ProviderBusy)


TASKS: Final[list[tuple[str, dict[str, Any], Event]]] = [
    (
        "NOT_YET_STARTED",
        {},
        ProviderBusy(
            details=EventDetails(
                LATER, code="NOT_YET_STARTED", request_id=SENT_ID, references=("t-1",)
            ),
            seconds=TASK.seconds,
        ),
    ),
    (
        "COMPLETED",
        {"bankConnectionId": 7},
        Succeeded(
            details=EventDetails(LATER, code="COMPLETED", request_id=SENT_ID, references=("t-1",)),
            result="t-1",
        ),
    ),
    (
        "WEB_FORM_REQUIRED",
        {"webForm": {"id": "f-1", "status": "EXPIRED", "url": URL}},
        DeadlinePassed(
            details=EventDetails(
                LATER, code="WEB_FORM_REQUIRED", request_id=SENT_ID, references=("t-1", "f-1")
            ),
            what="form",
        ),
    ),
    (
        "WEB_FORM_REQUIRED",
        {"webForm": {"id": "f-1", "status": "ABORTED", "url": URL}},
        GivenUp(
            details=EventDetails(
                LATER, code="WEB_FORM_REQUIRED", request_id=SENT_ID, references=("t-1", "f-1")
            ),
            by="user",
            is_certain=True,
        ),
    ),
]


def task_body(status: str, payload: dict[str, Any]) -> dict[str, Any]:
    """
    A task as documented.
    """
    return {
        "id": "t-1",
        "type": "BANK_CONNECTION_UPDATE",
        "createdAt": "2026-11-20T12:00:00.000+0000",
        "status": status,
        "payload": payload,
    }


@pytest.mark.parametrize(("status", "payload", "event"), TASKS)
def test_a_task_ends_as_it_or_its_form_says(
    status: str, payload: dict[str, Any], event: Event
) -> None:
    """
    The status of the form counts only while the task waits for it.
    """
    assert task().of(200, task_body(status, payload)).event == event


@pytest.mark.parametrize("more", [{"status": "NOT_YET_OPENED"}, {"status": "IN_PROGRESS"}, {}])
def test_a_task_that_needs_a_form_opens_it(more: dict[str, Any]) -> None:
    """
    A form without a status has just been made, so the user must open it.
    """
    payload = {"webForm": {"id": "f-1", "url": URL, **more}}
    found = task().of(200, task_body("WEB_FORM_REQUIRED", payload))
    assert isinstance(found.event, BrowserRequested)
    assert found.event.details.references == ("t-1", "f-1")
    assert found.event.details.deadline is None


@pytest.mark.parametrize(
    ("before", "event"),
    [
        (State.UNKNOWN, DeadlinePassed(details=EventDetails(LATER), what="outcome")),
        (State.REDIRECT, Unchanged(details=EventDetails(LATER), seconds=FORM.seconds)),
        (State.WORKING, Unchanged(details=EventDetails(LATER), seconds=FORM.seconds)),
    ],
)
def test_a_form_without_an_id_cannot_be_asked_for(before: State, event: Event) -> None:
    """
    Nobody has seen a form whose creation was lost, so it can only expire.
    """
    reading = form(before)
    assert reading.adapter.event_without_call(reading.flow, reading.action, LATER) == event


def test_a_status_that_is_not_known_is_shown() -> None:
    """
    Of the form, or of the form of a task; the text of the bank is kept.
    """
    found = form().of(200, body("NEW_STATUS", payload=ERROR))
    assert isinstance(found.event, UnsupportedStep)
    assert found.event.details == said("NEW_STATUS", text="Limit erreicht")
    assert found.event.can_be_approved
    payload = {"webForm": {"id": "f-1", "url": URL, "status": "NEW_STATUS"}}
    inner = task().of(200, task_body("WEB_FORM_REQUIRED", payload))
    assert isinstance(inner.event, UnsupportedStep)
    assert inner.event.details.code == "NEW_STATUS"


def test_a_form_that_is_busy_is_waited_for() -> None:
    """
    A 423 is a wait, whatever was sent; nothing was done with it.
    """
    error = {"code": "LOCKED", "description": "Zu"}
    for reading in (form(State.NEW, "start"), form(), task()):
        found = reading.of(423, error, retry_after="3")
        assert found.event == Limited(at=LATER, seconds=3.0, request_id=SENT_ID)


def test_only_a_form_with_an_id_can_be_asked_for() -> None:
    """
    The id comes with the answer to its creation.
    """
    reading = form()
    assert not reading.adapter.can_ask(attrs.evolve(reading.flow, references=()))
    assert reading.adapter.can_ask(attrs.evolve(reading.flow, references=("f-1",)))


def test_the_page_of_a_form_stays_open_while_something_is_not_known() -> None:
    """
    The user may come back from it, so what the browser has to bring stays expected; a page that
    was never opened is opened now.
    """
    known: dict[str, Any] = {"page": "form", "field": "sca_state", "digest": "digest"}
    reading = form(State.UNSUPPORTED)
    opened = attrs.evolve(reading, flow=attrs.evolve(reading.flow, **known))
    found = opened.of(200, body("IN_PROGRESS"))
    deadline = datetime(2026, 11, 20, 12, 20, tzinfo=UTC)
    assert found.event == BrowserRequested(
        details=said("IN_PROGRESS", deadline=deadline),
        page="form",
        field="sca_state",
        digest="digest",
    )
    assert found.url is None
    fresh = reading.of(200, body("IN_PROGRESS"))
    assert isinstance(fresh.event, BrowserRequested)
    assert (fresh.event.digest, fresh.url is None) == (state_digest(STATE), False)
    restarted = attrs.evolve(
        form(State.UNKNOWN), flow=attrs.evolve(form(State.UNKNOWN).flow, **known)
    )
    assert restarted.of(200, body("IN_PROGRESS")).event == fresh.event


def test_a_status_that_is_not_known_is_shown_with_its_text() -> None:
    """
    Where the resource has a message; else without one.
    """
    found = form().of(200, body("NEW_STATUS", payload=ERROR)).event
    assert isinstance(found, UnsupportedStep)
    assert found.shown.text == ERROR["errorMessage"]
    for payload in ({}, {"errorMessage": 17}):
        silent = form().of(200, body("NEW_STATUS", payload=payload)).event
        assert isinstance(silent, UnsupportedStep)
        assert silent.shown.text == ""
