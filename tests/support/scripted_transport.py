"""
Transports that answer as a test says, without a network.
"""

from __future__ import annotations

import attrs

from kontokit import KontokitError
from kontokit.http import HttpRequest, HttpResponse

Outcome = HttpResponse | KontokitError


@attrs.define
class ScriptedTransport:
    """
    Gives one outcome after the other, and then for ever the last one. Requests for tokens are
    answered by a list of their own.
    """

    outcomes: list[Outcome]
    tokens: list[Outcome] = attrs.field(factory=list[Outcome])
    requests: list[HttpRequest] = attrs.field(factory=list[HttpRequest])

    def send(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        is_token = "token" in request.operation.lower() and self.tokens
        waiting = self.tokens if is_token else self.outcomes
        outcome = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(outcome, KontokitError):
            raise outcome
        return outcome

    def close(self) -> None:
        """
        There is nothing to close.
        """

    def attempts(self, operation: str | None = None) -> list[int]:
        """
        The numbers of the requests of an operation, or of all.
        """
        wanted = (one for one in self.requests if operation in (None, one.operation))
        return [request.attempt for request in wanted]


class AsyncScriptedTransport(ScriptedTransport):
    """
    The same with ``await``.
    """

    async def send(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return ScriptedTransport.send(self, request)

    async def close(self) -> None:  # type: ignore[override]
        """
        There is nothing to close.
        """
