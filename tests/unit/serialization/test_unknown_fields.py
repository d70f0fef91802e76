"""
Fields that the document does not know: kept on the models for callers who ask for them.
"""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from kontokit import Model, Secret, to_dict
from kontokit.serialization.json_decoder import decode, read_json
from kontokit.serialization.json_encoder import to_wire
from kontokit.serialization.reading import Place, Reading
from kontokit.serialization.unknown_fields import keep_unknown_fields


class Part(Model, kw_only=True):
    name: str | None = None


class Whole(Model, kw_only=True):
    __wire_aliases__ = {"Part": "part"}  # noqa: RUF012
    id: int
    part: Part | None = None
    parts: list[Part] | None = None
    by_name: dict[str, Part] | None = msgspec.field(name="byName", default=None)
    extra_: str | None = msgspec.field(name="extra", default=None)
    free: Any = None


class Item(Model, kw_only=True):
    id: int


class Items(Model, kw_only=True):
    __wire_aliases__ = {"Parts": "parts"}  # noqa: RUF012
    parts: list[Item] | None = None
    by_name: dict[str, Item] | None = msgspec.field(name="byName", default=None)


TEXT = b"""{
    "id": 1, "extra": "of the document", "rate": 0.10, "IBAN": null,
    "Part": {"name": "a", "size": 12345678901234567890},
    "parts": [{"name": "b"}, {"name": "c", "tags": [{"x": 1.5}]}, {"deep": {"deeper": true}}],
    "byName": {"d": {"colour": "red"}},
    "free": {"anything": {"goes": 1}}
}"""


def kept(form: Any, text: bytes) -> Any:
    value = decode(text, form)
    keep_unknown_fields(Reading(value), text)
    return value


def test_unknown_fields_are_on_the_model_they_belong_to() -> None:
    """
    At every depth, exact, under the names on the wire. A field that is called extra is a field.
    """
    whole = kept(Whole, TEXT)
    assert whole.extra == {"rate": Decimal("0.10"), "IBAN": None}
    assert str(whole.extra["rate"]) == "0.10"
    assert whole.extra_ == "of the document"
    assert whole.part.extra == {"size": 12345678901234567890}
    assert [one.extra for one in whole.parts] == [
        {},
        {"tags": [{"x": Decimal("1.5")}]},
        {"deep": {"deeper": True}},
    ]
    assert whole.by_name["d"].extra == {"colour": "red"}


def test_lists_and_dicts_of_models_are_walked_too() -> None:
    assert [one.extra for one in kept(list[Part], b'[{"a": 1}, {"b": 2}]')] == [{"a": 1}, {"b": 2}]
    assert kept(dict[str, Part], b'{"x": {"a": 1}}')["x"].extra == {"a": 1}
    assert kept(Any, b'{"x": {"a": 1}}') == {"x": {"a": 1}}


def test_a_value_in_an_envelope_is_walked_without_it() -> None:
    for text in (b'{"part": {"name": "a", "b": 1}}', b'{"name": "a", "b": 1}'):
        reading = read_json(text, Part, place := Place(envelope="part"))
        keep_unknown_fields(reading, text, place)
        assert reading.value.extra == {"b": 1}


@pytest.mark.parametrize("rows", ["parts", "Parts", "byName", "*"])
def test_the_rows_around_a_row_that_is_left_out_keep_theirs(rows: str) -> None:
    """
    In a list, in a list under another spelling of its field, and in a map.
    """
    good = [{"id": 1, "a": 1}, {"id": 3, "c": 3}]
    listed: Any = [good[0], {"id": "x", "b": 2}, good[1]]
    if rows == "byName":
        listed = dict(zip("abc", listed, strict=True))
    text = json.dumps(listed if rows == "*" else {rows: listed}).encode()
    place = Place(rows="parts" if rows == "Parts" else rows)
    reading = read_json(text, list[Item] if rows == "*" else Items, place)
    assert len(reading.unreadable) == 1
    keep_unknown_fields(reading, text, place)
    found = reading.value
    if rows != "*":
        found = [*(found.by_name or {}).values(), *(found.parts or [])]
    assert [one.extra for one in found] == [{"a": 1}, {"c": 3}]


def test_a_deep_text_is_walked_without_recursion() -> None:
    text = b'{"free":' + b'{"a":' * 99 + b"1" + b"}" * 100
    assert kept(Any, text)


def test_nothing_is_kept_unless_it_was_asked_for() -> None:
    """
    Then a model has no further memory either.
    """
    whole = decode(TEXT, Whole)
    assert whole.extra == {}
    assert not hasattr(whole, "_unknown")
    assert not hasattr(kept(Part, b'{"name": "a"}'), "_unknown")
    with pytest.raises(TypeError):
        whole.extra["a"] = 1


def test_unknown_fields_are_not_shown_compared_pickled_or_copied() -> None:
    """
    They may hold anything, also a secret that no one could mark.
    """
    whole = kept(Whole, b'{"id": 1, "pin": "geheim"}')
    hidden = whole._unknown  # where a debugger finds them
    for shown in (repr(whole), str(whole), f"{whole}", repr(hidden)):
        assert "geheim" not in shown
    assert whole == Whole(id=1)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(hidden)
    for other in (pickle.loads(pickle.dumps(whole)), copy.copy(whole), copy.deepcopy(whole)):
        assert other == whole
        assert other.extra == {}


def test_a_dict_has_them_only_on_request() -> None:
    whole = kept(Whole, TEXT)
    assert "rate" not in whole.to_dict()
    assert "rate" not in json.loads(whole.to_json())
    for tree in (
        whole.to_dict(include_unknown=True),
        to_dict(whole, include_unknown=True),
        json.loads(whole.to_json(include_unknown=True)),
    ):
        assert tree["rate"] == "0.10"
        assert tree["IBAN"] is None
        assert tree["part"] == {"name": "a", "size": 12345678901234567890}
        assert tree["parts"][1]["tags"] == [{"x": "1.5"}]


def test_a_model_that_is_sent_back_sends_none_of_them() -> None:
    assert to_wire(kept(Part, b'{"name": "a", "pin": "geheim"}'), Part) == {"name": "a"}


def test_a_secret_stays_one_beside_unknown_fields() -> None:
    class Login(Model, kw_only=True):
        pin: Secret

    login = kept(Login, b'{"pin": "geheim", "a": 1}')
    assert login.to_dict(include_unknown=True) == {"a": 1}
