"""
Fixtures: a server that says what the test says.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.bank import Bank


@pytest.fixture(scope="session")
def open_bank() -> Iterator[Bank]:
    """
    A real HTTP server on loopback, for all tests.
    """
    bank = Bank()
    yield bank
    bank.close()


@pytest.fixture
def bank(open_bank: Bank) -> Bank:
    """
    The server, with an empty memory.
    """
    open_bank.forget()
    return open_bank
