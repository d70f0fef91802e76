"""
The table of documents of others in ``docs/generator.md``.
"""

from __future__ import annotations

from scripts.markdown import table
from scripts.third_party import HEAD, Outcome


def _summary(**counts: int) -> dict[str, object]:
    assumed = [{"kind": kind, "count": count} for kind, count in counts.items()]
    left = [{"kind": "operation", "place": "#/paths/~1a/get", "reason": "odd"}]
    return {"operations": 1222, "assumed": assumed, "left_out": left}


def test_a_row_says_what_came_of_a_document() -> None:
    outcome = Outcome("a.yaml", _summary(retry=1222, unread=2, example=3), "", 51.6)
    examples = "3 do not fit, 2 not read"
    assert outcome.row == ("a.yaml", "1,222", "1", "1,227", examples, "passes", "52 s")


def test_a_row_without_complaints_says_that_all_is_read() -> None:
    assert Outcome("a.yaml", _summary(retry=1), "", 2).row[4:6] == ("all read", "passes")


def test_a_row_says_what_failed() -> None:
    assert Outcome("a.yaml", None, "a.yaml:1 it is odd", 1).row[5] == "a.yaml:1 it is odd"
    assert Outcome("a.yaml", _summary(), "mypy: odd", 1).row[5] == "mypy: odd"


def test_rows_have_as_many_cells_as_the_head() -> None:
    rows = [Outcome("a.yaml", one, "odd", 1).row for one in (None, _summary(retry=1))]
    assert {len(one) for one in rows} == {len(HEAD)}
    assert table(HEAD, rows).count("\n") == 3
