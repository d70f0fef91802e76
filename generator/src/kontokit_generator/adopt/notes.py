"""
What was assumed of a document that its author did not write for us, and what was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

ASSUMED: Final = {
    "lifted": "the document was converted to OpenAPI 3.1",
    "info": "title or version is missing",
    "server": "the address of a server is missing, relative or plain http",
    "environment": "a server was given a name",
    "server-place": "a server of one path or operation is not the one that is called",
    "key": "a key that OpenAPI 3.1 does not know was dropped",
    "shape": "a value of the wrong type was dropped",
    "reference": "a reference leads to nothing and is read as JSON, or was dropped",
    "unused": "a part that no operation uses was dropped",
    "moved": "a schema inside another one was given a name, because references lead to it",
    "schema-name": "a schema was renamed to a class name of its own",
    "operation-id": "an operation was given an operationId of its own",
    "tag": "an operation was given one tag",
    "tag-name": "a tag was renamed, because clients have a use for its name",
    "method-name": "a method was given a name",
    "retry": "a call is never repeated",
    "summary": "an operation was given a summary",
    "security": "the security of the document was written at the operation",
    "scheme": "a security scheme was renamed or settled",
    "token": "it is assumed how tokens are made",
    "success": "no success is documented; the result is None",
    "status": "a response of no status of HTTP was dropped",
    "location": "the header Location is not followed",
    "webhook": "a notification is told by what only it requires",
    "path-parameter": "a parameter of the path was declared, or was required",
    "parameter": "a parameter was dropped",
    "header": "a header of a response was dropped",
    "body-argument": "a body that is no object is the argument of this name",
    "body-required": "a body that may be left out is sent with the fields that are given",
    "secret": "a text is called like a secret, and hidden in logs",
    "number": "a number is a Decimal",
    "format": "a format that means nothing here was dropped",
    "closed": "an object that refuses further properties may have them",
    "items": "a list does not say what is in it",
    "property": "a property cannot be a field, or is required and not described",
    "essential": "a property is required, but an example has none or null there",
    "example": "an example does not fit its schema",
    "unread": "an example fits its schema, but cannot be read as the type",
    "json": "a schema cannot be a type and is read as JSON",
}
"""The kinds of assumptions, each with what it says."""


@frozen(order=True)
class Note:
    """
    One thing that was assumed or left out.
    """

    kind: str
    """One of ``ASSUMED``, or ``operation``, ``webhook`` for what was left out."""
    place: str
    """JSON pointer, in the document as it was converted."""
    detail: str = ""
    fix: str = ""
    """How a document or its overlay keeps what was left out."""


@define
class Notes:
    """
    Everything that was assumed and left out, each once and in the order of the work.
    """

    _assumed: dict[Note, None] = field(factory=dict[Note, None])
    _left_out: dict[str, Note] = field(factory=dict[str, Note])

    def assume(self, kind: str, place: str, detail: str = "") -> None:
        """
        Note an assumption.

        Args:
            kind: One of ``ASSUMED``.
            detail: What was chosen.
        """
        if kind not in ASSUMED:
            raise KeyError(kind)
        self._assumed.setdefault(Note(kind, place, detail))

    def leave_out(self, kind: str, place: str, reason: str, fix: str) -> None:
        """
        Note that an operation or a webhook was left out; the first reason stays.
        """
        self._left_out.setdefault(place, Note(kind, place, reason, fix))

    def is_left_out(self, place: str) -> bool:
        """
        Check whether an operation or a webhook was left out already, by another finding.

        Args:
            place: Of the operation, or of a path, which is left out with its last operation.
        """
        return any(f"{one}/".startswith(f"{place}/") for one in self._left_out)

    @property
    def assumed(self) -> list[Note]:
        """
        What was assumed, without what was left out afterwards.
        """
        unused = {one.place for one in self._assumed if one.kind == "unused"}
        gone = {*self._left_out, *unused}
        return [
            one
            for one in self._assumed
            if gone.isdisjoint(_around(one.place)) or one.kind == "unused"
        ]

    @property
    def left_out(self) -> list[Note]:
        """
        The operations and webhooks that were left out.
        """
        return list(self._left_out.values())

    def by_kind(self) -> Iterator[tuple[str, list[Note]]]:
        """
        What was assumed, kind by kind.
        """
        for kind in ASSUMED:
            if found := [one for one in self.assumed if one.kind == kind]:
                yield kind, found


def _around(place: str) -> Iterator[str]:
    """
    List a place and those around it, of which operations and components are the third.
    """
    parts = place.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
