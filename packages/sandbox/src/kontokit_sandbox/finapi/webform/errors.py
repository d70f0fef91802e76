"""
What Web Form refuses, in its own two shapes of an error.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ..state.web_forms import form_text

__all__ = ["InvalidField", "Refusal", "field_of"]

ErrorCode = Literal[
    "UNAUTHORIZED",
    "FORBIDDEN",
    "NOT_FOUND",
    "NOT_ALLOWED",
    "BANK_NOT_SUPPORTED",
    "BANK_NOT_UNIQUE",
    "ENTITY_EXISTS",
    "PAYMENT_NOT_SUPPORTED",
    "LOCKED",
]
_STATUSES: dict[ErrorCode, int] = {
    "UNAUTHORIZED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "LOCKED": 423,
}


class Refusal(Exception):  # noqa: N818 - it is an ordinary answer of finAPI
    """
    Ends the handling of a request with an ``Error``.
    """

    def __init__(self, code: ErrorCode, description: str) -> None:
        """
        Args:
            code: The code, which also decides on the status: 422 where it has no status of its own.
            description: What is wrong, for developers.
        """
        super().__init__(f"{code}: {description}")
        self.code: ErrorCode = code
        self.description = description

    @property
    def status(self) -> int:
        """
        The HTTP status.
        """
        return _STATUSES.get(self.code, 422)

    def body(self, endpoint: str, now: datetime) -> dict[str, Any]:
        """
        Write it as the document wants it.
        """
        return {
            "code": self.code,
            "description": self.description,
            "timestamp": form_text(now),
            "endpoint": endpoint,
        }


class InvalidField(Exception):  # noqa: N818 - it is an ordinary answer of finAPI
    """
    Ends the handling of a request with a ``ValidationError``.
    """

    def __init__(self, *errors: tuple[str, str]) -> None:
        """
        Args:
            errors: Each faulty field with what is wrong with it.
        """
        super().__init__(str(errors))
        self.errors = errors

    def body(self, endpoint: str, now: datetime) -> dict[str, Any]:
        """
        Write it as the document wants it.
        """
        return {
            "errors": [{"field": field, "message": message} for field, message in self.errors],
            "timestamp": form_text(now),
            "endpoint": endpoint,
        }


def field_of(finding: str) -> tuple[str, str]:
    """
    Take what the document's check has found apart: the field, and what is wrong with it.
    """
    place, _, text = finding.partition(": ")
    if place.startswith("body"):
        return place.removeprefix("body").removeprefix(".") or "body", text
    name, separator, message = text.partition(": ")
    return (name, message) if separator else (name.partition(" ")[0], name)
