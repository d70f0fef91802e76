"""
The ledger: accounts, their rows up to the time of the clock, and what happens on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from ..demo.money import cents as euros
from ..server.clock import Clock
from ..server.timeline import BERLIN, Booked
from .database import Database
from .filling import MONTH, Filling, month_of, month_start
from .people import PERSON, AccountPlan, plans
from .rows import COLUMNS, Draft, Row, column_values, read_row, tagged
from .schema import INDEXES, INSERT, OF_ACCOUNTS, TABLES

__all__ = ["Account", "Ledger"]

_GENERATED = 20_000
"""How many positions of a month are for generated rows."""
_SELECT = ", ".join(COLUMNS)


@dataclass(frozen=True, kw_only=True)
class Account(AccountPlan):
    """
    An account of the ledger.
    """

    no: int


class Ledger:
    """
    The bank accounts of the sandbox.

    Its rows follow from the seed and the clock, and from what users do: payments, updates.
    """

    def __init__(
        self, database: Database, clock: Clock, *, seed: int = 1, transactions: int = 2500
    ) -> None:
        """
        Args:
            database: Empty, or with the ledger of another object.
            seed: The same seed gives the same rows.
            transactions: How many booked rows the company's accounts have together.
        """
        self.database = database
        database.connection.create_function("contains", 3, _contains, deterministic=True)
        self.clock = clock
        self.version = 0
        """Rises with each change of the rows."""
        self._filling = Filling(database, seed)
        self.seed = seed
        self.transactions = transactions
        self._accounts: dict[int, Account] = {}
        self._until = 0.0
        self._next = 0.0

    def fill(self, now: datetime) -> None:
        """
        Make the accounts, and their rows up to a time.
        """
        self.database.create(TABLES)
        with self.database.transaction():
            for plan in plans(self.transactions):
                self._add(plan)
            self._filling.know(list(self.accounts.values()))
            for account in self.accounts.values():
                self._fill(account, now)
            self._keep_until(now.timestamp())
        self.database.create(INDEXES)

    def load(self) -> None:
        """
        Read again what is kept in memory, after the database was replaced.
        """
        self._accounts = {}
        self._filling.know(list(self.accounts.values()))
        self._until = float(self.database.value("SELECT value FROM ledger WHERE name = 'until'"))
        self._changed()

    def trim(self, *accounts: Account) -> None:
        """
        Delete the oldest rows, so that accounts have as many booked ones as they shall have.
        """
        with self.database.transaction():
            for account in accounts:
                # Pending rows belong to later days than all others, so they are not cut off.
                self.database.execute(
                    """DELETE FROM tx WHERE account = ?1 AND pos IN (
                        SELECT pos FROM tx WHERE account = ?1 ORDER BY day DESC, pos DESC
                        LIMIT -1 OFFSET ?2 + (SELECT count(*) FROM tx INDEXED BY tx_pending
                            WHERE account = ?1 AND booked_at > ?3 AND booked_at > appeared_at))""",
                    (account.no, account.rows, self._until),
                )
                self._count(account.no)
        self._changed()

    @property
    def accounts(self) -> dict[int, Account]:
        """
        All accounts by their number.
        """
        if not self._accounts:
            names = [one.name for one in fields(Account)]
            found = self.database.execute(f"SELECT {', '.join(names)} FROM account ORDER BY no")  # noqa: S608
            made = [Account(**dict(zip(names, values, strict=True))) for values in found]
            self._accounts = {account.no: account for account in made}
        return self._accounts

    def accounts_of(self, person: str) -> list[Account]:
        """
        Return the accounts of a person, in the order of their numbers.
        """
        return [one for one in self.accounts.values() if one.person == person]

    def person_of(self, login: str) -> str:
        """
        Return the person whose accounts a login at a bank leads to: the one whose name it is, or
        follows its plus sign, or else the private person of the start.
        """
        known = {one.person for one in self.accounts.values()}
        name, _, note = login.partition("+")
        return next((one for one in (name, note) if one in known), PERSON)

    def account_with(self, iban: str) -> Account | None:
        """
        Find the account with an IBAN.
        """
        return next((one for one in self.accounts.values() if one.iban == iban), None)

    def add_account(self, plan: AccountPlan) -> Account:
        """
        Add an account, with rows up to now.
        """
        with self.database.transaction():
            account = self._add(plan)
            self._fill(account, self.clock.now())
        self.trim(account)
        return account

    @property
    def next_no(self) -> int:
        """
        The number of the account that is added next. That of a removed one is not given again.
        """
        known = self.database.value("SELECT max(no) FROM account") or 0
        removed = self.database.value("SELECT value FROM ledger WHERE name = 'removed'") or 0
        return 1 + max(int(known), int(removed))

    def remove_accounts(self, person: str) -> None:
        """
        Remove the accounts of a person with their rows and standing orders.
        """
        gone, highest = self.accounts_of(person), self.next_no - 1
        with self.database.transaction():
            self.database.execute("INSERT OR REPLACE INTO ledger VALUES ('removed', ?)", (highest,))
            for table, column in OF_ACCOUNTS:
                for account in gone:
                    self.database.execute(f"DELETE FROM {table} WHERE {column} = ?", (account.no,))  # noqa: S608
        self._accounts = {}
        self._filling.forget(person)
        self._changed()

    def balance(self, no: int, seen: datetime) -> Decimal:
        """
        Return the balance of an account as somebody saw it who last looked at a time.
        """
        at = seen.timestamp()
        booked = self.database.value("SELECT booked FROM account WHERE no = ?", (no,))
        later = self.database.value(
            """SELECT total(cents) FROM (
                SELECT cents FROM tx INDEXED BY tx_appeared
                WHERE appeared_at > ?2 AND account = ?1 AND booked_at <= ?3
                UNION ALL
                SELECT cents FROM tx INDEXED BY tx_pending WHERE booked_at > ?2 AND booked_at <= ?3
                AND booked_at > appeared_at AND appeared_at <= ?2 AND account = ?1)""",
            (no, at, self._until),
        )
        return euros(booked - int(later))

    def row(self, no: int, position: int, seen: datetime) -> Row | None:
        """
        Find a row of an account, if it was there when somebody last looked.
        """
        statement = f"SELECT {_SELECT} FROM tx WHERE account = ? AND pos = ? AND appeared_at <= ?"  # noqa: S608
        at = seen.timestamp()
        values = self.database.execute(statement, (no, position, at)).fetchone()
        return None if values is None else read_row(values, at)

    def rows(self, no: int, seen: datetime, *, after: datetime | None = None) -> list[Row]:
        """
        Return the rows of an account in order of their positions.

        Args:
            seen: Those that appeared up to here.
            after: Only those that appeared later than this.
        """
        at, start = seen.timestamp(), after.timestamp() if after else 0
        # The newest rows are few among many; without a start it is most of the account.
        index = "INDEXED BY tx_appeared" if after else ""
        found = self.database.execute(
            f"""SELECT {_SELECT} FROM tx {index} WHERE account = ? AND appeared_at <= ?
            AND appeared_at > ? ORDER BY pos""",  # noqa: S608
            (no, at, start),
        )
        return [read_row(values, at) for values in found]

    def newly_booked(self, no: int, seen: datetime, after: datetime) -> list[Row]:
        """
        Return the rows of an account that were booked between two looks, in order of their days.
        """
        at = seen.timestamp()
        found = self.database.execute(
            f"""SELECT {_SELECT} FROM tx WHERE account = ?1 AND appeared_at > ?2
                AND appeared_at <= ?3 AND booked_at <= ?3
            UNION ALL SELECT {_SELECT} FROM tx INDEXED BY tx_pending WHERE booked_at > ?2
                AND booked_at <= ?3 AND booked_at > appeared_at AND appeared_at <= ?2
                AND account = ?1
            ORDER BY day, pos""",  # noqa: S608
            (no, after.timestamp(), at),
        )
        return [read_row(values, at) for values in found]

    def pending(self, no: int, seen: datetime) -> list[Row]:
        """
        Return the rows of an account that were pending when somebody last looked.
        """
        at = seen.timestamp()
        found = self.database.execute(
            f"""SELECT {_SELECT} FROM tx INDEXED BY tx_pending WHERE booked_at > ?2
            AND booked_at > appeared_at AND appeared_at <= ?2 AND account = ?1 ORDER BY pos""",  # noqa: S608
            (no, at),
        )
        return [read_row(values, at) for values in found]

    def book(self, no: int, draft: Draft) -> int:
        """
        Add a row to an account, now or later. Returns its position.
        """
        moment = datetime.fromtimestamp(draft.appeared_at, UTC)
        base = month_of(moment) * MONTH
        position: int = 1 + max(
            self.database.value(
                f"SELECT coalesce(max(pos), ?) FROM {table} WHERE account = ? AND pos < ?",  # noqa: S608
                (base + _GENERATED, no, base + MONTH),
            )
            for table in ("tx", "future")
        )
        position = max(position, base + _GENERATED)
        with self.database.transaction():
            values = column_values(no, position, draft)
            self.database.execute(f"INSERT INTO future {INSERT}", values)
        self._next = min(self._next, draft.appeared_at)
        self.book_until(self.clock.now())
        return position

    def remove(self, no: int, position: int) -> None:
        """
        Delete a row, as a bank does that has made a mistake.
        """
        with self.database.transaction():
            found = "SELECT cents FROM tx WHERE account = ? AND pos = ? AND booked_at <= ?"
            cents = self.database.value(found, (no, position, self._until)) or 0
            self.database.execute("DELETE FROM tx WHERE account = ? AND pos = ?", (no, position))
            self._add_up(no, -cents, -1)
        self._changed()

    def change(self, no: int, position: int, **columns: Any) -> None:
        """
        Change the texts or days of a row, as a bank does that corrects it.

        Args:
            **columns: ``purpose``, ``counterparty``, ``iban``, or ``day`` as an ordinal.
        """
        for name, value in columns.items():
            if name not in {"purpose", "counterparty", "iban", "day", "announced"}:
                raise ValueError(f"{name} of a row cannot be changed")
            self.database.execute(
                f"UPDATE tx SET {name} = ? WHERE account = ? AND pos = ?",  # noqa: S608
                (value, no, position),
            )
        self._changed()

    def update(self, no: int, purchases: int) -> None:
        """
        Book the pending rows of an account and some purchases now: the bank has waited for somebody
        to look.
        """
        self.book_pending(no)
        now = self.clock.now()
        day, at = now.astimezone(BERLIN).date(), now.timestamp()
        for number in range(purchases):
            draft = Draft(day, -1_299 - number, "KARTENZAHLUNG", "Supermarkt Lindner KG",
                          "NEUER UMSATZ", "LIVING_GROCERIES", at)  # fmt: skip
            self.book(no, draft)

    def book_pending(self, no: int) -> None:
        """
        Book the pending rows of an account now.
        """
        now = self.clock.now()
        self.book_until(now)
        pending = "account = ? AND booked_at > ? AND booked_at > appeared_at"
        day = now.astimezone(BERLIN).date().toordinal()
        with self.database.transaction():
            where = (no, self._until)
            cents, count = self.database.execute(
                f"SELECT coalesce(sum(cents), 0), count(*) FROM tx WHERE {pending}",  # noqa: S608
                where,
            ).fetchone()
            self.database.execute(
                f"UPDATE tx SET booked_at = ?, day = ?, value_day = ? WHERE {pending}",  # noqa: S608
                (self._until, day, day, *where),
            )
            self._add_up(no, cents, 0)
        if count:
            self._changed()

    def book_until(self, moment: datetime) -> None:
        """
        Let everything happen that happens up to a time.
        """
        now = moment.timestamp()
        if now < self._next:
            # Not stored: nothing has happened since.
            self._until = max(self._until, now)
            return
        with self.database.transaction():
            self._generate(moment)
            booked = self._newly_booked(now)
            self._appear(now)
            for no, _, cents, _ in booked:
                self._add_up(no, cents, 0)
            self._keep_until(now)
        self._changed()
        if self.clock.timeline.is_watched:
            for no, position, _, at in booked:
                time = datetime.fromtimestamp(at, UTC)
                self.clock.timeline.announce(Booked(account=no, position=position, at=time))

    def _generate(self, moment: datetime) -> None:
        """
        Make the rows of months that have begun.
        """
        last = month_of(moment)
        for no, month in self.database.execute("SELECT no, last_month FROM account").fetchall():
            # The rows of a month appear in this month or in the next one.
            for each in range(month + 1, last + 1):
                before = datetime.fromtimestamp(self._until, UTC)
                self._filling.add_month(no, self.accounts[no], each, before)
        self.database.execute("UPDATE account SET last_month = max(last_month, ?)", (last,))

    def _newly_booked(self, now: float) -> list[tuple[int, int, int, int]]:
        """
        Find the rows that are booked since it was last looked, in order of time.
        """
        columns = "account, pos, cents, booked_at"
        return self.database.execute(
            f"""SELECT {columns} FROM tx INDEXED BY tx_pending
                WHERE booked_at > ?1 AND booked_at <= ?2 AND booked_at > appeared_at
            UNION ALL SELECT {columns} FROM future WHERE appeared_at <= ?2 AND booked_at <= ?2
            ORDER BY booked_at, account, pos""",  # noqa: S608
            (self._until, now),
        ).fetchall()

    def _appear(self, now: float) -> None:
        found = self.database.execute(
            "SELECT account, count(*) FROM future WHERE appeared_at <= ? GROUP BY account", (now,)
        ).fetchall()
        self.database.execute(
            f"INSERT INTO tx SELECT {_SELECT} FROM future WHERE appeared_at <= ?",  # noqa: S608
            (now,),
        )
        self.database.execute("DELETE FROM future WHERE appeared_at <= ?", (now,))
        for no, count in found:
            self._add_up(no, 0, count)

    def _add(self, plan: AccountPlan) -> Account:
        no = self.next_no
        names = [one.name for one in fields(AccountPlan)]
        values = asdict(plan)
        marks = ", ".join("?" * (len(names) + 1))
        self.database.execute(
            f"INSERT INTO account (no, {', '.join(names)}) VALUES ({marks})",  # noqa: S608
            (no, *(values[name] for name in names)),
        )
        self._accounts = {}
        return self.accounts[no]

    def _fill(self, account: Account, now: datetime) -> None:
        self._filling.fill(account.no, account, now)
        self._until = now.timestamp()
        self._count(account.no)

    def _count(self, no: int) -> None:
        self.database.execute(
            """UPDATE account SET visible = (SELECT count(*) FROM tx WHERE account = no),
                booked = opening + (SELECT total(cents) FROM tx
                    WHERE account = no AND booked_at <= ?) WHERE no = ?""",
            (self._until, no),
        )

    def _add_up(self, no: int, cents: int, rows: int) -> None:
        self.database.execute(
            "UPDATE account SET booked = booked + ?, visible = visible + ? WHERE no = ?",
            (cents, rows, no),
        )

    def _keep_until(self, now: float) -> None:
        self._until = now
        self.database.execute("INSERT OR REPLACE INTO ledger VALUES ('until', ?)", (now,))

    def _changed(self) -> None:
        self.version += 1
        self._plan_next()

    def _plan_next(self) -> None:
        """
        Find when something happens next.
        """
        statements: Iterable[str] = (
            "SELECT min(appeared_at) FROM future",
            f"""SELECT min(booked_at) FROM tx INDEXED BY tx_pending
            WHERE booked_at > appeared_at AND booked_at > {self._until!r}""",  # noqa: S608
        )
        moments = [self.database.value(statement) for statement in statements]
        month = self.database.value("SELECT min(last_month) FROM account")
        moments += [month_start(month + 1)] if month is not None else []
        self._next = min((one for one in moments if one is not None), default=float("inf"))


def _contains(purpose: str, refs: str | None, part: str) -> bool:
    """
    Whether a purpose with its SEPA marks contains a text, in any case; SQLite knows only ASCII.
    """
    return part in tagged(purpose, json.loads(refs) if refs else {}).casefold()
