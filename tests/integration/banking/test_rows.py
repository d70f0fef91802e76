"""
How rows of each API read in neutral words: each field, and the traps in it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any

import msgspec
import pytest

import kontokit_bankimport.banking
import kontokit_banksapi.banking
import kontokit_finapi_access.banking
import kontokit_finapi_access_v1.banking
from kontokit import from_dict
from kontokit_banking import (
    Account,
    AccountKind,
    BalanceKind,
    BookingStatus,
    ConnectionState,
    Money,
    Origin,
    Party,
    Transaction,
    Unreadable,
)
from kontokit_banking.adapter import Window

BANKIMPORT: Any = kontokit_bankimport.banking
BANKSAPI: Any = kontokit_banksapi.banking
V2: Any = kontokit_finapi_access.banking
V1: Any = kontokit_finapi_access_v1.banking
FINAPI = pytest.mark.parametrize("api", [V2, V1], ids=["v2", "v1"])
PURPOSE = "SVWZ+Rechnung 12 BREF+B-1"
ROW = {
    "id": 42,
    "accountId": 7,
    "amount": Decimal("-29.90"),
    "currency": "EUR",
    "finapiBookingDate": "2024-05-20",
    "bankBookingDate": "2024-05-16",
    "valueDate": "2024-05-17",
    "importDate": "2024-05-16T20:00:00.000Z",
    "purpose": PURPOSE,
    "type": "LASTSCHRIFT",
    "typeCodeZka": "5",
    "typeCodeSwift": "NDDT",
    "sepaPurposeCode": "SALA",
    "primanota": "9252",
    "bankTransactionCode": "PMNT-RDDT-ESDD",
    "originalAmount": Decimal("-49.90"),
    "originalCurrency": "EUR",
    "compensationAmount": Decimal("3.00"),
    "differentCreditor": "Creditor",
    "feeAmount": Decimal("0.50"),
    "feeCurrency": "USD",
}
BOOKED = {
    **ROW,
    "isAdjustingEntry": True,
    "isPotentialDuplicate": True,
    "isNew": False,
    "labels": [],
    "children": [43, 44],
    "parentId": None,
    "counterpartName": "Muster GmbH",
    "counterpartIban": "DE02120300000000202051",
    "counterpartBic": "BYLADEM1001",
    "counterpartAccountNumber": "202051",
    "counterpartBlz": "12030000",
    "counterpartBankName": "Testbank",
    "counterpartCreditorId": "DE98ZZZ09999999999",
    "counterpartDebitorId": "D1",
    "counterpartMandateReference": "M1",
    "counterpartCustomerReference": "K1",
    "endToEndReference": "E1",
    "differentDebitor": "Debtor",
}
PENDING = {
    **{key: value for key, value in ROW.items() if key != "finapiBookingDate"},
    **{
        key.replace("counterpart", "counterparty").replace("DebitorId", "DebtorId"): value
        for key, value in BOOKED.items()
        if key.startswith("counterpart")
    },
    "endToEndId": "E1",
    "differentDebtor": "Debtor",
}
DAYS = ("finapiBookingDate", "bankBookingDate", "valueDate")
V1_ROW = {
    **{key: f"{one} 00:00:00.000" if key in DAYS else one for key, one in BOOKED.items()},
    "importDate": "2024-05-16 22:00:00.000",
    "paypalData": {"fee": Decimal("0.50")},
}
WANTED = {
    "id": "42",
    "amount": "-29.90",
    "currency": "EUR",
    "booking_date": "2024-05-16",
    "value_date": "2024-05-17",
    "imported_at": "2024-05-16T20:00:00Z",
    "counterparty": {
        "name": "Muster GmbH",
        "iban": "DE02120300000000202051",
        "bic": "BYLADEM1001",
        "account_number": "202051",
        "bank_code": "12030000",
        "bank_name": "Testbank",
        "ultimate_name": "Debtor",
        "creditor_id": "DE98ZZZ09999999999",
        "debtor_id": "D1",
    },
    "booking_text": "LASTSCHRIFT",
    "end_to_end_id": "E1",
    "mandate_id": "M1",
    "customer_reference": "K1",
    "bank_reference": "B-1",
    "entry_reference": None,
    "batch_id": None,
    "primanota": "9252",
    "bank_transaction_code": "PMNT-RDDT-ESDD",
    "gvc": "005",
    "swift_code": "NDDT",
    "proprietary_code": None,
    "purpose_code": "SALA",
    "returned_amount": {"amount": "-49.90", "currency": "EUR"},
    "compensation": {"amount": "3.00", "currency": "EUR"},
    "instructed": None,
    "balance_after": None,
}


def account(api: Any, **raw: Any) -> Account[Any]:
    given = {"id": 7, "bankConnectionId": 3, "interfaces": [], "isNew": False, "status": "UPDATED"}
    found: Account[Any] = api.to_account(from_dict(models(api).Account, {**given, **raw}), None)
    return found


def models(api: Any) -> Any:
    module: ModuleType = api.models
    return module


def plain(row: Any) -> dict[str, Any]:
    """
    A transaction as JSON has it, without the provider's object.
    """
    assert isinstance(row, Transaction)
    imported = row.imported_at.astimezone(UTC) if row.imported_at else None
    bare = msgspec.structs.replace(row, raw=None, imported_at=imported)
    made: dict[str, Any] = msgspec.to_builtins(bare)
    return made


def row(api: Any, raw: dict[str, Any]) -> Any:
    return api.to_transaction(from_dict(models(api).Transaction, raw), account(api))


@FINAPI
def test_a_booked_row_of_finapi(api: Any) -> None:
    """
    Every field; the fee of v1 stands in the data of PayPal, without a currency.
    """
    found = plain(row(api, BOOKED if api is V2 else V1_ROW))
    assert {key: found[key] for key in WANTED} == WANTED
    assert found["fee"] == {"amount": "0.50", "currency": "USD" if api is V2 else None}
    assert (found["status"], found["origin"]) == ("BOOK", "adjustment")
    assert found["possible_duplicate"] is True
    assert found["remittance"] == {
        "text": "Rechnung 12",
        "raw": PURPOSE,
        "tags": {"BREF": "B-1"},
        "structured": None,
    }


def test_a_pending_row_of_finapi() -> None:
    """
    Its properties have other names.
    """
    found = plain(V2.to_pending(from_dict(models(V2).PendingTransaction, PENDING), account(V2)))
    assert {key: found[key] for key in WANTED} == WANTED
    assert (found["status"], found["key"][:3]) == ("PDNG", "p1-")


@FINAPI
def test_the_day_is_that_of_the_bank(api: Any) -> None:
    """
    FinAPI's own moves with each update while the bank's lies ahead.
    """
    one = BOOKED if api is V2 else V1_ROW
    other = {**one, "finapiBookingDate": one["bankBookingDate"]}
    assert row(api, one).key == row(api, other).key
    assert row(api, one).day == date(2024, 5, 16)


@FINAPI
@pytest.mark.parametrize(
    ("amount", "mandate", "name"),
    [
        ("-1", None, "Creditor"),
        ("1", None, "Debtor"),
        ("-1", "M", "Debtor"),
        ("1", "M", "Creditor"),
    ],
)
def test_the_sides_of_finapi(api: Any, amount: str, mandate: str, name: str) -> None:
    """
    Each direction of a transfer and of a debit.
    """
    one = BOOKED if api is V2 else V1_ROW
    changed = {
        **one,
        "amount": Decimal(amount),
        "counterpartMandateReference": mandate,
        "counterpartCreditorId": None,
    }
    assert row(api, changed).counterparty.ultimate_name == name


@FINAPI
def test_the_original_amount_is_no_foreign_one(api: Any) -> None:
    """
    It is what a returned debit was.
    """
    found = row(api, BOOKED if api is V2 else V1_ROW)
    assert found.returned_amount == Money(Decimal("-49.90"), "EUR")
    assert found.instructed is None


@FINAPI
def test_finapi_is_asked_for_the_view_of_the_bank(api: Any) -> None:
    """
    The other one gives parts in the place of a split transaction.
    """
    window = Window(start=date(2024, 5, 1), end=date(2024, 5, 2), imported=date(2024, 5, 3))
    ours = account(api)
    calls = [api.transactions_call, api.late_call, api.days_call]
    arguments = [call(ours, window).arguments for call in calls]
    assert {one["view"] for one in arguments} == {"bankView"}
    assert [one["account_ids"] for one in arguments] == [[7]] * 3
    assert arguments[1]["min_import_date"] == date(2024, 5, 3)
    assert arguments[1]["max_bank_booking_date"] == date(2024, 5, 2)


def test_a_row_of_banksapi() -> None:
    """
    Midnight in Berlin is a day, whatever the zone of this machine.
    """
    raw = {
        "id": "b4c1a2f0-0000-3000-8000-000000000001",
        "hash": "b4c1a2f0-0000-3000-8000-000000000002",
        "betrag": Decimal("-29.90"),
        "waehrung": "EUR",
        "buchungsdatum": "2024-05-16 00:00:00",
        "wertstellungsdatum": "2024-05-17 00:00:00",
        "verwendungszweck": "CRED+DE98ZZZ09999999999 DEBT+D1 SVWZ+Beitrag PURP+SALA",
        "buchungstext": "LASTSCHRIFT",
        "gegenkontoInhaber": "",
        "gegenkontoInhaberAbweichend": "Holding",
        "gegenkontoIban": "DE00 1234 5678 9012 3456 79",
        "gegenkontoBic": "xxx12345678",
        "primanotaNummer": "9252",
        "gvCode": "105",
        "identifier": {
            "endToEndId": "E1",
            "mandateId": "M1",
            "ownerRef": "NONREF",
            "bookingRef": "B1",
            "entryReference": "R1",
            "batchId": "S1",
            "balance": Decimal("100.00"),
        },
    }
    found = row_of_banksapi(raw)
    assert (found.booking_date, found.value_date) == (date(2024, 5, 16), date(2024, 5, 17))
    assert (found.id, found.imported_at) == (raw["id"], None)
    assert found.counterparty == Party(
        iban="DE00123456789012345679",
        bic="XXX12345678",
        ultimate_name="Holding",
        creditor_id="DE98ZZZ09999999999",
        debtor_id="D1",
    )
    assert (found.end_to_end_id, found.mandate_id, found.customer_reference) == ("E1", "M1", None)
    assert (found.bank_reference, found.entry_reference, found.batch_id) == ("B1", "R1", "S1")
    assert (found.balance_after, found.purpose_code) == (Decimal("100.00"), "SALA")
    assert (found.gvc, found.proprietary_code) == (None, "105")
    assert (found.remittance.text, found.booking_text) == ("Beitrag", "LASTSCHRIFT")
    assert row_of_banksapi({**raw, "id": "other", "hash": "other"}).key == found.key


def test_banksapi_is_always_asked_for_a_day_more() -> None:
    """
    Without a time, 90 days would come; whether the time is inclusive is not documented.
    """
    ours = product_of()
    arguments = BANKSAPI.transactions_call(ours, Window(start=date(2024, 5, 1))).arguments
    assert (arguments["access_id"], arguments["product_id"]) == ("A1", "P1")
    assert arguments["from_"].isoformat() == "2024-04-30T00:00:00+02:00"
    assert BANKSAPI.transactions_call(ours, Window()).arguments["from_"].year == 1970


def test_accounts_and_balances_of_banksapi() -> None:
    """
    Masked numbers make no key; other currencies are balances of their own.
    """
    found = product_of(
        kategorie="TAGESGELDKONTO",
        kontonummer="******3000",
        blz="37040044",
        waehrung="EUR",
        saldo=Decimal("10.00"),
        saldoDatum="2024-05-16 00:00:00",
        salden={"USD": {"saldo": 5, "waehrung": "USD", "saldoDatum": "2024-05-16 12:00:00"}},
        verfuegungsrahmen=Decimal("500.00"),
        ueberziehungslimit=Decimal("490.00"),
    )
    assert (found.kind, found.key, found.is_masked) == (
        AccountKind.INSTANT_ACCESS,
        "native:A1:P1",
        True,
    )
    booked, dollars, available = BANKSAPI.to_balances(found)
    assert (booked.kind, booked.amount, booked.as_of_is_day) == (BalanceKind.BOOKED, 10, True)
    assert (dollars.amount, dollars.currency, dollars.as_of_is_day) == (5, "USD", False)
    assert (available.kind, available.includes_credit_limit) == (BalanceKind.AVAILABLE, None)
    depot = product_of(kategorie="DEPOT", saldo=Decimal("9"))
    assert [one.kind for one in BANKSAPI.to_balances(depot)] == [BalanceKind.VALUE]
    assert product_of(kategorie="NEUES").kind == AccountKind.OTHER


@pytest.mark.parametrize(
    ("status", "level", "state", "complete"),
    [
        ("VOLLSTAENDIG", "INFO", ConnectionState.READY, True),
        ("VOLLSTAENDIG", "ERROR", ConnectionState.FAILED, False),
        ("INTERAKTION", "INFO", ConnectionState.NEEDS_USER, False),
        ("SAMMELN", "INFO", ConnectionState.BUSY, False),
        ("NEU", "INFO", ConnectionState.BUSY, False),
    ],
)
def test_states_of_banksapi(
    status: str, level: str, state: ConnectionState, complete: bool
) -> None:
    """
    Only a finished download without an error is complete.
    """
    found = access_of(status=status, messages=[{"level": level, "code": "BA1", "message": "x"}])
    assert (found.state, found.complete, found.messages) == (state, complete, ("x",))


def test_an_account_that_a_program_fills() -> None:
    """
    An access of the builder: its rows are not the bank's.
    """
    builder = access_of(status="VOLLSTAENDIG", type="BUILDER")
    raw = from_dict(models(BANKSAPI).Product, {"id": "P1"})
    assert BANKSAPI.to_account(raw, builder).origin == Origin.CALLER
    failed = {"id": "P1", "messages": [{"level": "ERROR", "code": "X"}]}
    raw = from_dict(models(BANKSAPI).Product, failed)
    assert BANKSAPI.to_account(raw, builder).complete is False


@FINAPI
def test_accounts_of_finapi(api: Any) -> None:
    """
    The bank stands in the connection.
    """
    zone = " 12:00:00.000" if api is V1 else "T10:00:00Z"
    interfaces = [
        {**INTERFACE, "status": "UPDATED", "lastSuccessfulUpdate": f"2024-05-16{zone}"},
        {**INTERFACE, "status": "DOWNLOAD_FAILED"},
    ]
    raw = {
        **{"id": 7, "bankConnectionId": 3, "isNew": False, "status": "UPDATED"},
        "accountType": "Checking",
        "accountNumber": "0000123",
        "subAccountNumber": "00",
        "overdraftLimit": Decimal(-500),
        "balance": Decimal("1.00"),
        "availableFunds": Decimal("501.00"),
        "interfaces": interfaces,
    }
    bank = connection_of(api)
    found = api.to_account(from_dict(models(api).Account, raw), bank)
    assert (found.kind, found.key) == (AccountKind.CURRENT, "de:37040044:123:00")
    assert (found.bank_name, found.bic, found.credit_limit) == ("Testbank", "COBADEFFXXX", 500)
    assert found.fetched_at == datetime(2024, 5, 16, 10, 0, tzinfo=UTC)
    assert (bank.complete, found.complete) == (True, False)
    kinds = [(one.kind, one.includes_credit_limit) for one in api.to_balances(found)]
    assert kinds == [(BalanceKind.BOOKED, None), (BalanceKind.AVAILABLE, True)]


@FINAPI
def test_connections_of_finapi(api: Any) -> None:
    """
    What the newest download says, and what the user has to do.
    """
    assert connection_of(api).state == ConnectionState.READY
    assert connection_of(api, updateStatus="IN_PROGRESS").state == ConnectionState.BUSY
    waiting = {**INTERFACE, "userActionRequired": True, "lastManualUpdate": update(api, "OK", 16)}
    found = connection_of(api, interfaces=[waiting])
    assert (found.state, found.complete) == (ConnectionState.NEEDS_USER, True)
    assert not connection_of(api, interfaces=[waiting], updateStatus="IN_PROGRESS").complete
    failed = {**INTERFACE, "lastAutoUpdate": update(api, "INTERNAL_SERVER_ERROR", 20)}
    found = connection_of(api, interfaces=[failed])
    assert (found.state, found.complete) == (ConnectionState.FAILED, False)
    older = {**failed, "lastManualUpdate": update(api, "OK", 21)}
    assert connection_of(api, interfaces=[older]).complete
    never = {**INTERFACE, "lastManualUpdate": None}
    assert not connection_of(api, interfaces=[never]).complete
    assert found.consent_ends is not None
    assert (found.id, found.account_ids) == ("3", ("7", "8"))


def test_v1_may_leave_much_out() -> None:
    """
    Its bank, interfaces and accounts may be missing; then the old fields say it.
    """
    found = connection_of(
        V1, bank=None, interfaces=None, accountIds=None, lastManualUpdate=update(V1, "OK", 20)
    )
    assert (found.bank_name, found.account_ids, found.complete) == (None, None, True)
    old = account(V1, lastSuccessfulUpdate="2024-05-16 12:00:00.000")
    assert old.fetched_at == datetime(2024, 5, 16, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "neutral"),
    [
        ("completed", BookingStatus.BOOKED),
        ("pending", BookingStatus.PENDING),
        ("other", BookingStatus.INFORMATION),
        (None, BookingStatus.INFORMATION),
    ],
)
def test_a_row_of_bankimport(status: str | None, neutral: BookingStatus) -> None:
    """
    Tags say what it has no fields for; a status that is not known is in no sum.
    """
    found = BANKIMPORT.to_transaction(bankimport_row(status=status), account_of_bankimport())
    assert (found.status, found.id, found.currency) == (neutral, "42", "USD")
    assert (found.end_to_end_id, found.mandate_id) == ("E1", "M1")
    assert (found.bank_reference, found.counterparty.ultimate_name) == ("B1", "Holding")
    assert (found.booking_date, found.value_date) == (date(2024, 5, 16), None)
    assert found.imported_at == datetime(2024, 5, 16, 20, 0, tzinfo=UTC)
    assert found.raw.bank_account_id == 7


def test_bankimport_may_leave_everything_out() -> None:
    """
    Every field of a row is optional: it is reported, and never dropped.
    """
    for missing in ("amount", "account_date"):
        found = BANKIMPORT.to_transaction(
            bankimport_row(**{missing: None}), account_of_bankimport()
        )
        assert isinstance(found, Unreadable)
        assert found.raw.id == 42


def test_bankimport_knows_no_days() -> None:
    """
    It is read from the newest row on.
    """
    call = BANKIMPORT.transactions_call(account_of_bankimport(), Window(start=date(2024, 5, 1)))
    assert call.arguments == {"bank_account_id": 7, "order_by": "account_date_desc"}
    assert BANKIMPORT.BANKING.newest_first
    ours = account_of_bankimport()
    assert (ours.kind, ours.kind_raw, ours.connection_id) == (
        AccountKind.OTHER,
        "Kontokorrentkonto",
        None,
    )
    assert (ours.complete, ours.fetched_at is not None) == (None, True)


INTERFACE: dict[str, Any] = {
    "bankingInterface": "XS2A",
    "interface": "XS2A",
    "loginCredentials": [],
    "twoStepProcedures": [],
    "userActionRequired": False,
    "aisConsent": {"status": "PRESENT", "expiresAt": None},
}


def update(api: Any, result: str, day: int) -> dict[str, Any]:
    zone = " 12:00:00.000" if api is V1 else "T12:00:00Z"
    return {"result": result, "timestamp": f"2024-05-{day}{zone}"}


def connection_of(api: Any, **raw: Any) -> Any:
    ends = "2024-08-01 12:00:00.000" if api is V1 else "2024-08-01T12:00:00Z"
    interfaces = [{**INTERFACE, "lastManualUpdate": update(api, "OK", 16)}]
    given: dict[str, Any] = {
        "id": 3,
        "bankId": 1,
        "bank": {"id": 1, "name": "Testbank", "blz": "37040044", "bic": "COBADEFFXXX"},
        "accountIds": [7, 8],
        "categorizationStatus": "READY",
        "updateStatus": "READY",
        "interfaces": interfaces,
        **raw,
    }
    for one in given["interfaces"] or ():
        one["aisConsent"] = {"status": "PRESENT", "expiresAt": ends}
    return api.to_connection(from_dict(models(api).BankConnection, given), None)


def access_of(**raw: Any) -> Any:
    return BANKSAPI.to_connection(from_dict(models(BANKSAPI).BankAccess, raw), "A1")


def product_of(**raw: Any) -> Any:
    product = from_dict(models(BANKSAPI).Product, {"id": "P1", **raw})
    return BANKSAPI.to_account(product, access_of(status="VOLLSTAENDIG"))


def row_of_banksapi(raw: dict[str, Any]) -> Any:
    return BANKSAPI.to_transaction(from_dict(models(BANKSAPI).Transaction, raw), product_of())


def account_of_bankimport() -> Any:
    raw = {
        "id": 7,
        "currency": "EUR",
        "balance": Decimal(1),
        "account_type": "Kontokorrentkonto",
        "last_update_at": "2024-05-16T20:00:00Z",
    }
    return BANKIMPORT.to_account(from_dict(models(BANKIMPORT).BankAccount, raw), None)


def bankimport_row(**raw: Any) -> Any:
    given = {
        "id": 42,
        "bank_account_id": 7,
        "account_date": "2024-05-16",
        "imported_at": "2024-05-16T20:00:00Z",
        "status": "completed",
        "amount": Decimal("-29.90"),
        "currency": "USD",
        "purpose": "EREF+E1 MREF+M1 BREF+B1 SVWZ+Beitrag ABWA+Holding",
        "counterparty_name": "Muster",
        **raw,
    }
    return from_dict(models(BANKIMPORT).Transaction, given)
