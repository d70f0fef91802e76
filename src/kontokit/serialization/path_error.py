"""
A validation error with the JSON path of the value, collected while the calls unwind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ..core.printable import one_line

_LONGEST_KEY: Final = 64
_PLAIN_KEY: Final = re.compile(r"[\w-]+")


class Key(str):
    """
    A key of a map, which is data and is not shown.
    """

    __slots__ = ()


class PathError(Exception):
    """
    A value does not fit its type. The error never holds the value.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self._steps: list[str] = []

    def add_step(self, step: str | int) -> None:
        """
        Add the key or index that leads to the value.

        Args:
            step: The key or index.
        """
        self._steps.append(_step(step))

    @property
    def path(self) -> str:
        """
        The place of the value as a JSON path.
        """
        # The innermost step was added first.
        return "$" + "".join(reversed(self._steps))

    def place(self, name: str) -> str:
        """
        The place of the value as a caller writes it: ``orders[0].amount``.

        Args:
            name: What the caller calls the whole value; ``body`` is left out before a field, since
                a field of the body is an argument itself.
        """
        steps = self.path.removeprefix("$")
        return steps[1:] if name == "body" and steps.startswith(".") else f"{name}{steps}"


class UnreadFieldError(PathError):
    """
    A field is None because its value in a response could not be read.
    """


def path_of(steps: Sequence[str | int]) -> str:
    """
    Steps from the whole value to a place as a JSON path.

    Args:
        steps: Names of fields and indexes of items. ``[...]`` is shown for the key of a map.
    """
    return "$" + "".join(["[...]" if type(step) is Key else _step(step) for step in steps])


def _step(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else _field(step)


@lru_cache(maxsize=4096)
def _field(name: str) -> str:
    name = one_line(name, _LONGEST_KEY)  # it may be a key of what a server has sent
    return f".{name}" if _PLAIN_KEY.fullmatch(name) else f"[{name!r}]"
