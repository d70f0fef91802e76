"""
Flows as the text that a store keeps.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit.sca.records.plain import as_plain
from kontokit.sca.records.text import record_text
from kontokit.sca.state.flow_limits import FlowLimits
from kontokit.sca.state.flow_state import Confirmation, FlowState, Shown
from kontokit.sca.steps import Choice, Contradiction
from tests.support.flow_states import AT, PAYEE, all_kinds

TWICE = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)


def by_json(flow: FlowState) -> bytes:
    record = {"version": 1, **as_plain(flow)}
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode()


def test_flows_are_written_as_json_writes_them() -> None:
    """
    Byte for byte, in all states: seals are made of these bytes, also by older versions.
    """
    limits = FlowLimits(shortest_pause=0.00001, quiet_time=1 / 3, page=86_400.0)
    more: dict[str, Any] = {
        "offer": (Choice(id="1", name="pushTAN", since=AT, until=TWICE),),
        "contradictions": (Contradiction(at=AT, known="sent", said="gone"),),
        "confirmations": (Confirmation(payee=PAYEE, name_shown="Jörg", at=TWICE),),
    }
    for flow in all_kinds():
        assert record_text(flow, 1) == by_json(flow)
        for changed in (
            attrs.evolve(flow, deadline=TWICE, look_at=AT, returns_after=AT, flow_limits=limits),
            attrs.evolve(flow, approvable_until=AT, bookings_read_at=TWICE, **more),
        ):
            assert record_text(changed, 1) == by_json(changed)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(text=st.text(st.characters(exclude_categories=())), number=st.integers(-(10**30), 10**30))
def test_texts_of_any_characters_are_written_as_json_writes_them(text: str, number: int) -> None:
    """
    Control characters, those beyond ASCII, and halves of surrogate pairs are escaped alike.
    """
    flow = next(iter(all_kinds()))
    request = attrs.evolve(flow.request, body={text: [text, number, None, True]})
    changed = attrs.evolve(flow, request=request, shown=Shown(text=text, pictures=(text,)))
    assert record_text(changed, 1) == by_json(changed)


def test_del_and_letters_beyond_ascii_are_escaped() -> None:
    """
    These are the ones in which the two encoders differ.
    """
    flow = attrs.evolve(next(iter(all_kinds())), text="\x7fÜ\U0001f511")
    text = record_text(flow, 1)
    assert text.isascii()
    assert rb'"text":"\u007f\u00dc\ud83d\udd11"' in text
