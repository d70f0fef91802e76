"""
Exceptions: one family, pickled without losing facts, and complete in themselves.
"""

from __future__ import annotations

import pickle
import traceback

import pytest

import kontokit
from kontokit import (
    KontokitError,
    ResponseError,
    ServerError,
    StatusError,
    SyncClient,
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
        assert vars(again).keys() == vars(caught.value).keys()
        assert (again.status_code, again.body) == (status, b"{}")


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
