"""
One table says what an overlay may add, and everything else follows from it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

import kontokit_generator
from kontokit import operations as runtime
from kontokit.operations import Operation
from kontokit_generator import overlay
from kontokit_generator.lint import lint_merged
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.json_tree import copy_tree
from kontokit_generator.overlay.extensions import (
    EXTENSIONS,
    OPERATION,
    Extension,
    filling,
    reference,
)
from kontokit_generator.plan.marks import ROWS, plan_marks

PAGE = Path(__file__).parents[4] / "docs" / "generator.md"
_BEGIN, _END = "<!-- extensions -->\n", "<!-- end of extensions -->"

SAID: dict[str, Any] = {
    "x-kontokit-retry": "payment",
    "x-kontokit-read-timeout": 120,
    "x-kontokit-max-body": 2**26,
    "x-kontokit-sca": ["repeat", "webform"],
    "x-kontokit-rows": "items",
    "x-kontokit-order": {"payee": ["iban"], "texts": ["purpose"], "amount": "sum"},
    "x-kontokit-bank-read": {"keys": ["*"], "user_ip": "ip"},
    "x-kontokit-paging": {"page": "page", "limit": "size", "maximum": 9, "id": None, "total": "n"},
}
"""Everything that an overlay may say of an operation for fields of the runtime."""


def test_the_reference_has_the_table() -> None:
    """
    With KONTOKIT_WRITE_EXTENSIONS=1 it is written.
    """
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    wanted = f"{before}{_BEGIN}\n{reference()}\n\n{_END}{after}"
    if os.environ.get("KONTOKIT_WRITE_EXTENSIONS"):
        PAGE.write_text(wanted, "utf-8")
    assert PAGE.read_text("utf-8") == wanted


@pytest.mark.parametrize("key", ["client", "token", "token-service", "users"])
def test_a_key_is_spelled_in_one_module(key: str) -> None:
    """
    Everyone else takes it, and the keys inside, from there.
    """
    sources = Path(kontokit_generator.__file__).parent.rglob("*.py")
    spelled = [one.name for one in sources if f'"x-kontokit-{key}' in one.read_text("utf-8")]
    table = (Path(overlay.__file__).parent / "extensions.py").read_text("utf-8")
    assert f"x-kontokit-{key}" in EXTENSIONS
    assert len(spelled) + table.count(f'"{key}",\n        "') == 1


def test_every_extension_of_the_documents_is_in_the_table() -> None:
    """
    And the other way round, but for what only documents of others need.
    """
    root = Path(__file__).parents[4]
    overlays = [path.read_text("utf-8") for path in root.glob("specs/*/overlay.yaml")]
    used = {key for text in overlays for key in re.findall(r"x-kontokit-[a-z-]+", text)}
    assert used <= EXTENSIONS.keys()


@pytest.mark.parametrize("name", filling(OPERATION))
def test_what_is_said_of_an_operation_is_written_for_the_runtime(name: str) -> None:
    """
    The source of a field is a value of its type, whatever the overlay says.
    """
    key = filling(OPERATION)[name].key
    assert EXTENSIONS[key].fits(SAID[key])
    source = plan_marks({key: SAID[key]}, SAID[key] if name == ROWS else None)
    value = eval(source[name], {**vars(runtime)})
    assert msgspec.convert(value, get_type_hints(Operation)[name]) == value


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("x-kontokit-order", {**SAID["x-kontokit-order"], "detor": ["a"]}, "'detor' is unknown"),
        ("x-kontokit-order", {"payee": ["iban"], "amount": "sum"}, "'texts' is missing"),
        ("x-kontokit-order", {**SAID["x-kontokit-order"], "payee": []}, ""),
        ("x-kontokit-paging", {"page": "page", "limit": "size", "maximum": 9}, ""),
        ("x-kontokit-bank-read", {"keys": "all"}, "keys: it cannot be 'all'"),
        ("x-kontokit-sca", ["repeat", "tan"], ""),
        ("x-kontokit-sca", [], ""),
        ("x-kontokit-read-timeout", True, ""),
        ("x-kontokit-max-body", 1, ""),
        ("x-kontokit-token-service", {"renew": "a"}, "'renew' is unknown here"),
        ("x-kontokit-users", {"create": "a"}, "'username' is missing"),
    ],
)
def test_a_wrong_value_is_told_where_it_is_wrong(key: str, value: Any, problem: str) -> None:
    """
    The fields of the runtime say what a map may hold.
    """
    assert not EXTENSIONS[key].fits(value)
    found = EXTENSIONS[key].problem(value)
    assert problem in found if problem else found == ""


def test_a_row_of_the_table_is_all_that_an_extension_needs(
    good_merged: Document,
    put_into: Callable[[Any, str, Any], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    It is read, refused where it does not fit, written into the package, and in the reference.
    """
    new = Extension(
        key="x-kontokit-sends-media",
        kind="operation",
        doc="which kinds of JSON errors are",
        shape="a list of texts",
        fits=lambda value: isinstance(value, list),
        fills=(OPERATION, "error_media_types"),
    )
    monkeypatch.setitem(EXTENSIONS, new.key, new)
    assert plan_marks({new.key: ["application/json"]}, None) == {
        "error_media_types": '("application/json", )'
    }
    assert f"| `{new.key}` | operation | which kinds of JSON errors are |" in reference()
    tree = copy_tree(good_merged.tree)
    put_into(tree, f"#/paths/~1accounts~1{{account-id}}/get/{new.key}", "json")
    (found,) = lint_merged(good_merged.with_tree(tree))
    assert (found.message, found.fix) == (f"{new.key} cannot be 'json'", "write a list of texts")
