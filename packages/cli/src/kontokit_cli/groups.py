"""
Commands and groups of commands with the options that all of them have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import cleandoc
from typing import Any

import click

from .options import FILE_FORMATS, common_options, options_of, refused_options

__all__ = ["Group", "command", "group", "help_record", "with_examples"]


class _Command(click.Command):
    """
    Shows its own options, and says where the others are.
    """

    def __init__(self, *args: Any, writes_files: bool = False, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._writes_files = writes_files

    def invoke(self, ctx: click.Context) -> Any:
        """
        Run the command, unless it does not know the chosen format.
        """
        form = options_of(ctx).output
        if form in FILE_FORMATS and not self._writes_files:
            raise click.UsageError(f"{form} is a format of 'transactions' and 'export' only", ctx)
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """
        Write the options into the help.
        """
        params = [one for one in self.get_params(ctx) if one.expose_value]
        # Arguments stand in the first line.
        own = [one.get_help_record(ctx) for one in params if isinstance(one, click.Option)]
        records = [one for one in own if one is not None]
        shown = help_record(self, ctx)
        with formatter.section("Options"):
            formatter.write_dl([*records, *([shown] if shown else [])])
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("Options that every command has: kontokit --help")


def help_record(made: click.Command, ctx: click.Context) -> tuple[str, str] | None:
    """
    The line about ``--help``.
    """
    option = made.get_help_option(ctx)
    return None if option is None else option.get_help_record(ctx)


class Group(click.Group):
    """
    Lists, or runs what is named ``default``, where no command is named; suggests one that is like
    an unknown one.
    """

    default: str | None = None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """
        Add the name of the default command.
        """
        is_help = bool(args) and args[0] in ("-h", "--help")
        if self.default and not is_help and (not args or args[0].startswith("-")):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def command_of(
        self, name: str, text: str, *, examples: Sequence[str], **settings: Any
    ) -> Callable[[Callable[..., Any]], click.Command]:
        """
        Make a command of this group, with the options that every command has.

        Args:
            text: What it does.
            examples: Lines that can be typed as they are.
        """

        def make(function: Callable[..., Any]) -> click.Command:
            made = command(name, help=with_examples(text, examples), **settings)(function)
            self.add_command(made)
            return made

        return make

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """
        Find the command.
        """
        known = self.list_commands(ctx)
        if args[0] not in known:
            from difflib import get_close_matches

            near = get_close_matches(args[0], known, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """
    Make a command with the options that every command has. With ``writes_files``, it takes the
    formats of exports too.
    """

    def make(function: Callable[..., Any]) -> click.Command:
        made = click.command(name, cls=_Command, **settings)(function)
        return refused_options(common_options(made))

    return make


def with_examples(text: str, examples: Sequence[str]) -> str:
    """
    A help text with examples, whose lines stay as they are.
    """
    return "\n".join([cleandoc(text), "", "\b", *(f"  {one}" for one in examples)])


def group(
    name: str, *, examples: Sequence[str], default: str | None = "list"
) -> Callable[[Callable[..., Any]], Group]:
    """
    Make a group of commands.

    Args:
        examples: Lines that can be typed as they are.
        default: What a bare noun does.
    """

    def make(function: Callable[..., Any]) -> Group:
        text = with_examples(function.__doc__ or "", examples)
        made = click.group(name, cls=Group, help=text)(function)
        made.default = default
        return made

    return make
