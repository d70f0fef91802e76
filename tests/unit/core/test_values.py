"""
Immutable values, and which of their fields a repr shows.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import msgspec
import pytest
from rich.pretty import pretty_repr

from kontokit.core.values import (
    HidesFields,
    Value,
    field_names,
    put,
    replace,
    replace_checked,
)


class Login(Value):
    __slots__ = ("_read", "name", "pin", "place")
    _hidden = frozenset({"pin", "_read"})
    _uncompared = frozenset({"_read"})
    _unhashed = frozenset({"pin"})
    name: str
    pin: str
    place: str | None
    _read: object

    def __init__(self, name: str, pin: str, *, place: str | None = None, read: object = 1) -> None:
        if not name:
            raise ValueError("the name is empty")
        put(self, "name", name)
        put(self, "pin", pin)
        put(self, "place", place)
        put(self, "_read", read)


class Longer(Login):
    __slots__ = ("extra",)
    extra: int

    def __init__(self, *given: Any, extra: int = 0, **named: Any) -> None:
        super().__init__(*given, **named)
        put(self, "extra", extra)


class Hidden(HidesFields, msgspec.Struct, frozen=True):
    _hidden = frozenset({"pin"})
    name: str
    pin: str


ERIKA = Login("erika", "1234")


def test_fields_that_are_hidden_are_in_no_repr() -> None:
    """
    Neither in Python's own, nor in that of rich; in a value and in a Struct.
    """
    assert repr(ERIKA) == pretty_repr(ERIKA) == "Login(name='erika', place=None)"
    hidden = Hidden("erika", "1234")
    assert repr(hidden) == pretty_repr(hidden) == "Hidden(name='erika')"
    assert repr(Longer("erika", "1234")) == "Longer(name='erika', place=None, extra=0)"


def test_values_are_equal_by_their_fields() -> None:
    """
    Some of which are not compared, and some not hashed. A subclass is another kind of value.
    """
    assert Login("erika", "1234", read=2) == ERIKA
    assert hash(ERIKA) == hash(Login("erika", "9999", read=2))
    different = (Login("erika", "9999"), Login("max", "1234"), Longer("erika", "1234"), "erika")
    assert ERIKA not in different
    assert Longer("erika", "1234", extra=1) != Longer("erika", "1234")


def test_values_cannot_be_changed() -> None:
    """
    No field can be set or deleted, and there are no others.
    """
    changed: Any = ERIKA
    with pytest.raises(AttributeError, match="Login is immutable"):
        changed.name = "max"
    with pytest.raises(AttributeError, match="Login is immutable"):
        changed.other = 1
    with pytest.raises(AttributeError, match="Login is immutable"):
        del changed.pin
    assert Login("erika", "1234") == ERIKA


def test_copies_have_all_fields() -> None:
    """
    Also those that are neither shown nor compared, and those of base classes.
    """
    value = Longer("erika", "1234", place="Bonn", read=2, extra=3)
    for copied in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert copied == value
        assert copied is not value
        assert (copied.pin, copied._read, copied.extra) == ("1234", 2, 3)


def test_replacing_checks_again() -> None:
    """
    Private fields are named without their underscore; a Struct is replaced too.
    """
    changed = replace(ERIKA, name="max", read=2)
    assert (changed, changed._read, changed.pin) == (Login("max", "1234"), 2, "1234")
    assert ERIKA.__replace__(place="Bonn") == Login("erika", "1234", place="Bonn")
    assert replace(Hidden("erika", "1234"), name="max") == Hidden("max", "1234")
    with pytest.raises(ValueError, match="the name is empty"):
        replace(ERIKA, name="")
    with pytest.raises(TypeError, match="city"):
        replace(ERIKA, city="Bonn")


def test_fields_are_in_the_order_of_their_annotations() -> None:
    """
    Those of base classes come first.
    """
    assert field_names(Longer) == ("name", "pin", "place", "_read", "extra")
    assert field_names(Hidden) == ("name", "pin")


def test_what_was_checked_is_replaced_without_the_constructor() -> None:
    """
    All other fields stay.
    """
    value = Login("max", "1234", place="x", read=7)
    found = replace_checked(value, name="", place=None)
    assert (found.name, found.pin, found.place) == ("", "1234", None)
    assert (value.name, value.place) == ("max", "x")
    with pytest.raises(ValueError, match="empty"):
        replace(value, name="")
