"""
Trying categorisation, and bookings that come without a bank.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..service import Answer, Call
from .categories import category_for
from .context import Context, Part
from .demo import new_transaction
from .errors import refused, unknown_entity
from .world import Record

__all__ = ["PART"]

PART: Part = Part()
_HINTS = {"miete": "HOUSING", "strom": "BILLS_ENERGY", "lindner": "LIVING", "bahn": "MOBILITY"}


@PART.of("checkCategorization")
def _check(context: Context, call: Call) -> Answer:
    told = [_checked(one) for one in call.body["transactionData"]]
    return Answer(body={"categorizationCheckResult": told})


@PART.of("mockBatchUpdate")
def _mock(context: Context, call: Call) -> Answer:
    user = context.user(call)
    if user.is_auto_update_enabled:
        text = "the automatic update of the user must be off"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    for update in call.body["mockBankConnectionUpdates"]:
        if update["bankConnectionId"] not in user.connections:
            text = f"there is no bank connection {update['bankConnectionId']}"
            raise unknown_entity(context, call, text)
        for data in (
            [] if update.get("simulateBankLoginError") else update.get("mockAccountsData", [])
        ):
            _book(context, call, data)
    return Answer()


def _book(context: Context, call: Call, data: Record) -> None:
    user = context.user(call)
    account = user.accounts.get(data["accountId"])
    if account is None:
        raise unknown_entity(context, call, f"there is no account {data['accountId']}")
    for one in data.get("newTransactions", []):
        day = date.fromisoformat(one["bookingDate"]) if "bookingDate" in one else None
        new_transaction(
            context.world,
            user,
            account,
            amount=Decimal(one["amount"]),
            purpose=one.get("purpose"),
            counterpart=one.get("counterpart"),
            day=day,
        )
    account["balance"] = Decimal(data["accountBalance"])


def _checked(data: Record) -> Record:
    text = f"{data.get('purpose', '')} {data.get('counterpart', '')}".casefold()
    word = next((hint for key, hint in _HINTS.items() if key in text), "")
    category = category_for(Decimal(data["amount"]), word)
    told: Record = {"transactionId": data["transactionId"]}
    return told if category is None else {**told, "category": category}
