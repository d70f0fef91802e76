"""
What the README of the sandbox says about the first ten minutes, from built wheels in an empty
folder.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, create_server

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from tests.journey.bank_pages import at_bank
from tests.journey.browser import until

ROOT = Path(__file__).parents[2]
README = (ROOT / "packages/sandbox/README.md").read_text("utf-8")
SECTION = README.partition("## The first ten minutes")[2].partition("\n## ")[0]
WHEELS = sorted((ROOT / "dist").glob("*.whl"))


class Stranger:
    """
    An empty folder, and an environment with nothing but what the README installs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs = folder, folder / "venv" / "bin"
        kept = {"PATH": f"{self.programs}:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
        self.variables = {**kept, "PYTHONUNBUFFERED": "1"}

    def install(self) -> None:
        """
        As the README says, but from the wheels that were built, in the versions of the lock.
        """
        venv.create(self.programs.parent)
        built = subprocess.check_output([ROOT / "scripts/built"], text=True).split()
        wanted = [one for one in built if re.search(r"/kontokit(_sandbox|_finapi_access)?-", one)]
        assert len(wanted) == 3
        pip: list[str | Path] = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            self.programs / "python",
            "install",
        ]
        environment = {
            **os.environ,
            "PIP_REQUIRE_HASHES": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        locked: list[str | Path] = ["--quiet", "--constraint", ROOT / "constraints.txt"]
        subprocess.run([*pip, *locked, *wanted], check=True, env=environment)

    def run(self, line: str) -> str:
        """
        Type a line of the README; returns what it prints.
        """
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
        )
        return done.stdout

    @contextmanager
    def started(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """
        Start a program that goes on.
        """
        with subprocess.Popen(
            [self.programs / words[0], *words[1:]],
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.terminate()


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    if not WHEELS:
        pytest.skip("there are no wheels; scripts/test -e wheels builds them")
    one = Stranger(tmp_path_factory.mktemp("stranger"))
    one.install()
    return one


def lines(process: subprocess.Popen[str], last: str) -> list[str]:
    """
    What a program prints, up to a line with this text.
    """
    read: list[str] = []
    assert process.stdout
    for line in process.stdout:
        read.append(line.rstrip("\n"))
        if last in line:
            return read
    raise AssertionError(f"no line has {last!r}: {read}")


def masked(line: str) -> str:
    """
    A line without what differs from run to run.
    """
    line = re.sub(r"token=[\w-]+…?", "token=…", re.sub(r":\d{4,5}\b", ":PORT", line))
    return re.sub(r"\d{4}-\d\d-\d\d|(?<=sandbox )\S+(?=   )", "…", line)


def programs_of(section: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def commands_of(section: str) -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", section, re.DOTALL)
    return [[line[2:] for line in block.splitlines() if line.startswith("$ ")] for block in blocks]


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
    (installs, serves), (variables, *_), *_ = commands_of(section)
    assert installs.startswith("pip install kontokit-sandbox")
    names = re.findall(r"`(\w+\.py)`", section)
    for name, program in zip(names, programs_of(section), strict=True):
        (stranger.folder / name).write_text(program)
    with stranger.started(*shlex.split(serves), "--port", "0") as sandbox:
        printed = lines(sandbox, "Ctrl-C")
        exported = stranger.run(f"{variables}; env -0").split("\0")
        stranger.variables |= dict(
            one.split("=", 1) for one in exported if one.startswith("KONTOKIT_")
        )
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
