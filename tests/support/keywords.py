"""
Bodies as generated methods take them: field by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import UNSET, inspect

from kontokit.operations import Operation

KEY: Final = "access_id"
"""What methods call the key of a map: the only maps are of bank accesses, by their ids."""


def keywords(operation: Operation[Any], body: Any) -> dict[str, Any]:
    """
    Give the arguments of a method that make up a body.

    Args:
        body: A model, or dicts with names in Python or on the wire.
    """
    assert operation.body is not None
    form = inspect.type_info(operation.body.type)
    if isinstance(form, inspect.StructType):
        return _fields(form, body)
    if isinstance(form, inspect.DictType):
        assert isinstance(form.value_type, inspect.StructType)
        entries = [{KEY: key, **_fields(form.value_type, one)} for key, one in body.items()]
        assert len(entries) <= 1
        return entries[0] if entries else {}
    return {operation.body.argument: body}


def _fields(form: inspect.StructType, body: Any) -> dict[str, Any]:
    if isinstance(body, msgspec.Struct):
        given = {name: getattr(body, name) for name in body.__struct_fields__}
        return {name: value for name, value in given.items() if value is not UNSET}
    return _in_python({field.encode_name: field.name for field in form.fields}, body)


def _in_python(names: Mapping[str, str], body: Mapping[str, Any]) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in body.items()}
