"""
Tokens, users and stored credentials of finAPI in the box, where its document is strict.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta
from hashlib import pbkdf2_hmac
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from kontokit_sandbox import Sandbox
from tests.support.finapi_callers import LOGIN, Caller, demo_connection, token, user_of
from tests.support.raw_http import Reply, send_raw


def _client(sandbox: Sandbox) -> Caller:
    known = sandbox.credentials
    given = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    value = token(sandbox, grant_type="client_credentials", **given)
    return Caller(sandbox, "finapi_access", value)


def _ask_token(sandbox: Sandbox, **form: str) -> Reply:
    known = sandbox.credentials
    given = {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}
    url = f"{sandbox.url('finapi_access')}/api/v2/oauth/token"
    return send_raw("POST", url, form={**given, **form})


def _signed_in(sandbox: Sandbox) -> Any:
    known = sandbox.credentials
    login = {"username": known.finapi_user, "password": known.finapi_password}
    reply = _ask_token(sandbox, grant_type="password", **login)
    assert reply.status == 200, reply.body
    return reply.json


def test_a_refresh_token_ends_when_the_configuration_says_so(sandbox: Sandbox) -> None:
    """
    A refresh token lives as long as the configuration says, and refreshing does not prolong it.
    """
    edited = _client(sandbox).call(
        "PATCH", "/api/v2/clientConfiguration", {"refreshTokensValidityPeriod": 7200}
    )
    assert edited.status == 200
    refresh = _signed_in(sandbox)["refresh_token"]
    sandbox.advance(timedelta(seconds=7100))
    renewed = _ask_token(sandbox, grant_type="refresh_token", refresh_token=refresh)
    assert renewed.status == 200
    sandbox.advance(timedelta(seconds=200))
    refused = _ask_token(sandbox, grant_type="refresh_token", refresh_token=refresh)
    assert (refused.status, refused.json["error"]) == (401, "invalid_grant")


def test_a_login_does_not_give_an_ended_refresh_token(sandbox: Sandbox) -> None:
    """
    Signing in after the refresh token has ended gives a new one, though the access token lives.
    """
    settings = {"refreshTokensValidityPeriod": 60}
    assert _client(sandbox).call("PATCH", "/api/v2/clientConfiguration", settings).status == 200
    first = _signed_in(sandbox)
    sandbox.advance(timedelta(seconds=61))
    second = _signed_in(sandbox)
    assert second["refresh_token"] != first["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": second["refresh_token"]}
    assert _ask_token(sandbox, **form).status == 200


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("userAccessTokensValidityPeriod", 59, 60),
        ("clientAccessTokensValidityPeriod", -1, 0),
        ("refreshTokensValidityPeriod", 1, 0),
        ("userNotificationCallbackUrl", f"https://a.example/{'a' * 500}", ""),
        ("userSynchronizationCallbackUrl", f"https://a.example/{'a' * 500}", "https://a.example"),
    ],
)
def test_a_setting_out_of_range_changes_nothing(
    sandbox: Sandbox, name: str, wrong: Any, right: Any
) -> None:
    """
    A setting out of its range is 400 and none of the body is taken over; the limits are allowed.
    """
    client, path = _client(sandbox), "/api/v2/clientConfiguration"
    before = client.get(path)
    refused = client.call("PATCH", path, {"betaBanksEnabled": True, name: wrong})
    assert (refused.status, refused.json["errors"][0]["code"]) == (400, "ILLEGAL_FIELD_VALUE")
    assert client.get(path) == before
    assert client.call("PATCH", path, {name: right}).json[name] == right


def test_a_failed_password_change_keeps_its_token(sandbox: Sandbox) -> None:
    """
    A token that was sent for the wrong user still changes the password of the right one.
    """
    client, change = _client(sandbox), "/api/v2/users/executePasswordChange"
    assert client.call("POST", "/api/v2/users", {"id": "bert"}).status == 201
    asked = client.call("POST", "/api/v2/users/requestPasswordChange", {"userId": "erika"})
    plain = _decrypted(asked.json["passwordChangeToken"], sandbox)
    body = {"password": "Neues-Wort-2025", "passwordChangeToken": plain}
    assert client.call("POST", change, {"userId": "bert", **body}).status == 404
    assert client.call("POST", change, {"userId": "erika", **body}).status == 200
    assert client.call("POST", change, {"userId": "erika", **body}).status == 404


def test_stored_credentials_work_in_any_order(sandbox: Sandbox) -> None:
    """
    Stored credentials open an update and a payment also where the PIN was entered first.
    """
    user = user_of(sandbox, "finapi_access")
    connection = demo_connection(user, LOGIN[::-1])
    labels = [one["label"] for one in connection["interfaces"][0]["loginCredentials"]]
    assert labels == ["Onlinebanking-ID", "PIN"]
    where = {"bankConnectionId": connection["id"], "bankingInterface": "XS2A"}
    assert user.call("POST", "/api/v2/bankConnections/update", where).status == 200
    sandbox.advance(timedelta(seconds=1))
    transfer = {
        "accountId": connection["accountIds"][0],
        "moneyTransfers": [
            {
                "counterpartName": "Otto Beispiel",
                "counterpartIban": "DE89370400440532013000",
                "amount": 1,
            }
        ],
    }
    made = user.call("POST", "/api/v2/payments/moneyTransfers", transfer)
    assert made.status == 201, made.body
    order = {"paymentId": made.json["id"], "bankingInterface": "XS2A"}
    submitted = user.call("POST", "/api/v2/payments/submit", order)
    assert submitted.status == 200, submitted.body


def _decrypted(text: str, sandbox: Sandbox) -> str:
    key = sandbox.credentials.finapi_data_decryption_key
    salt = bytes.fromhex(key)
    derived = pbkdf2_hmac("sha1", key.encode(), salt, 1000, dklen=16)
    decryptor = Cipher(AES(derived), CBC(salt)).decryptor()
    padded = decryptor.update(b64decode(text)) + decryptor.finalize()
    return padded[: -padded[-1]].decode()
