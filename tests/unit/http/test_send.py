"""
What is logged: the fields on a list, for every request, and nothing else.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest

from kontokit import KontokitError
from kontokit.http.send import FIELDS
from tests.support.bank import Bank
from tests.support.clients import AnyClient
from tests.support.shapes import GET_ACCESS


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Any:
    """
    Everything that this library logs.
    """
    caplog.set_level(logging.DEBUG, "kontokit")
    return caplog


def _records(heard: Any) -> list[Any]:
    return [record for record in heard.records if record.name == "kontokit"]


def test_every_request_is_logged_with_the_listed_fields(
    bank: Bank, any_client: AnyClient, heard: Any
) -> None:
    """
    One record for one request, with exactly the fields that may be there.
    """
    bank.says('{"id":"geheim","betrag":1}')
    any_client.call(GET_ACCESS, {"access_id": "geheime-nummer"})
    (record,) = _records(heard)
    assert tuple(record.kontokit) == FIELDS
    assert record.kontokit["operation"] == GET_ACCESS.id
    assert record.kontokit["status"] == 200
    assert record.kontokit["outcome"] == "answered"
    assert record.kontokit["correlation_id"]
    assert "geheim" not in f"{record.getMessage()}{vars(record)}"


def test_a_failure_is_logged_by_its_class(bank: Bank, any_client: AnyClient, heard: Any) -> None:
    """
    No words of an error are logged, only its kind.
    """
    bank.writes(b"")
    any_client.settings["max_retries"] = 0
    with pytest.raises(KontokitError):
        any_client.call(GET_ACCESS, {"access_id": "geheime-nummer"})
    (record,) = _records(heard)
    assert record.kontokit["status"] is None
    assert record.kontokit["outcome"] == "ConnectionLostError"
    assert "geheim" not in f"{record.getMessage()}{vars(record)}"


def test_nothing_is_logged_without_a_handler(
    bank: Bank, any_client: AnyClient, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Above DEBUG this library is silent.
    """
    caplog.set_level(logging.INFO)
    bank.says('{"id":"1","betrag":1}')
    any_client.call(GET_ACCESS, {"access_id": "1"})
    assert _records(caplog) == []
