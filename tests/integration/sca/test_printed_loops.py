"""
The loops that docs/sca.md prints, run through every scenario of the sandbox.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import pytest

from kontokit.sca import (
    Cancelled,
    Expired,
    Failed,
    Finished,
    NotFinishedError,
    OutcomeUnknownError,
    Step,
    Unknown,
)
from kontokit.stores import MemoryStore
from kontokit_sandbox import Sandbox
from kontokit_sandbox.demo.test_logins import LOGINS
from tests.support.flow_driver import BACK, CallMode
from tests.support.loop_scenarios import BANKSAPI_LOGINS, SCENARIOS, Scenario, Start
from tests.support.printed_loops import AsyncPerson, Script, ScriptedPerson, loaded, printed
from tests.support.sca_finapi import new_customer

CASES: Final = [
    pytest.param(api, one, id=f"{api}: {one.name}") for one in SCENARIOS for api in one.apis
]
FIRST: Final = [case for case in CASES if case.values[1].first is not None]  # type: ignore[union-attr]
SYNC: Final = printed("def complete(")
ASYNC: Final = printed("async def complete(")


@pytest.fixture(autouse=True)
def _deprecated() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def ending(step: Step) -> str:
    """
    The kind of a last step, with its reason.
    """
    match step:
        case Failed():
            return f"failed {step.reason}"
        case Cancelled():
            return f"cancelled {step.by}"
        case Expired():
            return f"expired {step.what}"
        case Unknown():
            return f"unknown {step.seen}"
        case Finished():
            return "finished" if step.verified else "finished unverified"
        case _:
            return step.kind


def prepared(scenario: Scenario, sandbox: Sandbox, mode: CallMode, api: str) -> tuple[Any, Start]:
    """
    A user, and what starts the flow, at a sandbox that does what the scenario says.
    """
    user, start = scenario.begin(sandbox, mode, api)
    if scenario.disturbance is not None:
        operation, how, skip = scenario.disturbance
        sandbox.disturb(api, operation, how, skip=skip)  # type: ignore[arg-type]
    return user, start


def run_complete(mode: CallMode, start: Start, user: Any, person: ScriptedPerson) -> Any:
    """
    Run the complete loop, in the time of the sandbox, and give its last flow.
    """
    sca = user.sca(return_url=BACK).sca
    names = loaded(ASYNC if mode.is_async else SYNC)
    person.stopped = names["Stopped"]
    asked: Any = AsyncPerson(person) if mode.is_async else person
    return mode.run(names["start_and_complete"](lambda: start(sca), asked, user.sleeper()))


@pytest.mark.parametrize(("api", "scenario"), CASES)
def test_complete_loop_ends_as_documented(
    sandbox: Sandbox, mode: CallMode, api: str, scenario: Scenario
) -> None:
    """
    Every step is handled, wrong input is asked for again, and the end is that of the sandbox.
    """
    user, start = prepared(scenario, sandbox, mode, api)
    person = ScriptedPerson(scenario.script, sandbox)
    flow = run_complete(mode, start, user, person)
    assert ending(flow.step) == scenario.end, person.told
    assert person.told, "the end is told"
    if scenario.orders is not None:
        assert tuple(user.orders()) == scenario.orders
    if isinstance(flow.step, Finished) and flow.step.verified:
        _ = flow.result


@pytest.mark.parametrize("api", ["finapi_access", "finapi_access_v1"])
def test_complete_loop_waits_for_a_rate_limit(sandbox: Sandbox, mode: CallMode, api: str) -> None:
    """
    A choice that is turned away is made again after the pause, without a further start.
    """
    scenario = next(one for one in SCENARIOS if one.name == "import of demo")
    user, start = prepared(scenario, sandbox, mode, api)
    path = f"/api/{'v1' if api.endswith('v1') else 'v2'}/bankConnections/import"
    begun = sandbox.now
    person = ScriptedPerson(Script(typed=("123456",)), sandbox)

    def choose(step: Any, choices: Any) -> Any:
        if not person.told:
            person.tell("turned away")
            headers = {"Retry-After": "90"}
            sandbox.respond_with(api, "POST", path, status=429, headers=headers, body=b"", times=1)  # type: ignore[arg-type]
        return choices[0]

    person.choose = choose  # type: ignore[method-assign]
    flow = run_complete(mode, start, user, person)
    assert ending(flow.step) == "finished"
    assert (sandbox.now - begun).total_seconds() >= 90


@pytest.mark.parametrize(("api", "scenario"), FIRST)
def test_first_loop_ends(sandbox: Sandbox, api: str, scenario: Scenario) -> None:
    """
    The first loop cancels what it does not know, and never spins.
    """
    mode = CallMode("sync")
    try:
        user, start = prepared(scenario, sandbox, mode, api)
        person = ScriptedPerson(scenario.script, sandbox)
        names = loaded(printed("def authenticate("), input=person.type_line)
        flow = start(user.sca(return_url=BACK).sca)
        with suppress(NotFinishedError):
            names["authenticate"](flow)
        assert ending(flow.step) == scenario.first
    finally:
        mode.close()


def test_look_at_night_says_what_is_known(sandbox: Sandbox, capsys: Any) -> None:
    """
    The id of a lost order is in its error, and one look prints what a person needs.
    """
    mode = CallMode("sync")
    try:
        customer = new_customer(sandbox, mode)
        sandbox.disturb("finapi_access", "submitPayment", "request lost")
        store = MemoryStore()
        sca = customer.sca(store=store)
        flow = customer.paying("demo", sca)
        with pytest.raises(OutcomeUnknownError) as lost:
            _ = flow.result
        look = loaded(printed("def look("))["look"]
        seen = look(sca, lost.value.record["id"], customer.login("demo"))
        assert ending(seen.step) == "unknown open"
        printed_lines = capsys.readouterr().out
        assert "lost: start, seen: open, can ask: True" in printed_lines
        assert "after a check only: True" in printed_lines
        assert "Look for it in the account's transactions" in printed_lines
    finally:
        mode.close()


class _WithoutAwait(ast.NodeTransformer):
    """
    The same code, blocking.
    """

    def visit_Await(self, node: ast.Await) -> Any:
        return self.visit(node.value)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> Any:
        self.generic_visit(node)
        fields = {name: getattr(node, name) for name in node._fields}
        return ast.copy_location(ast.FunctionDef(**fields), node)


def test_both_complete_loops_are_the_same() -> None:
    """
    The loop for asyncio is the other one with ``await``.
    """
    tree = _WithoutAwait().visit(ast.parse(ASYNC))
    assert ast.unparse(tree).replace("asyncio", "time") == ast.unparse(ast.parse(SYNC))


def test_every_login_of_banksapi_has_scenarios() -> None:
    """
    What was a login of BANKSapi before there was one table is played, as the logins of finAPI are.
    """
    names = {name for login in LOGINS for name in login.names("banksapi")}
    assert {name for name in names if name.startswith(("demo", "test_"))} == set(BANKSAPI_LOGINS)
