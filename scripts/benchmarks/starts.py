"""
The start of the command ``kontokit``, beside a bare interpreter.

Each turn is a new interpreter. The package is found as a wheel installs it.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import kontokit_cli

from .imports import seconds_of

_RUN: Final = (
    "import sys; sys.path.insert(0, {{folder!r}})\n"
    "import contextlib, io; from kontokit_cli.__main__ import main\n"
    "with contextlib.redirect_stdout(io.StringIO()): main([{words}])"
)
_PROGRAMS: Final = {
    "Python alone": "pass",
    "import click": "import click",
    "kontokit --version": _RUN.format(words="'--version'"),
    "kontokit accounts --help": _RUN.format(words="'accounts', '--help'"),
    "kontokit --help": _RUN.format(words="'--help'"),
}


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all in turns.

    Args:
        scale: It changes nothing here.
        rounds: How often each is run.
    """
    turns: dict[str, list[float]] = {name: [] for name in _PROGRAMS}
    with TemporaryDirectory() as folder:
        _install(Path(folder))
        programs = {name: one.format(folder=folder) for name, one in _PROGRAMS.items()}
        for program in programs.values():
            seconds_of(program)  # the first run writes its bytecode
        for _ in range(rounds):
            for name, program in programs.items():
                turns[name].append(seconds_of(program))
    first = min(turns["Python alone"])
    yield "| start of a command | minimum, ms | median, ms | ratio |"
    yield "|---|---|---|---|"
    for name, seconds in turns.items():
        figures = (min(seconds) * 1e3, statistics.median(seconds) * 1e3, min(seconds) / first)
        yield "| {} | {:.0f} | {:.0f} | {:.2f} |".format(name, *figures)
    yield ""


def _install(folder: Path) -> None:
    """
    Put the package where its version stands in the name of a folder.
    """
    (folder / "kontokit_cli-0.dist-info").mkdir()
    (folder / "kontokit_cli").symlink_to(Path(kontokit_cli.__file__).parent)
