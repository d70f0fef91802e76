"""
The sandbox's finAPI against the samples of document 004, whose requests it gets as they are.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from kontokit_sandbox import Sandbox
from tests.integration.documents.comparison import same
from tests.integration.documents.samples import finapi
from tests.support import finapi_callers as finapis


@pytest.fixture
def importer(sandbox: Sandbox) -> finapis.Caller:
    return finapis.user_of(sandbox, "finapi_access_v1")


def imports(caller: finapis.Caller, line: int, **msa: Any) -> Any:
    body = finapi(line)
    body["multiStepAuthentication"] = {**body.get("multiStepAuthentication", {}), **msa}
    if not body["multiStepAuthentication"]:
        del body["multiStepAuthentication"]
    return caller.call("POST", "/api/v1/bankConnections/import", body)


def challenge_of(reply: Any, line: int) -> Any:
    """
    The challenge of a 510 that is like the sample. The type of a procedure is optional.
    """
    sample = finapi(line)
    for one in sample["errors"][0]["multiStepAuthentication"]["twoStepProcedures"] or []:
        one["procedureChallengeType"] = None
    assert reply.status == 510
    same(sample, reply.json)
    [error] = reply.json["errors"]
    [expected] = sample["errors"]
    assert (error["code"], error["type"]) == (expected["code"], expected["type"])
    assert error["multiStepAuthentication"].keys() >= expected["multiStepAuthentication"].keys()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}", reply.json["date"])
    assert reply.json["endpoint"] == sample["endpoint"]
    assert re.fullmatch(r"\d+/\d+", reply.json["authContext"])
    assert re.fullmatch(r"selfgen-.+", reply.json["requestId"])
    assert re.fullmatch(r"\w+ ?- .+", reply.json["bank"])
    told = error["multiStepAuthentication"]
    assert told["status"] == expected["multiStepAuthentication"]["status"]
    assert re.fullmatch(r"[0-9a-f]{32}", told["hash"])
    filled = {name for name, value in expected["multiStepAuthentication"].items() if value}
    assert filled <= {name for name, value in told.items() if value is not None}
    return told


def test_finapi_embedded(importer: finapis.Caller) -> None:
    first = challenge_of(imports(importer, 577), 620)
    assert [one["procedureId"] for one in first["twoStepProcedures"]] == [
        "DEMO-TSP-01",
        "DEMO-TSP-02",
    ]
    second = challenge_of(imports(importer, 689, hash=first["hash"]), 240)
    reply = imports(importer, 689, hash=second["hash"], challengeResponse="demo")
    assert reply.status == 201
    same(finapi(322), reply.json)


def test_finapi_redirect(importer: finapis.Caller) -> None:
    told = challenge_of(imports(importer, 380), 423)
    assert f"{told['redirectContextField']}={told['redirectContext']}" in told["redirectUrl"]
    callback = finapi(494)["multiStepAuthentication"]["redirectCallback"]
    query = callback.replace("976641d2-c03f-4919-8dac-16ccfd24b4e0", told["redirectContext"])
    reply = imports(importer, 494, hash=told["hash"], redirectCallback=query)
    assert reply.status == 201
    same(finapi(523), reply.json)


class AppUser:
    """
    Imports the test bank with the approach of an app, as lines 577 to 915 do.
    """

    def __init__(self, importer: finapis.Caller) -> None:
        self._importer = importer

    def send(self, **msa: Any) -> Any:
        body = finapi(577)
        body["bankId"] = 280001
        body["loginCredentials"] = [{**one, "value": "demo"} for one in body["loginCredentials"]]
        if msa:
            body["multiStepAuthentication"] = {**msa, "twoStepProcedureId": "decoupled"}
        return self._importer.call("POST", "/api/v1/bankConnections/import", body)


def test_finapi_decoupled(importer: finapis.Caller) -> None:
    it = AppUser(importer)
    offered = challenge_of(it.send(), 620)
    told = challenge_of(it.send(hash=offered["hash"]), 737)
    again = challenge_of(it.send(hash=told["hash"], decoupledCallback=True), 832)
    reply = it.send(hash=again["hash"], decoupledCallback=True)
    assert reply.status == 201
    same(finapi(915), reply.json)


def test_finapi_decoupled_takes_the_hash_that_the_samples_send(importer: finapis.Caller) -> None:
    """
    Lines 786 and 882 go on with the hash of the first answer.
    """
    it = AppUser(importer)
    offered = challenge_of(it.send(), 620)
    challenge_of(it.send(hash=offered["hash"]), 737)
    challenge_of(it.send(hash=offered["hash"], decoupledCallback=True), 832)
    assert it.send(hash=offered["hash"], decoupledCallback=True).status == 201
