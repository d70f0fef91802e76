"""
What is reset in forked children, and what is left of that at the end of a program.
"""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
from typing import Any

import pytest

from kontokit import AsyncHttpTransport, HttpTransport
from kontokit.core import forks
from kontokit.http import HttpRequest, HttpResponse
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from tests.support.bank import Bank

PROGRAM = """
import kontokit
from kontokit.http import HttpRequest, HttpResponse
from kontokit.operations import Api

api = Api(name="An API", environments={"production": "http://127.0.0.1:9"})
client = kontokit.SyncClient(api, {})
transport = kontokit.HttpTransport()
try:
    transport.send(HttpRequest(operation="x", method="GET", url="http://127.0.0.1:9/"))
except kontokit.ConnectError:
    pass
"""


class Lock:
    def __init__(self) -> None:
        self.resets = 0
        forks.reset_after_fork(self._reset)

    def _reset(self) -> None:
        self.resets += 1


def test_a_program_ends_in_silence() -> None:
    """
    Its last clients are torn down with the modules, in any order.
    """
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_only_living_objects_are_reset() -> None:
    """
    In the child, and not in the parent; an object that has died is forgotten.
    """
    before = len(forks._resets)
    lock, other = Lock(), Lock()
    assert len(forks._resets) == before + 2
    del other
    gc.collect()
    assert len(forks._resets) <= before + 1
    child = os.fork()
    if child == 0:
        os._exit(lock.resets)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert lock.resets == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize(
    "kind",
    [
        HttpTransport,
        AsyncHttpTransport,
        Httpx2Transport,
        AsyncHttpx2Transport,
        AiohttpTransport,
        HttptoolsTransport,
        AsyncHttptoolsTransport,
    ],
)
def test_a_transport_goes_on_in_a_child(bank: Bank, kind: Any) -> None:
    """
    It opens connections of its own there, and the parent keeps those that it has.
    """
    request, transport = HttpRequest(operation="x", method="GET", url=bank.url), kind()
    with asyncio.Runner() as runner:

        def status() -> int:
            sent = transport.send(request)
            response: HttpResponse = runner.run(sent) if asyncio.iscoroutine(sent) else sent
            return response.status_code

        assert status() == 200
        child = os.fork()
        if child == 0:
            runner = asyncio.Runner()
            try:
                os._exit(0 if status() == 200 else 1)
            finally:
                os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert status() == 200
        closed = transport.close()
        if closed is not None:
            runner.run(closed)
