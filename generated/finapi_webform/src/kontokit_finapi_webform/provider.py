# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
finAPI Web Form 2.0 for programs that work with all APIs, which find it by its entry point.
"""

from __future__ import annotations

from kontokit.operations import Provider

PROVIDER = Provider(
    name="finapi_webform",
    title="finAPI Web Form 2.0",
    package="kontokit_finapi_webform",
    client="FinapiWebForm",
    async_client="AsyncFinapiWebForm",
    has_webhooks=True,
    operations={
        "getWebForms": "web_forms.GET_WEB_FORMS",
        "createForBankConnectionImport": "web_forms.CREATE_FOR_BANK_CONNECTION_IMPORT",
        "createForDirectDebitWithAccountId": "web_forms.CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID",
        "createForPaymentWithAccountId": "web_forms.CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID",
        "createForStandalonePayment": "web_forms.CREATE_FOR_STANDALONE_PAYMENT",
        "createForStandingOrder": "web_forms.CREATE_FOR_STANDING_ORDER",
        "getWebForm": "web_forms.GET_WEB_FORM",
        "deleteWebForm": "web_forms.DELETE_WEB_FORM",
        "createForBankConnectionUpdate": "web_forms.CREATE_FOR_BANK_CONNECTION_UPDATE",
        "cancelWebForm": "web_forms.CANCEL_WEB_FORM",
        "getTasks": "tasks.GET_TASKS",
        "createBankConnectionUpdateTask": "tasks.CREATE_BANK_CONNECTION_UPDATE_TASK",
        "getTask": "tasks.GET_TASK",
        "getProfiles": "profiles.GET_PROFILES",
        "createProfile": "profiles.CREATE_PROFILE",
        "getProfile": "profiles.GET_PROFILE",
        "editProfile": "profiles.EDIT_PROFILE",
        "deleteProfile": "profiles.DELETE_PROFILE",
        "getTranslations": "translations.GET_TRANSLATIONS",
        "createTranslation": "translations.CREATE_TRANSLATION",
        "getTranslation": "translations.GET_TRANSLATION",
        "deleteTranslation": "translations.DELETE_TRANSLATION",
    },
)
"""The package, and the place of each operation in it."""
