"""
Every command has a help with examples that work, and words can be completed.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kontokit_banking.exports import FORMATS as EXPORT_FORMATS
from kontokit_cli.application import COMMANDS, program
from kontokit_cli.options import FILE_FORMATS
from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine, clean_environment, examples_of

PROVIDERS = {"bankimport", "banksapi", "finapi_access", "finapi_access_v1", "finapi_webform"}
SPECIAL = {
    "webhook": "listens until Ctrl-C",
    "sandbox": "serves until Ctrl-C",
    "completion": "writes a script, and some examples redirect it",
}
PAY = shlex.split("pay --from giro --to Max --iban DE89370400440532013000 --amount 1 --yes")


def all_commands() -> list[str]:
    found: list[str] = []
    context = click.Context(program)
    for name in COMMANDS:
        made = program.get_command(context, name)
        assert made is not None
        found.append(name)
        if isinstance(made, click.Group):
            found += [f"{name} {one}" for one in made.list_commands(context)]
    return found


@pytest.mark.parametrize("name", all_commands())
def test_help_is_a_sentence_and_options(alone: CommandLine, name: str) -> None:
    """
    In 80 columns; -h is the same.
    """
    long, short = alone.run(*name.split(), "--help"), alone.run(*name.split(), "-h")
    assert (long.returncode, long.stdout) == (0, short.stdout)
    assert max(map(len, long.stdout.splitlines())) <= 80
    assert f"Usage: kontokit {name}" in long.stdout


@pytest.mark.parametrize("name", [one for one in COMMANDS if one not in SPECIAL])
def test_the_examples_of_the_help_work(
    kontokit: CommandLine, sandbox: Sandbox, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Each ends as it should: done, or with what a person or a name is missing for.
    """
    monkeypatch.chdir(kontokit.folder)
    context = click.Context(program)
    made = program.get_command(context, name)
    assert made is not None
    examples = examples_of(made.help or "")
    assert len(examples) == 3
    for one in made.commands.values() if isinstance(made, click.Group) else ():
        own = examples_of(one.help or "")
        assert own, one.name
        examples += [example for example in own if example not in examples]
    kontokit.connected()
    for example in examples:
        words = [
            one.replace("--sandbox", f"--sandbox={kontokit.url}") for one in shlex.split(example)
        ]
        if words[1].startswith("|") or "|" in example:
            continue
        ended = kontokit.run(*words[1:])
        assert "this is a bug" not in ended.stderr, example
        assert "Usage: " not in ended.stderr, example
        assert ended.returncode in (0, 3, 5, 6), (example, ended.stderr)


def test_apis_lists_what_is_installed(alone: CommandLine) -> None:
    """
    With what each can do.
    """
    rows = {row["name"]: row for row in json.loads(alone.run("apis", "--json").stdout)}
    assert rows.keys() == PROVIDERS
    assert rows["finapi_access"]["operations"] == 92
    assert [name for name, row in rows.items() if row["pays"]] == [
        "banksapi",
        "finapi_access",
        "finapi_access_v1",
    ]
    assert not rows["finapi_webform"]["reads"]
    assert [name for name, row in rows.items() if row["web_form"]] == ["finapi_access"]


def test_apis_lists_the_profiles_of_each(alone: CommandLine) -> None:
    """
    Nothing says who they are.
    """
    text = '[profiles.work]\napi = "banksapi"\n[profiles.home]\napi = "banksapi"\n'
    (alone.folder / "config.toml").write_text(text, "utf-8")
    rows = {row["name"]: row for row in json.loads(alone.run("apis", "--json").stdout)}
    assert rows["banksapi"]["profiles"] == ["work", "home"]
    assert rows["bankimport"]["profiles"] == []
    table = alone.run("apis", "--fields", "name,pays,profiles").stdout.splitlines()
    assert "banksapi\tyes\twork, home" in table


def test_call_lists_operations(alone: CommandLine) -> None:
    """
    Where none is named; other commands point to the list.
    """
    listed = alone.run("call", "bankimport").stdout.splitlines()
    assert len(listed) == 6
    assert "listTransactions" in listed


def test_what_is_not_there_is_named(kontokit: CommandLine) -> None:
    """
    With the command that lists what is.
    """
    for words in (("payments", "show", "rent-9"), ("payments", "reconcile", "rent-9")):
        ended = kontokit(*words)
        assert ended.returncode == 5
        assert "there is no payment 'rent-9'" in ended.stderr
        assert f"kontokit --sandbox={kontokit.url} payments list" in ended.stderr
    ended = kontokit("banks", "Nirgends")
    assert (ended.returncode, ended.stderr) == (0, "No bank fits 'Nirgends'.\n")


def test_call_reaches_any_operation(kontokit: CommandLine, tmp_path: Path) -> None:
    """
    With typed arguments, a body, all pages of a list, and documented errors.
    """
    listed = kontokit("call", "bankimport", "listTransactions", "limit=2")
    assert len(json.loads(listed.stdout)["transactions"]) == 2
    whole = kontokit("call", "finapi_access", "getAndSearchAllBanks", "perPage=3", "--all")
    assert len(json.loads(whole.stdout)) == 10
    body = tmp_path / "body.json"
    body.write_text('{"name": "Miete"}', "utf-8")
    made = kontokit("call", "finapi_access", "createLabel", "--body", str(body))
    assert json.loads(made.stdout)["name"] == "Miete"
    again = kontokit("--json", "call", "finapi_access", "createLabel", "--body", str(body))
    error = json.loads(again.stderr)["error"]
    assert (again.returncode, error["status"]) == (7, 422)
    assert "ENTITY_EXISTS" in error["message"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("getAcount",), "did you mean getAccount"),
        (("getAccount",), "getAccount needs id=VALUE"),
        (("getAccount", "id=x"), "id='x' is no integer"),
        (("getAccount", "ib=1"), "no argument 'ib'; it has: id"),
        (("getAccount", "3"), "'3' is no NAME=VALUE"),
        (("createLabel", "--body", "/none"), "/none: No such file"),
    ],
)
def test_call_refuses_what_the_document_does_not_have(
    kontokit: CommandLine, sandbox: Sandbox, words: tuple[str, ...], reason: str
) -> None:
    """
    Before anything is sent.
    """
    ended = kontokit("call", "finapi_access", *words)
    assert ended.returncode == 2
    assert reason in ended.stderr
    assert not sandbox.requests


def test_an_export_is_written_whole(kontokit: CommandLine, tmp_path: Path) -> None:
    """
    In the format that the ending names, or in the one that is asked for.
    """
    kontokit.connected()
    target = tmp_path / "rows.csv"
    ended = kontokit("export", "girokonto", "--to", str(target))
    assert ended.returncode == 0, ended.stderr
    assert "450 transactions" in ended.stderr
    assert len(target.read_text("utf-8").splitlines()) == 451
    assert kontokit("export", "--to", str(target)).returncode == 2
    excel = kontokit("export", "--to", str(target), "--output", "csv-excel", "--force")
    assert excel.returncode == 0, excel.stderr
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    unknown = kontokit("export", "--to", str(tmp_path / "rows.txt"))
    assert unknown.returncode == 2
    assert "give --output" in unknown.stderr


def test_a_format_of_exports_goes_to_stdout(kontokit: CommandLine) -> None:
    """
    As bytes, for a pipe; what it has done is on stderr.
    """
    kontokit.connected()
    words = ["transactions", "girokonto", "--since", "7d", "--output", "csv-excel"]
    program = kontokit.process([f"--sandbox={kontokit.url}", *words], encoding="utf-8")
    shown, told = program.communicate(timeout=60)
    assert program.returncode == 0
    assert shown.startswith("\ufeff")
    assert "(csv-excel)" in told
    refused = kontokit(*words[:-1], "no-such-format")
    assert refused.returncode == 2


@pytest.mark.parametrize("words", [["accounts"], PAY, ["connections", "list"]])
def test_a_format_of_exports_is_for_transactions_only(
    kontokit: CommandLine, words: list[str]
) -> None:
    """
    It is refused before anything is done, in front of the command and behind it.
    """
    for typed in ([*words, "-o", "parquet"], ["-o", "parquet", *words]):
        ended = kontokit(*typed)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "parquet is a format of 'transactions' and 'export' only" in ended.stderr


def test_the_formats_of_exports_are_all_known() -> None:
    """
    The command line names them itself, since their module takes long to import.
    """
    assert set(FILE_FORMATS) | {"csv", "jsonl"} == set(EXPORT_FORMATS)


def test_a_package_of_another_provider_is_found(
    kontokit: CommandLine, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Nothing in the program names it; a broken one stops no other, and a name is not shared.
    """
    folder = kontokit.folder / "site"
    provider = (
        "from kontokit.operations import Provider\n"
        "from kontokit_bankimport.provider import PROVIDER as BASE\n"
        "from msgspec.structs import replace\n"
        "PROVIDER = replace(BASE, name='mybank', title='My Bank')\n"
    )
    for name, point in {"mybank": "mybank_provider:PROVIDER", "broken": "no_such:X"}.items():
        made = folder / f"{name}-1.0.dist-info"
        made.mkdir(parents=True)
        (made / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n")
        (made / "entry_points.txt").write_text(f"[kontokit.providers]\n{name} = {point}\n")
    (folder / "mybank_provider.py").write_text(provider)
    monkeypatch.syspath_prepend(str(folder))
    rows = {row["name"]: row for row in json.loads(kontokit.run("apis", "--json").stdout)}
    assert rows.keys() == PROVIDERS | {"mybank", "broken"}
    assert (rows["mybank"]["title"], rows["mybank"]["version"]) == ("My Bank", "1.0")
    assert rows["broken"]["trouble"] == "broken: ModuleNotFoundError"
    variables = {
        "KONTOKIT_BANKIMPORT_BASE_URL": sandbox.url("bankimport"),
        "KONTOKIT_BANKIMPORT_API_TOKEN": sandbox.credentials.bankimport_token,
    }
    listed = kontokit.run("--api", "mybank", "accounts", "--json", **variables)
    assert {row["provider"] for row in json.loads(listed.stdout)} == {"mybank"}
    other = folder / "other-1.0.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.4\nName: other\nVersion: 1.0\n")
    point = "[kontokit.providers]\nmybank = mybank_provider:PROVIDER\n"
    (other / "entry_points.txt").write_text(point)
    refused = kontokit.run("--api", "mybank", "accounts", **variables)
    assert refused.returncode == 2
    assert "mybank and other both have an API" in refused.stderr


def completed(kontokit: CommandLine, line: str) -> list[str]:
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    variables = {
        "_KONTOKIT_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    code = "from kontokit_cli.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean_environment(), **kontokit.variables, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return [one.partition(",")[2] for one in done.stdout.split()]


def test_words_are_completed_without_the_network(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Commands, APIs, operations, and accounts that were listed before.
    """
    kontokit.connected()
    kontokit("accounts")
    before = len(sandbox.requests)
    assert completed(kontokit, "kontokit acc") == ["accounts"]
    assert completed(kontokit, "kontokit call banks") == ["banksapi"]
    assert "getAccount" in completed(kontokit, "kontokit call finapi_access getAcc")
    assert completed(kontokit, "kontokit --sandbox transactions giro") == ["Girokonto"]
    assert len(sandbox.requests) == before


def test_values_of_options_are_completed(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Profiles of the configuration, installed APIs, and banks that were found before, by their id
    or name.
    """
    text = '[profiles.work]\napi = "finapi_access"\n[profiles.home]\napi = "banksapi"\n'
    (kontokit.folder / "config.toml").write_text(text, "utf-8")
    kontokit("banks", "Redirect")
    before = len(sandbox.requests)
    assert completed(kontokit, "kontokit --profile w") == ["work"]
    assert completed(kontokit, "kontokit accounts -p ") == ["work", "home"]
    assert completed(kontokit, "kontokit --api banks") == ["banksapi"]
    assert completed(kontokit, "kontokit accounts --api finapi_access_") == ["finapi_access_v1"]
    assert "280002" in completed(kontokit, "kontokit --sandbox connect --bank 28")
    assert "280002" in completed(kontokit, "kontokit --sandbox connect --bank finapi")
    assert completed(kontokit, "kontokit --sandbox connect --bank 1") == []
    assert len(sandbox.requests) == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(alone: CommandLine, shell: str) -> None:
    """
    It calls the program.
    """
    assert "_KONTOKIT_COMPLETE" in alone.run("completion", shell).stdout


def test_a_connection_gets_a_name(kontokit: CommandLine) -> None:
    """
    And can be removed.
    """
    kontokit.connected()
    found = json.loads(kontokit("connections", "--json").stdout)[0]
    assert kontokit("connections", "name", found["provider_id"], "house").returncode == 0
    assert json.loads(kontokit("connections", "--json").stdout)[0]["alias"] == "house"
    assert len(kontokit("accounts", "--connection", "house").stdout.splitlines()) == 4
    assert kontokit("connections", "remove", "house").returncode == 2
    assert kontokit("connections", "remove", "house", "--yes").returncode == 0
    assert kontokit("connections", "--json").stdout == "[]\n"


def test_reads_without_a_person_are_counted(kontokit: CommandLine) -> None:
    """
    Four in 24 hours; then it ends with 8 and says when.
    """
    kontokit.connected()
    codes = [kontokit("connections", "refresh", "--no-input").returncode for _ in range(4)]
    assert codes == [0, 0, 0, 0]
    ended = kontokit("--json", "connections", "refresh", "--no-input")
    error = json.loads(ended.stderr.splitlines()[-1])["error"]
    assert (ended.returncode, error["kind"]) == (8, "budget_exhausted")
    assert error["retry_after"] > 0


def test_flicker_codes_and_ibans(alone: CommandLine, tmp_path: Path) -> None:
    """
    As text, as a page, and as an error.
    """
    code = "118501204520199848313233463536373875"
    assert alone.run("flicker", code, "--text", "--lang", "en").stdout.strip()
    page = tmp_path / "code.html"
    assert alone.run("flicker", code, "--html", str(page)).returncode == 0
    assert "<section" in page.read_text("utf-8")
    assert alone.run("flicker", "12345").returncode == 2
    shown = json.loads(alone.run("iban", "de89 3704 0044 0532 0130 00", "--json").stdout)
    assert shown["grouped"] == "DE89 3704 0044 0532 0130 00"


def test_a_credential_is_encrypted(kontokit: CommandLine, sandbox: Sandbox, tmp_path: Path) -> None:
    """
    With the public key of a file; the value comes from stdin and is not shown.
    """
    key = tmp_path / "key.pem"
    key.write_text(sandbox.credentials.banksapi_certificate, "utf-8")
    words = ("encrypt", "--certificate", str(key), "--secrets-stdin")
    ended = kontokit.run(*words, stdin='{"value": "kanarie"}\n')
    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.strip()) == 684


def test_a_notification_is_told(kontokit: CommandLine) -> None:
    """
    With its kind and number.
    """
    import re

    import httpx2

    words = ["--api", "banksapi", "webhook", "listen", "--port", "0", "--jsonl", "--count", "1"]
    listener = kontokit.process(words)
    assert listener.stderr is not None
    address = re.search(r"http://\S+/hooks", listener.stderr.readline())
    assert address
    assert httpx2.post(address[0] + "/other", content=b"{}").status_code == 404
    body = {"notificationType": "UNKNOWN_KIND", "serial": 42}
    assert httpx2.post(address[0], json=body).status_code == 200
    shown, _ = listener.communicate(timeout=30)
    told = json.loads(shown)
    assert (told["api"], told["decision"], told["serial"]) == ("banksapi", "new", 42)
