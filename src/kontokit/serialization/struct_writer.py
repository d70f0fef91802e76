"""
Writes one model as JSON: from an instance, from its counterpart for reading, or from a dict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import msgspec
from msgspec import UNSET, inspect

from ..core.known_names import named
from ..core.typeguards import is_mapping, type_name
from .path_error import PathError, UnreadFieldError
from .unknown_fields import further_type, unknown_fields

Encode: TypeAlias = Callable[[Any], Any]

_Field: TypeAlias = tuple[str, str, type[Any] | None, bool, Encode]
"""
A field: its name in Python and on the wire, the class of which values are written as they are,
whether None is written as null, and what writes all other values.
"""
_NONE: Final[frozenset[str]] = frozenset()
_PLAIN: Final[Mapping[type[inspect.Type], type[Any]]] = {
    inspect.StrType: str,
    inspect.BoolType: bool,
}


def plain_of(node: inspect.Type) -> type[Any] | None:
    """
    The class of which values are written as they are, if there is one.
    """
    if isinstance(node, inspect.UnionType):
        inner = {plain_of(one) for one in node.types if not isinstance(one, inspect.NoneType)}
        return inner.pop() if len(inner) == 1 else None
    return _PLAIN.get(type(node))


class StructWriter:
    """
    Writes one model. The keys of a dict are names in Python or on the wire, and errors spell each
    field as the caller did.
    """

    def __init__(self, node: inspect.StructType, build: Callable[[inspect.Type], Encode]) -> None:
        self._model = node.cls
        self._tag = {} if node.tag_field is None else {node.tag_field: node.tag}
        self._fields = {field.encode_name: field for field in node.fields}
        self._wires = {field.name: field.encode_name for field in node.fields}
        self._names = {field.encode_name: field.name for field in node.fields}
        # The name on the wire wins where it is another field's name in Python.
        self._wires |= {wire: wire for wire in self._fields}
        self._build = build
        self._further = further_type(node.cls)
        self._plan: Sequence[_Field] = ()

    def __call__(self, value: Any) -> dict[str, Any]:
        """
        Check a model or dict and write it with its names on the wire.
        """
        if isinstance(value, msgspec.Struct):
            return self._from_model(value)
        if is_mapping(value):
            return self._from_mapping(value)
        raise PathError(f"expected {self._model.__name__} or a dict, got {type_name(value)}")

    def _from_model(self, value: msgspec.Struct) -> dict[str, Any]:
        self._refuse_unread(value)
        if isinstance(value, self._model):
            return self._from_own(value)
        if f"{type(value).__name__}Input" == self._model.__name__:
            return self._with_further(self._write(self._given_by(value), self._names), value)
        raise PathError(f"expected {self._model.__name__} or a dict, got {type_name(value)}")

    def _refuse_unread(self, value: msgspec.Struct) -> None:
        """
        Refuse None where we made it: the server has a value there, which would be lost.
        """
        unread: frozenset[str] = getattr(value, "deviations", _NONE)
        for name in self._names.values() if unread else ():
            if name in unread and getattr(value, name, None) is None:
                path_error = UnreadFieldError("its value in the response could not be read; set it")
                path_error.add_step(name)
                raise path_error

    def _from_own(self, value: msgspec.Struct) -> dict[str, Any]:
        wire: dict[str, Any] = dict(self._tag)
        name = ""
        try:
            for name, key, plain, keeps_null, write in self._prepared():
                item = getattr(value, name)
                if type(item) is plain:
                    wire[key] = item
                elif item is UNSET:
                    self._refuse_missing(key)
                elif item is not None or keeps_null:
                    wire[key] = write(item)
        except PathError as path_error:
            path_error.add_step(name)
            raise
        return self._with_further(wire, value)

    def _with_further(self, wire: dict[str, Any], value: msgspec.Struct) -> dict[str, Any]:
        if self._further is not None:
            self._add_further(wire, unknown_fields(value))
        return wire

    def _add_further(self, wire: dict[str, Any], further: Mapping[str, Any]) -> None:
        """
        Write the fields that the model does not have, where the document types them.
        """
        if not further:
            return
        write = self._build(inspect.type_info(self._further))
        for key, item in further.items():
            try:
                wire[key] = write(item)
            except PathError as path_error:
                path_error.add_step(key)
                raise

    def _refuse_missing(self, key: str) -> None:
        if self._fields[key].required:
            raise PathError("the required field is missing")

    def _given_by(self, value: msgspec.Struct) -> dict[str, Any]:
        """
        What the counterpart for reading holds; None stands for what is absent there.
        """
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        given = {wire: getattr(value, name) for wire, name in names if wire in self._fields}
        return {k: v for k, v in given.items() if v is not None or self._fields[k].required}

    def _from_mapping(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        spellings: dict[str, str] = {}
        further: dict[str, Any] = {}
        for key, item in value.items():
            wire = self._wires.get(key)
            if wire is None:
                if self._further is not None and isinstance(key, str):
                    further[key] = item
                elif key not in self._tag:
                    raise PathError(self._unknown(key))
            elif item is not UNSET:
                if wire in given:
                    raise PathError(
                        f"{spellings[wire]!r} and {key!r} name the same field; pass one of them"
                    )
                given[wire], spellings[wire] = item, key
        wire_form = self._write(given, spellings)
        self._add_further(wire_form, further)
        return wire_form

    def _write(self, given: Mapping[str, Any], spellings: Mapping[str, str]) -> dict[str, Any]:
        wire: dict[str, Any] = dict(self._tag)
        for _, key, _, _, write in self._prepared():
            item = given.get(key, UNSET)
            try:
                if item is UNSET:
                    self._refuse_missing(key)
                else:
                    wire[key] = write(item)
            except PathError as path_error:
                path_error.add_step(spellings.get(key) or self._spelled_like(spellings, key))
                raise
        return wire

    def _spelled_like(self, spellings: Mapping[str, str], wire: str) -> str:
        by_wire = any(key != self._fields[one].name for one, key in spellings.items())
        return wire if by_wire else self._fields[wire].name

    def _prepared(self) -> Sequence[_Field]:
        # Not in __init__: a recursive model would never finish.
        if not self._plan:
            self._plan = [self._field(key, field) for key, field in self._fields.items()]
        return self._plan

    def _field(self, key: str, field: inspect.Field) -> _Field:
        keeps_null = field.required or field.default is not None
        return field.name, key, plain_of(field.type), keeps_null, self._build(field.type)

    def _unknown(self, key: Any) -> str:
        if not isinstance(key, str):
            return f"the keys of a dict must be str, got {type_name(key)}"
        return f"{self._model.__name__} has no field {named(key, self._wires)}"
