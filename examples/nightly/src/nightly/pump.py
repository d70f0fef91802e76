"""
Fills a queue with what is due: `python -m nightly.pump celery`. One for all workers; a second one
does no harm. It ends when the night is over.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Protocol

from .settings import Settings
from .storage import open_storage
from .worker import plan


class Queue(Protocol):
    """
    What a module of an engine has, such as `nightly.celery_app`.
    """

    def waiting(self) -> int:
        """
        How many messages no worker has taken yet.
        """
        ...

    def send(self, messages: Sequence[dict[str, str]]) -> None:
        """
        Queue messages, due at once. The work list keeps the times, not the engine.
        """
        ...


async def night(settings: Settings, queue: Queue) -> None:
    run, most = settings.run, 2 * settings.lanes * settings.workers
    async with open_storage(settings) as storage:
        await plan(settings, storage)
        while (counts := await storage.work.counts(run)).open:
            if datetime.now(UTC) >= settings.ends:
                break
            room = most - await asyncio.to_thread(queue.waiting)
            # A message that is lost is sent again, long after the engine should have done so.
            hold = 4 * settings.redelivery
            due = await storage.work.due(run, room, hold=hold) if room > 0 else []
            if due:
                await asyncio.to_thread(queue.send, [unit.to_dict() for unit in due])
            await asyncio.sleep(settings.pause.total_seconds())
    logging.info("the night is over: %s", counts)


if __name__ == "__main__":
    logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s %(name)s %(message)s")
    engine = import_module(f"nightly.{sys.argv[1]}_app")
    asyncio.run(night(Settings.from_env(), engine))
