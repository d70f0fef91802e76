"""
The documented examples of each API, read as a program reads them, in neutral words: literal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kontokit_banking import NoBankingAdapterError, reading
from kontokit_finapi_webform import FinapiWebForm
from tests.support.banking_servers import APIS
from tests.support.documented_examples import documented
from tests.support.scripted_provider import Answer, Provider

GOLDEN: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).parents[2].joinpath("data/banking-examples.json").read_text("utf-8")
)
LISTS: dict[str, dict[str, tuple[str, str]]] = {
    "bankimport": {
        "/bank-accounts": ("listBankAccounts", "accounts"),
        "/transactions": ("listBankAccountTransactions", "page"),
    },
    "banksapi": {
        "/bankzugaenge": ("getBankAccesses", "complete"),
        "/kontoumsaetze": ("getTransactions", "plain"),
    },
    **{
        api: {
            "/bankConnections": ("getAllBankConnections", "answer"),
            "/accounts": ("getAndSearchAllAccounts", "answer"),
            "/transactions": ("getAndSearchAllTransactions", "answer"),
        }
        for api in ("finapi_access", "finapi_access_v1")
    },
}
LISTS["finapi_access"]["/pendingTransactions"] = ("getAndSearchAllPendingTransactions", "answer")


def example(api: str, path: str) -> Any:
    """
    The documented answer to a path; it is the whole list.
    """
    operation, name = next(one for end, one in LISTS[api].items() if path.endswith(end))
    body = documented(api, operation)[name]
    if "paging" in body:
        body = {**body, "paging": {"page": 1, "perPage": 500, "pageCount": 1, "totalCount": 1}}
    return body


@pytest.fixture(params=sorted(APIS))
def found(request: pytest.FixtureRequest) -> Iterator[tuple[str, dict[str, Any]]]:
    """
    The API, and what is read of a server that gives its documented examples.
    """
    api: str = request.param
    given: set[str] = set()

    def answer(method: str, target: str) -> Answer:
        path = target.partition("?")[0]
        # Bankimport says no end of its list, so an empty page ends it.
        is_again = api == "bankimport" and path.endswith("/transactions") and "page=2" in target
        given.add(path)
        return 200, {}, {"transactions": []} if is_again else example(api, path)

    provider = Provider(answer)
    with APIS[api].client(provider.url) as client:
        bank = reading(client)
        account = bank.accounts()[0]
        yield (
            api,
            {
                "account": plain(account),
                "balances": [plain(one) for one in bank.balances(account)],
                "booked": [plain(one) for one in bank.transactions(account)],
                "pending": [plain(one) for one in bank.pending(account)] if waits(api) else [],
            },
        )
    provider.close()


def waits(api: str) -> bool:
    return "/pendingTransactions" in LISTS[api]


def plain(value: Any) -> dict[str, Any]:
    """
    A value as JSON has it, without the provider's object and without what is not said.
    """
    made: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(value, raw=None))
    return {key: one for key, one in made.items() if one not in (None, {}, [])}


def test_the_documented_examples(found: tuple[str, dict[str, Any]]) -> None:
    """
    Each field has the value that the document shows, under its neutral name.
    """
    api, read = found
    assert read == GOLDEN[api]


def test_web_form_has_no_rows() -> None:
    """
    Its documents show neither accounts nor transactions.
    """
    with pytest.raises(NoBankingAdapterError):
        reading(FinapiWebForm(user_token="t"))
