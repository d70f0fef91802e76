"""
Responses as large as real ones, made from the examples of the documents.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

SPECS: Final = (
    Path(__file__).parents[2] / "packages" / "sandbox" / "src" / "kontokit_sandbox" / "specs"
)
_START: Final = datetime(2024, 1, 1)


def transactions(count: int, *, midnights: bool, other_spelling: bool = False) -> bytes:
    """
    Transactions of BANKSapi, with all fields of the document.

    Args:
        midnights: Whether the times are midnights of two years, or all different.
        other_spelling: Whether a field has the name that the provider's program writes.
    """
    drawn = random.Random(1)  # noqa: S311 - the same payload every time
    example = _example("banksapi", "Transaction")
    rows: list[dict[str, Any]] = []
    for number in range(count):
        days, seconds = drawn.randrange(700), drawn.randrange(86_400)
        at = _START + timedelta(days=days, seconds=0 if midnights else seconds)
        times = {name: str(at) for name in ("buchungsdatum", "wertstellungsdatum")}
        rows.append({**example, **times, "id": f"{number:036}"})
    text = json.dumps(rows, ensure_ascii=False).encode()
    return text.replace(b"isTenantGenerated", b"isClientGenerated") if other_spelling else text


def accesses(count: int) -> bytes:
    """
    Bank accesses of BANKSapi by their ids, each with one account and without messages.
    """
    example = _example("banksapi", "BankAccess")
    (account,) = example["bankprodukte"]
    row: dict[str, Any] = {**example, "bankprodukte": [{**account, "messages": []}], "messages": []}
    return json.dumps({f"{number:036}": row for number in range(count)}).encode()


def account() -> bytes:
    """
    An account of finAPI with all fields of the document.
    """
    example = _example("finapi_access", "Account")
    (interface,) = example["interfaces"]
    words = {"bankingInterface": "XS2A", "status": "UPDATED"}
    return json.dumps({**example, "interfaces": [{**interface, **words}]}).encode()


def pages(
    count: int,
    *changes: dict[str, Any],
    first: int = 1,
    page_count: int = 1,
    total: int | None = None,
) -> bytes:
    """
    A page of transactions of finAPI with the usual fields.

    Args:
        changes: Fields of each row that are replaced.
        first: The id of the first row.
        page_count: The number of all pages.
        total: The number of the rows of all pages; None for those of this one.
    """
    example = _example("finapi_access", "Transaction")
    row = {name: item for name, item in example.items() if name in _USUAL}
    for change in changes:
        row |= change
    rows = [{**row, "id": number} for number in range(first, first + count)]
    paging = {"page": 1, "perPage": count, "pageCount": page_count, "totalCount": total or count}
    return json.dumps(
        {"transactions": rows, "paging": paging, "income": 1, "spending": -1, "balance": 0}
    ).encode()


_USUAL: Final = {
    *("id", "accountId", "amount", "bankBookingDate", "category", "counterpartAccountNumber"),
    *("counterpartBankName", "counterpartBic", "counterpartBlz", "counterpartCreditorId"),
    *("counterpartIban", "counterpartMandateReference", "counterpartName", "endToEndReference"),
    *("finapiBookingDate", "importDate", "isNew", "isPotentialDuplicate", "labels", "primanota"),
    *("purpose", "type", "typeCodeZka", "valueDate"),
}


def _example(api: str, name: str) -> Any:
    document = json.loads((SPECS / f"{api}.json").read_text("utf-8"))
    return _Examples(document["components"]["schemas"]).of({"$ref": name}, ())


class _Examples:
    """
    Puts the examples of properties together.
    """

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas

    def of(self, schema: dict[str, Any], around: tuple[str, ...]) -> Any:
        if "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            return None if name in around else self.of(self._schemas[name], (*around, name))
        if "example" in schema:
            return schema["example"]
        if "items" in schema:
            item = self.of(schema["items"], around)
            return [] if item is None else [item]
        found = dict(self._properties(schema, around))
        return found or None

    def _properties(
        self, schema: dict[str, Any], around: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        for part in schema.get("allOf", ()):
            yield from (self.of(part, around) or {}).items()
        for name, inner in schema.get("properties", {}).items():
            item = self.of(inner, around)
            if item is not None:
                yield name, item
