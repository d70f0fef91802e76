"""
Repetitions of calls that need a token, and what middleware sees of both.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from kontokit import (
    AuthenticationError,
    ClientCredentials,
    ConnectError,
    KontokitError,
    Retries,
    ServiceUnavailableError,
)
from kontokit.http import Headers, HttpResponse
from kontokit.telemetry import OpenTelemetry
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from tests.support.scripted_transport import AsyncScriptedTransport, ScriptedTransport

QUICK = Retries(base_delay=0.001, max_delay=0.001)
JSON = Headers([("Content-Type", "application/json")])
Ask = Callable[..., tuple[ScriptedTransport, KontokitError | None]]


def said(status: int, **body: Any) -> HttpResponse:
    return HttpResponse(status_code=status, headers=JSON, body=json.dumps(body).encode())


def token(number: int) -> HttpResponse:
    return said(
        200, access_token=f"token-{number}", token_type="bearer", expires_in=3600, scope="all"
    )


DONE = said(200, items=[], paging={"page": 1, "perPage": 20, "pageCount": 1, "totalCount": 0})


@pytest.fixture(params=["sync", "async"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """
    Makes one call of a client that signs in, and returns its transport and the error.
    """
    is_async = request.param == "async"

    def do(
        outcomes: list[Any], tokens: list[Any], **settings: Any
    ) -> tuple[ScriptedTransport, KontokitError | None]:
        transport = (AsyncScriptedTransport if is_async else ScriptedTransport)(
            [*outcomes], [*tokens]
        )
        given = {
            "client_credentials": ClientCredentials("id", "secret"),
            "base_url": "http://127.0.0.1:1",
            "max_retries": QUICK,
            "transport": transport,
            **settings,
        }

        async def wait() -> None:
            async with AsyncFinapiAccess(**given) as client:
                await client.client_configuration.get()

        try:
            if is_async:
                asyncio.run(wait())
            else:
                with FinapiAccess(**given) as client:
                    client.client_configuration.get()
        except KontokitError as error:
            return transport, error
        return transport, None

    return do


def sent(transport: ScriptedTransport) -> list[int]:
    return transport.attempts("getClientConfiguration")


def test_a_refreshed_token_goes_on_with_the_count(ask: Ask) -> None:
    """
    A busy server, a token that has expired, and a busy server again are three attempts.
    """
    transport, error = ask([said(503), said(401), said(503), said(503)], [token(1), token(2)])
    assert sent(transport) == [1, 2, 3]
    assert isinstance(error, ServiceUnavailableError)
    assert (error.attempts, error.is_retry_safe) == (3, True)


@pytest.mark.parametrize(
    ("most", "outcomes", "expected"),
    [
        (0, [said(401), said(503)], [1, 2]),
        (2, [said(503), said(503), said(401), said(503)], [1, 2, 3, 4]),
    ],
)
def test_an_expired_token_is_always_replaced(
    ask: Ask, most: int, outcomes: list[Any], expected: list[int]
) -> None:
    """
    Also without repetitions, or when they are used up; then nothing follows.
    """
    rules = Retries(max_retries=most, base_delay=0.001, max_delay=0.001)
    transport, error = ask(outcomes, [token(1), token(2)], max_retries=rules)
    assert sent(transport) == expected
    assert error is not None
    assert error.attempts == len(expected)


def test_a_token_that_is_refused_again_ends_it(ask: Ask) -> None:
    """
    Two requests and two tokens.
    """
    transport, error = ask([said(401)], [token(1), token(2), token(3)])
    assert isinstance(error, AuthenticationError)
    assert (sent(transport), error.attempts, error.is_retry_safe) == ([1, 2], 2, False)
    assert len(transport.attempts("getToken")) == 2


@pytest.mark.parametrize("fault", [said(503), ConnectError("refused")])
def test_a_call_without_a_token_was_never_sent(ask: Ask, fault: Any) -> None:
    """
    The client asks three times; the error says that the call may be made again.
    """
    transport, error = ask([DONE], [fault])
    assert sent(transport) == []
    assert transport.attempts("getToken") == [1, 2, 3]
    assert error is not None
    assert (error.attempts, error.is_retry_safe) == (3, True)


def test_a_token_has_a_span_below_that_of_its_call(ask: Ask) -> None:
    """
    Four spans: a call with its token, and another token after the first was refused.
    """
    exporter, tracers = InMemorySpanExporter(), TracerProvider()
    tracers.add_span_processor(SimpleSpanProcessor(exporter))
    middleware = [OpenTelemetry(tracer_provider=tracers)]
    ask([said(401), said(503)], [token(1), token(2)], middleware=middleware, max_retries=0)
    spans: list[Any] = list(exporter.get_finished_spans())
    call = spans[-1]
    assert [span.attributes["kontokit.operation"] for span in spans] == [
        "getToken", "getToken", "getClientConfiguration",
    ]  # fmt: skip
    assert call.parent is None
    assert {span.parent.span_id for span in spans[:-1]} == {call.context.span_id}
    assert call.attributes["http.request.resend_count"] == 1
    assert len({span.attributes["kontokit.correlation_id"] for span in spans}) == 3
    assert len(call.events) == 2
    tracers.shutdown()
