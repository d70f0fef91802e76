"""
A few of the documents that ``scripts/fuzz`` draws.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from kontokit_generator.overlay.extensions import EXTENSIONS
from tests.fuzz.attempts import attempt
from tests.fuzz.circles import end_circles
from tests.fuzz.documents import draft, drawn
from tests.fuzz.schemas import reference
from tests.fuzz.values import value_of

SEED: Final = 22
TOGETHER: Final = 10


@pytest.mark.parametrize(("first", "adopt"), [(0, False), (10, False), (20, False), (30, True)])
def test_a_document_gives_a_package_or_findings(tmp_path: Path, first: int, adopt: bool) -> None:
    """
    What is built can be imported and reads the examples; findings name place and fix.
    """
    for number in range(first, first + TOGETHER):
        found = attempt(drawn(SEED, number), tmp_path / "package", adopt=adopt)
        assert not found.trouble, f"document {number} of seed {SEED}: {found.trouble}"


def test_overlays_speak_of_paging_sca_and_sign_in() -> None:
    """
    And of what the table of extensions has beside these.
    """
    words = [update for number in range(60) for _, update in draft(SEED, number).words]
    keys = {key for update in words for key in update}
    assert {"x-kontokit-paging", "x-kontokit-sca-config", "x-kontokit-token"} <= keys
    assert {"x-kontokit-users", "x-kontokit-token-service", "x-kontokit-error"} <= keys
    assert keys <= EXTENSIONS.keys()


def test_a_number_of_a_seed_is_always_the_same_document() -> None:
    """
    What failed can be drawn again.
    """
    assert drawn(SEED, 3) == drawn(SEED, 3)
    assert drawn(SEED, 3) != drawn(SEED, 4)


def test_parts_in_a_circle_have_an_example() -> None:
    """
    The generator refuses such a document; the fuzzer has to get that far.
    """
    text = {"type": "object", "properties": {"a": {"type": "string"}}}
    schemas = {"A": {"allOf": [reference("B"), text]}, "B": {"allOf": [reference("A")]}}
    assert value_of({"components": {"schemas": schemas}}, reference("A")) == {"a": "text"}


def test_circles_of_what_is_required_are_ended() -> None:
    """
    What is required and leads to no other schema stays so.
    """
    to_b: dict[str, Any] = {
        "properties": {"b": reference("B"), "c": {"type": "string"}},
        "required": ["b", "c"],
    }
    part: dict[str, Any] = {"allOf": [reference("D"), {"properties": {"a": {}}, "required": ["a"]}]}
    schemas: dict[str, Any] = {"A": to_b, "B": {"allOf": [reference("A")]}, "D": part}
    end_circles(schemas)
    assert schemas["A"]["required"] == ["c"]
    assert schemas["B"] == {"allOf": [reference("A")]}
    assert schemas["D"] == {"allOf": [{"properties": {"a": {}}, "required": ["a"]}]}
