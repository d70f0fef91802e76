"""
The classes of dates and times themselves, where a test library has put its own in their place.

Libraries that freeze the time replace ``datetime`` and ``date`` in every module, and so in type
hints that are read while the time is frozen.
"""

from __future__ import annotations

import datetime as library
from typing import Any, Final, cast


def plain_class(kind: type[Any]) -> type[Any] | None:
    """
    The class of Python's own library that a class stands for; None if it is no date and no time.

    Args:
        kind: A class, such as one that a test library has put in the place of ``datetime``.
    """
    return next((one for one in kind.__mro__ if one.__module__ == "datetime"), None)


_OWN: Final = (plain_class(library.datetime),)
"""In a tuple, where such a library does not look for it."""


def plain(moment: library.datetime) -> library.datetime:
    """
    A datetime of the class that other libraries know.

    Args:
        moment: A datetime of any class.
    """
    if type(moment) in _OWN:
        return moment
    wanted = cast("type[library.datetime]", plain_class(type(moment)))
    day, at = moment.timetuple()[:3], moment.timetz()
    clock = (at.hour, at.minute, at.second, at.microsecond)
    return wanted(*day, *clock, tzinfo=moment.tzinfo, fold=moment.fold)
