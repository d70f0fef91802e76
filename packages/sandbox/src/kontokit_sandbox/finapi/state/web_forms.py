"""
What the world keeps for Web Form 2.0, and the web forms of Access v1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from ...server.service import Call, Response

__all__ = [
    "FormStatus",
    "FormType",
    "PayloadErrorCode",
    "Profile",
    "Task",
    "TaskStatus",
    "TranslationSet",
    "V1WebForm",
    "WebForm",
    "form_text",
]

FormType = Literal[
    "BANK_CONNECTION_IMPORT",
    "BANK_CONNECTION_UPDATE",
    "PAYMENT_WITH_ACCOUNT_ID",
    "STANDALONE_PAYMENT",
    "STANDING_ORDER",
    "DIRECT_DEBIT_WITH_ACCOUNT_ID",
]
FormStatus = Literal[
    "NOT_YET_OPENED",
    "IN_PROGRESS",
    "COMPLETED",
    "COMPLETED_WITH_ERROR",
    "EXPIRED",
    "ABORTED",
    "CANCELLED",
]
PayloadErrorCode = Literal[
    "ENTITY_EXISTS",
    "BANK_SERVER_REJECTION",
    "INTERNAL_ERROR",
    "INTERRUPTED",
    "INVALID_TOKEN",
    "MANDATOR_MISCONFIGURATION",
    "NO_ACCOUNTS_FOR_TYPE_LIST",
    "UNDETERMINED_BANK",
    "UNEXPECTED_ACCESS_RESPONSE",
    "UNSUPPORTED_FEATURE",
    "UNSUPPORTED_ORDER",
]
TaskStatus = Literal[
    "NOT_YET_STARTED", "IN_PROGRESS", "WEB_FORM_REQUIRED", "COMPLETED", "COMPLETED_WITH_ERROR"
]

_LIFETIME = timedelta(minutes=20)


@dataclass(kw_only=True)
class WebForm:
    """
    One web form.
    """

    id: str
    user_id: str
    kind: FormType
    url: str
    created: datetime
    details: dict[str, Any]
    """The body of the request that has made it."""
    status: FormStatus = "NOT_YET_OPENED"
    payload: dict[str, Any] = field(default_factory=dict[str, Any])
    """What has come of it."""

    @property
    def is_open(self) -> bool:
        """
        Whether the user can still do something in it.
        """
        return self.status in ("NOT_YET_OPENED", "IN_PROGRESS")

    @property
    def expires(self) -> datetime:
        """
        When it becomes unusable.
        """
        return self.created + _LIFETIME

    def look(self, now: datetime) -> None:
        """
        Let it expire when its time is over.
        """
        if self.is_open and now >= self.expires:
            self.status = "EXPIRED"

    def end(self, status: FormStatus, **payload: Any) -> None:
        """
        End it.

        Args:
            status: A final status.
            payload: What has come of it.
        """
        self.status = status
        self.payload = payload


@dataclass(kw_only=True)
class V1WebForm:
    """
    One web form of Access v1.
    """

    id: int
    token: str
    call: Call
    """What was asked for, in the words of v2."""
    status: Literal["NOT_YET_OPENED", "IN_PROGRESS", "COMPLETED", "ABORTED"] = "NOT_YET_OPENED"
    answer: Response | None = None
    """What was answered when the user was done."""


@dataclass(kw_only=True)
class Task:
    """
    One update of a bank connection in the background.
    """

    id: str
    connection_id: int
    created: datetime
    details: dict[str, Any]
    """The body of the request that has made it."""
    origin: str
    """Where a form of it will be found."""
    status: TaskStatus = "NOT_YET_STARTED"
    form: WebForm | None = None
    error_code: str | None = None
    error_message: str | None = None


@dataclass(kw_only=True)
class Profile:
    """
    How forms look and behave.
    """

    id: str
    created: datetime
    label: str
    is_default: bool = False
    settings: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, kw_only=True)
class TranslationSet:
    """
    Own titles for the views of the forms.
    """

    id: str
    created: datetime
    texts: dict[str, Any]
    """The titles by language."""


def form_text(moment: datetime) -> str:
    """
    Write a moment as Web Form does: with milliseconds, and with an offset without a colon.
    """
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}+0000"
