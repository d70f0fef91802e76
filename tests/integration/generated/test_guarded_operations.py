"""
Every operation that gives an order, or has a bank asked for data, says so to the guards.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from msgspec import inspect

from kontokit.operations import Operation

APIS = ("bankimport", "banksapi", "finapi_access", "finapi_access_v1", "finapi_webform")
IBANS = frozenset(
    {"iban", "counterpartIban", "recipientIban", "debitorIban", "debtorIban", "clearingAccountId"}
)
AMOUNTS = frozenset({"amount", "betrag"})
NO_ORDERS = frozenset(
    {
        "mockBatchUpdate",  # makes transactions up
        "splitTransaction",  # shows a transaction in parts
    }
)
NO_READS = frozenset(
    {
        "addBankAccount",  # a person has just typed the login
        "startScaConsent",
        "getAccessConsent",
        "cancelAccessConsent",
        "pollConsent",
        "cancelConsent",
        "deleteConsent",
        "deleteAccessData",
    }
)
"""They contact a bank, but read no account."""


def _operations() -> Iterator[Operation[Any]]:
    for api in APIS:
        package = import_module(f"kontokit_{api}.operations")
        for found in iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            yield from (one for one in vars(module).values() if isinstance(one, Operation))


ALL = {f"{one.id} {one.path}": one for one in _operations()}


def _names(node: inspect.Type, depth: int = 4) -> Iterator[frozenset[str]]:
    """
    The fields of every object inside of a body, each together with those of its own objects.
    """
    match node:
        case inspect.StructType() if depth:
            inner = [names for field in node.fields for names in _names(field.type, depth - 1)]
            yield frozenset(field.encode_name for field in node.fields).union(*inner)
            yield from inner
        case inspect.UnionType():
            for option in node.types:
                yield from _names(option, depth)
        case inspect.ListType():
            yield from _names(node.item_type, depth)
        case inspect.DictType():
            yield from _names(node.value_type, depth)
        case _:
            return


def test_every_body_with_a_payee_and_an_amount_is_an_order() -> None:
    """
    Where such a body is posted and no order is described, two equal ones would both be sent.
    """
    missing = [
        name
        for name, one in ALL.items()
        if one.method == "POST"
        and one.body is not None
        and one.retry_class in ("create", "payment")
        and one.order is None
        and any(
            names & IBANS and names & AMOUNTS for names in _names(inspect.type_info(one.body.type))
        )
        and one.id not in NO_ORDERS
    ]
    assert missing == []


def test_every_call_that_has_a_bank_asked_is_counted_or_reads_nothing() -> None:
    """
    A new operation of this kind has to be decided.
    """
    asking = {one.id for one in ALL.values() if one.retry_class == "bank"}
    counted = {one.id for one in ALL.values() if one.bank_read is not None}
    assert asking == counted | NO_READS


def test_there_are_as_many_orders_as_are_known() -> None:
    """
    The tests above look at something.
    """
    orders = sorted(one.id for one in ALL.values() if one.order is not None)
    assert len(orders) == 22
    assert orders.count("createMoneyTransfer") == 2


@pytest.mark.parametrize("name", [name for name, one in ALL.items() if one.order is not None])
def test_two_equal_orders_have_equal_texts(name: str) -> None:
    """
    What a description names is found in bodies of its kind, and an amount makes a difference.
    """
    from kontokit.pipeline.sending import sending_of

    operation = ALL[name]
    assert operation.order is not None

    def texts(amount: str) -> list[tuple[str, ...]]:
        row: dict[str, Any] = {}
        fields = operation.order
        assert fields is not None
        for path in (*fields.payee, *fields.texts):
            _put(row, path, "DE02120300000000202051")
        _put(row, fields.amount, amount)
        body: dict[str, Any] = {}
        for where in fields.items:
            if where == ".":
                body.update(row)
            else:
                _put(body, where, [row])
        found = sending_of(
            _api(name), operation, "/x", body, is_attended=True, allow_duplicate=False
        )
        return [one.texts for one in found.orders]

    assert texts("10.0") == texts("10.00") != texts("10.01")
    assert texts("10")
    assert all("10" in one for one in texts("10"))


def _put(tree: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split(".")
    for step in steps:
        tree = tree.setdefault(step, {})
    tree[last] = value


def _api(name: str) -> Any:
    for api in APIS:
        package = import_module(f"kontokit_{api}.operations")
        for found in iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            if ALL[name] in [one for one in vars(module).values() if isinstance(one, Operation)]:
                return import_module(f"kontokit_{api}.client").API
    raise LookupError(name)
