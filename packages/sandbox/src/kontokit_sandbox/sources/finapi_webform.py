"""
Where the behaviour of finAPI Web Form 2.0 comes from.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .documents import DocumentName
from .source import Documented, differs, lines, made_up, parts

__all__ = ["FINAPI_WEBFORM"]

_FORMS = "integration/sandbox/test_finapi_webform.py"
_JUDGE = "integration/documents/test_webform.py"
_DOCUMENT: Final[DocumentName] = "finAPI Web Form 2.709.0"


def _form(*named: str) -> Documented:
    return parts(_DOCUMENT, *named)


FINAPI_WEBFORM: Final[Table] = {
    "Signing in": (
        does(
            "Tokens of finAPI Access: of the user, and of the mandator admin for profiles and"
            " translations.",
            _form("createForBankConnectionImport", "createProfile"),
            tests=(f"{_FORMS}::test_tokens",),
        ),
        does(
            "A token that is not valid is 401 UNAUTHORIZED, one of another role 403 FORBIDDEN.",
            _form("ErrorCode"),
            tests=(f"{_FORMS}::test_tokens",),
        ),
    ),
    "Forms": (
        does(
            "Created with 201, the status NOT_YET_OPENED and the address of a page.",
            lines("002", 13, (21, 25)),
            _form("createForBankConnectionImport", "WebForm"),
            tests=(f"{_JUDGE}::test_a_form_from_its_opening_to_its_end", f"{_FORMS}::test_import"),
        ),
        does(
            "IN_PROGRESS once it is opened, which works once.",
            _form("WebForm", "WebFormStatus"),
            tests=(f"{_FORMS}::test_a_form_opens_once",),
        ),
        does(
            "COMPLETED with the id of what was made in `payload`.",
            lines("002", (33, 35)),
            _form("Payload", "WebFormStatus"),
            tests=(f"{_JUDGE}::test_a_form_from_its_opening_to_its_end", f"{_FORMS}::test_import"),
        ),
        does(
            "COMPLETED_WITH_ERROR with an `errorCode`.",
            _form("PayloadErrorCode", "WebFormStatus"),
            tests=(f"{_JUDGE}::test_each_other_end_of_a_form", f"{_FORMS}::test_chosen_failure"),
        ),
        does(
            "ABORTED if the user gives up, CANCELLED if the caller cancels.",
            parts("finAPI Web Form 2.906.0", "cancelWebForm", "WebFormStatus"),
            tests=(f"{_JUDGE}::test_each_other_end_of_a_form", f"{_FORMS}::test_cancel"),
        ),
        does(
            "EXPIRED after 20 minutes.",
            _form("WebForm", "WebFormStatus"),
            tests=(f"{_JUDGE}::test_each_other_end_of_a_form", f"{_FORMS}::test_expiry"),
        ),
        does(
            "EXPIRED comes with time alone, not because the user closes the window.",
            differs(
                parts("finAPI Web Form 2.906.0", "WebFormStatus"),
                "a page without scripts does not notice it",
            ),
            tests=(f"{_FORMS}::test_expiry",),
        ),
        does(
            "Cancelling a form that has ended is 422 NOT_ALLOWED.",
            parts("finAPI Web Form 2.906.0", "cancelWebForm"),
            made_up("the code"),
            tests=(f"{_FORMS}::test_cancel",),
        ),
        does(
            "It goes back to `redirectUrl`, `errorRedirectUrl` or `abortRedirectUrl` of its"
            " address; without one it says how it ended.",
            _form("WebForm"),
            made_up("what it says"),
            tests=(f"{_FORMS}::test_ways_back",),
        ),
        does(
            "`redirectUrl` in the body may be missing.",
            differs(
                _form("createForBankConnectionImport", "ErrorCode"),
                "it depends on the licence, and sources contradict each other for which",
            ),
            tests=(f"{_FORMS}::test_import",),
        ),
        does(
            "Addresses of callbacks are https, else 400; only this machine is called.",
            _form("TaskCallbacks"),
            made_up("that nobody else is called, but by `--forward`"),
            tests=("integration/sandbox/test_webhooks.py::TestWebForm::test_http_is_refused",),
        ),
        does(
            "The bank is found by id or search: none is BANK_NOT_SUPPORTED, several"
            " BANK_NOT_UNIQUE.",
            _form("createForBankConnectionImport", "ErrorCode"),
            tests=(f"{_FORMS}::test_refused_imports",),
        ),
        does(
            "Only the asked types of accounts are imported; none is NO_ACCOUNTS_FOR_TYPE_LIST.",
            lines("002", 15),
            _form("PayloadErrorCode"),
            tests=(f"{_FORMS}::test_import_of_some_accounts",),
        ),
        does(
            "The download goes on after the form: the status is asked at finAPI Access.",
            lines("002", (39, 45)),
            tests=(f"{_FORMS}::test_import",),
        ),
        does(
            "An order is handed in when the user has approved it; its fate follows the amount.",
            _form("createForStandalonePayment", "Payload"),
            made_up("the amounts"),
            tests=(
                "integration/logins/test_amounts.py::test_an_order_of_a_form_is_carried_out",
                f"{_FORMS}::test_standalone_payment",
            ),
        ),
        does(
            "An order in another currency, or that the account cannot carry out, is"
            " PAYMENT_NOT_SUPPORTED.",
            _form("createForPaymentWithAccountId", "ErrorCode"),
            tests=(f"{_FORMS}::test_refused_payments",),
        ),
        does(
            "A program can act for the user by `?action=` at the page.",
            made_up("so that tests need no browser"),
        ),
    ),
    "Tasks": (
        does(
            "NOT_YET_STARTED, IN_PROGRESS, then COMPLETED, COMPLETED_WITH_ERROR or"
            " WEB_FORM_REQUIRED with a form.",
            _form("TaskStatus", "createBankConnectionUpdateTask"),
            tests=(
                f"{_JUDGE}::test_a_task_that_requires_a_form",
                f"{_FORMS}::test_task_with_the_user",
            ),
        ),
        does(
            "It is done after a second if it has callbacks, else at the second look.",
            made_up("no document tells how long it takes"),
            tests=(f"{_FORMS}::test_task_without_the_user",),
        ),
        does(
            "WEB_FORM_REQUIRED is final.",
            parts("finAPI Web Form 2.906.0", "TaskStatus"),
            tests=(f"{_JUDGE}::test_a_task_that_requires_a_form",),
        ),
        does(
            "A connection that is busy is 423 LOCKED.",
            _form("createBankConnectionUpdateTask", "ErrorCode"),
            tests=(f"{_FORMS}::test_task_of_a_busy_connection",),
        ),
    ),
    "Profiles, translations and lists": (
        does(
            "Kept and changed; a label is taken once, there is one default, and one set of"
            " translations. A change is answered 201.",
            _form("createProfile", "editProfile", "createTranslation"),
            tests=(f"{_FORMS}::test_profiles", f"{_FORMS}::test_translations"),
        ),
        does(
            "Lists under `items`, oldest first, 20 on a page.",
            _form("WebFormsPage", "Paging"),
            made_up("the order without `order`"),
            tests=(f"{_FORMS}::test_list_and_delete",),
        ),
    ),
    "Errors": (
        does(
            "400 with a reason for each field, all else with a code.",
            _form("ValidationError", "Error"),
            tests=(f"{_FORMS}::test_invalid_imports",),
        ),
        does(
            "Times have an offset without a colon.",
            parts("finAPI Web Form 2.430.0", "WebForm"),
            tests=(f"{_JUDGE}::test_the_bodies_of_the_services",),
        ),
    ),
}
"""What Web Form 2.0 does."""
