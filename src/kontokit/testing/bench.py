"""
What a probe works with: a hostile server, and a transport that is driven in one way, whether it
blocks or not.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias

from ..core.exceptions import KontokitError
from ..core.http_response import HttpResponse
from ..http.messages import HttpRequest, Timeouts
from .hostile_server import HostileServer

Outcome: TypeAlias = HttpResponse | KontokitError
TIMEOUTS: Final = Timeouts(connect=5, read=5, write=5, pool=5, total=8)
PLANTED: Final = "planted-by-the-probe"


class Bench:
    """
    A transport under test, with a server of its own.
    """

    def __init__(self, make: Callable[[], Any], *, is_async: bool) -> None:
        """
        Args:
            make: Makes the transport.
        """
        self.is_async = is_async
        self.server = HostileServer()
        self._runner = asyncio.Runner() if is_async else None
        self._make = make
        self._made: list[Any] = []
        self.transport: Any = self.another()

    def another(self) -> Any:
        """
        One more transport, closed with this bench.
        """
        transport = self.run(self._construct) if self.is_async else self._make()
        self._made.append(transport)
        return transport

    async def _construct(self) -> Any:
        return self._make()

    def request(self, target: str = "/", **more: Any) -> HttpRequest:
        """
        A request to the server.

        Args:
            target: Path and query.
            more: Fields of ``HttpRequest``.
        """
        url = more.pop("url", self.server.url + target)
        facts: dict[str, Any] = {"operation": "probe", "method": "GET", "timeouts": TIMEOUTS}
        return HttpRequest(url=url, **{**facts, **more})

    def send(self, target: str = "/", *, by: Any = None, **more: Any) -> Outcome:
        """
        Send a request; an error of kontokit is returned.

        Args:
            by: Another transport.
            more: Fields of ``HttpRequest``.

        Raises:
            AssertionError: The transport raised something else.
        """
        return self.deliver(self.request(target, **more), by=by)

    def deliver(self, request: HttpRequest, *, by: Any = None) -> Outcome:
        """
        As :meth:`send`, with a request that was made before.
        """
        transport = by or self.transport
        try:
            response: HttpResponse = (
                self.run(lambda: transport.send(request))
                if self.is_async
                else transport.send(request)
            )
        except KontokitError as error:
            return error
        except Exception as error:
            raise AssertionError(
                f"{type(error).__name__} left the transport; only errors of kontokit may"
            ) from error
        return response

    def text(self, target: str = "/", **more: Any) -> str:
        """
        The body of a response that must be good.

        Raises:
            AssertionError: It is not.
        """
        outcome = self.send(target, **more)
        if isinstance(outcome, KontokitError):
            raise AssertionError(f"the request to {target} failed: {outcome!r}")
        return outcome.body.decode()

    def run(self, work: Callable[[], Any]) -> Any:
        """
        Run a coroutine in the loop of this bench.

        Args:
            work: Makes the coroutine.
        """
        if self._runner is None:
            raise RuntimeError("this bench is blocking")
        return self._runner.run(_awaited(work))

    def close(self) -> None:
        """
        Close the transports and the server.
        """
        for transport in self._made:
            with suppress(Exception):  # a broken transport must not hide what a probe found
                self.shut(transport)
        if self._runner is not None:
            self._runner.close()
        self.server.close()

    def shut(self, transport: Any) -> None:
        """
        Close a transport.
        """
        if self.is_async:
            self.run(transport.close)
        else:
            transport.close()


async def _awaited(work: Callable[[], Any]) -> Any:
    return await work()


@contextmanager
def environment(**variables: str) -> Generator[None]:
    """
    Set environment variables for a while.

    Args:
        variables: Name → value.
    """
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.name}: {record.getMessage()} {record.exc_text or ''}")


@contextmanager
def listening() -> Generator[list[str]]:
    """
    Collect what is logged at any level by loggers that pass their records on.
    """
    listener, root = _Listener(), logging.getLogger()
    named = [one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    levels = [(one, one.level) for one in (root, *named)]
    root.addHandler(listener)
    for logger, _ in levels:
        logger.setLevel(logging.DEBUG)
    try:
        yield listener.texts
    finally:
        root.removeHandler(listener)
        for logger, level in levels:
            logger.setLevel(level)


def require(is_right: object, why: str) -> None:
    """
    Fail a probe.

    Raises:
        AssertionError: With the reason.
    """
    if not is_right:
        raise AssertionError(why)
