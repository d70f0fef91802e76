"""
The first call of a program: importing a client, making it, and one small GET.

Each turn is a new interpreter. The server answers at once, so nearly all of it is importing.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .answering import answering

_NO_BYTECODE: Final = "PYTHONDONTWRITEBYTECODE"
_BYTECODE: Final = Path(__file__).parents[2] / ".tox" / "bench-bytecode"


def _ours(package: str, client: str, token: str) -> str:
    made = f"{client}({token}='x', base_url='{{url}}')"
    return f"from {package} import {client}; {made}.request('GET', '/x')"


_PROGRAMS: Final = {
    "httpx2, client and GET": "import httpx2; httpx2.Client().get('{url}/x').json()",
    "import httpcore2": "import httpcore2",
    "kontokit-bankimport": _ours("kontokit_bankimport", "Bankimport", "api_token"),
    "kontokit-banksapi": _ours("kontokit_banksapi", "Banksapi", "user_token"),
    "kontokit-finapi-access": _ours("kontokit_finapi_access", "FinapiAccess", "user_token"),
}


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all in turns.

    Args:
        scale: It changes nothing here.
        rounds: How often each is run.
    """
    with answering(b"[]") as url:
        bare = min(seconds_of("pass") for _ in range(rounds))
        turns: dict[str, list[float]] = {name: [] for name in _PROGRAMS}
        for program in _PROGRAMS.values():
            seconds_of(program.format(url=url))  # the first run writes its bytecode
        for _ in range(rounds):
            for name, program in _PROGRAMS.items():
                turns[name].append(seconds_of(program.format(url=url)) - bare)
    first = min(next(iter(turns.values())))
    yield "| import and first call, above a bare interpreter | minimum, ms | median, ms | ratio |"
    yield "|---|---|---|---|"
    for name, seconds in turns.items():
        figures = (min(seconds) * 1e3, statistics.median(seconds) * 1e3, min(seconds) / first)
        yield "| {} | {:.0f} | {:.0f} | {:.2f} |".format(name, *figures)
    yield ""


def seconds_of(program: str) -> float:
    """
    The CPU time of a program in a new interpreter, with bytecode.
    """
    environment = {name: text for name, text in os.environ.items() if name != _NO_BYTECODE}
    environment["PYTHONPYCACHEPREFIX"] = str(_BYTECODE)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
