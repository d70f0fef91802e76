"""
Each approach to SCA in each operation of finAPI that may want it.

Document 004 shows them for the import; the list of operations (510 is documented there) says that
the others do the same.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from kontokit.sca import Challenge, ChooseMethod, Decoupled, Finished, Redirect
from tests.integration.documents.finapi import CALLS, CHALLENGE, HASH, V1, V2, Dialect, Finapi
from tests.integration.documents.provider import Answer, ScriptedProvider, one_of
from tests.integration.documents.samples import finapi, message
from tests.support.flow_driver import CallMode

STATE = "976641d2-c03f-4919-8dac-16ccfd24b4e0"
QUERY = f"state={STATE}&code=1e065516-0e9a-4f53-b5a6-140e69a3bf70"
APP = "Bitte bestätigen Sie auf ihrem externen Gerät die Anmeldung"
NEW_HASH = "8f3bb2a7a1c6fec906c62465562e1dba"
PROCEDURE = {"twoStepProcedureId": "DEMO-TSP-01"}
NO_TEXT = {"challengeMessage": None, "answerFieldLabel": None}


@pytest.fixture(params=CALLS)
def operation(request: pytest.FixtureRequest) -> str:
    """
    The operations that may answer with 510.
    """
    return str(request.param)


@pytest.fixture(params=(V1, V2), ids=lambda one: one.name)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """
    The versions of the API.
    """
    found: Dialect = request.param
    return found


@pytest.fixture
def it(mode: CallMode, provider: ScriptedProvider, dialect: Dialect, operation: str) -> Finapi:
    return Finapi(mode, provider, dialect, CALLS[operation])


def test_procedure_then_tan(it: Finapi) -> None:
    chosen = {"hash": HASH, "twoStepProcedureId": "DEMO-TSP-02"}
    with it.provider.plays(
        it.sends(it.dialect.wanted(111)),
        it.sends(it.dialect.wanted(240), **chosen),
        it.sends(it.done(), **chosen, challengeResponse="demo"),
    ):
        flow = it.start()
        assert isinstance(flow.step, ChooseMethod)
        challenge = flow.choose(flow.step.methods[1])
        assert isinstance(challenge, Challenge)
        assert challenge.text == CHALLENGE
        assert flow.answer("demo") == Finished()
        assert flow.result.id == it.id


def test_a_further_challenge_repeats_the_procedure(it: Finapi) -> None:
    """
    Line 882: a call repeats all fields of the previous request, so also the chosen procedure.
    """
    chosen = {"twoStepProcedureId": "DEMO-TSP-02"}
    with it.provider.plays(
        it.sends(it.dialect.wanted(111)),
        it.sends(it.dialect.wanted(240), hash=HASH, **chosen),
        it.sends(it.dialect.wanted(240, hash=NEW_HASH), hash=HASH, **chosen, challengeResponse="1"),
        it.sends(it.done(), hash=NEW_HASH, **chosen, challengeResponse="2"),
    ):
        flow = it.start()
        flow.choose("DEMO-TSP-02")
        assert isinstance(flow.answer("1"), Challenge)
        assert flow.answer("2") == Finished()


def test_photo_tan(it: Finapi) -> None:
    """
    Line 222: only mime type and picture are there.
    """
    photo = message("finapi_access", "photo")
    with it.provider.plays(
        it.sends(it.dialect.wanted(240, **NO_TEXT, **photo)),
        it.sends(it.done(), hash=HASH, challengeResponse="8534842"),
    ):
        flow = it.start()
        assert isinstance(flow.step, Challenge)
        assert flow.step.image is not None
        assert flow.step.image.content == b64decode(photo["photoTanData"])
        assert flow.answer("8534842") == Finished()


@pytest.mark.parametrize("reiner", [False, True])
def test_flicker_code(it: Finapi, reiner: bool) -> None:  # a parameter
    """
    Line 228: only opticalData is there. Version 2 has a flag that says how it is drawn.
    """
    flicker = message("finapi_access", "flicker")
    answer = it.dialect.wanted(240, **NO_TEXT, **flicker)
    if it.dialect.version == "v2":
        answer.body["errors"][0]["multiStepAuthentication"]["opticalDataAsReinerSct"] = reiner
    with it.provider.plays(
        it.sends(answer), it.sends(it.done(), hash=HASH, challengeResponse="936086")
    ):
        flow = it.start()
        assert isinstance(flow.step, Challenge)
        assert flow.step.flicker is not None
        assert flow.step.flicker.frames()
        assert flow.answer("936086") == Finished()


def test_the_name_of_the_procedure_where_the_bank_sends_no_text(it: Finapi) -> None:
    chosen = {"hash": HASH, "twoStepProcedureId": "DEMO-TSP-02"}
    photo = message("finapi_access", "photo")
    with it.provider.plays(
        it.sends(it.dialect.wanted(111)),
        it.sends(it.dialect.wanted(240, **NO_TEXT, **photo), **chosen),
    ):
        assert it.start().choose("DEMO-TSP-02").text == "PUSH"


@pytest.mark.parametrize("picture", ["photo", "flicker"])
def test_a_challenge_has_a_text_although_the_bank_sends_none(it: Finapi, picture: str) -> None:
    sent = message("finapi_access", picture)
    with it.provider.plays(it.sends(it.dialect.wanted(240, **NO_TEXT, **sent))):
        assert it.start().step.text


def test_redirect(it: Finapi) -> None:
    where = {"redirectUrl": "https://customer1.io"}
    with it.provider.plays(
        it.sends(it.dialect.wanted(423), fields=where),
        it.sends(
            it.done(),
            fields=where,
            hash="288c0a78c6596e8f02f70a21e731d46a",
            redirectCallback=QUERY,
        ),
    ):
        flow = it.start(redirect_url="https://customer1.io")
        assert isinstance(flow.step, Redirect)
        assert flow.step.url == f"https://demobank.finapi.io?state={STATE}"
        assert flow.handle_return(f"https://customer1.io?{QUERY}") == Finished()
        assert flow.result.id == it.id


def test_redirect_back_twice_sends_once(it: Finapi) -> None:
    """
    Line 470: the value of the state recognises the user. A reload brings it again.
    """
    where = {"redirectUrl": "https://customer1.io"}
    callback = {"hash": "288c0a78c6596e8f02f70a21e731d46a", "redirectCallback": QUERY}
    with it.provider.plays(
        it.sends(it.dialect.wanted(423), fields=where),
        it.sends(it.done(), fields=where, **callback),
    ):
        flow = it.start(redirect_url="https://customer1.io")
        for _ in range(2):
            assert flow.handle_return(f"https://customer1.io?{QUERY}") == Finished()


def test_decoupled(it: Finapi) -> None:
    chosen = {"hash": HASH, "twoStepProcedureId": "DEMO-TSP-02"}
    asked = {**chosen, "hash": one_of(HASH, NEW_HASH), "decoupledCallback": True}
    with it.provider.plays(
        it.sends(it.dialect.wanted(111)),
        it.sends(it.dialect.wanted(737), **chosen),
        it.sends(it.dialect.wanted(832), **asked),
        it.sends(it.dialect.wanted(832), **asked),
        it.sends(it.done(), **asked),
    ):
        flow = it.start()
        flow.choose("DEMO-TSP-02")
        while not flow.done:
            assert isinstance(flow.step, Decoupled)
            assert flow.step.text == APP
            flow.wait()
        assert flow.step == Finished()
        assert flow.result.id == it.id


def test_two_approaches_in_a_row(it: Finapi) -> None:
    """
    "The combination of different SCA approaches is also possible" (document 004, line 36).
    """
    second = {"hash": one_of(HASH, NEW_HASH), "decoupledCallback": True}
    with it.provider.plays(
        it.sends(it.dialect.wanted(240)),
        it.sends(it.dialect.wanted(737), hash=HASH, challengeResponse="demo"),
        it.sends(it.done(), **second),
    ):
        flow = it.start()
        assert flow.step.text == CHALLENGE
        assert isinstance(flow.answer("demo"), Decoupled)
        assert flow.round == 2
        assert flow.wait() == Finished()


def test_direct_success(it: Finapi) -> None:
    with it.provider.plays(it.sends(it.done())):
        flow = it.start()
        assert flow.step == Finished()
        assert flow.result.id == it.id


def mandatory(answer: Answer, *names: str, details: tuple[str, ...] = ()) -> Answer:
    """
    What is left of an error when only mandatory fields of the challenge are there.
    """
    error = answer.body["errors"][0]
    told = error["multiStepAuthentication"]
    left = {name: told[name] for name in ("hash", "status", *names)}
    more = {name: error[name] for name in details}
    return Answer(510, {"errors": [{**more, "multiStepAuthentication": left}]})


@pytest.mark.parametrize("details", [(), ("code",)], ids=["nothing else", "code"])
def test_only_the_mandatory_fields_of_each_challenge(it: Finapi, details: tuple[str, ...]) -> None:
    """
    Lines 104, 212, 412 and 724 list them; what an error says beside is for diagnosis. Whether "all
    fields from the previous request" hold the procedure in a second round, no sample shows.
    """
    chosen = {"hash": HASH, **PROCEDURE}
    asked = {"hash": NEW_HASH, "decoupledCallback": True}
    with it.provider.plays(
        it.sends(mandatory(it.dialect.wanted(111), "twoStepProcedures", details=details)),
        it.sends(mandatory(it.dialect.wanted(240), "challengeMessage", details=details), **chosen),
        it.sends(
            mandatory(it.dialect.wanted(737), details=details), **chosen, challengeResponse="demo"
        ),
        it.sends(
            it.done(), fields={"multiStepAuthentication": one_of(asked, {**asked, **PROCEDURE})}
        ),
    ):
        flow = it.start()
        flow.choose("DEMO-TSP-01")
        assert flow.step.text == CHALLENGE
        flow.answer("demo")
        assert flow.wait() == Finished()


def test_only_the_mandatory_fields_of_a_redirect(it: Finapi) -> None:
    where = {"redirectUrl": "https://customer1.io"}
    names = ("redirectUrl", "redirectContext", "redirectContextField")
    callback = {"hash": "288c0a78c6596e8f02f70a21e731d46a", "redirectCallback": QUERY}
    with it.provider.plays(
        it.sends(mandatory(it.dialect.wanted(423), *names), fields=where),
        it.sends(it.done(), fields=where, **callback),
    ):
        flow = it.start(redirect_url="https://customer1.io")
        assert flow.step.url == f"https://demobank.finapi.io?state={STATE}"
        assert flow.handle_return(f"https://customer1.io?{QUERY}") == Finished()


def test_a_challenge_that_is_not_in_the_first_error(it: Finapi) -> None:
    """
    The challenge is at errors[i]: the documents do not say that i is 0.
    """
    wanted: Any = it.dialect.wanted(240)
    other = {"message": "Hinweis", "code": "UNEXPECTED_ERROR", "type": "TECHNICAL"}
    wanted.body["errors"].insert(
        0, it.dialect.error({**finapi(111), "errors": [other]})["errors"][0]
    )
    with it.provider.plays(
        it.sends(wanted), it.sends(it.done(), hash=HASH, challengeResponse="demo")
    ):
        flow = it.start()
        assert flow.step.text == CHALLENGE
        assert flow.answer("demo") == Finished()
