"""
A process that begins flows on SCA in children of its own, which kill themselves.

It takes orders line by line, as JSON. ``walk`` lets a child go through a whole flow and
die at a point: before or after something is written down or sent. Where it is not to die there is
no child, and what is loaded then, all later children have. ``crowd`` lets many children do the
next step of one flow at the same time. The children share its pipes; what they want to
be done in the sandbox (time passing, a page being visited) they ask for there.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from kontokit import AsyncHttpTransport, ClientCredentials, HttpTransport, UserCredentials
from kontokit.core.clock import Moment
from kontokit.http import HttpRequest, HttpResponse
from kontokit.sca.errors import ScaConflictError
from kontokit.sca.steps import Challenge, ChooseMethod, Decoupled, Redirect, Unknown
from kontokit.stores import FileStore, RedisStore, SqliteStore
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from tests.support.flow_driver import BlockingFlow, BlockingSca, CallMode

CROWDED, CONFLICT = 7, 8
"""Exit codes of a crowd: who has sent, and who learned that another one has."""


def ask(*words: str) -> str:
    """
    Tell something to the parent that gives the orders, and wait for the answer.
    """
    tell(*words)
    return sys.stdin.readline().strip()


def tell(*words: str) -> None:
    print(*words, flush=True)  # noqa: T201  # how it answers its parent


class Fate:
    """
    Counts the points at which a process might be killed, and kills it at one of them.
    """

    def __init__(self, last: int) -> None:
        self._last = last
        self.passed = 0

    def point(self, name: str) -> None:
        self.passed += 1
        if self.passed == self._last:
            tell("dies", name)
            os.kill(os.getpid(), signal.SIGKILL)


class Doomed:
    """
    A store in which every writing is a point.
    """

    def __init__(self, inner: Any, fate: Fate) -> None:
        self._inner = inner
        self._fate = fate
        self._is_known = False

    def swap(self, key: str, expected: bytes | None, record: bytes, /, **settings: Any) -> bool:
        if not self._is_known:
            tell("key", key)
            self._is_known = True
        state = json.loads(record)["state"]
        self._fate.point(f"before writing {state}")
        done: bool = self._inner.swap(key, expected, record, **settings)
        self._fate.point(f"after writing {state}")
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class DoomedTransport:
    """
    A transport in which every sending is a point, but for tokens.
    """

    def __init__(self, inner: HttpTransport, fate: Fate) -> None:
        self._inner = inner
        self._fate = fate

    def send(self, request: HttpRequest) -> HttpResponse:
        is_counted = not request.url.endswith("/token")
        if is_counted:
            self._fate.point("before sending")
        response = self._inner.send(request)
        if is_counted:
            self._fate.point("after sending")
        return response

    def close(self) -> None:
        self._inner.close()


class AsyncDoomedTransport:
    """
    The twin of :class:`DoomedTransport` with ``await``.
    """

    def __init__(self, inner: AsyncHttpTransport, fate: Fate) -> None:
        self._inner = inner
        self._fate = fate

    async def send(self, request: HttpRequest) -> HttpResponse:
        is_counted = not request.url.endswith("/token")
        if is_counted:
            self._fate.point("before sending")
        response = await self._inner.send(request)
        if is_counted:
            self._fate.point("after sending")
        return response

    async def close(self) -> None:
        await self._inner.close()


class SettableClock:
    """
    A clock that stands still but for sleeping, which is done in the sandbox.
    """

    def __init__(self, moment: str) -> None:
        self._moment = moment

    def now(self) -> Moment:
        time, steady = self._moment.split()
        return Moment(time=datetime.fromisoformat(time), steady=float(steady))

    def sleep(self, seconds: float) -> None:
        self._moment = ask("sleep", str(seconds))

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


def store_of(kind: str, place: str) -> Any:
    if kind == "redis":
        import redis

        return RedisStore(redis.Redis(port=int(place)), key=None)
    return FileStore(place, key=None) if kind == "file" else SqliteStore(place, key=None)


def _walker(order: dict[str, Any], fate: Fate) -> tuple[CallMode, Any, BlockingSca]:
    """
    A client and its SCA client, of which everything is counted.
    """
    mode, clock = CallMode(order["mode"]), SettableClock(order["now"])
    doomed: Any = AsyncDoomedTransport if mode.is_async else DoomedTransport
    client = _client(order, mode, transport=doomed(mode.transport, fate))
    sca = client.sca.with_options(
        store=Doomed(store_of(*order["store"]), fate),
        clock=clock,
        sleep=clock.sleep_async if mode.is_async else clock.sleep,
    )
    return mode, client, BlockingSca(mode, sca)


def _client(order: dict[str, Any], mode: CallMode, *, transport: Any) -> Any:
    kind = AsyncFinapiAccess if mode.is_async else FinapiAccess
    return kind(
        client_credentials=ClientCredentials(*order["client"]),
        user_credentials=UserCredentials(*order["user"]),
        base_url=order["url"],
        transport=transport,
    )


def _walk(order: dict[str, Any]) -> None:
    fate = Fate(order["dies"])
    mode, client, sca = _walker(order, fate)
    group, name = order["method"]
    flow = sca.start(getattr(getattr(client, group), name), **order["fields"])
    while not flow.done or isinstance(flow.step, Unknown):
        _step(flow, order)
    mode.run(client.close())
    mode.close()
    tell("passed", str(fate.passed), flow.state.value)


def _step(flow: BlockingFlow, order: dict[str, Any]) -> None:
    match flow.step:
        case ChooseMethod():
            flow.choose(order["choose"])
        case Challenge():
            flow.answer(order["tan"])
        case Redirect(url=url):
            flow.handle_return(ask("visit", str(url)))
        case Decoupled():
            flow.wait()
        case _:
            flow.reconcile()


def _join_crowd(order: dict[str, Any], ready: int, gate: int) -> int:
    mode, clock = CallMode(order["mode"]), SettableClock(order["now"])
    client = _client(order, mode, transport=mode.transport)
    used = client.sca.with_options(store=store_of(*order["store"]), clock=clock)
    flow = BlockingSca(mode, used).resume(order["id"], credentials=order["credentials"])
    os.write(ready, b".")
    os.read(gate, 1)  # until the gate is closed
    try:
        flow.choose(order["choose"])
    except ScaConflictError as conflict:
        record = conflict.record or {}
        return CONFLICT if record.get("revision", 0) > order["revision"] else 1
    return CROWDED


def _forked(work: Callable[[], int | None]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = work() or 0
    except BaseException as error:  # nothing of it may go on in the parent's way
        tell("failed", repr(error).replace("\n", " "))
    os._exit(code)


def _crowd(order: dict[str, Any]) -> list[int]:
    store_of(*order["store"]).close()  # what it loads, the children have
    gate, opener = os.pipe()
    waiting, ready = os.pipe()

    def work() -> int:
        os.close(opener)
        return _join_crowd(order, ready, gate)

    children = [_forked(work) for _ in range(order["number"])]
    for _ in children:
        os.read(waiting, 1)
    os.close(opener)
    found = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    for end in (gate, waiting, ready):
        os.close(end)
    return found


def main() -> None:
    """
    Work until the orders end.
    """
    tell("ready")
    for line in iter(sys.stdin.readline, ""):
        order: dict[str, Any] = json.loads(line)
        if order["do"] == "crowd":
            tell("crowd", json.dumps(_crowd(order)))
        elif not order["dies"]:
            _walk(order)
            tell("ended", "0")
        else:
            child = _forked(partial(_walk, order))
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            tell("ended", str(code))


if __name__ == "__main__":
    main()
