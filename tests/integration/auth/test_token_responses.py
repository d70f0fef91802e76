"""
Token responses that leave out what OAuth 2.0 does not require.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kontokit import ClientCredentials
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
    token = {"access_token": "a", "token_type": "bearer", "expires_in": 3600, **more}
    bank.queue.append(Reply(body=json.dumps(token).encode(), headers=JSON))
    bank.reply = Reply(body=b'{"accounts": []}', headers=JSON)
    credentials = ClientCredentials("id", "secret")
    client: Any = class_of(mode, api)(
        client_credentials=credentials, base_url=bank.url, transport=mode.transport
    )
    mode.clients.append(client)
    user = client.as_user("user", "password")
    assert mode.run(user.accounts.list()).accounts == []
    assert bank.last.headers["authorization"] == "Bearer a"
