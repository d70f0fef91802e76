"""
Models in what surrounds a program: FastAPI, json, orjson, pandas and polars.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import orjson
import pandas as pd
import polars as pl
import pytest
from fastapi import Body, FastAPI
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from kontokit import Model, Secret, to_dict
from kontokit_bankimport import models as bankimport
from kontokit_banksapi import models as banksapi
from kontokit_finapi_access import models as finapi
from kontokit_finapi_access_v1 import models as finapi_v1
from kontokit_finapi_webform import models as webform

AMOUNTS = [Decimal("0.10"), Decimal("0.20"), Decimal("1234567890123.45"), Decimal("-0.30")]
LOGIN = finapi.LoginCredential(label="PIN", value="geheim")
app = FastAPI()


@app.get("/transactions")
def list_transactions() -> list[bankimport.Transaction]:
    return transactions()


@app.post("/orders")
async def order(
    order: Annotated[finapi.MoneyTransferOrderParams, Body()],
) -> finapi.MoneyTransferOrderParams:
    return order


@app.post("/login")
def login(login: Annotated[finapi.LoginCredential, Body()]) -> dict[str, finapi.LoginCredential]:
    assert login.value == Secret("geheim")
    return {"login": login}


def transactions() -> list[bankimport.Transaction]:
    rows = [
        {"id": number, "account_date": "2024-05-14", "amount": str(amount), "purpose": "x"}
        for number, amount in enumerate(AMOUNTS)
    ]
    return [bankimport.Transaction.from_dict(row) for row in rows]


@pytest.fixture
def web() -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def test_fastapi_returns_models_exactly(web: TestClient) -> None:
    rows = web.get("/transactions").json()
    assert [row["amount"] for row in rows] == [str(amount) for amount in AMOUNTS]
    assert rows[0]["account_date"] == "2024-05-14"


def test_fastapi_takes_models_as_bodies(web: TestClient) -> None:
    """
    An amount may be a text or a number; what does not fit is 422 with the place.
    """
    iban = "DE02120300000000202051"
    for given, sent in (("950.00", "950.00"), (950.1, "950.1"), (7, "7")):
        answer = web.post("/orders", json={"counterpartIban": iban, "amount": given})
        assert answer.json() == {"counterpartIban": iban, "amount": sent}
    refused = web.post("/orders", json={"counterpartIban": iban, "amount": "x"})
    assert refused.status_code == 422
    assert "$.amount" in refused.json()["detail"][0]["msg"]


def test_fastapi_returns_no_secret(web: TestClient) -> None:
    answer = web.post("/login", json={"label": "PIN", "value": "geheim"})
    assert answer.json() == {"login": {"label": "PIN"}}


def test_the_openapi_document_of_an_app_has_the_models(web: TestClient) -> None:
    """
    One schema for what goes in and one for what comes out, where they differ.
    """
    schemas = web.get("/openapi.json").json()["components"]["schemas"]
    assert "Transaction" in schemas
    assert schemas["LoginCredential-Input"]["properties"]["value"]["format"] == "password"
    assert "value" not in schemas["LoginCredential-Output"]["properties"]
    order = schemas["MoneyTransferOrderParams-Output"]
    assert order["properties"]["amount"]["format"] == "decimal"
    assert order["description"].startswith("One order of a money transfer")


@pytest.mark.parametrize("module", [bankimport, banksapi, finapi, finapi_v1, webform])
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_every_model_has_a_schema(module: Any, mode: Any) -> None:
    """
    Recursive ones too; every reference leads somewhere.
    """
    found = [
        one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Model)
    ]
    own = [one for one in found if one is not Model]
    assert own
    _, schema = TypeAdapter.json_schemas([(one, mode, TypeAdapter(one)) for one in own])
    text = json.dumps(schema)
    defs = schema["$defs"]
    assert {one.__name__ for one in own} <= set(defs)
    for part in text.split('"$ref": "#/$defs/')[1:]:
        assert part.partition('"')[0] in defs


def test_json_and_orjson_write_models_by_their_default() -> None:
    rows = transactions()
    for text in (
        json.dumps({"rows": rows, "login": LOGIN}, default=to_dict),
        orjson.dumps({"rows": rows, "login": LOGIN}, default=to_dict),
        orjson.dumps(
            {"rows": rows, "login": LOGIN}, default=to_dict, option=orjson.OPT_PASSTHROUGH_SUBCLASS
        ),
    ):
        read = json.loads(text)
        assert [row["amount"] for row in read["rows"]] == [str(amount) for amount in AMOUNTS]
        assert read["login"] == {"label": "PIN"}
    with pytest.raises(TypeError):
        json.dumps(LOGIN)
    with pytest.raises(TypeError):
        orjson.dumps(LOGIN)


def test_amounts_stay_exact_in_pandas() -> None:
    rows = [(one.account_date, one.amount) for one in transactions()]
    frame = pd.DataFrame(rows, columns=["day", "amount"])
    assert frame["amount"].dtype == object
    assert list(frame["amount"]) == AMOUNTS
    total = frame["amount"].sum()
    assert isinstance(total, Decimal)
    assert total == sum(AMOUNTS)
    by_day = frame.groupby("day")["amount"].sum()
    assert by_day[date(2024, 5, 14)] == sum(AMOUNTS)


def test_amounts_stay_exact_in_polars() -> None:
    rows = [(one.account_date, one.amount) for one in transactions()]
    schema: Any = {"day": pl.Date, "amount": pl.Decimal(scale=2)}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    assert frame["amount"].to_list() == AMOUNTS
    assert frame["amount"].sum() == sum(AMOUNTS)


def test_pydantic_is_loaded_only_by_who_uses_it() -> None:
    """
    Neither by the import of models nor by writing them.
    """
    program = (
        "import sys\n"
        "from kontokit_finapi_access import models\n"
        "models.LoginCredential(label='PIN', value='x').to_json()\n"
        "sys.exit(any(name.startswith('pydantic') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
