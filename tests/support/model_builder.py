"""
Values of any type, with a planted secret wherever a text goes.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from msgspec import inspect

from kontokit import BerlinDateTime, Secret
from kontokit.serialization import Encrypted, LenientInt
from kontokit.serialization.marker_types import WRITTEN_AS
from tests.support.canaries import Pool

DEEPEST: Final = 8
DAY: Final = date(2024, 5, 14)
MOMENT: Final = datetime(2024, 5, 14, 8, 46, 47, tzinfo=UTC)
UNIQUE: Final = UUID("8fb65b0e-9418-412d-9865-b960ef81b43f")

Form = Literal["model", "dict", "json"]
_SCALARS: Final[Mapping[type[inspect.Type], tuple[Any, Any]]] = {
    inspect.BoolType: (True, True),
    inspect.IntType: (1, 1),
    inspect.FloatType: (1.5, 1.5),
    inspect.DecimalType: (Decimal("1.50"), 1.5),
    inspect.DateType: (DAY, DAY.isoformat()),
    inspect.DateTimeType: (MOMENT, MOMENT.isoformat()),
    inspect.UUIDType: (UNIQUE, str(UNIQUE)),
}
_CUSTOM: Final[Mapping[Any, tuple[Any, Any]]] = {
    BerlinDateTime: (MOMENT, "2024-05-14 10:46:47"),
    LenientInt: (1, 1),
}
_CHECKED: Final[Mapping[Any, str]] = {
    "counterparty-iban": "DE89370400440532013000",
    "uri": "https://app.example.invalid/",
}
"""What a program holds, and what JSON holds."""


class Builder:
    """
    Builds models, dicts as a caller would give them, or what ``json.dumps`` writes. Dicts have
    the names in Python, JSON those on the wire.

    Every field is filled. ``fixed`` gives fields by their name on the wire. With ``spoil``,
    the first value that is not a text becomes a planted one, so that the whole is of a wrong
    type. With ``echo``, every text is that one. With ``only_secrets``, texts that are not typed as
    secrets are harmless. Without ``wraps``, a secret is given to a model as a plain text.
    """

    def __init__(
        self,
        pool: Pool,
        form: Form,
        *,
        fixed: Mapping[str, Any] | None = None,
        spoil: bool = False,
        echo: str | None = None,
        only_secrets: bool = False,
        wraps: bool = True,
    ) -> None:
        self._pool = pool
        self._form = form
        self._fixed = fixed or {}
        self._echo = echo
        self._only_secrets = only_secrets
        self._wraps = wraps
        self._turn = itertools.count()
        self.spoil = spoil
        """Still true after building where nothing could be spoilt."""

    def value(self, form: Any, name: str = "") -> Any:
        return self._build(inspect.type_info(form), name, 0)

    def _build(self, node: inspect.Type, name: str, depth: int) -> Any:
        match node:
            case inspect.StructType():
                return self._struct(node, depth + 1)
            case inspect.UnionType():
                options = [one for one in node.types if not isinstance(one, inspect.NoneType)]
                return self._build(options[0], name, depth)
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
                return [self._build(node.item_type, name, depth + 1)]
            case inspect.DictType():
                return {"pin": self._build(node.value_type, name, depth + 1)}
            case inspect.EnumType():
                member = next(iter(node.cls))
                return member.value if self._form == "json" else member
            case inspect.LiteralType():
                return node.values[0]
            case inspect.Metadata():
                return self._marked(node, name, depth)
            case _:
                return self._scalar(node, name)

    def _marked(self, node: inspect.Metadata, name: str, depth: int) -> Any:
        # What these texts are is checked before anything is sent.
        kind = (node.extra or {}).get(WRITTEN_AS)
        return _CHECKED[kind] if kind in _CHECKED else self._build(node.type, name, depth)

    def _struct(self, node: inspect.StructType, depth: int) -> Any:
        fields = [one for one in node.fields if one.required or depth < DEEPEST]
        built = {one.name: self._field(one, depth) for one in fields}
        if self._form == "model":
            return node.cls(**built)
        if self._form == "json":
            built = {one.encode_name: built[one.name] for one in fields}
        tag = {} if node.tag_field is None else {node.tag_field: node.tag}
        return {**tag, **built}

    def _field(self, field: inspect.Field, depth: int) -> Any:
        if field.encode_name in self._fixed:
            return self._fixed[field.encode_name]
        return self._build(field.type, field.encode_name, depth)

    def _scalar(self, node: inspect.Type, name: str) -> Any:
        kind = node.cls if isinstance(node, inspect.CustomType) else None
        known = _CUSTOM.get(kind) or _SCALARS.get(type(node))
        if known is None:
            return self._text(name, is_secret=kind in (Secret, Encrypted))
        if self.spoil:
            self.spoil = False
            return self._pool.fitting(name)
        return known[1 if self._form == "json" else 0]

    def _text(self, name: str, *, is_secret: bool) -> Any:
        if self._only_secrets and not is_secret:
            return "harmlos"
        text = self._echo or self._pool.fitting(name)
        wrapped = self._form == "model" or (self._form == "dict" and next(self._turn) % 2 == 0)
        return Secret(text) if is_secret and wrapped and self._wraps else text


def secret_models(models: Any) -> list[type[msgspec.Struct]]:
    """
    Give the models of a package that hold a secret somewhere.
    """
    held: dict[str, Any] = models.__dict__
    kinds = [one for one in held.values() if isinstance(one, type)]
    structs = [one for one in kinds if issubclass(one, msgspec.Struct)]
    return [one for one in structs if one.__module__ == models.__name__ and holds_secret(one)]


def holds_secret(form: Any) -> bool:
    """
    Tell whether a type has a secret in it, however deep.
    """
    pending, seen = [inspect.type_info(form)], set[int]()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, inspect.CustomType) and node.cls in (Secret, Encrypted):
            return True
        pending.extend(_inside(node))
    return False


def _inside(node: inspect.Type) -> list[inspect.Type]:
    match node:
        case inspect.StructType():
            return [field.type for field in node.fields]
        case inspect.UnionType():
            return list(node.types)
        case inspect.DictType():
            return [node.value_type]
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType():
            return [node.item_type]
        case _:
            return []
