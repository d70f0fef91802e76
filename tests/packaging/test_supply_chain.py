"""
What stands in the wheels beside the code, and what they bring along.
"""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT, *sorted(ROOT.glob("packages/*")), *sorted(ROOT.glob("generated/*"))]
NAMES = [
    str(tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["name"])
    for folder in FOLDERS
]
MOST_DIRECT = 9
MOST_IN_ALL = 15


def needed_by(name: str) -> dict[str, str]:
    """
    The version of everything that is installed because a distribution needs it. Extras count only
    where one distribution asks for those of another.
    """
    found: dict[str, str] = {}
    waiting = [(line, frozenset({""})) for line in distribution(name).requires or []]
    while waiting:
        line, extras = waiting.pop()
        requirement = Requirement(line)
        marker = requirement.marker
        wanted = marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)
        if wanted and canonicalize_name(requirement.name) not in found:
            one = distribution(requirement.name)
            found[canonicalize_name(requirement.name)] = one.version
            asked = frozenset({"", *requirement.extras})
            waiting += [(needed, asked) for needed in one.requires or []]
    return found


def inside(wheel: Distribution, name: str) -> str:
    """
    The text of a file in the folder of metadata.
    """
    text = wheel.read_text(name)
    assert text is not None, f"{wheel.name} lacks {name}"
    return text


@pytest.mark.parametrize("name", NAMES)
def test_every_wheel_has_its_licence(name: str) -> None:
    """
    The licence of the repository is inside, word for word.
    """
    assert inside(distribution(name), "licenses/LICENSE") == (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_wheel_lists_what_it_needs(name: str) -> None:
    """
    The bill of materials names each library that is installed for it, in the installed version.
    """
    wheel = distribution(name)
    bill: Any = json.loads(inside(wheel, "sboms/sbom.cdx.json"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    component = bill["metadata"]["component"]
    assert (component["name"], component["version"]) == (wheel.name, wheel.version)
    listed = {
        one["name"]: one["version"] for one in bill["components"] if one["scope"] == "required"
    }
    assert listed == needed_by(name)
    known = {one["bom-ref"] for one in bill["components"]} | {component["bom-ref"]}
    assert {one["ref"] for one in bill["dependencies"]} == known
    assert {ref for one in bill["dependencies"] for ref in one["dependsOn"]} <= known


def test_the_runtime_needs_few_libraries() -> None:
    """
    At most nine directly and fifteen in all, whatever the platform.
    """
    lines = [Requirement(one) for one in distribution("kontokit").requires or []]
    direct = {one.name for one in lines if one.marker is None or "extra" not in str(one.marker)}
    assert len(direct) <= MOST_DIRECT
    assert 0 < len(needed_by("kontokit").keys() | direct) <= MOST_IN_ALL


def test_what_is_installed_is_locked() -> None:
    """
    The tests run with the versions of ``constraints.txt``, each of which has hashes.
    """
    text = (ROOT / "constraints.txt").read_text("utf-8")
    entries = re.findall(r"^([\w.-]+)==([^ ;\\]+)(.*\\)((?:\n    --hash=sha256:.*)+)", text, re.M)
    assert len(entries) == len(re.findall(r"^[a-z]", text, re.M))
    locked: dict[str, str] = {canonicalize_name(name): version for name, version, *_ in entries}
    for package in NAMES:
        needed = {
            one: has for one, has in needed_by(package).items() if not one.startswith("kontokit")
        }
        assert needed == {one: locked[one] for one in needed}


@pytest.mark.parametrize("lock", ["constraints.txt", "examples/nightly/constraints.txt"])
def test_no_host_of_a_registry_is_locked(lock: str) -> None:
    """
    Where packages come from is the choice of the machine.
    """
    assert "://" not in (ROOT / lock).read_text("utf-8")
