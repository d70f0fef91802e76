# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Typed client of finAPI Access v1.

The first version of finAPI Access. A mandator is bound to exactly one version; new ones get v2,
for which there is a package of its own. What is here and not there: form-based imports answered
with 451, `interface` where v2 says `bankingInterface`, deprecated SEPA calls of accounts.

Three roles call it, each with a token of its own: a *client token* manages users, a *user
token* reaches the data of one user, the token of the *mandator-admin client* reaches everything
below `/mandatorAdmin` and the TPP data. All tokens come from `POST /oauth/token`.

Times are local times in Germany (Europe/Berlin) such as `2019-11-27 08:13:32.155`; booking and
value dates are written so too, with the time 00:00. Optional fields come as null.

An import does its work after the answer: wait until `updateStatus` of the bank connection is
`READY`. Where the bank asks for strong customer authentication (SCA), the answer has the status
510; the same call is then repeated with the answer to it. Status 451 asks for a web form at the
address in `Location`.

A POST with the header `X-HTTP-Method-Override: PATCH` or `DELETE` does what that method does.
The old calls with several ids in the path are left out, for OpenAPI cannot tell them from those
with one id; the lists take `ids`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from kontokit_finapi_access_v1 import models as models
    from kontokit_finapi_access_v1 import webhooks as webhooks
    from kontokit_finapi_access_v1.async_client import AsyncFinapiAccessV1 as AsyncFinapiAccessV1
    from kontokit_finapi_access_v1.client import API as API
    from kontokit_finapi_access_v1.client import FinapiAccessV1 as FinapiAccessV1
    from kontokit_finapi_access_v1.models import AccessToken as AccessToken
    from kontokit_finapi_access_v1.models import Account as Account
    from kontokit_finapi_access_v1.models import AccountCapability as AccountCapability
    from kontokit_finapi_access_v1.models import AccountInterface as AccountInterface
    from kontokit_finapi_access_v1.models import (
        AccountInterfacePaymentCapabilities as AccountInterfacePaymentCapabilities,
    )
    from kontokit_finapi_access_v1.models import AccountList as AccountList
    from kontokit_finapi_access_v1.models import AccountParams as AccountParams
    from kontokit_finapi_access_v1.models import AccountReference as AccountReference
    from kontokit_finapi_access_v1.models import AccountStatus as AccountStatus
    from kontokit_finapi_access_v1.models import AccountType as AccountType
    from kontokit_finapi_access_v1.models import BadCredentialsError as BadCredentialsError
    from kontokit_finapi_access_v1.models import Bank as Bank
    from kontokit_finapi_access_v1.models import BankConnection as BankConnection
    from kontokit_finapi_access_v1.models import BankConnectionInterface as BankConnectionInterface
    from kontokit_finapi_access_v1.models import BankConnectionList as BankConnectionList
    from kontokit_finapi_access_v1.models import BankConnectionOwner as BankConnectionOwner
    from kontokit_finapi_access_v1.models import BankConnectionType as BankConnectionType
    from kontokit_finapi_access_v1.models import (
        BankConnectionUpdateStatus as BankConnectionUpdateStatus,
    )
    from kontokit_finapi_access_v1.models import BankConsent as BankConsent
    from kontokit_finapi_access_v1.models import BankConsentStatus as BankConsentStatus
    from kontokit_finapi_access_v1.models import BankGroup as BankGroup
    from kontokit_finapi_access_v1.models import BankingInterface as BankingInterface
    from kontokit_finapi_access_v1.models import BankInterface as BankInterface
    from kontokit_finapi_access_v1.models import BankInterfaceLoginField as BankInterfaceLoginField
    from kontokit_finapi_access_v1.models import (
        BankInterfacePaymentCapabilities as BankInterfacePaymentCapabilities,
    )
    from kontokit_finapi_access_v1.models import BankInterfaceProperty as BankInterfaceProperty
    from kontokit_finapi_access_v1.models import CashFlow as CashFlow
    from kontokit_finapi_access_v1.models import CashFlowList as CashFlowList
    from kontokit_finapi_access_v1.models import (
        CategorizationCheckResult as CategorizationCheckResult,
    )
    from kontokit_finapi_access_v1.models import (
        CategorizationCheckResults as CategorizationCheckResults,
    )
    from kontokit_finapi_access_v1.models import (
        CategorizationRuleDirection as CategorizationRuleDirection,
    )
    from kontokit_finapi_access_v1.models import CategorizationStatus as CategorizationStatus
    from kontokit_finapi_access_v1.models import Category as Category
    from kontokit_finapi_access_v1.models import CategoryParams as CategoryParams
    from kontokit_finapi_access_v1.models import (
        ChangeClientCredentialsParams as ChangeClientCredentialsParams,
    )
    from kontokit_finapi_access_v1.models import CheckCategorizationData as CheckCategorizationData
    from kontokit_finapi_access_v1.models import (
        CheckCategorizationTransactionData as CheckCategorizationTransactionData,
    )
    from kontokit_finapi_access_v1.models import ClearingAccountData as ClearingAccountData
    from kontokit_finapi_access_v1.models import ClientConfiguration as ClientConfiguration
    from kontokit_finapi_access_v1.models import (
        ClientConfigurationParams as ClientConfigurationParams,
    )
    from kontokit_finapi_access_v1.models import ConnectInterfaceParams as ConnectInterfaceParams
    from kontokit_finapi_access_v1.models import CountryCode as CountryCode
    from kontokit_finapi_access_v1.models import CreateDirectDebitParams as CreateDirectDebitParams
    from kontokit_finapi_access_v1.models import (
        CreateMoneyTransferParams as CreateMoneyTransferParams,
    )
    from kontokit_finapi_access_v1.models import (
        CreateStandingOrderParams as CreateStandingOrderParams,
    )
    from kontokit_finapi_access_v1.models import Currency as Currency
    from kontokit_finapi_access_v1.models import DailyBalance as DailyBalance
    from kontokit_finapi_access_v1.models import DailyBalanceList as DailyBalanceList
    from kontokit_finapi_access_v1.models import DeleteConsent as DeleteConsent
    from kontokit_finapi_access_v1.models import DeleteConsentResult as DeleteConsentResult
    from kontokit_finapi_access_v1.models import (
        DirectDebitOrderingResponse as DirectDebitOrderingResponse,
    )
    from kontokit_finapi_access_v1.models import DirectDebitOrderParams as DirectDebitOrderParams
    from kontokit_finapi_access_v1.models import DirectDebitSequenceType as DirectDebitSequenceType
    from kontokit_finapi_access_v1.models import DirectDebitType as DirectDebitType
    from kontokit_finapi_access_v1.models import (
        EditBankConnectionParams as EditBankConnectionParams,
    )
    from kontokit_finapi_access_v1.models import EditCategoryParams as EditCategoryParams
    from kontokit_finapi_access_v1.models import EditTppCredentialParams as EditTppCredentialParams
    from kontokit_finapi_access_v1.models import ErrorCode as ErrorCode
    from kontokit_finapi_access_v1.models import ErrorDetails as ErrorDetails
    from kontokit_finapi_access_v1.models import ErrorMessage as ErrorMessage
    from kontokit_finapi_access_v1.models import ErrorType as ErrorType
    from kontokit_finapi_access_v1.models import (
        ExecutePasswordChangeParams as ExecutePasswordChangeParams,
    )
    from kontokit_finapi_access_v1.models import (
        ExecuteSepaDirectDebitParams as ExecuteSepaDirectDebitParams,
    )
    from kontokit_finapi_access_v1.models import (
        ExecuteSepaMoneyTransferParams as ExecuteSepaMoneyTransferParams,
    )
    from kontokit_finapi_access_v1.models import GetTokenParams as GetTokenParams
    from kontokit_finapi_access_v1.models import GrantType as GrantType
    from kontokit_finapi_access_v1.models import IbanRule as IbanRule
    from kontokit_finapi_access_v1.models import (
        IbanRuleIdentifiersParams as IbanRuleIdentifiersParams,
    )
    from kontokit_finapi_access_v1.models import IbanRuleList as IbanRuleList
    from kontokit_finapi_access_v1.models import IbanRuleParams as IbanRuleParams
    from kontokit_finapi_access_v1.models import IbanRulesParams as IbanRulesParams
    from kontokit_finapi_access_v1.models import IdentifierList as IdentifierList
    from kontokit_finapi_access_v1.models import (
        ImportBankConnectionParams as ImportBankConnectionParams,
    )
    from kontokit_finapi_access_v1.models import KeywordRule as KeywordRule
    from kontokit_finapi_access_v1.models import (
        KeywordRuleIdentifiersParams as KeywordRuleIdentifiersParams,
    )
    from kontokit_finapi_access_v1.models import KeywordRuleList as KeywordRuleList
    from kontokit_finapi_access_v1.models import KeywordRuleParams as KeywordRuleParams
    from kontokit_finapi_access_v1.models import KeywordRulesParams as KeywordRulesParams
    from kontokit_finapi_access_v1.models import Label as Label
    from kontokit_finapi_access_v1.models import LabelParams as LabelParams
    from kontokit_finapi_access_v1.models import LoginCredential as LoginCredential
    from kontokit_finapi_access_v1.models import LoginCredentialResource as LoginCredentialResource
    from kontokit_finapi_access_v1.models import MandatorLicense as MandatorLicense
    from kontokit_finapi_access_v1.models import MockAccountData as MockAccountData
    from kontokit_finapi_access_v1.models import (
        MockBankConnectionUpdate as MockBankConnectionUpdate,
    )
    from kontokit_finapi_access_v1.models import MockBatchUpdateParams as MockBatchUpdateParams
    from kontokit_finapi_access_v1.models import (
        MoneyTransferOrderingResponse as MoneyTransferOrderingResponse,
    )
    from kontokit_finapi_access_v1.models import (
        MoneyTransferOrderParams as MoneyTransferOrderParams,
    )
    from kontokit_finapi_access_v1.models import MonthlyUserStats as MonthlyUserStats
    from kontokit_finapi_access_v1.models import MsaStatus as MsaStatus
    from kontokit_finapi_access_v1.models import (
        MultiStepAuthenticationCallback as MultiStepAuthenticationCallback,
    )
    from kontokit_finapi_access_v1.models import (
        MultiStepAuthenticationChallenge as MultiStepAuthenticationChallenge,
    )
    from kontokit_finapi_access_v1.models import NewTransaction as NewTransaction
    from kontokit_finapi_access_v1.models import NotificationParameters as NotificationParameters
    from kontokit_finapi_access_v1.models import NotificationRule as NotificationRule
    from kontokit_finapi_access_v1.models import NotificationRuleList as NotificationRuleList
    from kontokit_finapi_access_v1.models import NotificationRuleParams as NotificationRuleParams
    from kontokit_finapi_access_v1.models import (
        NotificationTriggerEvent as NotificationTriggerEvent,
    )
    from kontokit_finapi_access_v1.models import NotifiedAccount as NotifiedAccount
    from kontokit_finapi_access_v1.models import OrderInitiationStatus as OrderInitiationStatus
    from kontokit_finapi_access_v1.models import PageableBankList as PageableBankList
    from kontokit_finapi_access_v1.models import PageableCategoryList as PageableCategoryList
    from kontokit_finapi_access_v1.models import PageableIbanRuleList as PageableIbanRuleList
    from kontokit_finapi_access_v1.models import PageableKeywordRuleList as PageableKeywordRuleList
    from kontokit_finapi_access_v1.models import PageableLabelList as PageableLabelList
    from kontokit_finapi_access_v1.models import (
        PageablePaymentResources as PageablePaymentResources,
    )
    from kontokit_finapi_access_v1.models import PageableSecurityList as PageableSecurityList
    from kontokit_finapi_access_v1.models import (
        PageableStandingOrderResources as PageableStandingOrderResources,
    )
    from kontokit_finapi_access_v1.models import (
        PageableTppAuthenticationGroupResources as PageableTppAuthenticationGroupResources,
    )
    from kontokit_finapi_access_v1.models import (
        PageableTppCertificateList as PageableTppCertificateList,
    )
    from kontokit_finapi_access_v1.models import (
        PageableTppCredentialResources as PageableTppCredentialResources,
    )
    from kontokit_finapi_access_v1.models import PageableTransactionList as PageableTransactionList
    from kontokit_finapi_access_v1.models import PageableUserInfoList as PageableUserInfoList
    from kontokit_finapi_access_v1.models import Paging as Paging
    from kontokit_finapi_access_v1.models import (
        PasswordChangingResource as PasswordChangingResource,
    )
    from kontokit_finapi_access_v1.models import Payment as Payment
    from kontokit_finapi_access_v1.models import (
        PaymentExecutionResponse as PaymentExecutionResponse,
    )
    from kontokit_finapi_access_v1.models import PaymentType as PaymentType
    from kontokit_finapi_access_v1.models import PaypalTransactionData as PaypalTransactionData
    from kontokit_finapi_access_v1.models import PreferredConsentType as PreferredConsentType
    from kontokit_finapi_access_v1.models import Product as Product
    from kontokit_finapi_access_v1.models import RemoveInterfaceParams as RemoveInterfaceParams
    from kontokit_finapi_access_v1.models import (
        RequestPasswordChangeParams as RequestPasswordChangeParams,
    )
    from kontokit_finapi_access_v1.models import (
        RequestSepaDirectDebitParams as RequestSepaDirectDebitParams,
    )
    from kontokit_finapi_access_v1.models import (
        RequestSepaMoneyTransferParams as RequestSepaMoneyTransferParams,
    )
    from kontokit_finapi_access_v1.models import Security as Security
    from kontokit_finapi_access_v1.models import (
        SecurityPositionQuantityNominalType as SecurityPositionQuantityNominalType,
    )
    from kontokit_finapi_access_v1.models import (
        SecurityPositionQuoteType as SecurityPositionQuoteType,
    )
    from kontokit_finapi_access_v1.models import SingleDirectDebitData as SingleDirectDebitData
    from kontokit_finapi_access_v1.models import (
        SingleMoneyTransferRecipientData as SingleMoneyTransferRecipientData,
    )
    from kontokit_finapi_access_v1.models import SplitTransactionsParams as SplitTransactionsParams
    from kontokit_finapi_access_v1.models import StandingOrder as StandingOrder
    from kontokit_finapi_access_v1.models import StandingOrderFrequency as StandingOrderFrequency
    from kontokit_finapi_access_v1.models import SubmitPaymentParams as SubmitPaymentParams
    from kontokit_finapi_access_v1.models import (
        SubmitStandingOrderParams as SubmitStandingOrderParams,
    )
    from kontokit_finapi_access_v1.models import SubTransactionParams as SubTransactionParams
    from kontokit_finapi_access_v1.models import SupportedDataSource as SupportedDataSource
    from kontokit_finapi_access_v1.models import SupportedOrder as SupportedOrder
    from kontokit_finapi_access_v1.models import TokenTypeHint as TokenTypeHint
    from kontokit_finapi_access_v1.models import TppAuthenticationGroup as TppAuthenticationGroup
    from kontokit_finapi_access_v1.models import TppCertificate as TppCertificate
    from kontokit_finapi_access_v1.models import TppCertificateParams as TppCertificateParams
    from kontokit_finapi_access_v1.models import TppCertificateType as TppCertificateType
    from kontokit_finapi_access_v1.models import TppCredentials as TppCredentials
    from kontokit_finapi_access_v1.models import TppCredentialsParams as TppCredentialsParams
    from kontokit_finapi_access_v1.models import TrainCategorizationData as TrainCategorizationData
    from kontokit_finapi_access_v1.models import (
        TrainCategorizationTransactionData as TrainCategorizationTransactionData,
    )
    from kontokit_finapi_access_v1.models import Transaction as Transaction
    from kontokit_finapi_access_v1.models import TransactionDirection as TransactionDirection
    from kontokit_finapi_access_v1.models import (
        TransactionDirectionFilter as TransactionDirectionFilter,
    )
    from kontokit_finapi_access_v1.models import TransactionView as TransactionView
    from kontokit_finapi_access_v1.models import (
        TriggerCategorizationParams as TriggerCategorizationParams,
    )
    from kontokit_finapi_access_v1.models import TwoStepProcedure as TwoStepProcedure
    from kontokit_finapi_access_v1.models import (
        UpdateBankConnectionParams as UpdateBankConnectionParams,
    )
    from kontokit_finapi_access_v1.models import (
        UpdateMultipleTransactionsParams as UpdateMultipleTransactionsParams,
    )
    from kontokit_finapi_access_v1.models import UpdateResult as UpdateResult
    from kontokit_finapi_access_v1.models import UpdateResultStatus as UpdateResultStatus
    from kontokit_finapi_access_v1.models import (
        UpdateTransactionsParams as UpdateTransactionsParams,
    )
    from kontokit_finapi_access_v1.models import User as User
    from kontokit_finapi_access_v1.models import UserCreateParams as UserCreateParams
    from kontokit_finapi_access_v1.models import UserIdentifiersList as UserIdentifiersList
    from kontokit_finapi_access_v1.models import UserIdentifiersParams as UserIdentifiersParams
    from kontokit_finapi_access_v1.models import UserInfo as UserInfo
    from kontokit_finapi_access_v1.models import UserNotification as UserNotification
    from kontokit_finapi_access_v1.models import UserSynchronization as UserSynchronization
    from kontokit_finapi_access_v1.models import (
        UserSynchronizationEvent as UserSynchronizationEvent,
    )
    from kontokit_finapi_access_v1.models import UserUpdateParams as UserUpdateParams
    from kontokit_finapi_access_v1.models import (
        VerificationStatusResource as VerificationStatusResource,
    )
    from kontokit_finapi_access_v1.models import WebForm as WebForm
    from kontokit_finapi_access_v1.models import WebFormMode as WebFormMode
    from kontokit_finapi_access_v1.models import WebFormStatus as WebFormStatus

__all__ = [
    "API",
    "AsyncFinapiAccessV1",
    "FinapiAccessV1",
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
    "BankConnectionType",
    "BankConnectionUpdateStatus",
    "BankConsentStatus",
    "BankGroup",
    "BankInterfaceLoginField",
    "BankInterfacePaymentCapabilities",
    "BankInterfaceProperty",
    "BankingInterface",
    "CategorizationRuleDirection",
    "CategorizationStatus",
    "Category",
    "CategoryParams",
    "ChangeClientCredentialsParams",
    "CheckCategorizationTransactionData",
    "ClearingAccountData",
    "ClientConfigurationParams",
    "CountryCode",
    "Currency",
    "DailyBalance",
    "DeleteConsentResult",
    "DirectDebitOrderParams",
    "DirectDebitOrderingResponse",
    "DirectDebitSequenceType",
    "DirectDebitType",
    "EditCategoryParams",
    "EditTppCredentialParams",
    "ErrorCode",
    "ErrorType",
    "ExecutePasswordChangeParams",
    "ExecuteSepaDirectDebitParams",
    "ExecuteSepaMoneyTransferParams",
    "GrantType",
    "IbanRuleIdentifiersParams",
    "IbanRuleParams",
    "IbanRulesParams",
    "IdentifierList",
    "KeywordRuleIdentifiersParams",
    "KeywordRuleParams",
    "KeywordRulesParams",
    "Label",
    "LabelParams",
    "LoginCredential",
    "LoginCredentialResource",
    "MandatorLicense",
    "MoneyTransferOrderParams",
    "MoneyTransferOrderingResponse",
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
    "PaymentExecutionResponse",
    "PaymentType",
    "PaypalTransactionData",
    "PreferredConsentType",
    "Product",
    "RemoveInterfaceParams",
    "RequestPasswordChangeParams",
    "SecurityPositionQuantityNominalType",
    "SecurityPositionQuoteType",
    "SingleDirectDebitData",
    "SingleMoneyTransferRecipientData",
    "StandingOrderFrequency",
    "SubTransactionParams",
    "SubmitPaymentParams",
    "SubmitStandingOrderParams",
    "SupportedDataSource",
    "SupportedOrder",
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
    "WebFormMode",
    "WebFormStatus",
    "AccountInterface",
    "AccountParams",
    "BankConsent",
    "BankInterface",
    "CashFlow",
    "CashFlowList",
    "CategorizationCheckResult",
    "CategorizationCheckResults",
    "CheckCategorizationData",
    "ClientConfiguration",
    "ConnectInterfaceParams",
    "CreateDirectDebitParams",
    "CreateMoneyTransferParams",
    "CreateStandingOrderParams",
    "DailyBalanceList",
    "DeleteConsent",
    "EditBankConnectionParams",
    "GetTokenParams",
    "IbanRule",
    "IbanRuleList",
    "ImportBankConnectionParams",
    "KeywordRule",
    "KeywordRuleList",
    "MockAccountData",
    "MockBankConnectionUpdate",
    "MockBatchUpdateParams",
    "MultiStepAuthenticationChallenge",
    "NotificationRule",
    "NotificationRuleList",
    "NotificationRuleParams",
    "PageableCategoryList",
    "PageableIbanRuleList",
    "PageableKeywordRuleList",
    "PageableLabelList",
    "PageableTppAuthenticationGroupResources",
    "PageableTppCredentialResources",
    "PageableTransactionList",
    "PageableUserInfoList",
    "Payment",
    "RequestSepaDirectDebitParams",
    "RequestSepaMoneyTransferParams",
    "Security",
    "SplitTransactionsParams",
    "StandingOrder",
    "TppCertificate",
    "TppCertificateParams",
    "TrainCategorizationData",
    "UpdateResult",
    "UserSynchronization",
    "WebForm",
    "Account",
    "AccountList",
    "Bank",
    "BankConnectionInterface",
    "ErrorDetails",
    "ErrorMessage",
    "PageableBankList",
    "PageablePaymentResources",
    "PageableSecurityList",
    "PageableStandingOrderResources",
    "PageableTppCertificateList",
    "BankConnection",
    "BankConnectionList",
]

_MODULES = {"models", "webhooks"}
_CLIENTS = {"API": "client", "FinapiAccessV1": "client", "AsyncFinapiAccessV1": "async_client"}

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            return import_module("importlib.metadata").version("kontokit-finapi-access-v1")
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
