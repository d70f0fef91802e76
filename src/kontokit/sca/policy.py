"""
How conversations behave, and the clock they go by.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, Literal, TypeAlias

import attrs

from ..clock import Clock, Moment
from ..stores import SwapStore

Interaction: TypeAlias = Literal["always", "never"]
NEVER: Final = "never"
"""The user is not to be asked: where the bank wants the user, that is an exception."""


class AnchoredClock:
    """
    A clock that cannot be set while it is used: it counts on from the moment it was made.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first = clock.now()

    def now(self) -> Moment:
        """
        Tell the present moment.
        """
        steady = self._clock.now().steady
        passed = timedelta(seconds=steady - self._first.steady)
        return Moment(time=self._first.time + passed, steady=steady)


@attrs.frozen(kw_only=True)
class Policy:
    """
    How flows behave.
    """

    store: SwapStore
    interaction: Interaction = "always"
    auto_choose: bool = False
    return_url: str | None = attrs.field(default=None, repr=False)
    record_key: bytes | None = attrs.field(default=None, repr=False)
    clock: Clock
    sleep: Any = None
    flow_id: str | None = None
