"""
Profiles: where values come from, and what is refused in the configuration.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.pseudo_terminal import Terminal

MEMORY_KEYRING = '''
import json, os, pathlib
from keyring.backend import KeyringBackend

FILE = pathlib.Path(os.environ["HOME"]) / "keyring.json"


class Keyring(KeyringBackend):
    """
    A keyring in a file, for tests.
    """

    priority = 5

    def _read(self):
        return json.loads(FILE.read_text()) if FILE.exists() else {}

    def get_password(self, service, username):
        return self._read().get(f"{service} {username}")

    def set_password(self, service, username, password):
        FILE.write_text(json.dumps({**self._read(), f"{service} {username}": password}))

    def delete_password(self, service, username):
        known = self._read()
        del known[f"{service} {username}"]
        FILE.write_text(json.dumps(known))
'''


@pytest.fixture
def erika(kontokit: CommandLine, sandbox: Sandbox) -> CommandLine:
    """
    A person with a profile for the sandbox, without a keyring.
    """
    known = sandbox.credentials
    words = ("profiles", "add", "work", "--api", "finapi_access", "--no-input")
    more = ("--base-url", sandbox.url("finapi_access"), "--client-id", known.finapi_client)
    user = ("--user", known.finapi_user, "--secret-from", "env:MY_SECRET")
    ended = kontokit.run(*words, *more, *user)
    assert ended.returncode == 0, ended.stderr
    return kontokit


def config_of(kontokit: CommandLine) -> Path:
    return Path(kontokit.variables["KONTOKIT_CONFIG"])


def write(kontokit: CommandLine, text: str) -> None:
    config_of(kontokit).write_text(text, "utf-8")
    config_of(kontokit).chmod(0o600)


def use_keyring(kontokit: CommandLine) -> None:
    """
    Give the processes of a person a keyring.
    """
    modules = kontokit.folder / "modules"
    modules.mkdir()
    (modules / "kept_keyring.py").write_text(MEMORY_KEYRING, "utf-8")
    path = f"{modules}:{kontokit.variables['PYTHONPATH']}"
    kontokit.variables |= {"PYTHONPATH": path, "PYTHON_KEYRING_BACKEND": "kept_keyring.Keyring"}


def test_a_profile_signs_in(erika: CommandLine, sandbox: Sandbox) -> None:
    """
    With secrets from variables; where each value comes from can be shown, the secrets never.
    """
    known = sandbox.credentials
    variables = {"KONTOKIT_FINAPI_USER_PASSWORD": known.finapi_password}
    variables["MY_SECRET"] = known.finapi_client_secret
    tested = erika.run("profiles", "test", **variables)
    assert tested.returncode == 0, tested.stderr
    assert erika.run("accounts", **variables).returncode == 0
    shown = erika.run("profiles", "show", "work", "--origin", "--json", **variables)
    rows = {row["setting"]: row for row in json.loads(shown.stdout)}
    assert rows["client_id"] == {
        "setting": "client_id",
        "value": known.finapi_client,
        "origin": "profile",
    }
    assert rows["client_secret"]["origin"] == "env MY_SECRET"
    assert rows["password"]["origin"] == "variable KONTOKIT_FINAPI_USER_PASSWORD"
    assert {rows["client_secret"]["value"], rows["password"]["value"]} == {None}


def test_the_environment_wins_over_the_profile(erika: CommandLine, sandbox: Sandbox) -> None:
    """
    And systemd's credentials stand between the two.
    """
    known = sandbox.credentials
    folder = erika.folder / "credentials"
    folder.mkdir()
    (folder / "KONTOKIT_FINAPI_USER_PASSWORD").write_text(f"{known.finapi_password}\n")
    (folder / "KONTOKIT_FINAPI_CLIENT_SECRET").write_text(known.finapi_client_secret)
    variables = {"CREDENTIALS_DIRECTORY": str(folder), "MY_SECRET": "wrong"}
    assert erika.run("accounts", **variables).returncode == 0
    wrong = {**variables, "KONTOKIT_FINAPI_CLIENT_SECRET": "wrong"}
    assert erika.run("accounts", **wrong).returncode == 4


def test_half_of_a_pair_is_not_set_up(erika: CommandLine) -> None:
    """
    A secret without its id is named.
    """
    variables = {"MY_SECRET": "x", "KONTOKIT_FINAPI_MANDATOR_ADMIN_CLIENT_SECRET": "x"}
    ended = erika.run("accounts", KONTOKIT_FINAPI_USER_PASSWORD="x", **variables)
    assert ended.returncode == 3
    assert ended.stderr.startswith("kontokit: mandator_admin_id is missing")


def test_secrets_come_from_stdin(erika: CommandLine, sandbox: Sandbox) -> None:
    """
    As one line of JSON.
    """
    known = sandbox.credentials
    given = {"client_secret": known.finapi_client_secret, "password": known.finapi_password}
    ended = erika.run("accounts", "--secrets-stdin", stdin=json.dumps(given) + "\n")
    assert ended.returncode == 0, ended.stderr
    assert erika.run("accounts", "--secrets-stdin", stdin="secret\n").returncode == 2


def test_the_keyring_keeps_a_secret(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    It is asked for once, and is not in the configuration; so is the key of tokens and flows.
    """
    use_keyring(kontokit)
    known = sandbox.credentials
    words = ["profiles", "add", "work", "--api", "bankimport"]
    with Terminal(kontokit, [*words, "--base-url", sandbox.url("bankimport")]) as terminal:
        terminal.until("api_token: ")
        terminal.type(known.bankimport_token)
        shown = terminal.to_end()
        assert terminal.code == 0
    assert known.bankimport_token not in shown + config_of(kontokit).read_text("utf-8")
    table = tomllib.loads(config_of(kontokit).read_text("utf-8"))["profiles"]["work"]
    assert table["api_token"] == {"keyring": True}
    program = kontokit.process(["accounts", "--json"])
    rows, complaints = program.communicate(timeout=60)
    assert program.returncode == 0, complaints
    assert len(json.loads(rows)) == 4
    profiles = kontokit.folder / "state/kontokit/profiles"
    assert (profiles / "work" / "flows.sealed").exists()
    removed = kontokit.process(["profiles", "remove", "work", "--yes"])
    removed.communicate(timeout=60)
    assert known.bankimport_token not in (kontokit.folder / "keyring.json").read_text("utf-8")


def without_user(kontokit: CommandLine, sandbox: Sandbox) -> dict[str, str]:
    """
    Make a profile of a client that has no user; returns the variables with its secret.
    """
    known = sandbox.credentials
    words = ("profiles", "add", "work", "--api", "finapi_access", "--no-input")
    more = ("--base-url", sandbox.url("finapi_access"), "--client-id", known.finapi_client)
    assert kontokit.run(*words, *more, "--secret-from", "env:UNUSED").returncode == 0
    return {"KONTOKIT_FINAPI_CLIENT_SECRET": known.finapi_client_secret}


def test_the_first_connect_makes_a_user(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Whose password is in the keyring; later commands act for this user.
    """
    use_keyring(kontokit)
    secret = without_user(kontokit, sandbox)
    words = ["connect", "--bank", "280001", "--login", "no-sca", "--store-at-provider"]
    connected = kontokit.process(words, secret | {"KONTOKIT_BANK_PIN": "1234"})
    _, told = connected.communicate(timeout=60)
    assert connected.returncode == 0, told
    table = tomllib.loads(config_of(kontokit).read_text("utf-8"))["profiles"]["work"]
    assert f"Added the user {table['user']}" in told
    assert table["password"] == {"keyring": True}
    accounts = kontokit.process(["accounts", "--json"], secret)
    rows, complaints = accounts.communicate(timeout=60)
    assert accounts.returncode == 0, complaints
    assert len(json.loads(rows)) == 3
    assert len(sandbox.requests_to("finapi_access", "createUser")) == 1


def test_without_a_user_there_is_nothing_to_read(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    What can be done is named; without a keyring, no password is made that would be lost.
    """
    secret = without_user(kontokit, sandbox)
    for words in (("accounts",), ("transactions",), ("connections", "refresh"), ("banks", "Test")):
        ended = kontokit.run(*words, **secret)
        assert ended.returncode == 3
        assert "finAPI Access acts for users, and work has none" in ended.stderr
        assert "kontokit connect makes one" in ended.stderr
    ended = kontokit.run("connect", "--bank", "280001", **secret)
    assert ended.returncode == 3
    assert "there is no keyring for the password of the user" in ended.stderr
    assert not sandbox.requests


def test_a_secret_that_is_not_there_is_named(erika: CommandLine) -> None:
    """
    With its profile, and the command that changes where it comes from.
    """
    ended = erika.run("accounts")
    assert ended.returncode == 3
    assert "client_secret of the profile 'work': the variable MY_SECRET is not set" in ended.stderr
    assert "kontokit profiles add work --replace-secret" in ended.stderr


def test_without_a_keyring_nothing_is_written_in_clear(kontokit: CommandLine) -> None:
    """
    Other ways are named.
    """
    words = ("profiles", "add", "work", "--api", "bankimport")
    ended = kontokit.run(*words)
    assert ended.returncode == 3
    assert "no secret is written in clear" in ended.stderr
    assert "env:KONTOKIT_BANKIMPORT_API_TOKEN" in ended.stderr
    assert not config_of(kontokit).exists()


def test_a_secret_in_clear_is_refused(alone: CommandLine) -> None:
    """
    With its line and the command that moves it, and without its value.
    """
    write(alone, '[profiles.work]\napi = "bankimport"\napi_token = "kanarie"\n')
    ended = alone.run("accounts")
    assert ended.returncode == 2
    assert "line 3: api_token is in clear" in ended.stderr
    assert "profiles add work --replace-secret" in ended.stderr
    assert "kanarie" not in ended.stderr


def test_a_file_that_others_may_write_is_refused(alone: CommandLine) -> None:
    """
    They could send commands to a server of theirs.
    """
    write(alone, '[profiles.work]\napi = "bankimport"\n')
    config_of(alone).chmod(0o666)
    ended = alone.run("accounts")
    assert ended.returncode == 3
    assert "chmod go-w" in ended.stderr


def test_an_unknown_key_is_a_warning(alone: CommandLine) -> None:
    """
    With the nearest one.
    """
    write(alone, '[profiles.work]\napi = "bankimport"\nbase_ulr = "x"\n')
    ended = alone.run("profiles")
    assert ended.returncode == 0
    assert "profiles.work.base_ulr is not known" in ended.stderr
    assert "did you mean base_url" in ended.stderr


def test_several_profiles_of_one_api_are_not_guessed(alone: CommandLine) -> None:
    """
    The names are listed.
    """
    one = 'api = "bankimport"\napi_token = {ask = true}\n'
    write(alone, f"[profiles.a]\n{one}[profiles.b]\n{one}")
    ended = alone.run("--api", "bankimport", "accounts")
    assert ended.returncode == 2
    assert "a, b" in ended.stderr
    assert alone.run("accounts").returncode == 3
    assert alone.run("profiles", "use", "b").returncode == 0
    assert json.loads(alone.run("profiles", "--json").stdout)[1]["default"] is True


def test_comments_of_the_configuration_stay(alone: CommandLine) -> None:
    """
    A program that changes it leaves what a person has written.
    """
    write(alone, '# mine\n[profiles.a]\napi = "bankimport" # the company\n')
    assert alone.run("profiles", "use", "a").returncode == 0
    assert config_of(alone).read_text("utf-8").startswith("# mine\n")
    assert "# the company" in config_of(alone).read_text("utf-8")


def test_a_missing_api_says_how_to_install_one(
    alone: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Without any, and with a broken one beside the others.
    """
    from kontokit_cli import providers

    ended = alone.run("--api", "finapi", "accounts", "--no-input")
    assert ended.returncode == 3
    assert "did you mean" in ended.stderr
    monkeypatch.setattr(providers, "entry_points", lambda group: ())
    ended = alone.run("apis")
    assert ended.returncode == 0
    assert "pip install kontokit-finapi-access" in ended.stderr


@pytest.mark.parametrize("words", [("--sandbox", "-p", "work"), ("-p", "work", "--sandbox=URL")])
def test_the_sandbox_has_no_profiles(kontokit: CommandLine, words: tuple[str, ...]) -> None:
    """
    A profile beside the sandbox is refused: whoever names one means a real bank.
    """
    ended = kontokit.run("accounts", *words)
    assert ended.returncode == 2
    assert "the sandbox has no profiles" in ended.stderr
