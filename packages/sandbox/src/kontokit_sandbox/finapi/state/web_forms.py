"""
The state of Web Form 2.0, and the web forms of Access v1.
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
    A page on which a user connects a bank or pays, and how far it has come.
    """

    id: str
    user_id: str
    kind: FormType
    url: str
    created: datetime
    details: dict[str, Any]
    """The body of the request that created it."""
    status: FormStatus = "NOT_YET_OPENED"
    payload: dict[str, Any] = field(default_factory=dict[str, Any])
    """The result."""

    @property
    def is_open(self) -> bool:
        """
        Whether the user can still complete it.
        """
        return self.status in ("NOT_YET_OPENED", "IN_PROGRESS")

    @property
    def expires(self) -> datetime:
        """
        When it expires.
        """
        return self.created + _LIFETIME

    def look(self, now: datetime) -> None:
        """
        Expire if the time is over.
        """
        if self.is_open and now >= self.expires:
            self.status = "EXPIRED"

    def end(self, status: FormStatus, **payload: Any) -> None:
        """
        End with a final status.
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
    """The call that needs the form, in the shape of v2."""
    status: Literal["NOT_YET_OPENED", "IN_PROGRESS", "COMPLETED", "ABORTED"] = "NOT_YET_OPENED"
    answer: Response | None = None
    """The response to the call, once the user has completed the form."""


@dataclass(kw_only=True)
class Task:
    """
    One background update of a bank connection.
    """

    id: str
    user_id: str
    connection_id: int
    created: datetime
    details: dict[str, Any]
    """The body of the request that created it."""
    page_base: str
    """The base URL for its web form."""
    status: TaskStatus = "NOT_YET_STARTED"
    form: WebForm | None = None
    error_code: str | None = None
    error_message: str | None = None

    @property
    def is_running(self) -> bool:
        """
        Whether it goes on by itself.
        """
        return self.status in ("NOT_YET_STARTED", "IN_PROGRESS")


@dataclass(kw_only=True)
class Profile:
    """
    The look and behaviour of web forms.
    """

    id: str
    created: datetime
    label: str
    is_default: bool = False
    settings: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, kw_only=True)
class TranslationSet:
    """
    Custom titles for the views of web forms.
    """

    id: str
    created: datetime
    texts: dict[str, Any]
    """The titles by language."""


def form_text(moment: datetime) -> str:
    """
    Format a time as Web Form does: with milliseconds, and an offset without a colon.
    """
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}+0000"
