"""
The paths of documents and packages in the repository.
"""

from __future__ import annotations

from pathlib import Path

import attrs


@attrs.frozen
class RepositoryPaths:
    """
    The files and folders that the generator reads and writes, below one root.
    """

    root: Path

    @property
    def specs(self) -> Path:
        """
        The documents: one folder for each API.
        """
        return self.root / "specs"

    @property
    def generated(self) -> Path:
        """
        The packages: one folder for each API.
        """
        return self.root / "generated"

    @property
    def lock(self) -> Path:
        """
        The file that pins what every package was made from.
        """
        return self.root / "specs.lock"

    @property
    def known_packages(self) -> Path:
        """
        Where is noted which packages were found to be as in their documents; git ignores it.
        """
        return self.root / "build" / "known-packages.json"

    @property
    def build_lock(self) -> Path:
        """
        What a build holds while it writes; git ignores it.
        """
        return self.root / "build" / "generator.lock"

    @property
    def sandbox_copies(self) -> Path:
        """
        The folder with the copies of documents that the sandbox checks its traffic against.
        """
        return self.root / "packages" / "sandbox" / "src" / "kontokit_sandbox" / "specs"

    def sandbox_copy(self, api: str) -> Path:
        """
        The copy of one document.
        """
        return self.sandbox_copies / f"{api}.json"

    def document(self, api: str) -> Path:
        """
        The document of an API.
        """
        return self.specs / api / "openapi.yaml"

    def overlay(self, api: str) -> Path:
        """
        The overlay of an API.
        """
        return self.specs / api / "overlay.yaml"

    def known_apis(self) -> list[str]:
        """
        List the APIs that have a document, sorted by name.
        """
        return sorted(path.parent.name for path in self.specs.glob("*/openapi.yaml"))


def _found_root() -> Path:
    """
    Find the folder around this one, or this one, that has documents.
    """
    here = Path.cwd()
    around = (one for one in (here, *here.parents) if any(one.glob("specs/*/openapi.yaml")))
    root = next(around, here)
    # Relative where it can be, because messages name files as the user does.
    return Path() if root == here else root


HERE = RepositoryPaths(_found_root())
"""The repository in which the generator is run, in whichever of its folders."""
