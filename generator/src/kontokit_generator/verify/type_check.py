"""
Type-checks a built package as strictly as its users may.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.runtime import MissingPackageError
from kontokit_generator.verify.operations import FIX

_ERROR: Final = re.compile(r"(?P<file>.+?):(?P<line>\d+): error: (?P<message>.+)")


def check_types(document: Document, folder: Path, cache: Path | None = None) -> list[Finding]:
    """
    Have mypy check a package, with ``--strict``.

    Args:
        folder: The folder ``src`` of the package.
        cache: A folder in which mypy keeps what it knows of the runtime for further packages.

    Returns:
        An error for each of mypy's.

    Raises:
        MissingPackageError: mypy is not installed.
    """
    if find_spec("mypy") is None:
        raise MissingPackageError("mypy is not installed, which --verify needs: `pip install mypy`")
    with tempfile.TemporaryDirectory(prefix="kontokit-mypy-") as empty:
        process = subprocess.run(
            [
                sys.executable,
                "-m",
                "mypy",
                "--strict",
                "--no-error-summary",
                "--config-file=",
                f"--cache-dir={cache or empty}",
                str(folder),
            ],
            env={**os.environ, "MYPYPATH": os.pathsep.join(_source_folders())},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    found = [one for line in process.stdout.splitlines() if (one := _ERROR.fullmatch(line))]
    if process.returncode and not found:
        text = (process.stderr or process.stdout).strip()
        return [document.finding("#", f"mypy cannot check the package ({text})", FIX)]
    return [
        document.finding(
            "#",
            f"{Path(one['file']).relative_to(folder)}, line {one['line']}: {one['message']}",
            FIX,
        )
        for one in found
    ]


def _source_folders() -> list[str]:
    """
    List where this process imports from, without what mypy finds by itself.
    """
    folders = (str(Path(one).resolve()) for one in sys.path)
    own = (sys.prefix, sys.base_prefix)
    return [one for one in folders if not one.startswith(own) and Path(one).is_dir()]
