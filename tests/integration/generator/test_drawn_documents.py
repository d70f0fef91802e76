"""
A few of the documents that ``scripts/fuzz`` draws.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.fuzz.attempts import attempt
from tests.fuzz.documents import drawn

SEED: Final = 22
TOGETHER: Final = 10


@pytest.mark.parametrize("first", range(0, 40, TOGETHER))
def test_a_document_gives_a_package_or_findings(tmp_path: Path, first: int) -> None:
    """
    What is built can be imported and reads the examples; findings name place and fix.
    """
    for number in range(first, first + TOGETHER):
        found = attempt(drawn(SEED, number), tmp_path / "package")
        assert not found.trouble, f"document {number} of seed {SEED}: {found.trouble}"


def test_a_number_of_a_seed_is_always_the_same_document() -> None:
    """
    What failed can be drawn again.
    """
    assert drawn(SEED, 3) == drawn(SEED, 3)
    assert drawn(SEED, 3) != drawn(SEED, 4)
