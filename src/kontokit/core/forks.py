"""
Forked child processes, in which locks and connections of the parent must not be used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from weakref import WeakMethod

_resets: set[WeakMethod[Callable[[], Any]]] = set()


def reset_after_fork(reset: Callable[[], None]) -> None:
    """
    Call a bound method in every forked child, as long as its object is alive.

    Args:
        reset: Replaces what belongs to the parent, such as a lock that one of its threads holds.
    """
    _resets.add(WeakMethod(reset, _resets.discard))


def _reset_all() -> None:
    for reference in list(_resets):
        reset = reference()
        if reset is not None:
            reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_all)
