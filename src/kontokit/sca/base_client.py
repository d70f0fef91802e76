"""
The base of both SCA clients: options, new flows from calls, and flows from records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, Generic, Self, TypeAlias, TypeVar

import attrs

from ..core.clock import AnchoredClock, Clock, SystemClock
from ..core.evolving import evolve
from ..core.exceptions import ArgumentError, ConfigurationError
from ..core.random_uuid import random_uuid
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import is_mapping, type_name
from ..http.urls import Origin
from ..operations import Operation
from ..pipeline.call_options import NO_OPTIONS, CallOptions
from ..pipeline.capture import CapturedCall
from ..pipeline.guards import Guards
from ..pipeline.lockout_guard import LockoutGuard
from ..pipeline.request_pipeline import RequestPipeline
from ..pipeline.sending_guard import SendingGuard
from ..psd2.read_budget import ReadBudget
from ..stores import MemoryStore, SwapStore
from .adapters.base import RedirectContext, ScaAdapter
from .adapters.browser import checked_browser_url, new_state
from .adapters.selection import adapter_for, sca_config
from .errors import RecordRefusedError
from .flow.base_flow import store_key
from .flow.executor import FlowContext
from .options import (
    FlowOptions,
    Interaction,
    checked_id,
    checked_interaction,
    checked_key,
    checked_limits,
    checked_store,
)
from .records.record import from_bytes, from_record
from .records.references import GivenReference, flow_id_in, kind_named, reference_key
from .records.secret_slots import (
    Credentials,
    Secrets,
    extract_secrets,
    given_secrets,
    needed_secrets,
    plain_body,
    plain_options,
    without_extras,
)
from .state.flow_limits import FlowLimits
from .state.flow_state import FlowState, Request

ExecuteT = TypeVar("ExecuteT")
Source: TypeAlias = Mapping[str, Any] | str
"""A record, or the id of one in the store."""


@attrs.frozen
class SharedScaState:
    """
    What a client shares with its copies from ``with_options``.
    """

    guards: Guards
    store: SwapStore = attrs.field(factory=MemoryStore)
    options: FlowOptions = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: FlowOptions(store=self.store, clock=SystemClock()), takes_self=True
        ),
    )
    """Those of a client that sets none."""


class BaseScaClient(ScrubsTracebacks, Generic[ExecuteT]):
    """
    Base of ``ScaClient`` and ``AsyncScaClient``.
    """

    def __init__(
        self,
        client: object,
        pipeline: RequestPipeline,
        execute: ExecuteT,
        shared: SharedScaState,
        flow_options: FlowOptions | None = None,
    ) -> None:
        """
        Set up the client. Use ``client.sca`` to get one.
        """
        self._client = client
        self._pipeline = pipeline
        self._execute: ExecuteT = execute
        self._shared = shared
        self._options = flow_options or shared.options

    def with_options(
        self,
        *,
        store: SwapStore | None = None,
        interaction: Interaction | None = None,
        auto_choose: bool | None = None,
        return_url: str | None = None,
        record_key: bytes | None = None,
        flow_id: str | None = None,
        limits: FlowLimits | None = None,
        sole_holder: bool | None = None,
        clock: Clock | None = None,
        sleep: Callable[[float], Any] | None = None,
    ) -> Self:
        """
        A copy of this SCA client with other options. Options that are not passed stay the same.

        Args:
            store: Where records are stored: ``MemoryStore``, ``FileStore``, ``SqliteStore`` or
                ``RedisStore``. Several workers need one that they share.
            interaction: ``"never"`` raises ``InteractionRequiredError`` when the user is needed.
            auto_choose: Choose a method or a medium automatically if only one is offered.
            return_url: The https URL to which the browser is sent back. ``sca_state`` is added
                to its query. A ``callback_url`` of the call itself counts more.
            record_key: At least 32 secret bytes that sign the records, so that they cannot be
                altered. A page that the browser must open is in the record then, encrypted.
            flow_id: The id of the next flow, such as ``order-4711``. With a persistent store,
                ``start`` runs the call at most once under this id and ``resume`` finds the flow
                again. A second ``start`` raises ScaConflictError.
            limits: Times, pauses and numbers of new flows. A flow that is resumed keeps its own.
            sole_holder: True if no other process has the records that you resume. Without it, an
                order is only sent from a record that the store knows, and anything else warns.
            clock: Replaces the system clock in tests.
            sleep: Replaces ``time.sleep`` or ``asyncio.sleep`` in tests.

        Raises:
            ConfigurationError: A value cannot be used.
        """
        given: dict[str, Any] = {
            "store": checked_store(store),
            "interaction": checked_interaction(interaction),
            "auto_choose": auto_choose,
            "return_url": self._checked_url(return_url),
            "record_key": checked_key(record_key),
            "flow_id": checked_id(flow_id),
            "limits": checked_limits(limits),
            "sole_holder": sole_holder,
            "clock": clock,
            "sleep": sleep,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        flow_options = evolve(self._options, **changed)
        self._shared.guards.remember(flow_options.store, flow_options.record_key)
        return type(self)(self._client, self._pipeline, self._execute, self._shared, flow_options)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._pipeline.api.name}>"

    def _checked_url(self, url: str | None) -> str | None:
        if url is None:
            return None
        if not isinstance(url, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ConfigurationError(f"return_url must be a str, not {type_name(url)}")
        return checked_browser_url(url, allow_loopback=self._allows_loopback, place="return_url")

    def _guard(self, clock: Clock) -> LockoutGuard:
        store, record_key = self._options.store, self._options.record_key
        guards = self._shared.guards
        return guards.guard(self._pipeline, store=store, record_key=record_key, clock=clock)

    def _sending_guard(self, clock: Clock) -> SendingGuard:
        options = self._options
        # Without a user, banks count the reads.
        is_unattended = options.interaction == "never"
        return self._shared.guards.sending_guard(
            self._pipeline,
            store=options.store,
            record_key=options.record_key,
            clock=clock,
            read_budget=ReadBudget(options.store, clock) if is_unattended else None,
        )

    @property
    def _allows_loopback(self) -> bool:
        return _is_loopback(self._pipeline.base.origin)

    def _new_flow(self, call: CapturedCall) -> tuple[FlowState, FlowContext, FlowOptions]:
        operation = call.operation
        parts, secrets = extract_secrets(self._request_parts(call))
        adapter_name, adapter = adapter_for(self._pipeline, operation)
        request = Request(
            operation=operation.id,
            is_order=operation.is_order,
            **parts,
        )
        adapter.ensure_single(request)
        self._ensure_safe_return_url(adapter, request)
        # The system clock may jump; within this process the flow counts on from its start.
        clock = AnchoredClock(self._options.clock)
        now = clock.start.time
        # The extras belong to this one call, and the flow has them.
        options = without_extras(call.options)
        context = self._new_context(operation, adapter, secrets, clock, request, options)
        flow = FlowState(
            id=self._options.flow_id or random_uuid(),
            api=self._pipeline.api.name,
            base=self._pipeline.base_url,
            adapter_name=adapter_name,
            request=request,
            created=now,
            updated=now,
            flow_limits=self._options.limits,
            quiet_seconds=int(adapter.quiet_time.total_seconds()),
        )
        return flow, context, self._options

    def _request_parts(self, call: CapturedCall) -> dict[str, Any]:
        operation, options = call.operation, call.options
        # The user of the call goes into the record, so that a resumed flow names the same.
        arguments = self._pipeline.with_end_user(operation, call.arguments, options)
        with self._pipeline.checking_ibans(operation, options):
            body = plain_body(operation, call.body)
        return {"arguments": dict(arguments), "body": body, **plain_options(options)}

    def _new_context(
        self,
        operation: Operation[Any],
        adapter: ScaAdapter,
        secrets: Secrets,
        clock: Clock,
        request: Request,
        options: CallOptions = NO_OPTIONS,
    ) -> FlowContext:
        # The return URL of the call itself counts more, and gets a state like that of the options.
        own = request.arguments.get(adapter.return_argument or "")
        return_url = own if isinstance(own, str) else self._options.return_url
        redirect = RedirectContext(
            return_url=return_url,
            state="" if return_url is None else new_state(),
            allow_loopback=self._allows_loopback,
        )
        return FlowContext(
            pipeline=self._pipeline,
            operation=operation,
            adapter=adapter,
            clock=clock,
            redirect=redirect,
            secrets=secrets,
            make_lockout_guard=partial(self._guard, clock),
            make_sending_guard=partial(self._sending_guard, clock),
            options=options,
            record_key=self._options.record_key,
        )

    def _ensure_safe_return_url(self, adapter: ScaAdapter, request: Request) -> None:
        name = adapter.return_argument or ""
        own = request.arguments.get(name)
        if own is not None and not isinstance(own, str):
            raise ArgumentError("it must be a str", place=name)
        if own is not None:
            checked_browser_url(own, allow_loopback=self._allows_loopback, place=name)

    def _found(
        self, source: Source | None, reference: GivenReference | None, kind: str | None = None
    ) -> tuple[Source, bytes | None]:
        """
        What to resume, and its record in the store. This reads the store.
        """
        store = self._options.store
        if kind is not None:
            kind = kind_named(kind, self._reference_kinds())
            if reference is None:
                raise ArgumentError("pass reference with it", place="reference_kind")
        if reference is not None and source is None:
            base = str(self._pipeline.base)
            key = reference_key(self._pipeline.api.name, base, reference)
            source = flow_id_in(store.load(key), kind)
        elif reference is not None or source is None:
            raise ArgumentError(
                "pass a record or the id of a flow, or a reference of the provider", place="source"
            )
        return source, store.load(store_key(id_of(source)))

    def _reference_kinds(self) -> list[str]:
        config = self._pipeline.api.sca() if self._pipeline.api.sca else None
        repeat = config.repeat if config is not None else None
        queries = repeat.status_queries.values() if repeat is not None else ()
        return sorted({query.value for query in queries})

    def _restored_flow(
        self, source: Source, stored: bytes | None, credentials: Credentials | None
    ) -> tuple[FlowState, FlowContext, FlowOptions]:
        flow: FlowState = self._newest_state(source, stored)
        if (flow.api, flow.base) != (self._pipeline.api.name, str(self._pipeline.base)):
            raise RecordRefusedError(
                f"the record belongs to {flow.api} at {flow.base}; resume it with a client for it"
            )
        operation = self._operation(flow)
        _, adapter = adapter_for(self._pipeline, operation)
        request = flow.request
        needed = needed_secrets(request)
        known = given_secrets(credentials) if needed and not flow.state.is_final else {}
        secrets = {name: known[name] for name in needed if name in known}
        missing = [name for name in needed if name not in secrets]
        if credentials is not None and missing and not flow.state.is_final:
            names = ", ".join(map(repr, missing))
            raise ConfigurationError(f"credentials must also have {names}")
        clock = AnchoredClock(self._options.clock)
        context = self._new_context(operation, adapter, secrets, clock, request)
        return flow, context, self._options

    def _newest_state(self, source: Source, stored: bytes | None) -> FlowState:
        key = self._options.record_key
        found = None if stored is None else from_bytes(stored, key)
        given = None if isinstance(source, str) else from_record(source, key)
        newest = found
        if given is not None and (found is None or found.revision < given.revision):
            newest = evolve(given, is_copy=True)
        if newest is None:
            raise RecordRefusedError(
                "the store has no record under this id; check the id and the store"
            )
        return evolve(newest, is_copy=False) if self._options.sole_holder is True else newest

    def _operation(self, flow: FlowState) -> Operation[Any]:
        known = {operation.id: operation for operation in sca_config(self._pipeline).operations}
        if flow.request.operation not in known:
            raise RecordRefusedError(
                f"the record is of the operation {flow.request.operation!r}, which this version "
                "does not know"
            )
        return known[flow.request.operation]


@lru_cache(maxsize=64)
def _is_loopback(origin: Origin) -> bool:
    return origin.is_loopback


def id_of(source: Source) -> str:
    """
    The id of a flow.

    Args:
        source: A record, or the id itself.

    Raises:
        RecordRefusedError: The source is neither.
    """
    if isinstance(source, str):
        return source
    if not is_mapping(source):
        raise RecordRefusedError(
            f"pass a record or the id of a flow to resume, not {type_name(source)}"
        )
    return str(source.get("id"))
