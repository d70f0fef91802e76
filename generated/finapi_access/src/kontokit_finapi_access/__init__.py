# Made from specs/finapi_access by `python -m kontokit_generator build finapi_access`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Typed client of finAPI Access.

finAPI Access connects the bank accounts of your users: it imports bank connections over FinTS,
XS2A or the bank's website, downloads accounts and transactions, categorises them, and initiates
payments.

Three roles call it, each with a token of its own. A *client token* manages users and the
client's configuration. A *user token* reaches the data of one user only. The token of the
*mandator-admin client*, which has credentials of its own, reaches everything below
`/mandatorAdmin` and the TPP data. All tokens come from `POST /api/v2/oauth/token`; a call with
the token of another role is answered 403.

An import does its work after the answer: wait until `updateStatus` of the bank connection is
`READY`, look at the result of each interface, and only then read accounts and transactions.
Where the bank asks for strong customer authentication (SCA), the answer has the status 510 and
says what is wanted; the same call is then repeated with the answer to it.

Amounts are exact decimals with two digits. Times are RFC 3339 with an offset; booking, value
and execution dates are dates. An absent field may also come as null. Enums and objects may grow
at any time.

A POST with the header `X-HTTP-Method-Override: PATCH` or `DELETE` does what that method does,
for networks that let only GET and POST pass. Answers to the user are in German unless
`Accept-Language` asks for `en`, `cs` or `sk`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from kontokit_finapi_access import models as models
    from kontokit_finapi_access import webhooks as webhooks
    from kontokit_finapi_access.async_client import AsyncFinapiAccess as AsyncFinapiAccess
    from kontokit_finapi_access.client import API as API
    from kontokit_finapi_access.client import FinapiAccess as FinapiAccess
    from kontokit_finapi_access.models import AccessToken as AccessToken
    from kontokit_finapi_access.models import Account as Account
    from kontokit_finapi_access.models import AccountCapability as AccountCapability
    from kontokit_finapi_access.models import AccountInterface as AccountInterface
    from kontokit_finapi_access.models import (
        AccountInterfacePaymentCapabilities as AccountInterfacePaymentCapabilities,
    )
    from kontokit_finapi_access.models import AccountList as AccountList
    from kontokit_finapi_access.models import AccountParams as AccountParams
    from kontokit_finapi_access.models import AccountReference as AccountReference
    from kontokit_finapi_access.models import AccountStatus as AccountStatus
    from kontokit_finapi_access.models import AccountType as AccountType
    from kontokit_finapi_access.models import BadCredentialsError as BadCredentialsError
    from kontokit_finapi_access.models import Bank as Bank
    from kontokit_finapi_access.models import BankConnection as BankConnection
    from kontokit_finapi_access.models import BankConnectionInterface as BankConnectionInterface
    from kontokit_finapi_access.models import BankConnectionList as BankConnectionList
    from kontokit_finapi_access.models import BankConnectionOwner as BankConnectionOwner
    from kontokit_finapi_access.models import (
        BankConnectionUpdateStatus as BankConnectionUpdateStatus,
    )
    from kontokit_finapi_access.models import BankConsent as BankConsent
    from kontokit_finapi_access.models import BankConsentStatus as BankConsentStatus
    from kontokit_finapi_access.models import BankGroup as BankGroup
    from kontokit_finapi_access.models import BankImage as BankImage
    from kontokit_finapi_access.models import BankingInterface as BankingInterface
    from kontokit_finapi_access.models import BankInterface as BankInterface
    from kontokit_finapi_access.models import BankInterfaceLoginField as BankInterfaceLoginField
    from kontokit_finapi_access.models import (
        BankInterfacePaymentCapabilities as BankInterfacePaymentCapabilities,
    )
    from kontokit_finapi_access.models import (
        BankInterfacePaymentConstraints as BankInterfacePaymentConstraints,
    )
    from kontokit_finapi_access.models import BankInterfaceProperty as BankInterfaceProperty
    from kontokit_finapi_access.models import CashFlow as CashFlow
    from kontokit_finapi_access.models import CashFlowList as CashFlowList
    from kontokit_finapi_access.models import CategorizationCheckResult as CategorizationCheckResult
    from kontokit_finapi_access.models import (
        CategorizationCheckResults as CategorizationCheckResults,
    )
    from kontokit_finapi_access.models import (
        CategorizationRuleDirection as CategorizationRuleDirection,
    )
    from kontokit_finapi_access.models import CategorizationStatus as CategorizationStatus
    from kontokit_finapi_access.models import Category as Category
    from kontokit_finapi_access.models import CategoryParams as CategoryParams
    from kontokit_finapi_access.models import CertisTransactionData as CertisTransactionData
    from kontokit_finapi_access.models import (
        ChangeClientCredentialsParams as ChangeClientCredentialsParams,
    )
    from kontokit_finapi_access.models import CheckCategorizationData as CheckCategorizationData
    from kontokit_finapi_access.models import (
        CheckCategorizationTransactionData as CheckCategorizationTransactionData,
    )
    from kontokit_finapi_access.models import ClientConfiguration as ClientConfiguration
    from kontokit_finapi_access.models import ClientConfigurationParams as ClientConfigurationParams
    from kontokit_finapi_access.models import ConnectInterfaceParams as ConnectInterfaceParams
    from kontokit_finapi_access.models import CounterpartAddressData as CounterpartAddressData
    from kontokit_finapi_access.models import CountryCode as CountryCode
    from kontokit_finapi_access.models import CreateDirectDebitParams as CreateDirectDebitParams
    from kontokit_finapi_access.models import CreateMoneyTransferParams as CreateMoneyTransferParams
    from kontokit_finapi_access.models import CreateStandingOrderParams as CreateStandingOrderParams
    from kontokit_finapi_access.models import Currency as Currency
    from kontokit_finapi_access.models import DailyBalance as DailyBalance
    from kontokit_finapi_access.models import DailyBalanceList as DailyBalanceList
    from kontokit_finapi_access.models import DeleteConsent as DeleteConsent
    from kontokit_finapi_access.models import DeleteConsentResult as DeleteConsentResult
    from kontokit_finapi_access.models import DirectDebitOrderParams as DirectDebitOrderParams
    from kontokit_finapi_access.models import DirectDebitSequenceType as DirectDebitSequenceType
    from kontokit_finapi_access.models import DirectDebitType as DirectDebitType
    from kontokit_finapi_access.models import (
        DomesticMoneyTransferConstraints as DomesticMoneyTransferConstraints,
    )
    from kontokit_finapi_access.models import (
        DomesticMoneyTransferMandatoryFields as DomesticMoneyTransferMandatoryFields,
    )
    from kontokit_finapi_access.models import EditBankConnectionParams as EditBankConnectionParams
    from kontokit_finapi_access.models import EditCategoryParams as EditCategoryParams
    from kontokit_finapi_access.models import EditTppCredentialParams as EditTppCredentialParams
    from kontokit_finapi_access.models import EnabledProducts as EnabledProducts
    from kontokit_finapi_access.models import ErrorCode as ErrorCode
    from kontokit_finapi_access.models import ErrorDetails as ErrorDetails
    from kontokit_finapi_access.models import ErrorMessage as ErrorMessage
    from kontokit_finapi_access.models import ErrorType as ErrorType
    from kontokit_finapi_access.models import (
        ExecutePasswordChangeParams as ExecutePasswordChangeParams,
    )
    from kontokit_finapi_access.models import GetTokenParams as GetTokenParams
    from kontokit_finapi_access.models import GrantType as GrantType
    from kontokit_finapi_access.models import IbanRule as IbanRule
    from kontokit_finapi_access.models import IbanRuleIdentifiersParams as IbanRuleIdentifiersParams
    from kontokit_finapi_access.models import IbanRuleList as IbanRuleList
    from kontokit_finapi_access.models import IbanRuleParams as IbanRuleParams
    from kontokit_finapi_access.models import IbanRulesParams as IbanRulesParams
    from kontokit_finapi_access.models import IdentifierList as IdentifierList
    from kontokit_finapi_access.models import (
        ImportBankConnectionParams as ImportBankConnectionParams,
    )
    from kontokit_finapi_access.models import KeywordRule as KeywordRule
    from kontokit_finapi_access.models import (
        KeywordRuleIdentifiersParams as KeywordRuleIdentifiersParams,
    )
    from kontokit_finapi_access.models import KeywordRuleList as KeywordRuleList
    from kontokit_finapi_access.models import KeywordRuleParams as KeywordRuleParams
    from kontokit_finapi_access.models import KeywordRulesParams as KeywordRulesParams
    from kontokit_finapi_access.models import Label as Label
    from kontokit_finapi_access.models import LabelParams as LabelParams
    from kontokit_finapi_access.models import Language as Language
    from kontokit_finapi_access.models import LoginCredential as LoginCredential
    from kontokit_finapi_access.models import LoginCredentialResource as LoginCredentialResource
    from kontokit_finapi_access.models import MandatorLicense as MandatorLicense
    from kontokit_finapi_access.models import MockAccountData as MockAccountData
    from kontokit_finapi_access.models import MockBankConnectionUpdate as MockBankConnectionUpdate
    from kontokit_finapi_access.models import MockBatchUpdateParams as MockBatchUpdateParams
    from kontokit_finapi_access.models import MoneyTransferOrderParams as MoneyTransferOrderParams
    from kontokit_finapi_access.models import MonthlyUserStats as MonthlyUserStats
    from kontokit_finapi_access.models import MsaStatus as MsaStatus
    from kontokit_finapi_access.models import (
        MultiStepAuthenticationCallback as MultiStepAuthenticationCallback,
    )
    from kontokit_finapi_access.models import (
        MultiStepAuthenticationChallenge as MultiStepAuthenticationChallenge,
    )
    from kontokit_finapi_access.models import NewTransaction as NewTransaction
    from kontokit_finapi_access.models import NotificationParameters as NotificationParameters
    from kontokit_finapi_access.models import NotificationRule as NotificationRule
    from kontokit_finapi_access.models import NotificationRuleList as NotificationRuleList
    from kontokit_finapi_access.models import NotificationRuleParams as NotificationRuleParams
    from kontokit_finapi_access.models import NotificationTriggerEvent as NotificationTriggerEvent
    from kontokit_finapi_access.models import NotifiedAccount as NotifiedAccount
    from kontokit_finapi_access.models import OrderInitiationStatus as OrderInitiationStatus
    from kontokit_finapi_access.models import PageableBankList as PageableBankList
    from kontokit_finapi_access.models import PageableCategoryList as PageableCategoryList
    from kontokit_finapi_access.models import PageableIbanRuleList as PageableIbanRuleList
    from kontokit_finapi_access.models import PageableKeywordRuleList as PageableKeywordRuleList
    from kontokit_finapi_access.models import PageableLabelList as PageableLabelList
    from kontokit_finapi_access.models import PageablePaymentResources as PageablePaymentResources
    from kontokit_finapi_access.models import (
        PageablePendingTransactionResources as PageablePendingTransactionResources,
    )
    from kontokit_finapi_access.models import PageableSecurityList as PageableSecurityList
    from kontokit_finapi_access.models import (
        PageableStandingOrderResources as PageableStandingOrderResources,
    )
    from kontokit_finapi_access.models import (
        PageableTppAuthenticationGroupResources as PageableTppAuthenticationGroupResources,
    )
    from kontokit_finapi_access.models import (
        PageableTppCertificateList as PageableTppCertificateList,
    )
    from kontokit_finapi_access.models import (
        PageableTppCredentialResources as PageableTppCredentialResources,
    )
    from kontokit_finapi_access.models import PageableTransactionList as PageableTransactionList
    from kontokit_finapi_access.models import PageableUserInfoList as PageableUserInfoList
    from kontokit_finapi_access.models import Paging as Paging
    from kontokit_finapi_access.models import PasswordChangingResource as PasswordChangingResource
    from kontokit_finapi_access.models import Payment as Payment
    from kontokit_finapi_access.models import PaymentType as PaymentType
    from kontokit_finapi_access.models import PaypalTransactionData as PaypalTransactionData
    from kontokit_finapi_access.models import PendingTransaction as PendingTransaction
    from kontokit_finapi_access.models import PreferredConsentType as PreferredConsentType
    from kontokit_finapi_access.models import Product as Product
    from kontokit_finapi_access.models import RemoveInterfaceParams as RemoveInterfaceParams
    from kontokit_finapi_access.models import (
        RequestPasswordChangeParams as RequestPasswordChangeParams,
    )
    from kontokit_finapi_access.models import ResponseMessage as ResponseMessage
    from kontokit_finapi_access.models import RevokeTokenParams as RevokeTokenParams
    from kontokit_finapi_access.models import Security as Security
    from kontokit_finapi_access.models import (
        SecurityPositionQuantityNominalType as SecurityPositionQuantityNominalType,
    )
    from kontokit_finapi_access.models import SecurityPositionQuoteType as SecurityPositionQuoteType
    from kontokit_finapi_access.models import (
        SepaMoneyTransferConstraints as SepaMoneyTransferConstraints,
    )
    from kontokit_finapi_access.models import (
        SepaMoneyTransferCounterpartAddressMandatoryFields as SepaMoneyTransferCounterpartAddressMandatoryFields,
    )
    from kontokit_finapi_access.models import (
        SepaMoneyTransferMandatoryFields as SepaMoneyTransferMandatoryFields,
    )
    from kontokit_finapi_access.models import SplitTransactionsParams as SplitTransactionsParams
    from kontokit_finapi_access.models import StandingOrder as StandingOrder
    from kontokit_finapi_access.models import StandingOrderFrequency as StandingOrderFrequency
    from kontokit_finapi_access.models import SubmitPaymentParams as SubmitPaymentParams
    from kontokit_finapi_access.models import SubmitStandingOrderParams as SubmitStandingOrderParams
    from kontokit_finapi_access.models import SubTransactionParams as SubTransactionParams
    from kontokit_finapi_access.models import SwitchApiVersionParams as SwitchApiVersionParams
    from kontokit_finapi_access.models import TokenTypeHint as TokenTypeHint
    from kontokit_finapi_access.models import TppAuthenticationGroup as TppAuthenticationGroup
    from kontokit_finapi_access.models import TppCertificate as TppCertificate
    from kontokit_finapi_access.models import TppCertificateParams as TppCertificateParams
    from kontokit_finapi_access.models import TppCertificateType as TppCertificateType
    from kontokit_finapi_access.models import TppCredentials as TppCredentials
    from kontokit_finapi_access.models import TppCredentialsParams as TppCredentialsParams
    from kontokit_finapi_access.models import TrainCategorizationData as TrainCategorizationData
    from kontokit_finapi_access.models import (
        TrainCategorizationTransactionData as TrainCategorizationTransactionData,
    )
    from kontokit_finapi_access.models import Transaction as Transaction
    from kontokit_finapi_access.models import TransactionDirection as TransactionDirection
    from kontokit_finapi_access.models import (
        TransactionDirectionFilter as TransactionDirectionFilter,
    )
    from kontokit_finapi_access.models import TransactionView as TransactionView
    from kontokit_finapi_access.models import (
        TriggerCategorizationParams as TriggerCategorizationParams,
    )
    from kontokit_finapi_access.models import TwoStepProcedure as TwoStepProcedure
    from kontokit_finapi_access.models import (
        UpdateBankConnectionParams as UpdateBankConnectionParams,
    )
    from kontokit_finapi_access.models import (
        UpdateMultipleTransactionsParams as UpdateMultipleTransactionsParams,
    )
    from kontokit_finapi_access.models import UpdateResult as UpdateResult
    from kontokit_finapi_access.models import UpdateResultStatus as UpdateResultStatus
    from kontokit_finapi_access.models import UpdateTransactionsParams as UpdateTransactionsParams
    from kontokit_finapi_access.models import User as User
    from kontokit_finapi_access.models import UserCreateParams as UserCreateParams
    from kontokit_finapi_access.models import UserIdentifiersList as UserIdentifiersList
    from kontokit_finapi_access.models import UserIdentifiersParams as UserIdentifiersParams
    from kontokit_finapi_access.models import UserInfo as UserInfo
    from kontokit_finapi_access.models import UserNotification as UserNotification
    from kontokit_finapi_access.models import UserSynchronization as UserSynchronization
    from kontokit_finapi_access.models import UserSynchronizationEvent as UserSynchronizationEvent
    from kontokit_finapi_access.models import UserUpdateParams as UserUpdateParams
    from kontokit_finapi_access.models import (
        VerificationStatusResource as VerificationStatusResource,
    )

__all__ = [
    "API",
    "AsyncFinapiAccess",
    "FinapiAccess",
    "models",
    "webhooks",
    "AccessToken",
    "AccountCapability",
    "AccountInterfacePaymentCapabilities",
    "AccountReference",
    "AccountStatus",
    "AccountType",
    "BadCredentialsError",
    "BankConnectionOwner",
    "BankConnectionUpdateStatus",
    "BankConsentStatus",
    "BankGroup",
    "BankImage",
    "BankInterfaceLoginField",
    "BankInterfacePaymentCapabilities",
    "BankInterfaceProperty",
    "BankingInterface",
    "CategorizationRuleDirection",
    "CategorizationStatus",
    "Category",
    "CategoryParams",
    "CertisTransactionData",
    "ChangeClientCredentialsParams",
    "CheckCategorizationTransactionData",
    "CountryCode",
    "Currency",
    "DailyBalance",
    "DeleteConsentResult",
    "DirectDebitOrderParams",
    "DirectDebitSequenceType",
    "DirectDebitType",
    "DomesticMoneyTransferMandatoryFields",
    "EditCategoryParams",
    "EditTppCredentialParams",
    "EnabledProducts",
    "ErrorCode",
    "ErrorType",
    "ExecutePasswordChangeParams",
    "GrantType",
    "IbanRuleIdentifiersParams",
    "IbanRuleParams",
    "IbanRulesParams",
    "IdentifierList",
    "KeywordRuleIdentifiersParams",
    "Label",
    "LabelParams",
    "Language",
    "LoginCredential",
    "LoginCredentialResource",
    "MandatorLicense",
    "MonthlyUserStats",
    "MsaStatus",
    "MultiStepAuthenticationCallback",
    "NewTransaction",
    "NotificationParameters",
    "NotificationTriggerEvent",
    "NotifiedAccount",
    "OrderInitiationStatus",
    "Paging",
    "PasswordChangingResource",
    "PaymentType",
    "PaypalTransactionData",
    "PendingTransaction",
    "PreferredConsentType",
    "Product",
    "RemoveInterfaceParams",
    "RequestPasswordChangeParams",
    "ResponseMessage",
    "SecurityPositionQuantityNominalType",
    "SecurityPositionQuoteType",
    "SepaMoneyTransferCounterpartAddressMandatoryFields",
    "SepaMoneyTransferMandatoryFields",
    "StandingOrderFrequency",
    "SubTransactionParams",
    "SubmitPaymentParams",
    "SubmitStandingOrderParams",
    "SwitchApiVersionParams",
    "TokenTypeHint",
    "TppAuthenticationGroup",
    "TppCertificateType",
    "TppCredentials",
    "TppCredentialsParams",
    "TrainCategorizationTransactionData",
    "Transaction",
    "TransactionDirection",
    "TransactionDirectionFilter",
    "TransactionView",
    "TriggerCategorizationParams",
    "TwoStepProcedure",
    "UpdateBankConnectionParams",
    "UpdateMultipleTransactionsParams",
    "UpdateResultStatus",
    "UpdateTransactionsParams",
    "User",
    "UserCreateParams",
    "UserIdentifiersList",
    "UserIdentifiersParams",
    "UserInfo",
    "UserNotification",
    "UserSynchronizationEvent",
    "UserUpdateParams",
    "VerificationStatusResource",
    "AccountInterface",
    "AccountParams",
    "BankConsent",
    "CashFlow",
    "CashFlowList",
    "CategorizationCheckResult",
    "CategorizationCheckResults",
    "CheckCategorizationData",
    "ClientConfiguration",
    "ClientConfigurationParams",
    "ConnectInterfaceParams",
    "CounterpartAddressData",
    "CreateDirectDebitParams",
    "CreateStandingOrderParams",
    "DailyBalanceList",
    "DeleteConsent",
    "DomesticMoneyTransferConstraints",
    "EditBankConnectionParams",
    "GetTokenParams",
    "IbanRule",
    "IbanRuleList",
    "ImportBankConnectionParams",
    "KeywordRule",
    "KeywordRuleList",
    "KeywordRuleParams",
    "KeywordRulesParams",
    "MockAccountData",
    "MockBankConnectionUpdate",
    "MockBatchUpdateParams",
    "MoneyTransferOrderParams",
    "MultiStepAuthenticationChallenge",
    "NotificationRule",
    "NotificationRuleList",
    "NotificationRuleParams",
    "PageableCategoryList",
    "PageableIbanRuleList",
    "PageableKeywordRuleList",
    "PageableLabelList",
    "PageablePendingTransactionResources",
    "PageableTppAuthenticationGroupResources",
    "PageableTppCredentialResources",
    "PageableTransactionList",
    "PageableUserInfoList",
    "Payment",
    "RevokeTokenParams",
    "Security",
    "SepaMoneyTransferConstraints",
    "SplitTransactionsParams",
    "StandingOrder",
    "TppCertificate",
    "TppCertificateParams",
    "TrainCategorizationData",
    "UpdateResult",
    "UserSynchronization",
    "Account",
    "AccountList",
    "BankConnectionInterface",
    "BankInterfacePaymentConstraints",
    "CreateMoneyTransferParams",
    "ErrorDetails",
    "ErrorMessage",
    "PageablePaymentResources",
    "PageableSecurityList",
    "PageableStandingOrderResources",
    "PageableTppCertificateList",
    "BankInterface",
    "Bank",
    "BankConnection",
    "BankConnectionList",
    "PageableBankList",
]

_MODULES = {"models", "webhooks"}
_CLIENTS = {"API": "client", "FinapiAccess": "client", "AsyncFinapiAccess": "async_client"}

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            return import_module("importlib.metadata").version("kontokit-finapi-access")
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
