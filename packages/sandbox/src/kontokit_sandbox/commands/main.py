"""
The command ``kontokit-sandbox`` with its subcommands, imported when they are called.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from ..version import package_version
from .groups import DefaultGroup

__all__ = ["run"]

_MODULES = {
    "clock": "clock",
    "consents": "people",
    "env": "addresses",
    "faults": "faults",
    "health": "addresses",
    "hooks": "hooks",
    "log": "log",
    "login-required": "logins",
    "logins": "logins",
    "messages": "pending",
    "pending": "pending",
    "people": "people",
    "replay": "recordings",
    "reset": "state",
    "restore": "state",
    "save": "state",
    "scrub": "recordings",
    "serve": "serve",
    "urls": "addresses",
}
"""The module of each command."""


class SandboxCommands(DefaultGroup):
    """
    Imports a command when it is called.
    """

    default = "serve"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """
        List the names of the commands.
        """
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """
        Import a command.
        """
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"kontokit_sandbox.commands.{_MODULES[cmd_name]}")
        found: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """
        Find the command, and suggest one that is like an unknown one.
        """
        if args[0] not in _MODULES:
            near = get_close_matches(args[0], _MODULES, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=SandboxCommands,
    name="kontokit-sandbox",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command the sandbox is served: kontokit-sandbox serve --help",
)
@click.version_option(package_version(), prog_name="kontokit-sandbox")
def _commands() -> None:
    """Run a sandbox of German banking APIs on this machine, and control it. All data is made up."""


def run(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command.

    Args:
        arguments: The words behind the name of the program; those of the process by default.

    Returns:
        0; 1 if it has failed, 2 if the command line is wrong, 130 if it was interrupted.
    """
    try:
        result: Any = _commands.main(
            None if arguments is None else list(arguments), standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # Whoever reads the output has seen enough, such as head.
        sys.stderr.close()
        return 1
    return result if isinstance(result, int) else 0
