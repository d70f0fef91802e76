"""
What a sample of a document shows, and an answer of the sandbox lacks.

Values may differ, and the sandbox may tell more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


NUMBERS = (int, float, Decimal)


def kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, NUMBERS) else type(value).__name__


def missing(sample: Any, found: Any, place: str = "$") -> Iterator[str]:
    """
    Say what a sample shows and an answer lacks. A null of the sample only needs the name.
    """
    if sample is None:
        return
    if kind_of(sample) != kind_of(found):
        yield f"{place} is {found!r}, not like {sample!r}"
    elif isinstance(sample, dict):
        for name, value in sample.items():
            if name in found:
                yield from missing(value, found[name], f"{place}.{name}")
            else:
                yield f"{place} has no {name}"
    elif isinstance(sample, list) and sample:
        if not found:
            yield f"{place} is empty"
        for index, one in enumerate(found):
            yield from missing(sample[0], one, f"{place}[{index}]")


def same(sample: Any, found: Any) -> None:
    assert list(missing(sample, found)) == []


def addresses(body: Any) -> dict[str, str]:
    """
    Where relations lead, with ids as {}.
    """
    return {one["rel"]: shape(one["href"]) for one in body["relations"]}


def shape(address: str) -> str:
    path = urlsplit(address.replace("{host}", "http://host")).path
    # The sandbox has all APIs at one address, below a prefix.
    return UUID.sub("{}", path.removeprefix("/banksapi"))
