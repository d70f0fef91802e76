"""
Everything that is in a Redis or a PostgreSQL, as text that can be searched.
"""

from __future__ import annotations

from typing import Any


def of_redis(url: str) -> str:
    """
    All keys and values.
    """
    from redis import Redis

    with Redis.from_url(url) as client:
        return "\n".join(f"{key!r} {_value(client, key)!r}" for key in client.scan_iter())


def of_postgres(address: str) -> str:
    """
    All rows of all tables.
    """
    import psycopg

    listed = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public'"
    with psycopg.connect(address) as connection:
        names = [".".join(row) for row in connection.execute(listed)]
        # The names come from the database itself.
        return "\n".join(
            repr(row) for name in names for row in connection.execute(f"TABLE {name}".encode())
        )


def _value(client: Any, key: bytes) -> object:
    kind = client.type(key)
    if kind == b"hash":
        return client.hgetall(key)
    if kind == b"list":
        return client.lrange(key, 0, -1)
    if kind == b"set":
        return client.smembers(key)
    if kind == b"zset":
        return client.zrange(key, 0, -1, withscores=True)
    if kind == b"string":
        return client.get(key)
    assert kind == b"none", f"a key of another kind: {kind}"  # it has gone meanwhile
    return None
