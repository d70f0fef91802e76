"""
Dates and times in forms that the fast parsers refuse.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontokit import BERLIN
from kontokit.serialization.odd_times import odd_date, odd_datetime

NEW_YEAR = datetime(2024, 1, 1, tzinfo=BERLIN)
MOMENTS = [
    ("2023-12-31T24:00:00", "2024-01-01T00:00:00+01:00"),
    ("2023-12-31 24:00", "2024-01-01T00:00:00+01:00"),
    ("2024-06-30T24:00:00.000Z", "2024-07-01T02:00:00+02:00"),
    ("2024-07-01T10:15", "2024-07-01T10:15:00+02:00"),
    ("2024-07-01 10:15Z", "2024-07-01T12:15:00+02:00"),
    ("2024-07-01t10:15:30z", "2024-07-01T12:15:30+02:00"),
    ("2024-07-01 10:15:30 +0000", "2024-07-01T12:15:30+02:00"),
    ("2024-07-01T10:15:30.123456789-05", "2024-07-01T17:15:30.123456+02:00"),
    ("2024-07-01T10:15:30,5+02:00", "2024-07-01T10:15:30.500000+02:00"),
    ("20240701T101530Z", "2024-07-01T12:15:30+02:00"),
    ("2024-07-01", "2024-07-01T00:00:00+02:00"),
    ("20240701", "2024-07-01T00:00:00+02:00"),
    (" 2024-07-01 ", "2024-07-01T00:00:00+02:00"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:59:59+01:00"),
    ("2024-07-01T10:15:30.123460", "2024-07-01T10:15:30.123460+02:00"),
    ("2024-10-27 02:30", "2024-10-27T02:30:00+02:00"),
    ("2024-03-31 02:30", "2024-03-31T01:30:00+01:00"),
]
NOTHING = ["", " ", "\t\n", "0000-00-00", "00000000", "0000-00-00 00:00", "0000-00-00T00:00:00",
           "0000-00-00 00:00:00.000", "0000-00-00T00:00:00Z",
           "0000-00-00 00:00:00 +00:00"]  # fmt: skip
NO_DAY = ["2024", "2024-07", "202407", "2024-W27", "2024W271", "2024-W27-1", "2024-183", "2024183",
          "2024-W27-1T10:00", "2024-183T10:00", "2024-02-30", "2023-02-29", "2024-00-10",
          "2024-13-01", "2024-01-00", "0000-01-01", "0000-00-00T10:00", "01.07.2024", "07/01/2024",
          "soon", "null", "1719828930", "2024-07-01T", "2024-07-01T1", "2024-07-01T+01:00",
          "2024-07-01T25:00", "2024-07-01T24:01", "2024-07-01T10:60", "2024-07-01T10:15:61",
          "2024-07-01T10:15+24:00", "2024-07-01T10:15+01:60", "2024-07-01T10:15 CET",
          "2024-07-01+02:00", "2024-07-01Z", "2024-07-01x10:15", "9999-12-31T24:00",
          "2024-07-01T10:15:30." + "1" * 60, "２024-07-01", "2024-07-01T10:15:30\ud83d",
          "-2024-07-01", "+12024-07-01", "2024-07-01/2024-07-02"]  # fmt: skip


@pytest.mark.parametrize(("text", "local"), MOMENTS)
def test_a_time_in_another_form_is_its_moment_in_berlin(text: str, local: str) -> None:
    """
    Midnight written as 24:00, missing seconds, a blank or a T, with a zone or without.
    """
    moment = odd_datetime(text, "berlin")
    assert moment is not None
    assert moment.isoformat() == local
    assert type(moment) is datetime
    assert moment.tzinfo is BERLIN


@pytest.mark.parametrize(("text", "local"), MOMENTS)
def test_the_zone_of_a_text_is_kept_where_any_may_stand(text: str, local: str) -> None:
    """
    It is the same moment; only a text without a zone is one in Berlin.
    """
    moment = odd_datetime(text, "aware")
    assert moment is not None
    assert moment.astimezone(UTC) == datetime.fromisoformat(local).astimezone(UTC)
    assert type(moment) is datetime
    assert moment.tzinfo is BERLIN or type(moment.tzinfo) is timezone


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-01T23:30", "2024-07-01"),
        ("2024-07-01 23:30:59.999", "2024-07-01"),
        ("2024-07-01T21:59:59Z", "2024-07-01"),
        ("2024-07-01T22:00:00Z", "2024-07-02"),
        ("2024-01-01T22:59:59Z", "2024-01-01"),
        ("2024-01-01T23:00:00+00:00", "2024-01-02"),
        ("2024-07-01T00:30:00+05:00", "2024-06-30"),
        ("2024-07-01T24:00:00+02:00", "2024-07-02"),
        ("2024-07-01T24:00:00", "2024-07-02"),
        ("20240701", "2024-07-01"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31T23:59", "9999-12-31"),
    ],
)
def test_a_date_with_a_time_is_the_day_in_berlin(text: str, day: str) -> None:
    """
    Without a zone it is the day that is written.
    """
    found = odd_date(text)
    assert found == date.fromisoformat(day)
    assert type(found) is date


@pytest.mark.parametrize("text", NOTHING)
def test_texts_that_stand_for_nothing(text: str) -> None:
    """
    Databases write 0000-00-00 where there is no date.
    """
    assert odd_date(text) is None
    assert odd_datetime(text, "berlin") is None
    assert odd_datetime(text, "aware") is None


@pytest.mark.parametrize("text", NO_DAY)
def test_what_names_no_day_is_refused(text: str) -> None:
    """
    A year, a month or a week is no day, and no day is made of it. The message holds no value.
    """
    for read in (odd_date, lambda given: odd_datetime(given, "berlin")):
        with pytest.raises(ValueError, match=r"^(Expected a|The) (date|time)[ a-zA-Z0-9/]+$") as no:
            read(text)
        assert no.value.__cause__ is None
        assert no.value.__context__ is None


def test_the_edges_of_the_calendar() -> None:
    """
    A moment that is on no calendar in Berlin is refused; in its own zone it exists.
    """
    for text in ("9999-12-31T23:30:00-02:00", "0001-01-01T00:00+10:00"):
        with pytest.raises(ValueError, match="out of range in Europe/Berlin"):
            odd_datetime(text, "berlin")
        with pytest.raises(ValueError, match="out of range in Europe/Berlin"):
            odd_date(text)
        assert odd_datetime(text, "aware") is not None


@given(st.text(alphabet="0123456789-:T Zz+.,Ww", max_size=30) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """
    Nothing but ValueError comes out, and never a naive datetime.
    """
    with suppress(ValueError):
        day = odd_date(text)
        assert day is None or type(day) is date
    with suppress(ValueError):
        moment = odd_datetime(text, "berlin")
        assert moment is None or moment.tzinfo is BERLIN
    with suppress(ValueError):
        kept = odd_datetime(text, "aware")
        assert kept is None or kept.utcoffset() is not None


ZONES = st.none() | st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m)))
CENTURIES = st.datetimes(datetime(1900, 1, 2), datetime(9998, 12, 31))


@given(
    st.builds(datetime.replace, CENTURIES, tzinfo=ZONES),
    st.sampled_from(["T", " "]),
    st.sampled_from(["auto", "minutes", "seconds", "milliseconds", "microseconds"]),
    st.booleans(),
)
def test_whole_dates_are_read_as_python_reads_them(
    moment: datetime, separator: str, detail: str, basic: bool
) -> None:
    """
    In the extended and in the basic form, to every detail.
    """
    text = moment.isoformat(separator, detail)
    if basic:
        day, at = text[:10].replace("-", ""), text[11:].replace(":", "")
        text = f"{day}{separator}{at}"
    expected = datetime.fromisoformat(text)
    found = odd_datetime(text, "aware")
    assert found is not None
    if expected.tzinfo is None:
        assert found.replace(tzinfo=None) in (expected, expected - timedelta(hours=1))
        assert odd_date(text) == expected.date()
        return
    assert (found, found.utcoffset()) == (expected, expected.utcoffset())
    local = odd_datetime(text, "berlin")
    assert local is not None
    # Python takes no time that the clocks show twice for equal to one of another zone.
    assert local.astimezone(UTC) == expected.astimezone(UTC)
    assert odd_date(text) == expected.astimezone(BERLIN).date()


FROZEN = """
from datetime import date, datetime, timezone
from freezegun import freeze_time

real = (date, datetime, timezone)
with freeze_time("2026-03-01"):
    from kontokit import parse_berlin
    from kontokit.serialization.odd_times import odd_date, odd_datetime

    day = odd_date("2024-07-01T10:00Z")
    kept = odd_datetime("2024-07-01T24:00Z", "aware")
    found = [day, kept, kept.tzinfo]
    others = [odd_datetime("2024-07-01", "berlin"), parse_berlin("2024-07-01 10:00:00")]
assert [type(one) for one in found] == list(real), found
assert {type(one) for one in others} == {datetime}, others
print("done")
"""


def test_while_a_test_freezes_the_time() -> None:
    """
    The classes of the test library stay with the test library, also in parsers used first then.
    """
    pytest.importorskip("freezegun")
    done = subprocess.run(
        [sys.executable, "-c", FROZEN], capture_output=True, text=True, check=False
    )
    assert done.stdout == "done\n", done.stderr


def test_the_library_is_imported_when_it_is_needed() -> None:
    program = """
import sys
import kontokit
from kontokit.serialization import json_decoder, odd_times
assert not any(name.startswith("dateutil") for name in sys.modules)
assert odd_times.odd_date("2024-07-01T24:00").day == 2
assert "dateutil" in sys.modules
print("done")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "done\n", done.stderr


def test_a_moment_is_compared_with_others() -> None:
    moment = odd_datetime("2023-12-31T24:00", "berlin")
    assert moment == NEW_YEAR == datetime(2023, 12, 31, 23, tzinfo=UTC)
