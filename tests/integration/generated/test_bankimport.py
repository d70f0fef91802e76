from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    AuthenticationError,
    ConfigurationError,
    NotFoundError,
    Secret,
    UnprocessableEntityError,
)
from kontokit_bankimport import Bankimport, HbciLogin
from kontokit_bankimport.operations.bank_accounts import ADD_BANK_ACCOUNT
from kontokit_sandbox import Sandbox
from kontokit_sandbox.bankimport import TOKEN


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Bankimport]:
    with sandbox.client("bankimport") as made:
        yield made


def test_accounts_come_typed(client: Bankimport) -> None:
    """
    Accounts have decimal balances, aware times and numbers as ids.
    """
    account = next(iter(client.bank_accounts.list()))
    assert isinstance(account.id, int)
    assert isinstance(account.balance, Decimal)
    assert account.last_update_at is not None
    assert account.last_update_at.tzinfo is not None
    assert account.access_type == "HBCI"


def test_the_token_stands_behind_its_prefix(client: Bankimport, sandbox: Sandbox) -> None:
    """
    The token is sent as the document says, and the answer is asked for as JSON.
    """
    client.bank_accounts.list().first_page()
    headers = sandbox.requests[-1].headers
    assert headers["authorization"] == f"Token token={TOKEN}"
    assert headers["accept"] == "application/json"


def test_filters_reach_the_wire_exactly(client: Bankimport, sandbox: Sandbox) -> None:
    """
    Decimals keep their digits and instants their zone on the way to the server.
    """
    client.bank_accounts.list(
        balance_min=Decimal("100.00"), last_updated_after=datetime(2013, 5, 20, 20, 18, tzinfo=UTC)
    ).first_page()
    assert "balance_min=100.00" in sandbox.requests[-1].query
    assert "last_updated_after=2013-05-20T20%3A18%3A00Z" in sandbox.requests[-1].query


def test_all_pages_are_walked(client: Bankimport, sandbox: Sandbox) -> None:
    """
    Iterating gives every transaction once, whatever the size of a page.
    """
    everything = [transaction.id for transaction in client.transactions.list()]
    assert len(everything) == len(set(everything)) > 2000
    assert len(sandbox.requests) >= 3
    assert [row.id for row in client.transactions.list(limit=700)] == everything


def test_a_page_is_asked_for_by_number(client: Bankimport) -> None:
    """
    Single pages follow one another without a gap.
    """
    first = client.transactions.list(limit=10).first_page().transactions
    second = client.transactions.list(limit=10, page=2).first_page().transactions
    both = client.transactions.list(limit=20).first_page().transactions
    assert [row.id for row in [*first, *second]] == [row.id for row in both]


def test_the_amounts_add_up_to_the_cent(client: Bankimport) -> None:
    """
    The sum over all pages is the sum of the accounts' own lists, exactly.
    """
    total = sum(
        (row.amount for row in client.transactions.list() if row.amount is not None), Decimal()
    )
    by_account = sum(
        (
            row.amount
            for account in client.bank_accounts.list()
            for row in client.transactions.list_for_account(account.id)
            if row.amount is not None
        ),
        Decimal(),
    )
    assert total == by_account
    assert total == round(total, 2)


def test_xml_comes_as_text(client: Bankimport, sandbox: Sandbox) -> None:
    """
    Another representation is asked for by suffix and given as it comes.
    """
    text = client.as_text(client.bank_accounts.list, "application/xml", bank_code="3")
    assert text.startswith("<?xml")
    assert sandbox.requests[-1].path.endswith("/bank-accounts.xml")


def test_an_account_is_added_and_imported(client: Bankimport) -> None:
    """
    A linked account is listed, and an update moves its time.
    """
    account = client.bank_accounts.add(
        hbci_bank_code="37040044", username="acme01", secret=Secret("example-pin")
    )
    assert account.id in [each.id for each in client.bank_accounts.list()]
    started = client.bank_accounts.start_import(account.id).import_
    assert started.bank_account_id == account.id


def test_a_login_is_sent_as_a_form(client: Bankimport, sandbox: Sandbox) -> None:
    """
    The keywords of a method are sent as a form.
    """
    client.bank_accounts.add(hbci_bank_code="37040044", username="ü", secret="p&q=r")
    assert sandbox.requests[-1].body == LOGIN_FORM


LOGIN_FORM = b"hbci_bank_code=37040044&username=%C3%BC&secret=p%26q%3Dr"
READY: list[Any] = [
    {"hbci_bank_code": "37040044", "username": "ü", "secret": "p&q=r"},
    HbciLogin(hbci_bank_code="37040044", username="ü", secret=Secret("p&q=r")),
]


@pytest.mark.parametrize("login", READY, ids=["dict", "model"])
def test_a_ready_login_is_sent_as_a_form(client: Bankimport, sandbox: Sandbox, login: Any) -> None:
    """
    ``client.call`` sends a dict like its model, as a form.
    """
    client.call(ADD_BANK_ACCOUNT, {}, login)
    assert sandbox.requests[-1].body == LOGIN_FORM


def test_a_login_is_checked_before_it_is_sent(client: Bankimport, sandbox: Sandbox) -> None:
    """
    A wrong login is refused with the place of the fault, and nothing is sent.
    """
    login: dict[str, Any] = {"username": "u", "secret": "s"}
    with pytest.raises(TypeError, match="hbci_bank_code"):
        client.bank_accounts.add(**login)
    with pytest.raises(ArgumentError, match="hbci_bank_code"):
        client.call(ADD_BANK_ACCOUNT, {}, login)
    assert len(sandbox.requests) == 0


def test_errors_are_typed(client: Bankimport) -> None:
    """
    A status that is not 2xx raises the error of its name.
    """
    with pytest.raises(NotFoundError) as missing:
        client.bank_accounts.get(1)
    assert missing.value.status_code == 404
    with pytest.raises(UnprocessableEntityError):
        client.bank_accounts.add(hbci_bank_code="00000000", username="u", secret="s")
    with pytest.raises(AuthenticationError):
        client.with_options(api_token="wrong").bank_accounts.list().first_page()


def test_a_missing_token_is_said_before_anything_is_sent(sandbox: Sandbox) -> None:
    """
    A client without its token names the argument that is missing.
    """
    with (
        Bankimport(base_url=sandbox.url("bankimport")) as client,
        pytest.raises(ConfigurationError, match="api_token"),
    ):
        client.bank_accounts.list().first_page()
    assert len(sandbox.requests) == 0


def test_asyncio_gives_the_same(client: Bankimport, sandbox: Sandbox) -> None:
    """
    The asynchronous client gives what the blocking one gives.
    """

    async def walk() -> tuple[list[int], list[int | None]]:
        async with sandbox.async_client("bankimport") as other:
            accounts = (await other.bank_accounts.list()).bank_accounts
            rows = [row.id async for row in other.transactions.list(status="completed")]
            return [account.id for account in accounts], rows

    accounts, rows = asyncio.run(walk())
    assert accounts == [account.id for account in client.bank_accounts.list()]
    assert rows == [row.id for row in client.transactions.list(status="completed")]
