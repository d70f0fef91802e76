"""
The tables of the ledger.
"""

from __future__ import annotations

from .rows import COLUMNS

__all__ = ["INDEXES", "INSERT", "OF_ACCOUNTS", "TABLES"]

_ROW = """
    account INTEGER, pos INTEGER, day INTEGER, value_day INTEGER, cents INTEGER, kind TEXT,
    counterparty TEXT, iban TEXT, bic TEXT, purpose TEXT, category TEXT, refs TEXT, announced TEXT,
    appeared_at INTEGER, booked_at INTEGER, PRIMARY KEY (account, pos)
"""

TABLES = (
    """CREATE TABLE IF NOT EXISTS account (
        no INTEGER PRIMARY KEY, person TEXT, holder TEXT, name TEXT, kind TEXT, profile TEXT,
        bank_code TEXT, number TEXT, opening INTEGER, rows INTEGER, overdraft INTEGER,
        booked INTEGER NOT NULL DEFAULT 0, visible INTEGER NOT NULL DEFAULT 0,
        first_month INTEGER, last_month INTEGER)""",
    # Rows that exist at the time of the clock; what comes later waits in the other table.
    f"CREATE TABLE IF NOT EXISTS tx ({_ROW}) WITHOUT ROWID",
    f"CREATE TABLE IF NOT EXISTS future ({_ROW}) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS standing_order (
        no INTEGER PRIMARY KEY, account INTEGER, due REAL, first TEXT, last TEXT, months INTEGER,
        count INTEGER, cents INTEGER, name TEXT, iban TEXT, purpose TEXT)""",
    "CREATE TABLE IF NOT EXISTS ledger (name TEXT PRIMARY KEY, value)",
)

INDEXES = (
    # Without the texts of the rows, so that a jump reads less.
    "CREATE INDEX IF NOT EXISTS tx_account_pos ON tx (account, pos, appeared_at)",
    "CREATE INDEX IF NOT EXISTS tx_account_day ON tx (account, day, pos, appeared_at)",
    "CREATE INDEX IF NOT EXISTS tx_day ON tx (day, account, pos, appeared_at)",
    "CREATE INDEX IF NOT EXISTS tx_appeared ON tx (appeared_at, account, pos)",
    "CREATE INDEX IF NOT EXISTS tx_pending ON tx (booked_at) WHERE booked_at > appeared_at",
    "CREATE INDEX IF NOT EXISTS future_appeared ON future (appeared_at)",
)
"""Made after the first rows, which is faster."""

OF_ACCOUNTS = (
    ("tx", "account"),
    ("future", "account"),
    ("standing_order", "account"),
    ("account", "no"),
)
"""What belongs to accounts: tables, and their columns with the number of the account."""

INSERT = f"({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
"""The end of a statement that inserts a row."""
