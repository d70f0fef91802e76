"""
Transactions whose texts try to break what reads the files that are made of them.
"""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.hostile_text import hostile
from tests.support.command_line import CommandLine

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
FORMULA = '=HYPERLINK("http://bank.invalid";"Guthaben")'


@pytest.fixture
def victim(kontokit: CommandLine, sandbox: Sandbox) -> CommandLine:
    """
    A person with a formula, and with a text among terminal codes and markup.
    """
    rows = [
        {"amount": "-7.77", "counterparty": FORMULA, "purpose": FORMULA},
        {"amount": "-8.88", "counterparty": "@SUM(1)", "purpose": hostile("Miete")[:600]},
    ]
    sandbox.people.add("victim", rows=rows)
    assert kontokit.connected("no-sca+victim").returncode == 0
    return kontokit


def test_excel_is_given_no_formula(victim: CommandLine) -> None:
    """
    Texts that begin like one begin with an apostrophe; amounts do not.
    """
    target = victim.folder / "rows.csv"
    ended = victim("export", "--to", str(target), "--output", "csv-excel")
    assert ended.returncode == 0, ended.stderr
    text = target.read_text("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert f"'{FORMULA}" in cells
    assert "'@SUM(1)" in cells
    assert {"-7,77", "-8,88"} <= set(cells)
    assert not [cell for cell in cells if re.match(r"[=+@\t]", cell)]
    assert not CONTROLS.search(text)


def test_a_statement_stays_well_formed(victim: CommandLine) -> None:
    """
    A reader of XML finds the texts, and no element that is made of them.
    """
    target = victim.folder / "rows.xml"
    ended = victim("export", "--to", str(target), "--output", "camt.053")
    assert ended.returncode == 0, ended.stderr
    tree = ElementTree.fromstring(target.read_bytes())
    names = {one.tag.rpartition("}")[2] for one in tree.iter()}
    texts = " ".join(one.text or "" for one in tree.iter())
    assert names.isdisjoint({"img", "script"})
    assert FORMULA in texts
    assert "<script>alert(2)</script>" in texts
    assert not CONTROLS.search(texts)


def test_texts_steer_no_terminal(victim: CommandLine) -> None:
    """
    A table has no escape sequences and no marks of direction. CSV and JSON are exact.
    """
    ended = victim("transactions", "--all")
    assert ended.returncode == 0
    assert "Miete" in ended.stdout
    assert not STEERING.search(ended.stdout + ended.stderr)
