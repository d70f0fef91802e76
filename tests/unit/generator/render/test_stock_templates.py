"""
The templates of datamodel-code-generator that ours stand in for.

When the pinned version moves and one of these changes, look at what changed before our own template
goes on standing in for it; then write the new digest here.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files

import pytest

from kontokit_generator.render.datamodel_adapter import TEMPLATES

PINNED = {"datamodel-code-generator": "0.89.0", "openapi-python-client": "0.29.1"}

STOCK = {
    "Enum.jinja2": "71925eb317e887acf3663bfb0d07581f9d7c69ab",
    "TypeAliasAnnotation.jinja2": "9cd5c411b8ac97a7582c7b0a499970c440b1cb6d",
    "msgspec.jinja2": "dcc7e71d929a9819d01f5b06747ceb11dba159d3",
}


@pytest.mark.parametrize(("name", "digest"), STOCK.items())
def test_the_stock_template_is_the_one_we_know(name: str, digest: str) -> None:
    """
    The tool's own template has not changed since ours was made from it.
    """
    stock = files("datamodel_code_generator") / "model" / "template" / name
    assert hashlib.sha256(stock.read_bytes()).hexdigest()[:40] == digest


def test_every_template_of_ours_stands_in_for_a_stock_one() -> None:
    """
    No template of ours is left without the stock one it replaces.
    """
    assert {path.name for path in TEMPLATES.iterdir()} == set(STOCK)


@pytest.mark.parametrize(("tool", "pinned"), PINNED.items())
def test_the_generators_are_those_that_were_tried(tool: str, pinned: str) -> None:
    """
    Both generators run in exactly the version whose behaviour the adapters know.
    """
    assert version(tool) == pinned
