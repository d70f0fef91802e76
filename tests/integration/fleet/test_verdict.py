"""
Verdicts: what errors mean for a program that reads without the user.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kontokit import (
    BudgetExhaustedError,
    ConnectError,
    ConnectionLostError,
    ConsentExpiredError,
    CredentialsRefusedError,
    KontokitError,
    RateLimitError,
    ReauthenticationRequiredError,
    StoreError,
    TokenSourceError,
    TransportTimeoutError,
)
from kontokit.core.exceptions import Problem, status_error
from kontokit.core.http_response import HttpResponse
from kontokit.operations import Unattended, VerdictRule
from kontokit_fleet import Gone, Later, NeedsUser, Unknown, verdict
from kontokit_fleet.errors import NotReadyError, RateWaitError

NOW = datetime(2026, 11, 28, 1, tzinfo=UTC)
RULES = Unattended(
    verdicts=(
        VerdictRule(
            status=423,
            operations=("getToken",),
            verdict="needs_user",
            reason="user_locked",
            reached_bank=False,
        ),
        VerdictRule(status=423, verdict="later", after=60, reason="busy", reached_bank=False),
        VerdictRule(status=404, verdict="gone", reason="unknown_entity"),
        VerdictRule(status=422, code="CREDENTIALS", verdict="needs_user", reason="credentials"),
        VerdictRule(status=409, verdict="later", reason="conflict"),
        VerdictRule(status=400, verdict="unknown", reason="odd"),
    )
)


def raised(status: int, operation: str = "updateIt", code: str | None = None) -> Any:
    http = HttpResponse(status_code=status)
    more = {"url": "https://form.example.invalid/"} if status == 451 else {}
    problems = [Problem(code=code)] if code else []
    return status_error(status)(
        "no", http, problems=problems, operation=operation, request_id=None, **more
    )


def later(seconds: float, reason: str, *, technical: bool = False, reached: bool = True) -> Later:
    return Later(NOW + timedelta(seconds=seconds), reason, technical, reached)


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (raised(423, "getToken"), NeedsUser("user_locked", reached_bank=False)),
        (raised(423), later(60, "busy", reached=False)),
        (raised(404), Gone("unknown_entity")),
        (raised(422, code="CREDENTIALS"), NeedsUser("credentials")),
        (raised(422, code="OTHER"), Unknown("UnprocessableEntityError")),
        (raised(409), later(60, "conflict")),
        (raised(400), Unknown("odd")),
        (raised(510), NeedsUser("sca")),
        (raised(451), NeedsUser("web_form")),
        (raised(429), later(60, "rate_limit", reached=False)),
        (raised(503), later(300, "unavailable", technical=True, reached=False)),
        (raised(500), later(300, "server_error", technical=True)),
        (raised(504), later(300, "server_error", technical=True)),
        (raised(401), later(300, "authentication", technical=True, reached=False)),
    ],
)
def test_a_status_is_read_by_the_rules_of_its_api(error: KontokitError, meaning: object) -> None:
    """
    The first rule that fits counts; without one, what is so in every API.
    """
    assert verdict(error, now=NOW, api=RULES) == meaning


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (BudgetExhaustedError(not_before=NOW), later(0, "budget", reached=False)),
        (RateWaitError(not_before=NOW), later(0, "rate_limit", reached=False)),
        (ConsentExpiredError(expired_at=NOW), NeedsUser("consent", reached_bank=False)),
        (CredentialsRefusedError(), NeedsUser("credentials", reached_bank=False)),
        (ReauthenticationRequiredError("no"), NeedsUser("sign_in", reached_bank=False)),
        (NotReadyError("no"), later(300, "not_ready")),
        (StoreError("no"), later(30, "store", reached=False)),
        (TokenSourceError("no"), later(60, "token_source", reached=False)),
        (ConnectError("no"), later(60, "connect", technical=True, reached=False)),
        (ConnectionLostError("no"), later(60, "connection")),
        (TransportTimeoutError("no", phase="read"), later(60, "timeout")),
        (TransportTimeoutError("no", phase="pool"), later(60, "timeout", reached=False)),
        (KontokitError("no"), Unknown("KontokitError")),
    ],
)
def test_an_error_without_a_status_means_the_same_in_every_api(
    error: KontokitError, meaning: object
) -> None:
    """
    And says whether a bank may have been asked.
    """
    assert verdict(error, now=NOW) == meaning


def test_what_the_server_says_of_the_time_counts() -> None:
    """
    ``Retry-After`` counts, before the rule's own time too.
    """
    moment = NOW + timedelta(hours=3)
    for status, reason in ((429, "rate_limit"), (503, "unavailable"), (423, "busy")):
        error = raised(status)
        error.not_before = moment
        found = verdict(error, now=NOW, api=RULES)
        assert isinstance(found, Later)
        assert (found.not_before, found.reason) == (moment, reason)


def test_rate_limits_carry_their_class() -> None:
    """
    The error of this test is the one that clients raise.
    """
    assert type(raised(429)) is RateLimitError
