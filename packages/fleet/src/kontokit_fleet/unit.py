"""
A unit of work: one bank connection of one user in one run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from kontokit import ArgumentError, PayloadError

_LONGEST: Final = 200


class Unit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What travels through a queue: ids, never a secret.

    Raises:
        ArgumentError: A value is empty, longer than 200 characters or not printable.
    """

    run: str
    """The night, such as ``2026-11-28``."""
    api: str
    """The name of the API's package without its first word, such as ``my_bank``."""
    user: str
    """Your id of the user, or the provider's; never a password."""
    connection: str
    """The provider's id of the bank connection."""
    bank: str
    """What banks are told apart by, such as a bank code. Units of one bank share its breaker."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value: Any = getattr(self, name)
            if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
                raise ArgumentError(f"it is a text of 1 to {_LONGEST} characters", place=name)
            if not value.isprintable():
                raise ArgumentError("it has characters that cannot be printed", place=name)

    @property
    def id(self) -> str:
        """
        The unit within its run: a digest of API, user and connection.
        """
        return digest(self.api, self.user, self.connection)

    @property
    def budget_key(self) -> str:
        """
        What the unattended reads are counted by, the same in every run.
        """
        return f"{self.api}:{self.connection}"

    @property
    def user_digest(self) -> str:
        """
        The user for logs and spans: the same for the same user, and no name.
        """
        return digest(self.api, self.user)[:12]

    def to_dict(self) -> dict[str, str]:
        """
        The unit as plain JSON, for a message.
        """
        plain: dict[str, str] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_dict(cls, message: Mapping[str, object]) -> Unit:
        """
        The unit in a message.

        Raises:
            PayloadError: It is no unit, or holds something else too.
        """
        try:
            return msgspec.convert(dict(message), cls)
        except (msgspec.ValidationError, ArgumentError, TypeError, ValueError):
            pass
        raise PayloadError("Expected the fields of a unit", path="$")


def digest(*parts: str) -> str:
    """
    A short text for a key: 32 hexadecimal digits.
    """
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]
