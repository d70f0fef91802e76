"""
Lists of rows: the same rows in pages as at once, in any order of pages.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import get_args

import pytest

from kontokit_sandbox.ledger import listings
from kontokit_sandbox.ledger.ledger import Ledger
from kontokit_sandbox.ledger.listings import Condition, Listing, Order, Pages, View
from kontokit_sandbox.ledger.rows import Row
from tests.support.ledgers import ledger_at

SIZE = 61


def listing_over(ledger: Ledger, accounts: tuple[int, ...]) -> Listing:
    """
    A list over some accounts, at which somebody has looked at different times.
    """
    now = ledger.clock.now()
    views = [View(no, (now - timedelta(days=no)).timestamp()) for no in accounts]
    return Listing(views=tuple(views))


def everything(ledger: Ledger, listing: Listing) -> list[Row]:
    """
    The rows of a list, found and sorted without SQL.
    """
    now = ledger.clock.now()
    seen = {view.account: now - timedelta(days=view.account) for view in listing.views}
    rows = [row for no in seen for row in ledger.rows(no, seen[no])]
    rows = [row for row in rows if (row.account, row.position) not in listing.without]
    if listing.conditions:
        rows = [row for row in rows if row.amount < 0 and row.is_booked]
    rows.sort(key=lambda row: (row.account, row.position))
    if listing.order == "latest":
        # Latest days first either way; what is descending is the order of the rows of a day.
        rows = rows[::-1] if listing.is_descending else rows
        return sorted(rows, key=lambda row: row.day, reverse=True)
    if listing.order != "position":
        name = "day" if listing.order == "day" else "appeared_at"
        rows.sort(key=lambda row: str(getattr(row, name)))
    return rows[::-1] if listing.is_descending else rows


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize("order", get_args(Order))
@pytest.mark.parametrize("accounts", [(1,), (1, 2, 3), (1, 3)])
def test_pages_are_the_whole_in_order_and_by_jumps(
    accounts: tuple[int, ...], order: Order, is_descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With and without conditions; what is known of a list makes no difference.
    """
    monkeypatch.setattr(listings, "_STRIDE", 50)
    ledger = ledger_at("frozen:2026-11-28T12:00", transactions=300)
    conditions = (Condition("cents < ?", (0,)), Condition("booked_at <= {seen}"))
    for chosen in ((), conditions):
        over = listing_over(ledger, accounts)
        some = [(row.account, row.position) for row in everything(ledger, over)[3:90:7]]
        listing = replace(
            over,
            without=tuple(some),
            order=order,
            is_descending=is_descending,
            conditions=chosen,
        )
        wanted = everything(ledger, listing)
        starts = list(range(0, len(wanted) + SIZE, SIZE))
        jumps = Random(1).sample(starts, len(starts))
        for order_of_pages in (starts, jumps):
            pages = Pages(ledger)
            assert pages.count(listing) == len(wanted)
            for start in order_of_pages:
                assert pages.rows(listing, start, SIZE) == wanted[start : start + SIZE]


def test_a_list_without_accounts_is_empty() -> None:
    """
    Nobody has linked one yet.
    """
    pages = Pages(ledger_at("frozen:2026-11-28T12:00", transactions=10))
    assert pages.rows(Listing(views=()), 0, 10) == []
    assert pages.count(Listing(views=())) == 0


def test_what_is_known_of_a_list_is_forgotten_when_the_ledger_changes() -> None:
    """
    Counts, sums and places.
    """
    ledger = ledger_at("frozen:2026-11-28T12:00", transactions=700)
    pages, listing = Pages(ledger), Listing(views=(View(1, 9e9),))
    rows = pages.rows(listing, 20, 10)
    income, spending = pages.sums(listing)
    ledger.remove(1, rows[0].position)
    assert pages.rows(listing, 20, 9) == rows[1:]
    assert pages.count(listing) == len(ledger.rows(1, ledger.clock.now()))
    assert sum(pages.sums(listing)) == income + spending - rows[0].amount
