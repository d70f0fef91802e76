"""
The page "Your own API in ten minutes", from built wheels in an empty folder.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journey.stranger import Stranger, commands_of, lines, programs_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "own-api.md").read_text("utf-8")
FILES = ROOT / "docs" / "own-api"
SESSIONS = commands_of(PAGE)
# From the lock, as everything else: hatchling builds without being fetched again.
INSTALL = "pip install --quiet --no-build-isolation --no-deps"


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    """
    Somebody who has installed the generator and saved the three files.
    """
    one = Stranger(tmp_path_factory.mktemp("stranger"))
    install = SESSIONS[0][2]
    one.install(f"{install} kontokit-banking hatchling mypy pip")
    shutil.copytree(FILES, one.folder / "treasury")
    for name, program in zip(re.findall(r"`(\w+\.py)`", PAGE), programs_of(PAGE), strict=True):
        (one.folder / name).write_text(program, "utf-8")
    return one


@pytest.fixture(scope="module")
def built(stranger: Stranger) -> Stranger:
    """
    The same after the package was built and installed.
    """
    (lint,), (build, install) = SESSIONS[1:3]
    assert stranger.run(lint) == printed_by(lint)
    assert stranger.run(build) == printed_by(build)
    assert stranger.run(install.replace("pip install", INSTALL)) == ""
    return stranger


@pytest.fixture
def served(built: Stranger) -> Iterator[Stranger]:
    """
    The same with a new server.
    """
    start, export = SESSIONS[3]
    with built.started(*start.removesuffix(" &").replace("8080", "0").split()) as server:
        built.export(export.replace("http://127.0.0.1:8080", lines(server, "http")[-1]))
        yield built


def printed_by(command: str) -> str:
    """
    What a command prints, as the page says it.
    """
    found = re.search(rf"^\$ {re.escape(command)}\n((?:(?!\$ |```).*\n)*)", PAGE, re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize("session", [4, 6])
def test_programs_print_what_the_page_shows(served: Stranger, session: int) -> None:
    """
    Blocking and with asyncio: all pages, exact amounts, and the TAN.
    """
    (command,) = SESSIONS[session]
    assert served.run(command) == printed_by(command)


def test_the_dialog_in_the_terminal_takes_the_tan(served: Stranger) -> None:
    """
    It is asked for, and the transfer is sent.
    """
    (command,) = SESSIONS[5]
    said = served.run(f"printf '123456\\n' | {command}")
    assert "Please enter the TAN 123456." in said
    assert said.endswith("SENT\n")


def test_the_programs_are_typed(built: Stranger) -> None:
    """
    By mypy, as strictly as it can.
    """
    said = built.run("mypy --strict accounts.py release.py later.py")
    assert said == "Success: no issues found in 3 source files\n"


def test_settings_describe_the_same_package(built: Stranger) -> None:
    """
    It gets its prefix, and a check finds nothing to say.
    """
    settings = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
    (built.folder / "kontokit-generate.toml").write_text(settings, "utf-8")
    for command in SESSIONS[7]:
        assert built.run(command) == printed_by(command)
    project = (built.folder / "client" / "pyproject.toml").read_text("utf-8")
    assert 'name = "acme-treasury"' in project
    (built.folder / "client" / "README.md").unlink()
    assert "README.md is missing" in built.run(SESSIONS[7][1])
