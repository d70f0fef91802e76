"""
The wire between a client and a slow bank, in this process, and what goes wrong on it.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any, Protocol

import attrs

from kontokit.core.exceptions import (
    ConnectError,
    ConnectionLostError,
    TransportError,
    TransportTimeoutError,
)
from kontokit.http import HttpRequest, HttpResponse
from tests.faults.answers import JSON, from_gateway, response_of, spoiled, turned_away
from tests.faults.bank import Reply
from tests.faults.schedule import Fault
from tests.faults.traces import brief, brief_answer, read_json
from tests.faults.world import World, run_blocking

_TURNED_AWAY = ("not connected", "401", "429")
"""Faults after which it is certain that nothing was done with the request."""


class Provider(Protocol):
    """
    What answers behind the wire.
    """

    def answer(self, method: str, path: str, body: Any) -> Reply: ...

    def is_question(self, method: str, path: str, body: Any) -> bool: ...

    def tan_in(self, body: Any) -> str | None: ...

    def tan(self, text: str) -> str: ...

    def visit(self, url: str) -> str: ...

    def approve(self) -> None: ...

    def truth(self, known: str | None) -> str | None: ...


@attrs.define
class Sent:
    """
    A request, and what became of it.
    """

    text: str
    is_question: bool
    tan: str | None
    fate: str = "answered"

    @property
    def is_clear(self) -> bool:
        """
        Whether the client can know what was done with it.
        """
        return self.fate == "answered" or self.fate in _TURNED_AWAY


class Wire:
    """
    Carries requests to a provider and its answers back, as the schedule wants.
    """

    def __init__(self, world: World, provider: Provider) -> None:
        self._world = world
        self._provider = provider
        self._counts: Counter[bool] = Counter()
        self.sent: list[Sent] = []

    @property
    def tans(self) -> Counter[str]:
        """
        How often each TAN was sent in a way in which it may have been used.
        """
        used = (one.tan for one in self.sent if one.fate not in _TURNED_AWAY)
        return Counter(tan for tan in used if tan is not None)

    async def send(self, request: HttpRequest) -> HttpResponse:
        """
        Carry one request.
        """
        path = request.url.partition("://")[2].partition("/")[2]
        body = json.loads(request.body) if request.body else None
        asks = self._provider.is_question(request.method, f"/{path}", body)
        text = f"{request.method} /{path.partition('?')[0]}{brief(body)}"
        entry = Sent(text, asks, self._provider.tan_in(body))
        fault = self._fault(is_question=asks)
        self._world.point(f"before sending {text}", is_clear=asks)
        self.sent.append(entry)
        entry.fate = "crash"
        self._world.note(f"-> {text}")
        await self._world.moment()
        try:
            response = self._carried(request, f"/{path}", body, fault)
        except TransportError as error:
            entry.fate = fault.kind if fault else "timeout"
            self._world.note(f"<- {type(error).__name__} ({entry.fate})")
            raise
        self._world.point("after sending", is_clear=asks)
        entry.fate = fault.kind if fault else "answered"
        self._learn(response)
        self._world.note(f"<- {response.status_code} {brief_answer(response)}")
        await self._world.moment()
        return response

    def _arrived(self, request: HttpRequest, path: str, body: Any) -> Reply:
        """
        The provider's answer. Where an app asks the user, it does so whether we learn it or not.
        """
        reply = self._provider.answer(request.method, path, body)
        world, plan = self._world, self._world.plan
        is_question = self._provider.is_question(request.method, path, body)
        if plan.sca == "decoupled" and not plan.abandoned and not is_question:
            due = world.clock.time + timedelta(seconds=plan.unseen)
            world.approval = world.approval or due
        return reply

    def _fault(self, *, is_question: bool) -> Fault | None:
        number = sum(self._counts.values())
        of_order = self._counts[False]
        self._counts[is_question] += 1
        for one in self._world.plan.faults:
            if one.number == (of_order if one.of_order else number) and not (
                one.of_order and is_question
            ):
                return one
        return None

    def _carried(
        self, request: HttpRequest, path: str, body: Any, fault: Fault | None
    ) -> HttpResponse:
        if fault is None:
            return self._answered(request, path, body)
        match fault.kind:
            case "not connected":
                raise ConnectError("the server could not be reached")
            case "cut before":
                raise ConnectionLostError("the connection broke")
            case "401" | "429":
                return turned_away(fault)
            case "cut after":
                self._arrived(request, path, body)
                self._world.pass_time(fault.variant * 20.0)
                raise ConnectionLostError("the connection broke")
            case "timeout":
                self._arrived(request, path, body)
                self._world.pass_time(request.timeouts.read)
                raise TransportTimeoutError("the read timeout passed", phase="read")
            case "truncated" | "undecodable":
                return spoiled(self._answered(request, path, body), fault)
            case _:
                if fault.arrives:
                    self._arrived(request, path, body)
                    self._world.pass_time(fault.variant * 20.0)
                return from_gateway(fault)

    def _answered(self, request: HttpRequest, path: str, body: Any) -> HttpResponse:
        reply = self._arrived(request, path, body)
        patience = timedelta(seconds=request.timeouts.read)
        now = self._world.clock.time
        ready = reply.at or now
        if ready - now > patience:
            self._world.pass_time(patience.total_seconds())
            raise TransportTimeoutError("the read timeout passed", phase="read")
        self._world.pass_time((ready - now).total_seconds())
        return response_of(reply.status, reply.body, {**JSON, **reply.headers})

    def _learn(self, response: HttpResponse) -> None:
        tree = read_json(response.body)
        relations = tree.get("relations", ()) if isinstance(tree, dict) else ()
        found = next((one["href"] for one in relations if one["rel"] == "self"), None)
        self._world.told = found or self._world.told


class SyncTransport:
    """
    The transport of a blocking client. Which wire it uses is set for each schedule.
    """

    wire: Wire

    def send(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = run_blocking(self.wire.send(request))
        return response

    def close(self) -> None:
        pass


class AsyncTransport:
    """
    The twin of :class:`SyncTransport` with ``await``.
    """

    wire: Wire

    async def send(self, request: HttpRequest) -> HttpResponse:
        return await self.wire.send(request)

    async def close(self) -> None:
        pass
