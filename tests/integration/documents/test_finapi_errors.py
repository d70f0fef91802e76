"""
The errors that finAPI documents, before a challenge and after a TAN.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest

from kontokit import PermissionDeniedError, StatusError
from kontokit.sca import (
    Challenge,
    Failed,
    Finished,
    OutcomeUnknownError,
    ScaFailedError,
    TooEarlyError,
    Unknown,
    Working,
)
from tests.integration.documents.finapi import CALLS, HASH, LOGIN, V1, V2, Finapi
from tests.integration.documents.provider import CUT, Answer, Exchange, ScriptedProvider
from tests.support.flow_driver import CallMode

TEXT = "Die angegebene Bankverbindung ist gesperrt."
REFUSALS = [
    (422, "BANK_SERVER_REJECTION"),
    (422, "INVALID_CONSENT"),
    (422, "UNSUPPORTED_BANK"),
    (422, "LOGIN_FIELDS_MISMATCH"),
    (422, "NO_CERTIFICATE"),
    (400, "BAD_REQUEST"),
    (400, "ILLEGAL_FIELD_VALUE"),
    (400, "MISSING_FIELD"),
    (404, "UNKNOWN_ENTITY"),
    (501, "UNSUPPORTED_FEATURE"),
]


def start_of(mode: CallMode, provider: ScriptedProvider, dialect: Any, name: str) -> Finapi:
    return Finapi(mode, provider, dialect, CALLS[name])


@pytest.fixture(params=(V1, V2), ids=lambda one: one.name)
def dialect(request: pytest.FixtureRequest) -> Any:
    """
    The versions of the API.
    """
    return request.param


@pytest.fixture(params=["import", "payment"])
def it(
    request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider, dialect: Any
) -> Finapi:
    """
    What is no order, and an order.
    """
    return start_of(mode, provider, dialect, request.param)


@pytest.fixture(params=["payment", "standing order"])
def order(
    request: pytest.FixtureRequest, mode: CallMode, provider: ScriptedProvider, dialect: Any
) -> Finapi:
    """
    Each order.
    """
    return start_of(mode, provider, dialect, request.param)


@pytest.mark.parametrize(("status", "code"), REFUSALS)
def test_a_refusal_of_the_first_request_means_that_nothing_was_done(
    it: Finapi, status: int, code: str
) -> None:
    with it.provider.plays(it.sends(it.dialect.refused(status, code, TEXT))):
        flow = it.start()
        assert isinstance(flow.step, Failed)
        assert flow.step.code == code
        assert flow.step.text == TEXT
        with pytest.raises(ScaFailedError):
            _ = flow.result


def test_a_token_without_the_right_is_an_error_of_the_call(it: Finapi) -> None:
    """
    403 speaks of the role of the token, the scope or the licence: no flow begins.
    """
    with (
        it.provider.plays(it.sends(it.dialect.refused(403, "FORBIDDEN", TEXT))),
        pytest.raises(PermissionDeniedError) as raised,
    ):
        it.start()
    assert raised.value.code == "FORBIDDEN"


@pytest.mark.parametrize("status", [400, 422])
def test_a_rejection_of_the_bank_after_the_tan(it: Finapi, status: int) -> None:
    """
    BANK_SERVER_REJECTION is the code for what the bank itself has rejected.
    """
    rejected = it.dialect.refused(status, "BANK_SERVER_REJECTION", TEXT)
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(rejected, hash=HASH, challengeResponse="demo"),
    ):
        flow = it.start()
        step = flow.answer("demo")
        assert isinstance(step, Failed)
        assert step.code == "BANK_SERVER_REJECTION"
        assert step.text == TEXT


def test_a_redirect_that_the_user_broke_off_at_the_bank(it: Finapi) -> None:
    """
    The way back looks like a success; the last request is what the bank rejects.
    """
    where = {"redirectUrl": "https://customer1.io"}
    query = "state=976641d2-c03f-4919-8dac-16ccfd24b4e0&code=1e065516"
    with it.provider.plays(
        it.sends(it.dialect.wanted(423), fields=where),
        it.sends(
            it.dialect.refused(422, "BANK_SERVER_REJECTION", TEXT),
            fields=where,
            hash="288c0a78c6596e8f02f70a21e731d46a",
            redirectCallback=query,
        ),
    ):
        flow = it.start(redirect_url="https://customer1.io")
        step = flow.handle_return(f"https://customer1.io?{query}")
        assert isinstance(step, Failed)
        assert step.code == "BANK_SERVER_REJECTION"
        assert step.text == TEXT


def test_an_app_that_the_user_refused(it: Finapi) -> None:
    new = "8f3bb2a7a1c6fec906c62465562e1dba"
    with it.provider.plays(
        it.sends(it.dialect.wanted(737)),
        it.sends(
            it.dialect.refused(422, "BANK_SERVER_REJECTION", TEXT), hash=new, decoupledCallback=True
        ),
    ):
        flow = it.start()
        step = flow.wait()
        assert isinstance(step, Failed)
        assert step.code == "BANK_SERVER_REJECTION"
        assert step.text == TEXT


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (500, "UNEXPECTED_ERROR"),
        (422, "ILLEGAL_ENTITY_STATE"),
        (501, "UNSUPPORTED_FEATURE"),
    ],
)
def test_an_error_after_the_tan_that_proves_nothing_of_an_order(
    order: Finapi, status: int, code: str
) -> None:
    it = order
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(it.dialect.refused(status, code, TEXT), hash=HASH, challengeResponse="demo"),
        it.looks(it.order("SUCCESSFUL")),
    ):
        flow = it.start()
        step = flow.answer("demo")
        assert isinstance(step, Unknown)
        with pytest.raises(OutcomeUnknownError):
            _ = flow.result
        assert flow.reconcile() == Finished()
        assert flow.result.id == it.id


def test_a_token_that_lost_its_right_before_the_tan(order: Finapi) -> None:
    """
    403 is about the role of the token, before any bank is asked: the error is raised, and the TAN
    does not go out again by itself. Whether it was used, the document does not say.
    """
    it = order
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(it.dialect.refused(403, "FORBIDDEN", TEXT), hash=HASH, challengeResponse="demo"),
        aside=(it.looks(it.order("SUCCESSFUL")),),
    ) as played:
        flow = it.start()
        with suppress(PermissionDeniedError):
            flow.answer("demo")
        assert isinstance(flow.step, Challenge | Unknown)
        assert [one.method for one in played.heard].count("POST") == 2


def test_a_busy_connection_is_a_wait(it: Finapi) -> None:
    """
    423: "entity busy". The same request is right a little later.
    """
    busy = it.dialect.refused(423, "LOCKED", "Bank connection is busy", "TECHNICAL")
    with it.provider.plays(it.sends(busy), it.sends(it.dialect.wanted(240))):
        flow = it.start()
        assert isinstance(flow.step, Working)
        assert flow.step.not_before is not None
        assert isinstance(flow.wait(), Challenge)


def test_a_busy_connection_after_the_tan_takes_the_same_tan_later(it: Finapi) -> None:
    busy = it.dialect.refused(423, "LOCKED", "Bank connection is busy", "TECHNICAL")
    answered = {"hash": HASH, "challengeResponse": "demo"}
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(busy, **answered),
        it.sends(it.done(), **answered),
    ):
        flow = it.start()
        step = flow.answer("demo")
        assert isinstance(step, Challenge)
        assert step.not_before is not None
        with pytest.raises(TooEarlyError) as early:
            flow.answer("demo")
        it.customer.clock.sleep((early.value.not_before - it.customer.clock.time).total_seconds())
        assert flow.answer("demo") == Finished()


@pytest.mark.parametrize("status", ["SUCCESSFUL", "NOT_SUCCESSFUL", "DISCARDED", "PENDING", "OPEN"])
def test_each_status_of_an_order_asked_for_after_a_lost_answer(order: Finapi, status: str) -> None:
    it = order
    text = "Auftrag ausgeführt." if status == "SUCCESSFUL" else TEXT
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(CUT, hash=HASH, challengeResponse="demo"),
        it.looks(it.order(status, bankMessage=text)),
        *([it.looks(it.order("SUCCESSFUL"))] if status == "PENDING" else []),
    ):
        flow = it.start()
        assert isinstance(flow.answer("demo"), Unknown)
        step = flow.reconcile()
        match status:
            case "SUCCESSFUL":
                assert step == Finished()
                assert flow.result.id == it.id
            case "NOT_SUCCESSFUL" | "DISCARDED":
                assert isinstance(step, Failed)
            case "PENDING":
                assert isinstance(step, Working)
                assert flow.wait() == Finished()
            case _:
                assert isinstance(step, Unknown)
                assert step.seen == "open"
                with pytest.raises(TooEarlyError):
                    flow.send_again()


@pytest.mark.parametrize("status", ["NOT_SUCCESSFUL", "DISCARDED", "PENDING", "OPEN"])
def test_a_200_that_says_another_status(order: Finapi, status: str) -> None:
    """
    The answer of submit is the order with its status, which need not be SUCCESSFUL.
    """
    it = order
    answered = {"hash": HASH, "challengeResponse": "demo"}
    waits = status in ("PENDING", "OPEN")
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(it.done(status=status, bankMessage=TEXT), **answered),
        aside=(it.looks(it.order("SUCCESSFUL")),),
    ) as played:
        flow = it.start()
        step = flow.answer("demo")
        if waits:
            assert isinstance(step, Working | Unknown | Finished)
            while not flow.done:
                flow.wait()
            if isinstance(flow.step, Unknown):
                flow.reconcile()
            assert flow.step == Finished()
        else:
            assert isinstance(step, Failed)
        sent = [one for one in played.heard if one.method == "POST"]
        assert len(sent) == 2, "nothing is sent twice"


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "asked for"])
def test_what_the_bank_says_of_an_order_that_it_did_not_carry_out(
    order: Finapi,
    lost: bool,  # a parameter
) -> None:
    it = order
    end = it.order("NOT_SUCCESSFUL", bankMessage=TEXT)
    answer = CUT if lost else Answer(200, end)
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(answer, hash=HASH, challengeResponse="demo"),
        *([it.looks(end)] if lost else []),
    ):
        flow = it.start()
        step = flow.answer("demo")
        if lost:
            step = flow.reconcile()
        assert isinstance(step, Failed)
        assert step.text == TEXT


def test_a_payment_that_another_one_discarded(order: Finapi) -> None:
    """
    DISCARDED may mean that another payment was requested for the same account.
    """
    it = order
    with it.provider.plays(
        it.sends(it.done(status="DISCARDED")),
    ):
        flow = it.start()
        assert isinstance(flow.step, Failed)


def test_lost_first_request_of_an_import_is_not_repeated(
    mode: CallMode, provider: ScriptedProvider, dialect: Any
) -> None:
    it = start_of(mode, provider, dialect, "import")
    with it.provider.plays(it.sends(CUT)) as played:
        flow = it.start()
        assert isinstance(flow.step, Unknown)
        assert len(played.heard) == 1


def test_the_same_errors_without_sca(it: Finapi) -> None:
    """
    A call that is no flow raises the same code and text.
    """
    given = {it.dialect.argument: "XS2A", "login_credentials": LOGIN, **it.call.arguments}
    with (
        it.provider.plays(it.sends(it.dialect.refused(422, "BANK_SERVER_REJECTION", TEXT))),
        pytest.raises(StatusError) as raised,
    ):
        it.customer.call(it.method, **given)
    assert raised.value.code == "BANK_SERVER_REJECTION"


FORM = "https://sandbox.finapi.io/webForm/Nf4zz7UGxYoGWFUM"


def _form(body: Any) -> Answer:
    return Answer(451, body, {"Location": FORM})


def _asked(form: Any) -> Exchange:
    return Exchange("GET", f"{V1.base}/webForms/13", Answer(200, form))


@pytest.mark.parametrize("body", ["empty", "with the id of the form"])
def test_the_web_form_of_version_1_for_an_order(
    mode: CallMode, provider: ScriptedProvider, body: str
) -> None:
    """
    451 with Location; a sample of 2025-05 has the id of the form as the message of the error.
    """
    it = start_of(mode, provider, V1, "payment")
    told = V1.refused(451, "WEB_FORM_REQUIRED", "13", "TECHNICAL").body
    form = V1.message("web form", status="COMPLETED", serviceResponseCode=200)
    with it.provider.plays(
        it.sends(_form(b"" if body == "empty" else told)),
        aside=(_asked(form), it.looks(it.order("SUCCESSFUL"))),
    ):
        flow = it.start()
        assert flow.step.page == "form"
        assert flow.step.url.startswith(FORM)
        assert flow.wait() == Finished()
        assert flow.result.id == it.id


@pytest.mark.parametrize(
    ("status", "name"),
    [("COMPLETED", "Finished"), ("ABORTED", "Cancelled"), ("IN_PROGRESS", "Redirect")],
)
def test_the_web_form_of_version_1_for_an_import_is_asked_for(
    mode: CallMode, provider: ScriptedProvider, status: str, name: str
) -> None:
    """
    ``GET /webForms/{id}`` tells its status, the service's status and the service's body.
    """
    it = start_of(mode, provider, V1, "import")
    told = V1.refused(451, "WEB_FORM_REQUIRED", "13", "TECHNICAL").body
    more: dict[str, Any] = {"status": status}
    if status == "COMPLETED":
        body = json.dumps(V1.message("connection"))
        more |= {"serviceResponseCode": 201, "serviceResponseBody": body}
    with it.provider.plays(
        it.sends(_form(told)),
        _asked(V1.message("web form")),
        aside=(_asked(V1.message("web form", **more)),),
    ):
        flow = it.start()
        assert flow.step.page == "form"
        flow.wait(timeout=5)
        assert type(flow.wait(timeout=60)).__name__ == name
        if status == "COMPLETED":
            assert flow.result.id == 21
