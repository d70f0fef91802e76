"""
Tokens from a function of the program: asked when needed, once more after a 401, and never shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kontokit import (
    AccessToken,
    AsyncClient,
    AuthenticationError,
    ConfigurationError,
    KontokitError,
    Secret,
    SyncClient,
    TokenSourceError,
)
from kontokit.auth.token_source import TokenSource
from kontokit.core.clock import SystemClock
from tests.support.bank import Bank, Reply
from tests.support.leak_detector import reachable, texts_of
from tests.support.shapes import API, GET_ACCESS

ONE = {"access_id": "1"}
NOW = datetime.now(UTC)
REFUSED = Reply(status=401, body=b"{}", headers={"Content-Type": "application/json"})


class Tokens:
    """
    A function that returns one token after the other, and counts.
    """

    def __init__(self, *tokens: Any) -> None:
        self.tokens = list(tokens)
        self.asked = 0

    def __call__(self) -> Any:
        self.asked += 1
        token = self.tokens[min(self.asked, len(self.tokens)) - 1]
        if isinstance(token, Exception):
            raise token
        return token


def _run(bank: Bank, source: Any, way: str, *, calls: int = 1, **given: Any) -> None:
    """
    Make calls with a function as the token: blocking, with ``await``, or asking an async one.
    """

    async def asked() -> Any:
        await asyncio.sleep(0)
        return source()

    async def wait(token: Any) -> None:
        async with AsyncClient(API, {"userToken": token}, base_url=bank.url, **given) as client:
            for _ in range(calls):
                await client.call(GET_ACCESS, ONE)

    if way != "sync":
        asyncio.run(wait(asked if way == "async function" else source))
        return
    with SyncClient(API, {"userToken": source}, base_url=bank.url, **given) as client:
        for _ in range(calls):
            client.call(GET_ACCESS, ONE)


WAYS = pytest.mark.parametrize("way", ["sync", "async", "async function"])


def _sent(bank: Bank) -> list[str]:
    return [heard.headers["authorization"] for heard in bank.heard]


@WAYS
def test_a_function_is_asked_for_each_call(bank: Bank, way: str) -> None:
    """
    A str or a Secret has no end, so the next call asks again and sends the new one.
    """
    bank.says('{"id": "1"}')
    tokens = Tokens("one", Secret("two"), AccessToken("three"))
    _run(bank, tokens, way, calls=3)
    assert _sent(bank) == ["Bearer one", "Bearer two", "Bearer three"]
    assert tokens.asked == 3


@WAYS
def test_a_token_with_an_end_is_kept_until_a_minute_before(bank: Bank, way: str) -> None:
    """
    An AccessToken is sent again while it lasts; one that ends within a minute is not.
    """
    bank.says('{"id": "1"}')
    soon = AccessToken("soon", NOW + timedelta(seconds=50))
    tokens = Tokens(soon, AccessToken("long", datetime.now(UTC) + timedelta(hours=1)), "never")
    _run(bank, tokens, way, calls=4)
    assert _sent(bank) == ["Bearer soon", *["Bearer long"] * 3]
    assert tokens.asked == 2


@WAYS
def test_a_rejected_token_is_replaced_once(bank: Bank, way: str) -> None:
    """
    After a 401 the function is asked once more, although its token has not ended, and the call is
    sent again.
    """
    bank.says('{"id": "1"}')
    bank.queue.append(REFUSED)
    later = datetime.now(UTC) + timedelta(hours=1)
    tokens = Tokens(AccessToken("old", later), AccessToken("new", later))
    _run(bank, tokens, way, calls=2)
    assert _sent(bank) == ["Bearer old", "Bearer new", "Bearer new"]


@WAYS
@pytest.mark.parametrize(("given", "requests"), [(["same"], 1), (["a", "b", "c"], 2)])
def test_two_rejected_tokens_end_the_call(
    bank: Bank, way: str, given: list[str], requests: int
) -> None:
    """
    The same token again is not sent again, and a second one that is rejected is the last.
    """
    bank.reply = REFUSED
    tokens = Tokens(*given)
    with pytest.raises(AuthenticationError):
        _run(bank, tokens, way)
    assert len(bank.heard) == requests
    assert tokens.asked == 2


@WAYS
@pytest.mark.parametrize(
    "answer",
    [
        LookupError("s3cr3t"),
        TokenSourceError("of its own"),
        None,
        7,
        b"s3cr3t",
        {"access_token": "s3cr3t"},
        "",
        "s3cr3t\n",
        "Bearer s3cr3t",
        Secret("Bearer s3cr3t"),
        AccessToken("s3cr3t s3cr3t"),
    ],
)
def test_a_function_that_fails_sends_nothing(bank: Bank, way: str, answer: Any) -> None:
    """
    An error of the function, or a result that is no token, is a KontokitError that shows neither
    the error's text nor the result.
    """
    with pytest.raises(KontokitError) as caught:
        _run(bank, Tokens(answer), way)
    assert isinstance(caught.value, TokenSourceError | ConfigurationError)
    assert bank.heard == []
    texts = "\n".join([*texts_of(caught.value), *reachable(caught.value)])
    assert "s3cr3t" not in texts
    assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.parametrize(("answer", "kind"), [(7, "int"), (b"abc", "bytes"), ({}, "dict")])
def test_a_result_that_is_no_token_is_named_by_its_type(
    bank: Bank, answer: object, kind: str
) -> None:
    """
    So that the programmer sees what the function returned.
    """
    with pytest.raises(TokenSourceError, match=f"the result of user_token is {kind}, not a str"):
        _run(bank, Tokens(answer), "sync")


def test_a_second_failure_names_the_function(bank: Bank) -> None:
    """
    If the function fails after a 401, its error is raised, and the server has refused the call.
    """
    bank.reply = REFUSED
    with pytest.raises(TokenSourceError, match="passed as user_token failed with LookupError"):
        _run(bank, Tokens("old", LookupError("gone")), "sync")
    assert len(bank.heard) == 1


async def _token() -> str:
    raise AssertionError


class _Later:
    """
    What can be awaited, and is no coroutine.
    """

    def __await__(self) -> Iterator[None]:
        raise AssertionError


@pytest.mark.parametrize("asking", [_token, _Later])
def test_a_blocking_client_refuses_what_can_be_awaited(bank: Bank, asking: Any) -> None:
    """
    The error says what is wrong, and no coroutine is left unawaited.
    """
    with (
        SyncClient(API, {"userToken": asking}, base_url=bank.url) as client,
        pytest.raises(ConfigurationError, match="only an async client"),
    ):
        client.call(GET_ACCESS, ONE)
    assert bank.heard == []


def test_a_kept_token_is_not_shown_with_its_function() -> None:
    """
    In a traceback or a log stands the argument that it was passed as.
    """
    later = datetime.now(UTC) + timedelta(hours=1)
    source = TokenSource("user_token", Tokens(AccessToken("s3cr3t", later)))
    source.ask(SystemClock(), is_refused=False)
    assert repr(source) == "TokenSource('user_token')"


def test_cancelling_reaches_the_function(bank: Bank) -> None:
    """
    A call that is cancelled while an async function waits ends at once.
    """

    async def token() -> str:
        await asyncio.sleep(60)
        return "late"

    async def wait() -> None:
        async with AsyncClient(API, {"userToken": token}, base_url=bank.url) as client:
            await asyncio.wait_for(client.call(GET_ACCESS, ONE), 0.05)

    with pytest.raises(TimeoutError):
        asyncio.run(wait())
    assert bank.heard == []


def test_a_token_is_replaced_on_a_live_client(bank: Bank) -> None:
    """
    ``with_options`` gives a client with another token, and the first keeps its own.
    """
    bank.says('{"id": "1"}')
    with SyncClient(API, {"userToken": "one"}, base_url=bank.url) as client:
        for one in (client, client.with_options(user_token=lambda: "two"), client):
            one.call(GET_ACCESS, ONE)
        assert "one" not in repr(client)
    assert _sent(bank) == ["Bearer one", "Bearer two", "Bearer one"]


def test_every_kind_of_token_takes_a_function(bank: Bank) -> None:
    """
    The prefix and header of the scheme stay.
    """
    bank.says('{"id": "1"}')
    asking: Callable[[], str] = lambda: "abc"  # noqa: E731
    with SyncClient(API, {"apiToken": asking}, base_url=bank.url) as client:
        client.request("GET", "/x")
    assert bank.last.headers["x-api-token"] == "Token token=abc"


@pytest.mark.parametrize("end", ["2026-01-01", 1.5, datetime(2026, 1, 1)])
def test_the_end_of_a_token_is_aware(end: Any) -> None:
    """
    A naive time would be an hour or two off.
    """
    with pytest.raises(ConfigurationError, match="aware datetime"):
        AccessToken("abc", end)
