"""
A provider's callback finds the flow that it is about.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from kontokit import ArgumentError, StoreError
from kontokit.sca.errors import RecordRefusedError
from kontokit.sca.records.references import reference_key, with_flow
from kontokit.sca.steps import ChooseMethod, Finished, Redirect
from kontokit.stores import MemoryStore
from kontokit_finapi_webform.models import WebFormCompletedCallback
from kontokit_finapi_webform.webhooks import parse_notification
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, User, drive
from tests.support.sca_banksapi import access_of, pay, step_of
from tests.support.sca_finapi import TAN, Customer
from tests.support.sca_webform import imported, importing, update_of

Users = Callable[..., User]
Stores = Callable[[], Any]


def test_the_callback_of_a_web_form_finds_its_flow(
    user_of: Users, sandbox: Sandbox, shared_store: Stores
) -> None:
    """
    Another process gets the callback. It is a hint: the flow asks for the form itself.
    """
    user = user_of("finapi_webform")
    flow = importing(user, user.sca(return_url=BACK, store=shared_store()))
    form = flow.record()["references"][0]
    body = json.dumps({"webFormId": form, "status": "COMPLETED"})
    told = parse_notification(body)
    assert isinstance(told, WebFormCompletedCallback)
    sca = user.elsewhere().sca(store=shared_store())

    forged = sca.resume(reference=told.web_form_id)
    assert forged.id == flow.id
    forged.refresh()
    assert isinstance(forged.step, Redirect)

    sandbox.visit(str(flow.step.url), action="complete")
    found = sca.resume(reference=told.web_form_id)
    found.refresh()
    assert step_of(found) == Finished()


def test_the_form_of_a_task_finds_the_task(user_of: Users, sandbox: Sandbox) -> None:
    """
    The callback of a form names the form only, that of a task the task.
    """
    user, store = user_of("finapi_webform"), MemoryStore()
    connection = imported(user, sandbox, login="demo")
    sca = user.sca(return_url=BACK, store=store)
    flow = sca.start(user.client.tasks.create_background_update, **update_of(connection))
    flow.wait()
    task, form = flow.record()["references"]
    assert task != form
    other = user.elsewhere().sca(store=store)
    assert {other.resume(reference=one).id for one in (task, form)} == {flow.id}
    sandbox.visit(str(flow.step.url), action="complete")
    found = other.resume(reference=form)
    found.refresh()
    assert step_of(found) == Finished()


def test_a_payment_finds_its_flow(either: Customer, shared_store: Stores) -> None:
    """
    By the number that finAPI has given it, also as a text.
    """
    order = either.new_order()
    flow = either.paying(sca=either.sca(store=shared_store()), order=order)
    sca = either.elsewhere().sca(store=shared_store())
    for reference in (order, str(order), f" {order} "):
        found = sca.resume(reference=reference, credentials=either.login())
        assert (found.id, type(found.step)) == (flow.id, ChooseMethod)
    drive(found, choose=["smsTan"], tans=[TAN])
    assert isinstance(found.step, Finished)


def test_a_payment_and_a_standing_order_with_the_same_number(either: Customer) -> None:
    """
    Each is found by its kind, also where the store has a flow of the other only.
    """
    order, store = either.new_order(), MemoryStore()
    sca = either.sca(store=store)
    flow = either.paying(sca=sca, order=order)
    other = either.elsewhere().sca(store=store)
    for kind in ("payment_id", "paymentId"):
        assert other.resume(reference=order, reference_kind=kind).id == flow.id
    with pytest.raises(RecordRefusedError, match="no flow for this reference"):
        other.resume(reference=order, reference_kind="standing_order_id")

    api, base = flow.record()["api"], flow.record()["base"]
    key = reference_key(api, base, order)
    later = datetime(2040, 1, 1, tzinfo=UTC)
    entry = with_flow(store.load(key), "standingOrderId", "another", later)
    assert entry is not None
    store.save(key, entry)
    with pytest.raises(RecordRefusedError, match=r"several flows .* pass reference_kind"):
        other.resume(reference=order)
    assert other.resume(reference=order, reference_kind="payment_id").id == flow.id


def test_a_kind_of_reference_that_does_not_exist(either: Customer, user_of: Users) -> None:
    """
    The error names those that there are; a kind alone says nothing.
    """
    wrong: list[Any] = ["payment", "", 5]
    for kind in wrong:
        with pytest.raises(ArgumentError, match="known: payment_id, standing_order_id"):
            either.sca().resume(reference=1, reference_kind=kind)
    with pytest.raises(ArgumentError, match="pass reference with it"):
        either.sca().resume("flow", reference_kind="payment_id")
    with pytest.raises(ArgumentError, match="the ids of this API are of one kind"):
        user_of("banksapi").sca().resume(reference=1, reference_kind="payment_id")


def test_the_newest_flow_of_a_payment_is_found(customer: Customer) -> None:
    """
    An order whose first flow has failed is begun again.
    """
    order, store = customer.new_order(), MemoryStore()
    first = customer.paying(sca=customer.sca(store=store), order=order)
    first.cancel()
    second = customer.paying(sca=customer.sca(store=store), order=order)
    assert customer.sca(store=store).resume(reference=order).id == second.id
    with pytest.raises(RecordRefusedError, match="no flow for this reference"):
        customer.sca(store=store).resume(reference=order + 1)


def test_an_access_and_a_payment_of_links_find_their_flows(user_of: Users) -> None:
    """
    By the id of the access that the caller chose, and by the ids in the addresses.
    """
    user, store = user_of("banksapi"), MemoryStore()
    sca = user.sca(return_url=BACK, store=store)
    details = access_of("test_sca_method")
    flow = sca.start(user.client.bank_accesses.add, **details)
    other = user.elsewhere().sca(store=store)
    access = details["access_id"]
    assert other.resume(reference=access).id == flow.id
    assert other.resume(reference=UUID(access)).id == flow.id
    links = flow.record()["links"]
    consent = next(href for name, href in links.items() if name == "set_method").split("/")[-1]
    assert other.resume(reference=consent).id == flow.id

    order = pay(user, sca=sca)
    payment = order.record()["links"]["self"].rpartition("/")[2]
    assert other.resume(reference=payment).id == order.id
    with pytest.raises(RecordRefusedError):
        other.resume(reference=details["provider_id"])


def test_references_belong_to_one_server(user_of: Users) -> None:
    """
    Another API has nothing under the same id.
    """
    user, store = user_of("finapi_webform"), MemoryStore()
    flow = importing(user, user.sca(return_url=BACK, store=store))
    form = flow.record()["references"][0]
    other = user_of("banksapi").sca(store=store)
    with pytest.raises(RecordRefusedError, match="no flow for this reference"):
        other.resume(reference=form)


class Watched(MemoryStore):
    """
    A store that notes until when it keeps what, and that may fail to save an entry.
    """

    def __init__(self, *, fails: bool = False) -> None:
        super().__init__()
        self.fails = fails
        self.ends: dict[str, datetime | None] = {}
        self.entries: list[bytes] = []

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        self.ends["record"] = ends
        return super().swap(key, expected, record, ends=ends)

    def save(self, key: str, record: bytes, /, *, ends: datetime | None = None) -> None:
        if self.fails:
            raise StoreError("the disk is full")
        self.ends["entry"] = ends
        self.entries.append(record)
        super().save(key, record, ends=ends)


def test_an_entry_lasts_as_long_as_its_record_and_holds_no_secret(customer: Customer) -> None:
    """
    It has the id of the flow and when that was started.
    """
    store = Watched()
    flow = customer.paying(sca=customer.sca(store=store))
    assert store.ends["entry"] == store.ends["record"]
    began = store.ends["entry"]
    drive(flow, choose=["smsTan"], tans=[TAN])
    assert store.ends["entry"] == store.ends["record"] != began
    created = flow.record()["created"]
    assert {bytes(entry) for entry in store.entries} == {
        json.dumps({"paymentId": [flow.id, created]}).encode()
    }


def test_a_flow_goes_on_although_its_entry_cannot_be_saved(customer: Customer) -> None:
    """
    The record is what counts. The next save tries again.
    """
    store, order = Watched(fails=True), customer.new_order()
    sca = customer.sca(store=store)
    flow = customer.paying(sca=sca, order=order)
    with pytest.raises(RecordRefusedError):
        sca.resume(reference=order)
    store.fails = False
    flow.choose("smsTan")
    assert sca.resume(reference=order).id == flow.id


@pytest.mark.parametrize(
    "wrong", [{}, {"reference": ""}, {"reference": True}, {"reference": b"x"}, {"reference": " "}]
)
def test_one_of_source_and_reference_is_passed(customer: Customer, wrong: Any) -> None:
    """
    Neither both nor none, and nothing that is no id.
    """
    with pytest.raises(ArgumentError):
        customer.sca().resume(**wrong)
    with pytest.raises(ArgumentError, match="source"):
        customer.sca().resume("id", reference="x")
