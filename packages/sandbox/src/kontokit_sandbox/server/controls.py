"""
What tests can inspect and control: requests, responses, faults and time.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from ..faults.faults import Faults
from .clock import Clock
from .request_log import ReceivedRequest, RequestLog

__all__ = ["Api", "Controls", "Disturbance"]

Api = Literal["bankimport", "banksapi", "finapi_access", "finapi_access_v1", "finapi_webform"]
"""The APIs of the sandbox."""

Disturbance = Literal["request lost", "answer lost", "gateway timeout"]
"""
How a request can fail: reset before it is handled, handled without a response, or handled and
a gateway responds with 504.
"""

_FAULTS: Mapping[Disturbance, tuple[str, Mapping[str, Any]]] = {
    "request lost": ("reset_before", {}),
    "answer lost": ("answer_lost", {}),
    "gateway timeout": ("status", {"code": 504, "carried_out": True}),
}


class Controls:
    """
    The methods of the sandbox for requests, responses, faults and time.
    """

    def __init__(
        self,
        request_log: RequestLog,
        clock: Clock,
        lock: AbstractContextManager[object],
        seed: int = 1,
    ) -> None:
        """
        Args:
            lock: Held during each turn: one request, or one call of a method.
            seed: Decides what faults with a probability draw.
        """
        self.faults = Faults(seed, self._full_path)
        """What goes wrong: add, list and remove faults."""
        self._request_log = request_log
        self._clock = clock
        self._lock = lock
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
        Invalid responses and failed handlers since the last reset, which are bugs of the sandbox.
        """
        return list(self._request_log.failures)

    def requests_to(self, api: Api, operation: str) -> list[ReceivedRequest]:
        """
        All requests to an operation since the last reset, the oldest first, however they ended.

        Args:
            operation: The id of the operation, such as ``submitPayment``.
        """
        return [one for one in self.requests if (one.api, one.operation) == (api, operation)]

    def disturb(
        self, api: Api, operation: str, how: Disturbance, *, skip: int = 0, times: int = 1
    ) -> None:
        """
        Make the next requests to an operation fail.

        Args:
            operation: The id of the operation, such as ``submitPayment``.
            how: ``"request lost"``: the connection is reset, and nothing is handled.
                ``"answer lost"``: handled, but the connection breaks before the response.
                ``"gateway timeout"``: handled, and the response is 504 with HTML.
            skip: How many requests succeed first.
            times: How many requests are affected.
        """
        kind, options = _FAULTS[how]
        self.faults.add(kind, api=api, operation=operation, skip=skip, times=times, options=options)

    @property
    def now(self) -> datetime:
        """
        The current time of the sandbox, in UTC.
        """
        return self._clock.now()

    @property
    def steady(self) -> float:
        """
        Monotonic seconds that :meth:`advance` moves forward too, for clients that use the clock of
        the sandbox.
        """
        return self._clock.steady()

    def _catch_up(self) -> datetime | None:
        """
        Carry out what has fallen due. Returns when the next falls due, if the clock runs.
        """
        with self._lock:
            self._clock.catch_up()
            return None if self._clock.is_frozen else self._clock.timeline.next_due()

    def advance(self, by: timedelta) -> None:
        """
        Move the clock of the sandbox forward: tokens expire, imports finish, rows are booked.

        Raises:
            ValueError: It is backwards, or more than ten years.
        """
        # Requests that are being handled finish first.
        with self._lock:
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
        Script the response to the next matching requests. It is not validated.

        Args:
            path: The path below the base URL as on the wire, without a query.
            status: Any status from 200 on.
            headers: All headers; only ``Content-Length`` is added if it is missing.
            body: Sent byte for byte.
            times: How many requests get this response.
        """
        options = {"status": status, "headers": headers or {}, "body": body}
        self.faults.add("response", api=api, method=method, path=path, times=times, options=options)

    def token_requests(self, api: Api) -> int:
        """
        Count the requests to the token endpoint of an API since the last reset, refused or not.

        Args:
            api: An API with a token endpoint; Web Form uses the tokens of finAPI Access.
        """
        return sum(
            # Revocation and introspection have paths that do not end in /token.
            request.api == api and request.method == "POST" and request.path.endswith("/token")
            for request in self._request_log.requests
        )

    def lose_answers(self, api: Api, method: str, path: str, *, times: int = 1) -> None:
        """
        Handle the next matching requests, but break the connection before the response.

        Args:
            path: The path below the base URL as on the wire, without a query.
            times: How many requests are affected.
        """
        self.faults.add("answer_lost", api=api, method=method, path=path, times=times)

    def delay_answers(
        self, api: Api, method: str, path: str, *, seconds: float, times: int = 1
    ) -> None:
        """
        Delay the next matching requests. Other requests are served meanwhile.

        Args:
            path: The path below the base URL as on the wire, without a query.
            seconds: How long each request waits before it is handled.
            times: How many requests are affected.
        """
        options = {"ms": seconds * 1000}
        self.faults.add("delay", api=api, method=method, path=path, times=times, options=options)

    def _full_path(self, api: str, path: str) -> str:
        return f"{self._base_paths[cast('Api', api)]}{path}"
