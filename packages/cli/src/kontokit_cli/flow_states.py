"""
What the states of flows mean for what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["CODES", "ENDED", "NOT_KNOWN", "payment_word"]

ENDED: Final = frozenset(("finished", "failed", "cancelled", "expired", "starting"))
"""Nothing waits for a person. What is starting was never sent."""
NOT_KNOWN: Final = frozenset(("unknown", "sending", "sent"))
"""It may have been carried out."""
CODES: Final[Mapping[str, int]] = MappingProxyType(
    {"finished": 0, "failed": 7, "cancelled": 7, "expired": 7}
)
"""State → exit code."""
_WORDS: Final = {
    "finished": "taken by the bank",
    "failed": "refused",
    "cancelled": "cancelled; it is not carried out",
    "expired": "out of time; it is not carried out",
    **dict.fromkeys(NOT_KNOWN, "not known"),
}


def payment_word(state: str) -> str:
    """
    What the state of a payment means.
    """
    return _WORDS.get(state, f"waits for a person ({state})")
