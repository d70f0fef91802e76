"""
Document 001: web forms of accesses, refreshes, and the renewal of a consent.
"""

from __future__ import annotations

from typing import Any

import pytest

from kontokit.sca import (
    Cancelled,
    Challenge,
    ChooseMethod,
    Failed,
    Finished,
    Redirect,
)
from tests.integration.documents.banksapi_accesses import (
    DONE,
    FORM,
    asks_for_tan,
    back_of,
    final,
    form_answer,
    start,
)
from tests.integration.documents.banksapi_messages import (
    ACCESS,
    CALLBACK,
    CONSENT_PATH,
    CREATED,
    IP,
    ONE_ACCESS,
    Callback,
    access,
    adds,
    empty,
    gets,
    posts,
    rel,
)
from tests.integration.documents.customers import Customer, waited
from tests.integration.documents.provider import Answer, Exchange, ScriptedProvider, one_of

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
        assert flow.step.page == "form"
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
        assert flow.step.page == "form"
        assert flow.handle_return(back_of(flow.step.url, baReentry="FINISHED")) == Finished()
