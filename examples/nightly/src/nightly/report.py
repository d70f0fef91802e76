"""
What came of the night: `python -m nightly.report` loads the rows into bank.duckdb and prints JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from typing import Any

import duckdb
from msgspec import to_builtins

from kontokit import AsyncReadBudget
from kontokit_fleet import load_parts

from .connections import units
from .settings import Settings
from .storage import open_storage


async def report(settings: Settings) -> dict[str, Any]:
    run, folder = settings.run, settings.folder
    async with open_storage(settings) as storage:
        counts, budget = await storage.work.counts(run), AsyncReadBudget(storage.store)
        left = Counter([await budget.left(unit.budget_key) for unit in units(run, folder)])
    with duckdb.connect(str(folder / "bank.duckdb")) as connection:
        load_parts(connection, folder / "parts")
        found = connection.execute("SELECT count(*), sum(amount) FROM transactions").fetchone()
    rows, total = found or (0, None)
    return {
        "units": to_builtins(counts),
        "open": counts.open,
        "connections by reads left": left,
        "rows": rows,
        "total": None if total is None else str(total),
    }


if __name__ == "__main__":
    found = asyncio.run(report(Settings.from_env()))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
