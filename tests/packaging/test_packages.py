from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import import_module
from importlib.metadata import distribution, entry_points, requires
from importlib.resources import files
from pathlib import Path

import pytest

MODELS = {
    "kontokit_bankimport": "Transaction",
    "kontokit_banksapi": "Transaction",
    "kontokit_finapi_access": "Transaction",
    "kontokit_finapi_access_v1": "Transaction",
    "kontokit_finapi_webform": "WebForm",
}
"""Each client package and one of its models."""
RANGE = "<0.3,>=0.2"
"""The versions of ours that another of ours takes, as metadata writes them."""
PACKAGES = list(MODELS)
HEAVY = [
    "aiohttp",
    "httpcore2",
    "httptools",
    "httpx2",
    "kontokit.client",
    "kontokit.http.httpcore2_engine",
]


def test_every_package_is_listed_here() -> None:
    """
    No package is forgotten: there is one for each document.
    """
    documents = Path(__file__).parents[2].glob("specs/*/openapi.yaml")
    assert {f"kontokit_{path.parent.name}" for path in documents} == set(PACKAGES)


def loaded_after(statement: str) -> list[str]:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules: list[str] = json.loads(done.stdout)
    return modules


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_little(package: str) -> None:
    """
    Models, operations and the HTTP library are loaded when they are first used, not before.
    """
    loaded = loaded_after(f"import {package}")
    assert not [name for name in loaded if name in HEAVY or name.startswith(f"{package}.")]


@pytest.mark.parametrize("package", PACKAGES)
def test_models_are_loaded_on_first_use(package: str) -> None:
    """
    A public name brings in the module it stands in.
    """
    assert f"{package}.models" in loaded_after(f"from {package} import {MODELS[package]}")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_there(package: str) -> None:
    """
    What ``__all__`` and ``dir`` promise can be had, and nothing else.
    """
    module = import_module(package)
    for name in module.__all__:
        assert getattr(module, name) is not None
        assert name in dir(module)
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = module.Nothing


@pytest.mark.parametrize(
    "package",
    [
        *(
            "kontokit",
            "kontokit_banking",
            "kontokit_cli",
            "kontokit_fleet",
            "kontokit_mcp",
            "kontokit_sandbox",
        ),
        *("kontokit_web", *PACKAGES),
    ],
)
def test_packages_say_that_they_are_typed(package: str) -> None:
    """
    Every wheel carries the marker that lets type checkers read it.
    """
    assert (files(package) / "py.typed").is_file()


def test_adapters_are_found_by_their_entry_points() -> None:
    """
    Each API with accounts has one, under its name.
    """
    found = {one.name: one.load() for one in entry_points(group="kontokit.banking")}
    assert {f"kontokit_{name}" for name in found} == {*PACKAGES} - {"kontokit_finapi_webform"}
    assert {type(one).__name__ for one in found.values()} == {"Adapter"}


def test_providers_are_found_by_their_entry_points() -> None:
    """
    Each API has one, under its name, for programs that work with all of them.
    """
    found = {one.name: one.load() for one in entry_points(group="kontokit.providers")}
    assert {f"kontokit_{name}" for name in found} == {*PACKAGES}
    assert {name: one.name for name, one in found.items()} == {name: name for name in found}


def test_dependencies_are_few() -> None:
    """
    A client package needs the runtime only, and the runtime eight libraries; Redis, aiohttp,
    httptools and httpx2 are extras.
    """
    for package in PACKAGES:
        needed = requires(package.replace("_", "-")) or []
        assert [one for one in needed if "extra ==" not in one] == [f"kontokit{RANGE}"]
        extra = [] if package == "kontokit_finapi_webform" else [f"kontokit-banking{RANGE}"]
        assert [one.split(";")[0].strip() for one in needed[1:]] == extra
    banking = [one for one in requires("kontokit-banking") or [] if "extra ==" not in one]
    assert sorted(banking) == ["anyio>=4.6", f"kontokit{RANGE}", "msgspec<1,>=0.20"]
    needed = [line for line in requires("kontokit") or [] if ";" not in line]
    names = sorted(re.split(r"[<>=~!;\[ ]", line, maxsplit=1)[0] for line in needed)
    assert names == [
        "attrs",
        "cryptography",
        "filelock",
        "httpcore2",
        "msgspec",
        "python-dateutil",
        "typing-extensions",
        "tzdata",
    ]


@pytest.mark.parametrize(
    "package",
    [
        *(
            "kontokit",
            "kontokit-banking",
            "kontokit-cli",
            "kontokit-fleet",
            "kontokit-mcp",
            "kontokit-sandbox",
        ),
        "kontokit-web",
        *(name.replace("_", "-") for name in PACKAGES),
    ],
)
def test_tests_run_on_installed_wheels(package: str) -> None:
    """
    The package under test was installed from a wheel, not from the source tree.
    """
    found = distribution(package)
    assert found.read_text("direct_url.json") is None or '"editable": true' not in (
        found.read_text("direct_url.json") or ""
    )
    assert "site-packages" in str(found.locate_file(""))
