"""
The rows of an account in a month, which are the same whenever and wherever they are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from random import Random

from .daily_rows import PER_DAY, daily_rows, extra_rows
from .monthly_rows import Month, monthly_rows
from .people import AccountPlan, Kind
from .rows import Draft

__all__ = ["LONGEST_MONTHS", "density", "rows_of_month"]

LONGEST_MONTHS = 120
"""How many months back an account has rows at most."""
_OWN_TRANSFER_DAY = 3
_OWN_TRANSFERS: tuple[tuple[Kind, str], ...] = (
    ("savings", "Sparen {month} {year}"),
    ("card", "Ausgleich Kreditkarte {month} {year}"),
)
_DAYS = LONGEST_MONTHS * 30


def density(plan: AccountPlan) -> float:
    """
    Return how many rows at random come on a day, so that the rows fit into ten years.
    """
    needed = plan.rows / _DAYS
    usual = PER_DAY[plan.profile]
    return usual if needed <= usual else needed


def rows_of_month(
    seed: int, account: int, plan: AccountPlan, family: Mapping[Kind, AccountPlan], year: int,
    number: int,
) -> list[Draft]:  # fmt: skip
    """
    Make the rows of an account in a month.

    Args:
        seed: The seed of the sandbox.
        account: The number of the account in the ledger.
        family: The accounts of the person between which transfers go each month.

    Returns:
        The rows in the order in which they appear.
    """
    if plan.profile == "quiet":
        return []
    month = Month(
        year,
        number,
        _random(seed, account, year, number),
        _random(seed, plan.person, year, number),
        _random(seed, account, "constants"),
    )
    rows = [
        *monthly_rows(month, plan.profile),
        *daily_rows(month, plan.profile),
        *extra_rows(month, plan.profile, density(plan)),
        *_own_transfers(month, plan, family),
    ]
    # Sorting is stable, so equal times stay in the order in which they were made.
    return sorted(rows, key=lambda row: row.appeared_at)


def _own_transfers(
    month: Month, plan: AccountPlan, family: Mapping[Kind, AccountPlan]
) -> Iterator[Draft]:
    """
    Make this account's side of the transfers between the accounts of its person.
    """
    sender = family.get("checking")
    for place, (kind, text) in enumerate(_OWN_TRANSFERS):
        # Drawn for both accounts alike, and for each transfer, whoever has it.
        cents = 10_000 + 500 * month.own.randrange(20)
        receiver = family.get(kind)
        if sender is None or receiver is None or plan not in (sender, receiver):
            continue
        other = receiver if plan == sender else sender
        refs = {
            "eref": month.text(f"EIGEN-{{year}}-{{number:02d}}-{place}"),
            "iban": other.iban,
            "bic": other.bic,
        }
        signed, words = (-cents, "ÜBERWEISUNG") if plan == sender else (cents, "GUTSCHRIFT")
        yield month.booked(_OWN_TRANSFER_DAY, signed, words, other.holder, text,
                           "TRANSFER_OTHER", refs)  # fmt: skip


def _random(*parts: int | str) -> Random:
    # Not hash(), which differs from process to process.
    text = "\n".join(map(str, parts)).encode()
    return Random(int.from_bytes(blake2b(text, digest_size=16).digest()))  # noqa: S311
