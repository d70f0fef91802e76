"""
Two syncs around everything that happens to rows at a provider: what is reported, literal.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from kontokit import ArgumentError
from kontokit_banking import (
    AccountMissingError,
    ChangeReason,
    Changes,
    CursorMismatchError,
    ImplausibleChangeError,
    RemovalReason,
    UnreadableRowError,
)
from tests.integration.banking.conftest import Reader
from tests.support.banking_servers import NOON, START, Entry

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MANY = [Entry(number, f"-{number}.10", START - number % 20 * DAY) for number in range(1, 31)]


def counts(changes: Changes[Any]) -> tuple[int, int, int, int, int]:
    """
    How many were added, changed, removed, relinked, and left pending.
    """
    lists = (changes.added, changes.changed, changes.removed)
    added, changed, removed = map(len, lists)
    return added, changed, removed, changes.relinked, len(changes.pending)


def test_nothing_has_happened(reader: Reader) -> None:
    """
    The second sync is silent, also where the rows come in another order and in small pages.
    """
    reader.books.entries = list(MANY)
    assert counts(reader.sync()) == (30, 0, 0, 0, 0)
    Random(1).shuffle(reader.books.entries)
    reader.books.per_page = 7
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


def test_a_new_row(reader: Reader) -> None:
    """
    Only that one is added.
    """
    reader.books.entries = list(MANY)
    reader.sync()
    reader.books.entries.append(Entry(99, "-5.00", START + DAY, imported=NOON + DAY))
    changes = reader.sync()
    assert counts(changes) == (1, 0, 0, 0, 0)
    assert (str(changes.added[0].amount), changes.added[0].day) == ("-5.00", START + DAY)


def test_two_equal_tickets(reader: Reader) -> None:
    """
    Both are there; when one is deleted, the key with the highest number goes.
    """
    reader.books.entries = [Entry(1, "-2.50"), Entry(2, "-2.50")]
    first = reader.sync()
    assert len({one.key for one in first.added}) == 2
    reader.books.remove(1)
    changes = reader.sync()
    assert [(one.key, one.reason) for one in changes.removed] == [
        (first.added[1].key, RemovalReason.DELETED)
    ]
    assert counts(changes)[:2] == (0, 0)


def test_everything_is_imported_again(reader: Reader) -> None:
    """
    New ids, the same keys: nothing to report. Where ids derive from the contents, they stay.
    """
    reader.books.entries = list(MANY)
    reader.sync()
    reader.books.import_again()
    changes = reader.sync()
    assert counts(changes)[:3] == (0, 0, 0)
    assert changes.relinked == (0 if reader.api == "banksapi" else 30)


@pytest.mark.parametrize("days", [3, 40])
def test_what_is_older_than_the_window_is_imported_again(reader: Reader, days: int) -> None:
    """
    It is relinked too, and what is new among it is added, whichever of two equal rows it is.
    BANKSapi cannot be asked for it.
    """
    old = [START - (200 + number) * DAY for number in range(days)]
    olds = [Entry(100 + n, f"-{n}.50", day, text="Alt") for n, day in enumerate(old)]
    reader.books.entries = [*MANY, *olds]
    keys = {one.key for one in reader.sync().added}
    reader.books.import_again()
    relinked = 0 if reader.api == "banksapi" else 30 + days
    assert counts(reader.sync()) == (0, 0, 0, relinked, 0)
    late = replace(reader.books.entries[0], id=1, imported=reader.books.fetched + HOUR)
    assert late.day == old[-1]
    reader.books.entries.append(late)
    before = len(reader.books.asked)
    changes = reader.sync()
    assert [(one.amount, one.day, one.key in keys) for one in changes.added] == (
        [] if reader.api == "banksapi" else [(Decimal(late.amount), late.day, False)]
    )
    assert counts(changes)[1:] == (0, 0, 0, 0)
    assert len(reader.books.asked) - before <= 8
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


def test_a_row_is_reworded(reader: Reader) -> None:
    """
    It is the same row: by its id, or by amount, day and text where the id changes with the words.
    """
    reader.books.entries = [*MANY, Entry(50, "-77.00", text="Rechnung 1234 Moebelhaus Muster")]
    before = {str(one.amount): one.key for one in reader.sync().added}
    reader.books.change(50, text="RECHNUNG 1234 MOEBELHAUS MUSTER GMBH")
    changes = reader.sync()
    assert counts(changes)[:3] == (0, 1, 0)
    assert changes.changed[0].before_key == before["-77.00"]
    assert changes.changed[0].reason == ChangeReason.CONTENT
    assert changes.changed[0].now.key != before["-77.00"]


def test_a_booking_moves_by_a_day(reader: Reader) -> None:
    """
    That changes its key, and it is still one row.
    """
    reader.books.entries = [*MANY, Entry(50, "-77.00")]
    reader.sync()
    reader.books.change(50, day=START + DAY)
    changes = reader.sync()
    assert counts(changes)[:3] == (0, 1, 0)
    assert changes.changed[0].now.day == START + DAY


def test_a_row_is_deleted(reader: Reader) -> None:
    """
    It is removed only after a complete download; until then it is out of sight.
    """
    reader.books.entries = list(MANY)
    reader.sync()
    reader.books.remove(1)
    if reader.api != "bankimport":
        reader.books.complete = False
        changes = reader.sync()
        assert (changes.removed, changes.complete) == ((), False)
        assert changes.out_of_sight == (0 if reader.api == "banksapi" else 1)
        reader.books.complete = True
    changes = reader.sync()
    assert [(one.reason, one.booked_as) for one in changes.removed] == [
        (RemovalReason.DELETED, None)
    ]
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


def test_a_row_before_the_window(reader: Reader) -> None:
    """
    What is booked long ago and imported now is found, and its day is read whole. BANKSapi cannot
    be asked for that.
    """
    old = START - 200 * DAY
    reader.books.entries = [*MANY, Entry(60, "-2.50", old), Entry(61, "-1.00", old - DAY)]
    keys = {one.key for one in reader.sync().added}
    reader.books.entries.append(Entry(70, "-2.50", old, imported=reader.books.fetched))
    changes = reader.sync()
    wanted = [] if reader.api == "banksapi" else [old]
    assert [one.day for one in changes.added] == wanted
    assert not {one.key for one in changes.added} & keys
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("text", ["KARTE 4711 LADEN", ""])
def test_a_pending_row_is_booked(waiting: Reader, text: str) -> None:
    """
    One change, whatever the text was before.
    """
    waiting.books.entries = [*MANY, Entry(40, "-30.00", text=text or "Laden", pending=True)]
    first = waiting.sync()
    assert counts(first) == (30, 0, 0, 0, 1)
    waiting.books.change(40, pending=False, day=START + DAY, text="Karte 4711 Laden")
    changes = waiting.sync()
    assert counts(changes) == (0, 1, 0, 0, 0)
    change = changes.changed[0]
    assert (change.reason, change.before_key) == (ChangeReason.BOOKED, first.pending[0].key)
    assert change.now.replaces == first.pending[0].key


def test_a_pending_row_is_cancelled(waiting: Reader) -> None:
    """
    Nothing that was booked is like it.
    """
    waiting.books.entries = [*MANY, Entry(40, "-30.00", pending=True)]
    waiting.sync()
    waiting.books.remove(40)
    changes = waiting.sync()
    assert [one.reason for one in changes.removed] == [RemovalReason.CANCELLED]


def test_a_pending_row_is_booked_by_its_reference(finapi_reader: Reader) -> None:
    """
    Another text and another id, and the same end-to-end reference. By chance it has the id of
    another row.
    """
    books = finapi_reader.books
    books.entries = [Entry(1, "-9.00", reference="E-9", text="a" * 20, pending=True), Entry(2)]
    finapi_reader.sync()
    books.entries = [Entry(2), Entry(1, "-8.00"), Entry(3, "-9.00", reference="E-9", text="b" * 20)]
    changes = finapi_reader.sync()
    assert [one.reason for one in changes.changed] == [ChangeReason.BOOKED]
    assert [str(one.amount) for one in changes.added] == ["-8.00"]


def test_a_pending_row_stays_beside_its_booking(finapi_reader: Reader) -> None:
    """
    It goes later, as the booked one that is known by then.
    """
    books = finapi_reader.books
    books.entries = [Entry(1, "-9.00", reference="E-9", pending=True)]
    finapi_reader.sync()
    books.entries.append(Entry(2, "-9.00", reference="E-9"))
    added = finapi_reader.sync().added
    assert len(added) == 1
    books.remove(1)
    removed = finapi_reader.sync().removed
    assert [(one.reason, one.booked_as) for one in removed] == [
        (RemovalReason.BOOKED_AS, added[0].key)
    ]


def test_another_amount_is_for_a_person_to_say(finapi_reader: Reader) -> None:
    """
    A tip: both are reported, and the pair is shown.
    """
    books = finapi_reader.books
    books.entries = [Entry(1, "-30.00", text="Restaurant Adler", pending=True)]
    first = finapi_reader.sync()
    books.entries = [Entry(2, "-33.00", text="Restaurant Adler")]
    changes = finapi_reader.sync()
    assert [one.reason for one in changes.removed] == [RemovalReason.CANCELLED]
    assert [(one.before_key, one.now.key) for one in changes.maybe] == [
        (first.pending[0].key, changes.added[0].key)
    ]


def test_two_candidates_are_not_matched(finapi_reader: Reader) -> None:
    """
    Of two equal amounts nobody knows which one it was.
    """
    books = finapi_reader.books
    books.entries = [Entry(1, "-30.00", text="Parkhaus", pending=True)]
    finapi_reader.sync()
    books.entries = [Entry(2, "-30.00", text="Parkhaus A"), Entry(3, "-30.00", text="Parkhaus B")]
    changes = finapi_reader.sync()
    assert counts(changes)[:3] == (2, 0, 1)


def test_the_brake(reader: Reader) -> None:
    """
    More than half of thirty rows are gone: that is an error of the provider, or wanted.
    """
    reader.books.entries = list(MANY)
    reader.sync()
    reader.books.entries = MANY[:10]
    with pytest.raises(ImplausibleChangeError) as error:
        reader.sync()
    assert (error.value.removed, error.value.known) == (20, 30)
    assert len(reader.sync(accept=True).removed) == 20


def test_the_account_gets_another_number(reader: Reader) -> None:
    """
    Its rows keep their keys, and nothing is reported as new.
    """
    reader.books.entries = list(MANY)
    reader.sync()
    reader.books.iban = "DE02120300000000202051"
    changes = reader.sync()
    assert changes.renumbered is not None
    assert changes.renumbered.now_key == "iban:DE02120300000000202051"
    assert counts(changes) == (0, 0, 0, 0, 0)
    assert counts(reader.sync()) == (0, 0, 0, 0, 0)


def test_the_account_gets_another_number_among_all(reader: Reader) -> None:
    """
    Its cursor is found by its id.
    """
    reader.books.entries = list(MANY)
    cursor = reader.sync().cursor or ""
    reader.books.iban = "DE02120300000000202051"
    reader.books.refresh()
    (only,) = reader.bank.sync_all({reader.account.key: cursor})
    assert only.account_key == "iban:DE02120300000000202051"
    assert only.changes is not None
    assert only.changes.renumbered is not None
    assert counts(only.changes) == (0, 0, 0, 0, 0)


def test_the_account_is_connected_again(reader: Reader) -> None:
    """
    Another id, the same IBAN: the cursor still fits. Another IBAN too: the account is gone.
    """
    reader.books.entries = list(MANY)
    reader.sync()
    reader.books.account = 8
    assert counts(reader.sync())[:3] == (0, 0, 0)
    reader.books.iban = "DE02120300000000202051"
    with pytest.raises(AccountMissingError):
        reader.sync()


def test_the_first_time_everything_comes(reader: Reader) -> None:
    """
    Also what is older than any window: BANKSapi would give 90 days.
    """
    reader.books.entries = [Entry(1, day=date(1999, 12, 31)), Entry(2)]
    assert counts(reader.sync()) == (2, 0, 0, 0, 0)


def test_a_sync_whose_result_was_not_stored(reader: Reader) -> None:
    """
    The same cursor gives the same transactions under the same keys.
    """
    reader.books.entries = list(MANY)
    cursor = reader.sync().cursor
    reader.books.entries += [Entry(98, "-5.00"), Entry(99, "-5.00")]
    first = reader.sync()
    reader.cursor = cursor
    again = reader.sync()
    assert [one.key for one in again.added] == [one.key for one in first.added]
    assert len({one.key for one in again.added}) == 2


def test_only_the_window_is_read(reader: Reader) -> None:
    """
    Of 400 days with a row each, the second sync reads a month.
    """
    reader.books.entries = [
        Entry(n, f"-{n}.00", START - n * DAY, imported=NOON - n * DAY) for n in range(400)
    ]
    reader.books.per_page = 20
    reader.sync()
    before = len(reader.books.asked)
    reader.sync()
    assert len(reader.books.asked) - before <= 8


def test_an_incomplete_access_is_not_asked(banksapi_reader: Reader) -> None:
    """
    Nothing is read, and the cursor stays.
    """
    banksapi_reader.books.entries = list(MANY)
    banksapi_reader.books.complete = False
    changes = banksapi_reader.sync()
    assert (changes.complete, changes.cursor, changes.added) == (False, None, ())
    assert not [one for one in banksapi_reader.books.asked if "kontoumsaetze" in one]


def test_cursors_that_do_not_fit(reader: Reader) -> None:
    """
    Damaged, of another version, of another account.
    """
    reader.books.entries = list(MANY)
    cursor = reader.sync().cursor
    assert cursor is not None
    reader.books.account, reader.books.iban = 9, "DE02120300000000202051"
    other = reader.bank.accounts()[0]
    for wrong in ("kb0.x", "kb1.x", cursor[:-8], cursor[:20] + "AAAA" + cursor[24:]):
        with pytest.raises(CursorMismatchError):
            reader.bank.sync(other, wrong)
    with pytest.raises(CursorMismatchError):
        reader.bank.sync(other, cursor)
    with pytest.raises(ArgumentError):
        reader.bank.sync(other, overlap=13)


def test_rows_that_are_no_transactions(bankimport_reader: Reader) -> None:
    """
    Every field of Bankimport may be missing. Such a row is reported, never dropped.
    """
    books = bankimport_reader.books
    books.entries = [Entry(1, "-1.00"), Entry(2, "")]
    with pytest.raises(UnreadableRowError) as error:
        bankimport_reader.sync()
    assert error.value.row.raw.id == 2
    changes = bankimport_reader.sync(unreadable="collect")
    assert [one.raw.id for one in changes.unreadable] == [2]
    assert counts(changes)[0] == 1


def test_rows_that_cannot_be_decoded(finapi_reader: Reader) -> None:
    """
    Even a client that leaves them out does not make them deleted ones.
    """
    books = finapi_reader.books
    books.entries = [Entry(1, "-1.00"), Entry(2, "-2.00")]
    finapi_reader.sync()
    books.change(2, amount="sNaN")
    with pytest.raises(UnreadableRowError, match=r" at \$\.transactions\[\d\]\.amount$"):
        finapi_reader.sync()
    changes = finapi_reader.sync(unreadable="collect")
    assert [one.raw["id"] for one in changes.unreadable] == [2]
    assert (changes.removed, changes.out_of_sight) == ((), 1)
    books.change(2, amount="-2.00")
    assert counts(finapi_reader.sync()) == (0, 0, 0, 0, 0)


def test_late_rows_that_cannot_be_decoded(finapi_reader: Reader) -> None:
    """
    Also where they belong to a day before the window, they are reported.
    """
    books = finapi_reader.books
    books.entries = list(MANY)
    finapi_reader.sync()
    books.entries.append(Entry(99, "sNaN", START - 200 * DAY, imported=books.fetched))
    changes = finapi_reader.sync(unreadable="collect")
    assert [one.raw["id"] for one in changes.unreadable] == [99]
