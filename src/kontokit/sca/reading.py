"""
What all mechanisms have in common: deeds, readings of answers, and failures.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Protocol

import attrs
import msgspec

from .. import errors
from ..bank_text import from_html
from ..clock import parse_berlin
from ..core import Call, Core
from ..errors import KontokitError, StatusError, TransportError, UnexpectedResponse
from ..kinds import is_list, is_mapping
from ..mechanisms import OfferShape, ShownShape
from ..options import CallOptions
from ..responses import Response
from ..secrets import Secret
from .events import AskedMedium, AskedMethod, Happening, MaybeSent, NotSent, Refused
from .session import QUESTIONS, Action, Session, Shown
from .steps import Choice, Reason
from .template import Secrets

_TRANSIENT: Final = (errors.ServerError, UnexpectedResponse, errors.RedirectRefused)
_MOST_SHOWN: Final = 1024 * 1024
"""Characters of one picture, document or code that are looked at."""
_MOST_TEXT: Final = 16 * 1024


@attrs.frozen(kw_only=True)
class Deed:
    """
    What is to be done next.
    """

    action: Action
    choice: str | None = None
    answer: Secret | None = None
    """A TAN, or the query string with which the browser came back."""


@attrs.frozen(kw_only=True)
class Reading:
    """
    What an answer means.
    """

    event: Happening
    url: str | None = attrs.field(default=None, repr=False)
    """The page that the browser has to go to."""
    value: Any = attrs.field(default=None, repr=False)
    """The result, where the answer brought it."""
    error: KontokitError | None = None
    """What the caller has to hear of although the conversation can go on."""
    cause: KontokitError | None = None
    """The answer that ended the conversation, where it was an error."""


@attrs.frozen(kw_only=True)
class Pages:
    """
    Where the browser is sent back to.
    """

    return_url: str | None = attrs.field(default=None, repr=False)
    state: str = attrs.field(repr=False)
    """What has to come back with it."""
    allow_loopback: bool = False


STATE_FIELD: Final = "sca_state"
"""The query parameter with our own state."""


class Mechanics(Protocol):
    """
    A mechanism: how a deed becomes a call, and what the answer means.
    """

    def call(
        self,
        core: Core,
        session: Session,
        deed: Deed,
        secrets: Secrets,
        pages: Pages,
        options: CallOptions | None,
    ) -> Call | None:
        """
        The call of a deed; None where there is nothing to ask.
        """
        ...

    def read(
        self,
        session: Session,
        deed: Deed,
        outcome: Response[Any] | KontokitError,
        pages: Pages,
        at: datetime,
    ) -> Reading:
        """
        What the answer means.
        """
        ...

    def without_call(self, session: Session, deed: Deed, at: datetime) -> Reading:
        """
        What happens where there is no such call.
        """
        ...

    def is_told_of_confirmation(self, session: Session) -> bool:
        """
        Whether the provider has to be told when the user has confirmed elsewhere, because it
        cannot be asked.
        """
        ...

    def bank(self, session: Session) -> str:
        """
        The name of the bank as the call tells it, or an empty text.
        """
        ...


def failed(
    session: Session,
    error: KontokitError,
    at: datetime,
    *,
    reason: Reason = "refused",
    is_proof: bool = False,
) -> Reading:
    """
    What an error means for every mechanism.

    Args:
        session: The conversation.
        error: What came instead of an answer.
        at: The moment.
        reason: What a refusal means.
        is_proof: Whether its code is documented to mean that the bank has rejected an order.
    """
    match error:
        case TransportError():
            sent = error.maybe_sent
            event = MaybeSent(at=at, request_id=error.request_id) if sent else NotSent(at=at)
            return Reading(event=event, error=None if sent else error, cause=error)
        case errors.RateLimited() if session.action in QUESTIONS:
            return Reading(event=MaybeSent(at=at, request_id=error.request_id), cause=error)
        case errors.RateLimited():
            is_proof = session.action != "callback" and not session.approval_offered
            return _refusal(error, at, "too_often", is_proof=is_proof)
        case errors.NotSupported():
            return _refusal(error, at, "unsupported", is_proof=False)
        case errors.Unauthorized() | errors.Forbidden():
            return Reading(event=NotSent(at=at), error=error)
        case _ if isinstance(error, _TRANSIENT):
            return Reading(event=MaybeSent(at=at, request_id=error.request_id), cause=error)
        case StatusError():
            return _refusal(error, at, reason, is_proof=is_proof)
        case _:
            return Reading(event=NotSent(at=at), error=error)


def _refusal(error: StatusError, at: datetime, reason: Reason, *, is_proof: bool) -> Reading:
    event = Refused(
        at=at,
        reason=reason,
        code=short(error.code),
        request_id=error.request_id,
        text=from_html(error.message) if error.message else None,
        can_restart=reason in ("too_often", "refused", "bank_said_no"),
        is_proof=is_proof,
    )
    return Reading(event=event, cause=error)


def short(code: Any) -> str | None:
    """
    A code of the provider, if it is fit to be shown.

    Args:
        code: Anything.
    """
    text = str(code) if isinstance(code, str | int) else ""
    is_fit = 0 < len(text) <= 64 and text.isascii() and text.replace("_", "").isalnum()
    return text if is_fit else None


def tree_of(response: Response[Any]) -> dict[str, Any]:
    """
    The body of an answer as a dict; empty where it is none.

    Args:
        response: A successful answer, so its body was read once already.
    """
    if not response.body:
        return {}
    tree: Any = msgspec.json.decode(response.body)
    return dict(tree) if is_mapping(tree) else {}


def found_in(body: bytes, name: str) -> Any:
    """
    A field of an answer that does not fit its document, wherever it stands; None without it.

    Args:
        body: The raw answer.
        name: The name of the field.
    """
    try:
        return _found(msgspec.json.decode(body), name, depth=5)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _found(tree: Any, name: str, *, depth: int) -> Any:
    if is_mapping(tree) and name in tree:
        return tree[name]
    parts = tree.values() if is_mapping(tree) else tree if is_list(tree) else ()
    if depth:
        for part in parts:
            found = _found(part, name, depth=depth - 1)
            if found is not None:
                return found
    return None


def at_path(tree: Any, path: str) -> Any:
    """
    A value in a tree by names with dots between; None where it is not there.

    Args:
        tree: Dicts in dicts.
        path: The names.
    """
    for name in path.split("."):
        tree = tree.get(name) if is_mapping(tree) else None
    return tree


def offering(event: AskedMethod | AskedMedium) -> Reading:
    """
    A question with something to choose from; without, nobody can answer it.

    Args:
        event: The question.
    """
    if event.offer:
        return Reading(event=event)
    code, request_id = event.code, event.request_id
    refused = Refused(at=event.at, reason="unsupported", code=code, request_id=request_id)
    return Reading(event=refused)


def offer_in(tree: Mapping[str, Any], shapes: tuple[OfferShape, ...]) -> tuple[Choice, ...]:
    """
    What can be chosen from.

    Args:
        tree: The answer.
        shapes: Where it may stand; the first list that is there counts.
    """
    for shape in shapes:
        items = tree.get(shape.items)
        if is_list(items) and items:
            return tuple(_choice(one, shape) for one in items if _is_choice(one, shape))
    return ()


def _is_choice(item: Any, shape: OfferShape) -> bool:
    return is_mapping(item) and isinstance(item.get(shape.id), str | int)


def _choice(item: Mapping[str, Any], shape: OfferShape) -> Choice:
    name = str(item[shape.id])
    return Choice(
        id=name,
        name=str(item.get(shape.name) or name),
        hint=_text(item, shape.hint),
        since=moment(_text(item, shape.since)),
        until=moment(_text(item, shape.until)),
    )


def moment(text: Any) -> datetime | None:
    """
    A local time of Europe/Berlin, or an ISO 8601 time with its zone.

    Args:
        text: Anything; None and what is no time give None.
    """
    if not isinstance(text, str):
        return None
    try:
        return parse_berlin(text)
    except ValueError:
        return None


def shown_in(tree: Any, shape: ShownShape) -> Shown:
    """
    What a challenge shows.

    Args:
        tree: The challenge.
        shape: Where it stands.
    """
    if not is_mapping(tree):
        return Shown()
    return Shown(
        text=(_text(tree, shape.text) or "")[:_MOST_TEXT],
        label=_text(tree, shape.label),
        codes=_texts(tree, shape.codes),
        pictures=_texts(tree, shape.pictures),
        mime=_text(tree, shape.mime),
        documents=_texts(tree, shape.documents),
    )


def _texts(tree: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    found = (_text(tree, name) for name in names)
    return tuple(text for text in found if text and len(text) <= _MOST_SHOWN)


def _text(tree: Mapping[str, Any], name: str | None) -> str | None:
    value = tree.get(name) if name else None
    return value if isinstance(value, str) and value else None
