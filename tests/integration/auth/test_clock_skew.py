"""
Wrong clocks, jumping clocks and odd moments: no token is sent that has ended.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from kontokit import ClientCredentials, Timeouts, UnexpectedResponseError
from kontokit.auth.token import Token, TokenGrant, cached
from kontokit.auth.token_endpoint import TokenEndpoint
from kontokit.core.clock import Moment
from kontokit.core.http_response import HttpResponse
from kontokit.http import Headers
from kontokit.http.urls import parse_url
from kontokit.operations import TokenScheme
from kontokit_banksapi.client import API
from tests.support.sandbox_bank import CountingTransport, ManualClock, SandboxBank

DAY, HOUR = 86_400, 3_600
LIFE = {"banksapi": DAY, "finapi_access": HOUR}
SKEWS = range(-300, 301, 10)


def _steps(life: int) -> list[float]:
    """
    Moments of two lives of a token, dense around their ends, as seconds to let pass.
    """
    marks = [0, life / 2, life - 300, life - 61, life - 59, life - 30, life - 1, life, life + 1]
    moments = [mark + start for start in (0, life) for mark in marks]
    moments.append(2 * life + 62)
    ordered = sorted(moments)
    return [after - before for before, after in pairwise(ordered)]


def _let_pass(bank: SandboxBank, clock: ManualClock, seconds: float) -> None:
    clock.passed += seconds
    bank.sandbox.advance(timedelta(seconds=seconds))


@pytest.mark.parametrize("name", ["finapi_access", "banksapi"])
def test_a_wrong_clock_sends_no_token_that_has_ended(sandbox: Any, name: str) -> None:
    """
    Whatever a clock is off, from five minutes late to five minutes early in steps of ten
    seconds: the provider never sees a token after its end, and refreshes stay few.
    """
    for skew in SKEWS:
        sandbox.reset()
        bank, clock, wire = SandboxBank(sandbox, name), ManualClock(), CountingTransport()
        clock.wrong = timedelta(seconds=skew)
        credentials = bank.new_user()
        asked = bank.token_requests
        with bank.client(clock=clock, transport=wire) as client:
            user = client.with_options(user_credentials=credentials)
            for seconds in _steps(LIFE[name]):
                bank.read(user)
                _let_pass(bank, clock, seconds)
        wire.close()
        assert {status for _, status in wire.answers} == {200}, skew
        assert bank.token_requests - asked <= 4, skew


@pytest.mark.parametrize("name", ["finapi_access", "banksapi"])
def test_a_jumping_clock_sends_no_token_that_has_ended(sandbox: Any, name: str) -> None:
    """
    A clock that jumps an hour forward and back between calls costs a refresh at most.
    """
    bank, clock, wire = SandboxBank(sandbox, name), ManualClock(), CountingTransport()
    credentials = bank.new_user()
    with bank.client(clock=clock, transport=wire) as client:
        user = client.with_options(user_credentials=credentials)
        for number, seconds in enumerate(_steps(LIFE[name])):
            bank.read(user)
            clock.wrong = timedelta(hours=(0, 1, 0, -1)[number % 4])
            _let_pass(bank, clock, seconds)
    wire.close()
    assert {status for _, status in wire.answers} == {200}


SCHEME = TokenScheme(
    grant="client_credentials", client="client", sent="basic", url="/token", expiry="validTo"
)
SOURCE = TokenGrant(
    url="https://api.example/token", scheme=SCHEME, client=ClientCredentials("t/c", "secret")
)
ENDPOINT = TokenEndpoint(api=API, base=parse_url("https://api.example"), timeouts=Timeouts())


def _read(valid_to: object, now: datetime, date: str | None = None, scheme: Any = SCHEME) -> Any:
    body: dict[str, object] = {
        "scope": "s", "tenant": "t", "client": "c", "token_type": "Bearer",
        "access_token": "new-token", "validTo": valid_to,
    }  # fmt: skip
    headers = Headers([("Content-Type", "application/json"), *([("Date", date)] if date else [])])
    response = HttpResponse(status_code=200, headers=headers, body=json.dumps(body).encode())
    return ENDPOINT.read(SOURCE, response, Moment(time=now, steady=0.0), None)


def _end(valid_to: object, now: datetime, date: str | None = None) -> datetime | None:
    token = _read(valid_to, now, date)
    assert isinstance(token, Token)
    return token.ends


OCTOBER = datetime(2026, 10, 24, 22, tzinfo=UTC)
MARCH = datetime(2027, 3, 27, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("valid_to", "now", "ends"),
    [
        ("2026-10-25 02:30:00", OCTOBER, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25 03:00:00", OCTOBER, datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2027-03-28 02:30:00", MARCH, datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
        ("2027-03-28 03:00:00", MARCH, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("2026-12-31 23:59:60", OCTOBER, datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_odd_local_times_end_at_their_earliest_instant(
    valid_to: str, now: datetime, ends: datetime
) -> None:
    """
    A time that the clocks show twice, one that they skip and a leap second all count as early
    as they can be meant.
    """
    assert _end(valid_to, now) == ends


def test_an_end_beyond_all_calendars_is_no_end() -> None:
    """
    The year 9999 means for ever, and nothing overflows.
    """
    assert _end("9999-12-31 23:59:59", OCTOBER) is None
    assert _end(None, OCTOBER) is None


def test_the_clock_of_the_server_counts_where_it_shows() -> None:
    """
    The life of a token is measured on the clock that its end was written by.
    """
    late = OCTOBER - timedelta(days=400)
    for date in ("Sat, 24 Oct 2026 22:30:00 GMT", "Sat, 24 Oct 2026 22:30:00 -0000"):
        assert _end("2026-10-25 02:30:00", late, date) == late + timedelta(hours=2)
    for nonsense in ("", "yesterday", "Sat, 99 Oct 2026 22:30:00 GMT"):
        assert _end("2026-10-25 02:30:00", OCTOBER, nonsense) is not None


@pytest.mark.parametrize("valid_to", ["2026-10-25 00:00:00", "2020-01-01 00:00:00"])
def test_a_token_that_comes_too_late_is_an_error(valid_to: str) -> None:
    """
    A new token that has ended already is not used, and the message names the clock.
    """
    error = _read(valid_to, OCTOBER)
    assert isinstance(error, UnexpectedResponseError)
    assert "compare the clock of this machine" in str(error)
    assert error.body == b""


def test_a_moment_that_cannot_be_read_is_an_error_without_the_token() -> None:
    """
    A broken end gives a typed error that names the place, and the token is not in it.
    """
    error = _read("tomorrow", OCTOBER)
    assert "validTo" in str(error)
    assert error.body == b""


@pytest.mark.parametrize("life", [1, 10, 59, 120, 600])
def test_short_lives_are_used_for_their_first_half(life: int) -> None:
    """
    A token is given up a minute before its end, but never before half of its life is over.
    """
    asked = datetime(2026, 5, 1, tzinfo=UTC)
    valid_to = (asked + timedelta(hours=2, seconds=life)).strftime("%Y-%m-%d %H:%M:%S")
    token = _read(valid_to, asked)
    mine = cached(token, Moment(time=asked, steady=0.0))
    used = max(life / 2, life - 60)
    for seconds, is_fresh in ((used - 0.1, True), (used + 0.1, False)):
        now = Moment(time=asked + timedelta(seconds=seconds), steady=seconds)
        assert mine.is_fresh(now) is is_fresh
