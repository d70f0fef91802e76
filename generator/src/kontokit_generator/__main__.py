"""
The command ``kontokit-generate``: its words.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.runtime import MissingPackageError
from kontokit_generator.settings.errors import SettingsError

FORMATS: Final = ("text", "json", "sarif")
_DESCRIPTION: Final = """\
Makes typed Python clients from OpenAPI documents.

One document, without settings:

  kontokit-generate build my-api.yaml --output client/

A project with any number of APIs, described by kontokit-generate.toml:

  kontokit-generate new my_bank    write a document and an overlay to begin with
  kontokit-generate lint           show what is wrong with documents and overlays
  kontokit-generate build          make the packages
  kontokit-generate check          compare them with their documents, for CI
"""
_EPILOG: Final = """\
Exit codes: 0 when all is well, 1 when something is wrong with a document or a package,
2 for wrong words or settings.
"""
_WHAT: Final = (
    "an API of the settings, or a document: a file, or a folder with openapi.yaml;"
    " all APIs when left out"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Args:
        arguments: The words of the command line; those of the process when left out.

    Returns:
        0 when all is well, 1 when something is wrong with a document or a package, 2 for
        words that make no command and for wrong settings.
    """
    asked = _parser().parse_args(arguments)
    # Commands import what they need: the words alone are read in a tenth of a second.
    commands = import_module("kontokit_generator.commands")
    run: Callable[[argparse.Namespace], int] = getattr(commands, asked.run)
    try:
        return run(asked)
    # Findings are for the author of a document, who needs no traceback.
    except FindingsError as error:
        shown: int = commands.show(error.findings, asked)
        return shown
    except MissingPackageError as error:
        print(error, file=sys.stderr)
        return 1
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kontokit-generate",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="show the version")
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="kontokit-generate.toml; found in this folder or one around it when left out",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for name, text in [
        ("build", "make packages from their documents"),
        ("check", "compare packages with their documents; changes nothing"),
        ("lint", "show what is wrong with documents and overlays; makes nothing"),
    ]:
        command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        command.set_defaults(run=name)
        _add_what(command, package=name != "lint")
        if name != "check":
            _add_report_options(command)
        if name == "build":
            command.add_argument(
                "--verify", action="store_true", help="type-check the packages with mypy as well"
            )
    text = "write the patch that a drift report proposes, with its evidence"
    drift = commands.add_parser("drift", help=text, description=text)
    drift.add_argument("report", type=Path, metavar="REPORT", help="the file of a drift report")
    drift.set_defaults(run="drift")
    text = "write a document and an overlay to begin with"
    fresh = commands.add_parser("new", help=text, description=text)
    fresh.add_argument("api", metavar="NAME", help="lower case, words joined by _")
    fresh.set_defaults(run="new")
    return parser


class _Version(argparse.Action):
    """
    Reads the version when it is asked for.
    """

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002 -- argparse calls it so
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(version("kontokit-generator"))
        except PackageNotFoundError:
            print("not installed: run from its sources")
        parser.exit()


def _add_what(command: argparse.ArgumentParser, *, package: bool) -> None:
    command.add_argument("what", nargs="*", metavar="API|DOCUMENT", help=_WHAT)
    command.add_argument(
        "--adopt",
        action="store_true",
        help="others have written the documents: assume what is missing, tell what was left out",
    )
    single = command.add_argument_group("for a document")
    single.add_argument(
        "--overlay", type=Path, metavar="FILE", help="overlay.yaml beside it when left out"
    )
    single.add_argument("--name", metavar="NAME", help="of the API; that of the file when left out")
    command.set_defaults(output=None, prefix="")
    if package:
        single.add_argument(
            "--output",
            type=Path,
            metavar="FOLDER",
            help="the folder of the package; one of its name here when left out",
        )
        single.add_argument(
            "--prefix", default="", metavar="WORD", help="what the name of the package begins with"
        )


def _add_report_options(command: argparse.ArgumentParser) -> None:
    report = command.add_argument_group("findings")
    report.add_argument(
        "--rule",
        action="append",
        metavar="NAME",
        help="show findings of this rule; may be repeated",
    )
    report.add_argument("--limit", type=_number, metavar="N", help="show at most N findings")
    report.add_argument("--format", choices=FORMATS, default="text", help="text when left out")


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
