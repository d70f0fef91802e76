"""
The limits of a JSON text: depth, digits, and what is kept of odd ones.
"""

from __future__ import annotations

import json
import random
import tracemalloc
from decimal import Decimal
from typing import Any

import pytest

from kontokit import ConfigurationError, Limits, Model, PayloadError
from kontokit.serialization.json_decoder import decode, read_json
from kontokit.serialization.json_limits import LongNumberError, check_depth, check_digits
from kontokit.serialization.reading import Place


class Row(Model, kw_only=True):
    __essential__ = frozenset({"id", "amount"})
    id: str
    amount: Decimal
    purpose: str | None = None
    count: int | None = None


class Tree(Model, kw_only=True):
    tree: Tree | None = None


def _nested(depth: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * depth + closing * depth).encode()


@pytest.mark.parametrize("kinds", ["[", "{", "[{", "{[["])
@pytest.mark.parametrize(("limit", "depth"), [(100, 100), (5, 5), (1, 1), (500, 500)])
def test_the_depth_is_exact(kinds: str, limit: int, depth: int) -> None:
    """
    So many levels are read and one more is refused, whatever they are made of.
    """
    assert decode(_mixed(kinds, depth), Any, Limits(depth=limit)) is not None
    with pytest.raises(PayloadError, match=f"more than {limit} levels deep"):
        decode(_mixed(kinds, depth + 1), Any, Limits(depth=limit))


def _mixed(kinds: str, depth: int) -> bytes:
    text = ""
    for level in range(depth - 1, -1, -1):
        is_array = kinds[level % len(kinds)] == "["
        # A sibling after each level keeps the closing brackets apart.
        text = f"[{text or 1},1]" if is_array else f'{{"a":{text or 1},"b":"]}}"}}'
    return text.encode()


def test_what_a_model_skips_may_be_deeper() -> None:
    """
    Unknown fields are not read, unless they end too late for the decoder itself. What is known has
    the limit.
    """
    deep = b'{"id":"1","amount":1,"more":' + _nested(400) + b"}"
    assert decode(deep, Row).id == "1"
    with pytest.raises(PayloadError, match="nested too deeply"):
        decode(deep.replace(_nested(400), _nested(100_000)), Row)
    for limit in (1, 2):
        with pytest.raises(PayloadError, match="levels deep"):
            decode(b'{"a":[' + deep + b"]}", dict[str, list[Row]], Limits(depth=limit))
    assert decode(b'{"a":[' + deep + b"]}", dict[str, list[Row]], Limits(depth=3))["a"]


def test_an_envelope_is_a_level() -> None:
    """
    Where it may be there.
    """
    text, place = b'{"row":{"id":"1","amount":1}}', Place(envelope="row")
    assert read_json(text, Row, place, Limits(depth=2)).value.id == "1"
    with pytest.raises(PayloadError, match="levels deep"):
        read_json(text, Row, place, Limits(depth=1))


def test_a_bad_row_is_read_within_the_limit() -> None:
    """
    It is parsed as a whole, with its unknown fields.
    """
    bad = b'[{"id":1,"amount":1,"more":' + _nested(100) + b"}]"
    with pytest.raises(PayloadError, match="levels deep"):
        decode(bad, list[Row])


@pytest.mark.parametrize("form", [Any, list[Any], dict[str, Any], Tree, list[Tree]])
def test_free_json_and_types_that_hold_themselves_have_the_limit(form: Any) -> None:
    """
    Whatever they hold is read.
    """
    assert decode(b"[]" if form in (Any, list[Any], list[Tree]) else b"{}", form) is not None
    with pytest.raises(PayloadError, match="levels deep"):
        decode(b'{"tree":' * 101 + b"{}" + b"}" * 101, form)


def test_brackets_inside_of_strings_do_not_count() -> None:
    """
    Texts may have any brackets, quotes and backslashes, and hide no depth either.
    """
    tricky = ["[" * 200, "]" * 200, '"[{', '\\"[', "\\", "\\\\", '[]"]', "{}", '","[']
    assert decode(json.dumps(tricky * 40).encode(), Any) == tricky * 40
    # A closing bracket in a string at every level, and the opening ones afterwards.
    hiding = '{"":"}","x":' * 101 + "1" + ',"y":"{"}' * 101
    with pytest.raises(PayloadError, match="levels deep"):
        decode(hiding.encode(), Any)


def test_the_depth_of_random_texts() -> None:
    """
    The quick count agrees with a slow one on random trees of random texts.
    """
    seeded = random.Random(7)

    def tree(depth: int) -> Any:
        if depth == 0:
            return "".join(seeded.choices('[]{}"\\n,: ä', k=seeded.randrange(6)))
        more = [tree(seeded.randrange(depth)) for _ in range(seeded.randrange(3))]
        rows = [*more, tree(depth - 1)]
        seeded.shuffle(rows)
        if seeded.random() < 0.5:
            return rows
        return {f"{number}{tree(0)}": row for number, row in enumerate(rows)}

    for _ in range(2_000):
        depth = seeded.randrange(1, 9)
        limits = Limits(depth=depth)
        text = json.dumps(tree(depth), ensure_ascii=seeded.random() < 0.5).encode()
        decode(text, Any, limits)
        with pytest.raises(PayloadError, match="levels deep"):
            decode(b"[" + text + b"]", Any, limits)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
def test_a_hundred_thousand_levels(opening: bytes) -> None:
    """
    An endless descent is refused like a deep one, whether it is closed or not.
    """
    with pytest.raises(PayloadError, match="levels deep"):
        decode(opening * 100_000, Any)
    with pytest.raises(PayloadError, match="levels deep"):
        decode(_nested(100_000), Any)


NINES = "9" * 64


@pytest.mark.parametrize("form", [Any, int, Decimal])
def test_the_digits_of_an_integer_are_exact(form: Any) -> None:
    """
    64 digits are read, 65 are refused; a sign is no digit.
    """
    assert decode(f"-{NINES}".encode(), form) == -int(NINES)
    with pytest.raises(PayloadError, match="out of range"):
        decode(f"-{NINES}9".encode(), form)
    with pytest.raises(PayloadError, match="out of range"):
        decode(b"1" * 1_000_000, form)


@pytest.mark.parametrize("form", [Any, Decimal])
def test_the_digits_of_a_decimal_are_exact(form: Any) -> None:
    """
    64 digits on each side of the point.
    """
    assert decode(f"{NINES}.{NINES}".encode(), form) == Decimal(f"{NINES}.{NINES}")
    for text in (f"{NINES}9.1", f"1.{NINES}9", "0." + "0" * 64 + "1", "1." + "1" * 1_000_000):
        with pytest.raises(PayloadError, match="out of range"):
            decode(text.encode(), form)


@pytest.mark.parametrize(
    "number",
    [
        *("1e400", "1e64", "1E-65", "1e999999999", "-1e-999999999", "1e" + "9" * 70),
        *("1e" + "9" * 19, "-1E-" + "9" * 19, "0e" + "9" * 19),
    ],
)
@pytest.mark.parametrize("form", [Any, Decimal])
def test_exponents_are_limited(form: Any, number: str) -> None:
    """
    An exponent makes no number that could not be written out.
    """
    with pytest.raises(PayloadError):
        decode(number.encode(), form)
    with pytest.raises(PayloadError):
        decode(f'"{number}"'.encode(), Decimal)


def test_a_decimal_in_a_text_is_limited_as_well() -> None:
    """
    APIs write amounts as texts; the longest texts are no amounts, but other texts may be long.
    """
    long = "1." + "0" * 1_000_000
    assert decode(json.dumps({"id": long, "amount": "1.00"}).encode(), Row).id == long
    with pytest.raises(PayloadError, match="out of range"):
        decode(json.dumps({"id": "1", "amount": long}).encode(), Row)
    with pytest.raises(PayloadError, match="out of range"):
        decode(json.dumps([{"id": "1", "amount": "7" * 65}]).encode(), list[Row])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "nan", "inf", "sNaN"])
def test_what_is_no_number_is_refused(number: str) -> None:
    """
    Neither the words nor texts with them become numbers.
    """
    with pytest.raises(PayloadError):
        decode(f'{{"id":"1","amount":{number}}}'.encode(), Row)
    with pytest.raises(PayloadError):
        decode(f'{{"id":"1","amount":"{number}"}}'.encode(), Row)
    with pytest.raises(PayloadError):
        decode(number.encode(), Any)


@pytest.mark.parametrize("form", [Any, dict[str, Any], Row])
def test_the_last_of_two_equal_keys_counts(form: Any) -> None:
    """
    In a model, in a dict and in plain JSON alike.
    """
    found = decode(b'{"id":"1","amount":1.10,"id":"2","amount":2.20}', form)
    fields = found if isinstance(found, dict) else {"id": found.id, "amount": found.amount}
    assert fields == {"id": "2", "amount": Decimal("2.20")}


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"caf\ud800", "caf�"),
        (r"\ud83d\ude00 \udc00", "😀 �"),
        (r"\ud800A", "�A"),
        (r"\udc00\ud800", "��"),
        (r"\\ud800 \ud800", r"\ud800 �"),
    ],
)
@pytest.mark.parametrize("envelope", [False, True])
def test_half_a_character_becomes_the_replacement_character(
    escaped: str, text: str, envelope: bool
) -> None:
    """
    A server that cuts a text in the middle of an emoji costs that character, not the page.
    """
    row = f'{{"id":"1","amount":1,"purpose":"{escaped}"}}'
    if envelope:
        found = read_json(f'{{"row":{row}}}'.encode(), Row, Place(envelope="row")).value
    else:
        found = decode(row.encode(), Row)
    assert found.purpose == text


@pytest.mark.parametrize("envelope", [False, True])
def test_half_a_character_in_an_id_is_an_error(envelope: bool) -> None:
    """
    With another character, it would be another id.
    """
    row = r'{"id":"1\ud800","amount":1}'
    body = f'{{"row":{row}}}' if envelope else row
    with pytest.raises(PayloadError, match="half a character") as raised:
        read_json(body.encode(), Row, Place(envelope="row"))
    assert raised.value.path == ("$.row.id" if envelope else "$.id")


@pytest.mark.parametrize(
    "body", [b"[1] x", b"[1]]", '"ä"'.encode("utf-16"), b'"\xed\xa0\x80"', b'"\xff"', b"", b"[\x00"]
)
def test_what_is_not_json_is_one_kind_of_error(body: bytes) -> None:
    """
    Bytes after the end, another encoding, raw surrogates.
    """
    with pytest.raises(PayloadError):
        decode(body, Any)


@pytest.mark.parametrize(
    "wrong",
    [
        {"depth": 0},
        {"depth": 501},
        {"digits": 4001},
        {"digits": True},
        {"body": 0},
        {"body": 1.5},
        {"headers": None},
        {"headers": 2**31 + 1},
    ],
)
def test_limits_are_checked(wrong: dict[str, Any]) -> None:
    """
    A limit is a whole number in its range.
    """
    with pytest.raises(ConfigurationError, match=f"limits.{next(iter(wrong))} must be an integer"):
        Limits(**wrong)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7, 64])
def test_a_long_number_is_found_wherever_it_begins(limit: int) -> None:
    """
    Also among texts of many digits that are no numbers, or short ones.
    """
    noise = '"1a2-3b4c5d", "' + "1 " * 40 + '", '
    for begin in range(2 * limit + 2):
        before = f"[{' ' * begin}{noise}"
        assert not check_digits(f"{before}{'7' * limit}]".encode(), limit)
        with pytest.raises(LongNumberError):
            check_digits(f"{before}{'7' * (limit + 1)}]".encode(), limit)


def test_other_limits_of_digits() -> None:
    """
    Raised or lowered, they count for integers, for decimals and for decimals in texts.
    """
    wide, narrow = Limits(digits=4000), Limits(digits=3)
    for form in (Any, int, Decimal):
        assert decode(b"1" * 4000, form, wide) == int("1" * 4000)
        assert decode(b"123", form, narrow) == 123
        with pytest.raises(PayloadError):
            decode(b"1234", form, narrow)
    assert decode(b"1e3999", Decimal, wide) == Decimal("1e3999")
    with pytest.raises(PayloadError):
        decode(b'"1.2345"', Decimal, narrow)


def _page(rows: int) -> bytes:
    row = {"id": "a1b2-3c4d", "amount": 12.34, "purpose": 'Miete "Mai" 2024', "count": 3}
    return json.dumps([row] * rows).encode()


def test_the_checks_need_little_memory() -> None:
    """
    Beside the body and the result, they need a third of the body.
    """
    body = _page(50_000)
    tracemalloc.start()
    check_digits(body, 64)
    check_depth(body, 100)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(body) / 3
