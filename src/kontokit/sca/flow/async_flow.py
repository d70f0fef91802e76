"""
The SCA flow for ``await``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from ...auth.effects import Sleep
from ...auth.effects import Step as Effect
from ...core import event_loop
from ...core.exceptions import StoreError
from ...core.sansio import run_steps_async
from ...core.secret import Secret
from ...stores import Lock
from ...stores.safe_calls import in_thread
from ..errors import ScaConflictError
from ..options import FlowOptions
from ..state.flow_state import FlowState
from ..steps import Choice, Step
from .base_flow import BaseFlow, no_answer
from .commands import Command
from .effects import AcquireLock, IsUnchanged, Reload, ScaStep, Swap
from .executor import FlowContext

T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R")


class AsyncFlow(BaseFlow[T_co]):
    """
    A flow of strong customer authentication, with ``await``. See :class:`Flow`.
    """

    def __init__(
        self,
        flow: FlowState,
        context: FlowContext,
        flow_options: FlowOptions,
        execute: Callable[[Effect], Awaitable[Any]],
    ) -> None:
        super().__init__(flow, context, flow_options)
        self._call = execute
        self._lock: Lock | None = None

    async def begin(self) -> None:
        """
        Make the first call. See :meth:`Flow.begin`.
        """
        try:
            await self._run_for(self._begin(), no_answer)
        except StoreError as error:
            self._raise_unless_sent(error)

    async def take_over(self, stored: bytes | None) -> None:
        """
        Take over a flow that another process has left. See :meth:`Flow.take_over`.
        """
        self._stored = stored
        await self._run_for(self._take_over(), no_answer)

    async def choose(self, choice: Choice | str) -> Step:
        """
        Choose a method or a medium. See :meth:`Flow.choose`.
        """
        return await self._run(self._choose(choice))

    async def answer(self, tan: str | Secret, *, confirm_risk: bool = False) -> Step:
        """
        Answer a challenge. See :meth:`Flow.answer`.
        """
        return await self._run(self._submit_tan(tan, confirm_risk=confirm_risk))

    async def confirm(self, *, name_shown: str | None = None, by: str | None = None) -> Step:
        """
        Confirm a payee, or ask at once whether the user has confirmed. See :meth:`Flow.confirm`.
        """
        return await self._run(self._confirm(name_shown, by))

    async def handle_return(self, url: str) -> Step:
        """
        Continue when the user's browser has come back. See :meth:`Flow.handle_return`.
        """
        return await self._run(self._handle_return(url))

    async def wait(self, timeout: float | None = None) -> Step:
        """
        Wait until the user or the provider is done. See :meth:`Flow.wait`.
        """
        return await self._run(self._wait(timeout))

    async def refresh(self) -> Step:
        """
        Read the state of the flow again. See :meth:`Flow.refresh`.
        """
        return await self._run(self._refresh())

    async def follow(self, relation: str, body: object = None) -> Step:
        """
        Follow a link of the provider by hand. See :meth:`Flow.follow`.
        """
        return await self._run(self._follow(relation, body))

    async def reconcile(self) -> Step:
        """
        Ask for the outcome of a request whose response was lost. See :meth:`Flow.reconcile`.
        """
        return await self._run(self._reconcile())

    async def send_again(self, *, i_have_checked_the_account: bool = False) -> Step:
        """
        Send an order of unknown outcome again. See :meth:`Flow.send_again`.
        """
        return await self._run(self._send_again(is_checked=i_have_checked_the_account is True))

    async def cancel(self) -> Step:
        """
        Cancel the flow. See :meth:`Flow.cancel`.
        """
        return await self._run(self._cancel())

    async def _run(self, command: Command) -> Step:
        return await self._run_for(command, lambda: self.step)

    async def _run_for(self, command: Command, answer: Callable[[], R]) -> R:
        self._exclude_others()
        try:
            await run_steps_async(command, self._run_step)
        except ScaConflictError:
            # The caller gets the record that is stored now, not the one that lost.
            fresh = self._conflict(await self._with_store(self._load))
        else:
            return answer()
        finally:
            try:
                await self._release_lock()
            finally:
                self._busy.release()
        raise fresh

    async def _run_step(self, step: ScaStep) -> Any:
        match step:
            case AcquireLock():
                return await self._with_store(self._acquire_lock)
            case IsUnchanged():
                return await self._with_store(self._is_unchanged)
            case Reload():
                return await self._with_store(self._reload)
            case Swap():
                return await self._with_store(partial(self._save, step.flow))
            case Sleep():
                await self._release_lock()  # so that other workers can continue or cancel
                return await (self._options.sleep or event_loop.sleep)(step.seconds)
            case _:
                return await self._call(step)

    def _acquire_lock(self) -> bool:
        if self._lock is None:
            self._lock = self._options.store.try_lock(self._store_key)
        return self._lock is not None

    async def _release_lock(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(StoreError):  # the store frees it in time
                await self._with_store(lock.release)

    async def _with_store(self, execute: Callable[[], R]) -> R:
        return await in_thread(self._options.store, execute)
