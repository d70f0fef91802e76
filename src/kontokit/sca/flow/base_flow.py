"""
The base of both flow classes: properties, and records in the store.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final, Generic, TypeVar, cast

from ...core.exceptions import StoreError
from ...core.plain_time import plain
from ...core.tracebacks import strip_traceback
from ..adapters.base import has_result
from ..errors import ResultNotKeptError, ScaConflictError, ScaError, ScaFailedError
from ..options import FlowOptions
from ..records.page_address import opened_address
from ..records.record import from_bytes, to_bytes
from ..records.references import reference_key, with_flow
from ..records.secret_slots import needed_secrets
from ..state.flow_state import FlowState
from ..state.order_text import described
from ..state.views import next_step, result_of
from ..steps import WAITING, Contradiction, State, Step
from .commands import Commands
from .executor import FlowContext

T_co = TypeVar("T_co", covariant=True)
_IN_DOUBT: Final = (State.UNKNOWN, State.SENDING)
_RETENTION: Final = timedelta(days=2)
"""How long a record stays in the store after its last change."""
_RETENTION_OF_ENDED: Final = timedelta(hours=1)
"""How long the record of an ended flow stays, so that its id is not used again."""


class BaseFlow(Commands, Generic[T_co]):
    """
    Base of ``Flow`` and ``AsyncFlow``.
    """

    def __init__(self, flow: FlowState, context: FlowContext, flow_options: FlowOptions) -> None:
        super().__init__(flow, context, flow_options)
        self._busy = threading.Lock()
        self._process = os.getpid()

    @property
    def step(self) -> Step:
        """
        The step that the flow waits for.
        """
        adapter, flow = self._context.adapter, self._flow_state
        if flow.state.is_final:
            return next_step(flow, None)
        key, now = self._options.record_key, self._context.now()
        # Another process may have moved the flow on to another page.
        url = opened_address(flow, key, now) or self._url
        is_in_doubt = flow.state in _IN_DOUBT
        return next_step(
            flow,
            url,
            needs_confirm=adapter.needs_confirm_call(flow),
            can_ask=adapter.can_ask(flow),
            order=described(flow.request.body, adapter.described_by) if is_in_doubt else "",
        )

    @property
    def done(self) -> bool:
        """
        Whether the user has nothing more to do: the flow has ended, or its outcome is unknown.
        """
        return self._flow_state.state.is_final or self._flow_state.state in _IN_DOUBT

    @property
    def result(self) -> T_co:
        """
        The result of the call, once the flow is finished.

        Raises:
            ScaFailedError: The flow has failed.
            ScaCancelledError: The flow was cancelled.
            ScaExpiredError: A time limit has passed.
            OutcomeUnknownError: A response was lost. Call ``reconcile()`` to learn the outcome.
            WrongStepError: The flow is not finished yet.
            ResultNotKeptError: The flow is finished, but its result is not known here.

        If an HTTP error has ended the flow, it is the ``__cause__`` of the error.
        """
        found = result_of(self._flow_state, self._value, self.record)
        operation = self._context.adapter.operation
        if isinstance(found, ResultNotKeptError) and not has_result(operation):
            return cast("T_co", None)  # there is none that could be lost
        if isinstance(found, ScaFailedError):
            found.known = self._context.pipeline.api.explain(found.code)
        if isinstance(found, ScaError):
            raise found from self._cause
        return cast("T_co", found)

    @property
    def id(self) -> str:
        """
        The id of the flow, under which the store has its record.
        """
        return self._flow_state.id

    @property
    def state(self) -> State:
        """
        The state of the flow.
        """
        return self._flow_state.state

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """
        What the provider has said against what it had said before, at most 20 of them.
        """
        return self._flow_state.contradictions

    @property
    def round(self) -> int:
        """
        The number of the SCA; a bank may ask for several in a row.
        """
        return self._flow_state.round

    @property
    def revision(self) -> int:
        """
        A number that grows with each change of the flow, in any process. What a page shows of an
        older one is out of date.
        """
        return self._flow_state.revision

    @property
    def credential_names(self) -> tuple[str, ...]:
        """
        The names of the secrets of the call, as ``resume`` takes them in ``credentials``.
        """
        return needed_secrets(self._flow_state.request)

    @property
    def needs_credentials(self) -> bool:
        """
        Whether the command of this step sends the call again, with its secrets. ``send_again()``
        always does.
        """
        state = self._flow_state.state
        repeats = state is State.NEW or (self._context.adapter.repeats_call and state in WAITING)
        return repeats and bool(self.credential_names)

    def __repr__(self) -> str:
        operation = self._flow_state.request.operation
        return f"<{type(self).__name__} of {operation}: {self._flow_state.state.value}>"

    def _exclude_others(self) -> None:
        """
        Keep other threads, tasks and forked processes from working on this flow, until ``_busy`` is
        released.
        """
        # A fork copies a store in memory with its locks, so its locks exclude nothing there.
        is_copy = self._options.store.is_local and os.getpid() != self._process
        if is_copy or not self._busy.acquire(blocking=False):
            raise ScaConflictError(self.record())

    def _raise_unless_sent(self, error: StoreError) -> None:
        """
        Raise an error of the store, unless a request was sent.
        """
        # After a request the caller needs the flow to learn the outcome, so start must return it.
        if self._flow_state.state is State.NEW:
            raise error
        self._cause = strip_traceback(error)

    # What both flow classes do with the store.

    def _save(self, flow: FlowState) -> bool:
        record = to_bytes(flow, self._options.record_key)
        kept_for = _RETENTION_OF_ENDED if flow.state.is_final else _RETENTION
        ends = plain(datetime.now(UTC)) + kept_for
        if not self._options.store.swap(self._store_key, self._stored, record, ends=ends):
            return False
        self._stored, self._flow_state = record, flow
        if flow.state is not State.SENDING:
            self._index(flow, ends)
        return True

    def _index(self, flow: FlowState, ends: datetime) -> None:
        """
        Write down under which ids of the provider the flow can be found.
        """
        store = self._options.store
        for reference in self._context.adapter.references(flow):
            key = reference_key(flow.api, flow.base, reference.value)
            with suppress(StoreError):  # the record is saved, and the next save tries again
                entry = with_flow(store.load(key), reference.kind, flow.id, flow.created)
                if entry is not None:
                    store.save(key, entry, ends=ends)

    def _load(self) -> bytes | None:
        return self._options.store.load(self._store_key)

    def _reload(self) -> None:
        stored = self._load()
        if stored is None or stored == self._stored:
            return
        newest = from_bytes(stored, self._options.record_key)
        if newest.revision >= self._flow_state.revision:
            self._stored, self._flow_state = stored, newest

    def _is_unchanged(self) -> bool:
        return self._load() == self._stored

    @property
    def _store_key(self) -> str:
        return store_key(self._flow_state.id)


def store_key(flow_id: str) -> str:
    """
    The key of a flow in the store.
    """
    return f"sca-{flow_id}"


def no_answer() -> None:
    """
    The answer of a command whose step nobody looks at.
    """
