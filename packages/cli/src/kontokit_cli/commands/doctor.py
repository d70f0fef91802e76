"""
``kontokit doctor``: looks at the set-up of this machine.
"""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Final

import click

from ..failures import CommandFailed
from ..groups import command
from ..options import Options, options_of

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
    rows = [{"check": name, "ok": is_ok, "found": found} for name, is_ok, found in _checks(options)]
    columns = [Column(title=name.upper(), field=name) for name in FIELDS]
    write_rows(rows, Shape(fields=FIELDS, columns=columns), options)
    return 0 if all(row["ok"] for row in rows) else 3


def _checks(options: Options) -> Iterator[tuple[str, bool, str]]:
    yield "python", sys.version_info >= (3, 11), platform.python_version()
    yield from _packages()
    yield _keyring()
    yield _config()
    yield _state()
    yield from _provider(options)


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


def _provider(options: Options) -> Iterator[tuple[str, bool, str]]:
    """
    The server of the sandbox or of the profile; nothing where neither is named or set up.
    """
    from ..provider_checks import connection_checks

    try:
        with _address(options) as url:
            if url is not None:
                yield from connection_checks(url)
    except CommandFailed as error:
        yield "provider", False, str(error)


@contextmanager
def _address(options: Options) -> Generator[str | None]:
    """
    Where the provider is; a sandbox of this command answers until the block ends.
    """
    from ..local_sandbox import open_sandbox

    if options.sandbox is None:
        yield _profile_url(options)
    else:
        with open_sandbox(options) as found:
            yield found.url


def _profile_url(options: Options) -> str | None:
    from ..config_file import default_profile, profile_table, read_config
    from ..providers import find_provider
    from ..settings import address_of, api_of

    config = read_config()
    name = options.profile or os.environ.get("KONTOKIT_PROFILE") or default_profile(config)
    if name is None:
        return None
    table = profile_table(config, name)
    return address_of(api_of(find_provider(str(table.get("api")))), table)
