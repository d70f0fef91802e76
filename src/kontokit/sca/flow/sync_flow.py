"""
The SCA flow, blocking.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from ...auth.effects import Sleep
from ...auth.effects import Step as Effect
from ...core.exceptions import StoreError
from ...core.sansio import run_steps
from ...core.secret import Secret
from ...stores import Lock
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


class Flow(BaseFlow[T_co]):
    """
    A flow of strong customer authentication, blocking.

    ``step`` is what the flow waits for. Call the method that the step names; it returns the next
    step. If a request could not be sent, the method raises and the flow keeps its state. A refusal
    of the bank does not raise: it is the step ``Failed``, and ``result`` raises it.
    """

    def __init__(
        self,
        flow: FlowState,
        context: FlowContext,
        flow_options: FlowOptions,
        execute: Callable[[Effect], Any],
    ) -> None:
        super().__init__(flow, context, flow_options)
        self._call = execute
        self._lock: Lock | None = None

    def begin(self) -> None:
        """
        Make the first call. Use ``client.sca.start``, which calls this.

        Raises:
            KontokitError: The request could not be sent.
        """
        try:
            self._run_for(self._begin(), no_answer)
        except StoreError as error:
            self._raise_unless_sent(error)

    def take_over(self, stored: bytes | None) -> None:
        """
        Take over a flow that another process has left. Use ``client.sca.resume``, which calls
        this.

        Args:
            stored: The record in the store.

        Raises:
            StoreError: The store does not work.
        """
        self._stored = stored
        self._run_for(self._take_over(), no_answer)

    def choose(self, choice: Choice | str) -> Step:
        """
        Choose a method or a medium.

        Args:
            choice: One of the choices of the step, or its id.

        Raises:
            ArgumentError: The choice was not offered. Nothing was sent.
            WrongStepError: There is nothing to choose.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The request could not be sent.
        """
        return self._run(self._choose(choice))

    def answer(self, tan: str | Secret, *, confirm_risk: bool = False) -> Step:
        """
        Answer a challenge. A TAN is never sent twice, even if its response is lost.

        Args:
            tan: What the user has typed. Blanks around it are removed, and those between digits.
            confirm_risk: Required if ``step.may_lock``: the user knows that a further wrong TAN may
                lock the access.

        Raises:
            ArgumentError: The TAN is empty, or was sent already, or ``confirm_risk`` is missing.
            WrongStepError: There is no challenge.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The request could not be sent.
        """
        return self._run(self._submit_tan(tan, confirm_risk=confirm_risk))

    def confirm(self, *, name_shown: str | None = None, by: str | None = None) -> Step:
        """
        Confirm a payee, or ask at once whether the user has confirmed elsewhere, because the user
        says so.

        If the bank requires a pause between two polls, this waits for its end. If the bank cannot
        be polled (``step.needs_confirm``), it is told at once.

        Args:
            name_shown: Required in the step ``PayeeCheck``: the name that the user has seen, which
                is ``step.suggested_name``, or ``step.name`` if the bank suggests none.
            by: Who has confirmed the payee, such as a user id. The record keeps it with the name,
                the result of the check and the time.

        Raises:
            ArgumentError: The name is another one, or there is no payee to confirm. Nothing was
                sent.
            WrongStepError: There is nothing to confirm.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The provider could not be asked.
        """
        return self._run(self._confirm(name_shown, by))

    def handle_return(self, url: str) -> Step:
        """
        Continue when the user's browser has come back.

        The same URL again, such as after a reload or in a second tab, sends nothing and returns the
        newest step.

        Args:
            url: The URL to which the browser came back, or its query string, unchanged: the
                query string goes to the bank byte for byte.

        Raises:
            ReturnRefusedError: The browser is not the one that was sent. The flow is unchanged;
                answer this browser at ``not_before``.
            WrongStepError: No browser was sent anywhere.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The request could not be sent.
        """
        return self._run(self._handle_return(url))

    def wait(self, timeout: float | None = None) -> Step:
        """
        Wait until the user has confirmed, the form is filled in or the provider is ready.

        This polls as often as the provider allows, also if several processes wait. A bank that
        cannot be polled is told every minute that the user has confirmed: it then answers whether
        that is so. If the user says so, ``confirm()`` is faster.

        Args:
            timeout: Seconds after which to return if nothing has changed; None waits for as long
                as the step lasts, which is minutes.

        Raises:
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The provider could not be asked.
        """
        return self._run(self._wait(timeout))

    def refresh(self) -> Step:
        """
        Read the state of the operation from the provider.

        Raises:
            WrongStepError: There is nothing to read in this state.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The provider could not be asked.
        """
        return self._run(self._refresh())

    def follow(self, relation: str, body: object = None) -> Step:
        """
        Follow a link of the provider by hand, in the step ``Unsupported``.

        A link is followed once: if its response is lost, the outcome is unknown. Links to other
        servers and pages for the browser are never followed.

        Args:
            relation: One of ``step.relations``.
            body: What to send as JSON: dicts, lists, texts, numbers, ``Decimal``, dates, and
                ``Secret`` for what must not be shown. No record holds it. With a body, a link that
                no document describes is called with POST, without one with GET.

        Raises:
            ArgumentError: The relation was not offered or cannot be followed, or the body is not
                JSON. Nothing was sent.
            WrongStepError: The step is another one.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The request could not be sent, or was refused for its form (unless it is
                an order). The step is the same as before.
        """
        return self._run(self._follow(relation, body))

    def reconcile(self) -> Step:
        """
        Ask for the outcome of a request whose response was lost.

        Raises:
            WrongStepError: No outcome is unknown.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The provider could not be asked.
        """
        return self._run(self._reconcile())

    def send_again(self, *, i_have_checked_the_account: bool = False) -> Step:
        """
        Send an order of unknown outcome again.

        Look for it in the account's transactions first: no provider promises that an order that
        it calls open is not on its way.

        Args:
            i_have_checked_the_account: Required if ``step.must_check``: a person has looked for the
                order in the account and has not found it. It shortens no time, and never allows
                to send what the provider has answered.

        Raises:
            TooEarlyError: The quiet time since the last request that could have moved the order has
                not passed, half an hour unless the API has another, or ``reconcile()`` has not seen
                the order open twice, the second time after that.
            WrongStepError: The order was not seen open, the user may still approve it on a page or
                in an app, or the account has a transaction that could be the order. Nothing was
                sent.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The request could not be sent.
        """
        return self._run(self._send_again(is_checked=i_have_checked_the_account is True))

    def cancel(self) -> Step:
        """
        Cancel the flow, also at the provider if its API allows that.

        An order that may have been carried out then has an unknown outcome.

        Raises:
            WrongStepError: The flow has ended already.
            ScaConflictError: Another worker has changed the flow.
            KontokitError: The provider could not be asked to cancel.
        """
        return self._run(self._cancel())

    def _run(self, command: Command) -> Step:
        return self._run_for(command, lambda: self.step)

    def _run_for(self, command: Command, answer: Callable[[], R]) -> R:
        self._exclude_others()
        try:
            run_steps(command, self._run_step)
        except ScaConflictError:
            # The caller gets the record that is stored now, not the one that lost.
            fresh = self._conflict(self._load())
        else:
            return answer()
        finally:
            try:
                self._release_lock()
            finally:
                self._busy.release()
        raise fresh

    def _run_step(self, step: ScaStep) -> Any:
        match step:
            case AcquireLock():
                if self._lock is None:
                    self._lock = self._options.store.try_lock(self._store_key)
                return self._lock is not None
            case IsUnchanged():
                return self._is_unchanged()
            case Reload():
                return self._reload()
            case Swap():
                return self._save(step.flow)
            case Sleep():
                self._release_lock()  # so that other workers can continue or cancel meanwhile
                return (self._options.sleep or time.sleep)(step.seconds)
            case _:
                return self._call(step)

    def _release_lock(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(StoreError):  # the store frees it in time
                lock.release()
