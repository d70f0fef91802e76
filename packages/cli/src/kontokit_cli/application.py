"""
The program ``kontokit``: its commands, imported when they are called, and how it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

import click

from .exit_codes import exit_code
from .groups import Group, help_record
from .options import GROUPS, Options, common_options, refused_options

__all__ = ["COMMANDS", "program", "run"]

COMMANDS: Final = (
    "accounts",
    "apis",
    "banks",
    "call",
    "completion",
    "connect",
    "connections",
    "doctor",
    "encrypt",
    "export",
    "flicker",
    "flows",
    "iban",
    "pay",
    "payments",
    "profiles",
    "sandbox",
    "schema",
    "transactions",
    "users",
    "webhook",
)
"""Each has a module of its name."""
_EXAMPLES: Final = """\b
  kontokit --sandbox accounts
  kontokit --sandbox transactions --since 30d --csv
  kontokit profiles add work --api finapi_access
"""


class _Program(Group):
    """
    Imports a command when it is called.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """
        List the names of the commands.
        """
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """
        Import a command.
        """
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"kontokit_cli.commands.{cmd_name}")
        found: click.Command = getattr(module, cmd_name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """
        Read ``--sandbox=URL``: click knows no option whose value may be left out.
        """
        return super().parse_args(ctx, with_sandbox_address(args))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """
        Write the commands, then the options by what they are about.
        """
        self.format_commands(ctx, formatter)
        shown = {one.name: one.get_help_record(ctx) for one in self.get_params(ctx)}
        for title in GROUPS:
            names = [one.name for one in GROUPS[title]]
            records = [record for name in names if (record := shown.get(name)) is not None]
            with formatter.section(title):
                formatter.write_dl(records)
        shown["help"] = help_record(self, ctx)
        rest = [record for name in ("version", "help") if (record := shown.get(name)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(rest)


def with_sandbox_address(args: list[str]) -> list[str]:
    """
    Rewrite ``--sandbox=URL`` to an option of its own, up to the end of the options.
    """
    end = args.index("--") if "--" in args else len(args)
    start = "--sandbox="
    return [
        f"--sandbox-at={one.removeprefix(start)}" if at < end and one.startswith(start) else one
        for at, one in enumerate(args)
    ]


def _show_version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if not value:
        return
    from .version import package_version

    click.echo(f"kontokit {package_version()}")
    ctx.exit()


@refused_options
@common_options
@click.group(
    cls=_Program,
    name="kontokit",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help=f"Accounts, transactions and payments at German banks, through any API.\n\n{_EXAMPLES}",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def program() -> None:
    """Run a command."""


def run(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command.

    Args:
        arguments: The words behind the name of the program; those of the process by default.

    Returns:
        The exit code.
    """
    options = Options()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words, options)
    except BrokenPipeError:
        # Whoever reads the output has seen enough, such as head.
        _give_up_output()
        return 0
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, OSError):
            _give_up_output()
        from .error_report import report

        report(error, options)
        return exit_code(error, only_reads=options.only_reads)


def _give_up_output() -> None:
    """
    Write nothing more, also not when Python flushes at its end.
    """
    with suppress(OSError):  # in a test, it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str], options: Options) -> int:
    try:
        result: Any = program.main(words, prog_name="kontokit", standalone_mode=False, obj=options)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        if options.has_json_errors:
            from .error_report import report

            report(error, options)
        else:
            error.show()
        return error.exit_code
    except (click.Abort, EOFError):
        return 130
    return result if isinstance(result, int) else 0
