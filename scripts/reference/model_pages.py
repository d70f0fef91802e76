"""
The pages of a package's models: one for each tag, one for what several tags share, and an index.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from inspect import cleandoc
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from scripts.reference.sources import Api, Tag, parsed
from scripts.reference.text import module_shown, table

SHARED = "shared"
"""Models that several tags have, or none."""
_MOST = 40_000
"""Characters of source on one page; more would make it too heavy for a phone."""

INDEX = """# Models of {title}

Import these names from `{module}`. If reading and writing differ, the model to send is named
`…Input`. An enum lists its known values; other values are kept as they are.

"""
PAGE = """# Models: {about}

Models of {title}; [all of them](../models.md). Import them from `{module}`.

"""


class _Model(NamedTuple):
    node: ast.AST
    docstring: str
    length: int

    @property
    def summary(self) -> str:
        return self.docstring.partition("\n\n")[0].replace("\n", " ")


def pages(api: Api) -> Iterator[tuple[str, str]]:
    """
    Make the index and the pages: their places in the package's folder, and their text.
    """
    names = {"title": api.title, "module": api.module}
    places = {name: place for _, place, models in parts(api) for name in models}
    rows = (
        (f"[`{name}`][{api.module}.models.{name}]", one.summary)
        for name, one in sorted(_models(api).items())
        if name in places
    )
    yield "models.md", INDEX.format(**names) + table(["model", "what it is"], rows)
    for about, place, models in parts(api):
        shown = module_shown(f"{api.module}.models", members=models)
        yield place, PAGE.format(about=about, **names) + shown


@lru_cache
def parts(api: Api) -> list[tuple[str, str, list[str]]]:
    """
    Divide the models: the title of each page, its place, and its models in alphabetical order.
    """
    titles = {tag.attribute: tag.title for tag in api.tags} | {SHARED: "shared"}
    return [
        (f"{titles[owner]}{_span(part, parts)}", f"models/{owner}{number or ''}.md", part)
        for owner, names in _by_owner(api).items()
        for parts in [_divided(api, sorted(names))]
        for number, part in enumerate(parts)
    ]


def _by_owner(api: Api) -> dict[str, list[str]]:
    """
    Give each model to the only tag that needs it, or to what is shared.
    """
    uses = {name: _names(one.node) & _models(api).keys() for name, one in _models(api).items()}
    needed: defaultdict[str, list[str]] = defaultdict(list)
    for tag in api.tags:
        for name in _reached(_named_by(api, tag), uses):
            needed[name].append(tag.attribute)
    owned: defaultdict[str, list[str]] = defaultdict(list)
    for name in _models(api):
        tags = needed[name]
        owned[tags[0] if len(tags) == 1 else SHARED].append(name)
    order = [*(tag.attribute for tag in api.tags), SHARED]
    return {owner: owned[owner] for owner in order if owner in owned}


def _reached(first: Iterable[str], uses: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name in uses and name not in found:
            found.add(name)
            waiting += uses[name]
    return found


def _named_by(api: Api, tag: Tag) -> set[str]:
    """
    The models that the operations of a tag name themselves.
    """
    module = parsed(api.package / "operations" / f"{tag.attribute}.py")
    return {
        node.attr
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "models"
    }


@lru_cache
def _models(api: Api) -> dict[str, _Model]:
    """
    All models, and the names of lists and maps of them.
    """
    module = parsed(api.package / "models.py")
    found: dict[str, _Model] = {}
    for node, following in pairwise([*module.body, ast.Pass()]):
        if isinstance(node, ast.ClassDef):
            found[node.name] = _Model(node, ast.get_docstring(node) or "", len(ast.unparse(node)))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = ast.literal_eval(following.value) if isinstance(following, ast.Expr) else ""
            found[node.target.id] = _Model(node, cleandoc(str(text)), len(ast.unparse(node)))
    return found


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _divided(api: Api, names: list[str]) -> list[list[str]]:
    """
    Cut a list of models into parts of about the same length.
    """
    lengths = list(accumulate(_models(api)[name].length for name in names))
    part = lengths[-1] / -(-lengths[-1] // _MOST)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for name, length in zip(names, lengths, strict=True):
        found[ceil(length / part)].append(name)
    return list(found.values())


def _span(part: list[str], parts: list[list[str]]) -> str:
    return f", {part[0]} to {part[-1]}" if len(parts) > 1 else ""
