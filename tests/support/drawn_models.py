"""
Models with drawn values: good ones, absent ones, and such as no document allows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, IntEnum
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import Any, Final, cast
from uuid import UUID

from msgspec import NODEFAULT, UNSET, inspect

from kontokit import OpenEnum, RawJson, Secret
from kontokit.core.typeguards import is_list, is_mapping
from kontokit.serialization.berlin_time import BERLIN, BerlinDateTime
from kontokit.serialization.marker_types import WRITTEN_AS, Encrypted, LenientInt
from kontokit.serialization.model_notes import with_deviations
from kontokit.serialization.unions import is_union

from .shapes import Relation, Status


class Text(str):
    """
    A text of another class.
    """

    def __str__(self) -> str:
        return "printed"


class Number(int):
    """
    A whole number of another class.
    """


class Amount(Decimal):
    """
    An amount of another class.
    """

    def __str__(self) -> str:
        return "printed"


def _no_offset(*_: object) -> None:
    return None


def _printed(_: object) -> str:
    return "Nowhere()"


Nowhere: Any = type("Nowhere", (tzinfo,), {"utcoffset": _no_offset, "__repr__": _printed})
"""A zone without an offset."""


class Moment(datetime):
    """
    A time of another class.
    """


class Labelled(str, Enum):  # noqa: UP042 - a StrEnum has no such members
    """
    Texts whose members hold another text than their value.
    """

    FIRST = ("a", "label")

    def __new__(cls, code: str, label: str) -> Labelled:
        member = str.__new__(cls, label)
        member._value_ = code
        return member


class Level(IntEnum):
    """
    A whole number.
    """

    HIGH = 3


class OtherRelation(Relation, kw_only=True):
    """
    A model of another class.
    """

    more: str | None = None


TEXTS: Final = (
    *("", "a", "Überweisung für Ärzte 💶", 'a "quoted" \\ text', "\x00\x1f\x7f\u2028\n", "12.50"),
    *("2026-07-15", "2026-07-15T10:00:00Z", "2026-07-15 12:00:00", "NEU", "DE89370400440532013000"),
)
NUMBERS: Final = (0, 1, -17, 2**31, 2**53 + 1, 2**63 - 1, -(2**63))
AMOUNTS: Final = tuple(
    Decimal(one)
    for one in (
        *("0", "-0.00", "12.5", "-2145.7800", "1E+2", "1E-6", "1E-7", "0E-10", "0E+3", "1.5E+20"),
        *("9" * 64, "9" * 64 + ".00", "0." + "0" * 63 + "1", "123456789012345678901234567890.12"),
    )
)
DAYS: Final = (date(2026, 7, 15), date(1, 1, 1), date(9999, 12, 31))
_SAME: Final = datetime(2026, 7, 15, 19, 5, 6, tzinfo=BERLIN)
TIMES: Final = (
    _SAME,
    datetime(2026, 7, 15, 10, 0, 0, 120_000, tzinfo=BERLIN),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
    datetime(1880, 1, 1, tzinfo=BERLIN),
    datetime(900, 1, 1, 4, 5, 6, tzinfo=BERLIN),
    datetime(1947, 6, 1, tzinfo=BERLIN),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=BERLIN),
    datetime(2026, 7, 15, 10, tzinfo=UTC),
    datetime(2026, 7, 15, 10, 0, 0, 1, tzinfo=UTC),
    datetime(33, 1, 1, tzinfo=UTC),
    datetime(2026, 7, 15, 19, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
    datetime(2026, 7, 15, 19, tzinfo=timezone(timedelta(hours=2))),
    datetime(2026, 7, 15, 19, 0, 0, 5, tzinfo=timezone(timedelta(hours=14), "name")),
    datetime(2026, 7, 15, 19, tzinfo=timezone(timedelta(seconds=30))),
    datetime(2026, 7, 15, 19, tzinfo=timezone(timedelta(hours=1, microseconds=5))),
    datetime(2026, 7, 15, 19, tzinfo=timezone(-timedelta(seconds=30))),
    datetime(2026, 7, 15, 19, tzinfo=timezone(timedelta(0), "UTC")),
)
ODD: Final[tuple[Any, ...]] = (
    *(None, UNSET, 5, True, False, 1.5, float("nan"), float("inf"), 1e22, 2**63, 2**64, -(2**70)),
    *(10**70, "text", "\ud800", b"bytes", Text("content"), Number(7), Amount("1.5"), Level.HIGH),
    *map(Decimal, ("NaN", "-NaN", "sNaN", "NaN5", "Infinity", "-Infinity", "1E+64", "1E-65")),
    *(Labelled.FIRST, Status.READY, Status("UNKNOWN"), Secret("hidden"), UUID(int=1)),
    *(
        datetime(2026, 7, 15),
        datetime(2026, 7, 15, tzinfo=Nowhere()),
        Moment(2026, 7, 15, tzinfo=UTC),
        Moment(2026, 7, 15, tzinfo=BERLIN),
    ),
    *(time(1, 2), timedelta(1), date(2026, 7, 15), _SAME, Decimal("12.50")),
    *([], ["a"], ("a", "b"), ["a", 5], [None], [UNSET], [Secret("s")], {"a"}, frozenset({1})),
    *([Text("a")], [[["a"]]], [Relation(rel="a"), OtherRelation()], [_SAME, _SAME], [2**64], [1.5]),
    *({}, {"a": 1}, {"a": UNSET, "b": Secret("s")}, {5: "a"}, {Text("k"): "v"}, {UUID(int=2): 1}),
    *({"a": {"b": [Decimal("1E+2"), None]}}, MappingProxyType({"a": "b"}), RawJson({"a": 1.5})),
    *(Relation(rel="a", href="b"), Relation(), OtherRelation(rel="a"), object(), Relation),
)
"""Values that fit hardly anywhere, and good ones where they do not belong."""


class Drawer:
    """
    Draws values of types.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def model(self, kind: Any) -> Any:
        """
        A model that is good, one with absent values, or one with odd values.
        """
        return self._model(_node(kind), self._random.choice((_GOOD, _ABSENT, _ODD)), 0)

    def good(self, kind: Any) -> Any:
        """
        A model with all fields, and good values only.
        """
        return self._model(_node(kind), _GOOD, 0)

    def _model(self, node: inspect.StructType, drawn: float, depth: int) -> Any:
        values = {one.name: self._field(one, drawn, depth) for one in node.fields}
        model: Any = node.cls(**values)
        if drawn is not _GOOD and self._random.random() < 0.1:
            with_deviations(model, frozenset({self._random.choice(node.fields).name}))
        return model

    def _field(self, field: inspect.Field, drawn: float, depth: int) -> Any:
        is_left_out = depth > 2 or (drawn is not _GOOD and self._random.random() < 0.4)
        if is_left_out and field.default is not NODEFAULT:
            return field.default
        if drawn is _ODD and self._random.random() < 0.05:
            return self._random.choice(ODD)
        return self.value(field.type, drawn, depth)

    def value(self, node: inspect.Type, drawn: float, depth: int) -> Any:
        """
        A good value of a type.
        """
        match node:
            case inspect.UnionType():
                some = [one for one in node.types if not isinstance(one, inspect.NoneType)]
                is_null = len(some) < len(node.types) and drawn is not _GOOD
                if is_null and self._random.random() < 0.2:
                    return None
                return self.value(self._random.choice(some), drawn, depth)
            case inspect.Metadata():
                extra: dict[str, Any] = cast("Any", node).extra or {}
                marked = _MARKED.get(extra.get(WRITTEN_AS))
                return (
                    self._random.choice(marked) if marked else self.value(node.type, drawn, depth)
                )
            case inspect.StructType():
                return self._model(node, drawn, depth + 1)
            case inspect.ListType():
                count = 0 if depth > 2 else self._random.randrange(3)
                return [self.value(node.item_type, drawn, depth + 1) for _ in range(count)]
            case inspect.DictType():
                return {"key": self.value(node.value_type, drawn, depth + 1)}
            case inspect.EnumType():
                return self._member(node.cls)
            case inspect.LiteralType():
                return self._random.choice(node.values)
            case inspect.CustomType() if is_union(node.cls):
                option = self._random.choice(node.cls.options)
                return self.value(option.node, drawn, depth + 1)
            case _:
                return self._scalar(node)

    def _member(self, kind: type[Enum]) -> Any:
        member = self._random.choice(list(kind))
        if issubclass(kind, OpenEnum):
            return self._random.choice((member, member.value, kind("NEU")))
        return self._random.choice((member, member.value))

    def _scalar(self, node: inspect.Type) -> Any:
        kind = node.cls if isinstance(node, inspect.CustomType) else type(node)
        return self._random.choice(_VALUES.get(kind, TEXTS))


@lru_cache(maxsize=2048)
def _node(kind: Any) -> inspect.StructType:
    found = inspect.type_info(kind)
    assert isinstance(found, inspect.StructType)
    return found


_GOOD, _ABSENT, _ODD = 0.0, 0.5, 1.0
_SECRETS: Final = (Secret("hidden"), Secret("ü"))
_IBANS: Final = ("DE89370400440532013000", "de89 3704 0044 0532 0130 00", "DE00 370")
_MARKED: Final[dict[Any, tuple[Any, ...]]] = {
    "iban": _IBANS,
    "counterparty-iban": _IBANS,
    "iban-or-text": (*_IBANS, "a text"),
    "uri": ("https://app.example.invalid/", " https://app.example.invalid/b "),
    "file-part": (b"content", ("name", b"content")),
}
_VALUES: Final[dict[Any, tuple[Any, ...]]] = {
    inspect.IntType: NUMBERS,
    LenientInt: NUMBERS,
    inspect.BoolType: (True, False),
    inspect.FloatType: (0.5, -1.0, 1e22, 1e-7),
    inspect.DecimalType: AMOUNTS,
    inspect.DateType: DAYS,
    inspect.DateTimeType: TIMES,
    BerlinDateTime: TIMES,
    Secret: _SECRETS,
    Encrypted: _SECRETS,
}


def outcome(work: Callable[[], Any]) -> Any:
    """
    What a piece of work returns, by class and content, or what it raises.
    """
    try:
        return "returned", _spelled(work())
    except Exception as error:
        return type(error), str(error), getattr(error, "place", None)


def _spelled(value: Any) -> Any:
    if is_mapping(value):
        return type(value), [(type(key), key, _spelled(one)) for key, one in value.items()]
    if is_list(value):
        return type(value), [_spelled(one) for one in value]
    return type(value), repr(value)
