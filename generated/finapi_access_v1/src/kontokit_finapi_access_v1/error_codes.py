# Made from specs/finapi_access_v1 by `python -m kontokit_generator build finapi_access_v1`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The error codes of finAPI Access v1: what happened, and what to tell the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations.error_codes import CodeHelp, ErrorCodes

ERROR_CODES: Final = ErrorCodes(
    page="https://docs.kontokit.invalid/errors-finapi_access_v1.html",
    codes={
        "ADDITIONAL_AUTHENTICATION_REQUIRED": CodeHelp(
            what="The bank asks for SCA.", tell="sca_needed"
        ),
        "BAD_REQUEST": CodeHelp(what="The request cannot be understood.", tell="support"),
        "BANK_SERVER_REJECTION": CodeHelp(
            what="The bank has refused the request.", tell="bank_said_no"
        ),
        "COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED": CodeHelp(
            what="The account takes no collective transfers.", tell="unsupported"
        ),
        "ENTITY_EXISTS": CodeHelp(what="There is such a resource already.", tell="exists"),
        "FORBIDDEN": CodeHelp(what="The caller may not do this.", tell="support"),
        "IBAN_ONLY_DIRECT_DEBIT_NOT_SUPPORTED": CodeHelp(
            what="The bank needs a BIC for direct debits.", tell="check_input"
        ),
        "IBAN_ONLY_MONEY_TRANSFER_NOT_SUPPORTED": CodeHelp(
            what="The bank needs a BIC for transfers.", tell="check_input"
        ),
        "ILLEGAL_ENTITY_STATE": CodeHelp(
            what="The resource is in a state that does not allow this.",
            tell="unknown",
            repeat="ask_first",
        ),
        "ILLEGAL_FIELD_VALUE": CodeHelp(
            what="A field has a value that is not allowed.", tell="check_input"
        ),
        "ILLEGAL_PAGE_SIZE": CodeHelp(
            what="`perPage` is outside its limits.", tell="support", fixed_message=True
        ),
        "INVALID_CONSENT": CodeHelp(
            what="The consent is not valid, or not for this.", tell="renew_consent"
        ),
        "INVALID_FILTER_OPTIONS": CodeHelp(
            what="Criteria of a search contradict each other.", tell="support"
        ),
        "INVALID_TOKEN": CodeHelp(
            what="The token is not valid.", tell="sign_in", fixed_message=True
        ),
        "INVALID_TWO_STEP_PROCEDURE": CodeHelp(
            what="The SCA procedure is not one of the user's.", tell="method"
        ),
        "LOCKED": CodeHelp(
            what="The resource is busy, or the user is locked.", tell="later", repeat="yes"
        ),
        "LOGIN_FIELDS_MISMATCH": CodeHelp(
            what="The credentials do not have the fields of the interface.", tell="check_input"
        ),
        "METHOD_NOT_ALLOWED": CodeHelp(
            what="The path does not know this method.", tell="support", fixed_message=True
        ),
        "MISSING_CREDENTIALS": CodeHelp(
            what="Credentials are neither sent nor stored.", tell="incomplete"
        ),
        "MISSING_FIELD": CodeHelp(what="A field is missing.", tell="support"),
        "MISSING_TWO_STEP_PROCEDURE": CodeHelp(
            what="An SCA procedure has to be chosen.", tell="choose"
        ),
        "NO_ACCOUNTS_FOR_TYPE_LIST": CodeHelp(
            what="The bank has no account of the types asked for.", tell="not_found"
        ),
        "NO_CERTIFICATE": CodeHelp(
            what="The mandator has no certificate for this bank.", tell="support"
        ),
        "NO_EXISTING_CHALLENGE": CodeHelp(
            what="There is no challenge to answer, or it has ended.",
            tell="unknown",
            repeat="ask_first",
        ),
        "NO_TPP_CLIENT_CREDENTIALS": CodeHelp(
            what="The mandator has no credentials for this bank.", tell="support"
        ),
        "NO_PSU_METADATA": CodeHelp(
            what="The bank wants the user's metadata in the PSU headers.", tell="support"
        ),
        "TOO_MANY_IDS": CodeHelp(
            what="More than a thousand ids were given.", tell="support", fixed_message=True
        ),
        "UNAUTHORIZED_ACCESS": CodeHelp(what="The caller is not known.", tell="sign_in"),
        "UNEXPECTED_ERROR": CodeHelp(what="FinAPI has failed.", tell="unknown", repeat="ask_first"),
        "UNKNOWN_ENTITY": CodeHelp(
            what="There is no such resource, or not for this user.", tell="not_found"
        ),
        "UNSUPPORTED_BANK": CodeHelp(what="The bank is not supported.", tell="other_bank"),
        "UNSUPPORTED_FEATURE": CodeHelp(
            what="The bank or the interface cannot do this.", tell="unsupported"
        ),
        "UNSUPPORTED_MEDIA_TYPE": CodeHelp(
            what="The body is of a kind that is not understood.", tell="support", fixed_message=True
        ),
        "UNSUPPORTED_ORDER": CodeHelp(
            what="The list cannot be sorted by this field.", tell="support", fixed_message=True
        ),
        "USER_ALREADY_VERIFIED": CodeHelp(what="The user is verified already.", tell="support"),
        "USER_NOT_VERIFIED": CodeHelp(what="The user is not verified yet.", tell="support"),
        "WEB_FORM_ABORTED": CodeHelp(
            what="The user has given up in the web form.", tell="cancelled", repeat="ask_first"
        ),
        "WEB_FORM_REQUIRED": CodeHelp(what="The user has to go on in a web form.", tell="go_on"),
    },
)
"""``error.help`` shows them."""
