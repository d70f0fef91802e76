"""
Starts a new API with a small, correct document that builds.
"""

from __future__ import annotations

import re
from pathlib import Path

import jinja2

from kontokit_generator.builder.paths import HERE, RepositoryPaths
from kontokit_generator.python.naming import class_name

TEMPLATES = Path(__file__).parents[1] / "templates" / "provider"
# The name becomes a folder, a Python package and a distribution.
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def new_provider(api: str, paths: RepositoryPaths = HERE) -> Path:
    """
    Write the three files of a new API.

    Args:
        api: Its name in lower case, words joined by ``_``.

    Returns:
        The new folder.

    Raises:
        ValueError: The name does not fit or is taken.
    """
    if not _NAME.fullmatch(api):
        raise ValueError(
            f"{api!r} is no name for an API: lower case words joined by _, such as finapi_access"
        )
    folder = paths.specs / api
    if folder.exists():
        raise ValueError(f"{folder.name} exists already: change specs/{api} instead")
    # Autoescape would turn the quotes of YAML into HTML entities.
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), keep_trailing_newline=True, autoescape=False
    )
    folder.mkdir(parents=True)
    for name in ("openapi.yaml", "overlay.yaml", "SOURCES.md"):
        text = made.get_template(f"{name}.jinja").render(title=class_name(api))
        (folder / name).write_text(text, "utf-8")
    return folder
