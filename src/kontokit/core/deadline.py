"""
The end of a call: one moment for everything that the call waits for.
"""

from __future__ import annotations

import time

import attrs


@attrs.frozen
class Deadline:
    """
    The moment at which a call ends, on the monotonic clock of this process.
    """

    ends_at: float
    """Seconds of ``time.monotonic()``."""

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """
        A deadline that begins to run now.

        Args:
            seconds: How long the call may take.
        """
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """
        The seconds that are left; 0 if the deadline has passed.
        """
        return max(self.ends_at - time.monotonic(), 0.0)
