"""
Build a package aside and swap it in; or build it aside and compare.
"""

from __future__ import annotations

import filecmp
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kontokit_generator.builder.lockfile import lock_text, locked_version, stamp
from kontokit_generator.builder.paths import HERE, Folders
from kontokit_generator.builder.prepare import prepare
from kontokit_generator.openapi.document import load_document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.python.naming import package_name
from kontokit_generator.render.package import render_package
from kontokit_generator.verify.package import audit


def build(apis: Sequence[str], folders: Folders = HERE) -> None:
    """
    Make packages again from their documents.

    All of them are made aside first: when one fails, every old package stays whole.

    Args:
        apis: The names of the APIs.
        folders: Where everything lies.

    Raises:
        FindingsError: What is wrong, all of it together; nothing was written.
    """
    folders.generated.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folders.generated, prefix=".building-") as place:
        for api, made in _make_all(apis, Path(place), folders).items():
            _swap_in(made, folders.generated / api)
            _copy_for_sandbox(api, folders)
    folders.lock.write_text(lock_text(folders), "utf-8")


def differences(apis: Sequence[str], folders: Folders = HERE) -> list[str]:
    """
    Tell in what the packages on disk differ from what their documents give.

    Args:
        apis: The names of the APIs.
        folders: Where everything lies.

    Returns:
        One line for each file that differs, is missing or does not belong there.

    Raises:
        FindingsError: A document is wrong.
    """
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kontokit-check-") as place:
        for api, made in _make_all(apis, Path(place), folders).items():
            found += _compare(made, folders.generated / api, f"generated/{api}")
    found += [
        f"the sandbox's {api}.json is not what specs/{api}/openapi.yaml says"
        for api in apis
        if not _is_copied(api, folders)
    ]
    if not folders.lock.exists() or folders.lock.read_text("utf-8") != lock_text(folders):
        found.append("specs.lock does not pin the sources as they are")
    return found


def _make_all(apis: Sequence[str], place: Path, folders: Folders) -> dict[str, Path]:
    findings: list[Finding] = []
    made: dict[str, Path] = {}
    for api in apis:
        try:
            made[api] = _make(api, place / api, folders)
        except FindingsError as error:
            findings += error.findings
    if findings:
        raise FindingsError(findings)
    return made


def _make(api: str, folder: Path, folders: Folders) -> Path:
    document = prepare(api, folders)
    for name, content in render_package(document, locked_version(api, folders)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    try:
        stamp(folder, api)
    except subprocess.CalledProcessError as error:
        message = "the generated source is not Python (ruff says where, above)"
        fix = "mend the template or the name that breaks it"
        raise FindingsError([document.finding("#", message, fix)]) from error
    lost = audit(document, folder / "src" / package_name(api))
    if lost:
        raise FindingsError(lost)
    return folder


def _swap_in(made: Path, target: Path) -> None:
    old = target.with_name(f".old-{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sandbox_copy(api: str, folders: Folders) -> Path:
    return folders.sandbox_specs / f"{api}.json"


def _copy_for_sandbox(api: str, folders: Folders) -> None:
    folders.sandbox_specs.mkdir(parents=True, exist_ok=True)
    _sandbox_copy(api, folders).write_text(_as_json(api, folders), "utf-8", newline="\n")


def _is_copied(api: str, folders: Folders) -> bool:
    copy = _sandbox_copy(api, folders)
    return copy.exists() and copy.read_text("utf-8") == _as_json(api, folders)


def _as_json(api: str, folders: Folders) -> str:
    """
    Write a document as JSON, which is read a hundred times faster than YAML.
    """
    tree = load_document(folders.document(api)).tree
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _same(left: Path, right: Path) -> bool:
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
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path.relative_to(folder)


def _first_difference(wanted: Path, found: Path) -> str:
    lines = zip(_lines(wanted), _lines(found), strict=False)
    for number, (left, right) in enumerate(lines, start=1):
        if left != right:
            return (
                f" from line {number}:\n    wanted: {left.rstrip()}\n    found:  {right.rstrip()}"
            )
    return " in its length"


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines(keepends=True)
