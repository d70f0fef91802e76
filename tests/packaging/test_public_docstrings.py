"""
Docstrings of everything public, in hand-written and generated packages: a summary that says more
than the name, arguments in the order of the signature, and first the flow for SCA.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from tests.packaging.test_docstrings import NOTHING, ROOT, entries, words

SOURCES: Final = [
    ROOT / "src",
    ROOT / "generator/src",
    *sorted(ROOT.glob("packages/*/src")),
    *sorted(ROOT.glob("generated/*/src")),
]
Named: TypeAlias = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
MEANINGLESS: Final = words(f"{NOTHING} get gets give gives return returns its their one").union(
    {"class", "function", "method", "module", "object"}
)
"""Words by which a summary says nothing that the name does not."""
FLOW: Final = "Call it with ``client.sca.start``"


REQUEST: Final = re.compile(r"\(``(GET|POST|PUT|PATCH|DELETE) /\S*``\); see https://\S+\.")
"""Method, path and the page of the provider, or else ours."""


def public(tree: ast.Module) -> Iterator[tuple[str, Named]]:
    """
    The public classes, functions and methods of a module, with the names around each.
    """
    waiting: list[tuple[str, ast.AST]] = [("", node) for node in tree.body]
    while waiting:
        around, node = waiting.pop()
        if isinstance(node, Named) and not node.name.startswith("_") and not is_overload(node):
            yield around, node
            if isinstance(node, ast.ClassDef):
                waiting += [(f"{around} {node.name}", inner) for inner in node.body]


def is_overload(node: Named) -> bool:
    """
    Whether the docstring stands at the implementation.
    """
    names = {ast.unparse(one) for one in node.decorator_list}
    return bool(names & {"overload", "override"} or any(one.endswith(".setter") for one in names))


def summary(node: Named) -> str:
    """
    The first paragraph of a docstring.
    """
    return " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())


def problems(source: str) -> Iterator[str]:
    """
    What the docstrings of a module lack.
    """
    for around, node in public(ast.parse(source)):
        text = summary(node)
        place = f"{node.lineno} {around} {node.name}"
        if not text:
            yield f"{place}: no summary"
        elif words(ast.get_docstring(node) or "") <= words(node.name) | MEANINGLESS:
            yield f"{place}: repeats its name: {text}"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not in_order(node):
            yield f"{place}: arguments in another order than the signature"


def in_order(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """
    Whether arguments are described in the order in which they are given.
    """
    given = function.args
    every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    order = [one.arg for one in every if one]
    described = [order.index(name) for name, _ in entries(function) if name in order]
    return described == sorted(described)


@pytest.mark.parametrize("folder", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_say_something(folder: Path) -> None:
    """
    Of every public name.
    """
    modules = [path for path in sorted(folder.rglob("*.py")) if "/testdata/" not in str(path)]
    assert modules
    found = [
        f"{path.relative_to(ROOT)}:{problem}"
        for path in modules
        for problem in problems(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("docstring", "named"),
    [
        ("", ["no summary"]),
        ("The bank account.", ["repeats its name"]),
        ("Return the account of the bank.", ["repeats its name"]),
        ("The account from which it is paid.", []),
        (
            "Pay.\n\n    Args:\n        note: Why.\n        amount: How much, in euros.",
            ["another order"],
        ),
    ],
)
def test_what_says_nothing_is_found(docstring: str, named: list[str]) -> None:
    """
    A summary that is missing or repeats the name, and arguments in another order.
    """
    body = f'    """{docstring}"""\n' if docstring else "    ...\n"
    found = list(problems(f"def bank_account(amount: int, note: str) -> None:\n{body}"))
    assert len(found) == len(named)
    assert all(wanted in one for wanted, one in zip(named, found, strict=True))


def test_methods_that_may_need_sca_begin_with_the_flow() -> None:
    """
    In the paragraph behind the summary, before anything about repeating a call; also with await.
    """
    checked = 0
    for path in ROOT.glob("generated/*/src/*/operations/[!_]*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            text = ast.get_docstring(node) or ""
            if "client.sca.start" in text:
                checked += 1
                assert text.split("\n\n")[1].startswith(FLOW), (path, node.name)
    assert checked > 60


def test_hovers_name_the_operation_its_request_and_a_page() -> None:
    """
    Those of async methods too, since an editor follows no link.
    """
    checked = 0
    for path in ROOT.glob("generated/*/src/*/operations/[!_]*.py"):
        for _, node in public(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                text = " ".join((ast.get_docstring(node) or "").split())
                assert re.search(r"The provider calls it ``\w+``", text), (path, node.name)
                if "Deprecated: use" not in text:
                    assert REQUEST.search(text), (path, node.name)
                checked += 1
    assert checked > 500
