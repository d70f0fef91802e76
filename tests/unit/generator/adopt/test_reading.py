"""
Files that others have written, and names that clash in them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kontokit_generator.openapi.document import load_document
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.python.naming import field_names

AMBIGUOUS = """\
shared: &shared {type: string, description: all}
thing:
  <<: *shared
  description: own
  description: last
  answer: no
  big: 12345678901234567.89
"""


def test_what_is_ambiguous_is_read_as_other_tools_read_it(tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(AMBIGUOUS)
    with pytest.raises(FindingsError):
        load_document(file, "api")
    found = load_document(file, "api", foreign=True).tree["thing"]
    assert found["type"] == "string"
    assert found["description"] == "last"
    assert found["answer"] == "no"


def test_json_is_read_as_json(tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    file.write_text('{"openapi": "3.0.0", "info": {"title": "\\ud83d\\ude00"}}')
    tree = load_document(file, "api", foreign=True).tree
    assert tree["info"]["title"] == "\N{GRINNING FACE}"


def test_what_is_no_mapping_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    file.write_text("[]")
    with pytest.raises(FindingsError, match="not a mapping"):
        load_document(file, "api", foreign=True)


@pytest.mark.parametrize(
    ("wires", "names"),
    [
        (["+1", "-1"], ["n_1", "n_1_2"]),
        (["a_b", "a-b", "aB"], ["a_b", "a_b_2", "a_b_3"]),
        (["field"], ["field"]),
        (["field", "aB"], ["field_", "a_b"]),
        (["Field", "field_"], ["field_", "field_2"]),
    ],
)
def test_each_field_of_an_object_has_a_name_of_its_own(wires: list[str], names: list[str]) -> None:
    assert [*field_names(wires).values()] == names
