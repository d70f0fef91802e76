"""
What the caller sees of a flow: the next step, and the result or its error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import Any, Literal, cast

from ...challenges.flicker import FlickerCode
from ...challenges.image import ChallengeDocument, ChallengeImage, InvalidImageError
from ...challenges.text import from_html, plain
from ...core.evolving import evolve
from ...core.exceptions import FlickerCodeError
from .. import steps
from ..errors import (
    OutcomeUnknownError,
    ResultNotKeptError,
    ScaCancelledError,
    ScaExpiredError,
    ScaFailedError,
    WrongStepError,
)
from .flow_state import FlowState, Shown
from .order_text import advice
from .resend import allowed_from, must_check


def next_step(
    flow: FlowState,
    url: str | None,
    *,
    needs_confirm: bool = False,
    can_ask: bool = True,
    order: str = "",
) -> steps.Step:
    """
    The step that a flow waits for.

    Args:
        url: The page for the browser, if this process knows it.
        needs_confirm: Whether the bank must be told that the user has confirmed elsewhere.
        can_ask: Whether the API tells the outcome of the flow.
        order: What a person recognises the order by.
    """
    if flow.state.is_final:
        return _end(flow)
    match flow.state:
        case steps.State.METHOD:
            return steps.ChooseMethod(
                methods=_offered(flow),
                text=_text(flow),
                bank=flow.bank,
                ends=flow.deadline,
                not_before=_put_off(flow),
            )
        case steps.State.MEDIUM:
            return steps.ChooseMedium(
                media=_offered(flow),
                text=_text(flow),
                bank=flow.bank,
                ends=flow.deadline,
                not_before=_put_off(flow),
            )
        case steps.State.PAYEE_CHECK:
            return _payee_check(flow)
        case steps.State.CHALLENGE:
            return _challenge(flow)
        case steps.State.REDIRECT:
            return steps.Redirect(
                url=url,
                page=flow.page or "bank",
                text=_text(flow),
                bank=flow.bank,
                ends=flow.deadline,
                not_before=_put_off(flow),
            )
        case steps.State.DECOUPLED | steps.State.WORKING:
            return _waiting(flow, needs_confirm=needs_confirm)
        case steps.State.UNSUPPORTED:
            return _unsupported(flow)
        case steps.State.NEW:
            return steps.Working(not_before=_put_off(flow))
        case _:
            return _unknown(flow, can_ask=can_ask, order=order)


def _unsupported(flow: FlowState) -> steps.Unsupported:
    return steps.Unsupported(
        text=_text(flow),
        code=flow.code,
        relations=flow.relations,
        ends=flow.deadline,
        not_before=_put_off(flow),
    )


def _text(flow: FlowState) -> str | None:
    """
    What the bank says: the text of the challenge, or else what the response said beside it.
    """
    return from_html(flow.shown.text) or plain(flow.text or "") or None


def _lost(flow: FlowState) -> str:
    """
    What was sent, and did not get a response.
    """
    step = flow.lost or flow.action or "start"
    return f"follow {flow.followed}" if step == "follow" else step


def _unknown(flow: FlowState, *, can_ask: bool, order: str) -> steps.Unknown:
    not_before = allowed_from(flow)
    return steps.Unknown(
        step=_lost(flow),
        seen=flow.seen,
        not_before=not_before,
        ends=flow.deadline,
        code=flow.code,
        text=flow.text,
        can_ask=can_ask,
        must_check=flow.seen == "open" and must_check(flow),
        advice=advice(flow, can_ask=can_ask, order=order),
    )


def _put_off(flow: FlowState) -> datetime | None:
    """
    When the next request may be sent; None if it was not put off.
    """
    return flow.not_before if flow.limits else None


def _offered(flow: FlowState) -> tuple[steps.Choice, ...]:
    # Built again, so that its converters sanitise the texts of a record without a signature.
    return tuple(evolve(one) for one in flow.offer)


def _waiting(flow: FlowState, *, needs_confirm: bool) -> steps.Decoupled:
    is_working = flow.state is steps.State.WORKING
    kind = steps.Working if is_working else steps.Decoupled
    return kind(
        text=_text(flow) or "",
        needs_confirm=needs_confirm and not is_working,
        bank=flow.bank,
        not_before=flow.not_before,
        polls_left=flow.polls_left,
        ends=flow.deadline,
        method=flow.shown.method or flow.method_name,
        medium=flow.medium_name,
    )


def _payee_check(flow: FlowState) -> steps.PayeeCheck:
    payee = flow.payee
    return steps.PayeeCheck(
        result="not_checked" if payee is None else payee.result,
        suggested_name=None if payee is None else payee.suggested_name,
        name=None if payee is None else payee.name,
        text=_text(flow),
        ends=flow.deadline,
        not_before=_put_off(flow),
    )


def _challenge(flow: FlowState) -> steps.Challenge:
    shown = flow.shown
    flicker, image, document = _flicker(shown), _image(shown), document_of(shown)
    has_graphic = flicker is not None or image is not None
    return steps.Challenge(
        raw=shown.text or _next_best(flow),
        bank=flow.bank,
        label=shown.label,
        method=shown.method or flow.method_name,
        medium=flow.medium_name,
        image=image,
        flicker=flicker,
        document=document,
        optical=shown.codes[0].encode() if shown.codes and flicker is None else None,
        is_incomplete=bool(
            ((shown.codes or shown.pictures) and not has_graphic)
            or (shown.documents and document is None)
        ),
        attempts_left=_attempts_left(flow),
        asked_again=flow.asked_again,
        ends=flow.deadline,
        not_before=_put_off(flow),
    )


def _attempts_left(flow: FlowState) -> int | None:
    refused = max(flow.wrong_answers, flow.refused_tans)
    most = flow.flow_limits.wrong_tans
    is_unknown = flow.asked_again > 0 and refused < most
    return None if is_unknown else max(0, most - refused)


def _next_best(flow: FlowState) -> str:
    """
    What a challenge without a text says, as HTML.
    """
    names = (flow.text, flow.shown.method, flow.method_name, flow.medium_name, flow.shown.label)
    return escape(next((one for one in names if one), "TAN"))


def _flicker(shown: Shown) -> FlickerCode | None:
    for code in (*shown.codes, shown.text):
        try:
            return FlickerCode.parse(code)
        except FlickerCodeError:
            continue
    return None


def _image(shown: Shown) -> ChallengeImage | None:
    for picture in (*shown.pictures, *shown.codes):
        try:
            return ChallengeImage.parse(picture, shown.mime if picture in shown.pictures else None)
        except InvalidImageError:
            continue
    return None


def document_of(shown: Shown) -> ChallengeDocument | None:
    """
    The document of a challenge; None if there is none that is a PDF.

    Args:
        shown: What the bank shows.
    """
    for document in shown.documents:
        try:
            return ChallengeDocument.parse(document)
        except InvalidImageError:
            continue
    return None


def _end(flow: FlowState) -> steps.Step:
    match flow.state:
        case steps.State.FINISHED:
            return steps.Finished(
                verified=flow.verified,
                needs_renewal=flow.needs_renewal,
                means="submitted" if flow.request.is_order else "done",
                text=flow.text,
            )
        case steps.State.CANCELLED:
            by = cast('Literal["caller", "user", "provider"]', flow.ended or "caller")
            return steps.Cancelled(by=by, text=flow.text)
        case steps.State.EXPIRED:
            what = cast('Literal["step", "polls", "outcome", "form"]', flow.ended or "step")
            return steps.Expired(what=what, text=flow.text)
        case _:
            return steps.Failed(
                reason=flow.reason or "unsupported",
                code=flow.code,
                text=flow.text,
                bank=flow.bank,
                can_restart=flow.can_restart,
            )


def result_of(flow: FlowState, value: Any, record: Callable[[], Mapping[str, Any]]) -> Any:
    """
    The result of a flow.

    Args:
        value: The result, if this process has received it.
        record: Makes the flow as JSON, if it is needed.

    Returns:
        The result, or an ScaError that says why there is none.
    """
    step = next_step(flow, None)
    match step:
        case steps.Finished():
            if value is None and flow.verified:
                return ResultNotKeptError(flow.result)
            return value
        case steps.Failed():
            return ScaFailedError(
                step.reason,
                code=step.code,
                text=step.text,
                request_id=flow.request_id,
                can_restart=step.can_restart,
            )
        case steps.Cancelled():
            return ScaCancelledError(step.by)
        case steps.Expired():
            return ScaExpiredError(step.what)
        case steps.Unknown():
            return OutcomeUnknownError(step.step, record=record())
        case _:
            return WrongStepError(
                f"the flow is not finished, its state is {flow.state.value!r}; look at flow.step"
            )
