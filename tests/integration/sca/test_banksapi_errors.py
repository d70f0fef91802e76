"""
BANKSapi: tokens that end, credentials that are refused, consents that are over, and giving up.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontokit import (
    ArgumentError,
    ConfigurationError,
    CredentialsRefusedError,
    ForeignOriginError,
    GatewayTimeoutError,
    PermissionDeniedError,
    RelationNotFoundError,
)
from kontokit.sca.errors import ScaFailedError, WrongStepError
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unknown,
)
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, User, browser_of, drive
from tests.support.sca_banksapi import add, codes, pay, relations, sent, step_of, tans

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def one_access(user: User) -> Any:
    """
    The only bank access of the user, as it is read without any flow.
    """
    found = user.call(user.client.bank_accesses.list)
    assert len(found) == 1
    return next(iter(found.values()))


@pytest.mark.parametrize("method", ["1", "910", "921"])
def test_token_may_end_between_two_steps(user: User, sandbox: Sandbox, method: str) -> None:
    """
    A 403 for an ended token is renewed once, and the step is done with the new one.
    """
    sandbox.set_token_life(timedelta(minutes=2))
    flow = add(user, "test_sca_method", sca=user.sca(return_url=BACK))
    flow.choose(method)
    sandbox.advance(timedelta(minutes=3))
    before = sandbox.token_requests("banksapi")
    steps = drive(flow, tans=["2"], browser=browser_of(sandbox))
    assert steps[-1] == Finished()
    assert sandbox.token_requests("banksapi") == before + 1
    reported = tans(sandbox)
    assert len(reported) == (0 if method == "910" else 2)  # the first was turned away at the door
    assert len(set(reported)) <= 1


def test_right_that_is_missing_leaves_the_challenge(user: User, sandbox: Sandbox) -> None:
    """
    A 403 with a good token is an error of the call; the TAN is still good afterwards.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    here = flow.flow.record()["links"]["authenticate"].removeprefix(sandbox.url("banksapi"))
    before = sandbox.token_requests("banksapi")
    sandbox.respond_with("banksapi", "POST", here, status=403)
    with pytest.raises(PermissionDeniedError):
        flow.answer("2")
    assert sandbox.token_requests("banksapi") <= before + 1
    assert isinstance(flow.step, Challenge)
    assert flow.step.attempts_left == 3
    flow.answer("2")
    assert step_of(flow) == Finished()


@pytest.mark.parametrize(
    ("pin", "reason", "code"),
    [("falsch", "credentials", "BA1011"), ("gesperrt", "locked", "BA1010")],
)
def test_lockout_stops_refused_credentials(
    user: User, sandbox: Sandbox, pin: str, reason: str, code: str
) -> None:
    """
    A hundred further calls with them send nothing, until others are given or someone unlocks.
    """
    sca = user.sca()
    flow = add(user, "demo1", pin=pin, sca=sca)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == (reason, code)
    rest = {**flow.flow.record(), "text": None}  # the words of the bank may be those of the PIN
    assert pin not in f"{flow.step!r} {rest}"
    before = len(sandbox.requests)
    for _ in range(100):
        with pytest.raises(CredentialsRefusedError, match=code):
            add(user, "demo1", pin=pin, sca=sca)
    assert len(sandbox.requests) == before
    assert add(user, "demo1", pin="richtig", sca=sca).step == Finished()
    sca.unlock()
    assert isinstance(add(user, "demo1", pin=pin, sca=sca).step, Failed)
    assert len(sandbox.requests_to("banksapi", "addBankAccess")) == 3


def test_lockout_guard_is_shared_by_all_sca_clients_of_a_client(
    user: User, sandbox: Sandbox
) -> None:
    """
    Another SCA client of the same client knows of the refusal, for an order as for an access.
    """
    add(user, "demo1", pin="falsch")
    before = len(sandbox.requests)
    with pytest.raises(CredentialsRefusedError):
        add(user, "demo1", pin="falsch", sca=user.sca(return_url=BACK))
    assert len(sandbox.requests) == before


def test_incomplete_credentials_are_reported(user: User) -> None:
    """
    Missing fields are no refused credentials.
    """
    flow = add(user, "demo1", pin="unvollstaendig")
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("incomplete", "BA1012")
    assert isinstance(add(user, "demo1", pin="unvollstaendig").step, Failed)


def test_wrong_tan_blows_no_fuse(user: User) -> None:
    """
    Credentials stay good when an SCA fails. TANs are not sent again until someone unlocks.
    """
    sca = user.sca()
    flow = add(user, "test_sca_method", sca=sca)
    flow.choose("1")
    for tan in ("3", "5", "7"):
        flow.answer(tan)
    assert isinstance(flow.step, Failed)
    sca.unlock()
    again = add(user, "test_sca_method", sca=sca)
    assert drive(again, choose=["1"], tans=["2"])[-1] == Finished()


def test_failed_sca_leaves_what_was_fetched(user: User) -> None:
    """
    After a failed renewal everything that was there can still be read.
    """
    flow = add(user, "test_sca_method")
    drive(flow, choose=["1"], tans=["2"])
    access = flow.result
    again = user.sca().start(user.client.consents.start, access.id)
    assert isinstance(again.step, ChooseMethod)
    assert len(one_access(user).bankprodukte) == 4
    again.choose("1")
    for tan in ("3", "5", "7"):
        again.answer(tan)
    assert isinstance(again.step, Failed)
    assert len(one_access(user).bankprodukte) == 4
    assert "start_sca" in relations(one_access(user))


@pytest.mark.parametrize("method", ["1", "910", "921"])
def test_consent_is_renewed_by_its_link(user: User, sandbox: Sandbox, method: str) -> None:
    """
    The link of the access begins a flow, whose record another process goes on with.
    """
    store = MemoryStore()
    _ = add(user, "demo1").result
    sandbox.end_consents("banksapi")
    sca = user.sca(return_url=BACK, store=store)
    begun = sca.start(user.client.follow, one_access(user), "start_sca")
    assert isinstance(begun.step, ChooseMethod)
    flow = user.elsewhere().sca(store=store).resume(begun.id)
    steps = drive(flow, choose=[method], tans=["2"], browser=browser_of(sandbox))
    assert steps[-1] == Finished()
    assert "start_sca" not in relations(flow.result)
    assert sent(sandbox, "startScaConsent") == [{}]
    query = sandbox.requests_to("banksapi", "startScaConsent")[0].query
    assert "sca_state%3D" in query


def test_link_that_begins_no_sca_is_no_flow(user: User, sandbox: Sandbox) -> None:
    """
    Nothing is sent: neither for an unknown link, nor for one that never needs the user.
    """
    _ = add(user, "demo1").result
    access = one_access(user)
    before = len(sandbox.requests)
    with pytest.raises(RelationNotFoundError):
        user.start(user.client.follow, access, "start_sca")
    with pytest.raises(ConfigurationError, match="needs no strong customer authentication"):
        user.start(user.client.follow, access, "delete_bankzugang")
    strange = {"relations": [{"rel": "start_sca", "href": "/customer/v2/elsewhere"}]}
    with pytest.raises(ArgumentError, match="no documented path"):
        user.start(user.client.follow, strange, "start_sca")
    foreign = {"relations": [{"rel": "start_sca", "href": "https://evil.example/consent"}]}
    with pytest.raises(ForeignOriginError):
        user.start(user.client.follow, foreign, "start_sca")
    assert len(sandbox.requests) == before


@pytest.mark.parametrize("method", ["1", "910", "921"])
def test_consent_that_is_over_is_renewed(user: User, sandbox: Sandbox, method: str) -> None:
    """
    Reading goes on meanwhile, and after the renewal the relation is gone.
    """
    access = add(user, "demo1").result
    sandbox.end_consents("banksapi")
    found = one_access(user)
    assert codes(found) == ["BA3000"]
    assert "start_sca" in relations(found)
    assert len(found.bankprodukte) == 4
    flow = user.sca(return_url=BACK).start(user.client.consents.start, access.id)
    steps = drive(flow, choose=[method], tans=["2"], browser=browser_of(sandbox))
    assert steps[-1] == Finished()
    assert "start_sca" not in relations(flow.result)
    assert "start_sca" not in relations(one_access(user))


def test_bank_that_was_asked_too_often_is_not_asked_again(user: User, sandbox: Sandbox) -> None:
    """
    BA1053 ends the flow without a second request; the data stay, and the user may renew.
    """
    access = add(user, "test_access_exceeded").result
    sca = user.sca(return_url=BACK)
    flow = sca.start(user.client.bank_accesses.add, access.id, refresh=True)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("too_often", "BA1053")
    assert len(sandbox.requests_to("banksapi", "addBankAccess")) == 2
    assert len(one_access(user).bankprodukte) == 4
    renewed = sca.start(user.client.consents.start, access.id)
    assert drive(renewed, choose=["1"], tans=["2"])[-1] == Finished()
    assert not any("customer-ip-address" in one.headers for one in sandbox.requests)


def test_refresh_after_the_consent_tells_that_it_is_over(user: User, sandbox: Sandbox) -> None:
    """
    Nothing is wanted and nothing is new: the result has the relation for the renewal.
    """
    access = add(user, "demo1").result
    sandbox.end_consents("banksapi")
    flow = user.sca().start(user.client.bank_accesses.add, access.id, refresh=True)
    assert flow.step == Finished(needs_renewal=True)
    assert "start_sca" in relations(flow.result)
    assert codes(flow.result) == ["BA3000"]


def test_gateway_timeout_at_the_beginning_is_asked_for(user: User, sandbox: Sandbox) -> None:
    """
    A bank access has an id of our own, so that its fate can be read.
    """
    for how in ("gateway timeout", "answer lost"):
        sandbox.disturb("banksapi", "addBankAccess", how)
        flow = add(user, "test_sca_method")
        assert isinstance(flow.step, Unknown)
        flow.reconcile()
        assert isinstance(flow.step, ChooseMethod)
        assert drive(flow, choose=["1"], tans=["2"])[-1] == Finished()
    assert len(sandbox.requests_to("banksapi", "addBankAccess")) == 2


def test_access_whose_request_was_lost_is_not_there(user: User, sandbox: Sandbox) -> None:
    """
    Where the request never arrived there is no access, and the flow may begin again.
    """
    sandbox.disturb("banksapi", "addBankAccess", "request lost")
    flow = add(user, "demo1")
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert step_of(flow) == Expired(what="outcome")


def test_renewal_whose_answer_was_lost_is_asked_for(user: User, sandbox: Sandbox) -> None:
    """
    The access in the address of the call tells what became of a renewal.
    """
    access = add(user, "demo1").result
    sandbox.end_consents("banksapi")
    sandbox.disturb("banksapi", "startScaConsent", "answer lost")
    flow = user.sca().start(user.client.consents.start, access.id)
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert drive(flow, choose=["1"], tans=["2"])[-1] == Finished()
    assert len(sandbox.requests_to("banksapi", "startScaConsent")) == 1


def test_lost_answer_to_a_tan_is_asked_for(user: User, sandbox: Sandbox) -> None:
    """
    The access tells whether the TAN was taken; it is not sent again.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    sandbox.disturb("banksapi", "submitAccessConsent", "answer lost")
    flow.answer("2")
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert step_of(flow) == Finished()
    assert tans(sandbox) == ["2"]


def _chosen(user: User, login: str, *choices: str) -> BlockingFlow:
    flow = add(user, login)
    for one in choices:
        flow.choose(one)
    return flow


@pytest.mark.parametrize(
    ("login", "choices", "state", "tells"),
    [
        ("test_sca_method", (), State.METHOD, 0),
        ("test_sca_method_media", ("1",), State.MEDIUM, 0),
        ("test_sca_method", ("1",), State.CHALLENGE, 0),
        ("test_sca_method", ("911",), State.DECOUPLED, 0),
        ("test_sca_method", ("921",), State.REDIRECT, 1),
        ("demo_slow", (), State.WORKING, 0),
    ],
)
def test_giving_up(
    user: User, sandbox: Sandbox, login: str, choices: tuple[str, ...], state: State, tells: int
) -> None:
    """
    Each state can be left, and the provider is informed only where it has a relation for that.
    """
    flow = _chosen(user, login, *choices)
    assert flow.state is state
    before = len(sandbox.requests)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert len(sandbox.requests) == before + tells
    assert len(sandbox.requests_to("banksapi", "cancelAccessConsent")) == tells
    flow.wait()
    for further in (flow.cancel, flow.refresh, flow.reconcile):
        with pytest.raises(WrongStepError):
            further()
    assert len(sandbox.requests) == before + tells


def test_giving_up_what_is_unknown(user: User, sandbox: Sandbox) -> None:
    """
    A bank access of unknown fate is simply given up, an order has then an unknown outcome.
    """
    sandbox.disturb("banksapi", "addBankAccess", "answer lost")
    flow = add(user, "demo1")
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    sandbox.disturb("banksapi", "initiateSingleTransfer", "answer lost")
    order = pay(user)
    order.cancel()
    assert isinstance(order.step, Unknown)


def test_refusal_of_the_call_itself_is_reported(user: User, sandbox: Sandbox) -> None:
    """
    A call that the provider refuses outright is a failure with its text for developers kept out.
    """
    sandbox.respond_with("banksapi", "POST", "/customer/v2/bankzugaenge", status=400)
    flow = add(user, "demo1")
    assert isinstance(flow.step, Failed)
    assert flow.step.reason == "refused"
    with pytest.raises(ScaFailedError):
        _ = flow.result


def test_timeout_of_a_plain_read_is_no_matter_of_sca(user: User, sandbox: Sandbox) -> None:
    """
    Reads beside a flow behave as always.
    """
    flow = add(user, "test_sca_method")
    flow.choose("910")
    assert isinstance(flow.step, Decoupled)
    sandbox.disturb("banksapi", "getBankAccesses", "gateway timeout", times=9)
    with pytest.raises(GatewayTimeoutError):
        user.call(user.client.bank_accesses.list)
    flow.wait()
    assert step_of(flow) == Finished()


def test_redirect_has_no_end_by_itself(user: User) -> None:
    """
    Waiting is not for pages of a bank: ``wait`` returns at once and sends nothing.
    """
    flow = _chosen(user, "test_sca_method", "921")
    assert isinstance(flow.step, Redirect)
    before = len(user.sandbox.requests)
    flow.wait(timeout=60)
    assert isinstance(flow.step, Redirect)
    assert len(user.sandbox.requests) == before


def test_links_to_other_servers_are_not_followed(user: User, sandbox: Sandbox) -> None:
    """
    A relation that leads away from the API gets neither the TAN nor the token.
    """
    flow = add(user, "test_sca_method")
    links = flow.flow.record()["links"]
    body = {
        "id": "0b0c5c1a-6a51-4a2e-9d0e-3f1f5b1c7a11",
        "status": "INTERAKTION",
        "messages": [],
        "challenge": {
            "name": "x",
            "content": {"instructions": "TAN"},
            "decoupled": False,
            "redirect": False,
        },
        "relations": [{"rel": "authenticate", "href": "https://evil.example/consent"}],
    }
    sandbox.respond_with(
        "banksapi",
        "POST",
        links["set_method"].removeprefix(sandbox.url("banksapi")),
        headers={"Content-Type": "application/json"},
        body=json.dumps(body).encode(),
    )
    flow.choose("1")
    assert isinstance(flow.step, Challenge)
    before = len(sandbox.requests)
    with pytest.raises(ForeignOriginError):
        flow.answer("2")
    assert len(sandbox.requests) == before
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
