"""
The Jinja environment: templates and their filters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from kontokit_generator.plan.model import TagView
from kontokit_generator.python.docstrings import docstring
from kontokit_generator.python.escaping import (
    Source,
    docstring_text,
    markdown,
    one_line,
    only_source,
    python_literal,
    table_cell,
)
from kontokit_generator.render.method_docstrings import FILTERS

TEMPLATES = Path(__file__).parents[1] / "templates" / "package"


@cache
def environment() -> jinja2.Environment:
    """
    Make the environment in which all files of a package are rendered. It keeps the templates that
    it has compiled, which takes longer than to render them.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # A misspelled variable must fail, not become an empty text in a package.
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        # Autoescape knows HTML only; this fails where a template forgets to escape.
        finalize=only_source,
    )
    made.filters.update(_FILTERS)
    return made


def _as_markdown(text: str) -> Source:
    return Source(text.replace("``", "`"))


def _as_seen_in(annotation: str, tag: TagView) -> Source:
    return Source(annotation.replace("list[", f"{tag.list_type}["))


def _demanded(annotation: str) -> Source:
    return Source(annotation.removesuffix(" | None"))


def _model(name: str) -> str:
    return f"models.{name}"


def _prose(text: str) -> Source:
    return Source(docstring_text(text).strip())


_FILTERS: dict[str, Callable[..., str]] = {
    **FILTERS,
    "as_markdown": _as_markdown,
    "as_seen_in": _as_seen_in,
    "code": Source,
    "demanded": _demanded,
    "docstring": docstring,
    "markdown": markdown,
    "model": _model,
    "one_line": one_line,
    "prose": _prose,
    "source": python_literal,
    "table_cell": table_cell,
}


def render(made: jinja2.Environment, template: str, **values: Any) -> str:
    """
    Render one file.
    """
    return made.get_template(template).render(**values)
