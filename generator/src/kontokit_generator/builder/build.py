"""
Builds packages in a temporary folder and swaps them in, or compares them.
"""

from __future__ import annotations

import filecmp
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kontokit_generator.builder.formatting import format_package
from kontokit_generator.builder.lockfile import lock_text, locked_version
from kontokit_generator.builder.paths import HERE, RepositoryPaths
from kontokit_generator.builder.prepare import prepare
from kontokit_generator.openapi.document import load_document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.overlay.marks import with_marks
from kontokit_generator.overlay.overlay import load_overlay
from kontokit_generator.python.naming import package_name
from kontokit_generator.render.package import render_package
from kontokit_generator.verify.package import verify


def build(apis: Sequence[str], paths: RepositoryPaths = HERE) -> None:
    """
    Build packages from their documents.

    All of them are built in a temporary folder first: if one fails, no package changes.

    Raises:
        FindingsError: What is wrong, all of it together; nothing was written.
    """
    paths.generated.mkdir(exist_ok=True)
    # On the same file system as the target, because a rename across file systems copies.
    with tempfile.TemporaryDirectory(dir=paths.generated, prefix=".building-") as place:
        for api, made in _make_all(apis, Path(place), paths).items():
            _swap_in(made, paths.generated / api)
            _copy_for_sandbox(api, paths)
    # The lock comes last: after a crash it still names the old sources, and check reports it.
    paths.lock.write_text(lock_text(paths), "utf-8")


def differences(apis: Sequence[str], paths: RepositoryPaths = HERE) -> list[str]:
    """
    List how the packages on disk differ from their documents.

    Returns:
        One line for each file that differs, is missing or does not belong there.

    Raises:
        FindingsError: A document is wrong.
    """
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kontokit-check-") as place:
        for api, made in _make_all(apis, Path(place), paths).items():
            found += _compare(made, paths.generated / api, f"generated/{api}")
    found += [
        f"the sandbox's {api}.json is not what specs/{api}/openapi.yaml says"
        for api in apis
        if not _is_copied(api, paths)
    ]
    if not paths.lock.exists() or paths.lock.read_text("utf-8") != lock_text(paths):
        found.append("specs.lock does not pin the sources as they are")
    return found


def _make_all(apis: Sequence[str], place: Path, paths: RepositoryPaths) -> dict[str, Path]:
    findings: list[Finding] = []
    made: dict[str, Path] = {}
    # Go on after an error: one run shows what is wrong in all documents.
    for api in apis:
        try:
            made[api] = _make(api, place / api, paths)
        except FindingsError as error:
            findings += error.findings
    if findings:
        raise FindingsError(findings)
    return made


def _make(api: str, folder: Path, paths: RepositoryPaths) -> Path:
    document = prepare(api, paths)
    for name, content in render_package(document, locked_version(api, paths)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    try:
        format_package(folder, api)
    except subprocess.CalledProcessError as error:
        # ruff has already printed the place; its output would be lost in the exception.
        message = "the generated source is not Python (ruff says where, above)"
        fix = "mend the template or the name that breaks it"
        raise FindingsError([document.finding("#", message, fix)]) from error
    # Verified after formatting, so that what is checked is what is written.
    lost = verify(document, folder / "src" / package_name(api))
    if lost:
        raise FindingsError(lost)
    return folder


def _swap_in(made: Path, target: Path) -> None:
    # A leading dot keeps a leftover out of globs over generated/.
    old = target.with_name(f".old-{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        # Without this, a failed rename would leave the repository without the package.
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sandbox_copy(api: str, paths: RepositoryPaths) -> Path:
    return paths.sandbox_specs / f"{api}.json"


_MARKS = ("x-kontokit-personal", "x-kontokit-envelope")
"""What those who redact recordings need of an overlay."""


def _copy_for_sandbox(api: str, paths: RepositoryPaths) -> None:
    paths.sandbox_specs.mkdir(parents=True, exist_ok=True)
    _sandbox_copy(api, paths).write_text(_as_json(api, paths), "utf-8", newline="\n")


def _is_copied(api: str, paths: RepositoryPaths) -> bool:
    copy = _sandbox_copy(api, paths)
    return copy.exists() and copy.read_text("utf-8") == _as_json(api, paths)


def _as_json(api: str, paths: RepositoryPaths) -> str:
    """
    Write a document as JSON, which is read a hundred times faster than YAML; with the marks of
    personal data, which recordings of traffic need.
    """
    document = load_document(paths.document(api))
    tree = with_marks(document, load_overlay(paths.overlay(api)), *_MARKS)
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _same(left: Path, right: Path) -> bool:
    # shallow compares time stamps first, which differ after every checkout.
    return left.exists() and filecmp.cmp(left, right, shallow=False)


def _compare(wanted: Path, found: Path, label: str) -> Iterator[str]:
    names = {*_files(wanted), *_files(found)}
    for name in sorted(names):
        if not (found / name).exists():
            yield f"{label}/{name} is missing"
        elif not (wanted / name).exists():
            yield f"{label}/{name} does not belong there"
        elif not _same(wanted / name, found / name):
            yield f"{label}/{name} differs{_first_difference(wanted / name, found / name)}"


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        # Tests import the packages from here, so byte code appears beside the sources.
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path.relative_to(folder)


def _first_difference(wanted: Path, found: Path) -> str:
    # One file may be shorter; _first_difference reports that as a difference in length.
    lines = zip(_lines(wanted), _lines(found), strict=False)
    for number, (left, right) in enumerate(lines, start=1):
        if left != right:
            return (
                f" from line {number}:\n    wanted: {left.rstrip()}\n    found:  {right.rstrip()}"
            )
    return " in its length"


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines(keepends=True)
