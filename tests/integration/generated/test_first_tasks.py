"""
The first tasks of a user, as in tests/typing/first_tasks.py, against the sandbox.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from kontokit import InvalidSignatureError
from kontokit.sca import Challenge, ChooseMethod
from kontokit_sandbox import Sandbox
from tests.support.flow_driver import BlockingFlow, CallMode, User, new_user
from tests.typing import first_tasks

LOGIN: Final = {"Onlinebanking-ID": "demo", "PIN": "demo"}
BALANCE: Final = b"""{"userId": "u", "accountId": "a", "productId": "p", "tenant": "demo",
  "notificationType": "BALANCE", "occurred": "2019-05-11 09:05:00",
  "oldBalance": 200.00, "newBalance": 205.01}"""

Do = Callable[..., Any]
"""Does a task by its name, blocking or with ``await``."""


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Iterator[CallMode]:
    """
    Blocking, then with ``await``.
    """
    made = CallMode(request.param)
    yield made
    made.close()


@pytest.fixture
def do(mode: CallMode) -> Do:
    """
    Does a task: ``do("pay", user, …)``.
    """

    def run(name: str, *args: Any) -> Any:
        task = getattr(first_tasks, f"async_{name}" if mode.is_async else name)
        return mode.run(task(*args))

    return run


@pytest.fixture
def user(sandbox: Sandbox, mode: CallMode) -> User:
    """
    A user whose bank connection has been imported.
    """
    made = new_user(sandbox, mode, "finapi_access")
    made.call(
        made.client.bank_connections.import_bank_connection,
        bank_id=280001,
        banking_interface="FINTS_SERVER",
        login_credentials={"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"},
    )
    sandbox.advance(timedelta(seconds=2))
    return made


def finish(flow: BlockingFlow) -> Any:
    while not flow.done:
        match flow.step:
            case ChooseMethod(methods=methods):
                flow.choose(methods[0])
            case Challenge():
                flow.answer("123456")
            case _:
                flow.wait()
    return flow.result


def test_make_a_client(sandbox: Sandbox, mode: CallMode) -> None:
    """
    Two texts and an address make a client that can call.
    """
    known = sandbox.credentials
    make = first_tasks.make_async_client if mode.is_async else first_tasks.make_client
    client: Any = make(
        known.finapi_client, known.finapi_client_secret, sandbox.url("finapi_access")
    )
    mode.clients.append(client)
    assert mode.run(client.client_configuration.get()).pfm_services_enabled


def test_make_a_client_from_the_environment(
    sandbox: Sandbox, mode: CallMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The environment names the same three things.
    """
    known = sandbox.credentials
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_ID", known.finapi_client)
    monkeypatch.setenv("KONTOKIT_FINAPI_CLIENT_SECRET", known.finapi_client_secret)
    monkeypatch.setenv("KONTOKIT_FINAPI_BASE_URL", sandbox.url("finapi_access"))
    client: Any = (
        first_tasks.make_async_client_from_environment()
        if mode.is_async
        else first_tasks.make_client_from_environment()
    )
    mode.clients.append(client)
    assert mode.run(client.client_configuration.get()).pfm_services_enabled


def test_loop_over_accounts(do: Do, user: User) -> None:
    """
    A loop over a list gives its rows.
    """
    ibans = do("ibans_of_accounts", user.client)
    assert len(ibans) == 3
    assert all(iban is None or iban.startswith("DE") for iban in ibans)


def test_all_transactions_since_a_day(do: Do, user: User) -> None:
    """
    All pages are walked, up to a thousand rows.
    """
    everything = do("amounts_since", user.client, date(2000, 1, 1))
    assert len(everything) == 594
    assert {type(amount) for amount in everything} == {Decimal}
    recent = do("amounts_since", user.client, user.sandbox.now.date() - timedelta(days=30))
    assert 0 < len(recent) < len(everything)


def test_sums_of_one_page(do: Do, user: User) -> None:
    """
    One request gives a page with its sums.
    """
    income, spending, rows = do("sums_of_a_page", user.client)
    assert income > 0 > spending
    assert rows == 500
    assert len(user.sandbox.requests_to("finapi_access", "getAndSearchAllTransactions")) == 1


def test_connect_a_bank_with_sca(do: Do, sandbox: Sandbox, mode: CallMode) -> None:
    """
    The flow asks for a method and a TAN, and gives the bank connection.
    """
    user = new_user(sandbox, mode, "finapi_access")
    flow = BlockingFlow(mode, do("connect_a_bank", user.client, "demo", "demo"))
    assert isinstance(flow.step, ChooseMethod)
    step = flow.choose(flow.step.methods[0])
    assert isinstance(step, Challenge)
    assert finish(flow).bank.id == 280001


def test_pay_with_sca(do: Do, user: User) -> None:
    """
    A payment is stored, submitted, and accepted by the bank after a TAN.
    """
    account = user.call(user.client.accounts.list).accounts[0]
    payment = finish(BlockingFlow(user.mode, do("pay", user.client, account.id, LOGIN)))
    assert payment.amount == Decimal("1.50")
    assert payment.status == "SUCCESSFUL"


def test_bank_access_and_its_transactions(do: Do, sandbox: Sandbox, mode: CallMode) -> None:
    """
    What an addition returns leads to the access, and its products have transactions.
    """
    user = new_user(sandbox, mode, "banksapi")
    login = {"userid": "demo1", "pin": "demo"}
    provider = sandbox.credentials.banksapi_demo_provider
    amounts = do("amounts_of_a_bank_access", user.client, provider, login)
    # Of the last 90 days: more than one each day, and with exact cents.
    assert 90 < len(amounts) < 450
    assert all(amount == round(amount, 2) for amount in amounts)


def test_handle_errors(do: Do, user: User, caplog: pytest.LogCaptureFixture) -> None:
    """
    Too many requests are waited for, and what is missing is told with its request id.
    """
    account = user.call(user.client.accounts.list).accounts[0]
    path = f"/api/v2/accounts/{account.id}"
    user.sandbox.respond_with(
        "finapi_access", "GET", path, status=429, headers={"Retry-After": "0"}, body=b"", times=1
    )
    assert do("account_or_none", user.client, account.id).id == account.id
    with caplog.at_level("INFO", first_tasks.__name__):
        assert do("account_or_none", user.client, 999999) is None
    status, code, request_id = caplog.messages[-1].split()
    assert (status, code) == ("404", "UNKNOWN_ENTITY")
    assert request_id != "None"


def test_other_options_for_one_call(do: Do, user: User) -> None:
    """
    A dict sets options of one call, and ``with_options`` those of all calls.
    """
    assert len(do("accounts_with_options", user.client, "8.8.8.8")) == 6
    one, other = user.sandbox.requests_to("finapi_access", "getAndSearchAllAccounts")
    assert one.headers["x-request-id"] == "order-4711"
    assert other.headers["x-request-id"] != "order-4711"


def test_a_notification_with_a_signature() -> None:
    """
    A forged notification raises before it is parsed.
    """
    signature = hmac.digest(b"shared", BALANCE, hashlib.sha512).hex()
    assert first_tasks.change_of_a_balance(BALANCE, signature, "shared") == Decimal("5.01")
    with pytest.raises(InvalidSignatureError):
        first_tasks.change_of_a_balance(BALANCE, signature, "other")
    with pytest.raises(InvalidSignatureError):
        first_tasks.change_of_a_balance(BALANCE, None, "shared")
