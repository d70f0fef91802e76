"""
Docstrings of the hand-written packages: ``Args:`` says what the signature does not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [ROOT / "src", ROOT / "generator/src", *sorted(ROOT.glob("packages/*/src"))]
ENTRY = re.compile(r"^    \*{0,2}(\w+): (.*(?:\n     .*)*)", re.MULTILINE)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
QUOTED = re.compile(r"``.+?``")
NOTHING = (
    "a an and any as at be by for from given has in is it its of on or that the this to what"
    " which with argument parameter value"
)
"""Words that say nothing about an argument."""
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def words(text: str) -> set[str]:
    """
    The words of a text in lower case; plural and singular are the same.
    """
    return {word.lower().removesuffix("s") for word in WORD.findall(text)}


def entries(function: Function) -> Iterator[tuple[str, str]]:
    """
    The arguments that a docstring describes, each with its description.
    """
    _, _, after = (ast.get_docstring(function) or "").partition("\nArgs:\n")
    section, *_ = re.split(r"^\w+:$", after, maxsplit=1, flags=re.MULTILINE)
    yield from ENTRY.findall(section)


def empty_entries(source: str) -> Iterator[tuple[int, str, str]]:
    """
    The entries that repeat the name and the type of an argument: line, name, description.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            every = ast.walk(node.args)
            types = {one.arg: one.annotation for one in every if isinstance(one, ast.arg)}
            for name, said in entries(node):
                annotation = types.get(name)
                signature = f"{name} {ast.unparse(annotation) if annotation else ''}"
                # A quoted name is a reference, whatever its words are.
                if words(QUOTED.sub("reference", said)) <= words(f"{signature} {NOTHING}"):
                    yield node.lineno, name, said


@pytest.mark.parametrize("folder", SOURCES, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_args_say_more_than_the_signature(folder: Path) -> None:
    """
    No entry consists of the argument's name, its type and words that say nothing.
    """
    modules = sorted(folder.rglob("*.py"))
    assert modules
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}: {said}"
        for path in modules
        for line, name, said in empty_entries(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("said", "is_empty"),
    [
        ("The flow state.", True),
        ("The state of the flow, as\n            given.", True),
        ("The state of the flow, in SENDING.", False),
        ("A record from ``to_record``.", False),
    ],
)
def test_the_rule_finds_what_repeats_the_signature(said: str, is_empty: bool) -> None:
    """
    Name and type in other words are found, in every line of an entry; anything more is not.
    """
    source = (
        'def apply(flow: FlowState, /, **rest: int) -> None:\n    """\n    Apply it.\n\n'
        f'    Args:\n        flow: {said}\n        **rest: More of it.\n    """\n'
    )
    assert [name for _, name, _ in empty_entries(source)] == (["flow"] if is_empty else [])
