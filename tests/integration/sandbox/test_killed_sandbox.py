"""
The server is killed at every point of a payment and started again: one payment, one booking.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest

from kontokit import ClientCredentials, KontokitError, UserCredentials
from kontokit.core.clock import Moment
from kontokit.sca.steps import Challenge, ChooseMethod, State, Unknown, Working
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox
from kontokit_sandbox.credentials import Credentials
from tests.support.doomed_sandbox import POINTS
from tests.support.raw_http import send_raw

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are POSIX"),
]
REQUESTS: Final = 9
"""How many requests the whole story has, three of which are the payment's."""
TOKEN: Final = "control-token-of-the-test"
LABELS: Final = ("Onlinebanking-ID", "PIN")
ORDER: Final = {
    "counterpart_iban": "DE02120300000000202051",
    "counterpart_name": "Erika Mustermann",
    "amount": "12.50",
}
ROOT: Final = Path(__file__).parents[3]
T = TypeVar("T")


class Server:
    """
    A sandbox in another process, which is started again as often as it dies.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.port = 0
        self.ahead = timedelta()
        self.revivals = 0
        command = [sys.executable, "-m", "tests.support.doomed_sandbox"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        assert self._word() == ["loaded"]

    def start(self, request: int = 0, point: str = "") -> None:
        order = {"file": str(self.file), "port": self.port, "token": TOKEN}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({**order, "request": request, "point": point}) + "\n")
        self._process.stdin.flush()
        word, port, child = self._word()
        assert word == "ready"
        self.port, self._child = int(port), int(child)

    def revive(self) -> None:
        """
        Start it again, once it is dead.
        """
        assert self._word() == ["dies"]
        assert self._word() == ["ended", "-9"]
        self.revivals += 1
        self.start()

    @property
    def is_dead(self) -> bool:
        assert self._process.stdout is not None
        return bool(select.select([self._process.stdout], [], [], 0.0)[0])

    def advance(self, by: timedelta) -> None:
        if self.is_dead:
            self.revive()
        body = {"advance": f"PT{int(by.total_seconds()) + 1}S"}
        headers = {"Authorization": f"Bearer {TOKEN}"}
        url = f"http://127.0.0.1:{self.port}/_sandbox/api/clock"
        assert send_raw("POST", url, headers=headers, json_body=body).status == 200
        self.ahead += timedelta(seconds=int(by.total_seconds()) + 1)

    def now(self) -> Moment:
        """
        The time of the sandbox.
        """
        seconds = self.ahead.total_seconds()
        return Moment(time=datetime.now(UTC) + self.ahead, steady=time.monotonic() + seconds)

    def sleep(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))

    def stop(self) -> None:
        """
        Kill it between two requests.
        """
        os.kill(self._child, signal.SIGKILL)
        assert self._word() == ["ended", "-9"]

    def end(self) -> None:
        with self._process:
            self._process.kill()

    def _word(self) -> list[str]:
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()


class Caller:
    """
    Pays once, and looks before it sends anything again.
    """

    def __init__(self, server: Server, account: int | None) -> None:
        self._server = server
        self.account = account
        self.client = self._new_client()

    def _new_client(self) -> Any:
        known = Credentials()
        return FinapiAccess(
            base_url=f"http://127.0.0.1:{self._server.port}/finapi/access",
            client_credentials=ClientCredentials(known.finapi_client, known.finapi_client_secret),
            user_credentials=UserCredentials(known.finapi_user, known.finapi_password),
            max_retries=0,
        )

    def import_account(self) -> int:
        login = dict.fromkeys(LABELS, "demo_no_msa")
        made = self.client.bank_connections.import_bank_connection(
            bank_id=280001, banking_interface="XS2A", login_credentials=login, store_secrets=True
        )
        return int(made.account_ids[0])

    def pay(self) -> Any:
        """
        Go through the whole story: nine requests without a kill.
        """
        self._sign_in()
        before = self._orders()
        order = self._new_order(before)
        login = dict.fromkeys(LABELS, "demo_all_methods")
        sca = self.client.sca.with_options(clock=self._server, sleep=self._server.sleep)
        flow = self._careful(
            lambda: sca.start(
                self.client.payments.submit,
                payment_id=order,
                banking_interface="XS2A",
                login_credentials=login,
            )
        )
        self._finish(flow)
        self._orders()
        self._insist(lambda: self.client.accounts.get(self.account))
        return flow

    def _sign_in(self) -> None:
        try:
            self.client.accounts.get(self.account)
        except KontokitError:
            self._server.revive()
            # The old one remembers for a while that it got no token.
            self.client.close()
            self.client = self._new_client()
            self.client.accounts.get(self.account)

    def _new_order(self, before: list[int]) -> int:
        options = {"allow_duplicate": True}
        while True:
            try:
                made = self.client.payments.create_money_transfer(
                    account_id=self.account, money_transfers=[ORDER], options=options
                )
                return int(made.id)
            except KontokitError:
                self._server.revive()
                new = [one for one in self._orders() if one not in before]
                if new:
                    return new[0]

    def _finish(self, flow: Any) -> None:
        for _ in range(20):
            match flow.step:
                case Unknown(seen="open", must_check=True):
                    self._server.advance(timedelta(minutes=31))
                    self._careful(flow.reconcile)
                    if isinstance(flow.step, Unknown):
                        self._careful(lambda: flow.send_again(i_have_checked_the_account=True))
                case Unknown(seen="open", not_before=datetime() as moment):
                    self._server.advance(max(timedelta(), moment - self._server.now().time))
                    self._careful(flow.reconcile)
                    if isinstance(flow.step, Unknown):
                        self._careful(flow.send_again)
                case Unknown():
                    self._careful(flow.reconcile)
                case ChooseMethod():
                    self._careful(lambda: flow.choose("smsTan"))
                case Challenge():
                    self._careful(lambda: flow.answer("123456"))
                case Working():
                    self._careful(flow.wait)
                case _:
                    return

    def _orders(self) -> list[int]:
        found = self._insist(lambda: list(self.client.payments.list()))
        return [one.id for one in found]

    def _insist(self, read: Callable[[], T]) -> T:
        """
        Read again if the server has died.
        """
        try:
            return read()
        except KontokitError:
            self._server.revive()
            return read()

    def _careful(self, act: Callable[[], Any]) -> Any:
        """
        Act once; what became of it after a kill is the flow's to find out.
        """
        try:
            done = act()
        except KontokitError:
            # Of a read, which the flow makes again.
            if not self._server.is_dead:
                raise
            done = None
        if self._server.is_dead:
            self._server.revive()
        return done


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, int]]:
    """
    A state with a user who has an account, and a server that has gone.
    """
    server = Server(tmp_path_factory.mktemp("killed") / "prepared")
    server.start()
    caller = Caller(server, None)
    with closing(caller.client):
        account = caller.import_account()
    server.advance(timedelta(seconds=5))
    server.stop()
    yield server, account
    server.end()


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("request_", range(1, REQUESTS + 1))
def test_a_kill_costs_no_payment(
    prepared: tuple[Server, int], tmp_path: Path, request_: int, point: str
) -> None:
    """
    At each of 27 points the server is killed and goes on with its file: the flow ends
    ``Finished``, and the money has left once.
    """
    server, account = prepared
    home, file = server.file, tmp_path / "state"
    for end in ("", "-wal"):
        shutil.copy(f"{home}{end}", f"{file}{end}")
    server.file = file
    server.start(request_, point)
    server.revivals = 0
    caller = Caller(server, account)
    flow = caller.pay()
    caller.client.close()
    server.stop()
    server.file = home
    assert (flow.state, server.revivals) == (State.FINISHED, 1)
    with Sandbox(state=file) as sandbox:
        assert [one.amount for one in sandbox.executions] == [Decimal("12.50")]
        rows = sandbox._database.value("SELECT count(*) FROM tx WHERE cents = -1250")
        assert rows == 1
