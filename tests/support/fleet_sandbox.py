"""
A connection at the sandbox in each API, and a refresher that lives by the sandbox's clock.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import attrs

from kontokit import AsyncReadBudget
from kontokit.core.clock import Moment
from kontokit.stores import MemoryStore
from kontokit_fleet import (
    BankBreaker,
    Refresher,
    RefreshOptions,
    StoreTable,
    Unit,
    Watermarks,
    WorkList,
    unattended,
)
from kontokit_sandbox import Sandbox
from tests.support.fleet_worker import ListSink

FINAPI: Final = ("finapi_access", "finapi_access_v1")
APIS: Final = (*FINAPI, "banksapi", "bankimport")
_UPDATES: Final = {
    "banksapi": "addBankAccess",
    "bankimport": "startImport",
    "finapi_access": "updateBankConnection",
    "finapi_access_v1": "updateBankConnection",
}
RUN: Final = "night"
PIN: Final = "12345"
PERSON: Final = "joerg"
_ACCESS: Final = "00000000-0000-4000-8000-000000000001"
_ROWS: Final = ({"day": "-5", "amount": "-10.00", "counterparty": "Bäckerei", "purpose": "Brot"},)


@attrs.frozen
class SandboxClock:
    """
    The clock of the sandbox, which sleeping moves.
    """

    sandbox: Sandbox

    def now(self) -> Moment:
        return Moment(time=self.sandbox.now, steady=self.sandbox.steady)

    async def sleep(self, seconds: float) -> None:
        self.sandbox.advance(timedelta(seconds=seconds))


class SandboxFleet:
    """
    One connection of one user, and all that a fleet keeps of it.
    """

    def __init__(self, sandbox: Sandbox, api: str, *, login: str = "no-sca") -> None:
        self.sandbox, self.api, self.login = sandbox, api, login
        self.clock = SandboxClock(sandbox)
        self.is_known = False
        self.sink = ListSink()
        store = MemoryStore()
        table = StoreTable(store, clock=self.clock)
        self.work = WorkList(table, clock=self.clock)
        self.budget = AsyncReadBudget(store, self.clock)
        self.breaker = BankBreaker(store, clock=self.clock, known_for=timedelta(0))
        self.watermarks = Watermarks(store)
        sandbox.people.add(PERSON, accounts=[{"kind": "checking"}], rows=_ROWS)
        self.connection = self.connect()
        sandbox.advance(timedelta(hours=1))

    def sync_client(self) -> Any:
        client: Any = self.sandbox.client
        return client(self.api) if self.api == "bankimport" else client(self.api, as_user=True)

    def client(self, **options: Any) -> Any:
        """
        An async client that follows the clock of the sandbox, and repeats nothing by itself.
        """
        client: Any = self.sandbox.async_client
        more = {} if self.api == "bankimport" else {"as_user": True}
        return client(self.api, max_retries=0, **more, **options)

    async def night(self, run: str = RUN, *, client: Any = None, **options: Any) -> Any:
        """
        Plan the connection in a run, and refresh it once.
        """
        unit = self.unit(run)
        await self.work.plan(run, [unit])
        if not self.is_known:  # a new connection has one read on its first day
            taken = await self.budget.take(unit.budget_key)
            await self.budget.give_back(unit.budget_key, taken)
        self.is_known = True
        return await self.again(run, client=client, **options)

    async def again(self, run: str = RUN, *, client: Any = None, **options: Any) -> Any:
        """
        Refresh it once more in a run.
        """
        async with client or self.client() as used:
            refresher = Refresher(
                used,
                work=self.work,
                budget=self.budget,
                sink=self.sink,
                breaker=self.breaker,
                watermarks=self.watermarks,
                observers=(),
                options=RefreshOptions(**options),
                clock=self.clock,
                sleep=self.clock.sleep,
            )
            return await refresher.run(self.unit(run))

    def unit(self, run: str = RUN) -> Unit:
        return Unit(
            run=run, api=self.api, user="erika", connection=self.connection, bank="12345678"
        )

    async def left(self) -> int:
        return await self.budget.left(self.unit().budget_key)

    def asked(self) -> int:
        """
        How often the provider was told to ask the bank since the connection was made.
        """
        first = self.api == "banksapi"  # one of them has made the access
        return len(self.sandbox.requests_to(self.named, _UPDATES[self.api])) - first

    @property
    def named(self) -> Any:
        """
        The API, as the sandbox names it.
        """
        return self.api

    def fault(self, kind: str, **options: Any) -> None:
        """
        Let something happen to the next request that has the bank asked.
        """
        operation = _UPDATES[self.api]
        self.sandbox.faults.add(kind, api=self.api, operation=operation, options=options)

    def get(self, client: Any) -> Any:
        """
        Read the connection; an async client returns an awaitable.
        """
        update = unattended(client).update
        assert update is not None
        return update.get_call(client, self.connection)

    def start_update(self) -> Any:
        """
        Have the bank asked, and give the time of what was fetched before.
        """
        with self.sync_client() as client:
            before, update = self.get(client), unattended(client).update
            assert update is not None
            update.start_call(client, self.connection, before)
        return getattr(before, "last_update_at", None)

    def update_with_user(self) -> None:
        """
        The user lets finAPI ask the bank, and goes through its SCA.
        """
        with self.sync_client() as client:
            entered = {**self._entered(), "bank_connection_id": int(self.connection)}
            self._finished(client, client.bank_connections.update, entered)

    def connect(self) -> str:
        """
        Connect the bank, once more if it is connected.
        """
        with self.sync_client() as client:
            if self.api == "bankimport":
                account = self.sandbox.ledger.accounts_of(PERSON)[0]
                added = client.bank_accounts.add(
                    hbci_bank_code=account.bank_code, username=PERSON, secret=PIN
                )
                return str(added.id)
            login = f"{self.login}+{PERSON}"
            if self.api == "banksapi":
                provider = self.sandbox.credentials.banksapi_demo_provider
                secret = {"userid": login, "pin": PIN}
                client.bank_accesses.add(_ACCESS, provider_id=provider, credentials=secret)
                return _ACCESS
            entered: dict[str, Any] = {**self._entered(), "bank_id": 280001}
            made = self._finished(client, client.bank_connections.import_bank_connection, entered)
            return str(made.id)

    def _entered(self) -> dict[str, Any]:
        interface = "interface" if self.api.endswith("v1") else "banking_interface"
        credentials = {"Onlinebanking-ID": f"{self.login}+{PERSON}", "PIN": PIN}
        return {
            interface: "XS2A",
            "login_credentials": credentials,
            "store_secrets": True,
        }

    def _finished(self, client: Any, call: Any, entered: dict[str, Any]) -> Any:
        flow = client.sca.start(call, **entered)
        while not flow.done:
            flow.answer("123456")
        return flow.result
