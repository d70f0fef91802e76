"""
Files that a host of repositories shows, and its workflows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from scripts.supply.addresses import addresses
from tests.packaging.test_readme_links import links

ROOT: Final = Path(__file__).parents[2]
TEXTS: Final = [ROOT / "SECURITY.md", ROOT / "CODE_OF_CONDUCT.md", *ROOT.glob(".github/**/*.yml")]
URL: Final = re.compile(r"https://[\w./-]+")
OTHERS: Final = ("https://www.contributor-covenant.org/",)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_addresses_are_those_of_the_setting(path: Path) -> None:
    """
    Of the site, or of the repository. No link is relative, since these files are shown anywhere.
    """
    text = path.read_text("utf-8")
    known = (*addresses().values(), *OTHERS)
    assert [one for one in URL.findall(text) if not one.startswith(known)] == []
    assert all(one.startswith("https://") for one in links(text))


def test_the_workflow_runs_what_ci_runs() -> None:
    """
    ``.ci/run``, and each Python that it tests where it is installed.
    """
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    steps = re.findall(r"^      - run: (.+)$", workflow, re.MULTILINE)
    assert steps[0] == ".ci/run"
    pythons = re.findall(r"py(3\d\d)", (ROOT / ".ci/run").read_text("utf-8"))
    assert [f"3.{one[1:]}" for one in pythons] == re.findall(r'"(3\.\d+)"', workflow)


def test_only_one_job_may_publish() -> None:
    """
    The one with the identity for the index checks nothing out and runs no program.
    """
    workflow = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    jobs = re.split(r"^  (?=\w+:$)", workflow.partition("\njobs:\n")[2], flags=re.MULTILINE)
    trusted = [job for job in jobs if "id-token: write" in job]
    assert [job.partition(":")[0] for job in trusted] == ["publish"]
    assert "checkout" not in trusted[0]
    assert "run:" not in trusted[0]
    assert "secrets." not in workflow


@pytest.mark.parametrize("name", ["api-differs", "bug"])
def test_forms_ask_for_a_report_or_a_recording(name: str) -> None:
    """
    With the command that leaves secrets out, and where it is described.
    """
    form = (ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8")
    site = addresses()["documentation"]
    for word in ("kontokit-sandbox scrub", f"{site}/recordings.html", f"{site}/drift.html"):
        assert word in form
