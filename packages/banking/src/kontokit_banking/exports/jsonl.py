"""
JSON, one object a line.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from msgspec import Struct, json, to_builtins
from msgspec.structs import asdict

from kontokit import to_dict

from ..transaction import Transaction
from ..values import Money
from .texts import plain_decimal
from .writer import Job, Output

_ENCODER: Final = json.Encoder()


class JsonLinesWriter:
    """
    Writes all fields, money as text; the provider's object only if it is asked for.
    """

    def __init__(self, out: Output, job: Job) -> None:
        self._out = out
        self._raw = job.raw

    def write(self, row: Transaction[Any]) -> None:
        """
        Write one line.
        """
        fields = asdict(row)
        raw = fields.pop("raw")
        line = {name: _plain(value) for name, value in fields.items()}
        if self._raw:
            line["raw"] = to_dict(raw) if isinstance(raw, Struct) else to_builtins(raw)
        self._out.write(_ENCODER.encode(line) + b"\n")

    def finish(self) -> None:
        """
        Nothing follows the last line.
        """

    def close(self) -> None:
        """
        There are no temporary files.
        """


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, Money):
        return {"amount": plain_decimal(value.amount), "currency": value.currency}
    return value


open_writer = JsonLinesWriter
