"""
What the README of the sandbox says about the first ten minutes, from built wheels in an empty
folder.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from socket import create_connection, create_server

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from tests.journey.bank_pages import at_bank
from tests.journey.browser import until
from tests.journey.stranger import Stranger, commands_of, lines, programs_of

ROOT = Path(__file__).parents[2]
README = (ROOT / "packages/sandbox/README.md").read_text("utf-8")
SECTION = README.partition("## The first ten minutes")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    one = Stranger(tmp_path_factory.mktemp("stranger"))
    one.install(commands_of(SECTION)[0][0])
    return one


def masked(line: str) -> str:
    """
    A line without what differs from run to run.
    """
    line = re.sub(r"token=[\w-]+…?", "token=…", re.sub(r":\d{4,5}\b", ":PORT", line))
    return re.sub(r"\d{4}-\d\d-\d\d|(?<=sandbox )\S+(?=   )", "…", line)


@pytest.fixture(scope="module")
def section() -> str:
    """
    What the README says, with a free port for the receiver.
    """
    with create_server(("127.0.0.1", 0)) as free:
        return re.sub(r"\b8000\b", str(free.getsockname()[1]), SECTION)


@pytest.fixture(scope="module")
def shown(stranger: Stranger, section: str) -> Iterator[list[str]]:
    """
    What the sandbox prints at its start. It runs, and the shell has its variables.
    """
    (_, serves), (variables, *_), *_ = commands_of(section)
    names = re.findall(r"`(\w+\.py)`", section)
    for name, program in zip(names, programs_of(section), strict=True):
        (stranger.folder / name).write_text(program)
    with stranger.started(*shlex.split(serves), "--port", "0") as sandbox:
        printed = lines(sandbox, "Ctrl-C")
        stranger.export(variables)
        yield printed


def test_the_start_and_the_control_page(
    shown: list[str], section: str, browser: webdriver.Chrome
) -> None:
    """
    The sandbox prints what the README shows, and its link leads to the control page.
    """
    printed = re.findall(r"^kontokit-sandbox 0.*?Ctrl-C\.$", section, re.DOTALL | re.MULTILINE)[0]
    assert [masked(line) for line in shown] == [masked(one) for one in printed.splitlines()]
    page = re.search(r"http\S+token=\S+", "\n".join(shown))
    assert page
    browser.get(page[0])
    assert "token=" not in browser.current_url
    assert until(lambda: browser.find_element(By.TAG_NAME, "h1").text)


@pytest.mark.usefixtures("shown")
def test_a_bank_is_connected(stranger: Stranger, section: str, browser: webdriver.Chrome) -> None:
    """
    Through the page of the bank; again without it; and through it once more after the consent.
    """
    _, connects, again, ends, once_more, log = commands_of(section)[1]
    first = connected(stranger, connects, browser)
    assert "finAPI Test Redirect Bank" in first
    assert len(re.findall(r"^\d{4}-\d\d-\d\d -?\d+\.\d\d .+$", first, re.MULTILINE)) == 5
    second = stranger.run(f"{again} </dev/null")
    assert "Open this page" not in second
    assert "finAPI Test Redirect Bank" in second
    stranger.run(ends)
    assert "finAPI Test Redirect Bank" in connected(stranger, once_more, browser)
    requests = stranger.run(log)
    assert "finapi_access POST /api/v2/bankConnections/import 510 " in requests
    assert stranger.variables["KONTOKIT_FINAPI_CLIENT_SECRET"] not in requests


@pytest.mark.usefixtures("shown")
def test_a_payment_whose_answer_is_lost(stranger: Stranger, section: str) -> None:
    """
    It is asked about and not sent again.
    """
    adds, pays = commands_of(section)[2]
    assert "answer_lost" in stranger.run(adds)
    result = stranger.run(f"{pays} </dev/null")
    assert "The outcome is not known yet." in result
    assert result.endswith("SUCCESSFUL\n")
    assert stranger.run("kontokit-sandbox log").count("/payments/submit") == 1


@pytest.mark.usefixtures("shown")
def test_a_webhook_arrives(stranger: Stranger, section: str) -> None:
    """
    At a program of a few lines.
    """
    receives, fires, lists = commands_of(section)[3]
    with stranger.started(*shlex.split(receives.removesuffix("&"))) as receiver:
        until(lambda: create_connection(("127.0.0.1", port_of(section)), 1).close())
        assert "NEW_TRANSACTIONS" in stranger.run(fires)
        assert "trigger_event='NEW_TRANSACTIONS'" in lines(receiver, "UserNotification")[-1]
        assert "sent 200" in until(lambda: settled(stranger.run(lists)))


def port_of(section: str) -> int:
    found = re.search(r"--forward http://127\.0\.0\.1:(\d+)/", section)
    assert found
    return int(found[1])


def settled(deliveries: str) -> str:
    assert "waiting" not in deliveries
    return deliveries


def connected(stranger: Stranger, command: str, browser: webdriver.Chrome) -> str:
    """
    Run the program, and do at the page of the bank what a person does; returns the rest that it
    prints.
    """
    with stranger.started(*shlex.split(command)) as program:
        browser.get(lines(program, "http://localhost")[-1])
        at_bank(browser, "erika")
        back = until(lambda: came_back(browser))
        return program.communicate(f"{back}\n", timeout=60)[0]


def came_back(browser: webdriver.Chrome) -> str:
    address = str(browser.current_url)
    assert re.match(r"http://127\.0\.0\.1:\d+/back\?", address), address
    return address
