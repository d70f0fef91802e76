"""
The commands of a flow without I/O: generators that yield what the flow classes execute.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from msgspec import UNSET

from ...auth.effects import Sleep
from ...challenges.text import plain
from ...core.exceptions import ArgumentError, KontokitError
from ...core.secret import Secret
from ...core.tracebacks import ScrubsTracebacks, strip_traceback
from ...core.typed_text import without_blanks
from ...core.typeguards import type_name
from ..adapters.base import Action, Interpretation
from ..adapters.browser import check_form
from ..errors import (
    InteractionRequiredError,
    ReturnRefusedError,
    ScaConflictError,
    WrongStepError,
)
from ..options import FlowOptions
from ..records.record import MAX_MEDIA, Record, parsed, to_record
from ..state.copies import warn_if_copied
from ..state.events import EventDetails, GivenUp, ReturnMismatch
from ..state.flow_state import ActionKind, FlowState
from ..state.resend import ensure_resendable, wants_bookings
from ..state.transitions import apply_event, chosen
from ..steps import MAY_LOCK_AFTER, WAITING, Choice, State
from .effects import AcquireLock, Reload, ScaStep, Swap, acquire_lock
from .executor import FlowContext, apply_timeouts, cap_pause, execute
from .returns import is_repeated, query_of, return_trouble

Command: TypeAlias = Generator[ScaStep, Any, None]
_LONGEST_WAIT: Final = 86_400.0
_WAITED_FOR: Final[Mapping[State, ActionKind]] = {State.NEW: "start", State.DECOUPLED: "poll"}
"""What is sent when the pause of a state is over; elsewhere a look."""
_NEEDS_USER: Final = WAITING - {State.WORKING}


class Commands(ScrubsTracebacks):
    """
    The commands of a flow. The flow classes execute the steps that they yield.
    """

    def __init__(self, flow: FlowState, context: FlowContext, flow_options: FlowOptions) -> None:
        """
        Set up the flow in a state.

        Args:
            context: What the flow needs to execute actions.
        """
        self._flow_state = flow
        self._context = context
        self._options = flow_options
        self._stored: bytes | None = None
        self._url: str | None = None
        self._value: Any = None
        self._cause: KontokitError | None = None
        # In memory only, because a record must hold no TAN. A flow that another process resumes
        # relies on the bank to refuse a TAN that was used.
        self._has_warned = False
        self._sent_answers: list[tuple[int, Secret]] = []

    def record(self, *, pictures: bool = True) -> Record:
        """
        The flow as a JSON record without secrets, which ``resume`` accepts.

        Args:
            pictures: Whether to include pictures and documents of the bank, up to 1 MiB in all.
                Without them a record has a few KiB.
        """
        max_media = MAX_MEDIA if pictures else 0
        return to_record(self._flow_state, self._options.record_key, max_media=max_media)

    def _begin(self) -> Command:
        yield from self._execute(Action(kind="start"))

    def _take_over(self) -> Command:
        """
        Take over a flow that another process has left.
        """
        if not (yield AcquireLock()):
            return  # its worker is alive; the next command reports the conflict
        fresh = apply_timeouts(self._flow_state, self._context.now())
        fresh = cap_pause(fresh, self._context.now())
        is_stored = self._stored is not None and fresh is self._flow_state
        if not is_stored and not (yield Swap(fresh)):
            raise self._conflict(None)
        yield from self._forget_undone(fresh)

    def _forget_undone(self, flow: FlowState) -> Command:
        context = self._context
        yield from context.watch(flow).outcome(context.pipeline, context.operation, flow)

    def _choose(self, choice: Choice | str) -> Command:
        state = self._flow_state.state
        if state not in (State.METHOD, State.MEDIUM):
            raise WrongStepError(
                f"there is nothing to choose in the state {state.value!r}; look at flow.step"
            )
        wanted = chosen(self._flow_state, choice)
        action: Literal["method", "medium"] = "method" if state is State.METHOD else "medium"
        yield from self._execute(Action(kind=action, choice=wanted))

    def _submit_tan(self, tan: str | Secret, *, confirm_risk: bool) -> Command:
        answer = _typed_tan(tan)
        if not answer:
            raise ArgumentError("it is empty; pass what the user has typed", place="tan")
        if self._flow_state.asked_again >= MAY_LOCK_AFTER and confirm_risk is not True:
            raise ArgumentError(
                "the bank has asked again and again, and one more wrong TAN may lock the user out; "
                "ask the user, and pass True",
                place="confirm_risk",
            )
        round_, sent_answers = self._flow_state.round, self._sent_answers
        # The rounds that the bank asked for again may be the same SCA.
        first = round_ - self._flow_state.asked_again
        if any(known >= first and answer == sent for known, sent in sent_answers):
            raise ArgumentError("it was sent already; ask the user for a new one", place="tan")
        before = self._flow_state
        # Before sending, so that the TAN counts as used even if the sending is interrupted.
        sent_answers.append((round_, answer))
        try:
            yield from self._execute(Action(kind="answer", answer=answer))
        finally:
            if self._flow_state is before or _was_not_sent(self._flow_state):
                sent_answers.pop()

    def _confirm(self, name_shown: str | None, by: str | None) -> Command:
        if self._flow_state.state is State.PAYEE_CHECK:
            yield from self._confirm_payee(name_shown, by)
            return
        if name_shown is not None or by is not None:
            raise ArgumentError(
                "only a payee is confirmed by name; look at flow.step", place="name_shown"
            )
        if self._flow_state.state is not State.DECOUPLED:
            raise WrongStepError(
                f"there is nothing to confirm in the state {self._flow_state.state.value!r}; "
                "look at flow.step"
            )
        if self._context.adapter.needs_confirm_call(self._flow_state):
            yield from self._execute(Action(kind="confirm"))
        else:
            yield from self._pause_until_allowed(None)
            yield from self._execute(Action(kind="poll"))

    def _confirm_payee(self, name_shown: str | None, by: str | None) -> Command:
        name = _checked_text("" if name_shown is None else name_shown, "name_shown")
        who = None if by is None else plain(_checked_text(by, "by"))
        yield from self._execute(Action(kind="payee", name_shown=name, by=who))

    def _handle_return(self, url: str) -> Command:
        query = query_of(_checked_text(url, "url"))
        # A browser may come back to any worker, so the newest state decides, under the lock.
        is_locked = yield from acquire_lock()
        yield Reload()
        flow = self._flow_state
        if is_repeated(flow, query):
            yield from self._newest_step(is_locked=is_locked)
        elif flow.expects_browser:
            yield from self._first_return(query)
        elif flow.returned is None:
            raise WrongStepError(
                f"no browser is expected in the state {flow.state.value!r}; look at flow.step"
            )
        else:
            raise ReturnRefusedError(check_form(query) or "mismatch")

    def _follow(self, relation: str, body: object) -> Command:
        name = _checked_text(relation, "relation")
        if self._flow_state.state is not State.UNSUPPORTED:
            raise WrongStepError(
                f"there is nothing to follow in the state {self._flow_state.state.value!r}; "
                "look at flow.step"
            )
        content = UNSET if body is None else body
        yield from self._execute(Action(kind="follow", relation=name, body=content))

    def _newest_step(self, *, is_locked: bool) -> Command:
        if not is_locked:
            raise self._conflict(None)  # the first tab is still at the bank
        yield from self._take_over()

    def _first_return(self, query: str) -> Command:
        trouble = return_trouble(self._flow_state, query)
        if trouble is None:
            yield from self._execute(Action(kind="callback", answer=Secret(query)))
            return
        # Wrong returns are counted in the record, so that guessing takes time at every worker. One
        # that comes before its time changes nothing, so that a flood of them does not write.
        now, last = self._context.now(), self._flow_state
        is_due = last.returns_after is None or now >= last.returns_after
        if is_due and (yield AcquireLock()):
            yield Swap(apply_event(last, ReturnMismatch(at=now)))
        raise ReturnRefusedError(trouble, not_before=self._flow_state.returns_after)

    def _wait(self, timeout: float | None) -> Command:
        first, until = self._flow_state.state, self._end_of_wait(timeout)
        if self._flow_state.limits and not self._is_waiting():  # the user comes next
            yield from self._pause_until_allowed(until)
            yield from self._take_over()
            return
        while self._flow_state.state is first and self._is_waiting():
            if not (yield from self._pause_until_allowed(until, self._flow_state.look_at)):
                return
            yield from self._execute(Action(kind=self._waited_for()))

    def _waited_for(self) -> ActionKind:
        """
        What is sent when the pause of a state is over.
        """
        flow = self._flow_state
        is_decoupled = flow.state is State.DECOUPLED
        if is_decoupled and self._context.adapter.needs_confirm_call(flow):
            return "confirm"
        return _WAITED_FOR.get(flow.state, "look")

    def _end_of_wait(self, timeout: float | None) -> datetime | None:
        if timeout is None:
            return None
        is_number = isinstance(timeout, int | float)  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        if not is_number or not timeout <= _LONGEST_WAIT:
            raise ArgumentError(
                "it must be a number of seconds, at most a day, or None", place="timeout"
            )
        return self._context.now() + timedelta(seconds=timeout)

    def _is_waiting(self) -> bool:
        flow = self._flow_state
        is_form = flow.state is State.REDIRECT and flow.page == "form"
        # A call that was not sent, or was turned away, is sent by the next wait().
        return is_form or flow.state in (State.NEW, State.DECOUPLED, State.WORKING)

    def _pause_until_allowed(
        self, until: datetime | None, look_at: datetime | None = None
    ) -> Generator[ScaStep, Any, bool]:
        """
        Wait until the provider may be asked again; False if the caller's timeout passes first.

        Args:
            until: The end of the caller's timeout.
            look_at: When this process wants to ask, if that is later.
        """
        now, flow = self._context.now(), self._flow_state
        allowed = max(flow.not_before or now, look_at or now)
        has_deadline = flow.state is not State.UNKNOWN and not flow.awaits_form
        if flow.deadline is not None and has_deadline:
            allowed = min(allowed, flow.deadline)  # a rate limit may outlast the step
        if until is not None and until < allowed:
            yield Sleep(max(0.0, (until - now).total_seconds()))
            return False
        while (left := (allowed - self._context.now()).total_seconds()) > 0:
            yield Sleep(left)
        return until is None or self._context.now() <= until

    def _refresh(self) -> Command:
        yield from self._pause_until_allowed(None)
        yield from self._execute(Action(kind="look"))

    def _reconcile(self) -> Command:
        if self._flow_state.state not in (State.UNKNOWN, State.SENDING):
            state = self._flow_state.state.value
            raise WrongStepError(f"no outcome is unknown in the state {state!r}; look at flow.step")
        yield from self._pause_until_allowed(None)
        yield from self._execute(Action(kind="look"))

    def _send_again(self, *, is_checked: bool) -> Command:
        if self._flow_state.state is not State.UNKNOWN:
            state = self._flow_state.state.value
            raise WrongStepError(f"no outcome is unknown in the state {state!r}; look at flow.step")
        if self._flow_state.is_asked:
            # The provider has the order and asks about it, so going on is answering that.
            ensure_resendable(self._flow_state, self._context.now(), is_checked=is_checked)
            yield from self._execute(Action(kind="look", is_checked=is_checked))
            return
        yield from self._execute(Action(kind="start", is_checked=is_checked))
        self._sent_answers.clear()  # the order begins again, with a new challenge

    def _cancel(self) -> Command:
        if self._flow_state.state in (State.UNKNOWN, State.NEW):
            yield from self._apply(GivenUp(details=EventDetails(self._context.now()), by="caller"))
        else:
            yield from self._execute(Action(kind="cancel"))

    def _apply(self, event: GivenUp) -> Command:
        after = apply_event(self._flow_state, event)
        if not (yield AcquireLock()) or not (yield Swap(after)):
            raise self._conflict(None)
        yield from self._forget_undone(after)

    def _execute(self, action: Action) -> Generator[ScaStep, Any, Interpretation]:
        """
        Execute an action, and then all actions that need no user.
        """
        interpretation = yield from self._attempt(action)
        if interpretation.error is None:
            yield from self._continue()
        if self._options.interaction == "never" and self._flow_state.state in _NEEDS_USER:
            state = self._flow_state.state.value
            raise InteractionRequiredError(self.record(), state=state, url=self._url)
        if interpretation.error is not None:
            raise interpretation.error
        return interpretation

    def _continue(self) -> Command:
        """
        Execute all actions that need no user.
        """
        while (action := self._next_action()) is not None:
            try:
                interpretation = yield from self._attempt(action)
            except ScaConflictError:
                raise
            except KontokitError:
                return  # the action before has succeeded; the next command meets the error again
            if interpretation.error is not None:
                return

    def _attempt(self, action: Action) -> Generator[ScaStep, Any, Interpretation]:
        if not self._has_warned:
            self._has_warned = warn_if_copied(self._flow_state, action.kind)
        done = yield from execute(self._context, self._flow_state, action)
        if isinstance(done, ScaConflictError):
            raise self._conflict(None)
        if isinstance(done, KontokitError):
            raise done
        if done.url is not None:
            self._url = done.url
        if done.value is not None:
            self._value = done.value
        self._cause = None if done.cause is None else strip_traceback(done.cause)
        return done

    def _next_action(self) -> Action | None:
        flow = self._flow_state
        if flow.state is State.UNKNOWN and not flow.limits and self._wants_bookings():
            return Action(kind="bookings")
        is_new = flow.lost != "cancel" and flow.not_before is None
        if flow.state is State.UNKNOWN and flow.seen == "answered" and is_new:
            return Action(kind="look")
        if flow.state is State.WORKING and self._may_ask():
            return Action(kind="look")
        if self._options.auto_choose and len(flow.offer) == 1:
            choice = flow.offer[0].id
            if flow.state is State.METHOD:
                return Action(kind="method", choice=choice)
            if flow.state is State.MEDIUM:
                return Action(kind="medium", choice=choice)
        return None

    def _may_ask(self) -> bool:
        not_before = self._flow_state.not_before
        return not_before is None or not_before <= self._context.now()

    def _wants_bookings(self) -> bool:
        # Once for each look: what cannot be read is read again by the next reconcile().
        return self._flow_state.action == "look" and wants_bookings(self._flow_state)

    def _conflict(self, stored: bytes | None) -> ScaConflictError:
        return ScaConflictError(parsed(stored) if stored is not None else None)


def _typed_tan(tan: str | Secret) -> Secret:
    text = tan.reveal() if isinstance(tan, Secret) else _checked_text(tan, "tan")
    digits = without_blanks(text)
    # Any other answer may be words.
    return Secret(digits if digits.isascii() and digits.isdigit() else text.strip())


def _checked_text(value: object, place: str) -> str:
    if isinstance(value, str):
        return value
    raise ArgumentError(f"it must be a str, not {type_name(value)}", place=place)


def _was_not_sent(flow: FlowState) -> bool:
    return flow.state is State.CHALLENGE and flow.attempt > 0
