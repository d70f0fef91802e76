"""
The rules about neutral words: the overlays hold to them, and each spoiled one is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kontokit_generator.lint import banking, banking_notifications, rules
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import copy_tree
from kontokit_generator.overlay.banking_extension import KEY, is_banking
from tests.support.generator_project import merged_document

MARK = f"#/{KEY}"
ROWS = f"{MARK}/transactions"
SCHEMAS = "#/components/schemas"
LIST = "#/paths/~1bank-account~1{id}~1transactions/get"

Put = Callable[[Any, str, Any], None]


@pytest.fixture(scope="module")
def bankimport() -> Document:
    return merged_document("bankimport")


@pytest.fixture(scope="module")
def banksapi() -> Document:
    return merged_document("banksapi")


def said(document: Document, changes: Mapping[str, Any], put: Put) -> list[str]:
    """
    What the rules about neutral words say of a changed document.
    """
    tree = copy_tree(document.tree)
    for place, value in changes.items():
        put(tree, place, value)
    changed = document.with_tree(tree)
    modules = {banking.__name__, banking_notifications.__name__}
    ours = [one for one in rules("merged") if one.check.__module__ in modules]
    assert len(ours) == 8
    return [finding.message for one in ours for finding in one.check(changed)]


SPOILED: list[tuple[str, Any, str]] = [
    (f"{SCHEMAS}/Transaction/properties/neu", {"type": "string"}, "neu is neither mapped nor"),
    (f"{ROWS}/left", {}, "bank_account_id is neither mapped nor"),
    (f"{ROWS}/left/amount", "why", "amount cannot be left out"),
    (f"{ROWS}/left/nothing", "why", "nothing cannot be left out"),
    (f"{ROWS}/left/bank_account_id", " ", "bank_account_id cannot be left out"),
    (f"{ROWS}/fields/amount", "purpose", "purpose is not what amount takes"),
    (f"{ROWS}/fields/booking_date", "purpose", "purpose is not what booking_date takes"),
    (f"{ROWS}/fields/remittance", "nothing", "its rows have no property nothing"),
    (f"{ROWS}/fields/remitance", "purpose", "there is no neutral field remitance"),
    (f"{ROWS}/fields", {"id": "id"}, "amount is not mapped"),
    (f"{ROWS}/operation", "listNothing", "there is no list listNothing"),
    (f"{ROWS}/operation", "importBankAccount", "there is no list importBankAccount"),
    (f"{LIST}/x-kontokit-retry", "bank", "listBankAccountTransactions does more than to read"),
    (f"{ROWS}/arguments/nothing", 1, "listBankAccountTransactions has no parameter nothing"),
    (f"{ROWS}/arguments/id", "account.nothing", "an argument cannot be 'account.nothing'"),
    (f"{ROWS}/late/arguments/nothing", 1, "listBankAccountTransactions has no parameter nothing"),
    (f"{ROWS}/newestfirst", True, "'newestfirst' is unknown here"),
    (f"{ROWS}/status/values/done", "booked", "status is never done"),
    (f"{ROWS}/status/values", {"completed": "booked"}, "status may be pending"),
    (f"{ROWS}/status/values/pending", "waiting", "there is no word waiting"),
    (f"{MARK}/accounts/kinds", {}, "account_type may be *"),
    (f"{MARK}/balances/0/amount", "bank_name", "bank_name is not what amount takes"),
    (f"{MARK}/notifications", {}, "PushNotification neither names accounts nor is left out"),
    (f"{MARK}/notifications/left/PushNotification", " ", "PushNotification cannot be left out"),
    (f"{MARK}/notifications/left/Neu", "why", "there is no notification Neu"),
    (f"{MARK}/notifications/accounts", {"PushNotification": "x"}, "x of PushNotification is no id"),
    (f"{MARK}/notifications/webhooks", {}, "'webhooks' is unknown here"),
]


def test_the_overlays_hold_to_the_rules(
    bankimport: Document, banksapi: Document, put_into: Put
) -> None:
    """
    Nothing is said of them.
    """
    assert said(bankimport, {}, put_into) == []
    assert said(banksapi, {}, put_into) == []


@pytest.mark.parametrize(("place", "value", "message"), SPOILED)
def test_a_spoiled_overlay(
    bankimport: Document, put_into: Put, place: str, value: Any, message: str
) -> None:
    """
    Each mistake is found.
    """
    found = said(bankimport, {place: value}, put_into)
    assert any(one.startswith(message) for one in found), found


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (f"{MARK}/connections/states/1/state", "done", "there is no such state"),
        (f"{MARK}/connections/states/1/when/0/is", "FERTIG", "status is never FERTIG"),
        (f"{MARK}/connections/states/0/when/1/any", "messages[].x", "its rows have no property"),
        (f"{MARK}/accounts/inside", "konten", "connections have no list konten"),
        (f"{MARK}/accounts/caller/is", "NIEMAND", "connection.type is never NIEMAND"),
        (f"{MARK}/transactions/fields/mandate_id", "identifier.x", "its rows have no property"),
        (f"{SCHEMAS}/TransactionIdentifier/properties/neu", {"type": "string"}, "identifier.neu"),
        (f"{MARK}/transactions/id_hint", "nothing", "nothing is no text of its rows"),
        (f"{MARK}/transactions/id_hint", "betrag", "betrag is no text of its rows"),
        (f"{MARK}/transactions/left/hash", "why", "hash cannot be left out"),
        (
            f"{MARK}/notifications/accounts/TransactionNotification",
            "newTransactions",
            "newTransactions of TransactionNotification is no id",
        ),
        (f"{MARK}/notifications/accounts/ErrorNotification", "accountId", "ErrorNotification can"),
    ],
)
def test_a_spoiled_overlay_with_connections(
    banksapi: Document, put_into: Put, place: str, value: Any, message: str
) -> None:
    """
    States, conditions, and what stands inside of others.
    """
    found = said(banksapi, {place: value}, put_into)
    assert any(one.startswith(message) for one in found), found


@pytest.mark.parametrize("value", ["nothing", {}, {"accounts": {}}, {"accounts": [], "x": 1}])
def test_what_is_no_description(value: Any) -> None:
    """
    It is the word none, or a map of parts with accounts and transactions.
    """
    assert not is_banking(value)
    assert is_banking("none")
