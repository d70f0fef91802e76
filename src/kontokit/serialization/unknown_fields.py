"""
Fields that the document does not know, kept on the models for a caller who asks for them.

They may hold anything, also secrets: no ``repr`` shows them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import msgspec
from msgspec import inspect, structs

from ..core.limits import DEFAULT_LIMITS, Limits
from ..core.secret import KeepsSecrets
from ..core.typeguards import is_list, is_mapping
from .json_decoder import decode_tree
from .model_notes import Noted
from .reading import NOWHERE, Place, Reading
from .value_checks import reaches

_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class _Kept(KeepsSecrets):
    """
    The unknown fields of one model.
    """

    __slots__ = ("fields",)

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields

    def __repr__(self) -> str:
        return f"<{len(self.fields)} unknown fields>"


def unknown_fields(model: msgspec.Struct) -> Mapping[str, Any]:
    """
    The unknown fields that were kept on a model: wire name → plain JSON.
    """
    kept = getattr(model, "_unknown", None)
    return kept.fields if isinstance(kept, _Kept) else _NONE


@lru_cache(maxsize=2048)
def has_further_fields(form: Any) -> bool:
    """
    Whether a type leads to a model that types the fields beside its own.
    """

    def is_open(node: inspect.Type) -> bool:
        return isinstance(node, inspect.StructType) and further_type(node.cls) is not None

    return reaches(inspect.type_info(form), is_open)


def further_type(model: Any) -> Any:
    """
    The type of the fields that a model does not have; None where the document says nothing.
    """
    found: Any = getattr(model, "_further_type", None)
    return None if found is None else found()


def keep_unknown_fields(
    reading: Reading, body: bytes, place: Place = NOWHERE, limits: Limits = DEFAULT_LIMITS
) -> None:
    """
    Keep the unknown fields of a JSON text on the models that were decoded from it.

    Args:
        reading: The models, in lists and dicts as in the text, and the rows that are left out.
        body: The text, which is valid JSON.
        place: Where the value is in the text, and the rows in the value.
        limits: As for ``decode``.
    """
    tree = decode_tree(body, limits)
    if place.envelope is not None and is_mapping(tree) and place.envelope in tree:
        tree = tree[place.envelope]
    left_out = frozenset(row.index for row in reading.unreadable)
    # Not recursive: a text may be nested as deeply as the limits allow.
    pending = [(reading.value, tree)]
    while pending:
        pending.extend(_pairs(*pending.pop(), left_out))


def _pairs(value: Any, tree: Any, left_out: Collection[int]) -> Iterator[tuple[Any, Any]]:
    """
    The parts of a value beside those of its tree.

    Args:
        left_out: The indexes of the rows that the value does not have.
    """
    if isinstance(value, msgspec.Struct):
        if is_mapping(tree):
            yield from _fields(value, tree)
    elif is_mapping(value):
        if is_mapping(tree):
            yield from ((one, tree.get(str(key))) for key, one in value.items())
    elif is_list(value) and is_list(tree):
        if len(value) < len(tree):
            tree = [row for index, row in enumerate(tree) if index not in left_out]
        if len(value) == len(tree):
            yield from zip(value, tree, strict=True)


def _fields(model: msgspec.Struct, tree: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    known, inner = _shape(type(model))
    if isinstance(model, Noted) and not known.issuperset(tree):
        unknown = {name: value for name, value in tree.items() if name not in known}
        model._unknown = _Kept(unknown)  # pyright: ignore[reportPrivateUsage]
    for name, spellings in inner:
        value = getattr(model, name)
        if value is not None:
            yield value, next((tree[one] for one in spellings if one in tree), None)


@lru_cache(maxsize=2048)
def _shape(kind: type[msgspec.Struct]) -> tuple[frozenset[str], list[tuple[str, list[str]]]]:
    """
    What the document knows of a model: all names on the wire, and the fields that lead to models.
    """
    aliases: Mapping[str, str] = getattr(kind, "__wire_aliases__", _NONE)
    tag = kind.__struct_config__.tag_field
    names = {*kind.__struct_encode_fields__, *aliases, *([tag] if tag else [])}
    inner = [
        (
            field.name,
            [field.encode_name, *(a for a, w in aliases.items() if w == field.encode_name)],
        )
        for field in structs.fields(kind)
        if reaches(inspect.type_info(field.type), _is_model)
    ]
    return frozenset(names), inner


def _is_model(node: inspect.Type) -> bool:
    return isinstance(node, inspect.StructType)
