"""
Options that several commands have, and how a command finds the running sandbox.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

import click

from ..control.client import Control, ControlCallError, SandboxNotRunningError
from ..control.runtime_file import Running, running

__all__ = ["controlled", "environment", "shown"]

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def environment(name: str) -> str:
    """
    Return the environment variable of an option such as ``--public-url``.
    """
    return f"KONTOKIT_SANDBOX_{name.lstrip('-').replace('-', '_').upper()}"


def controlled(command: Callable[..., Result]) -> Callable[..., Result]:
    """
    Give a command the running sandbox as its first argument, and the options that name it.
    """

    @click.option(
        "--url",
        envvar=environment("--url"),
        metavar="URL",
        help="Address of the sandbox; that of the one that runs by default.",
    )
    @click.option(
        "--control-token",
        envvar=environment("--control-token"),
        metavar="FILE",
        help="File with its token; needed for a sandbox on another machine.",
    )
    @functools.wraps(command)
    def with_control(
        *arguments: Any, url: str | None, control_token: str | None, **options: Any
    ) -> Result:
        with _control(url, control_token) as control:
            try:
                return command(control, *arguments, **options)
            except (ControlCallError, SandboxNotRunningError) as error:
                raise click.ClickException(str(error)) from None

    return with_control


def shown(value: Any) -> str:
    """
    Write what the control API has answered, for programs.
    """
    return json.dumps(value, ensure_ascii=False, indent=2)


def _control(url: str | None, token_file: str | None) -> Control:
    found = _running_at(url) if url else _only_running()
    token = _token(token_file) or ("" if found is None else found.token)
    address = url or ("" if found is None else found.url)
    return Control(address, token)


def _only_running() -> Running:
    found = running()
    if not found:
        raise click.ClickException("no sandbox is running; start one: kontokit-sandbox")
    if len(found) > 1:
        addresses = ", ".join(one.url for one in found)
        raise click.ClickException(f"{len(found)} sandboxes are running; give --url: {addresses}")
    return found[0]


def _running_at(url: str) -> Running | None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(f"{url!r} is no address", param_hint="'--url'")
    return next((one for one in running() if one.port == parts.port), None)


def _token(path: str | None) -> str:
    if path is None or path == "off":
        return ""
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise click.ClickException(f"{path}: {reason}") from None
