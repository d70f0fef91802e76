"""
Reading YAML files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kontokit_generator.openapi.document import Document, load_document, operations, resolved
from kontokit_generator.openapi.findings import Finding, FindingsError

Write = Callable[[str], Document]


def findings_of(write_document: Write, text: str) -> list[Finding]:
    with pytest.raises(FindingsError) as caught:
        write_document(text)
    return caught.value.findings


def test_values_are_plain(write_document: Write) -> None:
    """
    Dates stay text, numbers are numbers, keys are text and aliases are copies of what they name.
    """
    tree = write_document(
        """
        day: 2024-01-31
        yes_is_text: "yes"
        amount: 12.30
        200: &x [1, null, true]
        again: *x
        """
    ).tree
    assert tree == {
        "day": "2024-01-31",
        "yes_is_text": "yes",
        "amount": 12.3,
        "200": [1, None, True],
        "again": [1, None, True],
    }


def test_every_value_has_a_line(write_document: Write) -> None:
    """
    A place inside a flow mapping has its own line, and an unknown place that of what is around it.
    """
    document = write_document("a:\n  b:\n    - c: {d: 1}\n    - e\n")
    assert document.line("#/a/b/0/c/d") == 3
    assert document.line("#/a/b/1") == 4
    assert document.line("#/a/nothing/here") == 1


def test_the_folder_names_the_api(write_document: Write) -> None:
    """
    A document is named after the folder it lies in.
    """
    assert write_document("a: 1").api == "tiny"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' occurs twice, first in line 1"),
        ("a:\n\t- b\n", 2, "not YAML: found character '\\t'"),
        ("a: [1\nb: 2\n", 2, "not YAML: expected ',' or ']'"),
        ("a: *missing\n", 1, "not YAML: found undefined alias"),
        ("a: 010\n", 1, "010 is no JSON number"),
        ("a:\n- SE\n- NO\n", 3, "NO is no text for other tools, which read YAML 1.1"),
        ("a:\n  on: 1\n", 2, "on is no text for other tools, which read YAML 1.1"),
        ("a: 12:30:45\n", 1, "12:30:45 is no text for other tools, which read YAML 1.1"),
        ("a: .nan\n", 1, ".nan is no JSON number"),
        ("a: 12345678901234567.89\n", 1, "12345678901234567.89 loses digits"),
        ("a: &a [*a]\n", 1, "an alias contains itself"),
        ("a: {<<: {b: 1}}\n", 1, "merge keys"),
        ("a: !!binary AAAA\n", 1, "the YAML tag 'binary' is not read"),
        ("? [a]\n: 1\n", 1, "a key is not text"),
        ("- a\n", 1, "the document is not a mapping"),
        ("", 1, "the document is not a mapping"),
    ],
)
def test_malformed_files_are_findings(
    write_document: Write, text: str, line: int, message: str
) -> None:
    """
    What is no YAML or can be read in two ways is a finding with its line.
    """
    (finding,) = findings_of(write_document, text)
    assert finding.line == line
    assert finding.message.startswith(message)
    assert finding.fix


def test_all_findings_are_shown_together(write_document: Write) -> None:
    """
    Two mistakes in one file give two findings, each on a line of its own.
    """
    with pytest.raises(FindingsError) as caught:
        write_document("a: 010\nb: 1\nb: 2\n")
    assert str(caught.value).splitlines() == [
        ('openapi.yaml:1 #/a : 010 is no JSON number — fix: quote it ("010") or rewrite it'),
        (
            "openapi.yaml:3 #/b : the key 'b' occurs twice, first in line 2"
            " — fix: keep one of the two"
        ),
    ]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """
    A file that is not there is reported like any other trouble.
    """
    with pytest.raises(FindingsError, match="cannot read the file"):
        load_document(tmp_path / "missing" / "openapi.yaml")


def test_text_that_is_not_utf8_is_a_finding(tmp_path: Path) -> None:
    """
    A file in another encoding is refused, not guessed at.
    """
    path = tmp_path / "openapi.yaml"
    path.write_bytes("ä: 1".encode("latin-1"))
    with pytest.raises(FindingsError, match="not UTF-8"):
        load_document(path)


def test_operations_come_with_webhooks(good: Document) -> None:
    """
    Operations are visited in the order of the document, webhooks last.
    """
    assert [(one.name, one.is_webhook) for one in operations(good.tree)] == [
        ("getAccount", False),
        ("updateAccount", False),
        ("accountChanged", True),
    ]


def test_a_digit_that_is_no_number_leads_nowhere() -> None:
    """
    Superscripts are digits to Python, but no index of a list.
    """
    assert resolved({"tags": [1]}, {"$ref": "#/tags/²"}) == {}
