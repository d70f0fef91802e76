"""
What happens at the edge of what a sync can know: rows that leave the window or come into it,
downloads that go on, rows without ids, pages that come again. Nothing is removed by mistake.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from kontokit_banking import (
    ChangeReason,
    ImplausibleChangeError,
    RemovalReason,
    UnreadableRowError,
)
from tests.integration.banking.conftest import Reader
from tests.integration.banking.test_sync import DAY, HOUR, MANY, counts
from tests.support.banking_servers import START, Entry

FIRST = START - timedelta(days=30)
"""The first day of the window, after a booking on START."""


@pytest.mark.parametrize("back", [1, 2, 3])
def test_a_booking_moves_out_of_the_window(reader: Reader, back: int) -> None:
    """
    It is still one row: some days before the window are read too.
    """
    reader.books.entries = [*MANY, Entry(50, "-77.00", FIRST)]
    keys = {str(one.amount): one.key for one in reader.sync().added}
    reader.books.change(50, day=FIRST - back * DAY)
    changes = reader.sync()
    assert counts(changes)[:3] == (0, 1, 0)
    change = changes.changed[0]
    assert (change.before_key, change.reason) == (keys["-77.00"], ChangeReason.CONTENT)
    assert change.now.day == FIRST - back * DAY
    assert counts(reader.sync())[:3] == (0, 0, 0)


@pytest.mark.parametrize("ahead", [1, 2, 3])
def test_a_booking_moves_into_the_window(reader: Reader, ahead: int) -> None:
    """
    It is no new row beside the one that is stored.
    """
    reader.books.entries = [*MANY, Entry(50, "-77.00", FIRST - DAY)]
    keys = {str(one.amount): one.key for one in reader.sync().added}
    reader.books.change(50, day=FIRST - DAY + ahead * DAY)
    changes = reader.sync()
    assert counts(changes)[:3] == (0, 1, 0)
    assert changes.changed[0].before_key == keys["-77.00"]
    assert counts(reader.sync())[:3] == (0, 0, 0)


def test_a_row_before_the_window_is_never_removed(reader: Reader) -> None:
    """
    It may have moved to a day that was not asked for. On the first day of the window it is removed.
    """
    reader.books.entries = [*MANY, Entry(50, "-77.00", FIRST), Entry(51, "-78.00", FIRST - DAY)]
    keys = {str(one.amount): one.key for one in reader.sync().added}
    reader.books.remove(51)
    changes = reader.sync()
    assert (changes.removed, changes.out_of_sight) == ((), 1)
    reader.books.remove(50)
    assert [(one.key, one.reason) for one in reader.sync().removed] == [
        (keys["-77.00"], RemovalReason.DELETED)
    ]


def test_a_row_that_has_moved_and_is_imported_again(reader: Reader) -> None:
    """
    It is changed, and not added as one that came late.
    """
    reader.books.entries = [*MANY, Entry(50, "-77.00", FIRST)]
    reader.sync()
    fields = {"day": FIRST - DAY, "id": 5050, "imported": reader.books.fetched + HOUR}
    reader.books.change(50, **fields)
    changes = reader.sync()
    assert counts(changes) == (0, 1, 0, 0, 0)


def test_an_account_becomes_one_without_transactions(finapi_reader: Reader) -> None:
    """
    It is not asked for any, so none is known to be gone. It may become what it was.
    """
    finapi_reader.books.entries = MANY[:5]
    finapi_reader.sync()
    finapi_reader.books.kind = "Security"
    changes = finapi_reader.sync()
    assert (changes.removed, changes.out_of_sight) == ((), 5)
    finapi_reader.books.kind = "Checking"
    assert counts(finapi_reader.sync()) == (0, 0, 0, 0, 0)


def test_an_account_whose_connection_is_not_listed(finapi_reader: Reader) -> None:
    """
    Nobody says that its download was complete.
    """
    books = finapi_reader.books
    books.entries = MANY[:5]
    finapi_reader.sync()
    books.remove(1)
    books.connected = False
    changes = finapi_reader.sync()
    assert (changes.complete, changes.removed, changes.out_of_sight) == (False, (), 1)
    books.connected = True
    assert [one.reason for one in finapi_reader.sync().removed] == [RemovalReason.DELETED]


def test_the_rest_of_a_download(finapi_reader: Reader) -> None:
    """
    What was read while it went on was not all of it, though the rest has the same time of import.
    """
    books, old = finapi_reader.books, START - 200 * DAY
    books.entries, books.busy = list(MANY), True
    assert not finapi_reader.sync().complete
    books.entries.append(Entry(99, "-77.00", old))
    books.busy = False
    changes = finapi_reader.sync()
    assert counts(changes) == (1, 0, 0, 0, 0)
    assert (changes.added[0].amount, changes.added[0].day) == (Decimal("-77.00"), old)
    assert counts(finapi_reader.sync()) == (0, 0, 0, 0, 0)


def test_a_page_comes_again(reader: Reader) -> None:
    """
    As many new rows as a page has make the server repeat it; the list is read anew.
    """
    reader.books.entries, reader.books.per_page = list(MANY), 10
    reader.sync()
    number = len(reader.books.asked)
    reader.books.repeating = {number + 3, number + 4}
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


def test_rows_without_ids_are_known_by_their_hash(banksapi_reader: Reader) -> None:
    """
    Only then: a row with an id is another one under another id, whatever its hash.
    """
    books = banksapi_reader.books
    row = Entry(50, "-77.00", text="Rechnung 4711", hash="c478c333-910f-465c-8e7d-616d86a07c0e")
    books.entries, books.with_ids = [*MANY, row], False
    first = banksapi_reader.sync()
    assert {one.id for one in first.added} == {None}
    keys = {str(one.amount): one.key for one in first.added}
    books.change(50, text="Ganz andere Worte")
    changes = banksapi_reader.sync()
    assert counts(changes)[:4] == (0, 1, 0, 0)
    assert changes.changed[0].before_key == keys["-77.00"]
    books.with_ids = True
    changes = banksapi_reader.sync()
    assert counts(changes)[:4] == (0, 0, 0, 31)
    books.change(50, text="Noch einmal neu")
    assert counts(banksapi_reader.sync())[:3] == (1, 0, 1)


def test_two_equal_rows_without_ids(banksapi_reader: Reader) -> None:
    """
    They share their hash, and are two rows all the same.
    """
    books = banksapi_reader.books
    books.entries, books.with_ids = [Entry(1, "-2.50"), Entry(2, "-2.50")], False
    first = banksapi_reader.sync()
    assert len({one.key for one in first.added}) == 2
    books.remove(1)
    changes = banksapi_reader.sync()
    assert [(one.key, one.id) for one in changes.removed] == [(first.added[1].key, None)]


@pytest.mark.parametrize(("known", "gone"), [(19, 19), (20, 10), (30, 15)])
def test_what_the_brake_lets_through(reader: Reader, known: int, gone: int) -> None:
    """
    Few rows, or no more than half of many.
    """
    reader.books.entries = MANY[:known]
    reader.sync()
    reader.books.remove(*range(1, gone + 1))
    changes = reader.sync()
    assert {one.reason for one in changes.removed} == {RemovalReason.DELETED}
    assert len(changes.removed) == gone


@pytest.mark.parametrize(("known", "gone"), [(20, 11), (30, 16), (30, 30)])
def test_what_the_brake_holds_back(reader: Reader, known: int, gone: int) -> None:
    """
    More than half of many: there is no cursor, and the old one finds them once they are back.
    """
    reader.books.entries = MANY[:known]
    reader.sync()
    reader.books.remove(*range(1, gone + 1))
    with pytest.raises(ImplausibleChangeError) as error:
        reader.sync()
    assert (error.value.removed, error.value.known) == (gone, known)
    reader.books.entries = MANY[:known]
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


def test_the_brake_is_off_where_rows_come_back_with_new_ids(finapi_reader: Reader) -> None:
    """
    A new import explains that others are gone.
    """
    finapi_reader.books.entries = list(MANY)
    finapi_reader.sync()
    finapi_reader.books.entries = MANY[:10]
    finapi_reader.books.import_again()
    changes = finapi_reader.sync()
    assert (len(changes.removed), changes.relinked) == (20, 10)


def test_a_changed_id_alone_does_not_turn_the_brake_off(banksapi_reader: Reader) -> None:
    """
    An id that derives from the contents changes with them.
    """
    banksapi_reader.books.entries = list(MANY)
    banksapi_reader.sync()
    banksapi_reader.books.entries = MANY[:10]
    banksapi_reader.books.change(1, text="Einkauf bei Nacht")
    with pytest.raises(ImplausibleChangeError):
        banksapi_reader.sync()


def test_a_deleted_twin_does_not_turn_the_brake_off(reader: Reader) -> None:
    """
    The row that stays takes the key of the one that is gone; that is no new import.
    """
    twins = [Entry(number, "-2.50") for number in (31, 32)]
    reader.books.entries = [*twins, *MANY]
    reader.sync()
    reader.books.remove(31, *range(1, 21))
    with pytest.raises(ImplausibleChangeError):
        reader.sync()


@pytest.mark.parametrize("days", [-5, 0, 10])
def test_a_pending_row_without_a_day_is_booked(finapi_reader: Reader, days: int) -> None:
    """
    Its value date is that of the import, and says nothing of when it is booked.
    """
    books = finapi_reader.books
    books.entries = [Entry(1, "-30.00", text="Restaurant Adler", pending=True, dated=False)]
    first = finapi_reader.sync()
    assert [(one.booking_date, one.value_date) for one in first.pending] == [(None, START)]
    books.entries = [Entry(2, "-30.00", START + days * DAY, text="Restaurant Adler, Dank")]
    changes = finapi_reader.sync()
    assert counts(changes) == (0, 1, 0, 0, 0)
    assert changes.changed[0].before_key == first.pending[0].key


def test_a_list_of_rows_without_ids_grows(bankimport_reader: Reader) -> None:
    """
    A new row moves one to the next page, which is no second one.
    """
    books = bankimport_reader.books
    books.entries, books.with_ids, books.per_page = list(MANY), False, 10
    assert counts(bankimport_reader.sync())[0] == 30
    books.arriving[len(books.asked) + 3] = Entry(99, "-5.00", START + DAY)
    changes = bankimport_reader.sync()
    assert [str(one.amount) for one in changes.added] == ["-5.00"]
    assert counts(changes) == (1, 0, 0, 0, 0)
    assert counts(bankimport_reader.sync()) == (0, 0, 0, 0, 0)


def test_a_list_of_rows_without_ids_that_grows_all_the_time(bankimport_reader: Reader) -> None:
    """
    Nothing is reported of it, and the cursor stays good.
    """
    books = bankimport_reader.books
    books.entries, books.with_ids, books.per_page = list(MANY), False, 10
    bankimport_reader.sync()
    number = len(books.asked)
    books.arriving = {number + one: Entry(100 + one, f"-{one}.55", START) for one in range(2, 40)}
    with pytest.raises(UnreadableRowError, match="it has no id"):
        bankimport_reader.sync()
    books.arriving = {}
    changes = bankimport_reader.sync()
    assert (changes.changed, changes.removed) == ((), ())
    assert len(changes.added) == len(books.entries) - 30
