"""
Dates and times in forms that the fast parsers refuse, such as ``24:00`` or a date where a time is
documented.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timezone
from functools import lru_cache
from typing import Any, Final, Literal, TypeAlias

from ..core.plain_time import plain
from .berlin_time import BERLIN, earliest_in_berlin

Zone: TypeAlias = Literal["berlin", "aware"]
"""In which zone a moment is given: always Berlin, or the one that its text names."""

_LONGEST: Final = 64
# Only whole calendar dates: the library reads a year, a month or a week as one of its days.
_CALENDAR: Final = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})(?:[Tt ](\d\d.*))?", re.ASCII)
_ABSENT: Final = re.compile(
    r"(?:0000-?00-?00(?:[Tt ]00:?00(?::?00(?:[.,]0+)?)?(?: ?(?:[Zz]|[+-]00:?00))?)?)?", re.ASCII
)
_BEFORE_ZONE: Final = re.compile(r" (?=[Zz+-])")
_LEAP_SECOND: Final = re.compile(r"\A(\d\d:?\d\d:?)60", re.ASCII)


def odd_date(text: str) -> date | None:
    """
    The day of a date or of a time.

    A time with a zone is the day that it is in Berlin then; one without a zone is its own day. As
    in ISO 8601, ``24:00`` is the start of the next day.

    Args:
        text: The text of one date, or of one date and time, in ISO 8601 or with a blank instead of
            the ``T``.

    Returns:
        A plain date; None where the text stands for nothing: it is blank or ``0000-00-00``.

    Raises:
        ValueError: The text names no day of the calendar. The message does not repeat it.
    """
    moment = _parsed(text)
    if moment is None:
        return None
    local = moment if moment.tzinfo is None else _in_berlin(moment)
    return local.date()


def odd_datetime(text: str, zone: Zone) -> datetime | None:
    """
    The moment of a time or of a date.

    A time without a zone is local time of Berlin, and a date is its midnight there. Of a local
    time that the clocks show twice, this is the earlier one.

    Args:
        text: As for ``odd_date``.
        zone: Whether the zone of the text is kept, if it has one.

    Returns:
        A plain, aware datetime; None where the text stands for nothing, as in ``odd_date``.

    Raises:
        ValueError: The text names no moment of the calendar. The message does not repeat it.
    """
    moment = _parsed(text)
    if moment is None or (zone == "aware" and moment.tzinfo is not None):
        return moment
    return _in_berlin(moment)


def _parsed(text: str) -> datetime | None:
    """
    The moment of a text, without a zone if the text has none.
    """
    text = text.strip()
    if _ABSENT.fullmatch(text):
        return None
    match = _CALENDAR.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        raise ValueError("Expected a date or a time in ISO 8601")
    day, time = match.groups()
    # It raises ValueError and OverflowError; its versions differ, and all of it means the same.
    with suppress(Exception):
        return _plain(_parse()(day if time is None else f"{day}T{_usual(time)}"))
    raise ValueError("The date or time is not in the calendar")


def _usual(time: str) -> str:
    # Ruby writes a blank before the zone. Python has no leap seconds.
    return _LEAP_SECOND.sub(r"\g<1>59", _BEFORE_ZONE.sub("", time))


def _plain(moment: datetime) -> datetime:
    """
    A datetime with the classes of Python's own library, also for its zone.
    """
    moment = plain(moment)
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=timezone(offset))


def _in_berlin(moment: datetime) -> datetime:
    with suppress(OverflowError):
        return earliest_in_berlin(moment) if moment.tzinfo is None else moment.astimezone(BERLIN)
    raise ValueError("The time is out of range in Europe/Berlin")


@lru_cache(maxsize=1)
def _parse() -> Any:
    # Most programs never meet such a text, and the library takes a while to import.
    from dateutil.parser import isoparser

    return isoparser(sep="T").isoparse
