"""
Answers with one wrong place, and what must have become of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

import attrs
import msgspec

from kontokit import DecodeError, Response
from kontokit.operations import Operation

Path = tuple[str | int, ...]
GONE: Final = object()
FAR: Final = "1e9999999999999999999"
"""A number whose exponent no Decimal has; a text here, and no text in the body."""
DEEP: Final = json.loads("[" * 150 + "]" * 150)
WRONG: Final[tuple[Any, ...]] = (
    *(GONE, None, True, 17, -1, 1.5, 10**70, "", "x", "\ud800", [], [None], {}, {"x": [1]}),
    *("2026-02-30", "2026-03", "24:00:00", "0000-00-00", "2026-03-01", "2026-03-01 24:00", "NaN"),
    *(FAR, DEEP),
)


@attrs.frozen
class Mutation:
    """
    A good tree, and the same with one wrong place.
    """

    good: Any = attrs.field(repr=False)
    bad: Any = attrs.field(repr=False)
    path: Path
    row: Path | None
    """The row that the place is in, if it is in one."""

    @property
    def body(self) -> bytes:
        return json.dumps(self.bad).replace(f'"{FAR}"', FAR).encode()


def places(tree: Any, path: Path = ()) -> Iterator[Path]:
    """
    Every place in a tree but its root.
    """
    items: Any = ()
    if isinstance(tree, dict):
        items = tree.items()
    elif isinstance(tree, list):
        items = enumerate(tree)
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def at(tree: Any, path: Path) -> Any:
    """
    What is at a place; None where nothing is.
    """
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def with_three_rows(tree: Any, rows: Path) -> Any:
    """
    The tree with the first of its rows three times.
    """
    found = at(tree, rows)
    if isinstance(found, dict) and found:
        row = next(iter(found.values()))
        three: Any = {name: deepcopy(row) for name in ("a", "b", "c")}
    elif isinstance(found, list) and found:
        three = [deepcopy(found[0]) for _ in range(3)]
    else:
        return tree
    if not rows:
        return three
    at(tree, rows[:-1])[rows[-1]] = three
    return tree


def rows_of(operation: Operation[Any], envelope: str | None) -> Path | None:
    """
    Where the rows of an operation are in its body.
    """
    if operation.rows is None:
        return None
    outside: Path = () if envelope is None else (envelope,)
    return outside if operation.rows == "*" else (*outside, operation.rows)


def mutate(good: Any, rows: Path | None, draw: random.Random) -> Mutation:
    """
    Put something wrong in one place, mostly in the second of three rows.
    """
    bad = deepcopy(good)
    middle = None
    if rows is not None:
        found = at(good, rows)
        keys = list(found) if isinstance(found, dict) else list(range(len(found)))
        middle = (*rows, keys[1]) if len(keys) == 3 else None
    inside = list(places(at(good, middle), middle)) if middle else []
    path = draw.choice(inside if inside and draw.random() < 0.9 else list(places(good)))
    value = draw.choice(WRONG)
    around = at(bad, path[:-1])
    if value is GONE:
        del around[path[-1]]
    else:
        around[path[-1]] = value
    is_in_row = middle is not None and path[: len(middle)] == middle and len(path) > len(middle)
    return Mutation(good, bad, path, middle if is_in_row else None)


def differences(good: Any, other: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """
    Each place in which two values differ, with the model that has it and what is there instead.
    """
    if isinstance(good, msgspec.Struct) and type(other) is type(good):
        for wire, name in zip(good.__struct_encode_fields__, good.__struct_fields__, strict=True):
            one, another = getattr(good, name), getattr(other, name)
            if another is None and one is not None:
                yield (*path, wire), (other, name, wire), None
            else:
                yield from differences(one, another, (*path, wire))
    elif isinstance(good, list) and isinstance(other, list) and len(good) == len(other):
        for index, (one, another) in enumerate(zip(good, other, strict=True)):
            yield from differences(one, another, (*path, index))
    elif isinstance(good, dict) and isinstance(other, dict) and good.keys() == other.keys():
        for key in good:
            yield from differences(good[key], other[key], (*path, key))
    elif good != other:
        yield path, None, other


def judge_value(mutation: Mutation, prefix: Path, good: Any, found: Any) -> None:
    """
    Check that a value that was read differs from the good one only where the text does, and that
    every None that stands for a value is noted and not essential.
    """
    for path, owner, _ in differences(good, found):
        whole = (*prefix, *path)
        assert whole == mutation.path[: len(whole)] or mutation.path == whole[: len(mutation.path)]
        if owner is None:
            continue
        given = at(mutation.bad, whole)
        if given is None:
            continue
        model, name, wire = owner
        assert wire not in (type(model).__essential__ or ()), f"{wire} is lost"
        is_nothing = given in ("", "0000-00-00")  # a date that says that there is none
        assert is_nothing or name in model.deviations, f"{name} is not noted"


def judge_rows(mutation: Mutation, good: list[Any], outcome: Response[Any] | DecodeError) -> None:
    """
    Check the rows of a list whose second row has the wrong place.
    """
    rows = outcome.rows if isinstance(outcome, DecodeError) else listed(outcome.value)
    assert rows[0] == good[0]
    assert rows[-1] == good[2]
    if not outcome.unreadable:
        assert len(rows) == 3
        assert mutation.row is not None
        judge_value(mutation, mutation.row, good[1], rows[1])
        return
    (bad,) = outcome.unreadable
    assert len(rows) == 2
    assert bad.index == 1
    assert bad.deviation in outcome.deviations


def listed(value: Any) -> list[Any]:
    """
    Rows as a list, whether they are in one or in a map.
    """
    return list(value.values()) if isinstance(value, dict) else list(value)
