"""
Every distribution of the repository is known to the tools that need a list of them.
"""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*ROOT.glob("packages/*/src"), *ROOT.glob("generated/*/src")])
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_tools_know_every_distribution(source: Path) -> None:
    """
    Pyright finds its sources, ruff sorts its imports, and import contracts apply to it.
    """
    (package,) = (one.name for one in source.iterdir() if (one / "__init__.py").exists())
    path = source.relative_to(ROOT)
    assert path.as_posix() in TOOLS["pyright"]["extraPaths"]
    assert any(path.match(pattern) for pattern in TOOLS["ruff"]["src"])
    assert package in TOOLS["importlinter"]["root_packages"]


@pytest.mark.parametrize(
    ("package", "distribution"),
    [
        (one, one.replace("_", "-"))
        for one in (
            "kontokit",
            *(path.name for source in SOURCES for path in source.glob("kontokit*")),
        )
    ],
)
def test_the_version_is_that_of_the_distribution(
    package: str, distribution: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    ``__version__`` is looked up when somebody asks, under the name on the package index.
    """
    asked: list[str] = []

    def version(name: str) -> str:
        asked.append(name)
        return "7.8.9"

    module = importlib.import_module(package)  # some libraries ask for a version when imported
    monkeypatch.setattr("importlib.metadata.version", version)
    assert module.__version__ == "7.8.9"
    assert asked == [distribution]
