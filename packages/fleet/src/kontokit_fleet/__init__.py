"""
Nightly refreshes of many users: resumable units of work, for any engine.
"""

from __future__ import annotations

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
