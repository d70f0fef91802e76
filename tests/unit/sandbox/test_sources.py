"""
Every behaviour of the sandbox has a source, and sources name what is there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi.state.sca_methods import BY_KIND
from kontokit_sandbox.demo.bank_login import BankLogin
from kontokit_sandbox.demo.behaviour import Behaviour, Method
from kontokit_sandbox.demo.test_logins import PINS, TANS
from kontokit_sandbox.faults.kinds import FaultKind
from kontokit_sandbox.finapi.sca.methods import IDS, OLD_PROCEDURES, PROCEDURE_SOURCES, PROCEDURES
from kontokit_sandbox.openapi.specification import load
from kontokit_sandbox.orders.fate import AT_ONCE, Amount
from kontokit_sandbox.sources.behaviour import does, origin_of
from kontokit_sandbox.sources.documents import DOCUMENTS, Document, DocumentName
from kontokit_sandbox.sources.notifications import NOTIFICATIONS, notes_on
from kontokit_sandbox.sources.source import (
    Differing,
    Documented,
    Sources,
    differs,
    lines,
    made_up,
    parts,
    text_of,
)
from kontokit_sandbox.sources.tables import TABLES
from kontokit_sandbox.webhooks.notification import HookApi
from scripts.sandbox_sources import sourced
from scripts.sandbox_tables import COVERAGE, with_tables

TESTS = Path(__file__).parents[2]
TESTED_AREAS = ("Steps of an SCA", "Orders", "Web forms", "Forms", "Tasks", "Older transfers")
"""What matters most: a documented behaviour of these has a test."""


def documented(sources: Sources) -> Iterator[Documented]:
    for one in sources:
        if isinstance(one, Differing):
            yield one.document
        elif isinstance(one, Documented):
            yield one


def test_everything_has_a_source() -> None:
    """
    A document, or a reason in words.
    """
    for table, what, sources in sourced():
        assert sources, f"{table}: {what}"
        for one in sources:
            assert isinstance(one, Documented) or one.reason, f"{table}: {what}"


def test_a_row_cannot_be_written_without_a_source() -> None:
    """
    Neither a login, nor an amount, a fault or any other row.
    """
    unsourced: dict[type, dict[str, Any]] = {
        BankLogin: {"name": "x", "does": "x", "ends": "x", "behaviour": Behaviour()},
        Amount: {"does": "x", "fate": AT_ONCE},
        FaultKind: {"name": "x", "group": "time", "stage": "before", "does": "x"},
    }
    for row, values in unsourced.items():
        with pytest.raises(TypeError, match="sources"):
            row(**values)
    with pytest.raises(ValueError, match="no source"):
        does("x")


@pytest.mark.parametrize("found", [0, 144, (143, 144), (20, 10)])
def test_lines_that_a_document_does_not_have(found: int | tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="document 000 has no lines"):
        lines("000", found)


def test_lines_come_in_order() -> None:
    with pytest.raises(ValueError, match="document 001"):
        lines("001", 20, 10)


SPECIFIED = {name: one for name, one in DOCUMENTS.items() if one.specification}


@pytest.mark.parametrize(("name", "document"), SPECIFIED.items())
def test_parts_of_documents_exist(name: DocumentName, document: Document) -> None:
    """
    Each operation, webhook or schema that a source names is in the specification.
    """
    assert document.specification is not None
    specification = load(document.specification)
    known = {*specification.operations, *specification.tree["components"]["schemas"]}
    known |= set(specification.tree.get("webhooks", {}))
    named = {
        part
        for _, _, sources in sourced()
        for one in documented(sources)
        if one.document == name
        for part in one.parts
    }
    assert named <= known


def test_every_document_is_a_source_of_something() -> None:
    used = {one.document for _, _, sources in sourced() for one in documented(sources)}
    assert used == set(DOCUMENTS)


def test_named_tests_exist() -> None:
    """
    A test that is renamed takes its row along.
    """
    rows = [row for areas in TABLES.values() for rows in areas.values() for row in rows]
    rows += [row for events in NOTIFICATIONS.values() for row in events.values()]
    for path, _, name in {one.partition("::") for row in rows for one in row.tests}:
        assert name in names_in(TESTS / path), f"{path}::{name}"


def names_in(path: Path) -> set[str]:
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{name}" for name in functions(node.body)}
    return found | set(functions(tree.body))


def functions(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def test_what_matters_most_is_tested() -> None:
    """
    SCA, orders and forms as documented have a test of their own.
    """
    untested = [
        f"{api}: {row.does}"
        for api, areas in TABLES.items()
        for area in TESTED_AREAS
        for row in areas.get(area, ())
        if origin_of(row.sources) != "made up" and not row.tests
    ]
    assert untested == []


def test_every_event_has_a_source() -> None:
    """
    Those that can be fired, and those of the specifications.
    """
    for api, events in Sandbox().hooks.events.items():
        assert set(events) <= NOTIFICATIONS[api].keys()
    assert NOTIFICATIONS.keys() == set(get_args(HookApi))
    assert NOTIFICATIONS["finapi_webform"].keys() == load("finapi_webform").tree["webhooks"].keys()
    rules = load("finapi_access").tree["components"]["schemas"]["NotificationTriggerEvent"]
    assert NOTIFICATIONS["finapi_access"].keys() == {*rules["enum"], "DELETED"}


def test_notes_on_notifications() -> None:
    """
    A delivery says what is made up of it, and an event without a source cannot be sent.
    """
    assert notes_on("finapi_webform", "taskFinalised") == ("made up: that it is sent once",)
    assert notes_on("finapi_access", "DELETED") == ()
    with pytest.raises(KeyError):
        notes_on("finapi_access", "RENAMED")


def test_every_method_has_a_source() -> None:
    """
    All kinds of methods, and all procedures of finAPI.
    """
    assert set(BY_KIND) == set(get_args(Method))
    shown = {one["procedureId"] for one in (*PROCEDURES, *OLD_PROCEDURES)}
    assert set(PROCEDURE_SOURCES) == shown | set(IDS.values())


def test_every_pin_and_tan_has_a_source() -> None:
    rows = TABLES["All APIs"]["PINs and TANs"]
    for name in (*PINS, *TANS):
        assert any(f"`{name}`" in row.does for row in rows)


def test_sources_in_words() -> None:
    """
    Lines of a document stand together, and what is made up stands behind.
    """
    found = (made_up("why"), lines("001", 893), parts("RFC 7009"), lines("001", 12, (20, 30)))
    assert text_of(found) == "document 001, lines 12, 20 to 30 and 893; RFC 7009; made up: why"
    assert origin_of(found) == "in part made up"
    assert text_of((lines("001", (20, 30)),)) == "document 001, lines 20 to 30"
    other = (differs(lines("003", 9), "deprecated"),)
    assert text_of(other) == "differs from document 003, line 9: deprecated"
    assert origin_of(other) == "differs"


def test_the_page_has_the_tables() -> None:
    """
    ``python -m scripts.sandbox_tables`` has been run.
    """
    text = COVERAGE.read_text("utf-8")
    assert with_tables(text) == text
    assert "| BANKSapi | " in text
