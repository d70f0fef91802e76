"""
Up to which day each account is read; the next run overlaps it by some days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from kontokit.stores import AsyncSwapStore, SwapStore, async_store

from .unit import Unit, digest


class Watermarks:
    """
    The newest booking day of each account of a connection, in a store.

    It moves when a unit is done. Bookings that come late are found by the overlap, and rows that
    are read again are written once by their keys. The store sees digests: the key of an account may
    be its IBAN.
    """

    def __init__(
        self, store: SwapStore | AsyncSwapStore, *, overlap: timedelta = timedelta(days=14)
    ) -> None:
        """
        Nothing is read yet.

        Args:
            store: An async store, or a blocking one, which is used in threads. It is not closed.
            overlap: How many days before the newest booking are read again.

        Raises:
            ConfigurationError: The store cannot compare and swap.
        """
        self._store = async_store(store)
        self._overlap = overlap

    async def first_days(self, unit: Unit, accounts: Iterable[str]) -> dict[str, date]:
        """
        From which day to read: account key → day. An account that is not there is read whole.

        Args:
            unit: The connection.
            accounts: The keys of its accounts.

        Raises:
            StoreError: The store did not work.
        """
        known = _decoded(await self._store.load(_key(unit)))
        found = {key: known.get(_account(unit, key)) for key in accounts}
        return {key: day - self._overlap for key, day in found.items() if day is not None}

    async def move(self, unit: Unit, newest: Mapping[str, date]) -> None:
        """
        Note the newest booking day of accounts; a day never moves back.

        Raises:
            StoreError: The store did not work. The next run overlaps more.
        """
        newest = {_account(unit, key): day for key, day in newest.items()}
        while newest:
            record = await self._store.load(_key(unit))
            known = _decoded(record)
            moved = {key: max(day, known.get(key, day)) for key, day in newest.items()}
            if {**known, **moved} == known:
                return
            if await self._store.swap(_key(unit), record, msgspec.json.encode({**known, **moved})):
                return

    def __repr__(self) -> str:
        return f"Watermarks({self._store!r})"


def _decoded(record: bytes | None) -> dict[str, date]:
    if record is None:
        return {}
    try:
        return msgspec.json.decode(record, type=dict[str, date])
    except (msgspec.MsgspecError, ValueError):
        return {}  # a damaged record means that everything is read


def _account(unit: Unit, key: str) -> str:
    # So short that many accounts have the same one: nobody finds the IBAN by trying all.
    return digest(unit.api, unit.user, unit.connection, key)[:10]


def _key(unit: Unit) -> str:
    return f"read-{digest(unit.api, unit.user, unit.connection)}"
