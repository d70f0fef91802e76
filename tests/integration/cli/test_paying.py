"""
Nothing is sent twice, and what nobody knows is said so.
"""

from __future__ import annotations

import json

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import PAYEE, CommandLine, pay_words


@pytest.fixture
def payer(kontokit: CommandLine) -> CommandLine:
    """
    A person whose bank asks for nothing.
    """
    assert kontokit.connected().returncode == 0
    return kontokit


def submitted(sandbox: Sandbox) -> int:
    return len(sandbox.requests_to("finapi_access", "submitPayment"))


def test_the_same_order_id_sends_nothing(payer: CommandLine, sandbox: Sandbox) -> None:
    """
    The second run reports the first one's state; another order under the id is refused.
    """
    first, second = payer.pay("21.00", "rent-11"), payer.pay("21.00", "rent-11")
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout
    other = payer.pay("22.00", "rent-11")
    assert other.returncode == 2
    assert "taken by another order" in other.stderr
    assert submitted(sandbox) == 1


def test_commands_at_the_same_time_send_it_once(payer: CommandLine, sandbox: Sandbox) -> None:
    """
    Whatever each of them says, the order is known and not sent again afterwards.
    """
    words = [f"--sandbox={payer.url}", *pay_words("21.00", "rent-11")]
    started = [payer.process(words) for _ in range(3)]
    ended = [one.communicate() for one in started]
    assert 0 in [one.returncode for one in started], ended
    assert payer.pay("21.00", "rent-11").returncode == 0
    assert submitted(sandbox) == 1


def test_an_equal_order_is_refused_for_ten_minutes(payer: CommandLine, sandbox: Sandbox) -> None:
    """
    Under another id, unless both are meant.
    """
    assert payer.pay("21.00", "rent-11").returncode == 0
    refused = payer.pay("21.00", "rent-12")
    assert refused.returncode == 2
    assert "as rent-11" in refused.stderr
    assert submitted(sandbox) == 1
    assert payer.pay("21.00", "rent-12", "--duplicate-ok").returncode == 0
    assert submitted(sandbox) == 2


def test_a_lost_response_is_9_and_never_sent_again(payer: CommandLine, sandbox: Sandbox) -> None:
    """
    Reconciling asks, and tells what became of it.
    """
    lost = payer.pay("20.15", "rent-11")
    assert (lost.returncode, lost.stdout) == (9, "")
    assert "Do not send it again" in lost.stderr
    assert "payments reconcile rent-11" in lost.stderr
    again = payer.pay("20.15", "rent-11")
    assert again.returncode == 9
    reconciled = payer("payments", "reconcile", "rent-11", "--json")
    assert reconciled.returncode == 0
    assert json.loads(reconciled.stdout)["state"] == "finished"
    assert payer.pay("20.15", "rent-11").returncode == 0
    assert submitted(sandbox) == 1


def test_an_order_that_was_only_made_can_be_sent_later(
    payer: CommandLine, sandbox: Sandbox
) -> None:
    """
    As long as the bank has not been given it, the same id may begin again.
    """
    sandbox.lose_answers("finapi_access", "POST", "/api/v2/payments/moneyTransfers", times=3)
    lost = payer.pay("21.00", "rent-11")
    assert lost.returncode == 8
    assert "has not reached the bank" in lost.stderr
    sandbox.faults.clear()
    assert payer.pay("21.00", "rent-11").returncode == 0
    assert submitted(sandbox) == 1


def test_a_dead_process_leaves_an_order_that_nobody_knows(
    payer: CommandLine, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    """
    Noted before it was sent, and not sent again, although no record says anything.
    """
    from kontokit_cli import flow_notes

    class Killed(BaseException):
        pass

    def dies(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(flow_notes, "end", dies)
        with pytest.raises(Killed):
            payer.pay("21.00", "rent-11")
    assert payer.pay("21.00", "rent-11").returncode == 9
    assert submitted(sandbox) == 1


def test_a_person_is_needed(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Without one, it ends with 6, and the flow can be cancelled: it is not carried out.
    """
    kontokit.connected("push-tan")
    flow = json.loads(kontokit("flows", "--json").stdout)[0]["id"]
    assert kontokit("flows", "cancel", flow).returncode == 0
    assert kontokit("flows").stdout.splitlines() == ["ID\tKIND\tSTATE\tBANK\tSTARTED"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--iban", "DE00370400440532013000"), "check digits are wrong"),
        (("--amount", "0"), "more than 0"),
        (("--amount", "1.234"), "two readings"),
        (("--on", "2020-01-01"), "the day is over"),
        (("--purpose", "x" * 141), "at most 140"),
        (("--order-id", "a b"), "an order id has"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    kontokit: CommandLine, sandbox: Sandbox, words: tuple[str, ...], reason: str
) -> None:
    """
    Before anything is sent.
    """
    order = ("--from", "girokonto", *PAYEE, "--amount", "21", "--order-id", "x", "--yes")
    ended = kontokit("pay", *order, *words)
    assert ended.returncode == 2
    assert reason in ended.stderr
    assert not sandbox.requests


def test_nobody_to_confirm_is_wrong_use(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    A script says --yes and gives an id.
    """
    order = ("--from", "girokonto", *PAYEE, "--amount", "21")
    assert kontokit("pay", *order).returncode == 2
    assert kontokit("pay", *order, "--yes").returncode == 2
    assert not sandbox.requests


def test_a_dry_run_sends_nothing(payer: CommandLine, sandbox: Sandbox) -> None:
    """
    It checks, and says what it would send.
    """
    ended = payer.pay("21.00", "rent-11", "--dry-run")
    assert ended.returncode == 0
    assert "would send 21.00 EUR to Max Muster" in ended.stderr.replace(",", ".")
    assert not sandbox.requests_to("finapi_access", "createMoneyTransfer")
    assert payer.pay("21.00", "rent-11").returncode == 0


def test_call_sends_no_order_without_yes(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    And a lost response of it is 9.
    """
    words = ("call", "finapi_access", "submitPayment", "--body", "-")
    body = '{"paymentId": 1, "bankingInterface": "XS2A"}'
    refused = kontokit(*words, stdin=body)
    assert refused.returncode == 2
    assert not sandbox.requests
    sandbox.lose_answers("finapi_access", "POST", "/api/v2/payments/submit", times=3)
    assert kontokit(*words, "--yes", stdin=body).returncode == 9
