"""
The sandbox: all banks in the box, each on a loopback port of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import TracebackType
from typing import Literal, Self

from .application import Application
from .bankimport import BankimportService
from .bankimport.xml import as_xml
from .banksapi import BanksapiService
from .banksapi.service import correlation_headers
from .clock import Clock
from .credentials import Credentials
from .journal import Journal, ReceivedRequest, ScriptedAnswer
from .problems import BrokenResponse
from .server import Server
from .service import Service
from .specification import load

__all__ = ["Api", "Sandbox"]

Api = Literal["bankimport", "banksapi"]
"""The APIs of the sandbox."""


class Sandbox:
    """
    German banks on loopback.

        with Sandbox() as sandbox:
            sandbox.url("banksapi")  # such as http://127.0.0.1:40123
    """

    def __init__(self, *, bankimport_port: int = 0, banksapi_port: int = 0) -> None:
        """
        Args:
            bankimport_port: The port of Bankimport, or 0 for a free one.
            banksapi_port: The port of BANKSapi, or 0 for a free one.
        """
        self._ports: dict[Api, int] = {"bankimport": bankimport_port, "banksapi": banksapi_port}
        self._clock = Clock()
        self._journal = Journal()
        self._servers: dict[Api, Server] = {}
        self._services: dict[Api, Service] = {}
        self._base_paths: dict[Api, str] = {}

    @property
    def requests(self) -> list[ReceivedRequest]:
        """
        All requests since the last reset, the oldest first.
        """
        return self._journal.requests

    @property
    def violations(self) -> list[Exception]:
        """
        Answers against a document and failed handlers since the last reset: bugs of the sandbox.
        """
        return list(self._journal.failures)

    @property
    def credentials(self) -> Credentials:
        """
        What the banks in the box know from the beginning.
        """
        return Credentials()

    def url(self, api: Api) -> str:
        """
        Tell the base URL of an API, as a client wants it.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if api not in self._servers:
            raise RuntimeError("the sandbox is not running; use it in a with statement")
        return f"{self._servers[api].origin}{self._base_paths[api]}"

    def respond_with(
        self,
        api: Api,
        method: str,
        path: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        times: int = 1,
    ) -> None:
        """
        Lay down the answer to the next such requests; nothing checks it.

        Args:
            api: The API.
            method: The HTTP method.
            path: The path below the base URL as on the wire, without a query.
            status: Any status from 200 on.
            headers: All headers but ``Content-Length``, which is added where it is missing.
            body: The body, byte for byte.
            times: How many requests are answered so.
        """
        full_path = f"{self._base_paths[api]}{path}"
        answer = ScriptedAnswer(status=status, headers=tuple((headers or {}).items()), body=body)
        self._journal.script(api, method, full_path, [answer] * times)

    def advance(self, by: timedelta) -> None:
        """
        Let time pass in the sandbox: tokens expire, imports end.
        """
        self._clock.advance(by)

    def reset(self) -> None:
        """
        Go back to the state of the beginning, on the same ports.
        """
        self._clock.reset()
        self._journal.reset()
        for service in self._services.values():
            service.reset()

    def check(self) -> None:
        """
        Look whether the sandbox itself has failed since the last reset.

        Raises:
            BrokenResponse: It has answered against a document, or a handler has failed.
        """
        failures = self._journal.failures
        if failures:
            raise BrokenResponse(f"the sandbox has failed: {failures[0]!r}") from failures[0]

    def start(self) -> None:
        """
        Start all servers and wait until they take requests.

        Raises:
            RuntimeError: The sandbox is running already, or a server does not come up.
            OSError: A port is taken.
        """
        if self._servers:
            raise RuntimeError("the sandbox is running already")
        try:
            self._start_bankimport()
            self._start_banksapi()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """
        Stop all servers.
        """
        for server in self._servers.values():
            server.close()
        self._servers.clear()

    def __enter__(self) -> Self:
        """
        Start.
        """
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """
        Stop; where nothing else went wrong, tell a failure of the sandbox itself.
        """
        self.close()
        if error is None:
            self.check()

    def _start_bankimport(self) -> None:
        specification = load("bankimport")
        service = BankimportService(self._clock)
        application = Application(
            specification,
            service,
            self._journal,
            suffixes={".json": lambda answer: answer, ".xml": as_xml},
            unprocessable=("query: purpose",),
        )
        self._run("bankimport", specification.base_path, service, application)

    def _start_banksapi(self) -> None:
        specification = load("banksapi")
        service = BanksapiService(self._clock)
        application = Application(
            specification, service, self._journal, correlate=correlation_headers
        )
        self._run("banksapi", specification.base_path, service, application)

    def _run(self, api: Api, base_path: str, service: Service, application: Application) -> None:
        server = Server(application, self._ports[api])
        self._servers[api] = server
        self._services[api] = service
        self._base_paths[api] = base_path
        server.start()
