"""
Notes which packages were found to be as in their documents, so that they are not made again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kontokit_generator.builder.lockfile import digest, generator_lines
from kontokit_generator.openapi.document_files import files_of
from kontokit_generator.openapi.json_tree import mapping
from kontokit_generator.settings.project import Project


class KnownPackages:
    """
    What was noted in the cache. A checkout has none, so there everything is made.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._generator = "\n".join([*generator_lines(), sys.version])
        self._noted = _read(project.known_packages)

    def changed(self, apis: Iterable[str]) -> list[str]:
        """
        The APIs of which the document, the overlay, the package, its version, the generator or one
        of its tools is another one than when they were noted.
        """
        return [api for api in apis if self._noted.get(api) != self._state(api)]

    def note(self, apis: Sequence[str]) -> None:
        """
        Note that packages are as in their documents.
        """
        if not apis:
            return
        self._noted |= {api: self._state(api) for api in apis}
        make_cache(self._project)
        self._project.known_packages.write_text(json.dumps(self._noted, indent=1) + "\n", "utf-8")

    def _state(self, name: str) -> str:
        project = self._project
        api = project.api(name)
        copy = project.document_copy(name)
        sources = [*files_of(api.document, api.sources), api.overlay, *([copy] if copy else [])]
        files = [*filter(Path.is_file, sources), *package_files(api.folder)]
        names = [project.shown(file) for file in files]
        return digest(files, [self._generator, repr(api.metadata), f"adopt {api.adopt}", *names])


def make_cache(project: Project) -> None:
    """
    Make the folder of what a build remembers. No version control takes it.
    """
    project.cache.mkdir(parents=True, exist_ok=True)
    (project.cache / ".gitignore").write_text("*\n", "utf-8")


def package_files(folder: Path) -> Iterator[Path]:
    """
    The files of a package, in a fixed order.
    """
    for path in sorted(folder.rglob("*")):
        # Tests import the packages from here, so byte code appears beside the sources.
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path


def _read(file: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        found = mapping(json.loads(file.read_text("utf-8")))
        return {api: str(state) for api, state in found.items()}
    return {}
