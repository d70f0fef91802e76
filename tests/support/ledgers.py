"""
Ledgers of the sandbox with a clock of their own, and what is true of all of them.
"""

from __future__ import annotations

from datetime import datetime

from kontokit_sandbox.demo.money import cents
from kontokit_sandbox.ledger.database import Database
from kontokit_sandbox.ledger.ledger import Ledger
from kontokit_sandbox.ledger.rows import Row
from kontokit_sandbox.ledger.templates import start_ledger
from kontokit_sandbox.server.clock import Clock

__all__ = ["adds_up", "ledger_at", "rows_of"]


def ledger_at(start: str, *, seed: int = 1, transactions: int = 2500) -> Ledger:
    """
    A ledger with a clock of its own.
    """
    clock = Clock(start)
    ledger = Ledger(Database(), clock, seed=seed, transactions=transactions)
    clock.timeline.before_events(ledger.book_until)
    start_ledger(ledger)
    return ledger


def rows_of(ledger: Ledger) -> dict[tuple[int, int], Row]:
    """
    All rows by account and position.
    """
    now = ledger.clock.now()
    return {(no, row.position): row for no in ledger.accounts for row in ledger.rows(no, now)}


def adds_up(ledger: Ledger, seen: datetime) -> bool:
    """
    Whether the opening balance and the booked rows make the balance, on every account.
    """
    return all(
        ledger.balance(account.no, seen)
        == cents(account.opening)
        + sum(row.amount for row in ledger.rows(account.no, seen) if row.is_booked)
        for account in ledger.accounts.values()
    )
