"""
Checks values against the schemas of a document: compiled for the verdict, in Python for the words.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from .decimal_json import is_array, is_object
from .formats import FORMAT_CHECKER
from .specification import DOCUMENT, Specification

__all__ = ["Schemas", "schemas_of"]

_NUMBER_TYPE = "x-number-type"
"""A keyword added for the compiled validator, which takes 1.0 for an integer and any float."""


class Schemas:
    """
    The schemas of one document, by their JSON pointers.
    """

    def __init__(self, specification: Specification) -> None:
        self._registry = specification.registry
        marked = _marked(specification.tree)
        self._compiled_registry = jsonschema_rs.Registry(
            [(DOCUMENT, marked)], draft=jsonschema_rs.Draft202012
        )
        # Cached per instance. lru_cache on the method would keep all instances alive.
        self._compiled = lru_cache(maxsize=None)(self._compile)
        self._validator = lru_cache(maxsize=None)(self._make_validator)

    def findings(self, pointer: str, value: Any, place: str) -> list[str]:
        """
        Check a value.

        Args:
            pointer: JSON pointer to the schema, such as ``#/components/schemas/User``.
            value: Plain values with ``Decimal`` for numbers with a point.
            place: Begins each finding.

        Returns:
            What is wrong, or an empty list.
        """
        if self.is_valid(pointer, value):
            return []
        return [
            f"{place}{_place(error)}: {_shortened(error.message)}"
            for error in self._validator(pointer).iter_errors(value)
        ]

    def is_valid(self, pointer: str, value: Any) -> bool:
        """
        Return whether a value is certainly valid. :meth:`findings` has the last word: it reads
        patterns as Python does.
        """
        compiled = self._compiled(pointer)
        try:
            return compiled.is_valid(value)
        # A value that no JSON can hold, such as half of a surrogate pair.
        except ValueError:
            return False

    def _compile(self, pointer: str) -> jsonschema_rs.Validator:
        return jsonschema_rs.validator_for(
            # A reference is a URI, in which braces have to be escaped.
            {"$ref": DOCUMENT + quote(pointer, safe="#/~%")},
            registry=self._compiled_registry,
            formats=_FORMATS,
            validate_formats=True,
            keywords={_NUMBER_TYPE: _NumberType},
        )

    def _make_validator(self, pointer: str) -> Validator:
        return Draft202012Validator(
            {"$ref": f"{DOCUMENT}{pointer}"},
            registry=self._registry,
            format_checker=FORMAT_CHECKER,
        )


@lru_cache(maxsize=16)
def schemas_of(specification: Specification) -> Schemas:
    """
    Return the schemas of a document, which are compiled once in a process.
    """
    return Schemas(specification)


class _NumberType:
    """
    Refuses integers with a point, and floats, which have lost precision.
    """

    def __init__(self, parent_schema: object, value: Any, schema_path: object) -> None:
        self._refused = (Decimal, float) if value == "integer" else float

    def validate(self, instance: object) -> None:
        if isinstance(instance, self._refused):
            raise ValueError(f"{instance!r} has another type")


def _marked(node: Any) -> Any:
    """
    Copy a document, and add the type of numbers to their schemas under another keyword.
    """
    if is_array(node):
        return [_marked(one) for one in node]
    if not is_object(node):
        return node
    copy = {key: _marked(value) for key, value in node.items()}
    written = copy.get("type")
    kinds = written if is_array(written) else [written]
    for kind in ("integer", "number"):
        if kind in kinds:
            copy[_NUMBER_TYPE] = kind
    return copy


def _conforming(name: str) -> Callable[[str], bool]:
    return partial(FORMAT_CHECKER.conforms, format=name)


_FORMATS = {name: _conforming(name) for name in FORMAT_CHECKER.checkers}


def _place(error: ValidationError) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in error.absolute_path)


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:200]}…"
