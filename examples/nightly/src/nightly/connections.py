"""
Your database and your vault. Here: a file, and a folder with a file for each password.
"""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterator
from pathlib import Path

from kontokit import UserCredentials
from kontokit_fleet import Unit


def units(run: str, folder: Path) -> Iterator[Unit]:
    """
    One for each connection: SELECT user, connection, bank FROM connections.
    """
    with (folder / "connections.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield Unit(run=run, api="finapi_access", **row)


class Vault:
    """
    The only place that has passwords. Workers ask it when they need one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "vault"

    async def secrets(self, user: str) -> UserCredentials:
        password = await asyncio.to_thread((self._folder / user).read_text, "utf-8")
        return UserCredentials(user, password)
