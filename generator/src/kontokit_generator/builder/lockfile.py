"""
``specs.lock``: pins the tools and the sources that every package was built from.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from kontokit_generator.builder.paths import RepositoryPaths

FIRST_VERSION = "0.1.0"
# Only what shapes the output: other dependencies may change without a rebuild.
_TOOLS = ("openapi-python-client", "datamodel-code-generator", "ruff")


def locked_version(api: str, paths: RepositoryPaths) -> str:
    """
    Return the version that a package has or, when it is new, begins with.
    """
    return _entries(paths).get(api, {}).get("version", FIRST_VERSION)


def lock_text(paths: RepositoryPaths, built: Collection[str]) -> str:
    """
    Write the lock: the tools, the generator and the sources of every package.

    Args:
        paths: Where the documents lie, and the lock as it is; versions are taken from it.
        built: The APIs whose packages are what their documents give. The entries of others stay,
            and so do those of tools and generator unless every package is among these.

    Returns:
        The new text of the lock, the same for the same sources.
    """
    before = _entries(paths)
    known = paths.known_apis()
    is_whole = "generator" not in before or set(known) <= {*built}
    lines = [
        "# Written by `python -m kontokit_generator build`: what each package was built from.",
        "# A package's version is raised here by hand.",
        "",
        "[generator]",
        *(generator_lines() if is_whole else _lines(before["generator"])),
    ]
    for api in known:
        entry = _entry(api, paths) if api in built else before.get(api)
        if entry:
            lines += ["", f"[{api}]", *_lines(entry)]
    return "\n".join(lines) + "\n"


def _entry(api: str, paths: RepositoryPaths) -> dict[str, str]:
    return {
        "version": locked_version(api, paths),
        "openapi": digest([paths.document(api)]),
        "overlay": digest([paths.overlay(api)]),
    }


def _lines(entry: Mapping[str, str]) -> list[str]:
    return [f'{key} = "{value}"' for key, value in entry.items()]


def _entries(paths: RepositoryPaths) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(paths.lock.read_text("utf-8")) if paths.lock.exists() else {}


def generator_lines() -> list[str]:
    """
    The generator and its tools, as they stand in the lock.
    """
    versions = [f'{tool} = "{version(tool)}"' for tool in _TOOLS]
    return [f'source = "{digest(_own_files())}"', *versions]


def _own_files() -> list[Path]:
    own = Path(__file__).parents[1]
    # rglob follows the order of the file system, which differs between machines.
    return sorted(path for path in own.rglob("*") if path.suffix in {".py", ".jinja", ".jinja2"})


def digest(paths: Iterable[Path], texts: Iterable[str] = ()) -> str:
    """
    A hash of the names and contents of files, and of texts.
    """
    found = hashlib.sha256()
    for path in paths:
        # The name and a null byte: moving text between files must change the digest.
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    for text in texts:
        found.update(b"\0" + text.encode())
    return f"sha256:{found.hexdigest()}"
