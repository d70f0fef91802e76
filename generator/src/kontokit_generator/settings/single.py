"""
A project of one document, which needs no file of settings.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from kontokit_generator.settings.errors import SettingsError
from kontokit_generator.settings.metadata import API_NAME, PRIVATE, PackageMetadata
from kontokit_generator.settings.project import CACHE, OwnSettings, Project

_TELLS_NOTHING = {"openapi", "swagger", "api", "index"}


def single_project(
    document: Path,
    *,
    output: Path | None = None,
    overlay: Path | None = None,
    name: str | None = None,
    prefix: str = "",
) -> Project:
    """
    Describe the project of one document.

    Args:
        document: A file, or a folder with ``openapi.yaml``.
        output: The folder of the package; named after the distribution when left out.
        overlay: ``overlay.yaml`` beside the document when left out.
        name: The name of the API; made from that of the document when left out.
        prefix: What the names of distribution and package begin with.

    Raises:
        SettingsError: The name of the document makes no name for an API.
    """
    metadata = PackageMetadata(prefix=prefix, classifiers=(PRIVATE,))
    api = name or _name(document)
    folder = output or Path(metadata.distribution(api))
    own = OwnSettings(
        document=document,
        overlay=overlay,
        output=folder,
        metadata=metadata,
        # Without its folder: the same document gives the same bytes wherever it lies.
        word=document.resolve().name,
    )
    return Project(
        root=Path(),
        documents=Path(os.devnull),
        output=Path(os.devnull),
        lock=None,
        cache=folder.resolve().parent / CACHE,
        own={api: own},
    )


def _name(document: Path) -> str:
    path = document.resolve()
    stem = path.name if path.is_dir() else path.name.partition(".")[0]
    told = path.parent.name if stem.lower() in _TELLS_NOTHING else stem
    name = re.sub(r"[^a-z0-9]+", "_", told.lower()).strip("_")
    if not API_NAME.fullmatch(name):
        message = f"{told!r} makes no name for an API; pass one, such as in_house"
        raise SettingsError("", "--name", message)
    return name
