"""
Decoding: kontokit, and msgspec alone with the same models.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import msgspec

from kontokit.core.limits import MAX_DIGITS
from kontokit.serialization.custom_types import typed_decoder
from kontokit.serialization.json_decoder import read_json
from kontokit.serialization.reading import Place
from kontokit_banksapi import models as banksapi
from kontokit_finapi_access import models as finapi

from .contest import Contest, tables_of
from .payloads import accesses, pages, transactions

_LIST: Final = Place(rows="*")
_PAGE: Final = Place(rows="transactions")


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all contests.
    """
    yield from tables_of(contests(scale), rounds)


def contests(scale: float) -> Iterator[Contest]:
    """
    The contests, each with what is underneath as the first contestant.
    """
    count = int(20_000 * scale)
    for what, options in {
        "midnights": {"midnights": True},
        "different times": {"midnights": False},
        "different times, another spelling": {"midnights": False, "other_spelling": True},
    }.items():
        body = transactions(count, **options)
        yield Contest(
            f"decode {count:,} transactions of BANKSapi, {len(body) / 1e6:.1f} MB, {what}",
            {
                "msgspec, same models": partial(_bare(list[banksapi.Transaction]).decode, body),
                "msgspec, plain dicts": partial(msgspec.json.decode, body),
                "kontokit": partial(read_json, body, list[banksapi.Transaction], _LIST),
            },
        )
    yield _accesses(int(2_000 * scale) or 1)
    yield _odd_pages(int(1_000 * scale) or 1)


def _accesses(count: int) -> Contest:
    body, form = accesses(count), banksapi.ListOfBankAccesses
    return Contest(
        f"decode {count:,} bank accesses of BANKSapi, {len(body) / 1e6:.1f} MB",
        {
            "msgspec, same models": partial(_bare(form).decode, body),
            "msgspec, plain dicts": partial(msgspec.json.decode, body),
            "kontokit": partial(read_json, body, form, _LIST),
        },
    )


def _odd_pages(count: int) -> Contest:
    bodies = {
        "good": pages(count),
        "a bad date": pages(count, {"importDate": "2024-13-45"}),
        "a bad flag inside": pages(count, {"category": {"id": 1, "name": "x", "isCustom": "?"}}),
        "half a character": pages(count, {"purpose": "Miete \ud800"}),
        "three bad fields": pages(
            count, {"importDate": "x", "isNew": "?", "isPotentialDuplicate": "?"}
        ),
        "a bad amount": pages(count, {"amount": "x"}),
    }
    form: Any = finapi.PageableTransactionList
    return Contest(
        f"decode a page of {count:,} transactions of finAPI in which every row has",
        {what: partial(read_json, body, form, _PAGE) for what, body in bodies.items()},
    )


def _bare(form: Any) -> msgspec.json.Decoder[Any]:
    return typed_decoder(form, MAX_DIGITS)
