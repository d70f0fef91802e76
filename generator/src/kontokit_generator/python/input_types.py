"""
How a schema becomes the type of an argument: wider than the type of a result.

An argument takes any sequence for a list, the text of an enum or a secret, a dict for a model, and
integers and digits for a ``Decimal``.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import FURTHER
from kontokit_generator.openapi.schemas import (
    is_enum,
    is_struct,
    is_union,
    is_whole_enum,
    referenced_schema,
    types_of,
)
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import PythonName, class_name

PAIR = "x-kontokit-pair"
_INPUT_OF = "x-kontokit-input-of"
_SPELLED_OUT = 4
"""An enum with more values than this has an alias in the types module."""

_FORMATS = {
    "password": "Secret | str",
    "berlin-date-time": "BerlinDateTime",
    "berlin-iso-date-time": "BerlinDateTime",
    "date-time": "datetime",
    "date": "date",
    "uuid": "str | UUID",
    "file-part": "FilePart",
}


def dict_name(schema_name: str, schema: Tree) -> PythonName:
    """
    Name the ``TypedDict`` of an object that is written, after the model that is read.
    """
    return PythonName(f"{class_name(str(schema.get(_INPUT_OF, schema_name)))}Dict")


def has_alias(enum: Tree) -> bool:
    """
    Whether an enum has so many values that its texts are an alias in the types module.
    """
    return len(texts_of(enum)) > _SPELLED_OUT


def texts_of(enum: Tree) -> list[str]:
    """
    List the values of an enum.
    """
    return [value for value in sequence(enum.get("enum")) if value is not None]


def literal(enum: Tree) -> str:
    """
    Write the texts of an enum as a ``Literal``.
    """
    return f"Literal[{', '.join(map(python_literal, texts_of(enum)))}]"


@frozen
class InputTypes:
    """
    Writes the types of arguments.
    """

    schemas: Tree
    """The named schemas of a normalised document."""

    def of(self, schema: Tree) -> str:
        """
        Write the type of one argument or field.

        Args:
            schema: A reference, a scalar, an array or a map.

        Returns:
            The type as Python source; names stand in the modules ``models`` and ``types``.
        """
        options = dict.fromkeys(self._options(schema))
        if "Any" in options:
            return "Any"
        null = ["None"] if options.pop("None", 0) is None else []
        return " | ".join([*options, *null])

    def _options(self, schema: Tree) -> Iterator[str]:
        if name := referenced_schema(schema):
            yield from self._named(name, self.schemas[name])
            return
        members = [*sequence(schema.get("anyOf")), *sequence(schema.get("oneOf"))]
        for member in members:
            yield from self._options(member)
        if is_union(schema):
            yield "RawJson"
        if not members:
            for kind in types_of(schema) or [""]:
                yield from self._single(schema, kind)

    def _named(self, name: str, target: Tree) -> Iterator[str]:
        if is_enum(target):
            yield f"models.{class_name(name)}"
            yield f"types.{class_name(name)}" if has_alias(target) else literal(target)
            yield "int" if is_whole_enum(target) else "str"
        elif is_struct(target):
            yield f"models.{class_name(name)}"
            if original := target.get(_INPUT_OF):
                yield f"models.{class_name(original)}"
            yield f"types.{dict_name(name, target)}"
            if FURTHER in target:
                yield "Mapping[str, Any]"
        else:
            yield from self._options(target)

    def _single(self, schema: Tree, kind: str) -> Iterator[str]:
        match kind:
            case "array":
                yield from self._array(mapping(schema.get("items")))
            case "object":
                values = schema.get("additionalProperties")
                yield f"Mapping[str, {self.of(values) if is_mapping(values) else 'Any'}]"
            case "string" if schema.get("format") == "decimal":
                yield from ("Decimal", "int", "str")
            case "string":
                yield from _FORMATS.get(schema.get("format", ""), "str").split(" | ")
            case "integer":
                yield "int"
            case "number":
                is_exact = schema.get("format") == "decimal"
                yield from ("Decimal", "int", "str") if is_exact else ("float",)
            case "boolean":
                yield "bool"
            case "null":
                yield "None"
            case _:
                yield "Any"

    def _array(self, items: Tree) -> Iterator[str]:
        yield f"Sequence[{self.of(items)}]"
        target = mapping(self.schemas.get(referenced_schema(items) or ""))
        if pair := mapping(target.get(PAIR)):
            yield f"Mapping[str, {self.of(target['properties'][pair['value']])}]"
