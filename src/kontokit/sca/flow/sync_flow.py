"""
A flow about SCA, blocking.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from ...auth.effects import Sleep, Step
from ...core.exceptions import StoreError
from ...core.sansio import run_steps
from ...core.secret import Secret
from ...core.tracebacks import ScrubsTracebacks
from ...stores import Lock
from ..errors import ScaConflict
from ..options import FlowOptions
from ..state.flow_state import FlowState
from ..steps import Choice
from .base_flow import BaseFlow
from .commands import Command
from .executor import AcquireLock, FlowContext, IsUnchanged, ScaStep, Swap

T_co = TypeVar("T_co", covariant=True)


class Flow(BaseFlow[T_co], ScrubsTracebacks):
    """
    A flow about strong customer authentication, blocking.

    ``step`` is what is wanted next; the methods give it. Each returns when the next step is
    known. They raise what a call raises when nothing could be sent or asked, and then the
    flow stays where it was. What the bank refuses is no exception but a step
    (``Failed``), and ``result`` raises it.
    """

    def __init__(
        self,
        flow: FlowState,
        context: FlowContext,
        flow_options: FlowOptions,
        execute: Callable[[Step], Any],
    ) -> None:
        super().__init__(flow, context, flow_options)
        self._call = execute
        self._lock: Lock | None = None

    def begin(self) -> None:
        """
        Make the first call; ``client.sca.start`` does.

        Raises:
            KontokitError: As of ``start``.
        """
        try:
            self._carry_out(self._begin())
        except StoreError as error:
            self._must_know_of(error)

    def take_over(self, kept: bytes | None) -> None:
        """
        Look after what another process has left; ``client.sca.resume`` does.

        Args:
            kept: What the store has.

        Raises:
            StoreError: The store does not work.
        """
        self._kept = kept
        self._carry_out(self._taken_over())

    def choose(self, choice: Choice | str) -> None:
        """
        Choose a method or a medium.

        Args:
            choice: One of those offered, or its id.

        Raises:
            ArgumentError: It was not offered; nothing was sent.
            OutOfTurn: There is nothing to choose.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be sent.
        """
        self._carry_out(self._choose(choice))

    def answer(self, tan: str | Secret) -> None:
        """
        Answer a challenge. A TAN is sent once, whatever happens to the answer.

        Args:
            tan: What the user has typed; blanks around it do not count.

        Raises:
            ArgumentError: It is empty, or was sent already.
            OutOfTurn: There is no challenge.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be sent.
        """
        self._carry_out(self._answer(tan))

    def confirmed(self) -> None:
        """
        Ask at once whether the user has confirmed, because the user says so.

        Where the bank wants a pause between two questions, it waits for its end.

        Raises:
            OutOfTurn: Nothing is to be confirmed.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be asked.
        """
        self._carry_out(self._confirmed())

    def returned(self, address: str) -> None:
        """
        Go on when the user's browser has come back.

        Args:
            address: The address it came to, or its query string, exactly as it is. The query
                string goes to the bank byte for byte.

        Raises:
            ReturnRefused: It is not the browser that was sent, or it comes a second time.
                After three of these the flow fails.
            OutOfTurn: No browser is waited for.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be sent.
        """
        self._carry_out(self._returned(address))

    def wait(self, timeout: float | None = None) -> None:
        """
        Wait until the user has confirmed, the form is filled in or the provider is ready.

        It asks as often as the provider allows, across processes too.

        Args:
            timeout: Seconds after which it returns although nothing has changed; None waits
                as long as the step lasts, which is minutes.

        Raises:
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be asked.
        """
        self._carry_out(self._wait(timeout))

    def look(self) -> None:
        """
        Read the state of the flow again, where the provider can be asked.

        Raises:
            OutOfTurn: It is not asked for in this state.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be asked.
        """
        self._carry_out(self._look())

    def reconcile(self) -> None:
        """
        Ask what became of a request whose answer was lost.

        Raises:
            OutOfTurn: Nothing is unknown.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be asked.
        """
        self._carry_out(self._reconcile())

    def send_again(self) -> None:
        """
        Send an order of unknown outcome again. Look for it in the account's transactions first:
        no provider promises that an order it calls open is not on its way.

        Raises:
            NotYet: Ten minutes have not passed since the last request that could have moved the
                order, or ``reconcile()`` has not seen it open twice, the second time after that.
            OutOfTurn: It was not seen open, or the user may still approve it on a page or in an
                app. Nothing was sent.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: Nothing could be sent.
        """
        self._carry_out(self._send_again())

    def cancel(self) -> None:
        """
        Cancel the flow. The provider is informed where its API allows it; an order that may have
        been carried out is then of unknown outcome.

        Raises:
            OutOfTurn: It has ended already.
            ScaConflict: Another worker has taken the flow on.
            KontokitError: The provider could not be informed.
        """
        self._carry_out(self._cancel())

    def _carry_out(self, command: Command) -> None:
        with self._alone():
            try:
                run_steps(command, self._perform)
            except ScaConflict:
                fresh = self._conflict(self._read_kept())
            else:
                return
            finally:
                self._let_go()
        raise fresh

    def _perform(self, step: ScaStep) -> Any:
        match step:
            case AcquireLock():
                if self._lock is None:
                    self._lock = self._options.store.try_lock(self._store_key)
                return self._lock is not None
            case IsUnchanged():
                return self._is_unchanged()
            case Swap():
                return self._write(step.flow)
            case Sleep():
                self._let_go()  # others may go on meanwhile, or give up
                return (self._options.sleep or time.sleep)(step.seconds)
            case _:
                return self._call(step)

    def _let_go(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(StoreError):  # it ends by itself
                lock.release()
