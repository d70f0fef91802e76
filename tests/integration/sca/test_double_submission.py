"""
Fifty workers do the next step of one flow at once: one of them sends.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import KontokitError
from kontokit.sca.errors import ScaConflictError, WrongStepError
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import CallMode
from tests.support.flow_worker import CONFLICT, CROWDED, store_of
from tests.support.flow_worker_process import working
from tests.support.sca_finapi import TAN, Customer, new_customer

WORKERS: Final = 50
IMPORT: Final = "importBankConnection"


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """
    Where a store of a kind keeps its records.
    """

    def find(kind: str) -> str:
        if kind == "redis":
            return str(request.getfixturevalue("redis_port"))
        return str(tmp_path / f"records.{kind}")

    return find


@contextmanager
def _opened(kind: str, place: Callable[[str], str]) -> Generator[Any]:
    store = MemoryStore() if kind == "memory" else store_of(kind, place(kind))
    yield store
    store.close()


def _check(outcomes: list[KontokitError | None], before: int, after: dict[str, Any]) -> None:
    """
    One has sent; all others were informed, with the record as it was then or is now.
    """
    assert outcomes.count(None) == 1, Counter(type(one) for one in outcomes)
    for error in outcomes:
        if error is not None:
            assert isinstance(error, ScaConflictError), repr(error)
            assert error.record is not None
            assert before < error.record["revision"] <= after["revision"]


@pytest.mark.parametrize(
    ("kind", "times"), [("memory", 100), ("sqlite", 5), ("file", 2), ("redis", 5)]
)
@pytest.mark.parametrize("mode", ["sync"], indirect=True)
def test_double_submission_by_fifty_threads(
    sandbox: Sandbox, mode: CallMode, place: Callable[[str], str], kind: str, times: int
) -> None:
    """
    Fifty threads, each with the flow resumed for itself: one request each time.
    """
    customer = new_customer(sandbox, mode)
    pool = ThreadPoolExecutor(WORKERS)
    with _opened(kind, place) as store, pool:
        sca = customer.sca(store=store, sleep=customer.mode.really_sleep)
        for _ in range(times):
            blocking = customer.importing(sca=sca)
            record, sent = blocking.record(), len(customer.sent(IMPORT))
            flows = [sca.resume(blocking.id, credentials=customer.login()) for _ in range(WORKERS)]
            gate = threading.Barrier(WORKERS)

            def act(flow: Any, gate: threading.Barrier = gate) -> KontokitError | None:
                gate.wait()
                try:
                    flow.choose("smsTan")
                except KontokitError as error:
                    return error
                return None

            outcomes = list(pool.map(act, flows))
            now = sca.resume(blocking.id, credentials=customer.login()).record()
            _check(outcomes, record["revision"], now)
            assert now["state"] == "challenge"
            assert len(customer.sent(IMPORT)) == sent + 1


@pytest.mark.parametrize(
    ("kind", "times"), [("memory", 100), ("sqlite", 5), ("file", 2), ("redis", 5)]
)
@pytest.mark.parametrize("mode", ["async"], indirect=True)
def test_double_submission_by_fifty_tasks(
    sandbox: Sandbox, mode: CallMode, place: Callable[[str], str], kind: str, times: int
) -> None:
    """
    Fifty tasks of an event loop: one request each time.
    """
    customer = new_customer(sandbox, mode)

    async def act(flow: Any) -> KontokitError | None:
        try:
            await flow.choose("smsTan")
        except KontokitError as error:
            return error
        return None

    async def crowd(flows: list[Any]) -> list[KontokitError | None]:
        return await asyncio.gather(*map(act, flows))

    with _opened(kind, place) as store:
        sca = customer.sca(store=store, sleep=customer.mode.really_sleep)
        for _ in range(times):
            blocking = customer.importing(sca=sca)
            record, sent = blocking.record(), len(customer.sent(IMPORT))
            found = [sca.resume(blocking.id, credentials=customer.login()) for _ in range(WORKERS)]
            outcomes = mode.run(crowd([one.flow for one in found]))
            now = sca.resume(blocking.id, credentials=customer.login()).record()
            _check(outcomes, record["revision"], now)
            assert now["state"] == "challenge"
            assert len(customer.sent(IMPORT)) == sent + 1


@pytest.mark.skipif(os.name != "posix", reason="fork is POSIX")
@pytest.mark.parametrize(("kind", "number"), [("sqlite", 16), ("file", 8), ("redis", 16)])
@pytest.mark.parametrize("mode", ["sync"], indirect=True)
def test_double_submission_by_processes(
    sandbox: Sandbox, mode: CallMode, place: Callable[[str], str], kind: str, number: int
) -> None:
    """
    Processes that share a store: one request.
    """
    customer = new_customer(sandbox, mode)
    with _opened(kind, place) as store, working(sandbox) as worker:
        blocking = customer.importing(sca=customer.sca(store=store))
        order = {
            "id": blocking.id,
            "revision": blocking.record()["revision"],
            "choose": "smsTan",
            "credentials": customer.login(),
            "store": [kind, place(kind)],
            "number": number,
        }
        assert Counter(worker.crowd(customer, **order)) == {CROWDED: 1, CONFLICT: number - 1}
        assert len(customer.sent(IMPORT)) == 2
        again = customer.sca(store=store).resume(blocking.id, credentials=customer.login())
        again.answer(TAN)
        assert again.result.account_ids


@pytest.mark.parametrize("mode", ["sync"], indirect=True)
def test_double_submission_of_one_flow_object(sandbox: Sandbox, mode: CallMode) -> None:
    """
    Threads that share one flow, instead of resuming it, do not get in each other's way either.
    """
    customer = new_customer(sandbox, mode)
    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in range(10):
            blocking = customer.importing()
            sent = len(customer.sent(IMPORT))
            gate = threading.Barrier(WORKERS)

            def act(_: int, blocking: Any = blocking, gate: threading.Barrier = gate) -> Any:
                gate.wait()
                try:
                    blocking.choose("smsTan")
                except KontokitError as error:
                    return error
                return None

            outcomes = list(pool.map(act, range(WORKERS)))
            assert outcomes.count(None) == 1
            assert all(
                isinstance(one, ScaConflictError | WrongStepError) for one in outcomes if one
            )
            assert len(customer.sent(IMPORT)) == sent + 1


@pytest.mark.parametrize("mode", ["sync"], indirect=True)
def test_double_submission_of_a_payment(sandbox: Sandbox, mode: CallMode) -> None:
    """
    Fifty threads have the TAN of a payment: it is sent once, and the payment is made once.
    """
    customer = new_customer(sandbox, mode)
    store = MemoryStore()
    sca = customer.sca(store=store, sleep=customer.mode.really_sleep)
    blocking = customer.paying(sca=sca)
    blocking.choose("smsTan")
    flows = [sca.resume(blocking.id, credentials=customer.login()) for _ in range(WORKERS)]
    gate = threading.Barrier(WORKERS)

    def act(flow: Any) -> KontokitError | None:
        gate.wait()
        try:
            flow.answer(TAN)
        except KontokitError as error:
            return error
        return None

    with ThreadPoolExecutor(WORKERS) as pool:
        outcomes = list(pool.map(act, flows))
    _check(outcomes, blocking.record()["revision"], sca.resume(blocking.id).record())
    assert customer.tans("submitPayment") == [TAN]
    assert customer.orders() == ["SUCCESSFUL"]


def test_late_worker_continues_from_the_fresh_record(customer: Customer) -> None:
    """
    The record of the conflict is where the flow stands: with it one goes on.
    """
    store = MemoryStore()
    sca = customer.sca(store=store, sleep=customer.mode.really_sleep)
    blocking = customer.importing(sca=sca)
    late = sca.resume(blocking.id, credentials=customer.login())
    blocking.choose("smsTan")
    with pytest.raises(ScaConflictError) as conflict:
        late.choose("pushTan")
    assert conflict.value.record == blocking.record(pictures=True)
    again = sca.resume(conflict.value.record, credentials=customer.login())
    again.answer(TAN)
    assert again.result.account_ids
    with pytest.raises(ScaConflictError):
        blocking.answer(TAN)
    assert customer.tans(IMPORT) == [TAN]
