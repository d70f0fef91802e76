"""
The blocking client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar, cast

from msgspec import UNSET

from .auth import BasicCredentials
from .calling import BaseClient, Capture, capturing, ready, without_frames
from .core import Call, configure
from .errors import TransportError
from .listing import Listing
from .operations import Api, Operation
from .options import CallOptions
from .paging import Pager
from .responses import Response
from .secrets import Secret
from .wire import Timeouts, Transport, WireRequest, WireResponse

P = ParamSpec("P")
T = TypeVar("T")


class SyncClient(BaseClient[Transport]):
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
        return cast("T", self._run(ready(prepared)).value)

    def iterate(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        *,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> Listing[Any, T]:
        """
        The rows of all pages of a list, read page by page as they are needed.

        Args:
            operation: An operation with paging.
            args: Python argument name → value. The limit is the number of rows of a page.
            max_items: The most rows to give, over all pages.
            options: Settings of each call.

        Returns:
            The rows; its ``pages()`` gives the pages instead. While it is walked through,
            it raises what a call raises, and PageRepeated where the server sends the same
            page over and over.

        Raises:
            ArgumentError: Page, limit or max_items is not a number in its range.
            ConfigurationError: The operation has no pages.
        """
        given = dict(args or {})
        Pager(operation, given, max_items)  # tells at once what is wrong with the arguments
        return Listing(
            lambda: Pager(operation, given, max_items),
            lambda pager: self._page(pager, operation, options),
        )

    def _page(
        self, pager: Pager, operation: Operation[Any], options: CallOptions | None
    ) -> Response[Any]:
        prepared = self._prepare(operation, pager.arguments(), UNSET, options)
        return self._run(ready(prepared))

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
        return self._run(ready(prepared)).value

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
        with capturing(Capture(self)) as capture:
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
        with capturing(Capture(self, media_type)) as capture:
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


def _default_transport() -> Transport:
    from .transport import HttpTransport  # the HTTP library is loaded when it is needed

    return HttpTransport()
