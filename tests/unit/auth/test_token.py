"""
Token records: what a store gives back is what went in, or it is refused.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from kontokit import RecordUnreadableError, RefreshToken
from kontokit.auth.credentials import UserSignIn
from kontokit.auth.token import Refusal, Token, cached, from_record, to_record
from kontokit.core.clock import Moment
from tests.support.token_refresh import GRANT, NOW, USER, RefreshRun, token_of


@pytest.mark.parametrize("record", [b"", b"{}", b'{"kind":"token"}', b"\xff", b'{"kind":"x"}'])
def test_a_record_of_something_else_is_refused(record: bytes) -> None:
    """
    What is no token names its key and shows nothing.
    """
    walk = RefreshRun()
    walk.kept = record
    with pytest.raises(RecordUnreadableError, match=GRANT.key):
        walk.run()


@pytest.mark.parametrize(
    "change",
    [{"access": "a\r\nb"}, {"access": ""}, {"margin": 61.0}, {"margin": -1.0}],
    ids=lambda change: next(iter(change)),
)
def test_a_record_of_a_token_that_cannot_be_used_is_refused(change: dict[str, Any]) -> None:
    """
    Whoever can write to the store adds no header to a request, and stretches no token beyond its
    end.
    """
    record = {**json.loads(to_record(token_of("a"))), **change}
    with pytest.raises(RecordUnreadableError, match="under the-key"):
        from_record(json.dumps(record).encode(), "the-key")


def test_token_records_survive_the_round_trip() -> None:
    """
    Tokens and refusals survive the store, and the record is all that is needed.
    """
    found: list[Token | Refusal] = [
        token_of("a", refresh="b"),
        structs.replace(token_of("a"), ends=None, margin=5.0),
        structs.replace(token_of("a"), ends=None, margin=0.0),
        Refusal(at=NOW),
        Refusal(at=NOW, code="invalid_grant", request_id="r-1"),
    ]
    for kept in found:
        assert from_record(to_record(kept), "key") == kept


@pytest.mark.parametrize(
    ("user", "key"),
    [
        (None, "token:06706d5449962577ff10bcec37a0081b37cd3f8f5330412af2beec82dbecfb99"),
        (USER, "token:443022a8bfaaa9d767db7aad88134f4a7777f95417b372539931c2d2c38eec70"),
        (
            RefreshToken("refresh"),
            "token:642cf0909789b338c58b5eee93235b2c283bdcb78fbb218e330f5e093be26058",
        ),
    ],
    ids=["client", "password", "refresh"],
)
def test_tokens_are_found_by_later_versions(user: UserSignIn | None, key: str) -> None:
    """
    The key in a store stays the same, or an update would lose rotated refresh tokens: their users
    would be signed out.
    """
    assert structs.replace(GRANT, user=user).key == key


def test_a_token_without_an_end_never_has_to_be_renewed() -> None:
    """
    By neither clock.
    """
    token = structs.replace(token_of("a"), ends=None)
    held = cached(token, Moment(time=NOW, steady=0.0))
    assert held.is_fresh(Moment(time=NOW + timedelta(days=36_500), steady=3e9))
