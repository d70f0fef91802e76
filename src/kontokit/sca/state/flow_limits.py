"""
The limits of a flow that a caller can set: how long, how often and how many.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import attrs

from ...core.exceptions import ConfigurationError
from ..steps import State

_DAY: Final = 86_400
_FIELDS: Final[Mapping[State, str]] = {
    State.CHALLENGE: "challenge",
    State.REDIRECT: "page",
    State.DECOUPLED: "confirmation",
    State.WORKING: "working",
}
_GROWTH: Final = 1.5
"""How much longer each pause is than the one before, while nothing changes."""
_MOST_GROWTHS: Final = 30


def _within(kind: Any, unit: str, least: float, most: float) -> Any:
    def check(_: object, field: attrs.Attribute[Any], value: Any) -> None:
        is_number = isinstance(value, kind) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            raise ConfigurationError(f"{field.name} must be {unit} from {least} to {most}")

    return check


def _count(default: int, most: int) -> Any:
    return attrs.field(default=default, validator=_within(int, "a whole number", 1, most))


def _seconds(default: float, most: float = _DAY, *, least: float = 1) -> Any:
    check = _within(int | float, "a number of seconds", least, most)
    return attrs.field(default=default, validator=check)


@attrs.frozen(kw_only=True)
class FlowLimits:
    """
    How long a flow waits, how often it asks, and how many TANs it sends.

    Times are in seconds. They are limits of this program: what the provider or the bank demands
    counts if it is stricter. A record keeps them.
    """

    rounds: int = _count(5, 20)
    """How many SCAs in a row a bank may ask for; 1 to 20."""
    wrong_tans: int = _count(3, 3)
    """After how many wrong TANs the flow fails; 1 to 3, since more lock users out."""
    polls: int = _count(60, 1000)
    """How often the provider is asked whether the user has confirmed elsewhere."""
    shortest_pause: float = _seconds(0.0, 60, least=0)
    """The least time between two questions. The provider's own pause counts if it is longer."""
    longest_pause: float = _seconds(60.0, 3600)
    """To what the pauses of ``wait()`` grow while a form or a busy provider does not change."""
    choice: float = _seconds(900.0)
    """How long a method or a medium can be chosen."""
    challenge: float = _seconds(300.0)
    """How long a challenge can be answered, if the provider does not say."""
    page: float = _seconds(900.0)
    """How long a page or a form waits for the user, if the provider does not say."""
    confirmation: float = _seconds(300.0)
    """How long the user can confirm elsewhere; ``polls`` may end it earlier."""
    working: float = _seconds(900.0)
    """How long a busy provider is waited for."""
    quiet_time: float = _seconds(0.0, least=0)
    """
    The least time before an order of unknown outcome can be sent again. The quiet time of the API
    counts if it is longer.
    """


DEFAULT_LIMITS: Final = FlowLimits()


def patience(limits: FlowLimits, state: State) -> timedelta:
    """
    How long a state that waits may last.
    """
    return timedelta(seconds=getattr(limits, _FIELDS.get(state, "choice")))


def pause(limits: FlowLimits, seconds: float) -> timedelta:
    """
    The time after which the provider may be asked again.

    Args:
        limits: Those of the flow, whose shortest and longest pause count.
        seconds: The pause of the provider; 0 asks at once.
    """
    return timedelta(seconds=max(seconds, limits.shortest_pause) if seconds else 0.0)


def grown_pause(limits: FlowLimits, seconds: float, looks: int) -> timedelta:
    """
    The time after which waiting asks again.

    Args:
        limits: Those of the flow, whose shortest and longest pause count.
        seconds: The pause of the provider.
        looks: How many looks in a row have changed nothing.
    """
    first = pause(limits, seconds)
    grown = first * _GROWTH ** min(looks, _MOST_GROWTHS)
    return max(first, min(grown, timedelta(seconds=limits.longest_pause)))
