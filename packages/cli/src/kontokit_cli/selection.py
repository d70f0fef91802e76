"""
Which accounts and connections are meant by what a person types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from .failures import Misused, NotThere

if TYPE_CHECKING:
    from kontokit_banking import Account, Connection

    from .session import Session

    AnyAccount: TypeAlias = Account[Any]
    AnyConnection: TypeAlias = Connection[Any]

__all__ = [
    "accounts_of",
    "connection_named",
    "find_account",
    "find_accounts",
    "remember_accounts",
]


def accounts_of(session: Session, connection: str | None = None) -> list[AnyAccount]:
    """
    The accounts, all or those of one connection.

    Raises:
        NotThere: There is no such connection.
    """
    found = session.bank.accounts()
    if connection is None:
        return found
    chosen = connection_named(session, connection)
    return [one for one in found if one.connection_id == chosen.id]


def connection_named(session: Session, name: str) -> AnyConnection:
    """
    The connection with an id, an alias or a name.

    Raises:
        NotThere: There is none.
        Misused: Several fit.
    """
    known = session.bank.connections()
    alias = session.state.read("aliases").get(name, {}).get("id")
    for wanted in (alias, name):
        for one in known:
            if wanted is not None and one.id == wanted:
                return one
    fitting = [one for one in known if _fits(name, (one.bank_name, one.name, one.bic))]
    if not fitting:
        raise NotThere(f"there is no connection {name!r}")
    if len(fitting) > 1:
        ids = ", ".join(one.id for one in fitting)
        raise Misused(f"{name!r} fits several connections: {ids}; give the id")
    return fitting[0]


def find_accounts(
    session: Session, known: Sequence[AnyAccount], names: Iterable[str]
) -> list[AnyAccount]:
    """
    The accounts with these names; all where none is named.

    Raises:
        NotThere: A name fits no account.
    """
    wanted = list(names)
    if not wanted:
        return list(known)
    found: list[AnyAccount] = []
    for name in wanted:
        fitting = _accounts_named(known, name)
        if not fitting:
            raise NotThere(
                f"there is no account {name!r}", next_step=f"list them: {session.command} accounts"
            )
        found += [one for one in fitting if one not in found]
    return found


def find_account(session: Session, known: Sequence[AnyAccount], name: str) -> AnyAccount:
    """
    The one account with a name. An account that several connections lead to is one.

    Raises:
        NotThere: There is none.
        Misused: Several fit.
    """
    found = find_accounts(session, known, [name])
    if len({one.iban or one.key for one in found}) > 1:
        labels = ", ".join(one.iban or one.label for one in found)
        raise Misused(f"{name!r} fits several accounts: {labels}; give the IBAN")
    return found[0]


def remember_accounts(session: Session, found: Sequence[AnyAccount]) -> None:
    """
    Keep the names of accounts for completion.
    """
    names = [name for one in found for name in (one.name, one.iban) if name]
    session.state.note("names", "accounts", {"names": names})


def _accounts_named(known: Sequence[AnyAccount], name: str) -> list[AnyAccount]:
    exact = name.replace(" ", "").casefold()
    for one in known:
        numbers = (one.iban, one.number, one.key, one.id)
        if exact in [number.casefold() for number in numbers if number]:
            return [one]
    return [one for one in known if _fits(name, (one.name, one.kind_raw, one.kind.value))]


def _fits(typed: str, names: Iterable[str | None]) -> bool:
    wanted = typed.casefold()
    return any(wanted in name.casefold() for name in names if name)
