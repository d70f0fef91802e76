"""
The two error formats of Web Form.
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


class Refusal(Exception):  # noqa: N818 - an ordinary response of finAPI
    """
    Ends the handling of a request with an ``Error``.
    """

    def __init__(self, code: ErrorCode, description: str) -> None:
        """
        Args:
            code: Also decides the status, which is 422 for most codes.
            description: The reason, for developers.
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
        Serialize the error.
        """
        return {
            "code": self.code,
            "description": self.description,
            "timestamp": form_text(now),
            "endpoint": endpoint,
        }


class InvalidField(Exception):  # noqa: N818 - an ordinary response of finAPI
    """
    Ends the handling of a request with a ``ValidationError``.
    """

    def __init__(self, *errors: tuple[str, str]) -> None:
        """
        Args:
            errors: Pairs of a field and the reason why it is invalid.
        """
        super().__init__(str(errors))
        self.errors = errors

    def body(self, endpoint: str, now: datetime) -> dict[str, Any]:
        """
        Serialize the error.
        """
        return {
            "errors": [{"field": field, "message": message} for field, message in self.errors],
            "timestamp": form_text(now),
            "endpoint": endpoint,
        }


def field_of(finding: str) -> tuple[str, str]:
    """
    Split a finding of the validation into the field and the reason.
    """
    place, _, text = finding.partition(": ")
    if place.startswith("body"):
        return place.removeprefix("body").removeprefix(".") or "body", text
    name, separator, message = text.partition(": ")
    return (name, message) if separator else (name.partition(" ")[0], name)
