"""
What type checkers know of accounts and transactions.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import assert_type

import kontokit_bankimport.banking
import kontokit_bankimport.models
import kontokit_banksapi.banking
import kontokit_banksapi.models
import kontokit_finapi_access_v1.banking
import kontokit_finapi_access_v1.models
from kontokit import SyncClient
from kontokit_banking import (
    AsyncBank,
    Bank,
    Changes,
    Transaction,
    Transactions,
    async_reading,
    reading,
)
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models
from kontokit_finapi_access.banking import BANKING

Raw = models.Transaction | models.PendingTransaction


def the_object_of_the_provider_is_typed(client: FinapiAccess, cursor: str) -> None:
    bank = reading(client, BANKING)
    assert_type(bank, Bank[models.BankConnection, models.Account, models.Account, Raw])
    for account in bank.accounts():
        assert_type(account.raw, models.Account)
        for one in bank.transactions(account, since=date(2026, 1, 1)):
            assert_type(one, Transaction[Raw])
            assert_type(one.raw, Raw)
            assert_type(one.amount, Decimal)
        for page in bank.transaction_pages(account):
            assert_type(page, Transactions[Raw])
            assert_type(page.rows[0].raw, Raw)
        changes = bank.sync(account, since=cursor)
        assert_type(changes, Changes[Raw])
        assert_type(changes.cursor, str | None)
        reading(client).sync(account, cursor, unreadable="collect")


async def the_twin_has_the_same_types(client: AsyncFinapiAccess) -> None:
    bank = async_reading(client, BANKING)
    assert_type(bank, AsyncBank[models.BankConnection, models.Account, models.Account, Raw])
    for account in await bank.accounts():
        assert_type((await bank.sync(account)).added[0].raw, Raw)
        async for page in bank.transaction_pages(account):
            assert_type(page, Transactions[Raw])


def so_it_is_for_every_api(client: SyncClient) -> None:
    bankimport = reading(client, kontokit_bankimport.banking.BANKING)
    for account in bankimport.accounts():
        assert_type(
            bankimport.transactions(account).rows[0].raw, kontokit_bankimport.models.Transaction
        )
    banksapi = reading(client, kontokit_banksapi.banking.BANKING)
    for product in banksapi.accounts():
        assert_type(
            banksapi.transactions(product).rows[0].raw, kontokit_banksapi.models.Transaction
        )
    finapi_v1 = reading(client, kontokit_finapi_access_v1.banking.BANKING)
    for listed in finapi_v1.accounts():
        assert_type(
            finapi_v1.pending(listed).rows[0].raw, kontokit_finapi_access_v1.models.Transaction
        )
    assert_type(finapi_v1.hint(object()), tuple[str, ...] | None)
