"""
Clients of a provider that answers as a test says, with a clock that moves when someone sleeps.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from kontokit.core.clock import Moment
from tests.support.flow_driver import BlockingSca, CallMode, class_of
from tests.support.scripted_provider import Answer, Provider


class Clock:
    """
    A clock that moves on when someone sleeps.
    """

    def __init__(self, start: datetime | None = None) -> None:
        """
        Args:
            start: By default the real time: direct calls know that one, and see what flows store.
        """
        self.time = start or datetime.now(UTC)
        self.steady = 0.0

    def now(self) -> Moment:
        return Moment(time=self.time, steady=self.steady)

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.steady += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


class Caller:
    """
    A client of one provider, blocking or async.
    """

    def __init__(self, mode: CallMode, api: str, provider: Provider, **settings: Any) -> None:
        self.client: Any = class_of(mode, api)(
            user_token="t", base_url=provider.url, transport=mode.transport, **settings
        )
        mode.clients.append(self.client)
        self.clock = Clock()
        sleep = self.clock.sleep_async if mode.is_async else self.clock.sleep
        self.sca = BlockingSca(mode, self.client.sca.with_options(clock=self.clock, sleep=sleep))


class Scripted:
    """
    A bank that answers one after the other, and then for ever the last one.
    """

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)

    def __call__(self, method: str, path: str) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
