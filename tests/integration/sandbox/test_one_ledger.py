"""
All APIs show the same bank accounts: the same rows, the same balances, and payments as bookings.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.ledger.people import PERSON
from kontokit_sandbox.server.clock import BERLIN
from tests.support.views_of_accounts import COMPANY, PROVIDERS, Shown, connect_all

CLOCKS = ["now", "2026-03-01", "2028-02-29", "frozen:2026-03-29T02:59:59"]
MONTH = timedelta(days=30)


@pytest.fixture
def frozen() -> Iterator[Sandbox]:
    """
    A sandbox whose clock moves only when it is moved.
    """
    with Sandbox(clock="frozen:2026-11-28T12:00", transactions=400) as made:
        yield made


def views(sandbox: Sandbox, iban: str) -> dict[str, Shown]:
    """
    An account as all providers show it.
    """
    return {name: show(sandbox, iban) for name, show in PROVIDERS.items()}


def test_all_providers_show_the_same_account(frozen: Sandbox) -> None:
    """
    After the same night they know the same rows and the same balance.
    """
    connect_all(frozen)
    account = frozen.ledger.accounts_of(COMPANY)[0]
    frozen.advance(timedelta(days=1))
    first, *others = views(frozen, account.iban).values()
    assert first.count > 200
    assert all(other == first for other in others)
    frozen.advance(MONTH)
    second, *others = views(frozen, account.iban).values()
    assert all(other == second for other in others)
    assert first.rows < second.rows
    opening = Decimal(account.opening).scaleb(-2)
    assert [one.balance - one.total for one in (first, second)] == [opening, opening]


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_last_thirty_days_have_rows_everywhere(clock: str) -> None:
    """
    Wherever the clock starts, and after it has moved 400 days.
    """
    with Sandbox(clock=clock, transactions=400) as sandbox:
        for by_web_form in (False, True):
            connect_all(sandbox, by_web_form=by_web_form)
            iban = sandbox.ledger.accounts_of(COMPANY)[0].iban
            since = (sandbox.now - MONTH).astimezone(BERLIN).date()
            counts = {name: shown.since(since) for name, shown in views(sandbox, iban).items()}
            assert min(counts.values()) > 30, counts
            sandbox.advance(timedelta(days=400))
            with sandbox.client("finapi_access", as_user=True) as client:
                client.bank_connections.delete_all()


def test_a_payment_is_a_booking_on_both_sides_everywhere(frozen: Sandbox) -> None:
    """
    A transfer from the company to the person, submitted at finAPI.
    """
    connect_all(frozen)
    payer, payee = (frozen.ledger.accounts_of(name)[0] for name in (COMPANY, PERSON))
    before = frozen.ledger.balance(payee.no, frozen.now)
    with frozen.client("finapi_access", as_user=True) as client:
        (account,) = (one for one in client.accounts.list() if one.iban == payer.iban)
        payment = client.payments.create_money_transfer(
            account_id=account.id,
            money_transfers=[
                {
                    "counterpart_name": payee.holder,
                    "counterpart_iban": payee.iban,
                    "amount": Decimal("1234.50"),
                    "purpose": "Rechnung 4711",
                    "end_to_end_id": "E2E-4711",
                }
            ],
        )
        client.payments.submit(payment_id=payment.id, banking_interface="FINTS_SERVER")
    assert [one.amount for one in frozen.executions] == [Decimal("1234.50")]
    frozen.advance(timedelta(days=1))
    day = (frozen.now - timedelta(days=1)).astimezone(BERLIN).date()
    for shown in views(frozen, payer.iban).values():
        assert (day, Decimal("-1234.50"), payee.iban) in shown.rows
    (row,) = (
        one for one in frozen.ledger.rows(payee.no, frozen.now) if one.purpose == "Rechnung 4711"
    )
    assert (row.amount, row.iban, row.refs["eref"]) == (Decimal("1234.50"), payer.iban, "E2E-4711")
    booked = [one.amount for one in frozen.ledger.rows(payee.no, frozen.now)[-60:]]
    assert row.amount in booked
    assert frozen.ledger.balance(payee.no, frozen.now - timedelta(days=1)) == before + row.amount


def test_an_order_that_is_refused_moves_nothing(frozen: Sandbox) -> None:
    """
    Neither the rows nor the balance.
    """
    connect_all(frozen)
    payer = frozen.ledger.accounts_of(COMPANY)[0]
    rows = frozen.ledger.rows(payer.no, frozen.now)
    with frozen.client("finapi_access", as_user=True) as client:
        (account,) = (one for one in client.accounts.list() if one.iban == payer.iban)
        payment = client.payments.create_money_transfer(
            account_id=account.id,
            money_transfers=[
                {
                    "counterpart_name": "Max Muster",
                    "counterpart_iban": "DE02120300000000202051",
                    "amount": Decimal("10.13"),
                }
            ],
        )
        client.payments.submit(payment_id=payment.id, banking_interface="FINTS_SERVER")
        frozen.advance(timedelta(hours=2))
    after = frozen.ledger.rows(payer.no, frozen.now)
    assert {row.position for row in after if "Max Muster" in row.counterparty} == set()
    assert rows == after[: len(rows)]


PAGES = """
import hashlib
from kontokit_sandbox import Sandbox
from tests.support.raw_http import send_raw
from tests.support.views_of_accounts import PROVIDERS, connect_all

with Sandbox(clock="frozen:2027-03-28T12:00", transactions=400) as sandbox:
    connect_all(sandbox)
    for account in sandbox.ledger.accounts_of("mueller"):
        for name, show in PROVIDERS.items():
            shown = show(sandbox, account.iban)
            print(name, shown.balance, sorted(shown.rows))
    token = {"Authorization": f"Token token={sandbox.credentials.bankimport_token}"}
    for page in range(1, 4):
        url = f"{sandbox.url('bankimport')}/transactions?limit=200&page={page}"
        print(hashlib.sha256(send_raw("GET", url, headers=token).body).hexdigest())
"""


def test_equal_seeds_and_clocks_give_equal_pages_in_two_processes() -> None:
    """
    Nothing depends on the memory of a process.
    """
    runs = [
        subprocess.run([sys.executable, "-c", PAGES], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout) > 10_000
