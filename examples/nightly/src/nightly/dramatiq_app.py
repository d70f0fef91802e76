"""
Dramatiq with Redis: `dramatiq -p 1 -t 25 nightly.dramatiq_app`, and the pump.
"""

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO

from . import worker
from .settings import Settings

settings = Settings.from_env()
broker = RedisBroker(
    url=settings.store,
    middleware=[AsyncIO()],  # one loop; what is tried again, and when, the work list decides
    heartbeat_timeout=int(settings.lease.total_seconds() * 1000),
    maintenance_chance=50_000,  # dead workers are looked for at 5 % of commands, not at 0.1 %
)
dramatiq.set_broker(broker)


@dramatiq.actor
async def refresh(message: dict[str, str]) -> None:
    await worker.refresh(settings, message)


def waiting() -> int:
    return int(broker.client.llen(f"{broker.namespace}:{refresh.queue_name}"))


def send(messages: list[dict[str, str]]) -> None:
    for message in messages:
        refresh.send(message)
