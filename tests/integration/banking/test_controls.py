"""
Two syncs around everything that a bank of the sandbox can do to its rows, through each API that
shows it: what is reported, literal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.banking_servers import APIS
from tests.support.synced_person import (
    LOGIN,
    PIN,
    Reported,
    Said,
    SyncedPerson,
    ordinal,
    synced_person,
)

BROT: Said = ("2026-03-13", "-10.00", "Brot")
RECHNUNG: Said = ("2026-03-14", "-20.00", "Rechnung 4711")
TICKET: Said = ("2026-03-14", "-2.50", "Ticket")
MIETE: Said = ("2026-03-15", "99.90", "Miete März")
ALL: list[Said] = [BROT, TICKET, TICKET, RECHNUNG, MIETE]
WITH_PENDING = ("bankimport", "finapi_access")


@pytest.fixture(params=["sync", "async"])
def is_async(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "async")


@pytest.fixture(params=sorted(APIS))
def person(request: pytest.FixtureRequest, is_async: bool) -> Iterator[SyncedPerson]:
    """
    The person, after the first sync, in which everything is new.
    """
    with synced_person(request.param, is_async=is_async) as found:
        assert found.sync() == Reported(added=ALL)
        yield found


@pytest.fixture(params=WITH_PENDING)
def waiting(request: pytest.FixtureRequest, is_async: bool) -> Iterator[SyncedPerson]:
    """
    The same at an API that shows pending rows.
    """
    with synced_person(request.param, is_async=is_async) as found:
        assert found.sync() == Reported(added=ALL)
        yield found


def test_nothing_happens(person: SyncedPerson) -> None:
    person.night()
    assert person.sync() == Reported()


def test_a_row_is_reworded(person: SyncedPerson) -> None:
    person.change("Rechnung 4711", purpose="RECHNUNG NR. 4711 DANKE")
    person.night()
    now = ("2026-03-14", "-20.00", "RECHNUNG NR. 4711 DANKE")
    assert person.sync() == Reported(changed=[(RECHNUNG, now, "content")])


@pytest.mark.parametrize("day", ["2026-03-13", "2026-03-15"])
def test_the_booking_date_moves_by_a_day(person: SyncedPerson, day: str) -> None:
    person.change("Rechnung 4711", day=ordinal(day))
    person.night()
    now = (day, "-20.00", "Rechnung 4711")
    assert person.sync() == Reported(changed=[(RECHNUNG, now, "content")])


def test_a_pending_row_is_booked_under_another_text(person: SyncedPerson) -> None:
    """
    An API without pending rows adds it when it is booked.
    """
    text = "Karte Tankstelle Nord"
    person.announce(text, later="Tankstelle Nord, Dank", amount=-4567, nights=2)
    person.night()
    has_pending = person.api in WITH_PENDING
    before = ("2026-03-21", "-45.67", text)
    assert person.sync() == Reported(pending=[before] if has_pending else [])
    person.night()
    now = ("2026-03-21", "-45.67", "Tankstelle Nord, Dank")
    assert person.sync() == (
        Reported(changed=[(before, now, "booked")]) if has_pending else Reported(added=[now])
    )


def test_a_pending_row_is_booked_under_a_text_that_is_not_alike(waiting: SyncedPerson) -> None:
    """
    At Bankimport it keeps its id. At finAPI it is not known to be the same, and the row is there.
    """
    waiting.announce("Vormerkung", later="Tankstelle Nord, Dank", amount=-4567, nights=2)
    waiting.night()
    before = ("2026-03-21", "-45.67", "Vormerkung")
    assert waiting.sync() == Reported(pending=[before])
    waiting.night()
    now = ("2026-03-21", "-45.67", "Tankstelle Nord, Dank")
    assert waiting.sync() == (
        Reported(changed=[(before, now, "booked")])
        if waiting.api == "bankimport"
        else Reported(added=[now], removed=[(before, "cancelled")])
    )


def test_a_pending_row_is_cancelled(waiting: SyncedPerson) -> None:
    waiting.announce("Karte Hotel", later="Hotel", amount=-20000, nights=4)
    waiting.night()
    before = ("2026-03-23", "-200.00", "Karte Hotel")
    assert waiting.sync() == Reported(pending=[before])
    waiting.remove("Karte Hotel")
    waiting.night()
    assert waiting.sync() == Reported(removed=[(before, "cancelled")])


def test_a_third_equal_row_of_a_day(person: SyncedPerson) -> None:
    """
    It is one more, and the two others stay what they are.
    """
    row = {"amount": "-2.50", "counterparty": "Verkehrsbetriebe", "purpose": "Ticket"}
    person.sandbox.people.add_rows("joerg", [{"day": "2026-03-14", **row}])
    person.night()
    assert person.sync() == Reported(added=[TICKET])
    assert list(person.known.values()).count(TICKET) == 3


def test_a_row_is_deleted(person: SyncedPerson) -> None:
    person.remove("Rechnung 4711")
    person.night()
    assert person.sync() == Reported(removed=[(RECHNUNG, "deleted")])


def test_one_of_two_equal_rows_is_deleted(person: SyncedPerson) -> None:
    person.remove("Ticket")
    person.night()
    assert person.sync() == Reported(removed=[(TICKET, "deleted")])
    assert list(person.known.values()).count(TICKET) == 1


def test_the_first_of_two_equal_rows_is_deleted(is_async: bool) -> None:
    """
    The second one takes its key, and with it what else differs: its number at the bank.
    """
    with synced_person("banksapi", is_async=is_async) as person:
        person.sync()
        position = person.row("Ticket").position - 1
        person.sandbox.ledger.remove(person.bank_account.no, position)
        person.night()
        assert person.sync() == Reported(
            changed=[(TICKET, TICKET, "content")], removed=[(TICKET, "deleted")]
        )


def test_everything_is_imported_again_with_new_ids(person: SyncedPerson) -> None:
    """
    A connection is deleted and made anew. Bankimport cannot do that; there, the rows get new ids.
    """
    if person.api == "bankimport":
        listing = "listBankAccountTransactions"
        person.sandbox.faults.add("rows_change_id", operation=listing, times=None)
    elif person.api == "banksapi":
        person.client.bank_accesses.delete(person.access)
        person.connect()
    else:
        person.client.bank_connections.delete_all()
        person.connect()
    person.night()
    assert person.sync() == Reported(relinked=5)
    assert sorted(person.known.values()) == sorted(ALL)


def test_a_download_is_not_complete(person: SyncedPerson) -> None:
    """
    What did not come may still be there: at Bankimport until it has looked again, elsewhere until
    the bank has taken the new PIN. BANKSapi is not even asked meanwhile.
    """
    person.remove("Rechnung 4711")
    if person.api != "bankimport":
        person.sandbox.people.change_pin(LOGIN, "54321")
        person.night()
    unseen = 0 if person.api == "banksapi" else 1
    assert person.sync() == Reported(complete=False, out_of_sight=unseen)
    assert person.sync() == Reported(complete=False, out_of_sight=unseen)
    new: list[Said] = []
    if person.api != "bankimport":
        person.sandbox.people.change_pin(LOGIN, PIN)
        person.update()
        new = [("2026-03-20", "-12.99", "NEUER UMSATZ")]
    person.night()
    assert person.sync() == Reported(added=new, removed=[(RECHNUNG, "deleted")])


def test_a_sync_while_finapi_downloads(is_async: bool) -> None:
    """
    The new row is there already, and nothing is known to be gone.
    """
    with synced_person("finapi_access", is_async=is_async) as person:
        person.sync()
        person.remove("Rechnung 4711")
        person.update()
        new = ("2026-03-19", "-12.99", "NEUER UMSATZ")
        assert person.sync() == Reported(added=[new], complete=False, out_of_sight=1)
        person.sandbox.advance(timedelta(seconds=2))
        assert person.sync() == Reported(removed=[(RECHNUNG, "deleted")])


@pytest.mark.parametrize("api", sorted(APIS))
@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("frozen:2026-01-14T23:30:00+00:00", "2026-01-17"),
        ("frozen:2026-07-14T22:30:00+00:00", "2026-07-17"),
        ("frozen:2026-07-14T21:30:00+00:00", "2026-07-16"),
    ],
)
def test_the_clock_of_the_bank_late_in_the_evening(
    api: str, is_async: bool, clock: str, day: str
) -> None:
    """
    At 23:30 UTC it is the next day in Germany, and in summer at 22:30 UTC too.
    """
    with synced_person(api, is_async=is_async, clock=clock) as person:
        person.sync()
        person.night()
        now = person.sandbox.now
        row = {"amount": "-7.70", "counterparty": "Nachtcafé", "purpose": "Spätes Bier"}
        person.sandbox.people.add_rows("joerg", [row])
        assert now.date().isoformat() < day or clock.startswith("frozen:2026-07-14T21")
        person.night()
        assert person.sync() == Reported(added=[(day, "-7.70", "Spätes Bier")])
        person.change("Spätes Bier", purpose="SPAETES BIER")
        person.night()
        assert [one[1] for one in person.sync().changed] == [(day, "-7.70", "SPAETES BIER")]
