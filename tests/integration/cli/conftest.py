"""
A person with a command line, and the sandbox.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine
from tests.support.fresh_process import fresh_process

__all__ = ["fresh_process"]


@pytest.fixture
def kontokit(tmp_path: Path, sandbox: Sandbox, python_path: str) -> CommandLine:
    """
    The command line of a person who uses the sandbox.
    """
    return CommandLine(tmp_path, sandbox, python_path)


@pytest.fixture
def alone(tmp_path: Path, python_path: str) -> CommandLine:
    """
    The command line of a person who has not set up anything.
    """
    return CommandLine(tmp_path, None, python_path)
