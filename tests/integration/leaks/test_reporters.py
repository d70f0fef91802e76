"""
Error reporters and serialisers of other libraries find no secret, whatever ends a call.
"""

from __future__ import annotations

import asyncio
import inspect
import io
import logging
import signal
import threading
import traceback
from collections.abc import Callable, Coroutine, Iterator
from types import FrameType
from typing import Any, Final

import anyio
import cloudpickle
import dill
import jsonpickle
import pytest
import sentry_sdk
import structlog
from rich.console import Console
from rich.traceback import Traceback
from sentry_sdk.transport import Transport

from kontokit import KontokitError, Secret
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from tests.support.bank import Bank, Reply
from tests.support.canaries import PLANTED, found_in
from tests.support.leak_detector import reachable

PIN: Final = PLANTED["pin"][0]
TOKEN: Final = PLANTED["token"][0]
JSON: Final = {"Content-Type": "application/json"}
PRIVATE: Final = {"Set-Cookie": f"s={TOKEN}", "Location": f"https://form.example/?session={PIN}"}
SLOW: Final = Reply(raw=b"", pause=0.4)
Ending = Callable[[Coroutine[Any, Any, Any]], Coroutine[Any, Any, Any]]


async def _by_timeout(call: Coroutine[Any, Any, Any]) -> None:
    async with asyncio.timeout(0.05):
        await call


async def _by_wait_for(call: Coroutine[Any, Any, Any]) -> None:
    await asyncio.wait_for(call, 0.05)


async def _by_scope(call: Coroutine[Any, Any, Any]) -> None:
    with anyio.fail_after(0.05):
        await call


async def _by_cancel(call: Coroutine[Any, Any, Any]) -> None:
    task = asyncio.ensure_future(call)
    await asyncio.sleep(0.05)
    task.cancel()
    await task


async def _by_itself(call: Coroutine[Any, Any, Any]) -> None:
    await call


REPLIES: Final = {
    "500": Reply(status=500, body=b"{}", headers={**JSON, **PRIVATE}),
    "451": Reply(status=451, body=b"{}", headers={**JSON, **PRIVATE}),
    "broken": Reply(body=b"{", headers={**JSON, **PRIVATE}),
    "closed": Reply(raw=b""),
}
CUTS: Final[list[Ending]] = [_by_timeout, _by_wait_for, _by_scope, _by_cancel]


class _Posted(Transport):
    """
    Keeps what Sentry would send.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def capture_envelope(self, envelope: Any) -> None:
        self.texts.append(envelope.serialize().decode("utf-8", "replace"))


def _by_sentry(error: BaseException) -> str:
    posted = _Posted()
    client = sentry_sdk.Client(
        dsn="http://key@sentry.invalid/1",
        transport=posted,
        include_local_variables=True,
        default_integrations=False,
        auto_enabling_integrations=False,
        event_scrubber=None,
    )
    with sentry_sdk.new_scope() as scope:
        scope.set_client(client)
        sentry_sdk.capture_exception(error)
        client.close()
    assert posted.texts
    return "\n".join(posted.texts)


def _by_rich(error: BaseException) -> str:
    console = Console(file=io.StringIO(), width=400)
    shown = Traceback.from_exception(
        type(error), error, error.__traceback__, show_locals=True, locals_max_string=10_000
    )
    console.print(shown)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    assert type(error).__name__ in text
    return text


def _by_structlog(error: BaseException) -> str:
    shown = structlog.tracebacks.ExceptionDictTransformer(
        show_locals=True, locals_max_string=10_000, suppress=()
    )
    event = {"event": "failed", "exc_info": (type(error), error, error.__traceback__)}
    return str(structlog.processors.ExceptionRenderer(shown)(None, "", event))


def _by_formatargvalues(error: BaseException) -> str:
    """
    As ``cgitb`` and debuggers print frames.
    """
    return "\n".join(
        inspect.formatargvalues(*inspect.getargvalues(frame)) for frame in _frames(error)
    )


def _by_traceback(error: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def _by_logging(error: BaseException) -> str:
    record = logging.LogRecord("a", 40, "a", 1, "failed: %s", (error,), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return f"{logging.Formatter().format(record)} {vars(record)}"


def _by_jsonpickle(error: BaseException) -> str:
    return f"{jsonpickle.encode(error, keys=True)} {jsonpickle.encode(error, unpicklable=False)}"


REPORTERS: Final[list[Callable[[BaseException], str]]] = [
    _by_sentry,
    _by_rich,
    _by_structlog,
    _by_formatargvalues,
    _by_traceback,
    _by_logging,
    _by_jsonpickle,
    lambda error: dill.dumps(error).decode("latin-1"),
    lambda error: cloudpickle.dumps(error).decode("latin-1"),
    lambda error: "\n".join(reachable(error)),
]


def _frames(error: BaseException) -> Iterator[FrameType]:
    one: BaseException | None = error
    while one is not None:
        yield from (frame for frame, _ in traceback.walk_tb(one.__traceback__))
        one = one.__cause__ or one.__context__


def _reported(error: BaseException) -> set[str]:
    return {hit for report in REPORTERS for hit in found_in(report(error))}


def _settings(bank: Bank) -> dict[str, Any]:
    return {"base_url": bank.url, "user_token": Secret(TOKEN), "headers": {"X-Key": TOKEN}}


def _import(client: Any) -> Any:
    """
    Import a bank connection with a plain PIN, in a frame that keeps none itself.
    """
    return client.bank_connections.import_bank_connection(
        bank_id=1, banking_interface="XS2A", login_credentials={"PIN": PLANTED["pin"][0]}
    )


@pytest.mark.parametrize("kind", REPLIES)
def test_no_reporter_shows_what_a_failed_call_held(bank: Bank, kind: str) -> None:
    """
    Sentry, rich, structlog, frame printers, loggers and picklers show neither PIN nor token, nor
    the cookies and the address that came back.
    """
    bank.reply = REPLIES[kind]
    with FinapiAccess(**_settings(bank)) as client, pytest.raises(KontokitError) as caught:
        _import(client)
    assert not _reported(caught.value)
    assert PIN in bank.last.body.decode()

    async def wait() -> None:
        async with AsyncFinapiAccess(**_settings(bank)) as client:
            with pytest.raises(KontokitError) as caught:
                await _import(client)
        assert not _reported(caught.value)

    asyncio.run(wait())


@pytest.mark.parametrize("cut", CUTS)
def test_no_reporter_shows_what_a_cancelled_call_held(bank: Bank, cut: Ending) -> None:
    """
    A timeout, a cancel scope or a cancelled task ends the call while the request is on its way;
    the exception that leaves leads to no frame with the PIN or the token.
    """
    bank.reply = SLOW

    async def wait() -> BaseException:
        async with AsyncFinapiAccess(**_settings(bank)) as client:
            try:
                await cut(_import(client))
            except (TimeoutError, asyncio.CancelledError) as error:
                return error
        raise AssertionError

    error = asyncio.run(wait())
    assert not _reported(error)
    assert PIN in bank.last.body.decode()


def test_no_reporter_shows_what_an_interrupted_call_held(bank: Bank) -> None:
    """
    Ctrl-C during a call: the KeyboardInterrupt shows where, and no PIN.
    """
    bank.reply = SLOW
    timer = threading.Timer(0.1, signal.raise_signal, [signal.SIGINT])
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    with FinapiAccess(**_settings(bank)) as client:
        timer.start()
        try:
            with pytest.raises(KeyboardInterrupt) as caught:
                _import(client)
        finally:
            signal.signal(signal.SIGINT, kept)
    assert "kontokit" in "".join(traceback.format_tb(caught.value.__traceback__))
    assert not _reported(caught.value)


def test_an_error_of_a_transport_keeps_its_way_but_no_request(bank: Bank) -> None:
    """
    A transport of the program that fails with its own error: its line is shown, its locals not.
    """

    class Broken:
        def send(self, request: Any) -> Any:
            header = dict(request.headers)["Authorization"].reveal()
            raise LookupError(len(header))

        def close(self) -> None:
            pass

    with (
        FinapiAccess(**_settings(bank), transport=Broken()) as client,
        pytest.raises(LookupError) as caught,
    ):
        _import(client)
    assert "raise LookupError(len(header))" in _by_traceback(caught.value)
    assert not _reported(caught.value)


@pytest.mark.parametrize("dump", [dill.dumps, cloudpickle.dumps])
def test_a_secret_is_not_pickled(dump: Callable[[Any], bytes]) -> None:
    """
    Dill and cloudpickle refuse a Secret, alone and inside of something.
    """
    for held in (Secret(PIN), [Secret(PIN)], {"a": Secret(PIN)}):
        with pytest.raises(TypeError, match="cannot be pickled"):
            dump(held)


def test_jsonpickle_writes_no_secret() -> None:
    """
    Jsonpickle swallows the refusal and writes nothing of the text.
    """
    for held in (Secret(PIN), [Secret(PIN)], {"a": Secret(PIN)}):
        assert not found_in(str(jsonpickle.encode(held, keys=True)))
    for method in (Secret(PIN).__getstate__, lambda: Secret(PIN).__reduce_ex__(4)):
        with pytest.raises(TypeError, match="cannot be pickled"):
            method()
