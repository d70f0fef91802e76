"""
Accounts, balances and transactions of German banking APIs in one shape.

``reading(client)`` reads with any client whose package has a module ``banking``; ``async_reading``
is its twin. Every value has the provider's own object in ``raw``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .account import Account as Account
from .account import AccountKind as AccountKind
from .account import Balance as Balance
from .account import BalanceKind as BalanceKind
from .account import Connection as Connection
from .account import ConnectionState as ConnectionState
from .changes import AccountRenumbered as AccountRenumbered
from .changes import AccountSync as AccountSync
from .changes import Changed as Changed
from .changes import ChangeReason as ChangeReason
from .changes import Changes as Changes
from .changes import Maybe as Maybe
from .changes import RemovalReason as RemovalReason
from .changes import Removed as Removed
from .driver import Progress as Progress
from .errors import AccountMissingError as AccountMissingError
from .errors import BankingError as BankingError
from .errors import CursorMismatchError as CursorMismatchError
from .errors import ImplausibleChangeError as ImplausibleChangeError
from .errors import NoBankingAdapterError as NoBankingAdapterError
from .errors import UnorderedRowsError as UnorderedRowsError
from .errors import UnreadableRowError as UnreadableRowError
from .keys import transaction_key as transaction_key
from .reading import AsyncBank as AsyncBank
from .reading import Bank as Bank
from .reading import Transactions as Transactions
from .reading import async_reading as async_reading
from .reading import reading as reading
from .remittance import parse_remittance as parse_remittance
from .transaction import BookingStatus as BookingStatus
from .transaction import Origin as Origin
from .transaction import Party as Party
from .transaction import Remittance as Remittance
from .transaction import Row as Row
from .transaction import Transaction as Transaction
from .transaction import Unreadable as Unreadable
from .values import Money as Money

if TYPE_CHECKING:
    __version__: str
else:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> str:
        if name == "__version__":
            # Looking it up reads the disk, so only for those who ask.
            from importlib.metadata import version

            return version("kontokit-banking")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
