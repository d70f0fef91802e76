"""
BANKSapi: tenants with REG/Protect send the user to a web form of the provider (451).
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from kontokit.sca.errors import NotFinished, ReturnRefused, ScaCancelled
from kontokit.sca.steps import Cancelled, Expired, Failed, Finished, Redirect, State
from kontokit_sandbox import Sandbox

from .banksapi import relations, step_of
from .talking import BACK, Desk, Talk, User

Users = Callable[..., User]
FORM = "https://banking.example/webform?session=s-4711&useCase=CREATE_ACCOUNT"


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def opened(user: User, desk: Desk | None = None) -> Talk:
    """
    A new bank access by way of a web form, under an id of our own.
    """
    chosen = desk or user.desk(return_url=BACK)
    return chosen.start(user.client.bank_accesses.add, {str(uuid.uuid4()): {}})


def created(user: User, sandbox: Sandbox) -> tuple[Talk, str]:
    """
    A new bank access by way of a web form, and its id.
    """
    talk = opened(user)
    talk.returned(through(talk, sandbox))
    return talk, talk.result.id


def renewed(user: User, sandbox: Sandbox) -> Talk:
    """
    The renewal, by way of a web form, of a consent that has ended.
    """
    _, access = created(user, sandbox)
    sandbox.end_consents("banksapi")
    talk = user.desk(return_url=BACK).start(user.client.consents.start, access, {})
    assert isinstance(talk.step, Redirect)
    return talk


def through(talk: Talk, sandbox: Sandbox, **query: str) -> str:
    """
    Go through the form as a user would, and give the query of the way back.
    """
    page = sandbox.visit(talk.step.url, **query)
    assert page.status == 302
    assert page.location is not None
    assert page.location.startswith(f"{BACK}&")
    return page.location.partition("?")[2]


def state_of(url: str | None) -> str:
    """
    Our state in the address of a form.
    """
    back = parse_qs(urlsplit(url or "").query)["callbackUrl"][0]
    return parse_qs(urlsplit(back).query)["sca_state"][0]


def script(sandbox: Sandbox, location: str) -> None:
    sandbox.respond_with(
        "banksapi",
        "POST",
        "/customer/v2/bankzugaenge",
        status=451,
        headers={"Location": location},
    )


def test_access_comes_to_be_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    The user goes to the form and back, and the new access is read.
    """
    talk = opened(user)
    assert talk.step.kind == "form"
    query = through(talk, sandbox)
    assert "baReentry=ACCOUNT_CREATED" in query
    talk.returned(query)
    assert step_of(talk) == Finished(verified=True)
    assert talk.result.status == "VOLLSTAENDIG"


def test_form_is_left_to_the_browser(user: User, sandbox: Sandbox) -> None:
    """
    Nobody but the browser opens the form: it works once.
    """
    talk = opened(user)
    path = urlsplit(str(talk.step.url)).path
    talk.look()
    assert talk.state is State.REDIRECT
    assert path not in {one.path for one in sandbox.requests}
    through(talk, sandbox)


def test_way_back_is_added_to_the_address(user: User, sandbox: Sandbox) -> None:
    """
    ``callbackUrl`` comes behind the query that the address has, encoded as a whole.
    """
    script(sandbox, FORM)
    talk = opened(user)
    url = str(talk.step.url)
    assert url.startswith(f"{FORM}&callbackUrl=https%3A%2F%2Fshop.example%2Fback%3Fx%3D1%26")
    assert [name for name, _ in parse_qsl(urlsplit(url).query)] == [
        "session",
        "useCase",
        "callbackUrl",
    ]
    assert len(state_of(url)) == 43


def test_address_is_told_once(
    user: User, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The address stands in no log, record or representation, and another process has it no more.
    """
    with caplog.at_level(logging.DEBUG):
        talk = opened(user)
    session = parse_qs(urlsplit(str(talk.step.url)).query)["session"][0]
    state = state_of(talk.step.url)
    told = f"{caplog.text} {talk.flow!r} {talk.step!r} {talk.flow.record(pictures=True)}"
    assert session not in told
    assert state not in told
    assert "webform" not in f"{talk.flow.record()}"
    other = user.elsewhere().desk(return_url=BACK).resume(talk.flow.record())
    assert isinstance(other.step, Redirect)
    assert other.step.url is None


@pytest.mark.parametrize(
    "location",
    [
        "http://banking.example/webform?session=s-4711",
        "https://user:pass@banking.example/webform?session=s-4711",
        "https://banking.example\\@evil.example/?session=s-4711",
        "//evil.example/?session=s-4711",
        "javascript:alert('s-4711')",
    ],
)
def test_strange_address_is_not_handed_out(user: User, sandbox: Sandbox, location: str) -> None:
    """
    Only https with a plain host is for the browser; anything else ends the conversation.
    """
    script(sandbox, location)
    talk = opened(user)
    assert talk.done
    with pytest.raises(NotFinished) as caught:
        _ = talk.result
    assert "s-4711" not in f"{caught.value!r} {talk.step!r} {talk.flow.record()}"


def test_form_without_a_way_back_is_of_no_use(user: User, sandbox: Sandbox) -> None:
    """
    Without ``return_url`` the form is not handed out, for it needs one.
    """
    talk = opened(user, user.desk())
    assert isinstance(talk.step, Failed)
    assert talk.step.reason == "no_return_url"
    assert talk.step.can_restart


def test_strange_browser_is_turned_away(user: User, sandbox: Sandbox) -> None:
    """
    A return without our state is refused before anything is asked.
    """
    talk = opened(user)
    before = len(sandbox.requests)
    with pytest.raises(ReturnRefused):
        talk.returned("baReentry=ACCOUNT_CREATED")
    assert len(sandbox.requests) == before
    talk.returned(through(talk, sandbox))
    assert step_of(talk) == Finished()


def test_forged_success_of_a_new_access_does_not_count(user: User, sandbox: Sandbox) -> None:
    """
    While there is no access, the browser may say what it wants; a look finds it later.
    """
    talk = opened(user)
    talk.returned(f"sca_state={state_of(talk.step.url)}&baReentry=FINISHED")
    assert talk.state is State.REDIRECT
    talk.look()
    assert talk.state is State.REDIRECT
    through(talk, sandbox)
    talk.wait()
    assert step_of(talk) == Finished()
    assert talk.result.status == "VOLLSTAENDIG"


def test_renewal_in_the_form(user: User, sandbox: Sandbox) -> None:
    """
    The consent of an access is renewed in the form, and the bank access says so.
    """
    talk = renewed(user, sandbox)
    talk.returned(through(talk, sandbox))
    assert step_of(talk) == Finished(verified=True)
    assert "start_sca" not in relations(talk.result)


@pytest.mark.parametrize("told", ["FINISHED", "USER_CANCELLED", "INVALID_CREDENTIALS"])
def test_forged_outcome_of_a_renewal_does_not_count(
    user: User, sandbox: Sandbox, told: str
) -> None:
    """
    While the access still waits for the form, what the browser says decides nothing.
    """
    talk = renewed(user, sandbox)
    talk.returned(f"sca_state={state_of(talk.step.url)}&baReentry={told}")
    assert talk.state is State.REDIRECT
    through(talk, sandbox)
    talk.wait()
    assert step_of(talk) == Finished()


@pytest.mark.parametrize("told", ["USER_CANCELLED", "LEGAL_NOT_ACCEPTED"])
@pytest.mark.parametrize("make", [opened, renewed])
def test_user_may_give_up_in_the_form(
    user: User, sandbox: Sandbox, told: str, make: Callable[..., Talk]
) -> None:
    """
    Who cancels, or does not accept the terms, has given up.
    """
    talk = make(user, sandbox) if make is renewed else make(user)
    talk.returned(through(talk, sandbox, outcome=told))
    assert step_of(talk) == Cancelled(by="user")
    with pytest.raises(ScaCancelled):
        _ = talk.result


@pytest.mark.parametrize(
    "told", ["INVALID_CREDENTIALS", "INVALID_TAN", "NO_ACCOUNTS", "BACKEND_ERROR", "ERROR"]
)
def test_failure_in_the_form_of_a_new_access(user: User, sandbox: Sandbox, told: str) -> None:
    """
    No access has come to be, and the browser tells why.
    """
    talk = opened(user)
    talk.returned(through(talk, sandbox, outcome=told))
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == ("bank_said_no", told)
    assert talk.step.can_restart


@pytest.mark.parametrize(
    ("told", "reason", "code"),
    [
        ("INVALID_CREDENTIALS", "credentials", "BA1011"),
        ("INVALID_TAN", "sca_failed", "BA3040"),
        ("NO_ACCOUNTS", "sca_failed", "BA3040"),
        ("BACKEND_ERROR", "bank_said_no", "BA1051"),
        ("ERROR", "sca_failed", "BA3040"),
    ],
)
def test_failure_in_the_form_of_a_renewal(
    user: User, sandbox: Sandbox, told: str, reason: str, code: str
) -> None:
    """
    The access itself says why it failed, which is worth more than what the browser says.
    """
    talk = renewed(user, sandbox)
    talk.returned(through(talk, sandbox, outcome=told))
    assert isinstance(talk.step, Failed)
    assert (talk.step.reason, talk.step.code) == (reason, code)
    access = next(iter(user.call(user.client.bank_accesses.list).values()))
    assert "start_sca" in relations(access)
    assert len(access.bankprodukte) == 4


def test_unknown_outcome_is_no_success(user: User, sandbox: Sandbox) -> None:
    """
    A word that nobody knows is as good as none.
    """
    talk = opened(user)
    talk.returned(f"sca_state={state_of(talk.step.url)}&baReentry=PASSKEY_NEEDED")
    assert talk.state is State.REDIRECT


def test_open_form_is_waited_for(user: User, sandbox: Sandbox) -> None:
    """
    ``wait`` asks whether the access is there, with pauses, until the caller loses patience.
    """
    talk = opened(user)
    page = sandbox.visit(talk.step.url, action="open")
    assert page.status == 200
    began = sandbox.now
    talk.wait(timeout=30)
    assert talk.state is State.REDIRECT
    assert (sandbox.now - began).total_seconds() >= 29.9
    talk.returned(through(talk, sandbox, outcome="FINISHED"))
    assert step_of(talk) == Finished()


def test_form_that_nobody_fills_in_expires(user: User, sandbox: Sandbox) -> None:
    """
    After a quarter of an hour nobody waits for the browser any more.
    """
    talk = opened(user)
    sandbox.advance(timedelta(minutes=14, seconds=50))
    talk.wait()
    assert step_of(talk) == Expired(what="form")


def test_form_is_given_up_here(user: User, sandbox: Sandbox) -> None:
    """
    There is nothing to tell the provider of a form that is not wanted any more.
    """
    talk = opened(user)
    before = len(sandbox.requests)
    talk.cancel()
    assert step_of(talk) == Cancelled(by="caller")
    assert len(sandbox.requests) == before


def payment(user: User) -> Talk:
    talk = user.desk(return_url=BACK).start(user.client.payments.initiate_single_transfer, {})
    assert isinstance(talk.step, Redirect)
    assert talk.step.kind == "form"
    return talk


def test_outcome_of_an_order_in_the_form_is_the_browsers_word(user: User, sandbox: Sandbox) -> None:
    """
    No document tells how to ask for such an order, so its success is not verified.
    """
    talk = payment(user)
    talk.returned(through(talk, sandbox))
    assert step_of(talk) == Finished(verified=False)
    assert talk.result is None


def test_order_in_the_form_may_be_given_up(user: User, sandbox: Sandbox) -> None:
    """
    The browser's word proves nothing of an order, so it stays unknown.
    """
    for outcome in ("USER_CANCELLED", "INVALID_TAN"):
        talk = payment(user)
        talk.returned(through(talk, sandbox, outcome=outcome))
        assert talk.state is State.UNKNOWN
        assert not talk.record()["can_restart"]


def test_order_in_the_form_that_nobody_comes_back_from_is_unknown(
    user: User, sandbox: Sandbox
) -> None:
    """
    The user may have released it, so it neither expired nor failed until nobody can know.
    """
    talk = payment(user)
    sandbox.advance(timedelta(minutes=14, seconds=50))
    talk.wait()
    assert talk.state is State.UNKNOWN
    talk.reconcile()
    assert talk.state is State.UNKNOWN
    talk.cancel()
    assert isinstance(talk.step, Failed)
    assert talk.step.reason == "outcome_unknown"
    assert len(sandbox.requests_to("banksapi", "initiateSingleTransfer")) == 1
