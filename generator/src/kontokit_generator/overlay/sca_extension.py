"""
The words in which an overlay says how an API asks for SCA: ``x-kontokit-sca-mechanisms``.

They are those of the runtime: each shape here is a class there, each key one of its fields.
Where the runtime holds an operation the overlay names it, and a parameter is called as it is
on the wire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal

from attrs import frozen

from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping, sequence

KEY: Final = "x-kontokit-sca-mechanisms"
ROOT: Final = "ScaMechanisms"
"""The shape of the whole."""
PARTS: Final = ("repeat", "relations", "forms")

Many = Literal["one", "list", "map"]

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Asked": ("method", "medium", "challenge", "redirect", "form", "decoupled", "renewal"),
    "OrderProgress": ("open", "pending", "done", "failed"),
    "FormProgress": ("waiting", "working", "form", "done", "failed", "expired", "cancelled"),
    "Meaning": (
        "credentials",
        "locked",
        "incomplete",
        "wrong_answer",
        "method",
        "medium",
        "sca_failed",
        "no_method",
        "too_often",
        "refused",
        "done",
    ),
    "ReturnMeaning": ("finished", "cancelled", "failed"),
}


@frozen
class Field:
    """
    What one key may say.
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
        one = _DESCRIPTIONS.get(self.kind) or "one of " + ", ".join(_WORDS.get(self.kind, ()))
        if self.kind in SHAPES:
            one = "a map with the keys " + ", ".join(SHAPES[self.kind])
        if self.many == "list":
            return f"a list; each entry is {one}"
        return f"a map; each value is {one}" if self.many == "map" else one


_DESCRIPTIONS: Final = {
    "text": "a text",
    "number": "a number of seconds above zero",
    "operation": "an operationId",
    "argument": "the name of a parameter on the wire",
}
_TEXT, _TEXTS = Field("text"), Field("text", "list")
_MAYBE, _SOME = Field("text", optional=True), Field("text", "list", optional=True)
_SECONDS = Field("number")

SHAPES: Final[Mapping[str, Mapping[str, Field]]] = {
    "OfferShape": {
        "items": _TEXT,
        "id": _TEXT,
        "name": _TEXT,
        "hint": _MAYBE,
        "since": _MAYBE,
        "until": _MAYBE,
    },
    "ShownShape": {
        "text": _TEXT,
        "label": _MAYBE,
        "codes": _SOME,
        "pictures": _SOME,
        "mime": _MAYBE,
        "documents": _SOME,
    },
    "Lookup": {
        "operation": Field("operation"),
        "argument": Field("argument"),
        "value": _TEXT,
        "items": _MAYBE,
        "status": _TEXT,
        "statuses": Field("OrderProgress", "map"),
    },
    "RepeatCall": {
        "field": _TEXT,
        "reference": _TEXT,
        "status": _TEXT,
        "statuses": Field("Asked", "map"),
        "method": _TEXT,
        "answer": _TEXT,
        "returned": _TEXT,
        "confirmed": _TEXT,
        "offer": Field("OfferShape"),
        "shown": Field("ShownShape"),
        "url": _TEXT,
        "state": _TEXT,
        "state_field": _TEXT,
        "return_url": _TEXT,
        "seconds": _SECONDS,
        "bank": _TEXTS,
        "refused": _SOME,
        "over": _SOME,
        "lookups": Field("Lookup", "map", optional=True),
    },
    "FollowRelations": {
        "asked": Field("Asked", "map"),
        "fields": Field("text", "map"),
        "cancel": _TEXT,
        "again": _TEXT,
        "methods": Field("OfferShape", "list"),
        "media": Field("OfferShape", "list"),
        "challenge": _TEXT,
        "shown": Field("ShownShape"),
        "content": _TEXT,
        "decoupled": _TEXT,
        "messages": _TEXT,
        "code": _TEXT,
        "codes": Field("Meaning", "map"),
        "inconclusive": _SOME,
        "status": _TEXT,
        "working": _TEXTS,
        "asking": _TEXTS,
        "complete": _TEXTS,
        "timeout": _TEXT,
        "seconds": _SECONDS,
        "working_seconds": _SECONDS,
        "callback": _TEXT,
        "reentry": _TEXT,
        "reentries": Field("ReturnMeaning", "map"),
        "bank": _TEXTS,
        "looks": Field("operation", "map", optional=True),
    },
    "FormResource": {
        "read": Field("operation"),
        "argument": Field("argument"),
        "id": _TEXT,
        "status": _TEXT,
        "statuses": Field("FormProgress", "map"),
        "form": _MAYBE,
        "form_statuses": Field("FormProgress", "map", optional=True),
        "url": _TEXT,
        "ends": _MAYBE,
        "code": _TEXT,
        "message": _MAYBE,
        "callbacks": _TEXTS,
        "cancel": Field("operation", optional=True),
        "seconds": _SECONDS,
    },
    "ScaMechanisms": {
        "repeat": Field("RepeatCall", optional=True),
        "relations": Field("FollowRelations", optional=True),
        "forms": Field("FormResource", "map", optional=True),
    },
}
"""
By class of the runtime: its fields. That of all operations that ask is gathered from the
operations themselves.
"""


@frozen
class InvalidValue:
    """
    Something that cannot be said so.
    """

    parts: tuple[str | int, ...]
    """Where it stands below the key."""

    message: str
    fix: str


def are_parts(value: Any) -> bool:
    """
    Tell whether something has mechanisms in it; ``invalid_values`` looks at each.
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
    Find the operations that the runtime shall know.

    Args:
        value: What stands in the overlay; whatever has another shape is left out.
        shape: The class whose fields its keys are.
    """
    for key, field in SHAPES[shape].items():
        for parts, one in _each(field, mapping(value).get(key)):
            if field.kind == "operation" and isinstance(one, str):
                yield Named((key, *parts), one)
            elif field.kind in SHAPES:
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
    fields = SHAPES[shape]
    for key in value.keys() - fields.keys():
        yield InvalidValue((key,), f"nobody reads {key!r} here", "use one of " + ", ".join(fields))
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
    if field.kind in SHAPES:
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
    return lambda value: value in _WORDS[kind]


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": _is_text,
    "operation": _is_text,
    "argument": _is_text,
    "number": _is_number,
}
