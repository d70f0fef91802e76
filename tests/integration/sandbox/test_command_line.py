"""
The sandbox as a program of its own.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kontokit_sandbox
from kontokit_sandbox.bankimport import TOKEN
from kontokit_sandbox.banksapi import CERTIFICATE
from tests.support.raw_http import send_raw

Program = subprocess.Popen[str]


@pytest.fixture
def program() -> Iterator[Program]:
    """
    The program, running and stopped again.
    """
    with started() as running:
        yield running
        running.kill()


def started(*arguments: str) -> Program:
    source = str(Path(kontokit_sandbox.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-m", "kontokit_sandbox", *arguments],
        env={**os.environ, "PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def introduction(program: Program) -> dict[str, list[str]]:
    """
    Read what the program says first: the words of each line by the first of them.
    """
    assert program.stdout is not None
    found: dict[str, list[str]] = {}
    for line in program.stdout:
        words = line.split()
        found[words[0]] = words[1:]
        if words[0] == "Stop":
            break
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_program_runs_until_it_is_interrupted(program: Program, number: signal.Signals) -> None:
    """
    The program tells its addresses and credentials, serves them, and ends without a complaint.
    """
    reported = introduction(program)
    assert reported["token"] == [TOKEN]
    assert Path(" ".join(reported["certificate"])).read_text("ascii") == CERTIFICATE
    url = f"{reported['bankimport'][0]}/bank-accounts"
    assert send_raw("GET", url, headers={"Authorization": f"Token token={TOKEN}"}).status == 200
    assert send_raw("GET", f"{reported['banksapi'][0]}/hello/").status == 200
    for api in ("finapi_access", "finapi_access_v1", "finapi_webform"):
        assert send_raw("GET", f"{reported[api][0]}/nothing").status == 404
    program.send_signal(number)
    _, complaints = program.communicate(timeout=10)
    assert (program.returncode, complaints) == (0, "")


def test_program_takes_the_given_port() -> None:
    """
    A taken port is reported in one line, with status 1.
    """
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started("--banksapi-port", str(port)) as program:
            _, complaints = program.communicate(timeout=10)
    assert program.returncode == 1
    assert complaints.startswith(f"cannot start: port {port}: ")
    assert complaints.count("\n") == 1


@pytest.mark.parametrize("given", ["99999", "-1", "http", "1.5"])
def test_a_wrong_port_is_explained(given: str) -> None:
    """
    What is no port is told in one line below the usage, without a traceback.
    """
    with started(f"--banksapi-port={given}") as program:
        _, complaints = program.communicate(timeout=10)
    assert program.returncode == 2
    assert f"{given!r} is no port: 0 to 65535" in complaints
    assert "Traceback" not in complaints


def test_a_name_can_be_allowed_on_the_command_line() -> None:
    """
    ``--allow-host`` serves one more name.
    """
    with started("--allow-host", "sandbox") as program:
        url = f"{introduction(program)['banksapi'][0]}/hello/"
        assert send_raw("GET", url, headers={"Host": "sandbox"}).status == 200
        assert send_raw("GET", url, headers={"Host": "other"}).status == 421
        program.kill()
