"""
One of several processes that share a store of tokens. It takes orders line by line.

``read N`` makes N calls and tells how many were answered; ``stall`` gets as far as to hold the
lock of a refresh, tells so and stays there.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from kontokit import ClientCredentials, HttpTransport, UserCredentials
from kontokit.http import HttpRequest, HttpResponse
from kontokit.stores import FileStore, RedisStore, SqliteStore, Store
from kontokit_finapi_access import FinapiAccess


class Stalling:
    """
    A transport that never sends a token request, once it is asked to stall.
    """

    def __init__(self) -> None:
        self._inner = HttpTransport()
        self.stalls = False

    def send(self, request: HttpRequest) -> HttpResponse:
        if self.stalls and request.url.endswith("/token"):
            _say("holding")
            time.sleep(600)
        return self._inner.send(request)

    def close(self) -> None:
        self._inner.close()


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # how it answers its parent


def main() -> None:
    """
    Work until the orders end.
    """
    config = json.loads(sys.argv[1])
    wire = Stalling()
    client = FinapiAccess(
        client_credentials=ClientCredentials(*config["client"]),
        user_credentials=UserCredentials(*config["user"]),
        token_store=_store(*config["store"]),
        base_url=config["url"],
        headers={"X-Worker": str(os.getpid())},
        transport=wire,
    )
    _say("ready")
    for line in sys.stdin:
        order, _, number = line.strip().partition(" ")
        wire.stalls = order == "stall"
        _say(str(_answered(client.users.get, config["user"][0], int(number or 1))))


def _store(kind: str, place: str) -> Store:
    if kind == "redis":
        import redis

        return RedisStore(redis.Redis(port=int(place)), key=None)
    return FileStore(place, key=None) if kind == "file" else SqliteStore(place, key=None)


def _answered(call: Callable[[], object], wanted: str, times: int) -> int:
    return sum(getattr(call(), "id", None) == wanted for _ in range(times))


if __name__ == "__main__":
    main()
