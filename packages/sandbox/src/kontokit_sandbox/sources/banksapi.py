"""
Where the behaviour of BANKSapi comes from: tokens, users, providers, bank accesses, data.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .documents import DocumentName
from .source import differs, lines, made_up, parts

__all__ = ["BANKSAPI"]

_FLOWS = "integration/documents/test_banksapi_accesses.py"
_AUTH = "integration/sandbox/test_banksapi_auth.py"
_ACCESSES = "integration/sandbox/test_banksapi_accesses.py"
_CRYPT = "integration/sandbox/test_banksapi_encryption.py"
_SCENES = "integration/sandbox/test_banksapi_scenarios.py"
_JUDGE = "integration/documents/test_sandbox_banksapi.py"
_NEWER: Final[DocumentName] = "BANKS/Connect 2.0"

BANKSAPI: Final[Table] = {
    "Signing in": (
        does(
            "Tokens by Basic authentication: of the client, or of a user with name and password.",
            lines("001", 234, 323, 368, (1384, 1398)),
            tests=(f"{_AUTH}::test_user_token_names_its_user",),
        ),
        does(
            "A token lives for 24 hours; `validTo` is a local time of Berlin.",
            lines("001", 189, 236, 1386),
            tests=(f"{_AUTH}::test_client_token_lives_a_day_in_berlin_time",),
        ),
        does(
            "Wrong Basic authentication is 401.",
            lines("001", 1419),
            tests=(f"{_AUTH}::test_wrong_client_gets_no_token",),
        ),
        does(
            "A wrong name or password of a user is 400 `invalid_grant`.",
            parts("RFC 6749"),
            made_up("the document has no answer for it"),
            tests=(f"{_AUTH}::test_wrong_token_request_is_refused",),
        ),
        does(
            "A token has all scopes, or those that were asked for; an unknown one is 400.",
            lines("001", 323, 6953),
            made_up("the 400"),
            tests=(f"{_AUTH}::test_reduced_scope_is_reported",),
        ),
        does(
            "No call asks for a scope.",
            differs(lines("001", 244, 1215), "no document tells which call wants which scope"),
        ),
        does(
            "No token is 401; one that has ended, is unknown or of the wrong level is 403.",
            lines("001", 240, (1214, 1215)),
            tests=(
                f"{_AUTH}::test_missing_and_invalid_tokens_are_distinguished",
                f"{_AUTH}::test_levels_of_tokens_are_kept_apart",
            ),
        ),
        does(
            "A token is revoked; an unknown one is no error.",
            lines("001", (1558, 1580)),
            parts("RFC 7009"),
            tests=(f"{_AUTH}::test_revoked_token_is_worthless",),
        ),
        does(
            "A token is looked up: 400 without one, 401 without Basic authentication, 403 if it is"
            " not valid.",
            lines("001", (1619, 1622)),
            tests=(f"{_AUTH}::test_faulty_introspection_is_refused",),
        ),
        does(
            "Every answer has a correlation id: that of the request, or a new one.",
            lines("001", (152, 156)),
            tests=(f"{_AUTH}::test_correlation_id_is_given_back_or_made",),
        ),
    ),
    "Users": (
        does(
            "A user is created, 201 with a `Location`; only active ones are listed and read.",
            lines("001", 1303, 1323, 1341, 1471),
            tests=(f"{_AUTH}::test_life_of_a_user",),
        ),
        does(
            "A password has ten characters, two letters and two others; a weak one is 400.",
            lines("001", (7120, 7123)),
            made_up("the 400"),
            tests=(f"{_AUTH}::test_weak_password_is_refused",),
        ),
        does(
            "A name that is taken is 409; deleting an active user is 405.",
            parts(_NEWER, "updateUser", "deleteUser"),
            parts("BANKSapi's Java client"),
            tests=(f"{_AUTH}::test_user_name_is_taken_once",),
        ),
        does(
            "Deactivation ends the tokens of the user; reactivation under another name is 400.",
            lines("001", 1503, 1527),
            made_up("both: the document is silent"),
            tests=(f"{_AUTH}::test_deactivation_ends_the_tokens_of_the_user",),
        ),
    ),
    "Providers": (
        does(
            "Three providers; only the Demo Provider is reached, others are BA1001.",
            lines("001", 1232, (1644, 1694)),
            made_up("the other two, and that they are not reached"),
            tests=(f"{_AUTH}::test_providers_can_be_read_with_either_token",),
        ),
        does("An unknown provider is 404.", lines("001", 1841)),
        does(
            "Core data, statistics of jobs and parameters of EBICS.",
            parts(_NEWER, "getCoreData", "getJobStatistics", "getEbicsParameters"),
            made_up("the figures, and that one provider speaks EBICS"),
            tests=(f"{_AUTH}::test_only_one_provider_speaks_ebics",),
        ),
    ),
    "Credentials": (
        does(
            "Values are encrypted with the certificate of the tenant, RSA-OAEP with SHA-1.",
            lines("001", (901, 903), 6840),
            parts("BANKSapi's Java client"),
            tests=(f"{_CRYPT}::test_the_certificate_is_all_that_is_needed",),
        ),
        does(
            "What cannot be decrypted is 400.",
            lines("001", 1213),
            made_up("that it is noticed at once"),
            tests=(f"{_CRYPT}::test_what_cannot_be_read_is_refused",),
        ),
        does(
            "`PUT /encrypt` encrypts a text that is sent as Base64.",
            parts(_NEWER, "encrypt"),
            tests=(f"{_CRYPT}::test_what_the_server_encrypts_it_reads_again",),
        ),
    ),
    "Bank accesses": (
        does(
            "The caller chooses the id; 201 with the address of the access, or of the list.",
            lines("001", 407, 1990, 1997),
            tests=(
                f"{_ACCESSES}::test_access_is_complete_when_the_call_comes_back",
                f"{_FLOWS}::test_the_location_is_the_access_or_the_list",
            ),
        ),
        does(
            "Status INTERAKTION while the user is wanted, else VOLLSTAENDIG.",
            lines("001", (6149, 6151)),
            tests=(f"{_JUDGE}::test_an_access_that_wants_a_method_and_a_medium",),
        ),
        does(
            "Status SAMMELN for two looks, at a slow login.",
            parts("BANKSapi's Java client"),
            made_up("that two looks end it"),
            tests=(f"{_ACCESSES}::test_access_of_a_slow_login_is_polled",),
        ),
        does(
            "A login that the bank refuses is a message of the access, not an error of the call.",
            lines("001", 168, (689, 705)),
            tests=(f"{_ACCESSES}::test_wrong_pin_is_a_message",),
        ),
        does(
            "An address of the user that is not public is 400.",
            lines("001", 1213, 1974),
            made_up("the status"),
            tests=(f"{_ACCESSES}::test_address_of_the_user_is_public",),
        ),
        does(
            "The address of the user and `callbackUrl` may be missing.",
            differs(lines("001", (1974, 1975)), "the samples of the guide send neither (393, 642)"),
        ),
        does(
            "`headOnly` retrieves no transactions; with `sync` or chosen products it is 400.",
            lines("001", 1213, 1978),
            tests=(f"{_ACCESSES}::test_heads_alone_are_of_accesses_that_are_not_stored",),
        ),
        does(
            "Products are chosen by id, or payment accounts alone.",
            lines("001", 6842),
            parts(_NEWER, "addBankAccess"),
            tests=(f"{_ACCESSES}::test_only_wanted_products_are_fetched",),
        ),
        does(
            "A refresh is the same call with the id and an empty object; 201.",
            lines("001", (640, 656), 1976),
            tests=(f"{_ACCESSES}::test_refresh_brings_something_new",),
        ),
        does(
            "A refresh books what is pending and a purchase, and needs no `refresh=true`.",
            made_up("so that tests see something new"),
        ),
        does(
            "Issues: what is known of the last retrieval, without products.",
            lines("001", (676, 705), 2282),
            tests=(f"{_JUDGE}::test_the_issues_of_an_access",),
        ),
        does(
            "A background update in the night of accesses with `sync` that need no user.",
            lines("001", 409, 743, 6841),
            made_up("once a night, where up to four a day are documented"),
        ),
        does(
            "A consent ends after 180 days; then there are `start_sca` and BA3000, and the data"
            " stay.",
            lines("001", (660, 662), 897, (3094, 3096)),
            differs(lines("001", 658), "the law has 180 days since 2023, not 90"),
            parts("regulation (EU) 2018/389"),
            tests=(f"{_SCENES}::test_consents_end_and_are_renewed",),
        ),
        does(
            "A refresh without a consent changes nothing.",
            lines("001", 662),
            tests=(f"{_SCENES}::test_consents_end_and_are_renewed",),
        ),
        does(
            "One access or all are deleted, 200; one that is unknown or another user's is 404.",
            lines("001", (2154, 2164), (2255, 2267)),
            made_up("that of another user"),
            tests=(
                f"{_ACCESSES}::test_accesses_are_deleted_one_or_all",
                f"{_ACCESSES}::test_accesses_belong_to_their_user",
            ),
        ),
        does(
            "Choosing other products goes to a web form, 451.",
            lines("001", (5497, 5514)),
            tests=(f"{_ACCESSES}::test_selection_of_products_goes_to_the_web_form",),
        ),
        does(
            "A builder access is created, takes transactions and gives them back as they came.",
            lines("001", (5529, 5567), (5585, 5587), 5993),
            made_up("that nothing is compared or added"),
            tests=(f"{_ACCESSES}::test_builder_keeps_what_it_is_given",),
        ),
        does(
            "Relations lead to what can be done next, on the server of the caller.",
            lines("001", (178, 180), (257, 259), (603, 609)),
            tests=(f"{_ACCESSES}::test_relations_stay_on_the_origin_of_the_sandbox",),
        ),
        does(
            "Relations of AI/Connect lead to empty JSON.",
            lines("001", (1923, 1934)),
            made_up("the paths and the content"),
            tests=(f"{_ACCESSES}::test_links_beyond_the_document_answer_json",),
        ),
    ),
    "Transactions and depots": (
        does(
            "The last 90 days come without dates.",
            lines("001", 2451),
            tests=(f"{_ACCESSES}::test_transactions_of_ninety_days_come_without_dates",),
        ),
        does(
            "`from` and `to` count in what is booked at that very time.",
            differs(lines("001", (2484, 2485)), "after and before would lose the first day"),
            tests=(f"{_ACCESSES}::test_transactions_are_cut_by_dates",),
        ),
        does(
            "Newest first, all at once; no paging.",
            lines("001", (2498, 2517)),
            made_up("the order"),
        ),
        does(
            "Only booked rows; `bookingStatus=pending` is empty.",
            made_up("pending rows are known of EBICS alone, from integrations"),
            tests=("integration/generated/test_banksapi.py::test_booked_and_pending_transactions",),
        ),
        does(
            "The fields of a row, with currency, business code and references.",
            lines("001", (2537, 2546)),
            parts(_NEWER, "TransactionDetails", "TransactionIdentifier"),
            tests=(f"{_ACCESSES}::test_transactions_are_many_exact_and_german",),
        ),
        does(
            "The id follows from access, product and row; the `hash` from day, amount, IBAN and"
            " purpose, so it changes when a row is reworded; an access under another id has other"
            " ids.",
            lines("001", (2530, 2531)),
            made_up("what both are made of; the hash of the sample (633) is made of content"),
            tests=(f"{_ACCESSES}::test_transactions_are_the_same_every_time",),
        ),
        does(
            "`tag` adds tags; there are only categories, a part of the provider's.",
            lines("001", (1046, 1200), (2486, 2494)),
            made_up("that other tags are empty"),
            tests=(f"{_ACCESSES}::test_transactions_carry_tags_on_demand",),
        ),
        does(
            "A category is corrected; `changeExisting` holds for all rows of the other side, and"
            " `createRule` for those to come.",
            lines("001", (2597, 2607), (2765, 2766), (2792, 2795)),
            tests=(
                f"{_ACCESSES}::test_category_is_corrected",
                f"{_ACCESSES}::test_a_rule_holds_for_what_comes_later",
            ),
        ),
        does(
            "An unknown category is 400 with a text, an unknown transaction 404.",
            lines("001", (2771, 2784), (2794, 2795)),
            tests=(f"{_ACCESSES}::test_unknown_category_is_reported",),
        ),
        does(
            "Positions of a depot, whose values are its balance.",
            lines("001", (2810, 2834), (2851, 2861)),
            made_up("the papers"),
            tests=(f"{_ACCESSES}::test_depot_is_worth_its_positions",),
        ),
    ),
    "Errors and messages": (
        does(
            "400, 401, 403, 404 and 451 as the table of statuses says; 504 and 500 only by faults.",
            lines("001", (1208, 1219)),
            tests=("integration/sandbox/test_faults.py::test_statuses_in_the_shape_of_each_api",),
        ),
        does(
            "Errors have no body, but for a wrong category, a wrong login and a request that does"
            " not match the specification.",
            lines("001", (2771, 2784)),
            made_up("the other two bodies; no document shows any"),
            tests=(f"{_ACCESSES}::test_unknown_category_is_reported",),
        ),
        does(
            "Messages have the code and the level of the table, and German texts.",
            lines("001", (82, 87), (695, 700), (1229, 1265)),
            made_up("the words, where no sample has them"),
            tests=(f"{_JUDGE}::test_an_access_that_wants_a_method_and_a_medium",),
        ),
        does(
            "Absent values are left out; times are local times of Berlin.",
            lines("001", (182, 189), 208),
            tests=(f"{_JUDGE}::test_accesses_are_a_map",),
        ),
    ),
    "Notifications": (
        does(
            "Sent as JSON by POST, with the documented headers.",
            lines("001", (907, 923)),
        ),
        does(
            "`serial` counts all of them.",
            lines("001", 751, 935),
            tests=("unit/sandbox/test_webhook_outbox.py::test_numbers_rise",),
        ),
        does(
            "Tried again after 15, 60 and 240 seconds until a 2xx, then given up.",
            lines("001", 749),
            made_up("the seconds, and which answers accept"),
            tests=(
                "unit/sandbox/test_webhook_outbox.py::test_attempts_follow_the_time_of_the_sandbox",
            ),
        ),
    ),
}
"""What BANKSapi does besides SCA and orders."""
