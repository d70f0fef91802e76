"""
The faults of banks and of the sign-in at finAPI.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

from .consents import end_consent
from .stored_credentials import stored_names
from .world import Record, Token, User, World

__all__ = ["STATUS_CODES", "people_of", "require_login", "suffer"]

STATUS_CODES = {
    400: "BAD_REQUEST",
    403: "FORBIDDEN",
    404: "UNKNOWN_ENTITY",
    405: "METHOD_NOT_ALLOWED",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "ILLEGAL_ENTITY_STATE",
    423: "LOCKED",
    501: "UNSUPPORTED_FEATURE",
}
"""The codes of errors by status; all others are unexpected."""


def people_of(world: World, authorization: str | None) -> frozenset[str]:
    """
    The id of the user of a token, and the logins at their banks.
    """
    user = _user(world, authorization)
    return frozenset() if user is None else _names(user)


def require_login(world: World, person: str) -> bool:
    """
    Let consents of users end, and forget what was stored.

    Args:
        person: A name that :func:`people_of` gives.

    Returns:
        Whether there is such a user.
    """
    found = [user for user in world.users.values() if person in _names(user)]
    for user in found:
        _end_consents(user, forget_secrets=True)
    return bool(found)


def _names(user: User) -> frozenset[str]:
    return frozenset({user.id, *stored_names(user)})


def suffer(world: World, kind: str, authorization: str | None, body: bytes) -> None:
    """
    Let a fault happen to the state, before the request is handled.

    Args:
        kind: A kind of the groups ``bank`` and ``sign-in``.
    """
    user, token = _user(world, authorization), _token(world, authorization)
    match kind:
        case "consent_ended" | "login_required" if user is not None:
            _end_consents(user, forget_secrets=kind == "login_required")
        case "token_ended" if token is not None:
            del world.tokens[token.value]
        case "refresh_rotated":
            world.rotates_once = True
        case "refresh_refused":
            _end_refresh_token(world, body)
        case _:
            world.banks.trouble = kind


def _end_consents(user: User, *, forget_secrets: bool) -> None:
    for connection in user.connections.values():
        for interface in connection["interfaces"]:
            end_consent(interface)
            if forget_secrets:
                kept: list[Record] = interface["loginCredentials"]
                for one in kept:
                    one.pop("value", None)


def _end_refresh_token(world: World, body: bytes) -> None:
    given = parse_qs(body.decode(errors="replace")).get("refresh_token", [""])[0]
    for value, token in list(world.tokens.items()):
        if token.refresh is not None and token.refresh == given:
            world.tokens[value] = replace(token, refresh_ends=world.clock.now())


def _token(world: World, authorization: str | None) -> Token | None:
    _, _, value = (authorization or "").partition(" ")
    return world.token(value)


def _user(world: World, authorization: str | None) -> User | None:
    token = _token(world, authorization)
    return None if token is None else world.users.get(str(token.user_id).lower())
