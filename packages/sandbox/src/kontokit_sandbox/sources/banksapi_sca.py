"""
Where the behaviour of BANKSapi comes from: SCA, web forms, orders.
"""

from __future__ import annotations

from typing import Final

from .behaviour import Table, does
from .source import differs, lines, made_up, parts

__all__ = ["BANKSAPI_SCA"]

_ACCESS_FORMS = "integration/documents/test_banksapi_access_forms.py"
_PAYMENT_FORMS = "integration/documents/test_banksapi_payment_forms.py"
_ACCESSES = "integration/sandbox/test_banksapi_accesses.py"
_OUTCOMES = "integration/documents/test_banksapi_payment_outcomes.py"
_SCA = "integration/sandbox/test_banksapi_sca.py"
_SCENES = "integration/sandbox/test_banksapi_scenarios.py"
_JUDGE = "integration/documents/test_sandbox_banksapi.py"
_FLOWS = "integration/documents/test_banksapi_accesses.py"
_PAYMENTS = "integration/documents/test_banksapi_payments.py"
_TRANSFERS = "integration/documents/test_banksapi_transfers.py"
_AMOUNTS = "integration/logins/test_amounts.py"

BANKSAPI_SCA: Final[Table] = {
    "Steps of an SCA": (
        does(
            "`set_method` with the methods and BA3010.",
            lines("001", (86, 91), 891, 1261),
            tests=(
                f"{_FLOWS}::test_method_medium_and_tan",
                f"{_JUDGE}::test_an_access_that_wants_a_method_and_a_medium",
            ),
        ),
        does(
            "`set_medium` with the media and BA3020, at logins with devices.",
            lines("001", 769, 892, 1262),
            tests=(
                f"{_FLOWS}::test_method_medium_and_tan",
                f"{_JUDGE}::test_a_consent_that_wants_a_medium",
            ),
        ),
        does(
            "`authenticate` with a challenge and BA3030; the TAN is posted there.",
            lines("001", 893, 1263, (6703, 6727), 9091),
            tests=(
                f"{_FLOWS}::test_each_kind_of_challenge",
                f"{_JUDGE}::test_each_challenge_of_an_order",
            ),
        ),
        does(
            "`authenticate_decoupled` beside `authenticate`: polled by GET.",
            lines("001", 894, 3009, (5376, 5415)),
            tests=(
                f"{_FLOWS}::test_an_app_is_asked_by_get",
                f"{_JUDGE}::test_an_app_of_an_access",
                f"{_JUDGE}::test_a_consent_that_is_polled",
            ),
        ),
        does(
            "The app confirms at the second poll, later or never, by the method.",
            made_up("no document tells how long it takes"),
            tests=(
                f"{_SCA}::test_app_confirms_at_the_second_poll",
                f"{_SCENES}::test_confirmations_take_time",
            ),
        ),
        does(
            "An empty object says that the user has confirmed elsewhere.",
            lines("001", 761, 6705),
            tests=(
                f"{_FLOWS}::test_an_app_with_authenticate_alone_is_confirmed_by_an_empty_object",
                f"{_SCENES}::test_a_user_says_that_it_is_done",
            ),
        ),
        does(
            "`redirect_url` and `cancel`, with BA3005; the user comes back to `callbackUrl`.",
            lines("001", 895, 1260),
            tests=(f"{_FLOWS}::test_a_redirect_to_the_bank",),
        ),
        does(
            "The way back from the bank has `baReentry`.",
            made_up("it is documented for forms alone"),
            tests=(f"{_SCA}::test_redirect_is_confirmed_at_the_bank",),
        ),
        does(
            "For one method the caller has to hand in the query of the way back, unchanged.",
            parts("BANKSapi's redirect-sca-sdk"),
            made_up("that one method shows it"),
            tests=(f"{_SCENES}::test_the_way_back_is_handed_in",),
        ),
        does(
            "`cancel` ends a redirect: BA3040, and at an access BA3000 and `start_sca`.",
            lines("001", 3072, (3083, 3121), 5443, (5453, 5464)),
            tests=(
                f"{_JUDGE}::test_a_cancelled_redirect_of_an_access",
                f"{_JUDGE}::test_a_consent_that_is_cancelled",
            ),
        ),
        does(
            "`cancel` of anything else is 404.",
            lines("001", 3072, 5443),
            made_up("the status"),
            tests=(f"{_SCA}::test_only_a_redirect_can_be_cancelled",),
        ),
        does(
            "A method or medium that is not offered is BA1101 or BA1102; the step stays.",
            lines("001", (1246, 1247)),
            made_up("that the step stays"),
            tests=(f"{_SCA}::test_unknown_procedure_is_reported",),
        ),
        does(
            "A wrong TAN is BA1103, the third one BA3040.",
            lines("001", 1248, 1264),
            made_up("that three are the limit, as in a form (808)"),
            tests=(f"{_SCA}::test_third_wrong_tan_ends_the_sca",),
        ),
        does(
            "A failed SCA leaves `start_sca` at an access that is VOLLSTAENDIG.",
            lines("001", 896),
            tests=(f"{_FLOWS}::test_a_failed_sca_leaves_start_sca_at_a_complete_access",),
        ),
        does(
            "A second SCA may follow; at an access it has another consent id.",
            lines("001", 896),
            made_up("which id it has"),
            tests=(
                f"{_FLOWS}::test_two_challenges_for_one_access",
                f"{_SCENES}::test_two_in_a_row",
            ),
        ),
        does(
            "An SCA ends after 15 minutes: BA3040.",
            parts("BANKSapi's redirect-sca-sdk"),
            made_up("for methods that are no redirect"),
            tests=(f"{_SCENES}::test_an_sca_ends",),
        ),
        does(
            "A consent that is over or of another access is 404.",
            lines("001", 1216),
            tests=(f"{_JUDGE}::test_404_of_what_is_not_there",),
        ),
        does(
            "`timeout` beside an open SCA is when the SCA ends.",
            differs(lines("001", 6152), "a lifetime of the data, of which no figure is known"),
            tests=(f"{_SCENES}::test_an_sca_ends",),
        ),
        does(
            "The PDF of a challenge, or 404.",
            lines("001", (2373, 2388)),
            tests=(f"{_SCA}::test_challenge_brings_its_document",),
        ),
        does(
            "`queryTanSettings` and `maxTransactions` change nothing.",
            lines("001", 1040, 1977),
            made_up("no TAN settings are saved, and older rows need no further SCA"),
            tests=(f"{_SCA}::test_settings_of_tans_and_older_rows_change_nothing",),
        ),
    ),
    "Web forms": (
        does(
            "Without credentials, and at logins that need a form: 451 with the address of a form.",
            lines("001", (409, 416), (826, 832), 1217, 1991),
            tests=(f"{_JUDGE}::test_a_form_for_an_access",),
        ),
        does(
            "A form opens once and goes back to `callbackUrl` with its query and `baReentry`.",
            lines("001", (830, 845)),
            tests=(f"{_ACCESS_FORMS}::test_a_web_form_and_each_reason_of_its_return",),
        ),
        does(
            "It ends with ACCOUNT_CREATED, FINISHED, USER_CANCELLED, LEGAL_NOT_ACCEPTED,"
            " INVALID_CREDENTIALS, INVALID_TAN, NO_ACCOUNTS, BACKEND_ERROR or ERROR.",
            lines("001", 431, (800, 810)),
            tests=(f"{_SCENES}::test_a_form_without_success",),
        ),
        does(
            "After a new access `event` and `accountId` come too.",
            made_up("seen in the provider's demo of its widgets, in no document"),
        ),
        does(
            "A form without success leaves no new access, and `start_sca` at a known one.",
            lines("001", 896),
            made_up("which message the access has"),
            tests=(f"{_SCENES}::test_a_form_without_success",),
        ),
        does(
            "`start_sca` of an access from a form leads to a form again.",
            lines("001", (671, 674), 887),
            tests=(f"{_ACCESS_FORMS}::test_renewal_of_a_consent_in_a_web_form",),
        ),
        does(
            "An order without credentials is 451 without a body, and cannot be asked for.",
            lines("001", (855, 862), 4464),
            made_up("the body with the id of the payment, which newer sources have, is missing"),
            tests=(
                f"{_JUDGE}::test_a_form_for_an_order",
                f"{_PAYMENT_FORMS}::test_a_payment_in_a_web_form_without_its_id",
            ),
        ),
        does(
            "All sessions of a user are ended.",
            lines("001", (5478, 5485)),
            tests=(f"{_ACCESSES}::test_sessions_of_web_forms_can_be_ended",),
        ),
    ),
    "Orders": (
        does(
            "Four kinds, with credentials or with those of an access, answered by the order and"
            " its SCA.",
            lines(
                "001",
                (3127, 3878),
                (4358, 4463),
                (4547, 4670),
                (4764, 4882),
                (4980, 5128),
            ),
            tests=(
                f"{_JUDGE}::test_an_order_that_wants_a_method",
                f"{_JUDGE}::test_an_order_with_saved_credentials",
            ),
        ),
        does(
            "Without stored credentials, or from a product that cannot pay, 404.",
            lines("001", 3271, 3428, 3644, 3878),
            made_up("the product that cannot pay"),
            tests=(f"{_OUTCOMES}::test_404_at_saved_credentials",),
        ),
        does(
            "`GET …/consent/{id}` looks and does not poll.",
            lines("001", 5252),
            tests=(f"{_PAYMENTS}::test_the_plain_consent_is_no_poll",),
        ),
        does(
            "When the SCA has ended, the consent links to its order.",
            lines("001", (5295, 5298)),
            tests=(f"{_PAYMENTS}::test_method_medium_tan_and_result",),
        ),
        does(
            "Carried out: BA1111 for a transfer, BA1112 for a bulk, BA1212 for debits.",
            lines("001", (1251, 1252), 1255),
            made_up("which of them a bulk has"),
            tests=(
                f"{_PAYMENTS}::test_each_code_of_success_ends_the_payment",
                f"{_AMOUNTS}::test_what_becomes_of_an_order",
            ),
        ),
        does(
            "Pending: BA1112 or BA1212, as if it was submitted.",
            lines("001", 1252, 1255),
            made_up("no message says that an order waits"),
            tests=(f"{_AMOUNTS}::test_what_becomes_of_an_order",),
        ),
        does(
            "Refused: BA1104 or BA1204; a low balance is BA1100 or BA1200.",
            lines("001", 1245, 1249, (1253, 1254)),
            made_up("which reason has which code"),
            tests=(f"{_SCA}::test_bank_refuses_orders_of_one_login",),
        ),
        does(
            "An order of a login that the bank refuses is stored, with the message.",
            lines("001", 168),
            made_up("that it is stored"),
            tests=(f"{_SCENES}::test_an_order_of_a_locked_user",),
        ),
        does(
            "An unknown order, and that of another user, is 404.",
            lines("001", 1216),
            made_up("that of another user"),
            tests=(f"{_SCA}::test_orders_belong_to_their_user",),
        ),
        does(
            "A field that is missing beside credentials is 400.",
            lines("001", 1213, (4375, 4403)),
            tests=(f"{_SCA}::test_an_incomplete_order_is_refused",),
        ),
    ),
    "Older transfers": (
        does(
            "Without a method BA3010 and the offers; `set_method` leads to the consent of the"
            " transfer, which is no operation of the document.",
            lines("001", (4079, 4091), (4233, 4245)),
            made_up("that it takes the body of other consents"),
            tests=(
                f"{_JUDGE}::test_the_method_of_an_older_transfer",
                f"{_TRANSFERS}::test_choice_of_the_method_first",
                f"{_SCA}::test_the_method_of_an_old_transfer_is_chosen",
            ),
        ),
        does(
            "With a method BA1110, a challenge, `timeout` and `submit_text_tan`.",
            lines("001", 1250, (4326, 4348)),
            parts("BANKSapi's Java client"),
            made_up("that `timeout` is five minutes ahead"),
            tests=(f"{_TRANSFERS}::test_tan_by_put",),
        ),
        does(
            "A right TAN makes `timeout` and the relations disappear; a wrong one changes the"
            " hint, and both stay.",
            lines("001", 4297, 4356),
            tests=(
                f"{_TRANSFERS}::test_a_wrong_tan_changes_the_hint",
                f"{_JUDGE}::test_the_tans_of_an_older_transfer",
            ),
        ),
        does(
            "The third wrong TAN ends it, at one login never.",
            lines("001", 4297),
            made_up("that there is an end"),
            tests=(f"{_TRANSFERS}::test_never_a_fourth_tan_after_three_wrong_ones",),
        ),
        does(
            "After `timeout` a TAN is 404.",
            lines("001", 7529),
            made_up("the status"),
            tests=(f"{_SCA}::test_old_transfer_ends_with_its_timeout",),
        ),
    ),
}
"""What BANKSapi does for SCA and orders."""
