"""
Long histories: their memory, their order, and what is left when a provider fails in between.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kontokit_cli.options import Options
from scripts.benchmarks.bankimport_server import serving as serving_history
from scripts.benchmarks.command_line import run
from tests.support.banking_servers import START, Books, Entry, serving
from tests.support.command_line import CommandLine
from tests.support.sandbox_program import Ended

LIMIT = 8.0
"""MiB; 80,000 rows more would take more than 100 MiB."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [("export", "--to", "rows.csv"), ("transactions", "--all", "--json", "--out", "rows")],
    ids=["export", "transactions"],
)
def test_memory_is_flat(python_path: str, words: tuple[str, ...]) -> None:
    """
    The process that reads 100,000 rows needs no more than the one that reads 20,000.
    """
    with serving_history(20_000) as few, serving_history(100_000) as many:
        before = run(few, words, python_path)[1]
        assert run(many, words, python_path)[1] - before < LIMIT


class Long:
    """
    An account of Bankimport with some pages of transactions.
    """

    def __init__(self, alone: CommandLine, books: Books, url: str) -> None:
        self.books = books
        self.folder = alone.folder
        self._alone = alone
        self._variables = {
            "KONTOKIT_BANKIMPORT_API_TOKEN": "t",
            "KONTOKIT_BANKIMPORT_BASE_URL": url,
        }

    def __call__(self, *words: str) -> Ended:
        return self._alone.run("--api", "bankimport", *words, **self._variables)

    def fail_at(self, page: int) -> None:
        """
        Let the provider fail at a page of the transactions, after the list of accounts.
        """
        self.books.failing = len(self.books.asked) + 1 + page


@pytest.fixture
def long(alone: CommandLine) -> Iterator[Long]:
    """
    Two hundred transactions, twenty to a page.
    """
    entries = [Entry(id=n + 1, day=START - timedelta(days=n // 2)) for n in range(200)]
    books = Books(entries=entries, per_page=20)
    with serving("bankimport", books) as url:
        yield Long(alone, books, url)


def test_an_export_is_in_the_order_of_days(long: Long) -> None:
    """
    The oldest first, as bookkeeping programs want it.
    """
    target = long.folder / "rows.jsonl"
    assert long("export", "--to", str(target)).returncode == 0
    days = [json.loads(line)["booking_date"] for line in target.read_text("utf-8").splitlines()]
    assert (len(days), days) == (200, sorted(days))


@pytest.mark.parametrize("form", ["--json", "--jsonl", "--csv", "--output=table"])
def test_a_failure_in_between_leaves_no_file(long: Long, form: str) -> None:
    """
    Half a file would look whole to who does not look at the exit code.
    """
    target = long.folder / "rows"
    long.fail_at(3)
    ended = long("transactions", "--all", form, "--out", str(target))
    assert (ended.returncode, ended.stdout) == (8, "")
    assert not list(long.folder.glob("*rows*"))
    target.write_text("before", "utf-8")
    ended = long("transactions", "--all", form, "--out", str(target), "--force")
    assert (ended.returncode, target.read_text("utf-8")) == (8, "before")


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl", "rows.sta"])
def test_a_failure_in_between_leaves_no_export(long: Long, name: str) -> None:
    """
    Nor what the file is made of.
    """
    long.fail_at(3)
    assert long("export", "--to", str(long.folder / name)).returncode == 8
    assert not list(long.folder.glob("*rows*"))


def test_half_a_document_on_stdout_is_none(long: Long) -> None:
    """
    What was read before the failure is written, and the document is not closed.
    """
    long.fail_at(3)
    ended = long("transactions", "--all", "--json")
    assert ended.returncode == 8
    assert ended.stdout.count("amount") > 10
    with pytest.raises(json.JSONDecodeError):
        json.loads(ended.stdout)


def test_new_rows_come_again_when_they_could_not_be_written(
    long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    They are remembered when the file is there.
    """
    target, replace = long.folder / "rows", os.replace

    def refuse(temporary: str, path: Path) -> None:
        if path == target:
            raise OSError(28, "No space left on device")
        replace(temporary, path)

    words = ("transactions", "--new", "--all", "--jsonl", "--force", "--out", str(target))
    with monkeypatch.context() as patched:
        patched.setattr("kontokit_cli.files.os.replace", refuse)
        assert long(*words).returncode == 1
    for number in (200, 0):
        assert long(*words).returncode == 0
        assert len(target.read_text("utf-8").splitlines()) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [(("--all",), 2), (("--new", "--all"), 2), (("--all", "--status", "pending"), 1)],
)
def test_rows_that_cannot_be_read_are_told(long: Long, words: tuple[str, ...], number: int) -> None:
    """
    How many there are, on stderr, wherever they stand.
    """
    waiting = Entry(id=8001, amount="", pending=True)
    long.books.entries = [Entry(id=8000, amount=""), waiting]
    ended = long("transactions", "--jsonl", *words)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert f": {number} rows cannot be read and are left out\n" in ended.stderr


def test_progress_has_totals_where_the_api_says_them(
    kontokit: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    FinAPI does; of BANKSapi and Bankimport, the number so far is known.
    """
    texts: list[str] = []

    @contextmanager
    def progress(_options: Options) -> Generator[Callable[[str], object]]:
        yield texts.append

    monkeypatch.setattr("kontokit_cli.reading_progress.progress", progress)
    kontokit.connected()
    assert kontokit("transactions", "girokonto", "--all").returncode == 0
    assert texts == [
        "Reading Girokonto ••5678, 0 rows so far",
        "Reading Girokonto ••5678, 450 of 450 rows",
    ]


def test_progress_without_totals(long: Long, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    It moves with each page.
    """
    texts: list[str] = []

    @contextmanager
    def progress(_options: Options) -> Generator[Callable[[str], object]]:
        yield texts.append

    monkeypatch.setattr("kontokit_cli.reading_progress.progress", progress)
    assert long("transactions", "--new", "--jsonl").returncode == 0
    assert [text.rpartition(", ")[2] for text in texts][:4] == [
        f"{number} rows so far" for number in (0, 20, 40, 60)
    ]
