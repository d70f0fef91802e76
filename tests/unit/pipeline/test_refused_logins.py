"""
Refused credentials of calls without a flow: whether the response says it, or what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs

from kontokit import CredentialsRefusedError, KontokitError, Model, Secret, SyncClient
from kontokit.operations import Body, ErrorShape, Operation, Result
from kontokit.operations.sca import ChallengeFields, CodeMeaning, HypermediaSca, ScaConfig
from kontokit.pipeline import guards
from kontokit.pipeline.mark_book import MarkBook
from kontokit.stores import MemoryStore
from tests.support.bank import Bank, Reply
from tests.support.clients import CREDENTIALS
from tests.support.shapes import API, GET_ACCESS, USER

ID = {"access_id": "7"}
PATH = "/customer/v2/accesses/7"


class Login(Model, kw_only=True):
    login: dict[str, Secret]


class Problem(Model, kw_only=True):
    __error_shape__ = ErrorShape(code="code")

    code: str


ADD: Operation[Any] = Operation(
    id="addAccess",
    method="POST",
    path="/customer/v2/accesses/",
    retry_class="create",
    security=USER,
    body=Body(type=Login, required=True),
    results={201: Result(type=None)},
    errors=dict.fromkeys((400, 401, 422), Problem),
    sca=("relations",),
)
GET = structs.replace(GET_ACCESS, results={200: Result(type=Any)})
SCA = HypermediaSca(
    relation_kinds={}, fields={}, cancel="cancel", refresh_relation="self", methods=(), media=(),
    challenge="challenge", shown=ChallengeFields(text="text"), content="content",
    decoupled="decoupled", messages="messages", code="code",
    codes={"WRONG_PIN": CodeMeaning(before="credentials", source="made up")},
    status="status", working=(), asking=(), complete=(), seconds=1.0, working_seconds=1.0,
    callback="callback", return_parameter="return", return_meanings={}, login="login", bank=(),
)  # fmt: skip
HERE = structs.replace(API, sca=lambda: ScaConfig(relations=SCA))


@pytest.fixture
def signing_in(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncClient]:
    """
    A client of an API that takes credentials, in a process that knows of no refusal.
    """
    monkeypatch.setattr(guards, "PROCESS_BOOK", MarkBook(MemoryStore(), bytes(32)))
    with SyncClient(HERE, CREDENTIALS, base_url=bank.url) as client:
        yield client


def _add(client: SyncClient, pin: str = "0815") -> None:
    client.call(ADD, {}, {"login": {"pin": Secret(pin)}})


def _read(bank: Bank, client: SyncClient, code: str) -> None:
    bank.says(f'{{"messages":[{{"code":"{code}"}}]}}')
    client.call(GET, ID)
    bank.says(status=201)


@pytest.mark.parametrize("status", [400, 401, 422])
def test_credentials_that_an_error_refuses_are_not_sent_again(
    bank: Bank, signing_in: SyncClient, status: int
) -> None:
    """
    Whatever status the provider has for it; other credentials and other codes go on.
    """
    for code in ("BUSY", "WRONG_PIN"):
        bank.says(f'{{"code":"{code}"}}', status)
        with pytest.raises(KontokitError) as caught:
            _add(signing_in)
        assert not isinstance(caught.value, CredentialsRefusedError)
    with pytest.raises(CredentialsRefusedError):
        _add(signing_in)
    bank.says(status=201)
    _add(signing_in, "4711")
    assert len(bank.heard) == 3


@pytest.mark.parametrize("behind", ["", "?", "?lang=de", "?a=1&b=2"])
@pytest.mark.parametrize("before", ["{origin}" + PATH, PATH, "7", "./7", "../accesses/7"])
def test_credentials_that_a_new_resource_refuses_are_not_sent_again(
    bank: Bank, signing_in: SyncClient, before: str, behind: str
) -> None:
    """
    However its Location is written. What another resource says is about other credentials.
    """
    location = before.format(origin=bank.url) + behind
    bank.queue.append(Reply(status=201, headers={"Location": location}))
    _add(signing_in)
    _read(bank, signing_in, "BUSY")
    _add(signing_in)
    _read(bank, signing_in, "WRONG_PIN")
    with pytest.raises(CredentialsRefusedError):
        _add(signing_in)


@pytest.mark.parametrize("location", ["/customer/v2/accesses/8", "8", "https://a.example" + PATH])
def test_what_another_resource_says_is_of_other_credentials(
    bank: Bank, signing_in: SyncClient, location: str
) -> None:
    """
    Only the resource that the call has made tells of its credentials.
    """
    bank.queue.append(Reply(status=201, headers={"Location": location}))
    _add(signing_in)
    _read(bank, signing_in, "WRONG_PIN")
    _add(signing_in)
    assert len(bank.heard) == 3


@pytest.mark.parametrize("status", [303, 422])
def test_a_call_that_made_nothing_leads_to_no_resource(
    bank: Bank, signing_in: SyncClient, status: int
) -> None:
    """
    The Location of an error is none of a resource that tells of credentials.
    """
    bank.queue.append(Reply(status=status, body=b"{}", headers={"Location": PATH}))
    with pytest.raises(KontokitError):
        _add(signing_in)
    _read(bank, signing_in, "WRONG_PIN")
    _add(signing_in)
    assert len(bank.heard) == 3
