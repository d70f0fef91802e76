"""
Rows of a provider in neutral words: mapped, their purposes parsed, and keys made for them.
"""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, Final

from msgspec import Struct

from kontokit import from_dict
from kontokit.core.limits import MAX_DIGITS
from kontokit.serialization.custom_types import typed_decoder
from kontokit_banking.adapter import Adapter, Window
from kontokit_banking.steps import rows_of, sorted_out
from kontokit_banksapi.banking import BANKING as BANKSAPI
from kontokit_banksapi.models import Product
from kontokit_banksapi.models import Transaction as BanksapiRow
from kontokit_finapi_access.banking import BANKING as FINAPI
from kontokit_finapi_access.models import Account
from kontokit_finapi_access.models import Transaction as FinapiRow

from .contest import Contest, tables_of
from .payloads import account, pages, transactions

_ROWS: Final = 50_000
_PURPOSE: Final = "EREF+RE-{0} MREF+M-4711 CRED+DE98ZZZ09999999999 SVWZ+Beitrag {0} Dank"


class _Source(Struct, frozen=True):
    """
    Rows of a provider, and how they are read.
    """

    name: str
    decode: Callable[[], list[Any]]
    read: Callable[[list[Any]], object]


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time the rows of two providers, and measure what they need beside the provider's objects.

    Args:
        scale: 1 is 50,000 rows.
        rounds: How often each is timed.
    """
    count = max(10, int(_ROWS * scale))
    sources = [_banksapi(count), _finapi(count)]
    yield from tables_of((_contest(one, count) for one in sources), rounds)
    yield from _memory(sources, count)


def _contest(source: _Source, count: int) -> Contest:
    rows = source.decode()
    return Contest(
        f"{count:,} transactions of {source.name}",
        {
            "msgspec, decoded": source.decode,
            "mapped, parsed, with keys": lambda: source.read(rows),
        },
    )


def _memory(sources: list[_Source], count: int) -> Iterator[str]:
    yield f"| {count:,} transactions in memory | of the provider, MiB | neutral, MiB | ratio |"
    yield "|---|---|---|---|"
    for source in sources:
        rows, raw = _grown(source.decode)
        read, neutral = _grown(partial(source.read, rows))
        yield f"| {source.name} | {raw:.1f} | {neutral:.1f} | {neutral / raw:.2f} |"
        del rows, read
    yield ""


def _grown(make: Callable[[], Any]) -> tuple[Any, float]:
    """
    Make something, and measure what it needs in MiB.
    """
    gc.collect()
    tracemalloc.start()
    try:
        made = make()
        gc.collect()
        return made, tracemalloc.get_traced_memory()[0] / 2**20
    finally:
        tracemalloc.stop()


def _banksapi(count: int) -> _Source:
    rows = json.loads(transactions(count, midnights=True))
    body = json.dumps([{**row, "verwendungszweck": _purpose(i)} for i, row in enumerate(rows)])
    product = from_dict(Product, {"id": "P1", "iban": "DE89370400440532013000"})
    decoder = typed_decoder(list[BanksapiRow], MAX_DIGITS)
    return _Source("BANKSapi", lambda: decoder.decode(body.encode()), _reader(BANKSAPI, product))


def _finapi(count: int) -> _Source:
    page = json.loads(pages(count))
    named = {"endToEndReference": None, "counterpartMandateReference": None}
    rows = [
        {**row, **named, "purpose": _purpose(number)}
        for number, row in enumerate(page["transactions"])
    ]
    body = json.dumps(rows)
    decoder = typed_decoder(list[FinapiRow], MAX_DIGITS)
    listed = from_dict(Account, json.loads(account(), parse_float=Decimal))
    return _Source("finAPI", lambda: decoder.decode(body.encode()), _reader(FINAPI, listed))


def _purpose(number: int) -> str:
    # Every tenth one is equal to another, as tickets are.
    return _PURPOSE.format(number // 10 * 10)


def _reader(adapter: Adapter[Any, Any, Any, Any], raw: Any) -> Callable[[list[Any]], object]:
    ours = adapter.to_account(raw, None)
    return lambda rows: sorted_out(rows_of(rows, ours, adapter.to_transaction), Window())
