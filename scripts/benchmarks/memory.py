"""
The most memory of a process that reads one large response, above what it needed before.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from .answering import answering
from .payloads import transactions

_SMALL: Final = 20
"""Rows that are read first, so that everything is imported and prepared."""
_MEASURED: Final = """
def most():
    # Not getrusage(): its figure begins with that of the process that has forked this one.
    with open("/proc/self/status") as status:
        return int(status.read().partition("VmHWM:")[2].split()[0])
read({small!r})
before = most()
rows = read({large!r})
print(len(rows), most() - before)
"""
_BARE: Final = """
import httpcore2
from kontokit.core.limits import MAX_DIGITS
from kontokit.serialization.custom_types import typed_decoder
from kontokit_banksapi.models import Transaction
pool = httpcore2.ConnectionPool()
decoder = typed_decoder(list[Transaction], MAX_DIGITS)
def read(url):
    return decoder.decode(pool.request("GET", url + "/x").content)
"""
_KONTOKIT: Final = """
from kontokit import Limits
from kontokit_banksapi import Banksapi
from kontokit_banksapi.models import Transaction
from kontokit.operations import Operation, Result
GET = Operation(id="get", method="GET", path="/x", retry_class="read", rows="*",
                results={{200: Result(type=list[Transaction])}})
def read(url):
    return Banksapi(user_token="x", base_url=url, limits=Limits(body=1 << 30)).call(GET, {{}})
"""
PROGRAMS: Final = {"httpcore2 and msgspec, same models": _BARE, "kontokit": _KONTOKIT}


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Read the response in processes of their own.

    Args:
        scale: The size of the response.
        rounds: How often each is run; the least counts.
    """
    count = int(20_000 * scale) or 1
    body = transactions(count, midnights=False)
    with answering(transactions(_SMALL, midnights=False)) as small, answering(body) as large:
        found = {
            name: min(_kibibytes(text, small, large) for _ in range(max(rounds // 3, 1)))
            for name, text in PROGRAMS.items()
        }
    first = next(iter(found.values())) or 1
    what = f"read {count:,} transactions of BANKSapi, {len(body) / 1e6:.1f} MB"
    yield f"| {what} | more MiB | ratio |"
    yield "|---|---|---|"
    for name, size in found.items():
        yield f"| {name} | {size / 1024:.1f} | {size / first:.2f} |"
    yield ""


def _kibibytes(program: str, small: str, large: str) -> int:
    text = (program + _MEASURED).format(small=small, large=large)
    printed = subprocess.run(
        [sys.executable, "-c", text], check=True, capture_output=True, text=True, env=os.environ
    ).stdout
    return int(printed.split()[1])
