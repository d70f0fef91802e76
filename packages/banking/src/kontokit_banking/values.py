"""
The base of all values: frozen, and with a ``repr`` without personal data.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from msgspec import Struct


class Value(Struct, frozen=True, kw_only=True, gc=False):
    """
    The base of all values. Names, purposes and numbers of accounts are not in its ``repr``.

    The garbage collector does not look at them, as at the provider's objects: they are frozen and
    lead to nothing that could lead back.
    """

    __shown__: ClassVar[tuple[str, ...]] = ()
    """The fields and properties in the ``repr``."""

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!s}" for name in self.__shown__)
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        return [(name, getattr(self, name)) for name in self.__shown__]


class Money(Struct, frozen=True, gc=False):
    """
    An exact amount; negative when money leaves the account. ``-29.9`` equals ``-29.90``.
    """

    amount: Decimal
    currency: str | None
    """ISO 4217 as sent, in upper case; None where nobody said it."""
