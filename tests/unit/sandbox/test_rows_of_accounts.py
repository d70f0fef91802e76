"""
What the rows of the sandbox hold: one test for each line of the table in its README.
"""

from __future__ import annotations

from calendar import isleap
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from kontokit_sandbox.ledger.business_days import (
    first_business_day,
    is_business_day,
    last_business_day,
)
from kontokit_sandbox.ledger.ledger import Ledger
from kontokit_sandbox.ledger.people import BANKS, COMPANY, PERSON
from kontokit_sandbox.ledger.rows import CODES, Row
from kontokit_sandbox.server.clock import BERLIN
from tests.support.ledgers import ledger_at

START, END = "frozen:2027-12-01T12:00", date(2028, 6, 1)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """
    A ledger that has seen half a year with 29 February pass.
    """
    made = ledger_at(START)
    made.clock.set(datetime(2028, 6, 1, 10, tzinfo=UTC))
    return made


@pytest.fixture(scope="module")
def giro(ledger: Ledger) -> list[Row]:
    """
    The rows of the person's current account.
    """
    return ledger.rows(ledger.accounts_of(PERSON)[0].no, ledger.clock.now())


@pytest.fixture(scope="module")
def business(ledger: Ledger) -> list[Row]:
    """
    The rows of the company's first account.
    """
    return ledger.rows(ledger.accounts_of(COMPANY)[0].no, ledger.clock.now())


def of(rows: Sequence[Row], kind: str, part: str = "") -> list[Row]:
    """
    The rows of a kind in the six months that the clock has passed.
    """
    return [
        row
        for row in rows
        if row.kind == kind and part in row.purpose and date(2027, 12, 1) <= row.day < END
    ]


def test_holidays_of_target() -> None:
    """
    Easter as the Bundesbank has published it, and the fixed days.
    """
    for day in ("2026-04-03", "2026-04-06", "2027-03-26", "2028-04-17", "2026-05-01", "2026-12-25"):
        assert not is_business_day(date.fromisoformat(day))
    for day in ("2026-04-07", "2026-10-03", "2026-10-05", "2026-12-24", "2026-12-31"):
        moment = date.fromisoformat(day)
        assert is_business_day(moment) == (moment.weekday() < 5)
    assert last_business_day(date(2027, 1, 31)) == date(2027, 1, 29)
    assert first_business_day(date(2027, 1, 1)) == date(2027, 1, 4)


def test_salary_comes_on_the_last_business_day(giro: list[Row]) -> None:
    """
    Each month, with its code.
    """
    rows = of(giro, "GEHALT")
    assert [row.day for row in rows] == [
        date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31),
        date(2028, 4, 28), date(2028, 5, 31),
    ]  # fmt: skip
    assert {row.refs["purp"] for row in rows} == {"SALA"}
    assert len({row.amount for row in rows}) == 1


def test_rent_is_a_standing_order_on_the_first(giro: list[Row]) -> None:
    """
    Or on the first business day after it.
    """
    rows = of(giro, "DAUERAUFTRAG", "Miete")
    assert [row.day for row in rows] == [
        first_business_day(date(year, month, 1))
        for year, month in ((2027, 12), (2028, 1), (2028, 2), (2028, 3), (2028, 4), (2028, 5))
    ]


def test_direct_debits_have_mandates(giro: list[Row]) -> None:
    """
    And the creditor identifier that was published for tests.
    """
    rows = [row for row in of(giro, "LASTSCHRIFT") if row.refs]
    assert len(rows) >= 24
    assert {row.refs["cred"] for row in rows} == {"DE98ZZZ09999999999"}
    assert all(row.refs["mref"].startswith("MANDAT-") and row.refs["eref"] for row in rows)


def test_a_debit_is_returned_with_a_fee(giro: list[Row], business: list[Row]) -> None:
    """
    To the person with the bank's fee beside it, to the company with a fee inside.
    """
    (back, *_), (fee, *_) = of(giro, "RÜCKLASTSCHRIFT"), of(giro, "ENTGELT", "Rücklastschrift")
    sent = [row for row in giro if row.refs.get("eref") == back.refs["eref"] and row != back]
    assert [row.amount for row in sent] == [-back.amount]
    assert (fee.day, str(fee.amount)) == (back.day, "-3.00")
    returned = of(business, "RETOURE")[0]
    assert (returned.refs["oamt"], returned.refs["coam"]) == ("49,90", "3,00")
    assert str(returned.amount) == "-52.90"


def test_cards_cash_and_refunds(giro: list[Row]) -> None:
    """
    Several each month.
    """
    assert len(of(giro, "KARTENZAHLUNG")) > 150
    assert len(of(giro, "BARGELDAUSZAHLUNG")) == 12
    assert all(row.amount % 10 == 0 for row in of(giro, "BARGELDAUSZAHLUNG"))
    assert all(row.amount > 0 for row in of(giro, "GUTSCHRIFT", "Erstattung"))
    assert len(of(giro, "GUTSCHRIFT", "Erstattung")) == 6


def test_interest_and_fees_come_each_quarter(ledger: Ledger, giro: list[Row]) -> None:
    """
    On the last business day; interest counts from the last day.
    """
    savings = next(one for one in ledger.accounts_of(PERSON) if one.kind == "savings")
    rows = of(ledger.rows(savings.no, ledger.clock.now()), "ZINSEN")
    assert [row.day for row in rows] == [date(2027, 12, 31), date(2028, 3, 31)]
    assert [row.value_day for row in rows] == [date(2027, 12, 31), date(2028, 3, 31)]
    assert [row.day for row in of(giro, "ENTGELT", "Kontoführung")] == [row.day for row in rows]


def test_own_transfers_are_on_both_sides(ledger: Ledger) -> None:
    """
    With opposite amounts, the same reference and the IBAN of the other account.
    """
    now = ledger.clock.now()
    for person in (PERSON, COMPANY):
        accounts = ledger.accounts_of(person)
        sides = [
            (account, row)
            for account in accounts
            for row in ledger.rows(account.no, now)
            if row.refs.get("eref") == "EIGEN-2028-03-0"
        ]
        (one, first), (other, second) = sides
        assert first.amount == -second.amount
        assert (first.iban, second.iban) == (other.iban, one.iban)
        assert first.day == second.day


def test_equal_rows_are_two_rows(giro: list[Row]) -> None:
    """
    Equal in everything that a bank says.
    """
    rows = of(giro, "KARTENZAHLUNG", "PARKHAUS")
    days = Counter(row.day for row in rows)
    assert set(days.values()) == {2}
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        assert (first.amount, first.purpose, first.iban) == (
            second.amount,
            second.purpose,
            second.iban,
        )
        assert first.position != second.position


def test_a_foreign_currency_nothing_and_the_longest_text(giro: list[Row]) -> None:
    """
    Once a month each.
    """
    assert len(of(giro, "KARTENZAHLUNG", "CHF ")) == 6
    assert [row.amount for row in of(giro, "INFORMATION")] == [0] * 6
    assert {len(row.purpose) for row in of(giro, "ÜBERWEISUNG", "Sammelrechnung")} == {140}


def test_special_characters_and_marks(giro: list[Row]) -> None:
    """
    Umlauts and what XML and HTML have to escape; SEPA marks in the text itself.
    """
    texts = "".join(row.purpose + row.counterparty for row in giro)
    assert set("äöüÄÖÜß&<>'\"€") <= set(texts)
    marked = of(giro, "LASTSCHRIFT", "EREF+")
    assert len(marked) == 6
    assert all(
        mark in row.purpose for row in marked for mark in ("MREF+", "CRED+", "SVWZ+", "ABWA+")
    )


def test_instant_payments_come_in_the_last_second(giro: list[Row]) -> None:
    """
    Also on days on which banks do not book, and on 29 February.
    """
    rows = of(giro, "ECHTZEITÜBERWEISUNG", "Geschenk")
    times = {row.booked_at.astimezone(BERLIN).strftime("%H:%M:%S") for row in rows}
    assert times == {"23:59:59"}
    assert date(2028, 2, 29) in {row.day for row in rows}
    assert isleap(2028)


@pytest.mark.parametrize(
    "now", ["2026-03-01T00:01", "2026-03-01T23:59", "2027-01-01T03:00", "2026-10-25T03:30"]
)
def test_there_is_a_row_of_today_and_of_last_night(now: str) -> None:
    """
    On Sundays, holidays and when the clocks change as well.
    """
    ledger = ledger_at(f"frozen:{now}")
    moment = ledger.clock.now()
    today = moment.astimezone(BERLIN).date()
    for person in (PERSON, COMPANY):
        rows = ledger.rows(ledger.accounts_of(person)[0].no, moment)
        assert any(row.day == today and row.is_booked for row in rows)
        night = moment - timedelta(hours=24)
        assert any(row.appeared_at > night for row in rows)


def test_something_is_always_pending() -> None:
    """
    At any time of a week.
    """
    ledger = ledger_at("frozen:2026-12-24T10:00")
    for _ in range(14):
        ledger.clock.advance(timedelta(hours=12))
        assert ledger.pending(5, ledger.clock.now())


def test_ibans_are_right_and_belong_to_no_bank(ledger: Ledger) -> None:
    """
    Those of accounts and of counterparties.
    """
    now = ledger.clock.now()
    found = {account.iban for account in ledger.accounts.values()}
    found |= {row.iban for no in ledger.accounts for row in ledger.rows(no, now)}
    assert len(found) > 20
    for iban in found:
        assert int(f"{iban[4:]}1314{iban[2:4]}") % 97 == 1
        assert iban[4:12] in BANKS
    assert all(bank.bic[7] == "0" for bank in BANKS.values())


def test_each_kind_has_its_codes(ledger: Ledger) -> None:
    """
    And no code is for nothing.
    """
    now = ledger.clock.now()
    used = {row.kind for no in ledger.accounts for row in ledger.rows(no, now)}
    assert used == CODES.keys()


def test_rows_are_in_order_of_time(giro: list[Row]) -> None:
    """
    Within a month positions follow the time at which rows appear.
    """
    for one, other in pairwise(giro):
        if one.position // 80_000 == other.position // 80_000:
            assert one.appeared_at <= other.appeared_at
