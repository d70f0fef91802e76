"""
Where the behaviour of finAPI Access v2 comes from. v1 shares it but for its own table.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .documents import DocumentName
from .source import Documented, differs, lines, made_up, parts

__all__ = ["FINAPI_ACCESS"]

_FAULTS = "integration/sandbox/test_fault_injection.py"
_HOLDINGS = "integration/sandbox/test_finapi_holdings.py"
_CONTROLS = "integration/banking/test_controls.py"
_USERS = "integration/generated/test_finapi_users.py"
_BANKS = "integration/generated/test_finapi_banks.py"
_ROWS = "integration/generated/test_finapi_transactions.py"
_SCA = "integration/sandbox/test_finapi_sca.py"
_ORDERS = "integration/sandbox/test_finapi_orders.py"
_IMPORTS = "integration/documents/test_finapi_imports.py"
_WAYS = "integration/documents/test_finapi_approaches.py"
_ERRORS = "integration/documents/test_finapi_errors.py"
_JUDGE = "integration/documents/test_sandbox_finapi.py"
_DOCUMENT: Final[DocumentName] = "finAPI Access 2024.18.1"
_TEST_BANKS = parts("finAPI's page on its test banks")


def _v2(*named: str) -> Documented:
    return parts(_DOCUMENT, *named)


FINAPI_ACCESS: Final[Table] = {
    "Signing in": (
        does(
            "Three grants in a form, with the credentials of the client in it; three roles.",
            _v2("getToken", "GrantType"),
            tests=(f"{_USERS}::test_each_role_opens_its_own_operations",),
        ),
        does(
            "The same token until it ends; an hour by default, or as the client has set it.",
            _v2("getToken", "ClientConfiguration"),
            tests=(f"{_USERS}::test_the_same_token_is_given_until_it_expires",),
        ),
        does(
            "A refresh token stays; a fault or a setting makes it rotate.",
            parts("RFC 6749"),
            made_up("that it stays"),
            tests=(f"{_FAULTS}::test_refresh_tokens_stay_the_same_by_default",),
        ),
        does(
            "Wrong credentials, and tokens that have ended, are 401 in the shape of OAuth.",
            _v2("getToken", "BadCredentialsError"),
            made_up("`invalid_client`, `invalid_grant` and the descriptions"),
            tests=(f"{_USERS}::test_wrong_credentials_are_distinguished",),
        ),
        does(
            "A token of another role is 403.",
            _v2("ErrorMessage", "ErrorCode"),
            tests=(f"{_USERS}::test_a_token_of_another_role_is_forbidden",),
        ),
        does(
            "A user who is not verified is 403; five wrong passwords lock a user: 423.",
            _v2("getToken", "ClientConfiguration"),
            made_up("the five, and that ids from `unverified` on are not verified"),
            tests=(f"{_USERS}::test_five_wrong_passwords_lock_the_user",),
        ),
        does(
            "Revoking ends a token, its grant or both, by the hint.",
            _v2("revokeToken", "TokenTypeHint"),
            tests=(f"{_USERS}::test_revoking_without_a_hint_ends_the_grant",),
        ),
        does(
            "`switchApiVersion` answers, and both versions stay open.",
            differs(_v2("switchApiVersion"), "one sandbox serves tests of both versions"),
            tests=(f"{_USERS}::test_the_api_version_is_switched",),
        ),
        does(
            "`X-Request-Id` comes back, or `selfgen-` and a UUID.",
            parts("finAPI Access 1.151.1", "ErrorMessage"),
            lines("004", 146),
            tests=(f"{_USERS}::test_every_error_is_called_by_the_id_of_the_call",),
        ),
    ),
    "Users": (
        does(
            "Created with an id and a password of the caller or made up, shown once.",
            _v2("createUser", "getAuthorizedUser"),
            tests=(f"{_USERS}::test_a_user_is_made_up",),
        ),
        does(
            "A password is changed in two steps, with a token encrypted by the data decryption"
            " key; it unlocks the user and ends all tokens.",
            _v2("requestPasswordChange", "executePasswordChange"),
            parts("finAPI's page on the data decryption key"),
            tests=(f"{_USERS}::test_a_password_is_changed_with_the_decrypted_token",),
        ),
        does(
            "A user with a running update is not deleted: 423.",
            _v2("deleteAuthorizedUser", "deleteUsers"),
            tests=(f"{_USERS}::test_a_busy_user_is_not_deleted",),
        ),
    ),
    "Banks": (
        does(
            "Three test banks, and seven of our own.",
            _TEST_BANKS,
            lines("004", 69, 381, 578),
            made_up("the seven"),
            tests=(f"{_BANKS}::test_banks_are_searched",),
        ),
        does(
            "The bank 280001 takes `demo` with SCA, `demo_no_msa` without; others are 422.",
            _TEST_BANKS,
            made_up("the other test logins of the table below"),
            tests=(f"{_BANKS}::test_wrong_credentials_are_the_banks_words",),
        ),
        does(
            "The bank 277672 takes any login, offers DEMO-TSP-01 and -02 and wants `demo`.",
            lines("004", (127, 137), 243, 310, 578),
            tests=(f"{_BANKS}::test_the_old_test_bank_has_procedures_of_its_own",),
        ),
    ),
    "Imports and updates": (
        does(
            "An import is 201 with `updateStatus` IN_PROGRESS, then READY.",
            lines("004", (318, 331), (929, 936)),
            lines("003", 176),
            parts("finAPI's page on post processing"),
            tests=(f"{_JUDGE}::test_finapi_embedded",),
        ),
        does(
            "It is READY after a second, or at the second look; `categorizationStatus` is PENDING"
            " until then.",
            lines("004", 331),
            made_up("how long it takes; the sample has READY for categorising at once"),
            tests=(f"{_BANKS}::test_an_import_ends_with_time",),
        ),
        does(
            "Current and savings accounts, others by `accountTypes`; none is 422.",
            _v2("importBankConnection", "ErrorCode"),
            made_up("which types come without the field"),
            tests=(f"{_BANKS}::test_some_kinds_of_accounts_are_imported",),
        ),
        does(
            "Fields other than those of the interface are 400, none 422, an interface that the"
            " bank does not have 501.",
            _v2("ErrorCode", "importBankConnection"),
            made_up("which status each has"),
            tests=(f"{_BANKS}::test_wrong_labels_are_refused",),
        ),
        does(
            "Credentials are stored if `storeSecrets` is set, and shown as XXXXX.",
            _v2("LoginCredential", "updateBankConnection"),
            tests=(f"{_BANKS}::test_secrets_are_masked_where_they_are_stored",),
        ),
        does(
            "A connection that is busy is 423, for updates, edits and deletions.",
            lines("003", 17, 43, 70, 206),
            _v2("updateBankConnection", "editBankConnection"),
            tests=(f"{_BANKS}::test_a_busy_connection_is_locked",),
        ),
        does(
            "An update books what is pending and a purchase on each current account.",
            made_up("so that tests see something new"),
            tests=(f"{_BANKS}::test_an_update_brings_new_transactions",),
        ),
        does(
            "A consent ends after 90 days or when it is deleted; updates then need the user.",
            _v2("BankConsent", "deleteConsent"),
            made_up("the days"),
            tests=(f"{_BANKS}::test_a_consent_is_deleted_and_given_again",),
        ),
        does(
            "An automatic update each night, of users who have it on and connections that need no"
            " user.",
            _v2("ClientConfiguration", "UserCreateParams"),
            made_up("the hour"),
        ),
        does(
            "Connections, accounts and their data are deleted; notification rules lose them, and"
            " go with the last one.",
            lines("003", 14, 16, 40, 42),
            _v2("deleteBankConnection", "deleteAccount"),
            tests=(
                f"{_HOLDINGS}::test_a_deleted_connection_leaves_the_notification_rules",
                f"{_BANKS}::test_one_busy_connection_keeps_all",
            ),
        ),
        does(
            "`mockBatchUpdate` books what it is given, but for known rows and those older than ten"
            " days before the last update, and closes a gap.",
            _v2("mockBatchUpdate"),
            made_up("stored credentials are not asked for"),
            tests=(f"{_ROWS}::test_old_and_known_transactions_are_skipped",),
        ),
    ),
    "Steps of an SCA": (
        does(
            "510 with `errors[0].multiStepAuthentication`; the call is repeated with its answer.",
            lines("004", (89, 150), (153, 200)),
            _v2("MultiStepAuthenticationChallenge"),
            tests=(f"{_WAYS}::test_procedure_then_tan", f"{_JUDGE}::test_finapi_embedded"),
        ),
        does(
            "TWO_STEP_PROCEDURE_REQUIRED with the procedures.",
            lines("004", (93, 107)),
            tests=(
                f"{_IMPORTS}::test_embedded_approach_with_choice_of_the_procedure",
                f"{_JUDGE}::test_finapi_embedded",
            ),
        ),
        does(
            "CHALLENGE_RESPONSE_REQUIRED with a text, a picture or a flicker code.",
            lines("004", (203, 236)),
            tests=(
                f"{_WAYS}::test_photo_tan",
                f"{_WAYS}::test_flicker_code",
                f"{_SCA}::test_challenges_with_a_flicker_code",
            ),
        ),
        does(
            "REDIRECT_REQUIRED with an address, `redirectContext` and its field; needs"
            " `redirectUrl`.",
            lines("004", (345, 357), (401, 419)),
            tests=(f"{_IMPORTS}::test_redirect_approach", f"{_JUDGE}::test_finapi_redirect"),
        ),
        does(
            "`redirectCallback` is compared byte for byte with the way back; another one, and a"
            " refusal, is 422.",
            lines("004", (481, 487)),
            _v2("MultiStepAuthenticationCallback"),
            _TEST_BANKS,
            made_up("that a changed query is noticed"),
            tests=(f"{_SCA}::test_a_redirect_is_taken_as_it_was_given",),
        ),
        does(
            "DECOUPLED_AUTH_REQUIRED, then DECOUPLED_AUTH_IN_PROGRESS until it is confirmed.",
            lines("004", (714, 733), (812, 828)),
            tests=(f"{_IMPORTS}::test_decoupled_approach", f"{_JUDGE}::test_finapi_decoupled"),
        ),
        does(
            "The app confirms at the second poll, later or never, by the procedure; polls may come"
            " at any pace.",
            made_up("no document tells how long it takes"),
            tests=(f"{_SCA}::test_a_slow_confirmation", f"{_SCA}::test_no_confirmation"),
        ),
        does(
            "Each step has another hash, which works once; in an app the first one counts too.",
            differs(
                lines("004", 118, 247, 744, 839),
                "there a hash may stay; a new one shows which program sends the last",
            ),
            tests=(f"{_JUDGE}::test_finapi_decoupled_takes_the_hash_that_the_samples_send",),
        ),
        does(
            "The hash is good for the same body alone, for 15 minutes; else NO_EXISTING_CHALLENGE.",
            lines("004", 159, 274, 477, 771),
            _v2("ErrorCode"),
            made_up("the minutes"),
            tests=(f"{_SCA}::test_a_challenge_ends",),
        ),
        does(
            "A wrong TAN is 422 BANK_SERVER_REJECTION; some logins are asked again.",
            _v2("ErrorCode"),
            made_up("no document tells what a wrong TAN does"),
            tests=(
                f"{_SCA}::test_a_wrong_tan",
                f"{_ERRORS}::test_a_rejection_of_the_bank_after_the_tan",
            ),
        ),
        does(
            "A procedure that was not offered is INVALID_TWO_STEP_PROCEDURE.",
            _v2("ErrorCode"),
            tests=(f"{_BANKS}::test_an_unknown_procedure_is_refused",),
        ),
        does(
            "Two SCAs, or two approaches, may follow each other.",
            lines("004", (20, 22)),
            tests=(f"{_WAYS}::test_two_approaches_in_a_row", f"{_SCA}::test_two_in_a_row"),
        ),
        does(
            "A bank with redirect needs nothing from the user while the consent is valid.",
            _v2("updateBankConnection"),
            made_up("for updates: what a valid consent is for"),
            tests=(f"{_SCA}::test_a_valid_consent_needs_no_redirect",),
        ),
    ),
    "Orders": (
        does(
            "Created with the status OPEN; nothing moves before it is submitted.",
            _v2("createMoneyTransfer", "createDirectDebit", "createStandingOrder"),
            tests=(f"{_ORDERS}::test_payment_with_sca",),
        ),
        does(
            "Submitted, it is PENDING, and SUCCESSFUL at the next look; NOT_SUCCESSFUL if the bank"
            " refuses.",
            _v2("OrderInitiationStatus", "submitPayment"),
            made_up("when the status changes, and that reading the list is enough"),
            tests=(
                f"{_ERRORS}::test_each_status_of_an_order_asked_for_after_a_lost_answer",
                "integration/logins/test_amounts.py::test_what_becomes_of_an_order",
            ),
        ),
        does(
            "DISCARDED if the account of an open order is gone.",
            _v2("OrderInitiationStatus"),
            made_up("that this is the reason"),
            tests=(f"{_ORDERS}::test_lost_account",),
        ),
        does(
            "A second submission is 422 ILLEGAL_ENTITY_STATE.",
            _v2("ErrorCode"),
            made_up("that it is this code"),
            tests=(f"{_ORDERS}::test_second_submission",),
        ),
        does(
            "Refused at once: 422 BANK_SERVER_REJECTION with the words of the bank.",
            _v2("ErrorCode", "submitPayment"),
            made_up("the words"),
            tests=(f"{_ERRORS}::test_what_the_bank_says_of_an_order_that_it_did_not_carry_out",),
        ),
        does(
            "An order that its account or interface cannot carry out is 422 or 501.",
            _v2("createMoneyTransfer", "submitPayment", "ErrorCode"),
            made_up("what each account can do"),
            tests=(f"{_ORDERS}::test_refused_transfers",),
        ),
        does(
            "Wrong check digits of an IBAN, parts of a cent and days of the past are 422.",
            _v2("ErrorCode"),
            made_up("the check of days and amounts"),
            tests=(f"{_ORDERS}::test_refused_transfers",),
        ),
    ),
    "Lists": (
        does(
            "`page` from 1, `perPage` up to 500, 20 by default; four lists have no pages.",
            _v2("Paging", "getAndSearchAllTransactions", "getAllBankConnections"),
            tests=(f"{_ROWS}::test_pages_have_limits",),
        ),
        does(
            "More than 1,000 ids are TOO_MANY_IDS; an unknown order or filter is 400.",
            lines("003", 118),
            _v2("ErrorCode"),
            tests=(f"{_ROWS}::test_a_thousand_ids_are_enough",),
        ),
        does(
            "All documented filters of transactions, accounts, banks and other lists.",
            _v2("getAndSearchAllTransactions", "getAndSearchAllAccounts"),
            tests=(f"{_ROWS}::test_every_documented_filter_is_tried",),
        ),
    ),
    "Transactions": (
        does(
            "A row of the ledger, with finAPI's own day, which is never in the future.",
            _v2("Transaction"),
            made_up("that a row to come moves on with each update"),
            tests=("integration/sandbox/test_finapi_holdings.py::test_a_booking_to_come_moves_on",),
        ),
        does(
            "The id stays when a row is reworded; a connection that is imported anew has others.",
            _v2("getTransaction"),
            made_up("nothing is said of ids after a new import"),
            tests=(f"{_CONTROLS}::test_everything_is_imported_again_with_new_ids",),
        ),
        does(
            "Pending rows are a list of their own, and a transaction when they are booked.",
            _v2("getAndSearchAllPendingTransactions", "PendingTransaction"),
            made_up("that the id is the same in both lists"),
            tests=(f"{_ROWS}::test_pending_transactions_are_distinguished",),
        ),
        does(
            "What comes with the first download is not new, what comes later is.",
            _v2("Transaction"),
            made_up("that the first download is seen"),
        ),
        does(
            "Split, restored, edited and deleted as documented; only safe ones in safe mode.",
            _v2(
                "splitTransaction", "restoreTransaction", "editTransaction", "deleteAllTransactions"
            ),
            tests=(
                f"{_ROWS}::test_a_split_is_seen_by_the_user_only",
                f"{_ROWS}::test_a_deletion_has_rules",
            ),
        ),
        does(
            "A deleted row never comes again.",
            _v2("deleteAllTransactions"),
            made_up("also without `rememberDeletion`, where it might"),
        ),
        does(
            "All rows are downloaded, whatever their age.",
            _v2("ClientConfiguration"),
            made_up("as for clients of which finAPI has lifted its limit"),
        ),
        does(
            "Categories by rules of the user, of the mandator, and of the sandbox.",
            _v2("createIbanRules", "createKeywordRules", "trainCategorization"),
            made_up("the rules of the sandbox, a few categories"),
            tests=(f"{_HOLDINGS}::test_rules_of_the_user_go_before_those_of_the_mandator",),
        ),
        does(
            "Positions of a depot get other ids with each update.",
            _v2("getAndSearchAllSecurities"),
            made_up("the papers"),
            tests=(f"{_ROWS}::test_securities_make_up_the_depot",),
        ),
    ),
    "Notifications": (
        does(
            "Only automatic and mock updates send them, by the rules of the user, to every client"
            " with an address; the answer is not looked at.",
            _v2("createNotificationRule", "ClientConfiguration"),
            made_up("that every client with an address gets them"),
            tests=(
                "integration/sandbox/test_webhooks.py::TestFinapi::test_answer_is_not_looked_at",
            ),
        ),
    ),
    "Errors": (
        does(
            "404 UNKNOWN_ENTITY for what the user does not have, 422 for an unknown bank of an"
            " import.",
            _v2("ErrorCode", "importBankConnection"),
            made_up("which code each status has"),
            tests=(f"{_BANKS}::test_an_unknown_bank_is_not_found",),
        ),
        does(
            "400 BAD_REQUEST for a request that does not match the specification.",
            _v2("ErrorCode"),
            tests=("integration/sandbox/test_faults.py::test_statuses_in_the_shape_of_each_api",),
        ),
        does(
            "BUSINESS errors have the words of the bank, TECHNICAL ones are for developers.",
            _v2("ErrorType"),
            lines("004", 116, 245),
            made_up("the words"),
        ),
        does(
            "`errors` with code, type and message, the time, the id and the caller.",
            lines("004", (109, 150)),
            _v2("ErrorMessage", "ErrorDetails"),
            tests=(
                "integration/documents/test_finapi_errors.py::test_the_same_errors_without_sca",
            ),
        ),
    ),
}
"""What finAPI Access does."""
