"""
The web application of tests, for each framework: pages to sign in and to start a flow.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from kontokit import ClientCredentials, UserCredentials
from kontokit.sca import Finished
from kontokit.stores import RedisStore, SqliteStore, SwapStore
from kontokit.webhooks import AsyncReceiver, Receiver, UnknownNotification
from kontokit_bankimport import webhooks as bankimport
from kontokit_banksapi import webhooks as banksapi
from kontokit_banksapi.models import BalanceNotification
from kontokit_web import Settings, WebFlow
from kontokit_web.webhooks import Webhooks
from kontokit_web.work import Work

from . import calls

CONFIG: dict[str, Any] = json.loads(os.environ.get("WEB_SITE", "{}"))
CLASSES = {
    "banksapi": ("kontokit_banksapi", "Banksapi"),
    "finapi_access": ("kontokit_finapi_access", "FinapiAccess"),
    "finapi_webform": ("kontokit_finapi_webform", "FinapiWebForm"),
}
COOKIE = "user"
"""Names the user. A real application signs it, or keeps a session."""


@cache
def client_of(owner: str, api: str, prefix: str) -> Any:
    """
    The client of a user; ``prefix`` is ``Async`` or nothing.
    """
    known, (package, name) = CONFIG["known"], CLASSES[api]
    pair = "banksapi" if api == "banksapi" else "finapi"
    arguments: dict[str, Any] = {
        "client_credentials": ClientCredentials(
            known[f"{pair}_client"], known[f"{pair}_client_secret"]
        ),
        "base_url": CONFIG["urls"][api],
    }
    if api == "banksapi":
        arguments["credential_key"] = known["banksapi_certificate"]
    if api == "finapi_webform":  # it gets its tokens from another server
        arguments["token_url"] = f"{CONFIG['urls']['finapi_access']}/api/v2/oauth/token"
    client = getattr(import_module(package), prefix + name)(**arguments)
    return client.as_user(UserCredentials(*CONFIG["users"][owner][api]))


def api_of(name: str) -> str:
    return name.partition(":")[0]


def store_of(suffix: str, key: bytes | None) -> SwapStore:
    """
    A store that all workers share: a Redis if there is one, or a file.
    """
    if port := CONFIG.get("redis_port"):
        import redis

        return RedisStore(redis.Redis(port=port), key=key, prefix=f"web{suffix}:")
    return SqliteStore(CONFIG["store"] + suffix, key=key)


def settings_for(prefix: str, user_of: Callable[[Any], str | None]) -> Settings:
    """
    The settings of the pages.
    """
    is_typed = CONFIG.get("types_login", False)
    return Settings(
        base_url=f"{CONFIG['origin']}/sca",
        secret=bytes(range(32)),
        # Without a key, so that a test can look into it.
        store=store_of("", None if is_typed else bytes(range(32, 64))),
        client=lambda flow: client_of(flow.owner, api_of(flow.name), prefix),
        owner=user_of,
        credentials=None
        if is_typed
        else lambda _, flow: calls.login_of(flow.name.partition(":")[2]),
        on_end=written_down,
    )


def written_down(flow: WebFlow, sca_flow: Any) -> None:
    """
    Append to a file what the application is told.
    """
    step = sca_flow.step
    line = {
        "id": flow.id,
        "owner": flow.owner,
        "kind": step.kind,
        "has_result": isinstance(step, Finished) and sca_flow.result is not None,
    }
    log(line)


def log(line: object) -> None:
    with Path(CONFIG["log"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def balance_changed(event: BalanceNotification) -> None:
    """
    Fail once for one account, so that the sender repeats it; otherwise write it down.
    """
    marker = Path(CONFIG["log"]).with_suffix(".failed")
    if event.account_id == "fails once" and not marker.exists():
        marker.touch()
        raise RuntimeError("the database is away")
    log({"event": type(event).__name__, "product": event.product_id})


def webhooks_of(kind: type[Receiver[Any]] | type[AsyncReceiver[Any]]) -> Mapping[str, Webhooks]:
    """
    Two streams: one with running numbers, one with a signature.
    """
    store = store_of("-webhooks", None)
    return {
        "banksapi": Webhooks(
            receiver=kind(banksapi.NOTIFICATIONS, store=store, stream="banksapi"),
            handlers={
                BalanceNotification: balance_changed,
                UnknownNotification: lambda event: log({"event": f"unknown {event.kind}"}),
            },
            on_resync=lambda received: log({"missing": list(received.gaps)}),
        ),
        "bankimport": Webhooks(
            receiver=kind(bankimport.NOTIFICATIONS, store=store, stream="bank", secret="shared"),
            handlers={dict: lambda event: log({"event": sorted(event)})},
        ),
    }


def started(new: Any, client: Any, query: Mapping[str, str]) -> Work[None]:
    """
    Start what a query asks for.
    """
    return calls.started(new, client, query, CONFIG["known"]["banksapi_demo_provider"])


def name_of(query: Mapping[str, str]) -> str:
    """
    What is stored of a query in the name of a flow.
    """
    if CONFIG.get("types_login"):
        return query["api"]  # the application keeps no login data
    return f"{query['api']}:{query.get('login', 'demo_all_methods')}"
