"""
Looks into built wheels and source distributions: licence, bill of materials, and metadata.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.supply.sbom import ROOT, distributions, project_of
from scripts.supply.versions import span

__all__ = ["PYTHONS", "is_private", "metadata_of", "problems"]

PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python that every distribution names."""
_URLS: Final = {"Homepage", "Changelog", "Source", "Issues"}


def problems(archive: Path) -> Iterator[str]:
    """
    Find what a package index or a user would miss in an archive.
    """
    for problem in (*_file_problems(archive), *_metadata_problems(metadata_of(archive))):
        yield f"{archive.name}: {problem}"


def metadata_of(archive: Path) -> Message:
    """
    The core metadata of a wheel or a source distribution.

    Raises:
        ValueError: It has none.
    """
    files = _files(archive)
    name = next((one for one in files if one.endswith((".dist-info/METADATA", "/PKG-INFO"))), None)
    if name is None:
        raise ValueError(f"{archive.name} has no metadata")
    return Parser().parsestr(files[name].decode())


def is_private(metadata: Message) -> bool:
    """
    Whether an index has to refuse a distribution.
    """
    return any(one.startswith("Private ::") for one in metadata.get_all("Classifier", []))


def _file_problems(archive: Path) -> Iterator[str]:
    files = _files(archive)
    licence = (ROOT / "LICENSE").read_bytes()
    found = [content for name, content in files.items() if name.endswith("/LICENSE")]
    if licence not in found:
        yield "has no LICENSE, or not that of the repository"
    wheel = archive.suffix == ".whl"
    if wheel and not any(name.endswith("/sboms/sbom.cdx.json") for name in files):
        yield "has no bill of materials"
    if not any(name.endswith("/py.typed") for name in files):
        yield "has no py.typed"
    strange = [name for name in files if name.endswith((".pyc", ".orig", "~")) or "/tests/" in name]
    if strange:
        yield f"has files that nobody needs: {', '.join(strange)}"


def _metadata_problems(metadata: Message) -> Iterator[str]:
    urls = {one.partition(",")[0] for one in metadata.get_all("Project-URL", [])}
    if missing := sorted(_URLS - urls):
        yield f"has no project URL {', '.join(missing)}"
    named = metadata.get_all("Classifier", [])
    for python in PYTHONS:
        if f"Programming Language :: Python :: {python}" not in named:
            yield f"does not name Python {python}"
    if metadata["Requires-Python"] != f">={PYTHONS[0]}":
        yield f"asks for Python {metadata['Requires-Python']}"
    if metadata["License-Expression"] != "MIT":
        yield f"has the licence {metadata['License-Expression']}"
    yield from _pin_problems(metadata)


def _pin_problems(metadata: Message) -> Iterator[str]:
    ours = {canonicalize_name(str(project_of(one)["name"])) for one in distributions()}
    wanted = Requirement(f"kontokit{span(str(metadata['Version']))}").specifier
    for one in map(Requirement, metadata.get_all("Requires-Dist", [])):
        if canonicalize_name(one.name) in ours and one.specifier != wanted:
            yield f"asks for {one}, not for {wanted}"


def _files(archive: Path) -> dict[str, bytes]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    with tarfile.open(archive) as opened:
        found = ((one.name, opened.extractfile(one)) for one in opened.getmembers())
        return {name: content.read() for name, content in found if content}
