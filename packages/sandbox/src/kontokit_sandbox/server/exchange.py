"""
One request and its response, with the faults that happen to them.
"""

from __future__ import annotations

import asyncio
from asyncio import Transport
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response as HttpResponse
from starlette.types import Receive, Scope, Send

from ..faults.answers import html_page, prepared, spoilt
from ..faults.fault import Fault
from ..faults.kinds import Stage
from ..faults.wire import abort, extra_answer, is_gone, written
from ..openapi.specification import Body, Specification
from .connections import Connections

__all__ = ["Exchange", "Served"]

_HTML = (502, 504)
_UNANSWERED = ("answer_lost", "empty_answer", "garbage_then_close")


@dataclass(frozen=True, kw_only=True)
class Served:
    """
    What the handler of a request has answered.
    """

    response: HttpResponse
    documented: Body | None = None
    """The body that the document describes for it."""
    seconds: float = 0.0
    """How many real seconds the bank needs for it."""
    is_lost: bool = False


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """
    Carries a request out, and sends the response, unless a fault has it otherwise.
    """

    specification: Specification
    connections: Connections
    faults: Mapping[Stage, Fault]
    handle: Callable[[str | None], Served]
    """Carries the request out, with a fault of the bank or the sign-in."""
    error: Callable[[int], HttpResponse]
    """Makes an error of the provider with a status."""
    is_over: Callable[[], bool]
    """Whether the sandbox was reset since the request came."""
    finish: Callable[[HttpResponse], None]
    """Adds what every response has."""
    note: Callable[[HttpResponse | None], None]
    """Writes the response down; None if there is none."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve the request.
        """
        transport = self.connections.of(scope)
        if not await self._begin(transport, receive):
            return
        # A request that was delayed may outlive its test. Its state belongs to the next one now.
        if self.is_over():
            self.note(None)
            await abort(transport, receive)
            return
        served = await self._served()
        if served.is_lost:
            self.note(None)
            await abort(transport, receive)
            return
        response = self._finished(served)
        await self._send(response, transport, scope, receive, send)

    async def _begin(self, transport: Transport | None, receive: Receive) -> bool:
        """
        Meet a fault before the request is handled. Returns whether it is handled at all.
        """
        fault = self.faults.get("before")
        if fault is None:
            return True
        if fault.kind.name == "delay":
            await asyncio.sleep(fault.seconds)
            return True
        self.note(None)
        if fault.kind.name == "reset_before":
            await abort(transport, receive)
            return False
        if fault.options["carried_out"]:
            self._carried_out()
        await is_gone(receive)
        return False

    async def _served(self) -> Served:
        fault = self.faults.get("answer")
        if fault is None or fault.kind.group != "status":
            served = self._carried_out()
            # The bank of an order needs time; a delay says how long it should be instead.
            if "before" not in self.faults:
                await asyncio.sleep(served.seconds)
            return served
        if fault.options["carried_out"]:
            self._carried_out()
        return Served(response=self._status(fault))

    def _carried_out(self) -> Served:
        bank = self.faults.get("bank")
        return self.handle(None if bank is None else bank.kind.name)

    def _status(self, fault: Fault) -> HttpResponse:
        if fault.kind.name == "response":
            return prepared(fault.options)
        status = int(fault.options["code"])
        response = html_page(status) if status in _HTML else self.error(status)
        if fault.options["retry_after"] is not None:
            response.headers["Retry-After"] = str(fault.options["retry_after"])
        return response

    def _finished(self, served: Served) -> HttpResponse:
        response = served.response
        self.finish(response)
        fault = self.faults.get("answer")
        if fault is None or fault.kind.group == "status":
            return response
        response = spoilt(fault, response, served.documented, self.specification)
        self.finish(response)
        return response

    async def _send(
        self,
        response: HttpResponse,
        transport: Transport | None,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        fault = self.faults.get("wire")
        self.note(None if fault is not None and fault.kind.name in _UNANSWERED else response)
        if fault is not None and fault.kind.name == "extra_answer":
            await extra_answer(transport, response, receive)
            return
        if fault is not None and fault.kind.name == "stale_connection":
            self.connections.make_stale(transport)
        elif fault is not None:
            await written(fault, response, transport, receive)
            return
        await response(scope, receive, send)
