"""
The rules about error codes: the overlays hold to them, each spoiled one is refused, and a package
that explains a code otherwise is noticed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kontokit_generator.lint import error_codes, rules
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import copy_tree
from kontokit_generator.overlay.error_codes_extension import KEY, are_error_codes
from kontokit_generator.verify.error_codes import error_code_differences
from tests.support.generator_project import merged_document

ROOT = Path(__file__).parents[4]
ENUM = "#/components/schemas/MessageCode"

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def banksapi() -> Document:
    return merged_document("banksapi")


def said(document: Document) -> list[str]:
    ours = [one for one in rules("merged") if one.check.__module__ == error_codes.__name__]
    assert len(ours) == 2
    return [finding.message for one in ours for finding in one.check(document)]


SPOILED: list[tuple[Change, str]] = [
    (lambda tree: tree[KEY]["codes"].pop("BA1010"), "the code BA1010 of MessageCode is not"),
    (lambda tree: tree[KEY]["codes"].update(X={"tell": "busy"}), "no enum has the code X"),
    (lambda tree: tree[KEY]["enums"].append("Nothing"), "there is no enum Nothing"),
    (lambda tree: tree[KEY]["enums"].append(["A"]), "there is no enum ['A']"),
    (
        lambda tree: tree["components"]["schemas"]["MessageCode"]["x-enum-descriptions"].pop(
            "BA1010"
        ),
        "nothing says what happened with BA1010",
    ),
]


@pytest.mark.parametrize(("change", "message"), SPOILED)
def test_each_rule_refuses_a_spoiled_overlay(
    banksapi: Document, change: Change, message: str
) -> None:
    """
    With the place, and only then.
    """
    assert not said(banksapi)
    tree = copy_tree(banksapi.tree)
    change(tree)
    assert any(message in one for one in said(banksapi.with_tree(tree)))


def test_a_code_may_say_itself_what_happened(banksapi: Document) -> None:
    """
    Where the document does not.
    """
    tree = copy_tree(banksapi.tree)
    del tree["components"]["schemas"]["MessageCode"]["x-enum-descriptions"]["BA1010"]
    tree[KEY]["codes"]["BA1010"]["what"] = "The access is locked."
    assert not said(banksapi.with_tree(tree))


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"tell": "no such notice"},
        {"tell": "busy", "repeat": "perhaps"},
        {"tell": "busy", "fixed_message": "yes"},
        {"tell": "busy", "page": "https://a.invalid"},
        {"tell": "busy", "more": 1},
        "busy",
    ],
)
def test_what_is_no_entry_is_refused(entry: Any) -> None:
    """
    Its words are those of the runtime.
    """
    known = {"tell": "busy", "repeat": "yes", "fixed_message": True, "what": "It is busy."}
    assert are_error_codes({"enums": ["A"], "codes": {"X": known}})
    assert not are_error_codes({"enums": ["A"], "codes": {"X": entry}})
    assert not are_error_codes({"codes": {"X": known}})
    assert not are_error_codes({"enums": ["A"], "codes": {400: known}})


@pytest.mark.parametrize("change", ['tell="locked"', '"BA1010": ', "ERROR: the access is locked"])
def test_a_package_that_differs_is_noticed(banksapi: Document, tmp_path: Path, change: str) -> None:
    """
    The package as it is agrees.
    """
    package = ROOT / "generated/banksapi/src/kontokit_banksapi"
    assert not list(error_code_differences(banksapi, package))
    source = (package / "error_codes.py").read_text("utf-8")
    other = change.replace("locked", "medium").replace("1010", "0000")
    (tmp_path / "error_codes.py").write_text(source.replace(change, other, 1), "utf-8")
    found = [one.message for one in error_code_differences(banksapi, tmp_path)]
    assert "error_codes.py explains BA1010 otherwise" in found
    (tmp_path / "error_codes.py").unlink()
    assert len(list(error_code_differences(banksapi, tmp_path))) > 30
