"""
What a refresher tells of its units, for logs and metrics. No event holds the name of a user.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from .entry import StepName
from .outcome import Outcome
from .unit import Unit
from .work_list import Counts

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
    """``provider:`` and the name of the API, if it is the provider that is left alone."""
    is_open: bool


class ClaimLost(Struct, frozen=True):
    """
    Another worker has the unit, since this one stood still for longer than a lease.
    """

    unit: Unit


class ReadCounted(Struct, frozen=True):
    """
    A read without the user was counted, or refused since none is left.
    """

    unit: Unit
    left: int
    """How many are left within 24 hours, the floor among them."""


class RunCounted(Struct, frozen=True):
    """
    A process has counted how far its run is.
    """

    run: str
    counts: Counts
    lag: float
    """For how many seconds the earliest unit has been due."""


class LimiterWaited(Struct, frozen=True):
    """
    A request has waited for its slot in the rate limit.
    """

    key: str
    seconds: float


class RequestLimited(Struct, frozen=True):
    """
    The provider has answered 429.
    """

    key: str


class TokenRequested(Struct, frozen=True):
    """
    A request for a token is sent.
    """

    key: str


Event: TypeAlias = (
    UnitStarted
    | StepWritten
    | ReadCounted
    | UnitEnded
    | BreakerChanged
    | ClaimLost
    | RunCounted
    | LimiterWaited
    | RequestLimited
    | TokenRequested
)
Observer: TypeAlias = Callable[[Event], None]


def outcome_name(outcome: Outcome) -> str:
    """
    An outcome as a label: ``done``, ``later``, ``needs_user``, ``gone`` or ``unknown``.
    """
    name = type(outcome).__name__
    return "needs_user" if name == "NeedsUser" else name.lower()


def outcome_reason(outcome: Outcome) -> str:
    """
    Why, as a label; empty for ``Done``, unless something is missing.
    """
    return outcome.reason


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
        case RunCounted(run, counts, lag):
            said = (run, counts.done, counts.open, lag)
            _LOG.info("run %s: %d done, %d open, the earliest due for %.0f s", *said)
        case RequestLimited(key):
            _LOG.info("429 for %s: all its requests pause", key)
        case _:
            _log_detail(event)


def _log_detail(event: Event) -> None:
    match event:
        case UnitStarted(unit, step):
            _LOG.debug("%s claimed, at %s", unit.id, step or "the beginning")
        case StepWritten(unit, step):
            _LOG.debug("%s: %s", unit.id, step)
        case ReadCounted(unit, left):
            _LOG.debug("%s: %d reads left", unit.id, left)
        case LimiterWaited(key, seconds):
            _LOG.debug("a request for %s has waited %.2f s", key, seconds)
        case TokenRequested(key):
            _LOG.debug("a token of %s is requested", key)
        case _:
            pass


def tell(observers: tuple[Observer, ...], event: Event) -> None:
    """
    Tell all observers; one that fails stops neither the unit nor the others.
    """
    for one in observers:
        try:
            one(event)
        except Exception as error:  # a unit must not fail by its metrics
            _LOG.warning("an observer raised %s; the unit goes on", type(error).__name__)
