"""
The user confirms in an app, and the bank is asked as often as it allows.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from kontokit.sca.errors import ScaExpiredError
from kontokit.sca.steps import Decoupled, Expired, Finished
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BlockingFlow
from tests.support.sca_finapi import Customer

HOUR = timedelta(hours=1)


def _asked(customer: Customer, method: str = "decoupledSlow") -> BlockingFlow:
    flow = customer.importing()
    flow.choose(method)
    assert isinstance(flow.step, Decoupled)
    return flow


def _spaces(customer: Customer) -> list[float]:
    """
    Seconds between the requests from the choice of the method on.
    """
    found = customer.sandbox.requests_to(customer.api, "importBankConnection")[1:]
    return [(two.at - one.at).total_seconds() for one, two in pairwise(found)]


def test_polls_keep_the_interval_of_the_bank(either: Customer) -> None:
    """
    Seven polls find nothing, the eighth finds the confirmation; none comes early.
    """
    flow = _asked(either)
    flow.wait()
    assert flow.result.account_ids
    spaces = _spaces(either)
    assert len(spaces) == 8
    assert min(spaces) >= 5.0
    polls = either.answers("importBankConnection")[2:]
    assert [one["decoupledCallback"] for one in polls] == [True] * 8
    assert len({one["hash"] for one in polls}) == 8


def test_confirming_does_not_shorten_the_poll_interval(customer: Customer) -> None:
    """
    ``confirm()`` asks once, and where the pause is not over yet it waits for its end.
    """
    flow = _asked(customer, "decoupled")
    step = flow.confirm()
    assert isinstance(step, Decoupled)
    assert step == flow.step
    assert flow.confirm() == Finished()
    assert flow.result.account_ids
    spaces = _spaces(customer)
    assert len(spaces) == 2
    assert min(spaces) >= 5.0


def test_wait_with_a_timeout(customer: Customer, sandbox: Sandbox) -> None:
    """
    ``wait`` comes back after its timeout, and later goes on where it was.
    """
    flow = _asked(customer)
    begin = sandbox.now
    flow.wait(timeout=12.0)
    assert isinstance(flow.step, Decoupled)
    assert timedelta(seconds=10) <= sandbox.now - begin < timedelta(seconds=13)
    assert len(_spaces(customer)) == 2
    flow.wait(timeout=0.0)
    flow.wait(timeout=1.0)
    flow.wait()
    assert flow.result.account_ids
    assert min(_spaces(customer)) >= 5.0


def test_decoupled_confirmation_never_comes(customer: Customer, sandbox: Sandbox) -> None:
    """
    After five minutes, or sixty polls, the flow is over, and so is the asking.
    """
    begin = sandbox.now
    flow = _asked(customer, "decoupledNever")
    flow.wait()
    assert flow.step == Expired(what="polls")
    with pytest.raises(ScaExpiredError):
        _ = flow.result
    assert timedelta(minutes=4, seconds=50) < sandbox.now - begin < timedelta(minutes=5, seconds=10)
    assert 50 <= len(_spaces(customer)) <= 60
    assert min(_spaces(customer)) >= 5.0


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_wall_clock_jumps_between_polls(customer: Customer, jump: timedelta) -> None:
    """
    The clock is set by an hour: the polls go on, neither early nor an hour late.
    """
    flow = _asked(customer)
    flow.wait(timeout=6.0)
    customer.clock.wrong = jump
    flow.wait()
    assert flow.result.account_ids
    spaces = _spaces(customer)
    assert len(spaces) == 8
    assert min(spaces) >= 5.0
    assert max(spaces) < 7.0


@pytest.mark.parametrize("seconds", [60, -60, 3600, -3600])
def test_another_process_has_another_clock(customer: Customer, seconds: int) -> None:
    """
    Between processes only the wall clock is known. Where it is wrong, no more than a minute is
    waited for the next poll, or the time is over; nothing is asked too often.
    """
    store = MemoryStore()
    flow = customer.importing(sca=customer.sca(store=store))
    flow.choose("decoupledSlow")
    flow.wait(timeout=6.0)
    other = customer.elsewhere()
    other.clock.wrong = timedelta(seconds=seconds)
    again = other.sca(store=store).resume(flow.id, credentials=customer.login())
    if seconds == 3600:
        assert again.step == Expired(what="polls")
        return
    again.wait()
    assert again.result.account_ids
    spaces = _spaces(customer)
    assert len(spaces) == 8
    assert max(spaces) < 62.0
    assert min(spaces) >= (5.0 if seconds < 0 else 0.0)


def test_another_process_keeps_the_poll_interval(customer: Customer) -> None:
    """
    The next poll's moment is in the record: a process that resumes does not ask early.
    """
    store = MemoryStore()
    flow = customer.importing(sca=customer.sca(store=store))
    flow.choose("decoupledSlow")
    for _ in range(10):
        flow = customer.elsewhere().sca(store=store).resume(flow.id, credentials=customer.login())
        flow.confirm()
        if flow.done:
            break
    assert flow.result.account_ids
    spaces = _spaces(customer)
    assert len(spaces) == 8
    assert min(spaces) >= 5.0
