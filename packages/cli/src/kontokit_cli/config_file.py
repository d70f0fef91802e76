"""
The configuration file: profiles, read and changed.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

import click

from .failures import Misused, NotSetUp
from .files import write_whole
from .paths import config_path

__all__ = [
    "PAGES",
    "SOURCES",
    "changed_config",
    "default_profile",
    "profile_table",
    "read_config",
]

SOURCES: Final = ("keyring", "env", "command", "file", "ask")
"""Where a secret may come from."""
PAGES: Final = ("return_url", "redirect_url")
"""Addresses of pages that a profile may have beside what clients need."""
_URLS: Final = frozenset(("base_url", "token_url", *PAGES))
_NAMES: Final = frozenset(("api", "environment", "client_id", "mandator_admin_id", "user"))
_SECRETS: Final = frozenset(("client_secret", "api_token", "mandator_admin_secret", "password"))
_KEYS: Final = _URLS | _NAMES | _SECRETS | {"credential_key"}
_TOP: Final = frozenset({"default", "profiles"})


def read_config(path: Path | None = None) -> Mapping[str, Any]:
    """
    Read and check the file; an empty one where there is none.

    Raises:
        NotSetUp: Others may write it, or it is no TOML.
        Misused: It has a secret in clear.
    """
    file = path or config_path()
    try:
        text = file.read_text("utf-8")
        _refuse_writable(file)
        found: dict[str, Any] = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # The message of the parser may quote a value.
        place = re.search(r"line \d+", str(error))
        raise NotSetUp(f"{file} is no TOML{f': {place[0]}' if place else ''}") from None
    _warn_of_unknown(found, _TOP, "")
    for name, table in found.get("profiles", {}).items():
        _check_profile(file, text, str(name), table)
    return found


def profile_table(config: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """
    One profile of the file.

    Raises:
        NotSetUp: There is none of this name.
    """
    known: Mapping[str, Any] = config.get("profiles", {})
    if name not in known:
        near = get_close_matches(name, known, 1)
        more = f"did you mean {near[0]!r}?" if near else f"make it: kontokit profiles add {name}"
        raise NotSetUp(f"there is no profile {name!r}", next_step=more)
    found: Mapping[str, Any] = known[name]
    return found


def default_profile(config: Mapping[str, Any]) -> str | None:
    """
    The profile that is used where none is named: the default, or the only one.
    """
    known = config.get("profiles", {})
    named = config.get("default")
    return str(named) if named else next(iter(known)) if len(known) == 1 else None


@contextmanager
def changed_config() -> Generator[Any]:
    """
    Change the file; its comments stay. It is written when the block ends.

    Raises:
        NotSetUp: It cannot be read or written.
    """
    import tomlkit
    from filelock import FileLock

    file = config_path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(f"{file}.lock"):
            read_config(file)
            text = file.read_text("utf-8") if file.exists() else ""
            document = tomlkit.parse(text)
            yield document
            write_whole(file, tomlkit.dumps(document), force=True)
    except OSError as error:
        raise NotSetUp(f"{file}: {error.strerror}") from None


def _refuse_writable(file: Path) -> None:
    mode = file.stat().st_mode
    if os.name == "posix" and mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise NotSetUp(f"others may write {file}", next_step=f"chmod go-w {file}")


def _check_profile(file: Path, text: str, name: str, table: Any) -> None:
    if not isinstance(table, dict):
        raise Misused(f"{file}: the profile {name!r} is no table")
    known = cast("Mapping[str, Any]", table)
    _warn_of_unknown(known, _KEYS, f"profiles.{name}.")
    for key in known.keys() & _SECRETS:
        value: Any = known[key]
        if not isinstance(value, dict):
            line = _line_of(text, key)
            raise Misused(
                f"{file}, line {line}: {key} is in clear",
                next_step=f"move it: kontokit profiles add {name} --replace-secret",
            )
        if list(cast("dict[str, Any]", value))[1:] or not value.keys() <= set(SOURCES):
            raise Misused(f"{file}: {key} of {name!r} has one of {', '.join(SOURCES)}")


def _line_of(text: str, key: str) -> int:
    lines = enumerate(text.splitlines(), 1)
    return next((at for at, line in lines if line.strip().startswith(key)), 1)


def _warn_of_unknown(table: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    for key in table.keys() - known:
        near = get_close_matches(str(key), known, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        click.echo(f"kontokit: {place}{key} is not known in the configuration{hint}", err=True)
