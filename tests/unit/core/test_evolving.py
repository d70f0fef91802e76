"""
Copies of values of which some fields are changed.
"""

from __future__ import annotations

import attrs
import pytest

from kontokit.core.evolving import evolve


@attrs.frozen
class Value:
    first: int
    _second: str = "b"
    third: tuple[int, ...] = attrs.field(default=(), converter=tuple[int, ...])
    made: int = attrs.field(init=False, default=attrs.Factory(lambda self: self.first, True))


@attrs.frozen(slots=False)
class Bare:
    first: int
    second: tuple[int, ...] = ()


def test_a_class_without_slots_is_copied_field_by_field() -> None:
    """
    The copy is another value, and no field can be added or set.
    """
    value = Bare(1, (2,))
    found = evolve(value, first=3)
    assert (value, found) == (Bare(1, (2,)), Bare(3, (2,)))
    assert evolve(found) == found
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.first = 4  # type: ignore[misc]
    with pytest.raises(TypeError, match="third"):
        evolve(value, third=1)


def test_it_is_as_that_of_attrs() -> None:
    """
    Private fields are named without their underscore, and what is derived is made anew.
    """
    value = Value(1, "x", (1,))
    for changes in ({}, {"first": 2}, {"second": "y", "third": [2, 3]}):
        found = evolve(value, **changes)
        assert found == attrs.evolve(value, **changes)
        assert found.made == found.first
    with pytest.raises(TypeError, match="fourth"):
        evolve(value, fourth=1)
