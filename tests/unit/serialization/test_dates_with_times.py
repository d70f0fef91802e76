"""
Dates that are written with a time.
"""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from kontokit.core.exceptions import PayloadError
from kontokit.serialization.json_decoder import decode


class Order(msgspec.Struct):
    """
    Something with dates at each place.
    """

    day: date
    end: date | None = None
    others: list[date] = []
    named: dict[str, date] = {}
    text: str = ""
    parts: list[Order] = []


@pytest.mark.parametrize(
    "time", ["", " 00:00:00.000", "T00:00:00", " 00:00", " 08:13:32.155", " 00:00:00+01:00"]
)
def test_a_time_behind_a_date_is_left_out(time: str) -> None:
    day = f"2019-12-01{time}"
    body = msgspec.json.encode(
        {"day": day, "end": day, "others": [day], "named": {"a": day}, "parts": [{"day": day}]}
    )
    found = decode(body, Order)
    first = date(2019, 12, 1)
    assert (found.day, found.end, found.others, found.named) == (
        first,
        first,
        [first],
        {"a": first},
    )
    assert found.parts[0].day == first


def test_a_text_that_looks_like_a_date_stays_as_it_is() -> None:
    given = "2019-12-01 00:00:00.000"
    assert decode(msgspec.json.encode({"day": given, "text": given}), Order).text == given


@pytest.mark.parametrize("day", ["soon", "2019-12", "2019-02-30", ""])
def test_what_names_no_day_is_an_error(day: str) -> None:
    with pytest.raises(PayloadError) as raised:
        decode(msgspec.json.encode({"day": day}), Order)
    assert raised.value.path == "$.day"
