"""
Secrets stay inside: not in logs, texts, tracebacks, pickles, nor in what an error drags along.
"""

from __future__ import annotations

import asyncio
import itertools
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from kontokit import (
    AsyncClient,
    CallOptions,
    ClientCredentials,
    HttpTransport,
    KontokitError,
    Location,
    ResponseError,
    Secret,
    SyncClient,
    Timeouts,
)
from kontokit.http import HttpRequest
from tests.support.bank import Bank
from tests.support.secret_search import captured_logs, reachable, texts_of
from tests.support.shapes import API, CREATE_ACCESS, ENCRYPT, GET_ACCESS, GET_TOKEN, TokenForm

WORDS = (
    "kanarie-token",
    "kanarie-passwort",
    "kanarie-pin",
    "kanarie-schluessel",
    "kanarie-sitzung",
)
TOKEN, PASSWORD, PIN, KEY, SESSION = WORDS
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

Calls = list[Callable[[Any], Any]]


def _credentials() -> dict[str, Any]:
    return {
        "userToken": Secret(TOKEN),
        "clientCredentials": ClientCredentials(client_id="u", client_secret=Secret(PASSWORD)),
        "apiToken": Secret(KEY),
    }


def _calls() -> Calls:
    pin = Secret(PIN)
    body = {"id": "1", "betrag": 1, "pin": pin, "credentials": {"pin": pin}}
    return [
        lambda c: c.call(GET_ACCESS, {"access_id": "1"}),
        lambda c: c.call(CREATE_ACCESS, {}, body),
        lambda c: c.call(CREATE_ACCESS, {}, {**body, "betrag": 0.1}),
        lambda c: c.call(CREATE_ACCESS, {}, {**body, "quatsch": pin}),
        lambda c: c.call(CREATE_ACCESS, {}, body, options=CallOptions(headers={"X-A": "\n"})),
        lambda c: c.call(GET_TOKEN, {}, TokenForm(grant_type="password", password=pin)),
        lambda c: c.call(ENCRYPT, {}, pin),
        lambda c: c.call(CREATE_ACCESS, {}, {**body, "pin": PIN}),
        lambda c: c.call(CREATE_ACCESS, {}, {**body, "pin": PIN, "id": 1}),
        lambda c: c.call(ENCRYPT, {"quatsch": PIN}, PIN),
        lambda c: c.follow(
            {"relations": [{"rel": "add", "href": "/customer/v2/accesses"}]},
            "add",
            {**body, "pin": PIN},
            query={"quatsch": PIN},
        ),
        lambda c: c.follow(Location("/x?session=1")),
        lambda c: c.follow({"relations": [{"rel": "x", "href": f"https://evil/{SESSION}"}]}, "x"),
    ]


def _scenes(bank: Bank) -> list[Callable[[], Any]]:
    location = f"https://x.example/?session={SESSION}"
    return [
        lambda: bank.says("{}", status=500),
        lambda: bank.says("{}", status=401),
        lambda: bank.says("<html>", Content_Type="text/html"),
        lambda: bank.says(""),
        lambda: bank.says('{"id":1}'),
        lambda: bank.says("{"),
        lambda: bank.says(status=451, Location=location, Set_Cookie=SESSION),
        lambda: bank.says(status=302, Location=location),
        lambda: bank.says(status=599),
        lambda: bank.writes(b""),
        lambda: bank.writes(OK + b"Content-Length: 9\r\n\r\n{"),
        lambda: bank.writes(OK + b"Content-Length: 2\r\n\r\n{}", pause=0.06),
    ]


def _failures(bank: Bank, *, is_async: bool = False) -> list[KontokitError]:
    settings: dict[str, Any] = {"base_url": bank.url, "timeout": Timeouts(read=0.03)}
    if is_async:
        return asyncio.run(_collect(bank, settings))
    errors: list[KontokitError] = []
    with SyncClient(API, _credentials(), **settings) as client:
        for scene, call in itertools.product(_scenes(bank), _calls()):
            scene()
            try:
                call(client)
            except KontokitError as error:
                errors.append(error)
    return errors


async def _collect(bank: Bank, settings: Any) -> list[KontokitError]:
    errors: list[KontokitError] = []
    async with AsyncClient(API, _credentials(), **settings) as client:
        for scene, call in itertools.product(_scenes(bank), _calls()):
            scene()
            try:
                await call(client)
            except KontokitError as error:
                errors.append(error)
    return errors


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_no_failure_shows_a_secret(bank: Bank, capfd: Any, *, is_async: bool) -> None:
    """
    A hundred failures of all kinds show no token, password, PIN or session in any output.
    """
    with captured_logs() as heard:
        shown = [texts_of(error) for error in _failures(bank, is_async=is_async)]
    out, err = capfd.readouterr()
    assert len(shown) > 90
    for word in WORDS:
        assert not [text for text in [*shown, *heard, out, err] if word in text]


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_no_failure_drags_a_secret_along(bank: Bank, *, is_async: bool) -> None:
    """
    From an error, through its frames and attributes, no secret text can be reached.
    """
    for error in _failures(bank, is_async=is_async):
        assert error.__context__ is None
        assert error.__cause__ is None
        found = {word for text in reachable(error) for word in WORDS[:4] if word in text}
        assert not found, (type(error), str(error))


def test_a_pickled_error_holds_no_secret_of_the_request(bank: Bank) -> None:
    """
    What crosses a process border holds the answer's facts and nothing of the request.
    """
    for error in _failures(bank):
        data = pickle.dumps(error).decode("latin-1")
        assert not [word for word in WORDS[:4] if word in data]
        assert type(pickle.loads(data.encode("latin-1"))) is type(error)


def test_a_transport_used_alone_drags_nothing_along(transport: HttpTransport) -> None:
    """
    The default transport is as careful when a program calls it directly.
    """
    with pytest.raises(KontokitError) as caught:
        transport.send(
            HttpRequest(
                operation="x",
                method="POST",
                url="http://127.0.0.1:1/",
                headers=(("Authorization", Secret(TOKEN)),),
                body="".join(["kanarie-", "pin"]).encode(),
            )
        )
    assert not [text for text in reachable(caught.value) if PIN in text]


def test_the_search_finds_planted_secrets() -> None:
    """
    The search through an error's graph would find a secret if there were one.
    """
    error = KontokitError("x")
    error.__dict__["inner"] = {"deep": [{"er": b"kanarie-pin"}]}
    assert any("kanarie-pin" in text for text in reachable(error))
    assert issubclass(ResponseError, KontokitError)
