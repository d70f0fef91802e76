# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Typed client of BANKSapi BANKS/Connect.

BANKS/Connect fetches accounts, balances, transactions and depot positions of a user from banks
and other providers, and starts transfers and debits. It has three parts: Auth manages users and
tokens, Providers describes the connected banks, Customer holds what was fetched for a user.

Answers carry relations: names with an address where the next step of a business transaction is.
Follow them instead of building addresses, since new ones may appear at any time. Terms of
banking stay German, everything else is English. A bank may demand strong customer
authentication (SCA) at any point; what to do then stands in the relations.

Times are local (Europe/Berlin) and carry no zone. Fields without a value are left out. Unknown
fields and enum values must be tolerated, and are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from kontokit_banksapi import models as models
    from kontokit_banksapi import webhooks as webhooks
    from kontokit_banksapi.async_client import AsyncBanksapi as AsyncBanksapi
    from kontokit_banksapi.client import API as API
    from kontokit_banksapi.client import Banksapi as Banksapi
    from kontokit_banksapi.models import AuthenticationInfo as AuthenticationInfo
    from kontokit_banksapi.models import BalanceNotification as BalanceNotification
    from kontokit_banksapi.models import BalanceSource as BalanceSource
    from kontokit_banksapi.models import BankAccess as BankAccess
    from kontokit_banksapi.models import BankAccessIssues as BankAccessIssues
    from kontokit_banksapi.models import BankAccessStatus as BankAccessStatus
    from kontokit_banksapi.models import BankAccessType as BankAccessType
    from kontokit_banksapi.models import BankProductStatus as BankProductStatus
    from kontokit_banksapi.models import BookingStatus as BookingStatus
    from kontokit_banksapi.models import BulkDebit as BulkDebit
    from kontokit_banksapi.models import BulkDebitData as BulkDebitData
    from kontokit_banksapi.models import BulkDebitDataBankAccess as BulkDebitDataBankAccess
    from kontokit_banksapi.models import BulkDebitResult as BulkDebitResult
    from kontokit_banksapi.models import BulkTransfer as BulkTransfer
    from kontokit_banksapi.models import BulkTransferData as BulkTransferData
    from kontokit_banksapi.models import BulkTransferDataBankAccess as BulkTransferDataBankAccess
    from kontokit_banksapi.models import BulkTransferResult as BulkTransferResult
    from kontokit_banksapi.models import Categorization as Categorization
    from kontokit_banksapi.models import Challenge as Challenge
    from kontokit_banksapi.models import ChallengeContent as ChallengeContent
    from kontokit_banksapi.models import ChangeUserDetails as ChangeUserDetails
    from kontokit_banksapi.models import Consent as Consent
    from kontokit_banksapi.models import CreateBankAccess as CreateBankAccess
    from kontokit_banksapi.models import CreateBankAccessBuilder as CreateBankAccessBuilder
    from kontokit_banksapi.models import CreateBankAccessData as CreateBankAccessData
    from kontokit_banksapi.models import CreateBulkTransferLegacy as CreateBulkTransferLegacy
    from kontokit_banksapi.models import CreateTextTan as CreateTextTan
    from kontokit_banksapi.models import CreateToken as CreateToken
    from kontokit_banksapi.models import CreateTransfer as CreateTransfer
    from kontokit_banksapi.models import CreateUser as CreateUser
    from kontokit_banksapi.models import Credentials as Credentials
    from kontokit_banksapi.models import CurrencyBalance as CurrencyBalance
    from kontokit_banksapi.models import CurrencyBalanceInput as CurrencyBalanceInput
    from kontokit_banksapi.models import Customer as Customer
    from kontokit_banksapi.models import DebitBaseInfo as DebitBaseInfo
    from kontokit_banksapi.models import DebitDetails as DebitDetails
    from kontokit_banksapi.models import DebitDetailsInput as DebitDetailsInput
    from kontokit_banksapi.models import DebitSequenceType as DebitSequenceType
    from kontokit_banksapi.models import EbicsParameters as EbicsParameters
    from kontokit_banksapi.models import ErrorMessage as ErrorMessage
    from kontokit_banksapi.models import ErrorNotification as ErrorNotification
    from kontokit_banksapi.models import Field as Field
    from kontokit_banksapi.models import GrantType as GrantType
    from kontokit_banksapi.models import Interaction as Interaction
    from kontokit_banksapi.models import Investment as Investment
    from kontokit_banksapi.models import ListOfBankAccesses as ListOfBankAccesses
    from kontokit_banksapi.models import MaxTransactions as MaxTransactions
    from kontokit_banksapi.models import MediaClass as MediaClass
    from kontokit_banksapi.models import MediaClassEn as MediaClassEn
    from kontokit_banksapi.models import Message as Message
    from kontokit_banksapi.models import MessageCode as MessageCode
    from kontokit_banksapi.models import MessageLevel as MessageLevel
    from kontokit_banksapi.models import NotifiedTransaction as NotifiedTransaction
    from kontokit_banksapi.models import PaymentBaseInfo as PaymentBaseInfo
    from kontokit_banksapi.models import PaymentForm as PaymentForm
    from kontokit_banksapi.models import PaymentReference as PaymentReference
    from kontokit_banksapi.models import Product as Product
    from kontokit_banksapi.models import ProductCategories as ProductCategories
    from kontokit_banksapi.models import ProductCategory as ProductCategory
    from kontokit_banksapi.models import Provider as Provider
    from kontokit_banksapi.models import ProviderCapability as ProviderCapability
    from kontokit_banksapi.models import ProviderCoreData as ProviderCoreData
    from kontokit_banksapi.models import ProviderJobStatistics as ProviderJobStatistics
    from kontokit_banksapi.models import Relation as Relation
    from kontokit_banksapi.models import RelationInput as RelationInput
    from kontokit_banksapi.models import RevokeToken as RevokeToken
    from kontokit_banksapi.models import ScaInteraction as ScaInteraction
    from kontokit_banksapi.models import SecurityProcedure as SecurityProcedure
    from kontokit_banksapi.models import SecurityProcedureEn as SecurityProcedureEn
    from kontokit_banksapi.models import SimpleProduct as SimpleProduct
    from kontokit_banksapi.models import SingleDebit as SingleDebit
    from kontokit_banksapi.models import SingleDebitData as SingleDebitData
    from kontokit_banksapi.models import SingleDebitDataBankAccess as SingleDebitDataBankAccess
    from kontokit_banksapi.models import SingleDebitResult as SingleDebitResult
    from kontokit_banksapi.models import SingleTransfer as SingleTransfer
    from kontokit_banksapi.models import SingleTransferData as SingleTransferData
    from kontokit_banksapi.models import (
        SingleTransferDataBankAccess as SingleTransferDataBankAccess,
    )
    from kontokit_banksapi.models import SingleTransferResult as SingleTransferResult
    from kontokit_banksapi.models import SubmitScaData as SubmitScaData
    from kontokit_banksapi.models import Tag as Tag
    from kontokit_banksapi.models import TaggedEntity as TaggedEntity
    from kontokit_banksapi.models import TaggedEntityInput as TaggedEntityInput
    from kontokit_banksapi.models import TagInstance as TagInstance
    from kontokit_banksapi.models import TagInstanceInput as TagInstanceInput
    from kontokit_banksapi.models import TagTree as TagTree
    from kontokit_banksapi.models import TagTreeInput as TagTreeInput
    from kontokit_banksapi.models import TagTreeItem as TagTreeItem
    from kontokit_banksapi.models import TagTreeItemInput as TagTreeItemInput
    from kontokit_banksapi.models import TanMedium as TanMedium
    from kontokit_banksapi.models import TanMediumEn as TanMediumEn
    from kontokit_banksapi.models import Tenant as Tenant
    from kontokit_banksapi.models import Token as Token
    from kontokit_banksapi.models import TradingUnit as TradingUnit
    from kontokit_banksapi.models import Transaction as Transaction
    from kontokit_banksapi.models import TransactionCategory as TransactionCategory
    from kontokit_banksapi.models import TransactionData as TransactionData
    from kontokit_banksapi.models import TransactionDetails as TransactionDetails
    from kontokit_banksapi.models import TransactionIdentifier as TransactionIdentifier
    from kontokit_banksapi.models import TransactionIdentifierInput as TransactionIdentifierInput
    from kontokit_banksapi.models import TransactionNotification as TransactionNotification
    from kontokit_banksapi.models import TransactionTag as TransactionTag
    from kontokit_banksapi.models import TransferDetails as TransferDetails
    from kontokit_banksapi.models import TransferDetailsInput as TransferDetailsInput
    from kontokit_banksapi.models import TransferInteraction as TransferInteraction
    from kontokit_banksapi.models import UeberweisungDetails as UeberweisungDetails
    from kontokit_banksapi.models import UeberweisungDetailsInput as UeberweisungDetailsInput
    from kontokit_banksapi.models import User as User
    from kontokit_banksapi.models import UserReferenceType as UserReferenceType
    from kontokit_banksapi.models import WrappedTag as WrappedTag
    from kontokit_banksapi.models import WrappedTags as WrappedTags

__all__ = [
    "API",
    "AsyncBanksapi",
    "Banksapi",
    "models",
    "webhooks",
    "GrantType",
    "CreateToken",
    "RevokeToken",
    "Token",
    "Tenant",
    "CreateUser",
    "ChangeUserDetails",
    "User",
    "UserReferenceType",
    "ProviderCapability",
    "Field",
    "ProviderCoreData",
    "ProviderJobStatistics",
    "EbicsParameters",
    "Relation",
    "RelationInput",
    "ProductCategory",
    "MessageLevel",
    "MessageCode",
    "ErrorMessage",
    "BankAccessType",
    "BankAccessStatus",
    "BankProductStatus",
    "Credentials",
    "MaxTransactions",
    "CurrencyBalance",
    "CurrencyBalanceInput",
    "BalanceSource",
    "SecurityProcedure",
    "MediaClass",
    "TransactionIdentifier",
    "TransactionIdentifierInput",
    "BookingStatus",
    "TransactionTag",
    "TransactionCategory",
    "TaggedEntity",
    "TaggedEntityInput",
    "TagTree",
    "TagTreeInput",
    "Categorization",
    "Tag",
    "TradingUnit",
    "NotifiedTransaction",
    "BalanceNotification",
    "ErrorNotification",
    "SubmitScaData",
    "SecurityProcedureEn",
    "MediaClassEn",
    "ChallengeContent",
    "PaymentBaseInfo",
    "TransferDetails",
    "TransferDetailsInput",
    "SingleTransferData",
    "BulkTransferData",
    "SingleTransferDataBankAccess",
    "BulkTransferDataBankAccess",
    "SingleTransfer",
    "BulkTransfer",
    "PaymentReference",
    "DebitSequenceType",
    "DebitBaseInfo",
    "DebitDetails",
    "DebitDetailsInput",
    "SingleDebitData",
    "BulkDebitData",
    "SingleDebitDataBankAccess",
    "BulkDebitDataBankAccess",
    "SingleDebit",
    "BulkDebit",
    "UeberweisungDetails",
    "UeberweisungDetailsInput",
    "CreateTransfer",
    "CreateBulkTransferLegacy",
    "CreateTextTan",
    "AuthenticationInfo",
    "ProductCategories",
    "Message",
    "CreateBankAccessData",
    "SimpleProduct",
    "Product",
    "TanMedium",
    "TagTreeItem",
    "TagTreeItemInput",
    "WrappedTag",
    "Investment",
    "CreateBankAccessBuilder",
    "TransactionNotification",
    "TanMediumEn",
    "Challenge",
    "ScaInteraction",
    "PaymentForm",
    "SingleTransferResult",
    "BulkTransferResult",
    "SingleDebitResult",
    "BulkDebitResult",
    "TransferInteraction",
    "Interaction",
    "Provider",
    "BankAccess",
    "BankAccessIssues",
    "CreateBankAccess",
    "TagInstance",
    "TagInstanceInput",
    "WrappedTags",
    "Consent",
    "ListOfBankAccesses",
    "TransactionData",
    "TransactionDetails",
    "Transaction",
    "Customer",
]

_MODULES = {"models", "webhooks"}
_CLIENTS = {"API": "client", "Banksapi": "client", "AsyncBanksapi": "async_client"}

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            return import_module("importlib.metadata").version("kontokit-banksapi")
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
