"""
A list whose rows have fields of each kind, essential or not.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from kontokit import BerlinDateTime, Model, OpenEnum, Secret
from kontokit.operations import Body, Operation, Paging, Parameter, Result
from kontokit.serialization import LenientInt
from tests.support.shapes import API


class Kind(OpenEnum):
    """
    What a row is.
    """

    DEBIT = "DEBIT"


class Label(Model, kw_only=True):
    """
    What a row is labelled with.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["id"])

    id: int
    name: str | None = None


class Row(Model, kw_only=True):
    """
    A row; whatever is called ``free…`` is not essential.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(
        ["id", "amount", "day", "note", "label"]
    )

    id: int
    amount: Decimal
    day: date | None = None
    note: str | None = None
    label: Label | None = None
    free_text: str | None = None
    free_amount: Decimal | None = None
    free_count: int | None = None
    free_flag: bool | None = None
    free_day: date | None = None
    free_time: datetime | None = None
    free_local: BerlinDateTime | None = None
    free_kind: Kind | None = None
    free_digits: LenientInt | None = None
    free_pin: Secret | None = None
    free_label: Label | None = None
    free_labels: list[Label] | None = None
    free_texts: list[str] | None = None
    free_map: dict[str, Label] | None = None
    free_json: Any = None


class Pages(Model, kw_only=True):
    """
    How many pages there are.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["count"])

    count: int


class Page(Model, kw_only=True):
    """
    A page of rows.
    """

    __essential__: ClassVar[frozenset[str] | None] = frozenset(["rows", "paging"])

    rows: list[Row]
    paging: Pages
    sum: Decimal | None = None


class RowInput(Model, kw_only=True):
    """
    A row, as it is written.
    """

    id: int
    free_text: str | None = None
    free_label: Label | None = None


LIST: Operation[Page] = Operation(
    id="listRows",
    method="GET",
    path="/rows",
    retry_class="read",
    security=(),
    parameters=(
        Parameter(name="page", wire="page", place="query"),
        Parameter(name="size", wire="size", place="query"),
    ),
    results={200: Result(type=Page)},
    rows="rows",
    paging=Paging(page="page", limit="size", maximum=10, pages="paging.count"),
)
GET: Operation[Row] = Operation(
    id="getRow",
    method="GET",
    path="/row",
    retry_class="read",
    security=(),
    results={200: Result(type=Row)},
)
PUT: Operation[Row] = Operation(
    id="putRow",
    method="PUT",
    path="/row",
    retry_class="write",
    security=(),
    body=Body(type=RowInput, required=True),
    results={200: Result(type=Row)},
)
GOOD: dict[str, Any] = {
    "id": 1,
    "amount": 1.5,
    "day": "2026-03-01",
    "note": "Miete",
    "label": {"id": 1},
    "free_text": "x",
    "free_amount": 2.5,
    "free_count": 3,
    "free_flag": True,
    "free_day": "2026-03-01",
    "free_time": "2026-03-01T10:00:00Z",
    "free_local": "2026-03-01 10:00:00",
    "free_kind": "DEBIT",
    "free_digits": "7",
    "free_pin": "1234",
    "free_label": {"id": 2},
    "free_labels": [{"id": 3, "name": "y"}],
    "free_texts": ["a"],
    "free_map": {"a": {"id": 4}},
    "free_json": {"a": [1.5]},
}
__all__ = [
    "API",
    "GET",
    "GOOD",
    "LIST",
    "PUT",
    "Kind",
    "Page",
    "Row",
    "RowInput",
    "page_of",
    "row_of",
]


def row_of(number: int, **changes: Any) -> dict[str, Any]:
    """
    A good row with some fields changed.
    """
    return {**GOOD, "id": number, **changes}


def page_of(*rows: dict[str, Any], pages: Any = 1, **more: Any) -> bytes:
    """
    A page as the server sends it; half a character stays escaped.
    """
    return json.dumps({"rows": rows, "paging": {"count": pages}, **more}).encode()
