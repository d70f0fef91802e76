"""
The projects of ``examples/``, each in a folder of its own as somebody who has copied it.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from socket import create_connection
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PROJECTS: Final = sorted(one.parent for one in (ROOT / "examples").glob("*/README.md"))
FOLLOWED_ELSEWHERE: Final = ("django-sca", "fastapi-sca", "nightly", "pytest-project")
"""The READMEs of applications are followed in a browser, by ``tests/journey``, and that of nights
with servers, by ``tests/nightly``; the last one only says how to run tests, which is done."""


def copied(project: Path, folder: Path) -> Path:
    """
    A copy of a project without what programs have left there.
    """
    left = shutil.ignore_patterns("__pycache__", ".*", "*.db")
    return Path(shutil.copytree(project, folder / project.name, ignore=left))


def name_of(project: Path) -> str:
    """
    What a project is called in the names of tests.
    """
    return project.name


def wait_for(port: int) -> None:
    """
    Return when a server takes connections.
    """
    end = time.monotonic() + 60
    while True:
        try:
            return create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
