"""
The states of a flow, and the reasons why a flow fails.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal, TypeAlias

Reason: TypeAlias = Literal[
    "bank_said_no",
    "cancelled",
    "credentials",
    "incomplete",
    "locked",
    "method",
    "medium",
    "no_method",
    "no_return_url",
    "not_submitted",
    "refused",
    "sca_failed",
    "tan_blocked",
    "too_many_rounds",
    "too_often",
    "unsupported",
]
"""Why a flow failed. ``unsupported`` means that the provider does not support the operation."""


class State(StrEnum):
    """
    The state of a flow. The last four are final.
    """

    NEW = "new"
    SENDING = "sending"
    """
    A request may be on its way. If another process finds this state and the lock is free, the
    sender has died and the outcome is unknown.
    """
    METHOD = "method"
    MEDIUM = "medium"
    PAYEE_CHECK = "payee_check"
    CHALLENGE = "challenge"
    REDIRECT = "redirect"
    DECOUPLED = "decoupled"
    WORKING = "working"
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_final(self) -> bool:
        """
        Whether the flow has ended.
        """
        return self in FINAL


FINAL: Final = frozenset({State.FINISHED, State.FAILED, State.CANCELLED, State.EXPIRED})
WAITING: Final = frozenset(
    {
        State.METHOD,
        State.MEDIUM,
        State.PAYEE_CHECK,
        State.CHALLENGE,
        State.REDIRECT,
        State.DECOUPLED,
        State.WORKING,
        State.UNSUPPORTED,
    }
)
"""The states that wait for the user or the provider."""
