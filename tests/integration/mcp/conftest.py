"""
A program that speaks MCP, and a server for a person who uses the sandbox.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import anyio
import pytest
from mcp.client.client import Client
from mcp.server.mcpserver import MCPServer
from mcp_types import ElicitResult

from kontokit_cli.options import Options
from kontokit_cli.session import open_session
from kontokit_mcp import make_server
from kontokit_sandbox import Sandbox
from tests.support.command_line import CommandLine, clean_environment

Serve = Callable[..., AbstractContextManager[MCPServer]]
Answer = Callable[[str], ElicitResult]


def tools_of(server: Any) -> dict[str, Any]:
    """
    The tools, by name.
    """

    async def run() -> Any:
        async with Client(server) as client:
            return (await client.list_tools()).tools

    return {tool.name: tool for tool in anyio.run(run)}


def call(
    server: Any,
    name: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    mode: str = "auto",
    answer: Answer | None = None,
) -> Any:
    """
    Call a tool, and give its structured result; the text of an error as JSON.

    Args:
        mode: Of the client: ``legacy`` for the protocol of before 2026.
        answer: The person, who is asked by the program.
    """

    async def asked(_context: Any, params: Any) -> ElicitResult:
        assert answer is not None
        return answer(params.message)

    async def run() -> Any:
        more: Any = {} if answer is None else {"elicitation_callback": asked}
        async with Client(server, mode=mode, **more) as client:
            return await client.call_tool(name, dict(arguments or {}))

    result = anyio.run(run)
    if result.is_error:
        text = result.content[0].text
        return json.loads(text[text.index("{") :])
    found = result.structured_content
    return found["result"] if set(found) == {"result"} else found


@pytest.fixture
def kontokit(tmp_path: Path, sandbox: Sandbox, python_path: str) -> CommandLine:
    """
    The command line of the person, who has a bank that asks for nothing.
    """
    made = CommandLine(tmp_path, sandbox, python_path)
    assert made.connected().returncode == 0
    return made


@pytest.fixture
def serve(kontokit: CommandLine) -> Serve:
    """
    Make a server as ``kontokit-mcp`` does: with the folders of the person.
    """

    @contextmanager
    def serving(largest: str | None = None, **options: object) -> Iterator[MCPServer]:
        chosen = {"sandbox": kontokit.url, **options}
        variables = {**clean_environment(), **kontokit.variables}
        with (
            patch.dict(os.environ, variables, clear=True),
            open_session(Options(no_input=True, quiet=True, no_progress=True, **chosen)) as session,  # type: ignore[arg-type]
        ):
            bound = None if largest is None else Decimal(largest)
            yield make_server(session, largest_payment=bound)

    return serving
