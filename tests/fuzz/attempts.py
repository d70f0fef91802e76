"""
Builds a drawn document and tries the package, and says what was wrong with that.
"""

from __future__ import annotations

import json
import os
import re
import traceback
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from attrs import evolve, field, frozen

from kontokit_generator.builder.make import make_from
from kontokit_generator.builder.prepare import Sources
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_list,
    parts_of,
    pointer,
    resolve,
    walk,
)
from kontokit_generator.overlay.overlay import Overlay
from kontokit_generator.settings.project import Api
from kontokit_generator.verify.trial import TrialError
from kontokit_generator.verify.trial_process import tried
from kontokit_generator.verify.type_check import check_types
from tests.fuzz.house_rules import WORDS, marks_of
from tests.support.generator_project import METADATA

API: Final = "fuzz"
_FOLDER: Final = Path("specs", API)
_API: Final = Api(
    name=API,
    document=_FOLDER / "openapi.yaml",
    sources=_FOLDER,
    overlay=_FOLDER / "overlay.yaml",
    folder=Path("generated", API),
    origin=str(_FOLDER),
    word=API,
    metadata=METADATA,
)
_FAULT: Final = "report this fault"
"""What the fix says of a finding that the generator has caused."""
_NAMED: Final = re.compile(r"\S*[^a-z\s,:()\[\]]\S*")


@frozen
class Attempt:
    """
    What came of a document.
    """

    outcome: str
    """``built``, ``refused``, ``broken`` or ``crashed``."""
    trouble: str = ""
    """What the generator did wrong; empty where it did not."""
    findings: list[Finding] = field(factory=list[Finding])
    """Why the document was refused."""


def attempt(
    drawn: Tree, folder: Path, *, types: Path | None = None, adopt: bool = False
) -> Attempt:
    """
    Build a package and try it.

    Args:
        folder: An empty folder for it; it is removed.
        types: Where mypy keeps its cache, if it shall check the package.
        adopt: Build it as a document that others have written.
    """
    try:
        return _attempt(drawn, folder, types, adopt=adopt)
    except Exception:
        return Attempt("crashed", traceback.format_exc())
    finally:
        rmtree(folder, ignore_errors=True)


def _attempt(drawn: Tree, folder: Path, types: Path | None, *, adopt: bool) -> Attempt:
    sources = _sources(drawn, is_strict=not adopt)
    try:
        make_from(sources, folder, evolve(_API, adopt=adopt), run=in_fork)
    except FindingsError as error:
        return _refused(sources.document, error.findings)
    if types is not None and (found := check_types(sources.document, folder / "src", types)):
        return Attempt("broken", "\n".join(map(str, found)))
    return Attempt("built")


def _refused(document: Document, findings: list[Finding]) -> Attempt:
    errors = [one for one in findings if one.level == "error"]
    if any(_FAULT in one.fix for one in errors):
        return Attempt("broken", "\n".join(map(str, errors)), errors)
    useless = [*filter(None, (_useless(document, one) for one in errors))]
    return Attempt("refused", "\n".join(useless), errors)


def _useless(document: Document, finding: Finding) -> str:
    """
    Say what an author misses in a finding.
    """
    if not finding.message.strip() or not finding.fix.strip():
        return f"no message or no fix: {finding}"
    if finding.file == "openapi.yaml" and len(_known_part(document.tree, finding.place)) < 2:
        return f"no place: {finding}"
    return ""


def _known_part(tree: Tree, place: str) -> list[str]:
    parts = [str(one) for one in parts_of(place)]
    while parts:
        try:
            resolve(tree, pointer(*parts))
        except KeyError:
            parts.pop()
        else:
            return parts
    return []


def _sources(drawn: Tree, *, is_strict: bool) -> Sources:
    # As if it had been read from YAML: what it says can be written as JSON.
    tree = json.loads(json.dumps(drawn))
    words = [(place, update) for place, update in tree.pop(WORDS)]
    document = Document(API, _API.document, tree, _lines(tree))
    marks = [*marks_of(tree, words), *words] if is_strict else words
    if not marks:
        return Sources(document, None)
    actions = [
        {"target": _target(tree, place), "description": "So it is.", "update": update}
        for place, update in marks
    ]
    said = {"overlay": "1.0.0", "info": {"title": "Fuzz", "version": "1"}, "actions": actions}
    return Sources(document, Overlay(API, _API.overlay, said, _lines(said)))


def _lines(tree: Tree) -> dict[str, int]:
    return {place: line for line, (place, _) in enumerate(walk(tree, "#"), start=1)}


def _target(tree: Any, place: str) -> str:
    path = "$"
    for part in parts_of(place):
        step: Any = int(part) if is_list(tree) else part
        path += f"[{json.dumps(step, ensure_ascii=False)}]"
        tree = tree[step]
    return path


def in_fork(task: dict[str, Any]) -> list[dict[str, str]]:
    """
    Run a trial in a fork of this process, which has imported the runtime already.

    Raises:
        TrialError: It ended before it was through.
    """
    reader, writer = os.pipe()
    if not (child := os.fork()):
        _child(task, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        text = stream.read()
    os.waitpid(child, 0)
    answer: dict[str, Any] = json.loads(text or b'{"problem": "it ended"}')
    if problem := answer.get("problem"):
        raise TrialError(problem)
    failures: list[dict[str, str]] = answer["failures"]
    return failures


def _child(task: dict[str, Any], writer: int) -> None:
    try:
        answer: dict[str, Any] = {"failures": tried(task)}
    except BaseException as problem:
        answer = {"problem": f"{type(problem).__name__}: {problem}"}
    with os.fdopen(writer, "wb") as stream:
        stream.write(json.dumps(answer).encode())
    # Neither the tests nor their plugins shall end in the child as well.
    os._exit(0)


def kind(found: Attempt) -> str:
    """
    Name what went wrong without the names of the document, so that equal faults are counted as one.
    """
    lines = found.trouble.strip().splitlines()
    first = lines[-1] if found.outcome == "crashed" else lines[0].partition(" : ")[2]
    return _NAMED.sub("…", first)[:90]
