"""
How many requests a second the sandbox answers, to a client in another process, and what many rows
cost it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from tempfile import TemporaryDirectory
from typing import Any

from . import sandbox_volumes
from .serving import HOME, KNOWN, Client, Server, serving

_REQUESTS = 500
_PAGES = 10


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time small GETs and pages of 1,000 rows, with and without checks and a state file.
    """
    with TemporaryDirectory() as folder:
        kinds: dict[str, dict[str, Any]] = {
            "as it is": {},
            '`check="requests"`': {"check": "requests"},
            "`state=FILE`": {"state": f"{folder}/state"},
        }
        for what, count in (("accounts", _REQUESTS), ("page", _PAGES)):
            title = {"accounts": "finAPI: three accounts", "page": "Bankimport: page of 1,000 rows"}
            yield f"| {title[what]} | requests a second | CPU of the sandbox, ms |"
            yield "|---|---|---|"
            for name, settings in kinds.items():
                with serving(settings) as server, closing(Client(server.port)) as client:
                    number = max(1, round(count * scale))
                    rate, cpu = _measured(server, client, what, number, rounds)
                yield f"| {name} | {rate:,.0f} | {cpu * 1e3:.2f} |"
            yield ""
    yield from sandbox_volumes.tables(scale)


def _measured(
    server: Server, client: Client, what: str, count: int, rounds: int
) -> tuple[float, float]:
    """
    Measure the requests a second and the CPU time of each: medians of all rounds.
    """
    if what == "accounts":
        path, authorization = f"{HOME}/accounts", client.sign_in()
    else:
        path = "/bankimport/api/v1/transactions?limit=1000"
        authorization = f"Token token={KNOWN.bankimport_token}"
    client.get(path, authorization)
    rates: list[float] = []
    costs: list[float] = []
    for _ in range(rounds):
        begun, used = time.perf_counter(), server.cpu
        for _ in range(count):
            client.get(path, authorization)
        rates.append(count / (time.perf_counter() - begun))
        costs.append((server.cpu - used) / count)
    return statistics.median(rates), statistics.median(costs)
