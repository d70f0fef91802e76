"""
Other spellings of field names: understood where they are keys of their models, and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from hypothesis import given, strategies

from kontokit import Model
from kontokit.serialization.json_decoder import decode


class Tag(Model, kw_only=True):
    __wire_aliases__: ClassVar[Mapping[str, str]] = {"isOurs": "ours", "isMine": "ours"}

    ours: bool | None = None
    note: str | None = None


class Row(Model, kw_only=True):
    tags: list[Tag] | None = None
    text: str | None = None


class Mixed(Model, kw_only=True):
    ours: bool | None = None
    tag: Tag | None = None


class Named(Model, kw_only=True):
    is_ours: bool | None = None
    isOurs: bool | None = None
    tag: Tag | None = None


class Free(Model, kw_only=True):
    tag: Tag | None = None
    more: Any = None
    by_name: dict[str, Tag] | None = None


def read(body: Any, form: Any) -> Any:
    """
    What is read from a body.
    """
    return decode(body if isinstance(body, bytes) else json.dumps(body).encode(), form)


@pytest.mark.parametrize("name", ["ours", "isOurs", "isMine"])
@pytest.mark.parametrize("between", [b"", b" ", b"\n\t\r "])
def test_each_spelling_is_the_field(name: str, between: bytes) -> None:
    """
    With any white space before the colon.
    """
    key = b'"%s"%s:true' % (name.encode(), between)
    found = read(b'[{"tags":[{%s},{"note":"x",%s}]}]' % (key, key), list[Row])
    assert [tag.ours for tag in found[0].tags] == [True, True]


@pytest.mark.parametrize(
    "text", ["isOurs", '"isOurs":', '\\"isOurs":', '"isOurs"', '{"isOurs":true}', "\\"]
)
def test_a_text_that_looks_like_a_key_stays_as_it_is(text: str) -> None:
    """
    Beside a key that is one, whatever quotes and backslashes are in it.
    """
    body = {"text": text, "tags": [{"isOurs": True, "note": text}]}
    row = read([body], list[Row])[0]
    assert (row.text, row.tags[0].note, row.tags[0].ours) == (text, text, True)


def test_the_name_counts_more_than_another_spelling() -> None:
    """
    Where an object has both, in any order.
    """
    for tag in ({"ours": True, "isOurs": False}, {"isOurs": False, "ours": True}):
        assert read([{"tags": [tag]}], list[Row])[0].tags[0].ours is True


def test_the_first_of_several_spellings_counts() -> None:
    """
    First in the model, in whatever order an object has them.
    """
    for tag in ({"isOurs": True, "isMine": False}, {"isMine": False, "isOurs": True}):
        assert read([{"tags": [tag]}], list[Row])[0].tags[0].ours is True


def test_a_model_that_does_not_know_the_spelling_does_not_read_it() -> None:
    """
    For it, that is an unknown field, or a field of its own.
    """
    mixed = read({"isOurs": True, "tag": {"isOurs": True}}, Mixed)
    assert (mixed.ours, mixed.tag.ours) == (None, True)
    named = read({"isOurs": True, "tag": {"isOurs": False}}, Named)
    assert (named.isOurs, named.tag.ours) == (True, False)


def test_keys_that_are_data_stay_as_they_are() -> None:
    """
    In free JSON, and in a map.
    """
    body = {"more": {"isOurs": 1}, "tag": {"isOurs": True}, "by_name": {"isOurs": {"isOurs": True}}}
    free = read(body, Free)
    assert (free.more, free.tag.ours) == ({"isOurs": 1}, True)
    assert free.by_name["isOurs"].ours is True


@given(
    strategies.lists(
        strategies.fixed_dictionaries(
            {"note": strategies.text(alphabet='isOurs":\\{}, \n')},
            optional={name: strategies.booleans() for name in ("ours", "isOurs")},
        )
    )
)
def test_random_texts_are_read_as_the_same_under_each_spelling(tags: list[dict[str, Any]]) -> None:
    """
    No text changes, and no key is overlooked.
    """
    found = read([{"tags": tags}], list[Row])[0].tags
    assert [tag.note for tag in found] == [tag["note"] for tag in tags]
    assert [tag.ours for tag in found] == [tag.get("ours", tag.get("isOurs")) for tag in tags]
