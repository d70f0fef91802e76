"""
Forked child processes, in which locks and connections of the parent must not be used.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeAlias
from weakref import ref

_Reset: TypeAlias = tuple["ref[Any]", Callable[..., Any]]
_resets: set[_Reset] = set()


def reset_after_fork(reset: Callable[[], None]) -> None:
    """
    Call a bound method in every forked child, as long as its object is alive.

    Args:
        reset: Replaces what belongs to the parent, such as a lock that one of its threads holds.
    """
    bound: Any = reset
    method, resets = bound.__func__, _resets

    def forget(owner: ref[Any]) -> None:
        resets.discard((owner, method))

    # A WeakMethod that is torn down with this module at exit complains on stderr (Python 3.11).
    resets.add((ref(bound.__self__, forget), method))


def _reset_all() -> None:
    for reference, method in list(_resets):
        owner = reference()
        if owner is not None:
            method(owner)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reset_all)
