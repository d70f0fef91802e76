"""
Document 001: adding a bank access, with each kind of SCA.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit.sca import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Failed,
    Finished,
    Redirect,
)
from tests.integration.documents.banksapi_accesses import (
    DONE,
    asks_for_tan,
    final,
    start,
)
from tests.integration.documents.banksapi_messages import (
    ACCESS,
    ACCESSES,
    CONSENT_PATH,
    CREATED,
    HHD,
    HHDUC,
    ONE_ACCESS,
    PDF,
    PHOTO,
    SAMPLED_CONSENT_PATH,
    access,
    adds,
    challenge,
    gets,
    posts,
    rel,
    said,
)
from tests.integration.documents.customers import Customer
from tests.integration.documents.provider import Answer, Exchange, ScriptedProvider
from tests.integration.documents.samples import banksapi as sample

BANK_PAGE = "https://bank.example/authorise?consent=4711"


@pytest.mark.parametrize("path", [SAMPLED_CONSENT_PATH, CONSENT_PATH])
@pytest.mark.parametrize("status", ["INTERAKTION", "VOLLSTAENDIG"])
def test_method_medium_and_tan(
    banksapi: Customer, provider: ScriptedProvider, path: str, status: str
) -> None:
    """
    The sample in line 6080 says VOLLSTAENDIG and still offers ``set_method``; the list of states
    calls for INTERAKTION there.
    """
    wants_method = sample(6080, status=status, timeout="2099-12-24 13:37:42")
    wants_method["relations"] = [rel("set_method", path)]
    wants_medium = access(rel("set_medium", path), status=status, messages=(said("BA3020"),))
    wants_tan = asks_for_tan(path, status=status)
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wants_method),
        posts(path, {"chosenScaMethodId": "2"}, Answer(200, wants_medium)),
        posts(path, {"chosenScaMedia": "Mobil"}, Answer(200, wants_tan)),
        posts(path, {"scaAuthenticationData": "123456"}, Answer(200, sample(2956))),
        aside=final(sample(2956)),
    ):
        flow = start(banksapi)
        assert isinstance(flow.step, ChooseMethod)
        assert [(one.id, one.name, one.hint) for one in flow.step.methods] == [
            ("2", "mTAN", "mTAN"),
            ("1", "Mock-TAN", "Mock-TAN"),
        ]
        step = flow.choose("2")
        assert isinstance(step, ChooseMedium)
        assert [one.name for one in step.media] == ["Mobil"]
        step = flow.choose(step.media[0])
        assert isinstance(step, Challenge)
        assert step.text == "Bitte geben Sie die TAN ein"
        assert flow.answer("123456") == Finished()


def test_a_method_whose_key_is_a_text(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    Line 2943 sends the key as "942"; the schema of the list has integers.
    """
    wants_method = access(
        rel("set_method", CONSENT_PATH),
        sicherheitsverfahren=[{"kodierung": "942", "name": "photoTAN", "hinweis": "Bild"}],
    )
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wants_method),
        posts(CONSENT_PATH, sample(2943), Answer(200, DONE)),
        aside=final(),
    ):
        assert start(banksapi).choose("942") == Finished()


@pytest.mark.parametrize("location", [ONE_ACCESS, ACCESSES])
def test_the_location_is_the_access_or_the_list(
    banksapi: Customer, provider: ScriptedProvider, location: str
) -> None:
    """
    "Under the URL specified in the header, the added bank accesses can be queried": one or all.
    """
    body = DONE if location == ONE_ACCESS else {ACCESS: DONE}
    with provider.plays(
        adds(Answer(201, b"", {"Location": "{host}" + location})),
        aside=(*final(), gets(location, body)),
    ) as played:
        flow = start(banksapi)
        assert flow.step == Finished()
        assert flow.result.id == ACCESS or str(flow.result.id) == ACCESS
        assert len(played.heard) >= 2, "evaluate and call the Location header"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ({"photo": PHOTO}, "image"),
        ({"photo": f"data:image/png;base64,{PHOTO}"}, "image"),
        ({"HHD": HHD}, "flicker"),
        ({"PDF": PDF}, "document"),
        ({"PDF": f"data:application/pdf;base64,{PDF}"}, "document"),
    ],
    ids=["photo", "photo as data URL", "HHD", "PDF", "PDF as data URL"],
)
@pytest.mark.parametrize("text", ["instructions", "no instructions"])
def test_each_kind_of_challenge(
    banksapi: Customer, provider: ScriptedProvider, content: dict[str, str], part: str, text: str
) -> None:
    """
    ChallengeContent: all fields are optional. Without instructions the name of the procedure is
    what the document requires.
    """
    told = {"instructions": "Nutzen Sie das Bild."} if text == "instructions" else {}
    made = challenge("chipTAN optisch", **told, **content)
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH, challenge=made)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "936086"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        assert isinstance(flow.step, Challenge)
        assert getattr(flow.step, part) is not None
        if part == "image":
            assert flow.step.image is not None
            assert flow.step.image.content == b64decode(PHOTO)
        if text == "instructions":
            assert flow.step.text == "Nutzen Sie das Bild."
        else:
            assert flow.step.text
        assert flow.answer("936086") == Finished()


def test_the_sample_of_a_challenge(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    Line 6683, whose HHDUC is no code that a reader could show: HHD counts, or the text alone.
    """
    made = sample(6683)["challenge"]
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH, challenge=made)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "936086"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        assert flow.step.text == made["content"]["instructions"]
        assert flow.step.flicker is not None
        assert made["content"]["HHDUC"] == HHDUC
        assert flow.answer("936086") == Finished()


def test_a_text_for_the_generator_alone(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    Line 6725: HHDUC is the "textual representation of code when using FlickerTAN". That of the
    sample is no code, and the TAN is asked for all the same.
    """
    made = challenge("chipTAN optisch", instructions="Nutzen Sie den Generator.", HHDUC=HHDUC)
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH, challenge=made)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "936086"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        assert isinstance(flow.step, Challenge)
        assert flow.step.text == "Nutzen Sie den Generator."
        assert flow.answer("936086") == Finished()


def test_a_challenge_whose_pdf_is_behind_a_relation(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    pdf = f"{ONE_ACCESS}/challenge/pdf"
    wanted = asks_for_tan(CONSENT_PATH)
    wanted["relations"].append(rel("get_challenge_pdf", pdf))
    document = Answer(200, b64decode(PDF), {"Content-Type": "application/pdf"})
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wanted),
        Exchange("GET", pdf, document),
    ):
        flow = start(banksapi)
        assert flow.step.document is not None
        assert flow.step.document.content == b64decode(PDF)


def decoupled_relations(name: str, *, href: str = CONSENT_PATH) -> list[dict[str, str]]:
    return [rel("authenticate", CONSENT_PATH), rel(name, href)]


@pytest.mark.parametrize("name", ["authenticate_decoupled", "authentication_decoupled"])
def test_an_app_is_asked_by_get(banksapi: Customer, provider: ScriptedProvider, name: str) -> None:
    """
    Line 894: the relation "should always be preferred"; line 2220 spells it another way.
    """
    wanted = access(
        *decoupled_relations(name),
        messages=(said("BA3030"),),
        challenge=challenge("App", decoupled=True, instructions="Bitte bestätigen Sie."),
    )
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wanted),
        gets(CONSENT_PATH, wanted),
        gets(CONSENT_PATH, wanted),
        gets(CONSENT_PATH, DONE),
        aside=final(),
    ):
        flow = start(banksapi)
        while not flow.done:
            assert isinstance(flow.step, Decoupled)
            assert flow.step.text == "Bitte bestätigen Sie."
            flow.wait()
        assert flow.step == Finished()


@pytest.mark.parametrize("how", ["confirm", "wait"])
def test_an_app_with_authenticate_alone_is_confirmed_by_an_empty_object(
    banksapi: Customer, provider: ScriptedProvider, how: str
) -> None:
    """
    Line 762: "an empty object can be submitted to indicate the user indicated that he meanwhile
    confirmed the activity".
    """
    wanted = access(
        rel("authenticate", CONSENT_PATH),
        challenge=challenge("App", decoupled=True, instructions="Bitte bestätigen Sie."),
    )
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wanted),
        posts(CONSENT_PATH, {}, Answer(200, DONE)),
        aside=(gets(CONSENT_PATH, wanted), gets(ONE_ACCESS, wanted)),
    ):
        flow = start(banksapi)
        assert isinstance(flow.step, Decoupled)
        assert getattr(flow, how)() == Finished()


def redirect_wanted(*more: dict[str, str]) -> Any:
    return access(
        rel("redirect_url", BANK_PAGE),
        *more,
        messages=(said("BA3005"),),
    )


def test_a_redirect_to_the_bank(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    The user comes back to the callbackUrl; how it ended, the access says.
    """
    with provider.plays(
        adds(CREATED), gets(ONE_ACCESS, redirect_wanted()), gets(ONE_ACCESS, DONE), aside=final()
    ) as played:
        flow = start(banksapi)
        assert isinstance(flow.step, Redirect)
        assert flow.step.url == BANK_PAGE
        assert flow.step.page == "bank"
        query = parse_qs(urlsplit(played.heard[0].target).query)
        assert flow.handle_return(query["callbackUrl"][0]) == Finished()


@pytest.mark.parametrize("path", [CONSENT_PATH, SAMPLED_CONSENT_PATH])
def test_a_redirect_that_the_user_breaks_off(
    banksapi: Customer, provider: ScriptedProvider, path: str
) -> None:
    """
    Line 3082: cancel answers with BA3040 and start_sca.
    """
    body = sample(3082)
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, redirect_wanted(rel("cancel", f"{path}/cancel"))),
        Exchange("POST", f"{path}/cancel", Answer(200, body)),
    ):
        flow = start(banksapi)
        assert isinstance(flow.cancel(), Cancelled)


def test_two_challenges_for_one_access(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    Line 896: "There can be multiple SCAs for a single bank access".
    """
    second = asks_for_tan(
        CONSENT_PATH, challenge=challenge("photoTAN", instructions="Noch eine.", photo=PHOTO)
    )
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, second)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "4"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        step = flow.answer("2")
        assert isinstance(step, Challenge)
        assert step.text == "Noch eine."
        assert step.attempts_left in (None, 3), "this was no wrong TAN"
        assert flow.answer("4") == Finished()


@pytest.mark.parametrize("href", [f"{ONE_ACCESS}/consent", CONSENT_PATH])
def test_a_failed_sca_leaves_start_sca_at_a_complete_access(
    banksapi: Customer, provider: ScriptedProvider, href: str
) -> None:
    """
    Line 896; the relation leads to the consents (line 3109) or to one of them (line 664).
    """
    end = access(rel("start_sca", href), status="VOLLSTAENDIG")
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, end)),
        aside=final(end),
    ):
        step = start(banksapi).answer("2")
        assert isinstance(step, Finished | Failed)
        assert step != Finished(verified=True), "the SCA has failed"


def test_several_relations_at_once_prefer_the_app(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    The relation of the app "should always be preferred", in whatever order they stand.
    """
    wanted = access(
        rel("authenticate_decoupled", CONSENT_PATH),
        rel("self", ONE_ACCESS),
        rel("authenticate", CONSENT_PATH),
        challenge=challenge("App", decoupled=True, instructions="Bitte bestätigen Sie."),
    )
    with provider.plays(
        adds(CREATED), gets(ONE_ACCESS, wanted), gets(CONSENT_PATH, DONE), aside=final()
    ):
        flow = start(banksapi)
        assert isinstance(flow.step, Decoupled)
        assert flow.wait() == Finished()
