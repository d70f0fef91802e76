"""
How docstrings are rendered: an extension of griffe, which reads the sources for mkdocstrings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import griffe

RUNTIME = "kontokit"

_STATUS = re.compile(r"^(\d{3})\. ")
_WIRE = re.compile(r"\bname='([^']+)'")


class House(griffe.Extension):
    """
    Lists fields below their model, and links raised errors to their page.
    """

    def on_package(self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **_: Any) -> None:
        """
        Adapt a client package after it was read.
        """
        if pkg.name == RUNTIME or "operations" not in pkg.members:
            return
        runtime = loader.load(RUNTIME)
        # Only a client makes one.
        runtime["operations.resource_group.ResourceGroup"].members.pop("__init__", None)
        errors = runtime["core.exceptions"]
        for model in pkg["models"].classes.values():
            list_fields(model)
        for module in pkg.modules.values():
            lead_to_errors(module, errors)
            for owner in module.classes.values():
                lead_to_errors(owner, errors)
        for module in pkg["operations"].modules.values():
            for group in module.classes.values():
                lead_to_errors(group, errors)


def list_fields(model: griffe.Class) -> None:
    """
    Add the fields of a model, or the values of an enum, to its docstring.
    """
    fields = [member for member in model.members.values() if isinstance(member, griffe.Attribute)]
    if model.docstring is None:
        model.docstring = griffe.Docstring("", parent=model)
    described = [
        griffe.DocstringAttribute(
            field.name, annotation=field.annotation, description=description(field)
        )
        for field in fields
        if not field.name.startswith("_")
    ]
    if described:
        model.docstring.parsed.append(griffe.DocstringSectionAttributes(described))
    for field in fields:
        model.del_member(field.name)


def description(field: griffe.Attribute) -> str:
    """
    What a field means, and its JSON name if that is another one.
    """
    value = str(field.value or "")
    wire = _WIRE.search(value)
    said = field.docstring.value if field.docstring else ""
    if field.annotation is None:
        return f"`{value}`: {said}"
    return f"{said} On the wire: `{wire[1]}`." if wire else said


def lead_to_errors(owner: griffe.Module | griffe.Class, errors: griffe.Module) -> None:
    """
    Link the names of raised errors, and keep a leading status from becoming a list.
    """
    for raised in raises(owner):
        raised.description = _STATUS.sub(r"**\1**: ", raised.description)
        name = str(raised.annotation)
        if name in errors.members:
            raised.annotation = griffe.ExprName(name, parent=errors)


def raises(owner: griffe.Module | griffe.Class) -> Iterator[griffe.DocstringRaise]:
    """
    The ``Raises`` entries of all methods or functions.
    """
    for function in owner.functions.values():
        for section in function.docstring.parsed if function.docstring else ():
            if isinstance(section, griffe.DocstringSectionRaises):
                yield from section.value
