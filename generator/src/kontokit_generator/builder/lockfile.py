"""
The lock of a project: pins the tools and the sources that every package was built from.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from kontokit_generator.openapi.document_files import files_of
from kontokit_generator.settings.project import Api, Project

# Only what shapes the output: other dependencies may change without a rebuild.
_TOOLS = ("openapi-python-client", "datamodel-code-generator", "ruff")


def lock_text(project: Project, built: Collection[str]) -> str:
    """
    Write the lock: the tools, the generator and the sources of every package.

    Args:
        project: Where the documents lie, and the lock as it is.
        built: The APIs whose packages are what their documents give. The entries of others stay,
            and so do those of tools and generator unless every package is among these.

    Returns:
        The new text of the lock, the same for the same sources.
    """
    before = _entries(project)
    known = project.known_apis()
    is_whole = "generator" not in before or set(known) <= {*built}
    lines = [
        "# Written by `python -m kontokit_generator build`: what each package was built from.",
        "",
        "[generator]",
        *(generator_lines() if is_whole else _lines(before["generator"])),
    ]
    for api in known:
        entry = _entry(project.api(api)) if api in built else before.get(api)
        if entry:
            lines += ["", f"[{api}]", *_lines(entry)]
    return "\n".join(lines) + "\n"


def _entry(api: Api) -> dict[str, str]:
    return {
        "version": api.metadata.version,
        "openapi": digest(files_of(api.document, api.sources)),
        "overlay": digest(filter(Path.is_file, [api.overlay])),
    }


def _lines(entry: Mapping[str, str]) -> list[str]:
    return [f'{key} = "{value}"' for key, value in entry.items()]


def _entries(project: Project) -> Mapping[str, Mapping[str, str]]:
    lock = project.lock
    return tomllib.loads(lock.read_text("utf-8")) if lock and lock.exists() else {}


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
