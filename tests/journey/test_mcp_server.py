"""
What the guide of the MCP server shows, from built wheels in an empty folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journey.stranger import Stranger, programs_of

GUIDE = (Path(__file__).parents[2] / "docs/mcp.md").read_text("utf-8")
WHEELS = (
    "kontokit-banking kontokit-cli[sandbox] kontokit-finapi-access kontokit-mcp[sandbox] "
    "kontokit-sandbox"
)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    one = Stranger(tmp_path_factory.mktemp("stranger"))
    # pip would get the others by itself; here they come from the wheels too.
    one.install(f"pip install {WHEELS}")
    return one


def test_the_program_of_the_guide_lists_accounts(stranger: Stranger) -> None:
    """
    It starts the server, which starts a sandbox with the bank of Erika Mustermann.
    """
    (program,) = programs_of(GUIDE)
    (stranger.folder / "accounts.py").write_text(program, "utf-8")
    shown = stranger.run("python accounts.py").splitlines()
    assert [line.split()[0] for line in shown] == ["Girokonto", "Gemeinschaftskonto", "Sparkonto"]
    assert all(" DE" in line and line.endswith(" EUR") for line in shown)


def test_the_command_is_installed(stranger: Stranger) -> None:
    """
    With the options of the guide.
    """
    shown = stranger.run("kontokit-mcp --help")
    for option in ("--profile", "--sandbox-url", "--allow-payments-up-to", "--timeout", "--lang"):
        assert option in shown
        assert option in GUIDE
