"""
What type checkers must see of the finAPI Access client; read by mypy and pyright, never run.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, assert_type

from kontokit import AsyncListing, Listing, Problem, StatusError
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models

Page = models.PageableTransactionList


def blocking(client: FinapiAccess) -> None:
    rows = client.transactions.list(view="userView", max_items=10)
    assert_type(rows, Listing[models.Transaction, Page])
    assert_type(rows.pages(), Iterator[Page])
    for row in rows:
        assert_type(row.amount, Decimal)
        assert_type(row.value_date, date | None)
        assert_type(row.import_date, datetime | None)
        assert_type(row.category, models.Category | None)
    account = client.accounts.get(1)
    assert_type(account, models.Account)
    assert_type(account.to_dict(), dict[str, Any])
    assert_type(account.to_json(), str)
    assert_type(models.Account.from_dict(account.to_dict()), models.Account)
    models.AccountReference(ibn="DE89370400440532013000")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert_type(client.bank_connections.delete(1), None)


async def waiting(client: AsyncFinapiAccess) -> None:
    rows = client.transactions.list(view=models.TransactionView.USER_VIEW)
    assert_type(rows, AsyncListing[models.Transaction, Page])
    assert_type(rows.pages(), AsyncIterator[Page])
    assert_type(await client.accounts.get(1), models.Account)


def failing(error: StatusError) -> None:
    assert_type(error.problems, tuple[Problem, ...])
    assert_type(error.code, str | None)
