"""
Imports a built package and has it read every example of its document.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping, pointer, sequence
from kontokit_generator.openapi.media_types import is_json
from kontokit_generator.openapi.schemas import DIRECTION
from kontokit_generator.python.naming import class_name
from kontokit_generator.verify.operations import FIX

EXAMPLE: Final = "example"
"""The rule of findings about examples that a package cannot read or write."""
_PROCESS: Final = Path(__file__).with_name("trial_process.py")
Example = dict[str, Any]
Run = Callable[[dict[str, Any]], list[dict[str, str]]]
"""Hands a trial to a process and returns what failed there; raises `TrialError`."""


class TrialError(Exception):
    """
    The process of a trial ended before it was through.
    """


def try_package(
    document: Document, folder: Path, package: str, run: Run | None = None
) -> list[Finding]:
    """
    Import a package in a process of its own and decode the examples with it.

    Args:
        folder: The folder of the distribution. Nothing is written there.
        package: The name of the import package.
        run: Runs the trial in a process; a new one of Python when left out.

    Returns:
        An error for each module that cannot be imported, each operation whose types the runtime
        does not know, each example that cannot be read, and for metadata that is no TOML.
    """
    try:
        tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as problem:
        return [document.finding("#/info", f"pyproject.toml cannot be read ({problem})", FIX)]
    task: dict[str, Any] = {
        "package": package,
        "folder": str((folder / "src").resolve()),
        "operations": {one.name: one.place for one in operations(document.tree)},
        "examples": [{**one, "text": json.dumps(one.pop("value"))} for one in _examples(document)],
    }
    try:
        failures = (run or _in_new_process)(task)
    except TrialError as problem:
        return [document.finding("#", f"the package cannot be imported ({problem})", FIX)]
    places = {one["place"] for one in task["examples"]}
    return [
        evolve(found, rule=EXAMPLE) if found.place in places else found
        for found in (document.finding(one["place"], one["message"], FIX) for one in failures)
    ]


def _in_new_process(task: dict[str, Any]) -> list[dict[str, str]]:
    process = subprocess.run(
        # The runtime is found where this process finds it, and nothing beside the script.
        [sys.executable, str(_PROCESS)],
        input=json.dumps(task),
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(str(Path(one).resolve()) for one in sys.path),
            "PYTHONSAFEPATH": "1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if process.returncode:
        raise TrialError((process.stderr.strip().splitlines() or ["it ended"])[-1])
    failures: list[dict[str, str]] = json.loads(process.stdout)
    return failures


def _examples(document: Document) -> Iterator[Example]:
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    for name, schema in schemas.items():
        if mapping(schema).get(DIRECTION) != "write":
            place = pointer("components", "schemas", name)
            yield from _values(schema, place, {"kind": "model", "name": class_name(name)})
            for wire, field in mapping(schema.get("properties")).items():
                said = {"kind": "field", "name": class_name(name), "wire": wire}
                yield from _values(field, pointer("properties", wire, base=place), said)
    for operation in operations(document.tree):
        if operation.is_webhook:
            yield from _payloads(operation.node, operation.place)
            continue
        named = {"operation": operation.name}
        body = mapping(operation.node.get("requestBody"))
        place = pointer("requestBody", base=operation.place)
        yield from _contents(body, place, {"kind": "body", **named})
        for status, response in mapping(operation.node.get("responses")).items():
            if status.isdigit():
                kind = "result" if status.startswith("2") else "error"
                given: Example = {"kind": kind, "status": int(status), **named}
                place = pointer("responses", status, base=operation.place)
                yield from _contents(mapping(response), place, given)


def _payloads(webhook: Tree, place: str) -> Iterator[Example]:
    content = mapping(mapping(webhook.get("requestBody")).get("content"))
    for media_type, node in content.items():
        reference = str(mapping(mapping(node).get("schema")).get("$ref"))
        said = {"kind": "model", "name": class_name(reference.rpartition("/")[2])}
        yield from _values(
            mapping(node), pointer("requestBody", "content", media_type, base=place), said
        )


def _contents(holder: Tree, place: str, said: Example) -> Iterator[Example]:
    content = mapping(holder.get("content"))
    read = next(filter(is_json, content), None)
    for media_type, node in content.items():
        if said["kind"] == "error" and media_type != read:
            continue  # of several kinds of JSON the first is read
        inside = pointer("content", media_type, base=place)
        envelope = mapping(node).get("x-kontokit-envelope")
        for one in _values(mapping(node), inside, {**said, "media_type": media_type}):
            value = one["value"]
            inner = value.get(envelope, value) if is_mapping(value) and envelope else value
            yield {**one, "value": inner}


def _values(node: Tree, place: str, said: Example) -> Iterator[Example]:
    if "example" in node:
        yield {**said, "place": pointer("example", base=place), "value": node["example"]}
    for index, value in enumerate(sequence(node.get("examples"))):
        yield {**said, "place": pointer("examples", index, base=place), "value": value}
    for name, example in mapping(node.get("examples")).items():
        if "value" in mapping(example):
            inside = pointer("examples", name, "value", base=place)
            yield {**said, "place": inside, "value": example["value"]}
