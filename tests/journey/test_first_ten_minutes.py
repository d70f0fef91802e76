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


def python_of(section: str) -> str:
    found = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


def commands_of(section: str) -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", section, re.DOTALL)
    return [[line[2:] for line in block.splitlines() if line.startswith("$ ")] for block in blocks]


def test_what_the_readme_says(stranger: Stranger, browser: webdriver.Chrome) -> None:
    """
    Start, look at the control page, connect a bank in the browser, and let the bank fail.
    """
    (installs, serves), (variables, connects, log, adds, _, clears) = commands_of(SECTION)
    assert installs.startswith("pip install kontokit-sandbox")
    (stranger.folder / "connect.py").write_text(python_of(SECTION))
    printed = re.findall(r"^kontokit-sandbox 0.*?Ctrl-C\.$", SECTION, re.DOTALL | re.MULTILINE)[0]
    with stranger.started(*shlex.split(serves), "--port", "0") as sandbox:
        shown = lines(sandbox, "Ctrl-C")
        assert [masked(line) for line in shown] == [masked(one) for one in printed.splitlines()]

        page = re.search(r"http\S+token=\S+", "\n".join(shown))
        assert page
        browser.get(page[0])
        assert "token=" not in browser.current_url
        assert until(lambda: browser.find_element(By.TAG_NAME, "h1").text)

        exported = stranger.run(f"{variables}; env -0").split("\0")
        stranger.variables |= dict(
            one.split("=", 1) for one in exported if one.startswith("KONTOKIT_")
        )
        with stranger.started(*shlex.split(connects)) as program:
            url = lines(program, "http://localhost")[-1]
            browser.get(url)
            at_bank(browser, "erika")
            back = until(lambda: came_back(browser))
            result = program.communicate(f"{back}\n", timeout=60)[0]
        assert "finAPI Test Redirect Bank" in result
        assert len(re.findall(r"^\d{4}-\d\d-\d\d -?\d+\.\d\d .+$", result, re.MULTILINE)) == 5

        requests = stranger.run(log)
        assert "finapi_access POST /api/v2/bankConnections/import 510 " in requests
        assert stranger.variables["KONTOKIT_FINAPI_CLIENT_SECRET"] not in requests

        assert "bank_offline" in stranger.run(adds)
        assert "Die Bank ist nicht erreichbar." in stranger.run(connects)
        stranger.run(clears)
        assert "Open this page" in stranger.run(f"{connects} </dev/null")


def came_back(browser: webdriver.Chrome) -> str:
    address = str(browser.current_url)
    assert address.startswith("http://127.0.0.1:8000/back?"), address
    return address
