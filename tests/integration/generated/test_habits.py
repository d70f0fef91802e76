"""
What users of httpx, openai and other clients type by habit works.
"""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import pydoc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    ClientCredentials,
    ConfigurationError,
    NotFoundError,
    ScaRequiredError,
)
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models
from kontokit_sandbox import Sandbox

LOGIN = {"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"}
ORDERS: list[Any] = [{"counterpart_iban": "DE02120300000000202051", "amount": Decimal("1.50")}]


@dataclasses.dataclass(frozen=True)
class Settings:
    credentials: ClientCredentials


@pytest.fixture
def user(sandbox: Sandbox) -> Iterator[FinapiAccess]:
    """
    A user with accounts.
    """
    with sandbox.client("finapi_access", as_user=True) as client:
        client.bank_connections.import_bank_connection(
            bank_id=280001, banking_interface="FINTS_SERVER", login_credentials=LOGIN
        )
        sandbox.advance(timedelta(seconds=2))
        yield client


@pytest.fixture
def with_async(sandbox: Sandbox, user: FinapiAccess) -> Callable[[Callable[..., Any]], Any]:
    """
    Runs a function with an async client of the same user.
    """
    assert user

    def run(action: Callable[[AsyncFinapiAccess], Any]) -> Any:
        async def main() -> Any:
            async with sandbox.async_client("finapi_access", as_user=True) as client:
                return await action(client)

        return asyncio.run(main())

    return run


def test_a_list_can_be_looped(user: FinapiAccess, with_async: Callable[..., Any]) -> None:
    """
    ``for x in client.accounts.list()`` gives the rows, of all pages.
    """
    assert [account.iban for account in user.accounts.list()] == with_async(ibans)
    assert sum(1 for _ in user.transactions.list(view="userView")) == 594
    assert with_async(number_of_transactions) == 594


async def ibans(client: AsyncFinapiAccess) -> list[str | None]:
    return [account.iban async for account in client.accounts.list()]


async def number_of_transactions(client: AsyncFinapiAccess) -> int:
    return len([row async for row in client.transactions.list(view="userView")])


def test_fields_are_keywords(user: FinapiAccess, with_async: Callable[..., Any]) -> None:
    """
    ``create_money_transfer(account_id=…)`` takes the fields of the body by name.
    """
    account_id = next(iter(user.accounts.list())).id

    async def create(client: AsyncFinapiAccess) -> models.Payment:
        return await client.payments.create_money_transfer(
            account_id=account_id, money_transfers=ORDERS, options={"allow_duplicate": True}
        )

    made = user.payments.create_money_transfer(account_id=account_id, money_transfers=ORDERS)
    assert made.account_id == with_async(create).account_id == account_id


def test_a_timeout_is_a_number(user: FinapiAccess, sandbox: Sandbox) -> None:
    """
    ``timeout=5`` works where httpx takes it: in the constructor, in a copy and in a call.
    """
    assert next(iter(user.with_options(timeout=5).accounts.list(options={"timeout": 5}))).id
    known = sandbox.credentials
    credentials = ClientCredentials(
        client_id=known.finapi_client, client_secret=known.finapi_client_secret
    )
    base_url = sandbox.url("finapi_access")
    with FinapiAccess(client_credentials=credentials, base_url=base_url, timeout=5) as client:
        assert client.client_configuration.get().pfm_services_enabled
    for kind in (FinapiAccess, AsyncFinapiAccess):
        with pytest.raises(ConfigurationError, match="timeout"):
            kind(timeout="5")  # type: ignore[arg-type]


def test_errors_have_a_status_code(user: FinapiAccess, with_async: Callable[..., Any]) -> None:
    """
    ``except NotFoundError as error`` and ``error.status_code``.
    """
    with pytest.raises(NotFoundError) as caught:
        user.accounts.get(999999)
    assert caught.value.status_code == 404
    with pytest.raises(NotFoundError) as awaited:
        with_async(lambda client: client.accounts.get(999999))
    assert awaited.value.status_code == 404


def test_a_call_that_needs_sca_names_the_way(user: FinapiAccess) -> None:
    """
    Who calls the method itself learns which one to use.
    """
    with pytest.raises(ScaRequiredError, match=r"client\.sca\.start"):
        user.bank_connections.import_bank_connection(
            bank_id=280001,
            banking_interface="XS2A",
            login_credentials={"Onlinebanking-ID": "demo", "PIN": "demo"},
        )


def test_a_model_becomes_a_dict(user: FinapiAccess) -> None:
    """
    ``account.to_dict()`` and back.
    """
    account = next(iter(user.accounts.list()))
    assert account.to_dict()["iban"] == account.iban
    assert models.Account.from_dict(account.to_dict()) == account


def test_settings_with_credentials_can_be_copied() -> None:
    """
    ``dataclasses.asdict``, ``copy.deepcopy`` and ``hash`` take credentials.
    """
    settings = Settings(ClientCredentials(client_id="id", client_secret="words"))
    for copied in (
        dataclasses.asdict(settings)["credentials"],
        copy.deepcopy(settings.credentials),
    ):
        assert copied == settings.credentials
        assert hash(copied) == hash(settings.credentials)
        assert "words" not in repr(copied)


@pytest.mark.parametrize("day", [datetime(2026, 1, 1, tzinfo=UTC), "yesterday", 20260101])
def test_a_moment_is_no_day_in_a_filter(
    user: FinapiAccess, sandbox: Sandbox, with_async: Callable[..., Any], day: Any
) -> None:
    """
    What is no day is refused by name, and nothing is sent; days and their texts are taken.
    """
    rows: Any = {"view": "userView", "min_bank_booking_date": day}

    async def ask(client: AsyncFinapiAccess) -> object:
        return await client.transactions.list(**rows)

    for call in (lambda: user.transactions.list(**rows), lambda: with_async(ask)):
        with pytest.raises(ArgumentError) as caught:
            call()
        assert caught.value.place == "min_bank_booking_date"
    assert sandbox.requests_to("finapi_access", "getAndSearchAllTransactions") == []
    for good in (date(2000, 1, 1), "2000-01-01"):
        assert user.transactions.list(**{**rows, "min_bank_booking_date": good}).first_page()


def test_help_shows_the_fields() -> None:
    """
    ``help(model)`` and the help of a method have the texts of the fields.
    """
    for described in (
        models.CreateMoneyTransferParams,
        FinapiAccess().payments.create_money_transfer,
    ):
        text = " ".join(pydoc.plain(pydoc.render_doc(described)).replace("|", " ").split())
        assert "Identifier of the imported account to debit" in text
        assert "__struct_fields__" not in text


def test_groups_and_lists_have_names(user: FinapiAccess) -> None:
    """
    The repr of a group and of a list says what they are.
    """
    assert repr(user.accounts) == "<FinapiAccess.accounts>"
    assert repr(user.accounts.list()) == "<Listing of getAndSearchAllAccounts()>"
