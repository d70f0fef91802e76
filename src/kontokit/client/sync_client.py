"""
The sync client.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, Self, TypeVar, cast, overload

from msgspec import UNSET

from ..auth.credentials import Given, UserCredentials
from ..auth.effects import (
    AskSource,
    DropTokens,
    GetToken,
    MarkRejected,
    PeekTokens,
    Send,
    Sleep,
    Step,
    UseGuard,
)
from ..core.clock import Clock, SystemClock
from ..core.deadline import deadline_scope
from ..core.deviation import OnDeviation
from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..core.limits import Limits
from ..core.sansio import run_steps
from ..http.engines import Engine, new_transport, refuse_both
from ..http.messages import Timeouts, Transport
from ..http.middleware import AnyMiddleware, CallWatch, Middleware, checked_middleware
from ..http.retries import Retries
from ..http.send import send_logged
from ..http.settings import Http
from ..operations import Api, Operation
from ..pipeline.authorized_send import CallSteps
from ..pipeline.call_options import GivenOptions
from ..pipeline.capture import (
    ResponseCapture,
    capture_response,
    capturing_client,
    checked_method,
    intercept,
    request_first_page,
)
from ..pipeline.configuration import CredentialKey, configure
from ..pipeline.guarded_send import send_guarded
from ..pipeline.guards import Guards
from ..pipeline.page_cursor import ListCall
from ..pipeline.paginator import Listing
from ..pipeline.prepared_call import PreparedCall
from ..pipeline.token_manager import TokenManager
from ..psd2.end_user import EndUser
from ..serialization.response_parser import Response
from ..stores import Store
from ..stores.safe_calls import checked_store
from . import user_management
from .base_client import BaseClient, SharedState

if TYPE_CHECKING:
    from ..drift.log import DriftLog
    from ..psd2.read_budget import ReadBudget
    from ..sca.client import ScaClient

P = ParamSpec("P")
T = TypeVar("T")


class SyncClient(BaseClient[Transport, TokenManager]):
    """
    The base of every generated sync client. Threads may share it.
    """

    _observers: ClassVar[tuple[type[AnyMiddleware], ...]] = (Middleware,)

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        *,
        environment: str = "production",
        base_url: str | None = None,
        token_store: Store | None = None,
        token_url: str | None = None,
        timeout: float | Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        end_user: EndUser | None = None,
        http: Http | None = None,
        engine: Engine | None = None,
        limits: Limits | None = None,
        read_budget: ReadBudget | None = None,
        keep_unknown: bool = False,
        allow_invalid_iban: bool = False,
        drift: DriftLog | None = None,
        on_deviation: OnDeviation | None = None,
        strict: bool = False,
        transport: Transport | None = None,
        credential_key: CredentialKey | None = None,
        max_retries: int | Retries | None = None,
        middleware: Sequence[Middleware] | None = None,
        clock: Clock | None = None,
    ) -> None:
        """
        Create a client; nothing is sent.

        Args:
            credentials: Scheme or credential name → credential, or None where it is not
                needed.
            environment: One of the API's environments.
            base_url: Another server; https, or http on this machine.
            token_store: Where tokens are saved; by default in memory. It is not closed by
                this client.
            token_url: Another token endpoint; https, or http on this machine.
            timeout: Seconds for a whole call, from its start to the last byte of the response, or
                all timeouts. Calls that are known to be slow are given more time.
            headers: Extra headers of every call.
            end_user: The user who is present, for calls that have arguments for it.
            http: TLS, proxy, client certificate and pool sizes.
            engine: The HTTP library below: ``httpcore2`` by default, or ``httpx2`` or
                ``httptools``, which the extras ``kontokit[httpx2]`` and ``kontokit[httptools]``
                install; async clients know ``aiohttp`` too, of the extra ``kontokit[aiohttp]``.
            limits: How large responses may be.
            read_budget: Counts calls that have a bank asked while no user is present, and refuses
                them when the day's number is used up.
            keep_unknown: Keep fields that the document does not know, in ``extra`` of each model.
                Responses are parsed twice then.
            allow_invalid_iban: Send IBANs without looking at their check digits. By default, a
                wrong one of the other party of an order is refused, and any other is logged.
            drift: Notes in what responses differ from the document of the API.
            on_deviation: Takes values that do not fit the document, and rows that cannot be read,
                which are left out then: a function that is called with each ``Deviation`` and
                ``UnreadableRow``, or ``"collect"``. Without it, such a row is a ``DecodeError``.
            strict: Raise ``DecodeError`` at the first value that does not fit.
            transport: A transport of your own instead of both. It is not closed by this client.
            credential_key: The public key for fields that must not be sent unencrypted: PEM, DER,
                or a cipher made of it.
            max_retries: The most repetitions of a call that failed, or all rules for them; by
                default 2, and 0 turns them off. Only what reads is repeated after it was sent.
            middleware: Called for each call and attempt; see ``Middleware``.
            clock: A clock of your own, for tests.

        Raises:
            ConfigurationError: Something is unknown, unusable or unsafe.
        """
        pipeline = configure(
            api,
            credentials,
            environment=environment,
            base_url=base_url,
            token_url=token_url,
            timeout=timeout,
            headers=headers,
            end_user=end_user,
            limits=limits,
            read_budget=read_budget,
            keep_unknown=keep_unknown,
            allow_invalid_iban=allow_invalid_iban,
            drift=drift,
            on_deviation=on_deviation,
            strict=strict,
            credential_key=credential_key,
            max_retries=max_retries,
            middleware=checked_middleware(middleware, self._observers),
            clock=clock,
        )
        refuse_both(transport, engine, http)
        used = new_transport(engine, http) if transport is None else transport
        store = checked_store(token_store)
        clock = clock or SystemClock()
        token_manager = TokenManager(
            pipeline.token_endpoint(), store, clock, used, pipeline.middleware
        )
        shared = SharedState(Guards(store, clock))
        self._set_up(pipeline, used, token_manager, owns_transport=transport is None, shared=shared)

    def call(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        body: object = UNSET,
        *,
        options: GivenOptions = None,
    ) -> T:
        """
        Call an operation.

        Args:
            args: Python argument name → value; None leaves an argument out.
            body: A model, plain dicts and lists, bytes or text.
            options: Settings of this call: ``CallOptions`` or a dict of them.

        Returns:
            The typed result.

        Raises:
            ArgumentError: An argument or the body cannot be sent; nothing was sent.
            ConfigurationError: No configured credential fits; nothing was sent.
            TransportError: No complete response arrived.
            ResponseError: The response is not the expected one.
        """
        if capturing_client.get() is self:
            intercept(operation, args, body, options)
        prepared = self._prepare(operation, args, body, options)
        return cast("T", self._run(prepared).value)

    def list(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        *,
        max_items: int | None = None,
        options: GivenOptions = None,
    ) -> Listing[Any, T]:
        """
        List the rows of an operation, over all pages. Nothing is sent yet.

        Args:
            operation: An operation that lists something.
            args: Python argument name → value. The limit is the number of rows of a page.
            max_items: The most rows, over all pages.
            options: Settings of each call.

        Raises:
            ArgumentError: An argument cannot be sent.
            ConfigurationError: The operation is not a list, or no configured credential fits.
        """
        call = self._list_call(operation, args, max_items, options)
        return Listing(call, self._read_page, self._note_doubts)

    def _read_page(self, call: ListCall, args: Mapping[str, object]) -> Response[Any]:
        return self._run(self._prepare_page(call, args))

    def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: GivenOptions = None,
    ) -> Any:
        """
        Follow a relation of a resource.

        Args:
            resource: A model or dict with ``relations``, or a Location, which needs no relation.
            relation: The name of the relation.
            body: The body, where the operation takes one.
            query: Further query parameters.
            options: Settings of this call: ``CallOptions`` or a dict of them.

        Returns:
            The typed result of the relation's operation; plain JSON, with ``Decimal`` for numbers,
            if the relation is not known.

        Raises:
            RelationError: The link is absent or may not be followed; nothing was sent.
            KontokitError: Whatever a call raises.
        """
        prepared = self._prepare_link(resource, relation, body, query, options)
        return self._run(prepared).value

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: object = UNSET,
        auth: str | None = None,
        options: GivenOptions = None,
    ) -> Response[Any]:
        """
        Send a request to a path that has no method of its own.

        It is sent with the token of the client's user; without a user, with a token of the client,
        or else with the only credential there is. Nothing is known of what such a path does, so
        the guard against refused credentials does not look at it.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            path: A path below ``base_url`` that begins with a slash, percent-encoded.
            query: Query parameters: name → value, or list of values.
            body: Sent as JSON: dicts, lists and scalars.
            auth: Which token or credential to send, named as in the constructor, such as
                ``client_token``.
            options: Settings of this call: ``CallOptions`` or a dict of them.

        Returns:
            The response. Its value is parsed JSON with ``Decimal`` for numbers, else text or bytes,
            and None for an empty body.

        Raises:
            ArgumentError: An argument cannot be sent; nothing was sent.
            ConfigurationError: No configured credential fits; nothing was sent.
            TransportError: No complete response arrived.
            ResponseError: The status is not 2xx, or the body is not what its media type says.
        """
        return self._run(self._prepare_raw(method, path, query, body, auth, options))

    @overload
    def with_response(
        self, method: Callable[P, Listing[Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]: ...

    @overload
    def with_response(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]: ...

    def with_response(
        self, method: Callable[P, Any], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[Any]:
        """
        Call a method and return status, headers, request id and body with its result.

        Args:
            method: A method that makes one call with this client. Of a list, the first page is
                requested.

        Returns:
            The result with the response around it.

        Raises:
            ArgumentError: The method did not call an operation of this client.
            KontokitError: Whatever the method raises.
        """
        with capture_response(ResponseCapture(self)) as capture:
            request_first_page(checked_method(method)(*args, **kwargs))
        return capture.taken()

    def as_text(
        self, method: Callable[P, object], media_type: str, /, *args: P.args, **kwargs: P.kwargs
    ) -> str:
        """
        Call a method, but request another representation and return it as text.

        Args:
            method: A method that makes one call with this client. Of a list, the first page is
                requested.
            media_type: One that the operation offers, such as ``application/xml``.

        Returns:
            The text.

        Raises:
            ArgumentError: The operation does not offer this media type.
            KontokitError: Whatever the method raises.
        """
        with capture_response(ResponseCapture(self, media_type)) as capture:
            request_first_page(checked_method(method)(*args, **kwargs))
        return cast("str", capture.taken().value)

    @property
    def sca(self) -> ScaClient:
        """
        Starts and resumes calls that may need strong customer authentication.
        """
        from ..sca.client import ScaClient  # most programs never need SCA

        self._refuse_closed()
        return ScaClient(self, self._pipeline, self._execute, self._shared.sca_state())

    def sign_in(self) -> None:
        """
        Get a token now: of the user if this client acts for one, else of the client.

        This is optional: the first call that needs a token gets one. Use it to validate the
        credentials early, or to send them again after a refusal.

        Raises:
            ReauthenticationRequiredError: The user's credentials are refused.
            ConfigurationError: This client has nothing to sign in with.
            KontokitError: The token request failed for another reason.
        """
        self._carry_out(user_management.sign_in(self._pipeline))

    def sign_out(self) -> None:
        """
        Revoke the token that ``sign_in`` would get, and drop it.

        If the API cannot revoke tokens, it is only dropped here. A later call signs in
        again, if it can.

        Raises:
            KontokitError: The token could not be revoked. It is still saved.
        """
        self._carry_out(user_management.sign_out(self._pipeline))

    def _create_user(
        self, credentials: UserCredentials | None, details: Mapping[str, Any] | None
    ) -> user_management.NewUser[Self]:
        chosen = credentials or UserCredentials.generate()
        self._carry_out(user_management.create_user(self._pipeline, chosen, details or {}))
        return user_management.NewUser(client=self._as_user(chosen, None), credentials=chosen)

    def _delete_user(self) -> None:
        self._carry_out(user_management.delete_user(self._pipeline))

    def _carry_out(self, steps: CallSteps[None]) -> None:
        self._refuse_unsendable()
        run_steps(steps, self._execute)

    def _run(self, call: PreparedCall) -> Response[Any]:
        middleware = self._pipeline.middleware
        if not middleware:
            return self._finish(call, self._send(call))
        watch = CallWatch(middleware, call.observed(), lambda: call.attempts.count)
        with watch:
            outcome = self._send(call)
            watch.saw(outcome, call.facts(outcome))
            return self._finish(call, outcome)

    def _send(self, call: PreparedCall) -> HttpResponse | KontokitError:
        steps = send_guarded(self._pipeline, call, self._shared.guards)
        with deadline_scope(call.deadline):
            return run_steps(steps, self._execute)

    def _execute(self, step: Step) -> Any:
        match step:
            case Send():
                return send_logged(self._transport, step.request, self._pipeline.middleware)
            case GetToken():
                return self._token_manager.get_token(step)
            case AskSource():
                return self._token_manager.ask_source(step)
            case MarkRejected():
                return self._token_manager.mark_rejected(step.grant)
            case PeekTokens():
                return self._token_manager.peek_tokens(step.grant)
            case DropTokens():
                return self._token_manager.drop_tokens(step.grant)
            case Sleep():
                return time.sleep(step.seconds)
            case UseGuard():
                return step.work()

    def close(self) -> None:
        """
        Close all connections. Closing twice is allowed.
        """
        transport = self._give_back()
        if transport is not None:
            transport.close()

    def __enter__(self) -> Self:
        self._refuse_closed()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
