# Made from specs/banksapi by `python -m kontokit_generator build banksapi`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The error codes of BANKSapi BANKS/Connect: what happened, and what to tell the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations.error_codes import CodeHelp, ErrorCodes

ERROR_CODES: Final = ErrorCodes(
    page="https://docs.kontokit.invalid/errors-banksapi.html",
    codes={
        "BA999": CodeHelp(what="ERROR: internal error.", tell="unknown", repeat="ask_first"),
        "BA1000": CodeHelp(
            what="ERROR: maintenance at the provider.", tell="bank_later", repeat="ask_first"
        ),
        "BA1001": CodeHelp(what="ERROR: the provider is no longer active.", tell="other_bank"),
        "BA1010": CodeHelp(
            what="ERROR: the access is locked, as a rule after three wrong PINs.", tell="locked"
        ),
        "BA1011": CodeHelp(
            what="ERROR: the login data are wrong; the bank counts failed logins.",
            tell="credentials",
        ),
        "BA1012": CodeHelp(
            what="ERROR: login data are missing; the details name the fields.", tell="incomplete"
        ),
        "BA1013": CodeHelp(what="ERROR: the bank access is not activated.", tell="activate"),
        "BA1014": CodeHelp(what="ERROR: too many failed logins (newer document).", tell="locked"),
        "BA1020": CodeHelp(what="ERROR: the account lacks a permission.", tell="no_permission"),
        "BA1051": CodeHelp(
            what="ERROR: the bank access cannot be reached; try again later.",
            tell="bank_later",
            repeat="ask_first",
        ),
        "BA1052": CodeHelp(
            what="ERROR: the bank access can be reached in part only.", tell="partial"
        ),
        "BA1053": CodeHelp(
            what="ERROR: the number of accesses allowed is exceeded.", tell="too_often"
        ),
        "BA1060": CodeHelp(what="ERROR: a product could not be updated.", tell="partial"),
        "BA1062": CodeHelp(what="ERROR: transactions could not be updated.", tell="partial"),
        "BA1063": CodeHelp(what="ERROR: depot positions could not be updated.", tell="partial"),
        "BA1064": CodeHelp(
            what="ERROR: a message of the bank, contained in the text.", tell="bank_message"
        ),
        "BA1100": CodeHelp(what="ERROR: the data of the transfer are invalid.", tell="check_input"),
        "BA1101": CodeHelp(what="ERROR: the TAN procedure is invalid.", tell="method"),
        "BA1102": CodeHelp(what="ERROR: the TAN medium is invalid.", tell="medium"),
        "BA1103": CodeHelp(
            what="ERROR: the TAN is wrong or no longer valid, or was not transmitted.",
            tell="wrong_tan",
            repeat="ask_first",
        ),
        "BA1104": CodeHelp(
            what="ERROR: the transfer is not possible, for example from this account or because it was sent twice.",
            tell="unknown",
            repeat="ask_first",
        ),
        "BA1110": CodeHelp(what="INFO: a TAN is asked for.", tell="sca_needed"),
        "BA1111": CodeHelp(what="INFO: the transfer was carried out.", tell="submitted"),
        "BA1112": CodeHelp(what="INFO: the transfer was submitted.", tell="submitted"),
        "BA1200": CodeHelp(what="ERROR: the data of the debit are invalid.", tell="check_input"),
        "BA1204": CodeHelp(what="ERROR: debits are not supported.", tell="unsupported"),
        "BA1212": CodeHelp(what="INFO: the debit was submitted.", tell="submitted"),
        "BA2002": CodeHelp(
            what="INFO: the bank has messages for the user in its online banking.",
            tell="bank_message",
        ),
        "BA2003": CodeHelp(what="INFO: this type of product is not supported.", tell="unsupported"),
        "BA2004": CodeHelp(what="INFO: the bank access is not activated yet.", tell="activate"),
        "BA2021": CodeHelp(
            what="INFO: a permission is missing (newer document).", tell="no_permission"
        ),
        "BA2062": CodeHelp(
            what="INFO: transactions are not available (newer document).", tell="partial"
        ),
        "BA3000": CodeHelp(what="INFO: an SCA is needed.", tell="sca_needed"),
        "BA3005": CodeHelp(what="INFO: an SCA by redirect to the bank is needed.", tell="go_on"),
        "BA3010": CodeHelp(what="INFO: an SCA procedure has to be chosen.", tell="choose"),
        "BA3020": CodeHelp(what="INFO: an SCA medium has to be chosen.", tell="choose"),
        "BA3030": CodeHelp(
            what="INFO: the challenge of an SCA is waiting for its answer.", tell="sca_needed"
        ),
        "BA3040": CodeHelp(what="ERROR: the SCA has failed.", tell="sca_failed"),
        "BA3060": CodeHelp(
            what="ERROR: the user has no SCA procedure that is supported.", tell="no_method"
        ),
    },
)
"""``error.help`` shows them."""
