"""
``keep_unknown`` of clients, copies of clients and calls: fields that no document has yet.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any, Final

import pytest

from kontokit import ArgumentError, ConfigurationError, NotFoundError
from kontokit_bankimport import Bankimport
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess
from tests.support.bank import Bank

ACCOUNT: Final = {"bank_account": {"id": 7, "bank_code": "1", "pin": "geheim", "tags": ["a"]}}
USER: Final = {"id": "u", "password": "p", "email": "e", "phone": "1", "isAutoUpdateEnabled": True}
PROBLEM: Final = {
    "errors": [{"code": "ENTITY_NOT_FOUND", "type": "BUSINESS", "message": "m", "hint": "x"}],
    "date": "2026-07-15T12:00:00Z",
    "requestId": "r",
    "endpoint": "GET /x",
    "authContext": "1/2",
    "bank": "1 - Demo",
}
NEW: Final = {"nickname": "geheim"}


@pytest.fixture
def bank() -> Iterator[Bank]:
    made = Bank()
    made.says(json.dumps({**USER, **NEW}))
    yield made
    made.close()


def test_a_client_a_copy_and_a_call_keep_unknown_fields(bank: Bank) -> None:
    """
    The call comes before the client.
    """
    with FinapiAccess(base_url=bank.url, user_token="t") as client:
        keeping = client.with_options(keep_unknown=True)
        assert client.users.get().extra == {}
        assert keeping.users.get().extra == NEW
        assert client.users.get(options={"keep_unknown": True}).extra == NEW
        assert keeping.users.get(options={"keep_unknown": False}).extra == {}
        assert keeping.with_options(keep_unknown=False).users.get().extra == {}
        assert keeping.with_response(keeping.users.get).value.extra == NEW
    with FinapiAccess(base_url=bank.url, user_token="t", keep_unknown=True) as client:
        assert client.users.get().extra == NEW


def test_the_async_client_keeps_the_same(bank: Bank) -> None:
    async def run() -> None:
        async with AsyncFinapiAccess(base_url=bank.url, user_token="t") as client:
            assert (await client.users.get()).extra == {}
            assert (await client.users.get(options={"keep_unknown": True})).extra == NEW
            assert (await client.with_options(keep_unknown=True).users.get()).extra == NEW

    asyncio.run(run())


def test_rows_envelopes_and_errors_have_theirs(bank: Bank) -> None:
    rows = [{"id": 1, "bank_code": "1", "new": 1}, {"id": 2, "bank_code": "2"}]
    with Bankimport(base_url=bank.url, api_token="t", keep_unknown=True) as client:
        bank.says(json.dumps({"bank_accounts": rows, "new": 2}))
        assert [one.extra for one in client.bank_accounts.list()] == [{"new": 1}, {}]
        bank.says(json.dumps(ACCOUNT))
        assert client.bank_accounts.get(7).extra == {"pin": "geheim", "tags": ["a"]}
    bank.says(json.dumps({**PROBLEM, "new": 3}), status=404)
    with (
        FinapiAccess(base_url=bank.url, user_token="t", keep_unknown=True) as access,
        pytest.raises(NotFoundError) as caught,
    ):
        access.accounts.get(1)
    parsed: Any = caught.value.parsed
    assert parsed.extra == {"new": 3}
    assert parsed.errors[0].extra == {"hint": "x"}


def test_no_log_shows_them(bank: Bank, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        with FinapiAccess(base_url=bank.url, user_token="t", keep_unknown=True) as client:
            user = client.users.get()
        logging.getLogger("app").info("%s %r", user, user)
    assert "geheim" not in caplog.text
    assert user.extra["nickname"] == "geheim"


def test_the_option_is_a_bool(bank: Bank) -> None:
    wrong: Any = 1
    with pytest.raises(ConfigurationError, match="keep_unknown must be True or False, not int"):
        FinapiAccess(base_url=bank.url, user_token="t", keep_unknown=wrong)
    client = FinapiAccess(base_url=bank.url, user_token="t")
    with client, pytest.raises(ArgumentError) as caught:
        client.users.get(options={"keep_unknown": wrong})
    assert caught.value.place == "options.keep_unknown"
