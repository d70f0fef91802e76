"""
Transactions and balances for tests of exports.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from hypothesis import strategies as st

from kontokit import BERLIN
from kontokit_banking import (
    Balance,
    BalanceKind,
    BookingStatus,
    Money,
    Party,
    Remittance,
    Transaction,
)
from kontokit_banking.exports import ExportReport, export
from tests.support.banking_values import IBAN, TODAY, account

ACCOUNT = account(owner="Erika Mustermann", name="Girokonto", bic="COBADEFFXXX")
OTHER_ACCOUNT = account(iban="DE02120300000000202051")
HOSTILE = (
    "=1+1",
    '=HYPERLINK("https://pages.invalid","Rechnung")',
    "+49 30 123456",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "00123",
    '"; =1+1; "',
    "'=1",
)
"""Purposes that a spreadsheet may calculate, or take for a number."""


def row(
    amount: str | Decimal = "-29.90",
    *,
    text: str | None = "Miete",
    day: date | None = TODAY,
    key: str = "t1-303b61edeec3e0b539fb22dc3c5a708f",
    tags: dict[str, str] | None = None,
    structured: str | None = None,
    counterparty: Party | None = None,
    **fields: Any,
) -> Transaction[Any]:
    """
    A transaction with any values, also such that no provider sends.
    """
    given: dict[str, Any] = {
        "id": None,
        "account_key": ACCOUNT.key,
        "status": BookingStatus.BOOKED,
        "currency": "EUR",
        "raw": None,
        **fields,
    }
    return Transaction(
        key=key,
        amount=Decimal(amount),
        booking_date=day,
        counterparty=counterparty or Party(),
        remittance=Remittance(text=text, raw=text, tags=tags or {}, structured=structured),
        **given,
    )


def balance(amount: str = "1000.00", day: date = TODAY, **fields: Any) -> Balance[Any]:
    """
    A booked balance of a day.
    """
    given: dict[str, Any] = {"kind": BalanceKind.BOOKED, "currency": "EUR", **fields}
    as_of = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    return Balance(amount=Decimal(amount), as_of=as_of, as_of_is_day=True, raw=None, **given)


def written(
    rows: Iterable[Transaction[Any]], to: str, **options: Any
) -> tuple[bytes, ExportReport]:
    """
    An export in memory.
    """
    out = BytesIO()
    report = export(rows, out, to, **options)
    return out.getvalue(), report


def statement(
    rows: Iterable[Transaction[Any]], to: str, **options: Any
) -> tuple[bytes, ExportReport]:
    """
    A statement in memory, of the account of these rows.
    """
    return written(rows, to, **{"account": ACCOUNT, "balances": [balance()], **options})


def table(block: bytes, *, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    """
    The lines of a CSV file, by their headings.
    """
    text = StringIO(block.decode(encoding), newline="")
    return list(csv.DictReader(text, delimiter=delimiter))


def many_rows(count: int) -> Iterator[Transaction[Any]]:
    """
    Different transactions, made as they are taken.
    """
    for number in range(count):
        yield row(
            Decimal(number % 100_000 - 50_000) / 100,
            key=f"t1-{number:032x}",
            day=TODAY - timedelta(days=number % 365),
            text=f"Rechnung {number} vom Mai, Kundennummer {number % 977}",
            end_to_end_id=f"RE-{number}",
            counterparty=Party(name=f"Muster {number % 1000} GmbH", iban=IBAN),
        )


AMOUNTS = st.decimals(
    min_value=Decimal("-9999999999.99"), max_value=Decimal("9999999999.99"), places=2
)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
TEXTS = st.text(min_size=1, max_size=200)
MONEY = st.builds(Money, AMOUNTS, st.sampled_from(["EUR", "USD", None, "euro"]))


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


PARTIES = st.builds(
    Party,
    name=_maybe(TEXTS),
    iban=_maybe(st.sampled_from([IBAN, "XX00", "de89370400440532013000"])),
    bic=_maybe(st.sampled_from(["COBADEFFXXX", "XXX12345678", "COBADEFF"]) | TEXTS),
    account_number=_maybe(TEXTS),
    bank_code=_maybe(st.sampled_from(["37040044", "12"]) | TEXTS),
    bank_name=_maybe(TEXTS),
    ultimate_name=_maybe(TEXTS),
    creditor_id=_maybe(TEXTS),
    debtor_id=_maybe(TEXTS),
)
ROWS = st.builds(
    row,
    AMOUNTS,
    text=_maybe(TEXTS),
    day=st.just(TODAY),
    tags=st.dictionaries(st.sampled_from(["EREF", "TAN1", "OAMT"]), TEXTS, max_size=3),
    counterparty=PARTIES,
    value_date=_maybe(DAYS),
    booking_text=_maybe(TEXTS),
    end_to_end_id=_maybe(TEXTS),
    mandate_id=_maybe(TEXTS),
    customer_reference=_maybe(TEXTS),
    bank_reference=_maybe(TEXTS),
    entry_reference=_maybe(TEXTS),
    batch_id=_maybe(TEXTS),
    primanota=_maybe(TEXTS),
    bank_transaction_code=_maybe(st.sampled_from(["PMNT-RDDT-ESDD", "PMNT"]) | TEXTS),
    gvc=_maybe(st.sampled_from(["105"]) | TEXTS),
    swift_code=_maybe(st.sampled_from(["NDDT"]) | TEXTS),
    proprietary_code=_maybe(TEXTS),
    purpose_code=_maybe(st.sampled_from(["SALA"]) | TEXTS),
    returned_amount=_maybe(MONEY),
    compensation=_maybe(MONEY),
    fee=_maybe(MONEY),
    instructed=_maybe(MONEY),
)
"""Transactions with all that may be in them, and much that may not."""
