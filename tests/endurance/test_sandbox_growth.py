"""
A sandbox that is called for weeks does not grow.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from itertools import cycle, islice
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.server import limits, request_log
from tests.support.resources import resident
from tests.support.scale import figure, scaled

CALLS: Final = scaled(4_000, 100_000)
WARM: Final = scaled(2_000, 10_000)
"""After so many calls nothing should be new; what is kept of the newest is full then."""
KEPT: Final = 1_000
MOST_GROWTH: Final = 10 * 1024 * 1024
FINAPI, BANKSAPI, BANKIMPORT = "/finapi/access/api/v2", "/banksapi", "/bankimport/api/v1"
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class Caller:
    """
    Makes calls of many kinds over one connection.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.known = sandbox.credentials
        self.connection = HTTPConnection("127.0.0.1", sandbox.port)
        self.authorization: dict[str, str] = {}
        self.sign_in()
        login = [{"label": one, "value": "demo_no_msa"} for one in ("Onlinebanking-ID", "PIN")]
        order = {"bankId": 280001, "bankingInterface": "XS2A", "loginCredentials": login}
        assert self.send("POST", f"{FINAPI}/bankConnections/import", order)[0] == 201

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        given = {
            "Authorization": headers.get("authorization", self.authorization.get("finapi", ""))
        }
        text = None if body is None else json.dumps(body)
        if text is not None:
            given["Content-Type"] = "application/json"
        return self._sent(method, path, text, given)

    def close(self) -> None:
        self.connection.close()

    def sign_in(self) -> int:
        form = {
            "grant_type": "password",
            "client_id": self.known.finapi_client,
            "client_secret": self.known.finapi_client_secret,
            "username": self.known.finapi_user,
            "password": self.known.finapi_password,
        }
        status, found = self._sent("POST", f"{FINAPI}/oauth/token", urlencode(form), FORM)
        self.authorization["finapi"] = f"Bearer {found['access_token']}"
        return status

    def label(self) -> int:
        """
        Make a label, and delete it.
        """
        _, made = self.send("POST", f"{FINAPI}/labels", {"name": "Urlaub"})
        return self.send("DELETE", f"{FINAPI}/labels/{made['id']}")[0]

    def refused(self) -> int:
        """
        Send something that is wrong.
        """
        return self.send("POST", f"{FINAPI}/labels", {"name": 1, "x" * 50: [None] * 50})[0]

    def kinds(self) -> list[tuple[int, Callable[[], int]]]:
        """
        The kinds of calls, with the status of each.
        """
        token = f"Token token={self.known.bankimport_token}"
        return [
            (200, self.sign_in),
            (200, self.label),
            (400, self.refused),
            (200, lambda: self.send("GET", f"{FINAPI}/accounts")[0]),
            (200, lambda: self.send("GET", f"{FINAPI}/transactions?view=userView&perPage=20")[0]),
            (404, lambda: self.send("GET", f"{FINAPI}/accounts/4711")[0]),
            (404, lambda: self.send("GET", f"{FINAPI}/nothing")[0]),
            (401, lambda: self.send("GET", f"{FINAPI}/accounts", authorization="Bearer x")[0]),
            (401, lambda: self.send("GET", f"{BANKSAPI}/customer/v2", authorization="x")[0]),
            (200, lambda: self.send("GET", f"{BANKIMPORT}/bank-accounts", authorization=token)[0]),
            (
                200,
                lambda: self.send(
                    "GET", f"{BANKIMPORT}/transactions?limit=20", authorization=token
                )[0],
            ),
        ]

    def _sent(
        self, method: str, path: str, text: str | None, headers: dict[str, str]
    ) -> tuple[int, Any]:
        self.connection.request(method, path, text, headers)
        response = self.connection.getresponse()
        body = response.read()
        return response.status, json.loads(body) if body[:1] in (b"{", b"[") else None


@pytest.fixture
def small_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Let what is kept of the newest be full early.
    """
    monkeypatch.setattr(limits, "RECENT", KEPT)
    monkeypatch.setattr(request_log, "MOST_REQUESTS", KEPT)


@pytest.mark.slow
@pytest.mark.usefixtures("small_rings")
def test_mixed_calls_leave_nothing_behind() -> None:
    """
    The process is as large after all calls as it was after the first ones.
    """
    with Sandbox() as sandbox, closing(Caller(sandbox)) as caller:
        calls: Iterator[tuple[int, Callable[[], int]]] = cycle(caller.kinds())
        sizes: list[int] = []
        for count in (WARM, CALLS - WARM):
            for wanted, call in islice(calls, count):
                assert call() == wanted
            gc.collect()
            sizes.append(resident())
        assert len(sandbox.requests) == KEPT
    figure("T47", f"{CALLS:,} calls of the sandbox: {(sizes[1] - sizes[0]) / 2**20:+.1f} MiB")
    assert sizes[1] - sizes[0] < MOST_GROWTH
