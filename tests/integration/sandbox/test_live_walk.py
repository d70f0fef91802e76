"""
The walk through a real API, tried on the sandbox: it reads everything and changes nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import vcr

from kontokit import DriftLog
from kontokit.drift import read_log
from kontokit_sandbox import Api, Sandbox
from kontokit_sandbox.cassettes import register, remains, vcr_config
from tests.live.walk import Limits, Outcome, is_safe, walk
from tests.support.driving import methods
from tests.support.stages import stage_for

APIS: tuple[Api, ...] = get_args(Api)
NEEDED = {
    "bankimport": 4,
    "banksapi": 12,
    "finapi_access": 20,
    "finapi_access_v1": 20,
    "finapi_webform": 6,
}
"""How many operations at least have something to read in the sandbox."""


def walked(sandbox: Sandbox, api: Api, **more: Any) -> Outcome:
    """
    Walk as a caller who may do everything and has an access at a bank.
    """
    stage = stage_for(api, sandbox)
    with stage.client() as client:
        before = len(sandbox.requests)
        known = {"tenant-name": sandbox.credentials.banksapi_tenant, "userId": "erika"}
        outcome = walk(api, client.with_options(**more), known, Limits())
        sent = sandbox.requests[before:]
    assert {one.method for one in sent if "token" not in one.path} <= {"GET"}
    return outcome


@pytest.mark.parametrize("api", APIS)
def test_walk_reads_everything_and_changes_nothing(
    sandbox: Sandbox, api: Api, tmp_path: Path
) -> None:
    """
    Each operation is read, or there is a reason why not; only GET is sent; what differs is noted.
    """
    drift = DriftLog(tmp_path / "drift.json")
    outcome = walked(sandbox, api, drift=drift)
    drift.flush()
    every = {one.operation.id for one in methods(api)}
    assert {*outcome.read, *outcome.failed, *outcome.left_out} == every
    assert len(outcome.read) >= NEEDED[api], outcome.text()
    unsafe = {one.operation.id for one in methods(api) if not is_safe(one.operation)}
    assert unsafe <= {*outcome.left_out}
    kinds = (
        {one.difference.kind for one in read_log(drift.path).findings}
        if drift.path.exists()
        else set()
    )
    assert kinds <= {"unknown_field"}


def test_walk_asks_no_bank_unless_told() -> None:
    """
    What makes an order or changes something is not even called when banks may be asked.
    """
    for api in APIS:
        for method in methods(api):
            operation = method.operation
            if is_safe(operation):
                assert operation.method == "GET"
                assert not operation.reaches_bank
                assert operation.bank_read is None
            if is_safe(operation, asks_banks=True):
                assert operation.method == "GET"
                assert not operation.is_order


@pytest.mark.parametrize("api", APIS)
def test_a_recording_of_the_whole_walk_holds_nothing_private(
    sandbox: Sandbox, api: Api, tmp_path: Path
) -> None:
    """
    No IBAN, holder, login or secret of the sandbox is in a cassette of everything that can be read.
    """
    recorder = vcr.VCR(**vcr_config())
    register(recorder)
    cassette = tmp_path / "walk.yaml"
    stage = stage_for(api, sandbox)
    kind = stage.client()
    kind.close()
    with (
        recorder.use_cassette(str(cassette)),
        type(kind)(**stage.credentials, base_url=sandbox.url(api), engine="httpx2") as client,
    ):
        walk(api, client, {"tenant-name": sandbox.credentials.banksapi_tenant}, Limits(rows=50))
    text = cassette.read_text("utf-8")
    assert remains(text) == []
    ibans = set(re.findall(r"DE\d{20}", text.replace(" ", "")))
    assert [one for one in ibans if one[4:12] != "99999999"] == []
    known = sandbox.credentials
    for private in (known.finapi_password, known.banksapi_password, known.bankimport_token):
        assert private not in text
    for name in ("Mustermann", "Beispiel GmbH", "Erika"):
        assert name not in text
