"""
A provider's fields become neutral values: what is taken from where, and what is never guessed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kontokit import BERLIN, ArgumentError
from kontokit_banking import (
    AccountKind,
    BalanceKind,
    BookingStatus,
    ConnectionState,
    Money,
    Origin,
    Unreadable,
)
from kontokit_banking.choices import berlin_day, every, first, latest, newest
from kontokit_banking.fields import AccountFields
from kontokit_banking.mapping import new_account, new_balance, new_connection
from tests.support.banking_values import IBAN, account, made, read

NAMES = {"ultimate_creditor": "Creditor", "ultimate_debtor": "Debtor"}
AT = datetime(2024, 5, 15, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "mandate", "name"),
    [
        ("-1", None, "Creditor"),
        ("1", None, "Debtor"),
        ("-1", "M", "Debtor"),
        ("1", "M", "Creditor"),
    ],
)
def test_who_stands_behind_the_other_side(amount: str, mandate: str, name: str) -> None:
    """
    The creditor is the payee of a transfer, but the payer of a debit. The other name is our side.
    """
    found = made(amount=Decimal(amount), mandate_id=mandate, **NAMES)
    assert found.counterparty.ultimate_name == name
    tagged = f"{'MREF+M ' if mandate else ''}ABWA+Debtor ABWE+Creditor"
    marked = made(amount=Decimal(amount), remittance=tagged)
    assert marked.counterparty.ultimate_name == name


def test_a_field_goes_before_a_tag() -> None:
    """
    The difference stays visible in the tags.
    """
    found = made(end_to_end_id="field", remittance="EREF+tag MREF+M1 KREF+K1 BREF+B1 PURP+SALA")
    assert (found.end_to_end_id, found.remittance.tags["EREF"]) == ("field", "tag")
    assert (found.mandate_id, found.customer_reference) == ("M1", "K1")
    assert (found.bank_reference, found.purpose_code) == ("B1", "SALA")


def test_what_says_nothing_is_none() -> None:
    """
    Blanks and the words for no reference.
    """
    found = made(id=" ", counterparty_name="", end_to_end_id="NOTPROVIDED", currency=" ")
    assert (found.id, found.counterparty.name, found.end_to_end_id) == (None, None, None)
    assert made(customer_reference="nonref").customer_reference is None
    assert made(remittance="NOTPROVIDED").remittance.text is None


def test_currencies() -> None:
    """
    That of the row, else of the account, else none.
    """
    assert made(currency="usd").currency == "USD"
    assert made().currency == "EUR"
    assert made(account=account(currency=None)).currency is None


def test_a_number_that_is_no_iban() -> None:
    """
    It is an account number; a wrong IBAN stays one.
    """
    found = made(counterparty_iban="0532 013000").counterparty
    assert (found.iban, found.account_number) == (None, "0532013000")
    odd = made(counterparty_iban="de00 1234 5678 9012 3456 79").counterparty
    assert (odd.iban, odd.account_number) == ("DE00123456789012345679", None)


def test_a_returned_debit() -> None:
    """
    What was sent is no foreign amount; tags say it where no field does.
    """
    found = made(returned_amount=Decimal("49.90"), returned_currency="EUR", compensation=Decimal(3))
    assert found.returned_amount == Money(Decimal("49.90"), "EUR")
    assert (found.compensation, found.instructed) == (Money(Decimal(3), "EUR"), None)
    tagged = made(remittance="SVWZ+RETOURE COAM+3,00 OAMT+49,90")
    assert tagged.returned_amount == Money(Decimal("49.90"), "EUR")
    assert tagged.compensation == Money(Decimal("3.00"), "EUR")


def test_what_is_no_transaction() -> None:
    """
    A row without an amount, and a booked one without a day. A pending one needs none.
    """
    assert isinstance(read(amount=None), Unreadable)
    assert isinstance(read(booking_date=None), Unreadable)
    waiting = made(booking_date=None, status=BookingStatus.PENDING)
    assert (waiting.day, waiting.key[:3]) == (None, "p1-")


def test_the_small_things() -> None:
    """
    Codes are padded, adjustments marked, texts in one form.
    """
    found = made(gvc="5", adjustment=True, counterparty_name="Mu\u0308ller\n KG\x00")
    assert (found.gvc, found.origin) == ("005", Origin.ADJUSTMENT)
    assert found.counterparty.name == "Müller KG"
    assert found.counterparty.bic is None
    assert made(account=account(by_caller=True)).origin == Origin.CALLER
    assert made(remittance=None, booking_text="LASTSCHRIFT").display_text == "LASTSCHRIFT"


def test_days_are_those_of_germany() -> None:
    """
    Midnight in Berlin is the day before in UTC.
    """
    assert berlin_day(AT) == date(2024, 5, 16)
    assert berlin_day(date(2024, 5, 16)) == date(2024, 5, 16)
    assert made(booking_date=AT, value_date=AT).value_date == date(2024, 5, 16)


def test_nothing_personal_in_a_repr() -> None:
    """
    Names, purposes and IBANs stay out of logs.
    """
    name = "Erika Muster"
    found = made(counterparty_name=name, remittance=name, counterparty_iban=IBAN)
    ours = account(owner=name, name=name)
    texts = [repr(one) for one in (found, found.counterparty, found.remittance, ours)]
    texts.append(repr(read(amount=None, remittance=name)))
    assert not [one for one in texts if name in one or IBAN in one]
    assert found.key in texts[0]


def test_accounts() -> None:
    """
    What an account does not say of its bank, its connection does.
    """
    bank = new_connection(
        None, id=9, state=ConnectionState.READY, complete=True, bank_name="Bank", bank_code="1"
    )
    given = {"Checking": AccountKind.CURRENT}
    fields = AccountFields(id=1, kind="Checking", number="00 12345678")
    found = new_account(None, bank, fields, kinds=given)
    assert (found.bank_name, found.bank_code, found.connection_id) == ("Bank", "1", "9")
    assert (found.kind, found.key) == (AccountKind.CURRENT, "de:1:12345678:")
    assert found.label == "Checking ••5678"
    assert account(kind="New").kind == AccountKind.OTHER
    assert account(credit_limit=Decimal(-500)).credit_limit == 500
    assert account().has_valid_iban
    assert not account(iban="DE00370400440532013000").has_valid_iban
    assert account(number="***123").is_masked


def test_a_card_whose_sign_is_wrong() -> None:
    """
    Only the caller turns amounts round, of one account.
    """
    card = account().override(sign=-1)
    assert made(account=card, amount=Decimal(5)).amount == -5
    balance = new_balance(None, card, kind=BalanceKind.BOOKED, amount=Decimal(5))
    assert balance is not None
    assert balance.amount == -5
    with pytest.raises(ArgumentError):
        account().override(sign=0)


def test_balances() -> None:
    """
    That of a depot is a worth; midnight means a day.
    """
    depot = account(kind="Depot", kinds={"Depot": AccountKind.SECURITIES})
    midnight = datetime(2024, 5, 16, tzinfo=BERLIN)
    worth = new_balance(
        None, depot, kind=BalanceKind.BOOKED, amount=Decimal(1), as_of=midnight.astimezone(UTC)
    )
    assert worth is not None
    assert (worth.kind, worth.as_of_is_day) == (BalanceKind.VALUE, True)
    assert new_balance(None, depot, kind=BalanceKind.BOOKED, amount=None) is None


def test_choices() -> None:
    """
    The first that is there, the latest, the newest.
    """
    assert first(None, "", "b") == ""
    assert latest(None, [None, AT], AT.replace(year=2020)) == AT
    assert latest() is None
    assert newest([(AT, "old"), (AT.replace(year=2025), "new"), (None, "never")]) == "new"
    assert newest([]) is None
    assert every(["A"], ("A",))
    assert not every([], ("A",))
    assert not every(["A", None], ("A",))
