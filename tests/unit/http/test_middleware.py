"""
Middleware: who is told what and when, and what cannot go wrong because of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    AsyncClient,
    AsyncMiddleware,
    AttemptInfo,
    CallInfo,
    CallOutcome,
    ClientCredentials,
    ConfigurationError,
    ConnectionLostError,
    DecodeError,
    KontokitError,
    Middleware,
    Model,
    ReauthenticationRequiredError,
    RefreshToken,
    Retries,
    ServiceUnavailableError,
    SyncClient,
)
from kontokit.http import HttpRequest, HttpResponse
from kontokit.http.send import FIELDS, send_logged, send_logged_async
from kontokit.operations import ErrorShape, TokenScheme
from tests.support.bank import Bank, Reply
from tests.support.clients import CREDENTIALS, TOKEN, AnyClient
from tests.support.leak_detector import reachable
from tests.support.scripted_transport import AsyncScriptedTransport, ScriptedTransport
from tests.support.shapes import API, CREATE_ACCESS
from tests.support.shapes import GET_ACCESS as PLAIN_ACCESS


class Coded(Model, kw_only=True):
    """
    An error body with a code.
    """

    __error_shape__ = ErrorShape(code="code")

    code: str


GET_ACCESS = structs.replace(PLAIN_ACCESS, errors=dict.fromkeys((404, 503), Coded))
QUICK = Retries(base_delay=0.001, max_delay=0.001)
ONE = {"access_id": "geheime-nummer"}


class Diary(Middleware):
    """
    Writes down everything that it is told.
    """

    def __init__(self) -> None:
        self.events: list[tuple[str, CallInfo, Any]] = []
        self.seen: list[object] = []

    def before_call(self, call: CallInfo) -> None:
        self.events.append(("before_call", call, None))

    def before_attempt(self, attempt: AttemptInfo) -> None:
        self.events.append(("before_attempt", attempt.call, attempt))

    def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        self.events.append(("after_attempt", attempt.call, outcome))

    def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
        self.events.append(("after_call", call, outcome))

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.events]

    @property
    def last(self) -> CallOutcome:
        outcome: CallOutcome = self.events[-1][2]
        return outcome


class Waiting(AsyncMiddleware):
    """
    Tells a diary, with ``await``.
    """

    def __init__(self, diary: Diary) -> None:
        self.diary = diary

    async def before_call(self, call: CallInfo) -> None:
        await asyncio.sleep(0)
        self.diary.before_call(call)

    async def before_attempt(self, attempt: AttemptInfo) -> None:
        await asyncio.sleep(0)
        self.diary.before_attempt(attempt)

    async def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        await asyncio.sleep(0)
        self.diary.after_attempt(attempt, outcome)

    async def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
        await asyncio.sleep(0)
        self.diary.after_call(call, outcome)


class Broken(Middleware):
    """
    Raises whenever it is told something.
    """

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def before_call(self, call: CallInfo) -> None:
        raise self.error

    def before_attempt(self, attempt: AttemptInfo) -> None:
        raise self.error

    def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        raise self.error

    def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
        raise self.error


@pytest.fixture
def diary(any_client: AnyClient) -> Diary:
    """
    That of a client which hardly waits.
    """
    made = Diary()
    any_client.settings |= {"middleware": [made], "max_retries": QUICK}
    return made


def test_a_call_and_its_attempts_are_told(bank: Bank, any_client: AnyClient, diary: Diary) -> None:
    """
    In this order, with the same call, numbered attempts and what came of each.
    """
    busy = Reply(503, b'{"code":"BUSY"}', {"X-Request-ID": "r-1"})
    bank.queue.extend([busy, Reply(raw=b"")])
    bank.says('{"id":"1"}', X_Request_ID="r-3")
    any_client.call(GET_ACCESS, ONE)
    assert diary.names == [
        "before_call",
        *["before_attempt", "after_attempt"] * 3,
        "after_call",
    ]
    assert len({id(call) for _, call, _ in diary.events}) == 1
    assert [one.attempt for name, _, one in diary.events if name == "before_attempt"] == [1, 2, 3]
    first, second, third = [one for name, _, one in diary.events if name == "after_attempt"]
    assert (first.status, first.error, first.code, first.request_id) == (503, None, "BUSY", "r-1")
    assert (second.status, second.error) == (None, "ConnectionLostError")
    assert (third.status, third.error, third.attempts) == (200, None, 3)
    assert (diary.last.status, diary.last.error, diary.last.attempts) == (200, None, 3)
    assert diary.last.request_id == "r-3"
    assert diary.last.seconds >= third.seconds


def test_what_is_told_of_a_call(bank: Bank, any_client: AnyClient, diary: Diary) -> None:
    """
    Its template, its server, the names of its headers, and no value.
    """
    bank.says('{"id":"geheim"}')
    any_client.call(GET_ACCESS, ONE, options={"headers": {"X-Own": "geheim"}})
    call = diary.events[0][1]
    assert call.operation == "getAccess"
    assert call.method == "GET"
    assert call.route == "/customer/v2/accesses/{access-id}"
    assert (call.server_address, call.server_port) == ("127.0.0.1", bank.port)
    assert call.correlation_id == bank.last.headers["x-correlation-id"]
    assert not call.reaches_bank
    assert not call.asks_for_token
    assert {"X-Own", "Authorization"} <= set(diary.events[1][2].header_names)
    assert "geheim" not in f"{diary.events}"
    assert TOKEN not in f"{diary.events}"


def test_the_error_of_the_call_is_told(bank: Bank, any_client: AnyClient, diary: Diary) -> None:
    """
    That of the status, and that of a success which cannot be read.
    """
    bank.says('{"code":"BUSY"}', 503)
    with pytest.raises(ServiceUnavailableError):
        any_client.call(GET_ACCESS, ONE)
    assert diary.last.error == "ServiceUnavailableError"
    assert (diary.last.status, diary.last.code, diary.last.attempts) == (503, "BUSY", 3)
    bank.says("[]")
    with pytest.raises(DecodeError):
        any_client.call(GET_ACCESS, ONE)
    assert (diary.last.status, diary.last.error) == (200, "DecodeError")
    bank.writes(b"")
    with pytest.raises(ConnectionLostError):
        any_client.call(CREATE_ACCESS, body={"id": "1", "betrag": 1})
    assert (diary.last.status, diary.last.error, diary.last.attempts) == (
        None, "ConnectionLostError", 1,
    )  # fmt: skip


def test_the_refusal_of_a_token_request_is_told(bank: Bank) -> None:
    """
    With its code and the provider's id of the request, which the error has too, as often as it is
    raised.
    """
    scheme = TokenScheme(
        grant="password", client="client", sent="form", url="/token", refreshable=True
    )
    given: dict[str, Any] = {
        "client": ClientCredentials("client", "geheim"),
        "userCredentials": RefreshToken("geheim"),
    }
    bank.says('{"error":"invalid_grant"}', 400, X_Request_ID="r-1")
    diary, here = Diary(), structs.replace(API, schemes={"userToken": scheme})
    with SyncClient(here, given, base_url=bank.url, middleware=[diary]) as client:
        for _ in range(2):
            with pytest.raises(ReauthenticationRequiredError) as caught:
                client.call(GET_ACCESS, ONE)
            assert (caught.value.code, caught.value.request_id) == ("invalid_grant", "r-1")
    assert len(bank.heard) == 1
    told = [one for _, call, one in diary.events if call.operation == "token request" and one]
    asked = {call.operation for _, call, _ in diary.events if call.asks_for_token}
    assert asked == {"token request"}
    assert [(one.code, one.request_id) for one in told[-2:]] == [("invalid_grant", "r-1")] * 2


def test_an_error_drags_no_secret_along(bank: Bank, any_client: AnyClient, diary: Diary) -> None:
    """
    Neither from the contexts around a call nor from what is told of it.
    """
    bank.says("{}", 503)
    with pytest.raises(KontokitError) as caught:
        any_client.call(GET_ACCESS, ONE)
    error = caught.value
    assert error.__context__ is None
    assert error.__cause__ is None
    assert not [text for text in reachable(error) if TOKEN in text or "geheim" in text]


@pytest.mark.parametrize("code", ["Frau Muster wohnt hier", "A" * 65, "<b>", "12"])
def test_a_code_that_is_no_code_is_not_told(
    bank: Bank, any_client: AnyClient, diary: Diary, code: str
) -> None:
    """
    It may be a sentence about a person.
    """
    bank.says(json.dumps({"code": code}), 404, X_Request_ID="r 1\x01")
    with pytest.raises(KontokitError):
        any_client.call(GET_ACCESS, ONE)
    assert (diary.last.code, diary.last.request_id) == (None, None)


def test_a_broken_middleware_breaks_no_call(
    bank: Bank, any_client: AnyClient, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Each exception is a warning with its class only; the others are told all the same.
    """
    bank.says('{"id":"1"}')
    any_client.settings["middleware"] = [Broken(RuntimeError("geheim")), diary]
    any_client.call(GET_ACCESS, ONE)
    assert len(diary.events) == 4
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 4
    assert "after_call of the middleware Broken raised RuntimeError" in caplog.text
    assert "geheim" not in caplog.text


def test_an_interruption_is_no_broken_middleware(bank: Bank, any_client: AnyClient) -> None:
    """
    Ctrl+C goes through.
    """
    any_client.settings["middleware"] = [Broken(KeyboardInterrupt())]
    with pytest.raises(KeyboardInterrupt):
        any_client.call(GET_ACCESS, ONE)
    assert not bank.heard


def test_the_last_is_told_first_at_the_end(bank: Bank, any_client: AnyClient) -> None:
    """
    So that they nest like contexts.
    """
    order: list[str] = []

    class Named(Middleware):
        def __init__(self, name: str) -> None:
            self.name = name

        def before_call(self, call: CallInfo) -> None:
            order.append(f"+{self.name}")

        def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
            order.append(f"-{self.name}")

    bank.says('{"id":"1"}')
    any_client.settings["middleware"] = [Named("a"), Named("b")]
    any_client.call(GET_ACCESS, ONE)
    assert order == ["+a", "+b", "-b", "-a"]


def test_async_middleware_is_awaited(bank: Bank) -> None:
    """
    The async client takes both kinds.
    """
    bank.says('{"id":"1"}')
    awaited, called = Diary(), Diary()

    async def run() -> None:
        async with AsyncClient(
            API, CREDENTIALS, base_url=bank.url, middleware=[Waiting(awaited), called]
        ) as client:
            await client.call(GET_ACCESS, ONE)

    asyncio.run(run())
    assert awaited.names == called.names == [
        "before_call", "before_attempt", "after_attempt", "after_call",
    ]  # fmt: skip


def test_a_cancelled_call_is_told(bank: Bank) -> None:
    """
    Its attempt and the call end with the class of the cancellation.
    """
    bank.reply = Reply(body=b"{}", pause=1.0)
    diary = Diary()

    async def run() -> None:
        async with AsyncClient(
            API, CREDENTIALS, base_url=bank.url, middleware=[Waiting(diary)]
        ) as client:
            task = asyncio.create_task(client.call(GET_ACCESS, ONE))
            await asyncio.sleep(0.3)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert diary.names[-2:] == ["after_attempt", "after_call"]
    assert [one.error for _, _, one in diary.events[-2:]] == ["CancelledError"] * 2
    assert [one.status for _, _, one in diary.events[-2:]] == [None] * 2
    assert [one.request_id for _, _, one in diary.events[-2:]] == [None] * 2


@pytest.mark.parametrize("way", ["sync", "async"])
@pytest.mark.parametrize(
    ("outcome", "status", "error"),
    [
        (HttpResponse(status_code=503), 503, None),
        (ConnectionLostError("x"), None, "ConnectionLostError"),
    ],
    ids=["answered", "lost"],
)
def test_a_request_of_no_call_is_told_as_a_call(
    way: str, outcome: HttpResponse | KontokitError, status: int | None, error: str | None
) -> None:
    """
    Such as one for a token: it ends with the status or the error that came of it.
    """
    diary = Diary()
    request = HttpRequest(operation="getToken", method="POST", url="https://a.example/token")
    if way == "sync":
        assert send_logged(ScriptedTransport([outcome]), request, [diary]) is outcome
    else:
        sent = send_logged_async(AsyncScriptedTransport([outcome]), request, [diary])
        assert asyncio.run(sent) is outcome
    assert diary.names == ["before_call", "before_attempt", "after_attempt", "after_call"]
    for _, call, told in diary.events[-2:]:
        assert call.operation == "getToken"
        assert (told.status, told.error, told.attempts) == (status, error, 1)


class Interrupted(ScriptedTransport):
    """
    A transport that somebody stops with Ctrl+C.
    """

    def send(self, request: HttpRequest) -> HttpResponse:
        raise KeyboardInterrupt


def test_an_interrupted_call_is_told() -> None:
    """
    As a cancelled one: its attempt and the call end with the class of the interruption.
    """
    diary = Diary()
    request = HttpRequest(operation="x", method="GET", url="https://a.example/")
    with pytest.raises(KeyboardInterrupt):
        send_logged(Interrupted([]), request, [diary])
    assert diary.names[-2:] == ["after_attempt", "after_call"]
    assert [one.error for _, _, one in diary.events[-2:]] == ["KeyboardInterrupt"] * 2


def test_derived_clients_have_middleware_of_their_own(bank: Bank) -> None:
    """
    ``with_options`` replaces it; None removes it.
    """
    bank.says('{"id":"1"}')
    first, second = Diary(), Diary()
    with SyncClient(API, CREDENTIALS, base_url=bank.url, middleware=[first]) as client:
        client.with_options(middleware=[second]).call(GET_ACCESS, ONE)
        client.with_options(middleware=None).call(GET_ACCESS, ONE)
        client.with_options(timeout=3).call(GET_ACCESS, ONE)
        with pytest.raises(ConfigurationError, match="middleware"):
            client.with_options(middleware=first)
    assert (len(first.events), len(second.events)) == (4, 4)


@pytest.mark.parametrize("wrong", [Diary(), "x", [print], [Diary], [Waiting(Diary())], 3])
def test_what_is_no_middleware_is_refused(bank: Bank, wrong: Any) -> None:
    """
    Also an async one, which the sync client could not await.
    """
    with pytest.raises(ConfigurationError, match="Middleware"):
        SyncClient(API, CREDENTIALS, base_url=bank.url, middleware=wrong)


def test_log_records_are_the_same_for_every_attempt(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    100 calls with a failure each: exactly the listed keys, one id for a call, no id twice.
    """
    caplog.set_level(logging.DEBUG, "kontokit")
    any_client.settings["max_retries"] = QUICK
    for _ in range(20):
        bank.queue.append(Reply(503, b'{"code":"BUSY"}', {"X-Request-ID": "r-1"}))
        bank.says('{"id":"1"}')
        any_client.call(GET_ACCESS, ONE)
    found: list[dict[str, Any]] = [vars(record)["kontokit"] for record in caplog.records]
    assert all(tuple(one) == FIELDS for one in found)
    assert [one["attempt"] for one in found] == [1, 2] * 20
    assert [one["code"] for one in found] == ["BUSY", None] * 20
    assert [one["request_id"] for one in found] == ["r-1", None] * 20
    assert {one["route"] for one in found} == {GET_ACCESS.path}
    ids = [one["correlation_id"] for one in found]
    assert all(ids[0::2])
    assert ids[0::2] == ids[1::2]
    assert len(set(ids)) == 20
    assert "geheime-nummer" not in f"{found}{caplog.text}"
    assert bank.url not in f"{found}{caplog.text}"


def test_an_api_without_a_header_for_it_has_correlation_ids_too(
    bank: Bank, caplog: pytest.LogCaptureFixture
) -> None:
    """
    They are in the log, and are not sent.
    """
    caplog.set_level(logging.DEBUG, "kontokit")
    bank.says('{"id":"1"}')
    silent = structs.replace(API, correlation_header=None)
    with SyncClient(silent, CREDENTIALS, base_url=bank.url) as client:
        response = client.with_response(client.call, GET_ACCESS, ONE)
    (record,) = caplog.records
    assert vars(record)["kontokit"]["correlation_id"]
    assert "x-correlation-id" not in bank.last.headers
    assert response.request_id is None
