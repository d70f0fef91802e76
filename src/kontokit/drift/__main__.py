"""
``python -m kontokit.drift report LOG``: shows what a drift log holds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..core.exceptions import StoreError
from .report import read_log, report_text, table


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Args:
        arguments: The words of the command line; those of the process when left out.

    Returns:
        0, or 1 where the log cannot be read or the report cannot be written.
    """
    asked = _parser().parse_args(arguments)
    try:
        log = read_log(asked.log)
        if asked.json is not None:
            asked.json.write_text(report_text(log), encoding="utf-8")
    except StoreError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{asked.json}: {error.strerror}")
    sys.stdout.write(table(log))
    if asked.json is not None:
        sys.stdout.write(f"Wrote {asked.json}. Look through it before you send it.\n")
    return 0


def _failed(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kontokit.drift",
        description="Show in what responses differ from the documents of their APIs.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    text = "print a table, and write the file to send to the maintainers"
    report = commands.add_parser("report", help=text, description=text)
    report.add_argument("log", type=Path, metavar="LOG", help="the file of a DriftLog")
    report.add_argument("--json", type=Path, metavar="FILE", help="write the findings as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
