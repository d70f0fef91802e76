"""
Orders at a slow bank, with faults drawn by seed; ``python -m tests.faults`` plays more of them.
"""

from __future__ import annotations

import pytest

from tests.faults.play import play
from tests.faults.schedule import draw

SEED = 20_261_129
GROUPS = 10
"""So that two workers of pytest share the schedules."""


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_fault_leads_to_a_second_order_or_a_false_claim(group: int) -> None:
    """
    500 schedules: what the flow says at the end agrees with the books of the bank.
    """
    results = [play(draw(SEED, number)) for number in range(group, 500, GROUPS)]
    failed = [one.report for one in results if one.troubles]
    assert not failed, "\n\n".join([f"{len(failed)} of {len(results)} failed", *failed[:3]])


def test_a_schedule_is_the_same_in_every_run() -> None:
    """
    The printed seed and number are enough to see a failure again.
    """
    for number in range(20):
        first, second = play(draw(SEED, number)), play(draw(SEED, number))
        assert draw(SEED, number) == draw(SEED, number)
        assert (first.end, first.troubles) == (second.end, second.troubles)
        assert first.trace == second.trace
