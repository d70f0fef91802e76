# Made from specs/bankimport by `python -m kontokit_generator build bankimport`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Typed client of Bankimport.

Bankimport keeps HBCI logins, fetches the transactions of the accounts behind them on a
schedule, and hands them out over this API. Everything belongs to the one customer whose access
token is sent; there are no users below it.

Answers are JSON. If the path ends in `.xml`, the same data comes as XML; its elements are not
documented. Transactions can only be read.

The provider's page is fragmentary: it shows one list of accounts and one import order, and
neither a transaction nor an error. What was concluded instead is listed in SOURCES.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from kontokit_bankimport import models as models
    from kontokit_bankimport import webhooks as webhooks
    from kontokit_bankimport.async_client import AsyncBankimport as AsyncBankimport
    from kontokit_bankimport.client import API as API
    from kontokit_bankimport.client import Bankimport as Bankimport
    from kontokit_bankimport.models import AccessType as AccessType
    from kontokit_bankimport.models import BankAccount as BankAccount
    from kontokit_bankimport.models import BankAccountAnswer as BankAccountAnswer
    from kontokit_bankimport.models import BankAccountList as BankAccountList
    from kontokit_bankimport.models import HbciLogin as HbciLogin
    from kontokit_bankimport.models import Import as Import
    from kontokit_bankimport.models import ImportAnswer as ImportAnswer
    from kontokit_bankimport.models import PushNotification as PushNotification
    from kontokit_bankimport.models import Transaction as Transaction
    from kontokit_bankimport.models import TransactionOrder as TransactionOrder
    from kontokit_bankimport.models import TransactionPage as TransactionPage
    from kontokit_bankimport.models import TransactionStatus as TransactionStatus
    from kontokit_bankimport.models import TransactionStatusFilter as TransactionStatusFilter

__all__ = [
    "API",
    "AsyncBankimport",
    "Bankimport",
    "models",
    "webhooks",
    "HbciLogin",
    "AccessType",
    "Import",
    "TransactionStatus",
    "TransactionStatusFilter",
    "TransactionOrder",
    "PushNotification",
    "BankAccount",
    "BankAccountAnswer",
    "ImportAnswer",
    "Transaction",
    "BankAccountList",
    "TransactionPage",
]

_MODULES = {"models", "webhooks"}
_CLIENTS = {"API": "client", "Bankimport": "client", "AsyncBankimport": "async_client"}

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            return import_module("importlib.metadata").version("kontokit-bankimport")
        # Importing the package costs little: models and operations are loaded when first used.
        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        if name in _CLIENTS:
            return getattr(import_module(f"{__name__}.{_CLIENTS[name]}"), name)
        if name in __all__:
            return getattr(import_module(f"{__name__}.models"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
