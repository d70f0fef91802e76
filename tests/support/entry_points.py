"""
The entry points of all distributions, also where their sources are run and nothing is installed.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).parents[2]


def write_metadata(folder: Path) -> None:
    """
    Write what pip would have written of each distribution that has entry points.
    """
    for path in [*ROOT.glob("generated/*/pyproject.toml"), *ROOT.glob("packages/*/pyproject.toml")]:
        project = tomllib.loads(path.read_text("utf-8"))["project"]
        name, version = project["name"], project["version"]
        made = folder / f"{name.replace('-', '_')}-{version}.dist-info"
        made.mkdir()
        head = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
        (made / "METADATA").write_text(head, "utf-8")
        lines = [
            line
            for group, points in project.get("entry-points", {}).items()
            for line in (f"[{group}]", *(f"{one} = {value}" for one, value in points.items()))
            if group != "pytest11"  # this run of pytest has its plugins
        ]
        (made / "entry_points.txt").write_text("\n".join(lines), "utf-8")


@contextmanager
def installed_metadata(folder: Path) -> Generator[str]:
    """
    Make the entry points known to this process until the block ends.

    Returns:
        The ``PYTHONPATH`` with which other processes know them.
    """
    known = os.environ.get("PYTHONPATH", "")
    if entry_points(group="kontokit.providers"):
        yield known
        return
    write_metadata(folder)
    sys.path.insert(0, str(folder))
    try:
        yield os.pathsep.join(filter(None, (str(folder), known)))
    finally:
        sys.path.remove(str(folder))
