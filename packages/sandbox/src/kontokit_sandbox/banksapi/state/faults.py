"""
The faults of banks and of the sign-in at BANKSapi.
"""

from __future__ import annotations

from dataclasses import replace

from .bank import Bank, User
from .tokens import Token

__all__ = ["people_of", "require_login", "suffer"]

_REFUSED_PIN = "falsch"


def people_of(bank: Bank, authorization: str | None) -> frozenset[str]:
    """
    The name and the id of the user of a token, and the logins at their banks.
    """
    user = _user(bank, _token(bank, authorization))
    return frozenset() if user is None else _names(user)


def require_login(bank: Bank, person: str) -> bool:
    """
    Let consents of users end, and the bank refuse what was stored.

    Args:
        person: A name that :func:`people_of` gives.

    Returns:
        Whether there is such a user.
    """
    found = [user for user in bank.users.values() if person in _names(user)]
    for user in found:
        _end_consents(user, change_pins=True)
    return bool(found)


def _names(user: User) -> frozenset[str]:
    return frozenset({user.name, user.id, *(one.login.user for one in user.accesses.values())})


def suffer(bank: Bank, kind: str, authorization: str | None) -> None:
    """
    Let a fault happen to the state, before the request is handled.

    Args:
        kind: A kind of the groups ``bank`` and ``sign-in``.
    """
    token = _token(bank, authorization)
    user = _user(bank, token)
    match kind:
        case "consent_ended" | "login_required" if user is not None:
            _end_consents(user, change_pins=kind == "login_required")
        case "token_ended" if token is not None:
            del bank.tokens[token.value]
        case _:
            bank.banks.trouble = kind


def _end_consents(user: User, *, change_pins: bool) -> None:
    for access in user.accesses.values():
        if access.kind == "BUILDER":
            continue
        access.needs_renewal = True
        if change_pins:
            # From now on the bank refuses what was stored.
            access.login = replace(access.login, pin=_REFUSED_PIN)


def _token(bank: Bank, authorization: str | None) -> Token | None:
    _, _, value = (authorization or "").partition(" ")
    return bank.valid_token(value)


def _user(bank: Bank, token: Token | None) -> User | None:
    return None if token is None else bank.users.get(str(token.user_id))
