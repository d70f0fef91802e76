"""
What the commands of a flow mean, as flows without I/O.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

import attrs

from ...auth.effects import Sleep
from ...core.exceptions import ArgumentError, KontokitError
from ...core.secret import Secret
from ...core.typeguards import type_name
from ..adapters.base import Action, Interpretation
from ..adapters.browser import check_form, check_return
from ..errors import InteractionRequired, OutOfTurn, ReturnRefused, ScaConflict
from ..options import FlowOptions
from ..records.record import Record, parsed, to_record
from ..state.events import EventDetails, GivenUp, ReturnMismatch
from ..state.flow_state import FlowState
from ..state.transitions import apply_event, chosen
from ..steps import Choice, State
from .executor import AcquireLock, FlowContext, ScaStep, Swap, apply_timeouts, execute

Command: TypeAlias = Generator[ScaStep, Any, None]
_ADDRESS: Final = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*://|/")
_LONGEST_WAIT: Final = 86_400.0
_LONGEST_PAUSE: Final = timedelta(seconds=60)
_USERS: Final = frozenset(
    {State.METHOD, State.MEDIUM, State.CHALLENGE, State.REDIRECT, State.DECOUPLED}
)


class Commands:
    """
    A flow that commands carry on. The runner executes what they yield.
    """

    def __init__(self, flow: FlowState, context: FlowContext, flow_options: FlowOptions) -> None:
        """
        Begin where a session stands.

        Args:
            flow: The flow.
            context: What the flow carries along.
            flow_options: How it behaves.
        """
        self._flow_state = flow
        self._context = context
        self._options = flow_options
        self._kept: bytes | None = None
        self._url: str | None = None
        self._value: Any = None
        self._cause: KontokitError | None = None
        self._sent_answers: list[tuple[int, Secret]] = []

    def record(self, *, pictures: bool = False) -> Record:
        """
        The flow as JSON, without any secret, to be carried on with ``resume``.

        Args:
            pictures: Whether pictures and documents of the bank are in it.
        """
        return to_record(self._flow_state, self._options.record_key, pictures=pictures)

    def _begin(self) -> Command:
        yield from self._execute(Action(kind="start"))

    def _taken_over(self) -> Command:
        """
        Look after a flow that another process has left.
        """
        if not (yield AcquireLock()):
            return
        fresh = apply_timeouts(self._flow_state, self._context.now())
        fresh = _not_too_patient(fresh, self._context.now())
        is_kept = self._kept is not None and fresh is self._flow_state
        if not is_kept and not (yield Swap(fresh)):
            raise self._conflict(None)

    def _choose(self, choice: Choice | str) -> Command:
        state = self._flow_state.state
        if state not in (State.METHOD, State.MEDIUM):
            raise OutOfTurn(f"there is nothing to choose; the state is {state.value}")
        wanted = chosen(self._flow_state, choice)
        action: Literal["method", "medium"] = "method" if state is State.METHOD else "medium"
        yield from self._execute(Action(kind=action, choice=wanted))

    def _answer(self, tan: str | Secret) -> Command:
        answer = tan if isinstance(tan, Secret) else Secret(_text(tan, "tan").strip())
        if not answer:
            raise ArgumentError("it is empty", place="tan")
        round_, sent_answers = self._flow_state.round, self._sent_answers
        if any(known == round_ and answer == sent for known, sent in sent_answers):
            raise ArgumentError("it was sent already, and it is good only once", place="tan")
        before = self._flow_state
        sent_answers.append((round_, answer))  # it counts as sent, whatever interrupts the sending
        try:
            yield from self._execute(Action(kind="answer", answer=answer))
        finally:
            if self._flow_state is before or _never_left(self._flow_state):
                sent_answers.pop()

    def _confirmed(self) -> Command:
        if self._flow_state.state is not State.DECOUPLED:
            raise OutOfTurn(
                f"nothing is to be confirmed; the state is {self._flow_state.state.value}"
            )
        if self._context.adapter.needs_confirm_call(self._flow_state):
            yield from self._execute(Action(kind="confirm"))
        else:
            yield from self._pause_until_allowed(None)
            yield from self._execute(Action(kind="poll"))

    def _returned(self, address: str) -> Command:
        flow, query = self._flow_state, _query_of(_text(address, "address"))
        if flow.state is not State.REDIRECT:
            raise OutOfTurn(f"no browser is waited for; the state is {flow.state.value}")
        trouble = _trouble(flow, query)
        if trouble is not None:
            yield from self._happen(ReturnMismatch(at=self._context.now()))
            raise trouble
        yield from self._execute(Action(kind="callback", answer=Secret(query)))

    def _wait(self, timeout: float | None) -> Command:
        first, until = self._flow_state.state, self._until(timeout)
        while self._flow_state.state is first and self._is_waiting():
            if not (yield from self._pause_until_allowed(until)):
                return
            action: Literal["poll", "look"] = "poll" if first is State.DECOUPLED else "look"
            yield from self._execute(Action(kind=action))

    def _until(self, timeout: float | None) -> datetime | None:
        if timeout is None:
            return None
        is_number = isinstance(timeout, int | float)  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        if not is_number or not timeout <= _LONGEST_WAIT:
            raise ArgumentError(
                "it is no number of seconds up to a day; give None", place="timeout"
            )
        return self._context.now() + timedelta(seconds=timeout)

    def _is_waiting(self) -> bool:
        flow = self._flow_state
        is_form = flow.state is State.REDIRECT and flow.page == "form"
        return is_form or flow.state in (State.DECOUPLED, State.WORKING)

    def _pause_until_allowed(self, until: datetime | None) -> Generator[ScaStep, Any, bool]:
        """
        Wait until the provider may be asked again; False where the caller waits no longer.
        """
        now = self._context.now()
        allowed = self._flow_state.not_before or now
        if until is not None and until < allowed:
            yield Sleep(max(0.0, (until - now).total_seconds()))
            return False
        while (left := (allowed - self._context.now()).total_seconds()) > 0:
            yield Sleep(left)
        return until is None or self._context.now() <= until

    def _look(self) -> Command:
        yield from self._pause_until_allowed(None)
        yield from self._execute(Action(kind="look"))

    def _reconcile(self) -> Command:
        if self._flow_state.state not in (State.UNKNOWN, State.SENDING):
            raise OutOfTurn(f"nothing is unknown; the state is {self._flow_state.state.value}")
        yield from self._pause_until_allowed(None)
        yield from self._execute(Action(kind="look"))

    def _send_again(self) -> Command:
        if self._flow_state.state is not State.UNKNOWN:
            raise OutOfTurn(f"nothing is unknown; the state is {self._flow_state.state.value}")
        yield from self._execute(Action(kind="start"))
        self._sent_answers.clear()  # what comes now is another challenge

    def _cancel(self) -> Command:
        if self._flow_state.state in (State.UNKNOWN, State.NEW):
            yield from self._happen(GivenUp(details=EventDetails(self._context.now()), by="caller"))
        else:
            yield from self._execute(Action(kind="cancel"))

    def _happen(self, event: GivenUp | ReturnMismatch) -> Command:
        if not (yield AcquireLock()) or not (yield Swap(apply_event(self._flow_state, event))):
            raise self._conflict(None)

    def _execute(self, action: Action) -> Generator[ScaStep, Any, Interpretation]:
        """
        Execute one action, and then what needs no user.
        """
        interpretation = yield from self._attempt(action)
        if interpretation.error is None:
            yield from self._go_on()
        if self._options.interaction == "never" and self._flow_state.state in _USERS:
            state = self._flow_state.state.value
            raise InteractionRequired(self.record(), state=state, url=self._url)
        if interpretation.error is not None:
            raise interpretation.error
        return interpretation

    def _go_on(self) -> Command:
        """
        Execute what needs no user. Where that fails, the next command says why: the action
        before has succeeded.
        """
        while (action := self._next_action()) is not None:
            try:
                interpretation = yield from self._attempt(action)
            except ScaConflict:
                raise
            except KontokitError:
                return
            if interpretation.error is not None:
                return

    def _attempt(self, action: Action) -> Generator[ScaStep, Any, Interpretation]:
        done = yield from execute(self._context, self._flow_state, action)
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

    def _next_action(self) -> Action | None:
        flow, now = self._flow_state, self._context.now()
        if flow.state is State.WORKING and (flow.not_before or now) <= now:
            return Action(kind="look")
        if self._options.auto_choose and len(flow.offer) == 1:
            choice = flow.offer[0].id
            if flow.state is State.METHOD:
                return Action(kind="method", choice=choice)
            if flow.state is State.MEDIUM:
                return Action(kind="medium", choice=choice)
        return None

    def _conflict(self, kept: bytes | None) -> ScaConflict:
        return ScaConflict(parsed(kept) if kept is not None else None)


def _text(value: object, place: str) -> str:
    if isinstance(value, str):
        return value
    raise ArgumentError(f"it is a {type_name(value)}, not a text", place=place)


def _never_left(flow: FlowState) -> bool:
    return flow.state is State.CHALLENGE and flow.attempt > 0


def _query_of(address: str) -> str:
    """
    The query string in an address, with or without its host.
    """
    if _ADDRESS.match(address):
        address = address.partition("#")[0].partition("?")[2]
    return address.removeprefix("?")


def _trouble(flow: FlowState, query: str) -> ReturnRefused | None:
    if flow.field is None:
        trouble = check_form(query)
    elif flow.digest is None:
        trouble = "mismatch"
    else:
        trouble = check_return(query, field=flow.field, digest=flow.digest)
    return None if trouble is None else ReturnRefused(trouble)


def _not_too_patient(flow: FlowState, now: datetime) -> FlowState:
    """
    A flow whose next question was put off by a clock that was wrong.
    """
    latest = now + _LONGEST_PAUSE
    if flow.not_before is None or flow.not_before <= latest:
        return flow
    return attrs.evolve(flow, not_before=latest, revision=flow.revision + 1)
