"""
The provider and the banks behind it: what they are asked, and how they answer.
"""

from __future__ import annotations

import asyncio
import math
from array import array
from collections import Counter, defaultdict
from typing import Final

import attrs

from kontokit import Problem
from kontokit.core.exceptions import status_error
from kontokit.core.http_response import HttpResponse

from .scenario import SLOW, Population, Scenario

_WAY: Final = 0.025
"""Seconds for a request to arrive, and for an answer."""
_WINDOW: Final = 10.0
_TOKEN_LASTS: Final = 3600.0
_SCA, _BUSY, _LOCKED, _TOO_MANY, _NO_SERVICE, _FAILED, _MISSING = 510, 423, 423, 429, 503, 500, 404


@attrs.define
class Minute:
    """
    What happened in a minute.
    """

    requests: int = 0
    too_many: int = 0
    reads: int = 0
    """How often a bank was asked and had answered."""
    probes: int = 0
    """How often a bank was asked that was down."""


class Provider:
    """
    The state of all connections, in seconds since midnight.
    """

    def __init__(
        self, night: Scenario, people: Population, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.night = night
        self.people = people
        self.loop = loop
        self.busy_until = array("d", bytes(8 * (night.users + 1)))
        self.fetched = array("d", bytes(8 * (night.users + 1)))
        self.failed = bytearray(night.users + 1)
        self.asked = bytearray(night.users + 1)
        """How often the bank of a connection was asked."""
        self.tokens = bytearray(night.users + 1)
        self.token_ends = array("d", bytes(8 * (night.users + 1)))
        self.minutes: defaultdict[int, Minute] = defaultdict(Minute)
        self.by_operation: Counter[str] = Counter()
        self.by_status: Counter[int] = Counter()
        self.probes_of: Counter[str] = Counter()
        self.at_banks = 0
        self._window = 0
        self._in_window = 0

    @property
    def minute(self) -> Minute:
        """
        The counts of the current minute.
        """
        return self.minutes[int(self.loop.time() // 60)]

    async def send(self, operation: str, user: int) -> None:
        """
        Send a request. It arrives even if its worker is killed meanwhile.

        Raises:
            StatusError: It is refused.
        """
        answer: asyncio.Future[int] = self.loop.create_future()
        way = _WAY if operation == "updateBankConnection" else 2 * _WAY
        self.loop.call_later(way, self._arrive, operation, user, answer)
        status = await answer
        if status != 200:
            raise _refusal(status, operation)

    def is_busy(self, user: int) -> bool:
        """
        Check whether a download goes on.
        """
        return self.busy_until[user] > self.loop.time()

    def _arrive(self, operation: str, user: int, answer: asyncio.Future[int]) -> None:
        status = self._status(operation, user)
        self.minute.requests += 1
        self.by_operation[operation] += 1
        self.by_status[status] += 1
        if operation == "updateBankConnection":  # a worker that is killed now never learns of it
            self.loop.call_later(_WAY, _give, answer, status)
        else:
            _give(answer, status)

    def _status(self, operation: str, user: int) -> int:
        now = self.loop.time()
        if self._is_too_many(now):
            self.minute.too_many += 1
            return _TOO_MANY
        if self.night.provider_down.holds(now):
            return _NO_SERVICE
        kind = self.people.kind(user)
        if operation == "getToken":
            self.tokens[user] += 1
            if kind != "locked":
                self.token_ends[user] = now + _TOKEN_LASTS
            return _LOCKED if kind == "locked" else 200
        if kind == "deleted":
            return _MISSING
        return self._update(user, kind, now) if operation == "updateBankConnection" else 200

    def _update(self, user: int, kind: str, now: float) -> int:
        if self.is_busy(user):
            return _BUSY
        if kind == "sca":
            self.asked[user] += 1
            return _SCA
        bank = self.people.bank(user)
        self.asked[user] += 1
        if self.night.is_down(bank, now):
            self._probed(bank)
            return _FAILED
        self._download(user, bank, now)
        return 200

    def _download(self, user: int, bank: str, now: float) -> None:
        is_down = bank == SLOW and self.night.slow_bank_down.holds(now)
        if is_down:
            self._probed(bank)
        else:
            self.minute.reads += 1
        ends = now + (3.0 if is_down else self.people.bank_seconds(user))
        self.busy_until[user] = self.fetched[user] = ends
        self.failed[user] = is_down
        self.at_banks += 1
        self.loop.call_at(ends, self._downloaded)

    def _probed(self, bank: str) -> None:
        self.minute.probes += 1
        self.probes_of[bank] += 1

    def _downloaded(self) -> None:
        self.at_banks -= 1

    def _is_too_many(self, now: float) -> bool:
        window = int(now // _WINDOW)
        if window != self._window:
            self._window, self._in_window = window, 0
        self._in_window += 1
        return self._in_window > math.ceil(self.night.allowed(now) * _WINDOW)


def _give(answer: asyncio.Future[int], status: int) -> None:
    if not answer.done():
        answer.set_result(status)


_CODES: Final = {
    _SCA: "ADDITIONAL_AUTHENTICATION_REQUIRED",
    _BUSY: "LOCKED",
    _TOO_MANY: "TOO_MANY_REQUESTS",
    _MISSING: "UNKNOWN_ENTITY",
}


def _refusal(status: int, operation: str) -> Exception:
    problem = Problem(code=_CODES.get(status, "UNEXPECTED_ERROR"))
    kind = status_error(status)
    http = HttpResponse(status_code=status)
    return kind("refused", http, problems=[problem], operation=operation, request_id=None)
