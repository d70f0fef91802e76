"""
What a conversation looks like from outside: the next step, and the result or its error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

import attrs

from ...challenges.flicker import FlickerCode
from ...challenges.image import ChallengeDocument, ChallengeImage, NotAnImage
from ...challenges.text import from_html
from ...core.exceptions import NotAFlickerCode
from ..errors import OutcomeUnknown, OutOfTurn, ResultNotKept, ScaCancelled, ScaExpired, ScaFailed
from ..steps import (
    Cancelled,
    Challenge,
    Choice,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Step,
    Unknown,
    Working,
)
from .flow_state import MAX_WRONG, Session, Shown
from .resend import allowed_from


def next_step(session: Session, url: str | None) -> Step:
    """
    What is wanted next.

    Args:
        session: The conversation.
        url: The page for the browser, where this process knows it.
    """
    match session.state:
        case State.METHOD:
            return ChooseMethod(methods=_offered(session), ends=session.deadline)
        case State.MEDIUM:
            return ChooseMedium(media=_offered(session), ends=session.deadline)
        case State.CHALLENGE:
            return _challenge(session)
        case State.REDIRECT:
            text = from_html(session.shown.text) or None
            kind = session.page or "bank"
            return Redirect(url=url, kind=kind, text=text, ends=session.deadline)
        case State.DECOUPLED | State.WORKING:
            return _waiting(session)
        case State.NEW | State.SENDING | State.UNKNOWN:
            step = session.lost or session.action or "start"
            not_before = allowed_from(session)
            return Unknown(
                step=step, seen=session.seen, not_before=not_before, ends=session.deadline
            )
        case _:
            return _end(session)


def _offered(session: Session) -> tuple[Choice, ...]:
    """
    What is offered, made anew: a record that is not sealed may hold any text.
    """
    return tuple(attrs.evolve(one) for one in session.offer)


def _waiting(session: Session) -> Decoupled:
    kind = Working if session.state is State.WORKING else Decoupled
    return kind(
        text=from_html(session.shown.text),
        not_before=session.not_before,
        polls_left=session.polls_left,
        ends=session.deadline,
    )


def _challenge(session: Session) -> Challenge:
    shown = session.shown
    flicker = _flicker(shown)
    return Challenge(
        raw=shown.text,
        label=shown.label,
        image=_image(shown),
        flicker=flicker,
        document=_document(shown),
        optical=shown.codes[0].encode() if shown.codes and flicker is None else None,
        attempts_left=MAX_WRONG - session.wrong_answers,
        ends=session.deadline,
    )


def _flicker(shown: Shown) -> FlickerCode | None:
    for code in (*shown.codes, shown.text):
        try:
            return FlickerCode.parse(code)
        except NotAFlickerCode:
            continue
    return None


def _image(shown: Shown) -> ChallengeImage | None:
    for picture in (*shown.pictures, *shown.codes):
        try:
            return ChallengeImage.parse(picture, shown.mime if picture in shown.pictures else None)
        except NotAnImage:
            continue
    return None


def _document(shown: Shown) -> ChallengeDocument | None:
    for document in shown.documents:
        try:
            return ChallengeDocument.parse(document)
        except NotAnImage:
            continue
    return None


def _end(session: Session) -> Step:
    match session.state:
        case State.FINISHED:
            return Finished(verified=session.verified)
        case State.CANCELLED:
            by = cast('Literal["caller", "user", "provider"]', session.ended or "caller")
            return Cancelled(by=by)
        case State.EXPIRED:
            what = cast('Literal["step", "polls", "outcome", "form"]', session.ended or "step")
            return Expired(what=what)
        case _:
            return Failed(
                reason=session.reason or "unsupported",
                code=session.code,
                text=session.text,
                can_restart=session.can_restart,
            )


def result_of(session: Session, value: Any, record: Mapping[str, Any]) -> Any:
    """
    The result of a conversation.

    Args:
        session: The conversation.
        value: The result, where this process has it.
        record: The conversation as JSON.

    Returns:
        The result, or the error that says why there is none.
    """
    step = next_step(session, None)
    match step:
        case Finished():
            if value is None and session.verified:
                return ResultNotKept(session.result)
            return value
        case Failed():
            return ScaFailed(
                step.reason,
                code=step.code,
                text=step.text,
                request_id=session.request_id,
                can_restart=step.can_restart,
            )
        case Cancelled():
            return ScaCancelled(step.by)
        case Expired():
            return ScaExpired(step.what)
        case Unknown():
            return OutcomeUnknown(step.step, record=record)
        case _:
            return OutOfTurn(f"it is not finished; the state is {session.state.value!r}")
