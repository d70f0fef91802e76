"""
Schedules with real processes: real stores, real connections, and SIGKILL at random points.

The provider and its slow bank live in this process; the flow lives in children of a worker.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import IO, Any, Final, cast

import attrs

from kontokit.core.exceptions import TransportError
from kontokit.http import HttpRequest, Timeouts
from kontokit.sca.steps import Cancelled, Expired, Failed, Finished, Unknown
from tests.faults.bank import Bank as Books
from tests.faults.play import provider_of
from tests.faults.schedule import Schedule, draw
from tests.faults.shared import CONTROL, SharedClock
from tests.faults.verdicts import Ended, Result, judge
from tests.faults.wire import Wire
from tests.faults.world import World, run_blocking
from tests.support.bank import Bank, Reply

_ROOT: Final = Path(__file__).parents[2]
_LIVES: Final = 6
"""How many processes work on an order at most; the last one is not killed."""
_PATIENCE: Final = Timeouts(read=300.0)
_ENDS: Final = {
    "Finished": Finished(),
    "Failed": Failed(reason="refused"),
    "Cancelled": Cancelled(by="user"),
    "Expired": Expired(what="step"),
    "Unknown": Unknown(step="start"),
}


class Server(Bank):
    """
    The provider of one schedule after the other, on loopback.
    """

    world: World
    wire: Wire
    user: Any

    def next_reply(self) -> Reply:
        heard = self.last
        if heard.target == CONTROL:
            what, text = json.loads(heard.body)
            return Reply(body=json.dumps(self._act(what, text)).encode())
        headers = tuple(heard.headers.items())
        request = HttpRequest(
            operation="any",
            method=heard.method,
            url=f"{self.url}{heard.target}",
            headers=headers,
            body=heard.body or None,
            timeouts=_PATIENCE,
        )
        try:
            response = run_blocking(self.wire.send(request))
        except TransportError:
            return Reply(raw=b"")
        return Reply(response.status_code, response.body, dict(response.headers))

    def _act(self, what: str, text: str) -> str:
        match what:
            case "tan":
                return str(self.user.tan(text))
            case "visit":
                return str(self.user.visit(text))
            case "approve":
                self.user.approve()
            case "wrote":
                self.world.wrote()
            case _:
                self.world.note(text)
        return ""


class Processes:
    """
    A worker and the server that its children call.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = Server()
        command = [sys.executable, "-m", "tests.faults.process_worker"]
        pipe = subprocess.PIPE
        self._worker = subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True)
        assert self._line() == "ready"

    def play(self, seed: int, number: int, store: tuple[str, str]) -> Result:
        """
        Play one schedule with processes that are killed.

        Args:
            number: Which schedule of the seed.
            store: ``sqlite`` and a path, or ``redis`` and a port.
        """
        if store[0] == "redis":
            _empty(int(store[1]))  # each schedule has the same id of its flow
        plan = draw(seed, number)
        world, bank = self._prepared(plan)
        rng = Random(f"kills {seed}/{number}")
        order = {
            "seed": seed,
            "number": number,
            "url": self._server.url,
            "clock": str(self._folder / f"clock-{number}"),
            "store": store,
            "has_left": False,
        }
        end: dict[str, Any] | None = None
        for life in range(_LIVES):
            is_last = life == _LIVES - 1
            end = self._live(order, world, **_death(rng, is_last=is_last))
            if end is not None:
                break
        return self._judged(plan, world, bank, end or {"stuck": "no process came to the end"})

    def _prepared(self, plan: Schedule) -> tuple[World, Books]:
        world = World(attrs.evolve(plan, crashes=(), intrusions=()))
        clock: Any = SharedClock(self._folder / f"clock-{plan.number}")
        world.clock, world.begun = clock, clock.time
        bank = Books(clock, busy=plan.busy, refuses=plan.refuses)
        provider = provider_of(plan, bank, clock, base=self._server.url)
        self._server.forget()
        self._server.world, self._server.user = world, provider
        self._server.wire = Wire(world, provider)
        return world, bank

    def _live(
        self, order: dict[str, Any], world: World, *, dies: int, after: float
    ) -> dict[str, Any] | None:
        """
        One process; None if it was killed.
        """
        stdin = cast("IO[str]", self._worker.stdin)
        stdin.write(json.dumps({**order, "dies": dies, "after": after}) + "\n")
        stdin.flush()
        told: dict[str, Any] | None = None
        while not (line := self._line()).startswith("exit "):
            told = json.loads(line)
        if line == "exit 0":
            return told
        if line != "exit -9":
            return {"stuck": f"the process ended with {line}"}
        world.crashes += 1
        world.unclear_crashes += 1  # where a process is killed by the clock, no one knows
        world.told = world.known
        world.clock.sleep(5.0)
        if order["store"][0] == "redis":
            _end_leases(int(order["store"][1]))
        world.note("a new process goes on")
        return None

    def _judged(self, plan: Schedule, world: World, bank: Books, end: dict[str, Any]) -> Result:
        step = _ENDS.get(end.get("end", ""))
        caller: Any = SimpleNamespace(
            flow=SimpleNamespace(step=step), has_left=end.get("left", False)
        )
        server = self._server
        return judge(
            Ended(
                plan=plan,
                bank=bank,
                provider=server.user,
                wire=server.wire,
                world=world,
                caller=caller,
                stuck=end.get("stuck"),
            )
        )

    def _line(self) -> str:
        line = cast("IO[str]", self._worker.stdout).readline()
        assert line, "the worker has ended"
        return line.strip()

    def close(self) -> None:
        """
        End the worker and the server.
        """
        with self._worker:
            self._worker.kill()
        self._server.close()


def _empty(port: int) -> None:
    import redis

    with redis.Redis(port=port) as database:
        database.flushall()


def _end_leases(port: int) -> None:
    """
    Let the lease of a killed process end, as it does by itself after four seconds.
    """
    import redis

    with redis.Redis(port=port) as database:
        for name in database.scan_iter("*lock*"):
            database.delete(name)


def _death(rng: Random, *, is_last: bool) -> dict[str, Any]:
    """
    When a process dies: at a point, after a time, or never.
    """
    if is_last:
        return {"dies": 0, "after": 0.0}
    if rng.random() < 0.7:
        return {"dies": rng.randrange(1, 16), "after": 0.0}
    return {"dies": 0, "after": rng.uniform(0.005, 0.15)}


def store_for(number: int, folder: Path, redis_port: int) -> tuple[str, str]:
    """
    The store of a schedule: every other one has its records in Redis.

    Args:
        folder: For the SQLite files.
        redis_port: The port of a Redis that may be emptied.
    """
    if number % 2:
        return "redis", str(redis_port)
    return "sqlite", str(folder / f"records-{number}.db")


@contextmanager
def processes(folder: Path) -> Generator[Processes]:
    """
    Processes that are ended with the block.

    Args:
        folder: For their clocks.
    """
    made = Processes(folder)
    try:
        yield made
    finally:
        made.close()
