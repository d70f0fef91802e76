"""
The blocks of the documentation that need DuckDB or Arrow, run as a reader would run them.
"""

from __future__ import annotations

import pytest

from kontokit_sandbox import Sandbox
from tests.packaging import test_documentation as documentation

production_is_the_sandbox = documentation.production_is_the_sandbox


def test_blocks_with_parquet_files_run(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    DuckDB reads the Parquet files that a page writes, and adds their amounts up exactly; a night
    of a fleet writes some too.
    """
    texts = (page.read_text("utf-8") for page in documentation.ROOT.glob("docs/*.md"))
    blocks = [block for text in texts for block in documentation.BLOCK.findall(text)]
    shown = [block for block in blocks if documentation.NEEDS_ARROW.search(block)]
    assert all(any(name in block for block in shown) for name in ("duckdb", "ParquetSink"))
    for block in shown:
        documentation.run(documentation.filled_in(block, sandbox, "", ""), {})
    assert "EUR" in capsys.readouterr().out
