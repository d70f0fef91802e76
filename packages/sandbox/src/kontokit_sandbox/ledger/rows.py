"""
Rows of accounts: as they are made up, and as they are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from ..demo.money import cents as euros
from ..server.timeline import BERLIN
from .counterparties import counterparty

__all__ = ["CODES", "COLUMNS", "Codes", "Draft", "Row", "column_values", "instant", "read_row"]

COLUMNS = (
    "account", "pos", "day", "value_day", "cents", "kind", "counterparty", "iban", "bic",
    "purpose", "category", "refs", "announced", "appeared_at", "booked_at",
)  # fmt: skip
"""
The columns of a row. Days are proleptic ordinals, times seconds since 1970. ``announced`` is the
purpose while the row is pending, which is from ``appeared_at`` to ``booked_at``.
"""


class Codes(NamedTuple):
    """
    How banks and standards name a kind of row.
    """

    gvc: str
    """The business transaction code of German banks."""
    swift: str
    iso: str


CODES: Mapping[str, Codes] = {
    "KARTENZAHLUNG": Codes("106", "NMSC", "PMNT-CCRD-POSD"),
    "BARGELDAUSZAHLUNG": Codes("106", "NMSC", "PMNT-CCRD-CWDL"),
    "LASTSCHRIFT": Codes("105", "NDDT", "PMNT-RDDT-ESDD"),
    "RÜCKLASTSCHRIFT": Codes("109", "NRTI", "PMNT-RDDT-UPDD"),
    "ÜBERWEISUNG": Codes("116", "NTRF", "PMNT-ICDT-ESCT"),
    "ECHTZEITÜBERWEISUNG": Codes("118", "NTRF", "PMNT-IRCT-ESCT"),
    "ECHTZEITGUTSCHRIFT": Codes("168", "NTRF", "PMNT-RRCT-ESCT"),
    "DAUERAUFTRAG": Codes("117", "NSTO", "PMNT-ICDT-STDO"),
    "GUTSCHRIFT": Codes("166", "NTRF", "PMNT-RCDT-ESCT"),
    "GEHALT": Codes("153", "NTRF", "PMNT-RCDT-SALA"),
    "LOHNZAHLUNG": Codes("153", "NTRF", "PMNT-ICDT-SALA"),
    "LASTSCHRIFTEINZUG": Codes("171", "NDDT", "PMNT-IDDT-ESDD"),
    "RETOURE": Codes("108", "NRTI", "PMNT-IDDT-UPDD"),
    "ZINSEN": Codes("814", "NINT", "ACMT-MCOP-INTR"),
    "ENTGELT": Codes("808", "NCHG", "ACMT-MDOP-CHRG"),
    "INFORMATION": Codes("899", "NMSC", "ACMT-MDOP-NTAV"),
}
"""Codes by the bank's words for the kind, which a row has as ``kind``."""


class Draft(NamedTuple):
    """
    A row before it belongs to an account.
    """

    day: date
    cents: int
    kind: str
    who: str
    purpose: str
    category: str
    appeared_at: float
    refs: Mapping[str, str] = {}
    """``eref``, ``mref``, ``cred``, ``kref``, ``purp``, ``oamt``, ``coam``, ``abwa``, ``iban``,
    ``bic``: the references that a bank passes on."""
    booked_at: float | None = None
    """None if it is booked when it appears."""
    announced: str | None = None
    value_day: date | None = None
    """None if it is the day of the booking."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """
    A row of an account, as a provider saw it when it last looked.
    """

    account: int
    position: int
    day: date
    value_day: date
    amount: Decimal
    kind: str
    counterparty: str
    iban: str
    bic: str
    purpose: str
    category: str
    is_booked: bool
    appeared_at: datetime
    booked_at: datetime
    """The same, or later if it was pending."""
    refs: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def codes(self) -> Codes:
        """
        The codes of its kind.
        """
        return CODES[self.kind]

    @property
    def tagged_purpose(self) -> str:
        """
        The purpose with the SEPA marks that German banks put before it, if it has references.
        """
        return tagged(self.purpose, self.refs)


def tagged(purpose: str, refs: Mapping[str, Any]) -> str:
    """
    Put the SEPA marks of references around a purpose.
    """
    marks = [f"{name.upper()}+{refs[name]}" for name in _MARKS if name in refs]
    if not marks:
        return purpose
    after = [f"{name.upper()}+{refs[name]}" for name in _LATER if name in refs]
    return " ".join([*marks, f"SVWZ+{purpose}", *after])


_MARKS = ("eref", "kref", "mref", "cred")
_LATER = ("coam", "oamt", "abwa")


def instant(day: date, hour: int, minute: int = 0, second: int = 0) -> int:
    """
    Return a time in Berlin in seconds since 1970.
    """
    return int(datetime.combine(day, time(hour, minute, second), BERLIN).timestamp())


def column_values(account: int, position: int, draft: Draft) -> tuple[Any, ...]:
    """
    Return the values of a row for :data:`COLUMNS`.
    """
    other = counterparty(draft.who)
    refs = draft.refs
    return (
        account,
        position,
        draft.day.toordinal(),
        (draft.value_day or draft.day).toordinal(),
        draft.cents,
        draft.kind,
        draft.who,
        refs.get("iban", other.iban) if refs else other.iban,
        refs.get("bic", other.bic) if refs else other.bic,
        draft.purpose,
        draft.category,
        json.dumps(refs, ensure_ascii=False) if refs else None,
        draft.announced,
        draft.appeared_at,
        draft.appeared_at if draft.booked_at is None else draft.booked_at,
    )


def read_row(values: tuple[Any, ...], seen: float) -> Row:
    """
    Read a row.

    Args:
        values: In the order of :data:`COLUMNS`.
        seen: When the provider last looked; a row that was booked later is still pending.
    """
    (account, position, day, value_day, amount, kind, who, iban, bic, purpose, category, refs,
     announced, appeared_at, booked_at) = values  # fmt: skip
    is_booked = booked_at <= seen
    return Row(
        account=account,
        position=position,
        day=date.fromordinal(day),
        value_day=date.fromordinal(value_day),
        amount=euros(amount),
        kind=kind,
        counterparty=who,
        iban=iban,
        bic=bic,
        purpose=purpose if is_booked or announced is None else announced,
        category=category,
        is_booked=is_booked,
        appeared_at=_EPOCH + timedelta(seconds=appeared_at),
        booked_at=_EPOCH + timedelta(seconds=booked_at),
        refs=json.loads(refs) if refs else {},
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
