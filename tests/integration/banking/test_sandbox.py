"""
The account of the sandbox, through each of its APIs: read, synced, and the same for async clients.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kontokit import ArgumentError
from kontokit_banking import (
    AccountKind,
    AccountMissingError,
    Bank,
    CursorMismatchError,
    NoBankingAdapterError,
    Unreadable,
    async_reading,
    reading,
)
from kontokit_sandbox import Sandbox
from tests.support.banking_servers import APIS, Books, Entry, serving
from tests.support.sandbox_accounts import connected


@pytest.fixture(params=sorted(APIS))
def api(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def bank(sandbox: Sandbox, api: str) -> Iterator[Bank[Any, Any, Any, Any]]:
    """
    Reads a user of the sandbox who has connected a bank.
    """
    with connected(sandbox, api) as client:
        yield reading(client)


def test_an_account_is_read_and_synced(bank: Bank[Any, Any, Any, Any], api: str) -> None:
    """
    Its transactions have keys of their own, and a second sync is silent.
    """
    accounts = bank.accounts()
    assert len({one.key for one in accounts}) == len(accounts)
    ours = next(one for one in accounts if one.kind in (AccountKind.CURRENT, AccountKind.OTHER))
    assert ours.currency == "EUR"
    assert bank.balances(ours)[0].currency == "EUR"
    found = bank.transactions(ours)
    assert len(found) > 0
    assert [one.day for one in found] == sorted(one.day for one in found if one.day)
    assert len({one.key for one in found}) == len(found)
    assert {type(one.amount) for one in found} == {Decimal}
    assert not any(isinstance(one, Unreadable) for one in found)
    first = bank.sync(ours)
    assert {one.key for one in first.added} == {one.key for one in found}
    assert len(first.pending) == len(bank.pending(ours))
    again = bank.sync(ours, first.cursor)
    assert (again.added, again.changed, again.removed) == ((), (), ())


def test_all_accounts_are_synced(bank: Bank[Any, Any, Any, Any]) -> None:
    """
    One by one: a cursor that is damaged is the error of its account alone, and one of an account
    that is not there any more is reported too.
    """
    accounts = bank.accounts()
    first = list(bank.sync_all())
    assert [one.account_key for one in first] == [one.key for one in accounts]
    assert [one.account and one.account.id for one in first] == [one.id for one in accounts]
    added = [{row.key for row in one.changes.added} for one in first if one.changes]
    assert added == [{row.key for row in bank.sync(one).added} for one in accounts]
    cursors = {one.account_key: (one.changes and one.changes.cursor) or "" for one in first}
    cursors[accounts[0].key] = "kb1.x"
    broken, *others, gone = bank.sync_all({**cursors, "iban:DE02120300000000202051": "kb1.x"})
    assert (type(broken.error), broken.changes) == (CursorMismatchError, None)
    assert [one.changes and (one.changes.added, one.changes.removed) for one in others] == [
        ((), ()) for _ in accounts[1:]
    ]
    assert (type(gone.error), gone.account) == (AccountMissingError, None)
    assert gone.account_key == "iban:DE02120300000000202051"
    with pytest.raises(ArgumentError):
        next(bank.sync_all(overlap=13))


def test_some_days(bank: Bank[Any, Any, Any, Any]) -> None:
    """
    Both ends belong to them, and their keys are those that they have among all.
    """
    ours = next(
        one for one in bank.accounts() if one.kind in (AccountKind.CURRENT, AccountKind.OTHER)
    )
    every = bank.transactions(ours)
    days = sorted({one.day or date.min for one in every})
    since, until = days[len(days) // 3], days[len(days) // 2]
    some = bank.transactions(ours, since, until=until)
    wanted = [one.key for one in every if since <= (one.day or date.min) <= until]
    assert [one.key for one in some] == wanted
    assert {since, until} <= {one.day for one in some}


def test_connections(bank: Bank[Any, Any, Any, Any], api: str) -> None:
    """
    Each account belongs to one; Bankimport has none.
    """
    found: set[str | None] = {one.id for one in bank.connections()}
    assert {one.connection_id for one in bank.accounts()} == (found or {None})
    assert bool(found) == (api != "bankimport")


def test_a_depot_has_no_transactions(sandbox: Sandbox) -> None:
    """
    Nothing is asked for it.
    """
    with connected(sandbox, "finapi_access") as client:
        bank = reading(client)
        depot = next(one for one in bank.accounts() if one.kind == AccountKind.SECURITIES)
        before = len(sandbox.requests)
        assert list(bank.transactions(depot)) == []
        assert len(sandbox.requests) == before
        assert bank.sync(depot).added == ()


def test_an_api_without_accounts(sandbox: Sandbox) -> None:
    """
    Web Form only names connections of Access.
    """
    with sandbox.client("finapi_webform") as client, pytest.raises(NoBankingAdapterError):
        reading(client)


def test_async_clients_read_the_same(api: str) -> None:
    """
    The same steps, carried out by the other driver.
    """
    books = Books([Entry(1, "-1.00"), Entry(2, "-2.00", pending=api in ("bankimport",))])

    async def read(url: str) -> list[Any]:
        async with APIS[api].async_client(url) as client:
            bank = async_reading(client)
            (account,) = await bank.accounts()
            found = await bank.transactions(account)
            waiting = await bank.pending(account)
            changes = await bank.sync(account)
            books.refresh()
            again = await bank.sync(account, changes.cursor)
            every = [one async for one in bank.sync_all({account.key: "kb1.x", "de:1:2:": "kb1.x"})]
            return [
                [one.id for one in await bank.connections()],
                [one.amount for one in bank.balances(account)],
                [one.key for one in found],
                [one.key for one in waiting],
                [one.key for one in changes.added],
                (again.added, again.changed, again.removed),
                [(one.account_key, type(one.error)) for one in every],
            ]

    with serving(api, books) as url, APIS[api].client(url) as client:
        bank = reading(client)
        account = bank.accounts()[0]
        wanted = [
            [one.id for one in bank.connections()],
            [one.amount for one in bank.balances(account)],
            [one.key for one in bank.transactions(account)],
            [one.key for one in bank.pending(account)],
            [one.key for one in bank.sync(account).added],
            ((), (), ()),
            [(account.key, CursorMismatchError), ("de:1:2:", AccountMissingError)],
        ]
        assert asyncio.run(read(url)) == wanted


def test_a_list_that_changes_is_read_again() -> None:
    """
    A row that comes while pages are read shifts the others into sight twice.
    """
    books = Books([Entry(n, f"-{n}.00") for n in range(1, 30)], per_page=10)
    books.arriving[4] = Entry(0, "-0.50")  # after two for the account, and the first page
    with serving("finapi_access", books) as url, APIS["finapi_access"].client(url) as client:
        bank = reading(client)
        account = bank.accounts()[0]
        assert len(bank.transactions(account)) == 30
    assert len(books.asked) > 2 + 3


OLD, NEW = "t1-be607194ccd5ebc32d9c901c86851e3f", "t1-9bfe15989a996102a622d37d67740a8d"
DAYS = f"""\
bankimport 2024-01-01 None {OLD}
bankimport 2024-05-16 None {NEW}
bankimport 2024-05-17
banksapi 2024-01-01 2024-01-01 {OLD}
banksapi 2024-05-16 2024-05-16 {NEW}
banksapi
finapi_access 2024-01-01 2024-01-01 {OLD}
finapi_access 2024-05-16 2024-05-16 {NEW}
finapi_access 2024-05-17
finapi_access_v1 2024-01-01 2024-01-01 {OLD}
finapi_access_v1 2024-05-16 2024-05-16 {NEW}
finapi_access_v1
"""


@pytest.mark.parametrize(
    ("zone", "seconds"), [("Pacific/Auckland", "-43200"), ("America/Los_Angeles", "28800")]
)
def test_days_do_not_depend_on_the_zone_of_the_machine(zone: str, seconds: str) -> None:
    """
    Midnight in Berlin is that day everywhere, in each API, with the same keys.
    """
    rows = [Entry(1, "-1.00", date(2024, 5, 16)), Entry(2, "-2.00", date(2024, 1, 1))]
    books = Books([*rows, Entry(3, "-3.00", date(2024, 5, 17), pending=True)])
    with ExitStack() as servers:
        urls = [f"{api}={servers.enter_context(serving(api, books))}" for api in sorted(APIS)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.printed_days", *urls],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.splitlines() == [seconds, *DAYS.splitlines()]
