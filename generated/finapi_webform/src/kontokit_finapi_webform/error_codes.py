# Made from specs/finapi_webform by `python -m kontokit_generator build finapi_webform`.
# Do not edit: change the specification, the overlay or a template instead.

"""
The error codes of finAPI Web Form 2.0: what happened, and what to tell the user.
"""

from __future__ import annotations

from typing import Final

from kontokit.operations.error_codes import CodeHelp, ErrorCodes

ERROR_CODES: Final = ErrorCodes(
    page="https://docs.kontokit.invalid/errors-finapi_webform.html",
    codes={
        "UNAUTHORIZED": CodeHelp(
            what="With 401: the token is missing, wrong or expired; get a new one and repeat the call.",
            tell="sign_in",
            fixed_message=True,
        ),
        "FORBIDDEN": CodeHelp(
            what="With 403: the token has the wrong role, or the product is not enabled for the mandator; repeating does not help.",
            tell="support",
        ),
        "NOT_FOUND": CodeHelp(
            what="With 404: the form, task, profile, translation set or bank connection does not exist for this token; stop polling it.",
            tell="not_found",
        ),
        "NOT_ALLOWED": CodeHelp(
            what="The action is not permitted here; `description` says why; repeating does not help.",
            tell="support",
        ),
        "BANK_NOT_SUPPORTED": CodeHelp(
            what="With 422: the bank given by id, search, IBAN or bank connection cannot be used; let the user choose another one.",
            tell="other_bank",
        ),
        "BANK_NOT_UNIQUE": CodeHelp(
            what="With 422: `bank.search` fits several banks; search more precisely, send `bank.id`, or leave the choice to the form.",
            tell="check_input",
        ),
        "ENTITY_EXISTS": CodeHelp(
            what="With 422: there is a profile of this label, a default profile or a translation set already. Or: The same bank connection has been imported before; update that one instead.",
            tell="exists",
        ),
        "MANDATOR_MISCONFIGURATION": CodeHelp(
            what="With 422: settings of the mandator in finAPI Access do not allow this; only finAPI's support can help. Or: Settings of the mandator in finAPI Access do not allow the run; only finAPI's support can help. Or: Settings of the mandator do not allow the update; only finAPI's support can help; known from version 2.906.",
            tell="support",
        ),
        "NOT_SUPPORTED": CodeHelp(
            what="The requested function is not supported; repeating does not help.",
            tell="unsupported",
        ),
        "PAYMENT_NOT_SUPPORTED": CodeHelp(
            what="With 422: account, currency or a missing BIC rules the payment out; change the order.",
            tell="unsupported",
        ),
        "INVALID_REDIRECT_URL": CodeHelp(
            what="With 422: `redirectUrl` is missing although the mandator's licence demands it, or present although it forbids it.",
            tell="support",
        ),
        "LOCKED": CodeHelp(
            what="With 423: the bank connection is being imported or updated; repeat the call later.",
            tell="busy",
            repeat="yes",
            fixed_message=True,
        ),
        "INTERNAL_SERVER_ERROR": CodeHelp(
            what="With 500: the service has failed; after a creation, look into the list before repeating it.",
            tell="unknown",
            repeat="ask_first",
        ),
        "BANK_SERVER_REJECTION": CodeHelp(
            what="The bank has ended the run, for example because of wrong login data; the user may try again in a new form. Or: The bank has ended the run, for example because of wrong login data; start a task with `manageSavedSettings` so that the user can correct them.",
            tell="bank_said_no",
        ),
        "INTERNAL_ERROR": CodeHelp(
            what="The cause is unknown; report it to finAPI's support with the request id.",
            tell="unknown",
            repeat="ask_first",
        ),
        "INTERRUPTED": CodeHelp(
            what="The user has reloaded or reopened the form at a step that does not allow it; offer a new form.",
            tell="unknown",
            repeat="ask_first",
        ),
        "INVALID_TOKEN": CodeHelp(
            what="The user's token has expired or been revoked during the run; create a new form with a fresh token. Or: The user's token has expired or been revoked during the run; start the task again with a fresh token.",
            tell="unknown",
            repeat="ask_first",
        ),
        "NO_ACCOUNTS_FOR_TYPE_LIST": CodeHelp(
            what="The user has no account of the kinds asked for in `accountTypes`; widen the list or tell the user.",
            tell="not_found",
        ),
        "UNDETERMINED_BANK": CodeHelp(
            what="The search given with the request fits no bank or several; leave it out or send the bank's id.",
            tell="check_input",
        ),
        "UNEXPECTED_ACCESS_RESPONSE": CodeHelp(
            what="FinAPI Access has answered in an unforeseen way; report it to finAPI's support with the request id.",
            tell="unknown",
            repeat="ask_first",
        ),
        "UNSUPPORTED_FEATURE": CodeHelp(
            what="The bank does not support something in the request, for example a future execution date; change it and create a new form.",
            tell="unsupported",
        ),
        "UNSUPPORTED_ORDER": CodeHelp(
            what="The account is not able to carry out this kind of order; another account is needed.",
            tell="unsupported",
        ),
    },
)
"""``error.help`` shows them."""
