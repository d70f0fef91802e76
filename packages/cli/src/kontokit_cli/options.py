"""
The options that every command has, before or behind its name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

from .failures import Misused
from .inputs import FILE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FILE_FORMATS",
    "FORMATS",
    "Options",
    "common_options",
    "options_of",
    "refuse_profile_of_sandbox",
    "refused_options",
]

Command = TypeVar("Command", bound=click.Command)
FORMATS: Final = ("table", "json", "jsonl", "csv")
FILE_FORMATS: Final = (
    "csv-excel",
    "xlsx",
    "parquet",
    "arrow",
    "camt.053",
    "camt.052",
    "mt940",
    "datev-csv",
    "lexware-csv",
    "erpnext-csv",
    "firefly-csv",
    "hledger-csv",
)
"""Those of ``kontokit_banking.exports``, which takes long to import; only for transactions."""


@dataclass
class Options:
    """
    What the options say that every command has.
    """

    profile: str | None = None
    api: str | None = None
    sandbox: str | None = None
    """The URL of a sandbox; empty for one of this machine; None for none."""
    output: str | None = None
    fields: tuple[str, ...] = ()
    out: Path | None = None
    force: bool = False
    raw: bool = False
    lang: Literal["de", "en"] | None = None
    no_input: bool = False
    secrets_stdin: bool = False
    save_picture: Path | None = None
    timeout: float | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
    no_progress: bool = False
    debug_log: Path | None = None
    only_reads: bool = False
    """Set by commands that change nothing: their lost responses are no unknown outcomes."""
    given_api: str | None = None
    """As typed; ``api`` is that of the profile in the end."""

    @property
    def command(self) -> str:
        """
        How a command for the same profile begins, for hints.
        """
        from shlex import quote

        words = ["kontokit"]
        if self.sandbox is not None:
            words.append(quote(f"--sandbox={self.sandbox}") if self.sandbox else "--sandbox")
        if self.profile is not None:
            words.append(f"-p {quote(self.profile)}")
        if self.given_api is not None:
            words.append(f"--api {quote(self.given_api)}")
        return " ".join(words)

    @property
    def format(self) -> str:
        """
        The chosen format, ``table`` by default.
        """
        return self.output or "table"

    @property
    def is_for_programs(self) -> bool:
        """
        Whether a program reads what is written.
        """
        return self.format != "table"

    @property
    def has_json_errors(self) -> bool:
        """
        Whether an error is written as JSON; not beside a file, which a person looks at.
        """
        return self.is_for_programs and self.format not in FILE_FORMATS

    @property
    def may_ask(self) -> bool:
        """
        Whether a person can be asked: there is a terminal, and nothing forbids it.
        """
        return not self.no_input and not self.secrets_stdin and sys.stdin.isatty()


def options_of(ctx: click.Context | None = None) -> Options:
    """
    The options of the running command.
    """
    found: Options = (ctx or click.get_current_context()).ensure_object(Options)
    return found


def _store(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    # Both the group and the command have each option: only the given one counts.
    if value is None or value is False or value == ():
        return
    setattr(options_of(ctx), str(param.name), value)


def _api(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        options_of(ctx).given_api = options_of(ctx).api = value


def _split(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        _store(ctx, param, tuple(one.strip() for one in value.split(",") if one.strip()))


def _format(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value:
        options_of(ctx).output = str(param.name).removeprefix("as_")


def _profile(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    _store(ctx, param, value)
    refuse_profile_of_sandbox(options_of(ctx))


def _sandbox(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value and options_of(ctx).sandbox is None:
        options_of(ctx).sandbox = ""
    refuse_profile_of_sandbox(options_of(ctx))


def _sandbox_at(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        options_of(ctx).sandbox = value
    refuse_profile_of_sandbox(options_of(ctx))


def refuse_profile_of_sandbox(options: Options) -> None:
    """
    Refuse a profile together with the sandbox, which would take no notice of it.

    Raises:
        click.UsageError: Both are given.
    """
    if options.sandbox is not None and options.profile is not None:
        raise click.UsageError("the sandbox has no profiles; give --sandbox or --profile")


def _option(*names: str, callback: Any = _store, **settings: Any) -> click.Option:
    return click.Option(names, expose_value=False, callback=callback, is_eager=True, **settings)


def _completed(function: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """
    Complete with a function of the module that needs the configuration, which needs these options.
    """

    def complete(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
        completion = import_module("kontokit_cli.completion")
        found: list[str] = getattr(completion, function)(ctx, param, typed)
        return found

    return complete


_PROFILE = (
    _option(
        "--profile",
        "-p",
        callback=_profile,
        metavar="NAME",
        shell_complete=_completed("complete_profile"),
        help="Profile to use; see 'kontokit profiles'.",
    ),
    _option(
        "--api",
        callback=_api,
        metavar="API",
        shell_complete=_completed("complete_api"),
        help="API to use where no profile names it.",
    ),
    _option(
        "--sandbox",
        is_flag=True,
        callback=_sandbox,
        help="Use a sandbox with made-up data on this machine; --sandbox=URL for a running one.",
    ),
    _option("--sandbox-at", callback=_sandbox_at, metavar="URL", hidden=True),
    _option("--timeout", type=click.FloatRange(min=0.1), metavar="S", help="Seconds for a call."),
)
_OUTPUT = (
    _option(
        "--output",
        "-o",
        type=click.Choice([*FORMATS, *FILE_FORMATS]),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; of transactions also {', '.join(FILE_FORMATS)}.",
    ),
    _option("--json", "as_json", is_flag=True, callback=_format, help="As one JSON document."),
    _option("--jsonl", "as_jsonl", is_flag=True, callback=_format, help="As JSON, one row a line."),
    _option("--csv", "as_csv", is_flag=True, callback=_format, help="As CSV."),
    _option("--fields", callback=_split, metavar="A,B", help="Only these fields, in this order."),
    _option("--raw", is_flag=True, help="Add the provider's own object to JSON."),
    _option("--out", type=FILE, metavar="FILE", help="Write into a file."),
    _option("--force", is_flag=True, help="Overwrite the file."),
)
_TALK = (
    _option("--lang", type=click.Choice(["de", "en"]), help="Language of SCA and of amounts."),
    _option("--no-input", is_flag=True, help="Never ask; exit with 3 or 6 instead."),
    _option("--secrets-stdin", is_flag=True, help="Read secrets from a line of JSON on stdin."),
    _option(
        "--save-picture",
        type=FILE,
        metavar="FILE",
        help="Save the photo, QR code, PDF or flicker code of the bank.",
    ),
    _option("--quiet", "-q", is_flag=True, help="Write data and errors only."),
    _option("--verbose", "-v", is_flag=True, help="Tell each request, without secrets."),
    _option("--no-color", is_flag=True, help="No colours; NO_COLOR does the same."),
    _option("--no-progress", is_flag=True, help="No progress lines."),
    _option(
        "--debug-log",
        type=FILE,
        metavar="FILE",
        help="Write requests and errors, without secrets, into a file.",
    ),
)
GROUPS: Final[Mapping[str, Sequence[click.Option]]] = {
    "Whom to ask": _PROFILE,
    "Output": _OUTPUT,
    "Talk": _TALK,
}
"""Heading in the help of the program → its options."""


def common_options(command: Command) -> Command:
    """
    Give a command the options that every command has. All share the same objects, of which making
    anew for each command would take most of the time of ``kontokit --help``.
    """
    for group in GROUPS.values():
        command.params.extend(group)
    return command


def _refuse(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        raise Misused(
            f"{param.opts[0]} is no option: a command line is seen by every user of this machine"
            " and kept in the history of the shell",
            next_step="leave it out and type it when asked, or use --secrets-stdin",
        )


_NEVER: Final = ("--pin", "--password", "--secret", "--token", "--client-secret", "--tan")
_REFUSED: Final = [_option(name, callback=_refuse, hidden=True) for name in _NEVER]


def refused_options(command: Command) -> Command:
    """
    Refuse options that would take a secret, without repeating it.
    """
    command.params.extend(_REFUSED)
    return command
