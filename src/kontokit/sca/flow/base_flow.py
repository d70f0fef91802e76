"""
What both kinds of flow have in common: what is seen of them, and their records in a store.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final, Generic, TypeVar, cast

from ...core.exceptions import StoreError
from ...core.tracebacks import strip_traceback
from ..errors import ScaConflict, ScaError
from ..options import FlowOptions
from ..records.record import to_bytes
from ..state.flow_state import FlowState
from ..state.views import next_step, result_of
from ..steps import State, Step
from .commands import Commands
from .executor import FlowContext

T_co = TypeVar("T_co", covariant=True)
_KEPT: Final = timedelta(days=2)
"""How long a record outlives its last change."""
_KEPT_AT_THE_END: Final = timedelta(hours=1)
"""How long it is remembered that a flow has ended, so that it is not repeated."""


class BaseFlow(Commands, Generic[T_co]):
    """
    What ``Flow`` and ``AsyncFlow`` have in common.
    """

    def __init__(self, flow: FlowState, context: FlowContext, flow_options: FlowOptions) -> None:
        super().__init__(flow, context, flow_options)
        self._at_work = threading.Lock()
        self._process = os.getpid()

    @property
    def step(self) -> Step:
        """
        What is wanted next.
        """
        return next_step(self._flow_state, self._url)

    @property
    def done(self) -> bool:
        """
        Whether nothing more is wanted of the user: it has ended, or its outcome is unknown.
        """
        return self._flow_state.state.is_final or self._flow_state.state in (
            State.UNKNOWN,
            State.SENDING,
        )

    @property
    def result(self) -> T_co:
        """
        What the call gives, when it is finished.

        Raises:
            ScaFailed: It went wrong.
            ScaCancelled: It was cancelled.
            ScaExpired: The time was over.
            OutcomeUnknown: An answer was lost; ``reconcile()`` asks what became of it.
            OutOfTurn: The user is still needed.
            ResultNotKept: It was finished by another process; only its id is known here.

        The error of the call that failed is the cause of the error, where there was one.
        """
        found = result_of(self._flow_state, self._value, self.record())
        if isinstance(found, ScaError):
            raise found from self._cause
        return cast("T_co", found)

    @property
    def id(self) -> str:
        """
        What a store keeps this flow under.
        """
        return self._flow_state.id

    @property
    def key(self) -> str:
        """
        Names the operation that is carried out at most once.
        """
        return self._flow_state.key

    @property
    def state(self) -> State:
        """
        Where the flow stands.
        """
        return self._flow_state.state

    @property
    def round(self) -> int:
        """
        Which SCA it is; banks may want several in a row.
        """
        return self._flow_state.round

    def __repr__(self) -> str:
        operation = self._flow_state.request.operation
        return f"<{type(self).__name__} of {operation}: {self._flow_state.state.value}>"

    @contextmanager
    def _alone(self) -> Generator[None]:
        """
        Let no other thread, task or forked process work on this flow meanwhile.
        """
        is_copy = self._options.store.is_local and os.getpid() != self._process
        if is_copy or not self._at_work.acquire(blocking=False):  # a fork copies such a store too
            raise ScaConflict(self.record(pictures=True))
        try:
            yield
        finally:
            self._at_work.release()

    def _must_know_of(self, error: StoreError) -> None:
        """
        Raise an error of the store, unless something was sent: then the caller has to get the
        flow, whose outcome is unknown.
        """
        if self._flow_state.state is State.NEW:
            raise error
        self._cause = strip_traceback(error)

    # What the drivers of both kinds do with the store.

    def _write(self, flow: FlowState) -> bool:
        record = to_bytes(flow, self._options.record_key)
        ends = datetime.now(UTC) + (_KEPT_AT_THE_END if flow.state.is_final else _KEPT)
        if not self._options.store.swap(self._store_key, self._kept, record, ends=ends):
            return False
        self._kept, self._flow_state = record, flow
        return True

    def _read_kept(self) -> bytes | None:
        return self._options.store.load(self._store_key)

    def _is_unchanged(self) -> bool:
        return self._read_kept() == self._kept

    @property
    def _store_key(self) -> str:
        return store_key(self._flow_state.id)


def store_key(flow_id: str) -> str:
    """
    The key under which a store keeps a flow.

    Args:
        flow_id: The id of the flow.
    """
    return f"sca-{flow_id}"
