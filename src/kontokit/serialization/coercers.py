"""
Coerces a tree so that it fits a type: what is not essential and does not fit becomes None.

A small function is built once for each type. It is called for what the fast decoder has refused,
and what it returns goes through that decoder again, so nothing that the decoder refuses gets in
this way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, cast

import attrs
from msgspec import inspect

from .mismatches import Mismatch, Walk
from .path_error import Key
from .scalar_coercers import ScalarCoercers, type_word, usual_class
from .unions import UnionType, is_union

Coerce: TypeAlias = Callable[[Any, Walk], Any]
"""Takes a value and the walk; returns what fits, or raises ``Mismatch``."""


@lru_cache(maxsize=2048)
def coercer(form: Any, digits: int) -> Coerce:
    """
    The function that coerces trees of a type.

    Args:
        form: The type.
        digits: How many digits a decimal may have.
    """
    return _Builder(digits).build(inspect.type_info(form))


class _Builder:
    def __init__(self, digits: int) -> None:
        self._known: dict[tuple[int, bool], Coerce] = {}
        self._nodes: list[inspect.Type] = []
        self._scalars = ScalarCoercers(digits)

    def build(self, node: inspect.Type, *, is_free: bool = False) -> Coerce:
        """
        The coercer of a type; where it is free, damaged texts are kept.
        """
        key = id(node), is_free
        if key not in self._known:
            # Keeps the node alive: its id() is the key, and a freed id would be used again.
            self._nodes.append(node)
            # A recursive type finds this entry and looks up the finished one when it is called.
            self._known[key] = lambda value, walk: self._known[key](value, walk)
            self._known[key] = self._make(node, is_free=is_free)
        return self._known[key]

    def _make(self, node: inspect.Type, *, is_free: bool) -> Coerce:
        match node:
            case inspect.StructType():
                return StructCoercer(node, self.build)
            case inspect.ListType():
                return _list_coercer(self.build(node.item_type, is_free=is_free))
            case inspect.DictType():
                return _dict_coercer(self.build(node.value_type, is_free=is_free))
            case inspect.UnionType():
                return self._union(node, is_free=is_free)
            case inspect.Metadata():
                return self.build(node.type, is_free=is_free)
            case inspect.CustomType() if is_union(node.cls):
                return self._one_of(node.cls, is_free=is_free)
            case inspect.StrType() if is_free:
                return _free_text(self._scalars.coercer(node))
            case _:
                return self._scalars.coercer(node)

    def _union(self, node: inspect.UnionType, *, is_free: bool) -> Coerce:
        options = [one for one in node.types if not isinstance(one, inspect.NoneType)]
        coercers = [self.build(option, is_free=is_free) for option in options]
        inner = coercers[0] if len(coercers) == 1 else _union_coercer(coercers)
        return inner if len(options) == len(node.types) else _optional_coercer(inner)

    def _one_of(self, kind: UnionType, *, is_free: bool) -> Coerce:
        anything = self._scalars.coercer(inspect.AnyType())

        def coerce_option(value: Any, walk: Walk) -> Any:
            option = kind.choose(value)
            if option is None:
                return anything(value, walk)
            return self.build(option.node, is_free=is_free)(value, walk)

        return coerce_option


@attrs.frozen
class _Field:
    """
    One field of a model, prepared.
    """

    coerce: Coerce
    usual: Any
    """The class whose values need no look, unless they may be damaged; None if all need one."""
    may_be_none: bool


class StructCoercer:
    """
    Coerces an object: a field that is not essential and does not fit becomes None.
    """

    def __init__(self, node: inspect.StructType, build: Callable[..., Coerce]) -> None:
        self._node = node
        self._build = build
        self._essential: frozenset[str] | None = getattr(node.cls, "__essential__", None)
        self.required = {
            field.encode_name: type_word(field.type) for field in node.fields if field.required
        }
        """The fields that must be there, by their names on the wire → the words for their types."""
        self._fields: dict[str, _Field] | None = None

    def __call__(self, value: Any, walk: Walk) -> Any:
        """
        Coerce a whole object.
        """
        if not isinstance(value, dict):
            raise walk.mismatch(value, "object")
        fields = cast("dict[str, Any]", value)
        if self._node.tag_field is not None and fields.get(self._node.tag_field) != self._node.tag:
            raise walk.mismatch(value, self._node.cls.__name__, form=True)
        for wire, expected in self.required.items():
            if wire not in fields:
                raise walk.missing(wire, expected)
        known = self._prepared()
        is_whole = not walk.marks
        for wire, item in fields.items():
            field = known.get(wire)
            if field is None:
                continue
            if type(item) is field.usual and (is_whole or not walk.is_damaged(item)):
                continue
            fields[wire] = self._coerced(wire, item, field, walk)
        return fields

    def coerce_field(self, fields: dict[str, Any], wire: str, walk: Walk) -> bool:
        """
        Coerce one field of an object, and leave the others as they are.

        Args:
            fields: The object; it is changed.
            wire: The name of the field on the wire.

        Returns:
            Whether there is such a field.
        """
        field = self._prepared().get(wire)
        if field is None or wire not in fields:
            return False
        fields[wire] = self._coerced(wire, fields[wire], field, walk)
        return True

    def coerce_damaged(self, fields: dict[str, Any], walk: Walk) -> list[str]:
        """
        Coerce the fields of an object in which something is damaged.

        Returns:
            Their names.
        """
        damaged = [wire for wire, item in fields.items() if walk.holds_damage(item)]
        return [wire for wire in damaged if self.coerce_field(fields, wire, walk)]

    def _coerced(self, wire: str, item: Any, field: _Field, walk: Walk) -> Any:
        depth = len(walk.steps)
        walk.steps.append(wire)
        try:
            coerced = field.coerce(item, walk)
        except Mismatch as mismatch:
            del walk.steps[depth + 1 :]
            if not field.may_be_none:
                raise
            walk.lose(mismatch)
            coerced = None
        walk.steps.pop()
        if coerced is not item:
            walk.has_changed = True
        return coerced

    def _prepared(self) -> dict[str, _Field]:
        # Not in __init__: a recursive model would never finish.
        if self._fields is None:
            self._fields = {field.encode_name: self._field(field) for field in self._node.fields}
        return self._fields

    def _field(self, field: inspect.Field) -> _Field:
        is_essential = self._essential is None or field.encode_name in self._essential
        may_be_none = not is_essential and not field.required
        coerce = self._build(field.type, is_free=may_be_none)
        return _Field(coerce, usual_class(field.type), may_be_none)


def _free_text(coerce: Coerce) -> Coerce:
    def coerce_text(value: Any, walk: Walk) -> Any:
        if isinstance(value, str) and walk.is_damaged(value):
            return walk.coerce_text(value)
        return coerce(value, walk)

    return coerce_text


def _list_coercer(coerce: Coerce) -> Coerce:
    def coerce_items(value: Any, walk: Walk) -> Any:
        if not isinstance(value, list):
            raise walk.mismatch(value, "array")
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]  # mypy knows it
        for index, item in enumerate(items):
            walk.steps.append(index)
            items[index] = coerce(item, walk)
            walk.steps.pop()
        return items

    return coerce_items


def _dict_coercer(coerce: Coerce) -> Coerce:
    def coerce_values(value: Any, walk: Walk) -> Any:
        if not isinstance(value, dict):
            raise walk.mismatch(value, "object")
        values = cast("dict[str, Any]", value)
        for key, item in values.items():
            walk.steps.append(Key(key))
            if walk.is_damaged(key):
                raise walk.mismatch(key, "str")
            values[key] = coerce(item, walk)
            walk.steps.pop()
        return values

    return coerce_values


def _union_coercer(coercers: list[Coerce]) -> Coerce:
    def coerce_one(value: Any, walk: Walk) -> Any:
        depth, repairs = len(walk.steps), len(walk.repairs)
        mismatches: list[Mismatch] = []
        for coerce in coercers:
            try:
                return coerce(value, walk)
            except Mismatch as mismatch:
                mismatches.append(mismatch)
                del walk.steps[depth:], walk.repairs[repairs:]
        # What came furthest is what the value was meant to be.
        raise max(mismatches, key=lambda one: one.depth)

    return coerce_one


def _optional_coercer(coerce: Coerce) -> Coerce:
    return lambda value, walk: None if value is None else coerce(value, walk)
