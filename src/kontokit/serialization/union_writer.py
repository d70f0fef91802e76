"""
Writes the value of a union: a model by its class, a dict by its tag, anything else as what it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
from msgspec import UNSET, inspect

from ..core.typeguards import is_mapping
from .choices import first_that_fits
from .struct_writer import Encode
from .unions import Option, RawJson, UnionType


class UnionWriter:
    """
    Writes values of one union.
    """

    def __init__(self, kind: UnionType, build: Callable[[inspect.Type], Encode]) -> None:
        self._kind = kind
        self._build = build

    def __call__(self, value: Any) -> Any:
        """
        Check a value against the options and write it.
        """
        if isinstance(value, RawJson):
            return self._build(inspect.AnyType())(value.value)
        options = list(self._options_for(value))
        if len(options) == 1:
            return self._written(options[0], value)
        return first_that_fits(self, value, [partial(self._written, one) for one in options])

    def _written(self, option: Option, value: Any) -> Any:
        tag, write = self._kind.union.tag, self._build(option.node)
        if tag is None or not option.tags or tag in _names(option).values():
            return write(value)
        # A document may leave the tag out of the objects that it tells apart.
        if is_mapping(value) and tag in value:
            return {tag: value[tag], **write({k: v for k, v in value.items() if k != tag})}
        return {tag: option.tags[0], **write(value)}

    def _options_for(self, value: Any) -> Iterator[Option]:
        if isinstance(value, msgspec.Struct):
            return (one for one in self._kind.options if _is_class_of(one, value))
        if not is_mapping(value):
            return iter(self._kind.options)
        return (one for one in self._kind.options if self._may_be(one, value))

    def _may_be(self, option: Option, value: Mapping[Any, Any]) -> bool:
        tag = self._tag_of(option, value)
        return not option.tags or tag is UNSET or tag in option.tags

    def _tag_of(self, option: Option, value: Mapping[Any, Any]) -> Any:
        tag = str(self._kind.union.tag)
        names = (tag, *(name for name, wire in _names(option).items() if wire == tag))
        return next((value[name] for name in names if name in value), UNSET)


def _names(option: Option) -> dict[str, str]:
    """
    The fields of an option that is a model: name in Python → name on the wire.
    """
    model = _model_of(option.node)
    return {one.name: one.encode_name for one in model.fields} if model is not None else {}


def _is_class_of(option: Option, value: msgspec.Struct) -> bool:
    """
    Whether a value is a model of an option, or the counterpart of it that is read.
    """
    model = _model_of(option.node)
    if model is None:
        return False
    return isinstance(value, model.cls) or model.cls.__name__ == f"{type(value).__name__}Input"


def _model_of(node: inspect.Type) -> inspect.StructType | None:
    """
    The model that an option is; it may be null as well.
    """
    if isinstance(node, inspect.UnionType):
        others = [one for one in node.types if not isinstance(one, inspect.NoneType)]
        return _model_of(others[0]) if len(others) == 1 else None
    return node if isinstance(node, inspect.StructType) else None
