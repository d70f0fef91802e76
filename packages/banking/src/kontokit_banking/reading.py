"""
Read accounts, balances and transactions with any client.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast, overload

from msgspec import Struct

from kontokit import AsyncClient, KontokitError, SyncClient

from . import steps
from .account import Account, Balance, Connection
from .adapter import Adapter, Window
from .changes import AccountSync, Changes
from .driver import Report, run, run_async, run_pages, run_pages_async
from .errors import NoBankingAdapterError
from .fields import identifier
from .sync import DEFAULT_OVERLAP, SyncOptions, listed_sync_steps, sync_steps
from .sync_all import plan_sync_all
from .transaction import Transaction, Unreadable
from .transaction_pages import transaction_pages

ConnectionT = TypeVar("ConnectionT")
AccountT = TypeVar("AccountT")
BalanceT = TypeVar("BalanceT")
TransactionT = TypeVar("TransactionT")
AnyAdapter: TypeAlias = Adapter[Any, Any, Any, Any]
OnUnreadable: TypeAlias = Literal["raise", "collect"]


class Transactions(Struct, Generic[TransactionT], frozen=True):
    """
    The transactions of an account, oldest first, and the rows that are none.
    """

    rows: tuple[Transaction[TransactionT], ...]
    unreadable: tuple[Unreadable[TransactionT], ...] = ()
    """Rows without an amount or a day; empty unless they are collected."""

    def __iter__(self) -> Iterator[Transaction[TransactionT]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"Transactions({len(self.rows)} rows, {len(self.unreadable)} unreadable)"


class _Base(Generic[ConnectionT, AccountT, BalanceT, TransactionT]):
    _adapter: Adapter[ConnectionT, AccountT, BalanceT, TransactionT]

    def balances(self, account: Account[AccountT]) -> list[Balance[BalanceT]]:
        """
        Give the balances of an account, as they were when it was read. Nothing is sent.
        """
        return self._adapter.to_balances(account)

    def hint(self, event: object) -> tuple[str, ...] | None:
        """
        Tell which accounts a notification is about, to sync them first. Nothing is sent.

        A notification may be lost, repeated or forged: it says where to look, and nothing more.

        Args:
            event: A notification from the module ``webhooks`` of the client's package.

        Returns:
            The ids of accounts, each once; where ids repeat, those of several accounts may fit.
            None if it does not say which accounts: look at all of them.
        """
        read = self._adapter.named_accounts
        found = [identifier(one) for one in read(event)] if read else []
        named = dict.fromkeys(one for one in found if one)
        return tuple(named) if named and None not in found else None

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Bank(_Base[ConnectionT, AccountT, BalanceT, TransactionT]):
    """
    Reads what the provider has stored. It never has the provider ask the bank.
    """

    def __init__(
        self,
        client: SyncClient,
        adapter: Adapter[ConnectionT, AccountT, BalanceT, TransactionT],
        progress: Report | None = None,
    ) -> None:
        """
        Set it up; ``reading`` does it for you.
        """
        self._client = client
        self._adapter = adapter
        self._progress = progress

    def connections(self) -> list[Connection[ConnectionT]]:
        """
        List the connections to banks; none where the API has no such thing.

        Raises:
            KontokitError: Whatever a call raises.
        """
        return run(self._client, steps.connections(self._adapter), self._progress)

    def accounts(self) -> list[Account[AccountT]]:
        """
        List the accounts.

        Raises:
            KontokitError: Whatever a call raises.
        """
        return run(self._client, steps.accounts(self._adapter), self._progress)

    def transactions(
        self,
        account: Account[AccountT],
        since: date | None = None,
        *,
        until: date | None = None,
        unreadable: OnUnreadable = "raise",
    ) -> Transactions[TransactionT]:
        """
        Read the booked transactions of whole days, oldest first.

        Args:
            account: An account from ``accounts``. Depots, insurances and memberships have none.
            since: The first booking day; None for all there is.
            until: The last booking day; None for all there is.
            unreadable: What becomes of rows without an amount or a day.

        Raises:
            UnreadableRowError: There is such a row, and it is not collected.
            KontokitError: Whatever a call raises.
        """
        window = Window(start=since, end=until)
        asked = steps.transactions(self._adapter, account, window)
        read = run(self._client, asked, self._progress)
        return _booked(read, unreadable)

    def transaction_pages(
        self,
        account: Account[AccountT],
        since: date | None = None,
        *,
        until: date | None = None,
        newest_first: bool = False,
        unreadable: OnUnreadable = "raise",
    ) -> Iterator[Transactions[TransactionT]]:
        """
        Read the booked transactions a few days at a time, so that memory does not grow with their
        number.

        Each day comes whole, as it was when it was read, and once. Their keys are those of
        ``transactions``, and so is the order within a day.

        Args:
            account: As in ``transactions``.
            since: As in ``transactions``.
            until: As in ``transactions``.
            newest_first: Begin with the newest day.
            unreadable: As in ``transactions``.

        Returns:
            The transactions of one or more days, and the rows that are none; no empty ones.

        Raises:
            UnreadableRowError: There is such a row, and it is not collected.
            UnorderedRowsError: The provider does not keep to the order of days.
            KontokitError: Whatever a call raises.
        """
        window = Window(start=since, end=until)
        asked = transaction_pages(self._adapter, account, window, newest_first=newest_first)
        for read in run_pages(self._client, asked, self._progress):
            if read.booked or read.unreadable:
                yield _booked(read, unreadable)

    def pending(
        self, account: Account[AccountT], *, unreadable: OnUnreadable = "raise"
    ) -> Transactions[TransactionT]:
        """
        Read the transactions that are not booked yet; none where the API does not tell them.

        Raises:
            UnreadableRowError: A row has no amount, and it is not collected.
            KontokitError: Whatever a call raises.
        """
        read = run(self._client, steps.pending(self._adapter, account), self._progress)
        return _pending(read, unreadable)

    def sync(
        self,
        account: Account[AccountT],
        since: str | None = None,
        *,
        overlap: int = DEFAULT_OVERLAP,
        accept: bool = False,
        unreadable: OnUnreadable = "raise",
    ) -> Changes[TransactionT]:
        """
        Read what has changed since a cursor.

        In one database transaction: delete the transactions with the keys in ``removed`` and
        the ``before_key`` in ``changed``, store those in ``added`` and ``changed`` by their keys,
        and store the cursor.

        Args:
            account: An account from ``accounts``.
            since: The cursor of the last call for the account; None for everything there is.
            overlap: How many days before the newest booking are compared next time, 14 at least.
            accept: Report removals however many they are.
            unreadable: What becomes of rows without an amount or a day.

        Raises:
            CursorMismatchError: The cursor is damaged or of another account.
            ImplausibleChangeError: More than half of the known transactions are gone.
            AccountMissingError: The provider does not list the account any more.
            UnreadableRowError: There is such a row, and it is not collected.
            ArgumentError: ``overlap`` is less than 14.
            KontokitError: Whatever a call raises.
        """
        options = SyncOptions(overlap=overlap, accept=accept, collect=unreadable == "collect")
        asked = sync_steps(self._adapter, account, since, options)
        return run(self._client, asked, self._progress)

    def sync_all(
        self,
        since: Mapping[str, str] | None = None,
        *,
        overlap: int = DEFAULT_OVERLAP,
        accept: bool = False,
        unreadable: OnUnreadable = "raise",
    ) -> Iterator[AccountSync[AccountT, TransactionT]]:
        """
        Sync each account, one after another as you take them. What goes wrong with one does not
        stop the others.

        Args:
            since: The cursor of each account under its key. An account without one gives all it
                has; one that has a cursor and is not listed any more is reported at the end.
            overlap: As in ``sync``.
            accept: As in ``sync``.
            unreadable: As in ``sync``.

        Raises:
            ArgumentError: ``overlap`` is less than 14.
            KontokitError: Whatever listing the accounts raises.
        """
        options = SyncOptions(overlap=overlap, accept=accept, collect=unreadable == "collect")
        plan = plan_sync_all(self.accounts(), since or {})
        for account, cursor in plan.accounts:
            changes = error = None
            try:
                asked = listed_sync_steps(self._adapter, account, cursor, options)
                changes = run(self._client, asked, self._progress)
            except KontokitError as raised:
                error = raised
            yield AccountSync(
                account_key=account.key, account=account, changes=changes, error=error
            )
        yield from plan.missing


class AsyncBank(_Base[ConnectionT, AccountT, BalanceT, TransactionT]):
    """
    The twin of ``Bank`` for asyncio.
    """

    def __init__(
        self,
        client: AsyncClient,
        adapter: Adapter[ConnectionT, AccountT, BalanceT, TransactionT],
        progress: Report | None = None,
    ) -> None:
        """
        Set it up; ``async_reading`` does it for you.
        """
        self._client = client
        self._adapter = adapter
        self._progress = progress

    async def connections(self) -> list[Connection[ConnectionT]]:
        """
        List the connections to banks. See :meth:`Bank.connections`.
        """
        return await run_async(self._client, steps.connections(self._adapter), self._progress)

    async def accounts(self) -> list[Account[AccountT]]:
        """
        List the accounts. See :meth:`Bank.accounts`.
        """
        return await run_async(self._client, steps.accounts(self._adapter), self._progress)

    async def transactions(
        self,
        account: Account[AccountT],
        since: date | None = None,
        *,
        until: date | None = None,
        unreadable: OnUnreadable = "raise",
    ) -> Transactions[TransactionT]:
        """
        Read the booked transactions of whole days. See :meth:`Bank.transactions`.
        """
        window = Window(start=since, end=until)
        asked = steps.transactions(self._adapter, account, window)
        read = await run_async(self._client, asked, self._progress)
        return _booked(read, unreadable)

    async def transaction_pages(
        self,
        account: Account[AccountT],
        since: date | None = None,
        *,
        until: date | None = None,
        newest_first: bool = False,
        unreadable: OnUnreadable = "raise",
    ) -> AsyncIterator[Transactions[TransactionT]]:
        """
        Read the booked transactions a few days at a time. See :meth:`Bank.transaction_pages`.
        """
        window = Window(start=since, end=until)
        asked = transaction_pages(self._adapter, account, window, newest_first=newest_first)
        async with aclosing(run_pages_async(self._client, asked, self._progress)) as pages:
            async for read in pages:
                if read.booked or read.unreadable:
                    yield _booked(read, unreadable)

    async def pending(
        self, account: Account[AccountT], *, unreadable: OnUnreadable = "raise"
    ) -> Transactions[TransactionT]:
        """
        Read the transactions that are not booked yet. See :meth:`Bank.pending`.
        """
        asked = steps.pending(self._adapter, account)
        read = await run_async(self._client, asked, self._progress)
        return _pending(read, unreadable)

    async def sync(
        self,
        account: Account[AccountT],
        since: str | None = None,
        *,
        overlap: int = DEFAULT_OVERLAP,
        accept: bool = False,
        unreadable: OnUnreadable = "raise",
    ) -> Changes[TransactionT]:
        """
        Read what has changed since a cursor. See :meth:`Bank.sync`.
        """
        options = SyncOptions(overlap=overlap, accept=accept, collect=unreadable == "collect")
        asked = sync_steps(self._adapter, account, since, options)
        return await run_async(self._client, asked, self._progress)

    async def sync_all(
        self,
        since: Mapping[str, str] | None = None,
        *,
        overlap: int = DEFAULT_OVERLAP,
        accept: bool = False,
        unreadable: OnUnreadable = "raise",
    ) -> AsyncIterator[AccountSync[AccountT, TransactionT]]:
        """
        Sync each account, one after another. See :meth:`Bank.sync_all`.
        """
        options = SyncOptions(overlap=overlap, accept=accept, collect=unreadable == "collect")
        plan = plan_sync_all(await self.accounts(), since or {})
        for account, cursor in plan.accounts:
            changes = error = None
            try:
                asked = listed_sync_steps(self._adapter, account, cursor, options)
                changes = await run_async(self._client, asked, self._progress)
            except KontokitError as raised:
                error = raised
            yield AccountSync(
                account_key=account.key, account=account, changes=changes, error=error
            )
        for missing in plan.missing:
            yield missing


@overload
def reading(client: SyncClient, *, progress: Report | None = None) -> Bank[Any, Any, Any, Any]: ...


@overload
def reading(
    client: SyncClient,
    adapter: Adapter[ConnectionT, AccountT, BalanceT, TransactionT],
    *,
    progress: Report | None = None,
) -> Bank[ConnectionT, AccountT, BalanceT, TransactionT]: ...


def reading(
    client: SyncClient, adapter: AnyAdapter | None = None, *, progress: Report | None = None
) -> Bank[Any, Any, Any, Any]:
    """
    Read with a client of any API.

    Args:
        client: A client, of a user where the API has users.
        adapter: ``BANKING`` of the module ``banking`` of the client's package: with it, the
            provider's objects in ``raw`` are typed.
        progress: Is told after each page of transactions how far their list has been read.

    Raises:
        NoBankingAdapterError: The API has no accounts.
    """
    return Bank(client, adapter or find_adapter(client), progress)


@overload
def async_reading(
    client: AsyncClient, *, progress: Report | None = None
) -> AsyncBank[Any, Any, Any, Any]: ...


@overload
def async_reading(
    client: AsyncClient,
    adapter: Adapter[ConnectionT, AccountT, BalanceT, TransactionT],
    *,
    progress: Report | None = None,
) -> AsyncBank[ConnectionT, AccountT, BalanceT, TransactionT]: ...


def async_reading(
    client: AsyncClient, adapter: AnyAdapter | None = None, *, progress: Report | None = None
) -> AsyncBank[Any, Any, Any, Any]:
    """
    Read with an async client of any API. See ``reading``.
    """
    return AsyncBank(client, adapter or find_adapter(client), progress)


def find_adapter(client: SyncClient | AsyncClient) -> AnyAdapter:
    """
    Find what the package of a client says of its API.

    Raises:
        NoBankingAdapterError: It has no module ``banking``.
    """
    names = [kind.__module__.partition(".")[0] for kind in type(client).__mro__]
    packages = tuple(one for one in dict.fromkeys(names) if one not in ("kontokit", "builtins"))
    found = _adapter_in(packages)
    if found is None:
        raise NoBankingAdapterError(
            f"{type(client).__name__} has no accounts to read: its package has no module banking"
        )
    return found


@lru_cache(maxsize=64)  # a module that is not there is looked for on the disk each time
def _adapter_in(packages: tuple[str, ...]) -> AnyAdapter | None:
    for package in packages:
        try:
            return cast("AnyAdapter", import_module(f"{package}.banking").BANKING)
        except ModuleNotFoundError as error:
            # A class of the caller's own may stand before that of the package.
            if error.name not in (package, f"{package}.banking"):
                raise
    return None


def _booked(read: steps.Read, unreadable: OnUnreadable) -> Transactions[Any]:
    checked = steps.checked(read, collect=unreadable == "collect")
    return Transactions(checked.booked, checked.unreadable)


def _pending(read: steps.Read, unreadable: OnUnreadable) -> Transactions[Any]:
    checked = steps.checked(read, collect=unreadable == "collect")
    return Transactions(checked.pending, checked.unreadable)
