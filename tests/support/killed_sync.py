"""
A program that keeps a copy of an account in SQLite, and is killed between rows and cursor. Run by
test_killed_sync.

Arguments: API, address, database, and ``kill`` to end it there.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys

from kontokit_banking import reading
from tests.support.banking_servers import APIS


def main(api: str, url: str, path: str, *words: str) -> None:
    """
    Sync once, and store the rows and the cursor in two transactions of the database.
    """
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE IF NOT EXISTS rows (key PRIMARY KEY, day, amount, text)")
    database.execute("CREATE TABLE IF NOT EXISTS cursors (account PRIMARY KEY, cursor)")
    (known,) = database.execute("SELECT max(cursor) FROM cursors").fetchone()
    with APIS[api].client(url) as client:
        bank = reading(client)
        account = bank.accounts()[0]
        changes = bank.sync(account, known)
    gone = [one.key for one in changes.removed] + [one.before_key for one in changes.changed]
    now = [*changes.added, *(one.now for one in changes.changed)]
    with database:
        database.executemany("DELETE FROM rows WHERE key = ?", [(key,) for key in gone])
        database.executemany(
            "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)",
            [(one.key, str(one.day), str(one.amount), one.remittance.text) for one in now],
        )
    if "kill" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    with database:
        database.execute(
            "INSERT OR REPLACE INTO cursors VALUES (?, ?)", (account.key, changes.cursor)
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
