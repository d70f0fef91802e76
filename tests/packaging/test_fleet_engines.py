"""
The page on engines shows the modules of examples/nightly as they are; ``tox -e nightly`` runs them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "examples" / "nightly" / "src" / "nightly"
PAGE = (ROOT / "docs" / "fleet-engines.md").read_text("utf-8")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_every_block_of_the_page_is_a_module_of_the_example() -> None:
    """
    Each engine's, in whole.
    """
    modules = [path.read_text("utf-8") for path in sorted(MODULES.glob("*_app.py"))]
    assert BLOCK.findall(PAGE) == modules


@pytest.mark.parametrize("engine", ["dramatiq", "procrastinate"])
def test_an_adapter_is_short(engine: str) -> None:
    """
    At most 25 lines: what a night is stands elsewhere, once.
    """
    lines = (MODULES / f"{engine}_app.py").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 25
