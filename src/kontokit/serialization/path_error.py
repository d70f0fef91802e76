"""
A validation error with the JSON path of the value, collected while the calls unwind.
"""

from __future__ import annotations

import re
from typing import Final

from ..core.printable import one_line

_LONGEST_KEY: Final = 64
_PLAIN_KEY: Final = re.compile(r"[\w-]+")


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


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    step = one_line(step, _LONGEST_KEY)  # it may be a key of what a server has sent
    return f".{step}" if _PLAIN_KEY.fullmatch(step) else f"[{step!r}]"
