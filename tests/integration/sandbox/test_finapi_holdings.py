"""
Accounts, transactions and categories of finAPI Access in the box, as they are on the wire.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.support.finapi_callers import Caller, admin_of, demo_connection, user_of

TRANSACTIONS = "/api/v2/transactions"
CATEGORIES = "/api/v2/categories"
RULES = "/api/v2/notificationRules"
KIOSK = {"accountTypeId": 1, "amount": -5, "counterpart": "Kiosk Ecke", "purpose": "Zeitung"}
GROCERIES, ENERGY, TELEPHONE, SALARY = 201, 301, 302, 101


@pytest.fixture
def access(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


def sent(access: Caller, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    reply = access.call(method, path, body)
    assert reply.status == status, reply.body
    return reply.json if reply.body else None


def train(access: Caller, category: int, *samples: Any) -> None:
    body = {"categoryId": category, "transactionData": list(samples)}
    sent(access, "POST", f"{CATEGORIES}/trainCategorization", body)


def checked(access: Caller, **transaction: Any) -> int | None:
    """
    The category that a transaction would get.
    """
    data = {"transactionId": "a", "accountTypeId": 1, **transaction}
    reported = sent(
        access, "POST", "/api/v2/tests/checkCategorization", {"transactionData": [data]}
    )
    category = reported["categorizationCheckResult"][0].get("category")
    return category["id"] if category else None


def mock(access: Caller, connection: Any, account: int, *new: Any) -> Any:
    """
    Let the bank send something new; the newest transaction of the account is given back.
    """
    balance = access.get(f"/api/v2/accounts/{account}")["balance"]
    data = {
        "accountId": account,
        "accountBalance": float(balance) + sum(one["amount"] for one in new),
        "newTransactions": list(new),
    }
    update = {
        "bankConnectionId": connection["id"],
        "bankingInterface": "XS2A",
        "mockAccountsData": [data],
    }
    sent(access, "POST", "/api/v2/tests/mockBatchUpdate", {"mockBankConnectionUpdates": [update]})
    settle(access, connection)
    return newest(access, f"accountIds={account}&isAdjustingEntry=false")


def settle(access: Caller, connection: Any) -> None:
    """
    Look until the download is done.
    """
    for _ in range(3):
        if access.get(f"/api/v2/bankConnections/{connection['id']}")["updateStatus"] == "READY":
            return
    raise AssertionError("the connection is never ready")


def newest(access: Caller, query: str) -> Any:
    path = f"{TRANSACTIONS}?view=userView&perPage=1&order=id,desc&{query}"
    return access.get(path)["transactions"][0]


def category_of(row: Any) -> int | None:
    return row["category"]["id"] if "category" in row else None


def test_training_is_followed_by_what_comes_next(access: Caller) -> None:
    """
    What resembles a trained transaction gets its category: in a check, and when it is imported.
    """
    connection = demo_connection(access)
    account = connection["accountIds"][0]
    assert checked(access, amount=-3, counterpart="Kiosk Ecke") is None
    train(access, GROCERIES, KIOSK)
    assert checked(access, amount=-3, counterpart="KIOSK ECKE") == GROCERIES
    assert checked(access, amount=-3, counterpart="Kiosk Mitte") is None
    assert checked(access, amount=3, counterpart="Kiosk Ecke") != GROCERIES
    row = mock(access, connection, account, {"amount": -2.5, "counterpart": "Kiosk Ecke"})
    assert category_of(row) == GROCERIES
    row = mock(access, connection, account, {"amount": -2.75, "counterpart": "Kiosk Mitte"})
    assert category_of(row) is None


def test_training_needs_something_to_compare(access: Caller) -> None:
    """
    An amount alone teaches nothing, and the last rule that fits counts.
    """
    train(access, GROCERIES, {"accountTypeId": 1, "amount": -5})
    assert checked(access, amount=-5) is None
    train(access, GROCERIES, KIOSK)
    train(access, ENERGY, KIOSK)
    assert checked(access, amount=-3, counterpart="Kiosk Ecke") == ENERGY
    assert checked(access, amount=-3, purpose="Die Zeitung von heute") == ENERGY


def test_a_category_set_by_hand_is_learned_unless_refused(access: Caller) -> None:
    """
    An edit teaches finAPI, but not where `trainCategorization` is false.
    """
    connection = demo_connection(access)
    account = connection["accountIds"][0]
    one = mock(access, connection, account, {"amount": -1.5, "counterpart": "Kiosk Ecke"})
    two = mock(access, connection, account, {"amount": -1.25, "counterpart": "Kiosk Mitte"})
    body = {"categoryId": ENERGY}
    sent(access, "PATCH", f"{TRANSACTIONS}/{one['id']}", body)
    sent(access, "PATCH", f"{TRANSACTIONS}/{two['id']}", {**body, "trainCategorization": False})
    assert checked(access, amount=-9, counterpart="Kiosk Ecke") == ENERGY
    assert checked(access, amount=-9, counterpart="Kiosk Mitte") is None
    sent(access, "PATCH", TRANSACTIONS, {"ids": [two["id"]], "categoryId": TELEPHONE})
    assert checked(access, amount=-9, counterpart="Kiosk Mitte") == TELEPHONE


def test_a_deleted_category_is_unlearned(access: Caller) -> None:
    """
    Rules for a category go with it.
    """
    own = sent(access, "POST", CATEGORIES, {"name": "Zeitungen"}, status=201)
    train(access, own["id"], KIOSK)
    assert checked(access, amount=-3, counterpart="Kiosk Ecke") == own["id"]
    sent(access, "DELETE", f"{CATEGORIES}/{own['id']}")
    assert checked(access, amount=-3, counterpart="Kiosk Ecke") is None


def test_rules_of_the_user_go_before_those_of_the_mandator(
    access: Caller, sandbox: Sandbox
) -> None:
    """
    Learned rules go first, then IBAN rules, then keyword rules, then finAPI's own.
    """
    iban = "DE02120300000000202051"
    row = {"amount": -3, "counterpart": "Supermarkt Lindner", "counterpartIban": iban}
    assert checked(access, **row) == GROCERIES
    admin = admin_of(sandbox, "finapi_access")
    spending = {"direction": "Spending"}
    keyword = {**spending, "keywords": ["LINDNER", "Rewe"], "categoryId": ENERGY}
    body: dict[str, Any] = {"keywordRules": [keyword]}
    sent(admin, "POST", "/api/v2/mandatorAdmin/keywordRules", body, status=201)
    assert checked(access, **row) == ENERGY
    assert checked(access, amount=3, counterpart="Supermarkt Lindner") != ENERGY
    body = {"ibanRules": [{**spending, "iban": iban, "categoryId": TELEPHONE}]}
    sent(admin, "POST", "/api/v2/mandatorAdmin/ibanRules", body, status=201)
    assert checked(access, **row) == TELEPHONE
    train(access, SALARY, {"accountTypeId": 1, "amount": -1, "counterpartIban": iban})
    assert checked(access, **row) == SALARY


def test_all_keywords_must_match_where_wanted(access: Caller, sandbox: Sandbox) -> None:
    """
    A keyword rule finds one of its words, or all of them.
    """
    rule = {"direction": "Both", "keywords": ["Garten", "Zaun"], "categoryId": SALARY}
    body = {"keywordRules": [{**rule, "allKeywordsMustMatch": True}]}
    admin = admin_of(sandbox, "finapi_access")
    sent(admin, "POST", "/api/v2/mandatorAdmin/keywordRules", body, status=201)
    assert checked(access, amount=-3, purpose="Garten") is None
    assert checked(access, amount=-3, purpose="Gartenzaun") == SALARY


def test_triggering_fills_in_what_is_missing(access: Caller) -> None:
    """
    Categorisation is repeated for transactions without a category, and for no others.
    """
    connection = demo_connection(access)
    account = connection["accountIds"][0]
    row = mock(access, connection, account, {"amount": -2.5, "counterpart": "Kiosk Ecke"})
    other = mock(access, connection, account, {"amount": -7, "counterpart": "Stadtwerke Muster"})
    assert (category_of(row), category_of(other)) == (None, ENERGY)
    train(access, GROCERIES, KIOSK, {**KIOSK, "counterpart": "Stadtwerke Muster"})
    body = {"bankConnectionIds": [connection["id"]]}
    sent(access, "POST", f"{TRANSACTIONS}/triggerCategorization", body)
    assert category_of(access.get(f"{TRANSACTIONS}/{row['id']}")) == GROCERIES
    assert category_of(access.get(f"{TRANSACTIONS}/{other['id']}")) == ENERGY


def test_a_part_shows_the_new_name_of_its_category(access: Caller) -> None:
    """
    A category that a part has from the original is renamed there too.
    """
    demo_connection(access)
    own = sent(access, "POST", CATEGORIES, {"name": "Zeitungen"}, status=201)
    row = newest(access, "isNew=false")
    sent(access, "PATCH", f"{TRANSACTIONS}/{row['id']}", {"categoryId": own["id"]})
    parts = {"subTransactions": [{"amount": float(row["amount"])}]}
    split = sent(access, "POST", f"{TRANSACTIONS}/{row['id']}/split", parts)
    sent(access, "PATCH", f"{CATEGORIES}/{own['id']}", {"name": "Presse"})
    part = access.get(f"{TRANSACTIONS}/{split['children'][0]}")
    assert part["category"]["name"] == "Presse"


def test_made_up_transactions_keep_their_codes_and_days(access: Caller) -> None:
    """
    A booking to come counts from today on, until an update finds its day reached.
    """
    connection = demo_connection(access)
    account = connection["accountIds"][0]
    today = date.fromisoformat(newest(access, f"accountIds={account}")["importDate"][:10])
    later = (today + timedelta(days=3)).isoformat()
    row = mock(access, connection, account, {"amount": -2, "typeId": 105, "bookingDate": later})
    assert row["typeCodeZka"] == "105"
    assert row["bankBookingDate"] == later
    assert row["finapiBookingDate"] == today.isoformat()


def test_a_booking_to_come_moves_on(sandbox: Sandbox, access: Caller) -> None:
    """
    An update moves the day that finAPI counts with to now, but not past the bank's.
    """
    connection = demo_connection(access)
    account = connection["accountIds"][0]
    today = date.fromisoformat(newest(access, f"accountIds={account}")["importDate"][:10])
    later = (today + timedelta(days=3)).isoformat()
    number = mock(access, connection, account, {"amount": -2, "bookingDate": later})["id"]
    for days, expected in ((1, today + timedelta(days=1)), (9, today + timedelta(days=3))):
        sandbox.advance(timedelta(days=days))
        access = user_of(sandbox, "finapi_access")
        body = {"bankConnectionId": connection["id"], "bankingInterface": "XS2A"}
        sent(access, "POST", "/api/v2/bankConnections/update", body)
        settle(access, connection)
        row = access.get(f"{TRANSACTIONS}/{number}")
        assert (row["bankBookingDate"], row["finapiBookingDate"]) == (later, expected.isoformat())


def test_an_update_reaches_every_account(sandbox: Sandbox, access: Caller) -> None:
    """
    After an update all accounts are as new as the first, and positions have new numbers.
    """
    body = {
        "bankId": 280001,
        "bankingInterface": "XS2A",
        "accountTypes": ["Checking", "Savings", "Security"],
        "loginCredentials": [
            {"label": "Onlinebanking-ID", "value": "demo_no_msa"},
            {"label": "PIN", "value": "demo_no_msa"},
        ],
        "storeSecrets": True,
    }
    connection = sent(access, "POST", "/api/v2/bankConnections/import", body, status=201)
    settle(access, connection)
    positions = access.get("/api/v2/securities")["securities"]
    depot = access.get(f"/api/v2/accounts/{positions[0]['accountId']}")
    first = connection["accountIds"][0]
    mock(access, connection, first, {"amount": -2})
    assert access.get(f"/api/v2/accounts/{depot['id']}")["interfaces"][0]["status"] == "DEPRECATED"
    sandbox.advance(timedelta(days=1))
    access = user_of(sandbox, "finapi_access")
    body = {"bankConnectionId": connection["id"], "bankingInterface": "XS2A"}
    sent(access, "POST", "/api/v2/bankConnections/update", body)
    settle(access, connection)
    interfaces = [
        interface
        for account in access.get("/api/v2/accounts")["accounts"]
        for interface in account["interfaces"]
    ]
    assert {one["status"] for one in interfaces} == {"UPDATED"}
    assert len({one["lastSuccessfulUpdate"][:10] for one in interfaces}) == 1
    renewed = access.get("/api/v2/securities")["securities"]
    assert [one["isin"] for one in renewed] == [one["isin"] for one in positions]
    assert not {one["id"] for one in renewed} & {one["id"] for one in positions}
    assert access.get(f"/api/v2/accounts/{depot['id']}")["balance"] == depot["balance"]


def test_a_deleted_account_leaves_the_notification_rules(access: Caller) -> None:
    """
    A rule loses an account that is gone, and goes with the only account it names.
    """
    one, two, *_ = demo_connection(access)["accountIds"]
    made = [
        sent(access, "POST", RULES, {"triggerEvent": "NEW_TRANSACTIONS", **params}, status=201)
        for params in (
            {"params": {"accountIds": f"{one},{two}"}},
            {"params": {"accountIds": str(one)}},
            {"params": {"accountIds": str(two)}},
            {},
        )
    ]
    sent(access, "DELETE", f"/api/v2/accounts/{one}")
    left = {rule["id"]: rule["params"] for rule in access.get(RULES)["notificationRules"]}
    assert left == {
        made[0]["id"]: {"accountIds": str(two)},
        made[2]["id"]: {"accountIds": str(two)},
        made[3]["id"]: {},
    }


def test_a_deleted_connection_leaves_the_notification_rules(access: Caller) -> None:
    """
    Document 003, line 42: a rule loses the connection, and goes if it names no other. Rules for
    accounts of the connection go with these.
    """
    one, two = demo_connection(access), demo_connection(access)
    ids = f"{one['id']},{two['id']}"
    made = [
        sent(access, "POST", RULES, {"triggerEvent": event, "params": params}, status=201)
        for event, params in (
            ("BANK_LOGIN_ERROR", {"bankConnectionIds": ids}),
            ("BANK_LOGIN_ERROR", {"bankConnectionIds": str(one["id"])}),
            ("NEW_TRANSACTIONS", {"accountIds": str(one["accountIds"][0])}),
            ("NEW_TRANSACTIONS", {"accountIds": str(two["accountIds"][0])}),
        )
    ]
    sent(access, "DELETE", f"/api/v2/bankConnections/{one['id']}")
    left = {rule["id"]: rule["params"] for rule in access.get(RULES)["notificationRules"]}
    assert left == {
        made[0]["id"]: {"bankConnectionIds": str(two["id"])},
        made[3]["id"]: {"accountIds": str(two["accountIds"][0])},
    }
    sent(access, "DELETE", "/api/v2/bankConnections")
    assert access.get(RULES)["notificationRules"] == []


def test_a_label_may_keep_its_name(access: Caller) -> None:
    """
    A label is not in its own way when it is given the name that it has.
    """
    label = sent(access, "POST", "/api/v2/labels", {"name": "Urlaub"}, status=201)
    sent(access, "POST", "/api/v2/labels", {"name": "Steuer"}, status=201)
    path = f"/api/v2/labels/{label['id']}"
    assert sent(access, "PATCH", path, {"name": "Urlaub"}) == label
    sent(access, "PATCH", path, {"name": "Steuer"}, status=422)
