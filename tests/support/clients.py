"""
Clients of the bank on loopback, and the credentials that they have.
"""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import Callable, Coroutine
from typing import Any

from kontokit import AsyncClient, ClientCredentials, Response, Secret, SyncClient
from tests.support.bank import Bank
from tests.support.shapes import API

TOKEN = "user-token-c0ffee"
CREDENTIALS: dict[str, Any] = {
    "userToken": Secret(TOKEN),
    "clientCredentials": ClientCredentials(
        client_id="tenant/client", client_secret="client-secret"
    ),
    "apiToken": "api-token-decaf",
}


class AnyClient:
    """
    Does one thing with a fresh client, blocking or not, so that tests cover both.
    """

    def __init__(self, bank: Bank, *, is_async: bool) -> None:
        self.bank = bank
        self.is_async = is_async
        self.settings: dict[str, Any] = {}

    def _do(
        self,
        blocking: Callable[[SyncClient], Any],
        awaiting: Callable[[AsyncClient], Coroutine[Any, Any, Any]],
    ) -> Any:
        settings = {"base_url": self.bank.url, **self.settings}
        if not self.is_async:
            with SyncClient(API, CREDENTIALS, **settings) as client:
                return blocking(client)

        async def run() -> Any:
            async with AsyncClient(API, CREDENTIALS, **settings) as client:
                return await awaiting(client)

        return asyncio.run(run())

    def do(self, action: Callable[[Any], None]) -> None:
        async def run(client: AsyncClient) -> None:
            action(client)

        self._do(action, run)

    def call(self, *args: Any, **kwargs: Any) -> Any:
        return self._do(lambda c: c.call(*args, **kwargs), lambda c: c.call(*args, **kwargs))

    def follow(self, *args: Any, **kwargs: Any) -> Any:
        return self._do(lambda c: c.follow(*args, **kwargs), lambda c: c.follow(*args, **kwargs))

    def list(self, *args: Any, **kwargs: Any) -> builtins.list[Any]:
        async def collect(client: AsyncClient) -> builtins.list[Any]:
            return [row async for row in client.list(*args, **kwargs)]

        rows: builtins.list[Any] = self._do(
            lambda c: builtins.list(c.list(*args, **kwargs)), collect
        )
        return rows

    def pages(self, *args: Any, **kwargs: Any) -> builtins.list[Any]:
        async def collect(client: AsyncClient) -> builtins.list[Any]:
            return [page async for page in client.list(*args, **kwargs).pages()]

        found: builtins.list[Any] = self._do(
            lambda c: builtins.list(c.list(*args, **kwargs).pages()), collect
        )
        return found

    def request(self, *args: Any, **kwargs: Any) -> Response[Any]:
        response: Response[Any] = self._do(
            lambda c: c.request(*args, **kwargs), lambda c: c.request(*args, **kwargs)
        )
        return response

    def first_page(self, *args: Any, **kwargs: Any) -> Any:
        return self._do(
            lambda c: c.list(*args, **kwargs).first_page(),
            lambda c: c.list(*args, **kwargs).first_page(),
        )

    def list_response(self, *args: Any, **kwargs: Any) -> Response[Any]:
        response: Response[Any] = self._do(
            lambda c: c.with_response(c.list, *args, **kwargs),
            lambda c: c.with_response(c.list, *args, **kwargs),
        )
        return response

    def list_text(self, media_type: str, *args: Any, **kwargs: Any) -> str:
        text: str = self._do(
            lambda c: c.as_text(c.list, media_type, *args, **kwargs),
            lambda c: c.as_text(c.list, media_type, *args, **kwargs),
        )
        return text

    def respond(self, *args: Any, **kwargs: Any) -> Response[Any]:
        response: Response[Any] = self._do(
            lambda c: c.with_response(c.call, *args, **kwargs),
            lambda c: c.with_response(c.call, *args, **kwargs),
        )
        return response

    def text(self, media_type: str, *args: Any, **kwargs: Any) -> str:
        text: str = self._do(
            lambda c: c.as_text(c.call, media_type, *args, **kwargs),
            lambda c: c.as_text(c.call, media_type, *args, **kwargs),
        )
        return text
