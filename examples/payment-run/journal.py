"""
What is known about each payment. It is written before anything is sent.
"""

import sqlite3
from pathlib import Path
from typing import Literal

State = Literal["sending", "submitted", "failed", "unknown"]
TABLE = """CREATE TABLE IF NOT EXISTS payments (
    id TEXT PRIMARY KEY, order_id INTEGER NOT NULL, state TEXT NOT NULL)"""


class Journal:
    def __init__(self, path: Path | str) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute("PRAGMA synchronous = FULL")
        self.database.execute(TABLE)

    def begin(self, payment: str, order: int) -> None:
        """From here on the payment counts as sent; a second time raises IntegrityError."""
        with self.database:
            values = (payment, order, "sending")
            self.database.execute("INSERT INTO payments VALUES (?, ?, ?)", values)

    def order(self, payment: str) -> tuple[int, State] | None:
        query = "SELECT order_id, state FROM payments WHERE id = ?"
        found: tuple[int, State] | None = self.database.execute(query, (payment,)).fetchone()
        return found

    def settle(self, payment: str, state: State) -> None:
        with self.database:
            self.database.execute("UPDATE payments SET state = ? WHERE id = ?", (state, payment))

    def close(self) -> None:
        self.database.close()
