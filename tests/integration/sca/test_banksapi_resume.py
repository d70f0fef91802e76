"""
BANKSapi: flows that another process carries on, and workers that want the same one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from kontokit.sca.errors import (
    RecordRefusedError,
    ReturnRefusedError,
    ScaConflictError,
    ScaError,
    TooEarlyError,
    WrongStepError,
)
from kontokit.sca.steps import (
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Finished,
    Redirect,
    State,
    Unknown,
)
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import (
    BACK,
    BlockingFlow,
    BlockingSca,
    CallMode,
    User,
    browser_of,
    drive,
    new_user,
)
from tests.support.order_marks import forget_orders
from tests.support.sca_banksapi import (
    PHOTO_TAN,
    PIN,
    access_of,
    add,
    codes,
    credentials,
    pay,
    sent,
    step_of,
    tans,
)

Users = Callable[..., User]
KEY = bytes(range(32))


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def elsewhere(user: User, store: MemoryStore | None = None) -> BlockingSca:
    """
    The SCA client of another process.
    """
    return user.elsewhere().sca(return_url=BACK, record_key=KEY, store=store)


def reached(
    user: User, login: str, *choices: str, store: MemoryStore | None = None
) -> BlockingFlow:
    flow = add(user, login, sca=user.sca(return_url=BACK, record_key=KEY, store=store))
    for one in choices:
        flow.choose(one)
    return flow


WAITING: list[tuple[str, tuple[str, ...], State, list[str]]] = [
    ("test_sca_method", (), State.METHOD, ["1"]),
    ("test_sca_method", (), State.METHOD, ["921"]),
    ("test_sca_method", (), State.METHOD, ["920"]),
    ("test_sca_method_media", ("1",), State.MEDIUM, ["Handy Eins"]),
    ("test_sca_method", ("1",), State.CHALLENGE, []),
    ("test_sca_method", ("911",), State.DECOUPLED, []),
    ("test_sca_alias", ("910",), State.DECOUPLED, []),
    ("demo_slow", (), State.WORKING, []),
]


@pytest.mark.parametrize(("login", "choices", "state", "further"), WAITING)
@pytest.mark.parametrize("with_store", [False, True], ids=["record", "store"])
def test_every_state_is_carried_on(
    user: User,
    sandbox: Sandbox,
    login: str,
    choices: tuple[str, ...],
    state: State,
    further: list[str],
    with_store: bool,
) -> None:
    """
    From a record through JSON, or by the id in a shared store, it ends as it would have here.
    """
    store = MemoryStore()
    flow = reached(user, login, *choices, store=store)
    assert flow.state is state
    if with_store:
        other = elsewhere(user, store).resume(flow.id)
    else:
        other = elsewhere(user).resume(json.loads(json.dumps(flow.flow.record())))
    assert other.state is state
    steps = drive(other, choose=further, tans=["2"], browser=browser_of(sandbox))
    assert steps[-1] == Finished()
    assert other.result.status == "VOLLSTAENDIG"
    assert len(sandbox.requests_to("banksapi", "addBankAccess")) == 1


@pytest.mark.parametrize("method", ["920", "921"])
def test_return_is_taken_by_another_process(user: User, sandbox: Sandbox, method: str) -> None:
    """
    The browser comes back to another worker, which knows its state by the digest alone.
    """
    flow = reached(user, "test_sca_method", method)
    query = browser_of(sandbox)(flow.step.url)
    other = elsewhere(user).resume(flow.flow.record())
    assert isinstance(other.step, Redirect)
    assert other.step.url == flow.step.url  # the record has a key, so it holds the page too
    other.handle_return(query)
    assert step_of(other) == Finished()


def test_second_sca_is_carried_on(user: User, sandbox: Sandbox) -> None:
    """
    Between two SCAs the process may change as often as it wants.
    """
    flow = reached(user, "test_sca_twice")
    actions = (("choose", "902"), ("choose", "Handy Zwei"), ("answer", PHOTO_TAN), ("wait", 60))
    for action, value in actions:
        flow = elsewhere(user).resume(flow.flow.record())
        getattr(flow, action)(value)
    assert step_of(flow) == Finished()
    assert flow.round == 2


def test_order_is_carried_on(user: User, sandbox: Sandbox) -> None:
    """
    An order is released by another process, which asks for its outcome too.
    """
    flow = pay(user, sca=user.sca(return_url=BACK, record_key=KEY))
    sole = elsewhere(user).with_options(sole_holder=True)
    flow = sole.resume(flow.flow.record())
    flow.choose("1")
    sandbox.disturb("banksapi", "submitConsent", "answer lost")
    flow.answer("2")
    other = elsewhere(user).resume(flow.flow.record())
    assert other.state is State.UNKNOWN
    other.reconcile()
    assert step_of(other) == Finished()
    assert codes(other.result) == ["BA1111"]
    assert len(sandbox.requests_to("banksapi", "initiateSingleTransfer")) == 1
    assert tans(sandbox, "submitConsent") == ["2"]


@pytest.mark.parametrize("settings", [{}, {"return_url": BACK}])
def test_state_is_awaited_wherever_the_redirect_begins(
    user: User, sandbox: Sandbox, settings: dict[str, str]
) -> None:
    """
    The return address went out with the first request, whatever the process that takes over has.
    """
    flow = reached(user, "test_sca_method")
    other = user.elsewhere().sca(record_key=KEY, **settings).resume(flow.flow.record())
    other.choose("921")
    query = browser_of(sandbox)(other.step.url)
    with pytest.raises(ReturnRefusedError):
        other.handle_return("code=forged")
    other.handle_return(query)
    assert step_of(other) == Finished()


def test_form_is_carried_on(user: User, sandbox: Sandbox) -> None:
    """
    The browser comes back from a web form to another worker.
    """
    sca = user.sca(return_url=BACK, record_key=KEY)
    access_id = "0b0c5c1a-6a51-4a2e-9d0e-3f1f5b1c7a11"
    flow = sca.start(user.client.bank_accesses.add, access_id)
    query = browser_of(sandbox)(flow.step.url)
    other = elsewhere(user).resume(flow.flow.record())
    other.handle_return(query)
    assert step_of(other) == Finished(verified=True)
    assert other.result.id == access_id


@pytest.mark.parametrize("login", ["test_sca_method", "test_sca_twice"])
@pytest.mark.parametrize("method", ["902", "910", "921"])
def test_worker_may_die_at_any_point(user: User, sandbox: Sandbox, login: str, method: str) -> None:
    """
    From every record that is ever written, another process comes to the same end.
    """
    person = Person(sandbox, method)
    number, survived = 0, False
    while not survived:
        store = MortalStore(dies_after=number)
        before = len(tans(sandbox)), len(sandbox.requests_to("banksapi", "addBankAccess"))
        sca = user.sca(return_url=BACK, record_key=KEY, store=store)
        person.query = None
        with suppress(Killed):
            person.help(sca.start(user.client.bank_accesses.add, **access_of(login)))
        store.is_mortal, survived = False, store.survived
        other = elsewhere(user, store).resume(str(store.last).removeprefix("sca-"))
        person.help(other)
        was_sent = len(sandbox.requests_to("banksapi", "addBankAccess")) > before[1]
        assert other.state is (State.FINISHED if was_sent else State.EXPIRED), number
        assert len(tans(sandbox)) <= before[0] + 1
        number += 1
    assert number >= 7


@pytest.mark.parametrize("method", ["902", "910", "921"])
def test_worker_may_die_over_an_order(user: User, sandbox: Sandbox, method: str) -> None:
    """
    Whenever a worker dies, the order is placed at most once and released at most once.
    """
    person = Person(sandbox, method)
    number, survived = 0, False
    while not survived:
        forget_orders()
        store = MortalStore(dies_after=number)
        before = len(tans(sandbox, "submitConsent")), placed(sandbox)
        sca = user.sca(return_url=BACK, record_key=KEY, store=store)
        is_late, person.query, person.has_waited = person.has_waited, None, False
        with suppress(Killed):
            person.help(pay(user, sca=sca))
        store.is_mortal, survived = False, store.survived
        other = elsewhere(user, store).resume(str(store.last).removeprefix("sca-"))
        person.help(other)
        has_id = bool(other.flow.record()["links"])
        ended = State.FAILED if person.has_waited else State.FINISHED
        assert other.state is (ended if has_id else State.UNKNOWN), number
        assert len(tans(sandbox, "submitConsent")) <= before[0] + 1
        assert placed(sandbox) <= before[1] + 1 + is_late  # the token of yesterday is refused
        number += 1
    assert number >= 7


def placed(sandbox: Sandbox) -> int:
    return len(sandbox.requests_to("banksapi", "initiateSingleTransfer"))


def test_record_belongs_to_one_server_and_one_key(user: User, user_of: Users) -> None:
    """
    A record that was altered, or sealed with another key, is not carried on.
    """
    flow = reached(user, "test_sca_method")
    record = flow.flow.record()
    with pytest.raises(RecordRefusedError):
        elsewhere(user).resume({**record, "revision": 99})
    with pytest.raises(RecordRefusedError):
        user.sca(record_key=bytes(32)).resume(record)
    with pytest.raises(RecordRefusedError):
        user.elsewhere(base_url="http://127.0.0.1:9").sca(record_key=KEY).resume(record)


def test_older_record_does_not_repeat_what_was_done(user: User, sandbox: Sandbox) -> None:
    """
    Where the store is further than the record, the store counts.
    """
    store = MemoryStore()
    flow = reached(user, "test_sca_method", store=store)
    old = flow.flow.record()
    flow.choose("1")
    other = elsewhere(user, store).resume(old)
    assert other.state is State.CHALLENGE
    assert len(sent(sandbox, "submitAccessConsent")) == 1


def test_late_worker_learns_the_current_state(user: User, sandbox: Sandbox) -> None:
    """
    The second of two workers with the same record sends nothing and gets the fresh one.
    """
    store = MemoryStore()
    flow = reached(user, "test_sca_method", store=store)
    first, second = (elsewhere(user, store).resume(flow.id) for _ in range(2))
    first.choose("1")
    before = len(sandbox.requests)
    with pytest.raises(ScaConflictError) as caught:
        second.choose("1")
    assert len(sandbox.requests) == before
    assert caught.value.record is not None
    fresh = elsewhere(user, store).resume(caught.value.record)
    assert fresh.state is State.CHALLENGE
    fresh.answer("2")
    assert step_of(fresh) == Finished()


def test_pause_between_polls_holds_across_processes(user: User, sandbox: Sandbox) -> None:
    """
    Who takes a decoupled SCA over waits as long as the one before would have.
    """
    flow = reached(user, "test_sca_method", "911")
    flow.wait(timeout=6)
    last = sandbox.requests_to("banksapi", "getAccessConsent")[-1].at
    other = elsewhere(user).resume(flow.flow.record())
    other.wait(timeout=20)
    following = sandbox.requests_to("banksapi", "getAccessConsent")[1].at
    assert following - last >= timedelta(seconds=5)


def test_record_holds_no_secret(user: User, sandbox: Sandbox) -> None:
    """
    No record on the whole way holds PIN, token, TAN or the address for the browser.
    """
    flow = reached(user, "test_sca_method", "921")
    url = str(flow.step.url)
    text = json.dumps(flow.flow.record(pictures=True))
    assert PIN not in text
    assert credentials("test_sca_method")["userid"] not in text
    assert url.partition("?")[2] not in text
    assert BACK not in text
    assert "Bearer" not in text


def test_fifty_workers_send_one_request(sandbox: Sandbox) -> None:
    """
    Of fifty threads that answer the same challenge exactly one sends it.
    """
    mode = CallMode("sync")
    user = new_user(sandbox, mode, "banksapi")
    store = MemoryStore()
    flow = reached(user, "test_sca_method", "1", store=store)
    sca = user.sca(return_url=BACK, record_key=KEY, store=store)
    flows = [sca.resume(flow.id) for _ in range(50)]
    gate = Barrier(50)

    def work(number: int) -> str:
        gate.wait()
        try:
            flows[number].answer(str(2 * number + 2))
        except ScaConflictError as conflict:
            return "conflict" if conflict.record is not None else "no record"
        except WrongStepError:
            return "out of turn"
        return str(flows[number].state)

    with ThreadPoolExecutor(50) as pool:
        outcomes = sorted(pool.map(work, range(50)))
    assert outcomes == ["conflict"] * 49 + ["finished"]
    assert len(tans(sandbox)) == 1
    mode.close()


class Killed(BaseException):
    """
    What kills a process before it can do anything more.
    """


class MortalStore(MemoryStore):
    """
    A store whose process dies right after a write: the one with this number, from zero.
    """

    def __init__(self, *, dies_after: int = 0) -> None:
        super().__init__()
        self.is_mortal = True
        self.last: str | None = None
        self._left = dies_after

    @property
    def survived(self) -> bool:
        """
        Whether the flow ended before the process died.
        """
        return self._left >= 0

    def swap(
        self, key: str, expected: bytes | None, record: bytes, /, *, ends: datetime | None = None
    ) -> bool:
        done = super().swap(key, expected, record, ends=ends)
        self.last = key
        if self.is_mortal:
            self._left -= 1
            if self._left < 0:
                raise Killed
        return done


class Person:
    """
    A user who does what is wanted, whichever process wants it, and goes to each page once.
    """

    def __init__(self, sandbox: Sandbox, method: str) -> None:
        self.query: str | None = None
        self.has_waited = False
        """Whether the bank has given up an order whose TAN or return was lost."""
        self._sandbox = sandbox
        self._visit = browser_of(sandbox)
        self._method = method

    def help(self, flow: BlockingFlow) -> None:
        for _ in range(20):
            match flow.step:
                case ChooseMethod():
                    flow.choose(self._method)
                case ChooseMedium(media=media):
                    flow.choose(media[0])
                case Challenge():
                    flow.answer(PHOTO_TAN)
                case Redirect(url=url):
                    self._go(flow, url)
                case Decoupled():
                    flow.wait()
                case Unknown():
                    self._settle(flow)
                case _:
                    return

    def _settle(self, flow: BlockingFlow) -> None:
        """
        Look into the account, and go on when that is allowed.
        """
        flow.reconcile()
        if not isinstance(flow.step, Unknown) or flow.step.seen != "open":
            return
        try:
            flow.send_again(i_have_checked_the_account=True)
        except TooEarlyError as early:
            self.has_waited = True
            self._sandbox.advance(early.not_before - self._sandbox.now)

    def _go(self, flow: BlockingFlow, url: str | None) -> None:
        if self.query is None and url is None:
            flow.refresh()
        elif self.query is None:
            self.query = self._visit(str(url))
        else:
            flow.handle_return(self.query)


def test_errors_of_flows_have_one_base() -> None:
    """
    A program that catches ``ScaError`` catches what flows raise by themselves.
    """
    assert issubclass(ScaConflictError, ScaError)
    assert issubclass(RecordRefusedError, ScaError)
