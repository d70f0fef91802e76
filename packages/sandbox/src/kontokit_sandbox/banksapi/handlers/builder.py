"""
Operations for builder accesses, which the caller fills.
"""

from __future__ import annotations

from typing import Any

from ...openapi.errors import Problem
from ...server.service import Call, Response
from ..state.bank import Bank, HandlerGroup, encoded
from ..state.bank_accesses import Access
from ..state.products import Product
from ..state.transactions import Transaction
from .links import Links

__all__ = ["HANDLERS"]

HANDLERS: HandlerGroup = HandlerGroup()


@HANDLERS.operation("createBuilderAccess")
def _create(bank: Bank, call: Call) -> Response:
    user = bank.user(call)
    access = Access(
        id=call.body["id"],
        user_id=user.id,
        provider_id=call.body["providerId"],
        kind="BUILDER",
        sync=False,
        updated_at=bank.clock.now(),
        products=[_product(one) for one in call.body["bankprodukte"]],
    )
    user.accesses[access.id] = access
    return Response(status=201, headers={"Location": Links(call).access(access)})


@HANDLERS.operation("addTransactions")
def _push(bank: Bank, call: Call) -> Response:
    access, product = bank.product(call)
    if access.kind != "BUILDER":
        raise Problem(404)
    for row in call.body:
        product.given_transactions.append(_transaction(bank, row))
    location = f"{Links(call).access(access)}/{encoded(product.id)}/kontoumsaetze"
    return Response(status=201, headers={"Location": location})


def _product(given: dict[str, Any]) -> Product:
    return Product(
        id=given["id"],
        name=given.get("bezeichnung", ""),
        category=given.get("kategorie", ""),
        number=given.get("kontonummer", ""),
        iban=given.get("iban"),
        given=given,
    )


def _transaction(bank: Bank, row: dict[str, Any]) -> Transaction:
    return Transaction(
        id=bank.new_id(),
        hash=bank.new_id(),
        data={key: value for key, value in row.items() if value is not None},
        category=None,
    )
