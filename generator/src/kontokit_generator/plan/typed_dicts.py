"""
The types module of a package: the dicts and texts that its methods take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import sequence
from kontokit_generator.openapi.schemas import is_enum, is_struct
from kontokit_generator.plan.body import schemas_of
from kontokit_generator.plan.model import TagView
from kontokit_generator.plan.type_views import DictFieldView, DictView, TextsView, TypesView
from kontokit_generator.python.input_types import InputTypes, dict_name, has_alias, texts_of
from kontokit_generator.python.naming import class_name, field_names

_NAME = re.compile(r"\btypes\.(\w+)")


def plan_types(document: Document, tags: list[TagView], more: list[str]) -> TypesView | None:
    """
    Plan what the signatures name, and what that names in its turn.

    Args:
        document: A normalised document.
        tags: The classes with the methods.
        more: Annotations that other methods have.

    Returns:
        The plan; None where no signature names anything.
    """
    dicts, texts = dict(_dicts(document)), dict(_texts(document))
    given = (one for tag in tags for op in tag.operations for one in (*op.positional, *op.keywords))
    waiting = [*(one.annotation for one in given), *more]
    reached: set[str] = set()
    while waiting:
        for name in _NAME.findall(waiting.pop()):
            if name not in reached:
                reached.add(name)
                waiting += (
                    [field.annotation for field in dicts[name].fields] if name in dicts else []
                )
    if not reached:
        return None
    return TypesView(
        dicts=[view for name, view in dicts.items() if name in reached],
        texts=[view for name, view in texts.items() if name in reached],
    )


def _dicts(document: Document) -> Iterator[tuple[str, DictView]]:
    types = InputTypes(schemas_of(document))
    for name, schema in schemas_of(document).items():
        if not is_struct(schema) or schema.get("x-kontokit-direction") != "write":
            continue
        required = sequence(schema.get("required"))
        names = field_names(schema["properties"])
        fields = [
            DictFieldView(
                name=names[wire],
                annotation=types.of(inner),
                required=wire in required,
            )
            for wire, inner in schema["properties"].items()
        ]
        found = dict_name(name, schema)
        yield found, DictView(name=found, model=class_name(name), fields=fields)


def _texts(document: Document) -> Iterator[tuple[str, TextsView]]:
    for name, schema in schemas_of(document).items():
        if is_enum(schema) and has_alias(schema):
            yield class_name(name), TextsView(name=class_name(name), values=texts_of(schema))
