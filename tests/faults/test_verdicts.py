"""
The verdicts themselves: each wrong end is called wrong, and each right one is not.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from kontokit.sca.steps import Cancelled, Expired, Failed, Finished, Unknown
from tests.faults.bank import Bank
from tests.faults.play import provider_of
from tests.faults.schedule import draw
from tests.faults.verdicts import Ended, judge
from tests.faults.wire import Sent, Wire
from tests.faults.world import World

PLAIN = attrs.evolve(
    draw(1, 1),
    order="payment",
    sca="tan",
    busy=0.0,
    refuses=False,
    abandoned=None,
    faults=(),
    crashes=(),
    intrusions=(),
)
LOST = Sent("POST /submit", is_question=False, tan="1", fate="cut after")
LOOK = Sent("GET /payments", is_question=True, tan=None, fate="cut after")
REFUSED = Failed(reason="bank_said_no")


def verdict(
    step: Any, times: int, *sent: Sent, left: bool = False, **changes: Any
) -> tuple[str, ...]:
    """
    What is said of a flow that ended so, when the bank was handed the order so many times.
    """
    plan = attrs.evolve(PLAIN, **changes)
    world = World(plan)
    bank = Bank(world.clock, busy=plan.busy, refuses=plan.refuses)
    for _ in range(times):
        bank.take("TAN 1")
    provider = provider_of(plan, bank, world.clock)
    wire = Wire(world, provider)
    wire.sent += sent
    caller: Any = SimpleNamespace(flow=SimpleNamespace(step=step), has_left=left)
    ended = Ended(
        plan=plan, bank=bank, provider=provider, wire=wire, world=world, caller=caller, stuck=None
    )
    return judge(ended).troubles


@pytest.mark.parametrize("step", [REFUSED, Cancelled(by="user"), Expired(what="step")])
def test_an_end_without_the_order_is_wrong_if_it_was_carried_out(step: Any) -> None:
    assert f"{type(step).__name__} said of what was carried out" in verdict(step, 1, LOST)
    assert verdict(step, 0, LOST) == ()


def test_two_orders_are_wrong_whatever_the_flow_says() -> None:
    for step in (Finished(), Unknown(step="start")):
        assert "carried out more than once (2 times)" in verdict(step, 2, LOST)


def test_finished_is_wrong_if_nothing_was_carried_out() -> None:
    assert verdict(Finished(), 0, LOST) == ("Finished said of what was not carried out",)
    assert verdict(Finished(), 1, refuses=True) != ()
    assert verdict(Finished(), 1) == ()


def test_a_tan_is_sent_once_unless_it_was_turned_away() -> None:
    """
    After a 429 the same TAN may be sent; after a lost answer it may not.
    """
    limited = Sent("POST /submit", is_question=False, tan="1", fate="429")
    assert verdict(Finished(), 1, limited, LOST) == ()
    assert "sent twice" in verdict(Finished(), 1, LOST, LOST)[0]


def test_unknown_wants_a_reason() -> None:
    """
    A lost answer to a question is none, and it must not be known to the provider.
    """
    unknown = Unknown(step="answer")
    assert verdict(unknown, 0, LOST) == ()
    assert "no answer to an authorising request" in verdict(unknown, 0, LOOK)[0]
    assert verdict(unknown, 1, LOST) == ("Unknown, though the provider says done",)
    assert verdict(unknown, 1, LOST, refuses=True) == ("Unknown, though the provider says failed",)


def test_a_prompt_that_is_left_expires_unless_it_can_be_approved_elsewhere() -> None:
    assert verdict(Expired(what="step"), 0, left=True) == ()
    assert verdict(Unknown(step="start"), 0, left=True, sca="redirect") == ()
    assert verdict(Unknown(step="start"), 0, left=True) != ()
    assert verdict(REFUSED, 0, left=True) == ("abandoned, but Failed",)


def test_a_rate_limit_may_outlast_an_approval() -> None:
    """
    Then nobody was asked in time whether the user has approved. A TAN is not affected.
    """
    limited = Sent("POST /submit", is_question=False, tan=None, fate="429")
    assert verdict(Unknown(step="poll"), 0, limited, sca="decoupled") == ()
    assert verdict(Unknown(step="poll"), 0, limited, sca="tan") != ()


def test_an_undisturbed_schedule_ends_as_the_books_say() -> None:
    assert verdict(REFUSED, 1, refuses=True) == ()
    assert verdict(Expired(what="step"), 0) != ()
    assert verdict(REFUSED, 1) != ()
