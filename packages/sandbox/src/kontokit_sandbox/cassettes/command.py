"""
The command ``kontokit-sandbox scrub``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .check import remains
from .files import RecordingError, scrub_text


def main(arguments: Sequence[str]) -> int:
    """
    Redact a recording in place, or say what is left in it.

    Args:
        arguments: What stands behind ``scrub``.

    Returns:
        0; 1 if something private is left, or the file is no recording.
    """
    asked = _parser().parse_args(arguments)
    try:
        text = asked.file.read_text("utf-8")
        if asked.check:
            return _checked(asked.file, remains(text, names=asked.name))
        asked.file.write_text(scrub_text(text, names=asked.name), "utf-8")
    except RecordingError as error:
        return _failed(f"{asked.file}: {error}")
    except UnicodeDecodeError:
        return _failed(f"{asked.file}: not UTF-8")
    except OSError as error:
        return _failed(f"{asked.file}: {error.strerror}")
    return 0


def _checked(file: Path, found: Sequence[str]) -> int:
    for line in found:
        print(line)  # noqa: T201 - a command line prints
    print(f"{file}: {len(found)} places hold something private" if found else f"{file}: clean")  # noqa: T201
    return 1 if found else 0


def _failed(reason: str) -> int:
    print(reason, file=sys.stderr)  # noqa: T201
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kontokit-sandbox scrub",
        description="Replace what is private in a cassette of vcrpy or a HAR file, in place.",
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a cassette (YAML, JSON) or HAR file"
    )
    parser.add_argument(
        "--check", action="store_true", help="change nothing; print the places that are private"
    )
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        help="replace this name in all texts too, such as your own; may be repeated",
    )
    return parser
