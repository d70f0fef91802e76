"""
What refuses an order, and what only looks like a refusal, at every API that takes orders.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest

from kontokit import ClientCredentials, KontokitError
from kontokit.sca.steps import (
    Cancelled,
    Challenge,
    ChooseMethod,
    Expired,
    Failed,
    Redirect,
    State,
    Unknown,
    Unsupported,
)
from tests.support.flow_driver import BlockingSca, CallMode, class_of
from tests.support.sca_orders import (
    ASKS_METHOD,
    ASKS_TAN,
    ORDER_APIS,
    REFUSES,
    Orders,
    Serve,
    access,
    asks,
    finapi_error,
)
from tests.support.scripted_caller import Scripted
from tests.support.scripted_provider import Answer

HTML: Final = {"Content-Type": "text/html"}
PAGE: Final = b"<html><h1>400 Bad Request</h1></html>"
NOT_THEIRS: Final[dict[str, Answer]] = {
    "page": (400, HTML, PAGE),
    "nothing": (400, {}, b""),
    "empty object": (422, {}, {}),
    "sentence": (403, {}, {"message": "Forbidden"}),
    "other format": (404, {}, {"timestamp": 1, "status": 404, "error": "Not Found"}),
    "too large": (413, HTML, PAGE),
    "wrong type": (415, {}, b""),
    "page instead of a token error": (401, HTML, PAGE),
}
"""4xx of a gateway in front of the provider."""


@pytest.fixture(params=ORDER_APIS)
def orders(mode: CallMode, serve: Serve, request: pytest.FixtureRequest) -> Orders:
    return Orders(mode, serve, request.param)


def test_refusal_of_the_sending_is_a_true_end(orders: Orders) -> None:
    """
    The provider's own 4xx to the order itself means that nothing was done.
    """
    flow = orders.begin(REFUSES[orders.kind])
    assert isinstance(flow.step, Failed)
    assert flow.step.can_restart


@pytest.mark.parametrize("name", NOT_THEIRS)
def test_error_of_a_gateway_is_no_refusal_of_an_order(orders: Orders, name: str) -> None:
    """
    Whoever wrote it, it is not the provider, which may have the order.
    """
    flow = orders.begin(NOT_THEIRS[name])
    assert isinstance(flow.step, Unknown)
    assert not flow.record()["can_restart"]


@pytest.mark.parametrize("name", NOT_THEIRS)
def test_error_of_a_gateway_after_a_choice_is_no_refusal(orders: Orders, name: str) -> None:
    """
    The choice may have sent a request to the user's app, which the user can approve there.
    """
    flow = orders.begin(ASKS_METHOD[orders.kind], NOT_THEIRS[name])
    flow.choose(flow.step.methods[0])
    assert flow.state in (State.UNKNOWN, State.WORKING)


def test_token_that_is_refused_leaves_the_order_unsent(orders: Orders) -> None:
    """
    A 401 that names how to sign in, or in the provider's format, is about the token alone.
    """
    flow = orders.begin(ASKS_METHOD[orders.kind])
    unauthorised: list[Answer] = [(401, {"WWW-Authenticate": "Bearer"}, b"")]
    orders.bank.answers = unauthorised
    with pytest.raises(Exception, match="credentials"):
        flow.choose(flow.step.methods[0])
    assert isinstance(flow.step, ChooseMethod)


def signed_in(mode: CallMode, serve: Serve, order: Answer, *tokens: Answer) -> tuple[Any, Any]:
    """
    A flow of an order whose client fetches its tokens, and the provider.
    """
    orders, fetched = Scripted(order, ASKS_METHOD["finapi"]), Scripted(*tokens)
    provider = serve(lambda method, path: (fetched if "oauth" in path else orders)(method, path))
    client = class_of(mode, "finapi_access")(
        client_credentials=ClientCredentials("id", "secret"),
        base_url=provider.url,
        transport=mode.transport,
    )
    mode.clients.append(client)
    user = client.as_user("u", "p")
    sca = BlockingSca(mode, user.sca.with_options(flow_id="order-1"))
    return sca.start(user.payments.submit, **ORDER_APIS["finapi_access"][2]), provider


def token(name: str) -> Answer:
    known = {"token_type": "bearer", "expires_in": 3600, "scope": "all", "refresh_token": "r"}
    return 200, {}, {"access_token": f"{name}-0123456789abcdef", **known}


@pytest.mark.parametrize(
    ("refusal", "sent"),
    [
        ((401, HTML, PAGE), 1),
        ((401, {}, b""), 1),
        ((401, {}, {"message": "Unauthorized"}), 1),
        ((401, {}, {"errors": []}), 1),
        ((401, {}, {"error": "invalid_token"}), 2),
        ((401, {"WWW-Authenticate": "Bearer"}, b""), 2),
        (finapi_error("UNAUTHORIZED", 401), 2),
    ],
    ids=[
        *("page of a gateway", "nothing", "JSON of a gateway", "JSON without an error"),
        *("error of the token", "scheme", "error of the provider"),
    ],
)
def test_order_is_sent_again_only_after_a_401_of_the_provider(
    mode: CallMode, serve: Serve, refusal: Answer, sent: int
) -> None:
    """
    A token that has expired is refreshed. A gateway may say 401 while the provider has the order.
    """
    flow, provider = signed_in(mode, serve, refusal, token("first"), token("second"))
    assert sum("submit" in one.target for one in provider.heard) == sent
    assert isinstance(flow.step, Unknown if sent == 1 else ChooseMethod)


@pytest.mark.parametrize(
    "failure",
    [(500, {}, b""), (502, HTML, PAGE), (200, HTML, PAGE), (200, {}, {"access_token": 1})],
    ids=["internal error", "gateway", "page", "odd token"],
)
def test_order_without_a_token_was_not_sent(mode: CallMode, serve: Serve, failure: Answer) -> None:
    """
    An error of the token service says nothing of the order, which is begun when there is a token.
    """
    with pytest.raises(KontokitError):
        signed_in(mode, serve, REFUSES["finapi"], failure)


@pytest.mark.parametrize("way", ["cancel", "expiry"])
@pytest.mark.parametrize("asked", ["method", "tan"])
def test_abandoned_prompt_is_a_true_end(orders: Orders, way: str, asked: str) -> None:
    """
    As long as the user has sent nothing, nothing was done and a new flow may succeed.
    """
    flow = orders.begin((ASKS_METHOD if asked == "method" else ASKS_TAN)[orders.kind])
    if way == "cancel":
        flow.cancel()
        assert isinstance(flow.step, Cancelled)
    else:
        orders.caller.clock.time += timedelta(hours=1)
        orders.caller.clock.steady += 3600
        flow = orders.caller.sca.resume(flow.record())
        assert isinstance(flow.step, Expired)
    assert flow.step.can_restart


def test_order_is_given_up_after_an_answer_that_could_not_be_read(
    mode: CallMode, serve: Serve
) -> None:
    """
    A look found the challenge, so it is not looked for again after the caller has cancelled.
    """
    orders = Orders(mode, serve, "banksapi")
    asks_tan = access("self", "authenticate")
    flow = orders.begin(access("self", "set_method"), (200, {}, b"{"), asks_tan)
    flow.choose("1")
    assert isinstance(flow.step, Challenge)
    heard = len(orders.provider.heard)
    assert isinstance(flow.cancel(), Unknown)
    assert len(orders.provider.heard) == heard


@pytest.mark.parametrize("way", ["cancel", "expiry"])
def test_order_on_a_page_of_the_bank_stays_unknown(orders: Orders, way: str) -> None:
    """
    The user may approve it there after the flow was given up.
    """
    if orders.kind == "banksapi":
        status, headers, body = access("redirect_url")
        body["relations"][0]["href"] = "https://bank.example/page"
        page: Answer = (status, headers, body)
    else:
        page = asks("REDIRECT_REQUIRED", redirectUrl="https://bank.example/page")
    flow = orders.begin(page)
    assert isinstance(flow.step, Redirect)
    if way == "cancel":
        flow.cancel()
    else:
        orders.caller.clock.sleep(3600)
        flow = orders.caller.sca.resume(flow.record())
    assert isinstance(flow.step, Unknown)


@pytest.mark.parametrize(
    "answer",
    [finapi_error("UNKNOWN_ENTITY", 404), finapi_error("BAD_REQUEST", 400), (404, {}, b"")],
)
@pytest.mark.parametrize("is_answered", [False, True])
def test_error_of_a_look_refuses_no_order(
    mode: CallMode, serve: Serve, answer: Answer, is_answered: bool
) -> None:
    """
    A 4xx to the question after an order is about the question.
    """
    orders = Orders(mode, serve, "finapi_access")
    flow = orders.begin(ASKS_TAN["finapi"], finapi_error("UNEXPECTED_ERROR", 500), answer)
    if is_answered:
        flow.answer("1")
        flow.reconcile()
        assert isinstance(flow.step, Unknown)
        return
    orders.bank.answers = [answer]
    flow.refresh()
    assert isinstance(flow.step, Challenge)


# Codes after the TAN: what the bank rejects, and what proves nothing.
FINAPI_PROVES_NOTHING: Final = (
    "BAD_REQUEST",
    "ILLEGAL_ENTITY_STATE",
    "ILLEGAL_FIELD_VALUE",
    "INVALID_TWO_STEP_PROCEDURE",
    "MISSING_CREDENTIALS",
    "NO_EXISTING_CHALLENGE",
    "UNKNOWN_ENTITY",
    "UNSUPPORTED_FEATURE",
    "WEB_FORM_ABORTED",
    "A_CODE_OF_TOMORROW",
)
BANKSAPI_PROVES_NOTHING: Final = [
    *(f"BA{one}" for one in (999, 1000, 1001, 1010, 1011, 1012, 1013, 1014, 1020, 1051, 1052)),
    *(f"BA{one}" for one in (1053, 1060, 1062, 1063, 1064, 1101, 1102, 1103, 1104, 2002, 3060)),
    "BA9999",
]
BANKSAPI_REJECTS: Final = ("BA1100", "BA1200", "BA1204", "BA3040")


@pytest.mark.parametrize("code", FINAPI_PROVES_NOTHING)
@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1", "standing order"])
def test_code_that_proves_nothing_after_a_tan(
    mode: CallMode, serve: Serve, api: str, code: str
) -> None:
    """
    Only the bank's rejection is a refusal once a TAN was sent.
    """
    flow = Orders(mode, serve, api).begin(ASKS_TAN["finapi"], finapi_error(code))
    flow.answer("1")
    assert isinstance(flow.step, Unknown)


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1", "standing order"])
def test_rejection_of_the_bank_after_a_tan(mode: CallMode, serve: Serve, api: str) -> None:
    """
    BANK_SERVER_REJECTION says that the bank has refused it.
    """
    flow = Orders(mode, serve, api).begin(ASKS_TAN["finapi"], finapi_error("BANK_SERVER_REJECTION"))
    flow.answer("1")
    assert isinstance(flow.step, Failed)
    assert (flow.step.reason, flow.step.code) == ("bank_said_no", "BANK_SERVER_REJECTION")


@pytest.mark.parametrize("code", [*BANKSAPI_PROVES_NOTHING, *BANKSAPI_REJECTS])
def test_message_after_a_tan(mode: CallMode, serve: Serve, code: str) -> None:
    """
    Messages about the login, the access or the provider refuse no order after a TAN.
    """
    flow = Orders(mode, serve, "banksapi").begin(access("authenticate"), access(codes=(code,)))
    flow.answer("1")
    assert isinstance(flow.step, Failed if code in BANKSAPI_REJECTS else Unknown)


def test_entity_in_another_state_is_asked_for(mode: CallMode, serve: Serve) -> None:
    """
    A payment that can no longer be submitted may have been submitted before.
    """
    orders = Orders(mode, serve, "finapi_access")
    done = {"id": 1, "status": "SUCCESSFUL", "type": "MONEY_TRANSFER", "amount": 1}
    found: Answer = (200, {}, {"payments": [{**done, "orderCount": 1, "bankId": 1}]})
    flow = orders.begin(finapi_error("ILLEGAL_ENTITY_STATE"), found)
    assert isinstance(flow.step, Unknown)
    flow.reconcile()
    assert flow.state is State.FINISHED


def test_double_submission_is_evidence_of_an_earlier_sending(mode: CallMode, serve: Serve) -> None:
    """
    The bank has such an order already, so this one is neither failed nor ever sent again.
    """
    flow = Orders(mode, serve, "banksapi").begin(access(codes=("BA1104",)))
    assert isinstance(flow.step, Unknown)
    assert flow.step.seen == "answered"


@pytest.mark.parametrize("query", ["error=access_denied", "error=server_error&x=1"])
def test_error_in_a_return_cancels_no_order(mode: CallMode, serve: Serve, query: str) -> None:
    """
    Anyone can write a query, and the provider's error to it proves nothing either.
    """
    page = asks(
        "REDIRECT_REQUIRED",
        redirectUrl="https://bank.example/page",
        redirectContext="abc",
        redirectContextField="state",
    )
    orders = Orders(mode, serve, "finapi_access")
    flow = orders.begin(page, finapi_error("BAD_REQUEST", 400))
    flow.handle_return(f"https://me.example/back?state=abc&{query}")
    assert isinstance(flow.step, Unknown)


@pytest.mark.parametrize("status", ["PASSKEY_REQUIRED", None])
def test_unknown_request_of_the_bank_refuses_no_order(
    mode: CallMode, serve: Serve, status: str | None
) -> None:
    """
    A 510 that cannot be read may be something that the user can do without us.
    """
    flow = Orders(mode, serve, "finapi_access").begin(asks(str(status) if status else ""))
    assert isinstance(flow.step, Unsupported)
    flow.cancel()
    assert isinstance(flow.step, Unknown)
