"""
Purposes as banks write them in MT940: SEPA tags such as ``EREF+``, and lines of 27 characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..remittance import tagged_amount
from ..transaction import Transaction
from ..values import Money
from .report import NoteKind, Notes
from .texts import plain_decimal

_LENGTH: Final = 27


def tagged_purpose(row: Transaction[Any], notes: Notes) -> Iterator[tuple[str, str]]:
    """
    Put the tags of a transaction back in front of its text. References come first, so that a limit
    of length cuts the text.

    Returns:
        Parts such as ``EREF+RE-1``, each with the name of its field.
    """
    parts = [*_known_tags(row, notes)]
    parts += [(tag, "remittance_tags", value) for tag, value in other_tags(row)]
    yield from ((field, f"{tag}+{value}") for tag, field, value in parts)
    if text := row.remittance.text:
        yield "remittance_text", f"SVWZ+{text}" if parts else text


def other_tags(row: Transaction[Any]) -> Iterator[tuple[str, str]]:
    """
    Find the tags of a purpose that no field of the transaction has, or with another value.
    """
    party = row.counterparty
    known = {row.end_to_end_id, row.mandate_id, row.customer_reference, row.bank_reference}
    known |= {party.creditor_id, party.debtor_id, party.ultimate_name, party.iban, party.bic}
    known |= {row.purpose_code}
    sums = {money.amount for money in (row.returned_amount, row.compensation) if money}
    for tag, value in row.remittance.tags.items():
        if value not in known and tagged_amount(value) not in sums:
            yield tag, value


def pieces(text: str, length: int = _LENGTH) -> Iterator[str]:
    """
    Cut a text into lines. None ends with a blank, since readers take blanks off the ends of lines.
    """
    while text:
        end = length
        if len(text) > length and text[:end].rstrip():
            end = len(text[:end].rstrip())
        yield text[:end]
        text = text[end:]


def _known_tags(row: Transaction[Any], notes: Notes) -> Iterator[tuple[str, str, str]]:
    party = row.counterparty
    fields = (
        ("EREF", "end_to_end_id", row.end_to_end_id),
        ("KREF", "customer_reference", row.customer_reference),
        ("MREF", "mandate_id", row.mandate_id),
        ("BREF", "bank_reference", row.bank_reference),
        ("CRED", "counterparty_creditor_id", party.creditor_id),
        ("DEBT", "counterparty_debtor_id", party.debtor_id),
        ("PURP", "purpose_code", row.purpose_code),
        ("OAMT", "returned_amount", _sum(row, row.returned_amount, "returned_amount", notes)),
        ("COAM", "compensation", _sum(row, row.compensation, "compensation", notes)),
        (_ultimate_tag(row), "counterparty_ultimate_name", party.ultimate_name),
    )
    return ((tag, field, value) for tag, field, value in fields if value)


def _sum(row: Transaction[Any], money: Money | None, field: str, notes: Notes) -> str | None:
    if money is None:
        return None
    if money.currency not in (None, row.currency):
        notes.add(NoteKind.LEFT_OUT, field)  # tags have no currency
        return None
    return plain_decimal(money.amount).replace(".", ",")


def _ultimate_tag(row: Transaction[Any]) -> str:
    """
    Tell whether the other side gave the order (ABWA) or received it (ABWE): a debit is ordered by
    whoever is paid.
    """
    is_debit = row.mandate_id is not None or row.counterparty.creditor_id is not None
    return "ABWA" if (row.amount < 0) == is_debit else "ABWE"
