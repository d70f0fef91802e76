"""
The people of the sandbox and the accounts that they have from the start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ..demo.money import german_iban

__all__ = [
    "BANKS",
    "COMPANY",
    "PERSON",
    "AccountPlan",
    "Bank",
    "Kind",
    "Profile",
    "plans",
]

Kind = Literal["checking", "savings", "card"]
Profile = Literal["private", "joint", "business", "savings", "card", "quiet"]
"""What happens on an account; nothing on a quiet one."""


@dataclass(frozen=True)
class Bank:
    """
    A bank that does not exist.
    """

    code: str
    name: str
    bic: str
    """With 0 in eighth place, which ISO 9362 keeps for tests."""


BANKS = {
    bank.code: bank
    for bank in (
        # No bank has these codes; codes that begin with 9 are not given out.
        Bank("12345678", "Musterbank", "MUSTDEM0XXX"),
        Bank("99990002", "Beispielbank", "BEISDEB0XXX"),
        Bank("99990003", "Kasse Musterstadt", "KASMDEH0XXX"),
    )
}
"""The made-up banks by code."""


@dataclass(frozen=True, kw_only=True)
class AccountPlan:
    """
    An account that exists from the start.
    """

    person: str
    holder: str
    name: str
    kind: Kind
    profile: Profile
    """What happens on it."""
    bank_code: str
    number: str
    opening: int
    """The balance before the first row, in cents."""
    rows: int
    """How many booked rows it has at the start."""
    overdraft: int = 0
    """In cents."""

    @property
    def iban(self) -> str:
        """
        The IBAN, computed from bank code and account number.
        """
        return german_iban(self.bank_code, self.number)

    @property
    def bic(self) -> str:
        """
        The BIC of the bank.
        """
        return BANKS[self.bank_code].bic


PERSON = "erika"
"""A private person, whose accounts all test logins of finAPI and BANKSapi lead to."""
COMPANY = "mueller"
"""A company, whose accounts are linked in Bankimport from the start."""

_HOLDER = "Erika Mustermann"
_FIRM = "Müller & Söhne GmbH"
_COMPANY_ROWS = 2500
_PLANS = (
    AccountPlan(
        person=COMPANY, holder=_FIRM, name="Kontokorrentkonto", kind="checking",
        profile="business", bank_code="12345678", number="0532013000", opening=2_432_349, rows=1600,
        overdraft=2_000_000,
    ),
    AccountPlan(
        person=COMPANY, holder=_FIRM, name="SparCard", kind="savings", profile="savings",
        bank_code="12345678", number="0532013001", opening=1_000_000, rows=120,
    ),
    AccountPlan(
        person=COMPANY, holder=_FIRM, name="Girokonto", kind="checking", profile="business",
        bank_code="99990002", number="0006820101", opening=1_853_221, rows=640, overdraft=500_000,
    ),
    AccountPlan(
        person=COMPANY, holder=_FIRM, name="Extra-Konto (Tagesgeld) für Rücklagen",
        kind="savings", profile="savings", bank_code="99990003", number="0064847931",
        opening=750_000, rows=140,
    ),
    AccountPlan(
        person=PERSON, holder=_HOLDER, name="Girokonto", kind="checking", profile="private",
        bank_code="12345678", number="9012345678", opening=812_345, rows=450, overdraft=100_000,
    ),
    AccountPlan(
        person=PERSON, holder=_HOLDER, name="Gemeinschaftskonto", kind="checking", profile="joint",
        bank_code="12345678", number="9012345681", opening=90_010, rows=120, overdraft=100_000,
    ),
    AccountPlan(
        person=PERSON, holder=_HOLDER, name="Sparkonto", kind="savings", profile="savings",
        bank_code="12345678", number="9012345679", opening=1_250_000, rows=24,
    ),
    AccountPlan(
        person=PERSON, holder=_HOLDER, name="Kreditkarte Gold", kind="card", profile="card",
        bank_code="12345678", number="9012345682", opening=-4_990, rows=60,
    ),
)  # fmt: skip


def plans(transactions: int) -> list[AccountPlan]:
    """
    Return the accounts that exist from the start, in the order of their numbers in the ledger.

    Args:
        transactions: How many booked rows the company's accounts have together. The accounts of
            the private person have their usual number, or as many as this at most.
    """
    firm = [plan for plan in _PLANS if plan.person == COMPANY]
    shares = [plan.rows * transactions // _COMPANY_ROWS for plan in firm]
    # What is left of the division goes to the largest account.
    shares[0] += transactions - sum(shares)
    scaled = [replace(plan, rows=share) for plan, share in zip(firm, shares, strict=True)]
    others = [plan for plan in _PLANS if plan.person != COMPANY]
    return [*scaled, *(replace(plan, rows=min(plan.rows, transactions)) for plan in others)]
