"""
The types that generated models use besides Python's own: open enums, lenient integers, secrets to
encrypt, IBANs, addresses, files.
"""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Self, TypeAlias

from msgspec import Meta

from ..core.secret import Secret

__all__ = [
    "CounterpartyIban",
    "DecimalText",
    "Encrypted",
    "FilePart",
    "Iban",
    "IbanOrText",
    "LenientInt",
    "OpenEnum",
    "OpenIntEnum",
    "WebAddress",
]

WRITTEN_AS: Final = "written as"
"""The key of a mark: how a plain ``str`` is checked and written."""
Iban: TypeAlias = Annotated[str, Meta(extra={WRITTEN_AS: "iban"})]
"""Marks an IBAN that is written; the values are plain ``str``, as those of the next ones."""
CounterpartyIban: TypeAlias = Annotated[str, Meta(extra={WRITTEN_AS: "counterparty-iban"})]
"""Marks the IBAN of the other party of an order."""
IbanOrText: TypeAlias = Annotated[str, Meta(extra={WRITTEN_AS: "iban-or-text"})]
"""Marks a text to search for, which may be an IBAN."""
DecimalText: TypeAlias = Annotated[Decimal, Meta(extra={WRITTEN_AS: "decimal-text"})]
"""Marks a number that is written as a text; the values are plain ``Decimal``."""
WebAddress: TypeAlias = Annotated[str, Meta(extra={WRITTEN_AS: "uri"})]
"""Marks an address that is written, such as that of a callback."""


class OpenEnum(StrEnum):
    """
    An enum that keeps values it does not know, because APIs grow.

    An unknown value is a member like any other, but for ``is_known``, and it is not listed
    when the enum is iterated.
    """

    @property
    def is_known(self) -> bool:
        """
        Whether the value is one of those documented.
        """
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = "unknown"
        member._value_ = value
        return member

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        return type(self), (self._value_,)


class OpenIntEnum(IntEnum):
    """
    As ``OpenEnum``, for whole numbers.
    """

    @property
    def is_known(self) -> bool:
        """
        Whether the value is one of those documented.
        """
        return self._value_ in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = "unknown"
        member._value_ = value
        return member

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        return type(self), (self._value_,)


if TYPE_CHECKING:
    FilePart: TypeAlias = bytes | tuple[str, bytes] | tuple[str, bytes, str]
else:
    FilePart = Annotated[Any, Meta(extra={WRITTEN_AS: "file-part"})]
    """Marks a file that is sent: its bytes, or a tuple of name, bytes and media type."""


if TYPE_CHECKING:
    LenientInt = int
else:

    class _AnyInt(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, int) and not isinstance(instance, bool)

    class LenientInt(int, metaclass=_AnyInt):
        """
        Marks an integer that the provider also sends as a text; the values are plain ``int``.
        """


if TYPE_CHECKING:
    Encrypted = Secret
else:

    class _AnySecret(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, Secret)

    class Encrypted(metaclass=_AnySecret):
        """
        Marks a secret that leaves the process as ciphertext only; the values are ``Secret``.
        """
