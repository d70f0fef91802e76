"""
The whole night in one process: `python -m nightly.plain`. Killed and started again, it goes on.
"""

from __future__ import annotations

import asyncio
import logging
import signal

from kontokit_fleet import refresh_all

from .settings import Settings
from .storage import open_storage
from .worker import open_refresher, plan


async def night(settings: Settings) -> None:
    """
    At SIGTERM it begins nothing more, and gives back what is not done within 30 seconds.
    """
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with open_storage(settings) as storage, open_refresher(settings, storage) as refresher:
        await plan(settings, storage)
        counts = await refresh_all(
            settings.run,
            storage.work,
            refresher.run,
            lanes=settings.lanes,
            until=settings.ends,
            stop=stop,
        )
    logging.info("%s: %s", "stopped" if stop.is_set() else "the night is over", counts)


if __name__ == "__main__":
    logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(night(Settings.from_env()))
