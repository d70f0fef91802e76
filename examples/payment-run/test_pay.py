"""
Each payment is sent once, whatever gets lost.
"""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import pytest
from journal import Journal
from pay import Payment, PaymentRun

from kontokit import TransportError
from kontokit.stores import SqliteStore
from kontokit_finapi_access import FinapiAccess
from kontokit_sandbox import Sandbox


def payment(amount: str) -> Payment:
    """
    Each test has an amount of its own: equal orders are refused, see "Users, reads and orders".
    """
    return Payment(
        id="2026-0001",
        name="Musterladen",
        iban="DE89370400440532013000",
        amount=Decimal(amount),
        purpose="Rechnung 4711",
    )


@pytest.fixture
def payments(
    finapi_access: FinapiAccess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PaymentRun]:
    """
    A person who types the right TAN.
    """
    monkeypatch.setattr("builtins.input", lambda _: "123456")
    login = {"Onlinebanking-ID": "sms", "PIN": "12345"}
    with (
        closing(SqliteStore(tmp_path / "flows.db", key=None)) as store,
        closing(Journal(tmp_path / "journal.db")) as journal,
    ):
        yield PaymentRun(finapi_access, store, journal, login)


def test_a_lost_answer_is_found_again_by_the_next_run(
    payments: PaymentRun, sandbox: Sandbox
) -> None:
    """
    Unknown stays unknown as long as finAPI cannot be asked, and money leaves once.
    """
    sandbox.faults.add("answer_lost", operation="submitPayment", skip=1)
    down = sandbox.faults.add("status", operation="getPayments", times=None, options={"code": 503})
    assert payments.pay(payment("9.50")) == "unknown"
    sandbox.faults.remove(down.id)
    assert payments.pay(payment("9.50")) == "submitted"
    assert payments.pay(payment("9.50")) == "submitted"
    assert [one.amount for one in sandbox.executions] == [Decimal("9.50")]


def test_a_run_that_died_before_it_sent_sends_nothing_later(
    payments: PaymentRun, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Nobody knows then whether it was sent, so a person has to look into the account.
    """
    monkeypatch.setattr(payments.sca, "with_options", killed)
    with pytest.raises(KeyboardInterrupt):
        payments.pay(payment("9.51"))
    assert payments.pay(payment("9.51")) == "unknown"
    assert sandbox.requests_to("finapi_access", "submitPayment") == []


def killed(**_: object) -> NoReturn:
    raise KeyboardInterrupt


def test_a_refused_payment_is_not_sent_again(payments: PaymentRun, sandbox: Sandbox) -> None:
    payments.login["Onlinebanking-ID"] = "no-method"
    assert payments.pay(payment("9.52")) == "failed"
    assert payments.pay(payment("9.52")) == "failed"
    assert len(sandbox.requests_to("finapi_access", "submitPayment")) == 1
    assert sandbox.executions == []


def test_what_could_not_leave_is_sent_by_the_next_run(
    payments: PaymentRun, sandbox: Sandbox
) -> None:
    """
    Nothing is in the journal, since there is no order.
    """
    assert list(payments.user.accounts.list()) == []  # so it has signed in
    with sandbox.unreachable("finapi_access"), pytest.raises(TransportError):
        payments.pay(payment("9.53"))
    assert payments.pay(payment("9.53")) == "submitted"
    assert len(sandbox.executions) == 1
