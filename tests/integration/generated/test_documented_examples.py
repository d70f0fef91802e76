"""
Every JSON sample of the provider's document, read by our models.

``tests/data/banksapi-examples.json`` holds the samples as they are printed, with the line they
stand in; only the names and account numbers of real organisations were replaced. Those that are no
messages of the API say why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kontokit import Model, OpenEnum, parse_json
from kontokit.serialization.json_encoder import encode
from kontokit_banksapi import models, webhooks

DATA = Path(__file__).parents[2] / "data" / "banksapi-examples.json"


class Sample(msgspec.Struct):
    line: int
    body: msgspec.Raw
    operation: str | None = None
    schema: str | None = None
    direction: str | None = None
    type: str | None = None
    not_a_message: str | None = None

    def __str__(self) -> str:
        return f"line-{self.line}-{self.type or 'none'}".replace(" ", "-")


SAMPLES = msgspec.json.decode(DATA.read_bytes(), type=list[Sample])


def samples(*directions: str) -> list[Sample]:
    return [sample for sample in SAMPLES if sample.direction in directions]


def exactly(text: bytes) -> Any:
    return json.loads(text, parse_float=Decimal)


def form_of(sample: Sample) -> Any:
    assert sample.type is not None
    container, _, name = sample.type.rpartition(" of ")
    found: Any = getattr(models, name)
    if sample.direction == "request":
        found = getattr(models, f"{name}Input", found)
    return {"": found, "list": list[found], "map": dict[str, found]}[container]


def values_of(found: Any) -> list[Any]:
    if isinstance(found, dict):
        return list(found.values())
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("sample", samples("response"), ids=str)
def test_a_documented_answer_is_read(sample: Sample) -> None:
    """
    A sample of an answer decodes into its model.
    """
    found = parse_json(bytes(sample.body), form_of(sample))
    assert all(isinstance(value, Model | OpenEnum) for value in values_of(found))


@pytest.mark.parametrize("sample", samples("response"), ids=str)
def test_nothing_of_a_documented_answer_is_lost(sample: Sample) -> None:
    """
    Every field of a sample is a field of its model and comes out again with the same digits.
    """
    found = parse_json(bytes(sample.body), form_of(sample))
    assert flat(exactly(encode(found, form_of(sample)))) == flat(
        exactly(bytes(sample.body)), OLDER_NAMES
    )


@pytest.mark.parametrize("sample", samples("request"), ids=str)
def test_a_documented_request_is_written_as_it_stands(sample: Sample) -> None:
    """
    A sample of a request encodes back to the same JSON.
    """
    found = parse_json(bytes(sample.body), form_of(sample))
    wanted = exactly(bytes(sample.body))
    if sample.type == "CreateBulkTransferLegacy":
        wanted = without_the_answer(wanted)
    assert exactly(encode(found, form_of(sample))) == wanted


@pytest.mark.parametrize("sample", samples("notification"), ids=str)
def test_a_documented_notification_is_read(sample: Sample) -> None:
    """
    A sample of a notification is recognised by its kind, and nothing of it is lost.
    """
    found = webhooks.parse_notification(bytes(sample.body))
    assert type(found).__name__ == sample.type
    wanted = {key.lower(): value for key, value in exactly(bytes(sample.body)).items()}
    assert {
        key.lower(): value for key, value in exactly(encode(found, type(found))).items()
    } == wanted


def test_every_sample_of_the_document_is_here() -> None:
    """
    No sample is passed over: each is a request, an answer, a notification, or says why it is none.
    """
    assert len(SAMPLES) == len({sample.line for sample in SAMPLES}) > 100
    for sample in SAMPLES:
        assert (sample.type is None) == (sample.not_a_message is not None)
        assert (sample.type is None) == (sample.direction is None)


OLDER_NAMES = {
    "produktId": "id",
    "produktbezeichnung": "bezeichnung",
    "aktualisierungsdatum": "aktualisierungszeitpunkt",
    "isClientGenerated": "isTenantGenerated",
}
"""Names that only samples use; the overlay says so, and the models read both."""


def without_the_answer(body: dict[str, Any]) -> dict[str, Any]:
    """
    Take out of the sample of a bulk transfer what only its answer has, and the number sent as text.
    """
    answered = {"messages", "relations", "tanMedien", "sicherheitsverfahren"}
    kept = {key: value for key, value in body.items() if key not in answered}
    return {**kept, "sicherheitsverfahrenKodierung": int(kept["sicherheitsverfahrenKodierung"])}


def flat(value: Any, renamed: Mapping[str, str] = {}) -> Any:
    """
    Make values comparable that mean the same: numbers sent as text, older names, nulls.
    """
    if isinstance(value, dict):
        return {
            renamed.get(key, key): flat(inner, renamed)
            for key, inner in value.items()
            if inner is not None
        }
    if isinstance(value, list):
        return [flat(inner, renamed) for inner in value]
    if isinstance(value, str) and value.lstrip("-").replace(".", "", 1).isdigit():
        return str(Decimal(value))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(Decimal(value))
    return value
