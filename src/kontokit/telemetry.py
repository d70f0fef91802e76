"""
OpenTelemetry: a span for each call and a histogram of request durations.

This is the only module that imports ``opentelemetry``. Install it with
``pip install 'kontokit[opentelemetry]'``.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from .core.extras import needs_extra
from .http.labels import AttemptInfo, CallInfo, CallOutcome
from .http.middleware import Middleware

with needs_extra("telemetry", "opentelemetry-api", "opentelemetry"):
    from opentelemetry import context, metrics, trace

__all__ = ["OpenTelemetry"]

_NAME: Final = "kontokit"
_SCHEMA: Final = "https://opentelemetry.io/schemas/1.37.0"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
_Attributes: TypeAlias = dict[str, str | int | float | bool]


class OpenTelemetry(Middleware):
    """
    Middleware that reports calls to OpenTelemetry, by its semantic conventions for HTTP clients.

    Each call is one client span, also if it is repeated: ``http.request.resend_count`` says how
    often, and an event of the span stands for each attempt. A request for a token has a span of its
    own, below that of the call that needs it. Each attempt counts in the histogram
    ``http.client.request.duration``. No span and no metric holds a value of a call: paths are
    templates, and there are neither queries nor headers.
    """

    def __init__(
        self,
        *,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        """
        Create the middleware.

        Args:
            tracer_provider: Where spans go; by default the global one.
            meter_provider: Where the metric goes; by default the global one.
        """
        self._tracer = trace.get_tracer(_NAME, None, tracer_provider, _SCHEMA)
        meter = metrics.get_meter(_NAME, "", meter_provider, _SCHEMA)
        self._duration = meter.create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_BUCKETS,
        )
        self._open: dict[CallInfo, tuple[trace.Span, Any]] = {}

    def before_call(self, call: CallInfo) -> None:
        """
        Begin a span and make it the current one.
        """
        name = f"{call.method} {call.route}" if call.route else call.method
        attributes: _Attributes = {
            **_of_request(call),
            "kontokit.operation": call.operation,
            "kontokit.correlation_id": call.correlation_id,
            "kontokit.reaches_bank": call.reaches_bank,
        }
        span = self._tracer.start_span(name, kind=trace.SpanKind.CLIENT, attributes=attributes)
        token = context.attach(trace.set_span_in_context(span))
        self._open[call] = span, token

    def after_attempt(self, attempt: AttemptInfo, outcome: CallOutcome) -> None:
        """
        Record the duration, and an event of the span.
        """
        said = _of_outcome(outcome)
        self._duration.record(outcome.seconds, {**_of_request(attempt.call), **said})
        found = self._open.get(attempt.call)
        if found is not None:
            numbered: _Attributes = {"kontokit.attempt": attempt.attempt, **said}
            found[0].add_event("kontokit.attempt", numbered)

    def after_call(self, call: CallInfo, outcome: CallOutcome) -> None:
        """
        End the span.
        """
        found = self._open.pop(call, None)
        if found is None:
            return
        span, token = found
        context.detach(token)
        span.set_attributes(_of_outcome(outcome))
        if outcome.attempts > 1:
            span.set_attribute("http.request.resend_count", outcome.attempts - 1)
        if outcome.request_id:
            span.set_attribute("kontokit.request_id", outcome.request_id)
        if outcome.error or (outcome.status or 0) >= 400:
            span.set_status(trace.StatusCode.ERROR)
        span.end()

    def __repr__(self) -> str:
        return "OpenTelemetry()"


def _of_request(call: CallInfo) -> _Attributes:
    found: _Attributes = {
        "http.request.method": call.method,
        "server.address": call.server_address,
        "server.port": call.server_port,
    }
    return {**found, "url.template": call.route} if call.route else found


def _of_outcome(outcome: CallOutcome) -> _Attributes:
    found: _Attributes = {}
    if outcome.status is not None:
        found["http.response.status_code"] = outcome.status
    # By the conventions, the status stands for an error that has one.
    if outcome.status is not None and outcome.status >= 400:
        found["error.type"] = str(outcome.status)
    elif outcome.error:
        found["error.type"] = outcome.error
    if outcome.code:
        found["kontokit.code"] = outcome.code
    return found
