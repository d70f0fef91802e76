"""
Read a YAML 1.2 file into plain values and remember the line of each.

The nodes of ruamel.yaml are turned into values here, not by its constructor: dates stay
text, numbers that would lose digits are refused, a key that occurs twice is refused,
and every value keeps its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from attrs import Factory, define, frozen
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kontokit_generator.openapi.depth import (
    DEEPEST,
    LESS_DEEP,
    TOO_DEEP,
    few_frames,
    is_deeper,
    prepare_for_depth,
)
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import ROOT, Tree, is_mapping, parts_of, pointer

Node: TypeAlias = Any
"""A node of ruamel.yaml, whose classes do not say what their attributes are."""

_PLAIN_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_YAML_1_1 = re.compile(r"yes|no|on|off|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?", re.IGNORECASE)
"""
Text in YAML 1.2, but a boolean or a number in base 60 for readers of YAML 1.1. Its specification
also lists y and n, which no reader takes for booleans.
"""
_PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")

_SHOWN = 10
"""How many levels a finding about too many names."""


@frozen
class Source:
    """
    What a YAML file says.
    """

    tree: Tree
    """Plain dicts, lists, strings, numbers, booleans and nulls."""

    lines: Mapping[str, int]
    """Line, counted from one, for each JSON pointer."""


def read_source(path: Path, api: str, file: str | None = None) -> Source:
    """
    Read one YAML file of an API.

    Args:
        api: Name of the API, for the findings.
        file: The file as findings name it; without its folder when left out.

    Returns:
        Its values and their lines.

    Raises:
        FindingsError: When the file is missing, is no YAML, is ambiguous, or is nested too deeply.
    """
    prepare_for_depth()
    reader = _Reader(api=api, file=file or path.name)
    tree = reader.build(_compose(path, reader), ROOT)
    if not is_mapping(tree):
        reader.note(ROOT, 1, "the document is not a mapping", "write 'key: value' lines")
    if reader.findings:
        raise FindingsError(reader.findings)
    return Source(tree, reader.lines)


def read_foreign_source(path: Path, api: str, file: str) -> Source:
    """
    Read a file that others have written.

    A key that occurs twice has its last value, as for other tools; merge keys are merged, and
    numbers lose what digits a float cannot hold. JSON is read without its lines, a hundred times
    as fast.

    Raises:
        FindingsError: When the file is missing, is neither JSON nor YAML, or is nested too deeply.
    """
    prepare_for_depth()
    reader = _Reader(api=api, file=file, lenient=True)
    if path.suffix.lower() == ".json":
        with suppress(OSError, ValueError, RecursionError):
            tree = json.loads(path.read_text("utf-8-sig"))
            if is_mapping(tree) and not is_deeper(tree):
                return Source(tree, {})
    tree = reader.build(_compose(path, reader), ROOT)
    if not is_mapping(tree):
        reader.note(ROOT, 1, "the document is not a mapping", "name a document of OpenAPI")
        raise FindingsError(reader.findings)
    if deep := [one for one in reader.findings if one.message == TOO_DEEP]:
        raise FindingsError(deep)
    return Source(tree, reader.lines)


def _compose(path: Path, reader: _Reader) -> Node:
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        yaml: Any = YAML(typ="safe", pure=True)
        with few_frames():
            return yaml.compose(text)
    except OSError as error:
        reader.note(ROOT, None, f"cannot read the file ({error.strerror})", "create the file")
    except UnicodeDecodeError as error:
        reader.note(ROOT, None, f"not UTF-8 at byte {error.start}", "save the file as UTF-8")
    except MarkedYAMLError as error:
        problem = _problem(error)
        reader.note(ROOT, _problem_line(error), problem, "correct the syntax of this line")
    except YAMLError as error:
        reader.note(ROOT, None, f"not YAML: {error}", "correct the syntax")
    except RecursionError:
        reader.note(ROOT, _deepest_line(text), TOO_DEEP, LESS_DEEP)
    raise FindingsError(reader.findings)


def _deepest_line(text: str) -> int | None:
    """
    Find where a text is nested too deeply. Its events come without recursion.
    """
    yaml: Any = YAML(typ="safe", pure=True)
    depth = 0
    for event in yaml.parse(text):
        kind = type(event).__name__
        depth += kind.endswith(("MappingStartEvent", "SequenceStartEvent"))
        depth -= kind.endswith(("MappingEndEvent", "SequenceEndEvent"))
        if depth > DEEPEST:
            return _line(event)
    return None


def _problem(error: Any) -> str:
    return "not YAML: " + ", ".join(str(part) for part in (error.problem, error.context) if part)


def _problem_line(error: Any) -> int | None:
    return int(error.problem_mark.line) + 1 if error.problem_mark else None


@define
class _Reader:
    api: str
    file: str
    lenient: bool = False
    findings: list[Finding] = Factory(list[Finding])
    lines: dict[str, int] = Factory(dict[str, int])
    _open: list[int] = Factory(list[int])

    def note(self, place: str, line: int | None, message: str, fix: str) -> None:
        self.findings.append(
            Finding(
                level="error",
                api=self.api,
                place=place,
                line=line,
                message=message,
                fix=fix,
                file=self.file,
                rule="yaml",
            )
        )

    def build(self, node: Node, place: str) -> Any:
        if node is None:
            return None
        # ruamel returns the same node for every use of an alias.
        if id(node) in self._open:
            self.note(place, _line(node), "an alias contains itself", "write the value out")
            return None
        if len(self._open) == DEEPEST and node.id != "scalar":
            # The line says where; the whole place would fill a page.
            around = pointer(*parts_of(place)[:_SHOWN])
            self.note(around, _line(node), TOO_DEEP, LESS_DEEP)
            return None
        self._open.append(id(node))
        self.lines.setdefault(place, _line(node))
        value = self._value(node, place)
        self._open.pop()
        return value

    def _value(self, node: Node, place: str) -> Any:
        match node.id:
            case "mapping":
                return self._mapping(node, place)
            case "sequence":
                return [
                    self.build(item, pointer(i, base=place)) for i, item in enumerate(node.value)
                ]
            case _:
                return self._scalar(node, place)

    def _mapping(self, node: Node, place: str) -> Tree:
        built: Tree = {}
        for key_node, value_node in node.value:
            if self.lenient and _tag(key_node) == "merge":
                built = {**self._merged(value_node, place), **built}
                continue
            key = self._key(key_node, place)
            inside = pointer(key, base=place)
            if key in built:
                self.note(
                    inside,
                    _line(key_node),
                    f"the key '{key}' occurs twice, first in line {self.lines[inside]}",
                    "keep one of the two",
                )
            self.lines.setdefault(inside, _line(key_node))
            built[key] = self.build(value_node, inside)
        return built

    def _merged(self, node: Node, place: str) -> Tree:
        """
        Read what ``<<`` stands for: one mapping or a list of them, of which the first counts.
        """
        nodes = node.value if node.id == "sequence" else [node]
        merged: Tree = {}
        for one in nodes:
            found = self.build(one, place)
            merged = {**(found if is_mapping(found) else {}), **merged}
        return merged

    def _key(self, node: Node, place: str) -> str:
        if node.id != "scalar":
            self.note(place, _line(node), "a key is not text", "write a plain key")
            return ""
        if _tag(node) == "merge":
            self.note(place, _line(node), "merge keys (<<) are not read", "use $ref instead")
        return self._text(node, place)

    def _scalar(self, node: Node, place: str) -> Any:
        text = str(node.value)
        match _tag(node):
            # YAML would turn dates into objects, and JSON has none.
            case "str" | "timestamp":
                return self._text(node, place)
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" | "float":
                return self._number(text, node, place)
            case tag:
                self.note(place, _line(node), f"the YAML tag '{tag}' is not read", "quote the text")
                return text

    def _text(self, node: Node, place: str) -> str:
        text = self._whole_characters(node, place)
        if not node.style and _YAML_1_1.fullmatch(text):
            self.note(
                place,
                _line(node),
                f"{text} is no text for other tools, which read YAML 1.1",
                f'quote it ("{text}")',
            )
        return text

    def _whole_characters(self, node: Node, place: str) -> str:
        """
        Join the surrogate pairs that JSON writes characters beyond 16 bits in.
        """
        text = str(node.value)
        try:
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            message = "half of a surrogate pair is no character"
            self.note(place, _line(node), message, "write the whole character")
            return text.encode("utf-8", "replace").decode("utf-8")

    def _number(self, text: str, node: Node, place: str) -> int | float | str:
        if _PLAIN_INTEGER.fullmatch(text):
            return int(text)
        if not _PLAIN_NUMBER.fullmatch(text):
            self.note(
                place,
                _line(node),
                f"{text} is no JSON number",
                f'quote it ("{text}") or rewrite it',
            )
            return text
        # A limit or an amount that changes on reading would be a silent error.
        if Decimal(repr(float(text))) != Decimal(text):
            self.note(
                place,
                _line(node),
                f"{text} loses digits as a number",
                "write at most 15 digits, or quote it where the schema allows text",
            )
        return float(text)


def _tag(node: Node) -> str:
    return str(node.tag).removeprefix("tag:yaml.org,2002:")


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
