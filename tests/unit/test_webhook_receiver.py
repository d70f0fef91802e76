"""
The receiver of notifications: repetitions, gaps, hostile requests, and what is kept of a stream.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import random
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from kontokit import ArgumentError, ConfigurationError, KontokitError, Model, Secret, StoreError
from kontokit.core.clock import Clock, Moment, SystemClock
from kontokit.stores import FileStore, MemoryStore
from kontokit.webhooks import (
    MAXIMUM_SIZE,
    AsyncReceiver,
    Notifications,
    Received,
    Receiver,
    UnknownNotification,
)
from kontokit.webhooks.serials import MOST_GAPS, MOST_RECENT, StreamState, observe
from tests.support.canaries import PLANTED, found_in
from tests.support.leak_detector import reachable, texts_of

KEY: Final = PLANTED["token"][0]
MINUTE: Final = 60_000


class Booking(Model, kw_only=True):
    kind: str
    number: int | None = None


NUMBERED: Notifications[Booking] = Notifications(
    tag="kind", types={"BOOKING": Booking}, serial="number"
)
SIGNED: Notifications[Booking] = Notifications(
    tag="kind", types={"BOOKING": Booking}, digest="sha512"
)


class ManualClock(Clock):
    """
    A clock that a test sets.
    """

    def __init__(self) -> None:
        self.begun = SystemClock().now()
        self.passed = 0.0

    def now(self) -> Moment:
        return Moment(
            time=self.begun.time + timedelta(seconds=self.passed),
            steady=self.begun.steady + self.passed,
        )


def _body(number: int | None, text: object = "") -> bytes:
    return json.dumps({"kind": "BOOKING", "number": number, "text": str(text)}).encode()


def _signature(body: bytes, key: str = KEY) -> str:
    return hmac.new(key.encode(), body, "sha512").hexdigest()


def _received(receiver: Receiver[Booking], *numbers: int | None) -> list[Received[Booking]]:
    return [receiver.receive(_body(number)) for number in numbers]


def test_a_first_notification_and_its_successor_are_new() -> None:
    """
    The first number is taken as it is; the next one leaves no gap.
    """
    first, second = _received(Receiver(NUMBERED), 42, 43)
    assert (first.decision, first.status, first.serial, first.gaps) == ("new", 200, 42, ())
    assert isinstance(first.event, Booking)
    assert first.is_new
    assert not first.needs_resync
    assert (second.decision, second.needs_resync) == ("new", False)


def test_a_gap_is_told_and_closed() -> None:
    """
    What is missing is named once, and what comes late is processed.
    """
    receiver = Receiver(NUMBERED)
    found = _received(receiver, 1, 2, 6, 4, 7)
    assert [one.decision for one in found] == ["new", "new", "new", "late", "new"]
    assert [one.gaps for one in found] == [(), (), ((3, 5),), (), ()]
    assert [one.needs_resync for one in found] == [False, False, True, False, False]
    assert [one.decision for one in _received(receiver, 4, 3, 5, 5)] == [
        "duplicate",
        "late",
        "late",
        "duplicate",
    ]


def test_a_count_that_begins_anew_is_noticed() -> None:
    """
    Number 1 with another body: the sender has restarted, so everything is read again.
    """
    receiver = Receiver(NUMBERED)
    _received(receiver, 1, 2, 3)
    again = receiver.receive(_body(1, "another"))
    assert (again.decision, again.needs_resync) == ("new", True)
    assert receiver.receive(_body(2, "another")).decision == "new"
    assert receiver.receive(_body(1, "another")).decision == "duplicate"


def test_a_missing_number_may_hide_a_gap() -> None:
    """
    Where the sender numbers, one without a number asks for a resync; its repetition is found.
    """
    receiver = Receiver(NUMBERED)
    first, again = _received(receiver, None, None)
    assert (first.decision, first.needs_resync) == ("new", True)
    assert again.decision == "duplicate"
    plain = Receiver(Notifications(tag="kind", types={"BOOKING": Booking}))
    assert not plain.receive(_body(None)).needs_resync


@pytest.mark.parametrize("number", [-1, 1.5, "7", True, [], {}])
def test_a_number_of_another_type_is_no_number(number: Any) -> None:
    """
    It is refused by the model or taken as missing; nothing raises.
    """
    untyped: Notifications[Any] = Notifications(
        tag="kind", types={"CARD": Booking}, serial="number"
    )
    found = Receiver(untyped).receive(json.dumps({"kind": "X", "number": number}).encode())
    assert isinstance(found.event, UnknownNotification)
    assert found.serial is None
    assert found.needs_resync
    assert Receiver(NUMBERED).receive(_body(number)).status in (200, 400)


def test_the_same_body_is_new_after_the_window() -> None:
    """
    Without numbers, the same text may be a new event later: within ten minutes it is a repetition.
    """
    clock = ManualClock()
    receiver = Receiver(Notifications(types={"kind": Booking}), clock=clock)
    decisions: list[str] = []
    for passed in (0, 599, 601):
        clock.passed = passed
        decisions.append(receiver.receive(b'{"kind":"x"}').decision)
    assert decisions == ["new", "duplicate", "new"]


def test_what_could_not_be_processed_is_new_again() -> None:
    """
    ``forget`` takes a notification back, and no gap of it remains.
    """
    receiver = Receiver(NUMBERED)
    first, second = _received(receiver, 1, 2)
    receiver.forget(second)
    assert receiver.receive(_body(2)).decision == "late"
    assert receiver.receive(_body(3)).gaps == ()
    receiver.forget(receiver.receive(b""))
    receiver.forget(first)
    wrong: Any = first.event
    with pytest.raises(ArgumentError, match=r"^received: pass what receive\(\) returned"):
        receiver.forget(wrong)
    with pytest.raises(ArgumentError, match=r"^received: pass what receive\(\) returned"):
        asyncio.run(AsyncReceiver(NUMBERED).forget(wrong))
    assert receiver.receive(_body(1)).is_new


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"x" * (MAXIMUM_SIZE + 1), 413),
        ("ü" * MAXIMUM_SIZE, 413),
        (b"[" * 60_000, 400),
        (b'{"a":' * 12_000, 400),
        (b'{"kind":"BOOKING","x":' + b"[" * 101 + b"]" * 101 + b"}", 400),
        (b"", 400),
        (b"null", 400),
        (b"[]", 400),
        (b"7", 400),
        (b'"BOOKING"', 400),
        (b"<html>", 400),
        (b"\xff\xfe{}", 400),
        (b'{"kind":1}', 400),
        (b'{"kind":"BOOKING","number":"x"}', 400),
        (b'{"kind":"BOOKING","number":1e999}', 400),
        (b'{"kind":"BOOKING","number":' + b"9" * 5_000 + b"}", 400),
        ('{"kind":"\ud800"}', 400),
        (None, 400),
        (7, 400),
        ({"kind": "BOOKING"}, 400),
        (bytearray(b'{"kind":"BOOKING"}'), 200),
        (b'{"kind":"NEVER HEARD OF"}', 200),
        (b'{"kind":"BOOKING","x":' + b"[" * 98 + b"]" * 98 + b"}", 200),
    ],
    ids=lambda one: repr(one)[:30],
)
def test_no_request_makes_a_receiver_raise(body: Any, status: int) -> None:
    """
    Whatever is sent has a result with a status to answer with; what is refused changes nothing.
    """
    store = MemoryStore()
    found = Receiver(NUMBERED, store=store).receive(body)
    assert found.status == status
    assert (found.decision == "refused") == (status != 200)
    assert isinstance(found.error, KontokitError) == (status != 200)
    assert found.is_new == (status == 200)
    assert asyncio.run(AsyncReceiver(NUMBERED).receive(body)).status == status


def test_random_bytes_make_no_receiver_raise() -> None:
    """
    2,000 random and mutated bodies end in a result.
    """
    dice = random.Random(33)
    receiver, good = Receiver(NUMBERED), _body(7)
    for _ in range(2_000):
        body = bytearray(good)
        for _ in range(dice.randint(1, 6)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        assert receiver.receive(bytes(body)).status in (200, 400)


HEADERS: Final[list[Any]] = [
    {"X-Signature": _signature(_body(1))},
    [(b"x-signature", _signature(_body(1)).encode())],
    [("X-Whatever", b64encode(bytes.fromhex(_signature(_body(1)))).decode())],
    {"X-Signature": f"sha512={_signature(_body(1))}"},
]
BAD_HEADERS: Final[list[Any]] = [
    None,
    {},
    [],
    {"X-Signature": None},
    {"X-Signature": "x"},
    {"X-Signature": _signature(_body(2))},
    {"X-Signature": _signature(_body(1), "other")},
    [("a", "b", "c")],
    [None],
    7,
    "X-Signature: x",
    {b"\xff": b"\xff"},
    {7: 7},
]


@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("secret", [KEY, KEY.encode(), Secret(KEY)])
def test_a_signed_request_is_received(headers: Any, secret: Any) -> None:
    """
    In hexadecimal or Base64, in a mapping or pairs, of str or bytes; and the parser alike.
    """
    assert Receiver(SIGNED, secret=secret).receive(_body(1), headers).status == 200
    assert isinstance(SIGNED.unwrap(_body(1), headers, secret), Booking)


@pytest.mark.parametrize("headers", BAD_HEADERS)
def test_an_unsigned_request_is_refused(headers: Any) -> None:
    """
    No or another signature, or headers of any other type, is a 401 that shows no secret.
    """
    found = Receiver(SIGNED, secret=KEY).receive(_body(1), headers)
    assert (found.decision, found.status, found.event) == ("refused", 401, None)
    assert found.error is not None
    assert not found_in("\n".join([repr(found), *texts_of(found.error), *reachable(found.error)]))


def test_the_header_of_the_signature_can_be_named() -> None:
    """
    Then no other header counts.
    """
    receiver = Receiver(SIGNED, secret=KEY, header="x-hub")
    assert receiver.receive(_body(1), {"X-Signature": _signature(_body(1))}).status == 401
    assert receiver.receive(_body(1), {"X-Hub": _signature(_body(1))}).status == 200


@pytest.mark.parametrize(
    ("notifications", "given"),
    [
        (SIGNED, {}),
        (SIGNED, {"secret": None}),
        (SIGNED, {"secret": ""}),
        (SIGNED, {"secret": b""}),
        (SIGNED, {"secret": 7}),
        (NUMBERED, {"secret": KEY}),
        (NUMBERED, {"store": object()}),
        (NUMBERED, {"repeats_within": timedelta(0)}),
        (NUMBERED, {"repeats_within": timedelta(days=8)}),
    ],
)
def test_a_receiver_that_would_check_nothing_is_not_made(
    notifications: Any, given: dict[str, Any]
) -> None:
    """
    A secret that is missing, such as from an unset variable, does not silently accept everything.
    """
    with pytest.raises(ConfigurationError) as caught:
        Receiver(notifications, **given)
    assert not found_in("\n".join(reachable(caught.value)))
    assert Receiver(SIGNED, allow_unsigned=True).receive(_body(1)).status == 200
    with pytest.raises(ConfigurationError):  # a text from a file of settings says nothing
        Receiver(SIGNED, allow_unsigned="no")  # type: ignore[arg-type]


class _Broken(MemoryStore):
    def swap(self, *args: Any, **kwargs: Any) -> bool:
        raise StoreError("the disk is full")


def test_a_store_that_fails_asks_for_another_delivery() -> None:
    """
    503, so that the provider sends it again; the notification is there all the same.
    """
    found = Receiver(NUMBERED, store=_Broken()).receive(_body(1))
    assert (found.decision, found.status) == ("refused", 503)
    assert isinstance(found.event, Booking)
    assert isinstance(found.error, StoreError)


def test_a_record_of_another_version_begins_the_stream_anew() -> None:
    """
    An unreadable state is replaced and does not stop the stream.
    """
    store = MemoryStore()
    receiver = Receiver(NUMBERED, store=store)
    receiver.receive(_body(1))
    for key in list(store._records):  # pyright: ignore[reportPrivateUsage]
        store.save(key, b'{"turn":"x"}')
    assert receiver.receive(_body(9)).is_new


def test_workers_that_share_a_store_process_each_once(tmp_path: Path) -> None:
    """
    Threads and restarts: of the same notification exactly one is new.
    """
    store = FileStore(tmp_path / "webhooks.json", key=None)
    receivers = [Receiver(NUMBERED, store=store) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(receiver.receive, _body(number))
            for number in range(1, 6)
            for receiver in receivers
        ]
        found = [job.result() for job in jobs]
    assert sum(one.is_new for one in found) == 5
    assert {one.status for one in found} == {200}
    again = Receiver(NUMBERED, store=FileStore(tmp_path / "webhooks.json", key=None))
    assert again.receive(_body(5)).decision == "duplicate"


def test_streams_are_apart() -> None:
    """
    Two streams in one store count on their own.
    """
    store = MemoryStore()
    one, other = (Receiver(NUMBERED, store=store, stream=name) for name in ("a", "b"))
    assert one.receive(_body(1)).is_new
    assert other.receive(_body(1)).is_new


def test_an_async_receiver_does_the_same(tmp_path: Path) -> None:
    """
    With a store that blocks, in a thread; and it forgets.
    """

    async def run() -> list[str]:
        receiver = AsyncReceiver(NUMBERED, store=FileStore(tmp_path / "a.json", key=None))
        found = [await receiver.receive(_body(number)) for number in (1, 1, 3)]
        await receiver.forget(found[2])
        found.append(await receiver.receive(_body(3)))
        return [one.decision for one in found]

    assert asyncio.run(run()) == ["new", "duplicate", "new", "late"]


def _stream(dice: random.Random) -> tuple[list[tuple[int | None, str]], set[int], bool]:
    """
    What a sender sends and the network makes of it: number and body in the order of arrival, the
    numbers of the last count that never arrive, and whether the sender has counted anew.
    """
    arrivals: list[tuple[int | None, str]] = []
    lost: set[int] = set()
    restarts = dice.random() < 0.3
    first = dice.randint(1, 50)
    for epoch in range(1 + restarts):
        begin = 1 if epoch else first
        lost = set()
        sent: list[tuple[int | None, str]] = []
        for number in range(begin, begin + dice.randint(3, 40)):
            body = f"{epoch}-{number}"
            if number > begin and dice.random() < 0.1:
                lost.add(number)
                continue
            shown = None if dice.random() < 0.03 and number > begin else number
            if shown is None:
                lost.add(number)
            sent.append((shown, body))
        for index in range(2, len(sent)):  # the first of a count arrives first
            if dice.random() < 0.15:
                sent[index - 1], sent[index] = sent[index], sent[index - 1]
        for item in sent:
            arrivals.append(item)
            if dice.random() < 0.15:
                at = dice.randint(max(len(arrivals) - 5, 0), len(arrivals))
                arrivals.insert(max(at, arrivals.index(item) + 1), item)
    return arrivals, lost, restarts


def test_ten_thousand_streams_lose_and_repeat_nothing() -> None:
    """
    Gaps, repetitions, reordering, restarts at 1 and missing numbers, at random: each body is
    processed exactly once, each gap is told, and each restart asks for a resync.
    """
    dice = random.Random(3300)
    for _ in range(10_000):
        arrivals, lost, restarts = _stream(dice)
        state, processed = StreamState(), list[str]()
        told: set[int] = set()
        resyncs = 0
        for turn, (number, body) in enumerate(arrivals):
            seen = observe(state, body, number, turn, 10 * MINUTE, counts=True)
            if seen.verdict != "duplicate":
                processed.append(body)
            if number == 1 and seen.needs_resync:
                told = set()
            told |= {one for first, last in seen.gaps for one in range(first, last + 1)}
            resyncs += seen.needs_resync
        assert sorted(processed) == sorted({body for _, body in arrivals})
        numbers = [n for n, _ in arrivals if n is not None]
        assert {one for one in lost if one < (state.last or 0)} <= told, numbers
        assert resyncs >= restarts


def test_what_is_kept_of_a_stream_is_bounded() -> None:
    """
    An endless stream of gaps, of repetitions and of forged numbers leaves a small record.
    """
    state = StreamState()
    for turn in range(5_000):
        observe(state, f"{turn:016x}", 3 * turn + 1, turn, 10**12, counts=True)
    assert len(state.missing) <= MOST_GAPS
    assert len(state.recent) <= MOST_RECENT
    assert len(msgspec.json.encode(state)) < 32_768
    forged = observe(state, "forged", 10**15, 5_001, 10**12, counts=True)
    assert forged.needs_resync
    assert observe(state, "true", 3 * 5_000 + 1, 5_002, 10**12, counts=True).verdict == "late"
