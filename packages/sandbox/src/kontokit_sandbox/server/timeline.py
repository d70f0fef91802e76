"""
What falls due as the clock moves: bookings, nightly refreshes, standing orders, consents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

__all__ = ["BERLIN", "Booked", "Source", "Timeline", "night_after"]

BERLIN = ZoneInfo("Europe/Berlin")
_NIGHT = time(3)


@dataclass(frozen=True, kw_only=True)
class Booked:
    """
    A row that an account has just got.
    """

    account: int
    """The number of the account in the ledger."""
    position: int
    """The position of the row in the account."""
    at: datetime


class Source(Protocol):
    """
    Something that makes events fall due.
    """

    def due(self, after: datetime) -> datetime | None:
        """
        Return when the next event falls due, later than ``after``. Called for each request.
        """
        ...

    def carry_out(self, moment: datetime) -> None:
        """
        Carry out everything that falls due at a moment.
        """
        ...


class Timeline:
    """
    Carries out, in order of time, what falls due between two positions of the clock.
    """

    def __init__(self, position: datetime) -> None:
        """
        Args:
            position: Everything up to here counts as carried out.
        """
        self.position = position
        self._sources: list[Source] = [_Nights(self)]
        self._fill: Callable[[datetime], None] | None = None
        self._after_events: list[Callable[[], None]] = []
        self._at_night: list[Callable[[datetime], None]] = []
        self._when_booked: list[Callable[[Booked], None]] = []

    def add(self, source: Source) -> None:
        """
        Add a source. Of events at the same moment, those of earlier sources come first.
        """
        self._sources.append(source)

    def before_events(self, fill: Callable[[datetime], None]) -> None:
        """
        Call a function with the time of each event before it is carried out, and with the final
        time at the end: the ledger books its rows up to there in one go.
        """
        self._fill = fill

    def after_events(self, callback: Callable[[], None]) -> None:
        """
        Call a function after the events of each moment, with the sandbox locked.
        """
        self._after_events.append(callback)

    def on_night(self, callback: Callable[[datetime], None]) -> None:
        """
        Call a function with the time of each nightly refresh, 03:00 in Berlin.

        Callbacks run in the order in which they were added, with the sandbox locked. During the
        call the clock shows the time of the refresh.
        """
        self._at_night.append(callback)

    def on_booking(self, callback: Callable[[Booked], None]) -> None:
        """
        Call a function with each row that an account gets, with the sandbox locked.
        """
        self._when_booked.append(callback)

    def announce(self, booked: Booked) -> None:
        """
        Tell the callbacks of :meth:`on_booking` about a row.
        """
        for callback in self._when_booked:
            callback(booked)

    @property
    def is_watched(self) -> bool:
        """
        Whether anybody wants to know about rows.
        """
        return bool(self._when_booked)

    def carry_out(self, until: datetime) -> None:
        """
        Carry out everything that falls due after the position, up to a time, in order.
        """
        while self.position < until:
            moments = [(source.due(self.position), source) for source in self._sources]
            moment = min((one for one, _ in moments if one is not None), default=until)
            self.position = min(moment, until)
            if self._fill is not None:
                self._fill(self.position)
            for due, source in moments:
                if due is not None and due == self.position:
                    source.carry_out(due)
            for callback in self._after_events:
                callback()

    def next_due(self) -> datetime | None:
        """
        Return when the next event falls due.
        """
        moments = [source.due(self.position) for source in self._sources]
        return min((one for one in moments if one is not None), default=None)

    def night(self, moment: datetime) -> None:
        """
        Carry out a nightly refresh.
        """
        for callback in self._at_night:
            callback(moment)


class _Nights:
    """
    The nightly refresh of all providers.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._known: tuple[datetime, datetime] | None = None

    def due(self, after: datetime) -> datetime:
        # Kept, because time zones are slow for something that each request asks.
        if self._known is None or not self._known[0] <= after < self._known[1]:
            self._known = after, night_after(after)
        return self._known[1]

    def carry_out(self, moment: datetime) -> None:
        self._timeline.night(moment)


def night_after(moment: datetime) -> datetime:
    """
    Return the next 03:00 in Berlin, in the zone of the moment.
    """
    local = moment.astimezone(BERLIN)
    night = datetime.combine(local.date(), _NIGHT, BERLIN)
    if night <= local:
        night = datetime.combine(local.date() + timedelta(days=1), _NIGHT, BERLIN)
    return night.astimezone(moment.tzinfo)
