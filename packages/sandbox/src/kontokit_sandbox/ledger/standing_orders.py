"""
Standing orders, which pay on their days until they end.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from ..orders.order_book import TakenOrder
from ..orders.payment import Payment
from .business_days import first_business_day
from .ledger import Ledger
from .payments import carry_out
from .rows import instant

__all__ = ["StandingOrders"]

_MONTHS: Mapping[str, int] = {
    "MONTHLY": 1,
    "EVERY_TWO_MONTHS": 2,
    "QUARTERLY": 3,
    "SEMI_ANNUAL": 6,
    "ANNUAL": 12,
}
_HOUR = 6


class StandingOrders:
    """
    The standing orders of the accounts in a ledger. They pay at six in the morning of their day, or
    of the next business day.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def take(self, order: TakenOrder) -> None:
        """
        Begin a standing order that a bank has taken; other orders are ignored.
        """
        account = self._ledger.account_with(order.payer_iban or order.payer)
        is_carried_out = order.due is not None and order.fate.is_executed
        if order.kind != "standing order" or account is None or not is_carried_out:
            return
        first, last = order.details["startDate"], order.details.get("endDate")
        for payment in order.payments:
            self._ledger.database.execute(
                """INSERT INTO standing_order
                (account, due, first, last, months, count, cents, name, iban, purpose)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)""",
                (
                    account.no,
                    self._moment(date.fromisoformat(first)),
                    first,
                    last,
                    _MONTHS[order.details["frequency"]],
                    int(payment.amount.scaleb(2)),
                    payment.name,
                    payment.iban,
                    payment.purpose,
                ),
            )

    def due(self, after: datetime) -> datetime | None:
        """
        Return when the next standing order pays.
        """
        found = self._ledger.database.value("SELECT min(due) FROM standing_order")
        return None if found is None else max(datetime.fromtimestamp(found, UTC), after + _SOON)

    def carry_out(self, moment: datetime) -> None:
        """
        Pay what is due.
        """
        found = self._ledger.database.execute(
            """SELECT no, account, first, last, months, count, cents, name, iban, purpose
            FROM standing_order WHERE due <= ? ORDER BY due, no""",
            (moment.timestamp(),),
        ).fetchall()
        for no, account, first, last, months, count, cents, name, iban, purpose in found:
            amount = Decimal(cents).scaleb(-2)
            payment = Payment(amount=amount, name=name, iban=iban, purpose=purpose)
            carry_out(self._ledger, account, payment, moment, kind="DAUERAUFTRAG")
            day = _months_later(date.fromisoformat(first), months * (count + 1))
            if last is not None and day > date.fromisoformat(last):
                self._ledger.database.execute("DELETE FROM standing_order WHERE no = ?", (no,))
                continue
            self._ledger.database.execute(
                "UPDATE standing_order SET count = count + 1, due = ? WHERE no = ?",
                (self._moment(day), no),
            )

    def _moment(self, day: date) -> float:
        soon = self._ledger.clock.now() + _SOON
        return max(instant(first_business_day(day), _HOUR), soon.timestamp())


_SOON = timedelta(seconds=1)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
