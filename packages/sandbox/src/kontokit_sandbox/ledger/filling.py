"""
Fills the accounts of a ledger with the rows that they have at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ..server.timeline import BERLIN
from .database import Database
from .generator import rows_of_month
from .people import AccountPlan, Kind
from .rows import Draft, column_values
from .schema import INSERT

__all__ = ["MONTH", "Filling", "month_of", "month_start"]

MONTH = 80_000
"""How many positions a month has. Generated rows take the first ones, others the last ones."""
_FIRST_YEAR = 2000


def month_of(moment: datetime) -> int:
    """
    Return the number of a month, counted from 2000, in Berlin.
    """
    local = moment.astimezone(BERLIN)
    return (local.year - _FIRST_YEAR) * 12 + local.month - 1


def month_start(month: int) -> float:
    """
    Return when a month begins, in seconds since 1970.
    """
    year, number = divmod(month, 12)
    return datetime(_FIRST_YEAR + year, number + 1, 1, tzinfo=BERLIN).timestamp()


class Filling:
    """
    Makes the rows of accounts and stores them.
    """

    def __init__(self, database: Database, seed: int) -> None:
        self._database = database
        self._seed = seed
        self._families: dict[str, dict[Kind, AccountPlan]] = {}

    def know(self, accounts: Sequence[AccountPlan]) -> None:
        """
        Learn which accounts there are, for transfers between those of a person: the first account
        of each kind takes part.
        """
        self._families = {plan.person: {} for plan in accounts}
        for plan in accounts:
            self._families[plan.person].setdefault(plan.kind, plan)

    def forget(self, person: str) -> None:
        """
        Forget the accounts of a person.
        """
        self._families.pop(person, None)

    def fill(self, no: int, plan: AccountPlan, now: datetime) -> None:
        """
        Give an account its rows up to a time: at least as many booked ones as the plan says.
        """
        last = month_of(now)
        newest = self._rows(no, plan, last)
        first = last - plan.rows // max(1, len(newest)) - 1
        known = last + 1
        while True:
            for month in range(first, known):
                self.add_month(no, plan, month, now)
            known, booked = first, self._booked(no, now)
            if booked >= plan.rows:
                break
            first -= 1 + (plan.rows - booked) // max(1, len(newest))
        self._database.execute("UPDATE account SET last_month = ? WHERE no = ?", (last, no))

    def add_month(self, no: int, plan: AccountPlan, month: int, now: datetime) -> None:
        """
        Add the rows of a month, those after a time to what is still to come.
        """
        rows, seconds = self._rows(no, plan, month), now.timestamp()
        there = [row for row in rows if row[1].appeared_at <= seconds]
        coming = rows[len(there) :]
        self._insert("tx", no, there)
        self._insert("future", no, coming)

    def _rows(self, no: int, plan: AccountPlan, month: int) -> list[tuple[int, Draft]]:
        year, number = divmod(month, 12)
        family = self._families.get(plan.person, {})
        drafts = rows_of_month(self._seed, no, plan, family, _FIRST_YEAR + year, number + 1)
        return list(enumerate(drafts, month * MONTH))

    def _insert(self, table: str, no: int, rows: Sequence[tuple[int, Draft]]) -> None:
        values: Iterator[tuple[Any, ...]] = (column_values(no, *row) for row in rows)
        self._database.connection.executemany(f"INSERT INTO {table} {INSERT}", values)

    def _booked(self, no: int, now: datetime) -> int:
        statement = "SELECT count(*) FROM tx WHERE account = ? AND booked_at <= ?"
        return int(self._database.value(statement, (no, now.timestamp())))
