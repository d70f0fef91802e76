"""
OpenAPI Overlay 1.0.0: the settings of the generator for an API, each with a reason.

Other libraries ignore an action that matches nothing, so that a correction is lost unseen.
Here that is an error, as is an action without a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen
from jsonpath import CompoundJSONPath, JSONPath, JSONPathEnvironment, JSONPathError

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import (
    Tree,
    copy_tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
    sequence,
    walk,
)
from kontokit_generator.openapi.yaml_reader import read_source
from kontokit_generator.overlay.extensions import EXTENSIONS, PREFIX, fix_for_unknown

_ROOT_KEYS = {"overlay", "info", "extends", "actions"}
_ACTION_KEYS = {"target", "description", "update", "remove"}
_JSONPATH = JSONPathEnvironment(strict=True)
_CHANGED, _UNCHANGED, _PLAIN_VALUE = "changed", "unchanged", "plain value"


@frozen
class Overlay:
    """
    The actions of one overlay, in order.
    """

    api: str
    path: Path
    tree: Tree = field(repr=False)
    lines: Mapping[str, int] = field(repr=False)
    file: str = "overlay.yaml"
    """The file as it is shown."""

    @property
    def actions(self) -> list[Any]:
        """
        The actions as they were written.
        """
        return sequence(self.tree.get("actions"))

    def finding(self, place: str, message: str, fix: str) -> Finding:
        """
        Make an error about a place of the overlay.
        """
        return Finding(
            level="error",
            api=self.api,
            place=place,
            line=self.lines.get(place),
            message=message,
            fix=fix,
            file=self.file,
            rule="overlay",
        )


@frozen
class _Action:
    place: str
    target: str
    update: Any
    remove: bool


def load_overlay(path: Path, api: str | None = None, file: str | None = None) -> Overlay:
    """
    Read the overlay of a document.

    Args:
        api: The name of the API; that of the folder when left out.
        file: The file as findings name it; without its folder when left out.

    Raises:
        FindingsError: When the file is missing, is no YAML, is ambiguous, or is no overlay.
    """
    path = Path(path)
    name = api or path.resolve().parent.name
    source = read_source(path, name, file)
    overlay = Overlay(name, path, source.tree, source.lines, file or path.name)
    if findings := list(_check_frame(overlay)):
        raise FindingsError(findings)
    return overlay


def apply_overlay(document: Document, overlay: Overlay) -> tuple[Document, list[Finding]]:
    """
    Carry out every action of an overlay, one after the other.

    Args:
        overlay: Its actions; each needs a target that matches and a reason.

    Returns:
        The merged document, and one finding for each action that could not be carried
        out as it was meant. Those are left out; all others are carried out.
    """
    tree: Any = copy_tree(document.tree)
    lines = {**document.overlay_lines}
    findings: list[Finding] = []
    for index, written in enumerate(overlay.actions):
        place = pointer("actions", index)
        problems = list(_check_action(overlay, written, place))
        findings += problems
        if not problems:
            action = _Action(
                place, written["target"], written.get("update"), written.get("remove") is True
            )
            findings += _carry_out(overlay, tree, action, lines)
    merged = evolve(document, tree=tree, overlay_lines=lines, overlay_file=overlay.file)
    return merged, findings


def _check_frame(overlay: Overlay) -> Iterator[Finding]:
    if overlay.tree.get("overlay") != "1.0.0":
        yield overlay.finding("#/overlay", "this is no Overlay 1.0.0", "write 'overlay: 1.0.0'")
    info = mapping(overlay.tree.get("info"))
    if not info.get("title") or not info.get("version"):
        yield overlay.finding("#/info", "title or version is missing", "add both to 'info'")
    if not overlay.actions:
        yield overlay.finding("#/actions", "there is no action", "add a list of actions")
    for key in overlay.tree:
        if key not in _ROOT_KEYS and not key.startswith("x-"):
            yield overlay.finding(
                pointer(key), f"unknown key '{key}'", f"use one of {', '.join(sorted(_ROOT_KEYS))}"
            )


def _check_action(overlay: Overlay, action: Any, place: str) -> Iterator[Finding]:
    if not is_mapping(action):
        yield overlay.finding(place, "the action is no mapping", "write target and update")
        return
    for key in action:
        if key not in _ACTION_KEYS:
            yield overlay.finding(
                pointer(key, base=place),
                f"unknown key '{key}' in an action",
                f"use one of {', '.join(sorted(_ACTION_KEYS))}",
            )
    if not isinstance(action.get("target"), str):
        yield overlay.finding(place, "the action has no target", "add a JSONPath as 'target'")
    if not str(action.get("description") or "").strip():
        yield overlay.finding(
            place, "the action has no reason", "add a whole sentence as 'description'"
        )
    if ("update" in action) == (action.get("remove") is True):
        yield overlay.finding(
            place,
            "the action must either update or remove",
            "keep one of 'update' and 'remove: true'",
        )
    yield from _check_extensions(overlay, action.get("update"), pointer("update", base=place))


def _check_extensions(overlay: Overlay, update: Any, place: str) -> Iterator[Finding]:
    for inside, value in walk(update, place):
        for key in mapping(value):
            if key.startswith(PREFIX) and key not in EXTENSIONS:
                yield overlay.finding(
                    pointer(key, base=inside), f"unknown key '{key}'", fix_for_unknown(key)
                )


def _carry_out(
    overlay: Overlay, tree: Tree, action: _Action, lines: dict[str, int]
) -> Iterator[Finding]:
    try:
        matches = list(_compile(action.target).finditer(tree))
    except JSONPathError as error:
        problem = str(error).splitlines()[0]
        yield overlay.finding(
            pointer("target", base=action.place),
            f"the target is no JSONPath of RFC 9535: {problem}",
            "correct the path; quote keys in brackets, such as $.paths['/hello'].get",
        )
        return
    if not matches:
        yield overlay.finding(
            pointer("target", base=action.place),
            f"the target {action.target} matches nothing",
            "correct the target, or delete the action if the document was corrected",
        )
    for match in matches:
        lines.update(_lines_of(overlay, action, pointer(*match.parts)))
    # Backwards, so that removing an entry of a list does not move those still to come.
    outcomes = [_apply(tree, [*match.parts], action) for match in reversed(matches)]
    if _PLAIN_VALUE in outcomes:
        yield overlay.finding(
            action.place,
            "the target is a value that an overlay cannot change as a whole",
            "point to the object around it and update its key",
        )
    # One match of several may be right already; an action without any effect is stale.
    elif outcomes and set(outcomes) == {_UNCHANGED}:
        yield overlay.finding(
            action.place,
            "the update changes nothing",
            "delete the action, the document says so already",
        )


def _lines_of(overlay: Overlay, action: _Action, place: str) -> Iterator[tuple[str, int]]:
    """
    Find where in the overlay each thing was written that an action adds below a place.
    """
    written = pointer("update", base=action.place)
    for inside, _ in walk(action.update, written):
        if inside != written and inside in overlay.lines:
            yield place + inside.removeprefix(written), overlay.lines[inside]


def _compile(target: str) -> JSONPath | CompoundJSONPath:
    return _JSONPATH.compile(target)


def _apply(tree: Tree, parts: list[str | int], action: _Action) -> str:
    """
    Change what one match points to, and return what happened.
    """
    if not parts:
        return _apply_to_root(tree, action)
    parent: Any = tree
    for part in parts[:-1]:
        parent = parent[part]
    if action.remove:
        del parent[parts[-1]]
        return _CHANGED
    current = parent[parts[-1]]
    if not is_mapping(current) and not is_list(current):
        return _PLAIN_VALUE
    parent[parts[-1]] = _merge(current, action.update)
    return _UNCHANGED if parent[parts[-1]] == current else _CHANGED


def _apply_to_root(tree: Tree, action: _Action) -> str:
    if action.remove or not is_mapping(action.update):
        return _PLAIN_VALUE
    merged = _merge(tree, action.update)
    if merged == tree:
        return _UNCHANGED
    # In place, because later actions hold the same tree.
    tree.clear()
    tree.update(merged)
    return _CHANGED


def _merge(current: Any, update: Any) -> Any:
    """
    Merge by the rules of the Overlay specification: objects by key, arrays by appending.
    """
    if is_mapping(current) and is_mapping(update):
        added = {key: _merge(current.get(key), value) for key, value in update.items()}
        return {**current, **added}
    if is_list(current):
        return [*current, *(copy_tree(update) if is_list(update) else [copy_tree(update)])]
    return copy_tree(update)
