"""
Build a package aside and swap it in; or build it aside and compare.
"""

from __future__ import annotations

import filecmp
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.audit import audit
from generator.findings import Finding, FindingsError
from generator.names import package_name
from generator.package import render_package
from generator.pipeline import GENERATED, ROOT, SPECS, known_apis, prepare
from generator.stamp import LOCK, lock_text, locked_version, stamp

SANDBOX_SPECS = ROOT / "sandbox" / "src" / "kontokit_sandbox" / "specs"


def build(apis: Sequence[str]) -> None:
    """
    Make packages again from their documents.

    All of them are made aside first: when one fails, every old package stays whole.

    Args:
        apis: The names of the APIs.

    Raises:
        FindingsError: What is wrong, all of it together; nothing was written.
    """
    GENERATED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=GENERATED, prefix=".building-") as place:
        made = _make_all(apis, Path(place))
        for api, folder in made.items():
            _swap_in(folder, GENERATED / api)
            _copy_for_sandbox(api)
    LOCK.write_text(lock_text(known_apis(), SPECS), "utf-8")


def differences(apis: Sequence[str]) -> list[str]:
    """
    Tell in what the packages on disk differ from what their documents give.

    Args:
        apis: The names of the APIs.

    Returns:
        One line for each file that differs, is missing or does not belong there.

    Raises:
        FindingsError: A document is wrong.
    """
    found: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kontokit-check-") as place:
        for api, folder in _make_all(apis, Path(place)).items():
            found += _compare(folder, GENERATED / api, f"generated/{api}")
    found += [
        f"{copy.relative_to(ROOT)} is not the copy of specs/{api}/openapi.yaml"
        for api in apis
        if not _same(copy := _sandbox_copy(api), SPECS / api / "openapi.yaml")
    ]
    if not LOCK.exists() or LOCK.read_text("utf-8") != lock_text(known_apis(), SPECS):
        found.append("specs.lock does not pin the sources as they are")
    return found


def _make_all(apis: Sequence[str], place: Path) -> dict[str, Path]:
    findings: list[Finding] = []
    made: dict[str, Path] = {}
    for api in apis:
        try:
            made[api] = _make(api, place / api)
        except FindingsError as error:
            findings += error.findings
    if findings:
        raise FindingsError(findings)
    return made


def _make(api: str, folder: Path) -> Path:
    document = prepare(api)
    for name, content in render_package(document, locked_version(api)).items():
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


def _sandbox_copy(api: str) -> Path:
    return SANDBOX_SPECS / f"{api}.yaml"


def _copy_for_sandbox(api: str) -> None:
    SANDBOX_SPECS.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SPECS / api / "openapi.yaml", _sandbox_copy(api))


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
            return f" from line {number}:\n    wanted: {left.rstrip()}\n    found:  {right.rstrip()}"
    return " in its length"


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines(keepends=True)
