"""
Carry out steps with a client: the same twice, for sync and async clients.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from kontokit import (
    AsyncClient,
    CallOptionsDict,
    Deviation,
    ListChangedError,
    PageRepeatedError,
    SyncClient,
    UnreadableRow,
)

from .steps import Fetch, Steps

ResultT = TypeVar("ResultT")

_TRIES: Final = 3
"""How often a list is read that changes meanwhile."""
_CHANGED: Final = (ListChangedError, PageRepeatedError)
"""As many new rows as a page has make an earlier page come again."""


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
    if fetch.with_keys:
        return list(client.call(fetch.call.operation, fetch.call.arguments).items())
    for left in reversed(range(_TRIES)):
        rows, options = _notebook()
        try:
            for row in client.list(fetch.call.operation, fetch.call.arguments, options=options):
                if fetch.is_behind and fetch.is_behind(row):
                    break
                rows.append(row)
        except _CHANGED:
            if not left:
                raise
            continue
        return rows
    raise AssertionError("a try has ended without rows and without an error")


async def _fetch_async(client: AsyncClient, fetch: Fetch) -> list[Any]:
    if fetch.with_keys:
        found = await client.call(fetch.call.operation, fetch.call.arguments)
        return list(found.items())
    for left in reversed(range(_TRIES)):
        rows, options = _notebook()
        listed = client.list(fetch.call.operation, fetch.call.arguments, options=options)
        try:
            async for row in listed:
                if fetch.is_behind and fetch.is_behind(row):
                    break
                rows.append(row)
        except _CHANGED:
            if not left:
                raise
            continue
        return rows
    raise AssertionError("a try has ended without rows and without an error")


def _notebook() -> tuple[list[Any], CallOptionsDict]:
    """
    Make a list of rows, and the options that note what cannot be decoded among them: a client may
    be told to leave such rows out, and then they would be taken for deleted.
    """
    rows: list[Any] = []

    def note(found: Deviation | UnreadableRow) -> None:
        if isinstance(found, UnreadableRow):
            rows.append(found)

    return rows, {"on_deviation": note}
