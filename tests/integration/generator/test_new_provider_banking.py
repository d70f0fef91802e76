"""
A provider that is begun with ``new-provider``: with two lists in its document and twenty lines of
overlay, its accounts and transactions are read and synced as those of any other.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kontokit_banking import Changes, async_reading, reading
from kontokit_generator.builder.build import build
from kontokit_generator.builder.scaffold import new_api
from tests.support.generator_project import project_in
from tests.support.scripted_provider import Answer, Provider

IBAN: Final = "DE89370400440532013000"
START: Final = date(2024, 5, 16)
OVERLAY: Final = """
  - target: $
    description: How accounts and transactions read in neutral words.
    update:
      x-kontokit-banking:
        accounts:
          operation: listAccounts
          fields: {id: id, iban: iban, currency: currency, fetched_at: readAt}
        balances: [{kind: booked, amount: balance}]
        transactions:
          operation: listBookings
          arguments: {account-id: account.id, from: window.start}
          status: booked
          fields:
            id: id
            amount: amount
            booking_date: day
            counterparty_name: name
            remittance: text
          left: {note: what the user has written}
  - target: $.paths['/accounts'].get
    description: Reading changes nothing.
    update: {x-kontokit-retry: read, x-kontokit-name: list}
  - target: $.paths['/accounts/{account-id}/bookings'].get
    description: Reading changes nothing.
    update:
      x-kontokit-retry: read
      x-kontokit-name: list
      x-kontokit-paging: {page: page, limit: size, maximum: 50, id: id}
  - target: $.components.schemas
    description: What cannot be None.
    update:
      Account: {x-kontokit-essential: [id, balance]}
      Accounts: {x-kontokit-essential: [accounts]}
      Booking: {x-kontokit-essential: [id, amount, day]}
      Bookings: {x-kontokit-essential: [bookings]}
"""
BOOKING: Final = {"id": 1, "amount": -2.5, "day": "2024-05-16", "name": "Laden", "text": "Brot"}
PROPERTIES: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "Account": {
        "iban": {"type": "string", "format": "iban", "example": IBAN},
        "currency": {"type": "string", "example": "EUR"},
        "readAt": {"type": "string", "format": "date-time", "example": "2024-05-16T10:00:00Z"},
    },
    "Booking": {
        "id": {"type": "integer", "example": 1},
        "amount": {"type": "number", "format": "decimal", "example": -2.5},
        "day": {"type": "string", "format": "date", "example": "2024-05-16"},
        "name": {"type": "string", "example": "Laden"},
        "text": {"type": "string", "example": "Brot"},
        "note": {"type": "string", "example": "für Oma"},
    },
}


def listing(document: Any, operation: str, name: str, entries: str, example: Any) -> dict[str, Any]:
    """
    An operation that lists something, made from the one of the starter.
    """
    starter: dict[str, Any] = document["paths"]["/accounts/{account-id}"]["get"]
    content: dict[str, Any] = {
        "schema": {"$ref": f"#/components/schemas/{name}s"},
        "example": {entries: [example]},
    }
    answer = {"description": "All of them.", "content": {"application/json": content}}
    document["components"]["schemas"][f"{name}s"] = {
        "type": "object",
        "description": "A list.",
        "required": [entries],
        "properties": {
            entries: {
                "type": "array",
                "description": "Its entries.",
                "items": {"$ref": f"#/components/schemas/{name}"},
            }
        },
    }
    answers = {**starter["responses"], "200": answer}
    return {**starter, "operationId": operation, "summary": "List", "responses": answers}


def parameter(name: str, kind: dict[str, str], example: Any) -> dict[str, Any]:
    described = {"description": "Which ones.", "schema": kind, "example": example}
    return {"name": name, "in": "query", **described}


def extended(text: str) -> str:
    """
    The document of the starter with the lists of accounts and bookings.
    """
    yaml: Any = YAML()
    document = yaml.load(text)
    schemas, paths = document["components"]["schemas"], document["paths"]
    schemas["Booking"] = {"type": "object", "description": "A booking.", "required": ["id"]}
    schemas["Booking"] |= {"properties": {}}
    for name, properties in PROPERTIES.items():
        for key, value in properties.items():
            schemas[name]["properties"][key] = {"description": "What it is called.", **value}
    account = {"id": "4711", "balance": 12.34, "iban": IBAN, "currency": "EUR"}
    accounts = listing(document, "listAccounts", "Account", "accounts", account)
    paths["/accounts"] = {"get": {**accounts, "parameters": []}}
    bookings = listing(document, "listBookings", "Booking", "bookings", BOOKING)
    bookings["parameters"] = [
        *bookings["parameters"],
        parameter("from", {"type": "string", "format": "date"}, "2024-05-16"),
        parameter("page", {"type": "integer"}, 1),
        parameter("size", {"type": "integer"}, 50),
    ]
    bookings["tags"] = ["Bookings"]
    document["tags"].append({"name": "Bookings", "description": "What was booked."})
    paths["/accounts/{account-id}/bookings"] = {"get": bookings}
    written = StringIO()
    yaml.dump(document, written)
    return written.getvalue()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """
    The package that is built from them.
    """
    paths = project_in(tmp_path_factory.mktemp("begun"))
    new_api("begun", paths)
    document, overlay = paths.document("begun"), paths.overlay("begun")
    document.write_text(extended(document.read_text("utf-8")), "utf-8")
    mine = overlay.read_text("utf-8")
    mine = mine[: mine.rindex("  - target: $.components.schemas")]
    overlay.write_text(mine.rstrip() + OVERLAY, "utf-8")
    build(["begun"], paths)
    folder: Path = paths.output / "begun" / "src"
    sys.path.insert(0, str(folder))
    yield import_module("kontokit_begun")
    sys.path.remove(str(folder))
    for name in [one for one in sys.modules if one.partition(".")[0] == "kontokit_begun"]:
        del sys.modules[name]


@dataclass(frozen=True)
class Row:
    id: int
    amount: str = "-2.50"
    day: date = START
    text: str = "Einkauf"


@dataclass
class Begun:
    """
    The provider, and a client of it.
    """

    client: Any
    make_async: Any
    rows: list[Row] = field(default_factory=list[Row])
    hour: int = 10
    size: int = 50
    asked: int = 0
    repeated: int | None = None
    cursor: str | None = None

    def answer(self, method: str, target: str) -> Answer:
        assert method == "GET"
        self.asked += 1
        parts = urlsplit(target)
        if parts.path.endswith("/accounts"):
            read = f"2024-05-{16 + self.hour // 24}T{self.hour % 24:02}:00:00Z"
            account = {"id": "4711", "balance": Decimal("12.34"), "iban": IBAN, "readAt": read}
            return 200, {}, {"accounts": [{**account, "currency": "EUR"}]}
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        page = int(query["page"]) - (self.asked == self.repeated and query["page"] != "1")
        size = min(self.size, int(query["size"]))
        rows = [one for one in self.rows if one.day.isoformat() >= query.get("from", "")]
        shown = [
            {"id": one.id, "amount": Decimal(one.amount), "day": str(one.day), "text": one.text}
            for one in rows[(page - 1) * size :][:size]
        ]
        return 200, {}, {"bookings": shown}

    def sync(self) -> Changes[Any]:
        """
        Sync once more, and see that an async client reports the same.
        """
        self.hour += 1
        account = reading(self.client).accounts()[0]
        changes = reading(self.client).sync(account, self.cursor)

        async def again() -> Changes[Any]:
            async with self.make_async() as client:
                return await async_reading(client).sync(account, self.cursor)

        assert said(asyncio.run(again())) == said(changes)
        self.cursor = changes.cursor
        return changes


def said(changes: Changes[Any]) -> tuple[Any, ...]:
    """
    The amounts and texts that are added, changed and removed, and how many are relinked.
    """
    return (
        sorted((str(one.amount), one.remittance.text or "") for one in changes.added),
        [(one.now.remittance.text, str(one.now.day), one.reason.value) for one in changes.changed],
        [one.reason.value for one in changes.removed],
        changes.relinked,
    )


@pytest.fixture(scope="module")
def server(package: Any) -> Iterator[Begun]:
    found = Begun(None, None)
    provider = Provider(lambda method, target: found.answer(method, target))
    url = {"base_url": provider.url, "user_token": "t"}
    found.make_async = lambda: package.AsyncBegun(**url)
    with package.Begun(**url) as client:
        found.client = client
        yield found
    provider.close()


@pytest.fixture
def begun(server: Begun) -> Begun:
    server.rows = [Row(n, f"-{n}.10", START - timedelta(days=n)) for n in range(1, 6)]
    server.size, server.cursor, server.repeated = 50, None, None
    assert len(server.sync().added) == 5
    return server


def test_the_overlay_has_about_twenty_lines() -> None:
    """
    What reading and sync want to know, beside the names of the lists.
    """
    words = OVERLAY[OVERLAY.index("x-kontokit-banking") :].partition("  - target")[0]
    assert len(words.strip().splitlines()) <= 20


def test_a_row_is_reworded_and_moves(begun: Begun) -> None:
    begun.rows[0] = replace(begun.rows[0], text="EINKAUF IM LADEN")
    assert said(begun.sync()) == ([], [("EINKAUF IM LADEN", "2024-05-15", "content")], [], 0)
    begun.rows[0] = replace(begun.rows[0], day=START)
    assert said(begun.sync()) == ([], [("EINKAUF IM LADEN", "2024-05-16", "content")], [], 0)


def test_a_row_is_deleted(begun: Begun) -> None:
    """
    Only a later download shows that it is gone.
    """
    del begun.rows[0]
    begun.hour -= 1
    assert said(begun.sync()) == ([], [], [], 0)
    assert said(begun.sync()) == ([], [], ["deleted"], 0)


def test_equal_rows_and_a_new_import(begun: Begun) -> None:
    begun.rows += [Row(10), Row(11)]
    assert said(begun.sync())[0] == [("-2.50", "Einkauf")] * 2
    begun.rows = [replace(one, id=one.id + 500) for one in reversed(begun.rows)]
    assert said(begun.sync()) == ([], [], [], 7)


rows = st.lists(
    st.builds(
        Row,
        id=st.integers(1, 10**6),
        amount=st.sampled_from(["-2.50", "-3.00"]),
        day=st.integers(0, 40).map(lambda days: START - timedelta(days=days)),
        text=st.sampled_from(["Ticket", "TICKET", "EREF+E-1 SVWZ+Gas"]),
    ),
    max_size=20,
    unique_by=lambda one: one.id,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=rows, size=st.integers(1, 9), again=st.integers(2, 8), random=st.randoms())
def test_orders_and_pages(
    server: Begun, rows: list[Row], size: int, again: int, random: Random
) -> None:
    """
    Shuffled, on other pages, and with a page that comes twice: no change.
    """
    server.rows, server.size, server.cursor, server.repeated = rows, 50, None, None
    keys = {one.key for one in server.sync().added}
    assert len(keys) == len(rows)
    server.rows, server.size = random.sample(rows, len(rows)), size
    server.repeated = server.asked + again
    assert said(server.sync()) == ([], [], [], 0)
    server.cursor = None
    assert {one.key for one in server.sync().added} == keys
