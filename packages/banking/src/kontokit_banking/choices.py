"""
What generated modules ``banking`` choose from several fields of a provider.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias, TypeVar

from kontokit import BERLIN

from .account import Balance

RawT = TypeVar("RawT")
TimeT = TypeVar("TimeT", bound=datetime)
ValueT = TypeVar("ValueT")

Day: TypeAlias = date | datetime | None


def berlin_day(value: Day) -> date | None:
    """
    Read a day: of a time, the day in Germany.
    """
    if isinstance(value, datetime):
        return (value if value.tzinfo is BERLIN else value.astimezone(BERLIN)).date()
    return value


def latest(*times: Iterable[TimeT | None] | TimeT | None) -> TimeT | None:
    """
    Find the latest of some times, each alone or in a list.
    """
    return max(_present(times), default=None)


def earliest(*times: Iterable[TimeT | None] | TimeT | None) -> TimeT | None:
    """
    Find the earliest of some times, each alone or in a list.
    """
    return min(_present(times), default=None)


def newest(updates: Iterable[tuple[datetime | None, str | None]]) -> str | None:
    """
    Find what the newest of some updates says; None if there was none.
    """
    known = [(at, said) for at, said in updates if at is not None]
    return max(known, key=lambda one: one[0])[1] if known else None


def first(*values: ValueT | None) -> ValueT | None:
    """
    Find the first value that is there.
    """
    return next((one for one in values if one is not None), None)


def every(values: Iterable[str | None], wanted: Iterable[str]) -> bool:
    """
    Check whether there are values, and each is one of those wanted.
    """
    listed, allowed = list(values), set(wanted)
    return bool(listed) and all(str(one) in allowed for one in listed)


def found(*balances: Balance[RawT] | None) -> list[Balance[RawT]]:
    """
    List the balances that there are.
    """
    return [one for one in balances if one is not None]


def _present(times: Iterable[Iterable[TimeT | None] | TimeT | None]) -> Iterable[TimeT]:
    for one in times:
        if isinstance(one, datetime):
            yield one
        elif one is not None:
            yield from (time for time in one if time is not None)
