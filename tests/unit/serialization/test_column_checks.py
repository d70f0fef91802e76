"""
Checking one field of many rows at once says the same as checking each row.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec import UNSET, inspect

from kontokit.serialization.column_checks import datetimes, decimals
from kontokit.serialization.path_error import PathError
from kontokit.serialization.value_checks import check_for


class Inner(msgspec.Struct):
    amount: Decimal | None = None


class Row(msgspec.Struct):
    amount: Decimal | None = None
    moment: datetime | None = None
    inner: Inner | None = None
    parts: list[Inner] | None = None
    named: dict[str, Inner | None] | None = None
    text: str = ""


GOOD: list[Any] = [None, UNSET, Decimal("1.50"), Decimal("-0.00"), Decimal("9" * 64)]
BAD = ["NaN", "sNaN", "-Infinity", "1E+64", "1E-65", "0E+999999999", "9" * 65]


class Amount(Decimal):
    """
    A decimal of another library.
    """


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("kind", [Decimal, Amount])
def test_a_bad_decimal_is_found_among_good_ones(bad: str, kind: type[Decimal]) -> None:
    """
    Wherever it is, alone too, and of whatever class.
    """
    are_fine = decimals(64)
    assert are_fine([])
    assert are_fine([None, UNSET])
    assert are_fine(GOOD)
    assert are_fine(GOOD[2:])
    for place in range(len(GOOD) + 1):
        assert not are_fine([*GOOD[:place], kind(bad), *GOOD[place:]])
    assert not are_fine([kind(bad)])


def test_a_time_without_a_zone_is_found() -> None:
    """
    Among times with one, and among what is not there.
    """
    aware, naive = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)
    are_fine = datetimes()
    assert are_fine([])
    assert are_fine([None, UNSET])
    assert are_fine([aware, aware])
    assert are_fine([aware, None])
    assert not are_fine([naive])
    assert not are_fine([None, aware, naive])


def test_a_bad_value_of_a_map_is_found() -> None:
    """
    With its key, among good ones and where nothing is.
    """
    check = check_for(inspect.type_info(dict[str, Row | None]))
    assert check is not None
    good = {"a": Row(amount=Decimal(1), named={"x": Inner(Decimal(2)), "y": None}), "b": None}
    check(good)
    check({})
    with pytest.raises(PathError) as caught:
        check({**good, "c": Row(named={"x": Inner(Decimal("Infinity"))})})
    assert caught.value.path == "$.c.named.x.amount"


class Tree(msgspec.Struct):
    amount: Decimal | None = None
    branches: list[Tree | None] | None = None


def test_models_that_hold_themselves_are_checked_to_the_leaves() -> None:
    """
    Whatever stands beside them.
    """
    check = check_for(inspect.type_info(list[Tree | None]))
    assert check is not None
    leaf = Tree(Decimal(1))
    check([Tree(branches=[leaf, None, Tree(branches=[])]), None])
    with pytest.raises(PathError) as caught:
        check([None, leaf, Tree(branches=[None, Tree(branches=[leaf, Tree(Decimal("NaN"))])])])
    assert caught.value.path == "$[2].branches[1].branches[1].amount"


@pytest.mark.parametrize(
    ("row", "path"),
    [
        (Row(amount=Decimal("NaN")), "$[1].amount"),
        (Row(moment=datetime(2026, 1, 1)), "$[1].moment"),
        (Row(inner=Inner(Decimal("NaN"))), "$[1].inner.amount"),
        (Row(parts=[Inner(), Inner(Decimal("NaN"))]), "$[1].parts[1].amount"),
        (Row(named={"a": None, "b": Inner(Decimal("NaN"))}), "$[1].named.b.amount"),
    ],
)
def test_the_place_of_a_bad_value_is_named(row: Row, path: str) -> None:
    """
    As if each row had been checked by itself, and good rows pass.
    """
    check = check_for(inspect.type_info(list[Row]))
    assert check is not None
    good = Row(amount=Decimal(1), inner=Inner(), parts=[Inner(Decimal(2))], named={"a": Inner()})
    check([good, Row()])
    check([])
    with pytest.raises(PathError) as caught:
        check([good, row, Row()])
    assert caught.value.path == path
