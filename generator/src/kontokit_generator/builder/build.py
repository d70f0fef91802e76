"""
Builds packages in a temporary folder and swaps them in, or compares them.

What has not changed since it was last built or compared is left out.
"""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from kontokit_generator.builder.folders import (
    BUILDING,
    check_target,
    clean_up,
    orphans,
    swap_in,
)
from kontokit_generator.builder.known_packages import KnownPackages, make_cache, package_files
from kontokit_generator.builder.lockfile import lock_text
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.settings.project import Project

if TYPE_CHECKING:
    from kontokit_generator.adopt.summary import Adopted
    from kontokit_generator.builder.make import Made


def build(apis: Sequence[str], project: Project, *, types: bool = False) -> Mapping[str, Adopted]:
    """
    Build packages from their documents.

    All of them are built in temporary folders first: if one fails, no package changes. Another
    build of the same project waits.

    Args:
        types: Type-check the packages as well, those that have not changed too.

    Returns:
        What was assumed of the documents that were adopted, of those that have changed.

    Raises:
        FindingsError: What is wrong, all of it together; nothing was written.
        SettingsError: A package would replace something else.
    """
    targets = {name: project.api(name).folder for name in apis}
    parents = {target.parent for target in targets.values()}
    for parent in parents:
        parent.mkdir(parents=True, exist_ok=True)
    make_cache(project)
    with FileLock(project.build_lock), ExitStack() as stack:
        clean_up(parents)
        for target in targets.values():
            check_target(target, project.shown(target))
        known = KnownPackages(project)
        changed = list(apis) if types else known.changed(apis)
        # On the same file system as the target, because a rename across file systems copies.
        folders = {parent: stack.enter_context(_building(parent)) for parent in parents}
        places = {name: folders[targets[name].parent] / name for name in changed}
        everything = _make_all(places, project, types=types)
        for name, made in everything.items():
            swap_in(made.folder, targets[name])
            _write_copy(project.document_copy(name), made.document_copy)
        # The lock comes last: after a crash it still names the old sources, and check reports it.
        if project.lock:
            project.lock.write_text(lock_text(project, apis), "utf-8")
        known.note(changed)
    return {name: one.adopted for name, one in everything.items() if one.adopted}


@contextmanager
def _building(parent: Path) -> Generator[Path]:
    with tempfile.TemporaryDirectory(dir=parent, prefix=BUILDING) as place:
        yield Path(place)


def differences(apis: Sequence[str], project: Project) -> list[str]:
    """
    List how the packages on disk differ from their documents.

    Returns:
        One line for each file that differs, is missing or does not belong there.

    Raises:
        FindingsError: A document is wrong.
    """
    found: list[str] = []
    known = KnownPackages(project)
    with tempfile.TemporaryDirectory(prefix="kontokit-check-") as place:
        places = {name: Path(place) / name for name in known.changed(apis)}
        for name, made in _make_all(places, project).items():
            lines = [*_differences(name, made, project)]
            found += lines
            if not lines:
                known.note([name])
    lock = project.lock
    if lock and (not lock.exists() or lock.read_text("utf-8") != lock_text(project, apis)):
        found.append(f"{project.shown(lock)} does not pin the sources as they are")
    return [*found, *orphans(project)]


def _differences(name: str, made: Made, project: Project) -> Iterator[str]:
    api = project.api(name)
    yield from _compare(made.folder, api.folder, project.shown(api.folder))
    copy = project.document_copy(name)
    if copy and (not copy.exists() or copy.read_text("utf-8") != made.document_copy):
        yield f"{project.shown(copy)} is not what {project.shown(api.document)} says"


def _make_all(
    places: Mapping[str, Path], project: Project, *, types: bool = False
) -> dict[str, Made]:
    findings: list[Finding] = []
    made: dict[str, Made] = {}
    # Go on after an error: one run shows what is wrong in all documents.
    for api, result in _running(places, project, types=types):
        try:
            made[api] = result()
        except FindingsError as error:
            findings += error.findings
    if findings:
        raise FindingsError(findings)
    return made


def _running(
    places: Mapping[str, Path], project: Project, *, types: bool
) -> Iterator[tuple[str, Callable[[], Made]]]:
    """
    Make packages side by side.

    Returns:
        Each API with what waits for its package.
    """
    if not places:
        return
    from kontokit_generator.builder.make import make  # importing it takes most of a second

    if len(places) == 1:
        ((name, place),) = places.items()
        yield name, partial(make, name, place, project, types=types)
        return
    with ProcessPoolExecutor(min(len(places), os.cpu_count() or 1)) as pool:
        running = {
            name: pool.submit(make, name, place, project, types=types)
            for name, place in places.items()
        }
        yield from ((name, one.result) for name, one in running.items())


def _write_copy(copy: Path | None, text: str) -> None:
    if copy:
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
