"""
How long and how often, where the provider does not say or allows more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from .steps import State

MAX_ROUNDS: Final = 5
MAX_WRONG: Final = 3
MAX_POLLS: Final = 60
PATIENCE: Final[Mapping[State, timedelta]] = {
    State.METHOD: timedelta(minutes=15),
    State.MEDIUM: timedelta(minutes=15),
    State.CHALLENGE: timedelta(minutes=5),
    State.REDIRECT: timedelta(minutes=15),
    State.DECOUPLED: timedelta(minutes=5),
    State.WORKING: timedelta(minutes=15),
    State.UNKNOWN: timedelta(days=1),
}
"""How long each state is waited in, where the provider does not tell or allows longer."""
LONGEST: Final = timedelta(days=1)
"""The most that a provider can ask for."""
QUIET_TIME: Final = timedelta(minutes=10)
"""
Between the last request that could have moved an order and the look that allows to send it again.
No provider documents how long it goes on after a lost answer; this is our own choice.
"""
PAUSE: Final = timedelta(seconds=5)
"""Before a question that was not answered is asked again."""
