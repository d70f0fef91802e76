"""
Reads many rows at once of which the same few fields do not fit.

Only the texts of these fields are looked at, the same texts once, and all rows are decoded
together. That takes a third of the time of reading them one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

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

Texts: TypeAlias = tuple[bytes | None, ...]
"""The texts of the fields that are looked at; None for one that is not there."""


@attrs.frozen
class Repairs:
    """
    What is changed in rows of which some fields have the same texts.
    """

    texts: dict[str, msgspec.Raw] = attrs.field(factory=dict[str, msgspec.Raw])
    """By field, what is decoded instead."""
    deviations: tuple[Deviation, ...] = ()
    """With paths that begin at the row."""
    lost: tuple[tuple[Step, ...], ...] = ()
    """The places, from the row, that are None now although there was a value."""
    mismatch: Deviation | None = None
    """Why the rows cannot be read."""
    damage: int = 0
    """How many pieces of damage are in the texts."""


class RowBatch:
    """
    Reads rows of one type.
    """

    def __init__(
        self, coerce: StructCoercer, form: Any, digits: int, marks: StandIns, fields: Sequence[str]
    ) -> None:
        self._coerce = coerce
        self._required = frozenset(coerce.required)
        self._reader = reader_of(form, digits)
        self._page: TypedReader = reader_of(list[form], digits)
        self._marks = marks
        self._fields = [*fields]
        self._known: dict[Texts, Repairs] = {}

    def read(self, texts: Sequence[bytes]) -> list[tuple[Repairs, Any]] | None:
        """
        Read rows.

        Returns:
            For each text what was repaired, and the row or None where it cannot be read; None where
            more is wrong than these fields tell.
        """
        while len(self._fields) <= _MOST_FIELDS:
            rows = [self._repaired(text) for text in texts]
            written = [row[1] for row in rows if row is not None and row[0].mismatch is None]
            if None in rows:
                return None
            try:
                values = iter(self._page.read(b"[%b]" % b",".join(written)))
            except _REFUSED as error:
                refused = refused_field_of_a_row(error)
                if refused is None or refused in self._fields:
                    return None
                self._fields.append(refused)
                self._known.clear()
            else:
                repairs = [row[0] for row in rows if row is not None]
                return [(one, next(values) if one.mismatch is None else None) for one in repairs]
        return None

    def _repaired(self, text: bytes) -> tuple[Repairs, bytes] | None:
        """
        What is repaired in a row, and its text afterwards; None if something else is damaged.
        """
        fields = split_fields(self._reader.respelled(text))
        if not fields.keys() >= self._required:
            return self._without_required(fields), text
        key = tuple([bytes(fields[one]) if one in fields else None for one in self._fields])
        repairs = self._known.get(key)
        if repairs is None:
            repairs = self._repairs(key)
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = repairs
        if self._marks and self._marks.count(text) != repairs.damage:
            return None
        if repairs.texts:
            fields.update(repairs.texts)
            # At once: a page of dicts costs the garbage collector more than all the rest.
            text = msgspec.json.encode(fields)
        return repairs, text

    def _without_required(self, fields: dict[str, msgspec.Raw]) -> Repairs:
        missing = next(wire for wire in self._coerce.required if wire not in fields)
        return Repairs(mismatch=Walk().missing(missing, self._coerce.required[missing]).deviation)

    def _repairs(self, key: Texts) -> Repairs:
        walk = Walk()
        texts: dict[str, msgspec.Raw] = {}
        for wire, raw in zip(self._fields, key, strict=True):
            if raw is None:
                continue
            tree = {wire: read_tree(raw)}
            walk.marks = self._marks if self._marks.stand_in(raw) else NOTHING
            try:
                self._coerce.coerce_field(tree, wire, walk)
            except Mismatch as mismatch:
                return Repairs(mismatch=mismatch.deviation, damage=self._damage(key))
            text = write_tree(tree[wire])
            if text != raw:
                texts[wire] = msgspec.Raw(text)
        return Repairs(
            texts,
            tuple(repair.deviation for repair in walk.repairs),
            tuple(repair.steps for repair in walk.repairs if repair.is_lost),
            damage=self._damage(key),
        )

    def _damage(self, key: Texts) -> int:
        return sum(self._marks.count(raw) for raw in key if raw is not None)
