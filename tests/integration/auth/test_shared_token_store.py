"""
Processes that share a store of tokens make one token request for each expiry.
"""

from __future__ import annotations

import json
import os
import select
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import pytest

from kontokit.stores import FileStore
from tests.support import token_worker
from tests.support.sandbox_bank import SandboxBank

PROCESSES, READS, EXPIRIES = 8, 50, 20
PROMISED = 5.0
"""Seconds after which a killed holder is forgotten at the latest."""


class Worker:
    """
    A process of ``token_worker.py`` and the exchange with it.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        command = [sys.executable, str(token_worker.__file__), json.dumps(config)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def order(self, text: str) -> None:
        stdin = cast("IO[str]", self.process.stdin)
        stdin.write(f"{text}\n")
        stdin.flush()

    def answer(self, patience: float = 60.0) -> str:
        stdout = cast("IO[str]", self.process.stdout)
        ready, _, _ = select.select([stdout], [], [], patience)
        assert ready, f"no answer of worker {self.process.pid} after {patience} s"
        return stdout.readline().strip()

    def end(self) -> None:
        with self.process:
            self.process.kill()


@pytest.fixture
def workers(finapi: SandboxBank, tmp_path: Path) -> Iterator[list[Worker]]:
    """
    Eight processes that act for the same user, with one file of tokens.
    """
    with _working(finapi, "file", str(tmp_path / "tokens.json"), PROCESSES) as found:
        yield found


@contextmanager
def _working(bank: SandboxBank, kind: str, place: str, number: int) -> Iterator[list[Worker]]:
    user, client = bank.new_user(), bank.credentials
    config = {
        "url": bank.url,
        "store": [kind, place],
        "client": [client.client_id, client.client_secret.reveal()],
        "user": [user.username, user.password.reveal()],
    }
    found = [Worker(config) for _ in range(number)]
    try:
        assert [worker.answer() for worker in found] == ["ready"] * number
        yield found
    finally:
        for worker in found:
            worker.end()


def _round(bank: SandboxBank, workers: list[Worker], reads: int) -> int:
    """
    Let all work at the same time, and count the token requests that this takes.
    """
    before = bank.token_requests
    for worker in workers:
        worker.order(f"read {reads}")
    assert [worker.answer() for worker in workers] == [str(reads)] * len(workers)
    return bank.token_requests - before


def test_eight_processes_refresh_once_for_each_of_twenty_expiries(
    finapi: SandboxBank, workers: list[Worker], tmp_path: Path
) -> None:
    """
    8 processes call 50 times each after every one of 20 expiries: one token request each time,
    no call fails, and the file is its owner's alone.
    """
    counts = [_round(finapi, workers, READS)]
    for _ in range(EXPIRIES):
        finapi.end_tokens()
        counts.append(_round(finapi, workers, READS))
    assert counts == [1] * (EXPIRIES + 1)
    assert stat.S_IMODE((tmp_path / "tokens.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_other_stores_are_shared_in_the_same_way(
    finapi: SandboxBank, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """
    Processes that share a database, or a Redis, refresh once for each expiry too.
    """
    is_redis = kind == "redis"
    place = str(request.getfixturevalue("redis_port") if is_redis else tmp_path / "tokens.db")
    with _working(finapi, kind, place, 4) as workers:
        counts = [_round(finapi, workers, 10)]
        for _ in range(5):
            finapi.end_tokens()
            counts.append(_round(finapi, workers, 10))
    assert counts == [1] * 6


@pytest.mark.skipif(os.name != "posix", reason="kill -9 and select on pipes are POSIX")
def test_a_killed_lock_holder_does_not_block_others(
    finapi: SandboxBank, workers: list[Worker]
) -> None:
    """
    A process is killed while it holds the lock of a refresh; the others go on at once with one
    token request of their own.
    """
    _round(finapi, workers, 1)
    for victim in (workers[0], workers[1]):
        others = [one for one in workers if one.process.poll() is None and one is not victim]
        finapi.end_tokens()
        victim.order("stall")
        assert victim.answer() == "holding"
        for worker in others:
            worker.order("read 5")
        before = finapi.token_requests
        victim.end()
        assert [worker.answer(PROMISED) for worker in others] == ["5"] * len(others)
        assert finapi.token_requests - before == 1


def test_the_file_holds_one_token_and_says_that_it_is_plain(
    finapi: SandboxBank, workers: list[Worker], tmp_path: Path
) -> None:
    """
    After all processes have read there is one record, and the file says how it is protected.
    """
    _round(finapi, workers, 1)
    assert json.loads((tmp_path / "tokens.json").read_text())["protection"] == "plaintext"
    assert len(list((tmp_path / "tokens.json.records").glob("*/*"))) == 1
    assert "plaintext" in repr(FileStore(tmp_path / "tokens.json", key=None))
