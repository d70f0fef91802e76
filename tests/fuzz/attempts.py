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

from attrs import field, frozen

from kontokit_generator.builder.make import write_package
from kontokit_generator.builder.prepare import Sources, prepare
from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError, raise_on_errors
from kontokit_generator.openapi.json_tree import (
    Tree,
    is_list,
    is_mapping,
    parts_of,
    pointer,
    resolve,
    walk,
)
from kontokit_generator.overlay.overlay import Overlay, apply_overlay
from kontokit_generator.settings.project import Api
from kontokit_generator.verify.package import verify
from kontokit_generator.verify.trial import TrialError, try_package
from kontokit_generator.verify.trial_process import tried
from kontokit_generator.verify.type_check import check_types
from tests.fuzz.house_rules import marks_of
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
_EXAMPLES: Final = {"every_example_fits_its_schema", "every_example_uses_described_properties"}
_NAMED: Final = re.compile(r"\S*[^a-z\s,:()\[\]]\S*")
STYLE: Final = _EXAMPLES | {
    "every_body_of_fields_is_required",
    "every_enum_is_of_one_type",
    "every_enum_value_is_described",
    "every_key_is_known",
    "every_number_is_exact",
    "every_object_stays_open",
    "every_operation_has_an_example",
    "every_parameter_has_an_example",
    "every_property_is_described",
    "every_schema_has_one_type",
    "every_schema_that_is_read_says_what_is_essential",
    "everything_named_is_described",
}
"""Rules of style: documents that break no others are built all the same."""


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


def attempt(drawn: Tree, folder: Path, *, types: Path | None = None) -> Attempt:
    """
    Build a package and try it.

    Args:
        folder: An empty folder for it; it is removed.
        types: Where mypy keeps its cache, if it shall check the package.
    """
    try:
        return _attempt(drawn, folder, types)
    except Exception:
        return Attempt("crashed", traceback.format_exc())
    finally:
        rmtree(folder, ignore_errors=True)


def _attempt(drawn: Tree, folder: Path, types: Path | None) -> Attempt:
    sources = _sources(drawn)
    try:
        document = _prepared(sources)
        write_package(document, folder, _API)
    except FindingsError as error:
        return _refused(sources.document, error.findings)
    source = folder / "src"
    lost = verify(document, source / _API.package)
    lost = lost or try_package(document, folder, _API.package, in_fork)
    if not lost and types is not None:
        lost = check_types(document, source, types)
    if lost:
        return Attempt("broken", "\n".join(map(str, lost)))
    return Attempt("built")


def _prepared(sources: Sources) -> Document:
    try:
        return prepare(sources)
    except FindingsError as error:
        if any(one.level == "error" and one.rule not in STYLE for one in error.findings):
            raise
        for one in error.findings:
            if one.rule in _EXAMPLES:
                _drop_example(sources.document.tree, one.place)
    overlay = sources.overlay
    merged = apply_overlay(sources.document, overlay)[0] if overlay else sources.document
    document, findings = normalise(merged)
    raise_on_errors(findings)
    return document


def _drop_example(tree: Tree, place: str) -> None:
    parts = parts_of(place)
    while parts:
        around, last = pointer(*parts[:-1]), parts.pop()
        try:
            holder = resolve(tree, around)
        except KeyError:
            continue
        if last in ("example", "default") and is_mapping(holder):
            holder.pop(last, None)
            return


def _refused(document: Document, findings: list[Finding]) -> Attempt:
    errors = [one for one in findings if one.level == "error"]
    useless = [*filter(None, (_useless(document, one) for one in errors))]
    return Attempt("refused", "\n".join(useless), errors)


def _useless(document: Document, finding: Finding) -> str:
    """
    Say what an author misses in a finding.
    """
    if not finding.message.strip() or not finding.fix.strip():
        return f"no message or no fix: {finding}"
    if "report this fault" in finding.fix:
        return f"it says itself that it is a fault: {finding}"
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


def _sources(drawn: Tree) -> Sources:
    # As if it had been read from YAML: what it says can be written as JSON.
    tree = json.loads(json.dumps(drawn))
    document = Document(API, _API.document, tree, _lines(tree))
    actions = [
        {"target": _target(drawn, place), "description": "So it is.", "update": update}
        for place, update in marks_of(drawn)
    ]
    said = {"overlay": "1.0.0", "info": {"title": "Fuzz", "version": "1"}, "actions": actions}
    return Sources(document, Overlay(API, _API.overlay, said, _lines(said)))


def _lines(tree: Tree) -> dict[str, int]:
    return {place: line for line, (place, _) in enumerate(walk(tree, "#"), start=1)}


def _target(tree: Any, place: str) -> str:
    path = "$"
    for part in parts_of(place):
        path += f"[{int(part) if is_list(tree) else json.dumps(part, ensure_ascii=False)}]"
        tree = tree[int(part) if is_list(tree) else part]
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
