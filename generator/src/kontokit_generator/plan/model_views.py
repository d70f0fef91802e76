"""
What the templates of models know besides the types that datamodel-code-generator finds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from kontokit_generator.openapi.schemas import UNION, is_null
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import PythonName
from kontokit_generator.python.types import python_type

Schema = Mapping[str, Any]

_TEXTS = re.compile(r"dict\[str, OrText\[(\w+)\]\]")


@attrs.frozen(kw_only=True)
class FieldView:
    """
    What the template needs to know of one field besides the type that the tool finds.
    """

    name: PythonName
    wire: str
    required: bool
    reading: bool
    nullable: bool
    doc: str
    texts: frozenset[str]
    """The types whose texts are taken too, where the field is written."""

    def annotation(self, found: str) -> str:
        """
        Write the type: reading makes absent and null ``None``, writing keeps them apart.
        """
        base = found.removesuffix(" | None")
        if base == "None":
            return "None" if self.required or self.reading else "None | UnsetType"
        if not self.reading:
            base = _widened(base, self.texts)
        if self.required:
            return f"{base} | None" if self.nullable else base
        if self.reading:
            return base if base == "Any" else f"{base} | None"
        return f"{base} | None | UnsetType" if self.nullable else f"{base} | UnsetType"

    @property
    def assignment(self) -> str:
        """
        Write what follows the type: a default, the name on the wire, both or nothing.
        """
        default = "" if self.required else "None" if self.reading else "UNSET"
        if self.name == self.wire:
            return f" = {default}" if default else ""
        named = f"name={python_literal(self.wire)}"
        return f" = field({named}, default={default})" if default else f" = field({named})"


@attrs.frozen(kw_only=True)
class AliasView:
    """
    What the template needs to know of the type of a map or list with a name.
    """

    reading: bool
    texts: frozenset[str]

    def annotation(self, found: str) -> str:
        """
        Write the type. A map that is written takes a ``dict[str, str]`` too where texts are taken.
        """
        return (
            found if self.reading else re.sub(_TEXTS, r"OrTextMap[\1]", _widened(found, self.texts))
        )


@attrs.frozen(kw_only=True)
class UnionView:
    """
    What the template needs to know of a choice between types.
    """

    schema: Schema
    reading: bool

    def annotation(self, found: str) -> str:
        """
        Write the type for type checkers, and what tells its options apart at run time.
        """
        mark, options = self.schema[UNION], self._options()
        shown = [name for name, one in options if one["told"] or not self.reading]
        apart = ", ".join(_option(name, one) for name, one in options)
        tag = f", tag={python_literal(mark['tag'])}" if mark["tag"] else ""
        types = " | ".join(dict.fromkeys([*shown, "RawJson"]))
        return f'OneOf["{types}", union(lambda: ({apart},){tag})]'

    def _options(self) -> list[tuple[str, Schema]]:
        options = [one for one in self.schema["anyOf"] if not is_null(one)]
        names = [python_type(one).replace("models.", "") for one in options]
        return list(zip(names, self.schema[UNION]["options"], strict=True))


def _option(name: str, mark: Schema) -> str:
    given = [f", {key}={python_literal(tuple(mark[key]))}" for key in ("tags", "has") if mark[key]]
    return f"option({name}{''.join(given)})"


def _widened(annotation: str, texts: frozenset[str]) -> str:
    def widen(found: re.Match[str]) -> str:
        name = found[0]
        if name in ("Decimal", "DecimalText"):
            return f"OrDigits[{name}]"
        return f"OrText[{name}]" if name in texts else name

    return re.sub(r"\w+", widen, annotation)


@attrs.frozen(kw_only=True)
class MemberView:
    """
    One member of an enum.
    """

    name: PythonName
    value: str
    doc: str
