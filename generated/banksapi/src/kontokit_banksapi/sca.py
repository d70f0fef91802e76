# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The strong customer authentication (SCA) of BANKSapi BANKS/Connect.
"""

from __future__ import annotations

from kontokit.operations.sca import ChallengeFields, ChoiceFields, HypermediaSca, ScaConfig
from kontokit_banksapi.operations import bank_accesses, consents, payments, transfers

SCA = ScaConfig(
    operations=(
        bank_accesses.ADD_BANK_ACCESS,
        bank_accesses.GET_BANK_ACCESS,
        bank_accesses.GET_BANK_ACCESS_ISSUES,
        bank_accesses.SELECT_BANK_PRODUCTS,
        consents.START_SCA_CONSENT,
        consents.SUBMIT_ACCESS_CONSENT,
        consents.GET_ACCESS_CONSENT,
        consents.CANCEL_ACCESS_CONSENT,
        consents.GET_CONSENT,
        consents.SUBMIT_CONSENT,
        consents.POLL_CONSENT,
        consents.CANCEL_CONSENT,
        payments.INITIATE_SINGLE_TRANSFER_WITH_SAVED_CREDENTIALS,
        payments.INITIATE_BULK_TRANSFER_WITH_SAVED_CREDENTIALS,
        payments.INITIATE_SINGLE_DEBIT_WITH_SAVED_CREDENTIALS,
        payments.INITIATE_BULK_DEBIT_WITH_SAVED_CREDENTIALS,
        payments.INITIATE_SINGLE_TRANSFER,
        payments.GET_SINGLE_TRANSFER,
        payments.INITIATE_BULK_TRANSFER,
        payments.GET_BULK_TRANSFER,
        payments.INITIATE_SINGLE_DEBIT,
        payments.GET_SINGLE_DEBIT,
        payments.INITIATE_BULK_DEBIT,
        payments.GET_BULK_DEBIT,
        transfers.CREATE_TRANSFER,
        transfers.CREATE_BULK_TRANSFER,
        transfers.SUBMIT_TRANSFER_TAN,
        transfers.SUBMIT_BULK_TRANSFER_TAN,
    ),
    relations=HypermediaSca(
        relation_kinds={
            "redirect_url": "redirect",
            "get_webform": "form",
            "authenticate_decoupled": "decoupled",
            "authentication_decoupled": "decoupled",
            "authenticate": "challenge",
            "submit_text_tan": "challenge",
            "set_medium": "medium",
            "set_method": "method",
            "start_sca": "renewal",
            "startSCA": "renewal",
        },
        fields={
            "set_method": "chosenScaMethodId",
            "set_medium": "chosenScaMedia",
            "authenticate": "scaAuthenticationData",
            "submit_text_tan": "tan",
        },
        cancel="cancel",
        refresh_relation="self",
        methods=(
            ChoiceFields(items="sicherheitsverfahren", id="kodierung", name="name", hint="hinweis"),
            ChoiceFields(items="scaMethods", id="code", name="name", hint="hint"),
        ),
        media=(
            ChoiceFields(
                items="tanMedien", id="name", name="name", since="gueltigVon", until="gueltigBis"
            ),
            ChoiceFields(
                items="scaMediums", id="name", name="name", since="validFrom", until="validTo"
            ),
        ),
        challenge="challenge",
        shown=ChallengeFields(
            text="instructions", codes=("HHD", "HHDUC"), pictures=("photo",), documents=("PDF",)
        ),
        content="content",
        decoupled="decoupled",
        messages="messages",
        code="code",
        codes={
            "BA999": "refused",
            "BA1000": "refused",
            "BA1001": "refused",
            "BA1010": "locked",
            "BA1011": "credentials",
            "BA1012": "incomplete",
            "BA1013": "refused",
            "BA1014": "locked",
            "BA1051": "refused",
            "BA1053": "too_often",
            "BA1100": "refused",
            "BA1101": "method",
            "BA1102": "medium",
            "BA1103": "wrong_answer",
            "BA1104": "refused",
            "BA1111": "done",
            "BA1112": "done",
            "BA1200": "refused",
            "BA1204": "refused",
            "BA1212": "done",
            "BA3040": "sca_failed",
            "BA3060": "no_method",
        },
        inconclusive=("BA999", "BA1000", "BA1001", "BA1051", "BA1103", "BA1104"),
        on_locked="user",
        repeated_if_wrong=("submit_text_tan",),
        status="status",
        working=("GESTARTET", "SAMMELN", "KOPFDATEN"),
        asking=("INTERAKTION",),
        complete=("VOLLSTAENDIG",),
        timeout="timeout",
        seconds=5.0,
        working_seconds=2.0,
        callback="callbackUrl",
        return_parameter="baReentry",
        return_meanings={
            "FINISHED": "finished",
            "ACCOUNT_CREATED": "finished",
            "USER_CANCELLED": "cancelled",
            "LEGAL_NOT_ACCEPTED": "cancelled",
            "INVALID_CREDENTIALS": "failed",
            "INVALID_TAN": "failed",
            "NO_ACCOUNTS": "failed",
            "BACKEND_ERROR": "failed",
            "ERROR": "failed",
        },
        bank=("providerId", "provider"),
        status_operations={
            "addBankAccess": bank_accesses.GET_BANK_ACCESS,
            "startScaConsent": bank_accesses.GET_BANK_ACCESS,
        },
    ),
)
"""Each kind of SCA; an operation names those that apply to it."""
