"""
Reads what the fast decoder has refused: row by row, and what is not essential becomes None.

The cost grows with the length of the text, not with what is wrong in it: each row goes through the
fast decoder, and only one that is refused there is coerced and goes through it again.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache, partial
from typing import Any, Final, cast

import attrs
import msgspec

from ..core.deviation import Deviation, UnreadableRow
from ..core.limits import Limits
from .coercers import StructCoercer, coercer
from .json_limits import check_depth, check_digits, is_deeper
from .mismatches import Mismatch, Step, Walk
from .model_notes import Noted, with_deviations
from .path_error import Key, PathError, path_of
from .plain_tree import read_tree, write_tree
from .reading import Place, Reading
from .row_batch import Repairs, RowBatch
from .row_forms import RowForm, row_form, split_fields, unwrapped
from .stand_ins import NOTHING, StandIns, with_stand_ins
from .typed_reader import reader_of, refused_field

_REFUSED: Final = (msgspec.DecodeError, PathError)
_FEW_FIELDS: Final = 3
_MANY: Final = 4
"""After so many rows one after the other with the same fault, the others are read together."""


@attrs.define
class Rows:
    """
    The rows of one list, with their keys in a map.
    """

    good: list[tuple[str | None, Any]] = attrs.field(factory=list[tuple[str | None, Any]])
    deviations: list[Deviation] = attrs.field(factory=list[Deviation])
    unreadable: list[UnreadableRow] = attrs.field(factory=list[UnreadableRow])


class PageMismatch(Mismatch):
    """
    Something outside of the rows that does not fit, with the rows.
    """

    def __init__(self, mismatch: Mismatch, rows: Rows) -> None:
        super().__init__((), "", "type", mismatch.message)
        self.deviation = mismatch.deviation
        self.rows = rows


def read_leniently(
    text: bytes, form: Any, place: Place, limits: Limits, *, has_long_numbers: bool
) -> Reading:
    """
    The value of a JSON text that does not fit its type.

    Args:
        text: The JSON text.
        place: Where the value is in the text, and the rows in the value.
        limits: How deep the text may be nested, and how many digits a number may have.
        has_long_numbers: Whether there may be numbers with more digits.

    Raises:
        msgspec.DecodeError: The text is not JSON.
        Mismatch: Something essential does not fit that is in no row.
        PathError: The value does not fit in a way that cannot be coerced.
    """
    text, marks = with_stand_ins(text, limits.digits, long_numbers=has_long_numbers)
    reader = _LenientReader(limits, marks, has_long_numbers)
    steps: tuple[str, ...] = ()
    if place.envelope is not None:
        text, steps = unwrapped(text, place.envelope)
    rows = row_form(form, place.rows) if place.rows else None
    if rows is None:
        value, deviations = reader.whole(text, form, steps)
        return Reading(value, tuple(deviations))
    return reader.page(text, form, rows, steps)


@attrs.define
class _LenientReader:
    _limits: Limits
    _marks: StandIns
    _has_long_numbers: bool
    """Whether texts may hold numbers of too many digits."""
    _likely: tuple[str, ...] = ()
    """What did not fit in the row before; one fault of a server is usually in all rows."""
    _alike: int = 0
    """How many rows one after the other had something that did not fit."""

    def whole(self, text: bytes, form: Any, steps: Sequence[Step]) -> tuple[Any, list[Deviation]]:
        """
        A value that is coerced as one piece.
        """
        check_depth(text, self._limits.depth, len(steps))
        reader = reader_of(form, self._limits.digits)
        walk = Walk(self._marks if self._marks.stand_in(text) else NOTHING, list(steps))
        coerced = coercer(form, self._limits.digits)(read_tree(reader.respelled(text)), walk)
        return _with_notes(reader.read(write_tree(coerced)), walk, len(steps))

    def page(self, text: bytes, form: Any, rows: RowForm, steps: tuple[str, ...]) -> Reading:
        """
        A list whose rows are coerced each by itself.
        """
        if rows.wire is None:
            found = self._rows(rows, rows.split(text), steps)
            return Reading(
                rows.collected(found.good), tuple(found.deviations), tuple(found.unreadable)
            )
        fields = split_fields(text)
        if rows.wire not in fields:
            fields = split_fields(reader_of(form, self._limits.digits).respelled(text))
        try:
            parts = rows.split(bytes(fields[rows.wire]))
        except (KeyError, msgspec.ValidationError):
            value, deviations = self.whole(text, form, steps)
            return Reading(value, tuple(deviations))
        found = self._rows(rows, parts, (*steps, rows.wire))
        fields[rows.wire] = msgspec.Raw(b"{}" if rows.is_map else b"[]")
        try:
            value, deviations = self.whole(write_tree(fields), form, steps)
        except Mismatch as mismatch:
            raise PageMismatch(mismatch, found) from None
        setattr(value, str(rows.name), rows.collected(found.good))
        return Reading(value, (*deviations, *found.deviations), tuple(found.unreadable))

    def _rows(
        self, rows: RowForm, parts: Sequence[tuple[str | None, bytes]], steps: tuple[str, ...]
    ) -> Rows:
        found = Rows()
        for index, (key, text) in enumerate(parts):
            if self._alike >= _MANY:
                self._alike = -len(parts)  # once is enough
                read = self._batch(rows.form, [text for _, text in parts[index:]], steps)
                if read is not None:
                    self._add_batch(found, read, parts, index, steps)
                    return found
            self._add_row(found, rows.form, index, key, text, steps)
        return found

    def _batch(
        self, form: Any, texts: Sequence[bytes], steps: Sequence[Step]
    ) -> list[tuple[Repairs, Any]] | None:
        coerce = coercer(form, self._limits.digits)
        if not isinstance(coerce, StructCoercer) or self._has_long_numbers:
            return None
        if any(self._is_too_deep(text, form, steps) for text in texts):
            return None
        try:
            batch = RowBatch(coerce, form, self._limits.digits, self._marks, self._likely)
            return batch.read(texts)
        except msgspec.ValidationError:  # a row is no object
            return None

    def _add_row(
        self,
        found: Rows,
        form: Any,
        index: int,
        key: str | None,
        text: bytes,
        steps: tuple[str, ...],
    ) -> None:
        here: tuple[Step, ...] = (*steps, index if key is None else Key(key))
        try:
            row, deviations = self._row(text, form, here)
        except Mismatch as mismatch:
            found.deviations.append(mismatch.deviation)
            found.unreadable.append(
                self._unreadable(index, key, path_of(here), mismatch.deviation, text)
            )
        else:
            found.good.append((key, row))
            found.deviations += deviations

    def _add_batch(
        self,
        found: Rows,
        read: Sequence[tuple[Repairs, Any]],
        parts: Sequence[tuple[str | None, bytes]],
        start: int,
        steps: tuple[str, ...],
    ) -> None:
        before = path_of(steps)
        for index, (repairs, value) in enumerate(read, start):
            key, text = parts[index]
            path = f"{before}[{index}]" if key is None else f"{before}[...]"
            if repairs.mismatch is not None:
                deviation = _below(path, repairs.mismatch)
                found.deviations.append(deviation)
                found.unreadable.append(self._unreadable(index, key, path, deviation, text))
                continue
            if repairs.lost:
                _note_all(value, repairs.lost)
            found.good.append((key, value))
            found.deviations += [_below(path, one) for one in repairs.deviations]

    def _row(self, text: bytes, form: Any, steps: Sequence[Step]) -> tuple[Any, list[Deviation]]:
        self._alike += 1
        if self._is_too_deep(text, form, steps[:-1]):
            raise Mismatch(steps, "a row", "type", "The row is nested too deeply")
        try:
            found = self._fast_row(text, form, steps)
            if found is not None:
                return found
            self._likely = ()
            return self.whole(text, form, steps)
        except (msgspec.ValidationError, PathError, RecursionError):  # the coercer found nothing
            raise Mismatch(steps, "a row", "type", "The row does not fit") from None

    def _is_too_deep(self, text: bytes, form: Any, outside: Sequence[Step]) -> bool:
        """
        Whether what is read of a row is nested too deeply. Unknown fields are not read.
        """
        limit = self._limits.depth - len(outside) - 1
        return reader_of(form, self._limits.digits).depth > limit and is_deeper(text, limit)

    def _fast_row(
        self, text: bytes, form: Any, steps: Sequence[Step]
    ) -> tuple[Any, list[Deviation]] | None:
        """
        A row of which no field or only a few are coerced; None if that is not enough.
        """
        if self._has_long_numbers and check_digits(text, self._limits.digits):
            return None  # the decoder takes them
        likely, refused = self._likely, None
        is_damaged = self._marks.stand_in(text)
        if not likely and not is_damaged:
            try:
                row = reader_of(form, self._limits.digits).read(text)
            except _REFUSED as error:
                refused = refused_field(error)
            else:
                self._alike = 0
                return row, []
            if refused is None:
                return None
            likely = (refused,)
        return self._by_fields(text, form, steps, likely, is_damaged=is_damaged)

    def _by_fields(
        self,
        text: bytes,
        form: Any,
        steps: Sequence[Step],
        likely: tuple[str, ...],
        *,
        is_damaged: bool,
    ) -> tuple[Any, list[Deviation]] | None:
        """
        A row in which only those fields are coerced that are likely, damaged, or that the decoder
        names. Looking at all fields takes several times as long.
        """
        reader, coerce = reader_of(form, self._limits.digits), coercer(form, self._limits.digits)
        parsed = read_tree(reader.respelled(text))
        if not (isinstance(coerce, StructCoercer) and isinstance(parsed, dict)):
            return None
        tree = cast("dict[str, Any]", parsed)
        walk = Walk(self._marks if is_damaged else NOTHING, list(steps))
        coerced = coerce.coerce_damaged(tree, walk) if is_damaged else []
        pending = [wire for wire in likely if wire in tree and wire not in coerced]
        for _ in range(_FEW_FIELDS):
            if not all(coerce.coerce_field(tree, wire, walk) for wire in pending):
                return None
            coerced += pending
            try:
                value = reader.read(write_tree(tree))
            except _REFUSED as error:
                refused = refused_field(error)
                if refused is None or refused in coerced:
                    return None
                pending = [refused]
            else:
                if walk.has_changed:
                    self._likely = tuple(coerced)
                else:
                    self._likely, self._alike = (), 0
                return _with_notes(value, walk, len(steps))
        return None

    def _unreadable(
        self, index: int, key: str | None, path: str, deviation: Deviation, text: bytes
    ) -> UnreadableRow:
        text.decode()  # no decoder has looked at its bytes, and reading it later must not fail
        return UnreadableRow(
            index=index,
            key=key,
            path=path,
            deviation=deviation,
            read_raw=partial(_plain, text, self._marks, self._limits.depth),
        )


def _plain(text: bytes, marks: StandIns, depth: int) -> Any:
    try:
        return marks.restored(read_tree(text), depth)
    except RecursionError:
        return text.decode()


def _below(path: str, deviation: Deviation) -> Deviation:
    """
    A deviation of a row as one of the page.
    """
    return Deviation(path + deviation.path[1:], deviation.expected, deviation.kind)


def _with_notes(value: Any, walk: Walk, depth: int) -> tuple[Any, list[Deviation]]:
    """
    A value whose models know which fields are None because of the walk, and its deviations.
    """
    for repair in walk.repairs:
        if repair.is_lost:
            _note(value, repair.steps[depth:])
    return value, [repair.deviation for repair in walk.repairs]


def _note(value: Any, steps: Sequence[Step]) -> None:
    """
    Note at the model that has a field that it is None because it could not be read.
    """
    for step in steps[:-1]:
        if isinstance(value, msgspec.Struct):
            value = getattr(value, _names(type(value))[str(step)])
        elif value is not None:
            value = value[step]
    if isinstance(value, Noted):
        names = _names(cast("Hashable", type(value)))
        with_deviations(value, frozenset([names[str(steps[-1])]]))


def _note_all(row: Any, places: tuple[tuple[Step, ...], ...]) -> None:
    names = _names_of_fields(cast("Hashable", type(row)), places)
    if names is not None:
        with_deviations(row, names)
        return
    for steps in places:
        _note(row, steps)


@lru_cache(maxsize=256)
def _names_of_fields(model: Any, places: tuple[tuple[Step, ...], ...]) -> frozenset[str] | None:
    """
    The names in Python of places that are fields of a model; None if one is deeper.
    """
    if any(len(steps) > 1 for steps in places):
        return None
    return frozenset(_names(model)[str(step)] for (step,) in places)


@lru_cache(maxsize=2048)
def _names(model: Any) -> dict[str, str]:
    return dict(zip(model.__struct_encode_fields__, model.__struct_fields__, strict=True))
