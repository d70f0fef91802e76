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
