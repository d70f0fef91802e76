"""
Values of extensions that are described by classes of the runtime: what fits, and which operations
they name.

Their keys are the fields of those classes, read from there. Where the runtime holds an operation,
the overlay names it; a parameter has its name on the wire.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal

from attrs import frozen

from kontokit_generator.openapi.json_tree import is_list, is_mapping, mapping, sequence
from kontokit_generator.overlay.extension_checks import is_text
from kontokit_generator.runtime import SCA_ROOT, RuntimeField, described_classes, described_values

Many = Literal["one", "list", "map"]


@frozen
class Field:
    """
    The values that one key may have.
    """

    kind: str
    """
    ``text``, ``number``, ``integer``, ``flag``, ``operation``, ``argument``, a set of words or a
    class.
    """

    many: Many = "one"
    """Whether it is one of them, a list, or a map from a text to one."""

    optional: bool = False
    words: tuple[str, ...] = ()
    """What it may be, where the runtime has no name for the set."""

    @property
    def shape(self) -> str:
        """
        What a valid value looks like, for the fix of a finding.
        """
        words = self.words or described_values().get(self.kind, ())
        one = _DESCRIPTIONS.get(self.kind) or "one of " + ", ".join(words)
        if self.kind in shapes():
            one = "a map with the keys " + ", ".join(shapes()[self.kind])
        if self.many == "list":
            return f"a list; each entry is {one}"
        return f"a map; each value is {one}" if self.many == "map" else one


_DESCRIPTIONS: Final = {
    "text": "a text",
    "number": "a number of seconds above zero",
    "integer": "a whole number above zero",
    "flag": "true or false",
    "operation": "an operationId",
    "argument": "the name of a parameter on the wire",
}


@cache
def shapes() -> Mapping[str, Mapping[str, Field]]:
    """
    Read the values that each key may have, by class of the runtime.

    The operations with SCA are left out: they say so themselves.
    """
    return {
        name: {
            key: _field(key, field)
            for key, field in fields.items()
            if (name, key) != (SCA_ROOT, "operations")
        }
        for name, fields in described_classes().items()
    }


def field_of(owner: str, key: str) -> Field:
    """
    Read the values that one field of a class of the runtime may have.
    """
    return shapes()[owner][key]


def _field(key: str, field: RuntimeField) -> Field:
    """
    Derive the values that a key may have from the annotation of the runtime's field.
    """
    annotation, many = field.annotation, _ONE
    if isinstance(annotation, ast.BinOp):  # the runtime writes optional fields as "… | None"
        annotation = annotation.left
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Literal":
        words = ast.literal_eval(annotation.slice)
        return Field("word", optional=field.optional, words=words)
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.slice, ast.Tuple):
        first, last = annotation.slice.elts
        match ast.unparse(annotation.value):
            case "tuple":
                annotation, many = first, _LIST
            case "Callable":  # of services, which load their operations late
                annotation = last
            case _:
                annotation, many = last, _MAP
    name = ast.unparse(annotation)
    # The runtime stores the Python name as text; only its field's name tells it apart.
    is_argument = key == "argument" or key.endswith("_argument")
    kind = "argument" if is_argument else _KINDS.get(name, name)
    return Field(kind, many, optional=field.optional)


_ONE: Final[Many] = "one"
_LIST: Final[Many] = "list"
_MAP: Final[Many] = "map"
_KINDS: Final = {
    "str": "text",
    "float": "number",
    "int": "integer",
    "bool": "flag",
    "Operation[Any]": "operation",
}


@frozen
class InvalidValue:
    """
    A value that does not have its shape.
    """

    parts: tuple[str | int, ...]
    """Where it stands below the key."""

    message: str
    fix: str


@frozen
class Named:
    """
    An operation that the overlay names, and where.
    """

    parts: tuple[str | int, ...]
    name: str


def named_operations(value: Any, shape: str) -> Iterator[Named]:
    """
    Find the operations that the mechanisms name.

    Args:
        value: What stands in the overlay; whatever has another shape is left out.
        shape: The class whose fields its keys are.
    """
    for key, field in shapes()[shape].items():
        for parts, one in _each(field, mapping(value).get(key)):
            if field.kind == "operation" and isinstance(one, str):
                yield Named((key, *parts), one)
            elif field.kind in shapes():
                for found in named_operations(one, field.kind):
                    yield Named((key, *parts, *found.parts), found.name)


def _each(field: Field, value: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if field.many == "one":
        yield (), value
    elif field.many == "list":
        yield from (((index,), item) for index, item in enumerate(sequence(value)))
    else:
        yield from (((key,), item) for key, item in mapping(value).items())


def invalid_values(value: Any, shape: str) -> Iterator[InvalidValue]:
    """
    Find everything that does not have its shape.

    Args:
        value: What stands in the overlay.
        shape: The class whose fields its keys are.
    """
    if not is_mapping(value):
        yield InvalidValue((), f"{value!r} is no map", f"write {Field(shape).shape}")
        return
    fields = shapes()[shape]
    for key in value.keys() - fields.keys():
        yield InvalidValue((key,), f"{key!r} is unknown here", "use one of " + ", ".join(fields))
    for key, field in fields.items():
        if key in value:
            yield from _below(key, invalid_in(field, value[key]))
        elif not field.optional:
            yield InvalidValue((), f"{key!r} is missing", f"add it: {field.shape}")


def invalid_in(field: Field, value: Any) -> Iterator[InvalidValue]:
    """
    Find everything that a field cannot hold.
    """
    if field.many == "one":
        yield from _one(field, value)
    elif field.many == "list" and is_list(value):
        for index, item in enumerate(value):
            yield from _below(index, _one(field, item))
    elif field.many == "map" and is_mapping(value):
        for key, item in value.items():
            yield from _below(key, _one(field, item))
    else:
        yield _not_so(field, value)


def _one(field: Field, value: Any) -> Iterator[InvalidValue]:
    if field.kind in shapes():
        yield from invalid_values(value, field.kind)
    elif not _CHECKS.get(field.kind, _is_word(field))(value):
        yield _not_so(Field(field.kind, words=field.words), value)


def _not_so(field: Field, value: Any) -> InvalidValue:
    return InvalidValue((), f"it cannot be {value!r}", f"write {field.shape}")


def _below(key: str | int, found: Iterator[InvalidValue]) -> Iterator[InvalidValue]:
    for one in found:
        yield InvalidValue((key, *one.parts), one.message, one.fix)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_word(field: Field) -> Callable[[Any], bool]:
    return lambda value: value in (field.words or described_values()[field.kind])


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": is_text,
    "operation": is_text,
    "argument": is_text,
    "number": _is_number,
    "integer": _is_integer,
    "flag": _is_flag,
}
