"""
What has to be read at the providers. A row is there once, however often it was told.
"""

import sqlite3
from pathlib import Path

TABLE = """CREATE TABLE IF NOT EXISTS to_read (
    api TEXT, account TEXT, name TEXT, PRIMARY KEY (api, account))"""


class Inbox:
    def __init__(self, path: Path | str) -> None:
        self.path = path
        with self._open() as database:
            database.execute(TABLE)

    def put(self, api: str, account: str, name: str = "") -> None:
        with self._open() as database:
            database.execute("REPLACE INTO to_read VALUES (?, ?, ?)", (api, account, name))

    def rows(self) -> list[tuple[str, str, str]]:
        with self._open() as database:
            query = "SELECT api, account, name FROM to_read ORDER BY api, account"
            return database.execute(query).fetchall()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=30)  # several workers write
