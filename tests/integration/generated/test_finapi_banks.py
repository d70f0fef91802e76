from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from kontokit import (
    BadRequestError,
    LockedError,
    NotFoundError,
    NotSupportedError,
    ScaRequiredError,
    Secret,
    UnprocessableEntityError,
)
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models
from kontokit_sandbox import Sandbox
from tests.support.present import present

FINTS, XS2A = models.BankingInterface.FINTS_SERVER, models.BankingInterface.XS2A
TEST_BANK, REDIRECT_BANK, OLD_TEST_BANK = 280001, 280002, 277672
READY = models.BankConnectionUpdateStatus.READY
IN_PROGRESS = models.BankConnectionUpdateStatus.IN_PROGRESS


def login(name: str = "demo_no_msa", pin: str | None = None) -> dict[str, str]:
    return {"Onlinebanking-ID": name, "PIN": pin or name}


def form(**changes: Any) -> dict[str, Any]:
    """
    An import of the test bank that needs no SCA.
    """
    asked = {
        "bank_id": TEST_BANK,
        "banking_interface": "FINTS_SERVER",
        "login_credentials": login(),
    }
    return {key: value for key, value in {**asked, **changes}.items() if value is not None}


def imported(client: FinapiAccess, **changes: Any) -> models.BankConnection:
    """
    Import a bank connection and wait until everything is there.
    """
    made = client.bank_connections.import_bank_connection(**form(**changes))
    client.bank_connections.get(made.id)
    return client.bank_connections.get(made.id)


def asked(client: FinapiAccess, body: Mapping[str, Any], **answer: Any) -> Any:
    """
    Import and expect to be asked for SCA: tell the challenge.
    """
    more: dict[str, Any] = {"multi_step_authentication": answer} if answer else {}
    with pytest.raises(ScaRequiredError) as caught:
        client.bank_connections.import_bank_connection(**body, **more)
    assert isinstance(caught.value.challenge, models.MultiStepAuthenticationChallenge)
    return caught.value.challenge


def answered(client: FinapiAccess, body: Mapping[str, Any], **answer: Any) -> models.BankConnection:
    more: dict[str, Any] = {"multi_step_authentication": answer}
    return client.bank_connections.import_bank_connection(**body, **more)


def interface_of(connection: models.BankConnection) -> models.BankConnectionInterface:
    (interface,) = connection.interfaces
    return interface


@pytest.fixture
def connection(finapi: FinapiAccess) -> models.BankConnection:
    return imported(finapi)


def test_a_bank_tells_its_interfaces(finapi: FinapiAccess) -> None:
    """
    A bank says over which interfaces it is reached, and what each wants to know.
    """
    bank = finapi.banks.get(TEST_BANK)
    assert (bank.name, bank.blz, bank.is_test_bank) == ("finAPI Test Bank", "DEMO0001", True)
    xs2a, fints = present(bank.interfaces)
    assert (xs2a.banking_interface, fints.banking_interface) == (XS2A, FINTS)
    fields = [(one.label, one.is_secret) for one in fints.login_credentials]
    assert fields == [("Onlinebanking-ID", False), ("PIN", True)]
    assert models.BankInterfaceProperty.DECOUPLED_APPROACH in present(fints.properties)
    assert fints.is_ais_supported
    assert present(fints.payment_capabilities).sepa_direct_debit


def test_an_unknown_bank_is_not_found(finapi: FinapiAccess) -> None:
    """
    A bank that finAPI does not know is answered 404.
    """
    with pytest.raises(NotFoundError) as caught:
        finapi.banks.get(1)
    assert caught.value.code == "UNKNOWN_ENTITY"
    assert caught.value.help.what_happened == "There is no such resource, or not for this user."
    assert caught.value.help.page.endswith("/errors-finapi_access.html#unknown_entity")
    assert caught.value.help.repeat == "no"


FILTERS: list[tuple[dict[str, Any], Any]] = [
    ({"ids": [24001, TEST_BANK, 1]}, lambda bank: bank.id in (24001, TEST_BANK)),
    ({"is_test_bank": True}, lambda bank: bank.is_test_bank),
    ({"is_test_bank": False}, lambda bank: not bank.is_test_bank),
    ({"location": ["AT"]}, lambda bank: bank.location == "AT"),
    ({"location": ["AT", "DE"]}, lambda bank: True),
    ({"search": "musterbank"}, lambda bank: "Musterbank" in bank.name),
    ({"search": "KÖLN muster"}, lambda bank: bank.city == "Köln"),
    ({"search": "söhne"}, lambda bank: "Söhne" in bank.name),
    ({"search": "DEMO0002"}, lambda bank: bank.blz == "DEMO0002"),
    ({"search": "testde88"}, lambda bank: bank.bic == "TESTDE88XXX"),
    (
        {"supported_banking_interfaces": ["FINTS_SERVER"]},
        lambda bank: FINTS in [one.banking_interface for one in bank.interfaces],
    ),
]


@pytest.mark.parametrize(("filters", "fits"), FILTERS)
def test_banks_are_searched(finapi: FinapiAccess, filters: dict[str, Any], fits: Any) -> None:
    """
    A search gives those banks of all that fit, and no other.
    """
    everything = list(finapi.banks.list())
    wanted = [bank for bank in everything if fits(bank)]
    assert list(finapi.banks.list(**filters, per_page=3)) == wanted
    assert wanted


def test_a_search_may_find_nothing(finapi: FinapiAccess) -> None:
    """
    No bank is in such a group, and none is called so.
    """
    assert finapi.banks.list(tpp_authentication_group_ids=[1]).first_page().banks == []
    page = finapi.banks.list(search="musterbank nirgendwo").first_page()
    assert (page.banks, page.paging.total_count, page.paging.page_count) == ([], 0, 0)


def test_banks_come_in_pages(finapi: FinapiAccess) -> None:
    """
    Pages are cut from one order, and count what there is.
    """
    everything = list(finapi.banks.list(order=["name,asc"], per_page=500))
    assert len(everything) == 10
    pages = list(finapi.banks.list(order=["name,asc"], per_page=4).pages())
    assert [len(page.banks) for page in pages] == [4, 4, 2]
    assert [bank for page in pages for bank in page.banks] == everything
    assert {page.paging.page_count for page in pages} == {3}
    assert {page.paging.total_count for page in pages} == {10}
    assert [page.paging.page for page in pages] == [1, 2, 3]
    assert finapi.banks.list(page=9).first_page().banks == []
    assert len(list(finapi.banks.list(per_page=4, max_items=5))) == 5


@pytest.mark.parametrize("field", ["id", "name", "blz", "popularity", "bic"])
def test_banks_are_sorted(finapi: FinapiAccess, field: str) -> None:
    """
    Banks are sorted by a field, up or down, and text without regard to case.
    """

    def key(bank: models.Bank) -> Any:
        value = getattr(bank, field)
        return value.lower() if isinstance(value, str) else value

    banks = [bank for bank in finapi.banks.list(order=[field]) if bank.bic]
    assert banks == sorted(banks, key=key)
    down = [bank for bank in finapi.banks.list(order=[f"{field},desc"]) if bank.bic]
    assert [key(bank) for bank in down] == [key(bank) for bank in banks][::-1]


@pytest.mark.parametrize("arguments", [{"order": ["interfaces"]}, {"order": ["id,sideways"]}])
def test_an_unknown_order_is_refused(finapi: FinapiAccess, arguments: dict[str, Any]) -> None:
    """
    Banks cannot be sorted by what is no field of theirs, nor in no direction.
    """
    with pytest.raises(BadRequestError) as caught:
        finapi.banks.list(**arguments).first_page()
    assert caught.value.code == "UNSUPPORTED_ORDER"


def test_an_import_brings_accounts(finapi: FinapiAccess) -> None:
    """
    An import answers at once, is in progress, and ends with its accounts.
    """
    made = finapi.bank_connections.import_bank_connection(
        bank_id=TEST_BANK,
        banking_interface=XS2A,
        login_credentials=[
            models.LoginCredential(label="Onlinebanking-ID", value=Secret("demo_no_msa")),
            models.LoginCredential(label="PIN", value=Secret("demo_no_msa")),
        ],
        name="Hausbank",
    )
    assert made.update_status is IN_PROGRESS
    assert (made.name, made.bank.id) == ("Hausbank", TEST_BANK)
    assert finapi.bank_connections.get(made.id).update_status is IN_PROGRESS
    done = finapi.bank_connections.get(made.id)
    assert done.update_status is READY
    assert done.categorization_status is models.CategorizationStatus.READY
    assert [one.id for one in finapi.accounts.list()] == done.account_ids
    assert list(finapi.bank_connections.list()) == [done]


def test_an_import_ends_with_time(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    After a second an import is done without anybody having looked.
    """
    made = finapi.bank_connections.import_bank_connection(**form())
    sandbox.advance(timedelta(seconds=1))
    assert finapi.bank_connections.get(made.id).update_status is READY


def test_an_imported_interface_tells_its_state(connection: models.BankConnection) -> None:
    """
    After an import there is a consent with an end, and the result of the update.
    """
    interface = interface_of(connection)
    assert interface.banking_interface is FINTS
    assert interface.ais_consent is not None
    assert interface.ais_consent.status is models.BankConsentStatus.PRESENT
    assert interface.last_manual_update is not None
    assert interface.last_manual_update.result is models.UpdateResultStatus.OK
    assert interface.ais_consent.expires_at is not None
    ends = interface.ais_consent.expires_at - present(interface.last_manual_update.timestamp)
    assert abs(ends - timedelta(days=90)) < timedelta(hours=2)


def test_secrets_are_masked_where_they_are_stored(finapi: FinapiAccess) -> None:
    """
    A PIN is shown masked where it is stored, else not at all; then an update needs the user.
    """
    without, stored = imported(finapi), imported(finapi, store_secrets=True)
    name, pin = interface_of(without).login_credentials
    assert (name.label, name.value) == ("Onlinebanking-ID", Secret("demo_no_msa"))
    assert (pin.label, pin.value) == ("PIN", None)
    assert interface_of(without).user_action_required
    assert interface_of(stored).login_credentials[1].value == Secret("XXXXX")
    assert not interface_of(stored).user_action_required


def test_some_kinds_of_accounts_are_imported(finapi: FinapiAccess) -> None:
    """
    Only accounts of the wanted types come, and where there are none nothing is imported.
    """
    imported(finapi, account_types=["Savings"])
    assert [one.account_type for one in finapi.accounts.list()] == ["Savings"]
    with pytest.raises(UnprocessableEntityError) as caught:
        finapi.bank_connections.import_bank_connection(**form(account_types=["Loan"]))
    assert caught.value.code == "NO_ACCOUNTS_FOR_TYPE_LIST"
    assert len(list(finapi.bank_connections.list())) == 1


def test_the_owner_is_given_on_request(finapi: FinapiAccess) -> None:
    """
    The owner of the accounts is loaded on demand only.
    """
    assert imported(finapi).owners is None
    owners = imported(finapi, load_owner_data=True).owners
    assert owners is not None
    assert [one.last_name for one in owners] == ["Mustermann"]


def test_connections_are_listed_by_id(finapi: FinapiAccess) -> None:
    """
    The list has all connections of the user, or those that are asked for.
    """
    made = [imported(finapi) for _ in range(3)]
    assert list(finapi.bank_connections.list()) == made
    ids = [made[2].id, made[0].id, 999]
    assert list(finapi.bank_connections.list(ids=ids)) == [made[0], made[2]]


def test_another_user_sees_nothing(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    A bank connection is there for its user only.
    """
    connection = imported(finapi)
    made = finapi.users.create()
    known = sandbox.credentials
    token = finapi.tokens.create(
        grant_type="password",
        client_id=known.finapi_client,
        client_secret=known.finapi_client_secret,
        username=made.id,
        password=made.password,
    )
    other = finapi.with_options(user_token=token.access_token)
    assert list(other.bank_connections.list()) == []
    assert list(other.accounts.list()) == []
    with pytest.raises(NotFoundError):
        other.bank_connections.get(connection.id)
    with pytest.raises(NotFoundError):
        other.accounts.get(connection.account_ids[0])


@pytest.mark.parametrize("wrong", [login("falsch"), login("demo", "falsch")])
def test_wrong_credentials_are_the_banks_words(finapi: FinapiAccess, wrong: Any) -> None:
    """
    Credentials that the bank refuses are 422, for the user and in the words of the bank.
    """
    with pytest.raises(UnprocessableEntityError) as caught:
        finapi.bank_connections.import_bank_connection(**form(login_credentials=wrong))
    found = caught.value
    assert (found.code, found.type) == ("BANK_SERVER_REJECTION", "BUSINESS")
    assert found.message is not None
    assert "PIN ist falsch" in found.message
    assert found.message not in str(found)
    assert isinstance(found.parsed, models.ErrorMessage)
    assert found.parsed.bank is not None
    assert "finAPI Test Bank" in found.parsed.bank
    assert found.parsed.endpoint == "POST /api/v2/bankConnections/import"


@pytest.mark.parametrize(
    "wrong", [{"Onlinebanking-ID": "demo_no_msa"}, {**login(), "Farbe": "blau"}]
)
def test_wrong_labels_are_refused(finapi: FinapiAccess, wrong: Any) -> None:
    """
    Other fields than those of the interface are a bad request.
    """
    with pytest.raises(BadRequestError) as caught:
        finapi.bank_connections.import_bank_connection(**form(login_credentials=wrong))
    assert caught.value.code == "LOGIN_FIELDS_MISMATCH"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login_credentials": None}, "MISSING_CREDENTIALS"),
        ({"login_credentials": []}, "MISSING_CREDENTIALS"),
        ({"bank_id": 1}, "UNKNOWN_ENTITY"),
    ],
)
def test_an_import_needs_a_bank_and_a_login(
    finapi: FinapiAccess, changes: dict[str, Any], code: str
) -> None:
    """
    Without credentials, or of an unknown bank, nothing is imported.
    """
    with pytest.raises(UnprocessableEntityError) as caught:
        finapi.bank_connections.import_bank_connection(**form(**changes))
    assert caught.value.code == code
    assert list(finapi.bank_connections.list()) == []


@pytest.mark.parametrize(
    "changes", [{"banking_interface": "WEB_SCRAPER"}, {"bank_id": REDIRECT_BANK}]
)
def test_an_unknown_interface_is_not_supported(
    finapi: FinapiAccess, changes: dict[str, Any]
) -> None:
    """
    An interface that the bank does not have is answered 501.
    """
    with pytest.raises(NotSupportedError) as caught:
        finapi.bank_connections.import_bank_connection(**form(**changes))
    assert caught.value.code == "UNSUPPORTED_FEATURE"


def test_an_unknown_interface_is_refused(finapi: FinapiAccess) -> None:
    """
    A word that is no interface at all is a bad request.
    """
    with pytest.raises(BadRequestError):
        finapi.bank_connections.import_bank_connection(**form(banking_interface="FAX"))


def test_an_embedded_login_runs_to_its_end(finapi: FinapiAccess) -> None:
    """
    The user chooses a procedure, answers with a TAN, and the import is made.
    """
    body = form(login_credentials=login("demo"))
    first = asked(finapi, body)
    assert first.status is models.MsaStatus.TWO_STEP_PROCEDURE_REQUIRED
    offered = [one.procedure_id for one in first.two_step_procedures]
    assert offered == ["smsTan", "pushTan", "chipTan", "decoupled"]
    second = asked(finapi, body, hash=first.hash, two_step_procedure_id="smsTan")
    assert second.status is models.MsaStatus.CHALLENGE_RESPONSE_REQUIRED
    assert second.answer_field_label == "TAN"
    assert "123456" in second.challenge_message
    assert second.hash != first.hash
    assert list(finapi.bank_connections.list()) == []
    made = answered(finapi, body, hash=second.hash, challenge_response="123456")
    assert interface_of(made).user_action_required
    assert len(interface_of(made).two_step_procedures) == 4
    assert len(list(finapi.accounts.list())) == 3


def test_an_optical_challenge_has_its_data(finapi: FinapiAccess) -> None:
    """
    A procedure with a flickering code brings the code along.
    """
    body = form(login_credentials=login("demo"))
    first = asked(finapi, body)
    second = asked(finapi, body, hash=first.hash, two_step_procedure_id="chipTan")
    assert second.optical_data
    answered(finapi, body, hash=second.hash, challenge_response="123456")


def test_a_decoupled_login_runs_to_its_end(finapi: FinapiAccess) -> None:
    """
    The user confirms on another device, and the call is repeated until that is done.
    """
    body = form(login_credentials=login("demo"))
    first = asked(finapi, body)
    second = asked(finapi, body, hash=first.hash, two_step_procedure_id="decoupled")
    assert second.status is models.MsaStatus.DECOUPLED_AUTH_REQUIRED
    third = asked(finapi, body, hash=second.hash, decoupled_callback=True)
    assert third.status is models.MsaStatus.DECOUPLED_AUTH_IN_PROGRESS
    made = answered(finapi, body, hash=third.hash, decoupled_callback=True)
    assert made.account_ids


def test_the_old_test_bank_has_procedures_of_its_own(finapi: FinapiAccess) -> None:
    """
    The older test bank takes any login, asks for one of two procedures and for the word demo.
    """
    body = form(bank_id=OLD_TEST_BANK, login_credentials=login("irgendwer"))
    first = asked(finapi, body)
    assert [one.procedure_name for one in first.two_step_procedures] == ["SMS", "PUSH"]
    second = asked(finapi, body, hash=first.hash, two_step_procedure_id="DEMO-TSP-01")
    assert answered(finapi, body, hash=second.hash, challenge_response="demo").account_ids


def test_a_wrong_tan_ends_the_login(finapi: FinapiAccess) -> None:
    """
    A wrong TAN is refused by the bank, and its challenge cannot be answered again.
    """
    body = form(login_credentials=login("demo"))
    first = asked(finapi, body)
    second = asked(finapi, body, hash=first.hash, two_step_procedure_id="smsTan")
    with pytest.raises(UnprocessableEntityError) as caught:
        answered(finapi, body, hash=second.hash, challenge_response="000000")
    assert (caught.value.code, caught.value.type) == ("BANK_SERVER_REJECTION", "BUSINESS")
    with pytest.raises(UnprocessableEntityError) as caught:
        answered(finapi, body, hash=second.hash, challenge_response="123456")
    assert caught.value.code == "NO_EXISTING_CHALLENGE"


def test_an_unknown_procedure_is_refused(finapi: FinapiAccess) -> None:
    """
    Only a procedure that was offered can be chosen.
    """
    body = form(login_credentials=login("demo"))
    first = asked(finapi, body)
    with pytest.raises(UnprocessableEntityError) as caught:
        answered(finapi, body, hash=first.hash, two_step_procedure_id="fax")
    assert caught.value.code == "INVALID_TWO_STEP_PROCEDURE"


def test_an_unknown_hash_is_refused(finapi: FinapiAccess) -> None:
    """
    A challenge that was never made, or for another call, cannot be answered.
    """
    body = form(login_credentials=login("demo"))
    first = asked(finapi, body)
    for other, number in ((body, "0" * 32), ({**body, "name": "Andere"}, first.hash)):
        with pytest.raises(UnprocessableEntityError) as caught:
            answered(finapi, other, hash=number, two_step_procedure_id="smsTan")
        assert caught.value.code == "NO_EXISTING_CHALLENGE"


def redirect_form(**changes: Any) -> dict[str, Any]:
    return form(
        bank_id=REDIRECT_BANK,
        banking_interface="XS2A",
        login_credentials=None,
        **{"redirect_url": "https://app.example.invalid/return", **changes},
    )


def test_a_redirect_runs_to_its_end(finapi: FinapiAccess) -> None:
    """
    The user signs in at the bank, and what comes back with the user makes the import.
    """
    body = redirect_form()
    challenge = asked(finapi, body)
    assert challenge.status is models.MsaStatus.REDIRECT_REQUIRED
    assert challenge.redirect_context in challenge.redirect_url
    back = f"{challenge.redirect_context_field}={challenge.redirect_context}&code=4711"
    made = answered(finapi, body, hash=challenge.hash, redirect_callback=back)
    assert made.bank.id == REDIRECT_BANK
    assert interface_of(made).user_action_required
    assert interface_of(made).login_credentials == []


def test_a_redirect_needs_a_way_back(finapi: FinapiAccess) -> None:
    """
    Without an address to come back to no one is sent to the bank.
    """
    with pytest.raises(BadRequestError) as caught:
        finapi.bank_connections.import_bank_connection(**redirect_form(redirect_url=None))
    assert caught.value.code == "MISSING_FIELD"


def test_a_wrong_way_back_is_refused(finapi: FinapiAccess) -> None:
    """
    What comes back with another state is not of this user.
    """
    body = redirect_form()
    challenge = asked(finapi, body)
    with pytest.raises(UnprocessableEntityError) as caught:
        answered(finapi, body, hash=challenge.hash, redirect_callback="state=other&error=denied")
    assert caught.value.code == "BANK_SERVER_REJECTION"


BUSY: dict[str, Any] = {
    "update": lambda client, made: client.bank_connections.update(
        bank_connection_id=made.id, banking_interface="FINTS_SERVER"
    ),
    "connect": lambda client, made: client.bank_connections.connect_interface(
        bank_connection_id=made.id, banking_interface="XS2A", login_credentials=login()
    ),
    "remove": lambda client, made: client.bank_connections.remove_interface(
        bank_connection_id=made.id, banking_interface="FINTS_SERVER"
    ),
    "edit": lambda client, made: client.bank_connections.edit(made.id, name="Neu"),
    "delete": lambda client, made: client.bank_connections.delete(made.id),
    "delete_all": lambda client, made: client.bank_connections.delete_all(),
    "delete_consent": lambda client, made: client.bank_connections.delete_consent(
        made.id, banking_interface="FINTS_SERVER"
    ),
    "edit_account": lambda client, made: client.accounts.edit(
        made.account_ids[0], account_name="Neu"
    ),
    "delete_account": lambda client, made: client.accounts.delete(made.account_ids[0]),
    "delete_accounts": lambda client, made: client.accounts.delete_all(),
}


@pytest.mark.parametrize("call", BUSY)
def test_a_busy_connection_is_locked(finapi: FinapiAccess, sandbox: Sandbox, call: str) -> None:
    """
    While an import is going on nothing else is done with it, and afterwards it is.
    """
    made = finapi.bank_connections.import_bank_connection(**form(store_secrets=True))
    with pytest.raises(LockedError) as caught:
        BUSY[call](finapi, made)
    assert caught.value.code == "LOCKED"
    sandbox.advance(timedelta(seconds=1))
    BUSY[call](finapi, made)


def test_an_update_brings_new_transactions(
    finapi: FinapiAccess, sandbox: Sandbox, sign_in: Callable[[], FinapiAccess]
) -> None:
    """
    An update with stored credentials is made at once, and brings what is new.
    """
    connection = imported(finapi, store_secrets=True)
    before = {row.id for row in finapi.transactions.list(view="userView")}
    pending = {row.id for row in finapi.pending_transactions.list()}
    sandbox.advance(timedelta(hours=3))
    finapi = sign_in()
    updated = finapi.bank_connections.update(
        bank_connection_id=connection.id, banking_interface="FINTS_SERVER"
    )
    assert updated.update_status is IN_PROGRESS
    first, second = (interface_of(one).last_manual_update for one in (connection, updated))
    assert first is not None
    assert second is not None
    assert present(second.timestamp) - present(first.timestamp) >= timedelta(hours=3)
    rows = {row.id: row for row in finapi.transactions.list(view="userView")}
    assert pending
    assert before | pending <= rows.keys()
    purchases = [row for row in rows.values() if row.purpose == "NEUER UMSATZ"]
    assert len(purchases) == 2
    assert finapi.pending_transactions.list().first_page().pending_transactions == []


def test_an_update_needs_what_is_not_stored(
    finapi: FinapiAccess, connection: models.BankConnection
) -> None:
    """
    Where the PIN is not stored it is sent with each update, until it is stored.
    """
    body: dict[str, Any] = {
        "bank_connection_id": connection.id,
        "banking_interface": "FINTS_SERVER",
    }
    with pytest.raises(UnprocessableEntityError) as caught:
        finapi.bank_connections.update(**body)
    assert caught.value.code == "MISSING_CREDENTIALS"
    with pytest.raises(UnprocessableEntityError) as caught:
        finapi.bank_connections.update(**body, login_credentials=login("falsch"))
    assert caught.value.code == "BANK_SERVER_REJECTION"
    updated = finapi.bank_connections.update(**body, login_credentials=login(), store_secrets=True)
    assert not interface_of(updated).user_action_required


def test_an_update_may_need_a_tan_again(finapi: FinapiAccess) -> None:
    """
    A user with SCA is asked again at each update, even with stored credentials.
    """
    body = form(login_credentials=login("demo"), store_secrets=True)
    first = asked(finapi, body)
    second = asked(finapi, body, hash=first.hash, two_step_procedure_id="smsTan")
    made = answered(finapi, body, hash=second.hash, challenge_response="123456")
    finapi.bank_connections.get(made.id)
    update: dict[str, Any] = {"bank_connection_id": made.id, "banking_interface": "FINTS_SERVER"}
    answers: list[dict[str, str]] = [{}, {"two_step_procedure_id": "pushTan"}]
    number = ""
    for answer in answers:
        more: dict[str, Any] = (
            {"multi_step_authentication": {"hash": number, **answer}} if answer else {}
        )
        with pytest.raises(ScaRequiredError) as caught:
            finapi.bank_connections.update(**update, **more)
        number = caught.value.challenge.hash
    done = finapi.bank_connections.update(
        **update, multi_step_authentication={"hash": number, "challenge_response": "123456"}
    )
    assert done.update_status is IN_PROGRESS


def test_an_unknown_connection_is_not_updated(finapi: FinapiAccess) -> None:
    """
    What is not there, or not connected, is answered 404.
    """
    with pytest.raises(NotFoundError):
        finapi.bank_connections.update(bank_connection_id=1, banking_interface="FINTS_SERVER")
    connection = imported(finapi)
    with pytest.raises(NotFoundError):
        finapi.bank_connections.update(bank_connection_id=connection.id, banking_interface="XS2A")
    with pytest.raises(NotFoundError):
        finapi.bank_connections.get(999)


def test_an_interface_is_connected_and_removed(finapi: FinapiAccess) -> None:
    """
    The accounts are reached over a second interface until it is removed.
    """
    connection = imported(finapi)
    wider = finapi.bank_connections.connect_interface(
        bank_connection_id=connection.id, banking_interface="XS2A", login_credentials=login()
    )
    assert [one.banking_interface for one in wider.interfaces] == [FINTS, XS2A]
    assert wider.account_ids == connection.account_ids
    account = finapi.accounts.get(wider.account_ids[0])
    assert [one.banking_interface for one in account.interfaces] == [FINTS, XS2A]
    finapi.bank_connections.get(connection.id)
    finapi.bank_connections.remove_interface(
        bank_connection_id=connection.id, banking_interface="FINTS_SERVER"
    )
    left = finapi.bank_connections.get(connection.id)
    assert interface_of(left).banking_interface is XS2A
    account = finapi.accounts.get(left.account_ids[0])
    assert [one.banking_interface for one in account.interfaces] == [XS2A]


def test_an_interface_is_connected_with_stored_credentials(finapi: FinapiAccess) -> None:
    """
    The credentials of a connected interface open another, where they are stored.
    """
    connection = imported(finapi, store_secrets=True)
    wider = finapi.bank_connections.connect_interface(
        bank_connection_id=connection.id,
        banking_interface="XS2A",
        source_banking_interface="FINTS_SERVER",
    )
    assert len(wider.interfaces) == 2


@pytest.mark.parametrize(
    ("name", "error", "code"),
    [
        ("FINTS_SERVER", UnprocessableEntityError, "ENTITY_EXISTS"),
        ("WEB_SCRAPER", NotSupportedError, "UNSUPPORTED_FEATURE"),
    ],
)
def test_an_interface_is_connected_once(
    finapi: FinapiAccess, name: str, error: type[NotSupportedError], code: str
) -> None:
    """
    An interface is not connected twice, and not where the bank has none.
    """
    connection = imported(finapi)
    with pytest.raises(error) as caught:
        finapi.bank_connections.connect_interface(
            bank_connection_id=connection.id, banking_interface=name, login_credentials=login()
        )
    assert caught.value.code == code


def test_the_last_interface_takes_the_connection_along(finapi: FinapiAccess) -> None:
    """
    Without an interface there is no bank connection and no account left.
    """
    connection = imported(finapi)
    finapi.bank_connections.remove_interface(
        bank_connection_id=connection.id, banking_interface=FINTS
    )
    assert list(finapi.bank_connections.list()) == []
    assert list(finapi.accounts.list()) == []


def test_a_connection_is_renamed(finapi: FinapiAccess, connection: models.BankConnection) -> None:
    """
    A connection gets a name, and an empty one removes it.
    """
    renamed = finapi.bank_connections.edit(connection.id, name="Hausbank")
    assert renamed.name == "Hausbank"
    assert finapi.bank_connections.edit(connection.id, name="") == connection


def test_stored_credentials_are_changed(finapi: FinapiAccess) -> None:
    """
    New credentials are checked with the next update only.
    """
    connection = imported(finapi, store_secrets=True)
    edited = finapi.bank_connections.edit(
        connection.id,
        banking_interface="FINTS_SERVER",
        default_two_step_procedure_id="smsTan",
        login_credentials={"Onlinebanking-ID": "falsch"},
    )
    interface = interface_of(edited)
    assert interface.default_two_step_procedure_id == "smsTan"
    reported = [(one.label, one.value) for one in interface.login_credentials]
    assert reported == [("Onlinebanking-ID", Secret("falsch")), ("PIN", Secret("XXXXX"))]
    with pytest.raises(UnprocessableEntityError):
        finapi.bank_connections.update(
            bank_connection_id=connection.id, banking_interface="FINTS_SERVER"
        )
    edited = finapi.bank_connections.edit(
        connection.id, banking_interface="FINTS_SERVER", default_two_step_procedure_id=""
    )
    assert interface_of(edited).default_two_step_procedure_id is None


def test_a_consent_is_deleted_and_given_again(finapi: FinapiAccess) -> None:
    """
    Without a consent an update needs the user, who gives a new one with it.
    """
    connection = imported(finapi, store_secrets=True)
    reported = finapi.bank_connections.delete_consent(
        connection.id, banking_interface="FINTS_SERVER"
    )
    deleted = models.DeleteConsentResult.DELETED
    assert (reported.local, reported.remote) == (deleted, deleted)
    interface = interface_of(finapi.bank_connections.get(connection.id))
    assert interface.user_action_required
    assert interface.ais_consent is not None
    assert interface.ais_consent.status is models.BankConsentStatus.NOT_PRESENT
    assert interface.ais_consent.expires_at is None
    again = finapi.bank_connections.delete_consent(
        connection.id, banking_interface="FINTS_SERVER", force_deletion=True
    )
    assert again.local is models.DeleteConsentResult.NOT_EXIST
    updated = finapi.bank_connections.update(
        bank_connection_id=connection.id,
        banking_interface="FINTS_SERVER",
        login_credentials=login(),
    )
    consent = interface_of(updated).ais_consent
    assert consent is not None
    assert consent.status is models.BankConsentStatus.PRESENT


def test_the_consent_of_another_interface_is_unknown(finapi: FinapiAccess) -> None:
    """
    An interface that is not connected has no consent to delete.
    """
    connection = imported(finapi)
    with pytest.raises(UnprocessableEntityError):
        finapi.bank_connections.delete_consent(connection.id, banking_interface="XS2A")
    with pytest.raises(UnprocessableEntityError):
        finapi.bank_connections.delete_consent(999, banking_interface="XS2A")


def test_a_deleted_connection_takes_all_along(finapi: FinapiAccess) -> None:
    """
    With a connection go its accounts and transactions, and nothing of another.
    """
    gone, left = imported(finapi), imported(finapi, account_types=["Savings"])
    finapi.bank_connections.delete(gone.id, psu_ip_address="192.0.2.7")
    assert list(finapi.bank_connections.list()) == [left]
    assert [one.id for one in finapi.accounts.list()] == left.account_ids
    rows = finapi.transactions.list(view="bankView", per_page=500)
    assert {row.account_id for row in rows} == set(left.account_ids)
    with pytest.raises(NotFoundError):
        finapi.bank_connections.delete(gone.id)


def test_all_connections_are_deleted(finapi: FinapiAccess) -> None:
    """
    Deleting all connections tells which they were, and leaves nothing.
    """
    made = [imported(finapi).id for _ in range(2)]
    assert finapi.bank_connections.delete_all().identifiers == made
    assert list(finapi.bank_connections.list()) == []
    assert finapi.transactions.list(view="bankView").first_page().transactions == []


def test_one_busy_connection_keeps_all(finapi: FinapiAccess) -> None:
    """
    While one connection is busy none of them is deleted.
    """
    imported(finapi)
    finapi.bank_connections.import_bank_connection(**form())
    with pytest.raises(LockedError):
        finapi.bank_connections.delete_all()
    assert len(list(finapi.bank_connections.list())) == 2


def test_accounts_are_deleted_one_by_one(finapi: FinapiAccess) -> None:
    """
    An account goes with its transactions, and the last one takes the connection along.
    """
    connection = imported(finapi)
    first, *others = connection.account_ids
    finapi.accounts.delete(first)
    assert finapi.bank_connections.get(connection.id).account_ids == others
    assert (
        finapi.transactions.list(view="userView", account_ids=[first]).first_page().transactions
        == []
    )
    with pytest.raises(NotFoundError):
        finapi.accounts.get(first)
    for number in others:
        finapi.accounts.delete(number)
    assert list(finapi.bank_connections.list()) == []


def test_all_accounts_are_deleted(finapi: FinapiAccess) -> None:
    """
    Deleting all accounts deletes all connections.
    """
    connection = imported(finapi)
    assert finapi.accounts.delete_all().identifiers == connection.account_ids
    assert list(finapi.bank_connections.list()) == []


def test_asyncio_gives_the_same(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    The asynchronous client answers challenges and walks pages like the blocking one.
    """
    known = sandbox.credentials
    body = form(login_credentials=login("demo"))

    async def walk() -> tuple[models.BankConnection, list[models.Bank]]:
        async with AsyncFinapiAccess(base_url=sandbox.url("finapi_access")) as anonymous:
            granted = await anonymous.tokens.create(
                grant_type="password",
                client_id=known.finapi_client,
                client_secret=known.finapi_client_secret,
                username=known.finapi_user,
                password=known.finapi_password,
            )
            client = anonymous.with_options(user_token=granted.access_token)
            answer: Any = {}
            for step in ({"two_step_procedure_id": "smsTan"}, {"challenge_response": "123456"}):
                more: dict[str, Any] = {"multi_step_authentication": answer} if answer else {}
                with pytest.raises(ScaRequiredError) as caught:
                    await client.bank_connections.import_bank_connection(**body, **more)
                answer = {"hash": caught.value.challenge.hash, **step}
            made = await client.bank_connections.import_bank_connection(
                **body, multi_step_authentication=answer
            )
            return made, [bank async for bank in client.banks.list(per_page=3)]

    made, banks = asyncio.run(walk())
    assert finapi.bank_connections.get(made.id) == made
    assert banks == list(finapi.banks.list())
