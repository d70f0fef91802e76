"""
A person of the sandbox with one quiet account, synced through an API. The bank does what a test
says, and a night lets the API look again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kontokit_banking import Account, Changes, Transaction, async_reading, reading
from kontokit_sandbox import Sandbox
from kontokit_sandbox.ledger.ledger import Account as BankAccount
from kontokit_sandbox.ledger.rows import Draft, Row
from kontokit_sandbox.server.clock import BERLIN

PERSON = "joerg"
LOGIN = f"no-sca+{PERSON}"
PIN = "12345"
CLOCK = "frozen:2026-03-18T12:00"
DAY = timedelta(days=1)
BEFORE: tuple[dict[str, str], ...] = (
    {"day": "-5", "amount": "-10.00", "counterparty": "Bäckerei Korn", "purpose": "Brot"},
    {"day": "-4", "amount": "-20.00", "counterparty": "Möbel Muster", "purpose": "Rechnung 4711"},
    {"day": "-4", "amount": "-2.50", "counterparty": "Verkehrsbetriebe", "purpose": "Ticket"},
    {"day": "-4", "amount": "-2.50", "counterparty": "Verkehrsbetriebe", "purpose": "Ticket"},
    {"day": "-3", "amount": "99.90", "counterparty": "Erika Muster", "purpose": "Miete März"},
)
Said = tuple[str, str, str | None]
"""The day, the amount and the text of a transaction."""


def said(one: Transaction[Any]) -> Said:
    return str(one.day), str(one.amount), one.remittance.text


@dataclass(frozen=True, kw_only=True)
class Reported:
    """
    What a sync has reported, with the rows of before in the place of their keys.
    """

    added: list[Said] = field(default_factory=list[Said])
    changed: list[tuple[Said, Said, str]] = field(default_factory=list[tuple[Said, Said, str]])
    removed: list[tuple[Said, str]] = field(default_factory=list[tuple[Said, str]])
    relinked: int = 0
    pending: list[Said] = field(default_factory=list[Said])
    out_of_sight: int = 0
    complete: bool = True


class SyncedPerson:
    """
    The account, as an API and a program see it that keeps a copy by its keys.
    """

    def __init__(self, sandbox: Sandbox, api: str, *, is_async: bool) -> None:
        self.sandbox, self.api, self._is_async = sandbox, api, is_async
        self.known: dict[str, Said] = {}
        """The copy: key → what was said."""
        self.cursor: str | None = None
        self._accesses = 0
        client: Any = sandbox.client
        self.client: Any = client(api) if api == "bankimport" else client(api, as_user=True)
        sandbox.people.add(PERSON, accounts=[{"kind": "checking"}], rows=BEFORE)
        if api.startswith("finapi"):
            self.client.users.edit(is_auto_update_enabled=True)
        self.connect()
        self.night()
        self.account = self.listed()

    @property
    def bank_account(self) -> BankAccount:
        return self.sandbox.ledger.accounts_of(PERSON)[0]

    def connect(self) -> None:
        """
        Let the API import the account, under ids of its own.
        """
        if self.api == "bankimport":
            bank, secret = self.bank_account.bank_code, {"username": PERSON, "secret": PIN}
            self.client.bank_accounts.add(hbci_bank_code=bank, **secret)
        elif self.api == "banksapi":
            self._accesses += 1
            provider = self.sandbox.credentials.banksapi_demo_provider
            entered = {"userid": LOGIN, "pin": PIN}
            self.client.bank_accesses.add(self.access, provider_id=provider, credentials=entered)
        else:
            self.client.bank_connections.import_bank_connection(
                bank_id=280001, store_secrets=True, **self.entered
            )

    @property
    def access(self) -> str:
        """
        The id of the access at BANKSapi.
        """
        return str(UUID(int=self._accesses, version=4))

    @property
    def entered(self) -> dict[str, Any]:
        """
        How a user signs in at finAPI.
        """
        interface = "interface" if self.api.endswith("v1") else "banking_interface"
        credentials = {"Onlinebanking-ID": LOGIN, "PIN": PIN}
        return {interface: "FINTS_SERVER", "login_credentials": credentials}

    def night(self) -> None:
        """
        The API looks at the bank, and a day has gone by.
        """
        self.sandbox.advance(DAY)

    def update(self) -> None:
        """
        The user lets BANKSapi or finAPI look at once, for which the bank books a purchase.
        """
        if self.api == "banksapi":
            self.client.bank_accesses.add(self.access)
            return
        (connection,) = self.client.bank_connections.list()
        self.client.bank_connections.update(bank_connection_id=connection.id, **self.entered)

    def listed(self) -> Account[Any]:
        found = reading(self.client).accounts()
        return next(one for one in found if one.iban == self.bank_account.iban)

    def row(self, purpose: str) -> Row:
        """
        A row of the bank, the last of its purpose.
        """
        rows = self.sandbox.ledger.rows(self.bank_account.no, self.sandbox.now)
        return [one for one in rows if one.purpose == purpose][-1]

    def change(self, wanted: str, **columns: Any) -> None:
        """
        The bank corrects the row with a purpose.
        """
        self.sandbox.ledger.change(self.bank_account.no, self.row(wanted).position, **columns)

    def remove(self, purpose: str) -> None:
        """
        The bank takes a row back.
        """
        self.sandbox.ledger.remove(self.bank_account.no, self.row(purpose).position)

    def announce(self, text: str, *, later: str, amount: int, nights: int) -> None:
        """
        The bank shows a pending row, and books it after some nights under another text.
        """
        now = self.sandbox.now
        booked = now + nights * DAY - timedelta(hours=11)
        draft = Draft(
            day=booked.astimezone(BERLIN).date(),
            cents=amount,
            kind="KARTENZAHLUNG",
            who="Tankstelle Nord",
            purpose=later,
            category="OTHER",
            appeared_at=now.timestamp(),
            booked_at=booked.timestamp(),
            announced=text,
        )
        self.sandbox.ledger.book(self.bank_account.no, draft)

    def sync(self, **options: Any) -> Reported:
        """
        Sync once more, and store what is reported.
        """
        changes = self._changes(options)
        self.cursor = changes.cursor
        before = dict(self.known)
        for key in [one.key for one in changes.removed] + [
            one.before_key for one in changes.changed
        ]:
            del self.known[key]
        for one in [*changes.added, *(one.now for one in changes.changed), *changes.pending]:
            self.known[one.key] = said(one)
        return Reported(
            added=sorted(map(said, changes.added)),
            changed=[
                (before[one.before_key], said(one.now), one.reason.value) for one in changes.changed
            ],
            removed=[(before[one.key], one.reason.value) for one in changes.removed],
            relinked=changes.relinked,
            pending=sorted(map(said, changes.pending)),
            out_of_sight=changes.out_of_sight,
            complete=changes.complete,
        )

    def _changes(self, options: dict[str, Any]) -> Changes[Any]:
        if not self._is_async:
            return reading(self.client).sync(self.account, self.cursor, **options)

        async def sync() -> Changes[Any]:
            make: Any = self.sandbox.async_client
            user = {} if self.api == "bankimport" else {"as_user": True}
            async with make(self.api, **user) as client:
                return await async_reading(client).sync(self.account, self.cursor, **options)

        return asyncio.run(sync())


@contextmanager
def synced_person(api: str, *, is_async: bool, clock: str = CLOCK) -> Generator[SyncedPerson]:
    """
    A sandbox with the person, who is connected.
    """
    with Sandbox(clock=clock, transactions=10) as sandbox:
        found = SyncedPerson(sandbox, api, is_async=is_async)
        with found.client:
            yield found
        sandbox.check()


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()
