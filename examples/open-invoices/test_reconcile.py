"""
What pays what, and that nothing is booked twice.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from ledger import Ledger
from matching import Invoice, Match, Payment, match
from reconcile import IBAN, read, reconcile

from kontokit_bankimport import Bankimport
from kontokit_banking import reading
from kontokit_sandbox import Sandbox

HERE = Path(__file__).parent
SCHOEN = "Bäckerei Schön GmbH"


def invoice(number: str, amount: str, customer: str = SCHOEN, due: int = 1) -> Invoice:
    return Invoice(number=number, customer=customer, due=date(2026, 6, due), open=Decimal(amount))


def payment(amount: str, purpose: str, payer: str = "Unbekannt") -> Payment:
    return Payment(
        key="t1-1", day=date(2026, 6, 1), amount=Decimal(amount), payer=payer, purpose=purpose
    )


def said(found: Match) -> tuple[str, dict[str, str], str]:
    return found.reason, {one.number: str(part) for one, part in found.paid}, str(found.rest)


INVOICES = [
    invoice("RE-2026-0101", "100.10", due=3),
    invoice("RE-2026-0102", "200.20", due=2),
    invoice("RE-2026-0103", "50.00", customer="Kiosk am Markt"),
    invoice("RE-2026-01030", "7.77", customer="Mensa Nord"),
]


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (payment("100.10", "RE-2026-0101"), ("reference", {"RE-2026-0101": "100.10"}, "0.00")),
        (payment("40", "Rg. re2026 0101"), ("reference", {"RE-2026-0101": "40"}, "0")),
        (payment("100.11", "RE-2026/0101"), ("reference", {"RE-2026-0101": "100.10"}, "0.01")),
        (
            payment("300.30", "RE-2026-0101, RE-2026-0102"),
            ("reference", {"RE-2026-0102": "200.20", "RE-2026-0101": "100.10"}, "0.00"),
        ),
        (
            payment("250.00", "RE-2026-0101 RE-2026-0102"),
            ("reference", {"RE-2026-0102": "200.20", "RE-2026-0101": "49.80"}, "0.00"),
        ),
        (payment("7.77", "RE-2026-01030"), ("reference", {"RE-2026-01030": "7.77"}, "0.00")),
        (
            payment("300.30", "Danke", "BAECKEREI SCHOEN"),
            ("name and amount", {"RE-2026-0101": "100.10", "RE-2026-0102": "200.20"}, "0"),
        ),
        (payment("99.00", "Danke", SCHOEN), ("no match", {}, "99.00")),
        (payment("50.00", "Danke", "Ki"), ("same amount as RE-2026-0103", {}, "50.00")),
        (payment("1.00", "PRE-2026-0101"), ("no match", {}, "1.00")),
    ],
)
def test_what_a_payment_pays(paid: Payment, expected: tuple[str, dict[str, str], str]) -> None:
    assert said(match(paid, INVOICES)) == expected


def test_two_answers_are_left_to_a_person() -> None:
    twins = [invoice("RE-1", "10.00"), invoice("RE-2", "10.00")]
    assert said(match(payment("10.00", "Danke", SCHOEN), twins)) == (
        "2 ways to add up",
        {},
        "10.00",
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    one = Ledger(tmp_path / "ledger.db")
    one.add_invoices(HERE / "invoices.csv")
    yield one
    one.close()


def run(client: Bankimport, ledger: Ledger) -> list[Match]:
    bank = reading(client)
    (account,) = [one for one in bank.accounts() if one.iban == IBAN]
    read(bank, account, ledger)
    return [found for _, found in reconcile(ledger) if found.paid]


def still_open(ledger: Ledger) -> dict[str, str]:
    return {one.number: str(one.open) for one in ledger.open_invoices()}


@pytest.mark.sandbox(clock="frozen:2026-06-01T08:00+02:00")
def test_nothing_is_booked_twice(bankimport: Bankimport, sandbox: Sandbox, ledger: Ledger) -> None:
    """
    A second run finds nothing; the rest of a partial payment comes the next day.
    """
    first = {"counterparty": "Hotel", "amount": "2000.00", "purpose": "RE-2026-0102"}
    sandbox.people.add_rows("mueller", [{**first, "day": "2026-05-29"}])
    assert [said(one)[1] for one in run(bankimport, ledger)] == [{"RE-2026-0102": "2000.00"}]
    assert run(bankimport, ledger) == []
    sandbox.people.add_rows("mueller", [{**first, "amount": "380.50"}])
    sandbox.advance(timedelta(days=1))
    assert [said(one)[1] for one in run(bankimport, ledger)] == [{"RE-2026-0102": "380.50"}]
    assert "RE-2026-0102" not in still_open(ledger)


@pytest.mark.sandbox(clock="frozen:2026-06-01T08:00+02:00")
def test_what_a_reversed_payment_has_paid_is_open_again(
    bankimport: Bankimport, sandbox: Sandbox, ledger: Ledger
) -> None:
    """
    The bank takes a booking back.
    """
    row = {"day": "2026-05-29", "amount": "905.00", "purpose": "RE-2026-0110"}
    sandbox.people.add_rows("mueller", [row])
    run(bankimport, ledger)
    assert "RE-2026-0110" not in still_open(ledger)
    newest = sandbox.people.rows("mueller", 0, limit=100)
    (booked,) = [one.row for one in newest if one.row.purpose == "RE-2026-0110"]
    sandbox.ledger.remove(booked.account, booked.position)
    sandbox.advance(timedelta(days=1))
    run(bankimport, ledger)
    assert still_open(ledger)["RE-2026-0110"] == "905.00"
