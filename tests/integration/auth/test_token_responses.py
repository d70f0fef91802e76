"""
Token responses that leave out what OAuth 2.0 does not require, and those whose token is unusable.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kontokit import ClientCredentials, UnexpectedResponseError
from tests.support.bank import Bank, Reply
from tests.support.flow_driver import CallMode, class_of

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def bank() -> Iterator[Bank]:
    made = Bank()
    yield made
    made.close()


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Iterator[CallMode]:
    made = CallMode(request.param)
    yield made
    made.close()


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
@pytest.mark.parametrize("more", [{}, {"scope": None}, {"scope": 7}])
def test_a_token_needs_no_scope(bank: Bank, mode: CallMode, api: str, more: dict[str, Any]) -> None:
    """
    RFC 6749 lets a server leave it out where it is what was asked for.
    """
    user = _user(bank, mode, api, more)
    assert mode.run(user.accounts.list()).accounts == []
    assert bank.last.headers["authorization"] == "Bearer a"


@pytest.mark.parametrize("kind", ["Bearer", "BEARER", " bearer", "", "bearer"])
def test_the_type_of_a_token_may_be_spelt_in_any_way(bank: Bank, mode: CallMode, kind: str) -> None:
    user = _user(bank, mode, "finapi_access", {"token_type": kind})
    assert mode.run(user.accounts.list()).accounts == []
    assert bank.last.headers["authorization"] == "Bearer a"


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"token_type": "mac"}, "another type than bearer"),
        ({"token_type": "DPoP"}, "another type than bearer"),
        ({"access_token": "Bearer geheim"}, "no token that can be sent"),
        ({"access_token": "bearer geheim"}, "no token that can be sent"),
    ],
)
def test_a_token_that_cannot_be_sent_as_bearer_is_not_sent(
    bank: Bank, mode: CallMode, api: str, more: dict[str, Any], words: str
) -> None:
    """
    Documented is a bearer token alone, so the token service is broken.
    """
    user = _user(bank, mode, api, more)
    with pytest.raises(UnexpectedResponseError, match=words) as caught:
        mode.run(user.accounts.list())
    assert "geheim" not in str(caught.value)
    assert len(bank.heard) == 1


def _user(bank: Bank, mode: CallMode, api: str, more: dict[str, Any]) -> Any:
    token = {"access_token": "a", "token_type": "bearer", "expires_in": 3600, **more}
    bank.queue.append(Reply(body=json.dumps(token).encode(), headers=JSON))
    bank.reply = Reply(body=b'{"accounts": []}', headers=JSON)
    credentials = ClientCredentials("id", "secret")
    client: Any = class_of(mode, api)(
        client_credentials=credentials, base_url=bank.url, transport=mode.transport
    )
    mode.clients.append(client)
    return client.as_user("user", "password")
