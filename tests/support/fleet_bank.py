"""
A provider for fleets: tokens, one connection and one account for each user, and downloads that
take a while. It counts what it is asked, and answers as it is told.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

import attrs

from kontokit import AsyncMiddleware, ClientCredentials, UserCredentials
from kontokit_finapi_access import AsyncFinapiAccess

ROWS = 3
BEGIN = datetime(2026, 11, 28, 1, tzinfo=UTC)
Answer: TypeAlias = tuple[int, dict[str, Any], dict[str, str]]


@attrs.define
class FleetBank:
    """
    The state of the provider.
    """

    updates: Counter[str] = attrs.field(factory=Counter[str])
    """Connection → how often the bank was asked."""
    tokens: Counter[str] = attrs.field(factory=Counter[str])
    """User → how often a token was asked for."""
    addresses: list[str] = attrs.field(factory=list[str])
    """Those of users, which make a read an attended one."""
    requests: int = 0
    too_many: int = 0
    polls_of_a_download: int = 1
    """How often a connection is busy when it is read, after an update."""
    refuse: Callable[[str, str], Answer | None] = lambda _path, _connection: None
    """Answers in the place of the provider: path and connection → answer."""
    busy: dict[str, int] = attrs.field(factory=dict[str, int])
    fetched: dict[str, int] = attrs.field(factory=dict[str, int])
    fetched_on: datetime = BEGIN
    """When downloads are said to be made, some seconds after each other."""
    account_status: str = "UPDATED"
    sent: Callable[[list[dict[str, Any]]], object] = lambda _rows: None
    """Changes rows before they are sent."""
    failed: set[str] = attrs.field(factory=set[str])
    """Connections whose bank fails during the download."""
    lock: threading.Lock = attrs.field(factory=threading.Lock)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> FleetBank:
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}"

    def client(self, *, middleware: tuple[AsyncMiddleware, ...] = ()) -> AsyncFinapiAccess:
        """
        A client of this provider, which repeats nothing by itself.
        """
        return AsyncFinapiAccess(
            client_credentials=ClientCredentials("fleet", "secret-of-the-client"),
            base_url=self.url,
            middleware=middleware,
            max_retries=0,
        )

    def answer(self, method: str, address: str, body: bytes, token: str) -> Answer:
        path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
        user = token.removeprefix("Bearer of-")
        with self.lock:
            self.requests += 1
            if path.endswith("/oauth/token"):
                return self._token(parse_qs(body.decode()))
            connection = user.removeprefix("user-")
            refused = self.refuse(path, connection)
            if refused is not None:
                return refused
            if method == "POST":
                return self._update(json.loads(body)["bankConnectionId"])
            if path.endswith("/accounts"):
                return 200, {"accounts": [_account(connection, self.account_status)]}, {}
            if path.endswith("/transactions"):
                found = _transactions(connection, int(query.get("page", ["1"])[0]))
                self.sent(found["transactions"])
                return 200, found, {}
            if path.endswith("/bankConnections"):
                return 200, {"connections": [self._connection(connection)]}, {}
            return 200, self._connection(path.rpartition("/")[2]), {}

    def _token(self, form: dict[str, list[str]]) -> Answer:
        user = form.get("username", ["client"])[0]
        refused = self.refuse("/oauth/token", user.removeprefix("user-"))
        if refused is not None:
            return refused
        self.tokens[user] += 1
        found = {"access_token": f"of-{user}", "token_type": "bearer", "expires_in": 3600}
        return 200, {**found, "refresh_token": f"again-{user}", "scope": "all"}, {}

    def _update(self, connection: int) -> Answer:
        known = str(connection)
        self.updates[known] += 1
        self.fetched[known] = self.fetched.get(known, 0) + 1
        self.busy[known] = self.polls_of_a_download + 1  # this answer is one
        return 200, self._connection(known), {}

    def _connection(self, connection: str) -> dict[str, Any]:
        left = self.busy.get(connection, 0)
        self.busy[connection] = max(left - 1, 0)
        count = self.fetched.get(connection, 0)
        moment = self.fetched_on + timedelta(seconds=count) if count else BEGIN
        result = "BANK_SERVER_REJECTION" if connection in self.failed else "OK"
        update = {"result": result, "timestamp": _time(moment)}
        interface: dict[str, Any] = {
            "bankingInterface": "XS2A",
            "loginCredentials": [],
            "properties": [],
            "twoStepProcedures": [],
            "lastManualUpdate": update,
            "userActionRequired": False,
        }
        return {
            "id": int(connection),
            "bankId": 1,
            "name": "Konto",
            "updateStatus": "IN_PROGRESS" if left else "READY",
            "categorizationStatus": "READY",
            "interfaces": [interface],
            "accountIds": [int(connection)],
            "bank": {"id": 1, "name": "Testbank", "blz": "28000100", "loginHint": ""},
        }


def user(number: int) -> str:
    return f"user-{number}"


def iban_of(connection: str) -> str:
    """
    The account of a connection.
    """
    return f"DE{int(connection):020d}"


async def secrets_of(name: str) -> UserCredentials:
    return UserCredentials(name, f"password-of-{name}")


def error(status: int, code: str = "UNEXPECTED_ERROR", **headers: str) -> Answer:
    """
    An error of the provider.
    """
    problem = {"code": code, "type": "TECHNICAL", "message": "no"}
    body = {"errors": [problem], "date": _time(BEGIN), "requestId": "r", "endpoint": "e"}
    return status, {**body, "authContext": "1/1", "bank": ""}, headers


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _account(connection: str, status: str) -> dict[str, Any]:
    return {
        "id": int(connection),
        "bankConnectionId": int(connection),
        "accountName": "Girokonto",
        "iban": iban_of(connection),
        "accountNumber": connection,
        "accountCurrency": "EUR",
        "accountType": "Checking",
        "balance": 10.00,
        "isNew": False,
        "accountHolderName": "Max",
        "interfaces": [
            {
                "bankingInterface": "XS2A",
                "status": status,
                "capabilities": [],
                "lastSuccessfulUpdate": _time(BEGIN),
                "lastUpdateAttempt": _time(BEGIN),
            }
        ],
    }


def _transactions(connection: str, page: int) -> dict[str, Any]:
    rows = [
        {
            "id": int(connection) * 100 + number,
            "accountId": int(connection),
            "valueDate": "2026-11-2" + str(number),
            "bankBookingDate": "2026-11-2" + str(number),
            "finapiBookingDate": "2026-11-2" + str(number),
            "amount": -1.25 * (number + 1),
            "currency": "EUR",
            "purpose": f"Einkauf {number}",
            "isPotentialDuplicate": False,
            "isAdjustingEntry": False,
            "isNew": False,
            "importDate": _time(BEGIN),
        }
        for number in range(ROWS)
    ]
    paging = {"page": page, "perPage": 500, "pageCount": 1, "totalCount": ROWS}
    sums = {"income": 0, "spending": 0, "balance": 0}
    return {**sums, "transactions": rows if page == 1 else [], "paging": paging}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512
    """As many connections may wait to be accepted, as many units are in work at once."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # of a worker that was killed
            super().handle_error(request, client_address)


def _handler(bank: FleetBank) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def _serve(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size)
            if len(body) < size:
                raise ConnectionError("the worker was killed while it sent this")
            token = self.headers.get("Authorization") or ""
            if address := self.headers.get("PSU-IP-Address"):
                bank.addresses.append(address)
            status, tree, headers = bank.answer(self.command, self.path, body, token)
            text = json.dumps(tree).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Type": "application/json"}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

    return Handler
