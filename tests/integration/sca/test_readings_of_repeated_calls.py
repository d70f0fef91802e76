"""
What each documented answer of finAPI Access says about a flow: nothing of it is lost on the way.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from msgspec import structs

from kontokit import ArgumentError, ConnectError, StatusError
from kontokit.core.exceptions import ConnectionLostError
from kontokit.operations import Operation
from kontokit.operations.sca import PayeeFields
from kontokit.sca.adapters.base import user_locked, without_token
from kontokit.sca.adapters.browser import state_digest
from kontokit.sca.adapters.repeat_call import RepeatCallAdapter
from kontokit.sca.state.events import (
    Answered,
    AnswerRequested,
    BrowserRequested,
    ConfirmationRequested,
    DeadlinePassed,
    Event,
    EventDetails,
    Inconclusive,
    Limited,
    MethodRequested,
    NotSent,
    OrderStillOpen,
    OutcomeLost,
    PayeeCheckRequested,
    ProviderBusy,
    Refused,
    Succeeded,
    Unchanged,
    UnsupportedStep,
)
from kontokit.sca.state.flow_state import ActionKind, Payee, Request, Shown
from kontokit.sca.steps import Choice, State
from kontokit_finapi_access.operations import bank_connections, payments, standing_orders
from kontokit_finapi_access.sca import SCA
from kontokit_finapi_access_v1.operations import accounts
from kontokit_finapi_access_v1.operations import payments as payments_v1
from kontokit_finapi_access_v1.sca import SCA as SCA_V1
from tests.support.flow_states import on_its_way
from tests.support.readings import LATER, SENT_ID, STATE, Reading

assert SCA.repeat is not None
CONFIG: Final = SCA.repeat
BANK: Final = "DEMO0002 - Demo Bank"
REQUEST_ID: Final = "r-1"
ORDER: Final = Request(operation="submitPayment", body={"paymentId": 17}, is_order=True)
SHOWN: Final = Shown(text="Bitte TAN", label="TAN", pictures=("iVBO",), mime="image/png")
CHALLENGE: Final = {
    "hash": "h-2",
    "status": "CHALLENGE_RESPONSE_REQUIRED",
    "challengeMessage": "Bitte TAN",
    "answerFieldLabel": "TAN",
    "photoTanData": "iVBO",
    "photoTanMimeType": "image/png",
}


def importing(before: State = State.NEW, action: ActionKind = "start", **fields: Any) -> Reading:
    """
    The import of a bank connection, after an action.
    """
    operation = bank_connections.IMPORT_BANK_CONNECTION
    flow = attrs.evolve(on_its_way(before, action), **fields)
    return Reading(adapter=RepeatCallAdapter(CONFIG, operation), operation=operation, flow=flow)


def paying(before: State = State.NEW, action: ActionKind = "start", **fields: Any) -> Reading:
    """
    The submission of a payment, after an action.
    """
    flow = attrs.evolve(on_its_way(before, action, is_order=True), request=ORDER, **fields)
    adapter = RepeatCallAdapter(CONFIG, payments.SUBMIT_PAYMENT)
    sent = payments.GET_PAYMENTS if action == "look" else payments.SUBMIT_PAYMENT
    return Reading(adapter=adapter, operation=sent, flow=flow)


def error_body(code: str, message: str = "Nein.", **more: Any) -> dict[str, Any]:
    """
    An error as finAPI documents it.
    """
    problem = {"message": message, "code": code, "type": "BUSINESS", **more}
    return {
        "errors": [problem],
        "date": "2026-11-20 12:00:00.000",
        "requestId": REQUEST_ID,
        "endpoint": "POST /api/v2/payments/submit",
        "authContext": "1/2",
        "bank": BANK,
    }


def asking(challenge: Any, message: str = "Noch ein Schritt.") -> dict[str, Any]:
    """
    The body of a 510.
    """
    code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    return error_body(code, message, multiStepAuthentication=challenge)


def said(code: str, **more: Any) -> EventDetails:
    """
    What an error body says beside its code.
    """
    known: dict[str, Any] = {"request_id": REQUEST_ID, "text": "Nein.", "bank": BANK}
    return EventDetails(LATER, code=code, **{**known, **more})


REFUSALS: Final[list[tuple[ActionKind, int, str, Refused]]] = [
    (
        "start",
        400,
        "BANK_SERVER_REJECTION",
        Refused(details=said("BANK_SERVER_REJECTION"), reason="credentials", is_proof=True),
    ),
    (
        "answer",
        400,
        "BANK_SERVER_REJECTION",
        Refused(
            details=said("BANK_SERVER_REJECTION"),
            reason="bank_said_no",
            can_restart=True,
            is_proof=True,
        ),
    ),
    (
        "start",
        422,
        "ENTITY_EXISTS",
        Refused(details=said("ENTITY_EXISTS"), reason="refused", can_restart=True),
    ),
    (
        "start",
        501,
        "UNSUPPORTED_FEATURE",
        Refused(details=said("UNSUPPORTED_FEATURE"), reason="unsupported"),
    ),
]


@pytest.mark.parametrize(("action", "status", "code", "event"), REFUSALS)
def test_a_refusal_keeps_code_text_bank_and_request_id(
    action: ActionKind, status: int, code: str, event: Refused
) -> None:
    """
    A refusal says why, in the words of the bank, whether a new flow may help, and whether it is
    proof; its cause is the provider's error.
    """
    before = State.CHALLENGE if action == "answer" else State.NEW
    found = importing(before, action).of(status, error_body(code))
    assert found.event == event
    assert isinstance(found.cause, StatusError)
    assert (found.cause.code, found.error, found.url, found.value) == (code, None, None, None)


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"), [(429, "60", 60.0), (429, None, None), (423, "2", 2.0)]
)
def test_a_limit_says_how_long_to_wait(
    status: int, retry_after: str | None, seconds: float | None
) -> None:
    """
    Of a request that was turned away nothing was done, an order or not, whatever was sent.
    """
    headers = {} if retry_after is None else {"retry_after": retry_after}
    for reading in (importing(), paying(), paying(State.CHALLENGE, "answer")):
        found = reading.of(status, error_body("LOCKED"), **headers)
        assert found.event == Limited(at=LATER, seconds=seconds, request_id=REQUEST_ID)
        assert isinstance(found.cause, StatusError)
        assert found.error is None


def test_a_503_says_nothing_of_an_order() -> None:
    """
    A service that is unavailable has not read anything, but may have taken an order.
    """
    body = error_body("UNAVAILABLE")
    limited = Limited(at=LATER, seconds=7.0, request_id=REQUEST_ID)
    assert importing().of(503, body, retry_after="7").event == limited
    lost = paying().of(503, body, retry_after="7")
    assert lost.event == OutcomeLost(at=LATER, request_id=REQUEST_ID)
    assert isinstance(lost.cause, StatusError)


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_failed_server_may_have_done_it(status: int) -> None:
    """
    An error of the server says nothing of what was sent; its request id and cause are kept.
    """
    for reading in (importing(), paying(), paying(State.CHALLENGE, "answer")):
        found = reading.of(status, error_body("UNKNOWN"))
        assert found.event == OutcomeLost(at=LATER, request_id=REQUEST_ID)
        assert isinstance(found.cause, StatusError)
        assert found.error is None


def test_lost_connections_are_told_from_those_that_were_never_made() -> None:
    """
    What could not be sent was not sent; a connection that broke leaves the outcome open.
    """
    unreachable = ConnectError("no route", request_id=SENT_ID)
    broken = ConnectionLostError("reset", request_id=SENT_ID)
    for reading in (importing(), paying()):
        found = reading.of_outcome(unreachable)
        assert found.event == NotSent(at=LATER)
        assert (found.error, found.cause) == (unreachable, unreachable)
        lost = reading.of_outcome(broken)
        assert lost.event == OutcomeLost(at=LATER, request_id=SENT_ID)
        assert (lost.error, lost.cause) == (None, broken)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_token_is_raised_and_ends_nothing(status: int) -> None:
    """
    The flow stays where it is, so that it can go on with another token.
    """
    found = importing(State.CHALLENGE, "answer").of(
        status, error_body("UNAUTHORIZED"), www_authenticate="Bearer"
    )
    assert found.event == NotSent(at=LATER)
    assert isinstance(found.error, StatusError)


def test_a_locked_user_fails_a_flow_only_before_anything_was_sent() -> None:
    """
    Later the flow stays in its step, and the error says so.
    """
    locked = importing().of(423, error_body("LOCKED")).cause
    assert isinstance(locked, StatusError)
    first = user_locked(importing().flow, locked, LATER)
    assert first.event == Refused(details=said("LOCKED", bank=None), reason="locked", is_proof=True)
    assert (first.cause, first.error) == (locked, None)
    later = user_locked(importing(State.CHALLENGE, "answer").flow, locked, LATER)
    assert later.event == NotSent(at=LATER)
    assert later.error == locked


def test_a_challenge_that_is_gone_has_expired() -> None:
    """
    The code says that the step is over, not why.
    """
    found = importing(State.CHALLENGE, "answer").of(422, error_body("NO_EXISTING_CHALLENGE"))
    details = EventDetails(LATER, code="NO_EXISTING_CHALLENGE", text="Nein.")
    assert isinstance(found.event, DeadlinePassed)
    assert found.event.what == "step"
    assert (found.event.details.code, found.event.details.text) == (details.code, details.text)
    assert found.event.at == LATER


def asked(status: str, **more: Any) -> EventDetails:
    return said(status, references=("h-2",), text="Noch ein Schritt.", **more)


def test_a_choice_of_methods_is_passed_on() -> None:
    """
    Each method has its id, its name, its kind and whether an answer is typed in.
    """
    offered = {
        "hash": "h-2",
        "status": "TWO_STEP_PROCEDURE_REQUIRED",
        "twoStepProcedures": [
            {
                "procedureId": "902",
                "procedureName": "photoTAN",
                "procedureChallengeType": "PHOTO",
                "implicitExecute": False,
            },
            {"procedureId": "910", "procedureName": "", "implicitExecute": True},
        ],
    }
    found = importing().of(510, asking(offered))
    assert isinstance(found.event, MethodRequested)
    assert found.event.details == asked("TWO_STEP_PROCEDURE_REQUIRED")
    assert found.event.offer == (
        Choice(id="902", name="photoTAN", hint="PHOTO", needs_answer=True),
        Choice(id="910", name="910", needs_answer=False),
    )
    assert found.event.shown.text == "Noch ein Schritt."


def test_a_challenge_is_passed_on() -> None:
    """
    A challenge keeps its texts, its picture, its reference and its request id.
    """
    found = importing(State.METHOD, "method").of(510, asking(CHALLENGE))
    assert isinstance(found.event, AnswerRequested)
    assert found.event.details == asked("CHALLENGE_RESPONSE_REQUIRED")
    assert attrs.evolve(found.event.shown, method=None) == SHOWN
    assert not found.event.is_wrong


@pytest.mark.parametrize(
    ("action", "reference", "picture", "is_wrong"),
    [
        ("answer", "h-2", "iVBO", True),
        ("answer", "h-3", "iVBO", False),
        ("answer", "h-2", "R0lG", False),
        ("look", "h-2", "iVBO", False),
    ],
)
def test_the_same_challenge_after_an_answer_says_that_it_was_wrong(
    action: ActionKind, reference: str, picture: str, is_wrong: bool
) -> None:
    """
    Only the same reference with the same picture, and only after an answer; its text may differ.
    """
    flow = {"references": ("h-2",), "shown": attrs.evolve(SHOWN, text="Vorher")}
    challenge = {**CHALLENGE, "hash": reference, "photoTanData": picture}
    found = importing(State.CHALLENGE, action, **flow).of(510, asking(challenge))
    assert isinstance(found.event, AnswerRequested)
    assert found.event.is_wrong is is_wrong


@pytest.mark.parametrize("status", ["DECOUPLED_AUTH_REQUIRED", "DECOUPLED_AUTH_IN_PROGRESS"])
def test_a_confirmation_elsewhere_is_passed_on(status: str) -> None:
    """
    The text is shown, and the next question comes after the pause of the API.
    """
    challenge = {"hash": "h-2", "status": status, "challengeMessage": "App"}
    found = importing(State.METHOD, "method").of(510, asking(challenge))
    assert isinstance(found.event, ConfirmationRequested)
    assert found.event.details == asked(status)
    assert (found.event.shown.text, found.event.seconds) == ("App", CONFIG.seconds)


def test_a_page_of_the_bank_is_passed_on() -> None:
    """
    The page, the field of the state and the digest of the state; the state itself is not kept.
    """
    challenge = {
        "hash": "h-2",
        "status": "REDIRECT_REQUIRED",
        "redirectUrl": "https://bank.example/sca?x=1",
        "redirectContext": "state-1",
        "redirectContextField": "state",
        "challengeMessage": "Zur Bank",
    }
    found = importing(State.METHOD, "method").of(510, asking(challenge))
    assert isinstance(found.event, BrowserRequested)
    assert found.event.details == asked("REDIRECT_REQUIRED")
    assert (found.event.page, found.event.field) == ("bank", "state")
    assert found.event.digest == state_digest("state-1")
    assert (found.url, found.event.shown.text) == ("https://bank.example/sca?x=1", "Zur Bank")


def test_a_page_without_a_state_is_passed_on() -> None:
    """
    A bank that needs no state still has a page.
    """
    challenge = {"hash": "h-2", "status": "REDIRECT_REQUIRED", "redirectUrl": "https://b.example/"}
    found = importing(State.METHOD, "method").of(510, asking(challenge))
    assert isinstance(found.event, BrowserRequested)
    assert (found.event.field, found.event.digest) == (None, None)


def test_a_web_form_that_is_needed_is_passed_on() -> None:
    """
    A form of finAPI comes where the API's own fields are not enough. It takes no return URL.
    """
    found = importing().of(451, error_body("WEB_FORM"), location="https://form.example/f/1")
    assert isinstance(found.event, BrowserRequested)
    assert (found.event.page, found.event.field, found.event.digest) == ("form", None, None)
    assert (found.url, found.event.at) == ("https://form.example/f/1", LATER)
    assert STATE not in str(found.url)


def taken(status: str | None, **more: Any) -> EventDetails:
    """
    What a 2xx of the submission says.
    """
    return EventDetails(LATER, code=status, request_id=SENT_ID, is_taken=True, **more)


ANSWERS: Final[list[tuple[dict[str, Any], Event]]] = [
    ({"status": "SUCCESSFUL"}, Succeeded(details=taken("SUCCESSFUL"), result="17")),
    (
        {"status": "PENDING"},
        ProviderBusy(details=taken("PENDING"), seconds=CONFIG.seconds),
    ),
    (
        {"status": "NOT_SUCCESSFUL", "bankMessage": "Limit"},
        Refused(
            details=taken("NOT_SUCCESSFUL", text="Limit"), reason="bank_said_no", is_proof=True
        ),
    ),
    (
        {"status": "DISCARDED"},
        Refused(details=taken("DISCARDED"), reason="bank_said_no", is_proof=True),
    ),
    ({"status": "OPEN"}, Answered(details=taken(None), result="17")),
    ({"status": "NEW_STATUS"}, Answered(details=taken(None), result="17")),
    ({}, Answered(details=taken(None), result="17")),
]


@pytest.mark.parametrize(("fields", "event"), ANSWERS)
def test_a_submission_that_was_answered_was_taken(fields: dict[str, Any], event: Event) -> None:
    """
    A 2xx of the submission says what became of the payment, or only that it was taken.
    """
    for reading in (paying(), paying(State.CHALLENGE, "answer")):
        assert reading.of(200, {"id": 17, **fields}).event == event


@pytest.mark.parametrize("status", ["SUCCESSFUL", "PENDING", "NOT_SUCCESSFUL", "DISCARDED", "OPEN"])
@pytest.mark.parametrize("other", [16, "16", 170, [], True])
def test_a_submission_that_is_answered_for_another_order_proves_nothing(
    status: str, other: Any
) -> None:
    """
    Ours may have been carried out or not, so a look has to find out.
    """
    for reading in (paying(), paying(State.CHALLENGE, "answer")):
        found = reading.of(200, {"id": other, "status": status})
        assert found.event == OutcomeLost(at=LATER, request_id=SENT_ID)
        assert found.value is None
    standing = attrs.evolve(ORDER, operation="submitStandingOrder", body={"standingOrderId": "17"})
    operation = standing_orders.SUBMIT_STANDING_ORDER
    reading = paying()
    flow = attrs.evolve(reading.flow, request=standing)
    adapter = RepeatCallAdapter(CONFIG, operation)
    reading = attrs.evolve(reading, flow=flow, operation=operation, adapter=adapter)
    assert isinstance(reading.of(200, {"id": other, "status": status}).event, OutcomeLost)
    assert not isinstance(reading.of(200, {"id": 17, "status": status}).event, OutcomeLost)


def test_a_connection_that_was_answered_is_done() -> None:
    """
    What is no order has succeeded with a 2xx, and has the id of the answer.
    """
    found = importing().of(200, {"id": 3})
    assert found.event == Succeeded(details=taken(None), result="3")


LOOKS: Final[list[tuple[list[dict[str, Any]], Event]]] = [
    (
        [{"id": 17, "status": "SUCCESSFUL"}],
        Succeeded(details=EventDetails(LATER, code="SUCCESSFUL", request_id=SENT_ID), result="17"),
    ),
    (
        [{"id": 17, "status": "PENDING"}],
        ProviderBusy(
            details=EventDetails(LATER, code="PENDING", request_id=SENT_ID), seconds=CONFIG.seconds
        ),
    ),
    (
        [{"id": 17, "status": "NOT_SUCCESSFUL", "bankMessage": "Limit"}],
        Refused(
            details=EventDetails(LATER, code="NOT_SUCCESSFUL", request_id=SENT_ID, text="Limit"),
            reason="bank_said_no",
            is_proof=True,
        ),
    ),
    (
        [{"id": 16, "status": "SUCCESSFUL"}, {"id": 17, "status": "OPEN"}],
        OrderStillOpen(details=EventDetails(LATER, request_id=SENT_ID)),
    ),
    (
        [{"id": 16, "status": "SUCCESSFUL"}],
        Unchanged(details=EventDetails(LATER, request_id=SENT_ID), seconds=CONFIG.seconds),
    ),
    (
        [{"id": 17, "status": "NEW_STATUS"}],
        Unchanged(details=EventDetails(LATER, request_id=SENT_ID), seconds=CONFIG.seconds),
    ),
    (
        [],
        Unchanged(details=EventDetails(LATER, request_id=SENT_ID), seconds=CONFIG.seconds),
    ),
]


@pytest.mark.parametrize(("rows", "event"), LOOKS)
def test_a_look_at_the_payments_counts_only_the_own_one(
    rows: list[dict[str, Any]], event: Event
) -> None:
    """
    The status of the payment decides; a list without it, or a new status, decides nothing.
    """
    paging = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": len(rows)}
    found = paying(State.UNKNOWN, "look").of(200, {"payments": rows, "paging": paging})
    assert found.event == event
    assert isinstance(event, Succeeded) <= (found.value is None or found.value.id == 17)


@pytest.mark.parametrize(
    ("before", "action", "is_order", "event"),
    [
        (
            State.REDIRECT,
            "callback",
            False,
            Succeeded(details=EventDetails(LATER), verified=False),
        ),
        (
            State.REDIRECT,
            "callback",
            True,
            Unchanged(details=EventDetails(LATER), seconds=CONFIG.seconds),
        ),
        (
            State.UNKNOWN,
            "look",
            True,
            Unchanged(details=EventDetails(LATER), seconds=60),
        ),
        (
            State.DECOUPLED,
            "look",
            False,
            Unchanged(details=EventDetails(LATER), seconds=CONFIG.seconds),
        ),
        (
            State.UNKNOWN,
            "look",
            False,
            DeadlinePassed(details=EventDetails(LATER), what="outcome"),
        ),
    ],
)
def test_what_cannot_be_asked_is_not_guessed(
    before: State, action: ActionKind, is_order: bool, event: Event
) -> None:
    """
    Without a call to ask, what is no order ends unverified or expired; an order stays open, and is
    thought of every minute.
    """
    reading = (paying if is_order else importing)(before, action)
    assert reading.adapter.event_without_call(reading.flow, reading.action, LATER) == event


@pytest.mark.parametrize(
    ("challenge", "code", "can_be_approved"),
    [
        ({"hash": "h-2", "status": "PASSKEY_REQUIRED"}, "PASSKEY_REQUIRED", True),
        ("no challenge", "ADDITIONAL_AUTHENTICATION_REQUIRED", True),
        (
            {"hash": "h-2", "status": "TWO_STEP_PROCEDURE_REQUIRED", "twoStepProcedures": []},
            "TWO_STEP_PROCEDURE_REQUIRED",
            False,
        ),
        (
            {"hash": "h-2", "status": "REDIRECT_REQUIRED", "redirectUrl": "http://bank.example/"},
            "REDIRECT_REQUIRED",
            False,
        ),
    ],
)
def test_what_is_not_known_is_shown(challenge: Any, code: str, can_be_approved: bool) -> None:
    """
    With its code and the text of the bank; only what is not known may be approved without us.
    """
    found = importing().of(510, asking(challenge))
    assert isinstance(found.event, UnsupportedStep)
    assert found.event.details.code == code
    assert found.event.details.text == "Noch ein Schritt."
    assert found.event.details.request_id == REQUEST_ID
    assert found.event.can_be_approved is can_be_approved
    assert (found.url, found.event.at) == (None, LATER)


@pytest.mark.parametrize("is_order", [True, False])
def test_an_illegal_state_says_nothing_of_an_order(is_order: bool) -> None:
    """
    It may be that of an order that was taken before; its code, text and cause are kept.
    """
    found = (paying if is_order else importing)().of(422, error_body("ILLEGAL_ENTITY_STATE"))
    assert isinstance(found.event, Inconclusive if is_order else Refused)
    assert found.event.details.code == "ILLEGAL_ENTITY_STATE"
    assert (found.event.details.text, found.event.details.request_id) == ("Nein.", REQUEST_ID)
    assert isinstance(found.cause, StatusError)


@pytest.mark.parametrize(
    ("body", "is_unclear"), [(error_body("UNSUPPORTED_FEATURE"), False), (b"Not Implemented", True)]
)
def test_a_501_of_a_gateway_is_unclear(body: Any, is_unclear: bool) -> None:
    """
    Only the provider knows what it does not support.
    """
    found = paying().of(501, body)
    assert isinstance(found.event, Refused)
    assert (found.event.reason, found.event.is_unclear) == ("unsupported", is_unclear)


def test_the_check_of_a_payee_is_passed_on() -> None:
    """
    Where a description says which status asks for it; its name is that of the call.
    """
    fields = PayeeFields(
        result="result", results={"CLOSE": "close_match"}, order_name="counterparty"
    )
    config = structs.replace(CONFIG, statuses={"PAYEE_REQUIRED": "payee"}, payee=fields)
    reading = attrs.evolve(
        paying(),
        flow=attrs.evolve(
            paying().flow, request=attrs.evolve(ORDER, body={"counterparty": "Erika"})
        ),
        adapter=RepeatCallAdapter(config, payments.SUBMIT_PAYMENT),
    )
    # The model has no such field, so one that does not fit leaves the challenge as it came.
    challenge = {"hash": "h-2", "status": "PAYEE_REQUIRED", "result": "CLOSE", "opticalData": 5}
    found = reading.of(510, asking(challenge)).event
    assert found == PayeeCheckRequested(
        details=asked("PAYEE_REQUIRED"),
        payee=Payee(result="close_match", name="Erika"),
        shown=Shown(text="Noch ein Schritt."),
    )


@pytest.mark.parametrize(
    ("challenge", "text"),
    [("no challenge", "Noch ein Schritt."), ({"hash": "h", "status": "PASSKEY"}, "Noch ein")],
)
def test_what_is_not_known_is_shown_in_the_words_of_the_bank(challenge: Any, text: str) -> None:
    """
    Those of the error, where the challenge has none.
    """
    found = importing().of(510, asking(challenge)).event
    assert isinstance(found, UnsupportedStep)
    assert found.shown.text.startswith(text)


def test_a_challenge_without_a_reference_cannot_be_answered() -> None:
    """
    Unless one is known from the step before.
    """
    challenge = {name: value for name, value in CHALLENGE.items() if name != "hash"}
    found = importing().of(510, asking(challenge)).event
    assert isinstance(found, UnsupportedStep)
    assert found.shown.text == "Bitte TAN"
    assert found.details == said(
        "CHALLENGE_RESPONSE_REQUIRED", text="Noch ein Schritt.", references=()
    )
    known = importing(State.METHOD, "method", references=("h-1",)).of(510, asking(challenge))
    assert isinstance(known.event, AnswerRequested)
    assert known.event.details.references == ()


@pytest.mark.parametrize(("at", "errors"), [(0, 1), (1, 2)])
def test_a_challenge_is_found_in_any_of_the_errors(at: int, errors: int) -> None:
    """
    The first that has one counts.
    """
    entry: dict[str, Any] = {"code": "ADDITIONAL_AUTHENTICATION_REQUIRED", "type": "BUSINESS"}
    entries = [{**entry, "multiStepAuthentication": None} for _ in range(errors)]
    entries[at]["multiStepAuthentication"] = CHALLENGE
    found = importing().of(510, {"errors": entries, "requestId": REQUEST_ID}).event
    assert isinstance(found, AnswerRequested)
    assert attrs.evolve(found.shown, method=None) == SHOWN


TOKENS: Final[list[tuple[dict[str, str], Any, bool]]] = [
    ({}, b"", True),
    ({}, b"<html>", True),
    ({}, {"error": "other"}, True),
    ({"www_authenticate": "Bearer"}, b"", False),
    ({}, {"error": "invalid_token"}, False),
    ({}, {"error": "insufficient_scope"}, False),
    ({}, error_body("UNAUTHORIZED_ACCESS"), False),
]


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(("headers", "body", "is_lost"), TOKENS)
def test_a_401_of_a_gateway_says_nothing_of_an_order(
    status: int, headers: dict[str, str], body: Any, *, is_lost: bool
) -> None:
    """
    Only who has read the token, or speaks as documented, has done nothing; of what is no order
    nothing was done either way.
    """
    found = paying(State.CHALLENGE, "answer").of(status, body, **headers)
    assert (found.event == NotSent(at=LATER)) is not is_lost
    assert (found.event == OutcomeLost(at=LATER, request_id=SENT_ID)) is is_lost
    assert (found.error is None, found.cause is None) == (is_lost, not is_lost)
    other = importing(State.CHALLENGE, "answer").of(status, body, **headers)
    assert other.event == NotSent(at=LATER)


def test_what_our_own_side_refuses_was_not_sent() -> None:
    """
    Its error is raised, and the flow stays where it is.
    """
    refused = ArgumentError("no", place="body")
    for reading in (importing(), paying(State.CHALLENGE, "answer")):
        found = reading.of_outcome(refused)
        assert (found.event, found.error, found.cause) == (NotSent(at=LATER), refused, None)


def test_a_call_without_a_token_was_not_sent() -> None:
    """
    A locked user gets none; a limit of the token service is waited for; else the error is raised.
    """

    def cause(status: int) -> Any:
        return importing().of(status, error_body("X_Y"), retry_after="7").cause

    flow = importing().flow
    locked = without_token(flow, cause(423), LATER)
    assert isinstance(locked.event, Refused)
    assert (locked.event.reason, locked.event.is_proof) == ("locked", True)
    for status in (429, 503):
        limited = without_token(paying().flow, cause(status), LATER)
        assert limited.event == Limited(at=LATER, seconds=7.0, request_id=REQUEST_ID)
    lost = cause(500)
    found = without_token(paying().flow, lost, LATER)
    assert (found.event, found.error, found.cause) == (NotSent(at=LATER), lost, lost)


@pytest.mark.parametrize(
    ("codes", "is_login", "is_order", "reason"),
    [
        (("BANK_SERVER_REJECTION",), True, False, "credentials"),
        (("BANK_SERVER_REJECTION",), False, False, "bank_said_no"),
        (("BANK_SERVER_REJECTION",), True, True, "bank_said_no"),
        (("ENTITY_EXISTS",), True, False, "refused"),
    ],
)
def test_credentials_are_wrong_only_before_any_tan(
    codes: tuple[str], reason: str, *, is_login: bool, is_order: bool
) -> None:
    """
    Of an order the same code says that the bank has rejected it.
    """
    make = paying if is_order else importing
    reading = make(answered=not is_login)
    found = reading.of(400, error_body(codes[0])).event
    assert isinstance(found, Refused)
    assert found.reason == reason
    assert found.details.bank == BANK


@pytest.mark.parametrize(
    ("operation", "is_unfinished"),
    [
        (accounts.REQUEST_SEPA_MONEY_TRANSFER, True),
        (accounts.REQUEST_SEPA_DIRECT_DEBIT, True),
        (payments_v1.SUBMIT_PAYMENT, False),
    ],
)
def test_an_older_order_that_wants_another_call_is_not_carried_out(
    operation: Operation[Any], *, is_unfinished: bool
) -> None:
    """
    Its success has a challenge for that call, which is shown; nothing was approved.
    """
    assert SCA_V1.repeat is not None
    reading = attrs.evolve(
        paying(), adapter=RepeatCallAdapter(SCA_V1.repeat, operation), operation=operation
    )
    found = reading.of(200, {"challengeMessage": "Bitte TAN", "answerFieldLabel": "TAN"}).event
    if not is_unfinished:
        assert isinstance(found, Answered)
        return
    assert found == UnsupportedStep(
        details=taken(None), shown=Shown(text="Bitte TAN"), can_be_approved=False
    )
    whole = reading.of(200, {"successMessage": "ok", "challengeMessage": ""}).event
    assert not isinstance(whole, UnsupportedStep)


WHOLE: Final = {
    "id": 17,
    "bankId": 1,
    "amount": 1,
    "orderCount": 1,
    "type": "MONEY_TRANSFER",
    "status": "SUCCESSFUL",
}


def test_the_result_of_an_order_is_the_payment_that_was_read() -> None:
    """
    As the answer of the submission, or out of the list of a look.
    """
    submitted = paying().of(200, WHOLE)
    assert isinstance(submitted.event, Succeeded)
    assert submitted.value.id == 17
    rows = [{**WHOLE, "id": 16}, WHOLE]
    paging = {"page": 1, "perPage": 20, "pageCount": 1, "totalCount": 2}
    looked = paying(State.UNKNOWN, "look").of(200, {"payments": rows, "paging": paging})
    assert isinstance(looked.event, Succeeded)
    assert looked.value.id == 17


@pytest.mark.parametrize("body", [{}, {"payments": None}, {"payments": 17}, {"payments": ["x"]}])
def test_a_look_that_finds_no_list_changes_nothing(body: Any) -> None:
    """
    It does not prove that the payment is open.
    """
    found = paying(State.UNKNOWN, "look").of(200, body).event
    details = EventDetails(LATER, request_id=SENT_ID)
    assert found == Unchanged(details=details, seconds=CONFIG.seconds)
