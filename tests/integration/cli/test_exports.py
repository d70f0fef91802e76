"""
Files of every format, and the extras that some of them need.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kontokit_banking.exports import FORMATS
from tests.support.command_line import CommandLine
from tests.support.missing_libraries import hide_library

EXTRAS = {one.extra: one.name for one in FORMATS.values() if one.extra is not None}
ROOT = Path(__file__).parents[3]


def test_the_extras_lead_to_those_of_the_exports() -> None:
    """
    Each extra that a format names is one of the command line too, in the same versions.
    """
    project = tomllib.loads((ROOT / "packages/cli/pyproject.toml").read_text("utf-8"))["project"]
    (plain,) = [one for one in project["dependencies"] if one.startswith("kontokit-banking")]
    for extra in EXTRAS:
        wanted = plain.replace("kontokit-banking", f"kontokit-banking[{extra}]")
        assert project["optional-dependencies"][extra] == [wanted]


@pytest.mark.parametrize(("extra", "form"), EXTRAS.items())
def test_a_missing_library_is_named_by_the_extra_of_the_command_line(
    kontokit: CommandLine, monkeypatch: pytest.MonkeyPatch, extra: str, form: str
) -> None:
    """
    It is not set up, and no file is made.
    """
    kontokit.connected()
    hide_library(extra, monkeypatch)
    target = kontokit.folder / "rows"
    ended = kontokit("export", "girokonto", "--to", str(target), "--output", form)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == (
        f"kontokit: {form} needs a library that is not installed\n"
        f"  pip install 'kontokit-cli[{extra}]'\n"
    )
    assert not target.exists()
