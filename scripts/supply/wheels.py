"""
Builds every distribution into ``dist/``, twice and in different folders: both wheels must be equal,
byte for byte. Each wheel carries its licence and its bill of materials.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.supply.sbom import ROOT, distributions, project_of, sbom

__all__ = ["main"]

EPOCH = "1767225600"
"""The time in every wheel, 2026-01-01, unless ``SOURCE_DATE_EPOCH`` says another."""
SETTINGS = "[tool.hatch.build.targets.wheel]\n"
SBOM = "sbom.cdx.json"


def main() -> int:
    """
    Build; 1 if a wheel differs between two builds or lacks its licence.
    """
    target = ROOT / "dist"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    failed = [one for folder in distributions() if (one := _build(folder, target))]
    for failure in failed:
        print(failure, file=sys.stderr)
    return 1 if failed else 0


def _build(folder: Path, target: Path) -> str | None:
    """
    Build one distribution twice; returns what is wrong with it.
    """
    name = project_of(folder)["name"]
    materials = sbom(folder)
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        # Of different length and depth, so that a path inside of a wheel cannot stay unnoticed.
        places = (Path(first) / "one", Path(second) / "another" / "place")
        wheels = [_wheel(folder, place, materials) for place in places]
        contents = [wheel.read_bytes() for wheel in wheels]
        shutil.copy(wheels[0], target)
    print(f"built {wheels[0].name}")
    if contents[0] != contents[1] or wheels[0].name != wheels[1].name:
        return f"two builds of {name} differ"
    return None


def _wheel(folder: Path, place: Path, materials: str) -> Path:
    """
    Build a wheel from a copy of the sources, to which the bill of materials is added.
    """
    copied = place / "sources"
    copied.mkdir(parents=True)
    for needed in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        if (folder / needed).exists():
            shutil.copy(folder / needed, copied)
    shutil.copytree(folder / "src", copied / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (copied / SBOM).write_text(materials, "utf-8")
    # The sources do not ask for it: hatchling would refuse to build without the file.
    settings = copied / "pyproject.toml"
    text = settings.read_text("utf-8")
    changed = text.replace(SETTINGS, f'{SETTINGS}sbom-files = ["{SBOM}"]\n')
    if changed == text:
        raise ValueError(f"{folder / 'pyproject.toml'} lacks {SETTINGS.strip()}")
    settings.write_text(changed, "utf-8")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place)]
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ}
    subprocess.run([*command, str(copied)], check=True, env=environment, stdout=subprocess.DEVNULL)
    return next(place.glob("*.whl"))


if __name__ == "__main__":
    sys.exit(main())
