"""
What a refused token leads to: another token and the call once more, or the error as it is.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    AuthenticationError,
    ClientCredentials,
    Model,
    PermissionDeniedError,
    SyncClient,
)
from kontokit.operations import (
    Api,
    ErrorShape,
    Operation,
    Parameter,
    Result,
    TokenScheme,
    TokenService,
)
from tests.support.bank import Bank, Reply
from tests.support.shapes import API, GET_ACCESS, USER

CLIENT = ClientCredentials("client", "client-secret")
JSON = {"Content-Type": "application/json"}
FOUND = Reply(body=b'{"id":"1"}', headers=JSON)


class Problem(Model, kw_only=True):
    __error_shape__ = ErrorShape(code="code")

    code: str


class Faults(Model, kw_only=True):
    __error_shape__ = ErrorShape(items="faults", message="text")

    faults: list[Any]


PAY: Operation[Any] = Operation(
    id="pay",
    method="POST",
    path="/orders",
    retry_class="payment",
    security=USER,
    results={200: Result(type=Any)},
    errors={401: Problem},
)
INTROSPECT: Operation[Any] = Operation(
    id="introspect",
    method="GET",
    path="/introspection",
    retry_class="read",
    security=(("apiToken",),),
    parameters=(Parameter(name="token", wire="token", place="query", secret=True),),
    results={200: Result(type=Any)},
)
TOKENS = TokenScheme(grant="client_credentials", client="clientCredentials", sent="basic", url="/t")
HERE = structs.replace(API, schemes={**API.schemes, "userToken": TOKENS})
PROBED = structs.replace(HERE, token_service=lambda: TokenService(introspect=INTROSPECT))


def _token(access: str) -> Reply:
    return Reply(
        body=json.dumps({"access_token": access, "expires_in": 3600}).encode(), headers=JSON
    )


def _call(bank: Bank, api: Api, operation: Operation[Any], **given: Any) -> Any:
    credentials = {"clientCredentials": CLIENT, **given}
    args = {"access_id": "1"} if operation is GET_ACCESS else {}
    with SyncClient(api, credentials, base_url=bank.url) as client:
        return client.call(operation, args)


def _sent(bank: Bank) -> list[str]:
    """
    The tokens of all requests but those for tokens.
    """
    return [one.headers.get("authorization", "") for one in bank.heard if one.target != "/t"]


@pytest.mark.parametrize(
    "said",
    [
        Reply(status=401, headers={"WWW-Authenticate": "Bearer"}),
        Reply(status=401, body=b'{"error":"invalid_token"}', headers=JSON),
        Reply(status=401, body=b'{"error":"insufficient_scope"}', headers=JSON),
        Reply(status=401, body=b'{"code":"TOKEN_EXPIRED"}', headers=JSON),
        Reply(status=401, body=b'{"code":"1234"}', headers=JSON),
    ],
    ids=lambda reply: (reply.body or b"header").decode(),
)
def test_an_order_whose_token_was_refused_for_certain_is_sent_with_another(
    bank: Bank, said: Reply
) -> None:
    """
    The provider itself has refused it, so nothing was done with the order.
    """
    bank.queue.extend([_token("one"), said, _token("two"), FOUND])
    assert _call(bank, HERE, PAY) == {"id": "1"}
    assert _sent(bank) == ["Bearer one", "Bearer two"]


@pytest.mark.parametrize(
    "said",
    [
        Reply(status=401),
        Reply(status=401, body=b"<html>", headers={"Content-Type": "text/html"}),
        Reply(status=401, body=b"{}", headers=JSON),
        Reply(status=401, body=b'["invalid_token"]', headers=JSON),
        Reply(status=401, body=b'{"error":"Unauthorized"}', headers=JSON),
        Reply(status=401, body=b'{"code":"Not Found"}', headers=JSON),
        Reply(status=403, body=b'{"code":"TOKEN_EXPIRED"}', headers=JSON),
    ],
    ids=lambda reply: f"{reply.status} {reply.body.decode()}",
)
def test_an_order_that_a_gateway_may_have_refused_is_sent_once(bank: Bank, said: Reply) -> None:
    """
    It may have arrived. So may one that the token has no right to.
    """
    bank.queue.extend([_token("one"), said, _token("two"), FOUND])
    with pytest.raises((AuthenticationError, PermissionDeniedError)):
        _call(bank, HERE, PAY)
    assert _sent(bank) == ["Bearer one"]


def test_an_error_of_faulty_fields_is_the_providers_own(bank: Bank) -> None:
    """
    A format without codes is recognised by its other fields.
    """
    body = b'{"faults":[{"text":"the token has expired"}]}'
    pay = structs.replace(PAY, errors={401: Faults})
    bank.queue.extend([_token("one"), Reply(status=401, body=body, headers=JSON)])
    bank.queue.extend([_token("two"), FOUND])
    assert _call(bank, HERE, pay) == {"id": "1"}


def test_a_call_that_moves_no_money_needs_no_proof(bank: Bank) -> None:
    """
    Its token is replaced after any 401.
    """
    bank.queue.extend([_token("one"), Reply(status=401), _token("two"), FOUND])
    assert _call(bank, HERE, GET_ACCESS).id == "1"
    assert _sent(bank) == ["Bearer one", "Bearer two"]


def test_a_403_of_a_token_that_has_ended_is_answered_with_another(bank: Bank) -> None:
    """
    Where the API can say that it has.
    """
    bank.queue.extend([_token("one"), Reply(status=403), Reply(status=404), _token("two"), FOUND])
    assert _call(bank, PROBED, GET_ACCESS, apiToken="key").id == "1"
    assert _sent(bank) == ["Bearer one", "", "Bearer two"]


@pytest.mark.parametrize("given", [{"apiToken": "key"}, {}], ids=["alive", "nobody may ask"])
def test_a_403_of_a_token_that_may_not_have_ended_stands(bank: Bank, given: dict[str, str]) -> None:
    """
    Also where the API can say more, and the client lacks the credential to ask for it.
    """
    bank.queue.extend([_token("one"), Reply(status=403), FOUND])
    with pytest.raises(PermissionDeniedError):
        _call(bank, PROBED, GET_ACCESS, **given)
    assert _sent(bank) == ["Bearer one", *[""] * len(given)]
