"""
Secrets of signing in stay inside: not in logs, texts, tracebacks, nor in what an error drags along.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from kontokit import (
    AsyncClient,
    ClientCredentials,
    ConfigurationError,
    KontokitError,
    RefreshToken,
    SyncClient,
    Timeouts,
    UserCredentials,
)
from kontokit.operations import TokenScheme
from kontokit.stores import FileStore, MemoryStore, SqliteStore, Store
from tests.support.bank import Bank, Reply
from tests.support.secret_search import captured_logs, reachable, texts_of
from tests.support.shapes import API, GET_ACCESS

WORDS = ("kanarie-geheimnis", "kanarie-passwort", "kanarie-auffrischung", "kanarie-zugang")
SECRET, PASSWORD, REFRESH, ACCESS = WORDS
SCHEME = TokenScheme(
    grant="password", client="client", sent="form", url="/token", refreshable=True, scoped=True
)
HERE = structs.replace(API, schemes={"userToken": SCHEME})
JSON = {"Content-Type": "application/json"}
TOKEN = {"access_token": ACCESS, "refresh_token": REFRESH, "expires_in": 3600}


def _reply(status: int = 200, body: object = None, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, body=json.dumps(body).encode(), headers={**JSON, **named})


GOOD = _reply(body=TOKEN)
REPLIES = [
    *(_reply(status, {"error": "invalid_grant"}) for status in (400, 401, 403, 423, 429, 500)),
    *(_reply(status, TOKEN) for status in (300, 404, 503)),
    _reply(302, None, Location=f"https://evil.example/?{ACCESS}"),
    _reply(body={**TOKEN, "expires_in": "x"}),
    _reply(body={**TOKEN, "expires_in": -1}),
    _reply(body={**TOKEN, "access_token": f"{ACCESS}\u20ac"}),
    _reply(body={**TOKEN, "access_token": [ACCESS]}),
    Reply(body=f'{{"access_token": "{ACCESS}"'.encode(), headers=JSON),
    Reply(body=b"<html>", headers={"Content-Type": "text/html"}),
    Reply(raw=b""),
    Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
]
USERS = [UserCredentials("anna", PASSWORD), RefreshToken(REFRESH)]


def _settings(bank: Bank, user: object) -> tuple[dict[str, Any], dict[str, Any]]:
    given = {"client": ClientCredentials("client", SECRET), "userCredentials": user}
    return given, {"base_url": bank.url, "timeout": Timeouts(read=2.0)}


def _scenes(bank: Bank) -> list[tuple[list[Reply], object]]:
    """
    Failures of the first token request, of the call, and of the renewal after it.
    """
    refused = _reply(401, {"error": "x"})
    scenes: list[list[Reply]] = []
    for reply in REPLIES:
        scenes += [[reply], [GOOD, refused, reply, reply, reply]]
        if ACCESS not in f"{reply.body!r}{reply.headers}":  # an API tells no token
            scenes.append([GOOD, reply])
    return list(itertools.product(scenes, USERS))


def _failures(bank: Bank, *, is_async: bool) -> list[KontokitError]:
    errors: list[KontokitError] = []
    for replies, user in _scenes(bank):
        bank.forget()
        bank.queue.extend(replies)
        bank.reply = _reply(500, None)
        given, settings = _settings(bank, user)
        call = _await if is_async else _block
        try:
            call(given, settings)
        except KontokitError as error:
            errors.append(error)
    return errors


def _block(given: dict[str, Any], settings: dict[str, Any]) -> None:
    with SyncClient(HERE, given, **settings) as client:
        client.call(GET_ACCESS, {"access_id": "1"})


def _await(given: dict[str, Any], settings: dict[str, Any]) -> None:
    async def run() -> None:
        async with AsyncClient(HERE, given, **settings) as client:
            await client.call(GET_ACCESS, {"access_id": "1"})

    asyncio.run(run())


@pytest.mark.slow
@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_no_failure_of_signing_in_shows_or_drags_a_secret(
    bank: Bank, capfd: Any, *, is_async: bool
) -> None:
    """
    A hundred failures of the token endpoint show no secret, password or token in any output,
    and none can be reached from the errors.
    """
    with captured_logs() as heard:
        errors = _failures(bank, is_async=is_async)
        shown = [texts_of(error) for error in errors]
    out, err = capfd.readouterr()
    assert len(errors) > 80
    for word in WORDS:
        assert not [text for text in [*shown, *heard, out, err] if word in text]
    for error in errors:
        found = {word for text in reachable(error) for word in WORDS if word in text}
        assert not found, (type(error), str(error))
        assert error.__context__ is None


@pytest.mark.slow
def test_pickles_of_failures_hold_no_secret(bank: Bank) -> None:
    """
    What goes wrong at the token endpoint crosses a process border without a secret.
    """
    for error in _failures(bank, is_async=False):
        data = pickle.dumps(error).decode("latin-1")
        if "token request" in str(error):
            assert not [word for word in WORDS if word in data]


def _set_ups(tmp_path: Path) -> list[Callable[[], object]]:
    client = ClientCredentials("client", SECRET)
    odd_pair: Any = ("client", SECRET)
    odd_user: Any = {"a": PASSWORD}
    return [
        lambda: SyncClient(HERE, {"userToken": f"{ACCESS}\n"}, base_url="http://127.0.0.1"),
        lambda: SyncClient(HERE, {"userToken": ACCESS}, base_url="ftp://x"),
        lambda: SyncClient(HERE, {"userToken": ACCESS}, environment="nowhere"),
        lambda: SyncClient(HERE, {"client": odd_pair}),
        lambda: SyncClient(HERE, {"client": ClientCredentials("client", f"{SECRET}\n")}),
        lambda: SyncClient(
            HERE, {"client": client, "userCredentials": UserCredentials("a", f"{PASSWORD}\0")}
        ),
        lambda: SyncClient(HERE, {"client": client, "userCredentials": odd_user}),
        lambda: SyncClient(HERE, {"client": client, "quatsch": PASSWORD}),
        lambda: SyncClient(HERE, {}, headers={"X-Key": f"{SECRET}\n"}),
        lambda: SyncClient(HERE, {"client": client})._as_user("anna", f"{PASSWORD}\n"),
        lambda: SyncClient(HERE, {"client": client}).with_options(user_token=f"{ACCESS}\n"),
        lambda: FileStore(tmp_path / "t", key=SECRET.encode()),
        lambda: SqliteStore(tmp_path / "t", key=SECRET.encode()),
    ]


def test_configuration_errors_show_no_secret(tmp_path: Path) -> None:
    """
    What cannot be used is refused without being shown, also in tracebacks with locals.
    """
    for set_up in _set_ups(tmp_path):
        with pytest.raises(ConfigurationError) as caught:
            set_up()
        shown = texts_of(caught.value)
        assert not [word for word in WORDS if word in shown], shown
        traceback.TracebackException.from_exception(caught.value, capture_locals=True)


@pytest.mark.parametrize("kind", ["memory", "file", "sqlite"])
def test_no_store_shows_what_it_keeps(tmp_path: Path, kind: str) -> None:
    """
    Neither the store nor a client of it prints a record.
    """
    stores: dict[str, Callable[[], Store]] = {
        "memory": MemoryStore,
        "file": lambda: FileStore(tmp_path / "t", key=None),
        "sqlite": lambda: SqliteStore(tmp_path / "t", key=None),
    }
    store = stores[kind]()
    store.save("token:a", ACCESS.encode())
    assert ACCESS not in repr(store) + str(vars(store))
