"""
What one test lets banks refuse, the next one does not know.
"""

from __future__ import annotations

import os

import pytest

from kontokit.pipeline import guards
from kontokit.pipeline.mark_book import MarkBook
from kontokit.stores import MemoryStore


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Forget the marks of the process. Import it in the ``conftest.py`` of a folder.
    """
    book = MarkBook(MemoryStore(), os.urandom(32))
    monkeypatch.setattr(guards, "PROCESS_BOOK", book)
