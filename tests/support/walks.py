"""
Reads the walks of docs/architecture.md and records which functions are entered.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
STEP = re.compile(r"^\| `(?P<function>[\w.]+)` \| `(?P<place>[\w./]+)` \|", re.MULTILINE)
PACKAGES = ("kontokit/", "kontokit_generator/", "kontokit_finapi_access/")
Call = tuple[str, str]


def walk(title: str) -> list[Call]:
    """
    The functions of a walk, each with its file.
    """
    section = PAGE.read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    steps = [(step["function"], step["place"]) for step in STEP.finditer(section)]
    assert len(steps) > 15
    return steps


def entered(run: Callable[[], object]) -> list[Call]:
    """
    Every function of ours that is entered while something runs.
    """
    found: list[Call] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        # From source the packages are below src/, from wheels below site-packages/.
        path = re.split(r"/src/|/site-packages/", code.co_filename.replace("\\", "/"))[-1]
        if event == "call" and path.startswith(PACKAGES):
            package, _, place = path.partition("/")
            name = "generated" if package == "kontokit_finapi_access" else place
            found.append((code.co_qualname, name))

    before = sys.gettrace()
    sys.settrace(note)
    try:
        run()
    finally:
        sys.settrace(before)
    return found


def missing(steps: list[Call], calls: list[Call]) -> list[Call]:
    """
    The steps from the first one on that is not entered after the one before it.
    """
    rest = iter(calls)
    for number, step in enumerate(steps):
        if step not in rest:
            return steps[number:]
    return []
