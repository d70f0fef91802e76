"""
What the faults of a sandbox happen to.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

from .fault import Fault, FaultOptions, Target
from .kinds import Stage

__all__ = ["FaultMatcher"]


class FaultMatcher:
    """
    Keeps faults, and decides what they happen to.
    """

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        self._made = 0
        self._lock = RLock()
        self.when_added: list[Callable[[Fault], None]] = []
        """Called with each new fault: some happen to no request."""
        self.when_removed: list[Callable[[Fault], None]] = []
        """Called with each fault that was removed."""

    @property
    def are_there(self) -> bool:
        """
        Whether any were added, which is asked for each request.
        """
        return bool(self._faults)

    def reset(self) -> None:
        """
        Restore the initial state: no faults, and ids from the start.
        """
        with self._lock:
            gone, self._faults, self._made = self._faults, {}, 0
        self._tell(*gone.values())

    def take(self, target: Target) -> dict[Stage, Fault]:
        """
        Decide what happens to a request: one fault of each stage at most.
        """
        with self._lock:
            found: dict[Stage, Fault] = {}
            for fault in self._faults.values():
                stage = fault.kind.stage
                if stage != "delivery" and stage not in found and fault.take(target):
                    found[stage] = fault
        return found

    def for_delivery(self, api: str, event: str) -> dict[str, FaultOptions]:
        """
        Decide what happens to a notification.

        Args:
            api: The API that sends it.
            event: Its event, which faults name as their operation.

        Returns:
            The options by the kind of the fault; each kind at most once.
        """
        target = Target(api=api, operation=event)
        found: dict[str, FaultOptions] = {}
        with self._lock:
            for fault in self._faults.values():
                name = fault.kind.name
                if fault.kind.stage == "delivery" and name not in found and fault.take(target):
                    found[name] = fault.options
        return found

    def _tell(self, *gone: Fault) -> None:
        for listener in self.when_removed:
            for fault in gone:
                listener(fault)
