"""
The memory of a process that exports many transactions.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_PROGRAM: Final = """
import asyncio, sys
from datetime import date
from kontokit_banking.exports import async_export, export
from tests.support.export_rows import ACCOUNT, TODAY, balance, many_rows

def most():
    # Not getrusage(): its figure begins with that of the process that has forked this one.
    with open("/proc/self/status") as status:
        return int(status.read().partition("VmHWM:")[2].split()[0])

async def stream(count):
    for one in many_rows(count):
        yield one

def run(count, name, target, options):
    if options.pop("is_async"):
        return asyncio.run(async_export(stream(count), target, name, **options)).rows
    return export(many_rows(count), target, name, **options).rows

name, target, is_async = sys.argv[1:4]
few, many = map(int, sys.argv[4:])
options = {"account": ACCOUNT, "balances": [balance()], "is_async": is_async == "async"}
run(few, name, target, dict(options))
before = most()
print(run(many, name, target, dict(options)), most() - before)
"""


def growth(name: str, target: Path, *, few: int, many: int, is_async: bool = False) -> float:
    """
    Export few transactions and then many in a process of its own.

    Returns:
        By how many MiB the second export needed more than the first.
    """
    words = [name, str(target), "async" if is_async else "sync", str(few), str(many)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    printed = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    ).stdout
    rows, kibibytes = map(int, printed.split())
    assert rows == many
    return kibibytes / 1024
