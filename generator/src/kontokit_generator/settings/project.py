"""
The files and folders that the generator reads and writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import field, frozen

from kontokit_generator.settings.metadata import PackageMetadata

CACHE: Final = ".kontokit-generate"
"""The folder for what a build remembers and locks. It may be deleted at any time."""
DOCUMENTS: Final = ("openapi.yaml", "openapi.yml", "openapi.json")
"""How the document is called in the folder of an API; the first that exists is taken."""


@frozen(kw_only=True)
class Api:
    """
    One API: its sources and its package.
    """

    name: str
    document: Path
    sources: Path
    """The folder in which references of the document may lead to other files."""
    overlay: Path
    folder: Path
    """The folder of the package."""
    origin: str
    """What the package is made from, as its files say it."""
    word: str
    """By what the API is named in a command that builds it."""
    metadata: PackageMetadata
    adopt: bool = False
    """Others have written the document: what is missing is assumed."""

    @property
    def package(self) -> str:
        """
        The name of the import package.
        """
        return self.metadata.package(self.name)

    @property
    def distribution(self) -> str:
        """
        The name of the distribution.
        """
        return self.metadata.distribution(self.name)


@frozen(kw_only=True)
class OwnSettings:
    """
    What ``[apis.NAME]`` says of one API.
    """

    document: Path | None = None
    overlay: Path | None = None
    output: Path | None = None
    metadata: PackageMetadata = field(factory=PackageMetadata)
    adopt: bool | None = None
    """What holds for the project when left out."""
    word: str | None = None
    """By what a command names the API; its name when left out."""


@frozen(kw_only=True)
class Project:
    """
    The APIs of a project, below one root.
    """

    root: Path
    """The folder of the settings. Files are shown as they are named from here."""
    documents: Path
    """A folder with a folder for each API."""
    output: Path
    """The folder of packages."""
    lock: Path | None
    """The file that pins what every package was made from."""
    document_copies: Path | None = None
    """A folder for copies of documents as JSON."""
    cache: Path
    metadata: PackageMetadata = field(factory=PackageMetadata)
    """What holds for APIs without settings of their own."""
    adopt: bool = False
    """Whether others have written the documents of APIs whose settings do not say it."""
    own: Mapping[str, OwnSettings] = field(factory=dict[str, OwnSettings])
    """The settings of single APIs."""

    @property
    def known_packages(self) -> Path:
        """
        Where is noted which packages were found to be as in their documents.
        """
        return self.cache / "known-packages.json"

    @property
    def build_lock(self) -> Path:
        """
        What a build holds while it writes.
        """
        return self.cache / "build.lock"

    def document_copy(self, api: str) -> Path | None:
        """
        The copy of one document as JSON.
        """
        return self.document_copies and self.document_copies / f"{api}.json"

    def document(self, api: str) -> Path:
        """
        The document of an API.
        """
        return self.api(api).document

    def overlay(self, api: str) -> Path:
        """
        The overlay of an API.
        """
        return self.api(api).overlay

    def known_apis(self) -> list[str]:
        """
        List the APIs that have a document, sorted by name.
        """
        found = (path for name in DOCUMENTS for path in self.documents.glob(f"*/{name}"))
        named = (name for name, own in self.own.items() if own.document)
        return sorted({*(path.parent.name for path in found), *named})

    def api(self, name: str) -> Api:
        """
        Find the sources and the package of an API, whether or not they exist.
        """
        own = self.own.get(name) or OwnSettings(metadata=self.metadata)
        document = entry_file(own.document or self.documents / name)
        folder = own.document if own.document and own.document.is_dir() else document.parent
        is_alone = document.name not in DOCUMENTS or folder == self.root
        return Api(
            name=name,
            document=document,
            sources=folder,
            overlay=own.overlay or folder / "overlay.yaml",
            folder=own.output or self.output / name,
            origin=own.word or self.shown(document if is_alone else folder),
            word=own.word or name,
            metadata=own.metadata,
            adopt=self.adopt if own.adopt is None else own.adopt,
        )

    def shown(self, path: Path) -> str:
        """
        Name a file or folder as it is seen from the root.
        """
        return Path(os.path.relpath(path, self.root)).as_posix()


def entry_file(path: Path) -> Path:
    """
    Find the document in a folder; a path that is no folder is the document.
    """
    if path.suffix.lower() in (".yaml", ".yml", ".json") and not path.is_dir():
        return path
    return next((path / one for one in DOCUMENTS if (path / one).exists()), path / DOCUMENTS[0])
