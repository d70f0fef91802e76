"""
Halves of characters (surrogates), which no format can have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from msgspec import msgpack
from msgspec.structs import asdict, replace

from ..transaction import Party, Remittance, Transaction
from .report import NoteKind, Notes

_ENCODER: Final = msgpack.Encoder()


def without_surrogates(row: Transaction[Any], notes: Notes) -> Transaction[Any]:
    """
    Replace halves of characters by ``�``, and count them. The provider's object stays as it is.
    """
    try:
        _ENCODER.encode(replace(row, raw=None))
    except UnicodeEncodeError:
        return _Repair(notes).row(row)
    return row


class _Repair:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def row(self, row: Transaction[Any]) -> Transaction[Any]:
        fields = asdict(row)
        raw = fields.pop("raw")
        fixed = {name: self._value(name, value) for name, value in fields.items()}
        return Transaction(**fixed, raw=raw)

    def _value(self, name: str, value: object) -> Any:
        if isinstance(value, (Party, Remittance)):
            parts = {
                part: self._value(f"{name}_{part}", one) for part, one in asdict(value).items()
            }
            return type(value)(**parts)
        if isinstance(value, Mapping):
            known = cast("Mapping[str, str]", value)
            return {tag: self._value(name, one) for tag, one in known.items()}
        return self._text(name, value) if type(value) is str else value

    def _text(self, name: str, text: str) -> str:
        fixed = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if fixed != text:
            self._notes.add(
                NoteKind.REPLACED, name, sum("\ud800" <= one <= "\udfff" for one in text)
            )
        return fixed
