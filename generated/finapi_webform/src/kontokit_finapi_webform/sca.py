# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The strong customer authentication (SCA) of finAPI Web Form 2.0.
"""

from __future__ import annotations

from kontokit.operations.sca import CodeMeaning, ScaConfig, WebFormSca
from kontokit_finapi_webform.operations import tasks, web_forms

_WEB_FORM = WebFormSca(
    read=web_forms.GET_WEB_FORM,
    argument="web_form_id",
    id="id",
    status="status",
    statuses={
        "NOT_YET_OPENED": "waiting",
        "IN_PROGRESS": "waiting",
        "COMPLETED": "done",
        "COMPLETED_WITH_ERROR": "failed",
        "EXPIRED": "expired",
        "ABORTED": "cancelled",
        "CANCELLED": "cancelled",
    },
    url="url",
    ends="expiresAt",
    code="payload.errorCode",
    codes={
        "BANK_SERVER_REJECTION": CodeMeaning(
            before="refused", after="refused", source="description of PayloadErrorCode"
        ),
        "UNSUPPORTED_FEATURE": CodeMeaning(
            before="refused", after="refused", source="description of PayloadErrorCode"
        ),
        "UNSUPPORTED_ORDER": CodeMeaning(
            before="refused", after="refused", source="description of PayloadErrorCode"
        ),
    },
    message="payload.errorMessage",
    callbacks=("redirectUrl", "errorRedirectUrl", "abortRedirectUrl"),
    cancel=web_forms.CANCEL_WEB_FORM,
    described_by=("amount", "value", "currency", "name", "iban", "purpose"),
    on_locked="busy",
    seconds=2.0,
)

_TASK = WebFormSca(
    read=tasks.GET_TASK,
    argument="task_id",
    id="id",
    status="status",
    statuses={
        "NOT_YET_STARTED": "working",
        "IN_PROGRESS": "working",
        "WEB_FORM_REQUIRED": "form",
        "COMPLETED": "done",
        "COMPLETED_WITH_ERROR": "failed",
    },
    form="payload.webForm",
    form_statuses={
        "NOT_YET_OPENED": "waiting",
        "IN_PROGRESS": "waiting",
        "COMPLETED": "done",
        "COMPLETED_WITH_ERROR": "failed",
        "EXPIRED": "expired",
        "ABORTED": "cancelled",
        "CANCELLED": "cancelled",
    },
    url="url",
    code="payload.errorCode",
    message="payload.errorMessage",
    callbacks=("redirectUrl", "errorRedirectUrl", "abortRedirectUrl"),
    on_locked="busy",
    seconds=2.0,
)

SCA = ScaConfig(
    operations=(
        web_forms.CREATE_FOR_BANK_CONNECTION_IMPORT,
        web_forms.CREATE_FOR_DIRECT_DEBIT_WITH_ACCOUNT_ID,
        web_forms.CREATE_FOR_PAYMENT_WITH_ACCOUNT_ID,
        web_forms.CREATE_FOR_STANDALONE_PAYMENT,
        web_forms.CREATE_FOR_STANDING_ORDER,
        web_forms.CREATE_FOR_BANK_CONNECTION_UPDATE,
        tasks.CREATE_BANK_CONNECTION_UPDATE_TASK,
    ),
    forms={
        "createForBankConnectionImport": _WEB_FORM,
        "createForBankConnectionUpdate": _WEB_FORM,
        "createForDirectDebitWithAccountId": _WEB_FORM,
        "createForPaymentWithAccountId": _WEB_FORM,
        "createForStandalonePayment": _WEB_FORM,
        "createForStandingOrder": _WEB_FORM,
        "createBankConnectionUpdateTask": _TASK,
    },
)
"""Each kind of SCA; an operation names those that apply to it."""
