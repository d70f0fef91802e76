"""
What type checkers must see of the Bankimport client; read by mypy and pyright, never run.
"""

from decimal import Decimal
from typing import assert_type

from kontokit import AsyncListing, Listing, Response
from kontokit_bankimport import AsyncBankimport, Bankimport, models


def blocking(client: Bankimport) -> None:
    accounts = client.bank_accounts.list()
    assert_type(accounts, Listing[models.BankAccount, models.BankAccountList])
    assert_type(accounts.first_page(), models.BankAccountList)
    for account in accounts:
        assert_type(account.balance, Decimal | None)
    assert_type(client.transactions.list(), Listing[models.Transaction, models.TransactionPage])
    response = client.with_response(client.transactions.list, limit=10)
    assert_type(response, Response[models.TransactionPage])
    assert_type(client.as_text(client.bank_accounts.list, "application/xml"), str)
    assert_type(client.with_options(api_token="t"), Bankimport)


async def waiting(client: AsyncBankimport) -> None:
    assert_type(await client.bank_accounts.list(), models.BankAccountList)
    assert_type(await client.bank_accounts.list().first_page(), models.BankAccountList)
    async for account in client.bank_accounts.list():
        assert_type(account.balance, Decimal | None)
    assert_type(
        client.transactions.list(), AsyncListing[models.Transaction, models.TransactionPage]
    )
    assert_type(await client.as_text(client.bank_accounts.list, "application/xml"), str)
    response = await client.with_response(client.transactions.list, limit=10)
    assert_type(response, Response[models.TransactionPage])
