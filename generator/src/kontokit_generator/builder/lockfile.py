"""
The last step: format, header, and the lock that pins what every package was made from.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from kontokit_generator.builder.paths import Folders

FIRST_VERSION = "0.1.0"
_TOOLS = ("openapi-python-client", "datamodel-code-generator", "ruff")
_RULES = "F401,I,UP007,UP037"


def header(api: str) -> str:
    """
    Say who made a file, from what, and how to make it again.
    """
    return (
        f"# Made from specs/{api} by `python -m kontokit_generator build {api}`.\n"
        "# Do not edit: change the specification, the overlay or a template instead.\n\n"
    )


def stamp(folder: Path, api: str) -> None:
    """
    Format all files of a package and put the header on each.

    Args:
        folder: The package, complete but raw.
        api: The name of the API.

    Raises:
        subprocess.CalledProcessError: ruff found source that is not Python.
    """
    _ruff(["check", "--quiet", "--fix-only", "--select", _RULES, "--unsafe-fixes"], folder, api)
    _ruff(["format", "--quiet"], folder, api)
    for path in sorted(folder.rglob("*.py")):
        path.write_text(header(api) + path.read_text("utf-8"), "utf-8")
    project = folder / "pyproject.toml"
    project.write_text(header(api) + project.read_text("utf-8"), "utf-8")


def _ruff(arguments: list[str], folder: Path, api: str) -> None:
    common = ["--isolated", "--no-cache", "--line-length", "100", "--target-version", "py311"]
    settings = [
        f'lint.isort.known-first-party = ["kontokit_{api}"]',
        "lint.isort.split-on-trailing-comma = false",
        "format.skip-magic-trailing-comma = true",
    ]
    chosen = [word for setting in settings for word in ("--config", setting)]
    subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, *common, *chosen, str(folder)], check=True
    )


def locked_version(api: str, folders: Folders) -> str:
    """
    Tell the version that a package has or, when it is new, begins with.
    """
    lock = folders.lock
    entries = tomllib.loads(lock.read_text("utf-8")) if lock.exists() else {}
    found: str = entries.get(api, {}).get("version", FIRST_VERSION)
    return found


def lock_text(folders: Folders) -> str:
    """
    Write the lock: the tools, the generator and the sources of every package.

    Args:
        folders: Where the documents lie, and the lock as it is; versions are taken from it.

    Returns:
        The new text of the lock, the same for the same sources.
    """
    lines = [
        "# Written by `python -m kontokit_generator build`: what each package was built from.",
        "# A package's version is raised here by hand.",
        "",
        "[generator]",
        f'source = "{_digest(_own_files())}"',
        *(f'{tool} = "{version(tool)}"' for tool in _TOOLS),
    ]
    for api in folders.known_apis():
        lines += [
            "",
            f"[{api}]",
            f'version = "{locked_version(api, folders)}"',
            f'openapi = "{_digest([folders.document(api)])}"',
            f'overlay = "{_digest([folders.overlay(api)])}"',
        ]
    return "\n".join(lines) + "\n"


def _own_files() -> list[Path]:
    own = Path(__file__).parents[1]
    return sorted(path for path in own.rglob("*") if path.suffix in {".py", ".jinja", ".jinja2"})


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"sha256:{digest.hexdigest()}"
