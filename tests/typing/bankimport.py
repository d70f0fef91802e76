"""
What type checkers must see of the Bankimport client; read by mypy and pyright, never run.
"""

from decimal import Decimal
from typing import assert_type

from kontokit import AsyncListing, Listing, Response
from kontokit_bankimport import AsyncBankimport, Bankimport, models


def blocking(client: Bankimport) -> None:
    assert_type(client.bank_accounts.list(), models.BankAccountList)
    assert_type(client.bank_accounts.list().bank_accounts[0].balance, Decimal | None)
    assert_type(client.transactions.iterate(), Listing[models.Transaction, models.TransactionPage])
    response = client.with_response(client.transactions.list, limit=10)
    assert_type(response, Response[models.TransactionPage])
    assert_type(client.as_text(client.bank_accounts.list, "application/xml"), str)
    assert_type(client.with_auth(api_token="t"), Bankimport)


async def waiting(client: AsyncBankimport) -> None:
    assert_type(await client.bank_accounts.list(), models.BankAccountList)
    assert_type(
        client.transactions.iterate(), AsyncListing[models.Transaction, models.TransactionPage]
    )
    response = await client.with_response(client.transactions.list, limit=10)
    assert_type(response, Response[models.TransactionPage])
