"""
The ledger of the sandbox: the same rows for the same seed and time, and balances that add up.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontokit_sandbox.ledger.rows import Draft
from kontokit_sandbox.server.timeline import Booked
from tests.support.ledgers import adds_up, ledger_at, rows_of

NOON = "frozen:2026-11-29T12:00"


@pytest.mark.parametrize("transactions", [10, 999, 2500])
def test_the_accounts_have_exactly_as_many_booked_rows_as_asked(transactions: int) -> None:
    """
    Those of the company together.
    """
    ledger = ledger_at(NOON, transactions=transactions)
    rows = rows_of(ledger)
    company = {account.no for account in ledger.accounts_of("mueller")}
    booked = [row for row in rows.values() if row.is_booked and row.account in company]
    assert len(booked) == transactions
    assert adds_up(ledger, ledger.clock.now())


def test_equal_seeds_and_times_give_equal_rows_and_others_do_not() -> None:
    """
    All fields, without the memory of the process.
    """
    assert rows_of(ledger_at(NOON)) == rows_of(ledger_at(NOON))
    assert rows_of(ledger_at(NOON)) != rows_of(ledger_at(NOON, seed=2))


def test_a_day_more_keeps_all_earlier_rows() -> None:
    """
    Whether the clock moves there or starts there.
    """
    ledger = ledger_at(NOON)
    before = rows_of(ledger)
    ledger.clock.advance(timedelta(days=1))
    after = rows_of(ledger)
    booked = {key: row for key, row in before.items() if row.is_booked}
    assert booked.items() <= after.items()
    assert before.keys() < after.keys()
    there = rows_of(ledger_at("frozen:2026-11-30T12:00"))
    assert there.items() <= after.items()
    assert len(there) > len(booked) - 20


@pytest.mark.parametrize("days", [1, 31, 400])
def test_balances_add_up_after_the_clock_has_moved(days: int) -> None:
    """
    Also for somebody who last looked some days ago.
    """
    ledger = ledger_at("frozen:2028-02-27T23:30")
    ledger.clock.advance(timedelta(days=days))
    now = ledger.clock.now()
    assert adds_up(ledger, now)
    assert adds_up(ledger, now - timedelta(days=days / 2))


def test_a_step_of_a_year_and_many_small_ones_give_the_same() -> None:
    """
    What happens does not depend on how the clock got there.
    """
    one, other = ledger_at(NOON), ledger_at(NOON)
    one.clock.advance(timedelta(days=70))
    for _ in range(70):
        other.clock.advance(timedelta(hours=24))
    assert rows_of(one) == rows_of(other)
    assert [one.balance(no, one.clock.now()) for no in one.accounts] == [
        other.balance(no, other.clock.now()) for no in other.accounts
    ]


def test_bookings_are_told_once_and_in_order() -> None:
    """
    Those of all accounts, with the pending ones that are booked.
    """
    ledger = ledger_at(NOON)
    told: list[Booked] = []
    ledger.clock.timeline.on_booking(told.append)
    before = {key for key, row in rows_of(ledger).items() if row.is_booked}
    ledger.clock.advance(timedelta(days=3))
    after = {key for key, row in rows_of(ledger).items() if row.is_booked}
    assert {(one.account, one.position) for one in told} == after - before
    assert len(told) == len(after - before)
    assert [one.at for one in told] == sorted(one.at for one in told)


def test_a_row_may_be_booked_now_or_later() -> None:
    """
    It moves the balance when its time has come.
    """
    ledger = ledger_at(NOON)
    now = ledger.clock.now()
    before, soon = ledger.balance(5, now), now + timedelta(hours=2)
    day, at = now.date(), int(now.timestamp())
    first = ledger.book(5, Draft(day, -1_000, "ÜBERWEISUNG", "Max Muster", "Jetzt", "", at))
    second = ledger.book(5, Draft(day, -500, "ÜBERWEISUNG", "Max Muster", "Dann", "", at + 3600))
    assert first != second
    assert ledger.balance(5, now) == before - 10
    assert ledger.row(5, second, now) is None
    ledger.clock.advance(soon - now)
    assert ledger.balance(5, soon) == before - 15
    row = ledger.row(5, second, soon)
    assert row is not None
    assert (row.purpose, row.is_booked) == ("Dann", True)
    assert adds_up(ledger, soon)


def test_pending_rows_are_booked_under_another_purpose() -> None:
    """
    By the clock, or at once.
    """
    ledger = ledger_at(NOON)
    now = ledger.clock.now()
    pending = [row for row in ledger.rows(5, now) if not row.is_booked]
    assert pending
    ledger.book_pending(5)
    for row in pending:
        booked = ledger.row(5, row.position, now)
        assert booked is not None
        assert booked.is_booked
        assert booked.purpose != row.purpose
        assert booked.amount == row.amount
    assert adds_up(ledger, now)
    others = [row for row in ledger.rows(6, now) if not row.is_booked]
    ledger.clock.advance(timedelta(days=6))
    assert others
    for row in others:
        later = ledger.row(6, row.position, ledger.clock.now())
        assert later is not None
        assert later.is_booked
        assert later.purpose != row.purpose


def test_rows_are_deleted_and_reworded() -> None:
    """
    As banks do that correct themselves.
    """
    ledger = ledger_at(NOON)
    now = ledger.clock.now()
    row, other = ledger.rows(5, now)[:2]
    ledger.remove(5, row.position)
    ledger.change(5, other.position, purpose="Berichtigt", day=other.day.toordinal() + 1)
    assert ledger.row(5, row.position, now) is None
    changed = ledger.row(5, other.position, now)
    assert changed is not None
    assert (changed.purpose, changed.day) == ("Berichtigt", other.day + timedelta(days=1))
    assert adds_up(ledger, now)
    with pytest.raises(ValueError, match="cents"):
        ledger.change(5, other.position, cents=1)
