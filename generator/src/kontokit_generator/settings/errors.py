"""
What is wrong with settings.
"""

from __future__ import annotations

from attrs import define


@define
class SettingsError(Exception):
    """
    A setting is missing or says what it cannot say.
    """

    file: str
    """The file of settings, as it is shown; empty for a word of the command line."""
    key: str
    """Such as ``package.license`` or ``apis.in_house.document``; empty for the file as a whole."""
    message: str
    """What is wrong and what to write instead."""
    line: int | None = None
    """Line in the file, counted from one, where it is known."""

    def __str__(self) -> str:
        """
        Render the error as one line that an editor can jump to.
        """
        place = self.file + (f":{self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.key, self.message) if part)
