"""
What can be wrong with a request, or with the sandbox itself.

    Problem              a request is answered with an error
    └── BrokenRequest    it breaks the document: 400, with the places
    BrokenResponse       the sandbox answered against the document: a bug of the sandbox
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["BrokenRequest", "BrokenResponse", "Problem"]


class Problem(Exception):  # noqa: N818 - it is an ordinary answer of a bank
    """
    Ends the handling of a request with an error status.
    """

    def __init__(
        self, status: int, body: Any = None, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body
        self.headers = dict(headers or {})
        self.is_undocumented = False
        """Whether it says on purpose what the document does not know yet."""


class BrokenRequest(Problem):
    """
    The request breaks the document of its API.
    """

    def __init__(self, findings: Sequence[str], status: int = 400) -> None:
        super().__init__(
            status,
            {
                "code": str(status),
                "message": f"the request breaks the document: {'; '.join(findings)}",
                "findings": list(findings),
            },
            headers={"X-Sandbox-Problem": "request"},
        )


class BrokenResponse(AssertionError):  # noqa: N818 - it says what is broken
    """
    The sandbox has answered something that the document does not allow.
    """
