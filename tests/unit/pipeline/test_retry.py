"""
Repetitions: which faults, how many, after which pauses, and what the error says.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any, get_args

import pytest
from msgspec import structs

from kontokit import (
    ConfigurationError,
    ConnectError,
    ConnectionLostError,
    Retries,
    ServiceUnavailableError,
    TransportTimeoutError,
)
from kontokit.auth.attempts import Attempts, Outcome, send_repeatedly
from kontokit.auth.effects import Send, Sleep
from kontokit.core.clock import Moment
from kontokit.core.deadline import Deadline
from kontokit.http import Headers, HttpRequest, HttpResponse
from kontokit.http.retries import RetryQuota, RetryState, retries_from, retry_after
from kontokit.operations import RetryClass
from kontokit.pipeline.login_data import NO_LOGINS, CallLogins, LoginData
from kontokit.pipeline.prepared_call import PreparedCall
from kontokit.pipeline.retry import REPEATABLE, attempts_of
from tests.support.shapes import GET_ACCESS

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
REQUEST = HttpRequest(operation="getThing", method="GET", url="https://a.example/thing")
OK = HttpResponse(status_code=200)
CLASSES: tuple[RetryClass, ...] = get_args(RetryClass)


class StandingClock:
    """
    A clock that always says the same.
    """

    def now(self) -> Moment:
        return Moment(time=NOW, steady=0.0)


def state(draw: Callable[[], float] = lambda: 1.0) -> RetryState:
    return RetryState(clock=StandingClock(), draw=draw)


def said(status: int, **headers: str) -> HttpResponse:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return HttpResponse(status_code=status, headers=Headers(named))


class Walk:
    """
    Sends a request to a server that a test writes down, without waiting.
    """

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.sent: list[int] = []
        self.pauses: list[float] = []

    def run(self, attempts: Attempts, request: HttpRequest = REQUEST) -> Outcome:
        steps, answer = send_repeatedly(request, attempts), None
        try:
            while True:
                step = steps.send(answer)
                answer = self._do(step)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome

    def _do(self, step: Send | Sleep) -> Any:
        if isinstance(step, Sleep):
            self.pauses.append(step.seconds)
            return None
        self.sent.append(step.request.attempt)
        return self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]


def reading(retries: Retries | None = None, shared: RetryState | None = None) -> Attempts:
    return attempts_of("read", retries or Retries(), shared or state())


def test_every_class_of_operation_is_in_the_table() -> None:
    """
    Only what reads is repeated after it was sent; nothing is left out.
    """
    assert set(REPEATABLE) == set(CLASSES)
    assert {name for name, faults in REPEATABLE.items() if "lost" in faults} == {"read"}
    assert {name for name, faults in REPEATABLE.items() if "busy" in faults} == {"read"}
    assert {name for name, faults in REPEATABLE.items() if "unsent" not in faults} == {"never"}


@pytest.mark.parametrize("retry_class", CLASSES)
@pytest.mark.parametrize(
    ("outcome", "is_sent"),
    [
        (ConnectError("refused"), False),
        (TransportTimeoutError("slow", phase="connect"), False),
        (TransportTimeoutError("slow", phase="pool"), False),
        (TransportTimeoutError("slow", phase="write"), True),
        (TransportTimeoutError("slow", phase="read"), True),
        (ConnectionLostError("reset"), True),
        (said(429), True),
        (said(502), True),
        (said(503), True),
        (said(504), True),
    ],
)
def test_a_fault_is_repeated_where_the_table_says_so(
    retry_class: RetryClass, outcome: Outcome, is_sent: bool
) -> None:
    """
    Three attempts, numbered, or one.
    """
    walk = Walk(outcome)
    assert walk.run(attempts_of(retry_class, Retries(), state())) is outcome
    is_repeated = retry_class == "read" or (not is_sent and retry_class != "never")
    expected = [1, 2, 3] if is_repeated else [1]
    assert walk.sent == expected


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 404, 409, 500, 501, 510])
def test_other_answers_are_never_repeated(status: int) -> None:
    """
    Not even of a call that reads.
    """
    walk = Walk(said(status))
    walk.run(reading())
    assert walk.sent == [1]


def test_the_statuses_can_be_changed() -> None:
    """
    A set of one's own replaces the usual one, but lifts no call above its class.
    """
    retries = Retries(statuses={500})
    walk, other, writing = Walk(said(500)), Walk(said(503)), Walk(said(500))
    walk.run(reading(retries))
    other.run(reading(retries))
    writing.run(attempts_of("write", retries, state()))
    assert (walk.sent, other.sent, writing.sent) == ([1, 2, 3], [1], [1])


@pytest.mark.parametrize(("most", "sent"), [(0, 1), (1, 2), (4, 5), (10, 11)])
def test_max_retries_counts_the_repetitions(most: int, sent: int) -> None:
    """
    0 turns them off; of a payment, no number changes anything.
    """
    walk, paying = Walk(said(503)), Walk(said(503))
    walk.run(reading(Retries(max_retries=most)))
    paying.run(attempts_of("payment", Retries(max_retries=most), state()))
    assert (len(walk.sent), len(paying.sent)) == (sent, 1)


def test_a_success_ends_it() -> None:
    """
    The third answer counts, and the pauses grow to their bounds.
    """
    walk = Walk(said(503), ConnectionLostError("reset"), OK)
    assert walk.run(reading()) is OK
    assert walk.pauses == [0.5, 1.0]


def test_a_second_request_of_a_call_goes_on_with_the_count() -> None:
    """
    Such as that after a refreshed token: its number is the next one, and it may use up the rest.
    """
    attempts = reading()
    first, second = Walk(said(503), said(401)), Walk(said(503))
    first.run(attempts)
    second.run(attempts)
    assert (first.sent, second.sent) == ([1, 2], [3])


def test_ten_thousand_pauses_keep_their_bounds() -> None:
    """
    Full jitter: between 0 and 0.5 s, 1 s, 2 s …, at most 8 s, and half of that on average.
    """
    drawn, retries = random.Random(4), Retries()
    for attempt, bound in ((1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (10, 8.0)):
        pauses = [retries.delay(attempt, drawn.random) for _ in range(10_000)]
        assert 0 <= min(pauses) <= max(pauses) <= bound
        assert sum(pauses) / 10_000 == pytest.approx(bound / 2, rel=0.05)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("1000000000", 86_400.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("Fri, 01 May 2026 12:00:09 GMT", 9.0),
        ("Fri, 01 May 2026 11:00:00 GMT", 0.0),
        ("Fri, 01 May 2099 12:00:00 GMT", 86_400.0),
        ("Fri, 99 May 2026 12:00:09 GMT", None),
    ],
)
def test_retry_after_is_read_and_clamped(text: str, seconds: float | None) -> None:
    """
    Seconds or a date, between 0 and a day; everything else is as if it were not there.
    """
    assert retry_after(Headers([("Retry-After", text)]), NOW) == seconds


def test_a_date_is_compared_with_the_clock_of_the_server() -> None:
    """
    So a wrong clock of this machine does no harm.
    """
    headers = said(
        503, Retry_After="Sat, 02 May 2026 00:00:30 GMT", Date="Sat, 02 May 2026 00:00:00 GMT"
    ).headers
    assert retry_after(headers, NOW) == 30.0


def test_the_server_can_ask_for_a_longer_pause() -> None:
    """
    Never for a shorter one, which would make an outage worse.
    """
    walk = Walk(said(503, Retry_After="20"), said(429, Retry_After="0"), OK)
    assert walk.run(reading()) is OK
    assert walk.pauses == [20.0, 1.0]


@pytest.mark.parametrize("text", ["5", "30", "1000000000", "Fri, 01 May 2026 12:00:05 GMT"])
def test_a_pause_beyond_the_deadline_is_refused_at_once(text: str) -> None:
    """
    The error says when to call again; nothing is slept through.
    """
    attempts = reading()
    request = structs.replace(REQUEST, deadline=Deadline.after(4.9))
    walk = Walk(said(503, Retry_After=text))
    walk.run(attempts, request)
    assert (walk.sent, walk.pauses) == ([1], [])
    error = ServiceUnavailableError(
        "busy", said(503, Retry_After=text), operation="x", request_id=None
    )
    attempts.describe(error)
    assert error.attempts == 1
    assert error.is_retry_safe
    assert error.not_before is not None
    assert error.not_before - NOW == timedelta(seconds=retry_after(error.http.headers, NOW) or 0)


def test_no_pauses_are_longer_than_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2,000 random calls on a clock that runs by pauses only: none outlives its deadline.
    """
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    rng = random.Random(9)
    for _ in range(2_000):
        budget = rng.uniform(0.01, 20.0)
        request = structs.replace(REQUEST, deadline=Deadline.after(budget))
        headers = {} if rng.random() < 0.5 else {"Retry_After": str(rng.randrange(30))}
        attempts = reading(Retries(max_retries=10), state(rng.random))
        begun, steps, answer = now, send_repeatedly(request, attempts), None
        try:
            while True:
                step = steps.send(answer)
                answer = None if isinstance(step, Sleep) else said(503, **headers)
                now += step.seconds if isinstance(step, Sleep) else 0.0
        except StopIteration:
            assert now - begun <= budget


def test_without_a_deadline_the_total_timeout_counts() -> None:
    """
    Ten minutes by default.
    """
    walk = Walk(said(503, Retry_After="599"), said(503, Retry_After="600"))
    walk.run(reading())
    assert walk.pauses == [599.0]


def test_the_quota_limits_all_calls_together() -> None:
    """
    500 tokens, 5 for a repetition and 10 after a timeout: 100 or 50 repetitions.
    """
    for outcome, repetitions in (
        (said(503), 100),
        (ConnectionLostError("reset"), 100),
        (TransportTimeoutError("slow", phase="read"), 50),
    ):
        shared, sent = state(), 0
        for _ in range(200):
            walk = Walk(outcome)
            walk.run(reading(shared=shared))
            sent += len(walk.sent)
        assert sent == 200 + repetitions
        assert shared.quota.left == 0


def test_successes_fill_the_quota() -> None:
    """
    A success after a repetition gives back what that took, a success at once gives 1.
    """
    shared = state()
    Walk(said(503), OK).run(reading(shared=shared))
    assert shared.quota.left == 500
    Walk(said(503)).run(reading(shared=shared))
    assert shared.quota.left == 490
    Walk(OK).run(reading(shared=shared))
    assert shared.quota.left == 491
    Walk(said(503), said(503), OK).run(reading(shared=shared))
    assert shared.quota.left == 486
    for _ in range(20):
        Walk(OK).run(reading(shared=shared))
    assert shared.quota.left == 500


def test_threads_share_the_quota() -> None:
    """
    Fifty threads take no token twice.
    """
    quota = RetryQuota()
    taken: list[int] = []

    def take() -> None:
        for _ in range(20):
            taken.append(quota.take())

    threads = [Thread(target=take) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [0] * 900 + [5] * 100


@pytest.mark.parametrize("retry_class", CLASSES)
def test_an_error_says_whether_a_repetition_is_safe(retry_class: RetryClass) -> None:
    """
    Only where nothing was sent, or where the call reads and the fault may pass.
    """
    attempts = attempts_of(retry_class, Retries(max_retries=0), state())
    unsent, lost = ConnectError("refused"), ConnectionLostError("reset")
    for error in (unsent, lost):
        attempts.describe(error)
    assert unsent.is_retry_safe
    assert lost.is_retry_safe is (retry_class == "read")
    assert unsent.only_reads is lost.only_reads is (retry_class == "read")
    for status, may_pass in ((429, True), (500, True), (503, True), (404, False), (501, False)):
        http = said(status)
        failed = ServiceUnavailableError("it failed", http, operation="x", request_id=None)
        attempts.describe(failed)
        assert failed.is_retry_safe is (may_pass and retry_class == "read"), status


@pytest.mark.parametrize(
    "values",
    [
        {"max_retries": -1},
        {"max_retries": 11},
        {"max_retries": True},
        {"max_retries": 1.0},
        {"base_delay": 0},
        {"base_delay": float("nan")},
        {"max_delay": float("inf")},
        {"max_delay": "8"},
        {"statuses": {401}},
        {"statuses": {200}},
        {"statuses": {"503"}},
        {"statuses": "503"},
        {"statuses": 503},
    ],
)
def test_rules_that_cannot_be_used_are_refused(values: dict[str, Any]) -> None:
    """
    The message names what is wrong.
    """
    with pytest.raises(ConfigurationError, match=next(iter(values))):
        Retries(**values)


def test_a_number_changes_only_the_number() -> None:
    """
    The other rules of the client stay; None is the default.
    """
    rules = Retries(max_retries=1, statuses={500})
    assert retries_from(3, rules) == Retries(max_retries=3, statuses={500})
    assert retries_from(None, rules) == rules
    assert retries_from(None) == Retries()
    assert retries_from(rules) is rules
    with pytest.raises(ConfigurationError, match="max_retries"):
        retries_from("2")  # type: ignore[arg-type]  # callers err


def test_a_read_that_carries_credentials_counts_as_a_write() -> None:
    """
    A wrong PIN that is sent three times locks the user out.
    """
    call = PreparedCall(
        operation=GET_ACCESS,
        correlation_id=None,
        deadline=Deadline.after(60),
        attempts=reading(),
    )
    call.carry(NO_LOGINS)
    assert call.attempts.repeatable == REPEATABLE["read"]
    call.carry(CallLogins(logins=(LoginData(),)))
    assert call.attempts.repeatable == REPEATABLE["bank"]
