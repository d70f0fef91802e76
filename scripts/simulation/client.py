"""
A client of finAPI Access whose calls are answered by the simulation: nothing is encoded, sent or
decoded.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from kontokit import (
    AttemptInfo,
    CallInfo,
    CallOutcome,
    DecodeError,
    RateLimitError,
    RowPage,
    ServiceUnavailableError,
    StatusError,
    UserCredentials,
)
from kontokit.core.http_response import HttpResponse
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_finapi_access.models import (
    Account,
    AccountInterface,
    AccountStatus,
    Bank,
    BankConnection,
    BankConnectionInterface,
    BankConnectionUpdateStatus,
    BankingInterface,
    CategorizationStatus,
    Transaction,
    UpdateResult,
    UpdateResultStatus,
)
from kontokit_fleet import RateLimit

from .provider import Provider
from .virtual_time import BEGIN
from .worker import Life

_REPEATS: Final = (0.5, 1.0)
"""After which pauses the real client repeats what only reads."""
_DAY: Final = date(2040, 11, 27)
_INTERFACE: Final = BankConnectionInterface(
    banking_interface=BankingInterface.XS2A,
    login_credentials=[],
    two_step_procedures=[],
    user_action_required=False,
)
_CONNECTION: Final = BankConnection(
    account_ids=[],
    bank=Bank(id=1),
    categorization_status=CategorizationStatus.READY,
    id=0,
    interfaces=[],
    update_status=BankConnectionUpdateStatus.READY,
)
_IN_ACCOUNT: Final = AccountInterface(
    banking_interface=BankingInterface.XS2A, status=AccountStatus.UPDATED
)
_ROW: Final = Transaction(
    account_id=0,
    amount=Decimal("-1.25"),
    bank_booking_date=_DAY,
    finapi_booking_date=_DAY,
    id=1,
    purpose="Einkauf",
)


_ATTEMPT: Final = AttemptInfo(
    call=CallInfo(
        operation="any",
        method="GET",
        route=None,
        server_address="provider.invalid",
        server_port=443,
        correlation_id="",
        reaches_bank=False,
    ),
    attempt=1,
    header_names=(),
)
"""The limiter looks at none of it."""


class SimulatedClient(AsyncFinapiAccess):
    """
    Has the groups and the methods of the real client; what they would send goes to the simulation.
    """

    def __init__(self, provider: Provider, limit: RateLimit, life: Life, user: int = 0) -> None:
        self._provider = provider
        self._limit = limit
        self._life = life
        self._user = user
        self._rows: dict[str, Callable[[], Any]] = {
            "getAllBankConnections": self._connection,
            "getAndSearchAllAccounts": self._account,
            "getAndSearchAllTransactions": self._row,
        }

    def as_user(self, user: Any, password: Any = None, *, end_user: Any = None) -> Any:
        """
        A client for a user, whose token all workers share.
        """
        del password, end_user
        assert isinstance(user, UserCredentials)  # noqa: S101  # for type checkers
        return SimulatedClient(self._provider, self._limit, self._life, int(user.username))

    async def call(
        self, operation: Any, args: Mapping[str, object] | None = None, *more: Any, **options: Any
    ) -> Any:
        """
        Read the connection, or have its bank asked.
        """
        del args, more, options
        await self._ask(operation.id)
        return self._connection()

    def list(self, operation: Any, *args: Any, **options: Any) -> Any:
        """
        List the account, or its transactions.
        """
        del args, options
        return _Listing(self, operation.id)

    async def read_list(self, operation: str) -> RowPage[Any]:
        """
        Read the only page of a list.
        """
        await self._ask(operation)
        if self._provider.people.kind(self._user) == "broken":
            http = HttpResponse(status_code=200)
            raise DecodeError(
                "a row is not as documented", http, path="$", operation=operation, request_id=None
            )
        return RowPage([self._rows[operation]()], 1)

    async def _ask(self, operation: str) -> None:
        if self._provider.token_ends[self._user] <= self._provider.loop.time():
            await self._attempt("getToken")
        for pause in _REPEATS if operation != "updateBankConnection" else ():
            with suppress(RateLimitError, ServiceUnavailableError):
                return await self._attempt(operation)
            await asyncio.sleep(pause)
        return await self._attempt(operation)

    async def _attempt(self, operation: str) -> None:
        await self._limit.before_attempt(_ATTEMPT)
        self._life.check()
        status = 200
        try:
            await self._provider.send(operation, self._user)
        except StatusError as error:
            status = error.status_code
            raise
        finally:
            await self._limit.after_attempt(_ATTEMPT, _outcome(status))

    def _connection(self) -> BankConnection:
        provider, user = self._provider, self._user
        is_busy = provider.is_busy(user)
        newest: UpdateResult | None = None
        if provider.fetched[user] and not is_busy:
            result = UpdateResultStatus.INTERNAL_SERVER_ERROR
            if not provider.failed[user]:
                result = UpdateResultStatus.OK
            moment = BEGIN + timedelta(seconds=provider.fetched[user])
            newest = UpdateResult(result=result, timestamp=moment)
        status = BankConnectionUpdateStatus.READY
        if is_busy:
            status = BankConnectionUpdateStatus.IN_PROGRESS
        interface = replace(_INTERFACE, last_manual_update=newest)
        return replace(_CONNECTION, id=user, interfaces=[interface], update_status=status)

    def _account(self) -> Account:
        return Account(id=self._user, bank_connection_id=self._user, interfaces=[_IN_ACCOUNT])

    def _row(self) -> Transaction:
        return replace(_ROW, account_id=self._user)

    def __repr__(self) -> str:
        return f"SimulatedClient({self._user})"


class _Listing:
    def __init__(self, client: SimulatedClient, operation: str) -> None:
        self._client = client
        self._operation = operation

    async def row_pages(self) -> AsyncGenerator[RowPage[Any], None]:
        """
        The only page.
        """
        yield await self._client.read_list(self._operation)


def _outcome(status: int) -> CallOutcome:
    return CallOutcome(
        status=status, error=None, code=None, request_id=None, seconds=0.0, attempts=1
    )
