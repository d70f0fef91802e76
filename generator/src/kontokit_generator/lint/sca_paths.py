"""
The paths that the runtime reads from responses with SCA, and where the overlay names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from kontokit_generator.lint.queries import answered, calls, property_at
from kontokit_generator.openapi.document import Document, Operation
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.object_model import objects
from kontokit_generator.overlay.sca_extension import KEY

Named = Iterator[tuple[str, str]]
"""Places in the overlay, each with the path in the response; ``[]`` goes into a list."""

_ENTRY = ("id", "name", "hint", "since", "until", "implicit")
_RESOURCE = ("id", "status", "form", "code", "message")


@frozen
class AnswerPaths:
    """
    A response, and the paths that the overlay names in it.
    """

    owner: str
    """What it is called in findings."""

    schemas: list[Any]
    """What it may be; each path is in one of them."""

    names: list[tuple[str, str]]

    def at(self, document: Document, path: str) -> Any:
        """
        Find the schema at a path.
        """
        found = (property_at(document, schema, path) for schema in self.schemas)
        return next((one for one in found if one is not None), None)


def mechanism(document: Document, name: str) -> Tree:
    """
    Return what the overlay says of one mechanism.
    """
    return mapping(mapping(document.tree.get(KEY)).get(name))


def asking(document: Document, kind: str) -> list[Operation]:
    """
    List the operations that say so of their SCA.
    """
    found = calls(document)
    return [one for one in found if kind in sequence(one.node.get("x-kontokit-sca"))]


def challenge(document: Document) -> AnswerPaths:
    """
    Collect what is read of a challenge, which stands in an error.
    """
    mark, place = mechanism(document, "repeat"), pointer(KEY, "repeat")
    names = [
        *_named(mark, ("reference", "status", "url", "state", "state_field"), place),
        *_shown(mapping(mark.get("shown")), pointer("shown", base=place)),
        *_offered(mapping(mark.get("offer")), pointer("offer", base=place)),
        *_payee(mark, place),
    ]
    return AnswerPaths("the challenge", _challenges(document), names)


def error(document: Document) -> AnswerPaths:
    """
    Collect what is read of the error around a challenge.
    """
    names = [*_named(mechanism(document, "repeat"), ("bank_name",), pointer(KEY, "repeat"))]
    found = [one.node for one in objects(document.tree, "schema")]
    schemas = [one for one in found if "challenge" in mapping(one.get("x-kontokit-error"))]
    return AnswerPaths("the error around the challenge", schemas, names)


def lookups(document: Document) -> Iterator[tuple[str, Tree, AnswerPaths]]:
    """
    Collect what is read where the response of a call was lost: place, mark and response.
    """
    for name, mark in mapping(mechanism(document, "repeat").get("status_queries")).items():
        place = pointer(KEY, "repeat", "status_queries", name)
        names = [*_named(mapping(mark), ("items",), place)]
        prefix = entries_of(mapping(mark).get("items"))
        names += _named(mapping(mark), ("status", "message"), place, prefix)
        yield place, mapping(mark), _answer(document, mapping(mark).get("operation"), names)


def forms(document: Document) -> Iterator[tuple[str, Tree, AnswerPaths]]:
    """
    Collect what is read of web forms and tasks: place, mark and answer.
    """
    for name in mechanism(document, "forms"):
        place, mark = pointer(KEY, "forms", name), mapping(mechanism(document, "forms")[name])
        names = [*_named(mark, _RESOURCE, place)]
        names += _named(mark, ("url", "ends"), place, inside(mark.get("form")))
        yield place, mark, _answer(document, mark.get("read"), names)


def related(document: Document) -> AnswerPaths:
    """
    Collect what is read of resources with relations, which say what comes next.
    """
    mark, place = mechanism(document, "relations"), pointer(KEY, "relations")
    prefix, timeouts = inside(mark.get("challenge")), mapping(mark.get("timeouts"))
    names = [
        *_named(mark, ("challenge", "messages", "status"), place),
        *_named(timeouts, list(timeouts), pointer("timeouts", base=place)),
        *_named(mark, ("content", "decoupled"), place, prefix),
        *_named(mark, ("code",), place, entries_of(mark.get("messages"))),
        *_payee(mark, place),
    ]
    prefix += inside(mark.get("content"))
    names += _shown(mapping(mark.get("shown")), pointer("shown", base=place), prefix)
    for key in ("methods", "media"):
        for index, offer in enumerate(sequence(mark.get(key))):
            names += _offered(mapping(offer), pointer(key, index, base=place))
    found = asking(document, "relations")
    schemas = [one for operation in found for one in answered(document, operation)]
    return AnswerPaths("any answer with relations", schemas, names)


def inside(path: Any) -> str:
    """
    Return the prefix of paths inside an object; empty where there is no object.
    """
    return f"{path}." if isinstance(path, str) else ""


def entries_of(path: Any) -> str:
    """
    Return the prefix of paths in the entries of a list; empty where there is no list.
    """
    return f"{path}[]." if isinstance(path, str) else ""


def _challenges(document: Document) -> list[Any]:
    found: list[Any] = []
    for located in objects(document.tree, "schema"):
        shape = mapping(located.node.get("x-kontokit-error"))
        if "challenge" in shape:
            path = entries_of(shape.get("items")) + str(shape["challenge"])
            found.append(property_at(document, located.node, path))
    return [one for one in found if one is not None]


def _answer(document: Document, name: Any, names: list[tuple[str, str]]) -> AnswerPaths:
    # An unknown operation is reported by a rule of its own.
    found = next((one for one in calls(document) if one.name == str(name)), None)
    schemas = answered(document, found) if found else []
    return AnswerPaths(f"the response of {name}", schemas, names)


def _named(mark: Tree, keys: Sequence[str], place: str, prefix: str = "") -> Named:
    for key in keys:
        if isinstance(mark.get(key), str):
            yield pointer(key, base=place), prefix + mark[key]


def _payee(mark: Tree, place: str) -> Named:
    payee = mapping(mark.get("payee"))
    yield from _named(payee, ("result", "suggested_name", "text"), pointer("payee", base=place))


def _shown(mark: Tree, place: str, prefix: str = "") -> Named:
    yield from _named(mark, ("text", "label", "mime"), place, prefix)
    for key in ("codes", "pictures", "documents"):
        for index, name in enumerate(sequence(mark.get(key))):
            yield pointer(key, index, base=place), f"{prefix}{name}"


def _offered(mark: Tree, place: str) -> Named:
    yield from _named(mark, ("items",), place)
    yield from _named(mark, _ENTRY, place, entries_of(mark.get("items")))
