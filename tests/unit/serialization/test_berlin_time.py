"""
Local times of Europe/Berlin, summer and winter and the hours between.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, strategies

from kontokit import BERLIN, format_berlin, parse_berlin
from kontokit.serialization.berlin_time import format_instant

MOMENTS = [
    ("2026-01-15 12:00:00", "2026-01-15T11:00:00+00:00"),
    ("2026-07-15 12:00:00", "2026-07-15T10:00:00+00:00"),
    ("2026-07-15T12:00:00", "2026-07-15T10:00:00+00:00"),
    ("2026-07-15 12:00:00.5", "2026-07-15T10:00:00.500000+00:00"),
    ("2026-07-15 12:00:00.123456789", "2026-07-15T10:00:00.123456+00:00"),
    ("2026-07-15 12:00", "2026-07-15T10:00:00+00:00"),
    ("2026-07-15", "2026-07-14T22:00:00+00:00"),
    ("2026-07-15T12:00:00Z", "2026-07-15T12:00:00+00:00"),
    ("2026-07-15T12:00:00-05:00", "2026-07-15T17:00:00+00:00"),
    ("2026-07-15T12:00:00+0200", "2026-07-15T10:00:00+00:00"),
    ("2026-10-25 02:30:00", "2026-10-25T00:30:00+00:00"),
    ("2027-03-28 02:30:00", "2027-03-28T00:30:00+00:00"),
    ("2026-10-25 03:00:00", "2026-10-25T02:00:00+00:00"),
    ("9999-12-31 23:59:59", "9999-12-31T22:59:59+00:00"),
]


@pytest.mark.parametrize(("text", "instant"), MOMENTS)
def test_local_time_becomes_the_right_instant(text: str, instant: str) -> None:
    """
    A local time is the instant at which a clock in Berlin first shows it.
    """
    moment = parse_berlin(text)
    assert moment.astimezone(UTC).isoformat() == instant
    assert moment.tzinfo is BERLIN
    assert type(moment) is datetime


@pytest.mark.parametrize(
    "text",
    ["", "gestern", "2026-13-01 00:00:00", "2026-02-30", "2026-07-15 24:00:00", "15.07.2026",
     "2026-07-15 12:00:00 ", "2026-07-15  12:00:00", "２026-07-15", "0001-01-01T00:00:00+02:00",
     "2026-W01-1 10:00:00",
     "2026-001 010:00:00", "2026-07-15 12:00:61", "2026-07-15T12:00:00+99:99x"],
)  # fmt: skip
def test_other_texts_are_refused_without_being_repeated(text: str) -> None:
    """
    What is no local time raises a ValueError that does not hold the text.
    """
    with pytest.raises(
        ValueError, match=r"^Expected a local time|^The local time is not"
    ) as caught:
        parse_berlin(text)
    assert not text or text not in str(caught.value)


def test_any_aware_time_is_written_as_berlin_local_time() -> None:
    """
    The zone of a datetime does not matter, and a datetime without zone is refused.
    """
    tokyo = timezone(timedelta(hours=9))
    assert format_berlin(datetime(2026, 7, 15, 19, tzinfo=tokyo)) == "2026-07-15 12:00:00"
    assert format_berlin(datetime(800, 12, 25, 12, tzinfo=UTC)).startswith("0800-12-25 12:53")
    with pytest.raises(ValueError, match="naive datetimes are not allowed"):
        format_berlin(datetime(2026, 7, 15, 12))
    with pytest.raises(ValueError, match="out of range in Europe/Berlin"):
        format_berlin(datetime.max.replace(tzinfo=UTC))
    wrong: list[Any] = [date(2026, 7, 15), "2026-07-15 12:00:00", 5, None]
    for one in wrong:
        with pytest.raises(TypeError, match="expected datetime, got"):
            format_berlin(one)


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    A machine whose local time is that of Tokyo.
    """
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system cannot be set")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_tokyo")
@pytest.mark.parametrize("zone", ["Z", "+00:00", " "])
def test_the_zone_of_the_machine_does_not_matter(zone: str) -> None:
    """
    A time is that of its text, or that of Berlin, wherever the program runs.
    """
    hour = 12 if zone.strip() else 14
    moment = parse_berlin(f"2026-07-16T{hour}:00:00{zone}".strip())
    assert moment.astimezone(UTC) == datetime(2026, 7, 16, 12, tzinfo=UTC)
    assert format_berlin(moment) == "2026-07-16 14:00:00"


def test_every_hour_of_a_year_survives_the_round_trip() -> None:
    """
    Each hour of a year comes back as itself; only the repeated hour becomes its first half.
    """
    start = datetime(2026, 1, 1, tzinfo=UTC)
    changed = [
        hour
        for hour in (start + timedelta(hours=n) for n in range(365 * 24))
        if parse_berlin(format_berlin(hour)).astimezone(UTC) != hour
    ]
    assert [hour.isoformat() for hour in changed] == ["2026-10-25T01:00:00+00:00"]


YEARS = (1, 1893, 1916, 1918, 1940, 1945, 1946, 1947, 1949, 1980, 1996, 2026, 2037, 9998, 9999)


@given(
    strategies.sampled_from(YEARS),
    strategies.integers(0, 365 * 24 * 4 - 1),
    strategies.sampled_from(" T"),
)
def test_a_usual_time_is_read_as_in_any_other_form(year: int, quarter: int, between: str) -> None:
    """
    Whether the clocks change on its day or not.
    """
    local = datetime(year, 1, 1) + timedelta(minutes=15 * quarter)
    found, with_fraction = (parse_berlin(local.isoformat(between) + end) for end in ("", ".0"))
    assert (found, found.fold, found.utcoffset()) == (
        with_fraction,
        with_fraction.fold,
        with_fraction.utcoffset(),
    )


def test_utc_is_written_as_z() -> None:
    """
    A moment in UTC ends in Z, in another zone in its offset.
    """
    assert format_instant(datetime(2013, 5, 20, 20, 18, tzinfo=UTC)) == "2013-05-20T20:18:00Z"
    assert (
        format_instant(datetime(2013, 5, 20, 20, 18, tzinfo=BERLIN)) == "2013-05-20T20:18:00+02:00"
    )
