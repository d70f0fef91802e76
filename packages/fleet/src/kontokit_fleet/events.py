"""
What a refresher tells of its units, for logs and metrics. No event holds the name of a user.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from .entry import StepName
from .outcome import Done, Outcome
from .unit import Unit

_LOG: Final = logging.getLogger("kontokit.fleet")


class UnitStarted(Struct, frozen=True):
    """
    A worker has claimed a unit.
    """

    unit: Unit
    step: StepName | None
    """Where it goes on, after a worker before it; None at the beginning."""


class StepWritten(Struct, frozen=True):
    """
    A step is written, and is acted on next.
    """

    unit: Unit
    step: StepName


class UnitEnded(Struct, frozen=True):
    """
    A worker has ended with a unit.
    """

    unit: Unit
    outcome: Outcome
    seconds: float
    """Since it was claimed."""
    bank_seconds: float
    """How much of it the bank was waited for."""


class BreakerChanged(Struct, frozen=True):
    """
    A bank is left alone from now on, or is asked again.
    """

    bank: str
    is_open: bool


class ClaimLost(Struct, frozen=True):
    """
    Another worker has the unit, since this one stood still for longer than a lease.
    """

    unit: Unit


Event: TypeAlias = UnitStarted | StepWritten | UnitEnded | BreakerChanged | ClaimLost
Observer: TypeAlias = Callable[[Event], None]


def outcome_name(outcome: Outcome) -> str:
    """
    An outcome as a label: ``done``, ``later``, ``needs_user``, ``gone`` or ``unknown``.
    """
    name = type(outcome).__name__
    return "needs_user" if name == "NeedsUser" else name.lower()


def outcome_reason(outcome: Outcome) -> str:
    """
    Why, as a label; empty for ``Done``.
    """
    return "" if isinstance(outcome, Done) else outcome.reason


def log_event(event: Event) -> None:
    """
    Write an event to the log ``kontokit.fleet``: ends and changes as INFO, the rest as DEBUG.
    """
    match event:
        case UnitEnded(unit, outcome, seconds, bank_seconds):
            _LOG.info(
                "%s of user %s at bank %s: %s after %.2f s, %.2f s of them at the bank",
                *(unit.id, unit.user_digest, unit.bank),
                f"{outcome_name(outcome)} {outcome_reason(outcome)}".rstrip(),
                *(seconds, bank_seconds),
            )
        case BreakerChanged(bank, is_open):
            _LOG.warning("bank %s is %s", bank, "left alone" if is_open else "asked again")
        case ClaimLost(unit):
            _LOG.warning("another worker has %s", unit.id)
        case UnitStarted(unit, step):
            _LOG.debug("%s claimed, at %s", unit.id, step or "the beginning")
        case StepWritten(unit, step):
            _LOG.debug("%s: %s", unit.id, step)


def tell(observers: tuple[Observer, ...], event: Event) -> None:
    """
    Tell all observers; one that fails stops neither the unit nor the others.
    """
    for one in observers:
        try:
            one(event)
        except Exception as error:  # a unit must not fail by its metrics
            _LOG.warning("an observer raised %s; the unit goes on", type(error).__name__)
