"""
Every operation of every package meets every fault, and sends as many requests as its class allows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from kontokit import (
    ConnectError,
    ConnectionLostError,
    KontokitError,
    Retries,
    TransportTimeoutError,
)
from kontokit.http import HttpResponse
from tests.support.canaries import Pool
from tests.support.driving import CLASSES, COUNT, Method, arguments, methods, operations, settings
from tests.support.scripted_transport import AsyncScriptedTransport, ScriptedTransport

QUICK: Final = Retries(base_delay=1e-6, max_delay=1e-6)
FAULTS: Final[dict[str, Callable[[], HttpResponse | KontokitError]]] = {
    "no DNS": lambda: ConnectError("no such host"),
    "connection refused": lambda: ConnectError("refused"),
    "TLS failed": lambda: ConnectError("the certificate is not trusted"),
    "connect timeout": lambda: TransportTimeoutError("slow", phase="connect"),
    "pool timeout": lambda: TransportTimeoutError("slow", phase="pool"),
    "reset before the first byte was answered": lambda: ConnectionLostError("reset"),
    "reset while writing": lambda: ConnectionLostError("reset"),
    "write timeout": lambda: TransportTimeoutError("slow", phase="write"),
    "read timeout": lambda: TransportTimeoutError("slow", phase="read"),
    "end before the headers": lambda: ConnectionLostError("cut"),
    "429": lambda: HttpResponse(status_code=429),
    "500": lambda: HttpResponse(status_code=500),
    "503": lambda: HttpResponse(status_code=503),
    "504": lambda: HttpResponse(status_code=504),
}
UNSENT: Final = {
    "no DNS",
    "connection refused",
    "TLS failed",
    "connect timeout",
    "pool timeout",
}


def expected(retry_class: str, fault: str) -> int:
    """
    Three requests where nothing was sent, or of a read after what may pass; else one.
    """
    if fault in UNSENT:
        return 3
    return 3 if retry_class == "read" and fault != "500" else 1


def cases(api: str, transport: ScriptedTransport) -> Iterator[tuple[str, Method, Any]]:
    pool = Pool()
    for fault in FAULTS:
        for method in methods(api):
            if not method.walks:
                # An error that is raised once more would keep what was written into it.
                transport.outcomes = [FAULTS[fault]() for _ in range(4)]
                transport.requests.clear()
                yield fault, method, arguments(method, pool, "dict")


def judge(
    fault: str, method: Method, transport: ScriptedTransport, error: KontokitError | None
) -> str | None:
    """
    What is wrong with a call, or None.
    """
    wanted = expected(method.operation.retry_class, fault)
    assert error is not None
    found, ids = transport.attempts(), {one.labels.correlation_id for one in transport.requests}
    if found == list(range(1, wanted + 1)) and error.attempts == wanted and len(ids) == 1:
        return None
    return f"{method.operation.id} ({method.operation.retry_class}), {fault}: {found}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("api", CLASSES)
def test_every_operation_keeps_to_the_table(api: str, *, is_async: bool) -> None:
    """
    Requests are numbered, have one correlation id, and are as many as the table says.
    """
    transport = (AsyncScriptedTransport if is_async else ScriptedTransport)([])
    kind, given = settings(api, Pool(), "http://127.0.0.1:1", is_async=is_async)
    given |= {"transport": transport, "max_retries": QUICK}
    found: list[str | None] = []

    async def run() -> None:
        async with kind(**given) as client:
            for fault, method, call in cases(api, transport):
                client._pipeline.retry_state.quota.give_back(500)
                found.append(judge(fault, method, transport, await call.wait(client)))

    if is_async:
        asyncio.run(run())
    else:
        with kind(**given) as client:
            for fault, method, call in cases(api, transport):
                client._pipeline.retry_state.quota.give_back(500)
                found.append(judge(fault, method, transport, call.call(client)))
    assert [one for one in found if one] == []
    assert len(found) == len(FAULTS) * len({one.operation.id for one in methods(api)})


def test_the_class_is_not_the_method() -> None:
    """
    What reads and is no GET, and what is a GET and does not only read, is on this list.
    """
    known = [one for api in CLASSES for one in operations(api).values()]
    assert len(known) == COUNT
    reads = {one.id for one in known if one.retry_class == "read"}
    gets = {one.id for one in known if one.method == "GET"}
    assert reads - gets == {"checkCategorization"}
    assert gets - reads == {"getAccessConsent", "pollConsent"}
