"""
Documents of challenges that the bank only links to: read once for each challenge.

A document is for the user to read. If it cannot be read, the challenge can be answered without it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from ...challenges.image import ChallengeDocument
from ...core.evolving import evolve
from ...core.exceptions import InvalidImageError, KontokitError
from ...pipeline.authorized_send import send_authorized
from ..adapters.base import Action
from ..state.flow_state import FlowState, Shown
from ..state.views import document_of
from ..steps import State
from .effects import ScaStep, Swap

if TYPE_CHECKING:
    from .executor import FlowContext

_LIMIT: Final = 2 * 1024 * 1024
"""The most bytes of a document, so that a record can hold it beside pictures."""


def with_document(
    context: FlowContext, before: FlowState, flow: FlowState, href: str
) -> Generator[ScaStep, Any, FlowState]:
    """
    The flow with the document of its challenge, which is saved too.

    Args:
        before: The flow before the response with the challenge.
        flow: The flow that waits for an answer. The caller holds its lock.
        href: The link to the document.
    """
    if flow.state is not State.CHALLENGE or document_of(flow.shown) is not None:
        return flow
    documents = before.shown.documents  # after a wrong answer the challenge is the same
    if flow.document_round != flow.round:
        documents = yield from _read(context, flow, href)
    fresh = evolve(
        flow,
        shown=_with(flow.shown, documents),
        document_round=flow.round,
        revision=flow.revision + 1,
    )
    return fresh if (yield Swap(fresh)) else flow


def _with(shown: Shown, documents: tuple[str, ...]) -> Shown:
    return evolve(shown, documents=(*shown.documents, *documents))


def _read(
    context: FlowContext, flow: FlowState, href: str
) -> Generator[ScaStep, Any, tuple[str, ...]]:
    """
    The document in Base64; nothing if it cannot be read.
    """
    try:
        call = context.adapter.document_call(context.for_call(flow, Action(kind="look")), href)
        if call is None:
            return ()
        call.attempts.once()  # a pause would release the lock of the flow
        response = yield from send_authorized(context.pipeline, call)
        if isinstance(response, KontokitError):
            return ()
        value = context.pipeline.parse_response(call, response).value
        content = ChallengeDocument.parse(value).content
    except (KontokitError, InvalidImageError):
        return ()
    return (b64encode(content).decode(),) if len(content) <= _LIMIT else ()
