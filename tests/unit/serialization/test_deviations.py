"""
Values that do not fit: what is not essential becomes None, and what is essential costs its row.
"""

from __future__ import annotations

import copy
import json
import pickle
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies
from msgspec import structs

from kontokit import ArgumentError, PayloadError, UnreadableFieldError, parse_json
from kontokit.core.limits import Limits
from kontokit.core.values import replace
from kontokit.serialization.json_decoder import decode, read_json
from kontokit.serialization.json_encoder import encode
from kontokit.serialization.reading import Place, Reading
from tests.support.deviating import GOOD, Page, Row, RowInput, page_of, row_of

ROWS = Place(rows="rows")
LONG = 10**70
MISMATCHES: list[tuple[str, Any, str, str]] = [
    ("free_text", 5, "type", "free_text"),
    ("free_text", LONG, "format", "free_text"),
    ("free_text", [], "type", "free_text"),
    ("free_amount", "x", "format", "free_amount"),
    ("free_amount", "NaN", "format", "free_amount"),
    ("free_amount", "1" * 70, "format", "free_amount"),
    ("free_amount", "0." + "1" * 70, "format", "free_amount"),
    ("free_amount", LONG, "format", "free_amount"),
    ("free_amount", True, "type", "free_amount"),
    ("free_amount", {}, "type", "free_amount"),
    ("free_count", "3", "type", "free_count"),
    ("free_count", 1.5, "type", "free_count"),
    ("free_count", True, "type", "free_count"),
    ("free_count", LONG, "format", "free_count"),
    ("free_flag", 1, "type", "free_flag"),
    ("free_flag", "true", "type", "free_flag"),
    ("free_day", 20260301, "type", "free_day"),
    ("free_day", "2026-02-30", "format", "free_day"),
    ("free_day", "2026-03", "format", "free_day"),
    ("free_time", "soon", "format", "free_time"),
    ("free_time", 1.5, "type", "free_time"),
    ("free_local", "99:99", "format", "free_local"),
    ("free_kind", 7, "type", "free_kind"),
    ("free_kind", "DEB\ud800", "text", "free_kind"),
    ("free_digits", "x7", "type", "free_digits"),
    ("free_pin", 1234, "type", "free_pin"),
    ("free_pin", "12\ud800", "text", "free_pin"),
    ("free_label", {}, "missing", "free_label.id"),
    ("free_label", {"id": None}, "null", "free_label.id"),
    ("free_label", "x", "type", "free_label"),
    ("free_labels", {}, "type", "free_labels"),
    ("free_labels", [{"id": 1}, {"id": "2"}], "type", "free_labels[1].id"),
    ("free_labels", [{"id": 1}, None], "null", "free_labels[1]"),
    ("free_map", {"secret key": {"id": "x"}}, "type", "free_map[...].id"),
    ("free_map", {"a\ud800": {"id": 1}}, "text", "free_map[...]"),
    ("free_map", [], "type", "free_map"),
    ("free_json", {"a": [LONG]}, "format", "free_json"),
]
ESSENTIAL: list[tuple[str, Any, str, str]] = [
    ("id", "1", "type", "id"),
    ("id", None, "null", "id"),
    ("amount", "x", "format", "amount"),
    ("amount", None, "null", "amount"),
    ("amount", "0." + "1" * 70, "format", "amount"),
    ("day", "", "format", "day"),
    ("day", "0000-00-00", "format", "day"),
    ("day", "2026-02-30", "format", "day"),
    ("note", "half \ud800", "text", "note"),
    ("note", 5, "type", "note"),
    ("label", {"name": "x"}, "missing", "label.id"),
    ("label", {"id": "1"}, "type", "label.id"),
]
ODD: list[tuple[str, str, Any]] = [
    ("free_day", "2026-03-01 24:00", date(2026, 3, 2)),
    ("free_day", "", None),
    ("free_day", "0000-00-00", None),
    ("free_time", "2026-03-01", datetime(2026, 2, 28, 23, tzinfo=UTC)),
    ("free_time", "2026-03-01 10:00", datetime(2026, 3, 1, 9, tzinfo=UTC)),
    ("free_time", "", None),
    ("free_local", "2026-03-01T24:00", datetime(2026, 3, 1, 23, tzinfo=UTC)),
    ("day", "2026-03-01T09:00:00", date(2026, 3, 1)),
]


def read(*rows: dict[str, Any], **more: Any) -> Reading:
    """
    What is read from a page with these rows.
    """
    return read_json(page_of(*rows, **more), Page, ROWS)


def test_a_good_page_has_no_deviations() -> None:
    """
    Nothing differs, and nothing is noted.
    """
    found = read(row_of(1), row_of(2))
    assert (found.deviations, found.unreadable) == ((), ())
    assert [row.deviations for row in found.value.rows] == [frozenset(), frozenset()]


@pytest.mark.parametrize(("name", "value", "kind", "path"), MISMATCHES)
def test_what_is_not_essential_is_none_and_noted(
    name: str, value: Any, kind: str, path: str
) -> None:
    """
    Everything else of the row is there, and so are the other rows.
    """
    found = read(row_of(1), row_of(2, **{name: value}), row_of(3))
    good, odd, last = found.value.rows
    assert getattr(odd, name) is None
    assert structs.replace(odd, **{name: getattr(good, name)}) == structs.replace(good, id=2)
    assert last == structs.replace(good, id=3)
    assert odd.deviations == {name}
    assert (good.deviations, last.deviations) == (frozenset(), frozenset())
    (deviation,) = found.deviations
    assert (deviation.path, deviation.kind) == (f"$.rows[1].{path}", kind)
    assert found.unreadable == ()


@pytest.mark.parametrize(("name", "value", "kind", "path"), ESSENTIAL)
def test_what_is_essential_costs_its_row(name: str, value: Any, kind: str, path: str) -> None:
    """
    The others are read; the bad one is named, and is there as plain JSON.
    """
    bad = row_of(2, **{name: value})
    found = read(row_of(1), bad, row_of(3))
    assert [row.id for row in found.value.rows] == [1, 3]
    (row,) = found.unreadable
    assert (row.index, row.key, row.path) == (1, None, "$.rows[1]")
    assert (row.deviation.path, row.deviation.kind) == (f"$.rows[1].{path}", kind)
    assert found.deviations == (row.deviation,)
    shown = json.loads(json.dumps(bad).replace("\\ud800", "\\ufffd"), parse_float=Decimal)
    assert row.raw == shown
    assert "Miete" not in repr(row)
    assert "\ufffd" not in repr(row)


@pytest.mark.parametrize(("name", "text", "value"), ODD)
def test_an_odd_time_is_read_without_a_deviation(name: str, text: str, value: Any) -> None:
    """
    Also what stands for nothing, where the field is not essential.
    """
    found = read(row_of(1, **{name: text}))
    assert getattr(found.value.rows[0], name) == value
    assert found.deviations == ()
    assert found.value.rows[0].deviations == frozenset()


def test_half_a_character_in_a_free_text_is_replaced_and_noted() -> None:
    """
    The text is there, so the field is none of those that are None.
    """
    odd = row_of(1, free_text="Danke \ud83d", free_json=["\ud83d"], free_texts=["a", "\ud83d"])
    found = read(odd)
    (row,) = found.value.rows
    assert (row.free_text, row.free_json) == ("Danke \ufffd", ["\ufffd"])
    assert row.free_texts == ["a", "\ufffd"]
    assert [(one.path, one.kind) for one in found.deviations] == [
        ("$.rows[0].free_text", "text"),
        ("$.rows[0].free_texts[1]", "text"),
        ("$.rows[0].free_json", "text"),
    ]
    assert row.deviations == frozenset()


def test_a_text_with_every_stand_in_is_still_read() -> None:
    """
    The characters that stand for what cannot be read are chosen so that the text has none of them.
    """
    every = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    found = read(row_of(1, free_text=every, note=every), row_of(2, free_text="\ud800"))
    assert [row.free_text for row in found.value.rows] == [every, "\ufffd"]
    assert found.value.rows[0].note == every


def test_a_missing_field_says_what_it_should_be() -> None:
    """
    By the type that the document gives it.
    """
    found = read({"id": 1}, {"amount": 1}, row_of(3, label={}))
    assert [one.expected for one in found.deviations] == ["Decimal", "int", "int"]
    assert {one.kind for one in found.deviations} == {"missing"}


def test_several_deviations_of_a_row_are_all_noted() -> None:
    """
    In the order of the text, inside of models too.
    """
    odd = row_of(1, free_text=1, free_day="x", free_labels=[{"id": 1, "name": 5}])
    found = read(odd)
    assert [one.path for one in found.deviations] == [
        "$.rows[0].free_text",
        "$.rows[0].free_day",
        "$.rows[0].free_labels[0].name",
    ]
    (row,) = found.value.rows
    assert row.deviations == {"free_text", "free_day"}
    assert row.free_labels[0].deviations == {"name"}


def test_what_is_beside_the_rows_is_read_or_an_error_with_the_rows() -> None:
    """
    A sum that is not essential is None; without its page count, the page cannot be trusted.
    """
    found = read(row_of(1), sum="x")
    assert (found.value.sum, found.value.deviations) == (None, {"sum"})
    with pytest.raises(PayloadError) as raised:
        read(row_of(1), row_of("x"), pages="many")  # type: ignore[arg-type]
    assert raised.value.path == "$.paging.count"
    assert [row.id for row in raised.value.rows] == [1]
    assert [row.index for row in raised.value.unreadable] == [1]


@pytest.mark.parametrize("form", [list[Row], dict[str, Row]])
def test_rows_of_a_bare_list_or_map(form: Any) -> None:
    """
    A row of a map is named by its key, which is no part of the path.
    """
    rows = [row_of(1), row_of(2, id="x"), row_of(3, free_text=5)]
    given: Any = rows if form == list[Row] else {f"key{row['id']}": row for row in rows}
    found = read_json(json.dumps(given).encode(), form, Place(rows="*"))
    kept = found.value if isinstance(found.value, list) else list(found.value.values())
    assert [row.id for row in kept] == [1, 3]
    assert kept[1].deviations == {"free_text"}
    (bad,) = found.unreadable
    is_map = form != list[Row]
    assert (bad.index, bad.key) == (1, "keyx" if is_map else None)
    assert bad.path == ("$[...]" if is_map else "$[1]")
    assert "keyx" not in f"{bad!r}{found.deviations!r}"


def test_a_value_in_an_envelope_has_its_whole_path() -> None:
    """
    As it stands in the body.
    """
    body = json.dumps({"row": row_of(1, free_text=5)}).encode()
    found = read_json(body, Row, Place(envelope="row"))
    assert [one.path for one in found.deviations] == ["$.row.free_text"]
    assert found.value.deviations == {"free_text"}


def test_a_value_without_rows_is_read_or_an_error() -> None:
    """
    In notifications too: there is nobody to take a row.
    """
    row = parse_json(json.dumps(row_of(1, free_text=5)), Row)
    assert row.deviations == {"free_text"}
    with pytest.raises(PayloadError) as raised:
        parse_json(json.dumps(row_of(1, amount="x")), Row)
    assert raised.value.path == "$.amount"


def test_the_limits_of_the_call_count() -> None:
    """
    A number of more digits than the call allows is a mismatch of its field.
    """
    body = page_of(row_of(1, free_amount=123456789), row_of(2))
    found = read_json(body, Page, ROWS, Limits(digits=8))
    assert [row.free_amount for row in found.value.rows] == [None, Decimal("2.5")]


def test_copies_and_pickles_keep_what_could_not_be_read() -> None:
    """
    A replaced model is another one, which somebody has made.
    """
    (row,) = read(row_of(1, free_text=5, free_pin=None)).value.rows
    for same in (copy.copy(row), copy.deepcopy(row), pickle.loads(pickle.dumps(row))):
        assert same == row
        assert same.deviations == {"free_text"}
    assert structs.replace(row, id=2).deviations == frozenset()
    (whole,) = read(row_of(1, free_pin=None)).value.rows
    for same in (copy.copy(whole), copy.deepcopy(whole), pickle.loads(pickle.dumps(whole))):
        assert same == whole
        assert same.deviations == frozenset()


def test_a_model_has_no_place_for_other_names() -> None:
    """
    A name that is mistyped is an error, as before.
    """
    (row,) = read(row_of(1)).value.rows
    with pytest.raises(AttributeError):
        row.free_txt = "x"


def test_sending_what_could_not_be_read_is_refused() -> None:
    """
    The server would lose its value. It is taken once the field is set, and never where the request
    has no such field.
    """
    (row,) = read(row_of(1, free_text=5, free_day="x")).value.rows
    with pytest.raises(UnreadableFieldError) as raised:
        encode(row, RowInput)
    assert raised.value.place == "free_text"
    assert isinstance(raised.value, ArgumentError)
    row.free_text = "new"
    assert json.loads(encode(row, RowInput)) == {
        "id": 1,
        "free_text": "new",
        "free_label": {"id": 2},
    }


def test_sending_refuses_at_any_depth() -> None:
    """
    In a model inside of a dict, a list or another model.
    """
    (row,) = read(row_of(1, free_label={"id": 1, "name": 5})).value.rows
    for body, form in (
        ({"id": 1, "free_label": row.free_label}, RowInput),
        ([row], list[RowInput]),
        (row, Any),
    ):
        with pytest.raises(UnreadableFieldError, match=r"free_label\.name"):
            encode(body, form)


def test_a_model_without_marks_has_only_essential_fields() -> None:
    """
    Nothing of a model that says nothing becomes None.
    """
    with pytest.raises(PayloadError) as raised:
        decode(b'{"id":1,"free_text":5}', RowInput)
    assert raised.value.path == "$.free_text"


def test_what_is_not_json_stays_one_error() -> None:
    """
    Even where a row before it does not fit.
    """
    for end in (b"", b"]", b"]}x", b',{"id":1,}]}', b',{"id":"\\u12"}]}', b',{"id":"\xff"}]}'):
        body = page_of(row_of(1, free_text=5))[:-25] + end
        with pytest.raises(PayloadError):
            read_json(body, Page, ROWS)


@pytest.mark.parametrize("change", [{"amount": "x"}, {"amount": ...}])
def test_bytes_that_are_no_text_are_one_error(change: dict[str, Any]) -> None:
    """
    Also in a row that is left out, among many that are.
    """
    row = {name: item for name, item in row_of(1, **change).items() if item is not ...}
    body = page_of(*[row] * 9, {**row, "more": "broken"}).replace(b"broken", b"\xff")
    with pytest.raises(PayloadError, match="not valid UTF-8"):
        read_json(body, Page, ROWS)


def test_the_cost_is_linear_in_rows() -> None:
    """
    Twice the rows take twice the calls of functions, whatever is wrong with them.
    """

    def calls(count: int) -> int:
        body = page_of(*(row_of(number, free_text=5, free_day="x") for number in range(count)))
        counted = 0

        def count_call(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(count_call)
        try:
            read_json(body, Page, ROWS)
        finally:
            sys.setprofile(None)
        return counted

    calls(10)  # what is prepared once
    assert calls(400) < 2.1 * calls(200)


CHANGES: list[dict[str, Any]] = [
    {},
    *({name: value} for name, value, _, _ in MISMATCHES),
    *({name: value} for name, value, _, _ in ESSENTIAL),
    *({name: value} for name, value, _ in ODD),
    {"free_text": 5, "free_day": "x", "free_label": {}},
    {"free_text": 5, "amount": "x"},
    *({name: ...} for name in ("id", "amount", "day", "free_text")),
    {"free_map": {"a": {"id": 1, "name": "\ud800"}}, "free_day": "x"},
]


RUNS = strategies.lists(
    strategies.tuples(strategies.sampled_from(CHANGES), strategies.integers(1, 8)), max_size=4
)


@given(RUNS, strategies.lists(strategies.sampled_from(CHANGES), min_size=1, max_size=4))
def test_a_row_is_read_as_if_it_were_alone(
    runs: list[tuple[dict[str, Any], int]], last: list[dict[str, Any]]
) -> None:
    """
    Whatever was wrong with the rows before it, and in however many of them.
    """
    changes = [change for change, count in runs for _ in range(count)] + last
    given_rows = [
        {name: item for name, item in row_of(1, **change).items() if item is not ...}
        for change in changes
    ]
    found = read(*given_rows)
    alone = [read(row) for row in given_rows]
    rows = [row for one in alone for row in one.value.rows]
    assert [row.to_dict() for row in found.value.rows] == [row.to_dict() for row in rows]
    assert [row.deviations for row in found.value.rows] == [row.deviations for row in rows]
    moved = [
        replace(deviation, path=deviation.path.replace("[0]", f"[{index}]", 1))
        for index, one in enumerate(alone)
        for deviation in one.deviations
    ]
    assert sorted(found.deviations, key=repr) == sorted(moved, key=repr)
    assert [row.raw for row in found.unreadable] == [
        row.raw for one in alone for row in one.unreadable
    ]


@pytest.mark.parametrize("odd", [None, 5, "x", []])
def test_a_row_that_is_no_object_costs_no_other(odd: Any) -> None:
    """
    Also among many that have the same fault.
    """
    rows = [row_of(1, free_text=5)] * 9
    found = read(*rows, odd, *rows)
    assert len(found.value.rows) == 18
    assert [(row.index, row.raw) for row in found.unreadable] == [(9, odd)]


def test_a_row_that_cannot_be_read_is_shown_as_it_came() -> None:
    """
    Also from a pickle; what a caller changes in it stays with the caller.
    """
    found = read(*[row_of(1, amount="x", free_text="half \ud800")] * 9)
    for row in pickle.loads(pickle.dumps(found.unreadable)):
        assert (row.raw["amount"], row.raw["free_text"]) == ("x", "half \ufffd")
        row.raw.clear()
        assert row.raw["amount"] == "x"
        assert "half" not in repr(row)


def test_the_example_is_whole() -> None:
    """
    The tests above change one field of a row that has every field.
    """
    assert set(GOOD) == {field.encode_name for field in structs.fields(Row)}
    assert timedelta(0) == decode(json.dumps(GOOD).encode(), Row).free_time.utcoffset()
