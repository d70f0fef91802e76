"""
Tokens and Basic authentication.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...openapi.errors import Problem
from ...server.clock import berlin_text
from ..credentials import CLIENT_NAME, CLIENT_PASSWORD, TENANT

__all__ = ["SCOPES", "Token", "basic_caller", "token_json"]

SCOPES = (
    "http://banksapi.io/provider/read",
    "http://banksapi.io/customer/read",
    "http://banksapi.io/customer/modify",
    "http://banksapi.io/customer/ueberweisung",
    "auth/tenants/users/create",
)
"""All scopes."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """
    An access token of the client or of a user.
    """

    value: str
    scope: str
    valid_to: datetime
    user_id: str | None = None
    user_name: str | None = None


def token_json(token: Token) -> dict[str, Any]:
    """
    Serialize a token as the API does.
    """
    found: dict[str, Any] = {
        "scope": token.scope,
        "tenant": TENANT,
        "client": CLIENT_NAME.partition("/")[2],
        "additionalData": {},
        "validTo": berlin_text(token.valid_to),
        "access_token": token.value,
        "token_type": "Bearer",
    }
    if token.user_id is not None:
        found["user"] = token.user_id
        found["additionalData"] = {"username": token.user_name}
    return found


def basic_caller(authorization: str | None) -> str:
    """
    Check Basic authentication.

    Returns:
        The name of the client.

    Raises:
        Problem: It is missing or wrong.
    """
    scheme, _, value = (authorization or "").partition(" ")
    try:
        text = b64decode(value, validate=True).decode()
    except (Error, ValueError):
        text = ""
    if scheme.lower() != "basic" or text != f"{CLIENT_NAME}:{CLIENT_PASSWORD}":
        raise Problem(401)
    return CLIENT_NAME
