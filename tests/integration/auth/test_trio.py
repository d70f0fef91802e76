"""
Tokens under trio.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trio

from kontokit import TransportError, TransportTimeoutError
from kontokit.stores import FileStore, MemoryStore, Store
from tests.support.sandbox_bank import SandboxBank

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: MemoryStore(),
    "file": lambda folder: FileStore(folder / "tokens.json", key=None),
}


@pytest.mark.parametrize("kind", STORES)
def test_tokens_under_trio(finapi: SandboxBank, tmp_path: Path, kind: str) -> None:
    """
    Twenty tasks sign a user in once, whatever the store; an impatient one gives up alone.
    """
    user = finapi.new_user()
    finapi.sandbox.delay_answers("finapi_access", "POST", "/api/v2/oauth/token", seconds=0.5)
    before, found = finapi.token_requests, list[Any]()

    async def run() -> None:
        async with finapi.async_client(token_store=STORES[kind](tmp_path)) as client:
            mine = client.as_user(user)

            async def read(seconds: float) -> None:
                try:
                    options = {"timeout": seconds}
                    found.append((await mine.call(finapi.operation, options=options)).id)
                except TransportError as error:
                    found.append(type(error))

            async with trio.open_nursery() as nursery:
                for number in range(20):
                    nursery.start_soon(read, 0.2 if number == 0 else 30)
            assert finapi.token_requests - before == 1
            await mine.sign_out()

    trio.run(run)
    assert sorted(map(str, found)) == sorted([str(TransportTimeoutError), *[user.username] * 19])
