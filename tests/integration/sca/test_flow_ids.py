"""
Flows under an id of the caller's own, and those that are found in progress.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kontokit import ConfigurationError
from kontokit.sca.errors import ScaConflictError
from kontokit.sca.steps import Finished, State
from kontokit.stores import SqliteStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import CallMode, drive, new_user
from tests.support.sca_banksapi import add
from tests.support.sca_finapi import Customer


def test_an_order_is_begun_once_under_its_id(customer: Customer, tmp_path: Path) -> None:
    """
    A second start, even by another client, sends nothing and tells where the first one stands.
    """
    store = SqliteStore(tmp_path / "records.db", key=None)
    order = customer.new_order()
    first = customer.paying(sca=customer.sca(store=store, flow_id="order-4711"), order=order)
    sent = len(customer.sent("submitPayment"))
    other = customer.elsewhere()
    with pytest.raises(ScaConflictError) as caught:
        other.paying(sca=other.sca(store=store, flow_id="order-4711"), order=order)
    assert caught.value.record is not None
    assert caught.value.record["state"] == "method"
    assert len(customer.sent("submitPayment")) == sent
    found = other.sca(store=store).resume("order-4711", credentials=customer.login())
    assert (found.id, found.state) == (first.id, State.METHOD)
    store.close()


@pytest.mark.parametrize("wrong", ["", "with blank", "ü", "x" * 101, "a/b", 4711])
def test_an_id_is_short_and_plain(customer: Customer, wrong: Any) -> None:
    """
    It becomes a key of every kind of store.
    """
    with pytest.raises(ConfigurationError, match="flow_id"):
        customer.sca(flow_id=wrong)


def test_a_return_url_is_a_text(customer: Customer) -> None:
    """
    Another type is refused when the option is set.
    """
    with pytest.raises(ConfigurationError, match="return_url must be a str, not bytes"):
        customer.sca(return_url=b"https://shop.example/back")


def test_issues_lead_into_the_flow_that_they_name(sandbox: Sandbox, mode: CallMode) -> None:
    """
    What one program began, another one finds among the issues of the access and finishes.
    """
    user = new_user(sandbox, mode, "banksapi")
    begun = add(user, "test_sca_method")
    access: Any = next(iter(begun.record()["request"]["body"]))
    flow = user.sca().start(user.client.bank_accesses.get_issues, access)
    assert flow.state is State.METHOD
    drive(flow, choose=["1"], tans=["2"])
    assert flow.step == Finished()
