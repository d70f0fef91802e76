"""
The bases of generated models and their special scalar types.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, cast

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import force_setattr

from ..core.secret import Secret
from ..core.typeguards import is_list, is_mapping
from ..operations import ErrorShape

__all__ = [
    "UNSET",
    "Encrypted",
    "LenientInt",
    "Model",
    "OpenEnum",
    "UnsetType",
    "wire_field",
    "wire_names",
]

_OPEN: Final = (str, list, dict)
"""What a text can be seen in."""


class Model(msgspec.Struct, kw_only=True):
    """
    The base of every generated model.

    Models that are read have ``None`` where a value is absent or null. Models that are
    written have ``UNSET`` where nothing is to be sent, and send ``None`` as null.
    """

    __wire_aliases__: ClassVar[Mapping[str, str]] = {}
    """Other spellings of field names that are understood when reading → the wire name."""
    __error_shape__: ClassVar[ErrorShape | None] = None
    """Where the model says what went wrong, if it is an error body."""
    __wire_pair__: ClassVar[tuple[str, str] | None] = None
    """
    The fields of a label and its value, by their names on the wire, where a list of such models may
    be written as a mapping of label → value.
    """

    def _hide(self, *names: str) -> None:
        """
        Make secrets of the plain texts in these fields, for ``__post_init__``.
        """
        for name in names:
            value = getattr(self, name)
            if isinstance(value, _OPEN):
                force_setattr(self, name, _hidden(value))


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return Secret(value)
    if is_list(value):
        return [_hidden(item) for item in value]
    if is_mapping(value):
        return {key: _hidden(item) for key, item in value.items()}
    return value


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


def wire_field(value: Any, wire: str) -> Any:
    """
    A field by its name on the wire.

    Args:
        value: A model or a dict.
        wire: The name.

    Returns:
        Its value; None where there is no such field.
    """
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value).get(wire)
    if isinstance(value, msgspec.Struct):
        by_wire = {w: name for name, w in wire_names(type(value)).items()}
        return getattr(value, by_wire.get(wire, wire), None)
    return None


def wire_names(model: type[msgspec.Struct]) -> dict[str, str]:
    """
    The wire name of every field of a model.

    Args:
        model: A model class.

    Returns:
        Python name → wire name.
    """
    return dict(zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True))
