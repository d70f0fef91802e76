"""
A provider that turns a request away is waited for; nothing of the flow is lost by that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

import pytest

from kontokit import ClientCredentials, UserCredentials
from kontokit.sca.errors import TooEarlyError
from kontokit.sca.steps import (
    Challenge,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    State,
    Step,
    Unknown,
    Working,
)
from kontokit.stores import MemoryStore
from tests.support.flow_driver import BlockingFlow, BlockingSca, CallMode, class_of
from tests.support.sca_banksapi import ORDERS
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider

LIMIT: Answer = (429, {}, {})
LOCKED: Final = {
    "errors": [{"code": "LOCKED", "type": "BUSINESS", "message": "busy"}],
    "date": "2026-11-21T14:00:00.000+01:00",
    "requestId": "r-1",
    "endpoint": "POST /api/v2/bankConnections/import",
}
METHODS: Final = [{"procedureId": "902", "procedureName": "photoTAN"}]


def asks(status: str, **fields: Any) -> Answer:
    """
    A 510 of finAPI that wants something of the user.
    """
    challenge = {"hash": "0" * 32, "status": status, **fields}
    error = {
        "code": "ADDITIONAL_AUTHENTICATION_REQUIRED",
        "type": "BUSINESS",
        "multiStepAuthentication": challenge,
    }
    return 510, {}, {**LOCKED, "errors": [error], "authContext": "1/18"}


CHALLENGE: Final = asks("CHALLENGE_RESPONSE_REQUIRED", challengeMessage="TAN?")
DECOUPLED: Final = asks("DECOUPLED_AUTH_IN_PROGRESS", challengeMessage="App")
METHOD: Final = asks("TWO_STEP_PROCEDURE_REQUIRED", twoStepProcedures=METHODS)
REDIRECT: Final = asks(
    "REDIRECT_REQUIRED",
    redirectUrl="https://bank.example/page",
    redirectContext="abc",
    redirectContextField="state",
)
CONNECTION: Final = {"id": 7, "bankId": 1, "accountIds": [1], "interfaces": []}


class Bank:
    """
    Flows of a caller at a scripted bank.
    """

    def __init__(self, mode: CallMode, answers: tuple[Answer, ...]) -> None:
        self.provider = Provider(Scripted(*answers))
        self.caller = Caller(mode, "finapi_access", self.provider)

    @property
    def sent(self) -> int:
        return len(self.provider.heard)

    def imports(self, sca: BlockingSca | None = None) -> BlockingFlow:
        method = self.caller.client.bank_connections.import_bank_connection
        login = {"Onlinebanking-ID": "demo", "PIN": "demo"}
        fields = {"bank_id": 1, "banking_interface": "XS2A", "login_credentials": login}
        return (sca or self.caller.sca).start(method, **fields)

    def pays(self) -> BlockingFlow:
        method = self.caller.client.payments.submit
        return self.caller.sca.start(method, payment_id=1, banking_interface="XS2A")

    def left(self, flow: BlockingFlow) -> float:
        """
        Seconds until the flow may go on.
        """
        left: timedelta = flow.step.not_before - self.caller.clock.time
        return left.total_seconds()


@pytest.fixture
def bank(mode: CallMode) -> Iterator[Callable[..., Bank]]:
    """
    A bank that gives these answers.
    """
    made: list[Bank] = []

    def make(*answers: Answer) -> Bank:
        made.append(Bank(mode, answers))
        return made[-1]

    yield make
    for one in made:
        one.provider.close()


Banks = Callable[..., Bank]


@pytest.mark.parametrize("is_order", [False, True])
def test_start_that_is_turned_away_is_waited_for(bank: Banks, is_order: bool) -> None:
    """
    The call has not begun: the flow waits, and sends it when it may.
    """
    used = bank((429, {"Retry-After": "90"}, {}), CHALLENGE)
    flow = used.pays() if is_order else used.imports()
    assert isinstance(flow.step, Working)
    assert (flow.done, used.left(flow)) == (False, 90)
    flow.wait(60)
    assert used.sent == 1
    flow.wait()
    assert isinstance(flow.step, Challenge)
    assert used.sent == 2


def test_start_that_was_turned_away_goes_on_under_its_id(bank: Banks) -> None:
    """
    Another worker finds the flow under its id and goes on with it; a wait of hours is kept.
    """
    used, store = bank((429, {"Retry-After": "7200"}, {}), CHALLENGE), MemoryStore()
    used.imports(used.caller.sca.with_options(store=store, flow_id="import-1"))
    login = {"Onlinebanking-ID": "demo", "PIN": "demo"}
    sca = used.caller.sca.with_options(store=store)
    flow = sca.resume("import-1", credentials=login)
    assert isinstance(flow.step, Working)
    assert used.left(flow) == 7200
    flow.wait()
    assert isinstance(flow.step, Challenge)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("0", 1), ("1", 1), ("3600", 3600), ("999999", 86_400), ("soon", 30), (None, 30)],
)
def test_told_time_is_kept_from_a_second_to_a_day(
    bank: Banks, header: str | None, seconds: float
) -> None:
    """
    A time that is missing or cannot be read is half a minute.
    """
    headers = {} if header is None else {"Retry-After": header}
    used = bank((429, headers, {}))
    assert used.left(used.imports()) == seconds


def test_pause_without_a_told_time_doubles_up_to_a_quarter_of_an_hour(bank: Banks) -> None:
    """
    Each request that is turned away doubles the pause; an answer ends the series.
    """
    used = bank(*[LIMIT] * 8, CHALLENGE, LIMIT)
    flow, pauses = used.imports(), []
    while isinstance(flow.step, Working):
        pauses.append(used.left(flow))
        flow.wait(used.left(flow))
    assert pauses == [30, 60, 120, 240, 480, 900, 900, 900]
    flow.answer("1")
    assert used.left(flow) == 30


@pytest.mark.parametrize("is_order", [False, True])
def test_answer_that_is_turned_away_can_be_given_again(bank: Banks, is_order: bool) -> None:
    """
    Nothing was done with the TAN: the challenge stays with its deadline, and the same TAN may be
    sent when it is time.
    """
    used = bank(CHALLENGE, LIMIT, (500, {}, {}))
    flow = used.pays() if is_order else used.imports()
    ends = flow.step.ends
    flow.answer("123456")
    assert isinstance(flow.step, Challenge)
    assert (used.left(flow), flow.step.ends, flow.step.attempts_left) == (30, ends, 3)
    assert not flow.record()["answered"]
    with pytest.raises(TooEarlyError) as early:
        flow.answer("123456")
    assert early.value.not_before == flow.step.not_before
    assert used.sent == 2
    flow.wait()
    flow.answer("123456")
    assert used.sent == 3
    tans = [json.loads(one.body)["multiStepAuthentication"] for one in used.provider.heard[1:]]
    assert tans[0] == tans[1]


def test_choice_and_return_that_are_turned_away_can_be_made_again(bank: Banks) -> None:
    """
    The user's choice and the browser's return wait in the same way.
    """
    used = bank(METHOD, LIMIT, REDIRECT, LIMIT, (200, {}, CONNECTION))
    flow = used.imports()
    flow.choose("902")
    assert isinstance(flow.step, ChooseMethod)
    with pytest.raises(TooEarlyError):
        flow.choose("902")
    flow.wait()
    flow.choose("902")
    flow.handle_return("state=abc&code=1")
    assert flow.state is State.REDIRECT
    with pytest.raises(TooEarlyError):
        flow.handle_return("state=abc&code=1")
    flow.wait()
    flow.handle_return("state=abc&code=1")
    assert flow.state not in (State.REDIRECT, State.FAILED)
    assert used.sent == 5


def test_polls_that_are_turned_away_use_up_no_attempts(bank: Banks) -> None:
    """
    The deadline of the confirmation goes on: the wait ends with it.
    """
    used = bank(DECOUPLED, DECOUPLED, LIMIT)
    flow = used.imports()
    assert isinstance(flow.step, Decoupled)
    began = used.caller.clock.time
    flow.wait(5)
    left = flow.step.polls_left
    flow.wait(40)
    assert flow.step.polls_left == left
    flow.wait()
    step: Step = flow.step
    assert step == Expired(what="polls")
    assert used.caller.clock.time - began == timedelta(minutes=5)
    assert used.sent < 10


def test_challenge_ends_while_the_provider_takes_nothing(bank: Banks) -> None:
    """
    A rate limit of an hour outlasts a challenge of five minutes.
    """
    used = bank(CHALLENGE, (429, {"Retry-After": "3600"}, {}))
    flow = used.imports()
    flow.answer("1")
    flow.wait()
    assert isinstance(flow.step, Expired)


def test_look_that_is_turned_away_says_nothing_of_the_order(bank: Banks) -> None:
    """
    What became of the order is asked again when it is time, and before that nothing is sent.
    """
    used = bank((500, {}, {}), (429, {"Retry-After": "60"}, {}))
    flow = used.pays()
    assert isinstance(flow.step, Unknown)
    began = used.caller.clock.time
    for _ in range(3):
        flow.reconcile()
        assert isinstance(flow.step, Unknown)
        assert flow.step.seen is None
    assert used.caller.clock.time - began == timedelta(minutes=2)


def test_unavailable_provider_is_waited_for_where_nothing_is_ordered(bank: Banks) -> None:
    """
    A 503 is a wait for an import; an order may have been carried out.
    """
    down: Answer = (503, {"Retry-After": "20"}, {})
    used = bank(down, CHALLENGE)
    flow = used.imports()
    assert used.left(flow) == 20
    flow.wait()
    assert isinstance(flow.step, Challenge)
    assert isinstance(bank(down).pays().step, Unknown)


def test_busy_connection_is_waited_for(bank: Banks) -> None:
    """
    423 means at finAPI that the connection is being updated: the call is sent later.
    """
    used = bank((423, {}, LOCKED), CHALLENGE)
    flow = used.imports()
    assert isinstance(flow.step, Working)
    flow.wait()
    assert isinstance(flow.step, Challenge)


def test_locked_user_fails_before_anything_was_sent(mode: CallMode) -> None:
    """
    423 means at BANKSapi that the user is locked; the credentials are not to blame.
    """
    provider = Provider(Scripted((423, {}, {})))
    caller = Caller(mode, "banksapi", provider)
    payer = {"provider": "00000000-0000-0000-0000-000000000000", "product": "DE1"}
    method = caller.client.payments.initiate_single_transfer
    flow = caller.sca.start(method, **payer, **ORDERS["single_transfer"])
    assert flow.step == Failed(reason="locked")
    provider.close()


def test_user_who_gets_no_token_is_locked(mode: CallMode) -> None:
    """
    A locked user of finAPI is answered 423 at the token endpoint: nothing of the call was sent.
    """
    provider = Provider(Scripted((423, {}, LOCKED)))
    client = class_of(mode, "finapi_access")(
        client_credentials=ClientCredentials("client", "secret"),
        user_credentials=UserCredentials("user", "password"),
        base_url=provider.url,
        transport=mode.transport,
    )
    mode.clients.append(client)
    sca = BlockingSca(mode, client.sca)
    flow = sca.start(client.payments.submit, payment_id=1, banking_interface="XS2A")
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("locked", "LOCKED")
    provider.close()


def test_flow_that_is_put_off_can_be_cancelled(bank: Banks) -> None:
    """
    Giving up is always possible.
    """
    used = bank(LIMIT)
    flow = used.imports()
    flow.cancel()
    assert flow.state is State.CANCELLED
    assert not isinstance(flow.step, Finished)
