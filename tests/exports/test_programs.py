"""
Exports in the programs of other people: hledger and LibreOffice, where they are installed.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from kontokit_banking import Party
from kontokit_banking.exports import export, hledger_rules
from tests.support.export_rows import HOSTILE, row

HLEDGER = shutil.which("hledger")
OFFICE = shutil.which("soffice")


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


@pytest.fixture
def ledger(tmp_path: Path) -> tuple[str, ...]:
    if HLEDGER is None:
        pytest.skip("hledger is not installed: apt-get install hledger")
    rows = [
        row("-1234.50", key="t1-1", counterparty=Party(name="Müller & Söhne"), text="Büro"),
        row("1E+3", key="t1-2", text='Gehalt, "Mai"; Nr. 5\n2. Zeile'),
        row("0.01", key="t1-3", text=None),
    ]
    target = tmp_path / "may.csv"
    export(rows, target, to="hledger-csv")
    (tmp_path / "may.csv.rules").write_text(hledger_rules("assets:bank:giro"), "utf-8")
    return (HLEDGER, "-f", str(target))


def test_hledger_sums_exactly(ledger: tuple[str, ...]) -> None:
    out = run(*ledger, "balance", "assets:bank:giro", "-O", "csv", "-N", "--layout=bare")
    assert list(csv.reader(StringIO(out)))[1:] == [["assets:bank:giro", "EUR", "-234.49"]]


def test_hledger_knows_days_codes_and_texts(ledger: tuple[str, ...]) -> None:
    out = run(*ledger, "register", "assets:bank:giro", "-O", "csv")
    found = list(csv.DictReader(StringIO(out)))
    assert [one["date"] for one in found] == ["2024-05-16"] * 3
    assert [one["code"] for one in found] == ["t1-1", "t1-2", "t1-3"]
    assert found[0]["description"] == "Müller & Söhne | Büro"
    assert 'Gehalt, "Mai"; Nr. 5 2. Zeile' in found[1]["description"]


def converted(tmp_path: Path, source: Path, *options: str) -> str:
    """
    The content of the workbook as LibreOffice has read it.
    """
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc-nogui")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    wanted = ("--convert-to", "ods", "--outdir", str(tmp_path / "out"))
    run(OFFICE, profile, "--headless", *options, *wanted, str(source))
    with ZipFile(tmp_path / "out" / f"{source.stem}.ods") as book:
        return book.read("content.xml").decode()


def hostile(tmp_path: Path, name: str, *options: str) -> set[str]:
    """
    The formulas that LibreOffice found among hostile purposes.
    """
    source = tmp_path / ("rows.xlsx" if name == "xlsx" else "rows.csv")
    export([row(text=one) for one in HOSTILE], source, to=name)
    content = converted(tmp_path, source, *options)
    assert content.count('office:value="-29.9"') == len(HOSTILE)
    # This is how LibreOffice writes a cell that is false.
    return set(re.findall(r'table:formula="([^"]*)"', content)) - {"of:=FALSE()"}


def csv_options(delimiter: str, language: int) -> str:
    """
    Quotes, UTF-8, from the first line on, and formulas are calculated.
    """
    kind = f"{ord(delimiter)},34,76,1,,{language},false,true,false,false,false,-1,true"
    return f"--infilter=CSV:{kind}"


def test_libreoffice_calculates_no_text_of_a_workbook(tmp_path: Path) -> None:
    assert hostile(tmp_path, "xlsx") == set()


def test_libreoffice_calculates_no_text_of_a_guarded_file(tmp_path: Path) -> None:
    """
    The file for programs, which has no guard, shows that it calculates where nothing is in the way.
    """
    assert hostile(tmp_path, "csv-excel", csv_options(";", 1031)) == set()
    assert "of:=1+1" in hostile(tmp_path, "csv", csv_options(",", 1033))
