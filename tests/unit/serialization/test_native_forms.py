"""
What msgspec writes itself: the same texts and errors as in the usual way, whatever a model holds.
"""

from __future__ import annotations

from copy import copy
from datetime import date, datetime
from decimal import Decimal, localcontext
from functools import partial
from typing import Any, Literal, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import defstruct, field
from msgspec.structs import replace

from kontokit import (
    UNSET,
    BerlinDateTime,
    Model,
    Secret,
    UnreadableFieldError,
    parse_json,
)
from kontokit.serialization import UnsetType
from kontokit.serialization.berlin_time import BERLIN
from kontokit.serialization.json_encoder import encode
from kontokit.serialization.marker_types import Encrypted, Iban, LenientInt, OpenIntEnum, WebAddress
from kontokit.serialization.model_notes import with_deviations
from kontokit.serialization.unions import OneOf, option, union
from tests.support.calls import calls_of
from tests.support.drawn_models import AMOUNTS, NUMBERS, ODD, TIMES, Drawer, Text
from tests.support.shapes import BookingInput, Relation, Status
from tests.support.usual_writing import MANY, assert_same, check_written, usual


class Grade(OpenIntEnum):
    """
    A number of a list.
    """

    GOOD = 1


class Leaf(Model, kw_only=True):
    """
    The innermost model.
    """

    a: str
    b: Decimal | None = None
    c: BerlinDateTime | UnsetType = UNSET


Either = OneOf[Any, union(lambda: (option(Leaf, has=("a",)), option(Relation, has=("rel",))))]


class Everything(Model, kw_only=True):
    """
    A field of every type, required or not.
    """

    text: str
    flag: bool
    number: int
    amount: Decimal
    day: date
    moment: datetime
    local: BerlinDateTime
    status: Status
    leaf: Leaf
    leaves: list[Leaf]
    anything: Any
    null_text: str | None
    grade: Grade = Grade.GOOD
    ratio: float | None = None
    lenient: LenientInt | None = None
    again: BerlinDateTime | None = None
    secret: Secret | None = None
    pin: Encrypted | UnsetType = UNSET
    iban: Iban | UnsetType = UNSET
    address: WebAddress | UnsetType | None = UNSET
    word: Literal["a", "b"] | UnsetType = UNSET
    chosen: str | int | None = None
    words: list[str] | None = field(name="theWords", default=None)
    amounts: list[Decimal] | UnsetType = UNSET
    moments: list[BerlinDateTime] | None = None
    statuses: list[Status] | UnsetType | None = UNSET
    names: dict[str, str] | None = None
    inner: dict[str, Leaf] | UnsetType = UNSET
    link: Relation | None = None
    either: Either | None = None
    itself: Everything | None = None
    more: list[Everything] | None = None


class Tagged(Model, kw_only=True, tag_field="kind", tag="x"):
    """
    A model with a tag.
    """

    a: str | None = None


class WithDefaults(Model, kw_only=True):
    """
    Defaults that are values.
    """

    a: str = "a"
    b: list[str] = field(default_factory=list[str])
    c: int = 5


class Unnamed(Model, kw_only=True, omit_defaults=True):
    """
    A model that leaves its defaults out when msgspec writes it.
    """

    a: str | None = None
    b: int = 5


class Open(Model, kw_only=True):
    """
    A model that takes fields beside its own.
    """

    a: str | None = None

    @classmethod
    def _further_type(cls) -> Any:
        return str


class Listed(Model, kw_only=True, array_like=True):
    """
    A model that msgspec writes as a list.
    """

    a: str | None = None


Shadowed: Any = cast("Any", type(Relation))(
    "Shadowed",
    (Relation,),
    {"rel": property(lambda _: "property"), "__doc__": "A property in the place of a field."},
)


class Watched(Model, kw_only=True):
    """
    A model that is asked for its fields.
    """

    a: str | None = None

    def __getattribute__(self, name: str) -> Any:
        return "watched" if name == "a" else super().__getattribute__(name)


class Noting(Model, kw_only=True):
    """
    A model that says itself what could not be read.
    """

    a: str | None = None

    @property
    def deviations(self) -> frozenset[str]:
        """
        Always the same.
        """
        return frozenset({"a"})


TREES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from((*ODD, *AMOUNTS, *NUMBERS, *TIMES)) | st.text() | st.integers() | st.decimals(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just(Text("k")), inner),
    max_leaves=8,
)
FORMS = (
    *(Everything, Leaf, BookingInput, Relation, Tagged, WithDefaults, Unnamed, Open, Listed),
    *(Shadowed, Watched, Noting),
)


@pytest.mark.parametrize("kind", FORMS)
def test_a_model_is_written_as_value_by_value(kind: type[Any]) -> None:
    """
    Good models, models with absent values and models with odd values, in lists and alone.
    """
    drawer = Drawer(1)
    check_written([drawer.model(kind) for _ in range(60)], kind)


@pytest.mark.parametrize("name", Everything.__struct_fields__)
def test_every_odd_value_in_every_field(name: str) -> None:
    """
    Values of other classes, of other types, and those that JSON has no place for.
    """
    good = replace(Drawer(2).good(Everything), itself=None, more=None, ratio=None)
    models: list[Any] = []
    for odd in (*ODD, *TIMES, *AMOUNTS, *NUMBERS):
        models.append(copy(good))
        setattr(models[-1], name, odd)
    check_written(models, Everything)


@pytest.mark.parametrize("form", [list[Leaf], Leaf, list[Status], Status, Any])
def test_odd_values_in_the_place_of_models(form: Any) -> None:
    """
    Alone, and as items of a list.
    """
    encode([Leaf(a="a")] * MANY, list[Leaf])
    for _ in range(MANY):
        encode(Leaf(a="a"), Leaf)
    for odd in (*ODD, *AMOUNTS, *NUMBERS, *TIMES, Leaf(a="a"), {"a": "b"}):
        for value in (odd, [odd], (odd,), [Leaf(a="a"), odd], {"a": odd}, {"leaf": [odd]}):
            assert_same(partial(encode, value, form), partial(usual, value, form))


def test_msgspec_writes_what_it_can() -> None:
    """
    With a few calls for each model; otherwise these tests would compare the usual way with itself.
    """
    many = [Leaf(a="a", b=Decimal("1.50"))] * 1000
    encode(many, list[Leaf])
    assert calls_of(lambda: encode(many, list[Leaf])) < 10_000
    assert calls_of(lambda: usual(many, list[Leaf])) > 10_000
    texts = [model.to_json() for model in many]
    assert texts[0] == texts[-1] == '{"a": "a", "b": "1.50"}'
    assert calls_of(many[0].to_json) < calls_of(lambda: many[0].to_json(include_unknown=True))
    hidden = Hidden(pin=Secret("1"), link=Relation(rel="a"), more=[Relation(rel="a")] * 9)
    assert {hidden.to_json() for _ in range(MANY)} == {hidden.to_json(include_unknown=True)}
    assert calls_of(hidden.to_json) < calls_of(lambda: hidden.to_json(include_unknown=True)) / 2


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 127, 128, 129, 200])
def test_many_rows_are_written_in_blocks(count: int) -> None:
    """
    As all at once; a row that does not fit is refused with its place, in whatever block it is.
    """
    encode([Leaf(a="a")] * MANY, list[Leaf])
    rows: list[Any] = [Leaf(a=f"{number} ü") for number in range(count)]
    for bad in ([], [Leaf(a="\ud800")], [Leaf(a=cast("Any", 5))], [{"a": "b"}]):
        for many in (rows + bad, bad + rows):
            assert_same(partial(encode, many, list[Leaf]), partial(usual, many, list[Leaf]))
            assert_same(partial(encode, many, Any), partial(usual, many, Any))


def test_fields_beside_those_of_a_model_are_written() -> None:
    """
    Those that are typed, as the usual way writes them.
    """
    model = parse_json('{"a": "b", "more": "c"}', Open)
    assert encode([model] * MANY, list[Open])[:24] == b'[{"a":"b","more":"c"},{"'


def test_an_unread_value_is_refused_inside_of_any_model() -> None:
    """
    Alone, in a list, and with all other fields in order.
    """
    leaf = with_deviations(Leaf(a="a"), frozenset({"b"}))
    for _ in range(MANY):
        with pytest.raises(UnreadableFieldError, match=r"leaves\[1\]\.b"):
            encode(Holder(leaves=[Leaf(a="a"), leaf]), Holder)
    leaf.b = Decimal(1)
    assert encode(Holder(leaves=[leaf]), Holder) == b'{"leaves":[{"a":"a","b":1}]}'


def test_a_moment_is_written_anew_for_each_model() -> None:
    """
    Also where one object stands in several fields, and times of one hour differ in their fold.
    """
    first, second = (datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=BERLIN) for fold in (0, 1))
    pairs = [(first, first), (first, second), (second, first), (TIMES[0], first)]
    models = [Days(booked=one, valued=other) for one, other in pairs]
    check_written(models, Days)
    assert (
        encode(models[:1] * MANY, list[Days])[:62]
        == (b'[{"booked":"2026-10-25 02:30:00","valued":"2026-10-25 02:30:00"'[:62])
    )


@pytest.mark.parametrize("text", ["1E+2", "12.50"])
def test_the_context_of_decimals_changes_nothing(text: str) -> None:
    """
    It may write exponents in small letters, and round what is calculated.
    """
    many = [Leaf(a="a", b=Decimal(text))] * MANY
    with localcontext(prec=1, capitals=0):
        assert encode(many, list[Leaf]) == usual(many, list[Leaf])
        assert encode({"a": Decimal(text)}, Any) == usual({"a": Decimal(text)}, Any)


def test_models_far_inside_and_odd_names_are_written() -> None:
    """
    Models in a hundred models, more fields than one function takes, and names that are keywords.
    """
    inner: Any = defstruct("Innermost", [("class", str)], kw_only=True)
    value: Any = inner(**{"class": "a"})
    for number in range(100):
        fields = [("one", inner), ("some", list[inner])]
        more = [(f"text{index}", str, "b") for index in range(number % 30)]
        outer: Any = defstruct(f"Outer{number}", [*fields, *more], kw_only=True)
        inner, value = outer, outer(one=value, some=[])
    assert encode([value] * MANY, list[inner]) == usual([value] * MANY, list[inner])


def test_a_class_that_writes_itself_is_asked() -> None:
    """
    A program's model with a ``to_dict`` of its own is written by it.
    """
    assert [Own(a="a").to_json() for _ in range(MANY)][-1] == '{"own": "a"}'


@given(TREES)
def test_free_json_is_written_as_value_by_value(tree: Any) -> None:
    """
    Trees of JSON, with odd values in them.
    """
    assert_same(partial(encode, tree, Any), partial(usual, tree, Any))


def test_circular_json_is_refused() -> None:
    """
    With the message of the usual way.
    """
    circle: list[Any] = []
    circle.append(circle)
    assert_same(partial(encode, circle, Any), partial(usual, circle, Any))
    model: Any = Drawer(4).good(Everything)
    model.itself = model
    assert_same(partial(encode, model, Everything), partial(usual, model, Everything))


class Holder(Model, kw_only=True):
    """
    A list of models.
    """

    leaves: list[Leaf]


class Hidden(Model, kw_only=True):
    """
    A secret beside models.
    """

    pin: Secret
    link: Relation
    more: list[Relation]


class Days(Model, kw_only=True):
    """
    Two local times.
    """

    booked: BerlinDateTime
    valued: BerlinDateTime | None = None


class Own(Model, kw_only=True):
    """
    A model of a program.
    """

    a: str

    def to_dict(self, **_: Any) -> dict[str, Any]:
        """
        What it is written as.
        """
        return {"own": self.a}
