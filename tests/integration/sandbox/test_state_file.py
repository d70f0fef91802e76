"""
The state of the sandbox outlives its process: a file, saves and snapshots.
"""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Container, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import fields, is_dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kontokit import StatusError
from kontokit_sandbox import Api, Sandbox, StateError
from kontokit_sandbox.openapi.specification import Operation
from kontokit_sandbox.persistence import files
from kontokit_sandbox.persistence.decoding import decode
from kontokit_sandbox.persistence.encoding import encode
from kontokit_sandbox.server.limits import Tracked
from tests.support.banksapi_customers import customer_of
from tests.support.stages import stage_for


def import_connection(client: Any, login: str = "demo_no_msa") -> Any:
    return client.bank_connections.import_bank_connection(
        bank_id=280001,
        banking_interface="FINTS_SERVER",
        login_credentials={"Onlinebanking-ID": login, "PIN": login},
        store_secrets=True,
    )


def order_money(client: Any, amount: str, account: int = 1) -> Any:
    order = {
        "counterpart_name": "Max Beispiel",
        "counterpart_iban": "DE02120300000000202051",
        "amount": amount,
    }
    options = {"allow_duplicate": True}
    return client.payments.create_money_transfer(
        account_id=account, money_transfers=[order], options=options
    )


def busy(sandbox: Sandbox, api: Api) -> None:
    """
    Bring the sandbox into a state with something of everything.
    """
    stage_for(api, sandbox)
    if api in ("bankimport", "banksapi"):
        customer = customer_of(sandbox)
        customer.add_access("test_sca_twice")
        sandbox.advance(timedelta(hours=3))
        return
    with sandbox.client("finapi_access", as_user=True) as client:
        payment = order_money(client, "12.12")
        client.payments.submit(payment_id=payment.id, banking_interface="FINTS_SERVER")
        with suppress(StatusError):
            import_connection(client, "demo_all_methods")
    sandbox.disturb("finapi_access", "submitPayment", "answer lost", skip=1)
    sandbox.advance(timedelta(hours=3))


def dump(sandbox: Sandbox, path: Path) -> list[str]:
    """
    Write down everything that a save has.
    """
    sandbox.saves.save(path)
    with closing(sqlite3.connect(path)) as saved:
        return [line for line in saved.iterdump() if '"clock"' not in line]


def state_of(sandbox: Sandbox) -> dict[str, Any]:
    store = sandbox._store
    return {part.name: part.get() for part in store._parts() if part.name != "clock"}


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """
    Where two values differ, also if only in their types.
    """
    if type(one) is not type(other):
        yield f"{place}: {type(one).__name__} {one!r:.60} and {type(other).__name__} {other!r:.60}"
    elif isinstance(one, dict):
        if list(one) != list(other):
            yield f"{place}: other keys or another order"
        for key in one.keys() & other.keys():
            yield from differences(one[key], other[key], f"{place}[{key!r}]")
    elif isinstance(one, list | tuple):
        if len(one) != len(other):
            yield f"{place}: {len(one)} and {len(other)}"
        for index, pair in enumerate(zip(one, other, strict=False)):
            yield from differences(*pair, f"{place}[{index}]")
    elif is_dataclass(one) and not isinstance(one, Operation):
        for field in fields(one):
            values = getattr(one, field.name), getattr(other, field.name)
            yield from differences(*values, f"{place}.{field.name}")
    elif isinstance(one, Random):
        assert isinstance(other, Random)
        yield from differences(one.getstate(), other.getstate(), place)
    elif one != other:
        yield f"{place}: {one!r:.60} and {other!r:.60}"


TAKEN_ORDERS = {"orders.orders", "finapi.submitted_orders", "finapi.order_payments"}
"""These hold what a bank has taken, which nobody changes."""


def rows_of(sandbox: Sandbox) -> Iterator[tuple[str, Any]]:
    for name, value in state_of(sandbox).items():
        if isinstance(value, Tracked):
            yield from ((f"{name} {key}", one) for key, one in dict.items(value))
        elif name not in TAKEN_ORDERS:
            yield name, value


def changeable(value: Any, constants: Container[int]) -> Iterator[int]:
    """
    The identities of everything in a value that can be changed.
    """
    if id(value) in constants:
        return
    inner: Iterable[Any] = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    elif is_dataclass(value):
        inner = [getattr(value, one.name) for one in fields(value)]
    # Frozen ones have a hash.
    if isinstance(value, dict | list) or (is_dataclass(value) and value.__hash__ is None):
        yield id(value)
    for one in inner:
        yield from changeable(one, constants)


@pytest.mark.parametrize("api", ["banksapi", "finapi_access_v1", "finapi_webform"])
def test_no_two_rows_share_what_changes(api: Api) -> None:
    """
    Read back, they would be two objects, and a change of one would be lost for the other.
    """
    with Sandbox() as sandbox:
        busy(sandbox, api)
        seen: dict[int, str] = {}
        for row, value in rows_of(sandbox):
            if row.partition(" ")[0] in TAKEN_ORDERS:
                continue
            for one in changeable(value, sandbox._store._names):
                assert seen.setdefault(one, row) == row
        sandbox.reset()


def hundred_calls(sandbox: Sandbox) -> None:
    with sandbox.client("finapi_access", as_user=True) as client:
        if not list(client.accounts.list()):
            import_connection(client)
        account = next(iter(client.accounts.list())).id
        for number in range(33):
            client.labels.create(name=f"label {number}")
            order_money(client, "10.00", account)
            client.accounts.list().first_page()
        sandbox.advance(timedelta(days=1))
        client.users.delete()


@pytest.mark.parametrize("api", ["banksapi", "finapi_access_v1", "finapi_webform"])
def test_a_save_brings_everything_back(tmp_path: Path, api: Api) -> None:
    """
    Save, a hundred calls, restore: the same state, to the types of its values, and the same save.
    """
    with Sandbox(clock="frozen:2026-03-04T12:00") as sandbox:
        busy(sandbox, api)
        constants = sandbox._store._constants.values()
        before = copy.deepcopy(state_of(sandbox), {id(one): one for one in constants})
        first = dump(sandbox, tmp_path / "first")
        hundred_calls(sandbox)
        assert dump(sandbox, tmp_path / "other") != first
        sandbox.saves.restore(tmp_path / "first")
        assert list(differences(before, state_of(sandbox))) == []
        assert dump(sandbox, tmp_path / "second") == first
        sandbox.reset()


def test_snapshots_are_states_with_a_name() -> None:
    """
    A snapshot is restored as often as one likes, and there are at most 16.
    """
    with Sandbox() as sandbox, sandbox.client("finapi_access", as_user=True) as client:
        client.labels.create(name="before")
        sandbox.saves.snapshot("one label")
        for _ in range(2):
            client.labels.create(name="after")
            sandbox.saves.restore_snapshot("one label")
            assert [one.name for one in client.labels.list()] == ["before"]
        sandbox.reset()
        with sandbox.client("finapi_access", as_user=True) as other:
            assert list(other.labels.list()) == []
        for number in range(15):
            sandbox.saves.snapshot(str(number))
        with pytest.raises(ValueError, match="16 snapshots"):
            sandbox.saves.snapshot("one too many")
        sandbox.saves.remove_snapshot("one label")
        with pytest.raises(LookupError, match="'one label'"):
            sandbox.saves.restore_snapshot("one label")
        assert sandbox.saves.names == [str(number) for number in range(15)]


def test_a_restart_goes_on(tmp_path: Path) -> None:
    """
    Tokens, an SCA that is going on, an order that is pending, faults and the clock go on.
    """
    file = tmp_path / "state"
    with Sandbox(state=file, seed=7) as sandbox:
        client = sandbox.client("finapi_access", as_user=True)
        import_connection(client)
        order = order_money(client, "12.12")
        client.payments.submit(payment_id=order.id, banking_interface="FINTS_SERVER")
        customer = customer_of(sandbox)
        customer.add_access("test_sca_method")
        sandbox.advance(timedelta(minutes=30))
        told, access = sandbox.now, customer.access()
        port = sandbox.port
    with Sandbox(state=file, port=port) as sandbox:
        assert abs(sandbox.now - told) < timedelta(minutes=5)
        assert customer.access()["messages"] == access["messages"]
        assert status(client, order.id) == "PENDING"
        assert sandbox.token_requests("finapi_access") == 0
        sandbox.advance(timedelta(minutes=31))
        assert status(client, order.id) == "SUCCESSFUL"
        assert [one.amount for one in sandbox.executions] == [Decimal("12.12")]
        sandbox.reset()
        client.close()
    with Sandbox(state=file) as sandbox, sandbox.client("finapi_access", as_user=True) as client:
        assert list(client.accounts.list()) == []


def test_a_reset_after_a_restart_leads_back_to_the_kept_start(tmp_path: Path) -> None:
    """
    What ``--init`` has set up is the initial state of its file, until the file is made anew.
    """
    file = tmp_path / "state"
    with Sandbox(state=file, transactions=20) as sandbox:
        sandbox.people.add("joerg")
        sandbox.saves.keep_initial()
        sandbox.people.add("anna")
    with Sandbox(state=file) as sandbox:
        assert {"joerg", "anna"} <= set(sandbox.people.all())
        for _ in range(2):
            sandbox.reset()
            assert "joerg" in sandbox.people.all()
            assert "anna" not in sandbox.people.all()
            sandbox.people.add("anna")
    file.unlink()
    with Sandbox(state=file, transactions=20) as sandbox:
        sandbox.reset()
        assert "joerg" not in sandbox.people.all()


def status(client: Any, payment: int) -> str:
    return str(next(iter(client.payments.list(ids=[payment]))).status)


def test_foreign_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A file of another version, of another program, and one that is in use are refused.
    """
    file, other = tmp_path / "state", tmp_path / "other"
    with Sandbox(state=file), pytest.raises(StateError, match="in use"):
        Sandbox(state=file).start()
    other.write_text("no database, but long enough to be taken for one" * 99)
    with pytest.raises(StateError, match="no state of a sandbox"):
        Sandbox(state=other)
    with Sandbox() as sandbox, pytest.raises(FileNotFoundError):
        sandbox.saves.restore(tmp_path / "missing")
    monkeypatch.setattr(files, "SCHEMA", 5)
    with pytest.raises(StateError, match=r"state was written by .* \(schema 2, this is 5\)"):
        Sandbox(state=file)


def test_what_is_no_state_is_refused() -> None:
    """
    The state names only types of its own, so that a file makes no other objects.
    """
    known = decode(encode({"a": [1, Decimal("1.50")], 2: (None, b"x")}, {}), {})
    assert known == {"a": [1, Decimal("1.50")], 2: (None, b"x")}
    with pytest.raises(TypeError, match="cannot be kept"):
        encode([object()], {})
    for name in ("server.clock:Clock", "os:system", "sandbox:Path", "finapi.state.world:Nobody"):
        with pytest.raises(LookupError):
            decode(f'{{"$": "{name}"}}', {})


def test_an_object_that_is_named_twice_stays_one() -> None:
    """
    Two references to one object are two references afterwards too.
    """
    shared: dict[str, Any] = {"id": 1}
    one, two = decode(encode([shared, {"inner": shared}], {}), {})
    assert one is two["inner"]
