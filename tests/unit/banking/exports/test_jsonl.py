"""
JSON Lines.
"""

from __future__ import annotations

import json
from decimal import Decimal

from kontokit import Model
from kontokit_banking import Money, Party, Transaction
from kontokit_banking.exports import NoteKind
from tests.support.export_rows import row, written


def test_each_line_has_every_field() -> None:
    one = row("-1E+3", text="Miete", fee=Money(Decimal("0.10"), "EUR"), tags={"TAN1": "7"})
    block, _ = written([one, row()], "jsonl")
    first, second = map(json.loads, block.splitlines())
    assert set(first) == set(Transaction.__struct_fields__) - {"raw"}
    assert first["amount"] == "-1000"
    assert first["fee"] == {"amount": "0.10", "currency": "EUR"}
    assert first["remittance"] == {
        "text": "Miete",
        "raw": "Miete",
        "tags": {"TAN1": "7"},
        "structured": None,
    }
    assert second["booking_date"] == "2024-05-16"


class Raw(Model):
    purpose: str | None = None


def test_the_object_of_the_provider_is_there_if_it_is_asked_for() -> None:
    raw = Raw(purpose="Miete")
    block, _ = written([row(raw=raw), row(raw={"id": 7})], "jsonl", raw=True)
    found = [json.loads(line)["raw"] for line in block.splitlines()]
    assert found == [{"purpose": "Miete"}, {"id": 7}]


def test_halves_of_characters_are_replaced_and_counted() -> None:
    one = row(text="a\ud800", counterparty=Party(name="b\udfff"), tags={"TAN1": "\ud800"})
    block, report = written([one], "jsonl")
    found = json.loads(block)
    assert (found["remittance"]["text"], found["counterparty"]["name"]) == ("a�", "b�")
    assert found["remittance"]["tags"] == {"TAN1": "�"}
    assert report.count(NoteKind.REPLACED, "remittance_text") == 1
