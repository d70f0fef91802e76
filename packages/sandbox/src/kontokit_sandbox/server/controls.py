"""
What tests lay down for the servers, and what they see of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from .clock import Clock
from .request_log import Fault, ReceivedRequest, RequestLog, ScriptedResponse

__all__ = ["Api", "Controls", "Disturbance"]

Api = Literal["bankimport", "banksapi", "finapi_access", "finapi_access_v1", "finapi_webform"]
"""The APIs of the sandbox."""

Disturbance = Literal["request lost", "answer lost", "gateway timeout"]
"""
What can go wrong with a request: reset before anything is carried out, carried out without an
answer, carried out and answered 504 by something in between.
"""

_FAULTS: Mapping[Disturbance, Fault] = {
    "request lost": Fault(is_dropped=True),
    "answer lost": Fault(is_lost=True),
    "gateway timeout": Fault(is_timed_out=True),
}


class Controls:
    """
    The part of the sandbox that looks after requests, answers and time.
    """

    def __init__(self, request_log: RequestLog, clock: Clock) -> None:
        self._request_log = request_log
        self._clock = clock
        self._base_paths: dict[Api, str] = {}

    @property
    def requests(self) -> list[ReceivedRequest]:
        """
        All requests since the last reset, the oldest first.
        """
        return self._request_log.requests

    @property
    def violations(self) -> list[Exception]:
        """
        Answers against a document and failed handlers since the last reset: bugs of the sandbox.
        """
        return list(self._request_log.failures)

    def requests_to(self, api: Api, operation: str) -> list[ReceivedRequest]:
        """
        All requests to an operation since the last reset, the oldest first, however they ended.

        Args:
            api: The API.
            operation: The id of the operation, such as ``submitPayment``.
        """
        return [one for one in self.requests if (one.api, one.operation) == (api, operation)]

    def disturb(
        self, api: Api, operation: str, how: Disturbance, *, skip: int = 0, times: int = 1
    ) -> None:
        """
        Let something go wrong with the next requests to an operation.

        Args:
            api: The API.
            operation: The id of the operation, such as ``submitPayment``.
            how: ``"request lost"``: the connection is reset, nothing is carried out.
                ``"answer lost"``: it is carried out, the connection breaks before the answer.
                ``"gateway timeout"``: it is carried out and answered 504 with HTML.
            skip: How many requests go well before.
            times: To how many requests this happens.
        """
        faults = [Fault()] * skip + [_FAULTS[how]] * times
        self._request_log.add_faults((api, operation), faults)

    @property
    def now(self) -> datetime:
        """
        The time of the sandbox, aware of its zone.
        """
        return self._clock.now()

    @property
    def steady(self) -> float:
        """
        Seconds that only ever grow and go along with :meth:`advance`; for clocks of clients that
        share the time of the sandbox.
        """
        return self._clock.steady()

    def advance(self, by: timedelta) -> None:
        """
        Let time pass in the sandbox: tokens expire, imports end.
        """
        self._clock.advance(by)

    def respond_with(
        self,
        api: Api,
        method: str,
        path: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        times: int = 1,
    ) -> None:
        """
        Lay down the answer to the next such requests; nothing checks it.

        Args:
            api: The API.
            method: The HTTP method.
            path: The path below the base URL as on the wire, without a query.
            status: Any status from 200 on.
            headers: All headers but ``Content-Length``, which is added where it is missing.
            body: The body, byte for byte.
            times: How many requests are answered so.
        """
        full_path = f"{self._base_paths[api]}{path}"
        answer = ScriptedResponse(status=status, headers=tuple((headers or {}).items()), body=body)
        self._request_log.add_scripted(api, method, full_path, [answer] * times)

    def token_requests(self, api: Api) -> int:
        """
        Count what the token endpoint of an API was asked since the last reset, refused or not.

        Args:
            api: The API; tokens of Web Form are made by finAPI Access.
        """
        return sum(
            request.api == api and request.method == "POST" and request.path.endswith("/token")
            for request in self._request_log.requests
        )

    def lose_answers(self, api: Api, method: str, path: str, *, times: int = 1) -> None:
        """
        Carry the next such requests out, but let the connection break before the answer.

        Args:
            api: The API.
            method: The HTTP method.
            path: The path below the base URL as on the wire, without a query.
            times: To how many requests this happens.
        """
        self._add_fault(api, method, path, Fault(is_lost=True), times)

    def delay_answers(
        self, api: Api, method: str, path: str, *, seconds: float, times: int = 1
    ) -> None:
        """
        Let the next such requests wait; the servers go on with others meanwhile.

        Args:
            api: The API.
            method: The HTTP method.
            path: The path below the base URL as on the wire, without a query.
            seconds: How long each waits before it is carried out.
            times: To how many requests this happens.
        """
        self._add_fault(api, method, path, Fault(seconds=seconds), times)

    def _add_fault(self, api: Api, method: str, path: str, fault: Fault, times: int) -> None:
        full_path = f"{self._base_paths[api]}{path}"
        self._request_log.add_faults((api, method.upper(), full_path), [fault] * times)
