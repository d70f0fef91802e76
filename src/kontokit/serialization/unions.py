"""
Unions: values of one of several types, told apart by a tag, by their fields or by their JSON type.

msgspec tells no two objects apart but by one tag of each class, and refuses a tag that it does not
know. Here an option is chosen from the plain value, and what fits none, or several, is ``RawJson``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeGuard, TypeVar, get_origin

import msgspec
from msgspec import inspect

from ..core.tracebacks import scrub_traceback
from ..core.typeguards import is_mapping, type_of

__all__ = ["OneOf", "Option", "RawJson", "Union", "UnionType", "is_union", "option", "union"]

T = TypeVar("T")


class RawJson(msgspec.Struct, frozen=True, weakref=True):
    """
    JSON of a union whose type is not known: the document does not tell its options apart, or the
    value has a tag that the document does not know.
    """

    value: Any
    """Dicts, lists and scalars, with ``Decimal`` for numbers with a point. It may hold secrets."""

    def __repr__(self) -> str:
        return "<RawJson>"

    @scrub_traceback
    def read_as(self, form: type[T]) -> T:
        """
        The value as one of the options.

        Args:
            form: A model's class, or another type that models are made of.

        Raises:
            PayloadError: The value does not fit; ``path`` names the place.
        """
        from .convert import parse_json  # it imports this module
        from .plain_tree import write_tree

        return parse_json(write_tree(self.value), form)


class Option(msgspec.Struct, frozen=True, dict=True):
    """
    One type of a union, and how its values are recognised.
    """

    form: Any
    """A model, or another type that the codec knows."""
    tags: tuple[str, ...] = ()
    """The values of the tag that stand for it."""
    has: tuple[str, ...] = ()
    """Fields that a value must have, by their names on the wire."""

    @cached_property
    def node(self) -> inspect.Type:
        """
        The type, as msgspec describes it; always the same object, so that a type that holds itself
        is seen to.
        """
        return inspect.type_info(self.form)

    @cached_property
    def kinds(self) -> tuple[type[Any], ...]:
        """
        The classes of plain JSON that its values have.
        """
        if isinstance(self.node, inspect.EnumType) and issubclass(self.node.cls, int):
            return (int,)
        return _KINDS.get(type(self.node), (str,))


class Union(msgspec.Struct, frozen=True):
    """
    The options of a union.
    """

    options: Callable[[], Sequence[Option]]
    """Called when the union is first used, since models may lead to each other."""
    tag: str | None = None
    """The field that tells objects apart, by its name on the wire."""


def option(form: Any, *, tags: tuple[str, ...] = (), has: tuple[str, ...] = ()) -> Option:
    """
    One type of a union. Lower case, so that no model is called like it.
    """
    return Option(form, tags, has)


def union(options: Callable[[], Sequence[Option]], tag: str | None = None) -> Union:
    """
    The options of a union, and the field that tells objects apart.
    """
    return Union(options, tag)


class UnionType(type):
    """
    The class of unions at run time.
    """

    union: Union
    _options: tuple[Option, ...] = ()

    @property
    def options(cls) -> tuple[Option, ...]:
        """
        The options, in the order of the document.
        """
        if not cls._options:
            cls._options = tuple(cls.union.options())
        return cls._options

    def choose(cls, value: Any) -> Option | None:
        """
        The option that a plain value is meant to be; None where none or several fit.

        Args:
            value: Parsed JSON.
        """
        kind = type_of(value)
        found = [one for one in cls.options if kind in one.kinds]
        if not is_mapping(value):
            return found[0] if len(found) == 1 else None
        tag = cls.union.tag
        if tag is not None and any(one.tags for one in found):
            wanted = value.get(tag)
            found = [one for one in found if not one.tags or wanted in one.tags]
            found = [one for one in found if one.tags] or found
        return _most_specific([one for one in found if value.keys() >= set(one.has)])

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, RawJson) or any(
            isinstance(instance, _class_of(one.form)) for one in cls.options
        )


def is_union(form: object) -> TypeGuard[UnionType]:
    """
    Whether a type is a union of this module.
    """
    return isinstance(form, UnionType)


def _most_specific(found: Sequence[Option]) -> Option | None:
    """
    The one option that asks for more fields than every other one.
    """
    for one in found:
        others = [other for other in found if other is not one]
        if all(set(one.has) > set(other.has) for other in others):
            return one
    return None


def _class_of(form: Any) -> Any:
    return object if form is Any else get_origin(form) or form


_KINDS: Final[Mapping[type[inspect.Type], tuple[type[Any], ...]]] = {
    inspect.StructType: (dict,),
    inspect.DictType: (dict,),
    inspect.ListType: (list,),
    inspect.IntType: (int,),
    inspect.FloatType: (int, float, Decimal),
    inspect.DecimalType: (int, float, Decimal),
    inspect.BoolType: (bool,),
}

if TYPE_CHECKING:
    from typing import Annotated as OneOf
else:

    class OneOf:
        """
        ``OneOf["Cat | Dog | RawJson", Union(...)]`` is the union at run time, and the first part of
        it for type checkers.
        """

        def __class_getitem__(cls, given: tuple[Any, Union]) -> UnionType:
            return UnionType("Union", (), {"union": given[1], "__doc__": None})
