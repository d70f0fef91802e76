from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

from kontokit_generator.lint import lint_document, rules
from kontokit_generator.lint.report import json_report, sarif_report, text_report
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, in_reading_order, render_findings
from kontokit_generator.openapi.json_tree import copy_tree

FIRST = Finding(
    level="error",
    api="tiny",
    place="#/info",
    message="it is wrong",
    fix="mend it",
    line=2,
    rule="every_key_is_known",
)
SECOND = evolve(FIRST, line=7, place="#/paths", message="so is this")
WARNING = evolve(FIRST, line=9, level="warning", rule="every_component_is_used")
FINDINGS = [FIRST, SECOND, WARNING]


def test_findings_come_in_the_order_of_the_file() -> None:
    """
    Each once, whatever found it first.
    """
    assert in_reading_order([WARNING, SECOND, FIRST, SECOND]) == FINDINGS


def test_a_summary_counts_findings_by_rule() -> None:
    """
    The most frequent rule comes first, and a limit leaves the counts as they are.
    """
    assert text_report(FINDINGS, 1).splitlines() == [
        str(FIRST),
        "… and 2 findings more",
        "",
        "2 every_key_is_known",
        "1 every_component_is_used",
        "2 errors, 1 warning",
    ]
    assert text_report([FIRST]) == f"{FIRST}\n1 error, 0 warnings"


def test_a_finding_is_one_line_that_shows_all_characters() -> None:
    """
    Texts of documents cannot move the cursor, break the line or reorder it.
    """
    finding = evolve(FIRST, message="a\n\x1b[2J\u202eb")
    assert "a\\n\\u001b[2J\\u202eb" in str(finding)
    assert len(render_findings([finding]).splitlines()) == 1


def test_json_has_every_part_of_a_finding() -> None:
    """
    Other programs need not read the text.
    """
    found = json.loads(json_report(FINDINGS, 2))
    assert found["rules"] == {"every_key_is_known": 2, "every_component_is_used": 1}
    assert found["findings"][0] == {
        "level": "error",
        "rule": "every_key_is_known",
        "file": "openapi.yaml",
        "line": 2,
        "place": "#/info",
        "message": "it is wrong",
        "fix": "mend it",
    }
    assert len(found["findings"]) == 2


def test_sarif_points_to_lines_and_explains_rules() -> None:
    """
    As code hosts want it: a result has a rule, a message and a place in a file.
    """
    (run,) = json.loads(sarif_report([FIRST, evolve(WARNING, line=None)]))["runs"]
    rule_texts = {
        one["id"]: one["shortDescription"]["text"] for one in run["tool"]["driver"]["rules"]
    }
    assert rule_texts.keys() == {"every_key_is_known", "every_component_is_used"}
    assert rule_texts["every_key_is_known"].startswith("A misspelled key is ignored")
    first, second = run["results"]
    physical: dict[str, Any] = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "openapi.yaml"
    assert physical["region"] == {"startLine": 2}
    assert (first["ruleId"], first["level"]) == ("every_key_is_known", "error")
    assert first["message"]["text"] == "it is wrong. Fix: mend it."
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_findings_are_named_after_their_rules(good: Document) -> None:
    """
    So that they can be counted and chosen.
    """
    tree = copy_tree(good.tree)
    tree["openapi"] = "3.0.3"
    tree["components"]["schemas"]["Kind"]["nullable"] = True
    found = lint_document(good.with_tree(tree))
    names = {one.rule for one in found}
    assert {"the_document_is_openapi_3_1", "every_key_is_known"} <= names
    assert names <= {one.name for one in rules("raw")}


@pytest.mark.parametrize(
    ("version", "place", "message", "fix"),
    [
        ({"openapi": "3.0.3"}, "#/openapi", "this is OpenAPI 3.0.3, not 3.1", "convert"),
        ({"swagger": "2.0"}, "#/swagger", "this is OpenAPI 2.0, not 3.1", "convert"),
        ({"openapi": "3.2.0"}, "#/openapi", "this is OpenAPI 3.2.0, not 3.1", "write 'openapi"),
        ({}, "#/openapi", "this is no OpenAPI 3.1", "write 'openapi"),
    ],
)
def test_an_older_document_is_not_made_newer_by_a_number(
    good: Document, version: dict[str, str], place: str, message: str, fix: str
) -> None:
    """
    The advice depends on the version.
    """
    rest = {key: value for key, value in good.tree.items() if key != "openapi"}
    found = lint_document(good.with_tree({**version, **rest}))
    (finding,) = [one for one in found if one.rule == "the_document_is_openapi_3_1"]
    assert (finding.place, finding.message) == (place, message)
    assert finding.fix.startswith(fix)


def test_null_of_older_documents_has_its_new_spelling(good: Document) -> None:
    """
    Deleting the key would change what the document says.
    """
    tree = copy_tree(good.tree)
    tree["components"]["schemas"]["Kind"]["nullable"] = True
    (finding,) = [
        one for one in lint_document(good.with_tree(tree)) if one.rule == "every_key_is_known"
    ]
    assert finding.fix.startswith("write type: [string, 'null']")
