"""
OpenTelemetry, with its SDK and exporters in memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from kontokit import ConfigurationError, KontokitError, Retries
from kontokit.telemetry import OpenTelemetry
from tests.support.bank import Bank, Reply
from tests.support.clients import TOKEN, AnyClient
from tests.support.shapes import CREATE_ACCESS, GET_ACCESS

ONE = {"access_id": "geheime-nummer"}


class Collected:
    """
    Everything that is exported.
    """

    def __init__(self) -> None:
        self.exporter = InMemorySpanExporter()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.reader = InMemoryMetricReader()
        self.meters = MeterProvider([self.reader])
        self.middleware = OpenTelemetry(tracer_provider=self.tracers, meter_provider=self.meters)

    @property
    def spans(self) -> list[Any]:
        return list(self.exporter.get_finished_spans())

    @property
    def points(self) -> list[Any]:
        data: Any = self.reader.get_metrics_data()
        (metric,) = data.resource_metrics[0].scope_metrics[0].metrics
        assert (metric.name, metric.unit) == ("http.client.request.duration", "s")
        return list(metric.data.data_points)


@pytest.fixture
def collected(any_client: AnyClient) -> Iterator[Collected]:
    """
    What a client with this middleware exports.
    """
    made = Collected()
    quick = Retries(base_delay=0.001, max_delay=0.001)
    any_client.settings |= {"middleware": [made.middleware], "max_retries": quick}
    yield made
    made.tracers.shutdown()
    made.meters.shutdown()


def test_a_call_is_one_client_span(bank: Bank, any_client: AnyClient, collected: Collected) -> None:
    """
    Named by method and template, with the attributes of the conventions.
    """
    bank.says('{"id":"1"}', X_Request_ID="r-1")
    any_client.call(GET_ACCESS, ONE)
    (span,) = collected.spans
    assert span.name == f"GET {GET_ACCESS.path}"
    assert span.kind is trace.SpanKind.CLIENT
    assert span.status.status_code is trace.StatusCode.UNSET
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "127.0.0.1",
        "server.port": bank.port,
        "url.template": GET_ACCESS.path,
        "kontokit.operation": "getAccess",
        "kontokit.correlation_id": bank.last.headers["x-correlation-id"],
        "kontokit.request_id": "r-1",
        "kontokit.reaches_bank": False,
    }
    (point,) = collected.points
    assert point.count == 1
    assert dict(point.attributes) == {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "127.0.0.1",
        "server.port": bank.port,
        "url.template": GET_ACCESS.path,
    }


def test_repeated_attempts_are_events_of_the_span(
    bank: Bank, any_client: AnyClient, collected: Collected
) -> None:
    """
    The span says how often the request was sent again; each attempt is in the histogram.
    """
    bank.queue.extend([Reply(status=503), Reply(raw=b"")])
    bank.says('{"id":"1"}')
    any_client.call(GET_ACCESS, ONE)
    (span,) = collected.spans
    assert span.attributes["http.request.resend_count"] == 2
    assert "error.type" not in span.attributes
    assert [dict(event.attributes) for event in span.events] == [
        {"kontokit.attempt": 1, "http.response.status_code": 503, "error.type": "503"},
        {"kontokit.attempt": 2, "error.type": "ConnectionLostError"},
        {"kontokit.attempt": 3, "http.response.status_code": 200},
    ]
    errors = sorted(str(point.attributes.get("error.type")) for point in collected.points)
    assert errors == ["503", "ConnectionLostError", "None"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(status=404), "404"),
        (Reply(raw=b""), "ConnectionLostError"),
        (Reply(status=201), "MissingHeaderError"),
    ],
)
def test_an_error_is_the_status_of_the_span(
    bank: Bank, any_client: AnyClient, collected: Collected, reply: Reply, error: str
) -> None:
    """
    By the status if there is one, else by the class of the error.
    """
    bank.reply = reply
    with pytest.raises(KontokitError):
        any_client.call(CREATE_ACCESS, body={"id": "1", "betrag": 1})
    (span,) = collected.spans
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.attributes["error.type"] == error
    assert "http.request.resend_count" not in span.attributes


def test_no_value_is_exported(bank: Bank, any_client: AnyClient, collected: Collected) -> None:
    """
    Neither ids of a path, nor headers, nor bodies.
    """
    bank.says('{"code":"Frau Muster"}', 404, X_Secret="geheim")
    options: Any = {"headers": {"X-Own": "geheim"}, "extra_query": {"iban": "geheim"}}
    with pytest.raises(KontokitError):
        any_client.call(GET_ACCESS, ONE, options=options)
    text = "".join(span.to_json() for span in collected.spans)
    text += f"{collected.reader.get_metrics_data()}"
    for secret in ("geheim", TOKEN, "Muster", "?"):
        assert secret not in text


def test_calls_are_below_the_span_of_the_program(
    bank: Bank, any_client: AnyClient, collected: Collected
) -> None:
    """
    And leave its span the current one.
    """
    bank.says('{"id":"1"}')
    tracer = collected.tracers.get_tracer("program")
    with tracer.start_as_current_span("program") as outer:
        any_client.call(GET_ACCESS, ONE)
        any_client.call(GET_ACCESS, ONE)
        assert trace.get_current_span() is outer
    first, second, program = collected.spans
    assert first.parent.span_id == second.parent.span_id == program.context.span_id
    assert not collected.middleware._open


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    With the command that installs it.
    """
    monkeypatch.delitem(sys.modules, "kontokit.telemetry")
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(ConfigurationError, match=r"kontokit\[opentelemetry\]"):
        import_module("kontokit.telemetry")
