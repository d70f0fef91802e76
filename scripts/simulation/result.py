"""
What a night has come to, as a file that curves and tables are made from.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from kontokit_fleet import Counts


class Sample(Struct, frozen=True, kw_only=True):
    """
    How far the night is, once a minute. What is not a state is counted for the minute before.
    """

    minute: int
    done: int
    needs_user: int
    in_work: int
    """Units that workers have which are alive."""
    at_banks: int
    """Downloads that go on."""
    requests: int
    too_many: int
    """Answers with 429."""
    reads: int
    """Downloads that were begun."""
    probes: int
    """How often a bank was asked that was down."""


class Result(Struct, kw_only=True):
    """
    The night, its samples, and what was counted.
    """

    users: int
    workers: int
    lanes: int
    requests_per_second: float
    samples: list[Sample] = []
    counts: Counts = Counts()
    kills: int = 0
    commands: dict[str, int] = {}
    """Calls of the work list and of the store."""
    operations: dict[str, int] = {}
    """Requests that have arrived at the provider."""
    statuses: dict[int, int] = {}
    asked: dict[int, int] = {}
    """How often a bank was asked → how many connections."""
    tokens: dict[int, int] = {}
    """How many tokens a user was given → how many users."""
    probes_of: dict[str, int] = {}
    """Bank → how often it was asked while it was down."""
    rows_twice: int = 0
    cpu_seconds: float = 0.0

    def save(self, path: Path) -> None:
        """
        Write the file.
        """
        text = msgspec.json.format(msgspec.json.encode(self), indent=1)
        path.write_bytes(text + b"\n")

    @classmethod
    def read(cls, path: Path) -> Result:
        """
        Read the file.
        """
        return msgspec.json.decode(path.read_bytes(), type=cls)
