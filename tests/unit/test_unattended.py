"""
What packages say for programs that read without the user.
"""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct

from kontokit import ArgumentError
from kontokit.operations import ProblemRule, StatusField, Unattended, Update, VerdictRule


class Task(Struct):
    state: str | None = None


def test_a_rule_fits_by_status_code_and_operation() -> None:
    """
    What it does not say, it leaves open.
    """
    rule = VerdictRule(status=423, verdict="later", reason="busy", operations=("update",), code="A")
    assert rule.fits(423, "A", "update")
    assert not rule.fits(422, "A", "update")
    assert not rule.fits(423, "B", "update")
    assert not rule.fits(423, None, "update")
    assert not rule.fits(423, "A", "token")
    anything = VerdictRule(status=423, verdict="later", reason="busy")
    assert anything.fits(423, None, "token")


def test_a_status_says_what_goes_on_or_what_is_over() -> None:
    """
    Any other value means the opposite, and no value is another one too.
    """
    running = StatusField(field="state", running=("RUNS",))
    done = StatusField(field="state", done=("DONE", "ASKS"))
    states = ["RUNS", "DONE", "ASKS", "NEW", None]
    assert [running.is_running(Task(one)) for one in states] == [True, False, False, False, False]
    assert [done.is_running(Task(one)) for one in states] == [True, False, False, True, True]


def test_readiness_is_known_by_the_model() -> None:
    """
    A model without a status says nothing.
    """
    api = Unattended(statuses={"Task": StatusField(field="state", running=("RUNS",))})
    assert api.is_ready(Task("RUNS")) is False
    assert api.is_ready(Task("DONE")) is True
    assert api.is_ready("DONE") is None


class Ways(Struct):
    ways: list[Task]


def test_a_problem_is_found_wherever_a_resource_says_it() -> None:
    """
    In any entry of a list; the first rule that fits counts, and no rule means that nobody knows.
    """

    def rule(value: str, reason: str) -> ProblemRule:
        return ProblemRule(at=("ways", "state"), value=value, verdict="gone", reason=reason)

    api = Unattended(problems=(rule("LOST", "first"), rule("BROKEN", "second")))
    for states, reason in ((["FINE", "BROKEN"], "second"), (["BROKEN", "LOST"], "first")):
        found = api.problem_of(Ways([Task(state) for state in states]))
        assert found is not None
        assert found.reason == reason
    for resource in (Ways([]), Ways([Task(), Task("FINE")]), Task("LOST"), None):
        assert api.problem_of(resource) is None


class _Group:
    def start(self, **named: Any) -> Any:
        return "started", named

    def get(self, **named: Any) -> Any:
        return "read", named


class _Client:
    accounts = _Group()


def test_an_update_calls_the_methods_of_a_client() -> None:
    """
    With the id as the API takes it.
    """
    names: dict[str, Any] = {"group": "accounts", "start": "start", "get": "get"}
    text = Update(**names, start_argument="to", get_argument="of", arguments={"now": True})
    number = Update(**names, start_argument="to", get_argument="of", is_number=True)
    assert text.start_call(_Client(), "7", None) == ("started", {"to": "7", "now": True})
    assert text.get_call(_Client(), "7") == ("read", {"of": "7"})
    assert number.start_call(_Client(), "7", None) == ("started", {"to": 7})
    taken = Update(**names, start_argument="to", get_argument="of", taken={"by": ("ways", "state")})
    nothing, ways = Ways([]), Ways([Task("XS2A"), Task("FINTS")])
    assert taken.start_call(_Client(), "7", ways) == ("started", {"to": "7", "by": "XS2A"})
    assert taken.start_call(_Client(), "7", nothing) == ("started", {"to": "7", "by": None})
    assert number.get_call(_Client(), "7") == ("read", {"of": 7})
    with pytest.raises(ArgumentError, match="connection: the ids of this API are numbers"):
        number.start_call(_Client(), "seven", None)
