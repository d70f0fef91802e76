"""
The walk of a build in docs/architecture.md.
"""

from __future__ import annotations

from pathlib import Path

from kontokit_generator.builder.build import build
from tests.support.generator_project import project_in
from tests.support.walks import entered, missing, walk

ROOT = Path(__file__).parents[3]


def test_a_build_enters_the_functions_of_its_walk(tmp_path: Path) -> None:
    """
    In an empty repository with the real documents; the command line comes before it.
    """
    (tmp_path / "specs").symlink_to(ROOT / "specs")
    paths = project_in(tmp_path)
    steps = walk("A build")
    assert steps[0] == ("main", "__main__.py")
    assert not missing(steps[1:], entered(lambda: build(["bankimport"], paths)))
