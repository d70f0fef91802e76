"""
What stands in a broker: no secret and no IBAN, and never more units than the lanes need.
"""

from __future__ import annotations

import asyncio
import json
import re
import tracemalloc
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis as BlockingRedis
from redis.asyncio import Redis

from kontokit import ClientCredentials
from kontokit.stores import AsyncRedisStore, RedisStore
from kontokit_finapi_access import AsyncFinapiAccess
from kontokit_fleet import Done, RedisTable, Unit, WorkList
from tests.support.fleet_bank import ROWS, FleetBank, error, iban_of, secrets_of
from tests.support.fleet_worker import RUN, Clock, Fleet, units
from tests.support.own_redis import OwnRedis
from tests.support.redis_server import REDIS

KEY = b"k" * 32
QUEUE = "queue"
LANES = 25


@pytest.fixture
def bank() -> Iterator[FleetBank]:
    with FleetBank() as bank:
        yield bank


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    if REDIS is None:
        pytest.skip("there is no redis-server on the path")
    redis = OwnRedis(tmp_path)
    yield redis
    redis.kill()


async def everything_in(client: Any) -> bytes:
    """
    All keys and values, as they are and as Redis dumps them.
    """
    found = b""
    for key in await client.keys("*"):
        found += key + await client.dump(key)
        kind = await client.type(key)
        if kind == b"hash":
            found += repr(await client.hgetall(key)).encode()
        elif kind == b"list":
            found += b"".join(await client.lrange(key, 0, -1))
        elif kind == b"string":
            found += await client.get(key)
    return found + b"".join(_decoded(found))


def _decoded(found: bytes) -> Iterator[bytes]:
    """
    What stores have written as Base64.
    """
    for text in re.findall(rb":([A-Za-z0-9+/]{20,}={0,2})", found):
        with suppress(ValueError):
            yield b64decode(text, validate=True)


@pytest.mark.parametrize("step", ["", "/token", "/bankConnections", "/update", "/transactions"])
def test_no_secret_is_in_a_broker(redis: OwnRedis, bank: FleetBank, step: str) -> None:
    """
    Wherever a unit ends: PINs, tokens, IBANs and the secret of the client are neither in Redis nor
    in its file. Tokens are sealed, the rest is not there.
    """
    bank.refuse = lambda path, user: error(500) if step and step in path and user == "2" else None

    async def work() -> tuple[bytes, list[Any]]:
        client: Any = Redis(port=redis.port)
        store = AsyncRedisStore(client, key=None)
        fleet = Fleet(store, clock=Clock(), table=RedisTable(client))
        await fleet.work.plan(RUN, units(3))
        for unit in await fleet.work.due(RUN, 3, hold=timedelta(hours=1)):
            await client.rpush(QUEUE, json.dumps(unit.to_dict()))
        with BlockingRedis(port=redis.port) as blocking:
            tokens = RedisStore(blocking, key=KEY)
            messages = await client.lrange(QUEUE, 0, -1)
            outcomes = await _refreshed(fleet, bank, tokens, messages)
        found = await everything_in(client)
        await client.aclose()
        return found, outcomes

    found, outcomes = asyncio.run(work())
    found += b"".join(path.read_bytes() for path in redis.folder.rglob("*.aof"))
    assert outcomes.count(Done(ROWS)) == (2 if step else 3)
    assert units(1)[0].connection.encode() in found
    assert units(1)[0].id.encode() in found
    assert b'"reads"' in found  # a record of a store, decoded
    planted = [b"secret-of-the-client", b"password-of-", b"of-user-", b"again-user"]
    for secret in (*planted, *(iban_of(unit.connection).encode() for unit in units(3))):
        assert secret not in found, secret


async def _refreshed(
    fleet: Fleet, bank: FleetBank, tokens: RedisStore, messages: list[bytes]
) -> list[Any]:
    async with AsyncFinapiAccess(
        client_credentials=ClientCredentials("fleet", "secret-of-the-client"),
        base_url=bank.url,
        token_store=tokens,
        max_retries=0,
    ) as client:
        refresher = fleet.refresher(client)
        return [await refresher.run(Unit.from_dict(json.loads(one))) for one in messages]


def test_the_bank_shows_the_planted_values(bank: FleetBank) -> None:
    """
    Or searching for them would find nothing whatever is kept.
    """
    fleet_secrets = asyncio.run(secrets_of("user-1"))
    assert fleet_secrets.password.reveal() == "password-of-user-1"

    async def work() -> str | None:
        async with bank.client() as client:
            user = client.as_user(fleet_secrets)
            return (await user.accounts.list().first_page()).accounts[0].iban

    assert asyncio.run(work()) == iban_of("1")


def test_a_queue_stays_short_and_the_pump_small(redis: OwnRedis) -> None:
    """
    Of 100,000 planned units, the queue never holds more than twice the lanes, and the memory of the
    pump is the same after sixty rounds as after ten.
    """
    room = 2 * LANES

    async def work() -> tuple[int, int]:
        client: Any = Redis(port=redis.port)
        pump, longest, held = WorkList(RedisTable(client)), 0, list[int]()
        assert await pump.plan(RUN, (unit for unit in units(100_000))) == 100_000
        tracemalloc.start()
        for round_ in range(60):
            free = room - await client.llen(QUEUE)
            for unit in await pump.due(RUN, free, hold=timedelta(hours=1)):
                await client.rpush(QUEUE, json.dumps(unit.to_dict()))
            longest = max(longest, await client.llen(QUEUE))
            await _settled(pump, await client.lpop(QUEUE, 1 + round_ % room))
            if round_ in (10, 59):
                held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        counts = await pump.counts(RUN)
        await client.aclose()
        assert (counts.total, counts.done) == (100_000, sum(1 + one % room for one in range(60)))
        return longest, held[1] - held[0]

    longest, more = asyncio.run(work())
    assert longest == room
    assert more < 200_000


async def _settled(work_list: WorkList, messages: list[bytes]) -> None:
    for message in messages:
        claim = await work_list.claim(Unit.from_dict(json.loads(message)))
        assert claim is not None
        await claim.settle(Done(1))
