"""
A confirmation in an app at a bank that cannot be polled: ``wait()`` alone gets there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from kontokit.sca.steps import Decoupled, Expired, Finished, State, Unknown
from tests.support.flow_driver import BlockingFlow, CallMode
from tests.support.scripted_banksapi import CREATED, access, adding, challenge
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

Serve = Callable[[Callable[[str, str], Answer]], Provider]
APP: Final = challenge("Bitte in der App bestätigen", decoupled=True)
ASKS: Final = access("INTERAKTION", "authenticate", challenge=APP)
DONE: Final = access("VOLLSTAENDIG")
PAYER: Final = {"provider": "00000000-0000-0000-0000-000000000000", "product": "DE1"}
DETAILS: Final = {
    "recipient": "r",
    "purpose": "p",
    "iban": "DE02120300000000202051",
    "currency": "EUR",
    "amount": 1,
}


class Scene:
    """
    A provider that plays a script, and when its confirmations came.
    """

    def __init__(self, mode: CallMode, serve: Serve, *answers: Answer) -> None:
        self.script = Scripted(*answers)
        self.times: list[datetime] = []
        self.provider = serve(self)
        self.caller = Caller(mode, "banksapi", self.provider)

    def __call__(self, method: str, path: str) -> Answer:
        if method == "POST" and "consent" in path:
            self.times.append(self.caller.clock.time)
            assert json.loads(self.provider.last.body) == {}
        return self.script(method, path)

    def paying(self) -> BlockingFlow:
        method = self.caller.client.payments.initiate_single_transfer
        return self.caller.sca.start(method, **PAYER, transfer_details=DETAILS)


def test_wait_confirms_once_a_minute_until_the_bank_is_done(mode: CallMode, serve: Serve) -> None:
    """
    An answer that still asks is no failure: the bank is told again after a minute.
    """
    scene = Scene(mode, serve, CREATED, ASKS, ASKS, ASKS, DONE)
    flow = adding(scene.caller)
    began = scene.caller.clock.time
    assert isinstance(flow.step, Decoupled)
    assert flow.step.needs_confirm
    assert flow.step.not_before == began + timedelta(seconds=60)
    assert flow.wait() == Finished()
    assert [(at - began).total_seconds() for at in scene.times] == [60, 120, 180]


def test_app_that_never_confirms_expires_with_its_deadline(mode: CallMode, serve: Serve) -> None:
    """
    After five minutes ``wait()`` says what is true: the time has passed.
    """
    scene = Scene(mode, serve, CREATED, ASKS)
    flow = adding(scene.caller)
    began = scene.caller.clock.time
    assert flow.wait() == Expired(what="polls")
    assert scene.caller.clock.time == began + timedelta(minutes=5)
    assert len(scene.times) == 4
    assert {later - earlier for earlier, later in pairwise(scene.times)} == {timedelta(minutes=1)}


def test_user_who_says_so_is_not_kept_waiting(mode: CallMode, serve: Serve) -> None:
    """
    ``confirm()`` tells the bank at once, and a minute begins again after it.
    """
    scene = Scene(mode, serve, CREATED, ASKS, ASKS, DONE)
    flow = adding(scene.caller)
    began = scene.caller.clock.time
    assert isinstance(flow.confirm(), Decoupled)
    assert flow.wait() == Finished()
    assert [(at - began).total_seconds() for at in scene.times] == [0, 60]


def test_timeout_of_the_caller_sends_nothing(mode: CallMode, serve: Serve) -> None:
    """
    A wait that is shorter than the minute leaves the step as it is.
    """
    scene = Scene(mode, serve, CREATED, ASKS, DONE)
    flow = adding(scene.caller)
    assert isinstance(flow.wait(timeout=59), Decoupled)
    assert scene.times == []
    assert flow.wait(timeout=2) == Finished()


def test_order_whose_app_never_confirms_is_of_unknown_outcome(mode: CallMode, serve: Serve) -> None:
    """
    The user may have confirmed unseen, so the order has neither expired nor failed.
    """
    links = [{"rel": "authenticate", "href": "/customer/v2/consent/c1"}]
    order = {**PAYER, "transferDetails": DETAILS}
    body = {"messages": [], "relations": links, "challenge": APP, "transfer": order}
    scene = Scene(mode, serve, (200, {}, body))
    flow = scene.paying()
    assert isinstance(flow.step, Decoupled)
    assert isinstance(flow.wait(), Unknown)
    assert flow.state is State.UNKNOWN
    assert len(scene.times) == 4


def test_bank_that_can_be_polled_is_polled(mode: CallMode, serve: Serve) -> None:
    """
    The relation to poll is preferred, and no confirmation is sent by waiting.
    """
    asks = access("INTERAKTION", "authenticate", "authenticate_decoupled", challenge=APP)
    scene = Scene(mode, serve, CREATED, asks, DONE)
    flow = adding(scene.caller)
    assert not flow.step.needs_confirm
    assert flow.wait() == Finished()
    assert scene.times == []
