"""
The rules about programs that read without the user: the overlays hold to them, and each spoiled
one is refused; a package that says something else than its overlay is noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kontokit_generator.lint import rules, unattended
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import copy_tree
from kontokit_generator.overlay.unattended_extension import KEY, is_unattended
from kontokit_generator.verify.unattended import unattended_differences
from tests.support.generator_project import merged_document

MARK = f"#/{KEY}"
FIRST = f"{MARK}/verdicts/0"
ROOT = Path(__file__).parents[4]

Put = Callable[[Any, str, Any], None]


@pytest.fixture(scope="module")
def access() -> Document:
    return merged_document("finapi_access")


def said(document: Document, changes: Mapping[str, Any], put: Put) -> list[str]:
    tree = copy_tree(document.tree)
    for place, value in changes.items():
        put(tree, place, value)
    changed = document.with_tree(tree)
    ours = [one for one in rules("merged") if one.check.__module__ == unattended.__name__]
    assert len(ours) == 6
    return [finding.message for one in ours for finding in one.check(changed)]


PROBLEM = {"at": "messages[].code", "value": "A", "verdict": "gone", "reason": "over"}
BUSY = {"status": 423, "verdict": "later", "reason": "busy"}
BUSY_TOKEN = BUSY | {"operations": ["getToken"]}
SPOILED: list[tuple[str, Any, str]] = [
    (f"{FIRST}/operations", ["getNothing"], "there is no operation getNothing"),
    (f"{FIRST}/operations", [["getToken"]], "there is no operation ['getToken']"),
    (f"{MARK}/verdicts", [BUSY_TOKEN, BUSY | {"operations": [[]]}], "there is no operation []"),
    (f"{MARK}/verdicts/4/code", ["A"], "no error has the code ['A']"),
    (f"{MARK}/verdicts/4/code", "NO_SUCH", "no error has the code NO_SUCH"),
    (f"{FIRST}", BUSY, "busy is never reached: busy fits first"),
    (
        f"{MARK}/verdicts/1/operations",
        ["getToken"],
        "no verdict says what 423 of editAccount means",
    ),
    (f"{MARK}/statuses/BankConnection/field", "state", "BankConnection has no property state"),
    (f"{MARK}/statuses/BankConnection/running", ["ASLEEP"], "BankConnection is never ASLEEP"),
    (f"{MARK}/problems/0/at", "ways[].kind", "what the update gets has no ways[].kind"),
    (f"{MARK}/problems/0/value", "PRIVATE", "lastManualUpdate.errorType is never PRIVATE"),
    (
        f"{MARK}/update/taken",
        {},
        "nothing fills bankingInterface, which",
    ),
    (f"{MARK}/update/taken/bankingInterface", "ways[].kind", "getBankConnection answers has no"),
    (f"{MARK}/update/taken/way", "bank.id", "updateBankConnection has no argument way"),
    (f"{MARK}/update/start", "updateNothing", "there is no operation updateNothing"),
    (f"{MARK}/update/start", "getBankConnection", "getBankConnection asks no bank"),
    (f"{MARK}/update/get", "updateBankConnection", "updateBankConnection does more than to read"),
    (f"{MARK}/update/get", "getAccount", "stand in two groups"),
    (f"{MARK}/update/start_argument", "nothing", "updateBankConnection has no argument nothing"),
]


def test_the_overlay_holds_to_the_rules(access: Document, put_into: Put) -> None:
    """
    Nothing is found in what is published.
    """
    assert said(access, {}, put_into) == []


@pytest.mark.parametrize(("place", "value", "message"), SPOILED)
def test_a_spoiled_overlay_is_refused(
    access: Document, put_into: Put, place: str, value: Any, message: str
) -> None:
    """
    A misspelled name, a rule that is never reached, and a 423 without a meaning are found.
    """
    assert any(message in one for one in said(access, {place: value}, put_into))


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"verdict": []},
        {"verdicts": [{"status": 423, "verdict": "later"}]},
        {"verdicts": [{**BUSY, "verdict": "never"}]},
        {"verdicts": [{**BUSY, "status": 200}]},
        {"verdicts": [{**BUSY, "reason": "Is busy"}]},
        {"verdicts": [{**BUSY, "verdict": "gone", "after": 5}]},
        {"verdicts": [{**BUSY, "seconds": 5}]},
        {"statuses": {"Task": {"field": "status"}}},
        {"statuses": {"Task": {"field": "status", "running": ["A"], "done": ["B"]}}},
        {"update": {"start": "a", "get": "b"}},
        {"problems": {"BA1010": "needs_user"}},
        {"problems": [{"at": "a", "value": "B", "verdict": "gone"}]},
        {"problems": [{**PROBLEM, "verdict": "never"}]},
        {"problems": [{**PROBLEM, "after": 5}]},
    ],
)
def test_a_shape_that_says_too_little_or_too_much_is_refused(value: Any) -> None:
    """
    Also one that could be misread.
    """
    assert not is_unattended(value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('reason="busy"', "other verdicts"),
        ('"BankConnection"', "lacks BankConnection"),
        ('reason="bank_rejection",\n        ),\n    ),\n    update', "other problems"),
        ("update=Update(", "an update where"),
    ],
)
def test_a_package_that_differs_is_noticed(
    access: Document, tmp_path: Path, written: str, message: str
) -> None:
    """
    The package as it is agrees; one in which something is missing does not.
    """
    package = ROOT / "generated/finapi_access/src/kontokit_finapi_access"
    source = (package / "unattended.py").read_text("utf-8")
    assert not list(unattended_differences(access, package))
    changed = (
        written.replace("busy", "bussy")
        .replace("rejection", "refusal")
        .replace("BankConn", "Conn")
        .replace("Update(", "X(")
    )
    (tmp_path / "unattended.py").write_text(source.replace(written, changed), "utf-8")
    found = [one.message for one in unattended_differences(access, tmp_path)]
    assert any(message in one for one in found)
