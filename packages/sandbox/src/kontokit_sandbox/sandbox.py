"""
The sandbox: one test server for each API, each on its own loopback port.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Any, Literal, Self, cast
from urllib.parse import urlsplit
from weakref import finalize

from .bankimport import BankimportService
from .bankimport.xml import as_xml
from .banksapi import BanksapiService
from .banksapi.service import correlation_headers
from .clients import Clients
from .credentials import Credentials
from .finapi import FinapiAccessService, FinapiWebFormService, World
from .finapi.errors import identify
from .finapi.sca.redirect_page import MADE_UP_HOST
from .finapi.state.consents import end_consents
from .ledger.ledger import Ledger
from .ledger.templates import scratch_database, start_ledger
from .openapi.errors import BrokenResponseError
from .openapi.specification import Specification, load
from .server.application import Application
from .server.browser import Page, open_page
from .server.clock import Clock
from .server.controls import Api, Controls
from .server.guard import Guard
from .server.http_server import Server
from .server.request_log import RequestLog
from .server.service import Response, Service

__all__ = ["Api", "Sandbox"]


class Sandbox(Clients, Controls):
    """
    Test servers for German banking APIs on loopback.

        with Sandbox() as sandbox, sandbox.client("bankimport") as client:
            client.bank_accounts.list()
    """

    def __init__(
        self,
        ports: Mapping[Api, int] | None = None,
        *,
        allow_hosts: Collection[str] = (),
        seed: int = 1,
        clock: str = "now",
        check: Literal["all", "requests"] = "all",
        transactions: int = 2500,
    ) -> None:
        """
        Args:
            ports: Ports by API, 1 to 65535; any free port for APIs that are left out, and for 0.
            allow_hosts: Names under which the servers may be called besides ``127.0.0.1`` and
                ``localhost``, such as the name of a container. Every other name is refused with
                403, so that no web page can reach the sandbox through a name of its own.
            seed: The same seed and time give the same data.
            clock: ``now`` for the real time; a time such as ``2026-03-01T08:00``, in Berlin where
                it names no zone, to run on from there; ``frozen:TIME`` to stand still there.
            check: What is checked against the documents: requests and responses, or ``requests``
                alone, which is faster and meant for load tests.
            transactions: How many booked rows the accounts have that Bankimport has linked from
                the start, 10 to 1,000,000. From 20,000 on they are kept in files, and a first
                start in a month takes longer than the later ones.

        Raises:
            ValueError: A number is no port, the clock cannot start there, or there are too few or
                too many transactions.
        """
        super().__init__(RequestLog(), Clock(clock))
        self._ports = dict(ports or {})
        wrong = [port for port in self._ports.values() if not 0 <= port <= 65535]
        if wrong:
            raise ValueError(f"{wrong[0]} is no port: 0 to 65535")
        if not 10 <= transactions <= 1_000_000:
            raise ValueError(f"{transactions} transactions: 10 to 1,000,000 are possible")
        self._guard = Guard(allow_hosts)
        self._checks_responses = check == "all"
        self._database = scratch_database(transactions)
        # Not in close(), after which it can start again.
        finalize(self, self._database.close)
        self._ledger = Ledger(self._database, self._clock, seed=seed, transactions=transactions)
        self._clock.timeline.before_events(self._ledger.book_until)
        start_ledger(self._ledger)
        self._bankimport = BankimportService(self._ledger)
        self._clock.timeline.add(self._bankimport)
        self._clock.timeline.on_night(self._bankimport.night)
        self._world = World(self._clock)
        self._banksapi: BanksapiService | None = None
        self._servers: dict[Api, Server] = {}
        self._applications: dict[Api, Application] = {}
        self._services: dict[Api, Service] = {}

    @property
    def credentials(self) -> Credentials:
        """
        The credentials that the sandbox accepts from the start.
        """
        return Credentials()

    def url(self, api: Api) -> str:
        """
        Return the base URL of an API, as a client expects it.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if api not in self._servers:
            raise RuntimeError("the sandbox is not running; use it in a with statement")
        return f"{self._servers[api].origin}{self._base_paths[api]}"

    def rotate_refresh_tokens(self) -> None:
        """
        Make each refresh at finAPI return a new refresh token and revoke the old one, until reset.
        """
        self._world.rotates_refresh_tokens = True

    def set_token_life(self, life: timedelta) -> None:
        """
        Set the lifetime of BANKSapi's next tokens, until reset. At finAPI, use its configuration.

        Args:
            life: 24 hours by default; ``validTo`` is rounded down to the second.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if self._banksapi is None:
            raise RuntimeError("the sandbox is not running; use it in a with statement")
        self._banksapi.bank.token_life = life

    def visit(self, url: str, **query: str) -> Page:
        """
        Open the page of a web form or of a bank, as the user's browser would.

        Args:
            url: A URL that one of the APIs has returned.
            **query: Parameters to add to its query, such as ``action="abort"``.

        Returns:
            The status, the redirect and the text; redirects are not followed.
        """
        # The host of finAPI's bank ends in .invalid; finAPI Access serves its page.
        hosts = {MADE_UP_HOST: urlsplit(self._servers["finapi_access"].origin).netloc}
        return open_page(url, query, hosts)

    def end_consents(self, api: Api) -> None:
        """
        Expire the consents of all bank accesses or connections. Data fetched before stays readable.

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
        Refuse all connections to an API until the block ends. Its state is kept.
        """
        server = self._servers[api]
        server.close()
        try:
            yield
        finally:
            # A closed server cannot start again. The application has kept its state.
            self._servers[api] = Server(self._applications[api], server.port)
            self._servers[api].start()

    def reset(self) -> None:
        """
        Restore the initial state, on the same ports.
        """
        # Requests that are being handled finish first.
        with self._lock:
            self._clock.reset()
            self._request_log.reset()
            start_ledger(self._ledger)
            self._world.reset()
            for service in self._services.values():
                service.reset()

    def check(self) -> None:
        """
        Raise an error if the sandbox itself has failed since the last reset.

        Raises:
            BrokenResponseError: A response did not match its specification, or a handler failed.
        """
        failures = self._request_log.failures
        if failures:
            raise BrokenResponseError(f"the sandbox has failed: {failures[0]!r}") from failures[0]

    def start(self) -> None:
        """
        Start all servers and wait until they accept requests.

        Raises:
            RuntimeError: The sandbox is already running, or a server does not start.
            OSError: A port is taken.
        """
        if self._servers:
            raise RuntimeError("the sandbox is running already")
        try:
            self._start_bankimport()
            self._start_banksapi()
            self._start_finapi()
        # Also on KeyboardInterrupt: servers that are up would keep their ports.
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
        Stop, and report a failure of the sandbox unless the block has raised an error.
        """
        self.close()
        # An exception from the block says more than a failure that it may have caused here.
        if error is None:
            self.check()

    def _start_bankimport(self) -> None:
        self._run(
            load("bankimport"),
            self._bankimport,
            suffixes={".json": _as_it_is, ".xml": as_xml},
            # The provider responds with 422 if the purpose is too short, and 400 otherwise.
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
        # finAPI marks request ids of its own with this prefix.
        return {"X-Request-Id": given or f"selfgen-{self._world.new_uuid()}"}

    def _run(self, specification: Specification, service: Service, **settings: Any) -> None:
        """
        Serve one API.

        Args:
            **settings: Passed to the application.
        """
        api = cast("Api", specification.name)
        shared: dict[str, Any] = {
            "lock": self._lock,
            "clock": self._clock,
            "guard": self._guard,
            "checks_responses": self._checks_responses,
        }
        application = Application(specification, service, self._request_log, **shared, **settings)
        server = Server(application, self._ports.get(api, 0))
        # Registered before the start, so that close() also stops a server that fails to come up.
        self._applications[api] = application
        self._servers[api] = server
        self._services[api] = service
        self._base_paths[api] = specification.base_path
        server.start()


def _as_it_is(answer: Response) -> Response:
    return answer
