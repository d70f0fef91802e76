"""
Notes which packages were found to be as in their documents, so that they are not made again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kontokit_generator.builder.lockfile import digest, generator_lines, locked_version
from kontokit_generator.builder.paths import RepositoryPaths
from kontokit_generator.openapi.json_tree import mapping


class KnownPackages:
    """
    What was noted in a file below ``build/``. A checkout has none, so there everything is made.
    """

    def __init__(self, paths: RepositoryPaths) -> None:
        self._paths = paths
        self._generator = "\n".join([*generator_lines(), sys.version])
        self._noted = _read(paths.known_packages)

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
        file = self._paths.known_packages
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(self._noted, indent=1) + "\n", "utf-8")

    def _state(self, api: str) -> str:
        paths = self._paths
        sources = [paths.document(api), paths.overlay(api), paths.sandbox_copy(api)]
        files = [*filter(Path.is_file, sources), *package_files(paths.generated / api)]
        names = [str(file.relative_to(paths.root)) for file in files]
        return digest(files, [self._generator, locked_version(api, paths), *names])


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
