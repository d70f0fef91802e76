"""
Records: small, without secrets, and usable only by whom they were made for.
"""

from __future__ import annotations

import copy
import json
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import ConfigurationError, KontokitError, Secret
from kontokit.sca.errors import InteractionRequiredError, RecordRefusedError
from kontokit.sca.records.record import from_record
from kontokit.sca.records.secret_slots import digest
from kontokit.sca.steps import Challenge, ChooseMethod, Decoupled, Redirect, State
from kontokit.stores import FileStore, MemoryStore, SqliteStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BlockingFlow, CallMode, browser_of, drive
from tests.support.leak_detector import listening, texts_of
from tests.support.sca_finapi import ALL, TAN, Customer, new_customer

KEY: Final = b"k" * 32
MOST: Final = 8 * 1024


def _wrong(record: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(record), **changes}


def _sealed(record: dict[str, Any], key: bytes | None = None) -> dict[str, Any]:
    """
    The record as someone would seal it who knows how.
    """
    rest = {name: value for name, value in record.items() if name != "seal"}
    return {**rest, "seal": digest(rest, key)}


@pytest.mark.parametrize("version", [0, 2, "1", None, 1.5, -1, [1]])
def test_record_of_another_version_is_refused(customer: Customer, version: Any) -> None:
    """
    Refused politely: nothing is sent, and the message says what would be taken.
    """
    record = _sealed({**customer.importing().record(), "version": version})
    with pytest.raises(RecordRefusedError, match="version 1"):
        customer.sca(store=MemoryStore()).resume(record, credentials=customer.login())
    assert len(customer.sent("importBankConnection")) == 1


TAMPERED: Final[dict[str, dict[str, Any]]] = {
    "another amount": {"request": {"operation": "submitPayment"}},
    "another server": {"base": "https://evil.example"},
    "another state": {"state": "finished"},
    "more polls": {"polls_left": 1000},
    "another operation": {"id": "00000000-0000-0000-0000-000000000000"},
    "no deadline": {"deadline": None},
    "one field more": {"extra": 1},
}


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("what", TAMPERED)
def test_tampered_record_is_refused(customer: Customer, what: str, key: bytes | None) -> None:
    """
    A record that was altered is refused, with a key even if its digest was made again.
    """
    settings = {} if key is None else {"record_key": key}
    record = customer.importing(sca=customer.sca(**settings)).record()
    altered = _wrong(record, **TAMPERED[what])
    sca = customer.sca(store=MemoryStore(), **settings)
    with pytest.raises(RecordRefusedError):
        sca.resume(altered, credentials=customer.login())
    if key is not None:
        with pytest.raises(RecordRefusedError, match="altered, or signed with another record_key"):
            sca.resume(_sealed(altered), credentials=customer.login())
        with pytest.raises(RecordRefusedError):
            sca.resume(_sealed(altered, b"x" * 32), credentials=customer.login())
    assert len(customer.sent("importBankConnection")) == 1


def test_missing_key_is_refused_everywhere(customer: Customer) -> None:
    """
    A sealed record is good with its key only, in the store too; one without a seal is none.
    """
    store = MemoryStore()
    sealed = customer.sca(store=store, record_key=KEY)
    blocking = customer.importing(sca=sealed)
    for settings in ({}, {"record_key": b"o" * 32}):
        for source in (blocking.id, blocking.record()):
            with pytest.raises(RecordRefusedError):
                customer.sca(store=store, **settings).resume(source, credentials=customer.login())
    unsealed = customer.importing().record()
    with pytest.raises(RecordRefusedError):
        sealed.resume(unsealed, credentials=customer.login())
    again = sealed.resume(blocking.record(), credentials=customer.login())
    drive(again, choose=["smsTan"], tans=[TAN])
    assert again.result.account_ids


@pytest.mark.parametrize("garbage", [{}, {"version": 1}, {"id": 1, "version": 1}])
def test_garbage_is_no_record(customer: Customer, garbage: dict[str, Any]) -> None:
    """
    What is no record is refused, whatever it is.
    """
    for source in (garbage, _sealed(garbage), "no-such-id"):
        with pytest.raises(RecordRefusedError):
            customer.sca().resume(source, credentials=customer.login())


def test_a_record_of_another_server(sandbox: Sandbox, either: Customer) -> None:
    """
    A record is carried on with the API and the server it was begun with.
    """
    record = either.importing().record()
    name = "finapi_access_v1" if either.api == "finapi_access" else "finapi_access"
    other = new_customer(sandbox, either.mode, name)
    with pytest.raises(RecordRefusedError, match="belongs to"):
        other.sca().resume(record, credentials=either.login())


def test_credentials_are_asked_for_by_name(customer: Customer) -> None:
    """
    A resumed flow needs the login again: as values, or from a function that is asked
    when it is needed; what is missing is named.
    """
    store = MemoryStore()
    sca = customer.sca(store=store)
    blocking = customer.importing(sca=sca)
    with pytest.raises(ConfigurationError, match="'PIN'"):
        sca.resume(blocking.id, credentials={"Onlinebanking-ID": ALL})
    bare = sca.resume(blocking.id)
    assert isinstance(bare.step, ChooseMethod)
    with pytest.raises(ConfigurationError, match="Onlinebanking-ID"):
        bare.choose("smsTan")
    assert bare.state is State.METHOD
    hidden = {name: Secret(value) for name, value in customer.login().items()}
    again = sca.resume(blocking.id, credentials=lambda: hidden)
    drive(again, choose=["smsTan"], tans=[TAN])
    assert again.result.account_ids


def test_the_store_knows_better_than_an_old_record(customer: Customer) -> None:
    """
    Who resumes an old record gets the flow where it stands now.
    """
    store = MemoryStore()
    sca = customer.sca(store=store)
    blocking = customer.importing(sca=sca)
    old = blocking.record()
    blocking.choose("smsTan")
    again = sca.resume(old, credentials=customer.login())
    assert isinstance(again.step, Challenge)
    again.answer(TAN)
    assert again.result.account_ids


def test_a_record_is_enough_on_another_machine(customer: Customer) -> None:
    """
    Without a common store the record itself is carried over, as JSON.
    """
    blocking = customer.importing()
    blocking.choose("chipTan")
    text = json.dumps(blocking.record())
    other = customer.elsewhere()
    again = other.sca().resume(json.loads(text), credentials=customer.login())
    assert again.step.flicker is not None
    again.answer(TAN)
    assert again.result.account_ids


@pytest.mark.parametrize(
    ("login", "state"),
    [(ALL, "method"), ("demo_one_method", "challenge"), ("demo_no_msa", "finished")],
)
def test_unattended_calls_ask_no_user(customer: Customer, login: str, state: str) -> None:
    """
    With ``interaction="never"`` the need for the user is an exception; later the user goes on.
    """
    store = MemoryStore()
    sca = customer.sca(store=store)
    quiet = sca.with_options(interaction="never", auto_choose=True)
    if state == "finished":
        assert customer.importing(login, quiet).result.account_ids
        return
    with pytest.raises(InteractionRequiredError) as required:
        customer.importing(login, quiet)
    assert required.value.state == state
    assert required.value.record["state"] == state
    blocking = sca.resume(required.value.record, credentials=customer.login(login))
    drive(blocking, choose=["smsTan"], tans=[TAN])
    assert blocking.result.account_ids
    assert customer.tans("importBankConnection") == [TAN]


def test_unattended_calls_open_no_page(customer: Customer, sandbox: Sandbox) -> None:
    """
    The page of the bank is lost with the exception: no one has to be sent there unasked, and
    the record tells no address.
    """
    with pytest.raises(InteractionRequiredError) as required:
        customer.redirecting(customer.sca(interaction="never"))
    assert required.value.state == "redirect"
    assert "authorise" not in str(required.value.record)


# What is written down, said and logged.


def _plain(customer: Customer, sca: Any) -> Iterator[BlockingFlow]:
    for method in ("smsTan", "photoTan", "chipTanComfort", "decoupled"):
        blocking = customer.importing(sca=sca)
        yield blocking
        blocking.choose(method)
        yield blocking
        blocking.wait() if isinstance(blocking.step, Decoupled) else blocking.answer(TAN)
        yield blocking


def _wrong_tans(customer: Customer, sca: Any) -> Iterator[BlockingFlow]:
    blocking = customer.importing("demo_wrong_tan_again", sca)
    blocking.choose("smsTan")
    for tan in ("kanarie-tan-1", "kanarie-tan-2", "kanarie-tan-3"):
        blocking.answer(tan, confirm_risk=True)
        yield blocking


def _redirect(customer: Customer, sca: Any) -> Iterator[BlockingFlow]:
    blocking = customer.redirecting(sca)
    yield blocking
    assert isinstance(blocking.step, Redirect)
    query = browser_of(customer.sandbox)(str(blocking.step.url))
    blocking.handle_return(query)
    yield blocking


def _denied(customer: Customer, sca: Any) -> Iterator[BlockingFlow]:
    blocking = customer.redirecting(sca)
    blocking.handle_return(browser_of(customer.sandbox, action="deny")(str(blocking.step.url)))
    yield blocking


def _refused(customer: Customer, sca: Any) -> Iterator[BlockingFlow]:
    yield customer.importing("kanarie-login", sca)


def _payment(customer: Customer, sca: Any) -> Iterator[BlockingFlow]:
    customer.sandbox.disturb(customer.api, "submitPayment", "answer lost", skip=2)
    blocking = customer.paying(sca=sca)
    yield blocking
    drive(blocking, choose=["smsTan"], tans=[TAN])
    yield blocking
    blocking.reconcile()
    yield blocking


FLOWS: Final[list[Callable[[Customer, Any], Iterator[BlockingFlow]]]] = [
    _plain,
    _wrong_tans,
    _redirect,
    _denied,
    _refused,
    _payment,
]
SECRET: Final = ("kanarie", TAN, "demo_", "7d9e%2fb", "7d9e/b", "authorise?", "Bearer ")


def _kept(place: Path) -> str:
    """
    All that is on the disk, and in the rows of a database.
    """
    texts = [one.read_bytes().decode("latin-1") for one in place.rglob("*") if one.is_file()]
    for database in place.glob("*.db"):
        with sqlite3.connect(database) as rows:
            texts += rows.iterdump()
        rows.close()
    return "\n".join(texts)


def _what_it_says(blocking: BlockingFlow) -> Iterator[str]:
    record = blocking.record(pictures=False)
    assert len(json.dumps(record).encode()) <= MOST
    yield json.dumps(record)
    yield json.dumps(blocking.record())
    yield from (repr(blocking.flow), str(blocking.flow), repr(from_record(record)))
    yield repr(blocking.step)
    try:
        repr(blocking.result)
    except KontokitError as error:
        yield from texts_of(error)
        yield pickle.dumps(error).decode("latin-1")


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("store", ["sqlite", "file"])
def test_records_hold_no_secret(
    sandbox: Sandbox, mode: CallMode, tmp_path: Path, flow: Any, store: str
) -> None:
    """
    In no record, repr, error, log line or file of a store, at no moment of any flow, is
    a login, TAN, token, query of a browser or page for it; no record is above 8 KiB. (The
    sandbox tells the right TAN in the text of its challenges, which is shown to the user.)
    """
    kept = (
        SqliteStore(tmp_path / "records.db", key=None)
        if store == "sqlite"
        else FileStore(tmp_path / "records", key=None)
    )
    customer = new_customer(sandbox, mode)
    heard: list[str] = []
    with listening() as ear:
        for blocking in flow(customer, customer.sca(store=kept)):
            heard += _what_it_says(blocking)
            heard.append(_kept(tmp_path))
    kept.close()
    tokens = {
        one.headers["authorization"].removeprefix("Bearer ")
        for one in sandbox.requests
        if one.headers.get("authorization", "").startswith("Bearer ")
    }
    assert tokens
    everything = "\n".join([*heard, *ear.heard]).replace(f"TAN {TAN} ein", "")
    assert '"revision"' in everything  # it was looked for where records are
    assert [one for one in (*SECRET, *tokens) if one in everything] == []


def test_records_hold_pictures_unless_they_are_not_wanted(customer: Customer) -> None:
    """
    A record is enough to scan the picture elsewhere. Without pictures it is small, and the store
    keeps them anyway.
    """
    store = MemoryStore()
    sca = customer.sca(store=store)
    blocking = customer.importing(sca=sca)
    blocking.choose("photoTan")
    small, large = blocking.record(pictures=False), blocking.record()
    assert (len(small["shown"]["pictures"]), len(large["shown"]["pictures"])) == (0, 1)
    other = customer.elsewhere().sca()
    assert other.resume(large, credentials=customer.login()).step.image is not None
    poor = customer.elsewhere().sca().resume(small, credentials=customer.login())
    assert (poor.step.image, "TAN" in poor.step.text) == (None, True)
    again = sca.resume(small, credentials=customer.login())
    assert again.step.image is not None


def test_records_of_long_texts(customer: Customer, sandbox: Sandbox) -> None:
    """
    With a long text the record without pictures stays small enough to be kept anywhere.
    """
    customer.answer_with(
        sandbox,
        status="CHALLENGE_RESPONSE_REQUIRED",
        challengeMessage="Überweisung " * 120,
        photoTanData="A" * 100_000,
        answerFieldLabel="TAN " * 20,
    )
    blocking = customer.importing()
    assert isinstance(blocking.step, Challenge)
    assert len(json.dumps(blocking.record(pictures=False)).encode()) <= MOST


def test_a_picture_can_be_scanned_after_an_unattended_call(customer: Customer) -> None:
    """
    The record of the exception is enough to show the photoTAN where the user is.
    """
    sca = customer.sca(interaction="never")
    blocking = customer.importing(sca=customer.sca(store=(store := MemoryStore())))
    with pytest.raises(InteractionRequiredError) as required:
        sca.with_options(store=store).resume(blocking.id, credentials=customer.login()).choose(
            "photoTan"
        )
    other = customer.elsewhere().sca(store=MemoryStore())
    again = other.resume(required.value.record, credentials=customer.login())
    assert again.step.image is not None
