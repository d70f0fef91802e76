"""
The client with ``await``, in all else the twin of the blocking one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, cast

from msgspec import UNSET

from ..auth.credentials import Given, UserCredentials
from ..auth.effects import DropTokens, GetToken, MarkRejected, PeekTokens, Send, Step
from ..core.clock import Clock, SystemClock
from ..core.sansio import run_steps_async
from ..http.messages import AsyncTransport, Timeouts
from ..http.send import send_logged_async
from ..operations import Api, Operation
from ..pipeline.async_token_manager import AsyncTokenManager
from ..pipeline.authorized_send import CallSteps, send_authorized
from ..pipeline.call_options import CallOptions
from ..pipeline.capture import ResponseCapture, capture_response, capturing_client, intercept
from ..pipeline.configuration import CredentialKey, configure
from ..pipeline.request_pipeline import PreparedCall
from ..serialization.response_parser import Response
from ..stores import Store
from ..stores.safe_calls import checked_store
from . import user_management
from .base_client import BaseClient
from .paginator import AsyncPaginator, PageCursor

if TYPE_CHECKING:
    from ..sca.client import AsyncScaClient

P = ParamSpec("P")
T = TypeVar("T")


class AsyncClient(BaseClient[AsyncTransport, AsyncTokenManager]):
    """
    The base of every generated client with ``await``. It belongs to one event loop.
    """

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        *,
        environment: str = "production",
        base_url: str | None = None,
        token_store: Store | None = None,
        token_url: str | None = None,
        timeouts: Timeouts | None = None,
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
        credential_key: CredentialKey | None = None,
        clock: Clock | None = None,
    ) -> None:
        """
        Set up a client; nothing is sent.

        Args:
            api: The API.
            credentials: Scheme or credential name → credential, or None where it is not
                needed.
            environment: One of the API's environments.
            base_url: Another server instead; https, or http on this very machine.
            token_store: Where tokens are kept; in memory by default. It is not closed by
                this client.
            token_url: Where tokens are made instead; https, or http on this very machine.
            timeouts: Timeouts in seconds.
            headers: Extra headers of every call.
            transport: A transport of your own. It is not closed by this client.
            credential_key: The public key that what must not go in clear is encrypted with:
                PEM, DER, or a cipher made of it.
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
            timeouts=timeouts,
            headers=headers,
            credential_key=credential_key,
        )
        used = _default_async_transport() if transport is None else transport
        store = checked_store(token_store)
        token_manager = AsyncTokenManager(
            pipeline.token_endpoint(), store, clock or SystemClock(), used
        )
        self._set_up(pipeline, used, token_manager, owns_transport=transport is None)

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
        if capturing_client.get() is self:
            intercept(operation, args, body, options)
        prepared = self._prepare(operation, args, body, options)
        return cast("T", (await self._run(prepared)).value)

    def iterate(
        self,
        operation: Operation[T],
        args: Mapping[str, object] | None = None,
        *,
        max_items: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPaginator[Any, T]:
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
        PageCursor(operation, given, max_items)  # tells at once what is wrong with the arguments
        return AsyncPaginator(
            lambda: PageCursor(operation, given, max_items),
            lambda cursor: self._page(cursor, operation, options),
        )

    async def _page(
        self, cursor: PageCursor, operation: Operation[Any], options: CallOptions | None
    ) -> Response[Any]:
        prepared = self._prepare(operation, cursor.arguments(), UNSET, options)
        return await self._run(prepared)

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
        return (await self._run(prepared)).value

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
        with capture_response(ResponseCapture(self)) as capture:
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
        with capture_response(ResponseCapture(self, media_type)) as capture:
            await method(*args, **kwargs)
        return cast("str", capture.taken().value)

    @property
    def sca(self) -> AsyncScaClient:
        """
        Where calls begin for which the bank may want strong customer authentication.
        """
        from ..sca.client import AsyncScaClient  # what shows challenges is loaded when it is needed

        self._refuse_closed()
        return AsyncScaClient(self, self._pipeline, self._execute, self._shared.sca_state())

    async def sign_in(self) -> None:
        """
        Get a token now: of the user, where this client acts for one, else of the client.

        This is optional: the first call that needs a token gets one. It tells
        early whether the credentials are good, and tries them again after a refusal.

        Raises:
            ReauthenticationRequired: The user's credentials are refused.
            ConfigurationError: This client has nothing to sign in with.
            KontokitError: There is no token to be had for another reason.
        """
        await self._carry_out(user_management.sign_in(self._pipeline))

    async def sign_out(self) -> None:
        """
        Revoke the token that ``sign_in`` would get, and throw it away.

        Where the API revokes no tokens, it is only thrown away here. A later call signs in
        again, if it can.

        Raises:
            KontokitError: The server could not be informed. The token is still kept.
        """
        await self._carry_out(user_management.sign_out(self._pipeline))

    async def _create_user(
        self, credentials: UserCredentials | None, details: Mapping[str, Any] | None
    ) -> user_management.NewUser[Self]:
        chosen = credentials or UserCredentials.generate()
        await self._carry_out(user_management.create_user(self._pipeline, chosen, details or {}))
        return user_management.NewUser(client=self._as_user(chosen, None), credentials=chosen)

    async def _delete_user(self) -> None:
        await self._carry_out(user_management.delete_user(self._pipeline))

    async def _carry_out(self, steps: CallSteps[None]) -> None:
        self._refuse_unsendable()
        await run_steps_async(steps, self._execute)

    async def _run(self, call: PreparedCall) -> Response[Any]:
        return self._finish(
            call, await run_steps_async(send_authorized(self._pipeline, call), self._execute)
        )

    async def _execute(self, step: Step) -> Any:
        match step:
            case Send():
                return await send_logged_async(self._transport, step.request)
            case GetToken():
                return await self._token_manager.get_token(step)
            case MarkRejected():
                return self._token_manager.mark_rejected(step.grant)
            case PeekTokens():
                return await self._token_manager.peek_tokens(step.grant)
            case DropTokens():
                return await self._token_manager.drop_tokens(step.grant)

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


def _default_async_transport() -> AsyncTransport:
    from ..http.httpx2_transport import (
        AsyncHttpTransport,  # the HTTP library is loaded when it is needed
    )

    return AsyncHttpTransport()
