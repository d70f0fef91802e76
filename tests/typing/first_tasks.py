"""
What a new user does first, each task a function to paste. tests/integration/generated runs them
against the sandbox; mypy and pyright read them.
"""

import asyncio
import logging
from datetime import date
from decimal import Decimal
from time import sleep
from typing import assert_type
from uuid import uuid4

from kontokit import (
    AsyncListing,
    ClientCredentials,
    EndUser,
    Listing,
    Location,
    NotFoundError,
    RateLimitError,
)
from kontokit.sca import AsyncFlow, Flow
from kontokit.webhooks import UnknownNotification, verify_signature
from kontokit_banksapi import AsyncBanksapi, Banksapi, webhooks
from kontokit_banksapi import models as banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access import models as finapi

logger = logging.getLogger(__name__)


def make_client(client_id: str, client_secret: str, url: str) -> FinapiAccess:
    credentials = ClientCredentials(client_id, client_secret)
    return FinapiAccess(client_credentials=credentials, base_url=url, timeout=20)


def make_client_from_environment() -> FinapiAccess:
    return FinapiAccess.from_env()


def ibans_of_accounts(user: FinapiAccess) -> list[str | None]:
    assert_type(user.accounts.list(), Listing[finapi.Account, finapi.AccountList])
    assert_type(user.accounts.list().prefetch(2), Listing[finapi.Account, finapi.AccountList])
    return [account.iban for account in user.accounts.list()]


def amounts_since(user: FinapiAccess, since: date) -> list[Decimal]:
    rows = user.transactions.list(view="userView", min_bank_booking_date=since, max_items=1000)
    return [row.amount for row in rows]


def sums_of_a_page(user: FinapiAccess) -> tuple[Decimal, Decimal, int]:
    page = user.transactions.list(view="userView", per_page=500).first_page()
    assert_type(page, finapi.PageableTransactionList)
    return page.income, page.spending, len(page.transactions)


def connect_a_bank(user: FinapiAccess, name: str, pin: str) -> Flow[finapi.BankConnection]:
    return user.sca.start(
        user.bank_connections.import_bank_connection,
        bank_id=280001,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": name, "PIN": pin},
    )


def pay(user: FinapiAccess, account_id: int, login: dict[str, str]) -> Flow[finapi.Payment]:
    payment = user.payments.create_money_transfer(
        account_id=account_id,
        money_transfers=[
            {
                "counterpart_name": "Erika Mustermann",
                "counterpart_iban": "DE02120300000000202051",
                "amount": Decimal("1.50"),
            }
        ],
    )
    return user.sca.start(
        user.payments.submit,
        payment_id=payment.id,
        banking_interface="XS2A",
        login_credentials=login,
    )


def amounts_of_a_bank_access(
    user: Banksapi, provider: str, login: dict[str, str]
) -> list[Decimal | None]:
    access_id = str(uuid4())
    location = user.bank_accesses.add(access_id, provider_id=provider, credentials=login)
    assert_type(location, Location[banksapi.BankAccess])
    access = user.follow(location)
    assert_type(access, banksapi.BankAccess)
    product = (access.bankprodukte or [])[0]
    return [row.betrag for row in user.transactions.list(access_id, product.id)]


def account_or_none(user: FinapiAccess, account_id: int) -> finapi.Account | None:
    while True:
        try:
            return user.accounts.get(account_id)
        except RateLimitError as error:
            sleep(error.retry_after or 1)
        except NotFoundError as error:
            logger.info("%s %s %s", error.status_code, error.code, error.request_id)
            return None


def accounts_with_options(user: FinapiAccess, ip_address: str) -> list[finapi.Account]:
    accounts = user.accounts.list(options={"timeout": 20, "correlation_id": "order-4711"})
    patient = user.with_options(timeout=20, end_user=EndUser(ip_address=ip_address))
    return [*accounts, *patient.accounts.list()]


def change_of_a_balance(body: bytes, signature: str | None, secret: str) -> Decimal | None:
    verify_signature(body, signature, secret)
    event = webhooks.parse_notification(body)
    if isinstance(event, banksapi.BalanceNotification):
        return event.new_balance - event.old_balance
    if isinstance(event, UnknownNotification):
        logger.info("unknown: %s", event.kind)
    return None


def make_async_client(client_id: str, client_secret: str, url: str) -> AsyncFinapiAccess:
    credentials = ClientCredentials(client_id, client_secret)
    return AsyncFinapiAccess(client_credentials=credentials, base_url=url, timeout=20)


def make_async_client_from_environment() -> AsyncFinapiAccess:
    return AsyncFinapiAccess.from_env()


async def async_ibans_of_accounts(user: AsyncFinapiAccess) -> list[str | None]:
    assert_type(user.accounts.list(), AsyncListing[finapi.Account, finapi.AccountList])
    assert_type(user.accounts.list().prefetch(2), AsyncListing[finapi.Account, finapi.AccountList])
    return [account.iban async for account in user.accounts.list()]


async def async_amounts_since(user: AsyncFinapiAccess, since: date) -> list[Decimal]:
    rows = user.transactions.list(view="userView", min_bank_booking_date=since, max_items=1000)
    return [row.amount async for row in rows]


async def async_sums_of_a_page(user: AsyncFinapiAccess) -> tuple[Decimal, Decimal, int]:
    page = await user.transactions.list(view="userView", per_page=500)
    assert_type(page, finapi.PageableTransactionList)
    return page.income, page.spending, len(page.transactions)


async def async_connect_a_bank(
    user: AsyncFinapiAccess, name: str, pin: str
) -> AsyncFlow[finapi.BankConnection]:
    return await user.sca.start(
        user.bank_connections.import_bank_connection,
        bank_id=280001,
        banking_interface="XS2A",
        login_credentials={"Onlinebanking-ID": name, "PIN": pin},
    )


async def async_pay(
    user: AsyncFinapiAccess, account_id: int, login: dict[str, str]
) -> AsyncFlow[finapi.Payment]:
    payment = await user.payments.create_money_transfer(
        account_id=account_id,
        money_transfers=[
            {
                "counterpart_name": "Erika Mustermann",
                "counterpart_iban": "DE02120300000000202051",
                "amount": Decimal("1.50"),
            }
        ],
    )
    return await user.sca.start(
        user.payments.submit,
        payment_id=payment.id,
        banking_interface="XS2A",
        login_credentials=login,
    )


async def async_amounts_of_a_bank_access(
    user: AsyncBanksapi, provider: str, login: dict[str, str]
) -> list[Decimal | None]:
    access_id = str(uuid4())
    location = await user.bank_accesses.add(access_id, provider_id=provider, credentials=login)
    access = await user.follow(location)
    assert_type(access, banksapi.BankAccess)
    product = (access.bankprodukte or [])[0]
    return [row.betrag async for row in user.transactions.list(access_id, product.id)]


async def async_account_or_none(user: AsyncFinapiAccess, account_id: int) -> finapi.Account | None:
    while True:
        try:
            return await user.accounts.get(account_id)
        except RateLimitError as error:
            await asyncio.sleep(error.retry_after or 1)
        except NotFoundError as error:
            logger.info("%s %s %s", error.status_code, error.code, error.request_id)
            return None


async def async_accounts_with_options(
    user: AsyncFinapiAccess, ip_address: str
) -> list[finapi.Account]:
    options = user.accounts.list(options={"timeout": 20, "correlation_id": "order-4711"})
    patient = user.with_options(timeout=20, end_user=EndUser(ip_address=ip_address))
    return [*(await options).accounts, *(await patient.accounts.list()).accounts]
