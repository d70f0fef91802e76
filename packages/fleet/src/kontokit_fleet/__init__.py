"""
Nightly refreshes of many users: resumable units of work, for any engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import ClaimLostError, NotReadyError, RateWaitError
from .outcome import Done, Gone, Later, NeedsUser, Outcome, Unknown, Verdict
from .unit import Unit
from .verdict import unattended, verdict

__all__ = [
    "ClaimLostError",
    "Done",
    "Gone",
    "Later",
    "NeedsUser",
    "NotReadyError",
    "Outcome",
    "RateWaitError",
    "Unit",
    "Unknown",
    "Verdict",
    "unattended",
    "verdict",
]

if TYPE_CHECKING:
    __version__: str
else:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> str:
        if name == "__version__":
            # Looking it up reads the disk, so only for those who ask.
            from importlib.metadata import version

            return version("kontokit-fleet")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
