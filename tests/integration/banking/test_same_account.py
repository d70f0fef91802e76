"""
One account of the sandbox's ledger, read through every API: the same money, days and other sides,
whatever each API calls them.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontokit_banking import Account, BalanceKind, Transaction, async_reading, reading
from kontokit_sandbox import Sandbox
from tests.support.banking_servers import APIS
from tests.support.views_of_accounts import COMPANY, connect_all

Fact = tuple[date | None, Decimal, str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    """
    A sandbox after a night, in which all APIs have read the accounts of the company.
    """
    with Sandbox(clock="frozen:2026-11-28T12:00", transactions=400) as made:
        connect_all(made)
        made.advance(timedelta(days=1))
        yield made


@pytest.fixture(scope="module")
def iban(shared: Sandbox) -> str:
    return shared.ledger.accounts_of(COMPANY)[0].iban


@pytest.fixture(params=["sync", "async"], scope="module")
def readings(
    request: pytest.FixtureRequest, shared: Sandbox, iban: str
) -> dict[str, tuple[Account[Any], list[Transaction[Any]], list[Transaction[Any]], Decimal]]:
    """
    API → account, booked rows, pending rows and the booked balance.
    """
    if request.param == "async":
        return {api: asyncio.run(read_async(shared, api, iban)) for api in APIS}
    return {api: read(shared, api, iban) for api in APIS}


def as_user(api: str) -> dict[str, Any]:
    return {} if api == "bankimport" else {"as_user": True}


def booked_balance(balances: list[Any]) -> Decimal:
    (amount,) = (one.amount for one in balances if one.kind == BalanceKind.BOOKED)
    return Decimal(amount)


def read(sandbox: Sandbox, api: str, iban: str) -> Any:
    make: Any = sandbox.client
    with make(api, **as_user(api)) as client:
        bank = reading(client)
        (account,) = (one for one in bank.accounts() if one.iban == iban)
        balance = booked_balance(bank.balances(account))
        return account, list(bank.transactions(account)), list(bank.pending(account)), balance


async def read_async(sandbox: Sandbox, api: str, iban: str) -> Any:
    make: Any = sandbox.async_client
    async with make(api, **as_user(api)) as client:
        bank = async_reading(client)
        (account,) = (one for one in await bank.accounts() if one.iban == iban)
        balance = booked_balance(bank.balances(account))
        booked, waiting = await bank.transactions(account), await bank.pending(account)
        return account, list(booked), list(waiting), balance


def fact(one: Transaction[Any]) -> Fact:
    other = one.counterparty
    return one.day, one.amount, one.currency, other.name, other.iban, other.bic


def test_money_days_and_other_sides(readings: Any) -> None:
    """
    Row by row, equal ones counted, and the rows add up to the balance in the same way.
    """
    first, *others = [Counter(map(fact, booked)) for _, booked, _, _ in readings.values()]
    assert first.total() == 258
    assert [one == first for one in others] == [True, True, True]
    assert {str(balance) for _, _, _, balance in readings.values()} == {"47387.99"}
    sums = {sum((one.amount for one in booked), Decimal()) for _, booked, _, _ in readings.values()}
    assert len(sums) == 1


def test_the_account_has_one_key(readings: Any, iban: str) -> None:
    """
    It is that of the IBAN, so a copy may go from one API to another.
    """
    assert {account.key for account, _, _, _ in readings.values()} == {f"iban:{iban}"}
    owners = {account.owner for account, _, _, _ in readings.values() if account.owner}
    assert owners == {"Müller & Söhne GmbH"}


def test_keys_of_transactions(readings: Any) -> None:
    """
    References and texts are the same here, once SEPA marks are told apart, and so are the keys.
    With other wordings they differ, so this is a help and no promise.
    """
    keys = [{one.key for one in booked} for _, booked, _, _ in readings.values()]
    assert [len(one) for one in keys] == [258] * 4
    assert keys[1:] == keys[:-1]
    ids = [{one.id for one in booked} for _, booked, _, _ in readings.values()]
    assert not ids[0] & ids[1]


def test_pending_rows(readings: Any) -> None:
    """
    Two APIs show them, and show the same.
    """
    found = {api: sorted(map(fact, waiting)) for api, (_, _, waiting, _) in readings.items()}
    assert found["bankimport"] == found["finapi_access"]
    assert {api: len(rows) for api, rows in found.items()} == {
        "bankimport": 3,
        "banksapi": 0,
        "finapi_access": 3,
        "finapi_access_v1": 0,
    }
