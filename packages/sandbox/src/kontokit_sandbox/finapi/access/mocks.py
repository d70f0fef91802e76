"""
Mock updates, which add transactions without a bank.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.batch_updates import begin_batch_update
from ..state.world import Record, User
from .bank_connections import start_download
from .categorization import categorise
from .demo_data import new_transaction

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_DAYS = 10
"""How many days before the last update a new booking may be."""
_COPIED = (
    "counterpartAccountNumber", "counterpartBic", "counterpartBlz", "counterpartCreditorId",
    "counterpartCustomerReference", "counterpartDebitorId", "counterpartIban",
    "counterpartMandateReference", "currency", "originalAmount", "originalCurrency",
    "sepaPurposeCode", "type", "typeCodeSwift", "valueDate",
)  # fmt: skip


@HANDLERS.operation("mockBatchUpdate")
def _mock(context: Context, call: Call) -> Response:
    user = context.user(call)
    if user.is_auto_update_enabled:
        text = "the automatic update of the user must be off"
        raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    updates: list[Record] = call.body["mockBankConnectionUpdates"]
    # All updates are checked before the first one changes anything.
    for update in updates:
        _check_update(context, call, user, update)
    if call.body.get("triggerNotifications"):
        begin_batch_update(context.world, user)
    for update in updates:
        _run(context, user, update)
    return Response()


def _check_update(context: Context, call: Call, user: User, update: Record) -> None:
    """
    Check that the resources of an update exist.
    """
    connection = user.connections.get(update["bankConnectionId"])
    if connection is None:
        text = f"there is no bank connection {update['bankConnectionId']}"
        raise unknown_entity(context, call, text)
    names = [one["bankingInterface"] for one in connection["interfaces"]]
    if update.setdefault("bankingInterface", names[0]) not in names:
        text = f"the bank connection has no interface {update['bankingInterface']}"
        raise unknown_entity(context, call, text)
    for data in update.get("mockAccountsData", []):
        if data["accountId"] not in connection["accountIds"]:
            text = f"there is no account {data['accountId']} in this bank connection"
            raise unknown_entity(context, call, text)


def _run(context: Context, user: User, update: Record) -> None:
    world, connection = context.world, user.connections[update["bankConnectionId"]]
    name = update["bankingInterface"]
    is_refused = update.get("simulateBankLoginError", False)
    result: Record = {"result": "OK", "timestamp": world.instant()}
    if is_refused:
        result |= {
            "result": "BANK_SERVER_REJECTION",
            "errorMessage": "Die Bank hat die Anmeldung abgelehnt.",
            "errorType": "BUSINESS",
        }
    for interface in connection["interfaces"]:
        if interface["bankingInterface"] == name:
            interface["lastAutoUpdate"] = result
    known = {data["accountId"]: data for data in update.get("mockAccountsData", [])}
    for number in connection["accountIds"]:
        account = user.accounts[number]
        status = "UPDATED" if number in known else "DEPRECATED"
        if not is_refused and number in known:
            status = _book(context, user, account, known[number])
        _tell_status(context, account, name, "DOWNLOAD_FAILED" if is_refused else status)
    start_download(world, connection)


def _tell_status(context: Context, account: Record, name: str, status: str) -> None:
    for interface in account["interfaces"]:
        if interface["bankingInterface"] == name:
            now = context.world.instant()
            interface |= {"status": status, "lastUpdateAttempt": now}
            if status.startswith("UPDATED"):
                interface["lastSuccessfulUpdate"] = now


def _book(context: Context, user: User, account: Record, data: Record) -> str:
    """
    Book new transactions, and an adjusting entry if the balance differs. Returns the status.
    """
    known = {
        (row["bankBookingDate"], row["amount"])
        for row in user.transactions.all()
        if row["accountId"] == account["id"]
    }
    updated = max(one["lastSuccessfulUpdate"][:10] for one in account["interfaces"])
    oldest = (date.fromisoformat(updated) - timedelta(days=_DAYS)).isoformat()
    today = context.world.instant()[:10]
    for one in data.get("newTransactions", []):
        day, amount = one.get("bookingDate", today), Decimal(one["amount"])
        # finAPI takes the same day and amount for a duplicate.
        if day < oldest or (day, amount) in known:
            continue
        row = new_transaction(
            context.world,
            user,
            account,
            amount=amount,
            purpose=one.get("purpose"),
            counterpart=one.get("counterpart"),
            day=date.fromisoformat(day),
        )
        row.update({name: one[name] for name in _COPIED if name in one})
        row |= {"typeCodeZka": str(one["typeId"])} if "typeId" in one else {}
        categorise(context.world, user, row)
    gap = Decimal(data["accountBalance"]) - account["balance"]
    if not gap:
        return "UPDATED"
    row = new_transaction(
        context.world, user, account, amount=gap, purpose="Zwischensaldo", counterpart=None
    )
    row["isAdjustingEntry"] = True
    return "UPDATED_FIXED"
