"""
The errors of flows about SCA.

    KontokitError
    └── ScaError
        ├── OutOfTurn              the flow is not waiting for this
        │   └── NotYet             the provider must not be asked again so soon
        ├── ScaConflict            another worker has taken the flow on
        ├── InteractionRequired    the user is needed, and was not to be asked
        ├── ReturnRefused          a browser came back that was not sent, or came back before
        ├── RecordRefused          a record cannot be carried on
        ├── ResultNotKept          another process has finished it and had the result
        └── NotFinished            there is no result
            ├── ScaFailed
            ├── ScaCancelled
            ├── ScaExpired
            └── OutcomeUnknown     a request was sent and its outcome is unknown

None of them holds a credential, a TAN, an address for the browser or a query string.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias

from ..core.exceptions import KontokitError
from .steps import Reason

ReturnTrouble: TypeAlias = Literal["too_long", "missing", "duplicate", "mismatch", "malformed"]


class ScaError(KontokitError):
    """
    Something about a flow on SCA.
    """


class OutOfTurn(ScaError):
    """
    The flow is not waiting for this; nothing was sent and nothing has changed.
    """


class NotYet(OutOfTurn):
    """
    It is too early to ask the provider again, or to send an order again: ``not_before``.
    """

    def __init__(self, not_before: datetime, message: str | None = None) -> None:
        default = f"the provider must not be asked again before {not_before.isoformat()}"
        super().__init__(message or default)
        self.not_before = not_before


class ScaConflict(ScaError):
    """
    Another worker has taken this flow on. ``record`` is where it stands now.
    """

    def __init__(self, record: Mapping[str, Any] | None) -> None:
        advice = "go on from the record of this error" if record else "its store has no record"
        super().__init__(f"another worker has taken this flow on; {advice}")
        self.record = record


class InteractionRequired(ScaError):
    """
    The bank wants the user, who was not to be asked. ``resume`` the ``record`` with the user.
    """

    def __init__(self, record: Mapping[str, Any], *, state: str, url: str | None = None) -> None:
        super().__init__(f"the bank wants the user ({state}); resume the record of this error")
        self.record = record
        self.state = state
        self.url = url
        """The page for the user's browser, which no record holds, or None."""


class ReturnRefused(ScaError):
    """
    A query string is not the one of the browser that was sent; nothing was sent to the provider.
    """

    def __init__(self, trouble: ReturnTrouble) -> None:
        super().__init__(f"the query string of the browser that came back is refused: {trouble}")
        self.trouble: ReturnTrouble = trouble


class RecordRefused(ScaError, ValueError):
    """
    A record is of another version, another server, or was altered.
    """


class ResultNotKept(ScaError):
    """
    It is finished, but its result is not known here: another process had it, or the provider
    could not be read after it had confirmed. ``id`` names what was made, where it is known.
    """

    def __init__(self, made: str | None) -> None:
        named = f"; it made {made}" if made else ""
        super().__init__(f"it is finished, but its result is not known here{named}")
        self.id = made


class NotFinished(ScaError):
    """
    The flow has no result.
    """


class ScaFailed(NotFinished):
    """
    It went wrong. ``reason`` says why, ``code`` is the provider's, ``text`` is for the user.
    """

    def __init__(
        self,
        reason: Reason,
        *,
        code: str | None = None,
        text: str | None = None,
        request_id: str | None = None,
        can_restart: bool = False,
    ) -> None:
        named = f" ({code})" if code else ""
        super().__init__(f"strong customer authentication failed: {reason}{named}")
        self.reason: Reason = reason
        self.code = code
        self.text = text
        """The bank's own words, without control characters. They may hold private data."""
        self.request_id = request_id
        self.can_restart = can_restart


class ScaCancelled(NotFinished):
    """
    The caller, the user or the provider cancelled, as ``by`` says.
    """

    def __init__(self, by: str) -> None:
        super().__init__(f"strong customer authentication was cancelled by the {by}")
        self.by = by


class ScaExpired(NotFinished):
    """
    The time limit has passed. Start again.
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"the time for the {what} was over; start again")
        self.what = what


class OutcomeUnknown(NotFinished):
    """
    A request was sent and its answer was lost. It is not sent again; ask with ``reconcile()``.
    """

    def __init__(self, step: str, *, record: Mapping[str, Any]) -> None:
        super().__init__(
            f"the answer to the step {step!r} was lost; call reconcile() to ask what became of it"
        )
        self.step = step
        self.record = record
