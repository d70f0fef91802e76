"""
Where the notifications come from, by API and event.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .behaviour import SourcedBehaviour, does
from .source import MadeUp, Source, lines, made_up, parts

__all__ = ["NOTIFICATIONS", "notes_on"]

_BANKSAPI = lines("001", (907, 942))
_ATTEMPTS = made_up("attempts after 15, 60 and 240 s, and that 2xx accepts")
_FINAPI = parts(
    "finAPI Access 2024.18.1", "createNotificationRule", "NotificationTriggerEvent",
    "UserNotification",
)  # fmt: skip
_FIELDS = made_up("all fields but `triggerEvent`, `callbackHandle` and the id of the rule")
_FORMS = parts(
    "finAPI Web Form 2.430.0", "webFormFinalised", "taskFinalised", "taskWebFormRequired"
)
_ONCE = made_up("that it is sent once")


def _rule(text: str, *more: Source) -> SourcedBehaviour:
    return does(text, _FINAPI, *(more or (_FIELDS,)))


NOTIFICATIONS: Final[Mapping[str, Mapping[str, SourcedBehaviour]]] = {
    "bankimport": {
        "transactionsImported": does(
            "After an import that brought rows.",
            parts("Bankimport's push page"),
            made_up("the fields of the body, and that it is sent once"),
        ),
    },
    "banksapi": {
        "TRANSACTION": does(
            "After a background update with new booked rows; one for each product.",
            _BANKSAPI,
            lines("001", (944, 977)),
            _ATTEMPTS,
            tests=("unit/sandbox/test_webhook_outbox.py::test_numbers_rise",),
        ),
        "BALANCE": does(
            "After a background update that changed the balance; one for each product.",
            _BANKSAPI,
            lines("001", (983, 1002)),
            _ATTEMPTS,
        ),
        "ERROR": does(
            "After a background update with an error; one for each bank access.",
            _BANKSAPI,
            lines("001", (1010, 1028)),
            _ATTEMPTS,
        ),
    },
    "finapi_access": {
        "NEW_TRANSACTIONS": _rule(
            "After an automatic update, by the rules of the user; the accounts are encrypted with"
            " the data decryption key.",
            parts("finAPI's help article 232324608"),
        ),
        "NEW_ACCOUNT_BALANCE": _rule("After an automatic update that changed a balance."),
        "LOW_ACCOUNT_BALANCE": _rule("When a balance falls below `balanceThreshold`."),
        "HIGH_TRANSACTION_AMOUNT": _rule("New rows from `absoluteAmountThreshold` on."),
        "FOREIGN_MONEY_TRANSFER": _rule("New rows with an IBAN that is not German."),
        "CATEGORY_CASH_FLOW": _rule("New rows of a category."),
        "BANK_LOGIN_ERROR": _rule("After an automatic update that the bank refused."),
        "NEW_TERMS_AND_CONDITIONS": _rule("Only when it is fired."),
        "DELETED": does(
            "When a user was deleted, to every client with an address for it.",
            parts("finAPI Access 2024.18.1", "deleteAuthorizedUser", "UserSynchronization"),
        ),
    },
    "finapi_webform": {
        "webFormFinalised": does(
            "When a form has succeeded, failed or been aborted; not after a cancel or its expiry.",
            _FORMS,
            _ONCE,
        ),
        "taskFinalised": does("When a task has ended.", _FORMS, _ONCE),
        "taskWebFormRequired": does("When a task needs its user.", _FORMS, _ONCE),
    },
}
"""The events of each API. v1 of finAPI Access has those of v2."""


def notes_on(api: str, event: str) -> tuple[str, ...]:
    """
    Say what is made up of the notifications of an event.

    Raises:
        KeyError: The event has no source.
    """
    return tuple(str(one) for one in NOTIFICATIONS[api][event].sources if isinstance(one, MadeUp))
