"""
The tables of an ERP: invoices, payments, what pays what, and how far each account has been read.
"""

import csv
import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from matching import Invoice, Match, Payment

TABLES = """
CREATE TABLE IF NOT EXISTS invoices (number TEXT PRIMARY KEY, customer TEXT, due TEXT, amount TEXT);
CREATE TABLE IF NOT EXISTS payments (
    key TEXT PRIMARY KEY, day TEXT, amount TEXT, payer TEXT, purpose TEXT);
CREATE TABLE IF NOT EXISTS allocations (
    payment TEXT REFERENCES payments ON DELETE CASCADE, invoice TEXT REFERENCES invoices,
    amount TEXT, PRIMARY KEY (payment, invoice));
CREATE TABLE IF NOT EXISTS cursors (account TEXT PRIMARY KEY, cursor TEXT);
"""


class Ledger:
    """Amounts are texts in SQLite, which has no exact decimals."""

    def __init__(self, path: Path | str) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute("PRAGMA foreign_keys = ON")
        self.database.executescript(TABLES)

    def add_invoices(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file, self.database:
            for row in csv.DictReader(file):
                values = (row["number"], row["customer"], row["due"], row["amount"])
                self.database.execute("INSERT OR IGNORE INTO invoices VALUES (?, ?, ?, ?)", values)

    def cursor(self, account: str) -> str | None:
        query = "SELECT cursor FROM cursors WHERE account = ?"
        found = self.database.execute(query, (account,)).fetchone()
        return found[0] if found else None

    def store(
        self, account: str, cursor: str | None, gone: Iterable[str], payments: Iterable[Payment]
    ) -> None:
        """All or nothing. What a payment that is gone has paid is open again."""
        with self.database:
            self.database.executemany(
                "DELETE FROM payments WHERE key = ?", [(key,) for key in gone]
            )
            self.database.executemany(
                "INSERT OR REPLACE INTO payments VALUES (?, ?, ?, ?, ?)",
                [
                    (one.key, one.day.isoformat(), str(one.amount), one.payer, one.purpose)
                    for one in payments
                ],
            )
            values = (account, cursor)
            self.database.execute("INSERT OR REPLACE INTO cursors VALUES (?, ?)", values)

    def open_invoices(self) -> list[Invoice]:
        left: dict[str, Invoice] = {}
        for number, customer, due, amount in self.database.execute(
            "SELECT number, customer, due, amount FROM invoices ORDER BY due, number"
        ):
            paid = self._paid(number)
            if (rest := Decimal(amount) - paid) > 0:
                left[number] = Invoice(
                    number=number, customer=customer, due=date.fromisoformat(due), open=rest
                )
        return list(left.values())

    def unallocated(self) -> list[Payment]:
        query = """SELECT key, day, amount, payer, purpose FROM payments
            WHERE key NOT IN (SELECT payment FROM allocations) ORDER BY day, key"""
        return [
            Payment(
                key=key,
                day=date.fromisoformat(day),
                amount=Decimal(amount),
                payer=payer,
                purpose=purpose,
            )
            for key, day, amount, payer, purpose in self.database.execute(query)
        ]

    def allocate(self, payment: Payment, found: Match) -> None:
        rows = [(payment.key, invoice.number, str(amount)) for invoice, amount in found.paid]
        with self.database:
            self.database.executemany("INSERT INTO allocations VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        self.database.close()

    def _paid(self, number: str) -> Decimal:
        query = "SELECT amount FROM allocations WHERE invoice = ?"
        rows = self.database.execute(query, (number,))
        return sum((Decimal(amount) for (amount,) in rows), Decimal(0))
