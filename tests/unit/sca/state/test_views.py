"""
What the caller sees of a flow: everything that is known of it, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any, Final

import attrs
import pytest

from kontokit.sca import steps
from kontokit.sca.errors import (
    OutcomeUnknownError,
    ResultNotKeptError,
    ScaCancelledError,
    ScaExpiredError,
    ScaFailedError,
    WrongStepError,
)
from kontokit.sca.state.flow_state import FlowState, Shown
from kontokit.sca.state.order_text import advice
from kontokit.sca.state.views import next_step, result_of
from kontokit.sca.steps import State
from tests.support.flow_states import AT, OFFER, in_state, on_its_way, resendable

ENDS: Final = AT + timedelta(minutes=7)
THEN: Final = AT + timedelta(seconds=30)
PNG: Final = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
GIF: Final = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PDF: Final = b64encode(b"%PDF-1.7\n" + bytes(50)).decode()
FLICKER: Final = "11048714955205123456789F14302C303107"
SAID: Final = Shown(text="<b>Bitte</b> TAN", method="photoTAN plus")


def flow(state: State, **fields: Any) -> FlowState:
    """
    A flow of which everything is known that can be.
    """
    known: dict[str, Any] = {
        "deadline": ENDS,
        "not_before": THEN,
        "text": "Meldung",
        "bank": "Demo Bank",
        "method_name": "photoTAN",
        "medium_name": "Handy",
        "polls_left": 7,
        "shown": SAID,
    }
    return attrs.evolve(in_state(state), **{**known, **fields})


def seen(step: steps.Step) -> dict[str, Any]:
    """
    The fields of a step, those that its comparison leaves out included.
    """
    return attrs.asdict(step, recurse=False)


def has(shown: steps.Step, /, **fields: Any) -> None:
    found = seen(shown)
    assert {name: found[name] for name in fields} == fields


@pytest.mark.parametrize(("limits", "put_off"), [(0, None), (1, THEN)])
def test_a_choice_shows_what_is_offered_and_what_the_bank_says(limits: int, put_off: Any) -> None:
    """
    A pause is shown only if the provider has turned the last request away.
    """
    common = {"text": "Bitte TAN", "bank": "Demo Bank", "ends": ENDS, "not_before": put_off}
    method = next_step(flow(State.METHOD, limits=limits), None)
    assert isinstance(method, steps.ChooseMethod)
    has(method, methods=OFFER, **common)
    medium = next_step(flow(State.MEDIUM, limits=limits), None)
    assert isinstance(medium, steps.ChooseMedium)
    has(medium, media=OFFER, **common)


@pytest.mark.parametrize(("limits", "put_off"), [(0, None), (1, THEN)])
@pytest.mark.parametrize("page", ["bank", "form"])
def test_a_page_is_shown_with_its_text(page: Any, limits: int, put_off: Any) -> None:
    """
    The address is given only by the process that knows it.
    """
    found = flow(State.REDIRECT, page=page, limits=limits)
    step = next_step(found, "https://bank.example/")
    assert isinstance(step, steps.Redirect)
    has(
        step,
        url="https://bank.example/",
        page=page,
        text="Bitte TAN",
        bank="Demo Bank",
        ends=ENDS,
        not_before=put_off,
    )
    has(next_step(found, None), url=None)
    has(next_step(attrs.evolve(found, shown=Shown(text="")), None), text="Meldung")
    has(next_step(attrs.evolve(found, page=None), None), page="bank")


@pytest.mark.parametrize(
    ("state", "kind"), [(State.DECOUPLED, steps.Decoupled), (State.WORKING, steps.Working)]
)
def test_waiting_shows_when_it_asks_again(state: State, kind: type[steps.Decoupled]) -> None:
    """
    Whoever waits sees the text, the device, how often and until when it is asked.
    """
    step = next_step(flow(state), None)
    assert type(step) is kind
    has(
        step,
        text="Bitte TAN",
        bank="Demo Bank",
        not_before=THEN,
        polls_left=7,
        ends=ENDS,
        method="photoTAN plus",
        medium="Handy",
        needs_confirm=False,
    )
    bare = flow(state, shown=Shown(), text=None)
    has(next_step(bare, None), text="", method="photoTAN")
    told = next_step(bare, None, needs_confirm=True)
    has(told, needs_confirm=state is State.DECOUPLED)


def challenge(**fields: Any) -> steps.Challenge:
    """
    The challenge of a flow.
    """
    step = next_step(flow(State.CHALLENGE, **fields), None)
    assert isinstance(step, steps.Challenge)
    return step


def test_a_challenge_shows_everything_that_the_bank_has_sent() -> None:
    """
    Text, label, method, device, time and tries.
    """
    has(
        challenge(shown=attrs.evolve(SAID, label="TAN-Nummer"), wrong_answers=1),
        raw="<b>Bitte</b> TAN",
        label="TAN-Nummer",
        method="photoTAN plus",
        medium="Handy",
        bank="Demo Bank",
        ends=ENDS,
        not_before=None,
        attempts_left=2,
        asked_again=0,
        image=None,
        flicker=None,
        document=None,
        optical=None,
    )
    has(challenge(limits=1), not_before=THEN)
    has(challenge(asked_again=1), asked_again=1, attempts_left=None)
    has(challenge(shown=Shown(text="x")), method="photoTAN")


@pytest.mark.parametrize(
    ("wrong", "elsewhere", "asked_again", "left"),
    [
        (0, 0, 0, 3),
        (1, 0, 0, 2),
        (0, 2, 0, 1),
        (2, 1, 0, 1),
        (0, 3, 0, 0),
        (0, 5, 0, 0),
        (1, 0, 1, None),
        (0, 3, 1, 0),
    ],
)
def test_a_challenge_says_how_many_answers_are_left(
    wrong: int, elsewhere: int, asked_again: int, left: int | None
) -> None:
    """
    Refused TANs of other flows count too; who does not know says so, unless none is left.
    """
    fields = {"wrong_answers": wrong, "refused_tans": elsewhere, "asked_again": asked_again}
    assert challenge(**fields).attempts_left == left


def test_a_challenge_without_a_text_shows_the_message() -> None:
    """
    It is escaped, since it was no HTML.
    """
    found = challenge(shown=Shown(), text="1 < 2\nzwei")
    assert found.text == "1 < 2\nzwei"
    assert found.raw.startswith("1 &lt; 2")


def test_pictures_of_a_challenge_are_shown_wherever_they_are() -> None:
    """
    The first that can be read counts, and its declared type only for a field for pictures.
    """
    pictured = challenge(shown=Shown(pictures=("no picture", PNG), mime="image/png"))
    assert pictured.image is not None
    assert pictured.image.mime == "image/png"
    mistaken = challenge(shown=Shown(pictures=(PNG,), mime="image/gif"))
    assert mistaken.image is None
    coded = challenge(shown=Shown(codes=(GIF,), mime="image/png"))
    assert coded.image is not None
    assert coded.image.mime == "image/gif"
    first = challenge(shown=Shown(pictures=(PNG,), codes=(GIF,)))
    assert first.image is not None
    assert first.image.mime == "image/png"


def test_documents_of_a_challenge_are_shown() -> None:
    """
    The first that is a PDF.
    """
    found = challenge(shown=Shown(documents=("no document", PDF)))
    assert found.document is not None
    assert found.format == "pdf"


def test_flicker_codes_are_read_from_codes_and_from_the_text() -> None:
    """
    A code that cannot be read is kept as it came.
    """
    coded = challenge(shown=Shown(text="Text", codes=("no code", FLICKER)))
    assert coded.flicker is not None
    assert coded.optical is None
    told = challenge(shown=Shown(text=FLICKER))
    assert told.flicker is not None
    odd = challenge(shown=Shown(text="Text", codes=("no code", "neither")))
    assert (odd.flicker, odd.optical) == (None, b"no code")


@pytest.mark.parametrize("limits", [0, 1])
def test_a_step_that_is_not_known_shows_what_can_be_followed(limits: int) -> None:
    """
    Its text, its code and the relations.
    """
    found = flow(State.UNSUPPORTED, code="NEU", relations=("a", "b"), limits=limits)
    step = next_step(found, None)
    assert isinstance(step, steps.Unsupported)
    put_off = THEN if limits else None
    has(step, text="Bitte TAN", code="NEU", relations=("a", "b"), ends=ENDS, not_before=put_off)


def test_a_call_that_was_turned_away_at_once_is_waited_for() -> None:
    """
    Nothing was sent yet, so nothing is unknown.
    """
    new = next_step(flow(State.NEW, limits=1), None)
    assert isinstance(new, steps.Working)
    has(new, not_before=THEN)


def test_an_unknown_outcome_says_what_was_sent() -> None:
    """
    And what was seen of it, and from when it may be sent again.
    """
    lost = flow(State.UNKNOWN, lost="answer", seen="answered", code="C1")
    assert seen(next_step(lost, None))["code"] == "C1"
    step = next_step(lost, None)
    assert isinstance(step, steps.Unknown)
    has(step, step="answer", seen="answered", ends=ENDS, not_before=None, text="Meldung")
    sending = on_its_way(State.CHALLENGE, "answer")
    has(next_step(sending, None), step="answer")
    followed = flow(State.UNKNOWN, lost="follow", followed="passkey")
    has(next_step(followed, None), step="follow passkey")
    has(next_step(flow(State.UNKNOWN, lost=None, action=None), None), step="start")


def test_an_open_order_says_from_when_it_may_be_sent_again() -> None:
    """
    Ten minutes after the last request that could have moved it.
    """
    order = resendable(in_state(State.UNKNOWN, is_order=True))
    step = next_step(order, None)
    assert isinstance(step, steps.Unknown)
    has(step, seen="open", not_before=AT, must_check=False)
    offered = attrs.evolve(order, approval_offered=True)
    has(next_step(offered, None), seen="open", not_before=None, must_check=True)
    has(next_step(attrs.evolve(offered, seen=None), None), must_check=False)


def test_an_unknown_outcome_says_what_to_do() -> None:
    """
    With what a person recognises the order by, and whether anyone can be asked.
    """
    order = in_state(State.UNKNOWN, is_order=True)
    for can_ask in (True, False):
        step = next_step(order, None, can_ask=can_ask, order="amount 12")
        has(step, can_ask=can_ask, advice=advice(order, can_ask=can_ask, order="amount 12"))
    has(next_step(order, None), can_ask=True, advice=advice(order, can_ask=True, order=""))


def test_the_end_says_why() -> None:
    """
    Reason, code and words of the bank; who cancelled; which time is over.
    """
    failed = flow(State.FAILED, reason="bank_said_no", code="B1", can_restart=True)
    has(
        next_step(failed, None),
        reason="bank_said_no",
        code="B1",
        text="Meldung",
        bank="Demo Bank",
        can_restart=True,
    )
    has(next_step(flow(State.FAILED, reason=None), None), reason="unsupported")
    has(next_step(flow(State.FINISHED, verified=False), None), verified=False, text="Meldung")
    has(next_step(flow(State.FINISHED), None), verified=True, means="done", needs_renewal=False)
    has(next_step(flow(State.FINISHED, needs_renewal=True), None), needs_renewal=True)
    order = attrs.evolve(in_state(State.FINISHED, is_order=True), text=None)
    has(next_step(order, None), means="submitted", text=None)
    has(next_step(flow(State.CANCELLED, ended="provider"), None), by="provider", text="Meldung")
    has(next_step(flow(State.CANCELLED, ended=None), None), by="caller")
    has(next_step(flow(State.EXPIRED, ended="polls"), None), what="polls", text="Meldung")
    has(next_step(flow(State.EXPIRED, ended=None), None), what="step")


def test_the_result_of_a_finished_flow_is_what_was_received() -> None:
    """
    What only the browser has said has none; what was not kept names the resource.
    """
    assert result_of(flow(State.FINISHED), "value", dict) == "value"
    assert result_of(flow(State.FINISHED, verified=False), None, dict) is None
    lost = result_of(flow(State.FINISHED, result="17"), None, dict)
    assert isinstance(lost, ResultNotKeptError)
    assert lost.id == "17"


def test_the_error_of_a_flow_that_did_not_finish_says_why() -> None:
    """
    Each end has its own error, with what the step says.
    """
    failed = result_of(
        flow(State.FAILED, reason="refused", code="C1", request_id="r-1", can_restart=True),
        None,
        dict,
    )
    assert isinstance(failed, ScaFailedError)
    assert (failed.reason, failed.code, failed.text) == ("refused", "C1", "Meldung")
    assert (failed.request_id, failed.can_restart) == ("r-1", True)
    cancelled = result_of(flow(State.CANCELLED, ended="user"), None, dict)
    assert isinstance(cancelled, ScaCancelledError)
    assert cancelled.by == "user"
    expired = result_of(flow(State.EXPIRED, ended="form"), None, dict)
    assert isinstance(expired, ScaExpiredError)
    assert expired.what == "form"
    record = {"id": "f"}
    unknown = result_of(flow(State.UNKNOWN, lost="answer"), None, lambda: record)
    assert isinstance(unknown, OutcomeUnknownError)
    assert (unknown.step, unknown.record) == ("answer", record)
    waiting = result_of(flow(State.CHALLENGE), None, dict)
    assert isinstance(waiting, WrongStepError)
    assert "'challenge'" in str(waiting)


@pytest.mark.parametrize(
    ("shown", "is_incomplete"),
    [
        (Shown(text="Text"), False),
        (Shown(), False),
        (Shown(pictures=(PNG,)), False),
        (Shown(pictures=("no picture",)), True),
        (Shown(codes=(FLICKER,)), False),
        (Shown(codes=(GIF,)), False),
        (Shown(codes=("no code",)), True),
        (Shown(codes=("no code",), pictures=(PNG,)), False),
        (Shown(text=FLICKER, pictures=("no picture",)), False),
        (Shown(documents=(PDF,)), False),
        (Shown(documents=("no document",)), True),
        (Shown(documents=("no document",), pictures=(PNG,)), True),
        (Shown(documents=(PDF,), pictures=("no picture",)), True),
    ],
)
def test_a_challenge_says_whether_something_could_not_be_read(
    shown: Shown, *, is_incomplete: bool
) -> None:
    """
    A picture, a code or a document that the user may need for the answer.
    """
    assert challenge(shown=shown).is_incomplete is is_incomplete


@pytest.mark.parametrize(
    ("fields", "shown", "raw"),
    [
        ({}, Shown(method="photoTAN &co"), "Meldung"),
        ({"text": None}, Shown(method="photoTAN &co"), "photoTAN &amp;co"),
        ({"text": None}, Shown(label="TAN-Nummer"), "photoTAN"),
        ({"text": None, "method_name": None}, Shown(label="TAN-Nummer"), "Handy"),
        (
            {"text": None, "method_name": None, "medium_name": None},
            Shown(label="TAN-Nummer"),
            "TAN-Nummer",
        ),
        ({"text": None, "method_name": None, "medium_name": None}, Shown(), "TAN"),
    ],
)
def test_a_challenge_without_a_text_shows_the_next_best(
    fields: dict[str, Any], shown: Shown, raw: str
) -> None:
    """
    The message, else the names of method and device, else the label.
    """
    assert challenge(shown=shown, **fields).raw == raw
