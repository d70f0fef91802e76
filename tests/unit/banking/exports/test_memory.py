"""
Memory does not grow with the number of transactions.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.export_memory import growth

FEW = 2_000
MANY = 22_000
LIMIT = 8.0
"""MiB; the rows alone would be 20 MiB more."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["csv", "jsonl", "camt.053", "mt940"])
def test_memory_is_flat(tmp_path: Path, name: str) -> None:
    assert growth(name, tmp_path / "rows", few=FEW, many=MANY) < LIMIT


@pytest.mark.slow
def test_memory_of_async_exports_is_flat(tmp_path: Path) -> None:
    assert growth("csv", tmp_path / "rows", few=FEW, many=MANY, is_async=True) < LIMIT


@pytest.mark.slow
def test_memory_of_workbooks_is_flat(tmp_path: Path) -> None:
    assert growth("xlsx", tmp_path / "rows", few=FEW, many=MANY) < LIMIT
