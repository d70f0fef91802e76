"""
The command ``kontokit`` in this process or in one of its own, with folders of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from kontokit_cli.__main__ import main
from kontokit_sandbox import Sandbox
from tests.support.sandbox_program import Ended

PAYEE = ("--to", "Max Muster", "--iban", "DE89370400440532013000")
NO_SCA = ("--bank", "280001", "--login", "no-sca", "--store-at-provider")


class CommandLine:
    """
    Runs commands of one person: with a folder for configuration, state and runtime files.
    """

    def __init__(self, folder: Path, sandbox: Sandbox | None, python_path: str) -> None:
        self.folder = folder
        self.sandbox = sandbox
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.variables = {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_RUNTIME_DIR": str(runtime),
            "KONTOKIT_CONFIG": str(folder / "config.toml"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": python_path,
            "LANG": "C.UTF-8",
        }
        if sandbox is not None:
            token = folder / "token"
            token.write_text(sandbox.control_token, "utf-8")
            self.variables["KONTOKIT_SANDBOX_CONTROL_TOKEN"] = str(token)

    @property
    def url(self) -> str:
        assert self.sandbox is not None
        return f"http://127.0.0.1:{self.sandbox.port}"

    def __call__(self, *words: str, stdin: str = "", **variables: str) -> Ended:
        """
        Run a command in this process, with the sandbox.
        """
        return self.run(f"--sandbox={self.url}", *words, stdin=stdin, **variables)

    def run(self, *words: str, stdin: str = "", **variables: str) -> Ended:
        """
        Run a command in this process, as it is.
        """
        out, err = StringIO(), StringIO()
        with (
            patch.dict(
                os.environ, {**clean_environment(), **self.variables, **variables}, clear=True
            ),
            patch.object(sys, "stdin", StringIO(stdin)),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(words)
        return Ended(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())

    def process(
        self, words: Sequence[str], variables: Mapping[str, str] | None = None, **settings: object
    ) -> subprocess.Popen[str]:
        """
        Start a command in a process of its own.
        """
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            [sys.executable, "-m", "kontokit_cli", *words],
            env={**clean_environment(), **self.variables, **(variables or {})},
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **settings},
        )

    def connected(self, login: str = "no-sca", **variables: str) -> Ended:
        """
        Connect the test bank.
        """
        words = ("connect", *NO_SCA[:2], "--login", login, "--store-at-provider")
        return self(*words, KONTOKIT_BANK_PIN="1234", **variables)

    def pay(self, amount: str, order_id: str, *words: str) -> Ended:
        """
        Pay from the current account.
        """
        return self(*pay_words(amount, order_id), *words)

    def files(self) -> dict[Path, bytes]:
        """
        Everything that commands have written.
        """
        return {
            path: path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and path.name != "token"
        }


def pay_words(amount: str, order_id: str) -> tuple[str, ...]:
    """
    The words of a payment that asks nobody.
    """
    order = ("--amount", amount, "--order-id", order_id, "--yes", "--no-input")
    return ("pay", "--from", "girokonto", *PAYEE, *order)


def clean_environment() -> dict[str, str]:
    """
    The variables that programs need, and nothing of kontokit.
    """
    kept = ("PATH", "SYSTEMROOT", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name in kept}


def examples_of(text: str) -> list[str]:
    """
    The commands in a help text, each on one line.
    """
    joined = re.sub(r"\\\s*\n\s*", " ", text)
    return re.findall(r"^\s+(?:\$ )?(kontokit .*)$", joined, re.MULTILINE)
