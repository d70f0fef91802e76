"""
Joins the files of a document: what stands in another file becomes a component.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any, Final

from attrs import Factory, define, frozen

from kontokit_generator.openapi.document_files import (
    RefusedReferenceError,
    has_references,
    target_of,
)
from kontokit_generator.openapi.findings import Finding, FindingsError
from kontokit_generator.openapi.json_tree import (
    ROOT,
    Tree,
    copy_tree,
    is_list,
    is_mapping,
    mapping,
    pointer,
    resolve,
)
from kontokit_generator.openapi.object_model import CHILDREN, kind_of
from kontokit_generator.openapi.yaml_reader import Source, read_foreign_source, read_source

_SECTIONS: Final = {
    kind_of(kind): section
    for section, kind in CHILDREN["components"].items()
    if section != "pathItems"
}
_WORD = re.compile(r"[A-Za-z0-9]+")
Target = tuple[Path, str]
"""A file, and a JSON pointer into it."""


@frozen
class Bundle:
    """
    A document that was read from one or several files.
    """

    tree: Tree
    lines: Mapping[str, int]
    """Line for each JSON pointer, in the file that it comes from."""
    files: Mapping[str, str]
    """The file of each place that does not stand in the document's own, as it is shown."""


def read_bundle(
    path: Path, api: str, root: Path, shown: Callable[[Path], str], *, foreign: bool = False
) -> Bundle:
    """
    Read a document and the files that it refers to.

    Args:
        api: The name of the API, for findings.
        root: The folder that references may not leave.
        shown: Names a file in findings.
        foreign: Others have written it; references that lead to nothing stay as they are.

    Raises:
        FindingsError: A file is missing, is no YAML, or is ambiguous; a reference leads to the
            network, out of the folder or to nothing.
    """
    read = read_foreign_source if foreign else read_source
    source = read(path, api, shown(path))
    if not has_references(path):
        return Bundle(source.tree, source.lines, {})
    bundler = _Bundler(api=api, entry=path.resolve(), root=root.resolve(), shown=shown, read=read)
    bundler.sources[bundler.entry] = source
    tree = bundler.joined(source.tree)
    if bundler.findings and not foreign:
        raise FindingsError(bundler.findings)
    return Bundle(tree, {**source.lines, **bundler.lines}, bundler.files)


@define(kw_only=True)
class _Bundler:
    api: str
    entry: Path
    root: Path
    shown: Callable[[Path], str]
    read: Callable[[Path, str, str], Source]
    sources: dict[Path, Source] = Factory(dict[Path, Source])
    places: dict[Target, str] = Factory(dict[Target, str])
    """Where each part of another file stands now."""
    components: dict[str, Tree] = Factory(dict[str, Tree])
    lines: dict[str, int] = Factory(dict[str, int])
    files: dict[str, str] = Factory(dict[str, str])
    findings: list[Finding] = Factory(list[Finding])

    def joined(self, tree: Tree) -> Tree:
        own = mapping(tree.get("components"))
        self.components = {section: {**mapping(own.get(section))} for section in _SECTIONS.values()}
        self._name_components(own)
        made: Tree = self._settled(tree, "root", self.entry, ROOT, ROOT)
        components = mapping(made.get("components"))
        for section, entries in self.components.items():
            known = mapping(components.get(section))
            added = {name: node for name, node in entries.items() if name not in known}
            if added:
                components[section] = {**known, **added}
        return {**made, "components": components} if components else made

    def _name_components(self, own: Tree) -> None:
        """
        Give what a component refers to the name of the component.
        """
        for section in _SECTIONS.values():
            for name, node in mapping(own.get(section)).items():
                place = pointer("components", section, name)
                target = self._target(mapping(node), self.entry, place)
                if target and target[0] != self.entry:
                    self.places.setdefault(target, place)

    def _settled(self, node: Any, kind: str, file: Path, inside: str, place: str) -> Any:
        """
        Copy an object, with references that stay inside the document.

        Args:
            file: The file that it stands in, at ``inside``.
            place: Where it stands now.
        """
        if not is_mapping(node):
            return copy_tree(node)
        if kind == "discriminator":
            return self._discriminator(node, file, inside)
        target = self._target(node, file, inside)
        if target:
            return self._referred(node, kind, target, place)
        known = CHILDREN.get(kind, {})
        return {
            key: self._child(value, known[key], file, (inside, place), key)
            if key in known
            else copy_tree(value)
            for key, value in node.items()
        }

    def _child(self, value: Any, marked: str, file: Path, around: tuple[str, str], key: str) -> Any:
        kind = kind_of(marked)
        inside, place = (pointer(key, base=one) for one in around)

        def settled(part: Any, name: str | int) -> Any:
            places = (pointer(name, base=one) for one in (inside, place))
            return self._settled(part, kind, file, *places)

        if marked.endswith("[]") and is_list(value):
            return [settled(part, number) for number, part in enumerate(value)]
        if marked.endswith("{}") and is_mapping(value):
            return {name: settled(part, name) for name, part in value.items()}
        return self._settled(value, kind, file, inside, place)

    def _referred(self, node: Tree, kind: str, target: Target, place: str) -> Any:
        beside = {key: value for key, value in node.items() if key != "$ref"}
        if target[0] == self.entry:
            return {**node, "$ref": target[1]}
        # A path stays where it is, since overlays name it by its place; so does a component.
        if kind == "path item" or self.places.get(target) == place:
            self.places.setdefault(target, place)
            return {**self._taken_over(kind, target, place), **beside}
        section = _SECTIONS.get(kind)
        if section is None:
            self._note(place, f"a reference cannot stand for a {kind}", "write it out")
            return {}
        return {**node, "$ref": self._component(section, kind, target)}

    def _component(self, section: str, kind: str, target: Target) -> str:
        if target not in self.places:
            name = self._free_name(section, target)
            self.places[target] = pointer("components", section, name)
            # Its place is taken before it is looked at: it may refer to itself.
            self.components[section][name] = {}
            self.components[section][name] = self._taken_over(kind, target, self.places[target])
        return self.places[target]

    def _taken_over(self, kind: str, target: Target, place: str) -> Tree:
        file, inside = target
        source = self._source(file)
        try:
            node = resolve(source.tree, inside) if inside != ROOT else source.tree
        except KeyError:
            self._note(place, f"{self.shown(file)} has no {inside}", "correct the reference")
            return {}
        self.files[place] = self.shown(file)
        for one, line in source.lines.items():
            if one == inside or one.startswith(f"{inside}/"):
                self.lines[place + one.removeprefix(inside)] = line
        return mapping(self._settled(node, kind, file, inside, place))

    def _discriminator(self, node: Tree, file: Path, inside: str) -> Tree:
        mapped = mapping(node.get("mapping"))
        found = {value: self._option(target, file, inside) for value, target in mapped.items()}
        return {**copy_tree(node), **({"mapping": found} if mapped else {})}

    def _option(self, named: Any, file: Path, inside: str) -> Any:
        # A schema may be named by its name alone.
        if not isinstance(named, str) or not ("/" in named or "." in named):
            return named
        target = self._target({"$ref": named}, file, inside)
        return self._component("schemas", "schema", target) if target else named

    def _target(self, node: Tree, file: Path, inside: str) -> Target | None:
        """
        Find what a reference leads to, unless it stays in the document.
        """
        reference = node.get("$ref")
        if not isinstance(reference, str):
            return None
        name, _, fragment = reference.partition("#")
        if not name:
            return None if file == self.entry else (file, f"#{fragment}")
        try:
            target = target_of(name, file, self.root)
        except RefusedReferenceError as error:
            self._note(inside, error.message, error.fix, file)
            return None
        return target, f"#{fragment}"

    def _source(self, file: Path) -> Source:
        if file not in self.sources:
            try:
                self.sources[file] = self.read(file, self.api, self.shown(file))
            except FindingsError as error:
                self.findings += error.findings
                self.sources[file] = Source({}, {})
        return self.sources[file]

    def _free_name(self, section: str, target: Target) -> str:
        file, inside = target
        wanted = inside.rpartition("/")[2] if inside != ROOT else file.stem
        words: list[str] = _WORD.findall(wanted)
        name = "".join(word[:1].upper() + word[1:] for word in words) or "Part"
        taken = {key.lower() for key in self.components[section]}
        names = chain([name], (f"{name}{number}" for number in count(2)))
        return next(one for one in names if one.lower() not in taken)

    def _note(self, place: str, message: str, fix: str, file: Path | None = None) -> None:
        source = self.sources.get(file or self.entry)
        line = self.lines.get(place) or (source.lines.get(place) if source else None)
        shown = self.shown(file or self.entry)
        finding = Finding(
            level="error",
            api=self.api,
            place=place,
            line=line,
            message=message,
            fix=fix,
            file=shown,
            rule="references",
        )
        if finding not in self.findings:
            self.findings.append(finding)
