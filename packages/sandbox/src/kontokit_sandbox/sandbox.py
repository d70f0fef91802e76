"""
The sandbox: test servers for all APIs on one loopback port.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from weakref import finalize

from .applications import Applications
from .bankimport import BankimportService
from .banksapi import BanksapiService
from .clients import Clients
from .control.application import ControlApplication
from .control.attributes import ControlResources
from .control.general import described
from .control.pages.application import ControlPages
from .control.resources import parts_of
from .control.tokens import ControlToken
from .credentials import Credentials
from .demo.test_logins import LOGINS
from .faults.fault import Fault
from .finapi import World
from .finapi.access.nightly_updates import update_all
from .kept_state import keep_state
from .ledger.database import Database
from .ledger.ledger import Ledger
from .ledger.payments import book_order
from .ledger.standing_orders import StandingOrders
from .ledger.templates import scratch_database, start_ledger
from .notifiers import connect_notifiers
from .openapi.errors import BrokenResponseError
from .orders.bank_state import BankState
from .pages.request import Language
from .pages.site import Site
from .pages.visits import Visits
from .persistence.files import forget_older, origin_of
from .persistence.saves import Saves
from .persistence.store import StateStore
from .persistence.turns import Turns
from .persistence.world_files import WorldFiles
from .provider_controls import ProviderControls
from .server.addresses import PREFIXES, Addresses
from .server.clock import Clock
from .server.closed_ports import ClosedPorts
from .server.connections import Connections
from .server.controls import Api, Controls
from .server.guard import MAX_BODY
from .server.http_server import HOSTS
from .server.listeners import Listeners
from .server.request_log import RequestLog
from .server.router import Router
from .server.worlds import Worlds, path_of
from .version import package_version
from .webhooks.destinations import Destinations
from .webhooks.notification import HookApi
from .webhooks.notifiers import Notifiers
from .webhooks.outbox import Outbox

__all__ = ["Api", "Sandbox"]

_NOT_RUNNING = "the sandbox is not running; use it in a with statement"


class Sandbox(Clients, Controls, ControlResources, ProviderControls, Visits):
    """
    Test servers for German banking APIs on loopback: all of them on one port, below a prefix each.

        with Sandbox() as sandbox, sandbox.client("bankimport") as client:
            client.bank_accounts.list()
    """

    def __init__(
        self,
        ports: Mapping[Api, int] | None = None,
        *,
        port: int = 0,
        hosts: tuple[str, ...] = HOSTS,
        public_url: str | None = None,
        allow_hosts: Collection[str] = (),
        max_body: int = MAX_BODY,
        control_token: str | None = None,
        seed: int = 1,
        clock: str = "now",
        check: Literal["all", "requests"] = "all",
        transactions: int = 2500,
        fault_header: bool = True,
        forward: Collection[str] = (),
        allow_forward: Collection[str] = (),
        state: str | PathLike[str] | None = None,
        language: Language = "de",
    ) -> None:
        """
        Args:
            ports: Ports by API, 1 to 65535, or 0 for any free one. These APIs get a port of their
                own besides the common one, and :meth:`url` returns it.
            port: The port of all APIs, 1 to 65535; 0 is any free one.
            hosts: The IP addresses to listen on.
            public_url: The URL with which links and pages are written, such as that of a proxy or
                a container: ``http://HOST[:PORT][/PATH]``.
            allow_hosts: Names under which the sandbox may be called besides ``127.0.0.1``,
                ``localhost`` and that of the public URL, such as the name of a container. Every
                other name is refused with 421, so that no web page can reach the sandbox through
                a name of its own.
            max_body: The largest body of a request in bytes; larger ones are refused with 413.
            control_token: What the control API demands; a random one by default. An empty text
                demands none.
            seed: The same seed and time give the same data.
            clock: ``now`` for the real time; a time such as ``2026-03-01T08:00``, in Berlin where
                it names no zone, to run on from there; ``frozen:TIME`` to stand still there.
            check: What is checked against the documents: requests and responses, or ``requests``
                alone, which is faster and meant for load tests.
            transactions: How many booked rows the accounts have that Bankimport has linked from
                the start, 10 to 1,000,000. From 20,000 on they are kept in files, and a first
                start in a month takes longer than the later ones.
            fault_header: Whether a request may ask for a fault with ``X-Sandbox-Fault``.
            forward: Where webhooks go, whatever their address: ``URL``, or ``API=URL`` for one API.
            allow_forward: Names that webhooks may go to besides this machine, such as that of a
                container. They have to lead to a private address.
            state: A file that keeps the state from turn to turn. It is created, or opened and
                continued: then its seed and number of transactions count. Worlds are kept beside
                it, in the folder ``FILE.worlds``. Requests, violations and snapshots are not kept.
            language: Of pages, where the browser asks for none that they have.

        Raises:
            ValueError: A number is no port, the public URL or a name is not valid, the clock cannot
                start there, there are too few or too many transactions, or webhooks cannot be
                forwarded there.
            StateError: The state file is another one, or was written by another version.
        """
        self._world_settings: dict[str, Any] = {
            "control_token": control_token,
            "seed": seed,
            "clock": clock,
            "check": check,
            "transactions": transactions,
            "fault_header": fault_header,
            "forward": forward,
            "allow_forward": allow_forward,
            "language": language,
        }
        if not 10 <= transactions <= 1_000_000:
            raise ValueError(f"{transactions} transactions: 10 to 1,000,000 are possible")
        path = None if state is None else Path(state)
        origin = None if path is None else origin_of(path)
        if path is not None:
            forget_older(path)
        if origin is not None:
            seed, transactions = origin["seed"], origin["transactions"]
        self._world_files = None if path is None else WorldFiles(path)
        self._seed = seed
        self._language: Language = language
        self._database = Database(path, is_lasting=True) if path else scratch_database(transactions)
        # Not in close(), after which it can start again.
        finalize(self, self._database.close)
        self._turns = Turns(self._database)
        super().__init__(RequestLog(), Clock(clock), self._turns, seed)
        self._addresses = Addresses(allow_hosts, public_url)
        self._connections = Connections()
        self._listeners = Listeners(
            self._addresses,
            port=port,
            own_ports={str(api): number for api, number in (ports or {}).items()},
            hosts=hosts,
            max_body=max_body,
            connections=self._connections,
        )
        self._is_world = self._has_worlds = False
        self.worlds: Worlds[Sandbox] = Worlds(self._new_world, self._world_files)
        """Further sandboxes at the same port, for tests that run in parallel."""
        closed_ports = ClosedPorts(self._listeners.closed)
        self.faults.when_added.append(closed_ports.close)
        self.faults.when_removed.append(closed_ports.open)
        self._control_token = ControlToken(control_token, is_required=control_token != "")
        self._allows_fault_header = fault_header
        self._checks_responses = check == "all"
        self._ledger = Ledger(self._database, self._clock, seed=seed, transactions=transactions)
        self._clock.timeline.before_events(self._ledger.book_until)
        if origin is None:
            start_ledger(self._ledger)
        else:
            self._ledger.load()
        self._outbox = Outbox(
            self._clock,
            Destinations(forward, allow_forward),
            validate=self._check_notification,
            fail=self._request_log.fail,
            catch_up=self._catch_up,
            faults=self.faults.for_delivery,
        )
        self._notifiers = Notifiers(self._outbox)
        self._clock.timeline.add(self._outbox)
        # Before the updates of the providers, to tell what they have brought.
        self._clock.timeline.on_night(self._notifiers.begin_night)
        self._banks = BankState()
        self._bankimport = BankimportService(self._ledger, self._banks)
        self._clock.timeline.add(self._bankimport)
        self._clock.timeline.on_night(self._bankimport.night)
        self._banks.orders.on_taken(partial(book_order, self._ledger))
        standing_orders = StandingOrders(self._ledger)
        self._banks.orders.on_taken(standing_orders.take)
        self._clock.timeline.add(standing_orders)
        self._world = World(self._ledger, self._banks)
        self._clock.timeline.on_night(partial(update_all, self._world))
        self._banksapi = BanksapiService(self._ledger, self._banks)
        self._clock.timeline.on_night(self._banksapi.bank.night)
        self._applications = Applications(self._request_log, {})
        connect_notifiers(
            self._notifiers, self._clock, self._bankimport, self._banksapi.bank, self._world
        )
        origin = {"version": self.version, "seed": seed, "transactions": transactions}
        self._store = StateStore(self._database, origin)
        self.saves = Saves(self._database, self._ledger, self._store, self._turns, path)
        """Saves the whole state to files and snapshots, and restores it."""
        self.saves.worlds = self.worlds
        keep_state(
            self._store,
            clock=self._clock,
            faults=self.faults,
            banks=self._banks,
            bankimport=self._bankimport,
            banksapi=self._banksapi.bank,
            finapi=self._world,
            outbox=self._outbox,
        )

    @property
    def version(self) -> str:
        """
        The version of the package.
        """
        return package_version()

    @property
    def control_token(self) -> str:
        """
        The token that the control API at ``/_sandbox/api`` demands.
        """
        return self._control_token.value

    def info(self) -> dict[str, Any]:
        """
        Return addresses, credentials, seed and time, as the control API does.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        documents: dict[Api, str] = {
            api: str(one.specification.tree["info"]["version"])
            for api, one in self._applications.by_api.items()
        }
        return {
            "version": self.version,
            "apis": {
                api: {"url": self.url(api), "document": text} for api, text in documents.items()
            },
            "pages": self._addresses.page_base,
            "control": f"{self._addresses.api_base}/_sandbox/api",
            "credentials": asdict(self.credentials),
            "seed": self._seed,
            "now": self.now.isoformat(),
            "frozen": self._clock.is_frozen,
            "logins": [described(one) for one in LOGINS],
        }

    def _check_notification(self, api: HookApi, webhook: str, body: Any) -> None:
        self._applications.by_api[api].validator.notification(webhook, body)

    @property
    def credentials(self) -> Credentials:
        """
        The credentials that the sandbox accepts from the start.
        """
        return Credentials()

    @property
    def port(self) -> int:
        """
        The port of all APIs.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        return self._listeners.port

    def url(self, api: Api) -> str:
        """
        Return the base URL of an API, as a client expects it.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if not self._listeners.is_open:
            raise RuntimeError(_NOT_RUNNING)
        own = None if self._is_world else self._listeners.own_port(api)
        if own is not None:
            return f"http://127.0.0.1:{own}{self._base_paths[api]}"
        return f"{self._addresses.api_base}{PREFIXES[api]}{self._base_paths[api]}"

    @contextmanager
    def unreachable(self, api: Api) -> Generator[None]:
        """
        Refuse all connections to an API until the block ends. Its state is kept.

        An API that has no port of its own shares the common one, so that all of these are refused.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        if not self._listeners.is_open:
            raise RuntimeError(_NOT_RUNNING)
        fault = self.faults.add("refused", api=api, options={"seconds": None})
        try:
            yield
        finally:
            self.faults.remove(fault.id)

    def reset(self) -> None:
        """
        Restore the initial state, at the same addresses: that of the start, or that which
        ``saves.keep_initial()`` has kept.
        """
        self.faults.reset()
        # Requests that are being handled finish first.
        with self._turns.alone():
            self._clock.reset()
            self._request_log.reset()
            start_ledger(self._ledger)
            self._banks.reset()
            self._world.reset()
            self._outbox.reset()
            for service in self._applications.services.values():
                service.reset()
            if self._site is not None:
                self._site.reset()
        self.saves.restore_initial()

    @property
    def ledger(self) -> Ledger:
        """
        The bank accounts that all APIs show, with what happens at the bank.

        Call its methods while no request is being handled.
        """
        return self._ledger

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
        Start, and wait until requests are accepted.

        Raises:
            RuntimeError: The sandbox is already running, or a server does not start.
            OSError: A port is taken.
        """
        if self._is_world:
            raise RuntimeError("a world runs as long as its sandbox, or until it is removed")
        if self._listeners.is_open:
            raise RuntimeError("the sandbox is running already")
        self._build()
        self.saves.begin()
        try:
            self._has_worlds = True
            self.worlds.open()
            self._listeners.open(self.application, self._applications.alone)
            self._outbox.start()
        except BaseException:
            self.worlds.close()
            self.saves.end()
            raise

    def close(self) -> None:
        """
        Stop, and free all ports. A world ends with its sandbox, or when it is removed.
        """
        self._outbox.close()
        if not self._is_world:
            self._listeners.close()
            self._has_worlds = False
            self.worlds.close()
        self.saves.end()
        if self._is_world:
            # Its file may be deleted next, and made again under the same name.
            with self._turns.alone():
                self._database.close()
        self._site = None

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

    def _new_world(self, name: str) -> Sandbox:
        if not self._has_worlds:
            raise RuntimeError("only a sandbox that is running has worlds")
        file = None if self._world_files is None else self._world_files.path(name)
        made = Sandbox(**self._world_settings, state=file)
        made._is_world, made.saves.worlds = True, None
        made._listeners, made._connections = self._listeners, self._connections
        made._addresses = self._addresses.below(path_of(name))
        made._control_token = self._control_token
        made.faults.when_added.insert(0, made._keep_port_open)
        made._build()
        made.saves.begin()
        made._outbox.start()
        return made

    def _keep_port_open(self, fault: Fault) -> None:
        if fault.kind.stage == "listener":
            self.faults.remove(fault.id)
            raise ValueError("a world shares its port with others, which cannot be closed")

    @property
    def application(self) -> Router:
        """
        What serves all APIs; built each time.
        """
        pages = self._running_site.application(
            self._request_log,
            self._lock,
            lambda: self._addresses.page_base,
            default_language=self._language,
        )
        control_pages = ControlPages(
            self,
            self._ledger,
            self._control_token,
            self._addresses,
            self._request_log.fail,
            self._language,
        )
        control = ControlApplication(
            parts_of(self),
            self._control_token,
            self._addresses,
            self._request_log.fail,
            control_pages,
        )
        # The path of a world is cut off before.
        public_path = "" if self._is_world else self._addresses.public_path
        return self._applications.router(pages, control, public_path, self.worlds.applications)

    def _build(self) -> None:
        settings: dict[str, Any] = {
            "lock": self._lock,
            "clock": self._clock,
            "addresses": self._addresses,
            "checks_responses": self._checks_responses,
            "faults": self.faults,
            "connections": self._connections,
            "allows_fault_header": self._allows_fault_header,
            "after_call": self._notifiers.collect,
        }
        self._applications = Applications(self._request_log, settings)
        self._applications.add_bankimport(self._bankimport)
        self._applications.add_banksapi(self._banksapi)
        v1 = self._applications.add_finapi(self._world)
        for api, application in self._applications.by_api.items():
            for operation in application.specification.operations.values():
                self._store.know(f"{api} {operation.id}", operation)
            self._base_paths[api] = application.specification.base_path
        self._site = Site(
            self._world, self._banksapi.bank, v1.complete_web_form, self._notifiers.collect
        )
