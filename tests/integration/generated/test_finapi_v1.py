from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontokit import (
    BERLIN,
    AuthenticationError,
    BadRequestError,
    LockedError,
    NotFoundError,
    NotSupportedError,
    ScaRequiredError,
    Secret,
    UnprocessableEntityError,
    WebFormRequiredError,
)
from kontokit_finapi_access import FinapiAccess
from kontokit_finapi_access_v1 import AsyncFinapiAccessV1, FinapiAccessV1, models
from kontokit_sandbox import Sandbox
from tests.support.present import present
from tests.support.raw_http import visit_raw

FINTS, XS2A = models.BankingInterface.FINTS_SERVER, models.BankingInterface.XS2A
USER = models.TransactionView.USER_VIEW
SECOND = timedelta(seconds=1)


def login(name: str = "demo_no_msa") -> dict[str, str]:
    return {"Onlinebanking-ID": name, "PIN": name}


def form(**changes: Any) -> dict[str, Any]:
    """
    An import of the test bank that needs no SCA.
    """
    asked = {"bank_id": 280001, "interface": "FINTS_SERVER", "login_credentials": login()}
    return {key: value for key, value in {**asked, **changes}.items() if value is not None}


def keys(sandbox: Sandbox, **more: str) -> dict[str, Any]:
    known = sandbox.credentials
    client = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    return {"username": known.finapi_user, "password": known.finapi_password, **client, **more}


@pytest.fixture
def old(sandbox: Sandbox) -> Iterator[FinapiAccessV1]:
    """
    A client of finAPI Access v1 that holds the tokens of the client and of a user.
    """
    with FinapiAccessV1(base_url=sandbox.url("finapi_access_v1")) as anonymous:
        get = anonymous.tokens.create
        yield anonymous.with_options(
            client_token=get(**keys(sandbox, grant_type="client_credentials")).access_token,
            user_token=get(**keys(sandbox, grant_type="password")).access_token,
        )


@pytest.fixture
def bank(old: FinapiAccessV1, sandbox: Sandbox) -> FinapiAccessV1:
    """
    The user with an imported bank connection: two current accounts, savings and a depot.
    """
    types = ["Checking", "Savings", "Security"]
    old.bank_connections.import_bank_connection(**form(store_secrets=True, account_types=types))
    sandbox.advance(SECOND)
    old.bank_connections.list().first_page()
    return old


@pytest.fixture
def new(bank: FinapiAccessV1, finapi: FinapiAccess) -> FinapiAccess:
    """
    The same user in v2.
    """
    assert bank.users.get().id == finapi.users.get().id
    return finapi


def rows_of(client: FinapiAccessV1, **filters: Any) -> list[models.Transaction]:
    return list(client.transactions.list(view=USER, per_page=500, **filters))


def test_a_token_is_revoked_in_the_query(old: FinapiAccessV1, sandbox: Sandbox) -> None:
    """
    The token to be revoked is sent as a parameter, and hidden from what is printed.
    """
    token = old.tokens.create(**keys(sandbox, grant_type="password"))
    assert isinstance(token.access_token, Secret)
    old.tokens.revoke(token=token.access_token, token_type_hint=models.TokenTypeHint.ACCESS_TOKEN)
    assert "token_type_hint=access_token" in sandbox.requests[-1].query
    with pytest.raises(AuthenticationError) as caught:
        old.users.get()
    assert caught.value.code == "invalid_token"
    assert token.access_token.reveal() not in str(caught.value)


def test_a_bank_tells_its_interfaces(old: FinapiAccessV1) -> None:
    """
    The interfaces of a bank are called interface here, and some old fields are given.
    """
    bank = old.banks.get(280001)
    assert [one.interface for one in present(bank.interfaces)] == [XS2A, FINTS]
    assert (bank.is_supported, bank.pins_are_volatile) == (True, False)
    assert bank.supported_data_sources == [models.SupportedDataSource.FINTS_SERVER]
    assert old.banks.get(280002).supported_data_sources == []
    assert bank.login_field_pin is None
    assert present(bank.interfaces)[0].is_money_transfer_supported


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"supported_interfaces": ["FINTS_SERVER"], "is_test_bank": True}, [277672, 280001]),
        ({"supported_data_sources": ["FINTS_SERVER"], "is_test_bank": True}, [277672, 280001]),
        ({"supported_interfaces": ["WEB_SCRAPER"]}, []),
        ({"location": ["AT"], "search": "wien"}, [24006]),
        ({"is_supported": False}, []),
        ({"pins_are_volatile": True}, []),
    ],
)
def test_banks_are_searched(
    old: FinapiAccessV1, filters: dict[str, Any], wanted: list[int]
) -> None:
    """
    A search goes by the old names of its parameters.
    """
    assert [one.id for one in old.banks.list(**filters, per_page=3)] == wanted


def test_an_import_brings_accounts(old: FinapiAccessV1, sandbox: Sandbox) -> None:
    """
    An import answers at once and ends after a second, with accounts.
    """
    made = old.bank_connections.import_bank_connection(
        bank_id=280001,
        interface=FINTS,
        login_credentials=[
            models.LoginCredential(label=label, value=Secret(value))
            for label, value in login().items()
        ],
        name="Hausbank",
    )
    assert made.update_status is models.BankConnectionUpdateStatus.IN_PROGRESS
    with pytest.raises(LockedError):
        old.bank_connections.delete(made.id)
    sandbox.advance(SECOND)
    done = old.bank_connections.get(made.id)
    assert done.update_status is models.BankConnectionUpdateStatus.READY
    assert (done.name, done.bank_id) == ("Hausbank", 280001)
    assert done.type is models.BankConnectionType.DEMO
    assert done.bank is not None
    assert done.bank.id == done.bank_id
    assert [one.id for one in old.accounts.list()] == done.account_ids


def test_a_real_bank_is_online(old: FinapiAccessV1) -> None:
    """
    A bank connection is a demo only at a test bank.
    """
    made = old.bank_connections.import_bank_connection(**form(bank_id=24001))
    assert made.type is models.BankConnectionType.ONLINE


def test_an_import_knows_the_old_fields(old: FinapiAccessV1) -> None:
    """
    User id, PIN and numbers of account types stand for what replaces them, and no interface
    stands for the first one.
    """
    made = old.bank_connections.import_bank_connection(
        bank_id=280001,
        banking_user_id="demo_no_msa",
        banking_pin="demo_no_msa",
        store_pin=True,
        account_type_ids=[2],
    )
    assert made.interfaces is not None
    assert [one.interface for one in made.interfaces] == [XS2A]
    assert made.interfaces[0].login_credentials[1].value == Secret("XXXXX")
    assert [one.account_type for one in old.accounts.list()] == ["Savings"]


def test_the_results_of_a_connection_are_given_twice(bank: FinapiAccessV1) -> None:
    """
    What v2 tells of an interface only is given for the bank connection too, at the same time.
    """
    (connection,) = list(bank.bank_connections.list())
    assert connection.interfaces is not None
    (interface,) = connection.interfaces
    assert connection.last_manual_update == interface.last_manual_update
    assert connection.last_manual_update is not None
    assert present(connection.last_manual_update.timestamp).tzinfo == BERLIN
    assert connection.last_auto_update is None
    assert interface.ais_consent is not None
    assert interface.ais_consent.expires_at is not None
    assert interface.ais_consent.expires_at.tzinfo == BERLIN


@pytest.mark.parametrize(
    ("changes", "error", "code"),
    [
        ({"login_credentials": login("falsch")}, UnprocessableEntityError, "BANK_SERVER_REJECTION"),
        (
            {"login_credentials": {"Onlinebanking-ID": "demo_no_msa"}},
            BadRequestError,
            "LOGIN_FIELDS_MISMATCH",
        ),
        ({"login_credentials": None}, UnprocessableEntityError, "MISSING_CREDENTIALS"),
        ({"interface": "WEB_SCRAPER"}, NotSupportedError, "UNSUPPORTED_FEATURE"),
    ],
)
def test_a_refused_import_is_reported(
    old: FinapiAccessV1, changes: dict[str, Any], error: type[NotSupportedError], code: str
) -> None:
    """
    An error has its code, and its date is an aware time in Berlin.
    """
    with pytest.raises(error) as caught:
        old.bank_connections.import_bank_connection(**form(**changes))
    assert caught.value.code == code
    reported = caught.value.parsed
    assert isinstance(reported, models.ErrorMessage)
    assert reported.date is not None
    assert reported.date.tzinfo == BERLIN
    assert reported.endpoint == "POST /api/v1/bankConnections/import"


def test_an_embedded_login_runs_to_its_end(old: FinapiAccessV1) -> None:
    """
    The user chooses a procedure, answers with a TAN, and the import is made.
    """
    body = form(login_credentials=login("demo"))
    answer: Any = {}
    steps = [{"two_step_procedure_id": "smsTan"}, {"challenge_response": "0"}]
    states = []
    for step in steps:
        more: dict[str, Any] = {"multi_step_authentication": answer} if answer else {}
        with pytest.raises(ScaRequiredError) as caught:
            old.bank_connections.import_bank_connection(**body, **more)
        assert isinstance(caught.value.challenge, models.MultiStepAuthenticationChallenge)
        states.append(caught.value.challenge.status)
        answer = {"hash": caught.value.challenge.hash, **step}
    status = models.MsaStatus
    assert states == [status.TWO_STEP_PROCEDURE_REQUIRED, status.CHALLENGE_RESPONSE_REQUIRED]
    answer["challenge_response"] = "123456"
    made = old.bank_connections.import_bank_connection(**body, multi_step_authentication=answer)
    assert made.interfaces is not None
    assert made.interfaces[0].user_action_required


def test_a_redirect_runs_to_its_end(old: FinapiAccessV1) -> None:
    """
    What comes back from the bank with the user makes the import.
    """
    body = form(bank_id=280002, interface="XS2A", login_credentials=None)
    body["redirect_url"] = "https://app.example.invalid/return"
    with pytest.raises(ScaRequiredError) as caught:
        old.bank_connections.import_bank_connection(**body)
    challenge = caught.value.challenge
    assert challenge.status is models.MsaStatus.REDIRECT_REQUIRED
    back = f"{challenge.redirect_context_field}={challenge.redirect_context}"
    made = old.bank_connections.import_bank_connection(
        multi_step_authentication={"hash": challenge.hash, "redirect_callback": back}, **body
    )
    assert made.bank_id == 280002


def test_times_are_aware_and_in_berlin(bank: FinapiAccessV1) -> None:
    """
    Every time is an aware one in Berlin, and a mere day is its midnight there.
    """
    rows = rows_of(bank)
    for row in rows:
        for day in (present(row.value_date), row.bank_booking_date, row.finapi_booking_date):
            assert day.tzinfo == BERLIN
            assert day.time() == time(0)
        assert present(row.import_date).tzinfo == BERLIN
    offsets = {present(row.value_date).utcoffset() for row in rows}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_both_versions_tell_the_same(bank: FinapiAccessV1, new: FinapiAccess) -> None:
    """
    Days, moments and amounts are the same in both versions, however they are written.
    """
    rows = rows_of(bank)
    others = list(new.transactions.list(view="userView", per_page=500))
    assert [row.id for row in rows] == [row.id for row in others]
    for row, other in zip(rows, others, strict=True):
        assert row.import_date == other.import_date
        assert present(row.value_date).date() == other.value_date
        assert row.bank_booking_date.date() == other.bank_booking_date
        assert row.amount == other.amount
        assert (row.purpose, row.counterpart_name) == (other.purpose, other.counterpart_name)


def test_local_times_and_nulls_are_on_the_wire(bank: FinapiAccessV1) -> None:
    """
    Times are written without a zone, and what is absent in v2 is null here and None in Python.
    """
    number = bank.transactions.list(view=USER).first_page().transactions[16].id
    response = bank.with_response(bank.transactions.get, number)
    body = json.loads(response.body)
    assert datetime.strptime(body["importDate"], "%Y-%m-%d %H:%M:%S.%f")
    assert body["valueDate"].endswith(" 00:00:00.000")
    empty = ["parentId", "children", "counterpartBlz", "originalAmount", "paypalData", "primanota"]
    assert [body[name] for name in empty] == [None] * len(empty)
    assert "feeAmount" not in body
    row = response.value
    assert (row.parent_id, row.children, row.original_amount) == (None, None, None)


def test_accounts_tell_the_old_fields(bank: FinapiAccessV1) -> None:
    """
    An account has a number for its type, and the state of its interfaces.
    """
    giro, _, savings, depot = list(bank.accounts.list())
    assert [one.account_type_id for one in (giro, savings, depot)] == [1, 2, 4]
    assert [one.account_type_name for one in (giro, savings, depot)] == [
        "Checking",
        "Savings",
        "Security",
    ]
    assert giro.status is models.AccountStatus.UPDATED
    assert models.SupportedOrder.SEPA_MONEY_TRANSFER in present(giro.supported_orders)
    assert savings.supported_orders == []
    assert giro.clearing_accounts == []
    assert giro.interfaces[0].interface is FINTS
    assert giro.last_successful_update == giro.interfaces[0].last_successful_update
    assert giro.last_successful_update is not None
    assert giro.last_successful_update.tzinfo == BERLIN
    assert giro.sub_account_number is None
    sums = bank.transactions.list(view=USER, account_ids=[giro.id]).first_page()
    assert giro.balance == Decimal("8123.45") + sums.balance


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"account_type_ids": [2, 4]}, [3, 4]),
        ({"account_types": ["Savings"]}, [3]),
        ({"min_last_successful_update": "2020-01-01", "search": "konto"}, [1, 2, 3]),
        ({"max_last_successful_update": "2020-01-01"}, []),
        ({"min_balance": Decimal("10000.00")}, [3, 4]),
    ],
)
def test_accounts_are_searched(
    bank: FinapiAccessV1, filters: dict[str, Any], wanted: list[int]
) -> None:
    """
    A search knows the old numbers of account types, and days as text.
    """
    assert [one.id for one in bank.accounts.list(**filters)] == wanted


def test_an_account_is_edited_by_number(bank: FinapiAccessV1) -> None:
    """
    The type of an account changes by its name or by its old number.
    """
    edited = bank.accounts.edit(3, account_type_id=5)
    assert (edited.account_type, edited.account_type_id) == (models.AccountType.LOAN, 5)
    edited = bank.accounts.edit(3, account_type=models.AccountType.SAVINGS)
    assert edited.account_type_id == 2


def test_transactions_are_searched(bank: FinapiAccessV1) -> None:
    """
    A search by days, amounts and words gives those rows of all that fit, with their sums.
    """
    rows = rows_of(bank)
    day = rows[200].bank_booking_date.date()
    cases: list[tuple[dict[str, Any], list[models.Transaction]]] = [
        (
            {"min_bank_booking_date": day},
            [row for row in rows if row.bank_booking_date.date() >= day],
        ),
        (
            {"max_finapi_booking_date": day},
            [row for row in rows if row.finapi_booking_date.date() <= day],
        ),
        ({"min_import_date": date(2999, 1, 1)}, []),
        ({"max_amount": Decimal("-50.00")}, [row for row in rows if row.amount <= -50]),
        ({"search": "LINDNER"}, [row for row in rows if "Lindner" in (row.counterpart_name or "")]),
        ({"account_ids": [2], "direction": "income"},
         [row for row in rows if row.account_id == 2 and row.amount >= 0]),
    ]  # fmt: skip
    for filters, wanted in cases:
        assert rows_of(bank, **filters) == wanted
        page = bank.transactions.list(view=USER, **filters).first_page()
        assert page.balance == sum((row.amount for row in wanted), Decimal())
        assert page.income + page.spending == page.balance


def test_pages_hold_all_rows_once(bank: FinapiAccessV1) -> None:
    """
    Pages of 200 in a chosen order hold all rows, and tell the exact sum of all.
    """
    order = ["bankBookingDate,desc", "id,asc"]
    pages = list(bank.transactions.list(view=USER, order=order, per_page=200).pages())
    rows = [row for page in pages for row in page.transactions]
    assert [len(page.transactions) for page in pages] == [200, 200, 194]
    assert rows == sorted(rows_of(bank), key=lambda row: row.bank_booking_date, reverse=True)
    assert {page.balance for page in pages} == {sum((row.amount for row in rows), Decimal())}


def test_a_split_is_restored(bank: FinapiAccessV1) -> None:
    """
    A transaction is split and restored as in v2.
    """
    number = bank.transactions.list(view=USER).first_page().transactions[16].id
    row = bank.transactions.get(number)
    children = bank.transactions.split(
        number,
        sub_transactions=[{"amount": row.amount - 1}, {"amount": Decimal(1), "purpose": "Teil"}],
    ).children
    assert children is not None
    assert [bank.transactions.get(one).parent_id for one in children] == [number, number]
    assert bank.transactions.restore(number) == row


def test_daily_balances_have_midnights(bank: FinapiAccessV1) -> None:
    """
    The day of a balance is its midnight in Berlin, and the last balance is that of now.
    """
    reported = bank.accounts.list_daily_balances(account_ids=[1], per_page=50).first_page()
    days = reported.daily_balances
    assert {day.date.time() for day in days} == {time(0)}
    assert all(day.date.tzinfo == BERLIN for day in days)
    assert days[-1].balance == bank.accounts.get(1).balance
    assert reported.latest_common_balance_timestamp is not None
    assert reported.latest_common_balance_timestamp.tzinfo == BERLIN
    since = days[10].date.date()
    later = bank.accounts.list_daily_balances(
        account_ids=[1], start_date=since, per_page=50
    ).first_page()
    assert later.daily_balances == days[10:]


def test_securities_have_times_and_digits(bank: FinapiAccessV1) -> None:
    """
    The quote of a security keeps its digits, and its date is an aware time in Berlin.
    """
    fund = bank.securities.list(search="weltindex").first_page().securities[0]
    assert str(fund.quote) == "92.4410"
    assert fund.quote_date is not None
    assert fund.quote_date.tzinfo == BERLIN


def test_labels_and_categories_are_shared(bank: FinapiAccessV1, new: FinapiAccess) -> None:
    """
    What is made in one version is found in the other.
    """
    number = bank.transactions.list(view=USER).first_page().transactions[16].id
    label = bank.labels.create(name="Steuer")
    category = new.categories.create(name="Fahrrad")
    row = bank.transactions.edit(number, label_ids=[label.id], category_id=category.id)
    assert row.labels == [label]
    assert row.category is not None
    assert (row.category.id, row.category.children) == (category.id, None)
    found = new.transactions.get(number)
    assert [one.name for one in present(found.labels)] == ["Steuer"]
    assert found.category == category


def test_an_interface_is_connected_and_removed(bank: FinapiAccessV1, sandbox: Sandbox) -> None:
    """
    A second interface is connected with the credentials of the first, and the first removed.
    """
    made = bank.bank_connections.connect_interface(
        bank_connection_id=1, interface="XS2A", source_interface="FINTS_SERVER"
    )
    assert [one.interface for one in made.interfaces or []] == [FINTS, XS2A]
    sandbox.advance(SECOND)
    bank.bank_connections.remove_interface(bank_connection_id=1, interface="FINTS_SERVER")
    left = bank.bank_connections.get(1)
    assert [one.interface for one in left.interfaces or []] == [XS2A]
    assert [one.interface for one in bank.accounts.get(1).interfaces] == [XS2A]


def test_a_connection_is_updated(bank: FinapiAccessV1) -> None:
    """
    An update without an interface goes over the first one, with what is stored.
    """
    before = len(rows_of(bank))
    updated = bank.bank_connections.update(bank_connection_id=1)
    assert updated.update_status is models.BankConnectionUpdateStatus.IN_PROGRESS
    assert len(rows_of(bank)) > before


def test_a_consent_is_deleted(bank: FinapiAccessV1, sandbox: Sandbox) -> None:
    """
    The interface whose consent ends is named by its old name.
    """
    reported = bank.bank_connections.delete_consent(1, interface=FINTS)
    assert reported.local is models.DeleteConsentResult.DELETED
    assert "interface=FINTS_SERVER" in sandbox.requests[-1].query
    (interface,) = bank.bank_connections.get(1).interfaces or []
    assert interface.ais_consent is not None
    assert interface.ais_consent.status is models.BankConsentStatus.NOT_PRESENT
    assert interface.ais_consent.expires_at is None


def test_a_deprecated_method_warns(bank: FinapiAccessV1) -> None:
    """
    A method that the provider has deprecated works, and says what to use instead.
    """
    with pytest.warns(DeprecationWarning, match="use list"):
        found = bank.bank_connections.get_multiple(ids=[1])
    assert list(found) == list(bank.bank_connections.list(ids=[1]))


def test_a_web_form_takes_a_call_over(bank: FinapiAccessV1) -> None:
    """
    A call that wants a web form is made by the form, whose state can be asked for.
    """
    with pytest.raises(WebFormRequiredError) as caught:
        bank.bank_connections.update(bank_connection_id=1, force_web_form=True)
    assert caught.value.code == "WEB_FORM_REQUIRED"
    number = int(caught.value.message or "")
    assert bank.web_forms.get(number).status is models.WebFormStatus.NOT_YET_OPENED
    assert visit_raw(f"{caught.value.url}?action=complete").status == 200
    done = bank.web_forms.get(number)
    assert done.status is models.WebFormStatus.COMPLETED
    assert done.service_response_code == 200
    assert json.loads(done.service_response_body or "")["id"] == 1


def test_unknown_things_are_not_found(bank: FinapiAccessV1) -> None:
    """
    What does not exist is answered 404 in v1 as well.
    """
    for call in (bank.accounts.get, bank.transactions.get, bank.securities.get, bank.banks.get):
        with pytest.raises(NotFoundError) as caught:
            call(9999)
        assert caught.value.code == "UNKNOWN_ENTITY"


def test_asyncio_gives_the_same(bank: FinapiAccessV1, sandbox: Sandbox) -> None:
    """
    The asynchronous client reads the same rows, and warns at the same methods.
    """

    async def walk() -> tuple[list[models.Transaction], models.BankConnectionList]:
        url = sandbox.url("finapi_access_v1")
        async with AsyncFinapiAccessV1(base_url=url) as anonymous:
            token = await anonymous.tokens.create(**keys(sandbox, grant_type="password"))
            client = anonymous.with_options(user_token=token.access_token)
            rows = [row async for row in client.transactions.list(view=USER, per_page=200)]
            with pytest.warns(DeprecationWarning, match="use list"):
                found = await client.bank_connections.get_multiple(ids=[1])
            return rows, found

    rows, found = asyncio.run(walk())
    assert rows == rows_of(bank)
    assert found == bank.bank_connections.list().first_page()
