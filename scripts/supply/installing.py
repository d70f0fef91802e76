"""
Installs built wheels in new environments, with pip alone, and calls the sandbox from there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.supply.archives import is_private, metadata_of

__all__ = ["install_problems", "lowest", "requirements"]

_PROGRAM: Final = """\
from importlib import import_module
import sys
for name in sys.argv[1:]:
    assert import_module(name).__version__, name
from kontokit import ClientCredentials
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox
with Sandbox() as sandbox:
    known = sandbox.credentials
    keys = ClientCredentials(known.finapi_client, known.finapi_client_secret)
    url = sandbox.url("finapi_access")
    with FinapiAccess(client_credentials=keys, base_url=url) as client:
        user = client.create_user().client
        assert list(user.banks.list(max_items=3))
"""
"""Imports every package, and makes calls over the network."""
_OURS: Final = ("PYTHONPATH", "PIP_CONSTRAINT", "PIP_REQUIRE_HASHES")
"""Variables by which this repository's own sources and lock are used."""
_TAIL: Final = 2000


def install_problems(archives: Sequence[Path]) -> Iterator[str]:
    """
    Install the wheels that an index would get twice: the runtime first, with the newest libraries;
    and what needs it first, with the oldest libraries that are allowed.

    Returns:
        What pip or the program says when it fails.
    """
    wheels = [one for one in archives if one.suffix == ".whl" and not is_private(metadata_of(one))]
    names = [canonicalize_name(str(metadata_of(one)["Name"])) for one in wheels]
    oldest = lowest(archives)
    for order, limits in ((names, []), (names[::-1], oldest)):
        with tempfile.TemporaryDirectory() as folder:
            yield from _problems(Path(folder), order, limits, wheels[0].parent)


def lowest(archives: Sequence[Path]) -> list[str]:
    """
    The oldest libraries that all our distributions allow together, as constraints of pip. A library
    that another one wants newer is as new as that; what only an extra needs is left out.

    Raises:
        subprocess.CalledProcessError: There are none.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header"]
    oldest = ["--no-annotate", "--resolution", "lowest-direct", "-"]
    lines = "\n".join(requirements(archives))
    done = subprocess.run(
        [*command, *oldest], input=lines, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.split("\n")[:-1]


def requirements(archives: Sequence[Path]) -> list[str]:
    """
    What distributions that an index would get need from others, here and without extras.
    """
    wheels = [metadata_of(one) for one in archives if one.suffix == ".whl"]
    public = [one for one in wheels if not is_private(one)]
    ours = {canonicalize_name(str(one["Name"])) for one in public}
    lines = [Requirement(line) for one in public for line in one.get_all("Requires-Dist", [])]
    return sorted(
        {
            f"{canonicalize_name(one.name)}{_extras(one)}{one.specifier}"
            for one in lines
            if canonicalize_name(one.name) not in ours
            and (one.marker is None or one.marker.evaluate({"extra": ""}))
        }
    )


def _extras(requirement: Requirement) -> str:
    return f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""


def _problems(
    folder: Path, names: Sequence[str], limits: Sequence[str], dist: Path
) -> Iterator[str]:
    """
    Install one distribution after the other, then check and run.
    """
    kind = "oldest" if limits else "newest"
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    constraints = folder / "constraints.txt"
    constraints.write_text("".join(f"{one}\n" for one in limits), "utf-8")
    pip = [str(python), "-m", "pip"]
    install = ["install", "--quiet", "--find-links", str(dist), "--constraint", str(constraints)]
    modules = [name.replace("-", "_") for name in names]
    commands = [
        *([*pip, *install, f"{name}=={_version(dist, name)}"] for name in names),
        [*pip, "check"],
        [str(python), "-c", _PROGRAM, *modules],
    ]
    for command in commands:
        if problem := _run(command, folder):
            yield f"with the {kind} libraries, {names[0]} first: {problem}"
            return
    print(f"installed with the {kind} libraries, {names[0]} first", flush=True)


def _version(dist: Path, name: str) -> str:
    (wheel,) = dist.glob(f"{name.replace('-', '_')}-*.whl")
    return str(metadata_of(wheel)["Version"])


def _run(command: Sequence[str], folder: Path) -> str | None:
    """
    Run a command outside of the repository; what it says if it fails.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout[-_TAIL:].strip() or "it failed" if done.returncode else None
