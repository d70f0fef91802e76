"""
The index from the provider's ids to flows.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from kontokit.sca.errors import RecordRefusedError
from kontokit.sca.records.references import flow_id_in, reference_key, with_flow
from tests.support.flow_states import AT

LATER = AT + timedelta(seconds=1)


def test_a_key_is_a_digest_of_all_that_it_depends_on() -> None:
    """
    It is short and plain whatever the id is, and differs for APIs and servers.
    """
    texts = [("a", "b", "c"), ("a", "b", "C"), ("a", "x", "c"), ("x", "b", "c"), ("ab", "", "c")]
    keys = {reference_key(*text) for text in texts}
    assert len(keys) == len(texts)
    assert {len(key) for key in keys} == {72}
    assert reference_key("a", "b", " c\n") == reference_key("a", "b", "c")
    assert reference_key("a", "b", "ü\ud800 /..").isascii()


def test_the_newer_flow_replaces_the_older_one_only() -> None:
    """
    A flow that was begun earlier does not come back by saving again.
    """
    first = with_flow(None, "", "one", AT)
    assert flow_id_in(first) == "one"
    second = with_flow(first, "", "two", LATER)
    assert second is not None
    assert flow_id_in(second) == "two"
    assert with_flow(second, "", "one", AT) is None
    assert with_flow(second, "", "two", LATER) == second


def test_ids_of_two_kinds_are_told_apart() -> None:
    """
    A payment and a standing order may have the same number: nobody guesses which one is meant.
    """
    first = with_flow(None, "paymentId", "one", AT)
    both = with_flow(first, "standingOrderId", "two", AT)
    with pytest.raises(RecordRefusedError, match="'one', 'two'"):
        flow_id_in(both)
    assert flow_id_in(with_flow(first, "other", "one", AT)) == "one"


@pytest.mark.parametrize(
    "garbage",
    [None, b"", b"[]", b"x", b"\xff", b'{"": 1}', b'{"": ["a"]}', b'{"": [1, "x"]}'],
)
def test_what_is_no_entry_has_no_flow(garbage: bytes | None) -> None:
    """
    It is replaced by the next flow.
    """
    with pytest.raises(RecordRefusedError, match="no flow for this reference"):
        flow_id_in(garbage)
    entry = with_flow(garbage, "", "one", AT)
    assert entry is not None
    assert json.loads(entry) == {"": ["one", AT.isoformat()]}
