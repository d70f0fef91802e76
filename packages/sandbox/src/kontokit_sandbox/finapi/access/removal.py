"""
Removes what users of finAPI have of a person whose accounts the bank has closed.
"""

from __future__ import annotations

from collections.abc import Collection

from ..state.world import User, World
from .accounts import drop_account

__all__ = ["forget_person"]


def forget_person(world: World, person: str, gone: Collection[int]) -> None:
    """
    Delete the imported accounts of a person, with bank connections that have no other ones. SCAs
    of logins that lead to the person end. Call it while the ledger still has the accounts.

    Args:
        gone: The numbers of the accounts in the ledger.
    """
    for key, challenge in list(world.challenges.items()):
        if world.ledger.person_of(challenge.login) == person:
            del world.challenges[key]
    for redirect in world.redirects.values():
        if world.ledger.person_of(redirect.login) == person:
            redirect.ends = world.clock.now()
    for user in world.users.values():
        _drop_accounts(world, user, gone)


def _drop_accounts(world: World, user: User, gone: Collection[int]) -> None:
    for imported in list(user.transactions.imported.values()):
        if imported.no in gone:
            drop_account(world, user, user.accounts[imported.id])
