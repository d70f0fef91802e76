"""
Writes one model as JSON: from an instance, from its counterpart for reading, or from a dict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec
from msgspec import UNSET, inspect

from ..core.known_names import named
from ..core.typeguards import is_mapping, type_name
from .path_error import PathError, UnreadFieldError

Encode: TypeAlias = Callable[[Any], Any]


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
        self._writers: dict[str, Encode] | None = None

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
            given = self._given_by(value, is_counterpart=False)
        elif f"{type(value).__name__}Input" == self._model.__name__:
            given = self._given_by(value, is_counterpart=True)
        else:
            raise PathError(f"expected {self._model.__name__} or a dict, got {type_name(value)}")
        return self._write(given, self._names)

    def _refuse_unread(self, value: msgspec.Struct) -> None:
        """
        Refuse None where we made it: the server has a value there, which would be lost.
        """
        unread: frozenset[str] = getattr(value, "deviations", frozenset())
        for name in self._names.values():
            if name in unread and getattr(value, name, None) is None:
                path_error = UnreadFieldError("its value in the response could not be read; set it")
                path_error.add_step(name)
                raise path_error

    def _given_by(self, value: msgspec.Struct, *, is_counterpart: bool) -> dict[str, Any]:
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        given = {wire: getattr(value, name) for wire, name in names if wire in self._fields}
        return {
            k: v
            for k, v in given.items()
            if v is not None or self._keeps_null(k, is_counterpart=is_counterpart)
        }

    def _keeps_null(self, wire: str, *, is_counterpart: bool) -> bool:
        field = self._fields[wire]
        return field.required or not (is_counterpart or field.default is None)

    def _from_mapping(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        spellings: dict[str, str] = {}
        for key, item in value.items():
            wire = self._wires.get(key)
            if wire is None:
                if key not in self._tag:
                    raise PathError(self._unknown(key))
            elif item is not UNSET:
                if wire in given:
                    raise PathError(
                        f"{spellings[wire]!r} and {key!r} name the same field; pass one of them"
                    )
                given[wire], spellings[wire] = item, key
        return self._write(given, spellings)

    def _write(self, given: Mapping[str, Any], spellings: Mapping[str, str]) -> dict[str, Any]:
        wire: dict[str, Any] = dict(self._tag)
        for key, writer in self._prepared().items():
            item = given.get(key, UNSET)
            try:
                if item is not UNSET:
                    wire[key] = writer(item)
                elif self._fields[key].required:
                    raise PathError("the required field is missing")
            except PathError as path_error:
                path_error.add_step(spellings.get(key) or self._spelled_like(spellings, key))
                raise
        return wire

    def _spelled_like(self, spellings: Mapping[str, str], wire: str) -> str:
        by_wire = any(key != self._fields[one].name for one, key in spellings.items())
        return wire if by_wire else self._fields[wire].name

    def _prepared(self) -> dict[str, Encode]:
        # Not in __init__: a recursive model would never finish.
        if self._writers is None:
            self._writers = {key: self._build(f.type) for key, f in self._fields.items()}
        return self._writers

    def _unknown(self, key: Any) -> str:
        if not isinstance(key, str):
            return f"the keys of a dict must be str, got {type_name(key)}"
        return f"{self._model.__name__} has no field {named(key, self._wires)}"
