"""
From ``x-kontokit-error-codes`` to the contents of ``error_codes.py``.
"""

from __future__ import annotations

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.overlay.error_codes_extension import KEY
from kontokit_generator.python.escaping import Source, python_literal


@frozen
class ErrorCodesView:
    """
    What ``error_codes.py`` holds.
    """

    page: str
    """The address of the page about the codes; empty if there is none."""
    codes: dict[str, dict[str, Source]]
    """Code → the arguments of its ``CodeHelp``, as Python source."""


def plan_error_codes(document: Document, page: str) -> ErrorCodesView | None:
    """
    Describe the contents of ``error_codes.py``.

    Returns:
        The plan; None where the overlay says nothing.
    """
    if KEY not in document.tree:
        return None
    codes = {
        code: {key: python_literal(value) for key, value in entry.items()}
        for code, entry in explained_codes(document).items()
    }
    return ErrorCodesView(page, codes)


def explained_codes(document: Document) -> dict[str, Tree]:
    """
    List the codes with what the overlay and the descriptions of the enums say of them.
    """
    said = mapping(document.tree.get(KEY))
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    enums = [mapping(schemas.get(name)) for name in sequence(said.get("enums"))]
    return {
        code: {"what": _described(enums, code), **mapping(entry)}
        for code, entry in mapping(said.get("codes")).items()
    }


def _described(enums: list[Tree], code: str) -> str:
    texts = (mapping(one.get("x-enum-descriptions")).get(code) for one in enums)
    return " Or: ".join(dict.fromkeys(" ".join(str(text).split()) for text in texts if text))
