"""
The two clients: the same core, once blocking and once with ``await``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast

import attrs
from msgspec import UNSET

from .auth import BasicCredentials, argument_name
from .core import Call, Core, configure
from .errors import ArgumentError, ClientClosed, KontokitError, TransportError
from .operations import Api, Operation
from .options import CallOptions
from .paging import Pager
from .responses import Response
from .secrets import Secret
from .wire import AsyncTransport, Timeouts, Transport, WireRequest, WireResponse

P = ParamSpec("P")
T = TypeVar("T")
TransportT = TypeVar("TransportT", Transport, AsyncTransport)


@attrs.define
class _Capture:
    """
    Takes the whole response of the next call, for ``with_response`` and ``as_text``.
    """

    client: object
    media_type: str | None = None
    response: Response[Any] | None = None

    def taken(self) -> Response[Any]:
        if self.response is None:
            raise ArgumentError("it makes no call with this client", place="method")
        return self.response


_waiting: ContextVar[_Capture | None] = ContextVar("kontokit_capture", default=None)


@contextmanager
def _capturing(capture: _Capture) -> Iterator[_Capture]:
    token = _waiting.set(capture)
    try:
        yield capture
    finally:
        _waiting.reset(token)


def without_frames(error: KontokitError) -> KontokitError:
    """
    An error without the frames it came through, because their locals hold what is to be sent.

    Args:
        error: The error, freshly caught.

    Returns:
        The same error. It is to be raised outside of the ``except`` block.
    """
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)


def _ready(prepared: Call | KontokitError) -> Call:
    if isinstance(prepared, KontokitError):
        raise prepared
    return prepared


class _Client(Generic[TransportT]):
    """
    What both clients have in common.
    """

    _core: Core
    _transport: TransportT
    _owns_transport: bool
    _closed: bool

    def _set_up(self, core: Core, transport: TransportT, *, owns_transport: bool) -> Self:
        self._core = core
        self._transport = transport
        self._owns_transport = owns_transport
        self._closed = False
        return self

    @property
    def base_url(self) -> str:
        """
        The server this client speaks to, and the prefix of all its paths.
        """
        return str(self._core.base)

    def with_auth(self, **credentials: str | Secret | BasicCredentials | None) -> Self:
        """
        A new client with other credentials, over the same connections.

        Closing it leaves the connections to the client it came from.

        Args:
            credentials: Named like the arguments of the constructor; None removes one.

        Returns:
            The new client. This one stays as it is.

        Raises:
            ConfigurationError: A name is unknown, or a value cannot be used.
        """
        self._refuse_closed()
        other = object.__new__(type(self))
        core = self._core.with_credentials(credentials)
        return other._set_up(core, self._transport, owns_transport=False)

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ClientClosed("this client is closed; make a new one")

    def _prepare(
        self,
        operation: Operation[Any],
        args: Mapping[str, object] | None,
        body: object,
        options: CallOptions | None,
    ) -> Call | KontokitError:
        try:
            self._refuse_closed()
            capture = self._capture()
            media_type = capture.media_type if capture else None
            return self._core.prepare(operation, args or {}, body, options, media_type)
        except KontokitError as error:
            return without_frames(error)

    def _prepare_link(
        self,
        resource: object,
        relation: str,
        body: object,
        query: Mapping[str, object] | None,
        options: CallOptions | None,
    ) -> Call | KontokitError:
        try:
            self._refuse_closed()
            link = self._core.resolve(resource, relation)
            return self._core.prepare_link(link, body, query, options)
        except KontokitError as error:
            return without_frames(error)

    def _capture(self) -> _Capture | None:
        capture = _waiting.get()
        wanted = capture is not None and capture.client is self and capture.response is None
        return capture if wanted else None

    def _finish(self, call: Call, outcome: WireResponse | TransportError) -> Response[Any]:
        if isinstance(outcome, TransportError):
            raise outcome
        response = self._core.interpret(call, outcome)
        capture = self._capture()
        if capture is not None:
            capture.response = response
        return response

    def _give_back(self) -> TransportT | None:
        already, self._closed = self._closed, True
        return self._transport if self._owns_transport and not already else None

    def __repr__(self) -> str:
        named = ", ".join(f"{argument_name(name)}=***" for name in self._core.credentials)
        state = ", closed" if self._closed else ""
        inner = f"base_url={self.base_url!r}{', ' if named else ''}{named}{state}"
        return f"{type(self).__name__}({inner})"


class SyncClient(_Client[Transport]):
    """
    The base of every generated blocking client. It may be shared by threads.
    """

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, str | Secret | BasicCredentials | None],
        *,
        environment: str = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent.

        Args:
            api: The API.
            credentials: Scheme name → credential, or None where it is not needed.
            environment: One of the API's environments.
            base_url: Another server instead; https, or http on this very machine.
            timeouts: Timeouts in seconds.
            headers: Extra headers of every call.
            transport: A transport of your own. It is not closed by this client.

        Raises:
            ConfigurationError: Something is unknown, unusable or unsafe.
        """
        core = configure(
            api,
            credentials,
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
        )
        self._set_up(core, transport or _default_transport(), owns_transport=transport is None)

    def call(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        body: object = UNSET,
        *,
        options: CallOptions | None = None,
    ) -> T:
        """
        Call an operation.

        Args:
            operation: The operation.
            args: Python argument name → value; None leaves an argument out.
            body: A model, plain dicts and lists, bytes or text.
            options: Settings of this call.

        Returns:
            The typed result.

        Raises:
            ArgumentError: An argument or the body cannot be sent; nothing was.
            ConfigurationError: No configured credential fits; nothing was sent.
            TransportError: No complete answer came.
            ResponseError: The answer is not the expected one.
        """
        prepared = self._prepare(operation, args, body, options)
        del args, body
        return cast("T", self._run(_ready(prepared)).value)

    def iterate(
        self,
        operation: Operation[Any],
        args: Mapping[str, object] | None = None,
        *,
        options: CallOptions | None = None,
    ) -> Iterator[Any]:
        """
        The rows of all pages of a list, read page by page as they are needed.

        Args:
            operation: An operation with paging.
            args: Python argument name → value. The limit is the number of rows of a page.
            options: Settings of each call.

        Returns:
            The rows.

        Raises:
            PageRepeated: The server sends the same page over and over.
            KontokitError: Whatever a call raises.
        """
        pager = Pager(operation, args or {})
        return self._rows(pager, operation, options)

    def _rows(
        self, pager: Pager, operation: Operation[Any], options: CallOptions | None
    ) -> Iterator[Any]:
        while not pager.finished:
            prepared = self._prepare(operation, pager.arguments(), UNSET, options)
            yield from pager.rows(self._run(_ready(prepared)))

    def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Any:
        """
        Go where a relation of a resource points.

        Args:
            resource: A model or dict with ``relations``, or a Location.
            relation: The name of the relation.
            body: The body, where the operation takes one.
            query: Further query parameters.
            options: Settings of this call.

        Returns:
            The typed result of the operation that the relation belongs to; plain JSON, with
            ``Decimal`` for numbers, where the relation is not known.

        Raises:
            RelationError: The link is absent or may not be followed; nothing was sent.
            KontokitError: Whatever a call raises.
        """
        prepared = self._prepare_link(resource, relation, body, query, options)
        del resource, body, query
        return self._run(_ready(prepared)).value

    def with_response(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]:
        """
        Call a method and get status, headers, request id and raw body besides its result.

        Args:
            method: A method that makes one call with this client.
            *args: Its arguments.
            **kwargs: Its arguments by name.

        Returns:
            The result with the response around it.

        Raises:
            ArgumentError: The method makes no call with this client.
            KontokitError: Whatever the method raises.
        """
        with _capturing(_Capture(self)) as capture:
            method(*args, **kwargs)
        return capture.taken()

    def as_text(
        self, method: Callable[P, object], media_type: str, /, *args: P.args, **kwargs: P.kwargs
    ) -> str:
        """
        Call a method, but ask for another representation and take it as text.

        Args:
            method: A method that makes one call with this client.
            media_type: One that the operation offers, such as ``application/xml``.
            *args: The method's arguments.
            **kwargs: The method's arguments by name.

        Returns:
            The text as it came.

        Raises:
            ArgumentError: The operation does not offer this media type.
            KontokitError: Whatever the method raises.
        """
        with _capturing(_Capture(self, media_type)) as capture:
            method(*args, **kwargs)
        return cast("str", capture.taken().value)

    def _run(self, call: Call) -> Response[Any]:
        return self._finish(call, self._attempt(call.release()))

    def _attempt(self, request: WireRequest) -> WireResponse | TransportError:
        try:
            return self._transport.send(request)
        except TransportError as error:
            without_frames(error)
            return error

    def close(self) -> None:
        """
        Give all connections back. Closing twice is allowed.
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


class AsyncClient(_Client[AsyncTransport]):
    """
    The base of every generated client with ``await``. It belongs to one event loop.
    """

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, str | Secret | BasicCredentials | None],
        *,
        environment: str = "production",
        base_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent.

        Args:
            api: The API.
            credentials: Scheme name → credential, or None where it is not needed.
            environment: One of the API's environments.
            base_url: Another server instead; https, or http on this very machine.
            timeouts: Timeouts in seconds.
            headers: Extra headers of every call.
            transport: A transport of your own. It is not closed by this client.

        Raises:
            ConfigurationError: Something is unknown, unusable or unsafe.
        """
        core = configure(
            api,
            credentials,
            environment=environment,
            base_url=base_url,
            timeouts=timeouts,
            headers=headers,
        )
        self._set_up(
            core, transport or _default_async_transport(), owns_transport=transport is None
        )

    async def call(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        body: object = UNSET,
        *,
        options: CallOptions | None = None,
    ) -> T:
        """
        Call an operation.

        Args:
            operation: The operation.
            args: Python argument name → value; None leaves an argument out.
            body: A model, plain dicts and lists, bytes or text.
            options: Settings of this call.

        Returns:
            The typed result.

        Raises:
            ArgumentError: An argument or the body cannot be sent; nothing was.
            ConfigurationError: No configured credential fits; nothing was sent.
            TransportError: No complete answer came.
            ResponseError: The answer is not the expected one.
        """
        prepared = self._prepare(operation, args, body, options)
        del args, body
        return cast("T", (await self._run(_ready(prepared))).value)

    def iterate(
        self,
        operation: Operation[Any],
        args: Mapping[str, object] | None = None,
        *,
        options: CallOptions | None = None,
    ) -> AsyncIterator[Any]:
        """
        The rows of all pages of a list, read page by page as they are needed.

        Args:
            operation: An operation with paging.
            args: Python argument name → value. The limit is the number of rows of a page.
            options: Settings of each call.

        Returns:
            The rows.

        Raises:
            PageRepeated: The server sends the same page over and over.
            KontokitError: Whatever a call raises.
        """
        pager = Pager(operation, args or {})
        return self._rows(pager, operation, options)

    async def _rows(
        self, pager: Pager, operation: Operation[Any], options: CallOptions | None
    ) -> AsyncIterator[Any]:
        while not pager.finished:
            prepared = self._prepare(operation, pager.arguments(), UNSET, options)
            for row in pager.rows(await self._run(_ready(prepared))):
                yield row

    async def follow(
        self,
        resource: object,
        relation: str = "self",
        body: object = UNSET,
        *,
        query: Mapping[str, object] | None = None,
        options: CallOptions | None = None,
    ) -> Any:
        """
        Go where a relation of a resource points.

        Args:
            resource: A model or dict with ``relations``, or a Location.
            relation: The name of the relation.
            body: The body, where the operation takes one.
            query: Further query parameters.
            options: Settings of this call.

        Returns:
            The typed result of the operation that the relation belongs to; plain JSON, with
            ``Decimal`` for numbers, where the relation is not known.

        Raises:
            RelationError: The link is absent or may not be followed; nothing was sent.
            KontokitError: Whatever a call raises.
        """
        prepared = self._prepare_link(resource, relation, body, query, options)
        del resource, body, query
        return (await self._run(_ready(prepared))).value

    async def with_response(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]:
        """
        Call a method and get status, headers, request id and raw body besides its result.

        Args:
            method: A method that makes one call with this client.
            *args: Its arguments.
            **kwargs: Its arguments by name.

        Returns:
            The result with the response around it.

        Raises:
            ArgumentError: The method makes no call with this client.
            KontokitError: Whatever the method raises.
        """
        with _capturing(_Capture(self)) as capture:
            await method(*args, **kwargs)
        return capture.taken()

    async def as_text(
        self,
        method: Callable[P, Awaitable[object]],
        media_type: str,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> str:
        """
        Call a method, but ask for another representation and take it as text.

        Args:
            method: A method that makes one call with this client.
            media_type: One that the operation offers, such as ``application/xml``.
            *args: The method's arguments.
            **kwargs: The method's arguments by name.

        Returns:
            The text as it came.

        Raises:
            ArgumentError: The operation does not offer this media type.
            KontokitError: Whatever the method raises.
        """
        with _capturing(_Capture(self, media_type)) as capture:
            await method(*args, **kwargs)
        return cast("str", capture.taken().value)

    async def _run(self, call: Call) -> Response[Any]:
        return self._finish(call, await self._attempt(call.release()))

    async def _attempt(self, request: WireRequest) -> WireResponse | TransportError:
        try:
            return await self._transport.send(request)
        except TransportError as error:
            without_frames(error)
            return error

    async def close(self) -> None:
        """
        Give all connections back. Closing twice is allowed.
        """
        transport = self._give_back()
        if transport is not None:
            await transport.close()

    async def __aenter__(self) -> Self:
        self._refuse_closed()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _default_transport() -> Transport:
    from .transport import HttpTransport  # the HTTP library is loaded when it is needed

    return HttpTransport()


def _default_async_transport() -> AsyncTransport:
    from .transport import AsyncHttpTransport  # the HTTP library is loaded when it is needed

    return AsyncHttpTransport()
