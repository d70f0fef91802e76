"""
People that tests add: removed with everything of theirs, rows with their ids, and changed PINs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.control.client import AsyncControl, Control, ControlCallError
from tests.support.banksapi_customers import ACCESSES, Customer, codes, customer_of
from tests.support.finapi_callers import Caller, demo_connection, user_of
from tests.support.raw_http import Reply, send_raw

BANK = "12345678"
JOERG: dict[str, Any] = {
    "name": "Jörg Müßig",
    "accounts": [{"opening": "1500.00"}, {"kind": "savings", "opening": "10.50", "rows": 5}],
    "rows": [{"day": "-3", "amount": "-19.99", "purpose": "Brötchen"}],
}


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[Control]:
    with Control(f"http://127.0.0.1:{sandbox.port}", sandbox.control_token) as made:
        yield made


@pytest.fixture
def finapi(sandbox: Sandbox) -> Caller:
    return user_of(sandbox, "finapi_access")


@pytest.fixture
def customer(sandbox: Sandbox) -> Customer:
    return customer_of(sandbox)


def bankimport(sandbox: Sandbox, method: str, path: str, form: Any = None) -> Reply:
    headers = {"Authorization": f"Token token={sandbox.credentials.bankimport_token}"}
    return send_raw(method, sandbox.url("bankimport") + path, headers=headers, form=form)


def link(sandbox: Sandbox, name: str, pin: str = "alt") -> Reply:
    form = {"hbci_bank_code": BANK, "username": name, "secret": pin}
    return bankimport(sandbox, "POST", "/bank-account/hbci", form)


def accounts_at_bankimport(sandbox: Sandbox) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bankimport(sandbox, "GET", "/bank-accounts").json["bank_accounts"]
    return found


def credentials(name: str, pin: str = "alt") -> list[dict[str, str]]:
    return [{"label": "Onlinebanking-ID", "value": name}, {"label": "PIN", "value": pin}]


def import_in(finapi: Caller, name: str, pin: str = "alt") -> Reply:
    body = {
        "bankId": 280001,
        "bankingInterface": "XS2A",
        "loginCredentials": credentials(name, pin),
    }
    return finapi.call("POST", "/api/v2/bankConnections/import", body)


def update_in(finapi: Caller, connection: int, **more: Any) -> Reply:
    body = {"bankConnectionId": connection, "bankingInterface": "XS2A", **more}
    return finapi.call("POST", "/api/v2/bankConnections/update", body)


def test_a_removed_person_is_gone_everywhere(
    sandbox: Sandbox, control: Control, customer: Customer, finapi: Caller
) -> None:
    """
    Their accounts are unlinked, their accesses and connections deleted, and those of others stay.
    """
    control.add_person("joerg", JOERG)
    demo_connection(finapi)
    before = [finapi.get("/api/v2/accounts"), sandbox.people.all(), accounts_at_bankimport(sandbox)]
    joerg = demo_connection(finapi, credentials("no-sca+joerg"))
    assert link(sandbox, "joerg").status == 201
    customer.add_access("no-sca+joerg")
    sandbox.people.lock("sms+joerg")
    sandbox.people.change_pin("push-tan+joerg")
    control.remove_person("joerg")
    after = [finapi.get("/api/v2/accounts"), accounts_at_bankimport(sandbox)]
    assert after == [before[0], before[2]]
    assert finapi.call("GET", f"/api/v2/bankConnections/{joerg['id']}").status == 404
    assert customer.get(ACCESSES) == {}
    assert sandbox.people.all() == [one for one in before[1] if one != "joerg"]
    with pytest.raises(ControlCallError, match="no person joerg"):
        control.person("joerg")
    control.add_person("joerg", JOERG)
    assert import_in(finapi, "sms+joerg").status == 510
    assert import_in(finapi, "push-tan+joerg").status == 510


def test_the_scas_of_a_removed_person_end(
    sandbox: Sandbox, control: Control, customer: Customer, finapi: Caller
) -> None:
    """
    What waits for them waits no longer, so that nobody is led to the accounts of somebody else.
    """
    control.add_person("joerg", JOERG)
    customer.add_access("sms+joerg")
    assert import_in(finapi, "sms+joerg").status == 510
    assert len(sandbox.pending) == 2
    control.remove_person("joerg")
    assert sandbox.pending == []
    assert customer.get(ACCESSES) == {}


def test_the_number_of_a_removed_account_is_not_given_again(
    sandbox: Sandbox, control: Control
) -> None:
    """
    Neither its IBAN nor its ids come back, also after the one that was added last has gone.
    """
    control.add_person("anna", {})
    first = control.add_person("bert", {})["accounts"]
    assert link(sandbox, "bert").status == 201
    old = accounts_at_bankimport(sandbox)[-1]["id"]
    control.remove_person("bert")
    again = control.add_person("bert", {})["accounts"]
    assert link(sandbox, "bert").status == 201
    assert accounts_at_bankimport(sandbox)[-1]["id"] > old
    ibans = [one["iban"] for one in (*first, *again, *control.person("anna")["accounts"])]
    assert len(set(ibans)) == 3


def test_people_of_the_start_stay(control: Control) -> None:
    """
    409, since the sandbox needs them; and 404 for a person whom nobody knows.
    """
    for person, status in (("erika", 409), ("mueller", 409), ("nobody", 404)):
        with pytest.raises(ControlCallError) as refused:
            control.remove_person(person)
        assert refused.value.status == status


def test_money_that_has_left_stays_left(sandbox: Sandbox, control: Control) -> None:
    """
    Rows and standing orders go with the accounts, and executions are still counted.
    """
    control.add_person("joerg", JOERG)
    with sandbox.client("finapi_access", as_user=True) as client:
        client.bank_connections.import_bank_connection(
            bank_id=280001,
            banking_interface="XS2A",
            login_credentials={"Onlinebanking-ID": "no-sca+joerg", "PIN": "x"},
            store_secrets=True,
        )
        account = next(iter(client.accounts.list()))
        transfer: Any = {
            "counterpart_name": "Erika",
            "counterpart_iban": sandbox.ledger.accounts_of("erika")[0].iban,
            "amount": "10.00",
        }
        payment = client.payments.create_money_transfer(
            account_id=account.id, money_transfers=[transfer]
        )
        client.payments.submit(payment_id=payment.id, banking_interface="XS2A")
    control.remove_person("joerg")
    assert [str(one.amount) for one in sandbox.executions] == ["10.00"]
    sandbox.advance(timedelta(days=40))
    sandbox.check()


def test_rows_have_their_ids_at_each_api(
    sandbox: Sandbox, control: Control, customer: Customer, finapi: Caller
) -> None:
    """
    What the control API calls a row is what each API calls it, once it has looked.
    """
    control.add_person("joerg", JOERG)
    demo_connection(finapi, credentials("no-sca+joerg"))
    customer.add_access("no-sca+joerg")
    link(sandbox, "joerg")
    sandbox.advance(timedelta(minutes=1))
    (row,) = control.add_rows("joerg", [{"amount": "-7.77", "purpose": "Diese Zeile"}])["rows"]
    assert (row["amount"], row["purpose"], row["account"]) == ("-7.77", "Diese Zeile", 0)
    assert [(one["api"], one["is_seen"]) for one in row["ids"]] == [
        ("bankimport", False),
        ("banksapi", False),
        ("finapi_access", False),
    ]
    sandbox.advance(timedelta(days=1))
    finapi, customer = user_of(sandbox, "finapi_access"), customer_of(sandbox)
    connection = finapi.get("/api/v2/bankConnections")["connections"][0]["id"]
    assert update_in(finapi, connection).status == 200
    found = control.rows("joerg", 0)["rows"]
    (again,) = [one for one in found if one["purpose"] == "Diese Zeile"]
    ids = {one["api"]: one for one in again["ids"]}
    assert all(one["is_seen"] for one in ids.values())
    transaction = finapi.get(f"/api/v2/transactions/{ids['finapi_access']['id']}")
    assert transaction["purpose"] == "Diese Zeile"
    assert transaction["accountId"] == ids["finapi_access"]["account"]
    path = f"{ACCESSES}/{customer.access()['id']}/{ids['banksapi']['account']}/kontoumsaetze"
    rows = {one["id"]: one["verwendungszweck"] for one in customer.get(path)}
    assert rows[ids["banksapi"]["id"]] == "Diese Zeile"
    listed = bankimport(sandbox, "GET", "/transactions?purpose=Diese").json["transactions"]
    assert [one["id"] for one in listed] == [ids["bankimport"]["id"]]
    assert listed[0]["bank_account_id"] == ids["bankimport"]["account"]


def test_rows_are_listed_newest_first(sandbox: Sandbox, control: Control) -> None:
    """
    Of all accounts or of one, as many as wanted.
    """
    control.add_person("joerg", JOERG)
    everything = control.rows("joerg")["rows"]
    days = [one["day"] for one in everything]
    assert days == sorted(days, reverse=True)
    assert {one["account"] for one in everything} == {0, 1}
    assert [one["purpose"] for one in control.rows("joerg", 0)["rows"]] == ["Brötchen"]
    assert control.rows("joerg", limit=2)["rows"] == everything[:2]
    assert [one.row.purpose for one in sandbox.people.rows("joerg", 0)] == ["Brötchen"]
    with pytest.raises(ControlCallError, match="no account 2"):
        control.rows("joerg", 2)


def test_a_changed_pin_is_needed_at_banksapi(sandbox: Sandbox, customer: Customer) -> None:
    """
    A refresh with the old one is BA1011, also at night; with the new one the access is renewed.
    """
    customer.add_access("no-sca+1", "alt")
    assert sandbox.people.change_pin("no-sca+1", "neu") == "neu"
    before = customer.access()["aktualisierungszeitpunkt"]
    sandbox.advance(timedelta(days=1))
    customer = customer_of(sandbox)
    access = customer.access()
    assert (codes(access), access["aktualisierungszeitpunkt"]) == (["BA1011"], before)
    assert customer.add_access("no-sca+1", "alt").status == 201
    assert "BA1011" in codes(customer.access())
    assert customer.add_access("no-sca+1", "neu").status == 201
    assert codes(customer.access()) == []
    sandbox.advance(timedelta(days=1))
    customer = customer_of(sandbox)
    assert customer.access()["aktualisierungszeitpunkt"] > before
    customer.add_access("no-sca+2", "alt")
    assert codes(customer.access()) == []


def test_a_changed_pin_is_needed_at_finapi(sandbox: Sandbox, finapi: Caller) -> None:
    """
    The stored one is refused, by hand and at night; entered and stored, the new one works again.
    """
    connection = demo_connection(finapi)["id"]
    finapi.call("PATCH", "/api/v2/users", {"isAutoUpdateEnabled": True})
    assert update_in(finapi, connection).status == 200
    sandbox.people.change_pin("demo_no_msa", "neu")
    sandbox.advance(timedelta(seconds=5))
    refused = update_in(finapi, connection)
    assert (refused.status, refused.json["errors"][0]["code"]) == (422, "BANK_SERVER_REJECTION")
    sandbox.advance(timedelta(days=1))
    finapi = user_of(sandbox, "finapi_access")
    found = finapi.get(f"/api/v2/bankConnections/{connection}")["interfaces"][0]
    assert found["lastAutoUpdate"]["result"] == "BANK_SERVER_REJECTION"
    assert found["userActionRequired"]
    login = {"loginCredentials": credentials("demo_no_msa", "neu"), "storeSecrets": True}
    assert update_in(finapi, connection, **login).status == 200
    sandbox.advance(timedelta(days=1))
    finapi = user_of(sandbox, "finapi_access")
    found = finapi.get(f"/api/v2/bankConnections/{connection}")["interfaces"][0]
    assert found["lastAutoUpdate"]["result"] == "OK"
    assert {one["value"] for one in found["loginCredentials"]} == {"demo_no_msa", "XXXXX"}
    assert update_in(finapi, connection).status == 200
    assert import_in(finapi, "demo_no_msa", "demo_no_msa").status == 422


def test_a_changed_pin_is_needed_at_bankimport(sandbox: Sandbox) -> None:
    """
    Imports change nothing until the account is linked again with the new PIN, under the same id.
    """
    account = link(sandbox, "max").json["bank_account"]
    pin = sandbox.people.change_pin("max")
    assert link(sandbox, "max").status == 422
    path = f"/bank-account/{account['id']}"
    bankimport(sandbox, "POST", f"{path}/import")
    sandbox.advance(timedelta(days=1))
    assert bankimport(sandbox, "GET", path).json["bank_account"] == account
    again = link(sandbox, "max", pin)
    assert (again.status, again.json["bank_account"]["id"]) == (201, account["id"])
    sandbox.advance(timedelta(days=1))
    assert bankimport(sandbox, "GET", path).json["bank_account"] != account
    rows = bankimport(sandbox, "GET", f"{path}/transactions").json["transactions"]
    read = sandbox.now - timedelta(days=1)
    newest = max(rows, key=lambda one: str(one["imported_at"]))
    assert str(newest["imported_at"]) > read.strftime("%Y-%m-%d")
    assert link(sandbox, "max", pin).status == 422


def test_a_locked_login_is_refused_at_bankimport_too(sandbox: Sandbox) -> None:
    """
    As at the other APIs, until it is unlocked.
    """
    sandbox.people.lock("max")
    assert link(sandbox, "max").status == 422
    sandbox.people.unlock("max")
    assert link(sandbox, "max").status == 201


def test_a_changed_pin_is_needed_at_the_pages(sandbox: Sandbox, finapi: Caller) -> None:
    """
    The page of a bank and the form of finAPI refuse the old PIN and take the new one.
    """
    sandbox.people.change_pin("redirect", "neu")
    body = {
        "bankId": 280002,
        "bankingInterface": "XS2A",
        "redirectUrl": "https://app.example/back",
    }
    asked = finapi.call("POST", "/api/v2/bankConnections/import", body)
    url = asked.json["errors"][0]["multiStepAuthentication"]["redirectUrl"]
    assert sandbox.person("redirect", "alt").at(url).log_in().page.status == 422
    assert "approve" in sandbox.person("redirect", "neu").at(url).log_in().buttons
    sandbox.people.change_pin("no-sca", "neu")
    forms = user_of(sandbox, "finapi_webform")
    form = forms.call("POST", "/api/webForms/bankConnectionImport", {"bank": {"id": 280001}})
    assert sandbox.person("no-sca", "alt").at(form.json["url"]).log_in().page.status == 422
    sandbox.visit(form.json["url"], action="complete", login="no-sca")
    connection = finapi.get("/api/v2/bankConnections")["connections"][0]["id"]
    sandbox.advance(timedelta(seconds=5))
    assert update_in(finapi, connection).status == 200


def test_a_person_has_a_pin(sandbox: Sandbox, control: Control, finapi: Caller) -> None:
    """
    All logins that lead to the person take this PIN alone, and later the changed one.
    """
    control.add_person("joerg", {"pin": "1234"})
    assert import_in(finapi, "no-sca+joerg", "4321").status == 422
    assert import_in(finapi, "no-sca+joerg", "1234").status == 201
    pin = control.change_pin("joerg")["pin"]
    assert [import_in(finapi, "sms+joerg", one).status for one in ("1234", pin)] == [422, 510]
    assert control.change_pin("joerg")["pin"] not in (pin, "1234")
    for wrong in ("falsch", "", "ä"):
        with pytest.raises(ControlCallError) as refused:
            control.change_pin("joerg", wrong)
        assert refused.value.status == 422
    sandbox.reset()
    assert import_in(user_of(sandbox, "finapi_access"), "no-sca+joerg", "4321").status == 201


@pytest.mark.anyio
async def test_the_async_client_does_the_same(sandbox: Sandbox) -> None:
    """
    Add, book, list, change and remove from asyncio.
    """
    url = f"http://127.0.0.1:{sandbox.port}"
    async with AsyncControl(url, sandbox.control_token) as control:
        await control.add_person("joerg", JOERG)
        booked = await control.add_rows("joerg", [{"amount": "1.00"}])
        assert booked["rows"][0]["amount"] == "1.00"
        assert (await control.rows("joerg", limit=1))["rows"] == booked["rows"]
        assert (await control.change_pin("sms+joerg", "neu"))["pin"] == "neu"
        await control.remove_person("joerg")
        assert "joerg" not in (await control.people())["people"]
