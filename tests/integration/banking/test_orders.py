"""
The order of rows, the size of pages and a page that comes twice do not matter: rows keep their
keys, and no change is reported. For every set of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.banking.conftest import Reader, read_with
from tests.support.banking_servers import APIS, START, Books, Entry

AMOUNTS = ["-2.50", "-2.5", "-3.00", "0.00", "1000000.01"]
TEXTS = ["Ticket", "TICKET", "Straße 1", "Strasse 1", "EREF+E-1 SVWZ+Gas", "EREF+E-1 SVWZ+Wasser"]
entries = st.builds(
    Entry,
    id=st.integers(1, 10**6),
    amount=st.sampled_from(AMOUNTS),
    day=st.integers(0, 40).map(lambda days: START - timedelta(days=days)),
    text=st.sampled_from(TEXTS),
)
sets_of_entries = st.lists(entries, max_size=25, unique_by=lambda one: one.id)


@pytest.fixture(scope="module", params=sorted(APIS))
def provider(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """
    A reader of each API, whose server stays for all examples.
    """
    yield from read_with(request.param)


def keys(reader: Reader) -> set[tuple[str | None, str]]:
    """
    The ids and keys of all rows; each has a key of its own.
    """
    rows = reader.bank.transactions(reader.account).rows
    assert len({one.key for one in rows}) == len(rows)
    return {(one.id, one.key) for one in rows}


def fresh(reader: Reader, rows: list[Entry], per_page: int) -> Books:
    """
    The books of the reader with these rows, and no cursor.
    """
    books = reader.books
    books.entries, books.per_page, books.repeating = list(rows), per_page, set()
    reader.cursor = None
    return books


@settings(max_examples=15, deadline=None)
@given(
    rows=sets_of_entries,
    sizes=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    random=st.randoms(use_true_random=False),
)
def test_another_order_and_other_pages(
    provider: Reader, rows: list[Entry], sizes: tuple[int, int], random: Random
) -> None:
    """
    Whatever the provider sends first, and wherever it ends its pages.
    """
    books = fresh(provider, rows, sizes[0])
    before = keys(provider)
    assert len(provider.sync().added) == len(rows)
    random.shuffle(books.entries)
    books.per_page = sizes[1]
    assert keys(provider) == before
    changes = provider.sync()
    assert (changes.added, changes.changed, changes.removed) == ((), (), ())
    assert (changes.relinked, changes.out_of_sight) == (0, 0)


@settings(max_examples=15, deadline=None)
@given(rows=sets_of_entries, per_page=st.integers(1, 9), again=st.integers(1, 12))
def test_a_page_that_comes_twice(
    provider: Reader, rows: list[Entry], per_page: int, again: int
) -> None:
    """
    The list is read anew.
    """
    books = fresh(provider, rows, per_page)
    before = keys(provider)
    provider.sync()
    books.repeating = {len(books.asked) + again}
    assert keys(provider) == before
    books.repeating = {len(books.asked) + again}
    changes = provider.sync()
    assert (changes.added, changes.changed, changes.removed) == ((), (), ())
    assert (changes.relinked, changes.out_of_sight) == (0, 0)
