"""
Where the behaviour of Bankimport comes from.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .source import differs, lines, made_up, parts

__all__ = ["BANKIMPORT"]

_TESTS = "integration/sandbox/test_bankimport.py"
_NO_SAMPLE = made_up("the document has no sample of it")

BANKIMPORT: Final[Table] = {
    "Signing in": (
        does(
            "One access token in `Authorization: Token token=…`.",
            lines("000", (9, 14)),
            tests=(f"{_TESTS}::test_wrong_token_is_refused",),
        ),
        does(
            "A missing or wrong token is 401 with a JSON body.",
            made_up("no status and no body of an error is documented"),
            tests=(f"{_TESTS}::test_missing_token_is_refused",),
        ),
        does(
            "No users: the accounts are those of one customer.",
            made_up("the document speaks of your accounts alone"),
        ),
    ),
    "Formats": (
        does(
            "JSON, and XML behind `.xml` at the end of the path.",
            lines("000", (20, 24)),
            made_up("the names of the elements, which follow the JSON"),
            tests=(f"{_TESTS}::test_suffix_xml_gives_the_same_as_xml",),
        ),
    ),
    "Accounts": (
        does(
            "An account has the fields of the sample, in a list under `bank_accounts`.",
            lines("000", (43, 73)),
            tests=(f"{_TESTS}::test_balance_moves_by_the_sum_of_what_is_booked",),
        ),
        does(
            "One account stands under `bank_account`.",
            lines("000", (89, 93)),
            made_up("the name of the field, like those of the lists"),
        ),
        does(
            "Filters: the beginning of bank code and number, the balance with its bounds,"
            " and `last_updated_after`.",
            lines("000", (80, 87)),
            tests=(
                f"{_TESTS}::test_accounts_are_searched_by_every_criterion",
                f"{_TESTS}::test_balance_bounds_are_included",
            ),
        ),
        does(
            "`balance_gt` of the sample query is 400, as any unknown parameter is.",
            differs(lines("000", 78), "the table (86, 87) has `balance_min` and `balance_max`"),
        ),
        does(
            "A login is linked by a form, and answered 201 with the account.",
            lines("000", (30, 41)),
            made_up("how it is sent and answered"),
            tests=(f"{_TESTS}::test_linked_account_appears_in_the_list",),
        ),
        does(
            "An unknown bank code, the PIN `falsch` and a login that is linked already are 422 with"
            " `errors` by field.",
            _NO_SAMPLE,
            tests=(
                f"{_TESTS}::test_refused_login_adds_nothing",
                f"{_TESTS}::test_login_is_linked_once",
            ),
        ),
        does(
            "An unknown account is 404.",
            _NO_SAMPLE,
            tests=(f"{_TESTS}::test_unknown_account_is_not_found",),
        ),
    ),
    "Imports": (
        does(
            "`POST …/import` starts an update that goes on by itself; `last_update_at` moves when"
            " it is finished.",
            lines("000", (95, 104)),
            tests=(f"{_TESTS}::test_import_moves_the_update_time_when_it_is_finished",),
        ),
        does(
            "An import takes a second and brings two new transactions; it is answered 200.",
            made_up("so that tests see something new soon"),
            tests=(f"{_TESTS}::test_import_brings_new_transactions",),
        ),
        does(
            "Each night at three all accounts are imported.",
            lines("000", 97),
            made_up("the hour, and that all accounts have it switched on"),
        ),
    ),
    "Transactions": (
        does(
            "Listed for all accounts or for one, 1,000 on a page at most, `page` from 1.",
            lines("000", (109, 114), 117, (125, 126)),
            tests=(f"{_TESTS}::test_transactions_need_three_pages",),
        ),
        does(
            "A `limit` above 1,000 counts as 1,000.",
            lines("000", 126),
            made_up("that it is no error"),
            tests=(f"{_TESTS}::test_limit_above_the_maximum_is_the_maximum",),
        ),
        does(
            "Order by the day of accounting or of import, ascending or descending; ascending by"
            " day without it.",
            lines("000", (127, 135)),
            tests=(f"{_TESTS}::test_transactions_are_sorted_both_ways",),
        ),
        does(
            "Filters: status, amounts with their bounds, and a part of the purpose of at least"
            " three characters.",
            lines("000", (136, 143)),
            tests=(
                f"{_TESTS}::test_transactions_are_filtered_by_status",
                f"{_TESTS}::test_transactions_are_filtered_by_exact_amounts",
                f"{_TESTS}::test_short_purpose_is_refused",
            ),
        ),
        does(
            "The fields of a transaction, among them the other side.",
            lines("000", (128, 143)),
            made_up("the names that no filter has"),
        ),
        does(
            "`pagination` tells page, limit, pages and total.",
            lines("000", 117),
            made_up("its name and its fields; the document only says that there is some"),
        ),
        does(
            "The id of a row stays, whatever is imported again, reworded or booked.",
            made_up("nothing is said of ids"),
            tests=("integration/banking/test_controls.py::test_a_row_is_reworded",),
        ),
        does(
            "The purpose has the SEPA marks `EREF+`, `MREF+`, `CRED+`, `SVWZ+` that German banks"
            " put there.",
            made_up("what reading has to cope with"),
        ),
        does(
            "A row is `pending` until it is booked, then `completed`; it may be booked under"
            " another purpose.",
            lines("000", (136, 139)),
            made_up("that the purpose changes"),
            tests=(
                "unit/sandbox/test_ledger.py::test_pending_rows_are_booked_under_another_purpose",
            ),
        ),
    ),
    "Errors and limits": (
        does(
            "A request that does not match the specification is 400, a short purpose 422.",
            made_up("no error is documented"),
            tests=(f"{_TESTS}::test_short_purpose_is_refused",),
        ),
        does(
            "No limit of requests.",
            made_up("none is documented; a fault can answer 429"),
        ),
    ),
    "Push": (
        does(
            "Sent to an address that is set outside the API, by POST or PUT, as JSON or XML, for"
            " some accounts or all, with Basic authentication and an HMAC-SHA512 of the body.",
            parts("Bankimport's push page"),
            made_up("the header of the signature, its encoding and what is signed"),
        ),
    ),
}
"""What Bankimport does."""
