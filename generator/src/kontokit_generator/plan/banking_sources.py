"""
From the paths and conditions of ``x-kontokit-banking`` to Python expressions.
"""

from __future__ import annotations

from typing import Any

from kontokit_generator.openapi.json_tree import Tree, mapping, sequence
from kontokit_generator.overlay.banking_extension import OTHERS
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import python_name

ROW = "raw"
_CONNECTION = "connection."


def source_of(said: Any) -> str:
    """
    Write the expression of what a field is read from.

    Args:
        said: A path, or a map with one of the operators.
    """
    if isinstance(said, str):
        return path_source(said)
    mark = mapping(said)
    if "newest" in mark:
        return _newest(mark)
    operator = next(iter(mark))
    return f"{operator}({', '.join(source_of(one) for one in sequence(mark[operator]))})"


def path_source(path: str, base: str = ROW) -> str:
    """
    Write the expression of a path: a value or None, or for a path into a list a generator.
    """
    if path == OTHERS:
        return "key"
    if path.startswith(_CONNECTION):
        return path_source(path.removeprefix(_CONNECTION), "connection.raw")
    if "[]" not in path:
        return _value(path, base)
    before, _, after = path.partition("[].")
    inside = _value(after, "one")
    value, _, guard = inside.partition(" if ")
    condition = f" if {guard.removesuffix(' else None')}" if guard else ""
    return f"({value} for one in {_value(before, base)} or (){condition})"


def condition_source(condition: Tree) -> str:
    """
    Write a condition as an expression that is true or false.
    """
    wanted = condition.get("is", condition.get("not"))
    values = [str(one) for one in sequence(wanted) or [wanted]]
    if "all" in condition:
        return f"every({path_source(str(condition['all']))}, {_tuple(values)})"
    for key in ("any", "none"):
        if key in condition:
            entries = path_source(str(condition[key]))
            value, _, loop = entries[1:-1].partition(" for ")
            found = f"any({_compared(value, wanted, values)} for {loop})"
            return f"not {found}" if key == "none" else found
    source = source_of(condition["value"])
    if "not" in condition:
        return f"str({source}) not in {_tuple(['None', *values])}"
    compared = _compared(source, wanted, values)
    is_around = str(condition["value"]).startswith(_CONNECTION)
    return f"connection is not None and {compared}" if is_around else compared


def _compared(source: str, wanted: Any, values: list[str]) -> str:
    if wanted is True:
        return f"{source} is True"
    if len(values) == 1:
        return f"str({source}) == {python_literal(values[0])}"
    return f"str({source}) in {_tuple(values)}"


def _tuple(values: list[str]) -> str:
    return f"({''.join(f'{python_literal(one)}, ' for one in values)})"


def _value(path: str, base: str) -> str:
    names = [python_name(one) for one in path.split(".")]
    guards = [".".join((base, *names[:count])) for count in range(1, len(names))]
    value = ".".join((base, *names))
    return f"{value} if {' and '.join(guards)} else None" if guards else value


def _newest(mark: Tree) -> str:
    by, take = python_name(str(mark["by"])), python_name(str(mark["take"]))
    parts = [
        f"*{path_source(path)}" if "[]" in path else path_source(path)
        for path in map(str, sequence(mark["newest"]))
    ]
    return f"newest((one.{by}, one.{take}) for one in ({', '.join(parts)},) if one)"
