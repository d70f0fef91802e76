"""
What a person sees and types at a terminal.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import pytest

from kontokit.challenges.image import ChallengeDocument
from kontokit.sca import Flow
from kontokit.sca.steps import Challenge
from kontokit_cli.saved_pictures import PictureSaver
from kontokit_sandbox import Sandbox
from tests.support.command_line import PAYEE, CommandLine
from tests.support.pseudo_terminal import Terminal

CONNECT = ("connect", "--bank", "280001", "--login")


def test_a_bank_is_connected_with_pin_and_tan(kontokit: CommandLine) -> None:
    """
    The PIN is not shown; the TAN is asked for by the bank's words.
    """
    words = [f"--sandbox={kontokit.url}", *CONNECT, "sms"]
    with Terminal(kontokit, words) as terminal:
        terminal.until("finAPI Test Bank: PIN: ")
        terminal.type("9876543")
        terminal.until("TAN: ")
        terminal.type("123456")
        shown = terminal.to_end()
        assert terminal.code == 0
    assert "9876543" not in shown
    assert "Erledigt." in shown
    assert f"next: kontokit --sandbox={kontokit.url} transactions" in shown


def test_a_wrong_tan_is_the_end_at_this_bank(kontokit: CommandLine) -> None:
    """
    With the bank's words, and ours in English if that is asked for.
    """
    words = [f"--sandbox={kontokit.url}", "--lang", "en", *CONNECT, "sms"]
    with Terminal(kontokit, words, variables={"KONTOKIT_BANK_PIN": "1"}) as terminal:
        terminal.until("TAN: ")
        terminal.type("000000")
        shown = terminal.to_end()
        assert terminal.code == 7
    assert "The authentication failed. Die TAN ist falsch." in shown
    assert "The provider says: Die TAN ist falsch." in shown


def test_ctrl_c_leaves_a_flow_that_goes_on_later(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Nothing is cancelled at the bank; the flow is listed, and ends when it is resumed.
    """
    words = [f"--sandbox={kontokit.url}", *CONNECT, "sms"]
    pin = {"KONTOKIT_BANK_PIN": "1"}
    with Terminal(kontokit, words, variables=pin) as terminal:
        terminal.until("TAN: ")
        terminal.interrupt()
        terminal.until(r"Leave it, and go on later\? \[y/N\] ")
        terminal.type("y")
        shown = terminal.to_end()
        assert terminal.code == 130
    found = re.search(r"flows resume (connect-\w+)", shown)
    assert found
    assert found[1] in kontokit("flows").stdout
    resumed = [f"--sandbox={kontokit.url}", "flows", "resume", found[1]]
    with Terminal(kontokit, resumed, variables=pin) as terminal:
        terminal.until("TAN: ")
        terminal.type("123456")
        assert "finished" in terminal.to_end()
        assert terminal.code == 0
    assert found[1] not in kontokit("flows").stdout


def test_ctrl_c_twice_ends_at_once(kontokit: CommandLine) -> None:
    """
    The flow is kept all the same.
    """
    words = [f"--sandbox={kontokit.url}", *CONNECT, "sms"]
    with Terminal(kontokit, words, variables={"KONTOKIT_BANK_PIN": "1"}) as terminal:
        terminal.until("TAN: ")
        terminal.interrupt()
        terminal.until("Leave it")
        terminal.interrupt()
        terminal.to_end()
        assert terminal.code == 130
    assert "connect" in kontokit("flows").stdout


def test_ctrl_c_at_the_pin_sends_nothing(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    It ends with 130.
    """
    with Terminal(kontokit, [f"--sandbox={kontokit.url}", *CONNECT, "sms"]) as terminal:
        terminal.until("PIN: ")
        terminal.interrupt()
        terminal.to_end()
        assert terminal.code == 130
    assert not sandbox.requests_to("finapi_access", "importBankConnection")


def test_the_browser_comes_back_to_the_program(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Nobody has to paste its address; other names and paths are refused.
    """
    words = [f"--sandbox={kontokit.url}", "connect", "--bank", "280002"]
    with Terminal(kontokit, words) as terminal:
        page = re.search(r"http://localhost\S+", terminal.until(r"http://localhost\S+\s"))
        assert page
        back = sandbox.person("erika", "1234").at(page[0]).log_in().approve()
        address = back.location
        assert address is not None
        port = address.split("/")[2]
        assert httpx2.get(f"http://{port}/other").status_code == 404
        refused = httpx2.get(address, headers={"Host": "bank.invalid"})
        assert refused.status_code == 421
        assert "You can close this window" in httpx2.get(address).text
        terminal.to_end()
        assert terminal.code == 0
    assert "finAPI Test Redirect Bank" in kontokit("accounts").stdout


def test_a_payment_is_confirmed_by_its_amount(kontokit: CommandLine, sandbox: Sandbox) -> None:
    """
    Another amount sends nothing.
    """
    kontokit.connected()
    words = [f"--sandbox={kontokit.url}", "pay", "--from", "girokonto", *PAYEE, "--amount", "21,00"]
    with Terminal(kontokit, words) as terminal:
        terminal.until("Send 21,00 EUR to Max Muster, DE89370400440532013000")
        terminal.until("Type the amount to confirm: ")
        terminal.type("2100")
        terminal.to_end()
        assert terminal.code == 7
    assert not sandbox.requests_to("finapi_access", "createMoneyTransfer")
    with Terminal(kontokit, words) as terminal:
        terminal.until("Type the amount to confirm: ")
        terminal.type("21")
        terminal.to_end()
        assert terminal.code == 0
    assert len(sandbox.requests_to("finapi_access", "submitPayment")) == 1


@pytest.mark.parametrize(
    ("login", "start"),
    [("photo-tan", b"\x89PNG"), ("chip-tan-qr", b"\x89PNG"), ("chip-tan", b"GIF8")],
)
def test_a_picture_is_saved_where_it_cannot_be_shown(
    kontokit: CommandLine, tmp_path: Path, login: str, start: bytes
) -> None:
    """
    Before the TAN is asked for; only its owner may read it.
    """
    target = tmp_path / "picture"
    words = [f"--sandbox={kontokit.url}", *CONNECT, login, "--save-picture", str(target)]
    with Terminal(kontokit, words, variables={"KONTOKIT_BANK_PIN": "1"}) as terminal:
        terminal.until(r"(?s)Saved: .*TAN.*: $")
        assert target.read_bytes().startswith(start)
        assert target.stat().st_mode & 0o777 == 0o600
        terminal.type("123456")
        terminal.to_end()
        assert terminal.code == 0


def test_a_picture_overwrites_no_file(
    kontokit: CommandLine, sandbox: Sandbox, tmp_path: Path
) -> None:
    """
    Nothing is sent to the bank then.
    """
    target = tmp_path / "picture"
    target.write_text("mine", "utf-8")
    words = [f"--sandbox={kontokit.url}", *CONNECT, "photo-tan", "--save-picture", str(target)]
    with Terminal(kontokit, words, variables={"KONTOKIT_BANK_PIN": "1"}) as terminal:
        shown = terminal.to_end()
        assert terminal.code == 2
    assert "give --force to overwrite it" in shown
    assert target.read_text("utf-8") == "mine"
    assert not sandbox.requests_to("finapi_access", "importBankConnection")


def test_a_document_is_saved_once(tmp_path: Path) -> None:
    """
    Challenges without a picture save nothing.
    """
    path = tmp_path / "picture"
    saver = PictureSaver(path, force=False)
    pdf = ChallengeDocument.parse(b"%PDF-1.7\n" + b"x" * 100 + b"\n%%EOF\n")
    first, second = Challenge(raw="TAN", document=pdf), Challenge(raw="TAN, again")
    for step in (second, first, second):
        saver.save(cast("Flow[Any]", SimpleNamespace(step=step)))
    assert path.read_bytes() == pdf.content
    path.unlink()
    saver.save(cast("Flow[Any]", SimpleNamespace(step=first)))
    assert not path.exists()
