"""
A long history: one million rows through a listing, and through its engine and msgspec alone.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from kontokit import Listing
from kontokit.core.limits import MAX_DIGITS
from kontokit.http import HttpRequest
from kontokit.http.engines import new_transport
from kontokit.serialization.custom_types import typed_decoder
from kontokit_finapi_access import FinapiAccess, models

from .pages_server import serving

_ROWS: Final = 1_000_000
_SIZE: Final = 500
_DELAY: Final = 0.05


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Read the rows in turns, each time in a new process, and pages that take time with prefetching.

    Args:
        scale: 1 is a million rows.
        rounds: How often each is timed.
    """
    rows = max(1, int(_ROWS * scale) // _SIZE) * _SIZE
    yield from _throughput(rows, min(rounds, 3))
    yield from _prefetching(rounds)


def _throughput(rows: int, rounds: int) -> Iterator[str]:
    found: dict[str, list[list[float]]] = {name: [] for name in READERS}
    with serving(rows, size=_SIZE) as url:
        for _ in range(rounds):
            for name in READERS:
                command = [sys.executable, "-m", __name__, name, url, str(rows)]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                found[name].append([float(one) for one in done.stdout.split()])
    yield (
        f"| read {rows:,} rows of finAPI, {_SIZE} to a page | CPU, s | rows a second of CPU | "
        "throughput | rows a second | growth, MiB |"
    )
    yield "|---|---|---|---|---|---|"
    least = {name: min(run[0] for run in runs) for name, runs in found.items()}
    first = next(iter(least.values()))
    for name, runs in found.items():
        elapsed, grown = min(run[1] for run in runs), statistics.median(run[2] for run in runs)
        figures = (least[name], rows / least[name], first / least[name], rows / elapsed, grown)
        yield "| {} | {:.2f} | {:,.0f} | {:.2f} | {:,.0f} | {:.1f} |".format(name, *figures)
    yield ""


def _prefetching(rounds: int) -> Iterator[str]:
    count = 40
    yield f"| read {count} pages of 50 ms | minimum, s | times as fast |"
    yield "|---|---|---|"
    first = 0.0
    with serving(count * 10, size=10, delay=_DELAY) as url:
        for ahead in (0, 1, 2, 4):
            least = min(_seconds(url, ahead) for _ in range(min(rounds, 3)))
            first = first or least
            yield f"| `prefetch({ahead})` | {least:.2f} | {first / least:.1f} |"
    yield ""


def _seconds(url: str, ahead: int) -> float:
    with FinapiAccess(user_token="t", base_url=url) as client:  # noqa: S106 - no one's
        begun = time.monotonic()
        for _ in _listing(client, 10).prefetch(ahead):
            pass
        return time.monotonic() - begun


def _listing(client: FinapiAccess, size: int) -> Listing[models.Transaction, Any]:
    return client.transactions.list(view="bankView", per_page=size)


def _bare(url: str, rows: int, note: Callable[[], None]) -> int:
    decoder = typed_decoder(models.PageableTransactionList, MAX_DIGITS)
    transport, count = new_transport(None, None), 0
    for page in range(1, rows // _SIZE + 1):
        address = f"{url}/api/v2/transactions?view=bankView&page={page}&perPage={_SIZE}"
        headers = (("Authorization", "Bearer t"), ("Accept", "application/json"))
        request = HttpRequest(operation="bare", method="GET", url=address, headers=headers)
        response = transport.send(request)
        for _ in decoder.decode(response.body).transactions or ():
            count += 1
        if page == _WARM:
            note()
    transport.close()
    return count


def _kontokit(url: str, rows: int, note: Callable[[], None], ahead: int = 0) -> int:
    count = 0
    with FinapiAccess(user_token="t", base_url=url) as client:  # noqa: S106 - no one's
        for _ in _listing(client, _SIZE).prefetch(ahead):
            count += 1
            if count == _WARM * _SIZE:
                note()
    return count


def _kontokit_ahead(url: str, rows: int, note: Callable[[], None]) -> int:
    return _kontokit(url, rows, note, 1)


_WARM: Final = 20
"""After so many pages, everything is loaded and each buffer has its size."""

READERS: Final[dict[str, Callable[[str, int, Callable[[], None]], int]]] = {
    "engine and msgspec": _bare,
    "kontokit": _kontokit,
    "kontokit, `prefetch(1)`": _kontokit_ahead,
}


def _memory() -> int:
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """
    Read once; write the seconds of CPU, the seconds, and by how many MiB the process has grown.
    """
    name, url, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    settled: list[int] = []
    cpu, begun = time.process_time(), time.monotonic()
    count = READERS[name](url, rows, lambda: settled.append(_memory()))
    cpu, begun = time.process_time() - cpu, time.monotonic() - begun
    grown = (_memory() - settled[0]) / 2**20 if settled else 0.0
    if count != rows:
        raise SystemExit(f"{count} rows came")
    sys.stdout.write(f"{cpu} {begun} {grown}\n")


if __name__ == "__main__":
    main()
