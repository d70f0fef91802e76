"""
The sandbox as a program of its own, and the commands that control it.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest

from kontokit_bankimport import Bankimport
from kontokit_banksapi import Banksapi
from kontokit_finapi_access import FinapiAccess
from kontokit_finapi_webform import FinapiWebForm
from kontokit_sandbox import WebhookInbox
from kontokit_sandbox.control.client import Control
from kontokit_sandbox.credentials import Credentials
from tests.support.raw_http import send_raw
from tests.support.sandbox_program import Commands, introduction


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(tmp_path)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Commands, str]]:
    """
    A running sandbox, and its address.
    """
    commands = Commands(tmp_path_factory.mktemp("runtime"))
    with commands.serving("--port", "0", "--log", "off") as program:
        yield commands, introduction(program)[0].split()[2]


@pytest.fixture
def running(serving: tuple[Commands, str]) -> Commands:
    """
    The same, as it is at its start.
    """
    commands, _ = serving
    assert commands.run("reset").returncode == 0
    return commands


def test_the_program_says_where_everything_is(commands: Commands) -> None:
    """
    The first lines have the addresses, the first credentials and the control page.
    """
    with commands.serving("--port=0") as program:
        lines = introduction(program)
    port = lines[0].split()[2].rpartition(":")[2]
    masked = [re.sub(r"token=\S+", "token=T", one.replace(port, "4780")) for one in lines]
    masked[0] = re.sub(r" \S+   ", " 1.2.3   ", masked[0], count=1)
    masked[0] = re.sub(r"\d{4}-\d\d-\d\d", "2026-11-28", masked[0])
    assert [re.sub(" +", " ", one) for one in masked] == [
        "kontokit-sandbox 1.2.3 http://127.0.0.1:4780 seed 1 clock 2026-11-28 (real time)",
        " Bankimport http://127.0.0.1:4780/bankimport/api/v1 token tb0sandbox…",
        " BANKSapi http://127.0.0.1:4780/banksapi client demotenant/demo-client",
        " finAPI http://127.0.0.1:4780/finapi/access client 5d2b1c8e-… (v1 and v2)",
        " Web Form http://127.0.0.1:4780/finapi/webform",
        "Control page http://127.0.0.1:4780/_sandbox/?token=T (credentials, clock, faults, log)",
        "Everything as variables: kontokit-sandbox env Stop with Ctrl-C.",
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_program_runs_until_it_is_interrupted(
    commands: Commands, number: signal.Signals
) -> None:
    """
    It serves, shows each request in a line, and ends without a complaint and without its file.
    """
    with commands.serving("--port", "0") as program:
        url = introduction(program)[0].split()[2]
        assert send_raw("GET", f"{url}/banksapi/hello/").status == 200
        assert program.stdout is not None
        line = program.stdout.readline()
        assert re.fullmatch(r"\d\d:\d\d:\d\d banksapi GET /hello/ 200 \d+ ms\n", line)
        (file,) = (commands.folder / "kontokit-sandbox").iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        program.send_signal(number)
        _, complaints = program.communicate(timeout=10)
        assert (program.returncode, complaints) == (0, "")
        assert not file.exists()


def test_requests_can_be_shown_as_json(commands: Commands) -> None:
    """
    A program that reads the log gets an object a line.
    """
    with commands.serving("--port=0", KONTOKIT_SANDBOX_LOG="json") as program:
        url = introduction(program)[0].split()[2]
        send_raw("GET", f"{url}/banksapi/hello/")
        assert program.stdout is not None
        assert json.loads(program.stdout.readline())["path"] == "/hello/"


def test_a_log_that_nobody_reads_stops_nothing(commands: Commands) -> None:
    """
    A program may start the sandbox and never read its output.
    """
    with commands.serving("--port=0") as program:
        url = introduction(program)[0].split()[2]
        # More than a pipe holds.
        statuses = {send_raw("GET", f"{url}/banksapi/{'x' * 4000}").status for _ in range(40)}
        assert statuses == {404}


def taken() -> socket.socket:
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made


def test_a_taken_port_is_reported(commands: Commands) -> None:
    """
    A given port is not exchanged for another one; it is one line and status 1.
    """
    with taken() as other:
        port = other.getsockname()[1]
        ended = commands.run("--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr == (
        f"Error: port {port} is taken by another program; give another --port\n"
    )


def test_the_next_free_port_is_taken(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without a port the sandbox takes 4780 or one of the next nine, and says so.
    """
    with commands.serving() as first, commands.serving() as second:
        ports = [
            int(re.findall(r"http://127.0.0.1:(\d+)   ", "\n".join(introduction(one)))[0])
            for one in (first, second)
        ]
    assert len(set(ports)) == 2
    assert all(4780 <= port < 4790 for port in ports)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--port=99999"], "99999 is not in the range"),
        (["--port=http"], "'http' is not a valid integer"),
        (["--prot=1"], "--port"),
        (["--clock=yesterday"], "'yesterday' is neither now"),
        (["--public-url=ftp://x"], "is no public URL"),
        (["--host=0.0.0.0"], "--host 0.0.0.0 needs --public-url"),
        (["--max-body=much"], "'much' is no size"),
        (["--transactions=5"], "5 is not in the range"),
        (["restet"], "No such command 'restet'. Did you mean 'reset'?"),
        (["zzz"], "No such command 'zzz'."),
        (["clock", "advance"], "Missing argument"),
    ],
)
def test_a_wrong_command_line_is_explained(
    commands: Commands, words: list[str], complaint: str
) -> None:
    """
    Status 2, and what is wrong without a traceback.
    """
    ended = commands.run(*words)
    assert ended.returncode == 2
    assert complaint in ended.stderr
    assert "Traceback" not in ended.stderr


def test_commands_say_that_nothing_runs(commands: Commands) -> None:
    """
    Without a running sandbox every command is status 1 and says how to start one.
    """
    for words in (["health"], ["reset"], ["health", "--url=http://127.0.0.1:9"]):
        ended = commands.run(*words)
        assert ended.returncode == 1
        assert "start one: kontokit-sandbox" in ended.stderr


def test_two_sandboxes_have_to_be_told_apart(commands: Commands) -> None:
    """
    A command asks which one; ``--url`` and its variable say so, and the token is found by it.
    """
    with commands.serving("--port=0") as first, commands.serving("--port=0") as second:
        urls = [introduction(one)[0].split()[2] for one in (first, second)]
        ended = commands.run("clock")
        assert ended.returncode == 1
        assert all(url in ended.stderr for url in urls)
        for url in urls:
            assert commands.run("clock", "--url", url).returncode == 0
            assert commands.run("reset", KONTOKIT_SANDBOX_URL=url).returncode == 0


def test_a_token_comes_from_a_file(commands: Commands, tmp_path: Path) -> None:
    """
    As a container gets its secrets; a command of another user needs it too.
    """
    file = tmp_path / "token"
    file.write_text("a token of a container\n")
    variables = {"KONTOKIT_SANDBOX_CONTROL_TOKEN": str(file)}
    elsewhere = Commands(tmp_path)
    elsewhere.variables["XDG_RUNTIME_DIR"] = str(tmp_path / "nothing")
    with commands.serving("--port=0", **variables) as program:
        lines = introduction(program)
        url = lines[0].split()[2]
        assert "?token=a token of a container" in lines[5]
        assert elsewhere.run("clock", "--url", url, **variables).returncode == 0
        ended = elsewhere.run("clock", "--url", url)
        assert (ended.returncode, "Authorization" in ended.stderr) == (1, True)
        assert elsewhere.run("health", "--url", url).returncode == 0
    file.write_text("short")
    ended = commands.run("--port=0", "--control-token", str(file))
    assert (ended.returncode, "at least 16 characters" in ended.stderr) == (1, True)


def test_calls_are_made_before_it_is_ready(commands: Commands, tmp_path: Path) -> None:
    """
    A file sets the state up; its first wrong line ends the start with its number.
    """
    file = tmp_path / "init.jsonl"
    line = {"method": "POST", "path": "/clock", "body": {"advance": "P30D", "frozen": True}}
    file.write_text(f"{json.dumps(line)}\n\n")
    with commands.serving("--port=0", "--init", str(file)) as program:
        assert "(stands still)" in introduction(program)[0]
        begun = commands.run("clock").stdout
        commands.run("clock", "advance", "P1D")
        assert commands.run("reset").returncode == 0
        assert commands.run("clock").stdout == begun
    for wrong, complaint in (("x", "line 2 is no"), ('{"method": "GET", "path": "/x"}', "line 2:")):
        file.write_text(f"{json.dumps(line)}\n{wrong}\n")
        ended = commands.run("--port=0", "--init", str(file))
        assert ended.returncode == 1
        assert complaint in ended.stderr
        assert "Everything" not in ended.stdout


def test_requests_can_be_kept_from_asking_for_faults(commands: Commands) -> None:
    """
    The header does nothing with the option, which help shows once.
    """
    for words, status in (([], 503), (["--no-fault-header"], 200)):
        with commands.serving("--port=0", *words) as program:
            url = introduction(program)[0].split()[2]
            headers = {"X-Sandbox-Fault": "status; code=503"}
            assert send_raw("GET", f"{url}/banksapi/hello/", headers=headers).status == status
    assert commands.run("serve", "--help").stdout.count("fault-header") == 1


def test_split_gives_each_api_a_port(commands: Commands) -> None:
    """
    Then links of one API are on another origin than those of the others.
    """
    with commands.serving("--port=0", "--split") as program:
        lines = introduction(program)
        assert len({one.split("//")[1].partition("/")[0].split()[0] for one in lines[:5]}) == 5


def test_a_name_can_be_allowed(commands: Commands) -> None:
    """
    ``--allow-host`` serves one more name.
    """
    with commands.serving("--port=0", "--allow-host", "sandbox") as program:
        url = introduction(program)[0].split()[2] + "/banksapi/hello/"
        assert send_raw("GET", url, headers={"Host": "sandbox"}).status == 200
        assert send_raw("GET", url, headers={"Host": "other"}).status == 421


def test_variables_open_every_client(running: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What ``env`` prints is what ``from_env()`` of all clients reads, in each of its formats.
    """
    values = json.loads(running.run("env", "--format", "json").stdout)
    for form in ("dotenv", "compose"):
        text = running.run("env", f"--format={form}").stdout
        pairs = (re.split("=|: ", line, maxsplit=1) for line in text.splitlines())
        assert {name: json.loads(value) for name, value in pairs} == values
    shell = "".join(running.run("env").stdout.splitlines(keepends=True))
    words = shlex.split(shell)
    assert dict(word.split("=", 1) for word in words if word != "export") == values
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with Bankimport.from_env() as bankimport:
        assert bankimport.bank_accounts.list().first_page()
    with Banksapi.from_env() as banksapi:
        assert banksapi.service.say_hello() == {"hello": "world"}
    with FinapiAccess.from_env() as finapi, FinapiWebForm.from_env() as forms:
        assert finapi.client_configuration.get()
        assert forms.profiles.list().first_page() is not None


def test_the_clock_is_shown_and_moved(running: Commands) -> None:
    """
    ``clock`` shows, ``advance`` and ``set`` move, ``freeze`` and ``run`` stop it and let it go on.
    """
    began = running.run("clock").stdout
    moved = running.run("clock", "advance", "P2D").stdout
    assert moved > began
    assert "(stands still)" in running.run("clock", "freeze").stdout
    assert running.run("clock", "show").stdout == running.run("clock").stdout
    assert "(stands still)" not in running.run("clock", "run").stdout
    ended = running.run("clock", "set", "2020-01-01T00:00:00Z")
    assert (ended.returncode, "only moves forward" in ended.stderr) == (1, True)


def interrupted(program: subprocess.Popen[str]) -> int:
    """
    Press Ctrl-C, and again if it came in the moment before a read that blocks: Python sees it when
    the read returns.
    """
    for _ in range(5):
        program.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return program.wait(timeout=3)
    raise AssertionError("it goes on after Ctrl-C")


def test_requests_are_shown(serving: tuple[Commands, str], running: Commands) -> None:
    """
    ``log`` lists what fits its filters; ``--follow`` goes on with new ones.
    """
    _, url = serving
    send_raw("GET", f"{url}/banksapi/hello/")
    send_raw("GET", f"{url}/finapi/access/nothing")
    lines = running.run("log").stdout.splitlines()
    assert ["banksapi" in lines[0], "finapi_access" in lines[1], len(lines)] == [True, True, 2]
    assert running.run("log", "--api=banksapi").stdout == f"{lines[0]}\n"
    (one,) = running.run("log", "--json", "--status=404").stdout.splitlines()
    assert json.loads(one)["path"] == "/nothing"
    with running.serving("log", "--follow") as program:
        assert program.stdout is not None
        assert [program.stdout.readline().rstrip() for _ in lines] == lines
        send_raw("GET", f"{url}/banksapi/hello/")
        assert "/hello/" in program.stdout.readline()
        assert interrupted(program) == 130


def test_consents_and_what_waits(running: Commands) -> None:
    """
    Both APIs are told without a name, and an empty list says so.
    """
    assert running.run("consents", "end").returncode == 0
    ended = running.run("consents", "end", "banksapi", "--person", "nobody")
    assert (ended.returncode, "no user nobody" in ended.stderr) == (1, True)
    assert running.run("pending").stdout == "nothing waits for a person\n"
    assert json.loads(running.run("pending", "list", "--json").stdout) == []
    for decision in ("approve", "decline", "expire", "wrong"):
        ended = running.run("pending", decision, "x/y")
        assert (ended.returncode, "x/y" in ended.stderr) == (1, True)


def test_faults(running: Commands) -> None:
    """
    A fault is added with its options, listed and removed; a wrong one is refused with a hint.
    """
    assert running.run("faults").stdout == "there are no faults\n"
    wanted = ("--operation", "submitPayment", "--times", "0")
    added = running.run("faults", "add", "status", "code=503", "retry_after=7", *wanted)
    assert added.stdout.split() == [
        "f1",
        "status",
        "submitPayment:",
        *["for", "ever,", "0", "so", "far"],
    ]
    (fault,) = json.loads(running.run("faults", "list", "--json").stdout)
    assert (fault["options"]["code"], fault["left"]) == (503, None)
    assert running.run("faults", "remove", "f1").returncode == 0
    assert running.run("faults", "add", "bom").returncode == 0
    assert running.run("faults", "clear").returncode == 0
    assert running.run("faults", "list").stdout == "there are no faults\n"
    wrong = running.run("faults", "add", "answer_losd")
    assert (wrong.returncode, "did you mean answer_lost?" in wrong.stderr) == (1, True)
    assert "OPTION=VALUE" in running.run("faults", "add", "status", "503").stderr
    assert "gzip_bomb" in running.run("faults", "kinds").stdout


def test_people_are_listed_and_added(running: Commands, tmp_path: Path) -> None:
    """
    A file describes a person; a row moves the balance; an unknown login is told.
    """
    file = tmp_path / "joerg.json"
    file.write_text(json.dumps({"name": "Jörg", "accounts": [{"opening": "10.00"}]}))
    assert json.loads(running.run("people", "add", "joerg", str(file)).stdout)["name"] == "Jörg"
    assert running.run("people", "rows", "joerg", "--", "-2.50").returncode == 0
    lines = [one.split() for one in running.run("people").stdout.splitlines()]
    assert [one[2] for one in lines if one[0] == "joerg"] == ["7.50"]
    assert {one[0] for one in lines} == {"erika", "mueller", "joerg"}
    assert json.loads(running.run("people", "show", "joerg").stdout)["person"] == "joerg"
    shown = running.run("people", "rows", "joerg").stdout
    assert "-2.50 EUR" in shown
    (row,) = json.loads(running.run("people", "rows", "joerg", "--json").stdout)
    assert (row["amount"], row["ids"]) == ("-2.50", [])
    first = running.run("people", "rows", "mueller", "--limit=1").stdout.splitlines()
    assert first[1].strip().startswith("bankimport: ")
    assert running.run("people", "remove", "joerg").returncode == 0
    assert "joerg" not in running.run("people").stdout
    ended = running.run("people", "remove", "erika")
    assert (ended.returncode, "from the start" in ended.stderr) == (1, True)
    file.write_text("{")
    assert running.run("people", "add", "anna", str(file)).returncode == 1
    for words in (["login-required"], ["logins", "require"]):
        ended = running.run(*words, "nobody")
        assert (ended.returncode, "no user is called nobody" in ended.stderr) == (1, True)


def test_logins_are_locked_and_get_another_pin(
    serving: tuple[Commands, str], running: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The new PIN is shown, or read from standard input, and is the only right one.
    """
    _, url = serving
    assert running.run("logins", "lock", "max").returncode == 0
    assert link(url, "alt") == 422
    assert running.run("logins", "unlock", "max").returncode == 0
    pin = running.run("logins", "change-pin", "max").stdout.strip()
    monkeypatch.setattr("sys.stdin", StringIO("neu\n"))
    assert running.run("logins", "change-pin", "max", "--pin-stdin").stdout == "neu\n"
    assert [link(url, one) for one in ("alt", pin, "neu")] == [422, 422, 201]
    monkeypatch.setattr("sys.stdin", StringIO("falsch\n"))
    assert running.run("logins", "change-pin", "max", "--pin-stdin").returncode == 1


def link(url: str, pin: str) -> int:
    headers = {"Authorization": f"Token token={Credentials().bankimport_token}"}
    form = {"hbci_bank_code": "12345678", "username": "max", "secret": pin}
    address = f"{url}/bankimport/api/v1/bank-account/hbci"
    return send_raw("POST", address, headers=headers, form=form).status


def test_targets_of_webhooks_are_set_and_listed(running: Commands, tmp_path: Path) -> None:
    """
    With the options of Bankimport, whose secrets come from files and are not shown.
    """
    assert running.run("hooks", "targets").stdout == "no address is set\n"
    secret, basic = tmp_path / "secret", tmp_path / "basic"
    secret.write_text("ganz-geheim\n")
    basic.write_text("me:auch:geheim\n")
    words = ["--method=PUT", "--format=xml", "--account=7856278", "--signature-encoding=base64"]
    words += [f"--secret-file={secret}", f"--basic-file={basic}"]
    assert running.run("hooks", "set", "bankimport", "http://127.0.0.1:9/", *words).returncode == 0
    assert running.run("hooks", "targets").stdout.split() == [
        *("bankimport", "PUT", "http://127.0.0.1:9/"),
    ]
    shown = running.run("hooks", "targets", "--json").stdout
    assert "geheim" not in shown
    target = json.loads(shown)["bankimport"]
    assert (target["format"], target["accounts"], target["basic"][0]) == ("xml", [7856278], "me")
    refused = running.run("hooks", "set", "banksapi", "http://127.0.0.1:9/", "--method=PUT")
    assert (refused.returncode, "knows no options" in refused.stderr) == (1, True)
    events = running.run("hooks", "fire", "--list").stdout
    assert events == running.run("hooks", "events").stdout != ""
    assert running.run("hooks", "fire").returncode == 2


def test_webhooks_are_listed_and_fired(running: Commands) -> None:
    """
    An event of Bankimport's accounts, which are there from the start, is sent twice.
    """
    with WebhookInbox() as inbox:
        assert running.run("hooks").stdout == "nothing was sent\n"
        assert running.run("hooks", "set", "bankimport", inbox.url).returncode == 0
        api, event = running.run("hooks", "events").stdout.splitlines()[0].split()
        assert api == "bankimport"
        (*_, line) = running.run("hooks", "fire", event).stdout.splitlines()
        first = len(inbox.wait())
        assert line.split()[1:3] == ["bankimport", event]
        assert running.run("hooks", "resend", line.split()[0]).returncode == 0
        inbox.wait(first + 1)
        assert line.split()[0] in running.run("hooks", "list", "--api=bankimport").stdout
        assert running.run("hooks", "remove", "bankimport").returncode == 0
    assert "has number 4" in running.run("hooks", "gap", "3").stdout
    ended = running.run("hooks", "fire", f"{event}X")
    assert (ended.returncode, f"did you mean {event}?" in ended.stderr) == (1, True)


def test_worlds_outlive_a_killed_program(commands: Commands, tmp_path: Path) -> None:
    """
    Nothing that was answered is lost, in any world.
    """
    words = ["--port=0", "--control-token=off", f"--state={tmp_path / 'state'}"]
    with commands.serving(*words, "--transactions=20") as program:
        url = introduction(program)[0].split()[2]
        with Control(url) as control:
            control.add_world("gw3")
        with Control(f"{url}/w/gw3") as control:
            told = control.advance("P90D")["now"]
            control.add_person("joerg", {"accounts": [{"opening": "10.00"}]})
        program.kill()
        program.wait()
    with commands.serving(*words) as program:
        url = introduction(program)[0].split()[2]
        with Control(url) as control:
            assert [one["name"] for one in control.worlds()["worlds"]] == ["gw3"]
            assert control.people()["people"] == ["mueller", "erika"]
        with Control(f"{url}/w/gw3") as control:
            assert control.clock()["now"] >= told
            assert control.person("joerg")["accounts"][0]["balance"] == "10.00"


def test_the_state_is_saved_and_restored(running: Commands, tmp_path: Path) -> None:
    """
    A file has the whole state, also the time; another file is refused.
    """
    file = str(tmp_path / "state")
    running.run("clock", "advance", "P9D")
    frozen = running.run("clock", "freeze").stdout
    assert running.run("save", file).returncode == 0
    assert running.run("reset").returncode == 0
    assert running.run("clock").stdout < frozen
    assert running.run("restore", file).returncode == 0
    assert running.run("clock").stdout == frozen
    ended = running.run("restore", f"{file}2")
    assert (ended.returncode, "does not exist" in ended.stderr) == (1, True)
    assert running.run("messages").stdout == "no messages\n"


def test_a_state_goes_on_after_a_restart(commands: Commands, tmp_path: Path) -> None:
    """
    What ``--init`` has done is not done again, and a file that is used or foreign is one line.
    """
    file, init = tmp_path / "state", tmp_path / "init.jsonl"
    line = {"method": "POST", "path": "/clock", "body": {"advance": "P30D", "frozen": True}}
    init.write_text(json.dumps(line))
    words = ("--port=0", "--state", str(file), "--init", str(init))
    with commands.serving(*words) as program:
        first = introduction(program)[0]
        ended = commands.run("--port=0", "--state", str(file))
        assert (ended.returncode, "in use by another sandbox" in ended.stderr) == (1, True)
    with commands.serving(*words) as program:
        assert introduction(program)[0].partition("seed")[2] == first.partition("seed")[2]
    init.write_text("no database, but long enough to be looked at " * 100)
    ended = commands.run("--port=0", "--state", str(init))
    assert (ended.returncode, "is no state" in ended.stderr) == (1, True)


def test_addresses_are_shown_again(serving: tuple[Commands, str], running: Commands) -> None:
    """
    ``urls`` repeats the start; for programs it has everything.
    """
    _, url = serving
    assert running.run("urls").stdout.split()[2] == url
    assert json.loads(running.run("urls", "--json").stdout)["control"] == f"{url}/_sandbox/api"


def test_help_and_version_import_no_server(commands: Commands) -> None:
    """
    They are asked for often, and a server takes half a second to import.
    """
    program = (
        "import sys\n"
        "from kontokit_sandbox.__main__ import main\n"
        "main(sys.argv[1:])\n"
        "print(sorted({'uvicorn', 'httpx2', 'cryptography', 'jsonschema'} & set(sys.modules)))\n"
    )
    for word in ("--help", "--version"):
        ended = subprocess.run(
            [sys.executable, "-c", program, word],
            env={**os.environ, **commands.variables},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ended.stdout.splitlines()[-1] == "[]"


def test_scrub_is_a_command(commands: Commands, tmp_path: Path) -> None:
    """
    Its options are its own.
    """
    ended = commands.run("scrub", "--check", str(tmp_path / "missing.yaml"))
    assert ended.returncode == 1
    assert "missing.yaml" in ended.stderr + ended.stdout
