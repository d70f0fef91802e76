"""
Keys of accounts and transactions, made of their contents alone.

A key of a transaction is no reference of a bank, which several payments may share, and has nothing
in it that changes: no value date, category, running balance, status or time of import.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, TypeVar
from unicodedata import normalize

from msgspec.structs import replace

from .account import Account
from .transaction import BookingStatus, Transaction

RawT = TypeVar("RawT")
_MARK: Final = "|"
"""Between the numbers of an account and the provider's ids, where numbers are not enough."""

_GERMAN: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_SIGNS: Final = bytes(one for one in range(128) if not chr(one).isalnum())


def fold(text: str | None) -> str:
    """
    Write a text in ASCII letters and digits only, so that umlauts, case and blanks do not count.
    """
    if not text:
        return ""
    if text.isascii():
        return text.casefold().encode().translate(None, _SIGNS).decode()
    folded = normalize("NFC", text).casefold()
    for letter, letters in _GERMAN:
        folded = folded.replace(letter, letters)
    if not folded.isascii():
        folded = normalize("NFKD", folded)
    return folded.encode("ascii", "ignore").translate(None, _SIGNS).decode()


def transaction_key(
    account_key: str,
    day: date | None,
    amount: Decimal,
    currency: str | None,
    *,
    end_to_end_id: str | None = None,
    mandate_id: str | None = None,
    text: str | None = None,
    other_side: str | None = None,
    number: int = 0,
    pending: bool = False,
) -> str:
    """
    Make the key of a transaction.

    Args:
        day: The booking date, else the value date.
        amount: Its zeros at the end do not count.
        currency: ISO 4217.
        end_to_end_id: If there is one, neither the mandate nor the text counts.
        mandate_id: If there is one, the text does not count.
        text: What a person wrote, else the whole purpose.
        other_side: The IBAN of the other side, else its name.
        number: The place among transactions of equal content, from 0.
        pending: Whether it is not booked yet.

    Returns:
        ``t1-`` or ``p1-``, and 32 hexadecimal digits.
    """
    content = _content(
        account_key, day, amount, currency, end_to_end_id, mandate_id, text, other_side
    )
    return _digest(content, number, pending=pending)


def key_of(transaction: Transaction[Any], number: int = 0) -> str:
    """
    Make the key of a transaction from its fields.

    Args:
        transaction: Its own key does not count.
        number: Its place among transactions of equal content.
    """
    return _digest(_content_of(transaction), number, pending=_is_pending(transaction))


def numbered(transactions: Iterable[Transaction[RawT]]) -> list[Transaction[RawT]]:
    """
    Number transactions of equal content, such as two equal tickets of a day.

    Their order is that of their folded texts, then of what else the bank says of them, then of
    their ids, so it does not depend on the order in which they came, and rarely on ids that are
    new after an import.

    Args:
        transactions: All of each day, with the keys of the first of their content.

    Returns:
        The transactions in the same order, each with its own key.
    """
    listed = list(transactions)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(listed):
        groups[one.key].append(index)
    for places in groups.values():
        if len(places) > 1:
            places.sort(key=lambda index: _rank(listed[index]))
            content, pending = _content_of(listed[places[0]]), _is_pending(listed[places[0]])
            for number, index in enumerate(places[1:], start=1):
                key = _digest(content, number, pending=pending)
                listed[index] = replace(listed[index], key=key)
    return listed


def account_key(
    *,
    iban: str | None,
    bank_code: str | None,
    number: str | None,
    sub_number: str | None,
    connection_id: str | None,
    account_id: str,
) -> str:
    """
    Make the key of an account from its IBAN, else from its German numbers, else from its id.

    Numbers with ``*``, which the provider hides, do not count.
    """
    if iban and "*" not in iban:
        return f"iban:{iban}"
    if bank_code and number and "*" not in number:
        return f"de:{bank_code}:{number.lstrip('0')}:{sub_number or ''}"
    return _native(connection_id, account_id)


def distinct(accounts: Iterable[Account[RawT]]) -> list[Account[RawT]]:
    """
    Give accounts with equal numbers different keys, with the provider's ids in them.
    """
    listed = list(accounts)
    seen = Counter(one.key for one in listed)
    return [
        replace(one, key=f"{one.key}{_MARK}{_native(one.connection_id, one.id)}", is_ambiguous=True)
        if seen[one.key] > 1
        else one
        for one in listed
    ]


def of_connection(accounts: Iterable[Account[RawT]], connection_id: str) -> list[Account[RawT]]:
    """
    Choose the accounts of a connection, with the keys that they would have without the others: a
    second connection to the same bank does not change them.

    Args:
        connection_id: The id of the connection, or of the account where an API has none.
    """
    own = [one for one in accounts if connection_id in (one.connection_id, one.id)]
    return distinct(
        replace(one, key=one.key.partition(_MARK)[0], is_ambiguous=False) for one in own
    )


def _native(connection_id: str | None, account_id: str) -> str:
    return f"native:{connection_id or ''}:{account_id}"


def plain_amount(amount: Decimal) -> str:
    """
    Write an amount without zeros at its end.
    """
    # normalize() would round to 28 digits.
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _content(
    account_key: str,
    day: date | None,
    amount: Decimal,
    currency: str | None,
    end_to_end_id: str | None,
    mandate_id: str | None,
    text: str | None,
    other_side: str | None,
) -> str:
    if end_to_end_id:
        reference = "e:" + fold(end_to_end_id)
    elif mandate_id:
        reference = "m:" + fold(mandate_id)
    else:
        reference = "p:" + fold(text)[:140] + ":" + fold(other_side)
    written = day.isoformat() if day else ""
    money = f"{plain_amount(amount)}\n{currency or ''}"
    return f"kontokit-1\n{account_key}\n{written}\n{money}\n{reference}"


def _content_of(transaction: Transaction[Any]) -> str:
    other = transaction.counterparty
    return _content(
        transaction.account_key,
        transaction.day,
        transaction.amount,
        transaction.currency,
        transaction.end_to_end_id,
        transaction.mandate_id,
        transaction.remittance.text or transaction.remittance.raw,
        other.iban or other.name,
    )


def _is_pending(transaction: Transaction[Any]) -> bool:
    return transaction.status is not BookingStatus.BOOKED


def _digest(content: str, number: int, *, pending: bool) -> str:
    said = f"{content}\n{number}"
    data = said.encode() if said.isascii() else said.encode("utf-8", "surrogatepass")
    return ("p1-" if pending else "t1-") + sha256(data).hexdigest()[:32]


def _rank(transaction: Transaction[Any]) -> tuple[str, str, str, str, str, int, str]:
    remittance = transaction.remittance
    identifier = transaction.id or ""
    # Numbers by their value: 9 comes before 10.
    return (
        fold(remittance.text or remittance.raw),
        remittance.raw or "",
        transaction.entry_reference or "",
        transaction.bank_reference or "",
        transaction.primanota or "",
        len(identifier),
        identifier,
    )
