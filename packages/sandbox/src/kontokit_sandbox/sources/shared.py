"""
Where the behaviour comes from that all APIs share: money, banks, pages and time.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .source import Source, differs, lines, made_up, parts

__all__ = ["SHARED"]

_OWN = made_up("a means of the sandbox")
_LEDGER = "integration/sandbox/test_one_ledger.py"
_VALIDATION = "integration/sandbox/test_validation.py"
_CONTROLS = "integration/banking/test_controls.py"
_PEOPLE = "integration/sandbox/test_people.py"
_PINS = "integration/logins/test_pins_and_tans.py"
_AMOUNTS = "integration/logins/test_amounts.py"
_PAGES = "integration/sandbox/test_pages.py"
_REFUSED_PIN: tuple[Source, ...] = (
    parts("finAPI Access 2024.18.1", "ErrorCode"),
    made_up("the PINs, and that finAPI tells them by BANK_SERVER_REJECTION"),
)

SHARED: Final[Table] = {
    "Money": (
        does(
            "All APIs show the same accounts and rows, up to the time of the clock.",
            made_up("one ledger, so that figures agree across APIs"),
            tests=(f"{_LEDGER}::test_all_providers_show_the_same_account",),
        ),
        does(
            "An order that is carried out is booked on the account, and on that of the other side"
            " if it is here.",
            made_up("no document tells when an order becomes a row"),
            tests=(f"{_LEDGER}::test_a_payment_is_a_booking_on_both_sides_everywhere",),
        ),
        does(
            "An order that is refused moves nothing.",
            made_up("no document tells when an order becomes a row"),
            tests=(
                f"{_LEDGER}::test_an_order_that_is_refused_moves_nothing",
                f"{_AMOUNTS}::test_a_third_wrong_tan_moves_no_money",
            ),
        ),
        does(
            "The same order, handed in twice, is carried out twice.",
            made_up("no document says that a provider notices"),
            tests=(f"{_AMOUNTS}::test_an_open_order_is_carried_out_twice",),
        ),
        does(
            "Standing orders pay on their days.",
            parts("finAPI Access 2024.18.1", "submitStandingOrder", "StandingOrderFrequency"),
            made_up("holidays, and that a payment is a row of its own"),
            tests=("unit/sandbox/test_standing_orders.py::test_a_standing_order_pays_on_its_days",),
        ),
        does(
            "A row that the bank rewords, moves to another day or deletes is so at all APIs at"
            " once; its id stays, or it is gone.",
            made_up("what banks do, and no document tells"),
            tests=(
                f"{_CONTROLS}::test_a_row_is_reworded",
                f"{_CONTROLS}::test_the_booking_date_moves_by_a_day",
                f"{_CONTROLS}::test_a_row_is_deleted",
            ),
        ),
        does(
            "A pending row is booked, also under another text, or cancelled.",
            made_up("what banks do, and no document tells"),
            tests=(
                f"{_CONTROLS}::test_a_pending_row_is_booked_under_another_text",
                f"{_CONTROLS}::test_a_pending_row_is_cancelled",
            ),
        ),
        does(
            "What is imported anew has other ids at BANKSapi, if the access has, and at finAPI;"
            " at Bankimport only by a fault.",
            made_up("no document says what becomes of ids"),
            tests=(f"{_CONTROLS}::test_everything_is_imported_again_with_new_ids",),
        ),
        does(
            "True duplicates, returned debits, foreign currency, instant payments and fees are"
            " among the rows.",
            made_up("what reading has to cope with"),
            tests=(
                "unit/sandbox/test_rows_of_accounts.py::test_equal_rows_are_two_rows",
                f"{_CONTROLS}::test_a_third_equal_row_of_a_day",
            ),
        ),
        does(
            "People with accounts, rows and a PIN of your own.",
            _OWN,
            tests=(
                f"{_PEOPLE}::test_rows_have_their_ids_at_each_api",
                f"{_PEOPLE}::test_a_changed_pin_is_needed_at_banksapi",
                f"{_PEOPLE}::test_a_changed_pin_is_needed_at_finapi",
            ),
        ),
    ),
    "PINs and TANs": (
        does(
            "The PIN `falsch` is wrong.",
            lines("001", 1234),
            *_REFUSED_PIN,
            tests=(f"{_PINS}::test_pins_that_are_refused",),
        ),
        does(
            "The PIN `gesperrt` belongs to a locked login.",
            lines("001", 1233),
            *_REFUSED_PIN,
            tests=(f"{_PINS}::test_pins_that_are_refused",),
        ),
        does(
            "The PIN `unvollstaendig` is incomplete.",
            lines("001", 1235),
            *_REFUSED_PIN,
            tests=(f"{_PINS}::test_pins_that_are_refused",),
        ),
        does(
            "The TAN `123456` is right.",
            parts("finAPI's page on its test banks"),
            made_up("at BANKSapi"),
            tests=(f"{_PINS}::test_the_right_tan",),
        ),
        does(
            "The TAN `000000` is wrong.",
            made_up("a wrong one that any test can use"),
            tests=(f"{_PINS}::test_a_wrong_tan",),
        ),
        does(
            "The TAN `111111` comes too late.",
            lines("001", 1248, 1264),
            parts("finAPI Access 2024.18.1", "ErrorCode"),
            made_up("which TAN it is"),
            tests=(f"{_PINS}::test_a_tan_that_comes_too_late",),
        ),
        does(
            "The TAN `999999` locks the login at all APIs.",
            lines("001", 1233),
            parts("finAPI Access 2024.18.1", "ErrorCode"),
            made_up("which TAN it is"),
            tests=(f"{_PINS}::test_a_tan_that_locks_the_login",),
        ),
    ),
    "Pages": (
        does(
            "A bank's page asks for login and PIN, then for the accounts or the order.",
            lines("001", 895),
            lines("004", 419),
            made_up("how it looks"),
            tests=(
                f"{_PAGES}::test_a_redirect_is_approved_for_some_accounts",
                f"{_PAGES}::test_the_page_of_banksapi",
            ),
        ),
        does(
            "The way back has parameters in no order, an empty one and mixed encodings.",
            lines("004", (465, 469)),
            made_up("the irregularities, which real banks have"),
        ),
        does(
            "The phone confirms apps and shows TANs that were sent.",
            made_up("in place of a real phone"),
            tests=(f"{_PAGES}::test_the_phone_decides",),
        ),
        does(
            "The reader shows flicker codes and pictures, and tells the TAN.",
            made_up("in place of a real device"),
            tests=("unit/sandbox/test_flicker.py::test_a_device_reads_what_is_shown",),
        ),
        does("The control page and its API.", _OWN),
    ),
    "Time": (
        does(
            "A clock that is moved, set and stopped; nights at three in Berlin.",
            _OWN,
            tests=("unit/sandbox/test_clock.py::test_a_night_is_carried_out_once",),
        ),
    ),
    "Server": (
        does(
            "Requests and responses are checked against the specification; a violation is 400.",
            made_up("the statuses of such errors, where no document has one"),
            tests=(
                f"{_VALIDATION}::test_broken_parameter_is_reported_with_its_path",
                f"{_VALIDATION}::test_answers_are_held_to_the_document",
            ),
        ),
        does(
            "A browser page of another site is refused, and no CORS header is sent.",
            differs(lines("001", (158, 162)), "a page of any site could act in the sandbox"),
            tests=("integration/sandbox/test_addresses.py::test_pages_of_other_sites_are_refused",),
        ),
        does(
            "No requests are limited: none is answered 429 but by a fault.",
            made_up("no document has a limit of requests"),
        ),
        does(
            "Bodies up to 1 MiB, 200 headers, 60 seconds for a request to arrive.",
            made_up("limits of the server"),
            tests=("integration/sandbox/test_addresses.py::test_too_many_headers_are_refused",),
        ),
    ),
}
"""What is the same at every API."""
