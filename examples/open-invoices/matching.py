"""
Decides which invoices a payment pays: by reference, else by name and amount. It knows no bank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

LEGAL_FORMS = re.compile(r"\b(gmbh|ug|ag|kg|ohg|gbr|e ?k|co)\b")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MOST_IN_ONE = 3  # invoices that a payment without a reference may add up


@dataclass(frozen=True, kw_only=True)
class Invoice:
    number: str
    customer: str
    due: date
    open: Decimal  # what is not paid yet


@dataclass(frozen=True, kw_only=True)
class Payment:
    key: str
    day: date
    amount: Decimal
    payer: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Match:
    reason: str
    paid: tuple[tuple[Invoice, Decimal], ...] = ()
    rest: Decimal = Decimal(0)  # what is left of the payment: a person decides


def match(payment: Payment, invoices: Sequence[Invoice]) -> Match:
    """Books nothing where two answers are possible: a person sees it then."""
    if named := [one for one in invoices if is_named(one.number, payment.purpose)]:
        return split(payment.amount, named)
    of_payer = [one for one in invoices if same_name(one.customer, payment.payer)]
    found = list(adding_up(payment.amount, of_payer))
    if len(found) == 1:
        paid = tuple((one, one.open) for one in found[0])
        return Match(reason="name and amount", paid=paid)
    if found:
        return Match(reason=f"{len(found)} ways to add up", rest=payment.amount)
    if same := [one.number for one in invoices if one.open == payment.amount]:
        return Match(reason=f"same amount as {', '.join(same)}", rest=payment.amount)
    return Match(reason="no match", rest=payment.amount)


def split(amount: Decimal, named: Sequence[Invoice]) -> Match:
    """The invoice that is due first is paid first; the last one may be paid in part."""
    paid, rest = [], amount
    for invoice in sorted(named, key=lambda one: (one.due, one.number)):
        part = min(rest, invoice.open)
        if part:
            paid.append((invoice, part))
        rest -= part
    return Match(reason="reference", paid=tuple(paid), rest=rest)


def adding_up(amount: Decimal, invoices: Sequence[Invoice]) -> Iterator[tuple[Invoice, ...]]:
    for count in range(1, MOST_IN_ONE + 1):
        for some in combinations(invoices, count):
            if sum(one.open for one in some) == amount:
                yield some


def is_named(number: str, purpose: str) -> bool:
    """People write RE-2026-0101 as "re 2026/0101" and "RE20260101"."""
    parts = re.findall(r"[^\W\d_]+|\d+", number)
    pattern = r"[\W_]*".join(re.escape(part) for part in parts)
    return bool(re.search(rf"(?<![^\W_]){pattern}(?!\d)", purpose, re.IGNORECASE))


def same_name(one: str, other: str) -> bool:
    """Without umlauts, signs and legal forms; banks cut long names, so a beginning is enough."""
    first, second = sorted((plain(one), plain(other)), key=len)
    return len(first) >= 4 and second.startswith(first)


def plain(name: str) -> str:
    words = re.sub(r"[\W_]+", " ", name.casefold().translate(UMLAUTS))
    return " ".join(LEGAL_FORMS.sub(" ", words).split())
