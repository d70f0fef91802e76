"""
A client of the control API, for programs that run beside the sandbox.

    with Control("http://127.0.0.1:4780", token="…") as control:
        control.advance("P1D")

Not generated: packages of the generator import the runtime, and the sandbox must not.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .calls import Calls

if TYPE_CHECKING:
    import httpx2

__all__ = ["AsyncControl", "Control", "ControlCallError", "SandboxNotRunningError"]

API = "/_sandbox/api"
_EVENT = "data: "
_TIMEOUT = 60.0
"""Moving the clock by years takes a while."""


class ControlCallError(RuntimeError):
    """
    The control API has refused a call.
    """

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class SandboxNotRunningError(RuntimeError):
    """
    Nothing answers at the address.
    """


class Control(Calls[Any]):
    """
    Calls the control API of a running sandbox.
    """

    def __init__(self, url: str, token: str = "") -> None:
        """
        Args:
            url: The address of the sandbox, such as ``http://127.0.0.1:4780``.
            token: The control token.
        """
        import httpx2

        self._client = httpx2.Client(**_settings(url, token))

    def send(
        self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None
    ) -> Any:
        """
        Make any call.
        """
        import httpx2

        try:
            request = _request(self._client, method, path, body, query)
            return _content(self._client.send(request))
        except (httpx2.ConnectError, httpx2.ReadError) as error:
            raise _not_running(self._client) from error

    def follow_requests(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """
        Yield each request as it is answered, without end.
        """
        import httpx2

        request = _request(self._client, "GET", "/requests/stream", None, filters)
        request.extensions["timeout"] = httpx2.Timeout(None).as_dict()
        response = self._client.send(request, stream=True)
        try:
            if response.is_error:
                response.read()
                _content(response)
            for line in response.iter_lines():
                if line.startswith(_EVENT):
                    yield json.loads(line.removeprefix(_EVENT))
        finally:
            response.close()

    def close(self) -> None:
        """
        Close the connection.
        """
        self._client.close()

    def __enter__(self) -> Self:
        """
        Return the client.
        """
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Close it.
        """
        self.close()


class AsyncControl(Calls[Any]):
    """
    The same for asyncio: every call is awaited.
    """

    def __init__(self, url: str, token: str = "") -> None:
        """
        See :class:`Control`.
        """
        import httpx2

        self._client = httpx2.AsyncClient(**_settings(url, token))

    async def send(
        self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None
    ) -> Any:
        """
        Make any call.
        """
        import httpx2

        try:
            request = _request(self._client, method, path, body, query)
            return _content(await self._client.send(request))
        except (httpx2.ConnectError, httpx2.ReadError) as error:
            raise _not_running(self._client) from error

    async def follow_requests(self, **filters: Any) -> AsyncGenerator[dict[str, Any]]:
        """
        Yield each request as it is answered, without end. Close it, as ``aclosing`` does.
        """
        import httpx2

        request = _request(self._client, "GET", "/requests/stream", None, filters)
        request.extensions["timeout"] = httpx2.Timeout(None).as_dict()
        response = await self._client.send(request, stream=True)
        try:
            if response.is_error:
                await response.aread()
                _content(response)
            async for line in response.aiter_lines():
                if line.startswith(_EVENT):
                    yield json.loads(line.removeprefix(_EVENT))
        finally:
            await response.aclose()

    async def close(self) -> None:
        """
        Close the connection.
        """
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        """
        Return the client.
        """
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Close it.
        """
        await self.close()


def _settings(url: str, token: str) -> dict[str, Any]:
    return {
        "base_url": url.rstrip("/") + API,
        "headers": {"Authorization": f"Bearer {token}"} if token else {},
        "timeout": _TIMEOUT,
        # The token must not go to a proxy of the environment.
        "trust_env": False,
    }


def _request(
    client: httpx2.Client | httpx2.AsyncClient,
    method: str,
    path: str,
    body: Any,
    query: Mapping[str, Any] | None,
) -> httpx2.Request:
    given = {name: value for name, value in (query or {}).items() if value is not None}
    return client.build_request(method, path, json=body, params=given or None)


def _content(response: httpx2.Response) -> Any:
    if not response.is_error:
        return response.json() if response.content else None
    try:
        detail = str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = response.text.strip()
    raise ControlCallError(response.status_code, detail)


def _not_running(client: httpx2.Client | httpx2.AsyncClient) -> SandboxNotRunningError:
    address = str(client.base_url).removesuffix("/").removesuffix(API)
    return SandboxNotRunningError(f"no sandbox answers at {address}; start one: kontokit-sandbox")
