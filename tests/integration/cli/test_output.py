"""
Data is on stdout, in the format that was asked for; everything else is on stderr.
"""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.pseudo_terminal import Terminal

IBAN = "DE43123456789012345678"


@pytest.fixture
def erika(kontokit: CommandLine) -> CommandLine:
    """
    A person with accounts.
    """
    assert kontokit.connected().returncode == 0
    return kontokit


def test_without_a_terminal_a_table_has_tabs(erika: CommandLine) -> None:
    """
    Nothing is cut, and no hint is mixed in.
    """
    ended = erika("accounts")
    lines = [line.split("\t") for line in ended.stdout.splitlines()]
    assert lines[0] == ["BANK", "ACCOUNT", "IBAN", "HOLDER", "BALANCE", "CURRENCY"]
    assert lines[1][:4] == ["finAPI Test Bank", "Girokonto", IBAN, "Erika Mustermann"]
    assert {len(line) for line in lines} == {6}
    assert ended.stderr == ""


def test_json_has_exact_amounts_and_iso_days(erika: CommandLine) -> None:
    """
    One document; amounts are texts with their digits.
    """
    rows = json.loads(erika("transactions", "--since", "30d", "--json").stdout)
    assert rows
    for row in rows:
        assert re.fullmatch(r"-?\d+\.\d\d", row["amount"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["booked_on"])
        assert row["key"].startswith("t1-")
        assert (row["provider"], row["currency"]) == ("finapi_access", "EUR")
    assert "raw" not in rows[0]
    assert (
        "bankBookingDate" in json.loads(erika("transactions", "--json", "--raw").stdout)[0]["raw"]
    )


def test_a_stream_has_the_same_rows(erika: CommandLine) -> None:
    """
    JSON Lines and CSV have what the document has, in the same order: the newest first, of all
    accounts together.
    """
    words = ("transactions", "--all", "--fields", "key,amount,booked_on,account")
    document = json.loads(erika(*words, "--json").stdout)
    lines = [json.loads(line) for line in erika(*words, "--jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(erika(*words, "--csv").stdout)))
    assert [row["key"] for row in lines] == [row["key"] for row in document]
    assert [row["key"] for row in rows] == [row["key"] for row in document]
    days = [row["booked_on"] for row in document]
    assert days == sorted(days, reverse=True)
    assert len({row["account"] for row in document}) > 1
    assert sum(Decimal(row["amount"]) for row in rows) == sum(
        Decimal(row["amount"]) for row in document
    )


def test_an_unknown_field_is_refused(erika: CommandLine) -> None:
    """
    With the nearest one, and all that there are.
    """
    ended = erika("accounts", "--json", "--fields", "ibam")
    assert (ended.returncode, ended.stdout) == (2, "")
    error = json.loads(ended.stderr)["error"]
    assert error["message"] == "there is no field 'ibam'"
    assert error["next"].startswith("did you mean iban? known: key, provider, ")


def test_a_file_is_written_whole_and_not_overwritten(erika: CommandLine, tmp_path: Path) -> None:
    """
    It takes its place when it is complete; --force replaces it.
    """
    target = tmp_path / "accounts.json"
    assert erika("accounts", "--json", "--out", str(target)).stdout == ""
    before = target.read_text("utf-8")
    assert len(json.loads(before)) == 3
    ended = erika("accounts", "--json", "--out", str(target))
    assert (ended.returncode, target.read_text("utf-8")) == (2, before)
    assert erika("accounts", "--json", "--out", str(target), "--force").returncode == 0
    assert not list(tmp_path.glob(".accounts*"))


def test_nothing_found_is_an_empty_document(erika: CommandLine) -> None:
    """
    The program has done its work; a sentence on stderr says so.
    """
    words = ("transactions", "--since", "2030-01-01")
    ended = erika(*words, "--json")
    assert (ended.returncode, ended.stdout) == (0, "[]\n")
    assert ended.stderr == "No transactions since 01.01.2030.\n"
    assert erika(*words, "--jsonl", "--quiet").stderr == ""


def test_new_rows_come_once(erika: CommandLine, sandbox: Sandbox) -> None:
    """
    The second run has nothing, the third what was booked in between.
    """
    words = ("transactions", "girokonto", "--new", "--all", "--jsonl", "--fields", "purpose")
    assert len(erika(*words).stdout.splitlines()) == 450
    assert erika(*words).stdout == ""
    erika("connections", "refresh", "--no-input")
    assert "NEUER UMSATZ" in erika(*words).stdout
    assert erika(*words).stdout == ""


def test_filters_leave_out_what_does_not_fit(erika: CommandLine) -> None:
    """
    By amount, text and day.
    """
    words = ("transactions", "--all", "--json", "--max", "-500,00", "--search", "miete")
    rows = json.loads(erika(*words).stdout)
    assert rows
    assert all(Decimal(row["amount"]) <= -500 for row in rows)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--min", "1.234"), "1.234 has two readings"),
        (("--since", "yesterday"), "'yesterday' is no day"),
        (("--since", "2026-13"), "'2026-13' is no day"),
    ],
)
def test_what_has_two_readings_is_refused(
    kontokit: CommandLine, words: tuple[str, str], reason: str
) -> None:
    """
    Before anything is sent.
    """
    ended = kontokit("transactions", *words)
    assert ended.returncode == 2
    assert reason in ended.stderr


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_keeps_amounts_and_ibans(erika: CommandLine, columns: int) -> None:
    """
    Columns are left out where the terminal is narrow, and none of these two is cut.
    """
    with Terminal(erika, [f"--sandbox={erika.url}", "accounts"], columns=columns) as terminal:
        shown = terminal.to_end()
    assert "DE43 1234 5678 9012 3456 78" in shown
    assert re.search(r"\d\.\d{3},\d\d EUR", shown)
    assert ("Erika Mustermann" in shown) == (columns > 80)
    assert "3 accounts, " in shown
    assert f"next: kontokit --sandbox={erika.url} transactions" in shown


def test_no_color_is_kept(erika: CommandLine) -> None:
    """
    NO_COLOR and a dumb terminal get no escape sequence for a colour.
    """
    words = [f"--sandbox={erika.url}", "accounts"]
    with Terminal(erika, words, variables={"TERM": "dumb"}) as terminal:
        assert "\x1b[" not in terminal.to_end()


@pytest.mark.parametrize("language", ["C", "de_DE.ISO-8859-1", "en_US.cp1252"])
def test_a_locale_without_unicode_stops_nothing(erika: CommandLine, language: str) -> None:
    """
    What it cannot show is shown as something else.
    """
    variables = {"LANG": language, "PYTHONIOENCODING": "cp1252:strict", "LC_ALL": language}
    words = [f"--sandbox={erika.url}", "transactions", "--all"]
    program = erika.process(words, variables, encoding="cp1252")
    shown, complaints = program.communicate(timeout=60)
    assert program.returncode == 0, complaints
    assert "Süßmann" in shown
