"""
What a refresher tells: the log, OpenTelemetry, and observers that fail. No name of a user is in it.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from kontokit.stores import MemoryStore
from kontokit_fleet import (
    BreakerChanged,
    ClaimLost,
    Counts,
    Done,
    Event,
    Later,
    LimiterWaited,
    ReadCounted,
    RequestLimited,
    RunCounted,
    StepWritten,
    TokenRequested,
    UnitEnded,
    UnitStarted,
    log_event,
)
from kontokit_fleet.events import tell
from kontokit_fleet.telemetry import OpenTelemetryObserver
from tests.support.fleet_bank import ROWS, FleetBank
from tests.support.fleet_worker import RUN, Fleet, units

(UNIT,) = units(1)
LATER = Later(datetime(2026, 11, 28, tzinfo=UTC), "busy")
EVENTS: list[Event] = [
    UnitStarted(UNIT, None),
    StepWritten(UNIT, "sending"),
    UnitEnded(UNIT, LATER, 1.5, 0.5),
    BreakerChanged("28000100", is_open=True),
    BreakerChanged("28000100", is_open=False),
    ClaimLost(UNIT),
    ReadCounted(UNIT, 3),
    RunCounted(RUN, Counts(done=5, later={"busy": 2}), 90.0),
    LimiterWaited("client", 0.25),
    RequestLimited("client"),
    TokenRequested("client"),
]


def test_the_log_names_no_user(caplog: pytest.LogCaptureFixture) -> None:
    """
    But a digest of the user, the unit, the bank and how it ended.
    """
    with caplog.at_level(logging.DEBUG, "kontokit.fleet"):
        for event in EVENTS:
            log_event(event)
    assert len(caplog.messages) == len(EVENTS)
    ended = caplog.messages[2]
    assert "later busy after 1.50 s, 0.50 s of them at the bank" in ended
    assert UNIT.user_digest in ended
    assert "user-1" not in caplog.text
    assert "bank 28000100 is left alone" in caplog.text
    assert f"run {RUN}: 5 done, 2 open, the earliest due for 90 s" in caplog.messages


def test_an_observer_that_fails_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """
    Only its class is logged.
    """
    seen: list[Any] = []

    def broken(_: object) -> None:
        raise ValueError("geheim")

    tell((broken, seen.append), EVENTS[0])
    assert seen == [EVENTS[0]]
    assert "ValueError" in caplog.text
    assert "geheim" not in caplog.text


def test_opentelemetry_gets_a_span_and_counts() -> None:
    """
    The span of the unit has the steps; the metrics count outcomes, rows, lost claims and banks.
    """
    spans, reader = InMemorySpanExporter(), InMemoryMetricReader()
    tracer, meter = TracerProvider(), MeterProvider([reader])
    tracer.add_span_processor(SimpleSpanProcessor(spans))
    observer = OpenTelemetryObserver(tracer_provider=tracer, meter_provider=meter)
    fleet = Fleet(MemoryStore())

    async def work() -> Any:
        await fleet.work.plan(RUN, units(1))
        return await fleet.refresh(bank, UNIT, observers=(observer,))

    with FleetBank() as bank:
        assert asyncio.run(work()) == Done(ROWS)
    (span,) = spans.get_finished_spans()
    assert [event.name for event in span.events] == ["taking", "sending", "sent"]
    assert span.attributes is not None
    assert span.attributes["kontokit.outcome"] == "done"
    assert "user-1" not in str(dict(span.attributes))
    for event in (EVENTS[0], EVENTS[3], *EVENTS[5:], UnitEnded(UNIT, LATER, 1.0, 0.0)):
        observer(event)
    assert len(spans.get_finished_spans()) == 2
    points = _points(reader)
    assert points["kontokit.fleet.rows"] == {ROWS}
    assert points["kontokit.fleet.units"] == {1}
    assert points["kontokit.fleet.claims_lost"] == {1}
    assert points["kontokit.fleet.banks_left_alone"] == {1}
    assert points["kontokit.fleet.lag"] == {90.0}
    assert points["kontokit.fleet.units_open"] == {2}
    assert points["kontokit.fleet.requests_limited"] == {1}
    assert points["kontokit.fleet.tokens_requested"] == {1}
    for name in ("bank.duration", "reads_left", "limiter.wait"):
        assert f"kontokit.fleet.{name}" in points
    meter.shutdown()


def _points(reader: InMemoryMetricReader) -> dict[str, set[Any]]:
    data = reader.get_metrics_data()
    assert data is not None
    return {
        metric.name: {getattr(point, "value", None) for point in metric.data.data_points}
        for resource in data.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }
