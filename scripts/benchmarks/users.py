"""
Many users in one process: each signs in and reads its accounts, and the same in other ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

import msgspec

from kontokit import ClientCredentials, UserCredentials
from kontokit.core.limits import MAX_DIGITS
from kontokit.http import HttpRequest
from kontokit.http.engines import new_transport
from kontokit.serialization.custom_types import typed_decoder
from kontokit.stores import MemoryStore
from kontokit_finapi_access import FinapiAccess, models

from .answers_server import answering
from .contest import Contest, table

_USERS: Final = 3_000
_CLIENT: Final = ("client", "secret")


def tables(scale: float, rounds: int) -> Iterator[str]:
    """
    Time some users, and a tenth of them, which should take a tenth of the time.
    """
    count = max(10, int(_USERS * scale))
    with answering({"accounts": []}) as url:
        for users in (count // 10, count):
            contestants = {
                "a client made by hand for each": _clients,
                "engine and msgspec": _bare,
                "`as_user`": _kontokit,
                "`as_user` again, with the tokens": _again(url, users),
            }
            yield from table(
                Contest(
                    f"sign in {users:,} users, one call each",
                    {name: partial(run, url, users) for name, run in contestants.items()},
                ),
                min(rounds, 5),
            )
            yield ""


def _clients(url: str, users: int) -> None:
    transport, store = new_transport(None, None), MemoryStore()
    for number in range(users):
        user = FinapiAccess(
            client_credentials=ClientCredentials(*_CLIENT),
            user_credentials=UserCredentials(f"user{number}", "password"),
            base_url=url,
            transport=transport,
            token_store=store,
        )
        user.accounts.list().first_page()
    transport.close()


def _bare(url: str, users: int) -> None:
    transport = new_transport(None, None)
    decoder: Any = typed_decoder(models.AccountList, MAX_DIGITS)
    for number in range(users):
        form = {
            "grant_type": "password",
            "username": f"user{number}",
            "password": "password",
            "client_id": _CLIENT[0],
            "client_secret": _CLIENT[1],
        }
        kind = ("Content-Type", "application/x-www-form-urlencoded")
        answer = _sent(transport, "POST", f"{url}/api/v2/oauth/token", kind, urlencode(form))
        token = msgspec.json.decode(answer)["access_token"]
        signed = ("Authorization", f"Bearer {token}")
        decoder.decode(_sent(transport, "GET", f"{url}/api/v2/accounts", signed))
    transport.close()


def _sent(
    transport: Any, method: str, url: str, header: tuple[str, str], body: str | None = None
) -> bytes:
    request = HttpRequest(
        operation="by hand",
        method=method,
        url=url,
        headers=(header, ("Accept", "application/json")),
        body=None if body is None else body.encode(),
    )
    answer: bytes = transport.send(request).body
    return answer


def _new_client(url: str) -> FinapiAccess:
    return FinapiAccess(client_credentials=ClientCredentials(*_CLIENT), base_url=url)


def _kontokit(url: str, users: int) -> None:
    with _new_client(url) as client:
        _read(client, users)


def _again(url: str, users: int) -> Callable[[str, int], None]:
    client = _new_client(url)
    _read(client, users)
    return lambda _, count: _read(client, count)


def _read(client: FinapiAccess, users: int) -> None:
    for number in range(users):
        user = client.as_user(UserCredentials(f"user{number}", "password"))
        user.accounts.list().first_page()
