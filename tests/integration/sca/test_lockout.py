"""
Refused credentials are sent once, whatever sends them: a flow, a direct call, another process.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import (
    ClientCredentials,
    CredentialsRefusedError,
    DecodeError,
    UnprocessableEntityError,
)
from kontokit.pipeline import guards
from kontokit.pipeline.mark_book import MarkBook
from kontokit.sca import Challenge, ChooseMethod, Failed, Finished, TansUsedUpError
from kontokit.stores import MemoryStore, RedisStore, SqliteStore, SwapStore
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BlockingFlow, BlockingSca, CallMode, User
from tests.support.processes import Child
from tests.support.sca_banksapi import add, order_of
from tests.support.sca_finapi import BANK, TAN, Customer
from tests.support.scripted_caller import Caller, Scripted
from tests.support.scripted_provider import Answer, Provider
from tests.support.stores import connected

Serve = Callable[[Callable[[str, str], Answer]], Provider]
OtherProcess = Callable[[], None]
RECORD_KEY: Final = bytes(range(32, 64))
IMPORT: Final = "importBankConnection"
PIN: Final = "pin-0815-4711"
LOGIN: Final = {"Onlinebanking-ID": "max", "PIN": PIN}
REFUSED: Final[Answer] = (422, {}, {"errors": [{"code": "BANK_SERVER_REJECTION"}]})
CONNECTION: Final[Answer] = (201, {}, {"id": 7, "bankId": 1, "accountIds": [], "interfaces": []})


def procedures() -> Answer:
    offered = [{"procedureId": "sms", "procedureName": "SMS", "implicitExecute": False}]
    return _asking("TWO_STEP_PROCEDURE_REQUIRED", "h0", twoStepProcedures=offered)


def challenge(reference: str) -> Answer:
    return _asking("CHALLENGE_RESPONSE_REQUIRED", reference, challengeMessage="TAN?")


def _asking(status: str, reference: str, **more: Any) -> Answer:
    wanted = {"hash": reference, "status": status, **more}
    code = "ADDITIONAL_AUTHENTICATION_REQUIRED"
    return 510, {}, {"errors": [{"code": code, "multiStepAuthentication": wanted}]}


@pytest.fixture(params=["finapi_access", "finapi_access_v1"])
def api(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def other_process(monkeypatch: pytest.MonkeyPatch) -> OtherProcess:
    """
    Forget what only this process knows, as another process would not know it.
    """

    def forget() -> None:
        book = MarkBook(MemoryStore(), os.urandom(32))
        monkeypatch.setattr(guards, "PROCESS_BOOK", book)

    forget()
    return forget


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SwapStore]:
    """
    A store that processes share, in plaintext so that a test can look into it.
    """
    if request.param == "sqlite":
        opened = SqliteStore(tmp_path / "marks.db", key=None)
        yield opened
        opened.close()
        return
    with connected(port=request.getfixturevalue("redis_port")) as client:
        client.flushall()
        yield RedisStore(client, key=None)


def contents(store: SwapStore, tmp_path: Path) -> bytes:
    """
    All that a store holds.
    """
    if isinstance(store, SqliteStore):
        return b"".join(path.read_bytes() for path in tmp_path.glob("marks.db*") if path.is_file())
    client: Any = vars(store)["_client"]
    names: list[bytes] = list(client.scan_iter())
    return b"".join(name + client.get(name) for name in names)


class Program:
    """
    A client of a scripted finAPI, as a program makes it.
    """

    def __init__(self, mode: CallMode, api: str, provider: Provider, **settings: Any) -> None:
        self.caller = Caller(mode, api, provider, **settings)
        self.mode, self.provider = mode, provider
        self.interface = "interface" if api.endswith("v1") else "banking_interface"
        self.groups: Any = self.caller.client.bank_connections

    @property
    def sca(self) -> BlockingSca:
        return self.caller.sca

    def entry(self, login: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
        credentials = LOGIN if login is None else login
        return {self.interface: "XS2A", "login_credentials": credentials, **more}

    def start(self, login: dict[str, str] | None = None, bank: int = 1) -> BlockingFlow:
        method = self.groups.import_bank_connection
        return self.sca.start(method, **self.entry(login, bank_id=bank))

    def update(self, login: dict[str, str] | None = None, connection: int = 7) -> BlockingFlow:
        entry = self.entry(login, bank_connection_id=connection)
        return self.sca.start(self.groups.update, **entry)

    def direct(self, login: dict[str, str] | None = None, **more: Any) -> Any:
        made = self.groups.import_bank_connection(**self.entry(login, bank_id=1, **more))
        return self.mode.run(made)

    def direct_update(self, login: dict[str, str] | None = None) -> Any:
        return self.mode.run(self.groups.update(**self.entry(login, bank_connection_id=7)))

    def attempts(self) -> list[Callable[[], Any]]:
        return [self.start, self.update, self.direct, self.direct_update]

    def expect_refused(self) -> None:
        """
        Nothing sends the credentials.
        """
        sent = len(self.provider.heard)
        for attempt in self.attempts():
            with pytest.raises(CredentialsRefusedError) as refused:
                attempt()
            assert refused.value.code == "BANK_SERVER_REJECTION"
            assert PIN not in str(refused.value)
        assert len(self.provider.heard) == sent


@pytest.mark.usefixtures("other_process")
def test_refused_credentials_are_sent_by_no_client_of_the_process(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    Not by a new client, a flow, an update or a direct call, although no store and no key is shared.
    """
    provider = serve(lambda _, __: REFUSED)
    failed = Program(mode, api, provider).start()
    assert isinstance(failed.step, Failed)
    assert failed.step.reason == "credentials"
    Program(mode, api, provider).expect_refused()
    assert len(provider.heard) == 1


@pytest.mark.usefixtures("other_process")
@pytest.mark.parametrize("first", ["direct", "direct_update", "update"])
def test_refusal_counts_whatever_call_has_met_it(
    mode: CallMode, serve: Serve, api: str, first: str
) -> None:
    """
    Also one of a direct call, or of an update, which names no bank.
    """
    program = Program(mode, api, serve(lambda _, __: REFUSED))
    if first == "update":
        assert isinstance(program.update().step, Failed)
    else:
        with pytest.raises(UnprocessableEntityError):
            getattr(program, first)()
    Program(mode, api, program.provider).expect_refused()


@pytest.mark.usefixtures("other_process")
def test_credentials_refused_after_the_method_was_chosen_are_not_sent_again(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    Some banks ask for the method first.
    """
    provider = serve(Scripted(procedures(), REFUSED))
    flow = Program(mode, api, provider).start()
    assert isinstance(flow.step, ChooseMethod)
    failed = flow.choose("sms")
    assert isinstance(failed, Failed)
    assert failed.reason == "credentials"
    Program(mode, api, provider).expect_refused()


@pytest.mark.usefixtures("other_process")
def test_refusal_after_a_tan_is_none_of_the_credentials(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    The code may mean the TAN. This also holds for a direct call that carries one.
    """
    answers = [challenge("h"), REFUSED, REFUSED, CONNECTION]
    program = Program(mode, api, serve(Scripted(*answers)))
    flow = program.start()
    assert isinstance(flow.answer("1"), Failed)
    assert flow.step.reason == "bank_said_no"
    with pytest.raises(UnprocessableEntityError):
        program.direct(multi_step_authentication={"hash": "h", "challenge_response": "2"})
    assert program.start().step == Finished()


@pytest.mark.usefixtures("other_process")
@pytest.mark.parametrize("code", ["LOGIN_FIELDS_MISMATCH", "MISSING_CREDENTIALS", "LOCKED", "X"])
def test_other_codes_do_not_count(mode: CallMode, serve: Serve, api: str, code: str) -> None:
    """
    They do not say that what the user has typed is wrong.
    """
    error: Answer = (422, {}, {"errors": [{"code": code}]})
    program = Program(mode, api, serve(Scripted(error, error, CONNECTION)))
    assert isinstance(program.start().step, Failed)
    with pytest.raises(UnprocessableEntityError):
        program.direct()
    assert program.start().step == Finished()


@pytest.mark.usefixtures("other_process")
def test_refused_order_does_not_block_the_credentials(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    The bank may have refused the order: the account may be short of money.
    """
    program = Program(mode, api, serve(Scripted(REFUSED, CONNECTION)))
    submit = program.caller.client.payments.submit
    flow = program.sca.start(submit, **program.entry(payment_id=1))
    assert isinstance(flow.step, Failed)
    assert flow.step.reason == "bank_said_no"
    assert program.start().step == Finished()


@pytest.mark.usefixtures("other_process")
def test_new_credentials_pass(mode: CallMode, serve: Serve, api: str) -> None:
    """
    Another PIN, another user, another bank.
    """
    program = Program(mode, api, serve(Scripted(REFUSED, CONNECTION)))
    program.start()
    for login in ({**LOGIN, "PIN": "2"}, {**LOGIN, "Onlinebanking-ID": "moritz"}):
        assert program.start(login).step == Finished()
        with pytest.raises(DecodeError):  # it was sent; the answer is too short for a model
            program.direct(login)
    assert program.start(bank=2).step == Finished()
    program.expect_refused()


@pytest.mark.usefixtures("other_process")
def test_marks_end_after_a_day_by_the_clock_of_the_flow(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    The user may have had the access unlocked, or the bank may have been wrong.
    """
    program = Program(mode, api, serve(Scripted(REFUSED, CONNECTION)))
    program.start()
    program.caller.clock.sleep(timedelta(hours=23, minutes=59).total_seconds())
    with pytest.raises(CredentialsRefusedError):
        program.start()
    program.caller.clock.sleep(61)
    assert program.start().step == Finished()


@pytest.mark.usefixtures("other_process")
@pytest.mark.parametrize("credentials", [None, LOGIN])
def test_unlock_lets_them_be_sent_once_more(
    mode: CallMode, serve: Serve, api: str, credentials: dict[str, str] | None
) -> None:
    """
    From any client object; if they are refused again, they are blocked again.
    """
    program = Program(mode, api, serve(lambda _, __: REFUSED))
    program.start()
    program.start({"PIN": "1"})
    Program(mode, api, program.provider).sca.unlock(credentials)
    assert isinstance(program.start().step, Failed)
    program.expect_refused()
    if credentials is None:
        assert isinstance(program.start({"PIN": "1"}).step, Failed)
    else:
        with pytest.raises(CredentialsRefusedError):
            program.start({"PIN": "1"})


CLIENT: Final = {"client_credentials": ClientCredentials("id", "client-secret-1")}


def _with_record_key(program: Program, store: SwapStore) -> Program:
    program.caller.sca = program.sca.with_options(store=store, record_key=RECORD_KEY)
    return program


def _with_store(program: Program, store: SwapStore) -> Program:
    program.caller.sca = program.sca.with_options(store=store)
    return program


def test_processes_that_share_a_store_and_a_record_key_share_the_marks(
    mode: CallMode, serve: Serve, api: str, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    Direct calls of a client use the store of its flows too.
    """
    provider = serve(lambda _, __: REFUSED)
    _with_record_key(Program(mode, api, provider), store).start()
    other_process()
    _with_record_key(Program(mode, api, provider), store).expect_refused()


def test_processes_that_share_a_store_and_a_client_secret_share_the_marks(
    mode: CallMode, serve: Serve, api: str, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    No record_key is needed: a key is derived from the secret.
    """
    provider = serve(lambda _, __: REFUSED)
    _with_store(Program(mode, api, provider, **CLIENT), store).start()
    other_process()
    _with_store(Program(mode, api, provider, **CLIENT), store).expect_refused()


def test_other_options_do_not_make_direct_calls_forget_the_store(
    mode: CallMode, serve: Serve, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    A copy of the SCA client without a store of its own changes nothing for them.
    """
    provider = serve(lambda _, __: REFUSED)
    _with_record_key(Program(mode, "finapi_access", provider), store).start()
    other_process()
    program = _with_record_key(Program(mode, "finapi_access", provider), store)
    program.caller.client.sca.with_options(interaction="never")
    with pytest.raises(CredentialsRefusedError):
        program.direct()


def test_direct_calls_share_the_marks_in_the_token_store(
    mode: CallMode, serve: Serve, api: str, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    Programs without flows have no other store.
    """
    provider = serve(lambda _, __: REFUSED)
    settings = {**CLIENT, "token_store": store}
    with pytest.raises(UnprocessableEntityError):
        Program(mode, api, provider, **settings).direct()
    other_process()
    Program(mode, api, provider, **settings).expect_refused()


def test_unlock_in_one_process_counts_in_all(
    mode: CallMode, serve: Serve, api: str, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    The one that unlocks may be another one than the one that has met the refusal.
    """
    provider = serve(Scripted(REFUSED, CONNECTION))
    _with_record_key(Program(mode, api, provider), store).start()
    other_process()
    second = _with_record_key(Program(mode, api, provider), store)
    second.expect_refused()
    second.sca.unlock()
    other_process()
    assert _with_record_key(Program(mode, api, provider), store).start().step == Finished()


@pytest.mark.parametrize("key", [None, bytes(32)])
def test_without_the_same_key_the_guard_works_per_process(
    mode: CallMode,
    serve: Serve,
    store: SwapStore,
    other_process: OtherProcess,
    key: bytes | None,
) -> None:
    """
    The documentation says so.
    """
    provider = serve(lambda _, __: REFUSED)
    program = Program(mode, "finapi_access", provider)
    first = program.sca.with_options(store=store, record_key=RECORD_KEY if key else None)
    program.caller.sca = first
    program.start()
    with pytest.raises(CredentialsRefusedError):
        program.start()
    other_process()
    again = Program(mode, "finapi_access", provider)
    again.caller.sca = again.sca.with_options(store=store, record_key=key)
    assert isinstance(again.start().step, Failed)


@pytest.mark.usefixtures("other_process")
def test_store_holds_neither_credentials_nor_keys_nor_digests_without_a_key(
    mode: CallMode, serve: Serve, store: SwapStore, tmp_path: Path
) -> None:
    """
    Two keys give two marks, so the digest depends on the key; nothing else of it is readable.
    """
    provider = serve(lambda _, __: REFUSED)
    program = _with_record_key(Program(mode, "finapi_access", provider, **CLIENT), store)
    program.start()
    program.sca.unlock()
    held = contents(store, tmp_path)
    assert b"refused-" in held
    for secret in (PIN.encode(), RECORD_KEY, RECORD_KEY.hex().encode(), b"client-secret-1"):
        assert secret not in held
    plain = MarkBook(MemoryStore(), b"").digest
    base = provider.url.rstrip("/")
    scope = ("finapi_access", base, "")
    parts = ("Onlinebanking-ID", "max", "PIN", PIN)
    for digest in (plain("login", *scope, *parts), plain(*parts), plain(PIN)):
        assert digest.encode() not in held


@pytest.mark.usefixtures("other_process")
def test_broken_store_stops_no_call(
    mode: CallMode, serve: Serve, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """
    It is logged, and the guard works within the process.
    """
    path = tmp_path / "tokens.db"
    path.write_bytes(b"no database" * 100)
    store = SqliteStore(path, key=None)
    provider = serve(lambda _, __: REFUSED)
    with pytest.raises(UnprocessableEntityError):
        Program(mode, "finapi_access", provider, token_store=store, **CLIENT).direct()
    assert [one.levelname for one in caplog.records if "refused credentials" in one.message]
    assert PIN not in caplog.text
    with pytest.raises(CredentialsRefusedError):
        Program(mode, "finapi_access", provider, **CLIENT).direct()
    store.close()


@pytest.mark.usefixtures("other_process")
def test_store_is_not_read_in_the_thread_of_the_event_loop(mode: CallMode, serve: Serve) -> None:
    """
    Only a store that blocks is used in a thread of its own, and only by an async client.
    """
    seen: set[int] = set()

    class Slow(MemoryStore):
        @property
        def is_local(self) -> bool:
            return False

        def load(self, key: str, /) -> bytes | None:
            if key.startswith("refused-"):
                seen.add(threading.get_ident())
            return super().load(key)

    provider = serve(lambda _, __: REFUSED)
    program = Program(mode, "finapi_access", provider, token_store=Slow(), **CLIENT)
    with pytest.raises(UnprocessableEntityError):
        program.direct()
    _with_store(program, Slow()).start({"PIN": "2"})
    program.sca.unlock()
    assert seen
    assert (threading.get_ident() in seen) is not mode.is_async


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_refusal_of_one_real_process_is_known_in_another(
    customer: Customer, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """
    A program that ends leaves the mark behind.
    """
    if kind == "redis":
        port = request.getfixturevalue("redis_port")
        making = f"RedisStore(__import__('redis').Redis(port={port}), key=KEY)"
    else:
        making = f"SqliteStore({str(tmp_path / 'marks.db')!r}, key=KEY)"
    known, box = customer.known, customer.sandbox
    first = Child(
        making,
        f"""
from kontokit import ClientCredentials, UserCredentials
from kontokit_finapi_access import FinapiAccess
client = FinapiAccess(
    client_credentials=ClientCredentials(
        {box.credentials.finapi_client!r}, {box.credentials.finapi_client_secret!r}
    ),
    user_credentials=UserCredentials({known.username!r}, {known.password.reveal()!r}),
    base_url={box.url("finapi_access")!r},
)
flow = client.sca.with_options(store=store).start(
    client.bank_connections.import_bank_connection,
    bank_id={BANK},
    banking_interface="XS2A",
    login_credentials={customer.login("missing")!r},
)
assert flow.step.reason == "credentials", flow.step
client.close()
store.close()
""",
    )
    first.until_there()
    first.end()
    assert len(customer.sent(IMPORT)) == 1
    names: dict[str, Any] = {"KEY": bytes(range(32)), "RedisStore": RedisStore}
    store = eval(making, {**names, "SqliteStore": SqliteStore})  # our own text
    sca = customer.sca(store=store)
    with pytest.raises(CredentialsRefusedError):
        customer.importing("missing", sca=sca)
    with pytest.raises(CredentialsRefusedError):
        customer.call(
            customer.client.bank_connections.import_bank_connection,
            **customer.entry("missing", bank_id=BANK),
        )
    assert len(customer.sent(IMPORT)) == 1
    sca.unlock()
    assert isinstance(customer.importing("missing", sca=sca).step, Failed)
    store.close()


@pytest.fixture
def user(user_of: Callable[..., User]) -> User:
    return user_of("banksapi")


def _add_direct(user: User, access: str, pin: str = "falsch") -> None:
    user.call(
        user.client.bank_accesses.add,
        access,
        provider_id=order_of()["provider"],
        credentials={"userid": "demo1", "pin": pin},
    )


@pytest.mark.parametrize("read_by", ["id", "list"])
def test_access_added_without_a_flow_blocks_its_credentials_once_it_was_read(
    user: User, sandbox: Sandbox, read_by: str
) -> None:
    """
    The bank is asked after the answer, so the refusal stands in the access, or in the list of them.
    """
    access = str(uuid.uuid4())
    _add_direct(user, access)
    if read_by == "id":
        read = user.call(user.client.bank_accesses.get, access)
    else:
        read = user.call(user.client.bank_accesses.list)[access]
    assert [one.code for one in read.messages] == ["BA1011"]
    before = len(sandbox.requests_to("banksapi", "addBankAccess"))
    with pytest.raises(CredentialsRefusedError, match="BA1011"):
        _add_direct(user, str(uuid.uuid4()))
    with pytest.raises(CredentialsRefusedError):
        add(user, "demo1", pin="falsch")
    assert len(sandbox.requests_to("banksapi", "addBankAccess")) == before
    _add_direct(user, str(uuid.uuid4()), pin="richtig")


def test_refused_order_of_banksapi_blocks_the_credentials(user: User) -> None:
    """
    Its code means the credentials alone. A direct call meets it in a success response.
    """
    method = user.client.payments.initiate_single_transfer
    user.call(method, **order_of(pin="falsch"))
    with pytest.raises(CredentialsRefusedError, match="BA1011"):
        user.call(method, **order_of(pin="falsch"))
    with pytest.raises(CredentialsRefusedError):
        add(user, "demo1", pin="falsch")


def test_process_without_the_credentials_records_their_refusal(
    user: User, sandbox: Sandbox, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    Another worker resumes a flow by its id, and is the first to see that the bank refuses.
    """
    access = str(uuid.uuid4())
    sandbox.respond_with(
        "banksapi", "GET", f"/customer/v2/bankzugaenge/{access}", status=503, body=b""
    )
    sca = user.sca(store=store)
    flow = sca.start(
        user.client.bank_accesses.add,
        access,
        provider_id=order_of()["provider"],
        credentials={"userid": "demo1", "pin": "falsch"},
    )
    assert not flow.done, flow.step
    other_process()
    again = user.elsewhere().sca(store=store).resume(flow.id)
    step = again.wait()
    assert isinstance(step, Failed), step
    assert step.reason == "credentials"
    other_process()
    third = user.elsewhere()
    with pytest.raises(CredentialsRefusedError):
        add(third, "demo1", pin="falsch", sca=third.sca(store=store))


@pytest.mark.usefixtures("other_process")
def test_refused_tans_count_across_flows(
    mode: CallMode, serve: Serve, api: str, store: SwapStore, other_process: OtherProcess
) -> None:
    """
    A new flow of the access says how many are left, and no fourth TAN is sent.
    """
    provider = serve(Scripted(challenge("h")))
    first = _with_record_key(Program(mode, api, provider), store).start()
    assert first.step.attempts_left == 3
    assert first.answer("1").attempts_left == 2
    assert first.answer("2").attempts_left == 1
    other_process()
    second = _with_record_key(Program(mode, api, provider), store).start()
    assert second.step.attempts_left == 1
    ended = second.answer("3")
    assert isinstance(ended, Failed)
    assert ended.reason == "tan_blocked"
    other_process()
    program = _with_record_key(Program(mode, api, provider), store)
    third = program.start()
    assert third.step.attempts_left == 0
    sent = len(provider.heard)
    for confirm_risk in (False, True):
        with pytest.raises(TansUsedUpError, match=r"unlock\(\)"):
            third.answer("4", confirm_risk=confirm_risk)
    with pytest.raises(TansUsedUpError):
        first.answer("4")
    assert len(provider.heard) == sent
    program.sca.unlock()
    step = third.answer("4")
    assert isinstance(step, Challenge)
    assert step.attempts_left == 2


@pytest.mark.usefixtures("other_process")
def test_refused_tans_are_those_of_one_access_for_a_day(
    mode: CallMode, serve: Serve, api: str
) -> None:
    """
    Another login and another connection have their own.
    """
    program = Program(mode, api, serve(Scripted(challenge("h"))))
    program.update().answer("1")
    assert program.update({"PIN": "2"}).step.attempts_left == 2  # the same connection
    assert program.start().step.attempts_left == 2  # the same login
    assert program.update({"PIN": "2"}, connection=8).step.attempts_left == 3
    program.caller.clock.sleep(timedelta(hours=24).total_seconds())
    assert program.update().step.attempts_left == 3


@pytest.mark.usefixtures("other_process")
def test_right_tan_ends_the_count(mode: CallMode, serve: Serve, api: str) -> None:
    """
    The bank's own count begins again too.
    """
    answers = [challenge("h"), challenge("h"), CONNECTION, challenge("h")]
    program = Program(mode, api, serve(Scripted(*answers)))
    flow = program.start()
    assert flow.answer("1").attempts_left == 2
    assert flow.answer("2") == Finished()
    assert program.start().step.attempts_left == 3


def test_refused_tans_of_banksapi_count_across_flows(user: User) -> None:
    """
    Its code means the TAN alone.
    """
    for expected in (3, 2, 1):
        flow = add(user, "test_sca_method")
        flow.choose("1")
        assert flow.step.attempts_left == expected
        flow.answer("3")
    last = add(user, "test_sca_method")
    last.choose("1")
    with pytest.raises(TansUsedUpError):
        last.answer("2")
    user.sca().unlock()
    assert last.answer("2") == Finished()


def test_refused_tans_do_not_block_the_credentials(customer: Customer) -> None:
    """
    What locks the TAN says nothing of the PIN.
    """
    flow = customer.importing()
    flow.choose("smsTan")
    flow.answer("000000")
    again = customer.importing()
    again.choose("smsTan")
    assert again.answer(TAN) == Finished()
