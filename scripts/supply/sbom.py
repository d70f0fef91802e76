"""
Writes the bill of materials of a distribution: CycloneDX 1.6, as PEP 770 puts it into a wheel.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as normalized

__all__ = ["ROOT", "distributions", "project_of", "sbom"]

ROOT = Path(__file__).parents[2]


@dataclass
class Library:
    """
    One component: a library in the version that ``constraints.txt`` locks.
    """

    version: str
    is_optional: bool
    """Only some platforms or extras need it."""
    licence: str | None = None
    needs: set[str] = field(default_factory=set[str])


def distributions(root: Path = ROOT) -> list[Path]:
    """
    The folders of all distributions, the runtime first.
    """
    others = (*root.glob("packages/*"), *root.glob("generated/*"))
    return [
        root,
        root / "generator",
        *sorted(one for one in others if (one / "pyproject.toml").is_file()),
    ]


def project_of(folder: Path) -> dict[str, Any]:
    """
    The table ``[project]`` of a distribution.
    """
    project: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    return dict(project["project"])


def sbom(folder: Path) -> str:
    """
    List everything that a distribution needs at run time, with versions and who needs what.

    Returns:
        JSON, the same for the same sources and the same lock: no date, no random number.

    Raises:
        KeyError: ``constraints.txt`` lacks a library.
        subprocess.CalledProcessError: pip cannot resolve the requirements.
    """
    project = project_of(folder)
    root = _component(str(project["name"]), str(project["version"]), "MIT")
    return _document(root, {name for name, _ in _requirements(project)}, _libraries(folder))


def _requirements(project: dict[str, Any]) -> list[tuple[str, Requirement]]:
    """
    What a distribution asks for, extras included, by canonical name.
    """
    extras: dict[str, list[str]] = project.get("optional-dependencies", {})
    lines = [*project["dependencies"], *(one for needed in extras.values() for one in needed)]
    return [(_canonical(one.name), one) for one in map(Requirement, lines)]


def _libraries(folder: Path) -> dict[str, Library]:
    """
    The components of a distribution: those of this repository, those that pip would install here,
    and those that only an extra or another platform asks for.
    """
    project = project_of(folder)
    own = {_canonical(str(project_of(one)["name"])): one for one in distributions()}
    found: dict[str, Library] = {}
    needed = [Requirement(line) for line in project["dependencies"]]
    for name, _ in _requirements(project):
        if name in own:
            version = str(project_of(own[name])["version"])
            needs = {one for one, _ in _requirements(project_of(own[name]))}
            optional = name not in {_canonical(one.name) for one in needed}
            below = _libraries(own[name])
            if optional:  # only an extra asks for it
                below = {key: replace(one, is_optional=True) for key, one in below.items()}
            found = {**below, **found}
            found[name] = Library(version, is_optional=optional, licence="MIT", needs=needs)
    found |= _resolved(tuple(str(one) for one in needed if _canonical(one.name) not in own))
    for name in {name for name, _ in _requirements(project)} - found.keys():
        found[name] = Library(_locked()[name], is_optional=True)
    return found


def _canonical(name: str) -> str:
    return normalized(name)


@cache
def _locked() -> dict[str, str]:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    pairs = re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE)
    return {_canonical(name): version for name, version in pairs}


@cache
def _resolved(requirements: tuple[str, ...]) -> dict[str, Library]:
    """
    What pip would install for some requirements, with the locked versions.
    """
    if not requirements:
        return {}
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    locked = ["--require-hashes", "--constraint", str(ROOT / "constraints.txt"), "--report", "-"]
    done = subprocess.run(
        [*command, *locked, *requirements], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Library] = {}
    for one in json.loads(done.stdout)["install"]:
        metadata = one["metadata"]
        asked = ["", *one.get("requested_extras", [])]
        needs: set[str] = {
            _canonical(needed.name)
            for needed in map(Requirement, metadata.get("requires_dist", []))
            if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in asked)
        }
        licence = metadata.get("license_expression")
        name = _canonical(metadata["name"])
        found[name] = Library(metadata["version"], is_optional=False, licence=licence, needs=needs)
    return found


def _component(name: str, version: str, licence: str | None) -> dict[str, Any]:
    purl = f"pkg:pypi/{_canonical(name)}@{version}"
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    return found | ({"licenses": [{"expression": licence}]} if licence else {})


def _document(root: dict[str, Any], dependencies: set[str], libraries: dict[str, Library]) -> str:
    components = {
        name: _component(name, library.version, library.licence)
        | {"scope": "optional" if library.is_optional else "required"}
        for name, library in sorted(libraries.items())
    }
    needs = {name: library.needs for name, library in libraries.items()}
    relations = [(root["bom-ref"], dependencies)]
    relations += [(components[name]["bom-ref"], needs[name]) for name in components]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": list(components.values()),
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(components[name]["bom-ref"] for name in names)}
            for ref, names in relations
        ],
    }
    return json.dumps(document, indent=1) + "\n"
