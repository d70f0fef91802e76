"""
Payments and standing orders: validation and records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ...orders.fate import AT_ONCE, Fate, fate_of
from ...orders.order_book import TakenOrder
from ...orders.payment import Payment
from ...pending import summary
from ...server.clock import BERLIN
from .banks import BANKS, TEST_BANK_ID
from .world import Record, User, World

__all__ = [
    "OrderProblem",
    "OrderStatus",
    "PaymentType",
    "bank_of_iban",
    "check_debit",
    "check_standing_order",
    "check_transfer",
    "is_iban",
    "new_payment",
    "new_standing_order",
    "order_key",
    "settle",
    "submit_to_bank",
]

OrderStatus = Literal["OPEN", "PENDING", "SUCCESSFUL", "NOT_SUCCESSFUL", "DISCARDED"]
PaymentType = Literal["MONEY_TRANSFER", "DIRECT_DEBIT"]
_Kind = Literal["payment", "standing order"]
_KINDS: Mapping[_Kind, Literal["transfer", "standing order"]] = {
    "payment": "transfer",
    "standing order": "standing order",
}
_MESSAGE = "Der Auftrag wurde entgegengenommen."
_REFUSAL = "Der Auftrag wurde von der Bank abgelehnt."
_REFUSALS = {
    "by the bank": _REFUSAL,
    "balance": "Der Auftrag wurde abgelehnt: Die Kontodeckung reicht nicht aus.",
}


class OrderProblem(Exception):  # noqa: N818 - banks refuse orders every day
    """
    An order that the account or the bank cannot execute.
    """

    def __init__(self, code: str, message: str) -> None:
        """
        Args:
            code: One of the error codes of finAPI Access.
            message: The reason, for developers.
        """
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def is_iban(text: str) -> bool:
    """
    Return whether a text is an IBAN with valid check digits.
    """
    compact = text.replace(" ", "").upper()
    if not compact.isascii() or not compact.isalnum() or not 15 <= len(compact) <= 34:
        return False
    # ISO 7064: the first four characters move to the end, and letters count from 10 to 35.
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def bank_of_iban(iban: str) -> Record:
    """
    Find the bank of an IBAN; the test bank if the sandbox does not know it.
    """
    code = iban.replace(" ", "")[4:12]
    return next((one for one in BANKS.values() if one["blz"] == code), BANKS[TEST_BANK_ID])


def check_transfer(world: World, account: Record | None, params: Mapping[str, Any]) -> None:
    """
    Check that the account supports a money transfer.

    Args:
        account: The paying account; None if it is not imported.
        params: The body of the request.

    Raises:
        OrderProblem: It does not.
    """
    orders: Sequence[Mapping[str, Any]] = params["moneyTransfers"]
    _check_orders(orders)
    _check_day(world, "executionDate", params.get("executionDate"))
    if params.get("instantPayment") and len(orders) > 1:
        raise OrderProblem("UNSUPPORTED_ORDER", "an instant payment has one order only")
    if account is None:
        return
    able = _capabilities(account)
    if "SEPA_MONEY_TRANSFER" not in able:
        raise OrderProblem("UNSUPPORTED_ORDER", "the account cannot send money")
    if len(orders) > 1 and "SEPA_COLLECTIVE_MONEY_TRANSFER" not in able:
        text = "the account accepts only one order at a time"
        raise OrderProblem("COLLECTIVE_MONEY_TRANSFER_NOT_SUPPORTED", text)
    if "IBAN_ONLY_SEPA_MONEY_TRANSFER" not in able and _without_bic(orders):
        raise OrderProblem("IBAN_ONLY_MONEY_TRANSFER_NOT_SUPPORTED", "a BIC is missing")


def check_debit(world: World, account: Record, params: Mapping[str, Any]) -> None:
    """
    Check that the account supports a direct debit.

    Raises:
        OrderProblem: It does not.
    """
    orders: Sequence[Mapping[str, Any]] = params["directDebits"]
    _check_orders(orders)
    _check_day(world, "executionDate", params["executionDate"])
    able = _capabilities(account)
    kind = "COLLECTIVE_DIRECT_DEBIT" if len(orders) > 1 else "DIRECT_DEBIT"
    if f"SEPA_{params['directDebitType']}_{kind}" not in able:
        raise OrderProblem("UNSUPPORTED_ORDER", "the account does not support this direct debit")
    if "IBAN_ONLY_SEPA_DIRECT_DEBIT" not in able and _without_bic(orders):
        raise OrderProblem("IBAN_ONLY_DIRECT_DEBIT_NOT_SUPPORTED", "a BIC is missing")


def check_standing_order(world: World, account: Record | None, params: Mapping[str, Any]) -> None:
    """
    Check that the account supports a standing order.

    Raises:
        OrderProblem: It does not.
    """
    _check_orders([params])
    _check_day(world, "startDate", params["startDate"])
    end = params.get("endDate")
    # ISO dates can be compared as text.
    if end is not None and end <= params["startDate"]:
        raise OrderProblem("ILLEGAL_FIELD_VALUE", "endDate must be later than startDate")
    if account is not None and "SEPA_MONEY_TRANSFER" not in _capabilities(account):
        raise OrderProblem("UNSUPPORTED_ORDER", "the account cannot send money")


def new_payment(
    world: World,
    user: User,
    kind: PaymentType,
    params: Mapping[str, Any],
    *,
    bank_id: int,
) -> Record:
    """
    Create a payment that is not yet submitted to the bank.

    Args:
        params: The body of the request, in the shape of Access v2.
        bank_id: The bank that will execute it.
    """
    orders = params["moneyTransfers" if kind == "MONEY_TRANSFER" else "directDebits"]
    payment = _without_none(
        id=world.next_id("payment"),
        accountId=params.get("accountId"),
        bankId=bank_id,
        iban=params.get("iban"),
        type=kind,
        amount=_total(orders),
        orderCount=len(orders),
        status="OPEN",
        requestDate=world.instant(),
        instructedExecutionDate=params.get("executionDate"),
        instantPayment=params.get("instantPayment", False) if kind == "MONEY_TRANSFER" else None,
    )
    user.payments[payment["id"]] = payment
    world.order_payments[order_key(payment)] = [
        _payment(one, is_instant=params.get("instantPayment", False)) for one in orders
    ]
    world.order_summaries[order_key(payment)] = summary(
        orders, name="counterpartName", iban="counterpartIban", is_debit=kind == "DIRECT_DEBIT"
    )
    return payment


def new_standing_order(
    world: World, user: User, params: Mapping[str, Any], *, bank_id: int
) -> Record:
    """
    Create a standing order that is not yet submitted to the bank.
    """
    order = _without_none(
        id=world.next_id("standing order"),
        accountId=params.get("accountId"),
        bankId=bank_id,
        iban=params.get("iban"),
        amount=params["amount"],
        currency=params["currency"],
        frequency=params["frequency"],
        startDate=params["startDate"],
        endDate=params.get("endDate"),
        status="OPEN",
        requestDate=world.instant(),
    )
    user.standing_orders[order["id"]] = order
    world.order_payments[order_key(order)] = [_payment(params)]
    world.order_summaries[order_key(order)] = summary(
        [params], name="counterpartName", iban="counterpartIban"
    )
    return order


def submit_to_bank(world: World, order: Record, default: Fate = AT_ONCE) -> Fate:
    """
    Submit a payment or a standing order. By default the next request finds it executed.

    Args:
        default: What becomes of it if its amount decides nothing.

    Returns:
        What becomes of it.

    Raises:
        OrderProblem: The bank refuses it.
    """
    fate = fate_of(order["amount"], default)
    kind, number = key = order_key(order)
    taken = TakenOrder(
        id=f"finapi {kind} {number}",
        kind="debit" if order.get("type") == "DIRECT_DEBIT" else _KINDS[kind],
        amount=Decimal(order["amount"]),
        payer=str(order.get("iban") or order.get("accountId") or ""),
        payer_iban=_iban_of(world, order),
        details=order,
        payments=world.order_payments.get(key, []),
        taken=world.clock.now(),
        fate=fate,
    )
    if fate.refused:
        text = _REFUSALS[fate.refused]
        order |= {"status": "NOT_SUCCESSFUL", "bankMessage": text}
        raise OrderProblem("BANK_SERVER_REJECTION", text)
    if not fate.looks_open:
        order |= {"status": "PENDING", "bankMessage": _MESSAGE}
    world.submitted_orders[key] = world.banks.orders.take(taken)
    return fate


def _iban_of(world: World, order: Record) -> str:
    """
    Return the IBAN of the account that an order belongs to, if finAPI knows it.
    """
    number = order.get("accountId", 0)
    none: Record = {}
    owners = (user for user in world.users.values() if number in user.accounts)
    found = next((user.accounts[number] for user in owners), none)
    return str(order.get("iban") or found.get("iban", "")).replace(" ", "")


def _payment(params: Mapping[str, Any], *, is_instant: bool = False) -> Payment:
    return Payment(
        amount=Decimal(params["amount"]),
        name=params.get("counterpartName") or "",
        iban=params["counterpartIban"],
        bic=params.get("counterpartBic"),
        purpose=params.get("purpose"),
        end_to_end_id=params.get("endToEndId"),
        mandate_id=params.get("mandateId"),
        is_instant=bool(is_instant),
    )


def settle(world: World, user: User) -> None:
    """
    Execute submitted orders that are due, and discard open ones whose account is gone.
    """
    _settle(world, user, user.payments.values(), "executionDate")
    _settle(world, user, user.standing_orders.values(), "requestCompletionDate")


def _settle(world: World, user: User, orders: Iterable[Record], done: str) -> None:
    for order in orders:
        taken = world.submitted_orders.get(order_key(order))
        if taken is not None and order["status"] in ("OPEN", "PENDING"):
            _decide(world, order, taken, done)
        lost = "accountId" in order and order["accountId"] not in user.accounts
        if order["status"] == "OPEN" and taken is None and lost:
            order["status"] = "DISCARDED"


def _decide(world: World, order: Record, taken: TakenOrder, done: str) -> None:
    match taken.state(world.clock.now()):
        case "executed":
            order |= {"status": "SUCCESSFUL", "bankMessage": _MESSAGE, done: world.instant()}
        case "refused":
            order |= {"status": "NOT_SUCCESSFUL", "bankMessage": _REFUSAL}
        case _:
            pass


_MAX_AMOUNT = Decimal("999999999.99")
"""What fits into ISO 20022's messages for SEPA."""


def order_key(order: Record) -> tuple[_Kind, int]:
    """
    Return the kind and the id of a payment or a standing order.
    """
    # Only payments have a type. Both kinds count their ids from 1.
    return ("payment" if "type" in order else "standing order", order["id"])


def _check_orders(orders: Sequence[Mapping[str, Any]]) -> None:
    for place, order in enumerate(orders):
        if not is_iban(order["counterpartIban"]):
            text = f"order {place}: the IBAN of the counterpart is invalid"
            raise OrderProblem("ILLEGAL_FIELD_VALUE", text)
        amount = Decimal(order["amount"])
        # Compares values: 1.500 is fine, 1.505 is not.
        if not 0 < amount <= _MAX_AMOUNT or amount != round(amount, 2):
            text = f"order {place}: the amount must be 0.01 to {_MAX_AMOUNT}, with two decimals"
            raise OrderProblem("ILLEGAL_FIELD_VALUE", text)


def _check_day(world: World, field: str, text: str | None) -> None:
    today = world.clock.now().astimezone(BERLIN).date()
    if text is not None and date.fromisoformat(text) < today:
        raise OrderProblem("ILLEGAL_FIELD_VALUE", f"{field} must not lie in the past")


def _capabilities(account: Record) -> set[str]:
    return {able for one in account["interfaces"] for able in one["capabilities"]}


def _without_bic(orders: Sequence[Mapping[str, Any]]) -> bool:
    return any(not one.get("counterpartBic") for one in orders)


def _total(orders: Sequence[Mapping[str, Any]]) -> Decimal:
    return sum((Decimal(one["amount"]) for one in orders), Decimal(0))


def _without_none(**fields: Any) -> Record:
    return {key: value for key, value in fields.items() if value is not None}
