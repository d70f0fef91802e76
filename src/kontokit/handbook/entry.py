"""
The entry of a class in the error handbook.
"""

from __future__ import annotations

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
