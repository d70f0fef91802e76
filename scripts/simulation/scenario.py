"""
What happens in the simulated night, for a number of users.
"""

from __future__ import annotations

import random
from array import array
from typing import Final

import attrs

HOUR: Final = 3600.0
MINUTE: Final = 60.0
_MILLION: Final = 1_000_000
_BANKS: Final = 400
BIG: Final = "bank-000"
SLOW: Final = "bank-001"
CLOSED: Final = "bank-002"
_SHARES: Final = {BIG: 0.10, SLOW: 0.05, CLOSED: 0.02}


@attrs.frozen
class Outage:
    """
    A time in which a bank or the provider does not work, in seconds since midnight.
    """

    begin: float
    end: float

    def holds(self, now: float) -> bool:
        """
        Check whether it goes on.
        """
        return self.begin <= now < self.end


@attrs.frozen(kw_only=True)
class Scenario:
    """
    The night: users, machines, limits, and what goes wrong.
    """

    users: int
    seed: int = 1
    hours: float = 6.0
    """When nothing is begun any more."""
    workers: int
    lanes: int
    requests_per_second: float
    """What the provider allows."""
    wanted_share: float = 0.95
    """How much of that the limiter lets through."""
    limit_cut: Outage = Outage(3.5 * HOUR, 3.75 * HOUR)
    """When the provider allows half as much, and has told nobody."""
    big_bank_down: Outage = Outage(1.0 * HOUR, 4.0 * HOUR)
    """Requests for the bank of a tenth of the users are 500."""
    slow_bank_down: Outage = Outage(1.5 * HOUR, 2.25 * HOUR)
    """Downloads from the bank of a twentieth of the users fail."""
    provider_down: Outage = Outage(2.5 * HOUR, 2.75 * HOUR)
    """Every request is 503."""
    kill_pause: float = 10 * MINUTE
    """After which time the next worker is killed."""
    all_killed: float = 3.0 * HOUR
    restart: float = 5.0
    """Seconds until a killed worker is started again."""

    def is_down(self, bank: str, now: float) -> bool:
        """
        Check whether requests for a bank fail.
        """
        return bank == CLOSED or (bank == BIG and self.big_bank_down.holds(now))

    def allowed(self, now: float) -> float:
        """
        How many requests a second the provider allows.
        """
        return self.requests_per_second * (0.5 if self.limit_cut.holds(now) else 1.0)


def scenario(users: int, *, seed: int = 1) -> Scenario:
    """
    The night of a million users, with everything smaller in proportion.
    """
    share = users / _MILLION
    workers = max(2, round(24 * share))
    lanes = max(2, round(960 * share / workers))
    return Scenario(
        users=users, seed=seed, workers=workers, lanes=lanes, requests_per_second=600 * share
    )


KINDS: Final = ("", "sca", "deleted", "locked", "used_up", "broken")
"""
What is special about a user: wants an SCA, has deleted the connection, is locked at the provider,
has read three times today, has rows that cannot be decoded. Most have nothing.
"""
_SPECIAL: Final = (0.9715, 0.02, 0.002, 0.001, 0.005, 0.0005)


class Population:
    """
    The users: their banks, what is special about them, and how long their banks take.
    """

    def __init__(self, night: Scenario) -> None:
        draw, users = random.Random(night.seed), range(night.users + 1)  # noqa: S311  # repeatable
        others = (1.0 - sum(_SHARES.values())) / (_BANKS - len(_SHARES))
        weights = [*_SHARES.values(), *[others] * (_BANKS - len(_SHARES))]
        self._banks = array("H", draw.choices(range(_BANKS), weights, k=len(users)))
        self._kinds = array("B", draw.choices(range(len(KINDS)), _SPECIAL, k=len(users)))
        # Half of them take less than 5 seconds, and one in a hundred more than 30.
        self._seconds = array("f", (min(draw.lognormvariate(1.609, 0.8), 240.0) for _ in users))

    def bank(self, user: int) -> str:
        """
        The bank of a user.
        """
        return f"bank-{self._banks[user]:03}"

    def kind(self, user: int) -> str:
        """
        What is special about a user.
        """
        return KINDS[self._kinds[user]]

    def bank_seconds(self, user: int) -> float:
        """
        How long the bank of a user takes for a download.
        """
        return self._seconds[user]
