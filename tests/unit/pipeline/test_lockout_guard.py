"""
A bank sees refused credentials once, and no fourth wrong TAN.
"""

from __future__ import annotations

import copy
import logging
import os
import pickle
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from kontokit import CredentialsRefusedError, Secret
from kontokit.core.clock import Moment
from kontokit.core.exceptions import StoreError
from kontokit.core.printable import one_line_or_none
from kontokit.pipeline.lockout_guard import LockoutGuard
from kontokit.pipeline.login_data import CallLogins, LoginData
from kontokit.pipeline.mark_book import PROCESS_BOOK, MarkBook
from kontokit.stores import MemoryStore, Store

PIN = "geheim-4711"
KEY = bytes(range(32))
VALUES = {"user": Secret("max"), "pin": Secret(PIN)}
SCOPE = ("api", "https://bank.invalid", "max")


class SetClock:
    """
    A clock that a test sets.
    """

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 28, 12, tzinfo=UTC)

    def now(self) -> Moment:
        return Moment(time=self.time, steady=0.0)


class BrokenStore(MemoryStore):
    """
    A store whose disk is full.
    """

    def load(self, key: str, /) -> bytes | None:
        raise StoreError("the disk is full")

    def swap(self, key: str, expected: bytes | None, record: bytes, /, **_: Any) -> bool:
        raise StoreError("the disk is full")

    def delete(self, key: str, /) -> None:
        raise StoreError("the disk is full")


def call(
    values: dict[str, Secret] | None = None, bank: str | None = "1", access: str | None = None
) -> CallLogins:
    logins = () if values == {} else (LoginData(values=values or VALUES, bank=bank),)
    return CallLogins(logins=logins, access=access)


def guard(
    *stores: Store, key: bytes = KEY, scope: tuple[str, ...] = SCOPE, clock: SetClock | None = None
) -> LockoutGuard:
    books = [MarkBook(store, key) for store in stores or (MemoryStore(),)]
    return LockoutGuard(books, scope, clock or SetClock())


def test_refused_credentials_are_stopped_with_the_code_of_the_bank() -> None:
    """
    After one refusal a hundred calls are stopped, each with the reason and what to do.
    """
    made = guard()
    assert made.refusal(call()) is None
    made.record_refusal(call(), "BAD_CREDENTIALS")
    for _ in range(100):
        found = made.refusal(call())
        assert isinstance(found, CredentialsRefusedError)
        assert found.code == "BAD_CREDENTIALS"
        assert "unlock()" in str(found)
        assert PIN not in str(found)
        assert isinstance(pickle.loads(pickle.dumps(found)), CredentialsRefusedError)


@pytest.mark.parametrize("code", ["PIN falsch\n\x1b[31m", "a" * 65, "", None])
def test_code_that_is_unsafe_to_log_is_not_in_the_message(code: str | None) -> None:
    """
    What a provider sends as a code may be anything; the attribute has what of it can be printed.
    """
    made = guard()
    made.record_refusal(call(), code)
    found = made.refusal(call())
    assert found is not None
    assert found.code == one_line_or_none(code)
    assert not code or code not in str(found)


@pytest.mark.parametrize(
    "values",
    [
        {"user": Secret("max"), "pin": Secret("4712")},
        {"user": Secret("moritz"), "pin": Secret(PIN)},
        {"pin": Secret(PIN)},
        {"user": Secret("max"), "pin": Secret(PIN), "key": Secret("1")},
        {"user": Secret(PIN), "pin": Secret("max")},
    ],
)
def test_other_credentials_pass(values: dict[str, Secret]) -> None:
    """
    Only the same values under the same labels are those that were refused.
    """
    made = guard()
    made.record_refusal(call(), "C")
    assert made.refusal(call(values)) is None


def test_same_credentials_in_another_order_are_the_same() -> None:
    """
    The order of the fields says nothing.
    """
    made = guard()
    made.record_refusal(call(), "C")
    assert made.refusal(call(dict(reversed(VALUES.items())))) is not None


@pytest.mark.parametrize("other", [("api2", *SCOPE[1:]), (*SCOPE[:2], "moritz"), ("api", "x", "y")])
def test_marks_of_another_user_api_or_server_do_not_count(other: tuple[str, ...]) -> None:
    """
    One store may be that of all users.
    """
    store = MemoryStore()
    guard(store).record_refusal(call(), "C")
    assert guard(store, scope=other).refusal(call()) is None
    assert guard(store).refusal(call()) is not None


@pytest.mark.parametrize(
    ("refused", "sent", "is_stopped"),
    [
        ("1", "1", True),
        ("1", "2", False),
        ("1", None, True),  # an update names the connection, not the bank
        (None, "1", True),
        (None, None, True),
    ],
)
def test_mark_counts_at_its_bank_and_where_no_bank_is_named(
    refused: str | None, sent: str | None, *, is_stopped: bool
) -> None:
    """
    The same values at another bank are those of another login.
    """
    made = guard()
    made.record_refusal(call(bank=refused), "C")
    assert (made.refusal(call(bank=sent)) is not None) is is_stopped


def test_refusals_of_several_banks_are_kept_together() -> None:
    """
    The second bank does not replace the first one.
    """
    made = guard()
    made.record_refusal(call(bank="1"), "C")
    made.record_refusal(call(bank="2"), "C")
    assert [made.refusal(call(bank=bank)) is None for bank in "123"] == [False, False, True]


def test_marks_end_after_a_day() -> None:
    """
    By the clock of the client.
    """
    clock = SetClock()
    made = guard(clock=clock)
    made.record_refusal(call(), "C")
    made.record_refused_tan(call())
    clock.time += timedelta(hours=23, minutes=59)
    assert made.refusal(call()) is not None
    assert made.refused_tans(call()) == 1
    clock.time += timedelta(minutes=1)
    assert made.refusal(call()) is None
    assert made.refused_tans(call()) == 0


def test_success_lifts_a_mark() -> None:
    """
    What the bank has taken is not wrong.
    """
    store = MemoryStore()
    guard(store).record_refusal(call(), "C")
    guard(store).record_refusal(call(bank="2"), "C")
    guard(store).record_success(call())
    assert guard(store).refusal(call()) is None
    assert guard(store).refusal(call(bank="2")) is not None
    guard(store).record_success(call(bank=None))
    assert guard(store).refusal(call(bank="2")) is None


def test_unlocking_lifts_all_marks_of_the_user_and_no_others() -> None:
    """
    Also those that another object has made, but not later ones.
    """
    store = MemoryStore()
    others = (*SCOPE[:2], "moritz")
    for scope in (SCOPE, others):
        guard(store, scope=scope).record_refusal(call(), "C")
        for _ in range(3):
            guard(store, scope=scope).record_refused_tan(call(access="7"))
    guard(store).unlock()
    assert guard(store).refusal(call()) is None
    assert guard(store).refused_tans(call(access="7")) == 0
    assert guard(store, scope=others).refusal(call()) is not None
    assert guard(store, scope=others).refused_tans(call(access="7")) == 3
    guard(store).record_refused_tan(call(access="7"))
    guard(store).record_refusal(call(), "C")
    assert guard(store).refused_tans(call(access="7")) == 1
    assert guard(store).refusal(call()) is not None


def test_unlocking_of_credentials_lifts_only_theirs() -> None:
    """
    They are given as the caller has them, as texts.
    """
    made, other = guard(), {"user": Secret("max"), "pin": Secret("0815")}
    for values in (VALUES, other):
        made.record_refusal(call(values), "C")
        made.record_refused_tan(call(values))
    made.unlock({"pin": PIN, "user": "max"})
    assert made.refusal(call()) is None
    assert made.refused_tans(call()) == 0
    assert made.refusal(call(other)) is not None
    assert made.refused_tans(call(other)) == 1


def test_refused_tans_are_counted_by_login_and_by_access() -> None:
    """
    A call with credentials, and one with those that the provider keeps, reach the same access.
    """
    made = guard()
    made.record_refused_tan(call(access="7"))
    made.record_refused_tan(call({}, access="7"))
    assert made.refused_tans(call({}, access="7")) == 2
    assert made.refused_tans(call(access=None)) == 1
    assert made.refused_tans(call({}, access="8")) == 0
    made.record_right_tan(call({}, access="7"))
    assert made.refused_tans(call({}, access="7")) == 0


def test_refused_tans_of_calls_that_name_nothing_are_those_of_the_user() -> None:
    """
    Without an access in the call, no one can tell which one the bank would lock.
    """
    made = guard()
    made.record_refused_tan(call({}))
    assert made.refused_tans(call({})) == 1
    assert made.refused_tans(call({}, access="7")) == 0


def test_digests_do_not_mix_up_their_parts() -> None:
    """
    Texts that are equal when written one after the other have different digests.
    """
    book = MarkBook(MemoryStore(), KEY)
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("a", "b", "c"), ("", "abc"), ("abc", "")]
    digests = [book.digest(*one) for one in parts]
    assert all(one != other for one, other in combinations(digests, 2))
    assert book.digest("\ud800ä") != book.digest("?ä")


def test_other_key_finds_no_marks() -> None:
    """
    Without the key the digests in a store cannot be guessed by trying PINs.
    """
    store = MemoryStore()
    guard(store).record_refusal(call(), "C")
    assert guard(store, key=os.urandom(32)).refusal(call()) is None
    assert guard(store).refusal(call()) is not None


def test_guard_without_the_credentials_uses_their_digest() -> None:
    """
    A process that has resumed a flow without them records a refusal all the same.
    """
    store = MemoryStore()
    (digest,) = guard(store).digests(call())
    resumed = CallLogins(logins=(LoginData(digests=(digest,), bank="1"),))
    guard(store).record_refusal(resumed, "C")
    assert guard(store).refusal(call()) is not None


def test_marks_of_any_of_the_stores_count() -> None:
    """
    A flow knows two stores; a call without a flow knows one of them.
    """
    tokens, records = MemoryStore(), MemoryStore()
    guard(records, tokens).record_refusal(call(), "C")
    assert guard(tokens).refusal(call()) is not None
    assert guard(MemoryStore(), records).refusal(call()) is not None


def test_broken_store_stops_no_call(caplog: pytest.LogCaptureFixture) -> None:
    """
    It is logged, and the other book still knows what was refused.
    """
    made = guard(BrokenStore(), MemoryStore())
    with caplog.at_level(logging.WARNING, "kontokit"):
        assert made.refusal(call()) is None
        made.record_refusal(call(), "C")
        made.record_refused_tan(call())
        assert made.refusal(call()) is not None
        assert made.refused_tans(call()) == 1
        made.record_success(call())
        made.unlock()
    assert "the disk is full" in caplog.text
    assert PIN not in caplog.text


@pytest.mark.parametrize(
    "record", [b"", b"[]", b'{"until": "x"}', b'{"until": "2026-01-01T00:00"}']
)
def test_record_that_cannot_be_read_is_no_mark(record: bytes) -> None:
    """
    Whoever can write into the store must not be able to stop calls by nonsense.
    """
    store = MemoryStore()
    book = MarkBook(store, KEY)
    store.save(f"refused-{book.digest('x')}", record)
    assert book.load(book.digest("x")) is None


def test_store_holds_no_credentials() -> None:
    """
    Neither they nor the bank nor the user can be read from it.
    """
    store = MemoryStore()
    made = guard(store)
    made.record_refusal(call(bank="bank-280001"), "C")
    made.record_refused_tan(call(access="access-7"))
    made.unlock()
    held = "".join(
        f"{name} {kept.reveal().decode()}"
        for name, (kept, _) in store._records.items()  # pyright: ignore[reportPrivateUsage]
    )
    for secret in (PIN, "max", "bank-280001", "access-7", KEY.hex()):
        assert secret not in held


def test_counts_of_many_threads_are_not_lost() -> None:
    """
    Each change is a compare-and-swap.
    """
    store = MemoryStore()
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(guard(store).record_refused_tan, call()) for _ in range(40)]:
            done.result()
    assert guard(store).refused_tans(call()) == 40


def test_store_without_compare_and_swap_will_do() -> None:
    """
    A token store needs none.
    """

    class Plain:
        is_local = True

        def __init__(self) -> None:
            self.records: dict[str, bytes] = {}

        def load(self, key: str, /) -> bytes | None:
            return self.records.get(key)

        def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
            assert ends is not None
            self.records[key] = record

        def delete(self, key: str, /) -> None:
            self.records.pop(key, None)

    made = guard(Plain())  # type: ignore[arg-type]  # it has no locks, which marks do not need
    made.record_refusal(call(), "C")
    assert made.refusal(call()) is not None


def test_memory_of_the_process_is_limited() -> None:
    """
    The oldest of more than 10,000 marks are forgotten.
    """
    made = [
        LockoutGuard([PROCESS_BOOK], ("limited", "", str(number)), SetClock())
        for number in range(10_001)
    ]
    for one in made:
        one.record_refusal(call(), "C")
    assert made[0].refusal(call()) is None
    assert made[-1].refusal(call()) is not None


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, repr])
def test_guard_and_book_show_no_key(way: Callable[[object], object]) -> None:
    """
    They cannot be pickled, and nothing of them shows the key or the credentials.
    """
    for held in (guard(), MarkBook(MemoryStore(), KEY)):
        try:
            shown = way(held)
        except TypeError as error:
            shown = "".join(traceback.format_exception(error))
        assert shown is held or not {PIN, KEY.hex(), repr(KEY)} & set(str(shown).split())
