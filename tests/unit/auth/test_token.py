"""
Token records: what a store gives back is what went in, or it is refused.
"""

from __future__ import annotations

import attrs
import pytest

from kontokit import (
    RecordUnreadableError,
)
from kontokit.auth.token import Refusal, Token, from_record, to_record
from tests.support.token_refresh import (
    GRANT,
    NOW,
    RefreshRun,
    token_of,
)


@pytest.mark.parametrize("record", [b"", b"{}", b'{"kind":"token"}', b"\xff", b'{"kind":"x"}'])
def test_a_record_of_something_else_is_refused(record: bytes) -> None:
    """
    What is no token names its key and shows nothing.
    """
    walk = RefreshRun()
    walk.kept = record
    with pytest.raises(RecordUnreadableError, match=GRANT.key):
        walk.run()


def test_token_records_survive_the_round_trip() -> None:
    """
    Tokens and refusals survive the store, and the record is all that is needed.
    """
    found: list[Token | Refusal] = [
        token_of("a", refresh="b"),
        attrs.evolve(token_of("a"), ends=None, margin=5.0),
        Refusal(at=NOW),
        Refusal(at=NOW, code="invalid_grant", request_id="r-1"),
    ]
    for kept in found:
        assert from_record(to_record(kept), "key") == kept
