"""
Document 001: adding, refreshing and renewing a bank access.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kontokit import BERLIN
from kontokit.sca import (
    Cancelled,
    Challenge,
    ChooseMedium,
    ChooseMethod,
    Decoupled,
    Failed,
    Finished,
    Redirect,
    Unknown,
)
from tests.integration.documents.banksapi_messages import (
    ACCESS,
    ACCESSES,
    CALLBACK,
    CONSENT_PATH,
    CREATED,
    CREDENTIALS,
    HHD,
    HHDUC,
    IP,
    ONE_ACCESS,
    PDF,
    PHOTO,
    PROVIDER,
    SAMPLED_CONSENT_PATH,
    Callback,
    access,
    adds,
    challenge,
    empty,
    gets,
    posts,
    rel,
    said,
)
from tests.integration.documents.conftest import Customer, differs, waited
from tests.integration.documents.provider import Answer, Exchange, ScriptedProvider, one_of
from tests.integration.documents.samples import banksapi as sample

DONE = access()
TAN = challenge(instructions="Bitte geben Sie die TAN ein")
BANK_PAGE = "https://bank.example/authorise?consent=4711"
FORM = "/customer/v2/webform?session=b19c3937-1111-4222-8333-3b861be7e71e&useCase=CREATE_ACCOUNT"


def start(banksapi: Customer, **given: Any) -> Any:
    """
    Add an access as line 1956 does.
    """
    known: dict[str, Any] = {
        "provider_id": PROVIDER,
        "credentials": CREDENTIALS,
        "sync": True,
        "selected_bank_products": ["DE00123456789012345679"],
    }
    sca = banksapi.sca.with_options(return_url=CALLBACK)
    more = {**known, **given} if "provider_id" not in given else given
    more = {name: value for name, value in more.items() if value is not None}
    return sca.start(banksapi.client.bank_accesses.add, ACCESS, customer_ip_address=IP, **more)


def final(body: Any = DONE) -> tuple[Exchange, ...]:
    """
    The access may be read again at any time.
    """
    return (gets(ONE_ACCESS, body),)


def asks_for_tan(path: str, **more: Any) -> Any:
    given: dict[str, Any] = {"challenge": TAN, "messages": (said("BA3030"),), **more}
    return access(rel("authenticate", path), **given)


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


@pytest.mark.parametrize(
    "location",
    [
        ONE_ACCESS,
        pytest.param(
            ACCESSES,
            marks=differs("a Location that leads to all accesses ends as Failed('unsupported')"),
        ),
    ],
)
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


@differs("the document of get_challenge_pdf is not fetched")
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


@pytest.mark.parametrize(
    "how",
    [
        "confirm",
        pytest.param(
            "wait", marks=differs("wait() sends nothing where the app has no relation to poll")
        ),
    ],
)
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
        assert flow.step.kind == "bank"
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


@differs("start_sca at a complete access after a TAN ends as Finished(verified=True)")
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


@pytest.mark.parametrize(
    "code",
    [
        "BA1103",
        pytest.param(
            "BA3040",
            marks=differs("an ERROR ends the flow although authenticate is still offered"),
        ),
    ],
)
def test_a_wrong_tan_is_asked_for_again(
    banksapi: Customer, provider: ScriptedProvider, code: str
) -> None:
    """
    BA1103 "TAN invalid"; an ERROR of SCA while ``authenticate`` is still offered.
    """
    again = asks_for_tan(
        CONSENT_PATH, messages=(said(code, "ERROR", "TAN ungültig", "Bitte erneut"),)
    )
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "1"}, Answer(200, again)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        step = flow.answer("1")
        assert isinstance(step, Challenge)
        if code == "BA1103":
            assert step.attempts_left == 2
        assert flow.answer("2") == Finished()


@pytest.mark.parametrize(
    "code",
    ["BA1010", "BA1011", "BA1012", "BA1101", "BA1102", "BA3040", "BA3060", "BA1053", "BA1000"],
)
def test_an_error_that_offers_nothing_more(
    banksapi: Customer, provider: ScriptedProvider, code: str
) -> None:
    """
    Line 1223: the message says why, in words for the user.
    """
    end = access(
        messages=(said(code, "ERROR", "Das ging nicht", "Bitte prüfen"),), status="VOLLSTAENDIG"
    )
    with provider.plays(
        adds(CREATED), gets(ONE_ACCESS, end), aside=(*final(end), gets(f"{ONE_ACCESS}/issues", end))
    ):
        step = start(banksapi).step
        assert isinstance(step, Failed)
        assert step.code == code
        assert step.text is not None
        assert "Das ging nicht" in step.text


@differs("BA1101 and BA1102 end the flow although the choice is still offered")
@pytest.mark.parametrize(("code", "name"), [("BA1101", "set_method"), ("BA1102", "set_medium")])
def test_an_invalid_method_or_medium_is_chosen_anew(
    banksapi: Customer, provider: ScriptedProvider, code: str, name: str
) -> None:
    """
    Any relation may come at any point: after "invalid" the user chooses again where it is offered.
    """
    first = access(rel(name, CONSENT_PATH))
    again = access(rel(name, CONSENT_PATH), messages=(said(code, "ERROR", "Ungültig"),))
    field, value = {
        "set_method": ("chosenScaMethodId", "2"),
        "set_medium": ("chosenScaMedia", "Mobil"),
    }[name]
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, first),
        posts(CONSENT_PATH, {field: value}, Answer(200, again)),
        posts(CONSENT_PATH, {field: value}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        before = type(flow.step)
        step = flow.choose(value)
        assert type(step) is before
        assert flow.choose(value) == Finished()


@differs("the lifetime of the data is taken for the deadline of the challenge")
def test_a_timeout_of_the_samples_is_past(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    ``timeout`` of an access is the lifetime of its data, and 2016 in the samples: no deadline.
    """
    wanted = asks_for_tan(CONSENT_PATH)
    wanted["timeout"] = "2016-12-24 13:37:42"
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, wanted),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        banksapi.lives_at(datetime(2026, 11, 28, 12, tzinfo=BERLIN))
        assert start(banksapi).answer("2") == Finished()


def test_504_at_the_start_is_asked_for_by_the_id_that_we_chose(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    Line 412: the id is chosen by the caller, so that the access can be asked for "without any
    response from BANKSapi". 504: the request could not be answered in time.
    """
    with provider.plays(adds(Answer(504)), aside=final()):
        flow = start(banksapi)
        if isinstance(flow.step, Unknown):
            flow.reconcile()
        assert flow.step == Finished()


def test_504_at_the_tan_does_not_send_it_again(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(504)),
        aside=(*final(), gets(CONSENT_PATH, DONE)),
    ) as played:
        flow = start(banksapi)
        flow.answer("2")
        if isinstance(flow.step, Unknown):
            flow.reconcile()
        assert flow.step == Finished()
        assert [one.method for one in played.heard].count("POST") == 2


def test_404_at_a_consent_reads_the_relations_of_the_access_again(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    Line 1213: "Start new data retrieval and update relations".
    """
    other = CONSENT_PATH.replace("0dd14633", "1dd14633")
    with provider.plays(
        adds(CREATED),
        gets(ONE_ACCESS, access(rel("set_method", CONSENT_PATH))),
        posts(CONSENT_PATH, {"chosenScaMethodId": "2"}, Answer(404)),
        gets(ONE_ACCESS, access(rel("set_method", other))),
        posts(other, {"chosenScaMethodId": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi)
        step = flow.choose("2")
        assert isinstance(step, ChooseMethod)
        assert flow.choose("2") == Finished()


def form_answer(path: str = FORM) -> Answer:
    return Answer(451, b"", {"Location": "{host}" + path})


REASONS = {
    "FINISHED": Finished(),
    "ACCOUNT_CREATED": Finished(),
    "USER_CANCELLED": Cancelled(by="user"),
    "LEGAL_NOT_ACCEPTED": Cancelled(by="user"),
    "BACKEND_ERROR": Failed,
    "INVALID_CREDENTIALS": Failed,
    "INVALID_TAN": Failed,
    "NO_ACCOUNTS": Failed,
    "ERROR": Failed,
}


def back_of(url: str, **more: str) -> str:
    """
    Where the form sends the browser: the callbackUrl it was given, and what the form adds.
    """
    callback = parse_qs(urlsplit(url).query)["callbackUrl"][0]
    assert callback.startswith(CALLBACK)
    return callback + "".join(f"&{name}={value}" for name, value in more.items())


@pytest.mark.parametrize("reason", REASONS)
def test_a_web_form_and_each_reason_of_its_return(
    banksapi: Customer, provider: ScriptedProvider, reason: str
) -> None:
    """
    Lines 805 to 850: 451 with an empty body, callbackUrl appended by us, baReentry by the form.
    """
    succeeds = isinstance(REASONS[reason], Finished)
    look = gets(ONE_ACCESS, DONE) if succeeds else empty("GET", ONE_ACCESS, 404)
    with provider.plays(adds(form_answer(), data={}), aside=(look,)) as played:
        flow = start(banksapi, provider_id=None)
        assert isinstance(flow.step, Redirect)
        assert flow.step.kind == "form"
        url = str(flow.step.url)
        assert url.startswith(provider.url + FORM + "&callbackUrl=https%3A%2F%2F")
        assert all("webform" not in one.target for one in played.heard), "opened by the browser"
        step = flow.handle_return(back_of(url, baReentry=reason))
        expected = REASONS[reason]
        assert isinstance(step, expected) if isinstance(expected, type) else step == expected


def test_a_return_that_says_finished_before_the_access_is_there(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    The browser brings baReentry; the access is what counts.
    """
    with provider.plays(adds(form_answer(), data={}), empty("GET", ONE_ACCESS, 404), aside=final()):
        flow = start(banksapi, provider_id=None)
        step = flow.handle_return(back_of(flow.step.url, baReentry="FINISHED"))
        assert not isinstance(step, Failed)
        assert waited(flow) == Finished()


def test_refresh_of_an_access_is_the_same_call(
    banksapi: Customer, provider: ScriptedProvider
) -> None:
    """
    Line 632: POST with refresh=true and an empty object, answered with 201.
    """
    with provider.plays(
        adds(CREATED, data={}, query=Callback(refresh="true")),
        gets(ONE_ACCESS, asks_for_tan(CONSENT_PATH)),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, DONE)),
        aside=final(),
    ):
        flow = start(banksapi, provider_id=None, refresh=True)
        assert flow.answer("2") == Finished()


def renews(answer: Any) -> Exchange:
    """
    Line 898: "POST an empty object"; the operation describes the body of adding an access.
    """
    return Exchange(
        "POST",
        f"{ONE_ACCESS}/consent",
        answer,
        body=one_of({}, {ACCESS: {}}),
        query=Callback(),
        headers={**JSON_HEADERS, "customer-ip-address": IP},
    )


JSON_HEADERS = {"authorization": "Bearer access-token", "content-type": "application/json"}


def renewal(banksapi: Customer) -> Any:
    sca = banksapi.sca.with_options(return_url=CALLBACK)
    return sca.start(banksapi.client.consents.start, ACCESS, customer_ip_address=IP)


@pytest.mark.parametrize("location", [ONE_ACCESS, CONSENT_PATH])
def test_renewal_of_a_consent(
    banksapi: Customer, provider: ScriptedProvider, location: str
) -> None:
    """
    start_sca: 201 with a Location, then the same steps; in the end the relation is gone.
    """
    with provider.plays(
        renews(Answer(201, b"", {"Location": "{host}" + location})),
        gets(location, access(rel("set_method", CONSENT_PATH))),
        posts(CONSENT_PATH, {"chosenScaMethodId": "1"}, Answer(200, asks_for_tan(CONSENT_PATH))),
        posts(CONSENT_PATH, {"scaAuthenticationData": "2"}, Answer(200, DONE)),
        aside=(*final(), gets(location, DONE)),
    ):
        flow = renewal(banksapi)
        assert isinstance(flow.step, ChooseMethod)
        assert isinstance(flow.choose("1"), Challenge)
        assert flow.answer("2") == Finished()


def test_renewal_of_a_consent_in_a_web_form(banksapi: Customer, provider: ScriptedProvider) -> None:
    """
    Line 672: 451 with useCase=AUTHENTICATE_ACCOUNT; then "start_sca gone".
    """
    path = (
        "/customer/v2/webform?session=c2a71efd-71b0-47ea-951a-2abcea1c8578"
        "&useCase=AUTHENTICATE_ACCOUNT"
    )
    with provider.plays(renews(form_answer(path)), aside=final()):
        flow = renewal(banksapi)
        assert flow.step.kind == "form"
        assert flow.handle_return(back_of(flow.step.url, baReentry="FINISHED")) == Finished()


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
