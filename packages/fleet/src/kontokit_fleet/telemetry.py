"""
OpenTelemetry: a span for each unit, and metrics of a fleet.

This is the only module of the fleet that imports ``opentelemetry``. Install it with
``pip install 'kontokit-fleet[opentelemetry]'``.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from opentelemetry import context, metrics, trace

from .events import (
    BreakerChanged,
    ClaimLost,
    Event,
    LimiterWaited,
    ReadCounted,
    RequestLimited,
    RunCounted,
    StepWritten,
    TokenRequested,
    UnitEnded,
    UnitStarted,
    outcome_name,
    outcome_reason,
)
from .outcome import Done, Unknown

_NAME: Final = "kontokit.fleet"
_Attributes: TypeAlias = dict[str, str]


class OpenTelemetryObserver:
    """
    Reports events to OpenTelemetry. No span and no metric holds the name of a user: spans have a
    digest, and metrics the API and the bank's name for counting only.

    The span of a unit is the current one while it runs, so that those of the calls are below it.
    """

    def __init__(
        self,
        *,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        """
        Make an observer.

        Args:
            tracer_provider: Where spans go; by default the global one.
            meter_provider: Where metrics go; by default the global one.
        """
        self._tracer = trace.get_tracer(_NAME, None, tracer_provider)
        meter = metrics.get_meter(_NAME, "", meter_provider)
        self._units = meter.create_counter("kontokit.fleet.units", unit="{unit}")
        self._rows = meter.create_counter("kontokit.fleet.rows", unit="{row}")
        self._unreadable = meter.create_counter("kontokit.fleet.rows_unreadable", unit="{row}")
        self._lost = meter.create_counter("kontokit.fleet.claims_lost", unit="{claim}")
        self._breakers = meter.create_up_down_counter("kontokit.fleet.banks_left_alone")
        self._duration = meter.create_histogram("kontokit.fleet.unit.duration", unit="s")
        self._bank = meter.create_histogram("kontokit.fleet.bank.duration", unit="s")
        self._left = meter.create_histogram("kontokit.fleet.reads_left", unit="{read}")
        self._waits = meter.create_histogram("kontokit.fleet.limiter.wait", unit="s")
        self._limited = meter.create_counter("kontokit.fleet.requests_limited", unit="{request}")
        self._tokens = meter.create_counter("kontokit.fleet.tokens_requested", unit="{request}")
        self._lag = meter.create_gauge("kontokit.fleet.lag", unit="s")
        self._units_open = meter.create_gauge("kontokit.fleet.units_open", unit="{unit}")
        self._open: dict[str, tuple[trace.Span, Any]] = {}

    def __call__(self, event: Event) -> None:
        """
        Report an event.
        """
        match event:
            case UnitStarted(unit, step):
                self._begin(event, step or "beginning")
            case StepWritten(unit, step):
                if unit.id in self._open:
                    self._open[unit.id][0].add_event(step)
            case UnitEnded():
                self._end(event)
            case BreakerChanged(bank, is_open):
                self._breakers.add(1 if is_open else -1, {"kontokit.bank": bank})
            case ClaimLost(unit):
                self._lost.add(1, {"kontokit.api": unit.api})
                self._close(unit.id, {"kontokit.outcome": "claim_lost"}, is_error=True)
            case ReadCounted(unit, left):
                self._left.record(left, {"kontokit.api": unit.api})
            case _:
                self._measure(event)

    def _measure(self, event: Event) -> None:
        """
        Report what belongs to no unit.
        """
        match event:
            case LimiterWaited(key, seconds):
                self._waits.record(seconds, {"kontokit.limit": key})
            case RequestLimited(key):
                self._limited.add(1, {"kontokit.limit": key})
            case TokenRequested(key):
                self._tokens.add(1, {"kontokit.limit": key})
            case RunCounted(run, counts, lag):
                self._lag.set(lag, {"kontokit.run": run})
                self._units_open.set(counts.open, {"kontokit.run": run})
            case _:
                pass

    def _begin(self, event: UnitStarted, step: str) -> None:
        unit = event.unit
        attributes: _Attributes = {
            "kontokit.api": unit.api,
            "kontokit.bank": unit.bank,
            "kontokit.run": unit.run,
            "kontokit.step": step,
            "kontokit.user_digest": unit.user_digest,
        }
        span = self._tracer.start_span("refresh", attributes=attributes)
        self._open[unit.id] = span, context.attach(trace.set_span_in_context(span))

    def _end(self, event: UnitEnded) -> None:
        said: _Attributes = {
            "kontokit.api": event.unit.api,
            "kontokit.outcome": outcome_name(event.outcome),
            "kontokit.reason": outcome_reason(event.outcome),
        }
        self._units.add(1, said)
        self._duration.record(event.seconds, said)
        if event.bank_seconds:
            self._bank.record(event.bank_seconds, {"kontokit.api": event.unit.api})
        if isinstance(event.outcome, Done):
            of_api = {"kontokit.api": event.unit.api}
            self._rows.add(event.outcome.rows, of_api)
            self._unreadable.add(event.outcome.unreadable, of_api)
        self._close(event.unit.id, said, is_error=isinstance(event.outcome, Unknown))

    def _close(self, unit: str, said: _Attributes, *, is_error: bool) -> None:
        span, token = self._open.pop(unit, (None, None))
        if span is None or token is None:
            return
        context.detach(token)
        span.set_attributes(said)
        if is_error:
            span.set_status(trace.StatusCode.ERROR)
        span.end()

    def __repr__(self) -> str:
        return "OpenTelemetryObserver()"
