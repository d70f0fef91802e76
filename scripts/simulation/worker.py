"""
The life of a worker process, which ends at once when it is killed.
"""

from __future__ import annotations

from kontokit_fleet import ClaimLost, Event, UnitEnded, UnitStarted


class KilledError(BaseException):
    """
    The process is gone. No handler of an error may see it, as with ``kill -9``.
    """


class Life:
    """
    Whether a worker is alive. Whatever it does after its end is refused.
    """

    def __init__(self) -> None:
        self.is_over = False
        self.in_work = 0
        """How many units it has."""

    def note(self, event: Event) -> None:
        """
        Count what it has.
        """
        if isinstance(event, UnitStarted):
            self.in_work += 1
        elif isinstance(event, UnitEnded | ClaimLost):
            self.in_work -= 1

    def check(self) -> None:
        """
        Go on, if the worker is alive.

        Raises:
            KilledError: It is not.
        """
        if self.is_over:
            raise KilledError
