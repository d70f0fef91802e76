"""
What a user has spent, over finAPI.
"""

from __future__ import annotations

from decimal import Decimal

from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.models import Transaction

BANK = 280001
"""The test bank of finAPI."""


def connect(user: FinapiAccess, login: str) -> None:
    """
    Import the accounts that a login has at the test bank.
    """
    user.bank_connections.import_bank_connection(
        bank_id=BANK,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": login, "PIN": login},
        store_secrets=True,
    )


def spent(user: FinapiAccess, month: str) -> Decimal:
    """
    Add up what left the accounts in a month such as ``2026-02``.
    """
    return _sum(list(user.transactions.list(view="bankView")), month)


async def spent_async(user: AsyncFinapiAccess, month: str) -> Decimal:
    """
    The same for asyncio.
    """
    return _sum([row async for row in user.transactions.list(view="bankView")], month)


def _sum(rows: list[Transaction], month: str) -> Decimal:
    of_month = [row for row in rows if f"{row.bank_booking_date:%Y-%m}" == month]
    return -sum((row.amount for row in of_month if row.amount < 0), Decimal(0))
