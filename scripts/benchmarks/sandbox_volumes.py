"""
What a million rows cost the sandbox: to start, to read in pages, and in memory.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from .serving import HOME, KNOWN, Client, Server, serving

__all__ = ["tables"]

_ROWS = 1_000_000
_SIZE = 500
_COMPANY = "mueller"


def tables(scale: float) -> Iterator[str]:
    """
    Start with few and with many rows, and read the many in pages of 500.

    Args:
        scale: How many of a million rows.
    """
    count = max(20_000, round(_ROWS * scale))
    with TemporaryDirectory() as cache:
        yield "| start | ready after, s | CPU, s | memory, MiB |"
        yield "|---|---|---|---|"
        starts = {"2,500 rows": 2_500, f"{count:,} rows": count, "the same again": count}
        for name, rows in starts.items():
            begun = time.perf_counter()
            with _server(cache, rows) as server:
                ready = time.perf_counter() - begun
                yield f"| {name} | {ready:.2f} | {server.cpu:.2f} | {server.memory():.0f} |"
        yield ""
        columns = "first | last, in order | jump to the middle | again | to the last | memory, MiB"
        yield f"| pages of 500 of {count:,} rows, ms | {columns} |"
        yield "|---|---|---|---|---|---|---|"
        for name in ("Bankimport", "finAPI", "finAPI, newest first"):
            with _server(cache, count) as server, closing(Client(server.port)) as client:
                yield f"| {name} | {_pages(server, client, name, count // _SIZE)} |"
        yield ""


def _pages(server: Server, client: Client, name: str, last: int) -> str:
    path, authorization = _list_of(client, name)

    def milliseconds(page: int) -> float:
        begun = time.perf_counter()
        client.get(path.format(page=page), authorization)
        return (time.perf_counter() - begun) * 1e3

    milliseconds(1)  # counts the rows
    first = statistics.median(milliseconds(1) for _ in range(5))
    jumps = [milliseconds(page) for page in (last // 2, last // 3, last)]
    # From the beginning, as a client does that reads everything.
    in_order = [milliseconds(page) for page in range(1, last + 1)]
    found = [first, statistics.median(in_order[-20:]), *jumps, server.memory("VmHWM")]
    return " | ".join(f"{one:.0f}" for one in found)


def _list_of(client: Client, name: str) -> tuple[str, str]:
    if name == "Bankimport":
        path = f"/bankimport/api/v1/transactions?limit={_SIZE}&page={{page}}"
        return path, f"Token token={KNOWN.bankimport_token}"
    order = "&order=bankBookingDate,desc" if name.endswith("first") else ""
    path = f"{HOME}/transactions?view=userView&perPage={_SIZE}&page={{page}}{order}"
    return path, client.sign_in(_COMPANY)


@contextmanager
def _server(cache: str, rows: int) -> Generator[Server]:
    settings: dict[str, Any] = {"transactions": rows}
    with serving(settings, {"XDG_CACHE_HOME": cache}) as server:
        yield server
