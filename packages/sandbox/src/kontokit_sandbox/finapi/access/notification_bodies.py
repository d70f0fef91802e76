"""
The bodies of finAPI's user notifications. Only those of ``NEW_TRANSACTIONS`` are known, in part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ...openapi.decimal_json import write_json
from ...webhooks.changes import Change
from ..state.batch_updates import OwnedAccount
from ..state.data_decryption_key import encrypted
from ..state.world import Record, User

__all__ = ["EVENTS", "AccountChange", "account_news", "connection_news"]

AccountChange = Change[OwnedAccount, Record]
_LISTS = {
    "NEW_TRANSACTIONS": "newTransactions",
    "NEW_ACCOUNT_BALANCE": "newAccountBalances",
    "LOW_ACCOUNT_BALANCE": "lowAccountBalances",
    "HIGH_TRANSACTION_AMOUNT": "highTransactionAmounts",
    "FOREIGN_MONEY_TRANSFER": "foreignMoneyTransfers",
    "CATEGORY_CASH_FLOW": "categoryCashFlows",
    "BANK_LOGIN_ERROR": "bankLoginErrors",
    "NEW_TERMS_AND_CONDITIONS": None,
}
"""Event → the field with its accounts or connections. All but the first are made up."""
EVENTS = tuple(_LISTS)
_SHOWN = ("id", "amount", "bankBookingDate", "purpose", "counterpartName")


def account_news(event: str, rule: Record, changes: Sequence[AccountChange]) -> Record | None:
    """
    Make the body of a notification about accounts.

    Args:
        rule: The notification rule; its params choose accounts and rows.

    Returns:
        None if the rule does not apply to any of the changes.
    """
    rows_of = _ROWS.get(event)
    found: list[Record] = []
    for change in changes:
        user, account = change.account
        if not _is_chosen(rule, "accountIds", account["id"]):
            continue
        rows: Sequence[Record] = () if rows_of is None else rows_of(change, rule["params"])
        if rows or (rows_of is None and _has_moved(event, change, rule["params"])):
            found.append(_account(user, account, change, rows, rule))
    return _body(event, rule, found) if found else None


def connection_news(event: str, rule: Record, connections: Sequence[Record]) -> Record | None:
    """
    Make the body of a notification about bank connections, or about none.
    """
    chosen = [one for one in connections if _is_chosen(rule, "bankConnectionIds", one["id"])]
    if event == "BANK_LOGIN_ERROR" and not chosen:
        return None
    return _body(event, rule, [_connection(one) for one in chosen])


def _body(event: str, rule: Record, found: list[Record]) -> Record:
    body: Record = {"triggerEvent": event}
    body |= {"callbackHandle": rule["callbackHandle"]} if "callbackHandle" in rule else {}
    body |= {"notificationRuleId": rule["id"]} if "id" in rule else {}
    name = _LISTS[event]
    if name is not None:
        body[name] = found
    return body


def _account(
    user: User, account: Record, change: AccountChange, rows: Sequence[Record], rule: Record
) -> Record:
    connection = user.connections.get(account["bankConnectionId"], {})
    hidden = {
        "accountName": account.get("accountName"),
        "accountNumber": account["accountNumber"],
        "accountIban": account.get("iban"),
        "bankConnectionName": connection.get("name"),
    }
    made: Record = {
        "accountId": account["id"],
        **{name: encrypted(text) for name, text in hidden.items() if text},
        "bankName": connection.get("bank", {}).get("name", ""),
    }
    if rows:
        made["newTransactionsCount"] = len(rows)
    if rule["includeDetails"]:
        most = int(rule["params"].get("maxTransactionsCount", len(rows)))
        shown = [{key: row[key] for key in _SHOWN if key in row} for row in rows[:most]]
        details: Any = shown if rows else {"oldBalance": change.before, "newBalance": change.after}
        made["details"] = encrypted(write_json(details).decode())
    return made


def _connection(connection: Record) -> Record:
    name = connection.get("name")
    return {
        "bankConnectionId": connection["id"],
        "bankName": connection["bank"]["name"],
        **({"bankConnectionName": encrypted(name)} if name else {}),
    }


def _is_chosen(rule: Record, name: str, number: int) -> bool:
    ids = rule["params"].get(name, "")
    return not ids or str(number) in [one.strip() for one in ids.split(",")]


def _has_moved(event: str, change: AccountChange, params: Mapping[str, str]) -> bool:
    if event == "LOW_ACCOUNT_BALANCE":
        threshold = Decimal(params.get("balanceThreshold", "0"))
        return change.after < threshold <= change.before
    return change.before != change.after


def _new(change: AccountChange, params: Mapping[str, str]) -> Sequence[Record]:
    return change.rows


def _high(change: AccountChange, params: Mapping[str, str]) -> Sequence[Record]:
    least = Decimal(params.get("absoluteAmountThreshold", "0"))
    return [row for row in change.rows if abs(row["amount"]) >= least]


def _foreign(change: AccountChange, params: Mapping[str, str]) -> Sequence[Record]:
    return [
        row
        for row in change.rows
        if (iban := row.get("counterpartIban")) and not iban.startswith("DE")
    ]


def _of_category(change: AccountChange, params: Mapping[str, str]) -> Sequence[Record]:
    wanted = params.get("categoryId")
    wants_children = params.get("includeChildCategories") == "true"
    found: list[Record] = []
    for row in change.rows:
        category: Record = row.get("category") or {}
        ids = [category.get("id"), category.get("parentId") if wants_children else None]
        if category and (wanted is None or wanted in [str(one) for one in ids]):
            found.append(row)
    return found


_ROWS: dict[str, Callable[[AccountChange, Mapping[str, str]], Sequence[Record]]] = {
    "NEW_TRANSACTIONS": _new,
    "HIGH_TRANSACTION_AMOUNT": _high,
    "FOREIGN_MONEY_TRANSFER": _foreign,
    "CATEGORY_CASH_FLOW": _of_category,
}
"""The rows that an event is about; the other events are about balances."""
