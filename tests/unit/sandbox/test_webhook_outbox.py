"""
How webhooks are sent: attempts by the time of the sandbox, faults, limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest

from kontokit_sandbox import WebhookInbox
from kontokit_sandbox.openapi.errors import BrokenResponseError
from kontokit_sandbox.server.clock import Clock
from kontokit_sandbox.webhooks.destinations import Destinations
from kontokit_sandbox.webhooks.notification import Notification, WebhookTarget
from kontokit_sandbox.webhooks.outbox import MOST_DELIVERIES, FaultOptions, Outbox
from kontokit_sandbox.webhooks.worker import MOST_WAITING, Worker

NOTIFICATION = Notification(
    api="banksapi",
    event="BALANCE",
    webhook="balanceNotification",
    body={"what": "balance"},
    serial_name="serial",
    delays=(0.0, 15.0, 60.0, 240.0),
)


class Sent:
    """
    An outbox whose clock stands, and what comes out of it.
    """

    def __init__(self, inbox: WebhookInbox) -> None:
        self.inbox = inbox
        self.clock = Clock("frozen:2026-03-01T08:00")
        self.faults: list[FaultOptions] = []
        self.failures: list[Exception] = []
        self.is_valid = True
        self.box = Outbox(
            self.clock,
            Destinations(),
            validate=self._validate,
            fail=self.failures.append,
            catch_up=self._catch_up,
            faults=lambda _, __: self.faults.pop(0) if self.faults else {},
        )
        self.clock.timeline.add(self.box)
        self.box.targets["banksapi"] = WebhookTarget(url=inbox.url)

    def post(self, count: int = 1, **faults: Any) -> None:
        self.faults.append(faults)
        for _ in range(count):
            assert self.box.post(NOTIFICATION) is not None
        assert self.box.wait(10)

    def advance(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        assert self.box.wait(10)

    @property
    def serials(self) -> list[int]:
        return [one.json()["serial"] for one in self.inbox.notifications]

    def _validate(self, _api: str, _webhook: str, _body: Any) -> None:
        if not self.is_valid:
            raise BrokenResponseError("it is not valid")

    def _catch_up(self) -> datetime | None:
        return None


@pytest.fixture
def sent(webhook_inbox: WebhookInbox) -> Iterator[Sent]:
    made = Sent(webhook_inbox)
    yield made
    made.box.close()


def test_numbers_rise(sent: Sent) -> None:
    """
    Each notification has the next running number.
    """
    sent.post(3)
    assert sent.serials == [1, 2, 3]
    assert [one.state for one in sent.box.deliveries] == ["sent"] * 3


def test_attempts_follow_the_time_of_the_sandbox(sent: Sent) -> None:
    """
    A notification that is not accepted is tried again after 15, 60 and 240 seconds, then given
    up. Later ones are sent all the same.
    """
    sent.inbox.status = 503
    sent.post()
    for seconds, attempts in ((14, 1), (1, 2), (45, 3), (179, 3), (1, 4), (3600, 4)):
        sent.advance(seconds)
        assert len(sent.inbox.notifications) == attempts
    sent.inbox.status = 200
    sent.post()
    assert sent.serials == [1, 1, 1, 1, 2]
    given_up, accepted = sent.box.deliveries
    assert (given_up.state, len(given_up.attempts), given_up.attempts[0].status) == (
        "given up", 4, 503,
    )  # fmt: skip
    assert accepted.state == "sent"


def test_all_attempts_fall_due_in_one_leap(sent: Sent) -> None:
    """
    Whoever moves the clock by a day sees all attempts.
    """
    sent.inbox.status = 500
    sent.post()
    sent.advance(86_400)
    assert sent.serials == [1, 1, 1, 1]


def test_one_attempt_where_nobody_looks_at_the_answer(sent: Sent) -> None:
    """
    Any answer will do then; no answer at all is told as such.
    """
    sent.inbox.status = 500
    once = replace(NOTIFICATION, delays=(0.0,))
    sent.box.post(once)
    assert sent.box.wait(10)
    sent.inbox.close()
    sent.box.post(once)
    assert sent.box.wait(10)
    answered, unanswered = sent.box.deliveries
    assert (answered.state, unanswered.state) == ("sent", "given up")
    assert "ConnectError" in str(unanswered.attempts[0].error)


@pytest.mark.parametrize(
    ("faults", "serials"),
    [
        ({"drop": {}}, [2, 3]),
        ({"twice": {}}, [1, 1, 2, 3]),
        ({"out_of_order": {}}, [2, 1, 3]),
        ({"serial_gap": {"n": 3}}, [4, 5, 6]),
        ({"late": {"seconds": 90}}, [2, 3, 1]),
    ],
)
def test_faults(sent: Sent, faults: dict[str, Any], serials: list[int]) -> None:
    """
    What a network and a provider do to notifications.
    """
    sent.post(3, **faults)
    sent.advance(89)
    before = len(sent.serials)
    sent.advance(1)
    assert sent.serials == serials
    assert before == len(serials) - ("late" in faults)
    assert f"fault: {next(iter(faults))}" in sent.box.deliveries[0].notes


def test_truncated_body(sent: Sent) -> None:
    """
    Half of the body comes, as if that were all.
    """
    sent.post(truncated={})
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        sent.inbox.notifications[0].json()


def test_resent_bytes_are_the_same(sent: Sent) -> None:
    """
    A notification that is sent again is a duplicate, and a delivery of its own.
    """
    sent.post()
    again = sent.box.resend(sent.box.deliveries[0])
    assert sent.box.wait(10)
    first, second = sent.inbox.notifications
    assert first.body == second.body
    assert (again.id, again.resent, again.serial) == ("d2", "d1", 1)


def test_nothing_invalid_is_sent(sent: Sent) -> None:
    """
    A body against its document is a bug of the sandbox.
    """
    sent.is_valid = False
    assert sent.box.post(NOTIFICATION) is None
    assert sent.box.wait(10)
    assert sent.inbox.notifications == []
    assert len(sent.failures) == 1


def test_elsewhere_is_listed_as_not_sent(sent: Sent) -> None:
    """
    The delivery says why.
    """
    sent.box.targets["banksapi"] = WebhookTarget(url="http://192.0.2.1/hooks")
    sent.post()
    (one,) = sent.box.deliveries
    assert (one.state, one.attempts) == ("not sent", [])
    assert one.reason == "not sent: 192.0.2.1 is not on this machine"


def test_proxies_and_redirects_lead_nowhere(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Neither the environment nor a receiver can send a notification elsewhere.
    """
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:3128")
    sent.inbox.status = 307
    sent.inbox.headers = {"Location": f"{sent.inbox.url}again"}
    sent.post()
    assert [one.path for one in sent.inbox.notifications] == ["/"]


def test_reset_forgets_everything(sent: Sent) -> None:
    """
    Numbers begin again, and what waited for another attempt is gone.
    """
    sent.inbox.status = 503
    sent.post()
    sent.box.reset()
    sent.advance(86_400)
    assert len(sent.inbox.notifications) == 1
    sent.box.targets["banksapi"] = WebhookTarget(url=sent.inbox.url)
    sent.post()
    assert sent.serials == [1, 1]


def test_the_oldest_that_waits_is_dropped() -> None:
    """
    A receiver that hangs cannot fill the memory.
    """
    hold, done = Event(), list[int]()

    def work(item: int) -> None:
        hold.wait()
        done.append(item)

    worker = Worker(work, lambda: None)
    worker.put(-1)
    while worker.waiting:
        pass
    dropped = [worker.put(number) for number in range(MOST_WAITING + 2)]
    assert [one for one in dropped if one is not None] == [0, 1]
    hold.set()
    assert worker.wait(10)
    assert done == [-1, *range(2, MOST_WAITING + 2)]
    worker.close()


def test_deliveries_are_bounded(sent: Sent) -> None:
    """
    The newest are kept.
    """
    assert sent.box.deliveries.maxlen == MOST_DELIVERIES


def test_the_receiver_may_call_back(sent: Sent) -> None:
    """
    ``wait`` and ``post`` of several threads get along.
    """
    threads = [Thread(target=sent.post, args=(20,)) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(sent.serials) == list(range(1, 81))
