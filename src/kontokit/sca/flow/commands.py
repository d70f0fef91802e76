"""
What the commands of a flow mean, as flows without I/O.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

import attrs

from ...auth.effects import Pause
from ...core.exceptions import ArgumentError, KontokitError
from ...core.secret import Secret
from ...core.typeguards import type_name
from ..adapters.base import Deed, Reading
from ..adapters.browser import check_form, check_return
from ..errors import InteractionRequired, OutOfTurn, ReturnRefused, ScaConflict
from ..options import Policy
from ..records.record import Record, parsed, to_record
from ..state.events import GivenUp, WrongReturn
from ..state.flow_state import Session
from ..state.transitions import advance, chosen
from ..steps import Choice, State
from .executor import Claim, Means, ScaStep, Swap, do, settled

Command: TypeAlias = Generator[ScaStep, Any, None]
_ADDRESS: Final = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*://|/")
_LONGEST_WAIT: Final = 86_400.0
_LONGEST_PAUSE: Final = timedelta(seconds=60)
_USERS: Final = frozenset(
    {State.METHOD, State.MEDIUM, State.CHALLENGE, State.REDIRECT, State.DECOUPLED}
)


class Commands:
    """
    A conversation that is carried on by commands. Whoever drives it does what they yield.
    """

    def __init__(self, session: Session, means: Means, policy: Policy) -> None:
        """
        Begin where a session stands.

        Args:
            session: The conversation.
            means: What is needed to carry it on.
            policy: How it behaves.
        """
        self._session = session
        self._means = means
        self._policy = policy
        self._kept: bytes | None = None
        self._url: str | None = None
        self._value: Any = None
        self._cause: KontokitError | None = None
        self._sent_answers: list[tuple[int, Secret]] = []

    def record(self, *, pictures: bool = False) -> Record:
        """
        The conversation as JSON, without any secret, to be carried on with ``resume``.

        Args:
            pictures: Whether pictures and documents of the bank are in it.
        """
        return to_record(self._session, self._policy.record_key, pictures=pictures)

    def _begin(self) -> Command:
        yield from self._do(Deed(action="start"))

    def _taken_over(self) -> Command:
        """
        Look after a conversation that another process has left.
        """
        if not (yield Claim()):
            return
        fresh = settled(self._session, self._means.now())
        fresh = _not_too_patient(fresh, self._means.now())
        is_kept = self._kept is not None and fresh is self._session
        if not is_kept and not (yield Swap(fresh)):
            raise self._conflict(None)

    def _choose(self, choice: Choice | str) -> Command:
        state = self._session.state
        if state not in (State.METHOD, State.MEDIUM):
            raise OutOfTurn(f"there is nothing to choose; the state is {state.value}")
        wanted = chosen(self._session, choice)
        action: Literal["method", "medium"] = "method" if state is State.METHOD else "medium"
        yield from self._do(Deed(action=action, choice=wanted))

    def _answer(self, tan: str | Secret) -> Command:
        answer = tan if isinstance(tan, Secret) else Secret(_text(tan, "tan").strip())
        if not answer:
            raise ArgumentError("it is empty", place="tan")
        round_, sent_answers = self._session.round, self._sent_answers
        if any(known == round_ and answer == sent for known, sent in sent_answers):
            raise ArgumentError("it was sent already, and it is good only once", place="tan")
        before = self._session
        sent_answers.append((round_, answer))  # it counts as sent, whatever interrupts the sending
        try:
            yield from self._do(Deed(action="answer", answer=answer))
        finally:
            if self._session is before or _never_left(self._session):
                sent_answers.pop()

    def _confirmed(self) -> Command:
        if self._session.state is not State.DECOUPLED:
            raise OutOfTurn(f"nothing is to be confirmed; the state is {self._session.state.value}")
        if self._means.mechanics.is_told_of_confirmation(self._session):
            yield from self._do(Deed(action="confirm"))
        else:
            yield from self._pause_until_allowed(None)
            yield from self._do(Deed(action="poll"))

    def _returned(self, address: str) -> Command:
        session, query = self._session, _query_of(_text(address, "address"))
        if session.state is not State.REDIRECT:
            raise OutOfTurn(f"no browser is waited for; the state is {session.state.value}")
        trouble = _trouble(session, query)
        if trouble is not None:
            yield from self._happen(WrongReturn(at=self._means.now()))
            raise trouble
        yield from self._do(Deed(action="callback", answer=Secret(query)))

    def _wait(self, timeout: float | None) -> Command:
        first, until = self._session.state, self._until(timeout)
        while self._session.state is first and self._is_waiting():
            if not (yield from self._pause_until_allowed(until)):
                return
            action: Literal["poll", "look"] = "poll" if first is State.DECOUPLED else "look"
            yield from self._do(Deed(action=action))

    def _until(self, timeout: float | None) -> datetime | None:
        if timeout is None:
            return None
        is_number = isinstance(timeout, int | float)  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        if not is_number or not timeout <= _LONGEST_WAIT:
            raise ArgumentError(
                "it is no number of seconds up to a day; give None", place="timeout"
            )
        return self._means.now() + timedelta(seconds=timeout)

    def _is_waiting(self) -> bool:
        session = self._session
        is_form = session.state is State.REDIRECT and session.page == "form"
        return is_form or session.state in (State.DECOUPLED, State.WORKING)

    def _pause_until_allowed(self, until: datetime | None) -> Generator[ScaStep, Any, bool]:
        """
        Wait until the provider may be asked again; False where the caller waits no longer.
        """
        now = self._means.now()
        allowed = self._session.not_before or now
        if until is not None and until < allowed:
            yield Pause(max(0.0, (until - now).total_seconds()))
            return False
        while (left := (allowed - self._means.now()).total_seconds()) > 0:
            yield Pause(left)
        return until is None or self._means.now() <= until

    def _look(self) -> Command:
        yield from self._pause_until_allowed(None)
        yield from self._do(Deed(action="look"))

    def _reconcile(self) -> Command:
        if self._session.state not in (State.UNKNOWN, State.SENDING):
            raise OutOfTurn(f"nothing is unknown; the state is {self._session.state.value}")
        yield from self._pause_until_allowed(None)
        yield from self._do(Deed(action="look"))

    def _send_again(self) -> Command:
        if self._session.state is not State.UNKNOWN:
            raise OutOfTurn(f"nothing is unknown; the state is {self._session.state.value}")
        yield from self._do(Deed(action="start"))
        self._sent_answers.clear()  # what comes now is another challenge

    def _cancel(self) -> Command:
        if self._session.state in (State.UNKNOWN, State.NEW):
            yield from self._happen(GivenUp(at=self._means.now(), by="caller"))
        else:
            yield from self._do(Deed(action="cancel"))

    def _happen(self, event: GivenUp | WrongReturn) -> Command:
        if not (yield Claim()) or not (yield Swap(advance(self._session, event))):
            raise self._conflict(None)

    def _do(self, deed: Deed) -> Generator[ScaStep, Any, Reading]:
        """
        Do one deed, and then whatever needs nobody.
        """
        reading = yield from self._once(deed)
        if reading.error is None:
            yield from self._go_on()
        if self._policy.interaction == "never" and self._session.state in _USERS:
            state = self._session.state.value
            raise InteractionRequired(self.record(), state=state, url=self._url)
        if reading.error is not None:
            raise reading.error
        return reading

    def _go_on(self) -> Command:
        """
        Do what needs nobody. Where that is in vain, the next command tells why: the deed that
        came before was done.
        """
        while (further := self._further()) is not None:
            try:
                reading = yield from self._once(further)
            except ScaConflict:
                raise
            except KontokitError:
                return
            if reading.error is not None:
                return

    def _once(self, deed: Deed) -> Generator[ScaStep, Any, Reading]:
        done = yield from do(self._means, self._session, deed)
        if isinstance(done, ScaConflict):
            raise self._conflict(None)
        if isinstance(done, KontokitError):
            raise done
        if done.url is not None:
            self._url = done.url
        if done.value is not None:
            self._value = done.value
        self._cause = done.cause
        return done

    def _further(self) -> Deed | None:
        session, now = self._session, self._means.now()
        if session.state is State.WORKING and (session.not_before or now) <= now:
            return Deed(action="look")
        if self._policy.auto_choose and len(session.offer) == 1:
            choice = session.offer[0].id
            if session.state is State.METHOD:
                return Deed(action="method", choice=choice)
            if session.state is State.MEDIUM:
                return Deed(action="medium", choice=choice)
        return None

    def _conflict(self, kept: bytes | None) -> ScaConflict:
        return ScaConflict(parsed(kept) if kept is not None else None)


def _text(value: object, place: str) -> str:
    if isinstance(value, str):
        return value
    raise ArgumentError(f"it is a {type_name(value)}, not a text", place=place)


def _never_left(session: Session) -> bool:
    return session.state is State.CHALLENGE and session.attempt > 0


def _query_of(address: str) -> str:
    """
    The query string in an address, with or without its host.
    """
    if _ADDRESS.match(address):
        address = address.partition("#")[0].partition("?")[2]
    return address.removeprefix("?")


def _trouble(session: Session, query: str) -> ReturnRefused | None:
    if session.field is None:
        trouble = check_form(query)
    elif session.digest is None:
        trouble = "mismatch"
    else:
        trouble = check_return(query, field=session.field, digest=session.digest)
    return None if trouble is None else ReturnRefused(trouble)


def _not_too_patient(session: Session, now: datetime) -> Session:
    """
    A conversation whose next question was put off by a clock that was wrong.
    """
    latest = now + _LONGEST_PAUSE
    if session.not_before is None or session.not_before <= latest:
        return session
    return attrs.evolve(session, not_before=latest, revision=session.revision + 1)
