"""
The pages on containers and other languages: their lines are run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kontokit_sandbox import Sandbox
from kontokit_sandbox.commands.serve import serve
from tests.support.banksapi_customers import customer_of

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/sandbox-languages.md").read_text("utf-8")
CONTAINER = (ROOT / "docs/sandbox-container.md").read_text("utf-8")
DOCKERFILE = (ROOT / "packages/sandbox/Dockerfile").read_text("utf-8")


@pytest.fixture
def environment(sandbox: Sandbox) -> Mapping[str, str]:
    """
    What the page says that the variables hold.
    """
    address = f"http://127.0.0.1:{sandbox.port}"
    return {**os.environ, "SANDBOX": address, "TOKEN": sandbox.control_token}


def test_lines_of_curl(sandbox: Sandbox, environment: Mapping[str, str]) -> None:
    """
    All blocks are one script; what it has done is seen in the sandbox.
    """
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on the path")
    before = sandbox.now
    setup, reset, *others = _blocks(PAGE, "sh")
    _run(["sh", "-euc", setup + reset], environment)
    assert (sandbox.now - before).total_seconds() >= 26 * 3600
    assert sandbox.clock.is_frozen
    customer = customer_of(sandbox)
    assert customer.add_access("decoupled-phone").status == 201
    (waiting,) = sandbox.pending
    answers = _run(["sh", "-euc", setup + "\n".join(others)], environment)
    assert waiting.id in answers
    assert sandbox.pending == []
    assert "503\n" in answers
    (delivery, *_) = sandbox.hooks.deliveries
    assert (delivery.event, sandbox.faults.all()) == ("transactionsImported", [])
    assert "the shared secret" not in answers


def test_example_of_node(environment: Mapping[str, str], tmp_path: Path) -> None:
    """
    It prints what its comment says.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node on the path")
    file = tmp_path / "example.mjs"
    file.write_text("\n".join(_blocks(PAGE, "js")), "utf-8")
    assert _run([node, file], environment) == "503 1\n"


def test_example_of_java(environment: Mapping[str, str], tmp_path: Path) -> None:
    """
    It prints what its comment says.
    """
    java = shutil.which("java")
    if java is None:
        pytest.skip("there is no Java on the path")
    file = tmp_path / "Sandbox.java"
    file.write_text("\n".join(_blocks(PAGE, "java")), "utf-8")
    assert _run([java, "-XX:TieredStopAtLevel=1", file], environment) == "503\n"


def test_compose_file_has_known_options() -> None:
    """
    The command line takes every option of the recipe.
    """
    (text,) = _blocks(CONTAINER, "yaml")
    recipe: Any = yaml.safe_load(text)
    words = recipe["services"]["bank"]["command"]
    given = [one.replace("/init.jsonl", __file__) for one in words[1:]]
    context = serve.make_context("serve", given)
    assert context.params["allow_forward"] == ("app",)
    assert words[0] == "serve"


def test_container_starts_and_is_healthy(tmp_path: Path) -> None:
    """
    The lines of the Dockerfile that run in the container do so here, on loopback.
    """
    lines = dict(_instructions(DOCKERFILE))
    assert lines["FROM"].endswith("-slim")
    assert lines["USER"].split(":")[0].isdigit()
    assert lines["USER"] != "0"
    command = _words(lines["CMD"])
    command[command.index("0.0.0.0")] = "127.0.0.1"
    command[command.index("4780")] = "0"
    # A folder of its own, as the container has.
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    environment.pop("XDG_RUNTIME_DIR", None)
    program = [sys.executable, "-m", "kontokit_sandbox"]
    assert _words(lines["ENTRYPOINT"]) == ["kontokit-sandbox"]
    health = [*program, *_words(lines["HEALTHCHECK"].partition("CMD ")[2])[1:]]
    with subprocess.Popen(
        [*program, *command], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            while "Ctrl-C" not in process.stdout.readline():
                assert process.poll() is None
            assert _run(health, environment).startswith("ok")
        finally:
            process.terminate()
    assert process.returncode == 0
    unhealthy = subprocess.run(health, env=environment, capture_output=True, check=False)
    assert unhealthy.returncode == 1


def _run(command: list[Any], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def _instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    for line in dockerfile.splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            yield name, rest


def _words(text: str) -> list[str]:
    found: list[str] = yaml.safe_load(text)
    return found
