"""
Changes lines of a YAML file and leaves all others as they are, comments included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from ruamel.yaml import YAML

from kontokit_generator.openapi.json_tree import Tree, is_mapping, parts_of

Node: TypeAlias = Any
"""A node of ruamel.yaml, whose classes do not say what their attributes are."""

_SENTENCE = re.compile(r"[A-Z][a-z]+( [\w;,-]+)+\.")
_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$/.-]*")
# Text in YAML 1.2, but a boolean or nothing for readers of YAML 1.1.
_QUOTED = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)


def scalar(value: str) -> str:
    """
    Write a text as a YAML scalar.
    """
    is_plain = _PLAIN.fullmatch(value) and not _QUOTED.fullmatch(value)
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _line(value: Any) -> str:
    """
    Write a value behind its key in a block; sentences need no quotes there.
    """
    is_sentence = isinstance(value, str) and _SENTENCE.fullmatch(value)
    return str(value) if is_sentence else _flow(value)


class Source:
    """
    A YAML file that is being edited.
    """

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") else f"{text}\n"
        self._lines = self.text.splitlines(keepends=True)
        yaml: Any = YAML(typ="safe", pure=True)
        self._root: Node = yaml.compose(self.text)
        self._edits: list[tuple[int, int, str]] = []
        self.touched: dict[int, str] = {}
        """Line, counted from one → why it was changed."""

    def append_entries(self, place: str, entries: Tree, reason: str) -> bool:
        """
        Add entries at the end of a mapping.

        Args:
            place: JSON pointer of the mapping.
            entries: Keys and their values: texts, or mappings of texts.
            reason: Why.

        Returns:
            False if there is no mapping.
        """
        node = self._node(place)
        if node is None or node.id != "mapping":
            return False
        if node.flow_style or not node.value:
            flow = ", ".join(f"{scalar(key)}: {_flow(value)}" for key, value in entries.items())
            return self._insert_in_flow(node, flow, reason)
        column = int(node.value[0][0].start_mark.column)
        at = self._end_of_block(node.value[-1][0], node.value[-1][1])
        return self._insert_lines(at, _block(entries, column), reason)

    def append_items(self, place: str, values: Sequence[str], reason: str) -> bool:
        """
        Add texts at the end of a sequence.
        """
        node = self._node(place)
        if node is None or node.id != "sequence" or not node.value:
            return False
        if node.flow_style:
            return self._insert_in_flow(node, ", ".join(map(scalar, values)), reason)
        indent = " " * int(node.start_mark.column)
        lines = [f"{indent}- {scalar(value)}\n" for value in values]
        return self._insert_lines(int(node.value[-1].start_mark.line) + 1, lines, reason)

    def remove_items(self, place: str, values: Sequence[str], reason: str) -> bool:
        """
        Remove texts from a sequence; it stays, even if it becomes empty.
        """
        node = self._node(place)
        if node is None or node.id != "sequence":
            return False
        kept = [one for one in node.value if str(one.value) not in values]
        if len(kept) == len(node.value):
            return False
        if node.flow_style:
            texts = [self.text[_start(one) : _end(one)] for one in kept]
            return self._replace(_start(node), _end(node), f"[{', '.join(texts)}]", node, reason)
        if not kept:
            last = self._offset(int(node.value[-1].start_mark.line) + 1)
            # From the end of the line with the key.
            first = self._offset(int(node.start_mark.line)) - 1
            return self._replace(first, last, " []\n", node, reason)
        for one in node.value:
            if one not in kept:
                line = int(one.start_mark.line)
                self._replace(self._offset(line), self._offset(line + 1), "", one, reason)
        return True

    def replace_entry(self, place: str, key: str, text: str, reason: str) -> bool:
        """
        Write an entry of a mapping anew, key included.
        """
        node = self._node(place)
        if node is None or node.id != "mapping":
            return False
        for name, value in node.value:
            if name.value == key and value.id == "scalar":
                return self._replace(_start(name), _end(value), text, name, reason)
        return False

    def insert_after(self, place: str, key: str, entries: Tree, reason: str) -> bool:
        """
        Add entries to a mapping behind one of its keys.
        """
        node = self._node(place)
        if node is None or node.id != "mapping":
            return False
        for name, value in node.value:
            if name.value == key and not node.flow_style:
                lines = _block(entries, int(name.start_mark.column))
                return self._insert_lines(self._end_of_block(name, value), lines, reason)
        return self.append_entries(place, entries, reason)

    def result(self) -> str:
        """
        The edited text.
        """
        text = self.text
        # From the end, so that earlier offsets stay valid. Blocks that end in the same line are
        # added to from the innermost to the outermost.
        numbered = [
            (start, -_indent(new), n, end) for n, (start, end, new) in enumerate(self._edits)
        ]
        for start, _, number, end in sorted(numbered, reverse=True):
            text = text[:start] + self._edits[number][2] + text[end:]
        return text

    def line(self, place: str) -> int:
        """
        The line of a place, counted from one; of the nearest thing around it if it is missing.
        """
        node = self._root
        for part in parts_of(place):
            inside = _child(node, part)
            if inside is None:
                break
            node = inside
        return int(node.start_mark.line) + 1

    def _node(self, place: str) -> Node | None:
        node = self._root
        for part in parts_of(place):
            node = None if node is None else _child(node, part)
        return node

    def _replace(self, start: int, end: int, text: str, node: Node, reason: str) -> bool:
        self._edits.append((start, end, text))
        self.touched[int(node.start_mark.line) + 1] = reason
        return True

    def _insert_in_flow(self, node: Node, text: str, reason: str) -> bool:
        end = _end(node) - 1
        between = ", " if node.value else ""
        return self._replace(end, end, f"{between}{text}", node, reason)

    def _insert_lines(self, line: int, lines: Sequence[str], reason: str) -> bool:
        at = self._offset(line)
        self._edits.append((at, at, "".join(lines)))
        self.touched[line] = reason
        return True

    def _offset(self, line: int) -> int:
        return sum(map(len, self._lines[:line]))

    def _end_of_block(self, key: Node, value: Node) -> int:
        """
        The number of the first line behind an entry of a block.
        """
        column, end = int(key.start_mark.column), int(key.start_mark.line) + 1
        for number in range(end, len(self._lines)):
            line = self._lines[number]
            indent = _indent(line)
            is_item = value.id == "sequence" and indent == column and line.lstrip().startswith("-")
            if line.strip() and indent <= column and not is_item:
                break
            if line.strip():
                end = number + 1
        return end


def _child(node: Node, part: str) -> Node | None:
    if node.id == "mapping":
        return next((value for key, value in node.value if str(key.value) == part), None)
    if node.id == "sequence" and part.isdecimal() and int(part) < len(node.value):
        return node.value[int(part)]
    return None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _start(node: Node) -> int:
    return int(node.start_mark.index)


def _end(node: Node) -> int:
    return int(node.end_mark.index)


def _flow(value: Any) -> str:
    if is_mapping(value):
        return "{" + ", ".join(f"{scalar(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    return scalar(value) if isinstance(value, str) else json.dumps(value)


def _block(entries: Tree, column: int) -> list[str]:
    indent = " " * column
    lines: list[str] = []
    for key, value in entries.items():
        if is_mapping(value) and value:
            lines += [f"{indent}{scalar(key)}:\n", *_block(value, column + 2)]
        else:
            lines.append(f"{indent}{scalar(key)}: {_line(value)}\n")
    return lines
