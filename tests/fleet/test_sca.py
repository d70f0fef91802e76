"""
A bank that wants SCA at night: one message to the user, and the night goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from kontokit import EndUser
from kontokit.stores import MemoryStore
from kontokit_fleet import Done, Event, Later, NeedsUser, Unit, UnitEnded
from tests.support.fleet_bank import ROWS, FleetBank, error
from tests.support.fleet_worker import RUN, Fleet, units

UNIT, OTHER = units(2)
IP = "203.0.113.7"


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


def wants_sca(bank: FleetBank, connections: set[str]) -> None:
    def refuse(path: str, connection: str) -> Any:
        if path.endswith("/update") and connection in connections:
            return error(510, "ADDITIONAL_AUTHENTICATION_REQUIRED")
        return None

    bank.refuse = refuse


def messages(seen: list[Event]) -> list[Unit]:
    """
    What a program would write to users about.
    """
    ended = [one for one in seen if isinstance(one, UnitEnded)]
    return [one.unit for one in ended if isinstance(one.outcome, NeedsUser)]


def test_a_user_gets_one_message_however_often_the_unit_comes(bank: FleetBank) -> None:
    """
    At once and one after another; the other users are read meanwhile. When the user is back, the
    consent that SCA has made lets the read through, without the address of anybody.
    """
    wanting = {UNIT.connection}
    wants_sca(bank, wanting)
    fleet, seen = Fleet(MemoryStore()), list[Event]()

    async def work() -> Any:
        await fleet.work.plan(RUN, [UNIT, OTHER])
        async with bank.client() as client:
            refresher = fleet.refresher(client, observers=(seen.append,))
            found = list(await asyncio.gather(*(refresher.run(UNIT) for _ in range(3))))
            found += [await refresher.run(UNIT) for _ in range(2)]
            assert await refresher.run(OTHER) == Done(ROWS)
            wanting.clear()
            assert await fleet.work.user_is_back(UNIT)
            found.append(await refresher.run(UNIT))
        return found, await fleet.budget.left(UNIT.budget_key)

    found, left = asyncio.run(work())
    assert messages(seen) == [UNIT]
    assert [one for one in found if isinstance(one, NeedsUser)] == [NeedsUser("sca")]
    assert {one.reason for one in found if isinstance(one, Later)} == {"claimed"}
    assert found[-1] == Done(ROWS)
    assert bank.updates == {UNIT.connection: 1, OTHER.connection: 1}
    assert left == 2  # the bank was asked when it wanted SCA, and afterwards
    assert bank.addresses == []


def test_a_read_is_attended_only_with_the_address_of_the_user(bank: FleetBank) -> None:
    """
    As when the user is at your site again after SCA, and the unit is run at once.
    """
    wants_sca(bank, {UNIT.connection})
    fleet = Fleet(MemoryStore())

    async def work() -> None:
        await fleet.work.plan(RUN, [UNIT])
        assert await fleet.refresh(bank, UNIT) == NeedsUser("sca")
        wants_sca(bank, set())
        async with bank.client() as client:
            present = client.with_options(end_user=EndUser(ip_address=IP))
            refresher = fleet.refresher(present)
            assert await fleet.work.user_is_back(UNIT)
            assert bank.addresses == []
            assert await refresher.run(UNIT) == Done(ROWS)

    asyncio.run(work())
    assert set(bank.addresses) == {IP}
