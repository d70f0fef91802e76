"""
The sandbox: all banks in the box, each on a loopback port of its own.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import Lock
from types import TracebackType
from typing import Any, Literal, Self, cast
from urllib.parse import urlsplit

from .bankimport import BankimportService
from .bankimport.xml import as_xml
from .banksapi import BanksapiService
from .banksapi.service import correlation_headers
from .credentials import Credentials
from .finapi import FinapiAccessService, FinapiWebFormService, World
from .finapi.errors import identify
from .finapi.sca.bank_page import MADE_UP_HOST
from .finapi.state.consents import end_consents
from .openapi.errors import BrokenResponse
from .openapi.specification import Specification, load
from .server.application import Application
from .server.browser import Page, open_page
from .server.clock import Clock
from .server.controls import Api, Controls
from .server.http_server import Server
from .server.request_log import RequestLog
from .server.service import Response, Service

__all__ = ["Api", "Sandbox"]


class Sandbox(Controls):
    """
    German banks on loopback.

        with Sandbox() as sandbox:
            sandbox.url("banksapi")  # such as http://127.0.0.1:40123
    """

    def __init__(self, ports: Mapping[Api, int] | None = None) -> None:
        """
        Args:
            ports: The port of each API; a free one for those that are left out.
        """
        super().__init__(RequestLog(), Clock())
        self._ports = dict(ports or {})
        self._world = World(self._clock)
        self._lock = Lock()
        self._banksapi: BanksapiService | None = None
        self._servers: dict[Api, Server] = {}
        self._applications: dict[Api, Application] = {}
        self._services: dict[Api, Service] = {}

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

    def rotate_refresh_tokens(self) -> None:
        """
        Let every renewal at finAPI give a new refresh token and end the old one, until reset.
        """
        self._world.rotates_refresh_tokens = True

    def set_token_life(self, life: timedelta) -> None:
        """
        Say how long BANKSapi's next tokens live, until reset; finAPI has a configuration for it.

        Args:
            life: 24 hours unless told; ``validTo`` tells the end to the second, rounded down.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if self._banksapi is None:
            raise RuntimeError("the sandbox is not running; use it in a with statement")
        self._banksapi.bank.token_life = life

    def visit(self, url: str, **query: str) -> Page:
        """
        Open a page as the browser of a user would: of a web form, or of a bank.

        Args:
            url: An address that one of the APIs has given.
            **query: What is added to its query, such as ``action="abort"``.

        Returns:
            The status, and where the browser is sent; nothing is followed.
        """
        hosts = {MADE_UP_HOST: urlsplit(self._servers["finapi_access"].origin).netloc}
        return open_page(url, query, hosts)

    def end_consents(self, api: Api) -> None:
        """
        Let the consents of all bank accesses or connections end; what was fetched stays readable.

        Args:
            api: ``"banksapi"``, or one of finAPI's, which share their connections.
        """
        if api == "banksapi" and self._banksapi is not None:
            self._banksapi.bank.end_consents()
        else:
            end_consents(self._world)

    @contextmanager
    def unreachable(self, api: Api) -> Generator[None]:
        """
        Let every connection to an API be refused until the block ends; its state stays.

        Args:
            api: The API.
        """
        server = self._servers[api]
        server.close()
        try:
            yield
        finally:
            self._servers[api] = Server(self._applications[api], server.port)
            self._servers[api].start()

    def reset(self) -> None:
        """
        Go back to the state of the beginning, on the same ports.
        """
        with self._lock:
            self._clock.reset()
            self._request_log.reset()
            self._world.reset()
            for service in self._services.values():
                service.reset()

    def check(self) -> None:
        """
        Look whether the sandbox itself has failed since the last reset.

        Raises:
            BrokenResponse: It has answered against a document, or a handler has failed.
        """
        failures = self._request_log.failures
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
            self._start_finapi()
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
        self._banksapi = None

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
        self._run(
            load("bankimport"),
            BankimportService(self._clock),
            suffixes={".json": _as_it_is, ".xml": as_xml},
            unprocessable=("query: purpose",),
        )

    def _start_banksapi(self) -> None:
        self._banksapi = BanksapiService(self._clock)
        self._run(load("banksapi"), self._banksapi, correlate=correlation_headers)

    def _start_finapi(self) -> None:
        versions: dict[Api, Literal["v1", "v2"]] = {"finapi_access": "v2", "finapi_access_v1": "v1"}
        for name, version in versions.items():
            specification = load(name)
            access = FinapiAccessService(self._world, specification, version)
            self._run_finapi(specification, access)
        self._run_finapi(load("finapi_webform"), FinapiWebFormService(self._world))

    def _run_finapi(
        self, specification: Specification, service: FinapiAccessService | FinapiWebFormService
    ) -> None:
        self._run(
            specification,
            service,
            correlation_header="x-request-id",
            correlate=self._request_id,
            broken=service.broken,
            identify=identify,
        )

    def _request_id(self, given: str | None) -> dict[str, str]:
        return {"X-Request-Id": given or f"selfgen-{self._world.new_uuid()}"}

    def _run(self, specification: Specification, service: Service, **settings: Any) -> None:
        """
        Serve one API.

        Args:
            specification: Its document.
            service: The bank behind it.
            **settings: What the application wants to know besides.
        """
        api = cast("Api", specification.name)
        shared: dict[str, Any] = {"lock": self._lock, "now": self._clock.now}
        application = Application(specification, service, self._request_log, **shared, **settings)
        server = Server(application, self._ports.get(api, 0))
        self._applications[api] = application
        self._servers[api] = server
        self._services[api] = service
        self._base_paths[api] = specification.base_path
        server.start()


def _as_it_is(answer: Response) -> Response:
    return answer
