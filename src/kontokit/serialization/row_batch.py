"""
Reads many rows at once of which the same few fields do not fit.

Only the texts of these fields are looked at, each text once, and all rows are decoded together.
That takes a third of the time of reading them one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs
import msgspec

from ..core.deviation import Deviation
from .coercers import StructCoercer
from .mismatches import Mismatch, Step, Walk
from .path_error import PathError
from .plain_tree import read_tree, write_tree
from .row_forms import split_fields
from .stand_ins import NOTHING, StandIns
from .typed_reader import TypedReader, reader_of, refused_field_of_a_row

_REFUSED: Final = (msgspec.DecodeError, PathError)
_MOST_FIELDS: Final = 4
_MOST_KNOWN: Final = 1024


@attrs.frozen
class Repaired:
    """
    The text of a field that fits, and what was wrong with the text that came.
    """

    text: msgspec.Raw | None
    """None where nothing has to change."""
    deviations: tuple[Deviation, ...] = ()
    """With paths that begin at the row."""
    lost: tuple[tuple[Step, ...], ...] = ()
    """The places, from the row, that are None now."""
    mismatch: Deviation | None = None
    """Why the row cannot be read."""


@attrs.define
class BatchRow:
    """
    What was read of a row.
    """

    value: Any = None
    text: bytes = b""
    """What is decoded."""
    is_changed: bool = False
    mismatch: Deviation | None = None
    """Why the row cannot be read; its path begins at the row, as those of deviations."""
    deviations: tuple[Deviation, ...] = ()
    lost: tuple[tuple[Step, ...], ...] = ()
    """The places, from the row, that are None although there was a value."""


class RowBatch:
    """
    Reads rows of one type.
    """

    def __init__(
        self, coerce: StructCoercer, form: Any, digits: int, marks: StandIns, fields: Sequence[str]
    ) -> None:
        self._coerce = coerce
        self._reader = reader_of(form, digits)
        self._page: TypedReader = reader_of(list[form], digits)
        self._marks = marks
        self._fields = [*fields]
        self._known: dict[tuple[str, bytes], Repaired] = {}

    def read(self, texts: Sequence[bytes]) -> list[BatchRow] | None:
        """
        Read rows.

        Returns:
            One entry for each text; None where more is wrong than these fields tell.
        """
        while len(self._fields) <= _MOST_FIELDS:
            rows = [self._repaired(text) for text in texts]
            written = [row.text for row in rows if row is not None and row.mismatch is None]
            if None in rows:
                return None
            try:
                values = self._page.read(b"[%b]" % b",".join(written))
            except _REFUSED as error:
                refused = refused_field_of_a_row(error)
                if refused is None or refused in self._fields:
                    return None
                self._fields.append(refused)
            else:
                return [*_with_values(filter(None, rows), iter(values))]
        return None

    def _repaired(self, text: bytes) -> BatchRow | None:
        """
        A row that fits, or why it does not; None if something else in it is damaged.
        """
        fields = split_fields(self._reader.respelled(text))
        for wire, expected in self._coerce.required.items():
            if wire not in fields:
                return BatchRow(mismatch=Walk().missing(wire, expected).deviation)
        if not self._are_all(text, fields):
            return None
        row = self._repair(fields)
        # At once, because a page of dicts costs the garbage collector more than all the rest.
        row.text = msgspec.json.encode(fields) if row.is_changed else text
        return row

    def _are_all(self, text: bytes, fields: dict[str, msgspec.Raw]) -> bool:
        """
        Whether nothing but the fields that are looked at is damaged.
        """
        if not self._marks:
            return True
        known = sum(self._marks.count(bytes(fields[wire])) for wire in self._looked_at(fields))
        return known == self._marks.count(text)

    def _looked_at(self, fields: dict[str, msgspec.Raw]) -> list[str]:
        return [wire for wire in self._fields if wire in fields]

    def _repair(self, fields: dict[str, msgspec.Raw]) -> BatchRow:
        row = BatchRow()
        for wire in self._looked_at(fields):
            found = self._of(wire, bytes(fields[wire]))
            if found.mismatch is not None:
                return BatchRow(mismatch=found.mismatch)
            if found.text is not None:
                fields[wire] = found.text
                row.is_changed = True
                row.deviations += found.deviations
                row.lost += found.lost
        return row

    def _of(self, wire: str, raw: bytes) -> Repaired:
        found = self._known.get((wire, raw))
        if found is None:
            found = self._repaired_field(wire, raw)
            if len(self._known) < _MOST_KNOWN:
                self._known[wire, raw] = found
        return found

    def _repaired_field(self, wire: str, raw: bytes) -> Repaired:
        tree = {wire: read_tree(raw)}
        walk = Walk(self._marks if self._marks.stand_in(raw) else NOTHING)
        try:
            if not self._coerce.coerce_field(tree, wire, walk):
                return Repaired(None)
        except Mismatch as mismatch:
            return Repaired(None, mismatch=mismatch.deviation)
        text = write_tree(tree[wire])
        if text == raw and not walk.repairs:
            return Repaired(None)
        return Repaired(
            msgspec.Raw(text),
            tuple(repair.deviation for repair in walk.repairs),
            tuple(repair.steps for repair in walk.repairs if repair.is_lost),
        )


def _with_values(rows: Iterable[BatchRow], values: Iterator[Any]) -> Iterator[BatchRow]:
    for row in rows:
        if row.mismatch is None:
            row.value = next(values)
        yield row
