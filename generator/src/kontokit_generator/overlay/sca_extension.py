"""
``x-kontokit-sca-config``: how an overlay describes an API's strong customer authentication.

Its keys are the fields of the runtime's classes, read from there. Where the runtime holds an
operation, the overlay names it; a parameter has its name on the wire.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Literal

from attrs import frozen

from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping, sequence
from kontokit_generator.runtime import SCA_ROOT, RuntimeField, sca_classes, sca_values

KEY: Final = "x-kontokit-sca-config"
ROOT: Final = SCA_ROOT
"""The shape of the whole."""
PARTS: Final = ("repeat", "relations", "forms")

Many = Literal["one", "list", "map"]


@frozen
class Field:
    """
    The values that one key may have.
    """

    kind: str
    """``text``, ``number``, ``operation``, ``argument``, a set of words or a shape."""

    many: Many = "one"
    """Whether it is one of them, a list, or a map from a text to one."""

    optional: bool = False

    @property
    def shape(self) -> str:
        """
        What a valid value looks like, for the fix of a finding.
        """
        one = _DESCRIPTIONS.get(self.kind) or "one of " + ", ".join(sca_values().get(self.kind, ()))
        if self.kind in shapes():
            one = "a map with the keys " + ", ".join(shapes()[self.kind])
        if self.many == "list":
            return f"a list; each entry is {one}"
        return f"a map; each value is {one}" if self.many == "map" else one


_DESCRIPTIONS: Final = {
    "text": "a text",
    "number": "a number of seconds above zero",
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
            if (name, key) != (ROOT, "operations")
        }
        for name, fields in sca_classes().items()
    }


def _field(key: str, field: RuntimeField) -> Field:
    """
    Derive the values that a key may have from the annotation of the runtime's field.
    """
    annotation, many = field.annotation, _ONE
    if isinstance(annotation, ast.BinOp):  # the runtime writes optional fields as "… | None"
        annotation = annotation.left
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.slice, ast.Tuple):
        first, last = annotation.slice.elts
        is_list = ast.unparse(annotation.value) == "tuple"
        annotation, many = (first, _LIST) if is_list else (last, _MAP)
    name = ast.unparse(annotation)
    # The runtime stores the Python name as text; only its field's name tells it apart.
    is_argument = key == "argument" or key.endswith("_argument")
    kind = "argument" if is_argument else _KINDS.get(name, name)
    return Field(kind, many, optional=field.optional)


_ONE: Final[Many] = "one"
_LIST: Final[Many] = "list"
_MAP: Final[Many] = "map"
_KINDS: Final = {"str": "text", "float": "number", "Operation[Any]": "operation"}


@frozen
class InvalidValue:
    """
    A value that does not have its shape.
    """

    parts: tuple[str | int, ...]
    """Where it stands below the key."""

    message: str
    fix: str


def are_parts(value: Any) -> bool:
    """
    Check whether something is a map of mechanisms; ``invalid_values`` looks at each.
    """
    return is_mapping(value) and bool(value) and set(value) <= set(PARTS)


@frozen
class Named:
    """
    An operation that the overlay names, and where.
    """

    parts: tuple[str | int, ...]
    name: str


def named_operations(value: Any, shape: str = ROOT) -> Iterator[Named]:
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


def asked_operation(around: Tree) -> str:
    """
    Name the operation that an ``argument`` belongs to.

    Args:
        around: The map in which the argument stands.
    """
    return str(around.get("operation", around.get("read")))


def invalid_values(value: Any, shape: str = ROOT) -> Iterator[InvalidValue]:
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
            yield from _below(key, _invalid_values(field, value[key]))
        elif not field.optional:
            yield InvalidValue((), f"{key!r} is missing", f"add it: {field.shape}")


def _invalid_values(field: Field, value: Any) -> Iterator[InvalidValue]:
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
    elif not _CHECKS.get(field.kind, _is_word(field.kind))(value):
        yield _not_so(Field(field.kind), value)


def _not_so(field: Field, value: Any) -> InvalidValue:
    return InvalidValue((), f"it cannot be {value!r}", f"write {field.shape}")


def _below(key: str | int, found: Iterator[InvalidValue]) -> Iterator[InvalidValue]:
    for one in found:
        yield InvalidValue((key, *one.parts), one.message, one.fix)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_word(kind: str) -> Callable[[Any], bool]:
    return lambda value: value in sca_values()[kind]


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": _is_text,
    "operation": _is_text,
    "argument": _is_text,
    "number": _is_number,
}
