"""
Nightly refreshes of many users: resumable units of work, for any engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attempt import RefreshOptions as RefreshOptions
from .breaker import BankBreaker as BankBreaker
from .claim import Claim as Claim
from .entry import Step as Step
from .errors import ClaimLostError as ClaimLostError
from .errors import NotReadyError as NotReadyError
from .errors import RateWaitError as RateWaitError
from .events import BreakerChanged as BreakerChanged
from .events import ClaimLost as ClaimLost
from .events import Event as Event
from .events import LimiterWaited as LimiterWaited
from .events import Observer as Observer
from .events import ReadCounted as ReadCounted
from .events import RequestLimited as RequestLimited
from .events import RunCounted as RunCounted
from .events import StepWritten as StepWritten
from .events import TokenRequested as TokenRequested
from .events import UnitEnded as UnitEnded
from .events import UnitStarted as UnitStarted
from .events import log_event as log_event
from .lanes import refresh_all as refresh_all
from .loop_thread import LoopThread as LoopThread
from .outcome import Done as Done
from .outcome import Gone as Gone
from .outcome import Later as Later
from .outcome import NeedsUser as NeedsUser
from .outcome import Outcome as Outcome
from .outcome import Unknown as Unknown
from .outcome import Verdict as Verdict
from .postgres_table import PostgresTable as PostgresTable
from .rate_limiter import MemoryRateLimiter as MemoryRateLimiter
from .rate_limiter import RateLimit as RateLimit
from .rate_limiter import RateLimiter as RateLimiter
from .rate_limiter import RedisRateLimiter as RedisRateLimiter
from .redis_table import RedisTable as RedisTable
from .refresher import Refresher as Refresher
from .sinks import ParquetSink as ParquetSink
from .sinks import Sink as Sink
from .sinks import SqlSink as SqlSink
from .sinks import load_parts as load_parts
from .store_table import StoreTable as StoreTable
from .table import Row as Row
from .table import WorkTable as WorkTable
from .unit import Unit as Unit
from .verdict import unattended as unattended
from .verdict import verdict as verdict
from .waiting import async_wait_until_ready as async_wait_until_ready
from .waiting import wait_until_ready as wait_until_ready
from .watermarks import Watermarks as Watermarks
from .work_list import Counts as Counts
from .work_list import WorkList as WorkList

if TYPE_CHECKING:
    __version__: str
else:  # type checkers would take a module with __getattr__ to have every name

    def __getattr__(name: str) -> str:
        if name == "__version__":
            # Looking it up reads the disk, so only for those who ask.
            from importlib.metadata import version

            return version("kontokit-fleet")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
