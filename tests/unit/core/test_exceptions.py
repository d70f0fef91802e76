"""
Exceptions: one family, pickled without losing facts, and complete in themselves.
"""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest

import kontokit
from kontokit import (
    KontokitError,
    ResponseError,
    Secret,
    ServerError,
    StatusError,
    SyncClient,
    WebFormRequiredError,
)
from tests.support.bank import Bank
from tests.support.shapes import (
    GET_ACCESS,
)

ONE = {"access_id": "1"}


def test_errors_pickle_without_losing_their_facts(bank: Bank, client: SyncClient) -> None:
    """
    An error that crossed a process border still has class, status, body and text.
    """
    cases: list[tuple[int, dict[str, str]]] = [
        (404, {}),
        (429, {"Retry_After": "3"}),
        (451, {"Location": "https://x.example/"}),
    ]
    for status, headers in cases:
        bank.says("{}", status=status, **headers)
        with pytest.raises(StatusError) as caught:
            client.call(GET_ACCESS, ONE)
        again = pickle.loads(pickle.dumps(caught.value))
        assert type(again) is type(caught.value)
        assert str(again) == str(caught.value)
        assert {"_hidden", "_url", *vars(again)} == {"_hidden", "_url", *vars(caught.value)}
        assert (again.status_code, again.body) == (status, b"{}")


def test_private_headers_are_secret_in_an_error(bank: Bank, client: SyncClient) -> None:
    """
    A cookie, a location and a token are ``Secret`` and stay in this process; what says why a call
    failed is plain. A copy in this process keeps both, and the web form's address.
    """
    private = {"Location": "https://x.example/s3cr3t", "Set_Cookie": "s=s3cr3t", "X_Auth": "s3cr3t"}
    bank.says("{}", status=451, **private, X_Request_Id="r-1", WWW_Authenticate="Bearer")
    with pytest.raises(WebFormRequiredError) as caught:
        client.call(GET_ACCESS, ONE)
    error = caught.value
    for name in ("Location", "set-cookie", "X-AUTH"):
        value = error.headers[name]
        assert isinstance(value, Secret)
        assert "s3cr3t" in value.reveal()
        assert name in error.headers
    assert error.headers["x-request-id"] == "r-1"
    assert error.headers["www-authenticate"] == "Bearer"
    assert "location" in list(error.headers)
    assert len(error.headers) == len(list(error.headers))
    shown = f"{error.headers!r} {dict(error.headers)} {vars(error)} {error.http}"
    assert "s3cr3t" not in shown
    assert b"s3cr3t" not in pickle.dumps(error)
    assert pickle.loads(pickle.dumps(error)).url == ""
    assert error.url.endswith("s3cr3t")
    for again in (copy.copy(error), copy.deepcopy(error)):
        assert again.url == error.url
        assert again.headers["location"] == error.headers["location"]


def test_errors_stand_alone(bank: Bank, client: SyncClient) -> None:
    """
    No error drags another one behind it, so a traceback is short and free of foreign objects.
    """
    for body, status in [("{", 200), ("", 200), ("{}", 500)]:
        bank.says(body, status=status)
        with pytest.raises(ResponseError) as caught:
            client.call(GET_ACCESS, ONE)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None
        assert "httpx" not in "".join(traceback.format_exception(caught.value))


def test_every_error_is_in_the_family() -> None:
    """
    One except clause catches whatever this library raises.
    """
    from kontokit.core import exceptions

    found = [item for item in vars(exceptions).values() if isinstance(item, type)]
    kinds = [k for k in found if issubclass(k, Exception) and not issubclass(k, Warning)]
    assert len(kinds) > 30
    assert all(issubclass(kind, KontokitError) for kind in kinds)
    assert all(kind.__name__ in (exceptions.__doc__ or "") for kind in kinds)
    assert issubclass(kontokit.GatewayTimeoutError, ServerError)
