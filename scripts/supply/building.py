"""
Builds wheels and source distributions so that the same sources give the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, Literal, TypeAlias

from scripts.supply.sbom import project_of

__all__ = ["SBOM", "Kind", "built"]

Kind: TypeAlias = Literal["wheel", "sdist"]
SBOM: Final = "sbom.cdx.json"
_EPOCH: Final = "1767225600"
"""The time in every archive, 2026-01-01, unless ``SOURCE_DATE_EPOCH`` says another."""
_SETTINGS: Final = "[tool.hatch.build.targets.wheel]\n"
_PATTERNS: Final[dict[Kind, str]] = {"wheel": "*.whl", "sdist": "*.tar.gz"}


def built(folder: Path, kind: Kind, target: Path, materials: str | None = None) -> str | None:
    """
    Build one distribution twice, and copy the first into a folder.

    Args:
        folder: Where the distribution is.
        target: Where the archive goes.
        materials: The bill of materials that a wheel carries.

    Returns:
        What is wrong: two builds that differ.

    Raises:
        subprocess.CalledProcessError: It cannot be built.
    """
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        # Of different length and depth, so that a path inside of an archive cannot stay unnoticed.
        places = (Path(first) / "one", Path(second) / "another" / "place")
        made = [_archive(folder, kind, place, materials) for place in places]
        contents = [one.read_bytes() for one in made]
        shutil.copy(made[0], target)
    print(f"built {made[0].name}", flush=True)
    if contents[0] != contents[1] or made[0].name != made[1].name:
        return f"two builds of {project_of(folder)['name']} differ: {kind}"
    return None


def _archive(folder: Path, kind: Kind, place: Path, materials: str | None) -> Path:
    """
    Build from a copy of the sources, to which the bill of materials is added.
    """
    copied = place / "sources"
    copied.mkdir(parents=True)
    for needed in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        if (folder / needed).exists():
            shutil.copy(folder / needed, copied)
    shutil.copytree(folder / "src", copied / "src", ignore=shutil.ignore_patterns("__pycache__"))
    if materials:
        _add_materials(copied, folder, materials)
    command = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", str(place)]
    environment = {"SOURCE_DATE_EPOCH": _EPOCH, **os.environ}
    subprocess.run([*command, str(copied)], check=True, env=environment, stdout=subprocess.DEVNULL)
    return next(place.glob(_PATTERNS[kind]))


def _add_materials(copied: Path, folder: Path, materials: str) -> None:
    (copied / SBOM).write_text(materials, "utf-8")
    # The sources do not ask for it: hatchling would refuse to build without the file.
    settings = copied / "pyproject.toml"
    text = settings.read_text("utf-8")
    changed = text.replace(_SETTINGS, f'{_SETTINGS}sbom-files = ["{SBOM}"]\n')
    if changed == text:
        raise ValueError(f"{folder / 'pyproject.toml'} lacks {_SETTINGS.strip()}")
    settings.write_text(changed, "utf-8")
