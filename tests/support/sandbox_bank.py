"""
Clients of the sandbox that sign in, a clock that tests set, and transports that count responses.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kontokit import (
    AsyncClient,
    AsyncHttpTransport,
    ClientCredentials,
    HttpTransport,
    SyncClient,
    Timeouts,
    UserCredentials,
)
from kontokit.core.clock import Moment
from kontokit.http import HttpRequest, HttpResponse
from kontokit.operations import Api, Operation
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_banksapi.client import API as BANKSAPI
from kontokit_banksapi.operations.bank_accesses import GET_BANK_ACCESSES
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from kontokit_finapi_access.client import API as FINAPI
from kontokit_finapi_access.operations.users import GET_AUTHORIZED_USER
from kontokit_sandbox import Sandbox

PATIENT = Timeouts(pool=300.0)
"""A thousand callers wait for a hundred connections."""


class ManualClock:
    """
    A clock that stands still until a test lets time pass, and that may go wrong.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime.now(UTC)
        self.passed = 0.0
        self.wrong = timedelta()

    def now(self) -> Moment:
        time = self._start + timedelta(seconds=self.passed) + self.wrong
        return Moment(time=time, steady=1000.0 + self.passed)


class CountingTransport:
    """
    A transport that counts what comes back.
    """

    def __init__(self) -> None:
        self._inner = HttpTransport()
        self.answers: list[tuple[str, int]] = []

    def send(self, request: HttpRequest) -> HttpResponse:
        response = self._inner.send(request)
        self.answers.append((request.operation, response.status_code))
        return response

    def close(self) -> None:
        self._inner.close()

    def count(self, status: int) -> int:
        return sum(found == status for _, found in self.answers)


class AsyncCountingTransport:
    """
    The twin of :class:`CountingTransport` with ``await``.
    """

    def __init__(self) -> None:
        self._inner = AsyncHttpTransport()
        self.answers: list[tuple[str, int]] = []

    async def send(self, request: HttpRequest) -> HttpResponse:
        response = await self._inner.send(request)
        self.answers.append((request.operation, response.status_code))
        return response

    async def close(self) -> None:
        await self._inner.close()


class SandboxBank:
    """
    One API of the sandbox as tests use it: clients that sign in, and a call that needs a user.
    """

    api: Api
    operation: Operation[Any]

    def __init__(self, sandbox: Sandbox, name: Any) -> None:
        self.sandbox = sandbox
        self.name = name
        self.url = sandbox.url(name)
        known = sandbox.credentials
        if name == "banksapi":
            pair = known.banksapi_client, known.banksapi_client_secret
            self.api, self.operation = BANKSAPI, GET_BANK_ACCESSES
            self._kinds: tuple[Any, Any] = (Banksapi, AsyncBanksapi)
        else:
            pair = known.finapi_client, known.finapi_client_secret
            self.api, self.operation = FINAPI, GET_AUTHORIZED_USER
            self._kinds = (FinapiAccess, AsyncFinapiAccess)
        self.credentials = ClientCredentials(*pair)

    def client(self, **settings: Any) -> Any:
        kind = SyncClient if "clock" in settings else self._kinds[0]
        return self._made(kind, settings)

    def async_client(self, **settings: Any) -> Any:
        kind = AsyncClient if "clock" in settings else self._kinds[1]
        return self._made(kind, settings)

    def _made(self, kind: Any, settings: dict[str, Any]) -> Any:
        settings = {"base_url": self.url, "timeout": PATIENT, **settings}
        if kind in (SyncClient, AsyncClient):  # these take a clock; the generated ones do not
            return kind(self.api, {"clientCredentials": self.credentials}, **settings)
        return kind(client_credentials=self.credentials, **settings)

    def new_user(self) -> UserCredentials:
        """
        Create a user, who has not signed in yet.
        """
        with self.client() as client:
            credentials: UserCredentials = client.create_user().credentials
            return credentials

    def read(self, client: Any) -> Any:
        """
        Call something that needs the user's token; to be awaited with an async client.
        """
        return client.call(self.operation)

    def end_tokens(self) -> None:
        """
        Let all access tokens end at the provider, where no clock of ours sees it.
        """
        self.sandbox.advance(timedelta(hours=25 if self.name == "banksapi" else 2))

    @property
    def token_requests(self) -> int:
        count: int = self.sandbox.token_requests(self.name)
        return count
