"""
Repeated calls of both clients over real connections.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    ArgumentError,
    AsyncClient,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    ConnectError,
    ConnectionLostError,
    DecodeError,
    EmptyBodyError,
    KontokitError,
    NotFoundError,
    RateLimitError,
    RedirectRefusedError,
    Retries,
    ServiceUnavailableError,
    SyncClient,
    Timeouts,
    TransportTimeoutError,
    UnexpectedContentTypeError,
    UnexpectedStatusError,
)
from tests.support.bank import Bank, Reply
from tests.support.clients import CREDENTIALS, AnyClient
from tests.support.shapes import (
    API,
    CREATE_ACCESS,
    DELETE_ACCESS,
    GET_ACCESS,
    PAGE_BOOKINGS,
    Booking,
)

ONE = {"access_id": "1"}
REPLACE_ACCESS = structs.replace(GET_ACCESS, id="replaceAccess", method="PUT", retry_class="write")
QUICK = Retries(base_delay=0.001, max_delay=0.001)
FOUND = Reply(body=b'{"id":"1"}')
LOST = Reply(raw=b"")


@pytest.fixture
def quick(any_client: AnyClient) -> AnyClient:
    """
    A client that hardly waits.
    """
    any_client.settings["max_retries"] = QUICK
    return any_client


@pytest.mark.parametrize(
    "fault",
    [
        LOST,
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
        Reply(status=429, headers={"Retry-After": "0"}),
        Reply(status=502),
        Reply(status=503),
        Reply(status=504, body=b"<html>", headers={"Content-Type": "text/html"}),
    ],
)
def test_a_read_is_tried_again(bank: Bank, quick: AnyClient, fault: Reply) -> None:
    """
    Twice, with the same correlation id.
    """
    bank.queue.extend([fault, fault, FOUND])
    assert quick.call(GET_ACCESS, ONE) == Booking(id="1")
    ids = [heard.headers["x-correlation-id"] for heard in bank.heard]
    assert len(ids) == 3
    assert len(set(ids)) == 1


def test_the_third_failure_is_raised(bank: Bank, quick: AnyClient) -> None:
    """
    With the number of attempts, and whether another call is safe.
    """
    bank.says('{"code":"busy"}', 503)
    with pytest.raises(ServiceUnavailableError) as caught:
        quick.call(GET_ACCESS, ONE)
    assert len(bank.heard) == 3
    assert caught.value.attempts == 3
    assert caught.value.is_retry_safe
    assert caught.value.not_before is None


@pytest.mark.parametrize("status", [429, 503, 504])
def test_a_write_is_not_tried_again(bank: Bank, quick: AnyClient, status: int) -> None:
    """
    What a gateway says proves nothing about what the provider did.
    """
    bank.says("{}", status)
    with pytest.raises(KontokitError) as caught:
        quick.call(CREATE_ACCESS, body={"id": "1", "betrag": 1}, options={"max_retries": 9})
    assert len(bank.heard) == 1
    assert caught.value.attempts == 1
    assert not caught.value.is_retry_safe


def test_a_lost_deletion_is_not_tried_again(bank: Bank, quick: AnyClient) -> None:
    """
    A second one would find nothing, and could not tell whether the first one did it.
    """
    bank.queue.extend([LOST, Reply(status=404)])
    with pytest.raises(ConnectionLostError) as caught:
        quick.call(DELETE_ACCESS, ONE)
    assert caught.value.maybe_sent
    assert not caught.value.is_retry_safe
    assert len(bank.heard) == 1
    with pytest.raises(NotFoundError) as absent:
        quick.call(DELETE_ACCESS, ONE)
    assert absent.value.attempts == 1


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(body=b'{"id":"1","betrag":"x"}'), DecodeError),
        (Reply(body=b""), EmptyBodyError),
        (Reply(body=b"<html>", headers={"Content-Type": "text/html"}), UnexpectedContentTypeError),
        (Reply(status=302, headers={"Location": "/"}), RedirectRefusedError),
        (Reply(status=409), ConflictError),
        (Reply(status=418), UnexpectedStatusError),
    ],
)
def test_the_help_of_an_error_tells_a_read_from_a_write(
    bank: Bank, quick: AnyClient, reply: Reply, kind: type[KontokitError]
) -> None:
    """
    A read can be sent again after any of them, though another response is not to be expected.
    """
    bank.queue.extend([reply, reply])
    for operation, repeat in ((GET_ACCESS, "yes"), (REPLACE_ACCESS, "ask_first")):
        with pytest.raises(kind) as caught:
            quick.call(operation, ONE)
        assert caught.value.help.repeat == repeat
        assert caught.value.only_reads is (repeat == "yes")
        assert not caught.value.is_retry_safe


def test_what_was_not_sent_is_tried_again(bank: Bank, quick: AnyClient) -> None:
    """
    Also a write: nobody listens at this port.
    """
    quick.settings["base_url"] = "http://127.0.0.1:1"
    with pytest.raises(ConnectError) as caught:
        quick.call(CREATE_ACCESS, body={"id": "1", "betrag": 1})
    assert caught.value.attempts == 3
    assert caught.value.is_retry_safe


@pytest.mark.parametrize("off", [0, Retries(max_retries=0)])
def test_repetitions_can_be_turned_off(bank: Bank, quick: AnyClient, off: int | Retries) -> None:
    """
    For a client and for a call.
    """
    bank.says("{}", 503)
    with pytest.raises(ServiceUnavailableError):
        quick.call(GET_ACCESS, ONE, options={"max_retries": off})
    quick.settings["max_retries"] = off
    with pytest.raises(ServiceUnavailableError) as caught:
        quick.call(GET_ACCESS, ONE)
    assert len(bank.heard) == 2
    assert caught.value.attempts == 1


def test_with_options_changes_the_rules(bank: Bank, quick: AnyClient) -> None:
    """
    A number keeps the pauses of the client; None gives the default.
    """
    bank.says("{}", 503)

    def one(client: Any) -> None:
        assert client.with_options(max_retries=4)._pipeline.retries.base_delay == 0.001
        assert client.with_options(max_retries=None)._pipeline.retries == Retries()
        shared = client._pipeline.retry_state
        assert client.with_options(max_retries=4)._pipeline.retry_state is shared
        with pytest.raises(ConfigurationError, match="max_retries"):
            client.with_options(max_retries=-1)

    quick.do(one)
    with (
        SyncClient(API, CREDENTIALS, base_url=bank.url, max_retries=QUICK) as client,
        pytest.raises(ServiceUnavailableError),
    ):
        client.with_options(max_retries=4).call(GET_ACCESS, ONE)
    assert len(bank.heard) == 5


def test_a_wrong_number_is_refused_where_it_is_given(bank: Bank, quick: AnyClient) -> None:
    """
    By name, before anything is sent.
    """
    with pytest.raises(ArgumentError, match=r"options\.max_retries"):
        quick.call(GET_ACCESS, ONE, options={"max_retries": -1})
    quick.settings["max_retries"] = "2"
    with pytest.raises(ConfigurationError, match="max_retries"):
        quick.call(GET_ACCESS, ONE)
    assert not bank.heard


def test_every_page_of_a_list_has_its_own_attempts(bank: Bank, quick: AnyClient) -> None:
    """
    Two pages that fail once each are read.
    """
    full = Reply(body=b'{"transactions":[%s]}' % b",".join([b'{"id":"1"}'] * 10))
    bank.queue.extend([LOST, full, Reply(status=503), Reply(body=b'{"transactions":[]}')])
    assert len(quick.list(PAGE_BOOKINGS)) == 10
    assert len(bank.heard) == 4


def test_a_long_wait_is_left_to_the_caller(bank: Bank, quick: AnyClient) -> None:
    """
    An hour is beyond the timeout of the call, so it raises at once and says when to come back.
    """
    bank.says("{}", 429, Retry_After="3600")
    begun = time.monotonic()
    with pytest.raises(RateLimitError) as caught:
        quick.call(GET_ACCESS, ONE)
    assert time.monotonic() - begun < 5
    assert len(bank.heard) == 1
    assert caught.value.retry_after == 3600
    assert caught.value.not_before is not None
    left = caught.value.not_before - datetime.now(UTC)
    assert timedelta(minutes=59) < left <= timedelta(hours=1)


def test_a_short_wait_is_kept(bank: Bank, quick: AnyClient) -> None:
    """
    A second is waited for.
    """
    bank.queue.append(Reply(status=503, headers={"Retry-After": "1"}))
    bank.says('{"id":"1"}')
    begun = time.monotonic()
    quick.call(GET_ACCESS, ONE)
    assert 0.9 < time.monotonic() - begun < 5


def test_a_repeated_timeout_is_bounded_by_the_total(bank: Bank, quick: AnyClient) -> None:
    """
    No repetition begins after the end of the call.
    """
    bank.reply = Reply(body=b"{}", pause=0.5)
    quick.settings["timeout"] = Timeouts(read=0.2, total=0.3)
    quick.settings["max_retries"] = Retries(max_retries=10, base_delay=0.001)
    begun = time.monotonic()
    with pytest.raises(TransportTimeoutError) as caught:
        quick.call(GET_ACCESS, ONE)
    assert time.monotonic() - begun < 3
    assert 1 <= caught.value.attempts <= 3


def test_a_lost_given_token_is_no_reason_to_repeat(bank: Bank, quick: AnyClient) -> None:
    """
    A 401 is raised at once.
    """
    bank.says("{}", 401)
    with pytest.raises(AuthenticationError) as caught:
        quick.call(GET_ACCESS, ONE)
    assert (len(bank.heard), caught.value.attempts) == (1, 1)


def test_an_outage_is_not_made_worse(bank: Bank) -> None:
    """
    1,000 calls in 50 threads get at most 100 repetitions, and work again when the server does.
    """
    bank.says("{}", 503)
    with SyncClient(API, CREDENTIALS, base_url=bank.url, max_retries=QUICK) as client:

        def fail(_: int) -> None:
            with pytest.raises(ServiceUnavailableError):
                client.with_options(headers={}).call(GET_ACCESS, ONE)

        with ThreadPoolExecutor(50) as pool:
            list(pool.map(fail, range(1_000)))
        assert 1_000 < len(bank.heard) <= 1_100
        bank.says('{"id":"1"}')
        bank.heard.clear()
        for _ in range(100):
            assert client.call(GET_ACCESS, ONE) == Booking(id="1")
        assert len(bank.heard) == 100
        bank.queue.append(Reply(status=503))
        assert client.call(GET_ACCESS, ONE) == Booking(id="1")


def test_cancelling_ends_the_pause(bank: Bank) -> None:
    """
    A task that waits for its next attempt can be cancelled, and sends nothing more.
    """
    bank.says("{}", 503, Retry_After="60")

    async def run() -> None:
        async with AsyncClient(API, CREDENTIALS, base_url=bank.url) as client:
            task = asyncio.create_task(client.call(GET_ACCESS, ONE))
            await asyncio.sleep(0.3)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert len(bank.heard) == 1


def test_a_connection_found_dead_is_replaced_silently(bank: Bank, any_client: AnyClient) -> None:
    """
    The server closes a kept connection before the next call: also a write is sent once, on
    another one.
    """
    any_client.settings["max_retries"] = 0
    kept = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + b'{"id":"1"}')

    def blocking(client: SyncClient) -> None:
        client.call(GET_ACCESS, ONE)
        time.sleep(0.1)
        client.call(DELETE_ACCESS, ONE)

    async def awaiting(client: AsyncClient) -> None:
        await client.call(GET_ACCESS, ONE)
        await asyncio.sleep(0.1)
        await client.call(DELETE_ACCESS, ONE)

    bank.queue.append(kept)
    any_client._do(blocking, awaiting)
    assert [heard.method for heard in bank.heard] == ["GET", "DELETE"]
