"""
Statements as ISO 20022 messages: camt.053 with balances, camt.052 with pending transactions too.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from lxml import etree

from ..transaction import Transaction
from .camt_entries import Elements, Node, Part, required
from .errors import BalanceUnknownError
from .statements import Period, Statement, Statements
from .writer import Job, Output, OutputFile

_NAMES: Final = {
    "camt.053": ("BkToCstmrStmt", "Stmt"),
    "camt.052": ("BkToCstmrAcctRpt", "Rpt"),
}


class CamtWriter:
    """
    Keeps rows until the end, and then writes a statement for each account and currency.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._out = out
        self._job = job
        self._namespace = f"urn:iso:std:iso:20022:tech:xsd:{job.format.name}.001.08"
        self._message, self._statement = _NAMES[job.format.name]
        self._id = f"{job.created:%Y%m%d%H%M%S%f}"
        self._elements = Elements(job.notes)
        self._statements = Statements(job)

    def write(self, row: Transaction[Any]) -> None:
        """
        Keep a row.

        Raises:
            AccountNeededError: Its account was not given.
            CurrencyUnknownError: It has no currency.
            ValueDoesNotFitError: Its amount has too many digits.
        """
        self._elements.signed_amount(row.amount, row.currency, row.key, "amount")
        self._statements.add(row)

    def finish(self) -> None:
        """
        Write the message.

        Raises:
            BalanceUnknownError: camt.053 has no closing balance.
            ValueDoesNotFitError: An amount has too many digits.
        """
        periods = [(one, self._period(one)) for one in self._statements]
        with etree.xmlfile(OutputFile(self._out), encoding="UTF-8") as xml:
            xml.write_declaration()
            with (
                xml.element(self._name("Document"), nsmap={None: self._namespace}),
                xml.element(self._name(self._message)),
            ):
                xml.write(_element(self._header()))
                for number, (statement, period) in enumerate(periods, 1):
                    self._write_statement(xml, statement, period, number)

    def close(self) -> None:
        """
        Remove the temporary files.
        """
        self._statements.close()

    def _write_statement(
        self, xml: Any, statement: Statement, period: Period | None, number: int
    ) -> None:
        with xml.element(self._name(self._statement)):
            for part in self._head(statement, period, number):
                if part is not None:
                    xml.write(_element(part))
            for row in statement.rows:
                xml.write(_element(self._elements.entry(row)))

    def _period(self, statement: Statement) -> Period | None:
        try:
            return statement.period(self._job)
        except BalanceUnknownError:
            if self._job.format.needs_balance:
                raise
            return None

    def _header(self) -> Node:
        return required("GrpHdr", Node("MsgId", self._id), Node("CreDtTm", self._created))

    def _head(self, statement: Statement, period: Period | None, number: int) -> list[Part]:
        sequence = self._job.number
        account = self._elements.account(statement.account, statement.currency)
        return [
            Node("Id", f"{self._id}-{number}"),
            None if sequence is None else Node("ElctrncSeqNb", str(sequence)),
            Node("CreDtTm", self._created),
            *([] if period is None else [_days(period)]),
            account,
            *([] if period is None else self._balances(statement, period)),
        ]

    def _balances(self, statement: Statement, period: Period) -> list[Node]:
        # The opening balance is the closing one of the day before.
        before = period.first - timedelta(days=1)
        return [
            self._balance("PRCD", statement, period, before),
            self._balance("CLBD", statement, period, period.last),
        ]

    def _balance(self, kind: str, statement: Statement, period: Period, day: date) -> Node:
        amount = period.opening if kind == "PRCD" else period.closing
        key = f"the statement in {statement.currency}"
        return required(
            "Bal",
            Node("Tp", (Node("CdOrPrtry", (Node("Cd", kind),)),)),
            *self._elements.signed_amount(amount, statement.currency, key, "balance"),
            Node("Dt", (Node("Dt", day.isoformat()),)),
        )

    @property
    def _created(self) -> str:
        return self._job.created.isoformat(timespec="seconds")

    def _name(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"


def _element(node: Node) -> Any:
    # Without a namespace of its own, it gets that of the document as it is written.
    made = etree.Element(node.name)
    _fill(made, node)
    return made


def _fill(made: Any, node: Node) -> None:
    if node.currency is not None:
        made.set("Ccy", node.currency)
    if isinstance(node.content, str):
        made.text = node.content
        return
    for part in node.content:
        _fill(etree.SubElement(made, part.name), part)


def _days(period: Period) -> Node:
    return required(
        "FrToDt",
        Node("FrDtTm", f"{period.first.isoformat()}T00:00:00"),
        Node("ToDtTm", f"{period.last.isoformat()}T23:59:59"),
    )


open_writer = CamtWriter
