"""
A string that cannot leak by accident: passwords, PINs, TANs and tokens.
"""

from __future__ import annotations

import hmac
from typing import Final, NoReturn, Self, final

from .typed_text import text_of

_MASK: Final = "Secret(***)"


class KeepsSecrets:
    """
    A base class of objects whose attributes hold secrets.

    They are not pickled. A copy is the object itself, so that ``copy.deepcopy`` and
    ``dataclasses.asdict`` work on what contains them.
    """

    __slots__ = ()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        self.__getstate__()

    # Serialisers such as jsonpickle write what this returns.
    def __getstate__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be pickled")


@final
class Secret(KeepsSecrets):
    """
    A secret string. Only ``reveal`` returns it.

    It cannot be printed, formatted, pickled, iterated or written as JSON. Comparison takes
    constant time. It is not hashable, so it cannot become the key of a dict.
    """

    __slots__ = ("__value",)
    __hash__ = None  # type: ignore[assignment]  # the documented way to make a class unhashable

    def __init__(self, value: str) -> None:
        """
        Hide a text.

        Args:
            value: The secret text. It may be empty.

        Raises:
            TypeError: The value is not a text.
        """
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
            raise TypeError(f"a Secret holds a str, not {type(value).__name__}")
        self.__value = text_of(value)

    def reveal(self) -> str:
        """
        The secret text itself. The caller has to keep it secret.
        """
        return self.__value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_octets(self.reveal()), _octets(other.reveal()))

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __repr__(self) -> str:
        return _MASK

    def __str__(self) -> str:
        return _MASK

    def __format__(self, spec: str) -> str:
        return format(_MASK, spec)

    def __iter__(self) -> NoReturn:
        raise TypeError("a Secret cannot be iterated; call reveal() where it is used")


def _octets(text: str) -> bytes:
    # Lone surrogates must not make a comparison fail with an error that quotes the text.
    return text.encode("utf-8", "surrogatepass")


def reveal(value: str | Secret) -> str:
    """
    The text of a value that is a secret or a plain text.

    Args:
        value: What a caller passed as a credential.

    Returns:
        The text.
    """
    return value.reveal() if isinstance(value, Secret) else value
