"""
Local times of Europe/Berlin, as German banking APIs write them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from ..core.plain_time import plain, plain_class
from ..core.typeguards import type_name

BERLIN: Final = ZoneInfo("Europe/Berlin")
_DATETIME: Final[Any] = plain_class(datetime)
"""The class itself, even if a test library has replaced it here."""
_FORM: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?"
    r"(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)


if TYPE_CHECKING:
    BerlinDateTime = datetime
else:

    class _AnyDateTime(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, datetime)

    class BerlinDateTime(plain_class(datetime), metaclass=_AnyDateTime):
        """
        Marks a field whose text is local time of Europe/Berlin.

        The values themselves are plain, timezone-aware ``datetime`` objects.
        """


@lru_cache(maxsize=4096)
def parse_berlin(text: str) -> datetime:
    """
    Parse ``YYYY-MM-DD hh:mm:ss`` as local time of Europe/Berlin.

    A ``T`` instead of the blank, missing seconds, a fraction and a written offset are
    understood too; a mere date is its midnight. A time that the clocks show twice is the
    earlier of both; one that they skip is taken with the offset that gives the earlier
    instant, so that what expires then never seems to live longer than it does. A leap second
    is the second before it.

    Args:
        text: The text of one datetime.

    Returns:
        An aware datetime in Europe/Berlin.

    Raises:
        ValueError: The text is not such a datetime. The message does not repeat it.
    """
    usual = _usual(text)
    if usual is not None:
        return usual
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("Expected a local time `YYYY-MM-DD hh:mm:ss`")
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    micro = int((fraction or "0").ljust(6, "0")[:6])
    with suppress(ValueError, OverflowError):
        local = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            59 if second == "60" else int(second or 0),
            micro,
        )
        return plain(_zoned(local, zone) if zone else earliest_in_berlin(local))
    raise ValueError("The local time is not a valid date and time")


def _usual(text: str) -> datetime | None:
    """
    A time in the usual form, on a day without a change of the clocks; None for all others.
    """
    if len(text) != 19 or f"{text[4]}{text[7]}{text[13]}{text[16]}" != "--::":
        return None  # the parser knows more forms, such as weeks
    if text[10] not in " T":
        return None
    try:
        local: datetime = _DATETIME.fromisoformat(text)
        return local.replace(tzinfo=BERLIN) if _has_one_offset(text[:10]) else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _has_one_offset(day: str) -> bool:
    """
    Whether the clocks in Berlin do not change on a day.
    """
    start = _DATETIME.fromisoformat(day).replace(tzinfo=BERLIN)
    try:
        return bool(start.utcoffset() == (start + timedelta(days=1)).utcoffset())
    except OverflowError:
        return False


def format_berlin(moment: datetime) -> str:
    """
    Write a datetime as ``YYYY-MM-DD hh:mm:ss``, local time of Europe/Berlin.

    Args:
        moment: An aware datetime in any zone. Fractions of a second are cut off.

    Raises:
        ValueError: The datetime has no zone, or is outside the calendar in Berlin.
        TypeError: It is no datetime.
    """
    if not isinstance(moment, datetime):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise TypeError(f"expected datetime, got {type_name(moment)}")
    if moment.tzinfo is BERLIN:
        return moment.isoformat(" ", "seconds")[:19]
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("naive datetimes are not allowed; set tzinfo")
    with suppress(OverflowError):
        # glibc writes years before 1000 with fewer than four digits.
        return moment.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")
    raise ValueError("the datetime is out of range in Europe/Berlin")


def format_instant(moment: datetime) -> str:
    """
    Write a datetime in ISO 8601 with its zone; UTC is written as ``Z``.

    Args:
        moment: An aware datetime.
    """
    text = moment.isoformat()
    return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text


def earliest_in_berlin(local: datetime) -> datetime:
    """
    The first moment at which a clock in Berlin shows a local time.

    Args:
        local: A datetime without a zone. One that the clocks skip has the offset that gives the
            earlier instant.

    Raises:
        OverflowError: The moment is outside the calendar in UTC.
    """
    first = local.replace(tzinfo=BERLIN, fold=0)
    second = local.replace(tzinfo=BERLIN, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    # In UTC, because comparing two times of the same zone ignores their fold.
    return min(first.astimezone(UTC), second.astimezone(UTC)).astimezone(BERLIN)


def _zoned(local: datetime, zone: str) -> datetime:
    if zone == "Z":
        return local.replace(tzinfo=UTC).astimezone(BERLIN)
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    utc = local - offset if zone[0] == "+" else local + offset
    return utc.replace(tzinfo=UTC).astimezone(BERLIN)
