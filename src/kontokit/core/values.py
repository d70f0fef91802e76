"""
Immutable values, and which of their fields a repr shows.

attrs compiles the methods of each class when it is defined, which takes longer than the rest of a
module. So what a first call needs is a ``msgspec.Struct``, or a ``Value`` where the constructor
converts what it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final, Self, TypeVar, dataclass_transform

T = TypeVar("T")
ValueT = TypeVar("ValueT", bound="Value")
put: Final = object.__setattr__
"""Sets a field of a ``Value`` in its constructor."""


class HidesFields:
    """
    A base class of Structs with fields that are private or too long to be shown.
    """

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset()
    """The fields that a repr leaves out."""

    def __rich_repr__(self, /) -> list[tuple[str, Any]]:
        shown = [name for name in field_names(type(self)) if name not in self._hidden]
        return [(name, getattr(self, name)) for name in shown]

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__qualname__}({shown})"


@dataclass_transform(frozen_default=True)  # so type checkers refuse assignments
class Value(HidesFields):
    """
    A base class of immutable values: equal, and hashed, by their ``__slots__``.

    A subclass annotates its ``__slots__`` in the order of its arguments, and has a constructor that
    sets each with ``put``.
    """

    __slots__ = ("__weakref__",)
    _names: ClassVar[tuple[str, ...]] = ()
    _uncompared: ClassVar[frozenset[str]] = frozenset()
    """The fields that neither make values different, nor their hashes."""
    _unhashed: ClassVar[frozenset[str]] = frozenset()
    """The fields that are compared, but not hashed."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._names = (*cls._names, *cls.__annotations__)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable; make another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable; make another one")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._chosen(self._uncompared) == other._chosen(self._uncompared)

    def __hash__(self) -> int:
        return hash((type(self), *self._chosen(self._uncompared | self._unhashed)))

    def _chosen(self, without: frozenset[str]) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._names if name not in without)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._restored, (self._chosen(frozenset()),)

    @classmethod
    def _restored(cls, values: Iterable[Any]) -> Self:
        made = cls.__new__(cls)
        for name, value in zip(cls._names, values, strict=True):
            put(made, name, value)
        return made

    def __replace__(self, **changes: Any) -> Self:
        return replace(self, **changes)


def field_names(kind: Any) -> tuple[str, ...]:
    """
    The arguments of a Struct or a value, which are also its fields.
    """
    names: tuple[str, ...] = getattr(kind, "__struct_fields__", None) or kind._names
    return names


def replace(value: T, **changes: Any) -> T:
    """
    A copy of a Struct or a value with some fields changed. The constructor checks all of them.

    Args:
        value: The original.
        **changes: Field → new value.
    """
    kind: Any = type(value)
    kept = {name.removeprefix("_"): getattr(value, name) for name in field_names(kind)}
    made: T = kind(**{**kept, **changes})
    return made


def replace_checked(value: ValueT, **changes: Any) -> ValueT:
    """
    As ``replace`` for a value, but its constructor does not run: for changes that were checked.

    Args:
        value: The original.
        **changes: Field → new value.
    """
    made = object.__new__(type(value))
    for name in value._names:  # pyright: ignore[reportPrivateUsage]  # its own module
        put(made, name, changes[name] if name in changes else getattr(value, name))
    return made
