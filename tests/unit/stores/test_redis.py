"""
The store in Redis: leases, clients that decode, and servers that are not there.
"""

from __future__ import annotations

import gc
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kontokit import ConfigurationError, StoreError
from kontokit.stores import RedisStore
from tests.support.stores import KEY, connected

redis: Any = pytest.importorskip("redis", reason="redis-py is not installed")
RECORD = b'{"refresh_token": "geheim-4711"}'


@pytest.fixture
def client(redis_port: int) -> Iterator[Any]:
    """
    A client of an empty Redis.
    """
    with connected(port=redis_port) as client:
        client.flushall()
        yield client


def test_a_client_that_decodes_serves_as_well(client: Any, redis_port: int) -> None:
    """
    Clients with and without decode_responses read each other's records.
    """
    with connected(port=redis_port, decode_responses=True) as decoding:
        RedisStore(decoding, key=KEY).save("token:a", RECORD)
        assert RedisStore(client, key=KEY).load("token:a") == RECORD
        assert RedisStore(decoding, key=KEY).load("token:a") == RECORD
        lock = RedisStore(decoding, key=KEY).try_lock("token:a")
        assert lock is not None
        assert RedisStore(client, key=KEY).try_lock("token:a") is None
        lock.release()


def test_redis_drops_a_record_at_its_end(client: Any) -> None:
    """
    The end of a record is the end of its key in Redis; without one it stays.
    """
    store = RedisStore(client, key=KEY, prefix="mine:")
    ends = datetime.now(UTC) + timedelta(hours=1)
    store.save("token:a", RECORD, ends=ends)
    assert abs(client.pexpiretime("mine:record:token:a") - ends.timestamp() * 1000) <= 1
    store.save("token:a", RECORD)
    assert client.pexpiretime("mine:record:token:a") == -1
    assert client.keys() == [b"mine:record:token:a"]


def test_a_client_that_decodes_swaps_as_well(client: Any, redis_port: int) -> None:
    """
    Clients with and without decode_responses expect each other's records.
    """
    with connected(port=redis_port, decode_responses=True) as decoding:
        RedisStore(decoding, key=KEY).save("token:a", RECORD)
        assert RedisStore(client, key=KEY).swap("token:a", RECORD, b"new")
        assert RedisStore(decoding, key=KEY).swap("token:a", b"new", RECORD)
        assert not RedisStore(decoding, key=KEY).swap("token:a", b"new", RECORD)


def test_a_swapped_record_ends_with_its_key(client: Any) -> None:
    """
    Redis drops a swapped record at its end; what a swap leaves beside it is gone in a minute.
    """
    store = RedisStore(client, key=KEY, prefix="mine:")
    ends = datetime.now(UTC) + timedelta(hours=1)
    assert store.swap("token:a", None, RECORD, ends=ends)
    assert abs(client.pexpiretime("mine:record:token:a") - ends.timestamp() * 1000) <= 1
    (mark,) = client.keys("mine:swap:*")
    assert 0 < client.pttl(mark) <= 60_000
    assert client.get(mark) == b""
    assert store.swap("token:a", RECORD, b"new")
    assert client.pexpiretime("mine:record:token:a") == -1
    assert not store.swap("token:a", RECORD, b"new")
    assert len(client.keys()) == 3


@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plaintext"])
def test_a_swap_whose_answer_was_lost_is_reported_as_it_was(
    client: Any, redis_port: int, key: bytes | None
) -> None:
    """
    A client that repeats what it got no answer to does not take its own write for another's.
    """
    other = RedisStore(client, key=key)

    class Losing(redis.Connection):  # type: ignore[misc]
        asked = lost = 0

        def send_command(self, *args: Any, **kwargs: Any) -> None:
            Losing.asked += args[0] == "EVAL"
            redis.Connection.send_command(self, *args, **kwargs)

        def read_response(self, *args: Any, **kwargs: Any) -> Any:
            answer = redis.Connection.read_response(self, *args, **kwargs)
            if Losing.asked > Losing.lost:
                Losing.lost += 1
                if Losing.lost == 1:
                    assert other.swap("token:a", b"ours", b"theirs")
                    self.disconnect()
                    raise redis.ConnectionError("lost")
            return answer

    again = redis.retry.Retry(redis.backoff.NoBackoff(), 2)
    pool = redis.ConnectionPool(
        connection_class=Losing,
        port=redis_port,
        retry=again,
        retry_on_error=[redis.ConnectionError],
    )
    with connected(connection_pool=pool) as losing:
        assert RedisStore(losing, key=key).swap("token:a", None, b"ours")
    assert Losing.asked == 2
    assert other.load("token:a") == b"theirs"


def test_a_swap_finds_what_came_between(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Between the look and the write no one is overlooked, and the same record saved again is
    still the expected one.
    """
    store, between = RedisStore(client, key=KEY), RedisStore(client, key=KEY)
    evaluate, records = client.eval, [RECORD, b"another"]
    store.save("token:a", RECORD)

    def late(*args: Any) -> Any:
        if records:
            between.save("token:a", records.pop(0))
        return evaluate(*args)

    monkeypatch.setattr(client, "eval", late)
    assert not store.swap("token:a", RECORD, b"new")
    assert not records
    assert store.load("token:a") == b"another"
    records.append(b"another")
    assert store.swap("token:a", b"another", b"new")
    assert store.load("token:a") == b"new"


def test_a_slow_holder_keeps_the_lock(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    While a lock is held its lease is extended, and no longer once it is released.
    """
    from kontokit.stores import redis as module

    monkeypatch.setattr(module, "_EXTEND_EVERY", 0.01)
    store = RedisStore(client, key=KEY)
    lock = store.try_lock("token:a")
    assert lock is not None
    name, waiting = "kontokit:lock:token:a", threading.Event()
    assert 0 < client.pttl(name) <= 4000
    client.pexpire(name, 500)
    while client.pttl(name) < 3000:
        assert client.exists(name)
        waiting.wait(0.01)
    lock.release()
    assert not client.exists(name)


def test_a_lost_lease_is_not_taken_back(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A holder that lost a lock neither extends nor releases that of the next holder.
    """
    from kontokit.stores import redis as module

    monkeypatch.setattr(module, "_EXTEND_EVERY", 0.01)
    store = RedisStore(client, key=KEY)
    lost = store.try_lock("token:a")
    assert lost is not None
    client.delete("kontokit:lock:token:a")
    for thread in threading.enumerate():
        if thread.name == "kontokit-lease":
            thread.join()
    client.set("kontokit:lock:token:a", "another", px=60_000)
    lost.release()
    assert client.get("kontokit:lock:token:a") == b"another"


def test_a_dropped_lock_is_no_longer_extended(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A lock that no one refers to ends with its lease.
    """
    from kontokit.stores import redis as module

    monkeypatch.setattr(module, "_EXTEND_EVERY", 0.01)
    lock = RedisStore(client, key=KEY).try_lock("token:a")
    assert lock is not None
    del lock
    gc.collect()
    for thread in threading.enumerate():
        if thread.name == "kontokit-lease":
            thread.join()
    assert client.pttl("kontokit:lock:token:a") <= 4000


def test_a_server_that_is_not_there_is_a_store_error() -> None:
    """
    Every call tells that Redis cannot be reached, without the library's error behind it.
    """
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with connected(port=unused.getsockname()[1], retry=None) as client:
            store = RedisStore(client, key=None)
            for call in (
                lambda: store.load("token:a"),
                lambda: store.save("token:a", RECORD),
                lambda: store.swap("token:a", None, RECORD),
                lambda: store.delete("token:a"),
                lambda: store.try_lock("token:a"),
            ):
                with pytest.raises(StoreError, match="Redis cannot be reached") as caught:
                    call()
                assert caught.value.__context__ is None
                assert "geheim" not in str(caught.value)


@contextmanager
def _impostor(answer: bytes) -> Iterator[int]:
    """
    A server that gives the same answer to everything; gives its port.
    """

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                while self.request.recv(65536):
                    self.request.sendall(answer)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "answer", [b"+OK\r\n", b":1\r\n", b":0\r\n", b"*-1\r\n", b"*0\r\n", b"%0\r\n"]
)
def test_what_is_not_redis_is_a_store_error(answer: bytes) -> None:
    """
    redis-py takes the forms of answers for granted, and raises all kinds of errors then.
    """
    with _impostor(answer) as port, connected(port=port, retry=None) as client:
        store = RedisStore(client, key=None, timeout=0.3)
        uses: list[Callable[[], object]] = [
            lambda: store.load("token:a"),
            lambda: store.save("token:a", RECORD),
            lambda: store.swap("token:a", None, RECORD),
            lambda: store.delete("token:a"),
            lambda: store.try_lock("token:a"),
        ]
        for use in uses:
            with suppress(StoreError):  # some answers are as those of Redis
                found: Any = use()
                if hasattr(found, "release"):
                    found.release()
        with pytest.raises(StoreError) as caught:
            store.swap("token:a", None, RECORD)
    assert caught.value.__context__ is None
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("answer", [b"+OK\r\n", b":1\r\n", b"*0\r\n", b"%0\r\n"])
def test_a_record_of_what_is_not_redis_is_refused(answer: bytes) -> None:
    with (
        _impostor(answer) as port,
        connected(port=port, retry=None) as client,
        pytest.raises(StoreError),
    ):
        RedisStore(client, key=None, timeout=0.3).load("token:a")


def test_a_swap_that_redis_always_refuses_ends(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Though what is stored is what was expected.
    """
    monkeypatch.setattr(client, "eval", lambda *_: 0)
    store = RedisStore(client, key=None, timeout=0.2)
    with pytest.raises(StoreError, match="waiting for others that write it"):
        store.swap("token:a", None, RECORD)


def test_a_refusal_does_not_repeat_the_record(client: Any, redis_port: int) -> None:
    """
    Redis repeats a command that it refuses; the error here does not.
    """
    client.execute_command("ACL", "SETUSER", "reader", "on", "nopass", "~*", "+get", "+multi")
    with connected(port=redis_port, username="reader", password="") as reader:
        store = RedisStore(reader, key=None)
        with pytest.raises(StoreError, match="Redis refused") as caught:
            store.save("token:a", RECORD)
    assert caught.value.__context__ is None
    assert "plaintext:" not in str(caught.value)
    client.lpush("kontokit:record:token:list", "x")
    with pytest.raises(StoreError, match="Redis refused: WRONGTYPE"):
        RedisStore(client, key=None).load("token:list")


@pytest.mark.parametrize("kept", ["", "plaintext:?", "plaintext", "ROT13:aGE=", "ä:b", b"\xff"])
def test_what_is_no_record_is_refused(client: Any, kept: Any) -> None:
    """
    A value of another shape is reported with its name, and not taken for a record.
    """
    client.set("kontokit:record:token:a", kept)
    if kept == "plaintext":
        assert RedisStore(client, key=None).load("token:a") == b""
        return
    with pytest.raises(StoreError, match="kontokit:record:token:a") as caught:
        RedisStore(client, key=None).load("token:a")
    assert caught.value.__context__ is None


def test_another_kind_of_client_is_refused() -> None:
    """
    An awaiting client, an address or nothing is no client for this store.
    """
    import redis.asyncio

    for client in (redis.asyncio.Redis(), "redis://localhost", None):
        with pytest.raises(ConfigurationError, match=r"blocking redis\.Redis"):
            RedisStore(client, key=KEY)  # type: ignore[arg-type]


def test_a_missing_library_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without redis-py the error says how to get it.
    """
    with connected() as client:
        monkeypatch.setitem(sys.modules, "redis", None)
        with pytest.raises(ConfigurationError, match=r"pip install 'kontokit\[redis\]'") as caught:
            RedisStore(client, key=KEY)
    assert caught.value.__context__ is None


def test_closing_leaves_the_client_open(client: Any) -> None:
    """
    The client is its owner's, so the store does not close it.
    """
    store = RedisStore(client, key=KEY)
    store.close()
    store.save("token:a", RECORD)
    assert store.load("token:a") == RECORD
