"""
BANKSapi: the user's browser goes to a page of the bank and comes back, or someone else does.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import (
    ReturnRefusedError,
    ScaCancelledError,
)
from kontokit.sca.steps import (
    Cancelled,
    ChooseMethod,
    Expired,
    Failed,
    Finished,
    Redirect,
    State,
    Unsupported,
    Working,
)
from kontokit.stores import MemoryStore
from kontokit_banksapi.operations.bank_accesses import ADD_BANK_ACCESS
from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import DEMO_PROVIDER
from tests.support.flow_driver import BACK, BlockingFlow, User
from tests.support.sca_banksapi import (
    access_of,
    add,
    credentials,
    pay,
    relations,
    sent,
    step_of,
    tans,
)

Users = Callable[..., User]
PECULIAR = "empty=&scope=ais+pis&code=7d9e%2fb%2B1%20c&iss=https%3A%2f%2Fbank.example&state="


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def sent_away(user: User, method: str = "921") -> BlockingFlow:
    flow = add(user, "test_sca_method")
    flow.choose(method)
    assert isinstance(flow.step, Redirect)
    assert flow.step.page == "bank"
    return flow


def visited(flow: BlockingFlow, sandbox: Sandbox, **query: str) -> str:
    """
    The query with which the bank's page sends the browser back.
    """
    page = sandbox.visit(flow.step.url, **query)
    assert page.status == 302
    assert page.location is not None
    return page.location.partition("?")[2]


def posts(sandbox: Sandbox) -> int:
    return len(sandbox.requests_to("banksapi", "submitAccessConsent"))


def test_query_of_the_bank_goes_back_byte_for_byte(user: User, sandbox: Sandbox) -> None:
    """
    Order, encoding and empty values of the query stay as the bank wrote them.
    """
    flow = sent_away(user)
    query = visited(flow, sandbox)
    assert PECULIAR in query
    flow.handle_return(query)
    assert step_of(flow) == Finished()
    assert tans(sandbox) == [f"?{query}"]
    assert flow.round == 1


@pytest.mark.parametrize("form", ["?{query}", "https://shop.example/back?{query}"])
def test_question_mark_and_address_do_no_harm(user: User, sandbox: Sandbox, form: str) -> None:
    """
    The query may come with its question mark, or within the whole address.
    """
    flow = sent_away(user)
    query = visited(flow, sandbox)
    flow.handle_return(form.format(query=query))
    assert step_of(flow) == Finished()
    assert tans(sandbox) == [f"?{query}"]


def test_page_that_ends_it_itself_needs_no_query(user: User, sandbox: Sandbox) -> None:
    """
    Where the SCA is over at the bank's page, the way back only leads to a look.
    """
    flow = sent_away(user, "920")
    query = visited(flow, sandbox)
    assert query.endswith("baReentry=FINISHED")
    flow.handle_return(query)
    assert step_of(flow) == Finished()
    assert flow.result.status == "VOLLSTAENDIG"


def test_return_address_has_a_state_of_our_own(user: User, sandbox: Sandbox) -> None:
    """
    The bank is given our address with its own query and 256 random bits, and no one else is.
    """
    flow = sent_away(user)
    query = sandbox.requests_to("banksapi", "addBankAccess")[0].query
    reported = parse_qs(query)["callbackUrl"][0]
    assert reported.startswith(f"{BACK}&sca_state=")
    state = parse_qs(urlsplit(reported).query)["sca_state"][0]
    assert len(state) == 43
    assert state not in f"{flow.flow.record()} {flow.flow!r} {flow.step!r}"
    other = sent_away(user)
    visited(other, sandbox)
    later = parse_qs(sandbox.requests_to("banksapi", "addBankAccess")[1].query)["callbackUrl"][0]
    assert later != reported


def test_return_address_of_the_call_itself_has_a_state_too(user: User, sandbox: Sandbox) -> None:
    """
    A ``callback_url`` of the call is used instead of that of the options, and is checked alike,
    also in another process.
    """
    own, store = "https://other.example/back", MemoryStore()
    sca = user.sca(return_url=BACK, store=store)
    details = {**access_of("test_sca_method"), "callback_url": own}
    begun = sca.start(user.client.bank_accesses.add, **details)
    (asked,) = sandbox.requests_to("banksapi", "addBankAccess")
    reported = parse_qs(asked.query)["callbackUrl"]
    assert len(reported) == 1
    assert reported[0].startswith(f"{own}?sca_state=")
    flow = user.elsewhere().sca(store=store).resume(begun.id)
    flow.choose("921")
    for wrong in ("", "code=1", f"sca_state={'x' * 43}"):
        with pytest.raises(ReturnRefusedError):
            flow.handle_return(wrong)
    flow.handle_return(visited(flow, sandbox))
    assert step_of(flow) == Finished()


def test_state_is_that_of_the_process_that_sends_the_call(user: User, sandbox: Sandbox) -> None:
    """
    A call that was turned away is sent by another process, which makes a state of its own.
    """
    store = MemoryStore()
    sandbox.respond_with("banksapi", "POST", "/customer/v2/bankzugaenge", status=429)
    begun = add(user, "test_sca_method", sca=user.sca(return_url=BACK, store=store))
    assert isinstance(begun.step, Working)
    sca = user.elsewhere().sca(return_url=BACK, store=store)
    flow = sca.resume(begun.id, credentials=credentials("test_sca_method"))
    flow.wait()
    flow.choose("921")
    flow.handle_return(visited(flow, sandbox))
    assert step_of(flow) == Finished()


@pytest.mark.parametrize("own", ["http://shop.example/back", "javascript:alert(1)", "/back", 7])
def test_unsafe_return_address_of_the_call_is_refused(
    user: User, sandbox: Sandbox, own: Any
) -> None:
    """
    Nothing is sent.
    """
    details = {**access_of("test_sca_method"), "callback_url": own}
    with pytest.raises(ArgumentError, match="callback_url"):
        user.start(user.client.bank_accesses.add, **details)
    assert sandbox.requests_to("banksapi", "addBankAccess") == []


def test_two_accesses_in_one_call_are_no_flow(user: User, sandbox: Sandbox) -> None:
    """
    A flow has one step, so two accesses are refused before anything is sent.
    """
    entry = {"providerId": DEMO_PROVIDER, "credentials": credentials("test_sca_method")}
    body = {str(uuid.uuid4()): entry, str(uuid.uuid4()): entry}
    with pytest.raises(ArgumentError, match=r"body.*2 entries.*start a flow for each"):
        user.start(user.client.call, ADD_BANK_ACCESS, {}, body)
    assert sandbox.requests_to("banksapi", "addBankAccess") == []
    access, _ = body
    flow = user.start(user.client.call, ADD_BANK_ACCESS, {}, {access: entry})
    assert isinstance(flow.step, ChooseMethod)


def test_bank_is_never_visited_by_us(user: User, sandbox: Sandbox) -> None:
    """
    The page is for the browser: until it goes there, no one has.
    """
    flow = sent_away(user)
    path = urlsplit(str(flow.step.url)).path
    assert path not in {one.path for one in sandbox.requests}
    assert flow.step.url not in f"{flow.flow.record()} {flow.flow!r} {flow.step!r}"


@pytest.mark.parametrize(
    ("trouble", "query"),
    [
        ("mismatch", "sca_state=wrong"),
        ("missing", "code=1&state=x"),
        ("missing", ""),
        ("duplicate", "{query}&sca_state=again"),
        ("duplicate", "{query}&sca%5Fstate=again"),
        ("too_long", "{query}&more=" + "x" * 9000),
        ("malformed", "{query}&more=\n"),
    ],
)
def test_other_browsers_are_turned_away(
    user: User, sandbox: Sandbox, trouble: str, query: str
) -> None:
    """
    A return that is not the awaited one reaches no bank, and the awaited one still may come.
    """
    flow = sent_away(user)
    real = visited(flow, sandbox)
    before = len(sandbox.requests)
    with pytest.raises(ReturnRefusedError) as caught:
        flow.handle_return(query.format(query=real))
    assert caught.value.trouble == trouble
    assert "sca_state" not in str(caught.value)
    assert len(sandbox.requests) == before
    assert flow.state is State.REDIRECT
    flow.handle_return(real)
    assert step_of(flow) == Finished()


def test_state_of_another_user_does_not_fit(user: User, sandbox: Sandbox) -> None:
    """
    The way back of one flow does not open another.
    """
    mine, other = sent_away(user), sent_away(user)
    theirs = visited(other, sandbox)
    with pytest.raises(ReturnRefusedError):
        mine.handle_return(theirs)
    assert isinstance(mine.step, Redirect)
    other.handle_return(theirs)
    assert step_of(other) == Finished()


def test_strange_returns_do_not_keep_the_user_out(user: User, sandbox: Sandbox) -> None:
    """
    However often someone comes back wrongly, nothing is sent, and the user is let in.
    """
    flow = sent_away(user)
    real, before = visited(flow, sandbox), posts(sandbox)
    for _ in range(5):
        with pytest.raises(ReturnRefusedError):
            flow.handle_return("sca_state=guessed")
    assert posts(sandbox) == before
    flow.handle_return(real)
    assert step_of(flow) == Finished()


def test_return_works_once(user: User, sandbox: Sandbox) -> None:
    """
    A second return, after success, gives the same step without a request.
    """
    flow = sent_away(user)
    query = visited(flow, sandbox)
    flow.handle_return(query)
    before = len(sandbox.requests)
    assert flow.handle_return(query) == flow.step == Finished()
    assert len(sandbox.requests) == before


@pytest.mark.parametrize("method", ["920", "921"])
def test_user_may_say_no_at_the_bank(user: User, sandbox: Sandbox, method: str) -> None:
    """
    Who refuses at the bank's page has given up; the bank is informed once, where it wants to be.
    """
    flow = sent_away(user, method)
    query = visited(flow, sandbox, action="deny")
    before = posts(sandbox)
    flow.handle_return(query)
    assert step_of(flow) == Cancelled(by="user")
    with pytest.raises(ScaCancelledError):
        _ = flow.result
    assert posts(sandbox) <= before + 1


def test_forged_answer_of_the_bank_ends_without_success(user: User, sandbox: Sandbox) -> None:
    """
    A return with the right state and made-up data ends as the bank says: badly.
    """
    flow = sent_away(user)
    state = visited(flow, sandbox).partition("&empty=")[0]
    flow.handle_return(f"{state}&code=forged")
    assert isinstance(flow.step, Failed)
    assert flow.step.reason == "sca_failed"
    access = next(iter(user.call(user.client.bank_accesses.list).values()))
    assert "start_sca" in relations(access)


@pytest.mark.parametrize("method", ["920", "921"])
@pytest.mark.parametrize("reported", ["FINISHED", "USER_CANCELLED", "INVALID_TAN"])
def test_forged_outcome_does_not_count(
    user: User, sandbox: Sandbox, method: str, reported: str
) -> None:
    """
    What the browser says of the outcome decides nothing while the bank still waits.
    """
    flow = sent_away(user, method)
    query = sandbox.requests_to("banksapi", "addBankAccess")[0].query
    state = parse_qs(urlsplit(parse_qs(query)["callbackUrl"][0]).query)["sca_state"][0]
    before = posts(sandbox)
    flow.handle_return(f"x=1&sca_state={state}&baReentry={reported}")
    assert flow.state is State.REDIRECT
    assert posts(sandbox) == before
    if method == "920":
        visited(flow, sandbox)
        flow.refresh()
        assert step_of(flow) == Finished()


def test_redirect_without_a_return_address_is_followed_up_by_looking(
    user: User, sandbox: Sandbox
) -> None:
    """
    Without ``return_url`` the bank keeps the browser, and a look finds what happened.
    """
    flow = add(user, "test_sca_method", sca=user.sca())
    flow.choose("920")
    assert isinstance(flow.step, Redirect)
    assert sandbox.visit(str(flow.step.url)).status == 200
    flow.refresh()
    assert step_of(flow) == Finished()


def test_abandoned_redirect_expires(user: User, sandbox: Sandbox) -> None:
    """
    After the time that the bank gives it is over.
    """
    flow = sent_away(user)
    real = visited(flow, sandbox)
    ends = flow.step.ends
    assert ends is not None
    sandbox.advance(ends - sandbox.now + timedelta(seconds=1))
    before = len(sandbox.requests)
    flow.handle_return(real)
    assert step_of(flow) == Expired(what="step")
    assert len(sandbox.requests) == before


@pytest.mark.parametrize("method", ["920", "921"])
def test_bank_is_informed_of_a_cancelled_redirect(
    user: User, sandbox: Sandbox, method: str
) -> None:
    """
    A redirect is the only SCA that can be cancelled at the provider, and it is.
    """
    flow = sent_away(user, method)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert len(sandbox.requests_to("banksapi", "cancelAccessConsent")) == 1
    access = next(iter(user.call(user.client.bank_accesses.list).values()))
    assert "start_sca" in relations(access)


def test_cancelling_a_redirect_that_has_succeeded_is_too_late(user: User, sandbox: Sandbox) -> None:
    """
    Where the user was faster, success wins.
    """
    flow = sent_away(user, "920")
    visited(flow, sandbox)
    flow.cancel()
    assert step_of(flow) == Finished()
    assert flow.result.status == "VOLLSTAENDIG"


def test_redirect_of_an_order_is_cancelled_for_certain(user: User, sandbox: Sandbox) -> None:
    """
    The provider says that nothing comes of the order, so its outcome is known.
    """
    flow = pay(user)
    flow.choose("921")
    assert isinstance(flow.step, Redirect)
    flow.cancel()
    assert step_of(flow) == Cancelled(by="caller")
    assert len(sandbox.requests_to("banksapi", "cancelConsent")) == 1


@pytest.mark.parametrize("method", ["920", "921"])
def test_order_is_released_at_the_bank(user: User, sandbox: Sandbox, method: str) -> None:
    """
    A redirect releases an order too.
    """
    flow = pay(user)
    flow.choose(method)
    query = visited(flow, sandbox)
    flow.handle_return(query)
    assert step_of(flow) == Finished()
    assert flow.result.transfer.payment_id
    if method == "921":
        assert tans(sandbox, "submitConsent") == [f"?{query}"]


def test_order_denied_at_the_bank_is_cancelled(user: User, sandbox: Sandbox) -> None:
    """
    Who refuses to release an order at the bank's page has given up.
    """
    flow = pay(user)
    flow.choose("921")
    flow.handle_return(visited(flow, sandbox, action="deny"))
    assert step_of(flow) == Cancelled(by="user")


def test_address_of_a_page_has_to_be_fit_for_a_browser(user: User, sandbox: Sandbox) -> None:
    """
    A page that is not https, or not even an address, is not handed out.
    """
    for url in ("http://bank.example/sca", "https://user@bank.example/", "javascript:alert(1)"):
        flow = add(user, "test_sca_method")
        assert isinstance(flow.step, ChooseMethod)
        links = flow.flow.record()["links"]
        body = {
            "id": str(next(iter(flow.flow.record()["request"]["body"]))),
            "status": "INTERAKTION",
            "messages": [],
            "relations": [
                {"rel": "self", "href": links["self"]},
                {"rel": "redirect_url", "href": url},
            ],
        }
        sandbox.respond_with(
            "banksapi",
            "POST",
            links["set_method"].removeprefix(sandbox.url("banksapi")),
            headers={"Content-Type": "application/json"},
            body=json.dumps(body).encode(),
        )
        flow.choose("920")
        assert isinstance(flow.step, Unsupported)
        assert flow.step.relations == ("redirect_url",)
        with pytest.raises(ArgumentError, match="page for the browser"):
            flow.follow("redirect_url")
        assert "bank.example" not in f"{flow.step!r} {flow.flow.record()}"


def test_choice_is_sent_as_it_was_offered(user: User, sandbox: Sandbox) -> None:
    """
    The method goes out as text, although the offer has a number.
    """
    sent_away(user)
    assert sent(sandbox, "submitAccessConsent") == [{"chosenScaMethodId": "921"}]
