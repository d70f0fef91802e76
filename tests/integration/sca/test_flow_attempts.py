"""
The repetitions of a flow and those of a call do not multiply.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit import ConnectError, ConnectionLostError, KontokitError
from kontokit.http import HttpResponse
from kontokit.sca.steps import Unknown
from tests.support.flow_driver import BlockingSca, CallMode, class_of
from tests.support.scripted_caller import Clock
from tests.support.scripted_transport import AsyncScriptedTransport, ScriptedTransport

ORDER: dict[str, Any] = {"payment_id": 1, "banking_interface": "XS2A"}


def begin(mode: CallMode, transport: ScriptedTransport, **settings: Any) -> tuple[Any, Clock]:
    client: Any = class_of(mode, "finapi_access")(
        user_token="t", base_url="http://127.0.0.1:1", transport=transport, **settings
    )
    mode.clients.append(client)
    clock = Clock()
    sleep = clock.sleep_async if mode.is_async else clock.sleep
    sca = BlockingSca(mode, client.sca.with_options(clock=clock, sleep=sleep))
    return sca.start(client.payments.submit, **ORDER), clock


def faulty(mode: CallMode, *outcomes: HttpResponse | KontokitError) -> ScriptedTransport:
    return (AsyncScriptedTransport if mode.is_async else ScriptedTransport)(list(outcomes))


def test_what_was_not_sent_is_tried_three_times(mode: CallMode) -> None:
    """
    By the flow alone: three requests, numbered, with one correlation id.
    """
    transport = faulty(mode, ConnectError("refused"))
    with pytest.raises(ConnectError) as caught:
        begin(mode, transport)
    assert transport.attempts() == [1, 2, 3]
    assert caught.value.attempts == 3
    assert caught.value.is_retry_safe
    assert len({request.labels.correlation_id for request in transport.requests}) == 1


@pytest.mark.parametrize(("most", "sent"), [(0, 1), (1, 2), (9, 3)])
def test_max_retries_limits_a_flow_too(mode: CallMode, most: int, sent: int) -> None:
    """
    It can only lower the number.
    """
    transport = faulty(mode, ConnectError("refused"))
    with pytest.raises(ConnectError):
        begin(mode, transport, max_retries=most)
    assert len(transport.requests) == sent


def test_a_lost_order_is_sent_once(mode: CallMode) -> None:
    """
    And is unknown.
    """
    transport = faulty(mode, ConnectionLostError("reset"))
    flow, _ = begin(mode, transport, max_retries=9)
    assert isinstance(flow.step, Unknown)
    assert transport.attempts() == [1]


def test_a_look_of_a_flow_is_sent_once(mode: CallMode) -> None:
    """
    Although it only reads: the flow decides when to look again.
    """
    transport = faulty(mode, ConnectionLostError("reset"), HttpResponse(status_code=503))
    flow, clock = begin(mode, transport, max_retries=9)
    transport.requests.clear()
    clock.sleep(3600)
    flow.reconcile()
    assert isinstance(flow.step, Unknown)
    assert [request.method for request in transport.requests] == ["GET"]
    assert transport.attempts() == [1]
