"""
Carry out steps with a client: the same twice, for sync and async clients.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from kontokit import AsyncClient, ListChangedError, SyncClient

from .steps import Fetch, Steps

ResultT = TypeVar("ResultT")

_TRIES: Final = 3
"""How often a list is read that changes meanwhile."""


def run(client: SyncClient, steps: Steps[ResultT]) -> ResultT:
    """
    Carry out steps with a sync client.
    """
    try:
        fetch = next(steps)
        while True:
            fetch = steps.send(_fetch(client, fetch))
    except StopIteration as done:
        result: ResultT = done.value
        return result


async def run_async(client: AsyncClient, steps: Steps[ResultT]) -> ResultT:
    """
    Carry out steps with an async client.
    """
    try:
        fetch = next(steps)
        while True:
            fetch = steps.send(await _fetch_async(client, fetch))
    except StopIteration as done:
        result: ResultT = done.value
        return result


def _fetch(client: SyncClient, fetch: Fetch) -> list[Any]:
    for left in reversed(range(_TRIES)):
        rows: list[Any] = []
        try:
            for row in client.list(fetch.call.operation, fetch.call.arguments):
                if fetch.is_behind and fetch.is_behind(row):
                    break
                rows.append(row)
        except ListChangedError:
            if not left:
                raise
            continue
        return rows
    raise AssertionError("a try has ended without rows and without an error")


async def _fetch_async(client: AsyncClient, fetch: Fetch) -> list[Any]:
    for left in reversed(range(_TRIES)):
        rows: list[Any] = []
        try:
            async for row in client.list(fetch.call.operation, fetch.call.arguments):
                if fetch.is_behind and fetch.is_behind(row):
                    break
                rows.append(row)
        except ListChangedError:
            if not left:
                raise
            continue
        return rows
    raise AssertionError("a try has ended without rows and without an error")
