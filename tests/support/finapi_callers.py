"""
Callers of finAPI in the box: the user and the mandator admin, and a first bank connection.
"""

from __future__ import annotations

from typing import Any

from kontokit_sandbox import Sandbox
from kontokit_sandbox.sandbox import Api
from tests.support.raw_http import Reply, send_raw

LOGIN = [
    {"label": "Onlinebanking-ID", "value": "demo_no_msa"},
    {"label": "PIN", "value": "demo_no_msa"},
]


class Caller:
    """
    Calls one of the APIs with a token of Access.
    """

    def __init__(self, sandbox: Sandbox, api: Api, token: str) -> None:
        self.url = sandbox.url(api)
        self.headers = {"Authorization": f"Bearer {token}"}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return send_raw(method, self.url + path, headers={**self.headers, **more}, json_body=body)

    def get(self, path: str) -> Any:
        reply = self.call("GET", path)
        assert reply.status == 200, reply.body
        return reply.json


def token(sandbox: Sandbox, **form: str) -> str:
    url = f"{sandbox.url('finapi_access')}/api/v2/oauth/token"
    reply = send_raw("POST", url, form=form)
    assert reply.status == 200, reply.body
    return str(reply.json["access_token"])


def user_of(sandbox: Sandbox, api: Api) -> Caller:
    """
    The user with a user token.
    """
    known = sandbox.credentials
    return Caller(
        sandbox,
        api,
        token(
            sandbox,
            grant_type="password",
            client_id=known.finapi_client,
            client_secret=known.finapi_client_secret,
            username=known.finapi_user,
            password=known.finapi_password,
        ),
    )


def admin_of(sandbox: Sandbox, api: Api) -> Caller:
    """
    The mandator admin.
    """
    known = sandbox.credentials
    return Caller(
        sandbox,
        api,
        token(
            sandbox,
            grant_type="client_credentials",
            client_id=known.finapi_admin,
            client_secret=known.finapi_admin_secret,
        ),
    )


def demo_connection(access: Caller, login: list[dict[str, str]] = LOGIN) -> Any:
    """
    Import the test bank with a login that wants no SCA, and wait until everything is there.
    """
    body = {
        "bankId": 280001,
        "bankingInterface": "XS2A",
        "loginCredentials": login,
        "storeSecrets": True,
    }
    reply = access.call("POST", "/api/v2/bankConnections/import", body)
    assert reply.status == 201, reply.body
    for _ in range(3):
        connection = access.get(f"/api/v2/bankConnections/{reply.json['id']}")
        if connection["updateStatus"] == "READY":
            return connection
    raise AssertionError("the connection is never ready")
