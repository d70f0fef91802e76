"""
``kontokit doctor``: looks at the set-up of this machine.
"""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterator
from typing import Any, Final

import click

from ..failures import CommandFailed
from ..groups import command
from ..options import options_of

__all__ = ["doctor"]

FIELDS: Final = ("check", "ok", "found")
_EXAMPLES: Final = """\b
  kontokit doctor
  kontokit doctor --json
  kontokit --profile work doctor
"""


@command("doctor", help=f"Look at the set-up of this machine. No secret is shown.\n\n{_EXAMPLES}")
@click.pass_context
def doctor(ctx: click.Context) -> int:
    """Look at the set-up."""
    from ..output.columns import Column, Shape
    from ..output.writer import write_rows

    options = options_of(ctx)
    rows = [{"check": name, "ok": is_ok, "found": found} for name, is_ok, found in _checks()]
    columns = [Column(title=name.upper(), field=name) for name in FIELDS]
    write_rows(rows, Shape(fields=FIELDS, columns=columns), options)
    return 0 if all(row["ok"] for row in rows) else 3


def _checks() -> Iterator[tuple[str, bool, str]]:
    yield "python", sys.version_info >= (3, 11), platform.python_version()
    yield from _packages()
    yield _keyring()
    yield _config()
    yield _state()


def _packages() -> Iterator[tuple[str, bool, str]]:
    from ..providers import installed
    from ..version import package_version

    yield "kontokit-cli", True, package_version()
    found = installed()
    if not found:
        yield "apis", False, "none installed; pip install kontokit-finapi-access"
    for one in found:
        text = one.version if one.trouble is None else f"broken: {one.trouble}"
        yield f"api {one.name}", one.trouble is None, text


def _keyring() -> tuple[str, bool, str]:
    import keyring

    from ..secret_sources import usable_keyring

    name = type(keyring.get_keyring()).__module__
    # A machine without one is normal: secrets then come from elsewhere.
    return "keyring", True, name if usable_keyring() else "none; secrets come from elsewhere"


def _config() -> tuple[str, bool, str]:
    from ..config_file import read_config
    from ..paths import config_path

    path = config_path()
    try:
        known = read_config().get("profiles", {})
    except CommandFailed as error:
        return "configuration", False, str(error)
    if not path.exists():
        return "configuration", True, f"none at {path}"
    return "configuration", True, f"{path}, {len(known)} profiles"


def _state() -> tuple[str, bool, str]:
    from ..paths import state_folder

    folder = state_folder()
    if not folder.exists():
        return "state", True, f"none at {folder}"
    mode: Any = stat.S_IMODE(folder.stat().st_mode)
    is_private = os.name != "posix" or not mode & 0o022
    return "state", is_private, f"{folder}{'' if is_private else ': others may write it'}"
