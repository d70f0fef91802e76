"""
Operations for products, transactions and depots.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ...ledger.rows import Row
from ...openapi.errors import Problem
from ...server.clock import berlin_text
from ...server.service import Call, Response
from ..state.bank import Bank, HandlerGroup
from ..state.bank_accesses import Access
from ..state.categories import CATEGORIES, TREE, CategoryRule
from ..state.products import Product
from ..state.transactions import Transaction, transaction_of
from .links import Links
from .serialization import product_json, transaction_json

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()
_USUAL = timedelta(days=90)
"""Of how many days transactions come if no dates are asked for."""


@HANDLERS.operation("getProduct")
def _get(bank: Bank, call: Call) -> Response:
    return Response(body=product_json(*bank.product(call), Links(call)))


@HANDLERS.operation("getTransactions")
def _transactions(bank: Bank, call: Call) -> Response:
    tag, place = call.query.get("tag"), bank.product(call)
    found = [one for one in _stored(bank, *place) if _is_wanted(bank, one, call)]
    rows = [transaction_json(one, tag, call.base) for one in found]
    return Response(body=rows)


@HANDLERS.operation("getDepotPositions")
def _positions(bank: Bank, call: Call) -> Response:
    _, product = bank.product(call)
    return Response(body=product.positions)


@HANDLERS.operation("recategorizeTransaction")
def _recategorize(bank: Bank, call: Call) -> Response:
    access, product = bank.product(call)
    wanted, stored = call.path["transaction-id"], _stored(bank, access, product)
    found = next((one for one in stored if one.id == wanted), None)
    if found is None:
        raise Problem(404)
    name = _category(call.body)
    payee = found.data.get("gegenkontoInhaber")
    if call.query.get("createRule") and payee:
        rule = CategoryRule(category=name, since=bank.clock.now())
        bank.user(call).category_rules[payee] = rule
    for one in stored:
        if one is found or (
            call.query.get("changeExisting") and one.data.get("gegenkontoInhaber") == payee
        ):
            one.category = name
            product.categories[one.position] = name
    return Response()


def _stored(bank: Bank, access: Access, product: Product) -> list[Transaction]:
    """
    Return the transactions that were retrieved, newest first.
    """
    if product.account is None or not product.has_transactions:
        return product.given_transactions[::-1]
    rows = bank.ledger.rows(product.account, access.updated_at)
    rows.sort(key=lambda row: (row.day, row.position), reverse=True)
    place = access.place(product)
    rules = bank.users[access.user_id].category_rules
    return [
        transaction_of(row, place, product.categories.get(row.position) or _by_rule(rules, row))
        for row in rows
        if row.is_booked  # only accesses over EBICS have pending transactions
    ]


def _by_rule(rules: Mapping[str, CategoryRule], row: Row) -> str | None:
    rule = rules.get(row.counterparty)
    return None if rule is None or row.appeared_at <= rule.since else rule.category


def _is_wanted(bank: Bank, transaction: Transaction, call: Call) -> bool:
    if call.query.get("bookingStatus") == "pending":
        return False
    booked = transaction.data["buchungsdatum"]
    start, end = (_blank_for_t(call.query.get(name)) for name in ("from", "to"))
    if start is None and end is None:
        start = berlin_text(bank.clock.now() - _USUAL)
    return (start is None or booked >= start) and (end is None or booked <= end)


def _blank_for_t(time: str | None) -> str | None:
    # Transactions have a blank where the query has a T; both are compared as text.
    return time and time.replace("T", " ")


def _category(body: Any) -> str:
    """
    Extract the category from the body.

    Raises:
        Problem: There is none, or it is not in the tree.
    """
    tags: list[dict[str, Any]] = body.get("tags") or []
    item: dict[str, Any] = tags[0].get("tagTreeItem", {}) if len(tags) == 1 else {}
    name, tree = item.get("systemName"), item.get("tagTree", {}).get("systemName")
    if name is None or tree is None:
        raise _bad_request("One tag with tagTreeItem and tagTree is needed")
    if tree != TREE or name not in CATEGORIES:
        raise _bad_request(f"Tag with system name {name} does not exist for tag tree {tree}")
    return str(name)


def _bad_request(text: str) -> Problem:
    return Problem(400, {"code": "400", "message": text})
