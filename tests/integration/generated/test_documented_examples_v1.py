"""
Every JSON sample of the guide to importing a bank connection, read and written by our models.

``tests/data/finapi-access-v1-examples.json`` holds the 18 samples as they are printed, with the
line they stand in. The guide abbreviates its bank connections with dots, which are left out.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kontokit import parse_json
from kontokit.serialization.json_encoder import encode
from kontokit_finapi_access_v1 import FinapiAccessV1, models
from kontokit_finapi_access_v1.operations.bank_connections import IMPORT_BANK_CONNECTION

DATA = Path(__file__).parents[2] / "data" / "finapi-access-v1-examples.json"


class Sample(msgspec.Struct):
    line: int
    direction: str
    type: str
    body: msgspec.Raw
    status: int | None = None

    def __str__(self) -> str:
        return f"line-{self.line}-{self.type}"


SAMPLES = msgspec.json.decode(DATA.read_bytes(), type=list[Sample])


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value]
    return value


def read(sample: Sample) -> Any:
    return parse_json(bytes(sample.body), getattr(models, sample.type))


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.direction == "request"], ids=str)
def test_a_documented_request_is_written_as_it_stands(sample: Sample) -> None:
    """
    A sample of a request decodes, and encodes back to the same JSON.
    """
    assert json.loads(encode(read(sample), models.ImportBankConnectionParams)) == json.loads(
        bytes(sample.body)
    )


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.direction == "response"], ids=str)
def test_nothing_of_a_documented_answer_is_lost(sample: Sample) -> None:
    """
    Every field of an answer is a field of its model and comes out again; times keep their moment.
    """
    found = json.loads(encode(read(sample), getattr(models, sample.type)))
    wanted = without_nulls(json.loads(bytes(sample.body)))
    if "date" in wanted:
        assert found.pop("date") == wanted.pop("date").rpartition(".")[0]
    assert without_nulls(found) == wanted


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.status == 510], ids=str)
def test_a_documented_challenge_is_an_error_with_its_parts(sample: Sample, sandbox: Any) -> None:
    """
    A sample of status 510 is raised with code, type, request id and the typed challenge.
    """
    from kontokit import ScaRequiredError

    path = IMPORT_BANK_CONNECTION.path
    headers = {"Content-Type": "application/json"}
    sandbox.respond_with(
        "finapi_access_v1", "POST", path, status=510, headers=headers, body=bytes(sample.body)
    )
    body = json.loads(bytes(sample.body))
    detail = body["errors"][0]
    with (
        FinapiAccessV1(user_token="t", base_url=sandbox.url("finapi_access_v1")) as client,
        pytest.raises(ScaRequiredError) as caught,
    ):
        client.bank_connections.import_bank_connection(bank_id=280001, interface="XS2A")
    error = caught.value
    assert (error.code, error.type) == (detail["code"], detail["type"])
    assert error.message == detail["message"]
    assert error.request_id == body["requestId"]
    assert isinstance(error.challenge, models.MultiStepAuthenticationChallenge)
    assert error.challenge.status == detail["multiStepAuthentication"]["status"]
    assert error.challenge.status.is_known
    assert error.parsed.date.utcoffset() == timedelta(hours=1)


def test_every_sample_of_the_guide_is_here() -> None:
    """
    Nine requests, six challenges and three bank connections.
    """
    kinds = [sample.type for sample in SAMPLES]
    assert [kinds.count(kind) for kind in ("ImportBankConnectionParams", "ErrorMessage")] == [9, 6]
    assert kinds.count("BankConnection") == len(SAMPLES) - 15 == 3
