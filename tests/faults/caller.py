"""
The caller of a schedule: the loop of docs/sca.md, an eager user, and a second worker.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from kontokit import KontokitError, PossibleDuplicateError
from kontokit.sca import ScaConflictError
from kontokit.sca.errors import RecordRefusedError, TooEarlyError
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    Redirect,
    Unknown,
)
from tests.faults.schedule import Schedule
from tests.faults.wire import Provider
from tests.faults.world import Crash, Life, WatchedStore, World

FLOW: Final = "order-4711"
ENDS: Final = (Finished, Failed, Cancelled, Expired)
PAUSES: Final = (0, 0, 30, 60, 120, 300, 300, 300, 300, 600, 1800, 86_400)
"""Seconds between two looks at an order of unknown outcome, after which the caller gives up."""
_MOST_TURNS: Final = 120
_MOST_ERRORS: Final = 25
_DAY: Final = 86_400


class Stuck(Exception):
    """
    The flow never ends, or only raises.
    """


class Caller:
    """
    Works on one flow until it ends or the outcome is given up, whatever dies on the way.
    """

    def __init__(self, plan: Schedule, world: World, provider: Provider, sca: Any) -> None:
        self._plan = plan
        self._world = world
        self._provider = provider
        self._sca = sca
        """Makes the SCA client of a process from its store."""
        self._start: Any = None
        self.flow: Any = None
        self.has_left = False
        """Whether the user has gone away from a prompt."""
        self._is_told = False
        """Whether the user knows that the order waits in the app."""
        self._looks = 0
        self._errors = 0
        self._tan = ""
        self._return = ""
        self._url: str | None = None
        self._was_lost = False
        """Whether the return has not been taken yet."""

    async def run(self, store: Any, start: Any) -> None:
        """
        Work on the flow to its end.

        Args:
            store: The store that all processes share.
            start: What starts the order: called with the SCA client.
        """
        self._store, self._start = store, start
        self._world.intrude = self._second_worker
        for _ in range(_MOST_TURNS):
            try:
                if await self._turn():
                    return
            except Crash:
                self._world.life = Life()
                self.flow = None
                self._world.pass_time(2.0)
            except ScaConflictError:
                self._world.note("conflict: another worker was faster")
                self.flow = None
                self._world.pass_time(1.0)
            except TooEarlyError as error:
                self._wait_until(error.not_before)
            except KontokitError as error:
                self._on_error(error)
        raise Stuck(f"not over after {_MOST_TURNS} turns")

    async def _turn(self) -> bool:
        """
        One step of the loop; True when there is nothing more to do.
        """
        if self.flow is None:
            await self._begin()
        await self._world.moment()
        step = self.flow.step
        if isinstance(step, ENDS):
            return True
        if isinstance(step, Unknown):
            return await self._settle()
        ends = getattr(step, "ends", None)
        if self.has_left and ends is not None and ends <= self._world.clock.time:
            await _done(self.flow.refresh())  # only a look tells how a page or a form ended
        elif self._plan.abandoned and self._is_prompt(step):
            await self._leave(step)
        else:
            await self._act(step)
        if self.flow is not None:
            self._world.note(f"step {_told(self.flow.step)}")
        return False

    async def _begin(self) -> None:
        sca = self._sca(WatchedStore(self._store, self._world))
        try:
            self.flow = await _done(sca.resume(FLOW, credentials=self._start.credentials))
            self._world.note(f"resumed: step {_told(self.flow.step)}")
        except RecordRefusedError:
            self.flow = await _done(self._start(sca.with_options(flow_id=FLOW)))
            self._world.note(f"started: step {_told(self.flow.step)}")

    def _on_error(self, error: KontokitError) -> None:
        self._errors += 1
        told = str(error).partition(" (status")[0]
        self._world.note(f"{type(error).__name__}: {told}")
        if isinstance(error, PossibleDuplicateError):
            # A worker died between the mark of its order and the record, which was never written.
            self._world.pass_time(600.0)
        if self._errors > _MOST_ERRORS:
            raise Stuck(f"only raises {type(error).__name__}: {error}")
        if self.flow is None or "WrongStep" in type(error).__name__:
            self.flow = None
        self._world.pass_time(5.0)

    def _wait_until(self, moment: Any) -> None:
        self._world.note("too early")
        left = (moment - self._world.clock.time).total_seconds() if moment else 0.0
        self._world.pass_time(max(1.0, left))

    # What the steps want.

    async def _act(self, step: Any) -> None:
        flow = self.flow
        match step:
            case ChooseMethod(methods=choices) | ChooseMedium(media=choices):
                await _done(flow.choose(choices[0]))
            case Challenge():
                await self._answer(step)
            case Redirect():
                await self._visit(step)
            case Decoupled():  # Working too
                self._confirm_later(step)
                await _done(flow.wait())
            case _:  # a step of a later version: it ends by itself
                self._world.pass_time(60.0)
                await _done(flow.refresh())

    async def _answer(self, step: Any) -> None:
        self._tan = self._provider.tan(step.text)
        try:
            await _done(self.flow.answer(self._tan, confirm_risk=step.may_lock))
        finally:
            self._tan = ""

    async def _visit(self, step: Any) -> None:
        if step.url is None and self._url is None:
            # The process that had the page died before anyone saw it, so no browser comes back.
            self.has_left = True
            await self._look_later(step)
            return
        if step.url is not None and step.url != self._url:
            self._url, self._return = step.url, ""
        is_first = not self._return
        if is_first:
            self._world.note("the user approves on the page")
            self._return = self._provider.visit(str(self._url))
            self._world.pass_time(20.0)
        if step.kind == "form" and "?" not in str(self._url):
            await _done(self.flow.wait())
        elif is_first or self._was_lost:
            self._was_lost = True
            await _done(self.flow.handle_return(self._return))
            self._was_lost = getattr(self.flow.step, "not_before", None) is not None
        else:  # the browser is back, and the provider does not know it yet
            self._world.pass_time(30.0)
            await _done(self.flow.refresh())

    def _confirm_later(self, step: Any) -> None:
        is_prompt = type(step) is Decoupled
        if is_prompt and not self._is_told:
            self._is_told = True
            delay = timedelta(seconds=self._plan.delay)
            self._world.approval = self._world.clock.time + delay

    async def _settle(self) -> bool:
        """
        Send again as soon as that is allowed, else look again; True when it is given up.
        """
        if not self.has_left:
            try:
                await _done(self.flow.send_again())
            except ScaConflictError:
                raise
            except KontokitError:
                pass
            else:
                self._world.note(f"SENT AGAIN: step {_told(self.flow.step)}")
                self._start_over()
                return False
        if self._looks >= len(PAUSES):
            return True
        self._world.pass_time(self._pause())
        self._looks += 1
        await _done(self.flow.reconcile())
        self._world.note(f"reconciled: step {_told(self.flow.step)}")
        return False

    def _pause(self) -> float:
        """
        Seconds until the next look: an eager caller comes back when sending is said to be allowed.
        """
        pause, due = float(PAUSES[self._looks]), self.flow.step.not_before
        left = (due - self._world.clock.time).total_seconds() if due else 0.0
        return min(pause, left) if left > 0 else pause

    def _start_over(self) -> None:
        self._looks, self._return, self._url = 0, "", None
        self._was_lost = False
        self._is_told = False

    # The user who goes away.

    def _is_prompt(self, step: Any) -> bool:
        return isinstance(step, Challenge | Redirect) or type(step) is Decoupled

    async def _leave(self, step: Any) -> None:
        self.has_left = True
        self._is_told = True
        self._world.note(f"the user {self._plan.abandoned}")
        if self._plan.abandoned == "cancels":
            await _done(self.flow.cancel())
            return
        if self._plan.abandoned == "approves and leaves":
            if isinstance(step, Redirect) and step.url is not None:
                self._provider.visit(step.url)
            self._provider.approve()
        await self._look_later(step)

    async def _look_later(self, step: Any) -> None:
        """
        Look at the flow when the step has ended.
        """
        left = (step.ends - self._world.clock.time).total_seconds() if step.ends else _DAY
        self._world.pass_time(left + 60.0)
        self.flow = None

    # The second worker.

    async def _second_worker(self) -> None:
        sca = self._sca(WatchedStore(self._store, self._world))
        with suppress(KontokitError):
            flow = await _done(sca.resume(FLOW, credentials=self._start.credentials))
            self._world.note(f"finds {_told(flow.step)}")
            await self._interfere(flow)
            self._world.note(f"step {_told(flow.step)}")

    async def _interfere(self, flow: Any) -> None:
        step = flow.step
        match step:
            case _ if self._plan.reading == 3 and not flow.done:
                await _done(flow.cancel())
                self.has_left = True
            case ChooseMethod(methods=choices) | ChooseMedium(media=choices):
                await _done(flow.choose(choices[0]))
            case Challenge() if not self._plan.abandoned:
                # A double click: the same form of the same user comes twice.
                tan = self._tan or self._provider.tan(step.text)
                await _done(flow.answer(tan, confirm_risk=step.may_lock))
            case Redirect() if self._return:
                await _done(flow.handle_return(self._return))
            case Decoupled():
                await _done(flow.confirm() if type(step) is Decoupled else flow.refresh())
            case Unknown():
                with suppress(KontokitError):
                    await _done(flow.send_again())
                    return
                await _done(flow.reconcile())
            case _:
                return


async def _done(made: Any) -> Any:
    return await made if inspect.isawaitable(made) else made


def _told(step: Any) -> str:
    name = type(step).__name__
    facts = ("reason", "code", "seen", "not_before", "by", "what", "can_ask", "verified")
    told = [f"{one}={getattr(step, one)}" for one in facts if getattr(step, one, None) is not None]
    return f"{name}({', '.join(told)})"
