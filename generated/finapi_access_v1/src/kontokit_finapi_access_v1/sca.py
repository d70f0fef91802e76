# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The strong customer authentication (SCA) of finAPI Access v1.
"""

from __future__ import annotations

from kontokit.operations.sca import (
    BookingQuery,
    ChallengeFields,
    ChoiceFields,
    CodeMeaning,
    FormQuery,
    RepeatCallSca,
    ScaConfig,
    StatusQuery,
)
from kontokit_finapi_access_v1.operations import (
    accounts,
    bank_connections,
    payments,
    standing_orders,
    transactions,
    web_forms,
)

SCA = ScaConfig(
    operations=(
        bank_connections.CONNECT_INTERFACE,
        bank_connections.IMPORT_BANK_CONNECTION,
        bank_connections.UPDATE_BANK_CONNECTION,
        bank_connections.EDIT_BANK_CONNECTION,
        accounts.REQUEST_SEPA_DIRECT_DEBIT,
        accounts.REQUEST_SEPA_MONEY_TRANSFER,
        payments.SUBMIT_PAYMENT,
        standing_orders.SUBMIT_STANDING_ORDER,
    ),
    repeat=RepeatCallSca(
        field="multiStepAuthentication",
        reference="hash",
        status="status",
        statuses={
            "TWO_STEP_PROCEDURE_REQUIRED": "method",
            "CHALLENGE_RESPONSE_REQUIRED": "challenge",
            "REDIRECT_REQUIRED": "redirect",
            "DECOUPLED_AUTH_REQUIRED": "decoupled",
            "DECOUPLED_AUTH_IN_PROGRESS": "decoupled",
        },
        method="twoStepProcedureId",
        answer="challengeResponse",
        returned="redirectCallback",
        confirmed="decoupledCallback",
        offer=ChoiceFields(
            items="twoStepProcedures",
            id="procedureId",
            name="procedureName",
            hint="procedureChallengeType",
            implicit="implicitExecute",
        ),
        shown=ChallengeFields(
            text="challengeMessage",
            label="answerFieldLabel",
            codes=("opticalData",),
            pictures=("photoTanData",),
            mime="photoTanMimeType",
        ),
        url="redirectUrl",
        state="redirectContext",
        state_field="redirectContextField",
        return_url="redirectUrl",
        seconds=5.0,
        login="loginCredentials",
        bank=("bankId",),
        access=("bankConnectionId", "accountId"),
        bank_name="bank",
        wrong_login=("BANK_SERVER_REJECTION",),
        codes={
            "BANK_SERVER_REJECTION": CodeMeaning(
                before="refused", after="refused", source="description of ErrorCode"
            ),
            "ILLEGAL_ENTITY_STATE": CodeMeaning(
                before="unclear", source="description of ErrorCode"
            ),
            "NO_EXISTING_CHALLENGE": CodeMeaning(
                before="expired", source="description of ErrorCode"
            ),
        },
        on_locked="busy",
        status_queries={
            "submitPayment": StatusQuery(
                operation=payments.GET_PAYMENTS,
                argument="ids",
                value="paymentId",
                items="payments",
                status="status",
                statuses={
                    "OPEN": "open",
                    "PENDING": "pending",
                    "SUCCESSFUL": "done",
                    "NOT_SUCCESSFUL": "failed",
                    "DISCARDED": "failed",
                },
                message="bankMessage",
            ),
            "submitStandingOrder": StatusQuery(
                operation=standing_orders.GET_STANDING_ORDERS,
                argument="ids",
                value="standingOrderId",
                items="standingOrders",
                status="status",
                statuses={
                    "OPEN": "open",
                    "PENDING": "pending",
                    "SUCCESSFUL": "done",
                    "NOT_SUCCESSFUL": "failed",
                    "DISCARDED": "failed",
                },
                message="bankMessage",
            ),
        },
        web_form=FormQuery(
            operation=web_forms.GET_WEB_FORM,
            argument="web_form_id",
            status="status",
            statuses={
                "NOT_YET_OPENED": "waiting",
                "IN_PROGRESS": "waiting",
                "COMPLETED": "done",
                "ABORTED": "cancelled",
            },
            code="serviceResponseCode",
            answer="serviceResponseBody",
        ),
        unfinished={
            "requestSepaMoneyTransfer": "challengeMessage",
            "requestSepaDirectDebit": "challengeMessage",
        },
        quiet_seconds=1800.0,
        bookings=BookingQuery(
            operation=transactions.GET_AND_SEARCH_ALL_TRANSACTIONS,
            account_argument="account_ids",
            since_argument="min_bank_booking_date",
            limit_argument="per_page",
            limit=500.0,
            fixed={"view": "userView"},
            account="accountId",
            amount="amount",
            items="transactions",
        ),
        described_by=(
            "paymentId",
            "standingOrderId",
            "recipientName",
            "recipientIban",
            "amount",
            "purpose",
        ),
    ),
)
"""Each kind of SCA; an operation names those that apply to it."""
