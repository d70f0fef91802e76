"""
Standing orders in the ledger of the sandbox.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kontokit_sandbox.ledger.ledger import Ledger
from kontokit_sandbox.ledger.people import COMPANY, PERSON
from kontokit_sandbox.ledger.standing_orders import StandingOrders
from kontokit_sandbox.orders.order_book import TakenOrder
from kontokit_sandbox.orders.payment import Payment
from tests.support.ledgers import adds_up, ledger_at


def ordered(ledger: Ledger, frequency: str, first: str, last: str | None) -> TakenOrder:
    """
    A standing order of the person to the company.
    """
    payer, payee = (ledger.accounts_of(name)[0] for name in (PERSON, COMPANY))
    details = {"frequency": frequency, "startDate": first, "endDate": last}
    amount = Decimal("25.50")
    return TakenOrder(
        id="finapi standing order 1",
        kind="standing order",
        amount=amount,
        payer="7",
        payer_iban=payer.iban,
        details=details,
        payments=[Payment(amount=amount, name=payee.holder, iban=payee.iban, purpose="Vertrag 1")],
        taken=ledger.clock.now(),
    )


@pytest.mark.parametrize(
    ("frequency", "first", "last", "days"),
    [
        ("MONTHLY", "2026-12-31", "2027-03-31", ["2026-12-31", "2027-02-01", "2027-03-01",
                                                 "2027-03-31"]),
        ("QUARTERLY", "2026-12-05", "2027-06-01", ["2026-12-07", "2027-03-05"]),
        ("ANNUAL", "2026-11-28", None, ["2026-11-30"]),
    ],
)  # fmt: skip
def test_a_standing_order_pays_on_its_days(
    frequency: str, first: str, last: str | None, days: list[str]
) -> None:
    """
    Or on the next business day, until it ends; on both sides.
    """
    ledger = ledger_at("frozen:2026-11-28T12:00", transactions=100)
    orders = StandingOrders(ledger)
    ledger.clock.timeline.add(orders)
    orders.take(ordered(ledger, frequency, first, last))
    ledger.clock.advance(timedelta(days=330))
    now = ledger.clock.now()
    for person, amount in ((PERSON, Decimal("-25.50")), (COMPANY, Decimal("25.50"))):
        rows = [
            row
            for row in ledger.rows(ledger.accounts_of(person)[0].no, now)
            if row.purpose == "Vertrag 1"
        ]
        assert [row.day for row in rows] == [date.fromisoformat(day) for day in days]
        assert {row.amount for row in rows} == {amount}
    assert adds_up(ledger, now)
