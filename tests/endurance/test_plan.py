"""
The plan of long runs names what exists.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tests.endurance.plan import PLAN

ROOT = Path(__file__).parents[2]


def test_every_test_of_the_plan_exists() -> None:
    """
    A file that was moved or a module that was renamed is noticed before the long run.
    """
    named = [path for item in PLAN for path in item.tests]
    assert [path for path in named if not (ROOT / path).exists()] == []
    modules = [item.module for item in PLAN if item.module is not None]
    assert [module for module in modules if find_spec(module) is None] == []
    assert all(bool(item.tests) != (item.module is not None) for item in PLAN)


def test_every_test_of_endurance_is_in_the_plan() -> None:
    """
    No test that was made for the long run is left out of it.
    """
    planned = {path for item in PLAN for path in item.tests}
    made = {f"tests/endurance/{path.name}" for path in Path(__file__).parent.glob("test_*.py")}
    assert made - planned == {"tests/endurance/test_plan.py"}
