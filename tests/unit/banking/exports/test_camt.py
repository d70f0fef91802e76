"""
camt.053 and camt.052: valid for ISO's schema, and read back by pycamt.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from pycamt.parser import Camt053Parser

from kontokit import ArgumentError
from kontokit_banking import BalanceKind, BookingStatus, Money, Party, Transaction
from kontokit_banking.exports import (
    AccountNeededError,
    BalanceUnknownError,
    CurrencyUnknownError,
    ExportReport,
    NoteKind,
    ValueDoesNotFitError,
    export,
)
from tests.support.banking_values import IBAN, TODAY
from tests.support.export_rows import (
    ACCOUNT,
    AMOUNTS,
    DAYS,
    OTHER_ACCOUNT,
    ROWS,
    balance,
    row,
    statement,
    written,
)

SCHEMAS = Path(__file__).parents[3] / "data" / "iso20022"
REFERENCES = st.from_regex(r"[A-Z0-9][A-Za-z0-9/. -]{0,33}[A-Z0-9]", fullmatch=True)


@cache
def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.001.08.xsd"))


def camt(
    rows: Iterable[Transaction[Any]], to: str = "camt.053", **options: Any
) -> tuple[bytes, ExportReport]:
    block, report = statement(rows, to, **options)
    schema(to).assertValid(etree.fromstring(block))
    return block, report


def texts(block: bytes, path: str) -> list[str]:
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return [one.text or "" for one in etree.fromstring(block).iterfind(f".//{steps}")]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=2))
def test_every_row_gives_a_valid_statement(rows: list[Transaction[None]]) -> None:
    block, report = camt(rows)
    camt(rows, "camt.052")
    found = Camt053Parser(block).get_transactions()
    assert [signed(one) for one in found] == [one.amount for one in rows]
    assert [one["BookingDate"] for one in found] == [str(one.booking_date) for one in rows]
    if not report.count(NoteKind.REPLACED, "remittance_text"):
        for one, purpose in zip(rows, purposes(block), strict=True):
            assert purpose.startswith(letters(one.remittance.text or ""))


def purposes(block: bytes) -> list[str]:
    entries = etree.fromstring(block).iterfind(".//{*}Ntry")
    lines = ([line.text or "" for line in one.iterfind(".//{*}Ustrd")] for one in entries)
    return [letters("".join(one)) for one in lines]


def letters(text: str) -> str:
    return "".join(text.split())


def signed(found: dict[str, Any]) -> Decimal:
    sign = -1 if found["CreditDebitIndicator"] == "DBIT" else 1
    return sign * Decimal(found["Amount"])


@settings(max_examples=50, deadline=None)
@given(
    AMOUNTS,
    DAYS,
    st.none() | REFERENCES,
    st.none() | REFERENCES,
    st.none() | REFERENCES,
    st.none() | REFERENCES,
)
def test_day_amount_and_references_come_back(
    amount: Decimal,
    day: date,
    end_to_end_id: str | None,
    mandate_id: str | None,
    bank_reference: str | None,
    name: str | None,
) -> None:
    one = row(
        amount,
        day=day,
        value_date=day + timedelta(days=1),
        end_to_end_id=end_to_end_id,
        mandate_id=mandate_id,
        bank_reference=bank_reference,
        counterparty=Party(name=name, iban=IBAN),
        text="Miete",
    )
    block, report = camt([one], balances=[balance(day=day)])
    assert report.notes == ()
    (found,) = Camt053Parser(block).get_transactions()
    side = "Debtor" if amount >= 0 else "Creditor"
    assert signed(found) == amount
    assert (found["BookingDate"], found["ValueDate"]) == (str(day), str(one.value_date))
    assert found.get("EndToEndId") == end_to_end_id
    assert found.get("MandateId") == mandate_id
    assert found.get("TransactionID") == bank_reference
    assert (found.get(f"{side}Name"), found.get(f"{side}IBAN")) == (name, IBAN)
    assert found["RemittanceInformation"] == "Miete"
    assert texts(block, "Ntry/NtryRef") == [one.key]


def test_a_statement_adds_up() -> None:
    rows = [row("-29.90"), row("100.00", day=TODAY - timedelta(days=2))]
    block, _ = camt(rows, balances=[balance("50.00")], number=7)
    assert texts(block, "Bal/Tp/CdOrPrtry/Cd") == ["PRCD", "CLBD"]
    assert texts(block, "Bal/Amt") == ["20.10", "50.00"]
    assert texts(block, "Bal/CdtDbtInd") == ["DBIT", "CRDT"]
    assert texts(block, "Bal/Dt/Dt") == ["2024-05-13", "2024-05-16"]
    assert texts(block, "FrToDt/FrDtTm") == ["2024-05-14T00:00:00"]
    assert texts(block, "ElctrncSeqNb") == ["7"]
    assert texts(block, "Acct/Id/IBAN") == [IBAN]


def test_an_account_without_transactions_has_an_empty_statement() -> None:
    block, report = camt([])
    assert (report.rows, texts(block, "Bal/Amt")) == (0, ["1000.00", "1000.00"])


def test_a_statement_has_one_currency() -> None:
    rows = [row("1"), row("2", currency="USD"), row("3")]
    balances = [balance("10"), balance("20", currency="USD")]
    block, _ = camt(rows, balances=balances)
    assert texts(block, "Stmt/Acct/Ccy") == ["EUR", "USD"]
    assert texts(block, "Bal/Amt") == ["6.00", "10.00", "18.00", "20.00"]


def test_several_accounts_have_statements_of_their_own() -> None:
    other = OTHER_ACCOUNT
    rows = [row("1"), row("2", account_key=other.key)]
    both = {ACCOUNT.key: [balance("10")], other.key: [balance("20")]}
    block, _ = camt(rows, account=[ACCOUNT, other], balances=both)
    assert texts(block, "Stmt/Acct/Id/IBAN") == [IBAN, other.iban]
    assert texts(block, "Bal/Amt") == ["9.00", "10.00", "18.00", "20.00"]


@pytest.mark.parametrize(
    ("balances", "until", "reason"),
    [
        ([], None, "pass balances"),
        ([balance(kind=BalanceKind.AVAILABLE)], None, "pass balances"),
        ([balance(currency="USD")], None, "pass balances"),
        ([balance(day=TODAY - timedelta(days=1))], None, "it is of 2024-05-15"),
        ([balance()], TODAY + timedelta(days=1), "ends on 2024-05-17"),
        ([replace(balance(), as_of=None)], None, "its day is not known"),
    ],
)
def test_without_a_balance_there_is_no_statement(
    balances: list[Any], until: date | None, reason: str
) -> None:
    out = BytesIO()
    options: dict[str, Any] = {} if until is None else {"until": until}
    with pytest.raises(BalanceUnknownError, match=reason):
        export([row()], out, "camt.053", account=ACCOUNT, balances=balances, **options)
    assert out.getvalue() == b""


def test_an_account_report_can_do_without_a_balance() -> None:
    pending = row("-5", day=None, status=BookingStatus.PENDING, key="p1-1")
    block, report = camt([row(), pending], "camt.052", balances=[])
    assert report.rows == 2
    assert texts(block, "Ntry/Sts/Cd") == ["BOOK", "PDNG"]
    assert texts(block, "Bal/Amt") == []


def test_pending_transactions_are_in_no_sum() -> None:
    pending = row("-5", status=BookingStatus.PENDING)
    block, _ = camt([row("1"), pending], "camt.052", balances=[balance("10")])
    assert texts(block, "Bal/Amt") == ["9.00", "10.00"]


def test_the_balance_of_the_rows_is_used_if_it_fits_all_of_them() -> None:
    rows = [row("1", balance_after=Decimal(11)), row("2", balance_after=Decimal(13))]
    block, _ = camt(rows, balances=[])
    assert texts(block, "Bal/Amt") == ["10.00", "13.00"]


@pytest.mark.parametrize("after", [[11], [11, 14], [11, None]])
def test_a_balance_of_rows_that_is_not_proved_is_not_used(after: list[int | None]) -> None:
    rows = [row(str(number), balance_after=one) for number, one in enumerate(after, 1)]
    with pytest.raises(BalanceUnknownError):
        camt(rows, balances=[])


@pytest.mark.parametrize("currency", [None, "EURO", "€"])
def test_an_unknown_currency_is_refused(currency: str | None) -> None:
    with pytest.raises(CurrencyUnknownError, match=row().key):
        camt([row(currency=currency)])


def test_an_unofficial_currency_is_counted() -> None:
    _, report = camt([row(currency="RMB")], balances=[balance(currency="RMB")])
    assert report.count(NoteKind.UNOFFICIAL, "currency") == 1


def test_the_account_is_needed() -> None:
    with pytest.raises(AccountNeededError, match="account="):
        written([row()], "camt.053")
    with pytest.raises(AccountNeededError, match=row().key):
        camt([row(account_key=OTHER_ACCOUNT.key)])


def test_balances_of_several_accounts_are_told_apart() -> None:
    with pytest.raises(ArgumentError, match="balances"):
        camt([row()], account=[ACCOUNT, OTHER_ACCOUNT])


def test_a_statement_has_booked_transactions_only() -> None:
    with pytest.raises(ArgumentError, match="PDNG"):
        camt([row()], statuses=[BookingStatus.PENDING])


@pytest.mark.parametrize("amount", ["0.000001", "12345678901234567.89"])
def test_amounts_are_not_rounded(amount: str) -> None:
    with pytest.raises(ValueDoesNotFitError, match="amount"):
        camt([row(amount)])


def test_long_purposes_go_on_in_further_elements() -> None:
    words = " ".join(f"Wort{number}" for number in range(60))
    block, report = camt([row(text=words)])
    lines = texts(block, "RmtInf/Ustrd")
    assert " ".join(lines) == words
    assert max(map(len, lines)) <= 140
    assert report.notes == ()


def test_what_is_too_long_is_cut_and_counted() -> None:
    one = row(end_to_end_id="R" * 40, counterparty=Party(name="N" * 150, bic="XXX12345678"))
    block, report = camt([one])
    assert texts(block, "EndToEndId") == ["R" * 35]
    assert {(one.kind, one.field, one.characters) for one in report.notes} == {
        (NoteKind.CUT, "end_to_end_id", 5),
        (NoteKind.CUT, "counterparty_name", 10),
    }
    assert texts(block, "FinInstnId/Othr/Id") == ["XXX12345678"]


def test_characters_that_xml_cannot_have_are_counted() -> None:
    block, report = camt([row(text="a\x01b\uffff")])
    assert texts(block, "RmtInf/Ustrd") == ["ab"]
    assert [(one.kind, one.characters) for one in report.notes] == [(NoteKind.REPLACED, 2)]


def test_all_fields_have_their_elements() -> None:
    one = row(
        text="Gas",
        tags={"EREF": "RE-1", "TAN1": "77", "CRED": "DE98ZZZ09999999999", "MREF": "other"},
        structured="RF18539007547034",
        counterparty=Party(
            name="Stadtwerke",
            iban=IBAN,
            bic="COBADEFFXXX",
            bank_code="37040044",
            bank_name="Commerzbank",
            ultimate_name="Netz GmbH",
            creditor_id="DE98ZZZ09999999999",
        ),
        bank_transaction_code="PMNT-RDDT-ESDD",
        gvc="105",
        swift_code="NDDT",
        primanota="9252",
        booking_text="LASTSCHRIFT",
        end_to_end_id="RE-1",
        mandate_id="M-1",
        customer_reference="K-1",
        bank_reference="B-1",
        entry_reference="E-1",
        batch_id="S-1",
        purpose_code="GASB",
        returned_amount=Money(Decimal("49.90"), "EUR"),
        compensation=Money(Decimal(3), "EUR"),
        fee=Money(Decimal(1), "EUR"),
        instructed=Money(Decimal(7), "USD"),
    )
    block, report = camt([one])
    assert report.notes == ()
    expected = {
        "BkTxCd/Domn/Fmly/SubFmlyCd": "ESDD",
        "BkTxCd/Prtry/Cd": "NDDT+105+9252",
        "AddtlNtryInf": "LASTSCHRIFT",
        "Refs/EndToEndId": "RE-1",
        "Refs/MndtId": "M-1",
        "Refs/InstrId": "K-1",
        "Ntry/AcctSvcrRef": "B-1",
        "Refs/Prtry/Ref": "E-1",
        "Btch/PmtInfId": "S-1",
        "Purp/Cd": "GASB",
        "AmtDtls/InstdAmt/Amt": "7.00",
        "Chrgs/Rcrd/Amt": "1.00",
        "Cdtr/Pty/Nm": "Stadtwerke",
        "Cdtr/Pty/Id/PrvtId/Othr/Id": "DE98ZZZ09999999999",
        "UltmtCdtr/Pty/Nm": "Netz GmbH",
        "CdtrAgt/FinInstnId/BICFI": "COBADEFFXXX",
        "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId": "37040044",
        "CdtrAgt/FinInstnId/Nm": "Commerzbank",
        "RmtInf/Strd/CdtrRefInf/Ref": "RF18539007547034",
    }
    assert {path: texts(block, path) for path in expected} == {
        path: [text] for path, text in expected.items()
    }
    assert texts(block, "AmtDtls/PrtryAmt/Amt") == ["49.90", "3.00"]
    assert texts(block, "RmtInf/Ustrd") == ["Gas", "TAN1+77", "MREF+other"]
