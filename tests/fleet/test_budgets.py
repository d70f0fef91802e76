"""
A budget that eight processes share: takes and gives never let a fifth read through.
"""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kontokit import AsyncReadBudget, BudgetExhaustedError
from kontokit.stores import SqliteStore
from tests.support.processes import in_children

PROCESSES, ROUNDS = 8, 6


def test_no_fifth_read_comes_through(tmp_path: Path) -> None:
    """
    Each process notes what it has taken and given back; what is left open is four at most, and as
    much as the budget says.
    """
    store = SqliteStore(tmp_path / "budget.db", key=None)

    def work(number: int) -> None:
        draw, budget = random.Random(number), AsyncReadBudget(store)  # repeatable

        async def take_and_give() -> int:
            held: list[datetime] = []
            for _ in range(ROUNDS):
                with suppress(BudgetExhaustedError):
                    held.append(await budget.take("a"))
                if held and draw.random() < 0.6:
                    moment = held.pop()
                    await budget.give_back("a", moment)
                    await budget.give_back("a", moment)
            return len(held)

        left = asyncio.run(take_and_give())
        (tmp_path / f"{number}-{os.getpid()}.left").write_text(str(left))

    assert in_children(PROCESSES, work) == [0] * PROCESSES
    kept = sum(int(path.read_text()) for path in tmp_path.glob("*.left"))
    assert kept <= 4
    assert asyncio.run(AsyncReadBudget(store).left("a")) == 4 - kept
