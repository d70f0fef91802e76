"""
Where the behaviour of finAPI Access v1 comes from, as far as it differs from v2.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .source import differs, lines, made_up, parts

__all__ = ["FINAPI_ACCESS_V1"]

_V1 = "integration/generated/test_finapi_v1.py"
_ORDERS = "integration/sandbox/test_finapi_orders_v1.py"
_ERRORS = "integration/documents/test_finapi_errors.py"
_OLDER = "integration/documents/test_finapi_v1_only.py"

FINAPI_ACCESS_V1: Final[Table] = {
    "Form of requests and responses": (
        does(
            "Local times of Berlin with a blank, also for dates; null where v2 leaves a field out.",
            lines("004", 120, 145),
            parts("finAPI Access 1.151.1", "Transaction", "BankConnection"),
            tests=(f"{_V1}::test_local_times_and_nulls_are_on_the_wire",),
        ),
        does(
            "`interface` for `bankingInterface`, and the fields that v2 has dropped.",
            lines("004", (68, 70), (323, 333)),
            parts("finAPI Access 1.151.1", "ImportBankConnectionParams", "BankConnection"),
            tests=(f"{_V1}::test_accounts_tell_the_old_fields",),
        ),
        does(
            "Tokens at the root of the host; `revoke` takes its values in the query.",
            parts("finAPI Access 1.151.1", "getToken", "revokeToken"),
            tests=(f"{_V1}::test_a_token_is_revoked_in_the_query",),
        ),
        does(
            "Calls with several ids in the path do not exist; the list takes `ids`.",
            differs(lines("003", 9, 150), "deprecated, and the document advises the list"),
        ),
    ),
    "Imports": (
        does(
            "The demo bank needs credentials, and asks for SCA whatever the connection is called.",
            differs(lines("003", 178), "document 004 (578 to 589) is newer and sends credentials"),
            tests=(f"{_V1}::test_an_embedded_login_runs_to_its_end",),
        ),
        does(
            "A 510 asks for SCA, and the call is repeated with the answer.",
            lines("003", 177),
            lines("004", (109, 150)),
            tests=("integration/documents/test_sandbox_finapi.py::test_finapi_embedded",),
        ),
    ),
    "Web forms": (
        does(
            "`forceWebForm`, and logins that need a form: 451 with `Location`.",
            parts("finAPI Access 1.151.1", "importBankConnection", "ErrorCode"),
            tests=(
                f"{_ORDERS}::test_web_form_of_a_bank_that_wants_it",
                f"{_ERRORS}::test_the_web_form_of_version_1_for_an_import_is_asked_for",
            ),
        ),
        does(
            "The message of the error is the id of the form.",
            made_up("seen in a sample of 2025 on the provider's migration page"),
            tests=(f"{_ORDERS}::test_web_form",),
        ),
        does(
            "The form makes the call; `getWebForm` gives its answer, COMPLETED or ABORTED.",
            parts("finAPI Access 1.151.1", "getWebForm", "WebFormStatus"),
            tests=(f"{_ORDERS}::test_web_form", f"{_ORDERS}::test_left_web_form"),
        ),
    ),
    "Older orders": (
        does(
            "`requestSepa…` asks for a TAN in a 200, `executeSepa…` takes it.",
            parts(
                "finAPI Access 1.151.1",
                "requestSepaMoneyTransfer",
                "executeSepaMoneyTransfer",
                "MoneyTransferOrderingResponse",
            ),
            made_up("that the second call finds the order by the account"),
            tests=(
                f"{_OLDER}::test_an_older_transfer_with_a_tan",
                f"{_ORDERS}::test_debit_with_a_tan",
            ),
        ),
        does(
            "Clearing accounts are 501.",
            parts("finAPI Access 1.151.1", "ErrorCode"),
            made_up("the sandbox has none"),
        ),
    ),
}
"""What finAPI Access v1 does besides v2."""
