"""
BANKSapi: from the start of a bank access to its end, by TAN and by app.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontokit import ArgumentError
from kontokit.sca.errors import (
    InteractionRequiredError,
    ScaExpiredError,
    ScaFailedError,
    WrongStepError,
)
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Expired,
    Failed,
    Finished,
    Unsupported,
    Working,
)
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BACK, User, drive, kinds
from tests.support.sca_banksapi import (
    FLICKER_TAN,
    PHOTO_TAN,
    add,
    gaps,
    relations,
    sent,
    step_of,
    tans,
    times,
)

Users = Callable[..., User]


@pytest.fixture
def user(user_of: Users) -> User:
    return user_of("banksapi")


def test_no_sca_is_needed(user: User, sandbox: Sandbox) -> None:
    """
    Where the bank wants nothing, the flow is finished after one request and a look.
    """
    flow = add(user, "demo1")
    assert step_of(flow) == Finished()
    assert flow.result.status == "VOLLSTAENDIG"
    assert len(flow.result.bankprodukte) == 4
    assert len(sandbox.requests_to("banksapi", "addBankAccess")) == 1
    assert len(sandbox.requests_to("banksapi", "getBankAccess")) == 1


def test_bank_that_works_is_waited_for(user: User, sandbox: Sandbox) -> None:
    """
    While the bank collects, there is nothing to do but to wait, two seconds between two looks.
    """
    flow = add(user, "demo_slow")
    assert isinstance(flow.step, Working)
    flow.wait()
    assert flow.result.status == "VOLLSTAENDIG"
    assert all(gap >= 2.0 for gap in gaps(times(sandbox, "getBankAccess")))


def test_method_has_to_be_one_of_those_offered(user: User, sandbox: Sandbox) -> None:
    """
    A method that is not in the latest offer is refused before anything is sent.
    """
    flow = add(user, "test_sca_method")
    before, step = len(sandbox.requests), flow.step
    for wrong in ("77", "", "01", " 1"):
        with pytest.raises(ArgumentError):
            flow.choose(wrong)
    assert len(sandbox.requests) == before
    assert step_of(flow) == step
    assert isinstance(step, ChooseMethod)
    assert [one.id for one in step.methods][:2] == ["1", "902"]
    assert step.methods[0].name == "mockTAN"
    assert step.methods[0].hint == "Gib eine durch 2 teilbare Zahl ein"


def test_medium_has_to_be_one_of_those_offered(user: User, sandbox: Sandbox) -> None:
    """
    A method that was offered before is no medium.
    """
    flow = add(user, "test_sca_method_media")
    flow.choose("1")
    before = len(sandbox.requests)
    with pytest.raises(ArgumentError):
        flow.choose("902")
    assert len(sandbox.requests) == before
    assert isinstance(flow.step, ChooseMedium)


def test_only_what_is_waited_for_is_sent(user: User, sandbox: Sandbox) -> None:
    """
    Whatever else is done in a state is refused, and nothing is sent.
    """
    flow = add(user, "test_sca_method")
    before = len(sandbox.requests)
    for wrong in (
        lambda: flow.answer("2"),
        flow.confirm,
        flow.reconcile,
        flow.send_again,
        lambda: flow.handle_return("state=1"),
    ):
        with pytest.raises(WrongStepError):
            wrong()
    assert len(sandbox.requests) == before
    assert isinstance(flow.step, ChooseMethod)


def test_the_only_method_is_chosen_where_that_is_wanted(user: User, sandbox: Sandbox) -> None:
    """
    With auto_choose one offered method needs no one; without it, it is shown.
    """
    assert isinstance(add(user, "test_sca_one_method").step, ChooseMethod)
    flow = add(user, "test_sca_one_method", sca=user.sca(auto_choose=True))
    assert isinstance(flow.step, Challenge)
    assert sent(sandbox, "submitAccessConsent") == [{"chosenScaMethodId": "1"}]


def test_several_scas_follow_one_another(user: User, sandbox: Sandbox) -> None:
    """
    Method, medium and photo, then a second SCA in an app; the second is round 2.
    """
    flow = add(user, "test_sca_twice")
    flow.choose("902")
    assert isinstance(flow.step, ChooseMedium)
    flow.choose(flow.step.media[1])
    challenge = flow.step
    assert isinstance(challenge, Challenge)
    assert challenge.text == "Bitte scannen Sie das Bild mit der photoTAN-App"
    assert challenge.image is not None
    assert challenge.image.mime == "image/png"
    assert challenge.document is not None
    assert flow.round == 1
    flow.answer(PHOTO_TAN)
    assert isinstance(flow.step, Decoupled)
    assert flow.round == 2
    flow.wait()
    assert step_of(flow) == Finished()
    assert flow.result.status == "VOLLSTAENDIG"
    assert sent(sandbox, "submitAccessConsent") == [
        {"chosenScaMethodId": "902"},
        {"chosenScaMedia": "Handy Zwei"},
        {"scaAuthenticationData": PHOTO_TAN},
    ]


def test_flicker_code_is_read(user: User) -> None:
    """
    A flicker code can be shown, and the TAN from it is right.
    """
    flow = add(user, "test_sca_method")
    flow.choose("912")
    assert isinstance(flow.step, Challenge)
    assert flow.step.flicker is not None
    assert flow.step.flicker.wire == "11048714955205123456789F14302C303107"
    assert flow.step.optical is None
    flow.answer(FLICKER_TAN)
    assert step_of(flow) == Finished()


@pytest.mark.parametrize("name", ["HHD", "HHDUC"])
def test_flicker_code_is_read_in_both_forms(user: User, sandbox: Sandbox, name: str) -> None:
    """
    Whichever of its two forms the bank sends, the frames are the same.
    """
    flow = add(user, "test_sca_method")
    content = {
        "HHD": "11048714955205123456789F14302C303107",
        "HHDUC": "27088714955209123456789040,01",
    }
    _script_challenge(flow, sandbox, {"instructions": "x", name: content[name]})
    flow.choose("912")
    assert isinstance(flow.step, Challenge)
    assert flow.step.flicker is not None
    assert flow.step.flicker.wire == content["HHD"]


def test_garbled_flicker_code_leaves_the_text(user: User, sandbox: Sandbox) -> None:
    """
    A code in no known form is handed out as it came, and the text is still there.
    """
    flow = add(user, "test_sca_method")
    _script_challenge(flow, sandbox, {"instructions": "Bitte TAN", "HHD": "garbled \x1b[31m"})
    flow.choose("912")
    assert isinstance(flow.step, Challenge)
    assert flow.step.flicker is None
    assert flow.step.optical == b"garbled \x1b[31m"
    assert flow.step.text == "Bitte TAN"
    flow.answer(FLICKER_TAN)
    assert tans(sandbox) == [FLICKER_TAN]


def test_wrong_tan_is_reported_and_counted(user: User, sandbox: Sandbox) -> None:
    """
    Two wrong TANs ask again, the right one ends it: three requests, each different.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    left: list[int | None] = []
    for tan in ("3", " 5 ", "4"):
        assert isinstance(flow.step, Challenge)
        assert flow.step.text == "Bitte geben Sie eine durch 2 teilbare Zahl ein"
        left.append(flow.step.attempts_left)
        flow.answer(tan)
    assert left == [3, 2, 1]
    assert step_of(flow) == Finished()
    assert tans(sandbox) == ["3", "5", "4"]


def test_tan_is_sent_only_once(user: User, sandbox: Sandbox) -> None:
    """
    The same wrong TAN is not sent a second time.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    flow.answer("3")
    with pytest.raises(ArgumentError):
        flow.answer("3")
    with pytest.raises(ArgumentError):
        flow.answer("  ")
    assert tans(sandbox) == ["3"]
    assert isinstance(flow.step, Challenge)


def test_third_wrong_tan_ends_it(user: User, sandbox: Sandbox) -> None:
    """
    After three wrong TANs the bank has ended it, and a fourth is not sent.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    for tan in ("3", "5", "7"):
        flow.answer(tan)
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("sca_failed", "BA1103")
    assert flow.step.can_restart
    with pytest.raises(WrongStepError):
        flow.answer("8")
    with pytest.raises(ScaFailedError):
        _ = flow.result
    assert tans(sandbox) == ["3", "5", "7"]


def test_third_wrong_tan_is_the_last_even_if_the_bank_asks_again(
    user: User, sandbox: Sandbox
) -> None:
    """
    Where a bank would take a fourth TAN, the library does not ask for it.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    flow.answer("3")
    flow.answer("5")
    _script_challenge(flow, sandbox, {"instructions": "noch einmal"}, codes=("BA1103", "BA3030"))
    flow.answer("7")
    assert step_of(flow) == Failed(reason="tan_blocked", code="BA1103", text="noch einmal")
    with pytest.raises(WrongStepError):
        flow.answer("8")
    assert tans(sandbox) == ["3", "5", "7"]


def test_app_is_polled_no_faster_than_the_bank_allows(user: User, sandbox: Sandbox) -> None:
    """
    Seven times not yet, then confirmed: eight polls, five seconds apart and after the challenge.
    """
    flow = add(user, "test_sca_method")
    flow.choose("911")
    assert isinstance(flow.step, Decoupled)
    allowed = flow.step.not_before
    assert allowed is not None
    assert flow.step.text == "Bitte bestätigen Sie den Auftrag in Ihrer Banking-App"
    flow.wait()
    assert step_of(flow) == Finished()
    polls = times(sandbox, "getAccessConsent")
    assert len(polls) == 8
    assert polls[0] >= allowed
    assert min(gaps(polls)) >= 5.0
    assert flow.round == 1


def test_user_who_says_done_does_not_hurry_the_bank(user: User, sandbox: Sandbox) -> None:
    """
    ``confirm()`` asks once, after the pause that the bank wants.
    """
    flow = add(user, "test_sca_method")
    flow.choose("910")
    chosen = times(sandbox, "submitAccessConsent")[-1]
    flow.confirm()
    assert isinstance(flow.step, Decoupled)
    flow.confirm()
    assert step_of(flow) == Finished()
    polls = times(sandbox, "getAccessConsent")
    assert len(polls) == 2
    assert min(gaps([chosen, *polls])) >= 5.0
    assert len(sent(sandbox, "submitAccessConsent")) == 1


def test_waiting_ends_with_the_callers_patience(user: User, sandbox: Sandbox) -> None:
    """
    ``wait(timeout)`` returns although nothing has changed, and asks no more than it may.
    """
    flow = add(user, "test_sca_method")
    flow.choose("911")
    began = sandbox.now
    flow.wait(timeout=12)
    assert isinstance(flow.step, Decoupled)
    assert 11.9 <= (sandbox.now - began).total_seconds() <= 13.0
    assert len(sandbox.requests_to("banksapi", "getAccessConsent")) == 2
    flow.wait(timeout=0)
    assert len(sandbox.requests_to("banksapi", "getAccessConsent")) == 2
    assert isinstance(flow.step, Decoupled)


def test_app_that_never_confirms_expires(user: User, sandbox: Sandbox) -> None:
    """
    After sixty polls or five minutes it is over, and nothing is asked any more.
    """
    flow = add(user, "test_sca_method")
    flow.choose("913")
    flow.wait()
    assert step_of(flow) == Expired(what="polls")
    polls = times(sandbox, "getAccessConsent")
    assert 55 <= len(polls) <= 60
    assert min(gaps(polls)) >= 5.0
    before = len(sandbox.requests)
    flow.wait()
    with pytest.raises(WrongStepError):
        flow.confirm()
    with pytest.raises(ScaExpiredError):
        _ = flow.result
    assert len(sandbox.requests) == before
    assert add(user, "demo1").step == Finished()


def test_polling_is_preferred_to_a_typed_answer(user: User, sandbox: Sandbox) -> None:
    """
    Where both relations are there, it is polled, and an answer cannot be typed.
    """
    flow = add(user, "test_sca_method")
    flow.choose("910")
    access = user.call(user.client.bank_accesses.get, _access_id(flow))
    assert relations(access) >= {"authenticate", "authenticate_decoupled"}
    assert isinstance(flow.step, Decoupled)
    with pytest.raises(WrongStepError):
        flow.answer("1")
    flow.wait()
    assert step_of(flow) == Finished()
    assert sent(sandbox, "submitAccessConsent") == [{"chosenScaMethodId": "910"}]


def test_other_spelling_of_the_relation_is_known(user: User, sandbox: Sandbox) -> None:
    """
    ``authentication_decoupled`` is polled as well.
    """
    flow = add(user, "test_sca_alias")
    flow.choose("910")
    access = user.call(user.client.bank_accesses.get, _access_id(flow))
    assert "authentication_decoupled" in relations(access)
    assert kinds(drive(flow)) == ["Decoupled", "Finished"]
    assert len(sandbox.requests_to("banksapi", "getAccessConsent")) == 2


def test_app_without_a_relation_to_poll_is_confirmed_by_the_user(
    user: User, sandbox: Sandbox
) -> None:
    """
    An empty answer goes out at once when the user says so; before that, waiting sends nothing
    for a minute.
    """
    flow = add(user, "test_sca_method")
    flow.choose("914")
    assert isinstance(flow.step, Decoupled)
    assert flow.step.needs_confirm
    before = len(sandbox.requests)
    flow.wait(timeout=30)
    assert len(sandbox.requests) == before
    assert isinstance(flow.step, Decoupled)
    flow.confirm()
    assert step_of(flow) == Finished()
    assert sent(sandbox, "submitAccessConsent")[1:] == [{}]


def test_waiting_alone_confirms_at_a_bank_that_cannot_be_polled(
    user: User, sandbox: Sandbox
) -> None:
    """
    After a minute ``wait()`` tells the bank that the user has confirmed, so it gets there alone.
    """
    flow = add(user, "test_sca_method")
    flow.choose("914")
    assert flow.wait() == Finished()
    chosen, confirmed = times(sandbox, "submitAccessConsent")
    assert timedelta(seconds=60) <= confirmed - chosen < timedelta(seconds=65)
    assert sent(sandbox, "submitAccessConsent")[1:] == [{}]


def test_bank_without_a_method_is_a_failure(user: User) -> None:
    """
    BA3060 says that there is no method at all.
    """
    flow = add(user, "test_sca_none")
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("no_method", "BA3060")


def test_unknown_states_are_neither_success_nor_crash(user: User, sandbox: Sandbox) -> None:
    """
    A new status with a new relation is shown with its code, and nothing goes on by itself.
    """
    flow = add(user, "test_future")
    assert isinstance(flow.step, Unsupported)
    assert flow.step.code == "BA9999"
    assert flow.step.text == "Passkey nötig\nKeines der Dokumente kennt diese Meldung"
    before = len(sandbox.requests)
    with pytest.raises(WrongStepError):
        _ = flow.result
    flow.wait()
    assert len(sandbox.requests) == before
    assert flow.refresh() == flow.step
    assert len(sandbox.requests) == before + 1
    assert isinstance(flow.cancel(), Cancelled)


def test_no_input_is_read_without_a_terminal(user: User) -> None:
    """
    With ``interaction="never"`` the need for the user is an error whose record can be resumed.
    """
    with pytest.raises(InteractionRequiredError) as caught:
        add(user, "test_sca_method", sca=user.sca(interaction="never"))
    assert caught.value.state == "method"
    flow = user.sca().resume(caught.value.record)
    assert kinds(drive(flow, choose=["1"], tans=["2"]))[-1] == "Finished"
    assert add(user, "demo1", sca=user.sca(interaction="never")).step == Finished()


def test_lifetime_of_the_data_does_not_end_a_challenge(user: User, sandbox: Sandbox) -> None:
    """
    ``timeout`` of an access says how long its data are fresh, so the time limit is our own.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    access = user.call(user.client.bank_accesses.get, _access_id(flow))
    assert isinstance(flow.step, Challenge)
    assert flow.step.ends is not None
    assert flow.step.ends != access.timeout
    sandbox.advance(flow.step.ends - sandbox.now)
    flow.answer("2")
    assert step_of(flow) == Expired(what="step")
    assert tans(sandbox) == []


def test_consent_that_is_gone_is_looked_up_once(user: User, sandbox: Sandbox) -> None:
    """
    A 404 on a consent leads back to the bank access, whose word counts.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    access = _access_id(flow)
    _script(sandbox, flow, {}, status=404)
    looks = len(sandbox.requests_to("banksapi", "getBankAccess"))
    flow.answer("4")
    assert len(sandbox.requests_to("banksapi", "getBankAccess")) == looks + 1
    assert isinstance(flow.step, Challenge)
    sandbox.respond_with("banksapi", "GET", f"/customer/v2/bankzugaenge/{access}", status=404)
    _script(sandbox, flow, {}, status=404)
    flow.answer("6")
    assert step_of(flow) == Expired(what="step")


def test_deadline_of_the_bank_is_found_at_the_access(user: User, sandbox: Sandbox) -> None:
    """
    A bank that has ended an SCA by itself answers 404 there, and the access tells what happened.
    """
    flow = add(user, "test_sca_method")
    flow.choose("910")
    user.call(user.client.bank_accesses.delete, _access_id(flow))
    flow.wait()
    assert step_of(flow) == Expired(what="step")


def test_look_keeps_the_pause_between_two_questions(user: User, sandbox: Sandbox) -> None:
    """
    ``look`` reads the bank access itself, after the pause that the bank wants.
    """
    flow = add(user, "test_sca_method")
    flow.choose("910")
    chosen = times(sandbox, "submitAccessConsent")
    flow.refresh()
    assert isinstance(flow.step, Decoupled)
    assert min(gaps([*chosen, times(sandbox, "getBankAccess")[-1]])) >= 5.0
    assert sandbox.requests_to("banksapi", "getAccessConsent") == []


def test_secrets_are_in_no_record(user: User, sandbox: Sandbox) -> None:
    """
    Neither PIN nor TAN stands in a record, a representation or a step.
    """
    flow = add(user, "test_sca_method")
    flow.choose("1")
    flow.answer("31337")
    text = f"{flow.flow.record(pictures=True)} {flow.flow!r} {flow.step!r}"
    assert "geheim" not in text
    assert "31337" not in text
    assert BACK not in text


def _access_id(flow: Any) -> str:
    return str(next(iter(flow.flow.record()["request"]["body"])))


def _script(sandbox: Sandbox, flow: Any, body: Any, status: int = 200) -> None:
    """
    Lay down the next answer of the consent that the flow is about.
    """
    links = flow.flow.record()["links"]
    href = next(links[name] for name in ("set_method", "authenticate") if name in links)
    path = href.removeprefix(sandbox.url("banksapi"))
    sandbox.respond_with(
        "banksapi",
        "POST",
        path,
        status=status,
        headers={"Content-Type": "application/json"},
        body=json.dumps(body).encode(),
    )


def _script_challenge(
    flow: Any,
    sandbox: Sandbox,
    content: dict[str, str],
    *,
    codes: tuple[str, ...] = ("BA3030",),
    timeout: str | None = None,
) -> None:
    links = flow.flow.record()["links"]
    here = next(links[name] for name in ("set_method", "authenticate") if name in links)
    body = {
        "id": _access_id(flow),
        "providerId": "00000000-0000-0000-0000-000000000000",
        "status": "INTERAKTION",
        "messages": [{"level": "INFO", "code": code, "message": "x"} for code in codes],
        "challenge": {"name": "x", "content": content, "decoupled": False, "redirect": False},
        "relations": [
            {"rel": "self", "href": links["self"]},
            {"rel": "authenticate", "href": here},
        ],
        "bankprodukte": [],
        "sync": True,
    }
    if timeout is not None:
        body["timeout"] = timeout
    _script(sandbox, flow, body)
