"""
What tests of several folders need.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.bank import Bank
from tests.support.order_marks import forget_orders
from tests.support.postgres_server import POSTGRES, running_postgres
from tests.support.redis_server import REDIS, running_redis

# A busy machine is no failure; a test that hangs is noticed otherwise.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _forget_orders() -> None:
    """
    Each test is a process of its own, as far as orders go: ports and clocks repeat themselves.
    """
    forget_orders()


@pytest.fixture(scope="session")
def redis_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """
    The port of a real Redis that keeps nothing on the disk.
    """
    pytest.importorskip("redis", reason="redis-py is not installed")
    if REDIS is None:
        pytest.skip("there is no redis-server on the path")
    with running_redis(tmp_path_factory.mktemp("redis")) as port:
        yield port


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """
    The address of an empty database in a real PostgreSQL.
    """
    pytest.importorskip("psycopg_pool", reason="psycopg is not installed")
    if POSTGRES is None:
        pytest.skip("there is no initdb on the path")
    with running_postgres() as address:
        yield address


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
