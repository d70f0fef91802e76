"""
BANKSapi in the box: tokens, users and who may do what.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from kontokit_sandbox import Sandbox
from kontokit_sandbox.banksapi import TENANT, USER_NAME, USER_PASSWORD
from tests.support.banksapi_customers import (
    BASIC,
    USERS,
    Caller,
    Customer,
    client_of,
    customer_of,
    token,
)
from tests.support.raw_http import send_raw

NEW = {"username": "kunde-4711", "password": "Geheim-2024"}


def test_client_token_lives_a_day_in_berlin_time(sandbox: Sandbox) -> None:
    """
    The end of a token is local time of Berlin, 24 hours ahead.
    """
    found = token(sandbox, grant_type="client_credentials").json
    end = datetime.fromisoformat(found["validTo"]).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    left = end - datetime.now(ZoneInfo("Europe/Berlin"))
    assert timedelta(hours=22, minutes=59) < left <= timedelta(hours=25)
    assert UUID(found["access_token"]).version == 4
    assert (found["tenant"], found["token_type"]) == (TENANT, "Bearer")
    assert "user" not in found


def test_user_token_names_its_user(sandbox: Sandbox) -> None:
    """
    A user token tells the user's id and name.
    """
    found = token(sandbox, grant_type="password", username=USER_NAME, password=USER_PASSWORD).json
    assert UUID(found["user"])
    assert found["additionalData"] == {"username": USER_NAME}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"grant_type": "password", "username": USER_NAME, "password": "falsch"}, 400),
        ({"grant_type": "password", "username": USER_NAME}, 400),
        ({"grant_type": "refresh_token"}, 400),
        ({"grant_type": "implicit"}, 400),
        ({"grant_type": "client_credentials", "scope": "everything"}, 400),
    ],
)
def test_wrong_token_request_is_refused(
    sandbox: Sandbox, form: dict[str, str], status: int
) -> None:
    """
    A wrong password is 400, as RFC 6749 has it, and so is what makes no sense.
    """
    assert token(sandbox, **form).status == status


@pytest.mark.parametrize("header", [None, "Basic bm9ib2R5OndybyBuZw==", "Bearer x", "Basic ?"])
def test_wrong_client_gets_no_token(sandbox: Sandbox, header: str | None) -> None:
    """
    Only the client's own Basic authentication opens the token endpoint.
    """
    headers = {} if header is None else {"Authorization": header}
    url = f"{sandbox.url('banksapi')}/auth/oauth2/token"
    form = {"grant_type": "client_credentials"}
    assert send_raw("POST", url, headers=headers, form=form).status == 401


def test_reduced_scope_is_reported(sandbox: Sandbox) -> None:
    """
    A token with fewer scopes says so.
    """
    scope = "http://banksapi.io/provider/read"
    assert token(sandbox, grant_type="client_credentials", scope=scope).json["scope"] == scope


def test_revoked_token_is_worthless(sandbox: Sandbox, client: Caller) -> None:
    """
    After the revocation the token is answered 403, and revoking it once more changes nothing.
    """
    value = client.headers["Authorization"].removeprefix("Bearer ")
    basic = Caller(sandbox, BASIC)
    assert basic.get(f"/auth/oauth2/introspect?token={value}")["access_token"] == value
    assert basic.call("POST", "/auth/oauth2/revoke", form={"token": value}).status == 200
    assert client.call("GET", USERS).status == 403
    assert basic.call("GET", f"/auth/oauth2/introspect?token={value}").status == 403
    assert basic.call("POST", "/auth/oauth2/revoke", form={"token": value}).status == 200


def test_introspection_agrees_with_the_token_endpoint(sandbox: Sandbox) -> None:
    """
    A valid token is described as it was when it was given out, its end in Berlin time included.
    """
    given = token(sandbox, grant_type="password", username=USER_NAME, password=USER_PASSWORD).json
    path = f"/auth/oauth2/introspect?token={given['access_token']}"
    assert Caller(sandbox, BASIC).get(path) == given


@pytest.mark.parametrize(
    ("authorization", "query", "status"),
    [
        (BASIC, "", 400),
        (BASIC, "?token=", 403),
        (BASIC, "?token=unknown", 403),
        (None, "?token=unknown", 401),
        ("Basic bm9ib2R5OndybyBuZw==", "?token=unknown", 401),
        ("Basic bm9ib2R5OndybyBuZw==", "", 401),
    ],
)
def test_faulty_introspection_is_refused(
    sandbox: Sandbox, authorization: str | None, query: str, status: int
) -> None:
    """
    A missing parameter is 400, a wrong client 401, and a token that is worthless 403.
    """
    reply = Caller(sandbox, authorization).call("GET", f"/auth/oauth2/introspect{query}")
    assert reply.status == status


def test_introspection_knows_when_a_token_has_ended(sandbox: Sandbox, customer: Customer) -> None:
    """
    A 403 for a lack of rights leaves the token valid, one for its end does not.
    """
    value = customer.headers["Authorization"].removeprefix("Bearer ")
    introspection = f"/auth/oauth2/introspect?token={value}"
    basic = Caller(sandbox, BASIC)
    assert customer.call("GET", USERS).status == 403
    assert basic.call("GET", introspection).status == 200
    sandbox.advance(timedelta(hours=24))
    assert customer.call("GET", USERS).status == 403
    assert basic.call("GET", introspection).status == 403


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (None, 401),
        ("", 401),
        ("Bearer", 401),
        ("Bearer ", 401),
        (BASIC, 401),
        ("Bearer unknown", 403),
        ("bearer unknown", 403),
    ],
)
@pytest.mark.parametrize("path", ["/customer/v2", "/ai/v1/contracts", "/tags/v1/tag-trees/"])
def test_missing_and_invalid_tokens_are_distinguished(
    sandbox: Sandbox, path: str, authorization: str | None, status: int
) -> None:
    """
    Without a bearer token the answer is 401, with an unknown one 403, on linked pages too.
    """
    assert Caller(sandbox, authorization).call("GET", path).status == status


def test_token_life_can_be_set(sandbox: Sandbox, client: Caller) -> None:
    """
    Tokens made from then on end on request, earlier ones keep their end, and a reset takes it back.
    """
    sandbox.set_token_life(timedelta(seconds=90))
    customer = customer_of(sandbox)
    given = token(sandbox, grant_type="client_credentials").json
    end = datetime.fromisoformat(given["validTo"]).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert timedelta() < end - datetime.now(ZoneInfo("Europe/Berlin")) <= timedelta(seconds=90)
    assert customer.call("GET", "/customer/v2").status == 200
    sandbox.advance(timedelta(seconds=91))
    assert customer.call("GET", "/customer/v2").status == 403
    assert client.call("GET", USERS).status == 200
    sandbox.reset()
    fresh = client_of(sandbox)
    sandbox.advance(timedelta(hours=23))
    assert fresh.call("GET", USERS).status == 200


def test_token_may_be_dead_on_arrival(sandbox: Sandbox) -> None:
    """
    With a life of nothing every new token has ended before it is used.
    """
    sandbox.set_token_life(timedelta())
    assert client_of(sandbox).call("GET", USERS).status == 403


def test_token_life_needs_a_running_sandbox() -> None:
    """
    Before the start there is nothing whose tokens could live.
    """
    with pytest.raises(RuntimeError, match="not running"):
        Sandbox().set_token_life(timedelta(seconds=1))


def test_token_ends_after_a_day(sandbox: Sandbox, client: Caller) -> None:
    """
    A token that is older than its life is answered 403.
    """
    assert client.call("GET", USERS).status == 200
    sandbox.advance(timedelta(hours=24))
    assert client.call("GET", USERS).status == 403


def test_levels_of_tokens_are_kept_apart(client: Caller, customer: Customer) -> None:
    """
    A client token cannot read a user's data, and a user token cannot manage users.
    """
    assert client.call("GET", "/customer/v2").status == 403
    assert customer.call("GET", USERS).status == 403


def test_correlation_id_is_given_back_or_made(client: Caller) -> None:
    """
    Every answer carries a correlation id, the caller's where there is one.
    """
    reply = client.call("GET", USERS, headers={"X-Correlation-ID": "my-own-id"})
    assert reply.headers["x-correlation-id"] == "my-own-id"
    assert client.call("GET", "/nowhere").headers["x-correlation-id"]


def test_life_of_a_user(sandbox: Sandbox, client: Caller) -> None:
    """
    A user is created, signs in, is deactivated, reactivated and finally deleted.
    """
    created = client.call("POST", USERS, NEW)
    assert (created.status, created.body) == (201, b"")
    path = created.headers["location"].removeprefix(client.url)
    assert client.get(path)["username"] == "kunde-4711"
    assert customer_of(sandbox, *NEW.values()).call("GET", "/customer/v2").status == 200
    assert client.call("DELETE", path).status == 405
    assert client.call("PUT", f"{path}/deactivate").status == 200
    assert token(sandbox, grant_type="password", **NEW).status == 400
    assert client.call("GET", path).status == 404
    again = {"username": "kunde-4711", "password": "Anders-2025"}
    assert client.call("POST", f"{path}/reactivate", again).status == 200
    assert token(sandbox, grant_type="password", **again).status == 200
    assert client.call("PUT", f"{path}/deactivate").status == 200
    assert client.call("DELETE", path).status == 200
    assert client.call("PUT", f"{path}/deactivate").status == 404


def test_deactivation_ends_the_tokens_of_the_user(client: Caller, customer: Customer) -> None:
    """
    A deactivated user is signed out everywhere.
    """
    user = client.get(USERS)[0]["userReference"]
    assert client.call("PUT", f"{USERS}/{user}/deactivate").status == 200
    assert customer.call("GET", "/customer/v2").status == 403


def test_inactive_users_are_listed_on_demand(client: Caller) -> None:
    """
    A deactivated user is shown only when asked for.
    """
    path = f"{USERS}/{USER_NAME}/deactivate?reftype=username"
    assert client.call("PUT", path).status == 200
    assert client.get(USERS) == []
    assert len(client.get(f"{USERS}?includeInactive=true")) == 1


def test_user_name_is_taken_once(client: Caller) -> None:
    """
    A name that someone has is a conflict, on creation and on change.
    """
    assert client.call("POST", USERS, NEW).status == 201
    assert client.call("POST", USERS, NEW).status == 409
    path = f"{USERS}/{USER_NAME}?reftype=username"
    assert client.call("PUT", path, {"username": "kunde-4711"}).status == 409
    assert client.call("PUT", path, {"username": "erika.muster"}).status == 200


@pytest.mark.parametrize("password", ["kurz-1", "nurbuchstaben", "1234567890", "a123456789"])
def test_weak_password_is_refused(client: Caller, password: str) -> None:
    """
    A password needs ten characters, two of them letters and two of them others.
    """
    reply = client.call("POST", USERS, {"username": "neu", "password": password})
    assert reply.status == 400


def test_foreign_tenant_is_not_found(client: Caller) -> None:
    """
    Users of another tenant do not exist for the client.
    """
    assert client.call("GET", "/auth/mgmt/v1/tenants/other/users").status == 404
    assert [one["name"] for one in client.get("/auth/mgmt/v1/tenants")] == [TENANT]


def test_hello_needs_no_credentials(sandbox: Sandbox) -> None:
    """
    The greeting is answered without any token.
    """
    assert Caller(sandbox, None).call("GET", "/hello/").status == 200


def test_providers_can_be_read_with_either_token(sandbox: Sandbox, customer: Customer) -> None:
    """
    Client and user both see the demo provider with its login fields.
    """
    for caller in (client_of(sandbox), customer):
        found = caller.get("/providers/v2/00000000-0000-0000-0000-000000000000")
        assert found["name"] == "Demo Provider"
        fields = found["authenticationInfo"]["fields"]
        assert [one["fieldkey"] for one in fields] == ["userid", "pin"]


def test_core_data_are_filtered_by_capability(client: Caller) -> None:
    """
    Only providers that can deliver it are listed.
    """
    found = client.get("/providers/v2/coredata?capability=BAUSPAR")
    assert [one["name"] for one in found] == ["Musterbank München"]
    assert len(client.get("/providers/v2/coredata")) == len(client.get("/providers/v2")) == 3


def test_only_one_provider_speaks_ebics(client: Caller) -> None:
    """
    Providers without EBICS are answered 404.
    """
    answers = [
        client.call("GET", f"/providers/v2/{one['id']}/ebics").status
        for one in client.get("/providers/v2")
    ]
    assert sorted(answers) == [200, 404, 404]
