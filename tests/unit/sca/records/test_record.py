"""
A flow that was written down is the same when it is read, or it is refused.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit.sca.errors import RecordRefusedError, WrongStepError
from kontokit.sca.records.record import (
    VERSION,
    Record,
    from_bytes,
    from_record,
    parsed,
    to_bytes,
    to_record,
)
from kontokit.sca.records.secret_slots import digest
from kontokit.sca.state.flow_state import Confirmation, FlowState, Shown
from kontokit.sca.state.transitions import apply_event
from kontokit.sca.state.views import next_step
from kontokit.sca.steps import (
    Challenge,
    Choice,
    ChooseMethod,
    Failed,
    PayeeCheck,
    State,
    Unsupported,
)
from tests.support.flow_states import (
    ASKED,
    AT,
    OFFER,
    PAYEE,
    PLANTED,
    all_kinds,
    begun,
    everything,
    in_state,
)

KEY = b"k" * 32
OTHER_KEY = b"K" * 32
ALTERED = "the record was altered, or signed with another record_key"
INCOMPLETE = "the record lacks a field, or holds a value of the wrong type"
PICTURES = Shown(
    text="Bitte TAN",
    label="photoTAN",
    codes=("0248",),
    pictures=("data:image/png;base64,iVBORw0KGgo=",),
    mime="image/png",
    documents=("JVBERi0=",),
)
FULL = attrs.evolve(
    in_state(State.METHOD),
    shown=PICTURES,
    links={"self": "/a"},
    references=("b", "a"),
    method="902",
    page="bank",
    digest="d" * 64,
    payee=PAYEE,
    confirmations=(Confirmation(payee=PAYEE, name_shown="Erika Muster", by="user-17", at=AT),),
    relations=("passkey", "self"),
    followed="passkey",
)


def through_json(record: Record) -> Record:
    found: Record = json.loads(json.dumps(record))
    return found


def resealed(record: Record, key: bytes | None = None) -> Record:
    rest = {name: value for name, value in record.items() if name != "seal"}
    return {**rest, "seal": digest(rest, key)}


def refusal_of(record: Any, key: bytes | None = None) -> str:
    with pytest.raises(RecordRefusedError) as caught:
        from_record(record, key)
    assert caught.value.__cause__ is None
    return str(caught.value)


def walks(events: list[str]) -> Iterator[FlowState]:
    """
    All flows of a walk; events that cannot happen are left out.
    """
    flow = begun()
    yield flow
    for name in events:
        try:
            flow = apply_event(flow, everything()[name])
        except WrongStepError:
            continue
        yield flow


WALKS = st.lists(st.sampled_from(["Sent start", "Sent look", *everything()]), max_size=25)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(events=WALKS, key=st.sampled_from([None, KEY]))
def test_every_flow_survives_the_round_trip_through_its_record(
    events: list[str], key: bytes | None
) -> None:
    """
    Whatever has happened, a record is plain JSON of few bytes without any secret, and gives the
    same flow, as does what a store keeps.
    """
    for flow in walks(events):
        record = to_record(flow, key)
        written = json.dumps(record)
        assert json.loads(written) == record
        assert from_record(json.loads(written), key) == flow
        assert from_bytes(to_bytes(flow, key), key) == flow
        assert len(written) <= 8 * 1024
        assert not any(word in f"{written}{flow!r}" for word in PLANTED)


def test_a_record_of_every_state_is_read() -> None:
    """
    Records of all states are read, also of flows with something on its way.
    """
    for flow in all_kinds():
        assert from_record(through_json(to_record(flow, KEY)), KEY) == flow


@settings(max_examples=200, derandomize=True, deadline=None)
@given(text=st.text(max_size=50), other=st.text(max_size=50), at=st.datetimes())
def test_whatever_a_bank_says_is_kept_as_it_is(text: str, other: str, at: datetime) -> None:
    """
    Texts of any characters and moments of any precision come back as they were.
    """
    moment = at.replace(tzinfo=UTC)
    flow = attrs.evolve(
        FULL, shown=Shown(text=text, label=other), text=other, deadline=moment, not_before=moment
    )
    assert from_record(through_json(to_record(flow))) == flow
    assert from_bytes(to_bytes(flow)) == flow


def test_moments_of_berlin_stay_the_moments_they_are() -> None:
    """
    In the hour that comes twice, the offset is kept.
    """
    for fold, hour in ((0, 0), (1, 1)):
        twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
        found = from_record(through_json(to_record(attrs.evolve(FULL, deadline=twice))))
        assert found.deadline == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_pictures_can_be_left_out() -> None:
    """
    Without pictures, neither they nor documents are in it; texts and codes are.
    """
    found = from_record(to_record(FULL, max_media=0))
    assert found == attrs.evolve(FULL, shown=Shown(**{
        **attrs.asdict(PICTURES), "pictures": (), "documents": ()
    }))  # fmt: skip


def test_pictures_and_documents_fill_a_record_up_to_its_limit() -> None:
    """
    What does not fit is left out as a whole, documents first; a long code counts as a picture.
    """
    shown = Shown(codes=("0" * 100, "1" * 5000), pictures=("a" * 60, "b" * 41), documents=("c",))
    flow = attrs.evolve(FULL, shown=shown)
    kept = from_record(to_record(flow, max_media=100)).shown
    assert (kept.codes, kept.pictures, kept.documents) == (("0" * 100,), ("a" * 60,), ("c",))
    kept = from_record(to_record(flow, max_media=5101)).shown
    assert kept == attrs.evolve(shown, documents=())
    assert from_record(to_record(flow)).shown == shown


@pytest.mark.parametrize("key", [None, KEY])
def test_an_altered_record_is_refused(key: bytes | None) -> None:
    """
    No field can be altered, added or left out, and none inside of another.
    """
    record = through_json(to_record(FULL, key))
    assert from_record(record, key) == FULL
    assert set(record) == {"version", "seal", *(one.name for one in attrs.fields(FlowState))}
    others: list[Any] = ["x", None, 7, [], {}, True]
    for name in record:
        if name == "version":
            continue
        for other in others:
            if record[name] != other:
                assert refusal_of({**record, name: other}, key) == ALTERED
        without = {key_: value for key_, value in record.items() if key_ != name}
        assert refusal_of(without, key) == ALTERED
    assert refusal_of({**record, "more": 1}, key) == ALTERED
    for path in (("request", "operation"), ("shown", "text"), ("links", "self")):
        altered = through_json(record)
        altered[path[0]][path[1]] += "x"
        assert refusal_of(altered, key) == ALTERED
    altered = through_json(record)
    altered["offer"][0]["id"] = "1"
    assert refusal_of(altered, key) == ALTERED


def test_a_seal_of_another_key_or_of_none_is_refused() -> None:
    """
    Records of another key, without one, or made by someone without it are not carried on.
    """
    for ours, theirs in ((KEY, OTHER_KEY), (KEY, None), (None, KEY)):
        record = to_record(FULL, theirs)
        assert refusal_of(record, ours) == ALTERED
        with pytest.raises(RecordRefusedError):
            from_bytes(to_bytes(FULL, theirs), ours)
    forged = resealed({**to_record(FULL, KEY), "base": "https://evil.example"})
    assert refusal_of(forged, KEY) == ALTERED
    assert from_record(forged).base == "https://evil.example"  # who gives no key trusts the store


@pytest.mark.parametrize("version", [0, 2, None, "1", 1.5, "2", [1], -1])
def test_records_of_other_versions_are_refused(version: Any) -> None:
    """
    Older and newer records are refused politely, whatever else they hold.
    """
    record = resealed({**to_record(FULL), "version": version})
    message = f"only records of version {VERSION} can be resumed"
    assert refusal_of(record) == message
    assert refusal_of({"version": version, "surprise": True}) == message
    assert refusal_of({}) == message


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-11-20T12:00:00"},
        {"deadline": "2026-11-20T12:00:00"},
        {"not_before": "gestern"},
        {"state": "passkey"},
        {"round": "1"},
        {"round": 1.5},
        {"action": "pay"},
        {"offer": "902"},
        {"offer": [{"id": "902"}]},
        {"offer": [{"id": 902, "name": "photoTAN"}]},
        {"request": {}},
        {"adapter_name": "other"},
        {"id": None},
    ],
)
def test_what_does_not_belong_into_a_record_is_refused(change: dict[str, Any]) -> None:
    """
    Even with a seal that fits, wrong types, moments without a zone and unknown states are not
    taken.
    """
    record = resealed({**through_json(to_record(FULL)), **change})
    assert refusal_of(record) == INCOMPLETE
    without = {name: value for name, value in record.items() if name not in change}
    if next(iter(change)) in ("created", "request", "adapter_name", "id"):
        assert refusal_of(resealed(without)) == INCOMPLETE


def test_what_is_no_json_is_refused() -> None:
    """
    Neither Python values in a record nor endless ones raise anything else.
    """
    record, endless = to_record(FULL), list[Any]()
    endless.append(endless)
    deep: Any = 1
    for _ in range(100_000):
        deep = [deep]
    for strange in (b"x", {1}, object(), endless, deep, {1: 2, "a": 3}, 10**5000, "\ud800"):
        assert refusal_of({**record, "more": strange}) == ALTERED
        assert refusal_of({**record, "seal": strange}) == ALTERED
    nothing: list[Any] = [None, "x", 1, [], [record], b"{}"]
    for one in nothing:
        assert "version" in refusal_of(one)
    for kept in (b"", b"null", b"[]", b"[" * 100_000, b"9" * 5000, b"\xff", b'{"a":', b"\0" * 99):
        with pytest.raises(RecordRefusedError, match="is not a record"):
            parsed(kept)
    with pytest.raises(RecordRefusedError, match="is not a record"):
        parsed(b'{"a":"' + b"x" * 9 * 1024 * 1024 + b'"}')


SURPRISES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    10**30,
    1.5,
    float("nan"),
    "",
    "x",
    "2026-11-20T12:00:00+00:00",
    "9999-12-31T23:59:59+00:00",
    "\x1b[31m",
    "sending",
    "unknown",
    [],
    {},
    [[]],
    [{}],
    {"$secret": "PIN"},
    {"$type": "decimal", "value": "x"},
)


def mutated(chance: random.Random, tree: Any) -> Any:
    """
    A tree in which something is another: a value, a name, or something less or more.
    """
    if isinstance(tree, dict) and tree and chance.random() < 0.85:
        name = chance.choice(list(tree))
        match chance.randrange(6):
            case 0:
                return {key: value for key, value in tree.items() if key != name}
            case 1:
                return {**tree, f"{name}x": tree[name]}
            case _:
                return {**tree, name: mutated(chance, tree[name])}
    if isinstance(tree, list) and tree and chance.random() < 0.7:
        place = chance.randrange(len(tree))
        return [*tree[:place], mutated(chance, tree[place]), *tree[place + 1 :]]
    return chance.choice(SURPRISES)


@pytest.mark.slow
def test_no_garbage_raises_anything_but_record_refused() -> None:
    """
    Of 10,000 mutated records, all are refused that are not sealed again; of those that are, each
    is refused or gives a flow that can be looked at and written down.
    """
    chance = random.Random(32)
    sessions = list(all_kinds())
    taken = refused = 0
    for _ in range(10_000):
        record = through_json(to_record(chance.choice(sessions)))
        garbage = record
        for _ in range(chance.randrange(1, 4)):
            garbage = mutated(chance, garbage)
        if not isinstance(garbage, dict):
            garbage = {"version": 1, "seal": garbage}
        if json.dumps(garbage) != json.dumps(record):
            refusal_of(garbage)
        try:
            flow = from_record(resealed(garbage))
        except RecordRefusedError:
            refused += 1
            continue
        assert isinstance(flow, FlowState)
        assert from_record(to_record(flow)) == flow or "NaN" in json.dumps(garbage)
        next_step(flow, None)
        taken += 1
    assert refused > 2_000
    assert taken > 1_000


def test_garbage_bytes_are_refused() -> None:
    """
    Of 10,000 stored records with bytes that are others, each is refused or is no other.
    """
    chance = random.Random(32)
    kept = to_bytes(FULL, KEY)
    for _ in range(10_000):
        broken = bytearray(kept)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.2:
            broken = broken[: chance.randrange(len(broken))]
        try:
            found = from_bytes(bytes(broken), KEY)
        except RecordRefusedError:
            continue
        assert found == FULL


def test_what_is_shown_of_a_forged_record_steers_no_terminal() -> None:
    """
    Texts of a record are as little trusted as those of a bank.
    """
    evil = "\x1b[31mrot\x07"
    forged: Record = {**through_json(to_record(FULL)), "offer": [{"id": "1", "name": evil}]}
    step = next_step(from_record(resealed(forged)), None)
    offered = (Choice(id="1", name="rot"),)
    assert step == ChooseMethod(methods=offered, ends=FULL.deadline, text="Bitte TAN")
    failed = attrs.evolve(in_state(State.FAILED), text=evil)
    step = next_step(failed, None)
    assert isinstance(step, Failed)
    assert step.text == "rot"
    asked = attrs.evolve(in_state(State.CHALLENGE), shown=Shown(text=evil, label=evil))
    step = next_step(asked, None)
    assert isinstance(step, Challenge)
    assert (step.text, step.label) == ("rot", "rot")
    for state in ASKED:
        silent = attrs.evolve(in_state(state), shown=Shown(), text=evil, bank=evil)
        step = next_step(attrs.evolve(silent, method_name=evil, medium_name=evil), None)
        assert "\\u001b" not in json.dumps(step.to_dict())
        assert getattr(step, "text", None) == "rot"
    payee = attrs.evolve(PAYEE, suggested_name=evil, name=evil)
    checked = attrs.evolve(in_state(State.PAYEE_CHECK), payee=payee, shown=Shown(text=evil))
    step = next_step(checked, None)
    assert isinstance(step, PayeeCheck)
    assert (step.suggested_name, step.name, step.text) == ("rot", "rot", "rot")
    unknown = in_state(State.UNSUPPORTED)
    step = next_step(attrs.evolve(unknown, code=evil, relations=(evil,)), None)
    assert isinstance(step, Unsupported)
    assert (step.code, step.relations) == ("rot", ("rot",))


def test_a_record_is_a_picture_of_one_moment() -> None:
    """
    Nothing that is done to a record changes the flow, or what it was made from.
    """
    flow = in_state(State.METHOD)
    record = to_record(flow)
    record["offer"][0]["id"] = "other"
    record["request"]["body"]["bankId"] = 1
    assert flow.offer == OFFER
    assert to_record(flow) != record
    assert from_record(to_record(flow)) == flow
    assert flow.created == AT


@pytest.mark.parametrize(
    ("reason", "is_order", "state"),
    [
        ("outcome_unknown", True, State.UNKNOWN),
        ("state_mismatch", True, State.UNKNOWN),
        ("state_mismatch", False, State.EXPIRED),
    ],
)
def test_a_record_of_an_older_version_is_read(reason: str, is_order: bool, state: State) -> None:
    """
    What ended a flow before is read as what it is now, and fields that a record lacks have their
    defaults.
    """
    record = to_record(in_state(State.FAILED, is_order=is_order), KEY)
    later = ("payee", "confirmations", "relations", "followed")
    for added in ("returned", "returns_after", *later):
        del record[added]
    old = resealed({**record, "reason": reason}, KEY)
    flow = from_record(old, KEY)
    assert (flow.state, flow.reason, flow.returned) == (state, None, None)


def test_a_record_that_does_not_count_what_was_asked_again_is_read() -> None:
    """
    Flows of the time before that field go on.
    """
    flow = in_state(State.CHALLENGE)
    record = to_record(flow)
    del record["asked_again"]
    assert from_record(resealed(record)) == flow


def test_a_record_with_a_field_of_an_older_version_is_read() -> None:
    """
    Fields that are no longer used are left out.
    """
    flow = in_state(State.METHOD)
    record = {**to_record(flow), "key": "0d7e3a0a-8f3c-4b43-9d3c-0f7e5d1b2c3a"}
    assert from_record(resealed(record)) == flow
