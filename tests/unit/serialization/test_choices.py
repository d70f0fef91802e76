"""
Values of several types, nested: what the right one costs to find.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kontokit import ArgumentError
from kontokit.serialization import OneOf, option, union
from kontokit.serialization.json_encoder import encode

DEPTH = 40


class Left(msgspec.Struct):
    """
    One of two models that look alike from outside.
    """

    child: Node | None = None
    amount: int | None = None


class Right(msgspec.Struct):
    """
    The other one: as long as nobody looks at the amount, an object may be both.
    """

    child: Node | None = None
    amount: bool | None = None


Node = OneOf["Left | Right", union(lambda: [option(Left), option(Right)])]


class Counted(dict[str, Any]):
    """
    A dict that can be looked at only so often.
    """

    looks = 0

    def items(self) -> Any:
        """
        Give the items, and fail where the work doubles with each level.
        """
        Counted.looks += 1
        assert Counted.looks < 10 * DEPTH
        return super().items()


@pytest.fixture
def nested(request: pytest.FixtureRequest) -> Counted:
    """
    Objects in each other, the innermost of which has an amount.
    """
    Counted.looks = 0
    found = Counted(amount=request.param)
    for _ in range(DEPTH):
        found = Counted(child=found)
    return found


@pytest.mark.parametrize("nested", ["text"], indirect=True)
def test_what_fits_nowhere_is_looked_at_once_for_each_level(nested: Counted) -> None:
    """
    A wrong value deep inside is an error, and takes no time that doubles with each level.
    """
    with pytest.raises(ArgumentError, match="fits none of the allowed types"):
        encode(nested, Node)


@pytest.mark.parametrize("nested", [True, 7], indirect=True)
def test_the_option_that_fits_is_found(nested: Counted) -> None:
    """
    The innermost object decides, and each level is looked at a few times.
    """
    written = encode(nested, Node)
    assert written.count(b"child") == DEPTH
    assert written.endswith(
        (b'"amount":true' if nested_amount(nested) is True else b'"amount":7') + b"}" * (DEPTH + 1)
    )


def nested_amount(nested: Counted) -> Any:
    while "child" in nested:
        nested = nested["child"]
    return nested["amount"]


def test_a_failure_that_comes_late_doubles_nothing_either() -> None:
    """
    What is written already is not written again for the next option.
    """
    Counted.looks = 0
    found: dict[str, Any] = Counted(amount=True)
    for _ in range(DEPTH):
        found = Counted(child=found, amount=True)
    assert encode(found, Node).count(b'"amount":true') == DEPTH + 1


class Cat(msgspec.Struct):
    """
    A model with a tag of its own.
    """

    kind: str
    lives: int = 9


Pet = OneOf["Cat | None", union(lambda: [option(Cat | None, tags=("cat",)), option(int)], "kind")]


@pytest.mark.parametrize("value", [{"kind": "cat", "lives": 7}, Cat("cat", 7)])
def test_a_model_that_may_be_null_is_an_option_like_others(value: Any) -> None:
    """
    Its tag is one of its fields, and stays where it is.
    """
    assert encode(value, Pet) == b'{"kind":"cat","lives":7}'
