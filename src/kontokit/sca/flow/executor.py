"""
One deed of a conversation as a flow without I/O: claim, write down, send, read, write down.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from typing import Any, Final, TypeAlias

import attrs

from ...auth.effects import Pause, Step
from ...core.clock import Clock
from ...core.exceptions import KontokitError, TransportError
from ...core.tracebacks import without_frames
from ...pipeline.authorized_send import converse
from ...pipeline.call_options import CallOptions
from ...pipeline.request_pipeline import Call, Core
from ...serialization.response_parser import Response
from ..adapters.base import Deed, Mechanics, Pages, Reading
from ..adapters.browser import bank_error
from ..errors import ScaConflict
from ..lockout_guard import CredentialFuse
from ..records.secret_slots import Secrets
from ..state.events import GivenUp, MaybeSent, NotSent, Refused, Sent, TimeOver
from ..state.flow_state import Session
from ..state.transitions import advance, is_over
from ..steps import State

_PAUSES: Final = (0.0, 0.5, 1.0)
"""Seconds before each attempt to send a request that never leaves."""
_CLAIMS: Final = 25
_CLAIM_PAUSE: Final = 0.1
"""Seconds between two claims; a store may hold back some keys with another one."""


@attrs.frozen
class Claim:
    """
    Become the only one who works on the conversation. The answer tells whether that was granted.
    """


@attrs.frozen
class Unchanged:
    """
    Look whether the conversation is still as it was. The answer tells.
    """


@attrs.frozen
class Swap:
    """
    Write the conversation down, if nobody else has in the meantime. The answer tells whether
    it was written.
    """

    session: Session


ScaStep: TypeAlias = Step | Pause | Claim | Unchanged | Swap
Conduct: TypeAlias = Generator[ScaStep, Any, Reading | KontokitError]


@attrs.frozen(kw_only=True)
class Means:
    """
    What is needed to carry a conversation on.
    """

    core: Core
    mechanics: Mechanics
    clock: Clock
    pages: Pages
    secrets: Secrets = attrs.field(repr=False)
    fuse: CredentialFuse
    options: CallOptions | None = None

    def now(self) -> datetime:
        """
        The present moment.
        """
        return self.clock.now().time

    def credentials(self, session: Session) -> str | None:
        """
        What stands for the credentials in the fuse; None where there are none.
        """
        if not self.secrets:
            return None
        return self.fuse.digest(self.mechanics.bank(session), session.base, self.secrets)


def do(means: Means, session: Session, deed: Deed) -> Conduct:
    """
    Do one deed.

    Args:
        means: What is needed.
        session: Where the conversation stands.
        deed: What to do.

    Returns:
        What the answer meant; or the error because of which nothing was done.
    """
    if not (yield from _granted()):
        return ScaConflict(None)
    nothing = Reading(event=NotSent(at=means.now()))
    fresh = settled(session, means.now())
    if fresh is not session:
        if not (yield Swap(fresh)):
            return ScaConflict(None)
        if fresh.state.is_final or (fresh.state is State.UNKNOWN and deed.action != "look"):
            return nothing
    return (yield from _tried(means, fresh, deed, nothing))


def _granted() -> Generator[ScaStep, Any, bool]:
    """
    Claim the conversation. Where it is held but not changed, another one shares its lock.
    """
    for _ in range(_CLAIMS):
        if (yield Claim()):
            return True
        if not (yield Unchanged()):
            return False
        yield Pause(_CLAIM_PAUSE)
    return False


def _tried(means: Means, session: Session, deed: Deed, result: Reading) -> Conduct:
    """
    Do a deed, again where the request never left.
    """
    for pause in _PAUSES:
        if pause:
            yield Pause(pause)
            if not (yield from _granted()):  # whoever pauses lets others work
                return ScaConflict(None)
        done = yield from _once(means, session, deed)
        if isinstance(done, KontokitError):
            return done
        session, result = done
        if not isinstance(result.event, NotSent) or not isinstance(result.error, TransportError):
            break
    return result


def _once(
    means: Means, session: Session, deed: Deed
) -> Generator[ScaStep, Any, tuple[Session, Reading] | KontokitError]:
    prepared = _prepared(means, session, deed)
    if isinstance(prepared, KontokitError):
        return prepared
    sent, call = prepared
    if not (yield Swap(sent)):
        return ScaConflict(None)
    reading = _as_the_bank_said(deed, (yield from _answer(means, sent, deed, call)))
    after = advance(sent, reading.event)
    _note_credentials(means, sent, deed, reading)
    if not (yield Swap(after)):
        return ScaConflict(None)
    return after, reading


def _prepared(
    means: Means, session: Session, deed: Deed
) -> tuple[Session, Call | None] | KontokitError:
    """
    The mark that a request goes out, and the request; or the error before anything is done.
    """
    try:
        sent = advance(session, Sent(at=means.now(), action=deed.action, choice=deed.choice))
        credentials = means.credentials(session)
        if credentials is not None:
            means.fuse.check(credentials)
        call = means.mechanics.call(
            means.core, session, deed, means.secrets, means.pages, means.options
        )
    except KontokitError as error:
        return without_frames(error)
    return sent, call


def _answer(
    means: Means, sent: Session, deed: Deed, call: Call | None
) -> Generator[ScaStep, Any, Reading]:
    if call is None:
        return means.mechanics.without_call(sent, deed, means.now())
    answer = yield from converse(means.core, call)
    outcome = answer if isinstance(answer, KontokitError) else _understood(means, call, answer)
    return means.mechanics.read(sent, deed, outcome, means.pages, means.now())


def _as_the_bank_said(deed: Deed, reading: Reading) -> Reading:
    """
    Where the bank's page has sent the browser back with an error, the user gave up there.
    """
    event = reading.event
    if deed.action != "callback" or deed.answer is None or not isinstance(event, Refused):
        return reading
    if bank_error(deed.answer.reveal()) is None:
        return reading
    given_up = GivenUp(at=event.at, by="user", code=event.code, request_id=event.request_id)
    return Reading(event=attrs.evolve(given_up, is_certain=True), cause=reading.cause)


def _understood(means: Means, call: Call, answer: Any) -> Response[Any] | KontokitError:
    try:
        return means.core.interpret(call, answer)
    except KontokitError as error:
        return without_frames(error)


def _note_credentials(means: Means, session: Session, deed: Deed, reading: Reading) -> None:
    event = reading.event
    if not isinstance(event, Refused) or event.reason not in ("credentials", "locked"):
        return
    credentials = means.credentials(session)
    if credentials is not None:
        means.fuse.blow(credentials, event.code)


def settled(session: Session, now: datetime) -> Session:
    """
    A conversation after what has happened to it by itself: its time is over, or whoever was
    sending died over it.

    Args:
        session: The conversation; nobody works on it.
        now: The moment.
    """
    if session.state is State.SENDING:
        session = advance(session, MaybeSent(at=now))
    while not session.state.is_final and is_over(session, now):
        session = advance(session, TimeOver(at=now, what=_what(session)))
    return session


def _what(session: Session) -> Any:
    if session.state is State.DECOUPLED:
        return "polls"
    return "form" if session.page == "form" else "step"
