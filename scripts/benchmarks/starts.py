"""
The start of the command ``kontokit``, beside a bare interpreter.

Each turn is a new interpreter.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Final

from .imports import seconds_of

_RUN: Final = (
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
    for program in _PROGRAMS.values():
        seconds_of(program)  # the first run writes its bytecode
    for _ in range(rounds):
        for name, program in _PROGRAMS.items():
            turns[name].append(seconds_of(program))
    first = min(turns["Python alone"])
    yield "| start of a command | minimum, ms | median, ms | ratio |"
    yield "|---|---|---|---|"
    for name, seconds in turns.items():
        figures = (min(seconds) * 1e3, statistics.median(seconds) * 1e3, min(seconds) / first)
        yield "| {} | {:.0f} | {:.0f} | {:.2f} |".format(name, *figures)
    yield ""
