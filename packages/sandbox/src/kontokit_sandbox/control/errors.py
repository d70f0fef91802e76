"""
Errors of the control API, as ``application/problem+json`` (RFC 9457).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from ..server.service import Response

__all__ = ["ControlError", "problem"]


class ControlError(Exception):
    """
    A call of the control API is refused.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        places: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """
        Args:
            places: One line for each thing that is wrong with the request.
        """
        super().__init__(detail)
        self.status = status
        self.places = tuple(places)
        self.headers = dict(headers or {})


def problem(error: ControlError) -> Response:
    """
    Make the response to a refused call.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": str(error),
    }
    if error.places:
        body["places"] = list(error.places)
    return Response(
        status=error.status,
        body=body,
        media_type="application/problem+json",
        headers=error.headers,
    )
