"""
Projects of the generator, in folders of tests.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from kontokit_generator.builder.prepare import load_sources
from kontokit_generator.openapi.document import Document
from kontokit_generator.overlay.overlay import apply_overlay
from kontokit_generator.settings.metadata import PackageMetadata
from kontokit_generator.settings.project import Project
from kontokit_generator.settings.settings_file import SETTINGS, read_settings

ROOT: Final = Path(__file__).parents[2]
METADATA: Final = PackageMetadata(prefix="kontokit")
"""For packages that are rendered without settings."""


def this_repository() -> Project:
    """
    The project with the documents of this repository.
    """
    return read_settings(ROOT / SETTINGS)


def merged_document(api: str) -> Document:
    """
    A document of this repository with what its overlay says.
    """
    sources = load_sources(api, this_repository())
    assert sources.overlay is not None
    return apply_overlay(sources.document, sources.overlay)[0]


def project_in(folder: Path) -> Project:
    """
    Begin a project with the settings of this repository.
    """
    folder.mkdir(exist_ok=True)
    for name in (SETTINGS, "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return read_settings(folder / SETTINGS)
