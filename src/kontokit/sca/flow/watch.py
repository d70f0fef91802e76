"""
Keeps flows from sending an order that was just sent, and from reads that a bank would refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import cached_property, partial
from typing import Any, Final

import attrs

from ...auth.effects import UseGuard
from ...core.exceptions import KontokitError
from ...operations import Operation
from ...pipeline.call_options import CallOptions
from ...pipeline.prepared_call import PreparedCall
from ...pipeline.request_pipeline import RequestPipeline
from ...pipeline.sending import NOTHING_SPECIAL, Sending
from ...pipeline.sending_guard import SendingGuard
from ..errors import ScaConflictError
from ..records.secret_slots import untyped
from ..state.flow_state import ActionKind, FlowState
from ..steps import State
from .effects import IsUnchanged, ScaStep

_UNDONE: Final = (State.NEW, State.FAILED, State.CANCELLED, State.EXPIRED)
"""States in which an order certainly was not carried out."""


@attrs.frozen(kw_only=True, slots=False)
class Watch:
    """
    What the guard knows of one action of a flow. The flow owns its orders: it may send them again.
    """

    make_guard: Callable[[], SendingGuard]
    flow: FlowState
    options: CallOptions

    @cached_property
    def guard(self) -> SendingGuard:
        """
        The guard, made when it is first used.
        """
        return self.make_guard()

    def admit(
        self, action: ActionKind, call: PreparedCall | None
    ) -> Generator[ScaStep, Any, KontokitError | None]:
        """
        The error because of which the call of a flow must not be sent.

        Args:
            action: What is done. Only the call itself is an order, or a read.
            call: What is sent for it.
        """
        sending = NOTHING_SPECIAL if action != "start" or call is None else call.sending
        if not (sending.orders or sending.read_keys) or not self.guard.checks(sending):
            return None
        if not (yield IsUnchanged()):
            return ScaConflictError(None)  # another one sends the order, so this is not its mark
        check = partial(self.guard.admit, sending, self._owner)
        refusal: KontokitError | None = yield UseGuard(self.guard.is_local, check)
        return refusal

    def outcome(
        self, pipeline: RequestPipeline, operation: Operation[Any], after: FlowState
    ) -> Generator[ScaStep, Any, None]:
        """
        Forget the orders of a flow that has ended without carrying them out.

        Args:
            pipeline: Names the user.
            operation: The operation of the flow.
            after: The flow after the action.
        """
        if after.state not in _UNDONE or operation.order is None:
            return
        sending = self._sending(pipeline, operation)
        yield UseGuard(self.guard.is_local, partial(self.guard.forget, sending, self._owner))

    def unsent(
        self, pipeline: RequestPipeline, operation: Operation[Any], action: ActionKind
    ) -> Generator[ScaStep, Any, None]:
        """
        Uncount the reads of a call that was certainly not sent.

        Args:
            pipeline: Names the user.
            operation: The operation of the flow.
            action: What was to be done. Only the call itself is a read.
        """
        sending = self._sending(pipeline, operation)
        if action == "start" and sending.read_keys:
            yield UseGuard(self.guard.is_local, partial(self.guard.give_back, sending))

    def _sending(self, pipeline: RequestPipeline, operation: Operation[Any]) -> Sending:
        request = self.flow.request
        # A record has types beside its amounts. A direct call has none, and is compared with this.
        return pipeline.sending(operation, request.arguments, untyped(request.body), self.options)

    @property
    def _owner(self) -> str:
        # Flows in two stores may have been given the same id.
        return f"{self.flow.id} {self.flow.created.isoformat()}"
