"""
Memory does not grow with the number of transactions.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.export_memory import growth


@pytest.mark.parametrize("name", ["parquet", "arrow"])
def test_memory_is_flat(tmp_path: Path, name: str) -> None:
    """
    A batch of 10,000 rows is in memory; all rows would be 50 MiB more.
    """
    assert growth(name, tmp_path / "rows", few=10_000, many=60_000) < 24
