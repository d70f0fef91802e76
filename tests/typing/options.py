"""
What type checkers must see of options; read by mypy and pyright, never run.
"""

from typing import assert_type

from kontokit import (
    UNSET,
    AsyncMiddleware,
    CallOptions,
    CallOptionsDict,
    Deviation,
    EndUser,
    Middleware,
    Response,
    Retries,
    Secret,
    Timeouts,
    UnreadableRow,
)
from kontokit.sca import Flow
from kontokit_bankimport import Bankimport
from kontokit_banksapi import AsyncBanksapi, Banksapi
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models

ERIKA = EndUser(ip_address="203.0.113.7", user_agent="Firefox", device_os="Android")


def taken(found: Deviation | UnreadableRow) -> None:
    assert_type(found.path, str)
    if isinstance(found, UnreadableRow):
        assert_type(found.deviation, Deviation)


def read(client: FinapiAccess) -> None:
    response = client.with_response(
        client.accounts.list, options={"on_deviation": taken, "strict": None}
    )
    assert_type(response.deviations, tuple[Deviation, ...])
    assert_type(response.unreadable, tuple[UnreadableRow, ...])
    assert_type(response.value.accounts[0].deviations, frozenset[str])
    CallOptions(on_deviation="collect", strict=True)


def clients() -> None:
    FinapiAccess(timeout=5, headers={"X-A": "1"}, end_user=ERIKA)
    FinapiAccess(timeout=2.5)
    FinapiAccess(timeout=Timeouts(read=5))
    FinapiAccess(max_retries=0, middleware=[Middleware()])
    AsyncFinapiAccess(
        max_retries=Retries(max_delay=30), middleware=[Middleware(), AsyncMiddleware()]
    )
    FinapiAccess(middleware=[AsyncMiddleware()])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    FinapiAccess(max_retries="2")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(FinapiAccess.from_env(timeout=5, end_user=ERIKA), FinapiAccess)
    assert_type(AsyncFinapiAccess.from_env(), AsyncFinapiAccess)
    FinapiAccess(on_deviation="collect", strict=False)
    AsyncFinapiAccess(on_deviation=taken).with_options(on_deviation=None, strict=True)
    FinapiAccess(on_deviation="ignore")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    FinapiAccess(timeout="5")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    FinapiAccess(timeouts=Timeouts())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    FinapiAccess.from_env(base_url="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    EndUser(user_agent="Firefox")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def other_options(client: FinapiAccess, waiting: AsyncFinapiAccess, plain: Bankimport) -> None:
    assert_type(client.with_options(timeout=5, user_token="t"), FinapiAccess)
    assert_type(client.with_options(user_token=None, end_user=None, headers=None), FinapiAccess)
    assert_type(client.with_options(timeout=UNSET), FinapiAccess)
    assert_type(client.with_options(max_retries=0, middleware=None), FinapiAccess)
    assert_type(waiting.with_options(end_user=ERIKA), AsyncFinapiAccess)
    assert_type(client.as_user("erika", "password", end_user=ERIKA), FinapiAccess)
    client.with_options(user_tokn="t")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.with_options(5)  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue]
    client.with_options(user_token=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    # This API has no arguments about the user who is present.
    plain.with_options(end_user=ERIKA)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def calls(client: FinapiAccess) -> None:
    assert_type(client.accounts.get(1, options={"timeout": 5}), models.Account)
    assert_type(client.accounts.get(1, options=CallOptions(timeout=5)), models.Account)
    options: CallOptionsDict = {
        "timeout": Timeouts(read=5),
        "correlation_id": "order-4711",
        "end_user": ERIKA,
        "extra_query": {"a": [1, "b"]},
        "extra_body": {"a": {"b": 1}},
        "extra_headers": {"X-Beta": "1", "X-Key": Secret("k")},
        "max_retries": 0,
    }
    assert_type(
        client.with_response(client.accounts.get, 1, options=options), Response[models.Account]
    )
    assert_type(
        client.with_response(client.accounts.get, 1, options={"timeout": 5}),
        Response[models.Account],
    )
    flow = client.sca.start(client.accounts.delete, 1, options={"timeout": 5})
    assert_type(flow, Flow[None])
    client.accounts.get(1, options={"timeuot": 5})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.accounts.get(1, options={"timeout": "5"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def links(client: Banksapi, access: object) -> None:
    client.follow(access, "self", options={"timeout": 5})
    client.follow(access, "get_issues", options=CallOptions(timeout=5))
    client.with_options(client_token="t", end_user=ERIKA)


async def requests(client: Banksapi, waiting: AsyncBanksapi) -> None:
    response = client.request("GET", "/new", query={"a": 1}, auth="client_token")
    response.value["any"]
    assert_type(response.request_id, str | None)
    response = await waiting.request("POST", "/new", body={"a": 1}, options={"timeout": 5})
    response.value["any"]
