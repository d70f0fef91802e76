"""
Writes camt.053 and DATEV files of a month for all mandants.

README.md says how to run it.
"""

import asyncio
import os
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mandants import Mandant, Mandants, read

from kontokit import KontokitError
from kontokit.stores import SqliteStore
from kontokit_banking import Account, AsyncBank, Balance, BalanceKind, async_reading
from kontokit_banking.exports import async_export
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_fleet import async_wait_until_ready

BERLIN = ZoneInfo("Europe/Berlin")
AT_ONCE = 5  # mandants
AnyBank = AsyncBank[Any, Any, Any, Any]


@dataclass(frozen=True)
class Month:
    first: date

    @classmethod
    def parse(cls, text: str) -> "Month":
        return cls(date.fromisoformat(f"{text}-01"))

    @property
    def last(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def end(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), BERLIN)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


async def export_mandant(user: AsyncFinapiAccess, mandant: Mandant, month: Month) -> list[str]:
    """Both files for each account; returns a line for each."""
    await update(user, month)
    bank, said = async_reading(user), []
    for number, account in enumerate(await bank.accounts(), 1):
        if account.has_valid_iban:
            stem = f"{mandant.number}-{number}"
            said.append(f"{stem} {await export_account(bank, account, month, stem)}")
    return said


async def update(user: AsyncFinapiAccess, month: Month) -> None:
    """finAPI asks the bank again if it has not since the month has ended."""
    banks = user.bank_connections
    for connection in await async_reading(user).connections():
        if connection.fetched_at is None or connection.fetched_at < month.end:
            one = int(connection.id)
            await user.sca.with_options(interaction="never").start(
                banks.update, bank_connection_id=one, banking_interface="XS2A"
            )
            await async_wait_until_ready(partial(banks.get, bank_connection_id=one))


async def export_account(bank: AnyBank, account: Account[Any], month: Month, stem: str) -> str:
    rows = await bank.transactions(account, month.first)
    in_month = [row for row in rows if row.day and row.day <= month.last]
    later = [row for row in rows if row not in in_month]
    (now,) = (one for one in bank.balances(account) if one.kind == BalanceKind.BOOKED)
    closing_amount = now.amount - sum((row.amount for row in later), Decimal(0))
    balance = Balance(
        kind=BalanceKind.BOOKED,
        amount=closing_amount,
        currency=now.currency,
        as_of=datetime.combine(month.last, time(), BERLIN),
        as_of_is_day=True,
        raw=None,
    )
    path = Path(str(month)) / stem
    await async_export(in_month, f"{path}.xml", to="camt.053", account=account, balances=[balance])
    report = await async_export(in_month, f"{path}.csv", to="datev-csv", account=account)
    changed = sum(note.rows for note in report.notes)  # characters that DATEV does not have
    return f"{report.rows:4} rows {closing_amount:>10}  {changed} texts changed"


async def run(mandants: Mandants, listed: list[Mandant], month: Month) -> int:
    """Returns how many could not be exported; one does not stop the others."""
    Path(str(month)).mkdir(exist_ok=True)
    free = asyncio.Semaphore(AT_ONCE)

    async def one(mandant: Mandant) -> list[str] | KontokitError:
        try:
            async with free:
                return await export_mandant(await mandants.user(mandant), mandant, month)
        except KontokitError as error:
            return error

    failed = 0
    for mandant, done in zip(listed, await asyncio.gather(*map(one, listed)), strict=True):
        if isinstance(done, KontokitError):
            failed += 1
            print(f"{mandant.number}   not exported: {done}")
            continue
        for line in done:
            print(f"{line}  {mandant.name}")
    print(f"{len(listed) - failed} of {len(listed)} mandants, in {month}/")
    return failed


def ask_pin(mandant: Mandant) -> str:
    if sys.stdin.isatty():
        return getpass(f"PIN of {mandant.name}: ")
    return sys.stdin.readline().strip()


async def main(month: Month) -> int:
    key = bytes.fromhex(os.environ["KEY"])  # 32 random bytes
    with closing(SqliteStore("mandants.db", key=key)) as store:
        async with AsyncFinapiAccess.from_env(token_store=store) as client:
            return await run(Mandants(client, store, ask_pin), read(Path("mandants.csv")), month)


if __name__ == "__main__":
    sys.exit(1 if asyncio.run(main(Month.parse(sys.argv[1]))) else 0)
