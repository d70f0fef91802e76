"""
The other doors: what a client is made with, what is called on it directly, and walks of lists.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from inspect import isawaitable
from typing import Any, Final

import pytest

from kontokit import (
    CallOptions,
    ClientCredentials,
    KontokitError,
    Timeouts,
    UserCredentials,
    from_dict,
    parse_json,
)
from kontokit_bankimport import AsyncBankimport, Bankimport
from kontokit_bankimport.webhooks import parse_notification
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_banksapi.operations.bank_accesses import ADD_BANK_ACCESS
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models
from kontokit_finapi_access.operations.transactions import GET_AND_SEARCH_ALL_TRANSACTIONS
from kontokit_finapi_access.operations.users import CREATE_USER
from tests.support.bank import Bank, Reply
from tests.support.canaries import PLANTED, Pool, found_in
from tests.support.leak_detector import reachable, texts_of
from tests.support.model_builder import Builder

Door = Callable[[Any], object]

PIN: Final = PLANTED["pin"][0]
JSON: Final = {"Content-Type": "application/json"}
USER: Final = {"id": PIN, "password": PIN}
SEARCH: Final[Mapping[str, object]] = {"view": "bankView", "counterpart": PIN}
ACCESS: Final = {"6f0c": {"providerId": PIN, "credentials": {"pin": PIN}}}
IMPORT: Final[Mapping[str, Any]] = {"bank_id": 1, "banking_interface": "XS2A"}
TWICE: Final = {"challenge_response": PIN, "challengeResponse": PIN}
HEADERS: Final = CallOptions(headers={"X-Key": PIN})
LINKS: Final = {"relations": [{"rel": "add", "href": f"/customer/v2/bankzugaenge/{PIN}"}]}
FOREIGN: Final = {"relations": [{"rel": "self", "href": f"https://x.example/{PIN}"}]}

FINAPI: Final[list[Door]] = [
    lambda c: c.call(CREATE_USER, {}, USER, options=HEADERS),
    lambda c: c.call(CREATE_USER, {"quatsch": PIN}, USER),
    lambda c: c.call(CREATE_USER, {}, {**USER, "phone": [PIN]}),
    lambda c: c.call(CREATE_USER, {}, models.UserCreateParams(id=PIN, password=_plain(PIN))),
    lambda c: c.list(GET_AND_SEARCH_ALL_TRANSACTIONS, SEARCH, options=HEADERS),
    lambda c: c.list(GET_AND_SEARCH_ALL_TRANSACTIONS, SEARCH).pages(),
    lambda c: c.list(GET_AND_SEARCH_ALL_TRANSACTIONS, SEARCH, max_items=-1),
    lambda c: c.list(GET_AND_SEARCH_ALL_TRANSACTIONS, {**SEARCH, "quatsch": PIN}),
    lambda c: c.list(CREATE_USER, USER),
    lambda c: c.transactions.list(**SEARCH, options=HEADERS).pages(),
    lambda c: c.transactions.list(**SEARCH, max_items=-1),
    lambda c: c.with_response(c.users.create, **USER, options=HEADERS),
    lambda c: c.as_text(c.users.create, "text/plain", **USER),
    lambda c: c.as_user(PIN, f"{PIN}\n"),
    lambda c: c.as_user(PIN),
    lambda c: c.as_user(PIN, PIN).sign_in(),
    lambda c: c.as_user(PIN, PIN).delete_user(),
    lambda c: c.as_user(PIN, PIN).users.edit(email=PIN),
    lambda c: c.with_options(user_token=f"{PIN}\n"),
    lambda c: c.with_options(headers={"X-Key": f"{PIN}\n"}),
    lambda c: c.with_response(USER),
    lambda c: c.call(USER, {}),
    lambda c: c.create_user(UserCredentials(PIN, PIN), email=PIN),
    lambda c: c.create_user(UserCredentials(PIN, f"{PIN}\0"), email=PIN),
    lambda c: c.create_user(email=[PIN]),
    lambda c: c.users.create(**USER),
    lambda c: c.users.create(**USER, phone=[PIN]),
    lambda c: c.bank_connections.import_bank_connection(**IMPORT, login_credentials={"PIN": PIN}),
    lambda c: c.bank_connections.import_bank_connection(**IMPORT, login_credentials=[PIN]),
    lambda c: c.bank_connections.import_bank_connection(**IMPORT, login_credentials={"PIN": [PIN]}),
    lambda c: c.bank_connections.import_bank_connection(**IMPORT, multi_step_authentication=TWICE),
    lambda c: c.with_response(
        c.bank_connections.import_bank_connection, **IMPORT, login_credentials={"PIN": [PIN]}
    ),
    lambda c: c.transactions.list(**SEARCH, options=HEADERS).first_page(),
    lambda c: c.transactions.list(**SEARCH, min_amount=PIN, options=HEADERS),
    lambda c: c.with_response(c.transactions.list, **SEARCH, options=HEADERS),
]
BANKSAPI: Final[list[Door]] = [
    lambda c: c.follow(LINKS, "add", ACCESS, query={"pin": PIN}, options=HEADERS),
    lambda c: c.follow(LINKS, "quatsch", ACCESS, query={"pin": PIN}),
    lambda c: c.follow(FOREIGN, "self", ACCESS),
    lambda c: c.call(ADD_BANK_ACCESS, {}, ACCESS),
    lambda c: c.with_response(
        c.bank_accesses.add, "6f0c", provider_id=PIN, credentials={"pin": PIN}
    ),
    lambda c: c.bank_accesses.add("6f0c", provider_id=PIN, credentials={"pin": PIN}),
    lambda c: c.bank_accesses.add("6f0c", provider_id=PIN, credentials={"pin": [PIN]}),
    lambda c: c.bank_accesses.add("6f0c", provider_id=[PIN]),
]
BANKIMPORT: Final[list[Door]] = [
    lambda c: c.as_text(c.transactions.list, "application/xml", page=1, options=HEADERS),
    lambda c: c.as_text(c.transactions.list, "text/quatsch", options=HEADERS),
]
KEYS: Final[Mapping[str, Any]] = {"record_key": f"{PIN}{PIN}".encode()}
PROVIDER: Final = "00000000-0000-0000-0000-000000000000"
SCA: Final[list[Door]] = [
    lambda c: c.sca.with_options(**KEYS, flow_id="a b"),
    lambda c: c.sca.with_options(**KEYS, return_url=f"ftp://{PIN}"),
    lambda c: c.sca.with_options(record_key=PIN[:9].encode()),
    lambda c: c.sca.with_options(**KEYS).start(c.bank_accesses.add, "6f0c", credentials=PIN),
    lambda c: c.sca.with_options(**KEYS).start(c.bank_accesses.list, max_items=-1),
    lambda c: c.sca.with_options(**KEYS).resume("unknown", credentials={"pin": PIN}),
    lambda c: c.sca.with_options(**KEYS).resume({"id": PIN}, credentials={"pin": PIN}),
]
COMMANDS: Final[list[Door]] = [
    lambda flow: flow.result,
    lambda flow: flow.answer(PIN),
    lambda flow: flow.choose(PIN),
    lambda flow: flow.handle_return(f"https://x.example/?{PIN}"),
    lambda flow: flow.send_again(),
]
MADE: Final[list[Door]] = [
    lambda kind: kind(user_token=f"{PIN}\n"),
    lambda kind: kind(user_token=PIN, base_url=f"ftp://{PIN}"),
    lambda kind: kind(user_token=PIN, headers={"X-Key": f"{PIN}\n"}),
    lambda kind: kind(user_token=PIN, headers={"X-Key": PIN}, environment="nowhere"),
    lambda kind: kind(user_token=PIN, token_store=PIN),
    lambda kind: kind(client_credentials=(PIN, PIN)),
]
READ: Final[list[Door]] = [
    lambda _: from_dict(models.UserCreateParams, {**USER, "phone": [PIN]}),
    lambda _: parse_json(json.dumps({**USER, "phone": [PIN]}), models.UserCreateParams),
    lambda _: parse_notification(f'{{"iban": "{PIN}"'.encode()),
]


def _plain(text: str) -> Any:
    return text


def _tried(door: Door, client: Any) -> KontokitError | None:
    try:
        found = door(client)
        if isinstance(found, Iterable):
            list(found)
    except KontokitError as error:
        return error
    return None


async def _awaited(door: Door, client: Any) -> KontokitError | None:
    try:
        found = door(client)
        if isinstance(found, AsyncIterable):
            async for _ in found:
                pass
        elif isawaitable(found):
            await found
    except KontokitError as error:
        return error
    return None


def _settings(bank: Bank) -> dict[str, Any]:
    return {"base_url": bank.url, "timeout": Timeouts(read=5.0), "headers": {"X-Gateway": PIN}}


def _through(bank: Bank, kinds: tuple[Any, Any], doors: list[Door], **given: Any) -> Any:
    """
    Go through all doors with both clients; each has to end in an error.
    """
    settings = {**_settings(bank), **given}
    with kinds[0](**settings) as client:
        found = [_tried(door, client) for door in doors]

    async def wait() -> list[KontokitError | None]:
        async with kinds[1](**settings) as client:
            return [await _awaited(door, client) for door in doors]

    return [*found, *asyncio.run(wait())]


def _held(errors: Iterable[KontokitError | None]) -> list[str]:
    found: list[str] = []
    for number, error in enumerate(errors):
        assert error is not None, number
        texts = "\n".join([*texts_of(error), *reachable(error)])
        found += [f"{number} {error}: {hit}" for hit in found_in(texts)]
    return found


REPLIES = [
    Reply(status=500, body=b"{}", headers=JSON),
    Reply(status=400, body=b'{"error": "invalid_grant"}', headers=JSON),
    Reply(body=b"{", headers=JSON),
    Reply(raw=b""),
]


@pytest.mark.parametrize("reply", REPLIES, ids=["500", "400", "broken", "closed"])
def test_no_door_lets_a_secret_out(bank: Bank, reply: Reply) -> None:
    """
    Whatever is called on a client fails without showing or dragging along what it was given.
    """
    bank.reply = reply
    credentials = ClientCredentials("client", PIN)
    finapi = (FinapiAccess, AsyncFinapiAccess)
    errors = _through(bank, finapi, FINAPI, client_credentials=credentials, user_token=PIN)
    errors += _through(bank, (Banksapi, AsyncBanksapi), BANKSAPI, user_token=PIN)
    errors += _through(bank, (Bankimport, AsyncBankimport), BANKIMPORT, api_token=PIN)
    assert not _held(errors)
    assert any(PIN in heard.headers.get("x-gateway", "") for heard in bank.heard)


def test_no_flow_lets_a_secret_out(bank: Bank) -> None:
    """
    Options, commands and properties of SCA fail without dragging along the key of the records,
    credentials or a TAN.
    """
    kinds = (Banksapi, AsyncBanksapi)
    assert not _held(_through(bank, kinds, SCA, user_token=PIN))
    bank.reply = REPLIES[0]
    settings = {**_settings(bank), "user_token": PIN}
    with Banksapi(**settings) as client:
        flow = client.sca.with_options(**KEYS).start(
            client.bank_accesses.add, "6f0c", provider_id=PROVIDER
        )
        errors = [_tried(door, flow) for door in COMMANDS]

    async def wait() -> list[KontokitError | None]:
        async with AsyncBanksapi(**settings) as client:
            sca = client.sca.with_options(**KEYS)
            flow = await sca.start(client.bank_accesses.add, "6f0c", provider_id=PROVIDER)
            return [await _awaited(door, flow) for door in COMMANDS]

    errors += asyncio.run(wait())
    assert not _held(errors)


def test_what_cannot_be_made_or_read_shows_nothing() -> None:
    """
    A constructor and the readers of JSON keep nothing in the frames of their errors.
    """
    kinds = (FinapiAccess, AsyncFinapiAccess, Banksapi, AsyncBanksapi)
    errors = [_tried(door, kind) for door in MADE for kind in kinds]
    assert not _held([*errors, *(_tried(door, None) for door in READ)])


@pytest.mark.parametrize("last", [*REPLIES, None], ids=["500", "400", "broken", "closed", "again"])
def test_a_walk_that_fails_later_holds_no_rows(bank: Bank, last: Reply | None) -> None:
    """
    On the second page neither the arguments nor the rows of the first are in any frame.
    """
    pool = Pool()
    page = Builder(pool, "json", fixed={"pageCount": 3}).value(models.PageableTransactionList)
    first = Reply(body=json.dumps(page).encode(), headers=JSON)
    doors = FINAPI[4:6]
    bank.queue.extend([first, last or first] * len(doors) * 2)
    kinds = (FinapiAccess, AsyncFinapiAccess)
    assert not _held(_through(bank, kinds, doors, user_token=PIN))
    assert not bank.queue


def test_an_argument_that_does_not_exist_is_in_no_frame(bank: Bank) -> None:
    """
    A misspelt keyword is Python's own error; its frames hold none of the other arguments.
    """
    with FinapiAccess(client_token="a", **_settings(bank)) as client:
        users: Any = client.users
        with pytest.raises(TypeError) as caught:
            users.create(**USER, quatsch=PIN)
    assert not found_in("\n".join(reachable(caught.value)))
    assert not bank.heard


def test_headers_of_a_client_cannot_be_seen_in_it(bank: Bank) -> None:
    """
    Default headers may be keys: a client holds them as secrets, and sends them.
    """
    with Bankimport(api_token="a", **_settings(bank)) as client:
        held = client._pipeline.headers  # pyright: ignore[reportPrivateUsage]
        assert not found_in(f"{held} {client!r} {vars(client)}")
        _tried(lambda c: c.transactions.list().first_page(), client)
    assert bank.last.headers["x-gateway"] == PIN
