"""
Clients that know a provider only by its documents, and the mark for where they differ.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import pytest

from tests.integration.documents.provider import ScriptedProvider
from tests.integration.documents.samples import PUBLIC_KEY
from tests.support.flow_driver import BlockingSca, CallMode, class_of
from tests.support.scripted_caller import Clock

SAMPLED: Final = datetime(2026, 11, 28, 12, tzinfo=UTC)
"""When the forms of the samples were opened."""


def differs(how: str) -> pytest.MarkDecorator:
    """
    Mark a test of what a document says, which the client does not do yet.
    """
    return pytest.mark.xfail(strict=True, reason=how)


class Customer:
    """
    A client with a user's token, whose clock moves when it sleeps.
    """

    def __init__(self, mode: CallMode, api: str, provider: ScriptedProvider) -> None:
        more: dict[str, Any] = {"credential_key": PUBLIC_KEY} if api == "banksapi" else {}
        more["allow_invalid_iban"] = True  # samples of direct debits have wrong check digits
        self.client: Any = class_of(mode, api)(
            user_token="access-token", base_url=provider.url, transport=mode.transport, **more
        )
        mode.clients.append(self.client)
        self.mode = mode
        self.clock = Clock(SAMPLED)
        sleep = self.clock.sleep_async if mode.is_async else self.clock.sleep
        self.sca = BlockingSca(mode, self.client.sca.with_options(clock=self.clock, sleep=sleep))

    def lives_at(self, time: datetime) -> None:
        """
        Set the clock, for samples that hold a deadline.
        """
        self.clock.time = time

    def call(self, method: Any, *args: Any, **kwargs: Any) -> Any:
        return self.mode.run(method(*args, **kwargs))


def waited(flow: Any) -> Any:
    """
    The last step of a flow that needs nothing but time.
    """
    while not flow.done:
        flow.wait()
    return flow.step
