"""
Builds packages of documents that others have written, and prints the table of
``docs/generator.md``: what was assumed of each, what was left out, and how long it took.

    python -m scripts.third_party FOLDER petstore.yaml github.json …

Packages are written to FOLDER. Each one is installed, without what it needs, into a folder of its
own, imported from there, and checked with ``mypy --strict``. The build itself has the package read
every example of the document. No document is part of the repository.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from .markdown import table

HEAD: Final = ("document", "operations", "left out", "assumptions", "examples", "mypy", "CPU")


@frozen
class Outcome:
    """
    What came of one document.
    """

    name: str
    summary: dict[str, Any] | None
    problem: str
    """What failed; empty where all is well."""
    seconds: float
    """Of CPU time, for the build."""

    @property
    def row(self) -> tuple[str, ...]:
        """
        The row of the table.
        """
        if self.summary is None:
            return (self.name, "", "", "", "", self.problem, f"{self.seconds:.0f} s")
        counts = {one["kind"]: one["count"] for one in self.summary["assumed"]}
        return (
            self.name,
            f"{self.summary['operations']:,}",
            str(len(self.summary["left_out"])),
            f"{sum(counts.values()):,}",
            _examples(counts),
            self.problem or "passes",
            f"{self.seconds:.0f} s",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Build, install and check packages.

    Returns:
        1 if something failed.
    """
    parser = argparse.ArgumentParser(prog="python -m scripts.third_party")
    parser.add_argument("folder", type=Path, help="where packages are written")
    parser.add_argument("documents", type=Path, nargs="+", help="files of OpenAPI 2.0 or 3")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    outcomes: list[Outcome] = []
    for document in asked.documents:
        outcomes.append(try_document(document, asked.folder.resolve()))
        print(" | ".join(outcomes[-1].row), file=sys.stderr, flush=True)
    print(table(HEAD, [one.row for one in outcomes]))
    for one in outcomes:
        for left in one.summary["left_out"] if one.summary else ():
            print(f"{one.name}: {left['place']}: {left['reason']}")
    return 1 if any(one.problem for one in outcomes) else 0


def try_document(document: Path, folder: Path) -> Outcome:
    """
    Build the package of a document, install it and check its types.
    """
    name = "".join(one if one.isalnum() else "_" for one in document.stem.lower()).strip("_")
    package = folder / name
    shutil.rmtree(package, ignore_errors=True)
    words = ["build", str(document.resolve()), "--adopt", "--format", "json"]
    words += ["--name", name, "--prefix", "tried", "--output", str(package)]
    before, start = _children_time(), time.monotonic()
    built = _run(["-m", "kontokit_generator", *words], folder)
    seconds = _children_time() - before
    print(f"{document.name}: {time.monotonic() - start:.0f} s by the clock", file=sys.stderr)
    if built.returncode:
        report = [*(built.stdout or built.stderr).strip().splitlines(), "?"]
        return Outcome(document.name, None, report[0], seconds)
    summary: dict[str, Any] = json.loads(built.stdout)["adopted"][0]
    return Outcome(document.name, summary, _problem(package, f"tried_{name}", folder), seconds)


def _problem(package: Path, module: str, folder: Path) -> str:
    target = folder / f"{package.name}-installed"
    shutil.rmtree(target, ignore_errors=True)
    pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(package)]
    code = f"import sys; sys.path.insert(0, {str(target)!r}); import {module}"
    mypy = ["-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(folder / ".mypy_cache")]
    steps = {
        "pip": pip,
        "import": ["-c", code],
        "mypy": [*mypy, str(package / "src")],
    }
    for name, words in steps.items():
        done = _run(words, folder)
        if done.returncode:
            said = (done.stdout + done.stderr).strip().splitlines() or ["?"]
            return f"{name}: {said[0]}"
    return ""


def _run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(_sources())},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _sources() -> list[str]:
    return [str(Path(one).resolve()) for one in sys.path if one and Path(one).is_dir()]


def _children_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _examples(counts: dict[str, int]) -> str:
    unread = counts.get("unread", 0)
    wrong = counts.get("example", 0)
    parts = [f"{wrong} do not fit" if wrong else "", f"{unread} not read" if unread else ""]
    return ", ".join(filter(None, parts)) or "all read"


if __name__ == "__main__":
    sys.exit(main())
