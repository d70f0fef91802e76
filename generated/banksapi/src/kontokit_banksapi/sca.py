# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The strong customer authentication (SCA) of BANKSapi BANKS/Connect.
"""

from __future__ import annotations

from kontokit.operations.sca import (
    ChallengeFields,
    ChoiceFields,
    CodeMeaning,
    HypermediaSca,
    ScaConfig,
)
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
        resource_relations=(
            "get_single_transfer",
            "get_bulk_transfer",
            "get_single_debit",
            "get_bulk_debit",
        ),
        methods=(
            ChoiceFields(items="sicherheitsverfahren", id="kodierung", name="name", hint="hinweis"),
            ChoiceFields(items="scaMethods", id="code", name="name", hint="hint"),
        ),
        media=(
            ChoiceFields(
                items="tanMedien",
                id="name",
                name="name",
                hint="medienklasse",
                since="gueltigVon",
                until="gueltigBis",
            ),
            ChoiceFields(
                items="scaMediums",
                id="name",
                name="name",
                hint="mediaClass",
                since="validFrom",
                until="validTo",
            ),
        ),
        challenge="challenge",
        shown=ChallengeFields(
            text="instructions", codes=("HHD", "HHDUC"), pictures=("photo",), documents=("PDF",)
        ),
        content="content",
        title="name",
        hint="hinweis",
        decoupled="decoupled",
        messages="messages",
        texts=("message", "details"),
        code="code",
        codes={
            "BA999": CodeMeaning(before="refused", source="document 001, line 1230"),
            "BA1000": CodeMeaning(before="refused", source="document 001, line 1231"),
            "BA1001": CodeMeaning(before="refused", source="document 001, line 1232"),
            "BA1010": CodeMeaning(before="locked", source="document 001, line 1233"),
            "BA1011": CodeMeaning(before="credentials", source="document 001, line 1234"),
            "BA1012": CodeMeaning(before="incomplete", source="document 001, line 1235"),
            "BA1013": CodeMeaning(before="refused", source="document 001, line 1236"),
            "BA1014": CodeMeaning(before="locked", source="newer document of 2025"),
            "BA1051": CodeMeaning(before="refused", source="document 001, line 1238"),
            "BA1053": CodeMeaning(before="too_often", source="document 001, line 1240"),
            "BA1100": CodeMeaning(
                before="refused", after="refused", source="document 001, line 1245"
            ),
            "BA1101": CodeMeaning(before="method", source="document 001, line 1246"),
            "BA1102": CodeMeaning(before="medium", source="document 001, line 1247"),
            "BA1103": CodeMeaning(before="wrong_answer", source="document 001, line 1248"),
            "BA1104": CodeMeaning(before="taken", source="document 001, line 1249"),
            "BA1111": CodeMeaning(before="done", after="done", source="document 001, line 1251"),
            "BA1112": CodeMeaning(before="done", after="done", source="document 001, line 1252"),
            "BA1200": CodeMeaning(
                before="refused", after="refused", source="document 001, line 1253"
            ),
            "BA1204": CodeMeaning(
                before="refused", after="refused", source="document 001, line 1254"
            ),
            "BA1212": CodeMeaning(before="done", after="done", source="document 001, line 1255"),
            "BA3040": CodeMeaning(
                before="sca_failed", after="sca_failed", source="document 001, line 1264"
            ),
            "BA3060": CodeMeaning(before="no_method", source="document 001, line 1265"),
        },
        on_locked="user",
        repeated_if_wrong=("submit_text_tan",),
        status="status",
        working=("GESTARTET", "SAMMELN", "KOPFDATEN"),
        asking=("INTERAKTION",),
        complete=("VOLLSTAENDIG",),
        timeouts={"createTransfer": "timeout", "createBulkTransfer": "timeout"},
        document="get_challenge_pdf",
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
        login="credentials",
        bank=("providerId", "provider", "provider-id"),
        access=("access-id",),
        described_by=(
            "amount",
            "betrag",
            "currency",
            "waehrung",
            "recipient",
            "empfaenger",
            "debtorName",
            "iban",
            "debtorIban",
            "purpose",
            "verwendungszweck",
        ),
        status_operations={
            "addBankAccess": bank_accesses.GET_BANK_ACCESS,
            "startScaConsent": bank_accesses.GET_BANK_ACCESS,
        },
    ),
)
"""Each kind of SCA; an operation names those that apply to it."""
