"""
The first call of a program: importing a client, making it, and one small GET.

Each turn is a new interpreter. The server answers at once, so nearly all of it is importing. trio,
which tests need, is hidden: httpcore2 would load it.
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


_HIDDEN: Final = "import sys; sys.modules['trio'] = None\n"


def _ours(package: str, client: str, token: str) -> str:
    made = f"{client}({token}='x', base_url='{{url}}')"
    return f"from {package} import {client}; {made}.request('GET', '/x')"


def _awaited(imported: str, made: str, call: str) -> str:
    return f"""
import asyncio
{imported}
async def main():
    async with {made} as client:
        {call}
asyncio.run(main())"""


def _ours_awaited(package: str, client: str, token: str) -> str:
    made = f"Async{client}({token}='x', base_url='{{url}}')"
    call = "await client.request('GET', '/x')"
    return _awaited(f"from {package} import Async{client}", made, call)


_CLIENTS: Final = {
    "kontokit-bankimport": ("kontokit_bankimport", "Bankimport", "api_token"),
    "kontokit-banksapi": ("kontokit_banksapi", "Banksapi", "user_token"),
    "kontokit-finapi-access": ("kontokit_finapi_access", "FinapiAccess", "user_token"),
    "kontokit-finapi-access-v1": ("kontokit_finapi_access_v1", "FinapiAccessV1", "user_token"),
    "kontokit-finapi-webform": ("kontokit_finapi_webform", "FinapiWebForm", "user_token"),
}
_BLOCKING: Final = {
    "httpx2, client and GET": "import httpx2; httpx2.Client().get('{url}/x').json()",
    "import httpcore2": "import httpcore2",
    **{name: _ours(*client) for name, client in _CLIENTS.items()},
}
_GET: Final = "(await client.get('{url}/x')).json()"
_AWAITED: Final = {
    "httpx2, async client and GET": _awaited("import httpx2", "httpx2.AsyncClient()", _GET),
    **{f"{name}, async": _ours_awaited(*client) for name, client in _CLIENTS.items()},
}


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all in turns.

    Args:
        scale: It changes nothing here.
        rounds: How often each is run.
    """
    with answering(b"[]") as url:
        for programs in (_BLOCKING, _AWAITED):
            yield from _table({name: one.format(url=url) for name, one in programs.items()}, rounds)


def _table(programs: dict[str, str], rounds: int) -> Iterator[str]:
    bare = min(seconds_of("pass") for _ in range(rounds))
    turns: dict[str, list[float]] = {name: [] for name in programs}
    for program in programs.values():
        seconds_of(program)  # the first run writes its bytecode
    for _ in range(rounds):
        for name, program in programs.items():
            turns[name].append(seconds_of(_HIDDEN + program) - bare)
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
