"""
The benchmarks: they run, and all contestants do the same work.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from scripts.benchmarks.__main__ import SECTIONS
from scripts.benchmarks.decoding import contests

ROOT = Path(__file__).parents[3]


def test_contestants_read_the_same_values() -> None:
    """
    With and without the other spelling of a field, and as many rows whatever is wrong in them.
    """
    *lists, accesses, odd = contests(0.001)
    for contest in lists:
        ours = contest.contestants["kontokit"]().value
        assert ours == contest.contestants["msgspec, same models"]() or "spelling" in contest.name
        assert len(ours) == 20
        assert all(row.tags[0].tag_tree_item.tag_tree.is_tenant_generated is False for row in ours)
    assert (
        accesses.contestants["kontokit"]().value == accesses.contestants["msgspec, same models"]()
    )
    readings = {what: read() for what, read in odd.contestants.items()}
    assert len(readings["three bad fields"].deviations) == 3
    assert len(readings["a bad amount"].unreadable) == 1


@pytest.mark.slow
def test_the_command_prints_tables() -> None:
    """
    Of all sections but that of the peers, which are installed from the network, and those of
    fleets, which start servers and many processes.
    """
    sections = sorted(SECTIONS.keys() - {"peers", "fleet", "worklists"})
    command = [sys.executable, "-m", "scripts.benchmarks", *sections]
    command += ["--scale", "0.001", "--rounds", "1"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.count("|---|") >= len(sections) + 5
    assert printed.count("\n| kontokit |") == 10
    assert printed.count("\n| kontokit[aiohttp] |") == 2
    assert printed.count("\n| kontokit[httptools] |") == 3
    assert msgspec.__name__ in printed
