"""
A consent: how long it lasts, and when a program is warned of its end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from kontokit import (
    BERLIN,
    ArgumentError,
    Consent,
    ConsentExpiredError,
    ReadBudget,
    UnattendedReads,
)
from kontokit.stores import MemoryStore
from tests.support.times import DAY, NOON, SECOND

NAIVE = datetime(2040, 1, 1)


def berlin(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize("days", [1, 90, 180, 365])
def test_a_consent_lasts_its_days(days: int) -> None:
    """
    Without a change of clocks in between it is over to the second; before, it is not.
    """
    start = datetime(2040, 4, 2, 12, tzinfo=UTC) if days < 200 else datetime(2040, 1, 1, tzinfo=UTC)
    consent = Consent.for_days(days, granted_at=start)
    assert consent.granted_at == start
    assert consent.expires_at == start + days * DAY
    assert not consent.is_expired(consent.expires_at - SECOND)
    assert consent.is_expired(consent.expires_at)
    assert consent.days_left(start) == days
    assert consent.days_left(consent.expires_at - SECOND) == 0
    assert consent.days_left(consent.expires_at + 9 * DAY) == 0


@pytest.mark.parametrize(
    ("start", "days", "ends"),
    [
        (berlin(2040, 3, 1, 12), 90, berlin(2040, 5, 30, 12)),  # an hour less than 90 x 24
        (berlin(2040, 9, 1, 12), 90, berlin(2040, 11, 30, 11)),  # 90 x 24, local noon is later
        (berlin(2040, 3, 24, 2, 30), 1, datetime(2040, 3, 25, 0, 30, tzinfo=UTC)),  # no 2:30
        (berlin(2040, 10, 27, 2, 30), 1, datetime(2040, 10, 28, 0, 30, tzinfo=UTC)),  # two 2:30
        (berlin(2040, 1, 31, 12), 180, berlin(2040, 7, 29, 12)),
    ],
)
def test_a_consent_never_seems_to_last_longer(start: datetime, days: int, ends: datetime) -> None:
    """
    Across a change of clocks it ends at the earliest moment that could be meant.
    """
    assert Consent.for_days(days, granted_at=start).expires_at == ends.astimezone(UTC)


@pytest.mark.parametrize("ends", [berlin(2040, 3, 30, 12), berlin(2040, 11, 2, 12), NOON])
def test_warnings_come_14_7_and_1_days_before(ends: datetime) -> None:
    """
    Each warning is due from the same time of day on, whatever the clocks do in between.
    """
    consent = Consent(expires_at=ends)
    for step, before in ((14, None), (7, 14), (1, 7)):
        due = ends - timedelta(days=step)  # in local time
        assert consent.days_left(due) == step
        assert consent.warning_due(due) == step
        assert consent.warning_due(due.astimezone(UTC) - SECOND) == before
        assert consent.days_left(due.astimezone(UTC) + SECOND) == step - 1
    assert consent.warning_due(ends.astimezone(UTC) - SECOND) == 1
    assert consent.warning_due(ends) is None
    assert consent.warning_due(ends + 20 * DAY) is None


def test_an_api_may_tell_the_end() -> None:
    """
    The API's own end is taken as it is, even the end of the calendar.
    """
    consent = Consent(expires_at=datetime.max.replace(tzinfo=UTC))
    assert consent.granted_at is None
    assert not consent.is_expired(NOON)
    assert consent.days_left(NOON) > 2_900_000
    assert consent.warning_due(NOON) is None
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        consent.granted_at = NOON  # type: ignore[misc]


def test_a_consent_that_has_ended_is_not_used() -> None:
    """
    Until its very end nothing happens; then the error tells when it was.
    """
    consent = Consent(expires_at=NOON)
    consent.ensure_valid(NOON - SECOND)
    with pytest.raises(ConsentExpiredError, match="renew it") as caught:
        consent.ensure_valid(NOON)
    assert caught.value.expired_at == NOON


def test_a_moment_needs_a_zone_and_a_consent_a_day() -> None:
    """
    A time without a zone, no days and days beyond the calendar are refused with their place.
    """
    consent, reads = Consent(expires_at=NOON), UnattendedReads()
    wrongs: list[tuple[str, Callable[[], object]]] = [
        ("expires_at", lambda: Consent(expires_at=NAIVE)),
        ("granted_at", lambda: Consent(expires_at=NOON, granted_at=NAIVE)),
        ("granted_at", lambda: Consent.for_days(180, granted_at=NAIVE)),
        ("days", lambda: Consent.for_days(0, granted_at=NOON)),
        ("days", lambda: Consent.for_days(10**7, granted_at=NOON)),
        ("days", lambda: Consent.for_days(10**12, granted_at=NOON)),
        ("now", lambda: consent.is_expired(NAIVE)),
        ("now", lambda: consent.days_left(NAIVE)),
        ("now", lambda: consent.warning_due(NAIVE)),
        ("now", lambda: reads.left(NAIVE)),
        ("now", lambda: reads.not_before(NAIVE)),
        ("reads", lambda: reads.note(NAIVE)),
        ("limit", lambda: UnattendedReads(limit=0)),
        ("limit", lambda: UnattendedReads.from_json("{}", limit=0)),
        ("limit", lambda: ReadBudget(MemoryStore(), limit=0)),
    ]
    for place, wrong in wrongs:
        with pytest.raises(ArgumentError) as caught:
            wrong()
        assert caught.value.place == place
