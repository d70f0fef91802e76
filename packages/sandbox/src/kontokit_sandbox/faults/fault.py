"""
One fault: which requests it is for, how often, and what it has done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from math import log
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from .kinds import FaultKind

__all__ = ["Fault", "FaultOptions", "Target", "read_window"]

FaultOptions = Mapping[str, Any]
_BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, kw_only=True)
class Target:
    """
    What a fault may be for: a request, or a notification.
    """

    api: str
    operation: str | None = None
    """The id of the operation, or the event of a notification."""
    method: str = ""
    path: str = ""
    """The path as on the wire, with that of the API's base URL."""
    people: Callable[[], frozenset[str]] = frozenset
    """The names of the person it is of; called only if a fault is for a person."""
    now: datetime | None = None
    """The time of the sandbox."""


@dataclass(kw_only=True)
class Fault:
    """
    A fault, until it has happened as often as it should.
    """

    id: str
    kind: FaultKind
    api: str | None = None
    operation: str | None = None
    method: str | None = None
    path: str | None = None
    person: str | None = None
    skip: int = 0
    left: int | None = 1
    """How often it will still happen; None for ever."""
    probability: float = 1.0
    options: FaultOptions = field(default_factory=dict[str, Any])
    """All options, also those that were left out."""
    seed: int = 1
    hits: int = 0
    """How often it has happened."""
    matches: int = 0
    """How many requests it was for, whether it has happened or not."""

    @property
    def is_over(self) -> bool:
        """
        Whether it has happened as often as it should.
        """
        return self.left is not None and self.left <= 0

    @property
    def seconds(self) -> float:
        """
        How long a delay takes this time.
        """
        if self.options["median"] is None:
            return float(self.options["ms"]) / 1000
        draw = Random(f"{self.seed} {self.id} delay {self.hits}")  # noqa: S311 - meant to be repeatable
        median, sigma = float(self.options["median"]), float(self.options["sigma"])
        return draw.lognormvariate(log(median / 1000), sigma)

    def take(self, target: Target) -> bool:
        """
        Decide whether it happens to a request.
        """
        if self.is_over or not self._is_for(target):
            return False
        self.matches += 1
        if self.matches <= self.skip or not self._is_drawn():
            return False
        self.hits += 1
        if self.left is not None:
            self.left -= 1
        return True

    def _is_drawn(self) -> bool:
        if self.probability >= 1:
            return True
        # A generator for each match: the draws do not depend on other faults or threads.
        draw = Random(f"{self.seed} {self.id} {self.matches}")  # noqa: S311 - meant to be repeatable
        return draw.random() < self.probability

    def _is_for(self, target: Target) -> bool:
        wanted = (self.api, self.operation, self.method, self.path)
        given = (target.api, target.operation, target.method, target.path)
        if any(one not in (None, other) for one, other in zip(wanted, given, strict=True)):
            return False
        is_sign_in = target.path.endswith("/token")
        if is_sign_in if self.kind.is_at_bank else self.kind.is_for_tokens and not is_sign_in:
            return False
        if not self._is_time(target.now):
            return False
        return self.person is None or self.person in target.people()

    def _is_time(self, now: datetime | None) -> bool:
        window = self.options.get("window")
        if window is None or now is None:
            return True
        begin, end = read_window(str(window))
        local = now.astimezone(_BERLIN).time()
        return begin <= local < end if begin <= end else local >= begin or local < end

    def to_dict(self) -> dict[str, Any]:
        """
        Write it as the control API does.
        """
        return {
            "id": self.id,
            "kind": self.kind.name,
            "api": self.api,
            "operation": self.operation,
            "method": self.method,
            "path": self.path,
            "person": self.person,
            "skip": self.skip,
            "probability": self.probability,
            "options": dict(self.options),
            "left": self.left,
            "hits": self.hits,
        }


def read_window(text: str) -> tuple[time, time]:
    """
    Read a window of the day such as ``01:00-04:00``.

    Raises:
        ValueError: It is none.
    """
    begin, end = (time.fromisoformat(one) for one in text.split("-"))
    return begin, end
