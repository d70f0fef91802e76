"""
What the guide of the command line says about the first ten minutes, and its sessions, from built
wheels in an empty folder.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journey.stranger import Stranger
from tests.support.documented_sessions import BLOCKS, GUIDE, at_a_terminal, play

SECTION = GUIDE.partition("## The first ten minutes")[2].partition("\n## ")[0]
LINES: list[str] = re.findall(r"^\$ (.+)$", SECTION, re.MULTILINE)
WHEELS = "kontokit-banking kontokit-cli[sandbox] kontokit-finapi-access kontokit-sandbox"


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    folder = tmp_path_factory.mktemp("stranger")
    one = Stranger(folder)
    installs = LINES[0]
    assert installs == 'pip install "kontokit-cli[sandbox]"'
    # pip would get the others by itself; here they come from the wheels too.
    one.install(f"pip install {WHEELS}")
    one.variables |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return one.at(folder)


@pytest.fixture
def newcomer(stranger: Stranger, tmp_path: Path) -> Stranger:
    """
    A person who has used the sandbox once.
    """
    one = stranger.at(tmp_path)
    one.variables["LANG"] = "de_DE.UTF-8"
    one.run("kontokit --sandbox accounts")
    return one


def line(start: str) -> str:
    return next(one for one in LINES if one.startswith(start))


def test_money_is_shown_without_any_set_up(stranger: Stranger) -> None:
    """
    The first command starts a sandbox and lists accounts; the next one finds them again.
    """
    shown = stranger.run(line("kontokit --sandbox accounts"))
    assert shown.startswith("Sandbox started for this command (seed 1).")
    assert shown.count("Erika Mustermann") == 3
    stranger.run(line("kontokit --sandbox transactions"))
    rows = (stranger.folder / "rows.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("key,provider,")
    assert len(rows) > 30


def test_a_bank_is_connected_and_paid_from(stranger: Stranger) -> None:
    """
    Without a terminal, the flow waits for a person; an order needs an id and --yes. The account is
    the same one as before, which the new connection leads to as well.
    """
    connects = line("kontokit --sandbox connect")
    waits = stranger.run(f"KONTOKIT_BANK_PIN=1234 {connects} </dev/null; echo $?")
    assert waits.endswith("\n6\n")
    assert "kontokit --sandbox flows resume connect-" in waits
    assert "2           finAPI Test Bank  3" in at_a_terminal(
        stranger, connects, ["PIN: ", "TAN: "]
    )
    pays = line("kontokit --sandbox pay")
    assert stranger.run(f"{pays} </dev/null; echo $?").endswith("\n2\n")
    paid = stranger.run(f"{pays} --order-id rent --yes --no-input; echo $?")
    assert paid.endswith("\n0\n"), paid
    assert "rent\tfinished" in paid
    again = stranger.run(f"{pays} --order-id rent --yes --no-input; echo $?")
    assert again.endswith("\n0\n"), again


def test_a_profile_needs_a_secret_that_is_kept_elsewhere(stranger: Stranger) -> None:
    """
    Without a keyring, the other ways are named.
    """
    adds = line("kontokit profiles add") + " --client-id 5d2b1c8e --secret-from env:MY_SECRET"
    assert stranger.run(f"{adds}; echo $?").endswith("\n0\n")
    assert "MY_SECRET" in stranger.run("kontokit profiles show work")
    missing = stranger.run("kontokit accounts; echo $?")
    assert "the variable MY_SECRET is not set" in missing
    assert missing.endswith("\n3\n")


def test_only_what_is_installed_is_listed(stranger: Stranger) -> None:
    """
    With the versions of the wheels.
    """
    assert stranger.run("kontokit --version") == "kontokit 0.2.0\n"
    listed = stranger.run("kontokit apis --fields name,version")
    assert listed.splitlines() == ["API\tVERSION", "finapi_access\t0.2.0"]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[:48])
def test_a_session_is_as_documented(newcomer: Stranger, block: str) -> None:
    """
    Line by line, but for days, times and ids; a bank that wants a TAN at a terminal.
    """
    play(newcomer, block)
