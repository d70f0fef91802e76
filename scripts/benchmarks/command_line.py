"""
A million transactions through the command line: the time, and the most memory that it takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.support.entry_points import installed_metadata

from .bankimport_server import serving

_ROWS: Final = 1_000_000
_FEW: Final = 0.02
"""The part of the rows that memory is compared with."""
_COMMANDS: Final = (
    ("export", "--to", "rows.csv"),
    ("transactions", "--all", "--json", "--out", "rows"),
)
_PROGRAM: Final = """
import sys, time
from pathlib import Path
from kontokit_cli.__main__ import main
code = main(sys.argv[1:])
status = Path("/proc/self/status").read_text()
most = status.partition("VmHWM:")[2].split()[0]
print("measured", time.process_time(), most, file=sys.stderr)
sys.exit(code)
"""


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Run each command in a process of its own, for a few and for all rows.

    Args:
        scale: 1 is a million rows.
        rounds: Each is run once, whatever it says; a million rows are many rounds.
    """
    del rounds
    many = max(100, int(_ROWS * scale))
    few = max(100, int(many * _FEW))
    yield f"| read and write {many:,} rows of Bankimport | CPU, s | µs a row | MiB | of {few:,} |"
    yield "|---|---|---|---|---|"
    with (
        TemporaryDirectory() as folder,
        installed_metadata(Path(folder)) as python_path,
        serving(few) as short,
        serving(many) as long,
    ):
        for words in _COMMANDS:
            _, before = run(short, words, python_path)
            seconds, most = run(long, words, python_path)
            name = " ".join(("kontokit", *words))
            each = seconds / many * 1e6
            yield f"| `{name}` | {seconds:.0f} | {each:.0f} | {most:.0f} | {before:.0f} |"
    yield ""


def run(url: str, words: Sequence[str], python_path: str) -> tuple[float, float]:
    """
    Run a command of ``kontokit`` with the account of a server.

    Args:
        url: The address of the server.
        words: The command.
        python_path: Where its process finds all packages.

    Returns:
        The seconds of CPU, and the most memory in MiB.
    """
    with TemporaryDirectory() as folder:
        variables = {
            **os.environ,
            "PYTHONPATH": python_path,
            "HOME": folder,
            "XDG_STATE_HOME": str(Path(folder) / "state"),
            "KONTOKIT_CONFIG": str(Path(folder) / "config.toml"),
            "KONTOKIT_BANKIMPORT_API_TOKEN": "t",
            "KONTOKIT_BANKIMPORT_BASE_URL": url,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        command = [sys.executable, "-c", _PROGRAM, "--api", "bankimport", *words]
        done = subprocess.run(
            command, check=True, cwd=folder, env=variables, capture_output=True, text=True
        )
    seconds, kibibytes = done.stderr.rpartition("measured ")[2].split()
    return float(seconds), int(kibibytes) / 1024
