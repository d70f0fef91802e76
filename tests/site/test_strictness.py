"""
What the strict build of the reference site refuses.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """
    Build a site of one page with the settings of the real one.
    """
    settings = {"INHERIT": str(ROOT / "mkdocs.yml"), "hooks": [], "site_dir": "site"}
    (folder / "mkdocs.yml").write_text(json.dumps({**settings, "docs_dir": "docs"}), "utf-8")
    (folder / "scripts").symlink_to(ROOT / "scripts")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(f"# Page\n\n{text}\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_page_whose_references_hold_is_built(tmp_path: Path) -> None:
    """
    The small site of these tests is not refused for anything else.
    """
    done = build(tmp_path, "[this page](index.md#page)")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[gone](gone.md)", "gone.md"),
        ("[gone](index.md#gone)", "#gone"),
        ("[gone][kontokit.Gone]", "kontokit.Gone"),
        ("::: kontokit_gone.Gone", "kontokit_gone"),
    ],
)
def test_a_broken_reference_fails_the_build(tmp_path: Path, text: str, named: str) -> None:
    """
    A page, an anchor, a name or an object that is not there ends the build, and is named.
    """
    done = build(tmp_path, text)
    assert done.returncode != 0
    assert named in done.stderr + done.stdout
