"""
Two schemas that hold together: what fits both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen
from jsonschema import Draft202012Validator

from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, sequence
from kontokit_generator.openapi.object_model import rewrite
from kontokit_generator.openapi.schemas import ESSENTIAL, is_null, is_struct, types_of

PROSE = {"description", "title", "summary", "example", "examples", "externalDocs", "$comment"}
_EXAMPLES = ("example", "examples")
_LEAST = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
_MOST = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_FLAGS = {"readOnly", "writeOnly", "deprecated", "uniqueItems"}
_LAST = {"pattern", "default", "multipleOf"}
"""No type depends on them, so the last one stands."""


class DisagreementError(Exception):
    """
    Two schemas that no value fits.
    """


@frozen
class Narrower:
    """
    Joins schemas, whose references it can follow.
    """

    target: Callable[[Tree], Tree]
    """Returns what a reference leads to, or the schema itself."""

    def agree(self, key: str, before: Any, value: Any) -> Any:
        """
        Join what two schemas say of one key.

        Raises:
            DisagreementError: Nothing fits both.
        """
        if key == ESSENTIAL:
            return list(dict.fromkeys([*before, *value]))
        if before == value or key in PROSE or key in _LAST or _is_foreign(key):
            joined = value
        elif key in _LEAST | _MOST:
            joined = max(before, value) if key in _LEAST else min(before, value)
        elif key in _FLAGS:
            joined = before or value
        else:
            return self._parts(key, before, value)
        return joined

    def _parts(self, key: str, before: Any, value: Any) -> Any:
        joined: Any = None
        match key:
            case "required":
                joined = list(dict.fromkeys([*before, *value]))
            case "properties":
                joined = self._properties(before, value)
            case "items" | "additionalProperties" if is_mapping(before) and is_mapping(value):
                joined = self.narrowed(before, value)
            case "additionalProperties":
                joined = next(one for one in (before, value) if one is not True)
            case "type":
                joined = _common_types(before, value)
            case "enum":
                joined = [one for one in sequence(value) if one in sequence(before)]
            case _:
                pass
        if not joined and joined is not False:
            raise DisagreementError(
                f"the parts of allOf disagree about '{key}': {before} and {value}"
            )
        return joined

    def _properties(self, first: Tree, second: Tree) -> Tree:
        joined = {**first, **second}
        for name in first.keys() & second.keys():
            try:
                joined[name] = self.narrowed(first[name], second[name])
            except DisagreementError as error:
                message = f"the parts of allOf disagree about the property '{name}'"
                raise DisagreementError(message) from error
        # In the order of the parts, which no set keeps.
        return {name: joined[name] for name in dict.fromkeys([*first, *second])}

    def narrowed(self, first: Any, second: Any) -> Tree:
        """
        Join two schemas of one value.

        Raises:
            DisagreementError: Nothing fits both.
        """
        wide, narrow = mapping(first), mapping(second)
        if _bare(wide) == _bare(narrow):
            return narrow
        if not (_says_of_values(wide) and _says_of_values(narrow)):
            shown = wide if _says_of_values(wide) else narrow
            # An example of any value need not fit the schema that says which.
            return {**_without_examples(wide, shown), **_without_examples(narrow, shown)}
        if _is_or_null(wide) and _is_or_null(narrow):
            joined = self.narrowed(_without_null(wide), _without_null(narrow))
            return {"anyOf": [joined, {"type": "null"}]}
        if _is_or_null(wide) or _is_or_null(narrow):
            return self.narrowed(_without_null(wide), _without_null(narrow))
        if "$ref" in wide and "$ref" in narrow:
            return self._of_two_names(wide, narrow)
        return self._joined(self._inline(wide), self._inline(narrow))

    def _of_two_names(self, first: Tree, second: Tree) -> Tree:
        wide, narrow = self.target(first), self.target(second)
        known = mapping(narrow.get("properties"))
        if is_struct(wide) and mapping(wide["properties"]).keys() <= known.keys():
            return second
        values = sequence(narrow.get("enum"))
        if values and all(one in sequence(wide.get("enum")) for one in values):
            return second
        raise DisagreementError("two named schemas")

    def _inline(self, schema: Tree) -> Tree:
        if "$ref" not in schema:
            return schema
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {**self.target(schema), **beside}

    def _joined(self, first: Tree, second: Tree) -> Tree:
        joined = {
            **first,
            **{
                key: self.agree(key, first[key], value) if key in first else value
                for key, value in second.items()
            },
        }
        if "const" in joined and joined["const"] not in joined.get("enum", [joined["const"]]):
            raise DisagreementError("the constant is none of the values")
        if "const" in joined:
            joined.pop("enum", None)
        if "enum" in joined:
            joined["enum"] = _of_types(joined["enum"], types_of(joined))
        # What was said of any number is no format of whole ones.
        kinds = types_of(joined)
        if "integer" in kinds and "number" not in kinds and joined.get("format") == "decimal":
            del joined["format"]
        return _with_examples_of(joined, (second, first))


def _is_foreign(key: str) -> bool:
    """
    Check whether a key is an extension of others, on which nothing here depends.
    """
    return key.startswith("x-") and not key.startswith("x-kontokit-")


def _common_types(first: Any, second: Any) -> str | list[str] | None:
    before, after = types_of({"type": first}), types_of({"type": second})
    common = [kind for kind in after if kind in before]
    common += [kind for kind in after if kind == "integer" and "number" in before]
    common += [kind for kind in before if kind == "integer" and "number" in after]
    found = list(dict.fromkeys(common))
    return found[0] if len(found) == 1 else found or None


def _of_types(values: Any, types: list[str]) -> list[Any]:
    """
    List the values of an enum that have one of the types.

    Raises:
        DisagreementError: There is none.
    """
    checker: Any = Draft202012Validator({"type": types} if types else {})
    found = [one for one in sequence(values) if one is None or checker.is_valid(one)]
    if not any(one is not None for one in found):
        raise DisagreementError("no value of the enum has the type")
    return found


def _says_of_values(schema: Tree) -> bool:
    return any(map(_is_of_values, schema))


def _without_examples(schema: Tree, shown: Tree) -> Tree:
    if schema is shown:
        return schema
    return {key: value for key, value in schema.items() if key not in _EXAMPLES}


def _with_examples_of(joined: Tree, parts: Sequence[Tree]) -> Tree:
    """
    Keep the examples of a part that says all that the parts say together: an example of another
    part need not fit it.
    """
    bare: Tree = {key: value for key, value in joined.items() if key not in _EXAMPLES}
    for part in parts:
        if all(part.get(key) == value for key, value in bare.items() if _is_of_values(key)):
            return {**bare, **{key: part[key] for key in _EXAMPLES if key in part}}
    return bare


def _is_of_values(key: str) -> bool:
    return key not in PROSE and not key.startswith("x-")


def _is_or_null(schema: Tree) -> bool:
    return any(map(is_null, sequence(schema.get("anyOf"))))


def _without_null(schema: Tree) -> Tree:
    if not _is_or_null(schema):
        return schema
    options = [one for one in schema["anyOf"] if not is_null(one)]
    beside = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**options[0], **beside} if len(options) == 1 else {**beside, "anyOf": options}


def _bare(schema: Tree) -> Any:
    return rewrite(schema, "schema", "schema", _without_prose)


def _without_prose(schema: Tree, _: str) -> Tree:
    return {key: value for key, value in schema.items() if key not in PROSE}
