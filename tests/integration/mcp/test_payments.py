"""
A transfer is sent at most once, and only after a person has typed its amount.
"""

from __future__ import annotations

from typing import Any

import pytest
from mcp_types import ElicitResult

from kontokit_sandbox import Sandbox

from .conftest import Serve, call, tools_of

ORDER = {
    "source": "girokonto",
    "payee": "Max Muster",
    "iban": "DE89370400440532013000",
    "amount": "21.00",
    "order_id": "rent-11",
    "purpose": "Miete November",
}


class Person:
    """
    Types an amount when asked, or declines.
    """

    def __init__(self, typed: str | None) -> None:
        self._typed = typed
        self.questions: list[str] = []

    def __call__(self, question: str) -> ElicitResult:
        self.questions.append(question)
        if self._typed is None:
            return ElicitResult(action="decline")
        return ElicitResult(action="accept", content={"amount": self._typed})


def _sent(server: Any, amount: str, **changed: str) -> Any:
    order = {**ORDER, "amount": amount, **changed}
    return call(server, "send_transfer", order, answer=Person(amount))


def submitted(sandbox: Sandbox) -> int:
    return len(sandbox.requests_to("finapi_access", "submitPayment"))


def test_payments_need_the_switch(serve: Serve) -> None:
    """
    With it, there are three tools more, and one of them changes something.
    """
    with serve("100") as server:
        tools = tools_of(server)
        assert {"send_transfer", "payment_status", "list_payments"} < set(tools)
        assert [name for name, one in tools.items() if not one.annotations.read_only_hint] == [
            "send_transfer"
        ]
        assert tools["send_transfer"].annotations.destructive_hint
        assert "answer" not in tools["send_transfer"].input_schema["properties"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_confirmed_transfer_is_sent_once(serve: Serve, sandbox: Sandbox, mode: str) -> None:
    """
    The question says what is sent; a second call tells the state and asks nobody.
    """
    person = Person("21,00")
    with serve("100") as server:
        sent = call(server, "send_transfer", ORDER, mode=mode, answer=person)
        assert (sent["state"], sent["meaning"], sent["next"]) == (
            "finished",
            "taken by the bank",
            None,
        )
        (question,) = person.questions
        for text in ("21,00 EUR", "Max Muster", ORDER["iban"], "Girokonto", "Miete November"):
            assert text in question
        assert call(server, "send_transfer", ORDER, mode=mode, answer=person) == sent
        assert call(server, "payment_status", {"order_id": "rent-11"}, mode=mode) == sent
        assert call(server, "list_payments", mode=mode) == [sent]
    assert len(person.questions) == 1
    assert submitted(sandbox) == 1


@pytest.mark.parametrize("typed", [None, "210", "", "21.01", "yes"])
def test_nothing_is_sent_without_the_amount(
    serve: Serve, sandbox: Sandbox, typed: str | None
) -> None:
    """
    Another amount, or no, is a refusal.
    """
    with serve("100") as server:
        error = call(server, "send_transfer", ORDER, answer=Person(typed))
        assert error["exit"] == 7
        assert "nothing was sent" in error["message"]
        assert call(server, "list_payments") == []
    assert submitted(sandbox) == 0


def test_a_program_that_cannot_ask_cannot_pay(serve: Serve, sandbox: Sandbox) -> None:
    """
    The protocol says so before the tool is run.
    """
    with serve("100") as server, pytest.raises(ExceptionGroup) as raised:
        call(server, "send_transfer", ORDER)
    assert "elicitation" in str(raised.value.exceptions)
    assert submitted(sandbox) == 0


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"amount": "100.01"}, "at most 100 EUR"),
        ({"amount": "0"}, "more than 0"),
        ({"amount": "1.234"}, "two readings"),
        ({"amount": "twenty"}, "no amount"),
        ({"iban": "DE00370400440532013000"}, "check digits"),
        ({"day": "2020-01-01"}, "the day is over"),
        ({"source": "savings of Erika"}, "no account"),
    ],
)
def test_what_cannot_be_meant_asks_nobody(
    serve: Serve, sandbox: Sandbox, changed: dict[str, Any], reason: str
) -> None:
    """
    It is refused before the person is asked.
    """
    person = Person("21.00")
    with serve("100") as server:
        error = call(server, "send_transfer", {**ORDER, **changed}, answer=person)
        assert reason in error["message"]
    assert not person.questions
    assert submitted(sandbox) == 0


def test_a_lost_response_is_unknown_and_sent_once(serve: Serve, sandbox: Sandbox) -> None:
    """
    The error says so; asking tells what became of it.
    """
    with serve("100") as server:
        error = _sent(server, "20.15")
        assert error["exit"] == 9
        again = _sent(server, "20.15")
        assert (again["meaning"], again["next"]) == (
            "not known",
            "do not send it again; ask payment_status later",
        )
        assert call(server, "payment_status", {"order_id": "rent-11"})["state"] == "finished"
    assert submitted(sandbox) == 1


def test_sca_is_for_the_person_at_the_terminal(serve: Serve, sandbox: Sandbox) -> None:
    """
    The answer names the step and the command; no TAN goes through the program.
    """
    with serve("100") as server:
        sent = _sent(server, "20.19")
        assert "flows resume rent-11" in sent["next"]
        assert "waits for a person" in sent["meaning"]
        (waiting,) = call(server, "list_waiting")
        assert (waiting["id"], waiting["kind"]) == ("rent-11", "pay")
    assert submitted(sandbox) == 1


def test_the_id_of_another_order_is_refused(serve: Serve, sandbox: Sandbox) -> None:
    """
    And so is an equal order under another id.
    """
    with serve("100") as server:
        _sent(server, "21")
        other = _sent(server, "22")
        assert "taken by another order" in other["message"]
        refused = _sent(server, "21", order_id="rent-12")
        assert "as rent-11" in refused["message"]
    assert submitted(sandbox) == 1
