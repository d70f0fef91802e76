"""
Programs whose tests freeze the time, and machines without time zones.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kontokit.core.clock import SystemClock
from kontokit.core.plain_time import plain

freezegun = pytest.importorskip("freezegun")


def test_the_clock_gives_plain_datetimes() -> None:
    """
    What is stored and compared has the class that every library knows.
    """
    with freezegun.freeze_time("2026-03-01 12:00:00", tz_offset=0):
        now = SystemClock().now().time
        fake = freezegun.api.FakeDatetime(2026, 10, 25, 2, 30, 1, 5, tzinfo=UTC, fold=1)
    assert type(now) is datetime
    assert now == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert type(plain(fake)) is datetime
    assert plain(fake) == fake
    assert plain(fake).fold == 1
    assert plain(now) is now
    assert plain(now) - now == timedelta(0)


FIRST_USE_WHILE_FROZEN = """
from freezegun import freeze_time

with freeze_time("2026-03-01 12:00:00"):
    from datetime import date, datetime, UTC
    from kontokit import BerlinDateTime, Model, PayloadError, parse_json
    import frozen_models as models

    text = b'{"day":"2026-02-01 00:00:00","at":"2026-02-01T10:00:00Z"}'
    row = parse_json(text, models.Row)
    assert (row.day.isoformat(), row.at.isoformat()) == ("2026-02-01", "2026-02-01T10:00:00+00:00")
    assert "2026-02-01 00" not in row.to_json()
    now = models.Row(day=date.today(), at=datetime.now(UTC), local=datetime.now(UTC))
    assert now.to_dict()["at"] == "2026-03-01T12:00:00+00:00"
    local = parse_json(b'{"at":"2026-02-01T10:00:00"}', models.Row).at
    assert local.isoformat() == "2026-02-01T10:00:00+01:00"
    try:
        parse_json(b'{"at":"2026-02"}', models.Row)
    except PayloadError:
        pass
    else:
        raise AssertionError("a month was read as a time")
print("done")
"""
MODELS = """
from __future__ import annotations
from datetime import date, datetime
from kontokit import BerlinDateTime, Model

class Row(Model, kw_only=True):
    day: date | None = None
    at: datetime | None = None
    local: BerlinDateTime | None = None
"""


def test_what_is_first_used_while_the_time_is_frozen(tmp_path: Path) -> None:
    """
    Models are read and written as ever, though their type hints name classes of a test library.
    """
    (tmp_path / "frozen_models.py").write_text(MODELS)
    done = subprocess.run(
        [sys.executable, "-c", FIRST_USE_WHILE_FROZEN],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "done\n", done.stderr


def test_a_machine_without_time_zones() -> None:
    """
    Slim images have no zones of their own; those of a dependency are used.
    """
    program = """
import zoneinfo
assert zoneinfo.TZPATH == (), zoneinfo.TZPATH
from kontokit import parse_berlin
print(parse_berlin("2026-07-01 12:00:00").isoformat())
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "2026-07-01T12:00:00+02:00\n", done.stderr
