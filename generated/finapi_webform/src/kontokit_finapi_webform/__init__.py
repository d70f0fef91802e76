# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
Typed client of finAPI Web Form 2.0.

finAPI Web Form leads a user through choosing a bank, signing in and strong customer
authentication (SCA) on pages of finAPI, so that your program never sees bank credentials. You
create a form, show its `url`, and learn its end by a callback or by asking for its status. What
the user has connected or ordered is then found in finAPI Access.

A form's address opens once and lives for 20 minutes. Poll at most once per second; every few
seconds is enough. A finished form says nothing about the download or the payment behind it:
look at the bank connection or payment in finAPI Access.

There is no token service here: web forms and tasks take the user token of finAPI Access,
profiles and translations the token of the mandator-admin client. The product has to be enabled
for the mandator, else every call is answered 403.

You may append `redirectUrl`, `errorRedirectUrl`, `abortRedirectUrl` and `customerSupportUrl`,
URL-encoded, to the form's address; finAPI advises to keep it below 2048 characters. Never
append a token.

Times carry an offset, written with or without a colon (`+0000`, `Z`). Error codes and statuses
may grow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from kontokit_finapi_webform import models as models
    from kontokit_finapi_webform import webhooks as webhooks
    from kontokit_finapi_webform.async_client import AsyncFinapiWebForm as AsyncFinapiWebForm
    from kontokit_finapi_webform.client import API as API
    from kontokit_finapi_webform.client import FinapiWebForm as FinapiWebForm
    from kontokit_finapi_webform.models import AccountType as AccountType
    from kontokit_finapi_webform.models import AddressData as AddressData
    from kontokit_finapi_webform.models import Amount as Amount
    from kontokit_finapi_webform.models import Aspect as Aspect
    from kontokit_finapi_webform.models import AspectInput as AspectInput
    from kontokit_finapi_webform.models import (
        BankConnectionImportDetails as BankConnectionImportDetails,
    )
    from kontokit_finapi_webform.models import (
        BankConnectionUpdateDetails as BankConnectionUpdateDetails,
    )
    from kontokit_finapi_webform.models import (
        BankConnectionUpdateTaskDetails as BankConnectionUpdateTaskDetails,
    )
    from kontokit_finapi_webform.models import BankDetailsMode as BankDetailsMode
    from kontokit_finapi_webform.models import BankingInterface as BankingInterface
    from kontokit_finapi_webform.models import BankLoginHintMode as BankLoginHintMode
    from kontokit_finapi_webform.models import Brand as Brand
    from kontokit_finapi_webform.models import BrandInput as BrandInput
    from kontokit_finapi_webform.models import Callbacks as Callbacks
    from kontokit_finapi_webform.models import Color as Color
    from kontokit_finapi_webform.models import ColorInput as ColorInput
    from kontokit_finapi_webform.models import CountryCode as CountryCode
    from kontokit_finapi_webform.models import CreateProfileDetails as CreateProfileDetails
    from kontokit_finapi_webform.models import CreateTranslationDetails as CreateTranslationDetails
    from kontokit_finapi_webform.models import Currency as Currency
    from kontokit_finapi_webform.models import DirectDebitOrder as DirectDebitOrder
    from kontokit_finapi_webform.models import DirectDebitSequenceType as DirectDebitSequenceType
    from kontokit_finapi_webform.models import DirectDebitType as DirectDebitType
    from kontokit_finapi_webform.models import (
        DirectDebitWithAccountDetails as DirectDebitWithAccountDetails,
    )
    from kontokit_finapi_webform.models import (
        DirectDebitWithAccountReceiver as DirectDebitWithAccountReceiver,
    )
    from kontokit_finapi_webform.models import EditProfileDetails as EditProfileDetails
    from kontokit_finapi_webform.models import Error as Error
    from kontokit_finapi_webform.models import ErrorCode as ErrorCode
    from kontokit_finapi_webform.models import FormLanguage as FormLanguage
    from kontokit_finapi_webform.models import Functionality as Functionality
    from kontokit_finapi_webform.models import FunctionalityInput as FunctionalityInput
    from kontokit_finapi_webform.models import Icon as Icon
    from kontokit_finapi_webform.models import IconInput as IconInput
    from kontokit_finapi_webform.models import ImportBankDetails as ImportBankDetails
    from kontokit_finapi_webform.models import ImportNewAccountsMode as ImportNewAccountsMode
    from kontokit_finapi_webform.models import InvalidFieldError as InvalidFieldError
    from kontokit_finapi_webform.models import Language as Language
    from kontokit_finapi_webform.models import LanguageInput as LanguageInput
    from kontokit_finapi_webform.models import ManageSavedSettings as ManageSavedSettings
    from kontokit_finapi_webform.models import Paging as Paging
    from kontokit_finapi_webform.models import Payload as Payload
    from kontokit_finapi_webform.models import PayloadErrorCode as PayloadErrorCode
    from kontokit_finapi_webform.models import PaymentPayer as PaymentPayer
    from kontokit_finapi_webform.models import (
        PaymentWithAccountDetails as PaymentWithAccountDetails,
    )
    from kontokit_finapi_webform.models import PaymentWithAccountOrder as PaymentWithAccountOrder
    from kontokit_finapi_webform.models import (
        PaymentWithAccountRecipient as PaymentWithAccountRecipient,
    )
    from kontokit_finapi_webform.models import PaymentWithAccountSender as PaymentWithAccountSender
    from kontokit_finapi_webform.models import Profile as Profile
    from kontokit_finapi_webform.models import ProfilesPage as ProfilesPage
    from kontokit_finapi_webform.models import Recipient as Recipient
    from kontokit_finapi_webform.models import Sender as Sender
    from kontokit_finapi_webform.models import ShortTranslationBlock as ShortTranslationBlock
    from kontokit_finapi_webform.models import (
        ShortTranslationBlockInput as ShortTranslationBlockInput,
    )
    from kontokit_finapi_webform.models import StandalonePaymentDetails as StandalonePaymentDetails
    from kontokit_finapi_webform.models import StandalonePaymentOrder as StandalonePaymentOrder
    from kontokit_finapi_webform.models import (
        StandalonePaymentRecipient as StandalonePaymentRecipient,
    )
    from kontokit_finapi_webform.models import StandingOrderDetails as StandingOrderDetails
    from kontokit_finapi_webform.models import StandingOrderFrequency as StandingOrderFrequency
    from kontokit_finapi_webform.models import StoreSecretsMode as StoreSecretsMode
    from kontokit_finapi_webform.models import Task as Task
    from kontokit_finapi_webform.models import TaskCallback as TaskCallback
    from kontokit_finapi_webform.models import TaskCallbacks as TaskCallbacks
    from kontokit_finapi_webform.models import TaskPayload as TaskPayload
    from kontokit_finapi_webform.models import TaskPayloadErrorCode as TaskPayloadErrorCode
    from kontokit_finapi_webform.models import TasksPage as TasksPage
    from kontokit_finapi_webform.models import TaskStatus as TaskStatus
    from kontokit_finapi_webform.models import TaskType as TaskType
    from kontokit_finapi_webform.models import Text as Text
    from kontokit_finapi_webform.models import TextColor as TextColor
    from kontokit_finapi_webform.models import TextColorInput as TextColorInput
    from kontokit_finapi_webform.models import TextInput as TextInput
    from kontokit_finapi_webform.models import Translation as Translation
    from kontokit_finapi_webform.models import TranslationBlock as TranslationBlock
    from kontokit_finapi_webform.models import TranslationBlockInput as TranslationBlockInput
    from kontokit_finapi_webform.models import TranslationInput as TranslationInput
    from kontokit_finapi_webform.models import TranslationSet as TranslationSet
    from kontokit_finapi_webform.models import TranslationSetsPage as TranslationSetsPage
    from kontokit_finapi_webform.models import UpdateBankDetails as UpdateBankDetails
    from kontokit_finapi_webform.models import UserMetadata as UserMetadata
    from kontokit_finapi_webform.models import ValidationError as ValidationError
    from kontokit_finapi_webform.models import Visibility as Visibility
    from kontokit_finapi_webform.models import WebForm as WebForm
    from kontokit_finapi_webform.models import WebFormCompletedCallback as WebFormCompletedCallback
    from kontokit_finapi_webform.models import WebFormInfo as WebFormInfo
    from kontokit_finapi_webform.models import WebFormsPage as WebFormsPage
    from kontokit_finapi_webform.models import WebFormStatus as WebFormStatus
    from kontokit_finapi_webform.models import WebFormType as WebFormType

__all__ = [
    "API",
    "AsyncFinapiWebForm",
    "FinapiWebForm",
    "models",
    "webhooks",
    "AccountType",
    "BankDetailsMode",
    "BankLoginHintMode",
    "BankingInterface",
    "Callbacks",
    "CountryCode",
    "Currency",
    "DirectDebitSequenceType",
    "DirectDebitType",
    "DirectDebitWithAccountReceiver",
    "ErrorCode",
    "FormLanguage",
    "Icon",
    "IconInput",
    "ImportBankDetails",
    "ImportNewAccountsMode",
    "InvalidFieldError",
    "ManageSavedSettings",
    "Paging",
    "PayloadErrorCode",
    "PaymentPayer",
    "PaymentWithAccountSender",
    "Recipient",
    "Sender",
    "ShortTranslationBlock",
    "ShortTranslationBlockInput",
    "StandingOrderFrequency",
    "StoreSecretsMode",
    "TaskCallbacks",
    "TaskPayloadErrorCode",
    "TaskStatus",
    "TaskType",
    "Text",
    "TextInput",
    "TextColor",
    "TextColorInput",
    "TranslationBlock",
    "TranslationBlockInput",
    "UpdateBankDetails",
    "UserMetadata",
    "ValidationError",
    "Visibility",
    "WebFormStatus",
    "WebFormType",
    "AddressData",
    "Amount",
    "BankConnectionImportDetails",
    "BankConnectionUpdateDetails",
    "BankConnectionUpdateTaskDetails",
    "Brand",
    "BrandInput",
    "Color",
    "ColorInput",
    "DirectDebitOrder",
    "DirectDebitWithAccountDetails",
    "Error",
    "Language",
    "LanguageInput",
    "Payload",
    "PaymentWithAccountRecipient",
    "StandalonePaymentRecipient",
    "StandingOrderDetails",
    "Translation",
    "TranslationInput",
    "TranslationSet",
    "TranslationSetsPage",
    "WebForm",
    "WebFormCompletedCallback",
    "WebFormInfo",
    "WebFormsPage",
    "Aspect",
    "AspectInput",
    "CreateTranslationDetails",
    "Functionality",
    "FunctionalityInput",
    "PaymentWithAccountOrder",
    "Profile",
    "ProfilesPage",
    "StandalonePaymentOrder",
    "TaskCallback",
    "TaskPayload",
    "CreateProfileDetails",
    "EditProfileDetails",
    "PaymentWithAccountDetails",
    "StandalonePaymentDetails",
    "Task",
    "TasksPage",
]

_MODULES = {"models", "webhooks"}
_CLIENTS = {"API": "client", "FinapiWebForm": "client", "AsyncFinapiWebForm": "async_client"}

if not TYPE_CHECKING:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            return import_module("importlib.metadata").version("kontokit-finapi-webform")
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
