"""
A refresher at the sandbox, in each API that can have a bank asked: what it makes of the provider's
own answers, and of time that passes.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from kontokit import ArgumentError
from kontokit_fleet import (
    Done,
    Gone,
    Later,
    NeedsUser,
    async_wait_until_ready,
    wait_until_ready,
)
from kontokit_sandbox import Sandbox
from tests.support.fleet_sandbox import APIS, FINAPI, SandboxFleet

DAY = timedelta(days=1)
WITH_STATUS = (*FINAPI, "banksapi")


@pytest.mark.parametrize("api", APIS)
def test_each_night_asks_the_bank_once_and_reads_what_is_new(sandbox: Sandbox, api: str) -> None:
    """
    The rows of a second night are read with an overlap; none has two keys.
    """
    fleet = SandboxFleet(sandbox, api)

    async def work() -> None:
        first = await fleet.night("1")
        assert isinstance(first, Done)
        known = set(fleet.sink.written)
        sandbox.advance(DAY)
        second = await fleet.night("2")
        assert isinstance(second, Done)
        assert second.rows > first.rows
        assert known < set(fleet.sink.written)
        assert fleet.asked() == 2
        assert await fleet.left() == 3

    asyncio.run(work())


@pytest.mark.parametrize("api", FINAPI)
def test_a_bank_that_is_connected_twice_gives_each_row_once(sandbox: Sandbox, api: str) -> None:
    """
    The keys of the first connection stay, and those of the second are the same.
    """
    fleet = SandboxFleet(sandbox, api)

    async def work() -> None:
        assert isinstance(await fleet.night("1"), Done)
        known, fleet.sink.keys = set(fleet.sink.keys), []
        fleet.connection, first = fleet.connect(), fleet.connection
        fleet.is_known = False
        sandbox.advance(DAY)
        assert isinstance(await fleet.night("2"), Done)
        second, fleet.sink.keys = set(fleet.sink.keys), []
        fleet.connection = first
        assert isinstance(await fleet.night("2"), Done)
        # Each update of the sandbox books a row.
        assert known < second < known | set(fleet.sink.keys)

    asyncio.run(work())


@pytest.mark.parametrize("api", APIS)
def test_a_fifth_night_within_a_day_asks_nobody(sandbox: Sandbox, api: str) -> None:
    """
    Three are taken, one is left for the morning; a day later it goes on.
    """
    fleet = SandboxFleet(sandbox, api)

    async def work() -> None:
        found = list[Any]()
        for number in range(4):
            found.append(await fleet.night(str(number)))
            sandbox.advance(timedelta(minutes=30))
        assert [type(one) for one in found] == [Done, Done, Done, Later]
        assert found[-1].reason == "budget"
        assert (fleet.asked(), await fleet.left()) == (3, 1)
        sandbox.advance(DAY)
        assert isinstance(await fleet.again("3"), Done)

    asyncio.run(work())


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize(
    ("status", "kind", "reason", "left"),
    [
        (429, Later, "rate_limit", 4),
        (500, Later, "server_error", 3),
        (503, Later, "unavailable", 4),
        (510, NeedsUser, "sca", 3),
    ],
)
def test_an_error_of_the_update_means_the_same_everywhere(
    sandbox: Sandbox, api: str, status: int, kind: type[Any], reason: str, left: int
) -> None:
    """
    In the provider's own shape; a later attempt succeeds, or the user is needed.
    """
    fleet = SandboxFleet(sandbox, api)
    fleet.fault("status", code=status)

    async def work() -> None:
        found = await fleet.night()
        assert (type(found), found.reason) == (kind, reason)
        assert await fleet.left() == left
        assert not fleet.sink.written
        if isinstance(found, Later):
            sandbox.advance(found.not_before - sandbox.now)
            assert isinstance(await fleet.again(), Done)

    asyncio.run(work())


@pytest.mark.parametrize(
    ("api", "reason", "left"),
    [*((api, "busy", 4) for api in FINAPI), ("banksapi", "user_locked", 4)],
)
def test_423_is_told_apart(sandbox: Sandbox, api: str, reason: str, left: int) -> None:
    """
    At finAPI something is busy, which is later; at BANKSapi the user is locked.
    """
    fleet = SandboxFleet(sandbox, api)
    fleet.fault("status", code=423)

    async def work() -> None:
        found = await fleet.night()
        assert isinstance(found, Later if reason == "busy" else NeedsUser)
        assert (found.reason, await fleet.left()) == (reason, left)

    asyncio.run(work())


@pytest.mark.parametrize("api", FINAPI)
def test_a_download_of_somebody_else_is_waited_for(sandbox: Sandbox, api: str) -> None:
    """
    It costs no read, and its rows are ours.
    """
    fleet = SandboxFleet(sandbox, api)
    interface = "interface" if api.endswith("v1") else "banking_interface"
    with fleet.sync_client() as client:
        number = int(fleet.connection)
        client.bank_connections.update(bank_connection_id=number, **{interface: "XS2A"})

    async def work() -> None:
        assert isinstance(await fleet.night(), Done)
        assert (fleet.asked(), await fleet.left()) == (1, 4)

    asyncio.run(work())


def test_a_slow_access_is_waited_for(sandbox: Sandbox) -> None:
    """
    BANKSapi collects for several requests.
    """
    fleet = SandboxFleet(sandbox, "banksapi", login="slow")

    async def work() -> None:
        assert isinstance(await fleet.night("1"), Done)
        sandbox.advance(DAY)
        assert isinstance(await fleet.night("2"), Done)
        assert await fleet.left() == 3

    asyncio.run(work())


@pytest.mark.parametrize(
    ("api", "fault", "kind", "reason"),
    [
        *((api, "credentials_changed", NeedsUser, "bank_rejection") for api in FINAPI),
        *((api, "login_required", NeedsUser, "credentials") for api in FINAPI),
        ("banksapi", "maintenance", Later, "bank_failed"),
        ("banksapi", "bank_offline", Later, "bank_failed"),
        ("banksapi", "budget_exceeded", Later, "too_often"),
        ("banksapi", "locked", NeedsUser, "login_locked"),
        ("banksapi", "credentials_changed", NeedsUser, "credentials"),
        ("banksapi", "consent_ended", NeedsUser, "not_updated"),
        ("banksapi", "login_required", NeedsUser, "not_updated"),
    ],
)
def test_what_the_bank_says_decides(
    sandbox: Sandbox, api: str, fault: str, kind: type[Any], reason: str
) -> None:
    """
    BANKSapi answers 201 whatever the bank says: messages in the access tell it, and an access that
    has nothing newer was not fetched. No rows are written as if they were new.
    """
    fleet = SandboxFleet(sandbox, api)
    fleet.fault(fault)

    async def work() -> None:
        found = await fleet.night()
        assert (type(found), found.reason) == (kind, reason)
        assert not fleet.sink.written

    asyncio.run(work())


def test_a_wrong_pin_is_not_tried_each_night(sandbox: Sandbox) -> None:
    """
    A bank locks a login after some of them; the next night looks, and asks nobody.
    """
    fleet = SandboxFleet(sandbox, "banksapi")
    fleet.fault("credentials_changed")

    async def work() -> None:
        assert await fleet.night("1") == NeedsUser("credentials")
        sandbox.advance(timedelta(hours=1))
        assert await fleet.night("2") == NeedsUser("credentials", reached_bank=False)
        assert (fleet.asked(), await fleet.left()) == (1, 3)

    asyncio.run(work())


@pytest.mark.parametrize("api", FINAPI)
def test_a_consent_that_has_ended_needs_the_user_and_goes_on_with_them(
    sandbox: Sandbox, api: str
) -> None:
    """
    The connection says it, so that no bank is asked; after the user's SCA, the unit is read.
    """
    fleet = SandboxFleet(sandbox, api, login="sms")
    sandbox.end_consents(fleet.named, "erika")

    async def work() -> None:
        asked = fleet.asked()
        assert await fleet.night() == NeedsUser("connection", reached_bank=False)
        assert isinstance(await fleet.again(), Later)
        assert (fleet.asked(), await fleet.left()) == (asked, 4)
        fleet.update_with_user()
        sandbox.advance(timedelta(minutes=1))
        assert await fleet.work.user_is_back(fleet.unit())
        assert isinstance(await fleet.again(fresh_for=timedelta(hours=6)), Done)
        assert await fleet.left() == 4

    asyncio.run(work())


def test_a_web_form_needs_the_user(sandbox: Sandbox) -> None:
    """
    451 of BANKSapi and finAPI v1 leads to a page.
    """
    for api in ("banksapi", "finapi_access_v1"):
        sandbox.reset()
        fleet = SandboxFleet(sandbox, api)
        fleet.fault("response", status=451, headers={"Location": "https://provider.invalid/form"})
        assert asyncio.run(fleet.night()) == NeedsUser("web_form")


@pytest.mark.parametrize("api", WITH_STATUS)
def test_a_connection_that_is_deleted_is_gone(sandbox: Sandbox, api: str) -> None:
    """
    It is not tried again, and no bank is asked.
    """
    fleet = SandboxFleet(sandbox, api)
    with fleet.sync_client() as client:
        if api == "banksapi":
            client.bank_accesses.delete(fleet.connection)
        else:
            client.bank_connections.delete(int(fleet.connection))
    found = asyncio.run(fleet.night())
    assert isinstance(found, Gone)
    assert fleet.asked() == 0


@pytest.mark.parametrize("api", APIS)
def test_an_answer_that_is_lost_is_looked_for(sandbox: Sandbox, api: str) -> None:
    """
    The provider has the request: the next attempt finds that the connection has been fetched, and
    the bank is not asked twice.
    """
    fleet = SandboxFleet(sandbox, api)
    fleet.fault("answer_lost")

    async def work() -> None:
        found = await fleet.night()
        assert isinstance(found, Later)
        sandbox.advance(found.not_before - sandbox.now + timedelta(hours=1))
        assert isinstance(await fleet.again(), Done)
        assert (fleet.asked(), await fleet.left()) == (1, 3)

    asyncio.run(work())


def test_an_import_that_never_ends_is_given_up(sandbox: Sandbox) -> None:
    """
    Bankimport has no status: after an hour without anything newer the read is spent, and another
    one is tried later.
    """
    fleet = SandboxFleet(sandbox, "bankimport")
    fleet.fault("response", status=200, body=IMPORT)

    async def work() -> None:
        found, reasons = await fleet.night(), list[str]()
        while isinstance(found, Later) and len(reasons) < 30:
            reasons.append(found.reason)
            sandbox.advance(found.not_before - sandbox.now)
            found = await fleet.again()
        assert isinstance(found, Done)
        assert set(reasons[:-1]) == {"not_ready"}
        assert reasons[-1] == "bank_failed"
        assert (fleet.asked(), await fleet.left()) == (2, 2)

    asyncio.run(work())


IMPORT = '{"import": {"id": 1, "bank_account_id": 1, "estimated_finish_date": null}}'


@pytest.mark.parametrize("api", WITH_STATUS)
@pytest.mark.parametrize("how", ["sync", "async"])
def test_a_resource_says_when_it_is_ready(sandbox: Sandbox, api: str, how: str) -> None:
    """
    In every API that has a status.
    """
    fleet = SandboxFleet(sandbox, api, login="slow" if api == "banksapi" else "no-sca")
    fleet.start_update()
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def work() -> Any:
        async with fleet.client() as client:
            return await async_wait_until_ready(lambda: fleet.get(client), sleep=sleep)

    if how == "async":
        found = asyncio.run(work())
    else:
        with fleet.sync_client() as client:
            found = wait_until_ready(lambda: fleet.get(client), sleep=pauses.append)
    assert pauses
    assert str(getattr(found, "status", None) or found.update_status) in ("VOLLSTAENDIG", "READY")


def test_an_account_of_bankimport_does_not_say_it(sandbox: Sandbox) -> None:
    """
    The caller says what ready means.
    """
    fleet = SandboxFleet(sandbox, "bankimport")
    before = fleet.start_update()
    with fleet.sync_client() as client:
        with pytest.raises(ArgumentError, match="does not say when it is ready"):
            wait_until_ready(lambda: fleet.get(client))
        sandbox.advance(timedelta(hours=1))
        found = wait_until_ready(
            lambda: fleet.get(client), ready=lambda one: one.last_update_at != before
        )
    assert found.last_update_at > before
