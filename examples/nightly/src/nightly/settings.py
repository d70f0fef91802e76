"""
What differs between machines: variables of the environment, all of which have a default but one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, kw_only=True)
class Settings:
    key: bytes = field(repr=False)
    """32 bytes that encrypt tokens and all else in the store."""
    run: str
    """The night: the day on which its evening is."""
    store: str = "fleet.db"
    """A file of SQLite for one process, or redis://… or postgresql://… for many."""
    folder: Path = Path()
    """Has connections.csv, the folder vault and, afterwards, the folder parts."""
    lanes: int = 25
    """Units in work at once in a process."""
    workers: int = 1
    """Processes that share the limit of the provider and the queue."""
    per_second: float = 50.0
    """Requests to the provider, of all processes: a little less than it allows."""
    lease: timedelta = timedelta(seconds=60)
    """When others take over what a killed worker had claimed."""
    redelivery: timedelta = timedelta(minutes=15)
    """When a message that nobody has acknowledged comes back: longer than a unit ever takes."""
    pause: timedelta = timedelta(seconds=10)
    """How often the pump fills the queue."""

    @classmethod
    def from_env(cls) -> Settings:
        default = cls(key=bytes.fromhex(os.environ["NIGHTLY_KEY"]), run=tonight())
        return cls(
            key=default.key,
            run=os.environ.get("NIGHTLY_RUN", default.run),
            store=os.environ.get("NIGHTLY_STORE", default.store),
            folder=Path(os.environ.get("NIGHTLY_FOLDER", default.folder)),
            lanes=int(os.environ.get("NIGHTLY_LANES", default.lanes)),
            workers=int(os.environ.get("NIGHTLY_WORKERS", default.workers)),
            per_second=float(os.environ.get("NIGHTLY_PER_SECOND", default.per_second)),
            lease=_seconds("NIGHTLY_LEASE", default.lease),
            redelivery=_seconds("NIGHTLY_REDELIVERY", default.redelivery),
            pause=_seconds("NIGHTLY_PAUSE", default.pause),
        )

    @property
    def night_before(self) -> str:
        return (date.fromisoformat(self.run) - timedelta(days=1)).isoformat()

    @property
    def ends(self) -> datetime:
        """
        When nothing is begun any more: at six in the morning.
        """
        morning = date.fromisoformat(self.run) + timedelta(days=1)
        return datetime.combine(morning, time(6), BERLIN).astimezone(UTC)


def tonight() -> str:
    """
    The same from noon to noon, so that a program that is started again after midnight goes on.
    """
    return (datetime.now(BERLIN) - timedelta(hours=12)).date().isoformat()


def _seconds(name: str, default: timedelta) -> timedelta:
    return timedelta(seconds=float(os.environ.get(name, default.total_seconds())))
