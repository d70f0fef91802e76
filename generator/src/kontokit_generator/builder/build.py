"""
Builds packages in a temporary folder and swaps them in, or compares them.

What has not changed since it was last built or compared is left out.
"""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from kontokit_generator.builder.folders import BUILDING, clean_up, orphans, swap_in
from kontokit_generator.builder.known_packages import KnownPackages, package_files
from kontokit_generator.builder.lockfile import lock_text
from kontokit_generator.builder.paths import HERE, RepositoryPaths
from kontokit_generator.openapi.findings import Finding, FindingsError

if TYPE_CHECKING:
    from kontokit_generator.builder.make import Made


def build(apis: Sequence[str], paths: RepositoryPaths = HERE, *, types: bool = False) -> None:
    """
    Build packages from their documents.

    All of them are built in a temporary folder first: if one fails, no package changes. Another
    build of the same repository waits.

    Args:
        types: Type-check the packages as well, those that have not changed too.

    Raises:
        FindingsError: What is wrong, all of it together; nothing was written.
    """
    paths.generated.mkdir(exist_ok=True)
    paths.build_lock.parent.mkdir(exist_ok=True)
    with FileLock(paths.build_lock):
        clean_up(paths.generated)
        known = KnownPackages(paths)
        changed = list(apis) if types else known.changed(apis)
        # On the same file system as the target, because a rename across file systems copies.
        with tempfile.TemporaryDirectory(dir=paths.generated, prefix=BUILDING) as place:
            for api, made in _make_all(changed, Path(place), paths, types=types).items():
                swap_in(made.folder, paths.generated / api)
                _write_sandbox_copy(paths.sandbox_copy(api), made.sandbox_copy)
        # The lock comes last: after a crash it still names the old sources, and check reports it.
        paths.lock.write_text(lock_text(paths, apis), "utf-8")
        known.note(changed)


def differences(apis: Sequence[str], paths: RepositoryPaths = HERE) -> list[str]:
    """
    List how the packages on disk differ from their documents.

    Returns:
        One line for each file that differs, is missing or does not belong there.

    Raises:
        FindingsError: A document is wrong.
    """
    found: list[str] = []
    known = KnownPackages(paths)
    with tempfile.TemporaryDirectory(prefix="kontokit-check-") as place:
        for api, made in _make_all(known.changed(apis), Path(place), paths).items():
            lines = [*_differences(api, made, paths)]
            found += lines
            if not lines:
                known.note([api])
    if not paths.lock.exists() or paths.lock.read_text("utf-8") != lock_text(paths, apis):
        found.append("specs.lock does not pin the sources as they are")
    return [*found, *orphans(paths)]


def _differences(api: str, made: Made, paths: RepositoryPaths) -> Iterator[str]:
    yield from _compare(made.folder, paths.generated / api, f"generated/{api}")
    copy = paths.sandbox_copy(api)
    if not copy.exists() or copy.read_text("utf-8") != made.sandbox_copy:
        yield f"the sandbox's {api}.json is not what specs/{api}/openapi.yaml says"


def _make_all(
    apis: Sequence[str], place: Path, paths: RepositoryPaths, *, types: bool = False
) -> dict[str, Made]:
    findings: list[Finding] = []
    made: dict[str, Made] = {}
    # Go on after an error: one run shows what is wrong in all documents.
    for api, result in _running(apis, place, paths, types=types):
        try:
            made[api] = result()
        except FindingsError as error:
            findings += error.findings
    if findings:
        raise FindingsError(findings)
    return made


def _running(
    apis: Sequence[str], place: Path, paths: RepositoryPaths, *, types: bool
) -> Iterator[tuple[str, Callable[[], Made]]]:
    """
    Make packages side by side.

    Returns:
        Each API with what waits for its package.
    """
    if not apis:
        return
    from kontokit_generator.builder.make import make  # importing it takes most of a second

    if len(apis) == 1:
        yield apis[0], partial(make, apis[0], place / apis[0], paths, types=types)
        return
    with ProcessPoolExecutor(min(len(apis), os.cpu_count() or 1)) as pool:
        running = {api: pool.submit(make, api, place / api, paths, types=types) for api in apis}
        yield from ((api, one.result) for api, one in running.items())


def _write_sandbox_copy(copy: Path, text: str) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text, "utf-8", newline="\n")


def _same(left: Path, right: Path) -> bool:
    # shallow compares time stamps first, which differ after every checkout.
    return left.exists() and filecmp.cmp(left, right, shallow=False)


def _compare(wanted: Path, found: Path, label: str) -> Iterator[str]:
    names = {
        path.relative_to(folder) for folder in (wanted, found) for path in package_files(folder)
    }
    for name in sorted(names):
        if not (found / name).exists():
            yield f"{label}/{name} is missing"
        elif not (wanted / name).exists():
            yield f"{label}/{name} does not belong there"
        elif not _same(wanted / name, found / name):
            yield f"{label}/{name} differs{_first_difference(wanted / name, found / name)}"


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
