"""
The entries of classes in the error handbook.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..core.error_help import Notice, Repeat


@attrs.frozen
class Entry:
    """
    What an error means.
    """

    what: str
    """What happened."""
    do: str
    """What to do about it, for the programmer."""
    repeat: Repeat
    """An error that is ``is_retry_safe`` or ``only_reads`` makes ``yes`` of ``ask_first``."""
    tell: Notice


@attrs.frozen(kw_only=True)
class Handbook:
    """
    What the errors of a distribution mean. ``KontokitError.handbook`` names the module that has it,
    as ``HANDBOOK``.
    """

    entries: Mapping[type[Exception], Entry]
    """By class."""
    page: str
    """The address of the page with a heading for each class."""
