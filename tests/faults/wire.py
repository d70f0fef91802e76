"""
The wire between a client and a slow bank, in this process, and what goes wrong on it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import attrs

from kontokit.core.exceptions import (
    ConnectError,
    ConnectionLostError,
    TransportError,
    TransportTimeoutError,
)
from kontokit.http import Headers, HttpRequest, HttpResponse
from tests.faults.bank import Reply
from tests.faults.schedule import Fault, Schedule
from tests.support.scripted_caller import Clock

JSON = {"Content-Type": "application/json"}
HTML = b"<html><head><title>Proxy</title></head><body>Bitte warten</body></html>"
_ASKED = "multiStepAuthentication"
_TURNED_AWAY = ("not connected", "401", "429")
"""Faults after which it is certain that nothing was done with the request."""


class Crash(BaseException):
    """
    The process dies here.
    """


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


class Life:
    """
    One process that works on the flow. After its crash it does nothing more.
    """

    def __init__(self) -> None:
        self.is_over = False


class World:
    """
    Time, the points at which a process may die, and the moments of a second worker.
    """

    def __init__(self, plan: Schedule) -> None:
        self.plan = plan
        self.clock = Clock()
        self.begun = self.clock.time
        self.trace: list[str] = []
        self.life = Life()
        self.crashes = 0
        self.unclear_crashes = 0
        """Those after which no one can know what became of a request that moves the order."""
        self.approval: datetime | None = None
        """When the user approves elsewhere."""
        self.approve: Callable[[], None] = _nothing
        self.told: str | None = None
        """The address of the order that the client was told last."""
        self.known: str | None = None
        """The same, as soon as it is written down, so that no crash can lose it."""
        self.intrude: Callable[[], Awaitable[None]] | None = None
        """What the second worker does."""
        self._points = 0
        self._moments = 0
        self._is_intruding = False

    def note(self, text: str) -> None:
        """
        Write down what happens, with the time since the beginning.
        """
        passed = (self.clock.time - self.begun).total_seconds()
        who = "  second worker: " if self._is_intruding else ""
        self.trace.append(f"{passed:9.1f} s  {who}{text}")

    def wrote(self) -> None:
        """
        The record was written, and with it what the client was told.
        """
        self.known = self.told

    def check(self) -> None:
        """
        A dead process does nothing.
        """
        if self.life.is_over:
            raise Crash

    def point(self, name: str, *, is_clear: bool) -> None:
        """
        A point at which the process may die. The second worker never does.

        Args:
            name: What was about to be done, or was done.
            is_clear: Whether no request that moves the order is under way.
        """
        self.check()
        if self._is_intruding:
            return
        number, self._points = self._points, self._points + 1
        if number in self.plan.crashes:
            self.note(f"CRASH {name}")
            self.crashes += 1
            self.unclear_crashes += not is_clear
            self.life.is_over = True
            self.told = self.known
            raise Crash

    async def moment(self) -> None:
        """
        A moment at which a second worker may step in.
        """
        if self._is_intruding or self.intrude is None:
            return
        number, self._moments = self._moments, self._moments + 1
        if number not in self.plan.intrusions:
            return
        life, self.life, self._is_intruding = self.life, Life(), True
        try:
            await self.intrude()
        finally:
            self.life, self._is_intruding = life, False

    def pass_time(self, seconds: float) -> None:
        """
        Let time pass, in which the user may approve the order.
        """
        until = self.clock.time + timedelta(seconds=max(0.0, seconds))
        if self.approval is not None and self.approval <= until:
            self._move(self.approval)
            self.approval = None
            self.note("the user approves in the app")
            self.approve()
        self._move(until)

    def _move(self, until: datetime) -> None:
        self.clock.sleep(max(0.0, (until - self.clock.time).total_seconds()))

    async def sleep(self, seconds: float) -> None:
        """
        What the client does instead of sleeping.
        """
        self.check()
        self.pass_time(seconds)
        await self.moment()


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
        text = f"{request.method} /{path.partition('?')[0]}{_brief(body)}"
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
        self._world.note(f"<- {response.status_code} {_brief_answer(response)}")
        await self._world.moment()
        return response

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
                return _refused(fault)
            case "cut after":
                self._provider.answer(request.method, path, body)
                self._world.pass_time(fault.variant * 20.0)
                raise ConnectionLostError("the connection broke")
            case "timeout":
                self._provider.answer(request.method, path, body)
                self._world.pass_time(request.timeouts.read)
                raise TransportTimeoutError("the read timeout passed", phase="read")
            case "truncated" | "undecodable":
                return _spoiled(self._answered(request, path, body), fault)
            case _:
                if fault.arrives:
                    self._provider.answer(request.method, path, body)
                    self._world.pass_time(fault.variant * 20.0)
                return _gateway(fault)

    def _answered(self, request: HttpRequest, path: str, body: Any) -> HttpResponse:
        reply = self._provider.answer(request.method, path, body)
        patience = timedelta(seconds=request.timeouts.read)
        now = self._world.clock.time
        ready = reply.at or now
        if ready - now > patience:
            self._world.pass_time(patience.total_seconds())
            raise TransportTimeoutError("the read timeout passed", phase="read")
        self._world.pass_time((ready - now).total_seconds())
        return _response(reply.status, reply.body, {**JSON, **reply.headers})

    def _learn(self, response: HttpResponse) -> None:
        tree = _read(response.body)
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


class WatchedStore:
    """
    A store in which every writing is a point.
    """

    def __init__(self, inner: Any, world: World) -> None:
        self._inner = inner
        self._world = world
        self._life = world.life

    def swap(self, key: str, expected: bytes | None, record: bytes, /, **settings: Any) -> bool:
        self._check()
        told = json.loads(record)
        state, asks = told["state"], self._only_asks(told)
        is_begin = state == "sending"
        self._world.point(f"before writing {state}", is_clear=is_begin or asks)
        done: bool = self._inner.swap(key, expected, record, **settings)
        self._world.wrote()
        self._world.point(f"after writing {state}", is_clear=asks or not is_begin)
        return done

    def load(self, key: str, /) -> Any:
        self._check()
        return self._inner.load(key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _only_asks(self, record: dict[str, Any]) -> bool:
        action = record.get("action")
        is_poll = action == "poll" and self._world.plan.api == "banksapi"
        return is_poll or action in ("look", "cancel")

    def _check(self) -> None:
        if self._life.is_over:
            raise Crash


def run_blocking(work: Any) -> Any:
    """
    Run a coroutine that never waits for anything outside.
    """
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("a blocking client has nothing to wait for")


def _nothing() -> None:
    pass


def _response(status: int, body: bytes, headers: dict[str, str]) -> HttpResponse:
    if not body:
        headers = {name: text for name, text in headers.items() if name != "Content-Type"}
    return HttpResponse(status_code=status, headers=Headers(headers.items()), body=body)


def _refused(fault: Fault) -> HttpResponse:
    if fault.kind == "401":
        body = b'{"error":"invalid_token","error_description":"Invalid access token"}'
        return _response(401, body, {**JSON, "WWW-Authenticate": "Bearer"})
    after = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return _response(429, b"", after)


def _gateway(fault: Fault) -> HttpResponse:
    match fault.kind:
        case "503" | "504":
            body, kind = (HTML, "text/html") if fault.variant % 2 else (b"", "")
            after = {"Retry-After": "30"} if fault.variant == 3 and fault.kind == "503" else {}
            return _response(int(fault.kind), body, {"Content-Type": kind, **after})
        case "html":
            return _response(200, HTML, {"Content-Type": "text/html; charset=utf-8"})
        case _:
            place = {"Location": "https://gateway.example/sorry"}
            return _response((301, 302, 303, 307)[fault.variant], b"", place)


def _spoiled(response: HttpResponse, fault: Fault) -> HttpResponse:
    """
    An answer of the provider that is cut short, or that does not fit its schema.
    """
    body = response.body
    if fault.kind == "truncated" or not 200 <= response.status_code < 300:
        body = body[: len(body) * (fault.variant + 1) // 5]
    elif fault.variant == 0:
        body = b'{"unexpected":true}'
    elif fault.variant == 1:
        body = b"[]"
    else:
        tree = json.loads(body) if body else {}
        spoiled = {"id": {}, "amount": {"value": 1}, "transfer": 7, "challenge": "none"}
        body = json.dumps({**tree, **{k: v for k, v in spoiled.items() if k in tree}}).encode()
    return attrs.evolve(response, body=body)


def _brief(body: Any) -> str:
    """
    What is told of a request in a trace.
    """
    if not isinstance(body, dict):
        return ""
    found = body.get("multiStepAuthentication") or body
    names = [
        "tan",
        "scaAuthenticationData",
        "chosenScaMethodId",
        "twoStepProcedureId",
        "challengeResponse",
        "redirectCallback",
        "decoupledCallback",
    ]
    parts = [f"{name}={found[name]}" for name in names if name in found]
    return f" {' '.join(parts)}" if parts else ""


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _brief_answer(response: HttpResponse) -> str:
    """
    What is told of an answer in a trace.
    """
    text, tree = response.body.decode("utf-8", "replace"), _read(response.body)
    if not isinstance(tree, dict):
        return f"unreadable: {text[:60]}" if text else "no body"
    rows = [*tree.get("errors", ()), *tree.get("payments", ()), *tree.get("standingOrders", ())]
    rows += [tree, *tree.get("messages", ())]
    parts = [str(row[name]) for row in rows for name in ("code", "status") if row.get(name)]
    asked = [
        row["multiStepAuthentication"]["status"] for row in rows if "multiStepAuthentication" in row
    ]
    relations = [one["rel"] for one in tree.get("relations", ())]
    return " ".join([*parts, *asked, *relations]) or text[:60]
