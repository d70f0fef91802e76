"""
Moments and spans of time that several tests use.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from kontokit import (
    BERLIN,
)

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
NOON = datetime(2040, 3, 24, 12, tzinfo=BERLIN)
