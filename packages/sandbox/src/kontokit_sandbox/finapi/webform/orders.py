"""
Translates orders of Web Form into payments and standing orders of Access.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..state.world import Record

__all__ = ["as_debit", "as_standing_order", "as_transfer", "currencies"]

_SAME = ("purpose", "sepaPurposeCode", "endToEndId", "structuredRemittanceInformation")
_OF_MANDATE = ("mandateId", "mandateDate", "creditorId")


def as_transfer(details: Mapping[str, Any]) -> Record:
    """
    Convert a payment to a money transfer of Access.
    """
    sender: Record = details.get("sender") or {}
    return _present(
        accountId=sender.get("accountId"),
        iban=sender.get("iban"),
        executionDate=details.get("executionDate"),
        instantPayment=details.get("instantPayment", False),
        moneyTransfers=[_order(one, one["recipient"]) for one in details["orders"]],
    )


def as_debit(details: Mapping[str, Any]) -> Record:
    """
    Convert a direct debit to that of Access.
    """
    return _present(
        accountId=details["receiver"]["accountId"],
        directDebitType=details["directDebitType"],
        sequenceType=details["sequenceType"],
        executionDate=details["executionDate"],
        directDebits=[
            {**_order(one, one["payer"]), **{key: one[key] for key in _OF_MANDATE}}
            for one in details["orders"]
        ],
    )


def as_standing_order(details: Mapping[str, Any]) -> Record:
    """
    Convert a standing order to that of Access.
    """
    sender: Record = details.get("sender") or {}
    return {
        **_order(details, details["recipient"]),
        **_present(
            iban=sender.get("iban"),
            currency=details["amount"]["currency"],
            frequency=details["frequency"],
            startDate=details["startDate"],
            endDate=details.get("endDate"),
        ),
    }


def currencies(details: Mapping[str, Any]) -> set[str]:
    """
    Return the currencies of all orders.
    """
    orders: Sequence[Mapping[str, Any]] = details.get("orders", [details])
    return {one["amount"]["currency"] for one in orders}


def _order(order: Mapping[str, Any], other: Mapping[str, Any]) -> Record:
    return _present(
        amount=order["amount"]["value"],
        counterpartIban=other["iban"],
        counterpartName=other.get("name"),
        counterpartBic=other.get("bic"),
        **{key: order.get(key) for key in _SAME},
    )


def _present(**fields: Any) -> Record:
    return {key: value for key, value in fields.items() if value is not None}
