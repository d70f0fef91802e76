"""
The JSON Schemas of what programs read, and that every command keeps to them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from kontokit_cli.commands.profiles import FIELDS as PROFILE_FIELDS
from kontokit_sandbox import Sandbox
from tests.support.command_line import NO_SCA, CommandLine

FOLDER = Path(__file__).parents[3] / "docs" / "schemas"
NAMES = (
    *("account", "api", "bank", "check", "connected", "connection", "error", "flow"),
    *("iban", "notification", "payment", "profile", "setting", "transaction", "user"),
)
PROFILE = '[profiles.work]\napi = "finapi_access"\nclient_id = "5d2b1c8e"\n'
COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "account": [("accounts",), ("accounts", "--raw")],
    "api": [("apis",)],
    "bank": [("banks", "Test")],
    "connection": [("connections",), ("connections", "--raw")],
    "check": [("doctor",)],
    "flow": [("flows", "--all")],
    "iban": [("iban", "DE89370400440532013000")],
    "payment": [("payments",), ("payments", "show", "rent-1")],
    "profile": [("profiles",)],
    "setting": [("profiles", "show", "work", "--origin")],
    "transaction": [
        ("transactions", "--since", "90d"),
        ("transactions", "--status", "any", "--raw"),
    ],
}
AFTER_PAYMENT = ("account", "payment", "transaction")


@pytest.fixture
def erika(kontokit: CommandLine) -> CommandLine:
    """
    A person with a profile and a bank.
    """
    config = Path(kontokit.variables["KONTOKIT_CONFIG"])
    config.write_text(PROFILE, "utf-8")
    config.chmod(0o600)
    kontokit.connected()
    return kontokit


def schema(kontokit: CommandLine, name: str) -> dict[str, Any]:
    """
    The schema that the program shows.
    """
    found: dict[str, Any] = json.loads(kontokit.run("schema", name).stdout)
    return found


def checker(kontokit: CommandLine, name: str) -> Callable[[dict[str, Any]], None]:
    """
    Check that a record is valid and has no field that the schema does not name.
    """
    known = schema(kontokit, name)
    validator = jsonschema_rs.Draft202012Validator(known, validate_formats=True)

    def check(record: dict[str, Any]) -> None:
        validator.validate(record)
        assert record.keys() <= known["properties"].keys()

    return check


def test_all_schemas_are_listed(alone: CommandLine) -> None:
    """
    A name that is none is refused, with the nearest one.
    """
    assert alone.run("schema").stdout.split() == list(NAMES)
    ended = alone.run("schema", "transactions")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "did you mean transaction? " in ended.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_published_schemas_are_these(alone: CommandLine, name: str) -> None:
    """
    ``KONTOKIT_WRITE_SCHEMAS=1`` writes them anew.
    """
    shown = alone.run("schema", name).stdout
    file = FOLDER / f"{name}.json"
    if os.environ.get("KONTOKIT_WRITE_SCHEMAS"):
        file.write_text(shown, "utf-8")
    assert file.read_text("utf-8") == shown
    jsonschema_rs.meta.validate(json.loads(shown))


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_keep_to_their_schema(erika: CommandLine, name: str) -> None:
    """
    As a document and as a stream; there is a record, or nothing would be checked.
    """
    check = checker(erika, name)
    if name in AFTER_PAYMENT:  # it takes five seconds
        assert erika.pay("21.00", "rent-1").returncode == 0
    for words in COMMANDS[name]:
        document: Any = json.loads(erika(*words, "--json").stdout)
        records: list[Any] = (
            document if words[0] != "iban" and words[:2] != ("payments", "show") else [document]
        )
        assert records
        stream = [json.loads(line) for line in erika(*words, "--jsonl").stdout.splitlines()]
        for record in [*records, *stream]:
            check(record)


def test_payments_and_their_errors_keep_to_their_schemas(
    kontokit: CommandLine, sandbox: Sandbox
) -> None:
    """
    What is told of a payment, of one that is lost, and of wrong use.
    """
    kontokit.connected()
    paid = kontokit.pay("21.00", "rent-2", "--json")
    checker(kontokit, "payment")(json.loads(paid.stdout))
    check = checker(kontokit, "error")
    for ended in (
        kontokit.pay("20.15", "rent-3", "--json"),
        kontokit("--json", "call", "finapi_access", "getAccount", "id=99"),
        kontokit("--json", "transactions", "--fields", "nothing"),
    ):
        assert ended.returncode in (2, 5, 9)
        check(json.loads(ended.stderr.splitlines()[-1]))


def test_what_connect_writes_keeps_to_its_schema(kontokit: CommandLine) -> None:
    """
    A connection, with the number of its accounts.
    """
    words = ("connect", *NO_SCA, "--json")
    record = json.loads(kontokit(*words, KONTOKIT_BANK_PIN="1234").stdout)
    checker(kontokit, "connected")(record)
    assert record["accounts"] == 3


def test_a_wrong_record_is_found(alone: CommandLine) -> None:
    """
    The schemas say more than the names of fields.
    """
    known = schema(alone, "profile")
    assert tuple(known["required"]) == PROFILE_FIELDS
    wrong = {"profile": "work", "api": 3, "environment": None, "default": True}
    assert not jsonschema_rs.is_valid(known, wrong)
    assert jsonschema_rs.is_valid(known, {**wrong, "api": "finapi_access"})
