"""
Starts a new API with a small, correct document that builds.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

from kontokit_generator.python.naming import class_name
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import name_problem

TEMPLATES = Path(__file__).parents[1] / "templates" / "provider"


def new_api(api: str, project: Project) -> Path:
    """
    Write the three files of a new API.

    Args:
        api: Its name in lower case, words joined by ``_``.

    Returns:
        The new folder.

    Raises:
        ValueError: The name does not fit or is taken.
    """
    if problem := name_problem(api):
        raise ValueError(problem)
    folder = project.documents / api
    if folder.exists():
        raise ValueError(f"{project.shown(folder)} exists already: change it instead")
    # Autoescape would turn the quotes of YAML into HTML entities.
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), keep_trailing_newline=True, autoescape=False
    )
    folder.mkdir(parents=True)
    for name in ("openapi.yaml", "overlay.yaml", "SOURCES.md"):
        text = made.get_template(f"{name}.jinja").render(title=class_name(api))
        (folder / name).write_text(text, "utf-8")
    return folder
