"""
The blocks of the documentation that need DuckDB, run as a reader would run them.
"""

from __future__ import annotations

import pytest

from kontokit_sandbox import Sandbox
from tests.packaging import test_documentation as documentation

production_is_the_sandbox = documentation.production_is_the_sandbox


def test_blocks_with_duckdb_run(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    """
    DuckDB reads the Parquet files that the page writes, and adds their amounts up exactly.
    """
    texts = (page.read_text("utf-8") for page in documentation.ROOT.glob("docs/*.md"))
    blocks = [block for text in texts for block in documentation.BLOCK.findall(text)]
    shown = [block for block in blocks if documentation.NEEDS_DUCKDB in block]
    assert shown
    for block in shown:
        documentation.run(documentation.filled_in(block, sandbox, "", ""), {})
    assert "EUR" in capsys.readouterr().out
