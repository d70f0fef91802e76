"""
Raises the version of every distribution, and what they ask of each other.

    python -m scripts.supply.versions 0.3.0     # then scripts/regenerate
    python -m scripts.supply.versions --check   # fails if a file has another version
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from packaging.version import InvalidVersion, Version

from scripts.supply.sbom import ROOT, distributions, project_of

__all__ = ["current", "main", "span", "texts"]

_GENERATOR: Final = ROOT / "generator/src/kontokit_generator/render/package.py"
_SETTINGS: Final = ROOT / "kontokit-generate.toml"
_SANDBOX: Final = ROOT / "packages/sandbox/README.md"
_VERSION: Final = re.compile(r'(?<=^version = ")[^"]+(?=")', re.MULTILINE)
_OURS: Final = re.compile(r'(?<=")(kontokit(?:-[a-z0-9-]+)?(?:\[[a-z0-9-]+\])?)[~<>=][^";]*')
_RUNTIME: Final = re.compile(r'(?<=^RUNTIME = ")[^"]+(?=")', re.MULTILINE)
_BANNER: Final = re.compile(r"(?<=^kontokit-sandbox )\S+(?=   )", re.MULTILINE)


def main(arguments: Sequence[str]) -> int:
    """
    Write the versions; 1 if ``--check`` finds another one, 2 if the version is none.
    """
    if arguments == ["--check"]:
        return 1 if list(_changes(current())) else 0
    try:
        (text,) = arguments
        Version(text)
    except (InvalidVersion, ValueError):
        print(__doc__, file=sys.stderr)
        return 2
    for path, changed in _changes(text):
        path.write_text(changed, "utf-8")
        print(f"written: {path.relative_to(ROOT)}")
    return 0


def current() -> str:
    """
    The version of the runtime, which all distributions share.
    """
    return str(project_of(ROOT)["version"])


def span(version: str) -> str:
    """
    What one distribution asks of another: ``>=0.2,<0.3``, since before 1.0 a minor version may
    change what is public.
    """
    major, minor, *_ = Version(version).release
    return f">={major}.{minor},<{major}.{minor + 1}" if major == 0 else f">={major},<{major + 1}"


def texts(version: str) -> Iterator[tuple[Path, str]]:
    """
    Each file that names a version, and what stands there for this one.
    """
    needed = span(version)
    for folder in distributions():
        path = folder / "pyproject.toml"
        found = _VERSION.sub(version, path.read_text("utf-8"), count=1)
        yield path, _OURS.sub(rf"\g<1>{needed}", found)
    yield _SETTINGS, _VERSION.sub(version, _SETTINGS.read_text("utf-8"))
    yield _GENERATOR, _RUNTIME.sub(needed, _GENERATOR.read_text("utf-8"))
    yield _SANDBOX, _BANNER.sub(version, _SANDBOX.read_text("utf-8"))


def _changes(version: str) -> Iterator[tuple[Path, str]]:
    return ((path, text) for path, text in texts(version) if path.read_text("utf-8") != text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
