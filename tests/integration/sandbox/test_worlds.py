"""
Worlds share a port and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kontokit import NotFoundError, StatusError
from kontokit_sandbox import Sandbox, StateError
from tests.support.control_caller import ControlCaller
from tests.support.raw_http import send_raw

LABELS = ("Onlinebanking-ID", "PIN")
ROUNDS = 12


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def host(shared: Sandbox) -> Iterator[Sandbox]:
    """
    A sandbox without worlds.
    """
    shared.worlds.clear()
    shared.reset()
    yield shared
    shared.worlds.clear()
    shared.check()


def test_eight_threads_of_two_worlds_never_meet(host: Sandbox) -> None:
    """
    What four threads write into one world, the four of another never read.
    """
    worlds = [host.worlds.add(name) for name in ("gw0", "gw1")]

    def work(number: int) -> set[str]:
        world, own = worlds[number % 2], f"world {number % 2} "
        seen: set[str] = set()
        with world.client("finapi_access", as_user=True) as client:
            for turn in range(ROUNDS):
                client.labels.create(name=f"{own}{number} {turn}")
                seen |= {str(one.name)[: len(own)] for one in client.labels.list()}
        return seen

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(work, range(8)))
    assert seen == [{f"world {number % 2} "} for number in range(8)]
    for world in worlds:
        assert len(world.requests_to("finapi_access", "createLabel")) == 4 * ROUNDS
        world.check()
    assert host.requests == []
    with host.client("finapi_access", as_user=True) as client:
        assert list(client.labels.list()) == []


def test_a_world_has_its_own_time_faults_and_reset(host: Sandbox) -> None:
    """
    Clock, faults and reset of one world leave the others as they are.
    """
    world = host.worlds.add("a-b_1")
    world.advance(timedelta(days=400))
    world.faults.add("status", api="bankimport", times=None, options={"code": 503})
    assert world.now - host.now > timedelta(days=399)
    with host.client("bankimport") as client:
        assert list(client.bank_accounts.list())
    with world.client("bankimport", max_retries=0) as client, pytest.raises(StatusError):
        list(client.bank_accounts.list())
    with host.client("finapi_access", as_user=True) as client:
        client.labels.create(name="kept")
        world.reset()
        assert [one.name for one in client.labels.list()] == ["kept"]
    with pytest.raises(ValueError, match="shares its port"):
        world.faults.add("refused", api="bankimport")
    assert world.faults.all() == []


def test_links_and_pages_stay_in_their_world(host: Sandbox) -> None:
    """
    Links of an API and the page of the bank lead to the same world.
    """
    world = host.worlds.add("gw3")
    assert world.url("banksapi") == f"http://127.0.0.1:{host.port}/w/gw3/banksapi"
    with world.client("banksapi", as_user=True) as client:
        location = client.bank_accesses.add(
            "629e4510-5331-47d4-9bad-8902039ff762",
            provider_id=world.credentials.banksapi_demo_provider,
            credentials={"userid": "demo1", "pin": "demo"},
        )
        assert client.follow(location).status == "VOLLSTAENDIG"
    with world.client("finapi_access", as_user=True) as client:
        flow = client.sca.start(
            client.bank_connections.import_bank_connection,
            bank_id=280002,
            banking_interface="XS2A",
            redirect_url="https://shop.example/back",
        )
        step: Any = flow.step
        url = str(step.url)
        assert url.startswith(f"http://localhost:{host.port}/w/gw3/bank/280002/")
        back = world.visit(url).location
        flow.handle_return(str(back).partition("?")[2])
        assert str(flow.state.value) == "finished"
    page = send_raw("GET", f"http://localhost:{host.port}/w/gw3/reader")
    assert page.status == 200
    assert b'href="/w/gw3/pages.css' in page.body
    assert not any("/bank/" in one.path for one in host.requests)


def test_worlds_come_and_go(host: Sandbox) -> None:
    """
    A name is taken once, there are at most 64, and a removed one answers nothing.
    """
    first: Any = host.worlds.add("w0")
    for name in ("w0", "", "a/b", "ä", "x" * 41):
        with pytest.raises(ValueError, match=r"name|already"):
            host.worlds.add(name)
    with pytest.raises(RuntimeError):
        first.worlds.add("inner")
    with pytest.raises(RuntimeError):
        first.start()
    client = first.client("bankimport")
    host.worlds.remove("w0")
    with client, pytest.raises(NotFoundError):
        list(client.bank_accounts.list())
    with pytest.raises(LookupError):
        host.worlds.remove("w0")
    for number in range(64):
        host.worlds.add(f"w{number}")
    with pytest.raises(ValueError, match="64 worlds"):
        host.worlds.add("one-more")
    assert list(host.worlds) == [f"w{number}" for number in range(64)]


def test_the_control_api_makes_worlds(host: Sandbox) -> None:
    """
    A world is made with its addresses, controlled below its path, and removed.
    """
    control = ControlCaller(host)
    made = control.call("POST", "/worlds", {"name": "gw7"})
    assert made.status == 201
    assert made.json["apis"]["bankimport"] == host.worlds["gw7"].url("bankimport")
    assert control.get("/worlds")["worlds"] == [made.json]
    assert control.call("POST", "/worlds", {"name": "gw7"}).status == 422
    clock = send_raw("GET", f"{made.json['control']}/clock", headers=control.headers)
    assert clock.status == 200
    assert send_raw("GET", f"{made.json['control']}/clock").status == 401
    assert control.call("DELETE", "/worlds/gw7").status == 204
    assert control.call("DELETE", "/worlds/gw7").status == 404


def labels(world: Sandbox) -> list[str | None]:
    with world.client("finapi_access", as_user=True) as client:
        return [one.name for one in client.labels.list()]


def add_label(world: Sandbox, name: str) -> None:
    with world.client("finapi_access", as_user=True) as client:
        client.labels.create(name=name)


def test_worlds_go_on_after_a_restart(tmp_path: Path) -> None:
    """
    With their state and their clock; what was removed is gone, whatever its name looks like.
    """
    file = tmp_path / "state"
    with Sandbox(state=file, transactions=20) as host:
        for name in ("gw0", "GW0", "gw0-wal", "con"):
            add_label(host.worlds.add(name), f"of {name}")
        add_label(host, "of the host")
        host.worlds["GW0"].advance(timedelta(days=3))
        told = host.worlds["GW0"].now
        host.worlds.remove("gw0")
        port = host.port
    with Sandbox(state=file, port=port) as host:
        assert sorted(host.worlds) == ["GW0", "con", "gw0-wal"]
        for name, world in host.worlds.items():
            assert labels(world) == [f"of {name}"]
        assert timedelta() <= host.worlds["GW0"].now - told < timedelta(minutes=5)
        assert labels(host) == ["of the host"]
        assert labels(host.worlds.add("gw0")) == []
        host.worlds["con"].reset()
        host.worlds.clear()
    with Sandbox(state=file) as host:
        assert dict(host.worlds) == {}


def test_a_new_state_file_has_no_worlds_of_an_old_one(tmp_path: Path) -> None:
    """
    Whoever deletes the file begins anew.
    """
    file = tmp_path / "state"
    with Sandbox(state=file, transactions=20) as host:
        host.worlds.add("gw0")
    file.unlink()
    with Sandbox(state=file, transactions=20) as host:
        assert dict(host.worlds) == {}


@pytest.mark.parametrize("is_kept", [False, True], ids=["in memory", "in a file"])
def test_worlds_are_part_of_a_save(tmp_path: Path, *, is_kept: bool) -> None:
    """
    A restore brings back those that were there, and no others.
    """
    save = tmp_path / "save"
    state = tmp_path / "state" if is_kept else None
    with Sandbox(state=state, transactions=20) as host:
        for name in ("gw0", "gw1"):
            add_label(host.worlds.add(name), f"of {name}")
        host.saves.save(save)
        add_label(host.worlds["gw0"], "later")
        host.worlds.remove("gw1")
        add_label(host.worlds.add("gw2"), "of gw2")
        host.saves.restore(save)
        assert {name: labels(world) for name, world in host.worlds.items()} == {
            "gw0": ["of gw0"],
            "gw1": ["of gw1"],
        }
        host.worlds["gw1"].saves.restore(save)
        assert labels(host.worlds["gw1"]) == []
        host.worlds["gw0"].saves.save(save)
        host.saves.restore(save)
        assert labels(host) == ["of gw0"]
        assert dict(host.worlds) == {}
        host.check()
    with Sandbox(state=state, transactions=20) as host:
        assert labels(host) == (["of gw0"] if is_kept else [])


def test_a_world_of_another_version_is_refused(tmp_path: Path) -> None:
    """
    The start fails with the name of its file, and leaves nothing locked.
    """
    file = tmp_path / "state"
    with Sandbox(state=file, transactions=20) as host:
        host.worlds.add("gw0")
    (world,) = (tmp_path / "state.worlds").glob("*.sqlite")
    with closing(sqlite3.connect(world)) as opened:
        opened.execute("PRAGMA user_version = 99")
    with pytest.raises(StateError, match=r"w-gw0\.sqlite was written by .*schema 99"):
        Sandbox(state=file).start()
    world.unlink()
    with Sandbox(state=file) as host:
        assert dict(host.worlds) == {}
