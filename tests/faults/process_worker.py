"""
A process that lets children of its own work on an order, and that die by SIGKILL.

It takes orders line by line, as JSON. Each child goes on with the flow that the store has, as a
process does that was restarted; it dies at a point, or when its time is over, or comes to the end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from tests.faults.caller import Caller
from tests.faults.play import Seat, Start, client_at, played, sca_maker
from tests.faults.schedule import Schedule, draw
from tests.faults.shared import RemoteUser, SharedClock
from tests.faults.world import World, run_blocking
from tests.support.flow_driver import CallMode
from tests.support.flow_worker import store_of


class MortalWorld(World):
    """
    The world of a process that is killed at a point.
    """

    def __init__(self, plan: Schedule, clock: Any, user: RemoteUser, last: int) -> None:
        super().__init__(attrs.evolve(plan, intrusions=()))
        self.clock = clock
        self._user = user
        self._last = last
        self._passed = 0
        self.approve = user.approve

    def note(self, text: str) -> None:
        self._user.note(text)

    def point(self, name: str, *, is_clear: bool) -> None:
        self._passed += 1
        if self._passed == self._last:
            self.note(f"KILLED {name}")
            os.kill(os.getpid(), signal.SIGKILL)

    def wrote(self) -> None:
        self._user.wrote()


def plan_of(order: dict[str, Any]) -> Schedule:
    return draw(order["seed"], order["number"])


class PointedTransport:
    """
    A transport of a real connection, in which every sending is a point.
    """

    def __init__(self, inner: Any, world: World) -> None:
        self._inner = inner
        self._world = world

    def send(self, request: Any) -> Any:
        self._world.point("before sending", is_clear=False)
        response = self._inner.send(request)
        self._world.point("after sending", is_clear=False)
        return response

    def close(self) -> Any:
        return self._inner.close()


class AsyncPointedTransport(PointedTransport):
    """
    The twin with ``await``.
    """

    async def send(self, request: Any) -> Any:
        self._world.point("before sending", is_clear=False)
        response = await self._inner.send(request)
        self._world.point("after sending", is_clear=False)
        return response


def work(order: dict[str, Any]) -> None:
    """
    Work on the order until it ends, and tell how.
    """
    plan = plan_of(order)
    mode = CallMode("async" if plan.is_async else "sync")
    user = RemoteUser(order["url"])
    world = MortalWorld(plan, SharedClock(Path(order["clock"])), user, order["dies"])
    kind = AsyncPointedTransport if plan.is_async else PointedTransport
    transport = kind(mode.transport, world)
    seat = Seat(client_at(order["url"], plan.api, mode, transport), transport, mode)
    provider: Any = user
    caller = Caller(plan, world, provider, sca_maker(seat, world))
    caller.has_left = order["has_left"]
    store = store_of(*order["store"])
    made = played(caller, Start(plan, seat), store)
    stuck = mode.run(made) if plan.is_async else run_blocking(made)
    step = None if caller.flow is None else type(caller.flow.step).__name__
    print(json.dumps({"end": step, "stuck": stuck, "left": caller.has_left}), flush=True)  # noqa: T201
    store.close()
    mode.close()


def forked(do: partial[None]) -> int:
    """
    Start a child.
    """
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        do()
        code = 0
    finally:
        os._exit(code)


def main() -> None:
    """
    Work until the orders end.
    """
    print("ready", flush=True)  # noqa: T201  # how it answers its parent
    for line in iter(sys.stdin.readline, ""):
        order: dict[str, Any] = json.loads(line)
        child = forked(partial(work, order))
        if order["after"]:
            time.sleep(order["after"])
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(f"exit {code}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
