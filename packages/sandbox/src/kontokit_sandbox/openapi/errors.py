"""
Errors: refused requests, and failures of the sandbox itself.

    Problem              the response is an error
    └── BrokenRequest    it does not match the specification: 400, with all findings
    BrokenResponseError       a response does not match the specification: a bug of the sandbox
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["BrokenRequest", "BrokenResponseError", "Problem"]


class Problem(Exception):  # noqa: N818 - an ordinary response of a bank
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
        """Whether it differs from the specification on purpose."""


class BrokenRequest(Problem):
    """
    The request does not match the specification of its API.
    """

    def __init__(self, findings: Sequence[str], status: int = 400) -> None:
        super().__init__(
            status,
            {
                "code": str(status),
                "message": f"the request does not match the specification: {'; '.join(findings)}",
                "findings": list(findings),
            },
            headers={"X-Sandbox-Problem": "request"},
        )


class BrokenResponseError(AssertionError):
    """
    The sandbox sent a response that its specification does not allow.
    """
