"""
Every list of the client packages names all of them: a new folder below specs/ is forgotten nowhere.
"""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from kontokit_sandbox import Api
from tests.support import driving, stages

ROOT = Path(__file__).parents[2]
APIS = {path.parent.name for path in ROOT.glob("specs/*/openapi.yaml")}
PACKAGES = {f"kontokit_{api}" for api in APIS}
PROJECT: Any = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {one["name"]: one for one in PROJECT["tool"]["importlinter"]["contracts"]}
OTHERS = {
    "kontokit",
    "kontokit_banking",
    "kontokit_cli",
    "kontokit_fleet",
    "kontokit_generator",
    "kontokit_mcp",
    "kontokit_sandbox",
    "kontokit_web",
}


def contract(name: str, key: str) -> set[str]:
    return set(CONTRACTS[name][key])


LISTS = {
    "import-linter's root packages": set(PROJECT["tool"]["importlinter"]["root_packages"]),
    "what the runtime must not import": contract(
        "the runtime imports no other distribution", "forbidden_modules"
    ),
    "what is independent": contract(
        "generator, sandbox and packages never import each other", "modules"
    ),
    "the clients of tests/integration/generated": {f"kontokit_{api}" for api in stages.CLASSES},
    "the clients of tests/integration/leaks": {f"kontokit_{api}" for api in driving.CLASSES},
    "the servers of the sandbox": {f"kontokit_{api}" for api in get_args(Api)},
}


def test_every_document_has_a_package() -> None:
    """
    Each folder of ``specs/`` has a folder of ``generated/``, and the other way round.
    """
    assert APIS
    assert {path.parent.name for path in ROOT.glob("generated/*/pyproject.toml")} == APIS


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_all_packages(name: str) -> None:
    """
    A list names each package, and none that does not exist.
    """
    assert LISTS[name] - OTHERS == PACKAGES


def test_the_sources_of_all_packages_are_on_the_path() -> None:
    """
    Type checkers and import contracts read each package.
    """
    wanted = {f"generated/{api}/src" for api in APIS}
    found = {one for one in PROJECT["tool"]["pyright"]["extraPaths"] if "generated" in one}
    assert found == wanted
    printed = subprocess.run([ROOT / "scripts/sources"], capture_output=True, text=True, check=True)
    places = {Path(one) for one in printed.stdout.strip().split(":")}
    assert {ROOT / one for one in wanted} <= places


def test_the_readme_names_all_packages() -> None:
    """
    A reader finds each package on the first page.
    """
    text = (ROOT / "README.md").read_text("utf-8")
    for api in APIS:
        assert f"({PROJECT['tool']['kontokit']['documentation']}/{api}/index.html)" in text, api
        assert f"`pip install kontokit-{api.replace('_', '-')}`" in text, api
