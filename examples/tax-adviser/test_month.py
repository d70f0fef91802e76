"""
Files that add up, and mandants that do not stop each other.
"""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mandants import Mandant, Mandants
from month import Month, run

from kontokit.stores import SqliteStore
from kontokit_sandbox import Sandbox

pytestmark = pytest.mark.sandbox(clock="2026-06-01T08:00+02:00")
CAMT = {"c": "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"}
LISTED = [
    Mandant(number=f"1000{one}", name=f"Mandant {one}", login=f"no-sca+m{one}") for one in (1, 2, 3)
]


@pytest.fixture
def store(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqliteStore]:
    """
    An empty folder, and a bank that knows the mandants.
    """
    monkeypatch.chdir(tmp_path)
    for one in (1, 2, 3):
        account = {"kind": "checking", "opening": f"{one}000.01", "rows": 60}
        sandbox.people.add(f"m{one}", accounts=[account])
    with closing(SqliteStore("mandants.db", key=bytes(range(32)))) as opened:
        yield opened


def export(sandbox: Sandbox, store: SqliteStore, month: str, wrong: Mandant | None = None) -> int:
    """
    A run, with a wrong PIN for one mandant.
    """

    async def run_once() -> int:
        async with sandbox.async_client("finapi_access") as client:
            mandants = Mandants(client, store, lambda one: "falsch" if one == wrong else "12345")
            return await run(mandants, LISTED, Month.parse(month))

    return asyncio.run(run_once())


def amounts(path: str) -> tuple[Decimal, Decimal, Decimal]:
    """
    The opening balance, the sum of the entries and the closing balance of a statement.
    """
    statement = ElementTree.parse(path)
    signs = {"CRDT": 1, "DBIT": -1}

    def signed(at: str) -> list[Decimal]:
        found = statement.iterfind(at, CAMT)
        return [
            Decimal(str(one.findtext("c:Amt", None, CAMT)))
            * signs[str(one.findtext("c:CdtDbtInd", None, CAMT))]
            for one in found
        ]

    opening, last = signed(".//c:Stmt/c:Bal")
    return opening, sum(signed(".//c:Stmt/c:Ntry"), Decimal(0)), last


def test_every_statement_adds_up_and_goes_on(sandbox: Sandbox, store: SqliteStore) -> None:
    """
    A month begins with the balance with which the month before has ended.
    """
    assert export(sandbox, store, "2026-04") == 0
    assert export(sandbox, store, "2026-05") == 0
    for one in LISTED:
        ended = amounts(f"2026-04/{one.number}-1.xml")[2]
        opening, entries, last = amounts(f"2026-05/{one.number}-1.xml")
        assert opening == ended
        assert opening + entries == last
        lines = Path(f"2026-05/{one.number}-1.csv").read_bytes().splitlines()
        assert len(lines) > 10


def test_one_mandant_does_not_stop_the_others(
    sandbox: Sandbox, store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A wrong PIN leaves one out; the next run asks for it again.
    """
    assert export(sandbox, store, "2026-05", wrong=LISTED[1]) == 1
    assert "10002   not exported" in capsys.readouterr().out
    assert sorted(one.name for one in Path("2026-05").glob("*.xml")) == [
        "10001-1.xml",
        "10003-1.xml",
    ]
    assert export(sandbox, store, "2026-05") == 0
    assert Path("2026-05/10002-1.xml").exists()


def test_a_connected_mandant_is_not_asked_for_a_pin_again(
    sandbox: Sandbox, store: SqliteStore
) -> None:
    export(sandbox, store, "2026-05")
    export(sandbox, store, "2026-05")
    assert len(sandbox.requests_to("finapi_access", "importBankConnection")) == len(LISTED)
