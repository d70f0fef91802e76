"""
The JSON schema of models, for OpenAPI documents of programs that return or take them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import msgspec
from msgspec import inspect

from ..core.secret import Secret
from .berlin_time import BerlinDateTime
from .marker_types import Encrypted, LenientInt, OpenEnum, OpenIntEnum
from .model_docs import field_texts, own_docs
from .unions import is_union

Schema: TypeAlias = dict[str, Any]
Refer: TypeAlias = Callable[[type[msgspec.Struct]], Schema]
_SECRETS: Final = (Secret, Encrypted)


def object_schema(model: type[msgspec.Struct], refer: Refer, *, is_written: bool) -> Schema:
    """
    The schema of a model.

    Args:
        refer: Returns the reference to another model.
        is_written: What ``to_dict`` returns: without secrets, amounts as text. Otherwise what
            ``from_dict`` takes.
    """
    return _SchemaWriter(refer, is_written=is_written).of(model)


class _SchemaWriter:
    def __init__(self, refer: Refer, *, is_written: bool) -> None:
        self._refer = refer
        self._is_written = is_written

    def of(self, model: type[msgspec.Struct]) -> Schema:
        texts = field_texts(model)
        properties: Schema = {}
        required: list[str] = []
        for field in msgspec.structs.fields(model):
            node = inspect.type_info(field.type)
            if self._is_written and _is_secret(node):
                continue
            schema = self._type(node)
            text = texts.get(field.name)
            # Beside a reference OpenAPI 3.1 allows a description.
            properties[field.encode_name] = {**schema, "description": text} if text else schema
            if field.required:
                required.append(field.encode_name)
        found: Schema = {"type": "object", "title": model.__name__, "properties": properties}
        if description := own_docs(model):
            found["description"] = description
        return {**found, "required": required} if required else found

    def _type(self, node: inspect.Type) -> Schema:
        match node:
            case inspect.StructType():
                return self._refer(node.cls)
            case inspect.UnionType():
                return self._union(node)
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
                return {"type": "array", "items": self._type(node.item_type)}
            case inspect.DictType():
                return {"type": "object", "additionalProperties": self._type(node.value_type)}
            case inspect.EnumType():
                return _enum(node.cls)
            case inspect.LiteralType():
                return {"enum": list(node.values)}
            case inspect.Metadata():
                return self._type(node.type)
            case inspect.CustomType() if is_union(node.cls):
                return {"anyOf": [self._type(option.node) for option in node.cls.options]}
            case inspect.CustomType():
                return dict(_CUSTOM.get(node.cls, {}))
            case inspect.DecimalType():
                return self._decimal()
            case _:
                return dict(_SIMPLE.get(type(node), {}))

    def _union(self, node: inspect.UnionType) -> Schema:
        return {"anyOf": [self._type(one) for one in node.types]}

    def _decimal(self) -> Schema:
        text = {"type": "string", "format": "decimal"}
        return text if self._is_written else {"anyOf": [text, {"type": "number"}]}


def _enum(kind: Any) -> Schema:
    values = [member.value for member in kind]
    word = "integer" if issubclass(kind, OpenIntEnum) else "string"
    known = {"type": word, "enum": values}
    # An API may send a value that the document does not know yet.
    is_open = issubclass(kind, OpenEnum | OpenIntEnum)
    return {"anyOf": [known, {"type": word}]} if is_open else known


def _is_secret(node: inspect.Type) -> bool:
    """
    Whether a value is a secret itself, which ``to_dict`` leaves out.
    """
    if isinstance(node, inspect.UnionType):
        return any(map(_is_secret, node.types))
    return isinstance(node, inspect.CustomType) and node.cls in _SECRETS


_SIMPLE: Final[Mapping[type[inspect.Type], Schema]] = {
    inspect.NoneType: {"type": "null"},
    inspect.StrType: {"type": "string"},
    inspect.BoolType: {"type": "boolean"},
    inspect.IntType: {"type": "integer"},
    inspect.FloatType: {"type": "number"},
    inspect.DateType: {"type": "string", "format": "date"},
    inspect.DateTimeType: {"type": "string", "format": "date-time"},
    inspect.UUIDType: {"type": "string", "format": "uuid"},
}
_PASSWORD: Final[Schema] = {"type": "string", "format": "password", "writeOnly": True}
_CUSTOM: Final[Mapping[Any, Schema]] = {
    Secret: _PASSWORD,
    Encrypted: _PASSWORD,
    BerlinDateTime: {"type": "string", "format": "date-time"},
    LenientInt: {"type": "integer"},
}
