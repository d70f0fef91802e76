"""
The wheel of the generator. It is not installed here, since it needs many more libraries.
"""

from __future__ import annotations

import json
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "generator" / "src"
PINNED = ("datamodel-code-generator", "openapi-python-client", "ruff")


@pytest.fixture(scope="module")
def wheel() -> dict[str, str]:
    """
    The files of the wheel that ``scripts/test -e wheels`` has built.
    """
    (path,) = (ROOT / "dist").glob("kontokit_generator-*.whl")
    with ZipFile(path) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def metadata(wheel: dict[str, str], name: str) -> str:
    (found,) = (text for path, text in wheel.items() if path.endswith(f".dist-info/{name}"))
    return found


def test_it_has_every_file_of_the_sources(wheel: dict[str, str]) -> None:
    """
    Templates and the mark for type checkers too.
    """
    files = (path for path in SOURCES.rglob("*") if path.is_file())
    wanted = {path.relative_to(SOURCES).as_posix() for path in files if path.suffix != ".pyc"}
    assert wanted == {name for name in wheel if ".dist-info/" not in name}
    assert "kontokit_generator/py.typed" in wanted
    assert any(name.endswith(".jinja") for name in wanted)


def test_it_has_its_licence_and_its_bill_of_materials(wheel: dict[str, str]) -> None:
    """
    The bill names the libraries that are pinned, and the runtime.
    """
    assert metadata(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_text("utf-8")
    bill = json.loads(metadata(wheel, "sboms/sbom.cdx.json"))
    required = {one["name"] for one in bill["components"] if one["scope"] == "required"}
    assert {*PINNED, "kontokit", "kontokit-banking", "msgspec"} <= required


def test_it_may_be_published_and_brings_its_command(wheel: dict[str, str]) -> None:
    """
    Index pages show its README.
    """
    about = Parser().parsestr(metadata(wheel, "METADATA"))
    assert not any("Private" in one for one in about.get_all("Classifier", []))
    assert "kontokit-generate build my-api.yaml" in str(about.get_payload())
    commands = metadata(wheel, "entry_points.txt")
    assert "kontokit-generate = kontokit_generator.__main__:main" in commands


def test_what_shapes_packages_is_pinned_exactly(wheel: dict[str, str]) -> None:
    """
    Both generators and the formatter.
    """
    about = Parser().parsestr(metadata(wheel, "METADATA"))
    needed = {one.name: one for one in map(Requirement, about.get_all("Requires-Dist", []))}
    assert {name: str(needed[name].specifier)[:2] for name in PINNED} == dict.fromkeys(PINNED, "==")
