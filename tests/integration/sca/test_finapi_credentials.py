"""
Tokens that end between two steps, and logins that a bank has refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from kontokit import CredentialsRefusedError, ReauthenticationRequiredError, RefreshToken
from kontokit.sca.steps import Challenge, ChooseMethod, Failed, State
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import drive
from tests.support.sca_finapi import ALL, TAN, Customer

IMPORT: Final = "importBankConnection"
Act = Callable[[Any], None]


def _end_token(customer: Customer, **hint: str) -> None:
    """
    Let the token of the last request end at the provider, unnoticed by the client.
    """
    header = customer.sandbox.requests[-1].headers["authorization"]
    form = {"token": header.removeprefix("Bearer "), **hint}
    customer.call(customer.client.tokens.revoke, **form)


def test_token_expires_between_two_steps(customer: Customer, sandbox: Sandbox) -> None:
    """
    A new token is got once and the step is made again with it; the flow notices nothing.
    """
    flow = customer.importing()
    _end_token(customer, token_type_hint="access_token")
    tokens = sandbox.token_requests("finapi_access")
    flow.choose("smsTan")
    assert isinstance(flow.step, Challenge)
    assert sandbox.token_requests("finapi_access") == tokens + 1
    _end_token(customer, token_type_hint="access_token")
    flow.answer(TAN)
    assert flow.result.account_ids
    assert sandbox.token_requests("finapi_access") == tokens + 2
    assert len(customer.sent(IMPORT)) == 5  # two of them were asked to come with a token


def test_token_that_cannot_be_refreshed(customer: Customer) -> None:
    """
    Without a new token nothing goes on, but the flow stays where it is: with a new
    sign-in it is resumed.
    """
    form = {
        "grant_type": "password",
        "client_id": customer.sandbox.credentials.finapi_client,
        "client_secret": customer.sandbox.credentials.finapi_client_secret,
        "username": customer.known.username,
        "password": customer.known.password.reveal(),
    }
    token = customer.call(customer.client.tokens.create, **form)
    store = MemoryStore()
    passing = customer.elsewhere(user_credentials=RefreshToken(token.refresh_token))
    flow = passing.importing(sca=passing.sca(store=store))
    before = flow.record()
    _end_token(passing)  # and with it all that can be renewed
    with pytest.raises(ReauthenticationRequiredError):
        flow.choose("smsTan")
    assert isinstance(flow.step, ChooseMethod)
    assert [one.id for one in flow.step.methods] == [one["id"] for one in before["offer"]]
    with pytest.raises(ReauthenticationRequiredError):
        flow.choose("pushTan")
    assert flow.record()["method"] is None
    again = customer.sca(store=store).resume(flow.id, credentials=customer.login())
    drive(again, choose=["smsTan"], tans=[TAN])
    assert again.result.account_ids
    assert customer.tans(IMPORT) == [TAN]


def _refused(customer: Customer) -> None:
    flow = customer.importing("missing")
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.can_restart) == ("credentials", False)


def test_lockout_stops_a_refused_login(either: Customer) -> None:
    """
    After a refusal 100 calls make no request, whatever they are for, until someone unlocks.
    """
    _refused(either)
    requests = len(either.sandbox.requests)
    for _ in range(100):
        with pytest.raises(CredentialsRefusedError) as error:
            either.importing("missing")
        assert error.value.code == "BANK_SERVER_REJECTION"
        assert "missing" not in str(error.value)
    assert len(either.sandbox.requests) == requests
    either.sca().unlock()
    _refused(either)
    with pytest.raises(CredentialsRefusedError):
        either.importing("missing")
    assert len(either.sent(IMPORT)) == 2


def test_lockout_lets_other_logins_pass(customer: Customer) -> None:
    """
    The right PIN and the logins of others are sent.
    """
    _refused(customer)
    drive(customer.importing(ALL), choose=["smsTan"], tans=[TAN])
    assert customer.importing("demo_no_msa").result.account_ids
    with pytest.raises(CredentialsRefusedError):
        customer.importing("missing")


def test_lockout_also_stops_a_resumed_flow(customer: Customer) -> None:
    """
    Refused credentials are not sent by resuming a flow with them either.
    """
    _refused(customer)
    store = MemoryStore()
    sca = customer.sca(store=store)
    flow = customer.importing(sca=sca)
    again = sca.resume(flow.id, credentials=customer.login("missing"))
    with pytest.raises(CredentialsRefusedError):
        again.choose("smsTan")
    assert again.state is State.METHOD
    assert len(customer.sent(IMPORT)) == 2


def test_wrong_tan_does_not_count_for_the_lockout(customer: Customer) -> None:
    """
    The same login may be used after a wrong TAN.
    """
    drive(customer.importing(), choose=["smsTan"], tans=["000000"])
    assert isinstance(customer.importing().step, ChooseMethod)
