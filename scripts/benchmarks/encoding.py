"""
Encoding: models as the JSON of a request, and as plain dicts and texts to be stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from kontokit import Secret
from kontokit.serialization.json_decoder import decode
from kontokit.serialization.json_encoder import encode
from kontokit_banksapi import models as banksapi

from .contest import Contest, tables_of
from .payloads import transactions


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time all contests.
    """
    yield from tables_of(contests(scale), rounds)


def contests(scale: float) -> Iterator[Contest]:
    """
    The contests, each with what is underneath as the first contestant.
    """
    count = int(5_000 * scale) or 1
    rows: list[banksapi.Transaction] = decode(
        transactions(count, midnights=False), list[banksapi.Transaction]
    )
    bare = msgspec.json.Encoder(enc_hook=_reveal, decimal_format="number")
    yield Contest(
        f"encode {count:,} transactions of BANKSapi",
        {
            "msgspec, nothing checked": partial(bare.encode, rows),
            "kontokit": partial(encode, rows, list[banksapi.Transaction]),
        },
    )
    yield Contest(
        f"{count:,} transactions of BANKSapi as dicts",
        {
            "msgspec.to_builtins": partial(msgspec.to_builtins, rows),
            "Model.to_dict": lambda: [row.to_dict() for row in rows],
            "Model.to_json": lambda: [row.to_json() for row in rows],
            "Model.from_dict": partial(_read, [row.to_dict() for row in rows]),
        },
    )


def _read(rows: list[dict[str, Any]]) -> list[banksapi.Transaction]:
    return [banksapi.Transaction.from_dict(row) for row in rows]


def _reveal(value: Any) -> str:
    if isinstance(value, Secret):
        return value.reveal()
    raise NotImplementedError
