"""
What completes words on the command line: from files of this machine, never from the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = [
    "complete_account",
    "complete_api",
    "complete_bank",
    "complete_connection",
    "complete_profile",
]


def complete_profile(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """
    The names of profiles.
    """
    from .config_file import read_config
    from .failures import CommandFailed

    try:
        known = read_config().get("profiles", {})
    except CommandFailed:
        return []
    return [name for name in known if name.startswith(typed)]


def complete_api(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """
    The installed APIs.
    """
    from .providers import installed_names

    return [name for name in installed_names() if name.startswith(typed)]


def complete_account(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """
    The accounts that were listed last.
    """
    return [one for one in _names(ctx, "accounts") if one.casefold().startswith(typed.casefold())]


def complete_connection(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """
    The aliases of connections, and the connections that were listed last.
    """
    known = [*_table(ctx, "aliases"), *_names(ctx, "connections")]
    return [one for one in known if one.casefold().startswith(typed.casefold())]


def complete_bank(ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """
    The ids of the banks that were found last, by their id or name.
    """
    from click.shell_completion import CompletionItem

    wanted, known = typed.casefold(), _table(ctx, "names").get("banks", {}).get("found", {})
    return [
        CompletionItem(number, help=name)
        for number, name in known.items()
        if number.startswith(typed) or name.casefold().startswith(wanted)
    ]


def _names(ctx: click.Context, kind: str) -> list[str]:
    found: list[str] = _table(ctx, "names").get(kind, {}).get("names", [])
    return found


def _table(ctx: click.Context, name: str) -> dict[str, Any]:
    import os

    from .config_file import default_profile, read_config
    from .failures import CommandFailed
    from .options import options_of
    from .state import State

    options = options_of(ctx)
    try:
        if options.sandbox is not None:
            return State("sandbox", sealed=False).read(name)
        profile = options.profile or os.environ.get("KONTOKIT_PROFILE")
        profile = profile or default_profile(read_config())
        return {} if profile is None else State(profile).read(name)
    # Whatever is wrong, a completion says nothing.
    except (CommandFailed, OSError):
        return {}
