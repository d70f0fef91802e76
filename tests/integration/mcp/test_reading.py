"""
What a program that speaks MCP reads is what the bank has.
"""

from __future__ import annotations

import json

import pytest

from kontokit.sca.messages import messages_in
from kontokit_mcp.sca_help import EXPLANATIONS
from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine

from .conftest import Serve, call, tools_of

READING = {
    "list_connections",
    "list_accounts",
    "list_balances",
    "list_transactions",
    "list_waiting",
    "explain_sca_step",
}


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_read_only(serve: Serve, mode: str) -> None:
    """
    By default there is no tool that pays, and each says that it changes nothing.
    """
    with serve() as server:
        tools = tools_of(server)
        assert set(tools) == READING
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        assert all(tool.description for tool in tools.values())
        assert call(server, "list_accounts", mode=mode)


def test_rows_are_those_of_the_command_line(serve: Serve, kontokit: CommandLine) -> None:
    """
    With the same fields, amounts and days, the newest first.
    """
    with serve() as server:
        for tool, words in {
            "list_connections": ["connections"],
            "list_accounts": ["accounts"],
            "list_transactions": ["transactions", "--status", "any"],
        }.items():
            more = {"include_pending": True, "limit": 500} if tool == "list_transactions" else {}
            found = call(server, tool, more)
            rows = found["transactions"] if tool == "list_transactions" else found
            shown = json.loads(kontokit(*words, "--json").stdout)
            assert rows, tool
            assert sorted(map(str, rows)) == sorted(map(str, shown))


def test_transactions_can_be_narrowed(serve: Serve) -> None:
    """
    By text, days, amounts and number; what is left out is counted.
    """
    with serve() as server:
        days = {"accounts": ["girokonto"], "since": "2000-01-01"}
        whole = call(server, "list_transactions", {**days, "limit": 500})
        rows = whole["transactions"]
        assert (whole["more"], whole["unreadable"], whole["not_read"]) == (0, 0, [])
        booked = [row["booked_on"] for row in rows]
        assert booked == sorted(booked, reverse=True)
        first = call(server, "list_transactions", {**days, "limit": 2})
        assert (first["transactions"], first["more"]) == (rows[:2], len(rows) - 2)
        row = next(row for row in rows if row["counterparty"])
        found = call(server, "list_transactions", {**days, "search": row["counterparty"].upper()})
        assert row in found["transactions"]
        assert len(found["transactions"]) < len(rows)
        bounds = {"smallest": row["amount"], "largest": row["amount"]}
        found = call(server, "list_transactions", {**days, **bounds})["transactions"]
        assert {one["amount"] for one in found} == {row["amount"]}
        found = call(server, "list_transactions", {"accounts": ["girokonto"], "until": booked[-1]})
        assert {one["booked_on"] for one in found["transactions"]} == {booked[-1]}


def test_balances_are_all_that_there_are(serve: Serve) -> None:
    """
    The booked one is that of the account.
    """
    with serve() as server:
        accounts = call(server, "list_accounts")
        balances = call(server, "list_balances", {"accounts": [accounts[0]["iban"]]})
        assert {row["account_key"] for row in balances} == {accounts[0]["key"]}
        booked = [row["amount"] for row in balances if row["kind"] == "booked"]
        assert booked == [accounts[0]["balance"]]
        assert len(call(server, "list_balances")) >= len(accounts)


def test_one_account_that_cannot_be_read_stops_no_other(serve: Serve, sandbox: Sandbox) -> None:
    """
    It is named with its error; an account that is asked for alone is an error.
    """
    with serve() as server:
        accounts = call(server, "list_accounts")
        assert len(accounts) > 1
        _refuse(sandbox)
        found = call(server, "list_transactions")
        (failure,) = found["not_read"]
        assert json.loads(failure["error"])["status"] == 403
        assert {row["account"] for row in found["transactions"]}.isdisjoint({failure["account"]})
        _refuse(sandbox)
        error = call(server, "list_transactions", {"accounts": [accounts[0]["iban"]]})
        assert (error["exit"], error["status"]) == (7, 403)


def _refuse(sandbox: Sandbox) -> None:
    operation = "getAndSearchAllTransactions"
    sandbox.faults.add("status", operation=operation, options={"code": 403})


def test_an_unknown_account_is_an_error_with_a_command(serve: Serve) -> None:
    """
    As on the command line.
    """
    with serve() as server:
        error = call(server, "list_transactions", {"accounts": ["savings of Erika"]})
        assert error["exit"] == 5
        assert "no account" in error["message"]
        assert error["next"].endswith("accounts")


def test_every_step_of_sca_is_explained(serve: Serve) -> None:
    """
    In words of the field, and in German for the user.
    """
    assert set(EXPLANATIONS) == set(messages_in("de").steps)
    with serve() as server:
        for step, text in EXPLANATIONS.items():
            found = call(server, "explain_sca_step", {"step": step})
            assert found["explanation"] == text
            assert found["german"] == messages_in("de").steps[step]


def test_what_waits_names_the_command(serve: Serve, kontokit: CommandLine) -> None:
    """
    A connection that waits for a TAN, and how the person goes on.
    """
    left = kontokit.connected("push-tan")
    assert left.returncode == 6, left.stderr
    with serve() as server:
        (found,) = call(server, "list_waiting")
        assert found["kind"] == "connect"
        assert found["command"].endswith(f"flows resume {found['id']}")
