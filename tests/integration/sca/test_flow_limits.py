"""
Limits that a caller sets, and how often a form is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontokit import ConfigurationError
from kontokit.sca import FlowLimits
from kontokit.sca.steps import Decoupled, Expired, Finished, Redirect
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, User
from tests.support.sca_banksapi import gaps, step_of
from tests.support.sca_finapi import Customer
from tests.support.sca_webform import importing

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("finapi_webform")


def test_a_form_that_is_never_finished_is_looked_at_some_twenty_times(
    user: User, sandbox: Sandbox
) -> None:
    """
    The pauses grow from two seconds to a minute, and in the end it says what is true.
    """
    flow = importing(user)
    flow.wait()
    assert step_of(flow) == Expired(what="form")
    moments = [one.at for one in sandbox.requests_to("finapi_webform", "getWebForm")]
    assert 10 < len(moments) < 40
    pauses = gaps(moments)
    assert min(pauses) >= 2
    assert 60 <= max(pauses) < 70


def test_a_hint_is_looked_at_without_the_long_pause(user: User, sandbox: Sandbox) -> None:
    """
    After a callback or a click of the user the provider's own pause is enough.
    """
    flow = importing(user)
    flow.wait(timeout=400)
    page = sandbox.visit(str(flow.step.url), action="complete")
    began = sandbox.now
    flow.refresh()
    assert page.location
    assert step_of(flow) == Finished()
    assert sandbox.now - began < timedelta(seconds=15)


def test_a_rate_limit_may_outlast_a_form(user: User, sandbox: Sandbox) -> None:
    """
    The last look comes when it may, and says how the form ended.
    """
    flow = importing(user)
    path = f"/api/webForms/{flow.record()['references'][0]}"
    headers = {"Retry-After": "3600"}
    sandbox.respond_with("finapi_webform", "GET", path, status=429, headers=headers)
    began = sandbox.now
    flow.wait()
    assert step_of(flow) == Expired(what="form")
    assert sandbox.now - began >= timedelta(hours=1)


def test_a_form_ends_when_the_caller_says(user: User, sandbox: Sandbox) -> None:
    """
    The longest pause is the caller's; the time that the provider allows is the provider's.
    """
    sca = user.sca(return_url=BACK, limits=FlowLimits(longest_pause=10))
    flow = importing(user, sca)
    flow.wait(timeout=300)
    assert isinstance(flow.step, Redirect)
    moments = [one.at for one in sandbox.requests_to("finapi_webform", "getWebForm")]
    assert max(gaps(moments)) < 20


def test_a_confirmation_is_polled_as_often_as_the_caller_says(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    The pause of the caller counts where it is longer, and a resumed flow keeps the limits.
    """
    store = MemoryStore()
    sca = customer.sca(store=store, limits=FlowLimits(polls=4, shortest_pause=12))
    first = customer.importing(sca=sca)
    first.choose("decoupledNever")
    assert isinstance(first.step, Decoupled)
    flow = customer.elsewhere().sca(store=store).resume(first.id, credentials=customer.login())
    assert step_of(flow).polls_left == 4
    sent = len(customer.sent("importBankConnection"))
    flow.wait()
    assert step_of(flow) == Expired(what="polls")
    assert len(customer.sent("importBankConnection")) == sent + 4
    moments = [one.at for one in sandbox.requests_to("finapi_access", "importBankConnection")]
    assert min(gaps(moments[-4:])) >= 12


@pytest.mark.parametrize("wrong", [3, {"polls": 3}, "few", False])
def test_limits_are_flow_limits(customer: Customer, wrong: Any) -> None:
    """
    Another type is refused when the option is set.
    """
    with pytest.raises(ConfigurationError, match="limits must be FlowLimits"):
        customer.sca(limits=wrong)
