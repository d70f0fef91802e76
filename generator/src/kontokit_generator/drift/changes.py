"""
Decides how a document has to change, so that what was seen is documented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import Factory, define, frozen

from kontokit_generator.drift.edits import Source
from kontokit_generator.drift.places import Places, name_of
from kontokit_generator.drift.report import Finding
from kontokit_generator.lint.fields import looks_secret
from kontokit_generator.lint.typed_texts import is_called_iban
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence

UNDESCRIBED = "Not documented by the provider; it was seen in responses."
_SHARED = "#/components/responses"
_TYPES: Mapping[str, Tree] = {
    "string": {"type": "string", "example": "example"},
    "integer": {"type": "integer", "format": "int64", "example": 1},
    "number": {"type": "number", "format": "decimal", "example": 1.5},
    "boolean": {"type": "boolean", "example": True},
    "object": {"type": "object", "additionalProperties": {}},
    "array": {"type": "array", "items": {}},
}


@define
class Change:
    """
    One change of a document, and the findings that ask for it.
    """

    title: str
    place: str
    """JSON pointer of what changes."""
    findings: list[Finding] = Factory(list[Finding])
    line: int = 0
    """The line of the document as it was."""

    @property
    def evidence(self) -> list[str]:
        """
        How often and where it was seen, the most frequent first.
        """
        found = sorted(self.findings, key=lambda one: -one.count)
        return [one.evidence for one in found]


@frozen
class Proposal:
    """
    What follows from a report for one document.
    """

    text: str
    """The changed document."""
    changes: list[Change]
    undecided: list[Finding]
    """What only a person can decide, such as another type."""
    touched: Mapping[int, str]
    """Line of the document as it was → the title of its change."""


def propose(text: str, places: Places, findings: Iterable[Finding]) -> Proposal:
    """
    Change a document so that it says what was seen.

    Args:
        text: The document as it is written.
        places: Finds schemas and responses by operation, status and path.
        findings: Findings about this API.
    """
    return _Proposer(Source(text), places).propose(list(findings))


@define
class _Proposer:
    source: Source
    places: Places
    changes: dict[tuple[str, ...], Change] = Factory(dict[tuple[str, ...], Change])
    values: dict[str, dict[str, list[Finding]]] = Factory(dict[str, dict[str, list[Finding]]])
    """Schema → new value → who saw it; written together, since they share one list."""
    absent: dict[str, dict[str, list[Finding]]] = Factory(dict[str, dict[str, list[Finding]]])
    """Schema → property that is not always there → who missed it."""
    responses: dict[str, Tree] = Factory(dict[str, Tree])
    """New responses that operations share."""
    undecided: list[Finding] = Factory(list[Finding])

    def propose(self, findings: list[Finding]) -> Proposal:
        # A change is made at its first finding; further ones are only more evidence of it. Null
        # does not tell the type of a field, so it comes last.
        for finding in sorted(findings, key=lambda one: (one.seen == "null", -one.count)):
            if not self._makes_change(finding):
                self.undecided.append(finding)
        self._write_values()
        self._write_required()
        self._write_responses()
        return Proposal(
            self.source.result(), [*self.changes.values()], self.undecided, self.source.touched
        )

    def _makes_change(self, finding: Finding) -> bool:
        match finding.kind:
            case "unknown_field":
                return self._new_field(finding)
            case "unknown_value":
                return self._new_value(finding)
            case "missing":
                return self._optional(finding)
            case "null":
                return self._nullable(finding)
            case "status":
                return self._new_status(finding)
            case _:
                return False

    def _once(
        self, key: tuple[str, ...], title: str, finding: Finding, edit: Callable[[str], bool]
    ) -> bool:
        known = self.changes.get(key)
        if known is None:
            if not edit(title):
                return False
            known = Change(title=title, place=key[1], line=self.source.line(key[1]))
            self.changes[key] = known
        known.findings.append(finding)
        return True

    def _schema(self, finding: Finding) -> str | None:
        body = self.places.body(finding.operation, finding.status)
        found = None if body is None else self.places.find(body, finding.path)
        return None if found is None else found.schema

    def _part_with(self, finding: Finding, key: str) -> str | None:
        """
        The part of the schema of a finding that has something under a key.
        """
        place = self._schema(finding)
        parts = () if place is None else self.places.parts(place)
        return next((one for one in parts if self.places.node(one).get(key)), None)

    def _new_field(self, finding: Finding) -> bool:
        schema = self._part_with(finding, "properties")
        if schema is None or not finding.name:
            return False
        inside = pointer("properties", base=schema)
        entry = {finding.name: _property(finding)}
        return self._once(
            ("field", inside, finding.name),
            f"{name_of(schema)}: new property {finding.name}",
            finding,
            lambda why: self.source.append_entries(inside, entry, why),
        )

    def _new_value(self, finding: Finding) -> bool:
        schema = self._part_with(finding, "enum")
        if schema is None or not finding.name:
            return False
        self.values.setdefault(schema, {}).setdefault(finding.name, []).append(finding)
        return True

    def _write_values(self) -> None:
        for schema, values in self.values.items():
            title = f"{name_of(schema)}: new value {', '.join(values)}"
            place = pointer("enum", base=schema)
            self.source.append_items(place, [*values], title)
            self._describe(schema, dict.fromkeys(values, UNDESCRIBED), title)
            self._changed(title, place, values)

    def _describe(self, schema: str, meanings: Tree, title: str) -> None:
        if self.places.node(schema).get("x-enum-descriptions"):
            place = pointer("x-enum-descriptions", base=schema)
            self.source.append_entries(place, meanings, title)
        else:
            self.source.insert_after(schema, "enum", {"x-enum-descriptions": meanings}, title)

    def _changed(self, title: str, place: str, names: Mapping[str, list[Finding]]) -> None:
        found = [one for several in names.values() for one in several]
        self.changes["all", place] = Change(title, place, found, self.source.line(place))

    def _optional(self, finding: Finding) -> bool:
        owner = self._requiring(finding)
        if owner is None:
            return False
        schema, name = owner
        self.absent.setdefault(schema, {}).setdefault(name, []).append(finding)
        return True

    def _write_required(self) -> None:
        for schema, names in self.absent.items():
            title = f"{name_of(schema)}: {', '.join(names)} no longer required"
            place = pointer("required", base=schema)
            self.source.remove_items(place, [*names], title)
            self._changed(title, place, names)

    def _requiring(self, finding: Finding) -> tuple[str, str] | None:
        outer, _, name = finding.path.rpartition(".")
        body = self.places.body(finding.operation, finding.status)
        found = None if body is None else self.places.find(body, outer)
        for schema in () if found is None else self.places.parts(found.schema):
            if name in sequence(self.places.node(schema).get("required")):
                return schema, name
        return None

    def _nullable(self, finding: Finding) -> bool:
        place = self._schema(finding)
        if place is None:
            return False
        node = self.places.node(place)
        what = place.rpartition("/")[2]
        title = f"{name_of(place)}: {what} may be null"
        if isinstance(node.get("$ref"), str):
            written = f'anyOf: [{{$ref: "{node["$ref"]}"}}, {{type: "null"}}]'
            key = "$ref"
        elif isinstance(node.get("type"), str) and "enum" not in node:
            written, key = f'type: [{node["type"]}, "null"]', "type"
        else:
            return False
        return self._once(
            ("null", place), title, finding, lambda why: self._write_null(place, key, written, why)
        )

    def _write_null(self, place: str, key: str, written: str, why: str) -> bool:
        is_done = self.source.replace_entry(place, key, written, why)
        if is_done and key == "$ref" and "description" not in self.places.node(place):
            # The description of what was referred to counts for a plain reference only.
            self.source.append_entries(place, {"description": UNDESCRIBED}, why)
        return is_done

    def _new_status(self, finding: Finding) -> bool:
        responses = self.places.responses(finding.operation)
        entry = None if responses is None else self._response(responses, finding)
        if responses is None or entry is None:
            return False
        status = str(finding.status)
        return self._once(
            ("status", responses, status),
            f"{finding.operation}: new status {status}",
            finding,
            lambda why: self._write_status(responses, status, entry, why),
        )

    def _write_status(self, responses: str, status: str, entry: Tree, why: str) -> bool:
        # Errors are described once for all operations, and referred to.
        if status >= "300":
            entry = {"$ref": f"{_SHARED}/{self._shared_response(status, entry)}"}
        return self.source.append_entries(responses, {status: entry}, why)

    def _shared_response(self, status: str, entry: Tree) -> str:
        """
        The name of a response that operations share; it is written later where it is missing.
        """
        schema = str(mapping(entry.get("content"))).rpartition("/")[2].strip("'}")
        names = (f"Status{status}", f"Status{status}{schema}", f"Status{status}{schema}New")
        for name in names:
            known = self.responses.get(name) or self.places.node(f"{_SHARED}/{name}")
            if known == entry:
                return name
            if not known:
                self.responses[name] = entry
                return name
        return names[-1]

    def _write_responses(self) -> None:
        why = "responses of new statuses"
        if not self.responses:
            return
        if self.places.node(_SHARED):
            self.source.append_entries(_SHARED, self.responses, why)
        else:
            self.source.append_entries("#/components", {"responses": self.responses}, why)

    def _response(self, responses: str, finding: Finding) -> Tree | None:
        """
        Say of a new status what the others of its kind say; None where nothing tells.
        """
        entry: Tree = {"description": UNDESCRIBED}
        if finding.seen == "no body":
            return entry
        schemas = self._schemas(responses, "2" if finding.status < 300 else "45")
        if "json" not in finding.seen or len(schemas) != 1:
            return None if finding.status < 300 else entry
        content = {"application/json": {"schema": {"$ref": schemas.pop()}}}
        return {**entry, "content": content}

    def _schemas(self, responses: str, kinds: str) -> set[str]:
        """
        The named schemas of the JSON bodies of statuses.
        """
        found: set[str] = set()
        for status in self.places.node(responses):
            if str(status)[0] in kinds:
                response = self.places.node(self.places.followed(pointer(status, base=responses)))
                content = mapping(mapping(response.get("content")).get("application/json"))
                schema: Any = mapping(content.get("schema")).get("$ref")
                if isinstance(schema, str):
                    found.add(schema)
        return found


def _property(finding: Finding) -> Tree:
    schema = _TYPES.get(finding.seen, {})
    is_text = schema.get("type") == "string"
    if is_text and looks_secret(finding.name):
        marked = {"format": "password"}
    else:
        marked = {"format": "iban"} if is_text and is_called_iban(finding.name) else {}
    return {"description": UNDESCRIBED, **schema, **marked}
