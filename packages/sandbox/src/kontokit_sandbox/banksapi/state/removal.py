"""
Removes what bank accesses of users have of a person whose accounts the bank has closed.
"""

from __future__ import annotations

from collections.abc import Collection

from .bank import Bank, User
from .pending import all_scas

__all__ = ["forget_person"]


def forget_person(bank: Bank, person: str, gone: Collection[int]) -> None:
    """
    Remove the bank accesses whose login leads to a person, and the person's products from others.
    SCAs of these logins fail. Call it while the ledger still has the accounts.

    Args:
        gone: The numbers of the accounts in the ledger.
    """
    for sca, _ in all_scas(bank):
        if sca.is_open and bank.ledger.person_of(sca.login) == person:
            sca.fail("BA3040")
    for user in bank.users.values():
        _forget_accesses(bank, user, person, gone)


def _forget_accesses(bank: Bank, user: User, person: str, gone: Collection[int]) -> None:
    for key, access in list(user.accesses.items()):
        # The caller fills builder accesses; they have no login.
        if access.kind != "BUILDER" and bank.ledger.person_of(access.login.user) == person:
            del user.accesses[key]
            continue
        access.products = [one for one in access.products if one.account not in gone]
