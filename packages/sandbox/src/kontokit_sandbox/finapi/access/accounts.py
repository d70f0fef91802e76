"""
Accounts and their daily balances.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ...server.clock import BERLIN
from ...server.service import Call, Response
from ..context import Context, HandlerGroup
from ..errors import refused, unknown_entity
from ..state.world import Record, User, World
from .bank_connections import forget
from .notification_rules import leave_rules
from .paging import chosen, ordered, paged

__all__ = ["HANDLERS", "drop_account"]

HANDLERS: HandlerGroup = HandlerGroup()
_DAILY_FIELDS = ("date", "balance", "income", "spending")


@HANDLERS.operation("getAndSearchAllAccounts")
def _list(context: Context, call: Call) -> Response:
    found = chosen(context, call, context.user(call).accounts.values())
    return Response(body={"accounts": [one for one in found if _fits(one, call)]})


@HANDLERS.operation("getAccount")
def _get(context: Context, call: Call) -> Response:
    return Response(body=_named(context, call))


@HANDLERS.operation("editAccount")
def _edit(context: Context, call: Call) -> Response:
    account = _idle(context, call, _named(context, call))
    for name in ("accountName", "accountType", "isNew"):
        account[name] = call.body.get(name, account.get(name))
    return Response(body=account)


@HANDLERS.operation("deleteAccount")
def _delete(context: Context, call: Call) -> Response:
    drop_account(context.world, context.user(call), _idle(context, call, _named(context, call)))
    return Response()


@HANDLERS.operation("deleteAllAccounts")
def _delete_all(context: Context, call: Call) -> Response:
    user = context.user(call)
    # All accounts are checked before the first one is deleted.
    numbers = [_idle(context, call, one)["id"] for one in user.accounts.values()]
    for number in numbers:
        drop_account(context.world, user, user.accounts[number])
    return Response(body={"identifiers": numbers})


@HANDLERS.operation("getDailyBalances")
def _daily_balances(context: Context, call: Call) -> Response:
    user = context.user(call)
    accounts = _balanced_accounts(context, call)
    last = _day(call, "endDate") or context.world.clock.now().astimezone(BERLIN).date()
    first = _day(call, "startDate") or last - timedelta(days=30)
    if first > last or last - first > timedelta(days=366):
        text = "startDate must not be later than endDate, nor more than a year before it"
        raise refused(context, call, 400, "INVALID_FILTER_OPTIONS", text)
    days = _balances(user, [one["id"] for one in accounts], first, last)
    if call.query.get("withProjection") is False:
        known = _known_days(user, accounts)
        days = [one for one in days if known[0] <= one["date"] <= known[1]]
    rows, paging = paged(call, ordered(context, call, days, _DAILY_FIELDS))
    body: Record = {"dailyBalances": rows, "paging": paging}
    if accounts:
        body["latestCommonBalanceTimestamp"] = min(_updated(one) for one in accounts)
    return Response(body=body)


def _balanced_accounts(context: Context, call: Call) -> list[Record]:
    """
    Find the accounts to sum up: those of the query, or all except depots.
    """
    accounts = context.user(call).accounts
    wanted = call.query.get("accountIds")
    if wanted is None:
        return [one for one in accounts.values() if one["accountType"] != "Security"]
    for number in wanted:
        if number not in accounts:
            raise unknown_entity(context, call, f"there is no account {number}")
        if accounts[number]["accountType"] == "Security":
            text = f"account {number} is a security account"
            raise refused(context, call, 422, "ILLEGAL_ENTITY_STATE", text)
    # Without duplicates, in the order of the query.
    return [accounts[number] for number in dict.fromkeys(wanted)]


def _known_days(user: User, accounts: list[Record]) -> tuple[str, str]:
    """
    Return the first and the last day with data.
    """
    numbers = {one["id"] for one in accounts}
    days = [
        row["finapiBookingDate"] for row in user.transactions.all() if row["accountId"] in numbers
    ]
    updated = [_updated(one)[:10] for one in accounts]
    return min([*days, *updated], default=""), max([*days, *updated], default="")


def _updated(account: Record) -> str:
    moments: list[str] = [one["lastSuccessfulUpdate"] for one in account["interfaces"]]
    return max(moments)


def _balances(user: User, wanted: list[int], first: date, last: date) -> list[Record]:
    rows = [
        row
        for row in user.transactions.all()
        # Parts of a split transaction would count twice.
        if row["accountId"] in wanted and "parentId" not in row
    ]
    # Only the current balance is known, so the days are computed backwards.
    balance = sum((user.accounts[number]["balance"] for number in wanted), Decimal())
    later = [row["amount"] for row in rows if row["finapiBookingDate"] > last.isoformat()]
    balance -= sum(later, Decimal())
    days: list[Record] = []
    for back in range((last - first).days + 1):
        day = (last - timedelta(days=back)).isoformat()
        booked = [row for row in rows if row["finapiBookingDate"] == day]
        days.append(_daily(day, booked, balance))
        balance -= sum((row["amount"] for row in booked), Decimal())
    return days[::-1]


def _daily(day: str, booked: list[Record], balance: Decimal) -> Record:
    amounts = [row["amount"] for row in booked]
    return {
        "date": day,
        "balance": balance,
        "income": sum((one for one in amounts if one > 0), Decimal()),
        "spending": -sum((one for one in amounts if one < 0), Decimal()),
        "internalAdjustingEntries": Decimal(),
        "transactions": [row["id"] for row in booked],
    }


def _fits(account: Record, call: Call) -> bool:
    query = call.query
    texts = [account.get(key, "") for key in ("accountName", "iban", "accountNumber")]
    words = str(query.get("search", "")).casefold().split()
    updated = [one["lastSuccessfulUpdate"][:10] for one in account["interfaces"]]
    return (
        account["accountType"] in query.get("accountTypes", [account["accountType"]])
        and account["bankConnectionId"]
        in query.get("bankConnectionIds", [account["bankConnectionId"]])
        and query.get("minBalance", account["balance"]) <= account["balance"]
        and query.get("maxBalance", account["balance"]) >= account["balance"]
        and any(query.get("minLastSuccessfulUpdate", day) <= day for day in updated)
        and any(query.get("maxLastSuccessfulUpdate", day) >= day for day in updated)
        and all(word in " ".join(texts).casefold() for word in words)
    )


def drop_account(world: World, user: User, account: Record) -> None:
    """
    Delete an account, and its bank connection if it was the last one.
    """
    connection = user.connections[account["bankConnectionId"]]
    connection["accountIds"].remove(account["id"])
    del user.accounts[account["id"]]
    user.transactions.forget_account(account["id"])
    for rows in (user.pending_transactions, user.securities):
        for number in [k for k, row in rows.items() if row["accountId"] == account["id"]]:
            del rows[number]
    leave_rules(user, "accountIds", account["id"])
    if not connection["accountIds"]:
        forget(world, user, connection["id"])


def _idle(context: Context, call: Call, account: Record) -> Record:
    """
    Refuse an account whose bank connection is being updated.
    """
    if context.world.is_downloading(account["bankConnectionId"]):
        raise refused(context, call, 423, "LOCKED", "the bank connection is being updated")
    return account


def _day(call: Call, name: str) -> date | None:
    text = call.query.get(name)
    return None if text is None else date.fromisoformat(text)


def _named(context: Context, call: Call) -> Record:
    account = context.user(call).accounts.get(call.path["id"])
    if account is None:
        raise unknown_entity(context, call, f"there is no account {call.path['id']}")
    return account
