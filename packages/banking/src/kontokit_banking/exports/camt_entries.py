"""
Entries of camt.053 and camt.052 (version 8), as plain trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Any, Final, NamedTuple, TypeAlias

from ..account import Account
from ..transaction import Party, Transaction
from ..values import Money
from .errors import ValueDoesNotFitError
from .purposes import other_tags
from .report import NoteKind, Notes
from .texts import fitting_decimal, is_currency

_BIC: Final = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}", re.ASCII)
_CODE: Final = re.compile(r"[A-Z0-9]{1,4}", re.ASCII)
_GERMAN_BANK_CODE: Final = re.compile(r"\d{8}", re.ASCII)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIGITS: Final = 18
_DECIMALS: Final = 5
_LINE: Final = 140
"""The length of one element of a purpose."""


class Node(NamedTuple):
    """
    An element with a text, or with others inside.
    """

    name: str
    content: str | tuple[Node, ...]
    currency: str | None = None


Part: TypeAlias = Node | None


def inside(name: str, *parts: Part) -> Part:
    """
    An element around others; None if there are none.
    """
    there = tuple(one for one in parts if one is not None)
    return Node(name, there) if there else None


def required(name: str, *parts: Part) -> Node:
    """
    An element around others, of which at least one is always there.
    """
    return Node(name, tuple(one for one in parts if one is not None))


def day(name: str, value: date | None) -> Part:
    """
    An element around a day.
    """
    return None if value is None else Node(name, (Node("Dt", value.isoformat()),))


class Elements:
    """
    Makes elements, and counts what is cut or left out.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def entry(self, row: Transaction[Any]) -> Node:
        """
        Write a transaction as ``Ntry``.

        Raises:
            ValueDoesNotFitError: An amount has more than 5 decimals or 18 digits.
        """
        return required(
            "Ntry",
            Node("NtryRef", row.key),
            *self.signed_amount(row.amount, row.currency, row.key, "amount"),
            Node("Sts", (Node("Cd", row.status.value),)),
            day("BookgDt", row.booking_date),
            day("ValDt", row.value_date),
            self._text("AcctSvcrRef", "bank_reference", row.bank_reference, 35),
            self._code(row),
            inside("NtryDtls", self._batch(row), self._details(row)),
            self._text("AddtlNtryInf", "booking_text", row.booking_text, 500),
        )

    def account(self, account: Account[Any], currency: str) -> Node:
        """
        Write an account as ``Acct``.
        """
        number = account.iban or account.number or account.id
        own = self._account_id("account_iban", number)
        return required(
            "Acct",
            own or required("Id", required("Othr", Node("Id", "NOTPROVIDED"))),
            Node("Ccy", currency),
            self._text("Nm", "account_name", account.name, 70),
            inside("Ownr", self._text("Nm", "account_owner", account.owner, 140)),
            self._bank("Svcr", "account", account.bic, account.bank_code, account.bank_name),
        )

    def signed_amount(
        self, amount: Decimal, currency: str | None, key: str, field: str
    ) -> tuple[Node, Node]:
        """
        Write an amount without its sign, and its sign.
        """
        sign = Node("CdtDbtInd", "DBIT" if amount < 0 else "CRDT")
        return self._amount("Amt", Money(amount, currency), key, field), sign

    def _amount(self, name: str, money: Money, key: str, field: str) -> Node:
        written = fitting_decimal(money.amount, digits=_DIGITS, decimals=_DECIMALS)
        if written is None:
            raise ValueDoesNotFitError(
                key, field, f"{_DIGITS} digits, {_DECIMALS} of them decimals"
            )
        return Node(name, written, money.currency)

    def _code(self, row: Transaction[Any]) -> Node:
        parts = (row.bank_transaction_code or "").split("-")
        if len(parts) != 3 or not all(_CODE.fullmatch(one) for one in parts):
            if row.bank_transaction_code:
                self._notes.add(NoteKind.LEFT_OUT, "bank_transaction_code")
            parts = ["PMNT", "NTAV", "NTAV"]
        family = (Node("Cd", parts[1]), Node("SubFmlyCd", parts[2]))
        domain = required("Domn", Node("Cd", parts[0]), Node("Fmly", family))
        return required("BkTxCd", domain, self._german_code(row))

    def _german_code(self, row: Transaction[Any]) -> Part:
        if row.gvc or row.swift_code or row.primanota:
            codes = (row.swift_code, row.gvc, row.primanota)
            text = "+".join(one or "" for one in codes)
            return inside("Prtry", self._text("Cd", "gvc", text, 35), Node("Issr", "DK"))
        code = self._text("Cd", "proprietary_code", row.proprietary_code, 35)
        return inside("Prtry", code)

    def _batch(self, row: Transaction[Any]) -> Part:
        return inside("Btch", self._text("PmtInfId", "batch_id", row.batch_id, 35))

    def _details(self, row: Transaction[Any]) -> Part:
        return inside(
            "TxDtls",
            self._references(row),
            *self.signed_amount(row.amount, row.currency, row.key, "amount"),
            self._amounts(row),
            self._fee(row),
            self._parties(row),
            self._agents(row),
            self._purpose_code(row.purpose_code),
            self._remittance(row),
        )

    def _references(self, row: Transaction[Any]) -> Part:
        own = self._text("Ref", "entry_reference", row.entry_reference, 35)
        return inside(
            "Refs",
            self._text("InstrId", "customer_reference", row.customer_reference, 35),
            self._text("EndToEndId", "end_to_end_id", row.end_to_end_id, 35),
            self._text("MndtId", "mandate_id", row.mandate_id, 35),
            own and Node("Prtry", (Node("Tp", "entry_reference"), own)),
        )

    def _amounts(self, row: Transaction[Any]) -> Part:
        instructed = self._money("instructed", row.instructed, row.key)
        return inside(
            "AmtDtls",
            instructed and Node("InstdAmt", (instructed,)),
            self._named_amount("OAMT", "returned_amount", row.returned_amount, row.key),
            self._named_amount("COAM", "compensation", row.compensation, row.key),
        )

    def _named_amount(self, kind: str, field: str, money: Money | None, key: str) -> Part:
        amount = self._money(field, money, key)
        return amount and Node("PrtryAmt", (Node("Tp", kind), amount))

    def _money(self, field: str, money: Money | None, key: str) -> Part:
        if money is None:
            return None
        if money.currency is None or not is_currency(money.currency):
            self._notes.add(NoteKind.LEFT_OUT, field)
            return None
        return self._amount("Amt", money, key, field)

    def _fee(self, row: Transaction[Any]) -> Part:
        amount = self._money("fee", row.fee, row.key)
        return amount and Node("Chrgs", (Node("Rcrd", (amount,)),))

    def _parties(self, row: Transaction[Any]) -> Part:
        """
        Write who pays and who is paid. Identifiers say by themselves whose they are.
        """
        party = row.counterparty
        pays = row.amount >= 0
        debtor, creditor = (party, Party()) if pays else (Party(), party)
        return inside(
            "RltdPties",
            self._party("Dbtr", debtor.name, "counterparty_debtor_id", party.debtor_id),
            self._party_account("DbtrAcct", debtor),
            self._ultimate("UltmtDbtr", debtor),
            self._party("Cdtr", creditor.name, "counterparty_creditor_id", party.creditor_id),
            self._party_account("CdtrAcct", creditor),
            self._ultimate("UltmtCdtr", creditor),
        )

    def _party(self, name: str, shown: str | None, field: str, number: str | None) -> Part:
        scheme = Node("SchmeNm", (Node("Prtry", "SEPA"),))
        own = self._text("Id", field, number, 35)
        return inside(
            name,
            inside(
                "Pty",
                self._text("Nm", "counterparty_name", shown, 140),
                own and Node("Id", (Node("PrvtId", (Node("Othr", (own, scheme)),)),)),
            ),
        )

    def _ultimate(self, name: str, party: Party) -> Part:
        field = "counterparty_ultimate_name"
        return inside(name, inside("Pty", self._text("Nm", field, party.ultimate_name, 140)))

    def _party_account(self, name: str, party: Party) -> Part:
        number = party.iban or party.account_number
        if number is None:
            return None
        field = "counterparty_iban" if party.iban else "counterparty_account_number"
        return inside(name, self._account_id(field, number))

    def _agents(self, row: Transaction[Any]) -> Part:
        party = row.counterparty
        name = "DbtrAgt" if row.amount >= 0 else "CdtrAgt"
        bank = self._bank(name, "counterparty", party.bic, party.bank_code, party.bank_name)
        return inside("RltdAgts", bank)

    def _account_id(self, field: str, number: str) -> Part:
        if _IBAN.fullmatch(number):
            return Node("Id", (Node("IBAN", number),))
        return inside("Id", inside("Othr", self._text("Id", field, number, 34)))

    def _bank(
        self, name: str, owner: str, bic: str | None, code: str | None, shown: str | None
    ) -> Part:
        other = None if bic and _BIC.fullmatch(bic) else bic
        german = code if code and _GERMAN_BANK_CODE.fullmatch(code) else None
        if code and not german:
            if other:
                self._notes.add(NoteKind.LEFT_OUT, f"{owner}_bank_code")
            other = other or code
        system = Node("ClrSysId", (Node("Cd", "DEBLZ"),))
        return inside(
            name,
            inside(
                "FinInstnId",
                Node("BICFI", bic) if bic and bic != other else None,
                Node("ClrSysMmbId", (system, Node("MmbId", german))) if german else None,
                self._text("Nm", f"{owner}_bank_name", shown, 140),
                inside("Othr", self._text("Id", f"{owner}_bic", other, 35)),
            ),
        )

    def _purpose_code(self, code: str | None) -> Part:
        if code and _CODE.fullmatch(code):
            return Node("Purp", (Node("Cd", code),))
        return inside("Purp", self._text("Prtry", "purpose_code", code, 35))

    def _remittance(self, row: Transaction[Any]) -> Part:
        lines = [row.remittance.text or "", *(f"{tag}+{value}" for tag, value in other_tags(row))]
        structured = row.remittance.structured
        return inside(
            "RmtInf", *self._unstructured(lines), _reference(structured) if structured else None
        )

    def _unstructured(self, lines: list[str]) -> Iterator[Node]:
        for line in lines:
            for piece in wrap(self._clean("remittance_text", line), _LINE, break_on_hyphens=False):
                yield Node("Ustrd", piece)

    def _text(self, name: str, field: str, text: str | None, limit: int) -> Part:
        if not text:
            return None
        fixed = self._clean(field, text)
        if len(fixed) > limit:
            self._notes.add(NoteKind.CUT, field, len(fixed) - limit)
        return Node(name, fixed[:limit]) if fixed else None

    def _clean(self, field: str, text: str) -> str:
        fixed, replaced = _NOT_XML.subn("", text)
        if replaced:
            self._notes.add(NoteKind.REPLACED, field, replaced)
        return fixed


def _reference(structured: str) -> Node:
    kind = Node("Tp", (Node("CdOrPrtry", (Node("Cd", "SCOR"),)), Node("Issr", "ISO")))
    return Node("Strd", (Node("CdtrRefInf", (kind, Node("Ref", structured))),))
