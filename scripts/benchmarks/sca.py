"""
A call that may need SCA where the bank wants nothing: as a flow, and plain.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from kontokit_finapi_access_v1 import FinapiAccessV1

from .answers_server import answering

_CALLS: Final = 500
_CONNECTION: Final[dict[str, object]] = {
    "id": 1,
    "bankId": 2,
    "interfaces": [],
    "accountIds": [],
    "owners": [],
    "updateStatus": "READY",
    "categorizationStatus": "READY",
    "type": "ONLINE",
}


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time an update of a bank connection that is done at once, both ways in turns.
    """
    calls, rounds = max(20, int(_CALLS * scale)), max(rounds, 3)
    with (
        answering(_CONNECTION) as url,
        FinapiAccessV1(user_token="t", base_url=url) as client,  # noqa: S106 - no one's
    ):
        found: dict[str, list[float]] = {"plain call": [], "`sca.start`": []}
        for _ in range(rounds):
            for name, run in zip(found, (_plain, _flow), strict=True):
                found[name].append(_milliseconds(lambda run=run: run(client), calls))  # type: ignore[misc]
    yield f"| {calls} calls for which the bank wants nothing | CPU of one, ms | median | more, ms |"
    yield "|---|---|---|---|"
    plain = min(found["plain call"])
    for name, times in found.items():
        least = min(times)
        yield f"| {name} | {least:.3f} | {statistics.median(times):.3f} | {least - plain:.3f} |"
    yield ""


def _plain(client: FinapiAccessV1) -> Any:
    return client.bank_connections.update(bank_connection_id=1)


def _flow(client: FinapiAccessV1) -> Any:
    return client.sca.start(client.bank_connections.update, bank_connection_id=1).result


def _milliseconds(call: Callable[[], Any], calls: int) -> float:
    call()
    begun = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - begun) / calls * 1e3
