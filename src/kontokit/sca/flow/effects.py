"""
What the commands of a flow yield to be done with its record: lock, load and save.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Final, TypeAlias

import attrs

from ...auth.effects import Sleep, Step
from ..state.flow_state import FlowState

_LOCK_ATTEMPTS: Final = 25
_LOCK_PAUSE: Final = 0.1
"""Seconds between two attempts. In some stores, several keys share one lock."""


@attrs.frozen
class AcquireLock:
    """
    Acquire the lock of the flow. Answered with whether it was granted.
    """


@attrs.frozen
class IsUnchanged:
    """
    Check whether the stored flow is still the one that this process knows. Answered with a bool.
    """


@attrs.frozen
class Reload:
    """
    Take the newest state of the flow from the store, if another process has saved one.
    """


@attrs.frozen
class Swap:
    """
    Save the flow by compare-and-swap. Answered with whether it was saved.
    """

    flow: FlowState


ScaStep: TypeAlias = Step | Sleep | AcquireLock | IsUnchanged | Reload | Swap


def acquire_lock() -> Generator[ScaStep, Any, bool]:
    """
    Acquire the lock of the flow, or return False if another worker works on the flow.
    """
    # A lock that is held although the flow has not changed may be that of another key.
    for _ in range(_LOCK_ATTEMPTS):
        if (yield AcquireLock()):
            return True
        if not (yield IsUnchanged()):
            return False
        yield Sleep(_LOCK_PAUSE)
    return False
