"""
Flows note drift like calls: each response once.
"""

from __future__ import annotations

from pathlib import Path

from kontokit import DriftLog
from kontokit.drift import read_log
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import CallMode
from tests.support.sca_finapi import new_customer


def test_flow_notes_what_its_responses_say_anew(
    sandbox: Sandbox, mode: CallMode, tmp_path: Path
) -> None:
    """
    The sandbox's login of the future asks for SCA with a status that nobody has documented.
    """
    drift = DriftLog(tmp_path / "drift.json")
    customer = new_customer(sandbox, mode, drift=drift)
    customer.importing("demo_future")
    drift.flush()
    found = {
        (one.difference.operation, one.difference.status, one.difference.path): one
        for one in read_log(drift.path).findings
    }
    place = "$.errors[].multiStepAuthentication.status"
    noted = found["importBankConnection", 510, place]
    assert noted.difference.kind == "unknown_value"
    assert noted.count == 1
