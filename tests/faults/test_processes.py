"""
Orders at a slow bank whose processes are killed; ``python -m tests.faults`` plays more of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.processes import processes, store_for

SEED = 20_261_129
NUMBER = 10


@pytest.mark.skipif(os.name != "posix", reason="fork is POSIX")
def test_no_killed_process_leads_to_a_second_order_or_a_false_claim(
    tmp_path: Path, redis_port: int
) -> None:
    """
    The record in SQLite or Redis is all that the next process has.
    """
    with processes(tmp_path) as made:
        stores = [store_for(number, tmp_path, redis_port) for number in range(NUMBER)]
        results = [made.play(SEED, number, store) for number, store in enumerate(stores)]
    failed = [one.report for one in results if one.troubles]
    assert not failed, "\n\n".join(failed)
