"""
The user goes to a page of the bank and comes back; what comes back may be anybody's.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

import attrs
import pytest

from kontokit import TransportError
from kontokit.sca.adapters.browser import MAX_BYTES, check_return, new_state, state_digest
from kontokit.sca.errors import (
    ReturnRefusedError,
    ScaCancelledError,
)
from kontokit.sca.steps import (
    Cancelled,
    Expired,
    Finished,
    Redirect,
    State,
    Unknown,
    Unsupported,
)
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, BlockingFlow, browser_of
from tests.support.sca_finapi import Customer

IMPORT: Final = "importBankConnection"


def _sent_away(customer: Customer, **settings: Any) -> tuple[BlockingFlow, str]:
    """
    A flow that waits for a browser, and the state that has to come back.
    """
    flow = customer.redirecting(customer.sca(**settings))
    step = flow.step
    assert isinstance(step, Redirect)
    assert step.page == "bank"
    assert step.url is not None
    return flow, parse_qs(urlsplit(step.url).query)["state"][0]


def test_redirect_query_goes_back_byte_for_byte(either: Customer, sandbox: Sandbox) -> None:
    """
    Whatever the bank has put into the query, in whatever spelling, is what finAPI gets.
    """
    flow, _ = _sent_away(either)
    page = sandbox.visit(flow.step.url)
    assert page.location is not None
    assert page.location.startswith(BACK)
    query = page.location.partition("?")[2]
    flow.handle_return(query)
    assert flow.result.account_ids
    first, last = either.answers(IMPORT)
    assert first == {}
    assert last.keys() == {"hash", "redirectCallback"}
    assert last["redirectCallback"] == query
    assert "7d9e%2fb%2B1%20c" in query


@pytest.mark.parametrize("form", ["?{0}", BACK.partition("?")[0] + "?{0}", "{0}"])
def test_redirect_return_with_and_without_the_question_mark(
    customer: Customer, sandbox: Sandbox, form: str
) -> None:
    """
    A question mark before the query, or the whole address, does not get to the bank.
    """
    flow, _ = _sent_away(customer)
    query = browser_of(sandbox)(flow.step.url)
    flow.handle_return(form.format(query))
    assert flow.result.account_ids
    assert customer.answers(IMPORT)[-1]["redirectCallback"] == query


def test_redirect_denied_by_the_user(either: Customer, sandbox: Sandbox) -> None:
    """
    The bank sends the browser back with an error: finAPI is informed, and the user has cancelled.
    """
    flow, _ = _sent_away(either)
    query = browser_of(sandbox, action="deny")(flow.step.url)
    assert "error=access_denied" in query
    flow.handle_return(query)
    assert flow.step == Cancelled(by="user")
    with pytest.raises(ScaCancelledError):
        _ = flow.result
    assert either.answers(IMPORT)[-1]["redirectCallback"] == query


def test_redirect_return_in_another_process(customer: Customer, sandbox: Sandbox) -> None:
    """
    The browser comes back to another worker, which knows only the record; a redirect needs no
    credentials, and the page's address is not in it.
    """
    store = MemoryStore()
    flow, _ = _sent_away(customer, store=store)
    query = browser_of(sandbox)(flow.step.url)
    again = customer.elsewhere().sca(store=store).resume(flow.id)
    assert again.step == attrs.evolve(flow.step, url=None)
    again.handle_return(query)
    assert again.result.account_ids


ATTACKS: Final = {
    "nothing": ("", "missing"),
    "another state": ("code=1&state={other}", "mismatch"),
    "a longer state": ("code=1&state={state}0", "mismatch"),
    "a shorter state": ("code=1&state={short}", "mismatch"),
    "an empty state": ("code=1&state=", "mismatch"),
    "in capitals": ("code=1&state={upper}", "mismatch"),
    "in another field": ("code=1&State={state}", "missing"),
    "two states": ("state={state}&code=1&state={other}", "duplicate"),
    "twice the same": ("state={state}&code=1&state={state}", "duplicate"),
    "hidden by encoding": ("state={state}&%73tate={other}", "duplicate"),
    "behind a semicolon": ("state={state};state={other}", "duplicate"),
    "too long": ("state={state}&code={long}", "too_long"),
    "a header": ("state={state}&code=1\r\nX-Evil: 1", "malformed"),
    "a blank": ("state={state}&code=1 2", "malformed"),
    "a fragment": ("code=1#state={state}", "missing"),
    "a NUL": ("state={state}&code=\0", "malformed"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_redirect_forgery_is_refused(customer: Customer, sandbox: Sandbox, attack: str) -> None:
    """
    Refused before anything is sent; the flow waits on for the right browser.
    """
    flow, state = _sent_away(customer)
    query, trouble = ATTACKS[attack]
    upper = state.upper() if state.upper() != state else state[::-1]
    forged = query.format(
        state=state, short=state[:-1], other=new_state(), upper=upper, long="x" * MAX_BYTES
    )
    with pytest.raises(ReturnRefusedError) as refused:
        flow.handle_return(forged)
    assert refused.value.trouble in (trouble, "malformed" if "#" in forged else trouble)
    assert state not in str(refused.value)
    assert len(customer.sent(IMPORT)) == 1
    assert flow.state is State.REDIRECT
    flow.handle_return(browser_of(sandbox)(flow.step.url))
    assert flow.result.account_ids


def test_hundred_wrong_returns_leave_the_flow_where_it_is(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    However often someone guesses, the flow waits on, and the right browser is let in at once.
    """
    flow, _ = _sent_away(customer)
    step, query = flow.step, browser_of(sandbox)(flow.step.url)
    for _ in range(100):
        with pytest.raises(ReturnRefusedError):
            flow.handle_return(f"state={new_state()}")
    assert flow.step == step
    assert len(customer.sent(IMPORT)) == 1
    flow.handle_return(query)
    assert flow.result.account_ids


def test_wrong_returns_are_answered_later_and_later_at_every_worker(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    The error says when to answer, a minute later at most; one that comes before is not counted.
    """
    store = MemoryStore()
    flow, _ = _sent_away(customer, store=store)
    pauses: list[float] = []
    for _ in range(8):
        other = customer.elsewhere().sca(store=store).resume(flow.id)
        for _ in range(2):
            with pytest.raises(ReturnRefusedError) as refused:
                other.handle_return("state=forged")
        assert refused.value.not_before is not None
        pauses.append((refused.value.not_before - sandbox.now).total_seconds())
        sandbox.advance(refused.value.not_before - sandbox.now)
    assert [round(pause) for pause in pauses] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert customer.sca(store=store).resume(flow.id).state is State.REDIRECT


def test_wrong_return_at_another_worker_does_not_keep_the_right_one_out(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    A wrong return between resuming and the right return is no conflict.
    """
    store = MemoryStore()
    flow, _ = _sent_away(customer, store=store)
    query = browser_of(sandbox)(flow.step.url)
    right = customer.elsewhere().sca(store=store).resume(flow.id)
    with pytest.raises(ReturnRefusedError):
        flow.handle_return("state=forged")
    right.handle_return(query)
    assert right.result.account_ids


def test_return_of_an_earlier_page_leaves_a_later_one_alone(
    customer: Customer, sandbox: Sandbox
) -> None:
    """
    A bank that sends the user to a second page: the first return again changes nothing there.
    """
    flow, _ = _sent_away(customer)
    first = browser_of(sandbox)(flow.step.url)
    page = {
        "redirectUrl": "https://bank.example/second",
        "redirectContext": "another",
        "redirectContextField": "state",
    }
    customer.answer_with(sandbox, status="REDIRECT_REQUIRED", **page)
    flow.handle_return(first)
    step = flow.step
    assert isinstance(step, Redirect)
    assert step.url == "https://bank.example/second"
    assert flow.handle_return(first) == step
    assert flow.record()["wrong_returns"] == 0
    assert len(customer.sent(IMPORT)) == 2


def test_reload_of_the_return_gives_the_same_step(customer: Customer, sandbox: Sandbox) -> None:
    """
    The same query again, here or at another worker that has not heard yet, sends nothing; any
    other query is still refused.
    """
    store = MemoryStore()
    flow, _ = _sent_away(customer, store=store)
    late = customer.elsewhere().sca(store=store).resume(flow.id)
    query = browser_of(sandbox)(flow.step.url)
    flow.handle_return(query)
    known = customer.sca(store=store).resume(flow.id)
    for again in (flow, late, known):
        assert again.handle_return(query) == Finished()
        with pytest.raises(ReturnRefusedError):
            again.handle_return(query.replace("code=", "code=0"))
    assert len(customer.sent(IMPORT)) == 2


@pytest.mark.parametrize("how", ["answer lost", "request lost", "gateway timeout"])
def test_lost_response_uses_the_redirect_state_up(
    customer: Customer, sandbox: Sandbox, how: Any
) -> None:
    """
    Whether the bank has got the query is not known: it is not sent a second time.
    """
    flow, _ = _sent_away(customer)
    query = browser_of(sandbox)(flow.step.url)
    sandbox.disturb("finapi_access", IMPORT, how)
    flow.handle_return(query)
    assert isinstance(flow.step, Unknown)
    assert isinstance(flow.handle_return(query), Unknown)
    assert len(customer.sent(IMPORT)) == 2


def test_return_that_was_not_sent_can_be_retried(customer: Customer, sandbox: Sandbox) -> None:
    """
    Where no connection could be made the query is still unused.
    """
    flow, _ = _sent_away(customer)
    query = browser_of(sandbox)(flow.step.url)
    with sandbox.unreachable("finapi_access"), pytest.raises(TransportError) as error:
        flow.handle_return(query)
    assert "7d9e" not in str(error.value) + repr(error.value)
    flow.handle_return(query)
    assert flow.result.account_ids


def test_redirect_expires_after_fifteen_minutes(customer: Customer, sandbox: Sandbox) -> None:
    """
    A browser that comes too late is not let in.
    """
    flow, _ = _sent_away(customer)
    query = browser_of(sandbox)(flow.step.url)
    sandbox.advance(timedelta(minutes=15))
    flow.handle_return(query)
    assert flow.step == Expired(what="step")
    assert len(customer.sent(IMPORT)) == 1


def test_ten_thousand_wrong_redirect_states_are_refused() -> None:
    """
    None of 10,000 states is taken for another one, in whatever place or spelling.
    """
    state = new_state()
    digest = state_digest(state)
    wrong = [secrets.token_urlsafe(32) for _ in range(9_000)]
    wrong += [state[:i] + secrets.choice("!~*'") + state[i + 1 :] for i in range(len(state))] * 12
    wrong += [state[:-n] for n in range(1, len(state))] + [state * 2, state.swapcase(), f" {state}"]
    wrong += [quote(state[:-1]) + f"%{n:02X}" for n in range(256) if chr(n) != state[-1]]
    wrong += [secrets.token_hex(n % 64) for n in range(10_000 - len(wrong))]
    assert len(wrong) >= 10_000
    taken = [
        one
        for one in wrong
        if check_return(f"code=1&state={one}", field="state", digest=digest) is None
    ]
    assert taken == []
    assert check_return(f"code=1&state={state}", field="state", digest=digest) is None


def test_redirect_state_is_long_and_new_each_time(customer: Customer) -> None:
    """
    256 random bits where the state is ours; the record has a digest of it, never the state.
    """
    assert len({new_state() for _ in range(1000)}) == 1000
    assert min(len(new_state()) for _ in range(100)) >= 43
    flow, state = _sent_away(customer)
    assert state not in str(flow.record())
    assert flow.record()["digest"] == state_digest(state)


@pytest.mark.parametrize(
    "page",
    [
        "javascript:alert(1)",
        "http://bank.example/authorise",
        "https://user:pin@bank.example/",
        "https:///authorise",
        "//bank.example/authorise",
        "/authorise",
        "data:text/html,hello",
        "https://bank.example/\r\nX: 1",
        "https://bank.example\\@evil.example/",
        "",
        None,
    ],
)
def test_unsafe_redirect_url_is_refused(
    customer: Customer, sandbox: Sandbox, page: str | None
) -> None:
    """
    The bank's page is https with a host and without user info, or it is not shown.
    """
    fields = {"redirectUrl": page, "redirectContext": "abc", "redirectContextField": "state"}
    customer.answer_with(sandbox, status="REDIRECT_REQUIRED", **fields)
    flow = customer.redirecting()
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "REDIRECT_REQUIRED"
