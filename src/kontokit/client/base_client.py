"""
The common base of the sync and async clients.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NoReturn, Self, TypeVar, cast

from msgspec import UNSET, structs

from ..auth.credentials import RefreshToken, UserCredentials
from ..auth.security_schemes import USER, argument_name, missing_client
from ..core.deviation import Deviation
from ..core.exceptions import ArgumentError, ClientClosedError, ConfigurationError, KontokitError
from ..core.http_response import HttpResponse
from ..core.keyed_lock import KeyedLock
from ..core.secret import Secret
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import is_mapping, type_name
from ..core.values import replace
from ..http.messages import AsyncTransport, Transport
from ..http.middleware import AnyMiddleware, AsyncMiddleware, Middleware, checked_middleware
from ..operations import Api, Operation
from ..pipeline.call_options import GivenOptions, call_options, policy_of
from ..pipeline.capture import (
    ResponseCapture,
    capturing_client,
    intercept,
    pending_capture,
    refuse_captured,
)
from ..pipeline.configuration import with_settings
from ..pipeline.guards import Guards
from ..pipeline.page_cursor import ListCall, PageCursor
from ..pipeline.prepared_call import PreparedCall
from ..pipeline.raw_request import raw_request
from ..pipeline.request_pipeline import RequestPipeline
from ..pipeline.token_manager import TokenManager
from ..psd2.end_user import EndUser
from ..serialization.response_parser import Response
from .environment import arguments_from_environment

if TYPE_CHECKING:
    from ..pipeline.async_token_manager import AsyncTokenManager
    from ..sca.client import SharedScaState

_LOG: Final = logging.getLogger("kontokit")
TransportT = TypeVar("TransportT", Transport, AsyncTransport)
ManagerT = TypeVar("ManagerT", TokenManager, "AsyncTokenManager")


class SharedState:
    """
    State that derived clients share; created when it is first needed.
    """

    def __init__(self, guards: Guards) -> None:
        self.guards = guards
        self._sca_state: SharedScaState | None = None
        self._gate = KeyedLock()

    def sca_state(self) -> SharedScaState:
        """
        The state that all SCA flows share.
        """
        from ..sca.client import SharedScaState  # most programs never need SCA

        if self._sca_state is not None:
            return self._sca_state
        # Two threads must not create two stores.
        with self._gate.hold("sca"):
            if self._sca_state is None:
                self._sca_state = SharedScaState(guards=self.guards)
            return self._sca_state


class BaseClient(ScrubsTracebacks, Generic[TransportT, ManagerT]):
    """
    The common base of both clients.
    """

    _pipeline: RequestPipeline
    _transport: TransportT
    _token_manager: ManagerT
    _owns_transport: bool
    _closed: bool
    _shared: SharedState
    _observers: ClassVar[tuple[type[AnyMiddleware], ...]] = (Middleware, AsyncMiddleware)
    """The kinds of middleware that this client takes."""

    def _set_up(
        self,
        pipeline: RequestPipeline,
        transport: TransportT,
        token_manager: ManagerT,
        *,
        owns_transport: bool,
        shared: SharedState,
    ) -> Self:
        if not hasattr(transport, "send") or isinstance(transport, type):
            raise ConfigurationError(
                "transport has no method send; pass one such as HttpTransport(), "
                f"not {type_name(transport)}"
            )
        self._pipeline = pipeline
        self._transport = transport
        self._token_manager = token_manager
        self._owns_transport = owns_transport
        self._closed = False
        self._shared = shared
        return self

    @property
    def base_url(self) -> str:
        """
        The configured server, with the prefix of all paths.
        """
        return self._pipeline.base_url

    # "Any" lets generated clients override it with their own arguments.
    def with_options(self, *args: Any, **options: Any) -> Self:
        """
        A new client with other options, over the same connections. Options not given stay.

        Closing it does not close these connections. Requests for tokens keep the timeouts, the
        headers, ``max_retries`` and ``middleware`` of the first client.

        Args:
            **options: ``timeout``, ``headers``, ``end_user``, ``max_retries``, ``middleware``,
                ``limits``, ``read_budget``, ``keep_unknown``, ``allow_invalid_iban``, ``drift``,
                ``on_deviation``, ``strict`` or credentials, named like the arguments of the
                constructor. ``headers`` are added to those of this client. None removes a
                credential, the headers, the user, the middleware, the budget or the drift log, and
                gives the default timeouts, repetitions, limits or ``on_deviation``. User token and
                user credentials replace each other.

        Returns:
            The new client. This one stays as it is.

        Raises:
            ConfigurationError: A name is unknown, or a value cannot be used.
        """
        if args:
            raise ConfigurationError("with_options takes arguments by name only")
        if options.get("middleware", UNSET) is not UNSET:
            options["middleware"] = checked_middleware(options["middleware"], self._observers)
        return self._derived(with_settings(self._pipeline, options))

    @classmethod
    def _from_env(cls, api: Api, **settings: Any) -> Self:
        create: Any = cls  # a generated client has the arguments of its API
        return cast("Self", create(**arguments_from_environment(api), **settings))

    def _as_user(
        self,
        user: str | UserCredentials | RefreshToken,
        password: str | Secret | None,
        end_user: EndUser | None = None,
    ) -> Self:
        if isinstance(user, str):
            if password is None:
                raise ConfigurationError("as_user needs a name and a password, or credentials")
            user, password = UserCredentials(user, password), None
        if not isinstance(user, UserCredentials | RefreshToken):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise ConfigurationError("as_user needs a name and a password, or credentials")
        if password is not None:
            raise ConfigurationError("the credentials passed to as_user hold the password already")
        settings = {argument_name(USER): user, "end_user": end_user or UNSET}
        other = self._derived(with_settings(self._pipeline, settings))
        missing = missing_client(other._pipeline.api, other._pipeline.credentials)
        if missing is not None:
            raise ConfigurationError(f"as_user needs {missing}, with which users are signed in")
        return other

    def _derived(self, pipeline: RequestPipeline) -> Self:
        self._refuse_closed()
        # Not through __init__: subclasses have their own parameters.
        other = object.__new__(type(self))
        return other._set_up(
            pipeline,
            self._transport,
            self._token_manager,
            owns_transport=False,
            shared=self._shared,
        )

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClientClosedError("this client is closed; make a new one")

    def _refuse_unsendable(self) -> None:
        self._refuse_closed()
        if capturing_client.get() is not None:
            refuse_captured()

    def _prepare(
        self,
        operation: Operation[Any],
        args: Mapping[str, object] | None,
        body: object,
        options: GivenOptions,
    ) -> PreparedCall:
        self._refuse_unsendable()
        capture = self._capture()
        media_type = capture.media_type if capture else None
        chosen = None if options is None else call_options(options)
        return self._pipeline.prepare(operation, args or {}, body, chosen, media_type)

    def _list_call(
        self,
        operation: Operation[Any],
        args: Mapping[str, object] | None,
        max_items: int | None,
        options: GivenOptions,
    ) -> ListCall:
        self._refuse_closed()
        chosen = call_options(options)
        call = ListCall(operation, dict(args or {}), max_items, chosen)
        # Prepared only to raise now, and not at the first row, what cannot be sent.
        first = self._pipeline.prepare(operation, PageCursor(call).arguments(), UNSET, chosen)
        # Checked, and warned of, once for all pages.
        options = replace(chosen, allow_invalid_iban=True)
        return structs.replace(call, options=options, is_counted=bool(first.sending.read_keys))

    def _prepare_page(self, call: ListCall, args: Mapping[str, object]) -> PreparedCall:
        if capturing_client.get() is self:
            intercept(call.operation, args, UNSET, call.options)
        return self._prepare(call.operation, args, UNSET, call.options)

    def _note_doubts(self, call: ListCall, deviations: Sequence[Deviation]) -> None:
        policy = policy_of(call_options(call.options), self._pipeline.deviation_policy)
        if callable(policy.on_deviation):
            policy.tell(call.operation.id, deviations, ())
            return
        for one in deviations:
            _LOG.warning("%s: a page should have %s", call.operation.id, one.expected)

    def _prepare_link(
        self,
        resource: object,
        relation: str,
        body: object,
        query: Mapping[str, object] | None,
        options: GivenOptions,
    ) -> PreparedCall:
        if capturing_client.get() is self:
            self._intercept_link(resource, relation, body, query, options)
        self._refuse_unsendable()
        link = self._pipeline.resolve(resource, relation)
        return self._pipeline.prepare_link(link, body, query, call_options(options))

    def _intercept_link(
        self,
        resource: object,
        relation: str,
        body: object,
        query: Mapping[str, object] | None,
        options: GivenOptions,
    ) -> NoReturn:
        call = self._pipeline.as_call(resource, relation, query or {})
        wanted = call_options(options)
        extra_query = {**call.extra_query, **wanted.extra_query}
        is_empty = body is UNSET and call.operation.body is not None
        chosen = replace(wanted, extra_query=extra_query)
        intercept(call.operation, call.arguments, {} if is_empty else body, chosen)

    def _prepare_raw(
        self,
        method: str,
        path: str,
        query: Mapping[str, object] | None,
        body: object,
        auth: str | None,
        options: GivenOptions,
    ) -> PreparedCall:
        self._refuse_unsendable()
        pipeline = self._pipeline
        if query is not None and not is_mapping(query):
            raise ArgumentError(f"it must be a mapping, not {type_name(query)}", place="query")
        request = raw_request(pipeline.api, pipeline.base, method, path, auth)
        return pipeline.prepare_link(request, body, query, call_options(options))

    def _capture(self) -> ResponseCapture | None:
        capture = pending_capture.get()
        wanted = capture is not None and capture.client is self and capture.response is None
        return capture if wanted else None

    def _finish(self, call: PreparedCall, outcome: HttpResponse | KontokitError) -> Response[Any]:
        if isinstance(outcome, KontokitError):
            raise outcome
        response = self._pipeline.parse_response(call, outcome)
        capture = self._capture()
        if capture is not None:
            capture.response = response
        return response

    def _give_back(self) -> TransportT | None:
        already, self._closed = self._closed, True
        return self._transport if self._owns_transport and not already else None

    def __repr__(self) -> str:
        if "_pipeline" not in vars(self):  # a traceback shows it before __init__ is done
            return f"{type(self).__name__}(…)"
        named = ", ".join(f"{argument_name(name)}=***" for name in self._pipeline.credentials)
        state = ", closed" if self._closed else ""
        inner = f"base_url={self.base_url!r}{', ' if named else ''}{named}{state}"
        return f"{type(self).__name__}({inner})"
