"""
Compiles functions that prepare models for msgspec: straight-line code for each model, as data
classes have it.

msgspec writes most values exactly as this package does, many times faster. Such a function asks of
each field whether its value is one of these, and leaves all others to their usual writers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timezone
from decimal import Decimal
from keyword import iskeyword
from math import inf
from types import MemberDescriptorType
from typing import Any, Final, TypeGuard, cast

import msgspec
from msgspec import UNSET, inspect

from ..core.limits import MAX_DIGITS
from ..core.plain_time import plain_class
from ..core.typeguards import type_of
from .berlin_time import BERLIN
from .marker_types import WRITTEN_AS, OpenEnum
from .model_notes import Noted
from .native_forms import Style
from .scalars import LEAST, MOST
from .struct_writer import Encode
from .unknown_fields import further_type

_LONGEST: Final = 100
"""How many fields one function may have; models further inside have functions of their own."""
_DEEPEST: Final = 8
"""How many models it may have inside of each other: Python limits its blocks."""
_NAMES: Final[Mapping[str, Any]] = {
    "UNSET": UNSET,
    "NOTHING": frozenset[str](),
    "LEAST": LEAST,
    "MOST": MOST,
    "MAX_DIGITS": MAX_DIGITS,
    "inf": inf,
    "Decimal": Decimal,
    "date": plain_class(date),
    "datetime": plain_class(datetime),
    "UTC": UTC,
    "timezone": timezone,
    "BERLIN": BERLIN,
    "encoded": msgspec.json.Encoder().encode,
}
"""What the code of a ``Style`` may use."""


def compiled(form: Any, style: Style) -> Encode | None:
    """
    The function that prepares values of a type: a model or a list of models.

    It returns a model itself where all of its fields are native, and otherwise a struct of the same
    fields with what is to be written.

    Returns:
        The function; None where msgspec writes the models in another way.
    """
    return _Compiler(style).function(inspect.type_info(form))


class _Compiler:
    def __init__(self, style: Style) -> None:
        self._style = style
        self._known: dict[int, Encode] = {}
        self._nodes: list[inspect.Type] = []

    def function(self, node: inspect.Type) -> Encode | None:
        if is_compilable(node):
            return self._build(node)
        if isinstance(node, inspect.ListType) and is_compilable(node.item_type):
            return _for_lists(self._build(node.item_type), self._style.other(node))
        return None

    def _build(self, node: inspect.StructType) -> Encode:
        key = id(node)
        if key not in self._known:
            # Keeps the node alive: its id() is the key, and a freed id would be used again.
            self._nodes.append(node)
            # A recursive type finds this entry and looks up the finished one when it is called.
            self._known[key] = lambda value: self._known[key](value)
            self._known[key] = _Function(node, self._style, self._build).made()
        return self._known[key]


def _for_lists(prepare: Encode, other: Encode) -> Encode:
    return lambda value: [*map(prepare, value)] if type_of(value) is list else other(value)


def is_compilable(node: inspect.Type) -> TypeGuard[inspect.StructType]:
    """
    Whether a type is a model whose fields msgspec writes under the same names and in the same order
    as this package.
    """
    if not isinstance(node, inspect.StructType):
        return False
    model, config = node.cls, node.cls.__struct_config__
    return (
        config.tag is None
        and further_type(model) is None
        and not config.array_like
        and not config.omit_defaults
        and model.__struct_encode_fields__ == tuple(one.encode_name for one in node.fields)
        and not any(map(iskeyword, model.__struct_fields__))
        and model.__getattribute__ is object.__getattribute__
        and all(type(getattr(model, one.name)) is MemberDescriptorType for one in node.fields)
    )


class _Variables(msgspec.Struct, frozen=True):
    """
    The names of the variables for one model in the code.
    """

    model: str
    changed: str
    """Whether a value was changed."""
    nulls: str
    """Whether a value is None."""
    around: tuple[Any, ...]
    """The classes of the model and of those around it."""


class _Function:
    def __init__(
        self, node: inspect.StructType, style: Style, build: Callable[[inspect.StructType], Encode]
    ) -> None:
        self._node = node
        self._style = style
        self._build = build
        self._names: dict[str, Any] = dict(_NAMES)
        self._lines: list[str] = []
        self._depth = 1
        self._fields = 0
        self._variables = 0
        self._word = "if"

    def made(self) -> Encode:
        self._names["doubtful"] = self._style.item(self._node)
        self._add(f"if type(model) is not {self._named(self._node.cls)}:")
        self._add("    return doubtful(model)")
        self._model(self._node, "model", ())
        # Local names are faster than builtins.
        head = ["def prepare(model, type=type, str=str):", "    moment = text = None"]
        code = "\n".join([*head, *self._lines, "    return model"])
        space = dict(self._names)
        # The names of fields are identifiers, which msgspec has checked; nothing else is put in.
        exec(compile(code, f"<{self._node.cls.__name__}>", "exec"), space)  # noqa: S102
        return cast("Encode", space["prepare"])

    def _model(self, node: inspect.StructType, model: str, around: tuple[Any, ...]) -> None:
        """
        Add code behind which a variable holds what is written for the model in it.
        """
        names = _Variables(model, self._new("changed"), self._new("nulls"), (*around, node.cls))
        self._fields += len(node.fields)
        self._add(f"{names.changed} = {names.nulls} = False")
        values = [self._field(field, names) for field in node.fields]
        self._add(f"if {names.changed}:")
        if self._style.sends:
            is_usual = getattr(node.cls, "deviations", None) is Noted.deviations
            unread = "_unread" if is_usual else "deviations"
            self._add(f"    if {names.nulls} and getattr({model}, '{unread}', NOTHING):")
            self._add("        return doubtful(model)")
        self._add(f"    {model} = {self._named(_stand_in(node))}({', '.join(values)})")

    def _field(self, field: inspect.Field, names: _Variables) -> str:
        value = self._new("value")
        self._add(f"{value} = {names.model}.{field.name}")
        form, _ = without_null(field.type)
        depth, native, is_often_null = self._depth, self._native(form), field.default is None
        self._word = "if"
        if is_often_null:
            self._nothing(field, value, names)
        if native is not None:
            self._branch(f"not ({native.format(value)})")
            self._depth += 1
            self._word = "if"
        if not is_often_null:
            self._nothing(field, value, names)
        if native is None:
            self._parts(form, field.type, value, names)
        self._text(form, value, names)
        self._branch(f"{value} is not UNSET")
        self._other(field.type, value, names)
        self._depth = depth
        return value

    def _nothing(self, field: inspect.Field, value: str, names: _Variables) -> None:
        refused: list[str] = []
        if self._style.sends:
            _, takes_null = without_null(field.type)
            refused += ["None"] if keeps_null(field) and not takes_null else []
            refused += ["UNSET"] if field.required else []
        if "None" not in refused:
            self._branch(f"{value} is None")
            self._add(f"    {names.nulls} = {names.changed} = True")
        for nothing in refused:
            self._branch(f"{value} is {nothing}")
            self._add("    return doubtful(model)")

    def _other(self, form: inspect.Type, value: str, names: _Variables) -> None:
        self._add(f"    {value} = {self._named(self._style.other(form))}({value})")
        self._add(f"    {names.changed} = True")

    def _text(self, form: inspect.Type, value: str, names: _Variables) -> None:
        found = self._style.texts.get(self._key(form))
        if found is None:
            return
        condition, text = (one.format(value) for one in found)
        # Two days of a booking are often the same object.
        self._branch(f"{value} is moment")
        self._add(f"    {value} = text")
        self._add(f"    {names.changed} = True")
        self._branch(condition)
        self._add(f"    moment = {value}")
        self._add(f"    {value} = text = {text}")
        self._add(f"    {names.changed} = True")

    def _parts(
        self, form: inspect.Type, whole: inspect.Type, value: str, names: _Variables
    ) -> None:
        if is_compilable(form):
            self._branch(f"type({value}) is {self._named(form.cls)}")
            self._depth += 1
            new = self._new("new")
            self._add(f"{new} = {value}")
            self._inner(form, new, names)
            self._add(f"if {new} is not {value}:")
            self._add(f"    {value} = {new}")
            self._add(f"    {names.changed} = True")
            self._depth -= 1
        elif isinstance(form, inspect.ListType):
            self._list(form.item_type, whole, value, names)

    def _inner(self, form: inspect.StructType, value: str, names: _Variables) -> None:
        is_far = len(names.around) >= _DEEPEST or self._fields > _LONGEST
        if is_far or form.cls in names.around:
            self._add(f"{value} = {self._named(self._build(form))}({value})")
        else:
            self._model(form, value, names.around)

    def _list(self, item: inspect.Type, whole: inspect.Type, value: str, names: _Variables) -> None:
        native = self._native(item)
        if native is not None:
            self._branch(f"type({value}) is list")
            self._add(f"    for item in {value}:")
            self._add(f"        if not ({native.format('item')}):")
            self._depth += 2
            self._other(whole, value, names)
            self._add("    break")
            self._depth -= 2
        elif is_compilable(item):
            self._branch(f"type({value}) is list")
            self._depth += 1
            self._models(item, value, names)
            self._depth -= 1

    def _models(self, form: inspect.StructType, value: str, names: _Variables) -> None:
        item, new, items, index = map(self._new, ("item", "new", "items", "index"))
        self._add(f"{items} = None")
        self._add(f"{index} = 0")
        self._add(f"for {item} in {value}:")
        self._depth += 1
        self._add(f"{new} = {item}")
        self._add(f"if type({item}) is {self._named(form.cls)}:")
        self._depth += 1
        self._inner(form, new, names)
        self._depth -= 1
        self._add("else:")
        self._add(f"    {new} = {self._named(self._style.item(form))}({item})")
        self._add(f"if {items} is not None:")
        self._add(f"    {items}.append({new})")
        self._add(f"elif {new} is not {item}:")
        self._add(f"    {items} = [*{value}[:{index}], {new}]")
        self._add(f"{index} += 1")
        self._depth -= 1
        self._add(f"if {items} is not None:")
        self._add(f"    {value} = {items}")
        self._add(f"    {names.changed} = True")

    def _native(self, node: inspect.Type) -> str | None:
        found = self._style.native.get(self._key(node))
        if isinstance(node, inspect.EnumType) and found is not None:
            return found.replace("KIND", self._named(node.cls))
        return found

    def _key(self, node: inspect.Type) -> Any:
        if isinstance(node, inspect.Metadata):
            is_marked = WRITTEN_AS in (cast("Any", node).extra or {})
            return None if is_marked and self._style.sends else self._key(node.type)
        if isinstance(node, inspect.EnumType):
            return OpenEnum if issubclass(node.cls, OpenEnum) else None
        return node.cls if isinstance(node, inspect.CustomType) else type(node)

    def _branch(self, condition: str) -> None:
        self._add(f"{self._word} {condition}:")
        self._word = "elif"

    def _named(self, thing: Any) -> str:
        name = f"_{len(self._names)}"
        self._names[name] = thing
        return name

    def _new(self, word: str) -> str:
        self._variables += 1
        return f"{word}{self._variables}"

    def _add(self, line: str) -> None:
        self._lines.append("    " * self._depth + line)


def without_null(node: inspect.Type) -> tuple[inspect.Type, bool]:
    """
    The type of an optional value where it is there, and whether null is a value of it.
    """
    if not isinstance(node, inspect.UnionType):
        is_free = isinstance(node, inspect.CustomType) and node.cls is object
        return node, is_free or isinstance(node, inspect.AnyType)
    rest = [one for one in node.types if not isinstance(one, inspect.NoneType)]
    return rest[0] if len(rest) == 1 else node, len(rest) < len(node.types)


def keeps_null(field: inspect.Field) -> bool:
    """
    Whether None of a field is written as null; otherwise the field is left out.
    """
    return field.required or field.default is not None


def _stand_in(node: inspect.StructType) -> type[msgspec.Struct]:
    """
    A struct with the names of a model on the wire. What has its default is left out.
    """
    fields = [
        (f"f{index}", object, UNSET if keeps_null(field) else None)
        for index, field in enumerate(node.fields)
    ]
    names = {f"f{index}": field.encode_name for index, field in enumerate(node.fields)}
    return msgspec.defstruct(node.cls.__name__, fields, rename=names, omit_defaults=True, gc=False)
