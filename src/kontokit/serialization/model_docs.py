"""
What ``help`` shows of a model: its fields, with the texts that stand below them in the source.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Final, Union, get_args, get_origin

import msgspec
from msgspec import structs

_WIDTH: Final = 96
_MODULE: Final = re.compile(r"\b(?:\w+\.)+")


def docs_with_fields(model: type[msgspec.Struct]) -> str:
    """
    The docstring of a model, with its fields below.

    Python drops the text below a field. It is read from the source instead, on demand:
    a second copy in the docstrings would cost every program the memory, and every package a
    tenth more lines.
    """
    own = own_docs(model)
    fields = "\n".join(_attributes(model))
    return "\n\n".join(filter(None, (own, fields and f"Attributes:\n{fields}")))


def own_docs(model: type[msgspec.Struct]) -> str:
    """
    The docstring of a model as it stands in the source.
    """
    return inspect.cleandoc(vars(model)["__doc__"] or "")


def field_texts(model: type[msgspec.Struct]) -> dict[str, str]:
    """
    The texts below the fields of a model: Python name → one line of text.
    """
    texts: dict[str, str] = {}
    for base in reversed(model.__mro__):
        texts |= _texts(base.__module__).get(base.__qualname__, {})
    return {name: " ".join(text.split()) for name, text in texts.items()}


def _attributes(model: type[msgspec.Struct]) -> Iterator[str]:
    types = _types(model)
    texts = field_texts(model)
    for name in model.__struct_fields__:
        heading = f"{name} ({types[name]})" if name in types else name
        yield textwrap.fill(
            " ".join(f"{heading}: {texts.get(name, '')}".split()),
            _WIDTH,
            initial_indent=" " * 4,
            subsequent_indent=" " * 8,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _types(model: type[msgspec.Struct]) -> dict[str, str]:
    try:
        fields = structs.fields(model)
    except NameError:  # a class in a function, whose types are not found from here
        return {}
    shown = {field.name: inspect.formatannotation(_unmarked(field.type)) for field in fields}
    return {name: _MODULE.sub("", text) for name, text in shown.items()}


def _unmarked(form: Any) -> Any:
    """
    A type without its marks: how a text is written does not concern who reads the help.
    """
    origin, parts = get_origin(form), get_args(form)
    if origin is Annotated:
        return parts[0]
    if origin is Union:  # of a mark and something else
        found = _unmarked(parts[0])
        for part in parts[1:]:
            found = found | _unmarked(part)
        return found
    return list[_unmarked(parts[0])] if origin is list else form  # type: ignore[misc]


@cache
def _texts(module: str) -> Mapping[str, Mapping[str, str]]:
    """
    The texts below the fields of a module's classes: class → field → text; none without a source.
    """
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (KeyError, OSError, SyntaxError, TypeError):
        return {}
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {node.name: dict(_fields(node)) for node in classes}


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(node.body):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, said
            case _:
                pass
