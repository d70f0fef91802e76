"""
From the traffic of a user to a better document: a server answers "as next year", the report
proposes a patch, and with the patch applied nothing differs any more.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import DriftLog, KontokitError
from kontokit.drift import read_log, report_text
from kontokit_generator.__main__ import main
from kontokit_generator.builder.build import build
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.drift.patch import drift_patch
from kontokit_generator.drift.report import ReportError
from kontokit_generator.openapi.document import load_document
from kontokit_generator.settings.project import Project
from tests.support.bank import Bank, Reply
from tests.support.flow_driver import CallMode
from tests.support.generator_project import project_in, this_repository

OPENAPI: Final = """\
openapi: 3.1.0
info: {title: Demo, version: "1", summary: A bank., description: A bank for tests.}
servers: [{url: "https://api.example.com", description: Here., x-environment: production}]
tags:
  - {name: Accounts, description: Accounts.}
paths:
  /accounts:
    get:
      operationId: listAccounts
      tags: [Accounts]
      summary: List accounts
      description: Gives them all.
      x-source: document 001
      security: []
      responses:
        "200": # a comment that stays
          description: The accounts.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Accounts"}
              example: {accounts: [{id: 1, owner: {name: Erika}, state: OPEN}]}
        "404":
          $ref: "#/components/responses/Problem"
  /accounts/{id}:
    get:
      operationId: getAccount
      tags: [Accounts]
      summary: Get an account
      description: Gives one.
      x-source: document 001
      security: []
      parameters:
        - {name: id, in: path, required: true, description: A., example: 1, schema: {type: integer}}
      responses:
        "200":
          description: The account, in an envelope or not.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Answer"}
              example: {account: {id: 1, owner: {name: Erika}, state: OPEN}}
        "404": {$ref: "#/components/responses/Problem"}
components:
  responses:
    Problem:
      description: What is wrong.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
  schemas:
    Answer:
      {type: object, description: An envelope., properties: {
        account: {$ref: "#/components/schemas/Account"}}}
    Accounts:
      type: object
      description: All.
      required: [accounts]
      properties:
        accounts: {type: array, description: They., items: {$ref: "#/components/schemas/Account"}}
        tags:
          type: object
          description: By name.
          additionalProperties: {$ref: "#/components/schemas/Owner"}
    Account:
      type: object
      description: One.
      required:
        - id
        - owner   # who has it
        - state
      properties:
        id: {type: integer, format: int64, description: Its id., example: 1}
        owner: {$ref: "#/components/schemas/Owner"}
        state: {$ref: "#/components/schemas/State"}
        note:
          description: |-
            What the bank says.

            In several lines.
          type: string
          example: Danke

    # The last comment of an account.
    Owner: {type: object, description: Who., required: [name],
      properties: {name: {type: string, description: What., example: Erika}}}
    State:
      type: string
      description: How it is.
      enum: [OPEN, CLOSED]
      x-enum-descriptions:
        OPEN: It is used.
        CLOSED: It is not.
    Problem:
      description: What went wrong.
      allOf:
        - type: object
          required: [code]
          properties:
            code:
              type: string
              description: OPEN or SHUT.
              example: SHUT
              enum:
                - OPEN
                - SHUT
"""
OVERLAY: Final = """\
overlay: 1.0.0
info: {title: Demo, version: "1"}
actions:
  - target: $
    description: Its name.
    update: {x-kontokit-client: {name: Demo}}
  - target: "$.paths['/accounts'].get"
    description: It reads.
    update: {x-kontokit-name: list, x-kontokit-retry: read}
  - target: "$.paths['/accounts/{id}'].get"
    description: It reads.
    update: {x-kontokit-name: get, x-kontokit-retry: read}
  - target: "$.paths['/accounts/{id}'].get.responses['200'].content['application/json']"
    description: Both are read.
    update: {x-kontokit-envelope: account}
  - target: $.components.schemas
    description: What is not None because it cannot be read.
    update:
      Answer: {x-kontokit-essential: [account]}
      Accounts: {x-kontokit-essential: [accounts]}
      Account: {x-kontokit-essential: [id, owner]}
      Owner: {x-kontokit-essential: [name]}
      Problem: {x-kontokit-essential: []}
"""
ERIKA: Final = {"name": "Erika"}
NEXT_YEAR: Final[list[tuple[str, int, Any]]] = [
    ("list", 200, {"accounts": [{"id": 1, "owner": ERIKA, "state": "OPEN", "bookingStatus": "x"}]}),
    ("list", 200, {"accounts": [{"id": 1, "owner": ERIKA, "state": "FROZEN", "amount": 1.5}]}),
    ("list", 200, {"accounts": [{"id": 1, "owner": ERIKA, "state": "NO", "accessToken": "x"}]}),
    ("list", 200, {"accounts": [{"id": 1, "owner": {"name": "E", "address": {"city": "B"}}}]}),
    ("list", 200, {"accounts": [{"id": 1, "owner": {"name": None}, "state": "OPEN", "page": []}]}),
    ("list", 200, {"accounts": [{"id": 1, "owner": None, "state": "OPEN"}], "total": 1}),
    ("list", 200, {"accounts": [], "tags": {"Erika Muster": {"name": "x", "isActive": True}}}),
    ("list", 200, {"accounts": [{"id": 1, "state": "OPEN", "reference": None}]}),
    ("list", 203, {"accounts": []}),
    ("list", 403, {"code": "OPEN"}),
    ("list", 410, None),
    ("get", 404, {"code": "LOCKED", "message": "Geheim"}),
    ("get", 404, {"message": "Geheim"}),
    ("get", 200, {"account": {"id": 1, "owner": {}, "state": "OPEN", "iban": "x"}}),
    ("get", 200, {"id": 1, "owner": ERIKA, "state": "OPEN", "category": ["x"]}),
]  # fmt: skip


@pytest.fixture
def paths(tmp_path: Path) -> Project:
    """
    A repository with the small document.
    """
    paths = project_in(tmp_path / "repository")
    new_api("demo", paths)
    paths.document("demo").write_text(OPENAPI, "utf-8")
    paths.overlay("demo").write_text(OVERLAY, "utf-8")
    return paths


@contextmanager
def built(paths: Project) -> Iterator[Any]:
    """
    The package that is built from the document as it is now.
    """
    build(["demo"], paths)
    folder = str(paths.output / "demo" / "src")
    sys.path.insert(0, folder)
    try:
        yield import_module("kontokit_demo")
    finally:
        sys.path.remove(folder)
        for name in [one for one in sys.modules if one.partition(".")[0] == "kontokit_demo"]:
            del sys.modules[name]


def noted(paths: Project, bank: Bank, mode: CallMode, log: Path) -> Path:
    """
    Play all answers of the next year and give the report of what differs.
    """
    drift = DriftLog(log)
    with built(paths) as package:
        make = package.AsyncDemo if mode.is_async else package.Demo
        client = make(base_url=bank.url, transport=mode.transport, drift=drift)
        for method, status, body in NEXT_YEAR:
            headers = {"Content-Type": "application/json"}
            content = b"" if body is None else json.dumps(body).encode()
            bank.reply = Reply(status=status, body=content, headers=headers)
            call = getattr(client.accounts, method)
            with suppress(KontokitError):
                mode.run(call() if method == "list" else call(1)) if mode.is_async else (
                    call().first_page() if method == "list" else call(1)
                )
    drift.flush()
    report = log.with_suffix(".report")
    report.write_text(report_text(read_log(log)) if log.exists() else "")
    return report


def test_patch_makes_the_drift_empty(
    paths: Project, bank: Bank, mode: CallMode, tmp_path: Path
) -> None:
    """
    New properties, values and statuses, and what is missing or null: all of it is proposed, in
    block and flow style, in lists, maps, envelopes, errors and parts of allOf; ``git apply``
    takes the patch, and the new package finds no difference in the same answers.
    """
    before = paths.document("demo").read_text("utf-8")
    report = noted(paths, bank, mode, tmp_path / "before")
    found = drift_patch(report, paths)
    assert "for a person to decide" not in found
    assert "Geheim" not in found
    assert "Erika" not in found.replace("Erika}", "")
    subprocess.run(["git", "apply", "-"], input=found.encode(), cwd=paths.root, check=True)
    after = paths.document("demo").read_text("utf-8")
    comments = [line for line in before.splitlines() if "#" in line and "$ref" not in line]
    assert [line for line in comments if line not in after] == ["        - owner   # who has it"]
    left = noted(paths, bank, mode, tmp_path / "after").read_text()
    assert left == ""


def test_each_change_has_its_evidence(
    paths: Project, bank: Bank, mode: CallMode, tmp_path: Path
) -> None:
    """
    Before the lines stands what was seen, how often, when and where; hunks say what they are for.
    """
    found = drift_patch(noted(paths, bank, mode, tmp_path / "log"), paths)
    number = OPENAPI.splitlines().index("      enum: [OPEN, CLOSED]") + 1
    assert (
        f"# specs/demo/openapi.yaml:{number} State: new value FROZEN, NO\n#     seen 1 times"
        in found
    )
    assert "in listAccounts 200 $.accounts[].state" in found
    assert '+      enum: [OPEN, CLOSED, FROZEN, "NO"]' in found
    hunks = [line for line in found.splitlines() if line.startswith("@@")]
    assert all(not line.endswith("@@ ") for line in hunks)
    assert any("State: new value FROZEN, NO" in line for line in hunks)


def test_a_secret_is_proposed_as_one(
    paths: Project, bank: Bank, mode: CallMode, tmp_path: Path
) -> None:
    found = drift_patch(noted(paths, bank, mode, tmp_path / "log"), paths)
    assert "+        accessToken:\n" in found
    assert found.count("+          format: password\n") == 1


def finding(**difference: Any) -> dict[str, Any]:
    known = {"api": "demo", "operation": "listAccounts", "status": 200, "kind": "unknown_field"}
    return {
        "difference": {**known, "path": "$", "name": "x", **difference},
        "count": 3,
        "first": "2026-11-29T10:00:00Z",
        "last": "2026-11-30T10:00:00Z",
    }


def written(folder: Path, *findings: Any) -> Path:
    path = folder / "report.json"
    path.write_text(json.dumps({"format": "kontokit drift 1", "findings": findings}))
    return path


def test_what_cannot_be_written_is_left_to_a_person(paths: Project, tmp_path: Path) -> None:
    """
    Other types, headers, names that are not shown, and places that the document does not have.
    """
    found = drift_patch(
        written(
            tmp_path,
            finding(kind="type", path="$.accounts[].id", expected="integer", seen="string"),
            finding(kind="header", path="", name="x-limit"),
            finding(name=""),
            finding(operation="unknown"),
            finding(path="$.nothing[].there"),
            finding(kind="status", status=299, seen="text/html"),
        ),
        paths,
    )
    assert found.splitlines()[0] == "# specs/demo/openapi.yaml: for a person to decide"
    assert len(found.splitlines()) == 7
    assert "type: string where integer is documented; seen 3 times, 2026-11-29 to" in found
    assert "---" not in found


@pytest.mark.parametrize(
    "difference",
    [
        {"name": "a: b\n  c"},
        {"name": "x" * 65},
        {"path": "$\n+++ b/setup.py"},
        {"operation": "a\n--- a/x"},
        {"status": "200"},
        {"status": True},
        {"count": -1},
        {"api": "../etc"},
        {"name": 1},
    ],
)
def test_report_cannot_smuggle_lines_into_a_patch(
    paths: Project, tmp_path: Path, difference: dict[str, Any]
) -> None:
    """
    A report comes from a stranger.
    """
    entry = finding(**difference)
    if "count" in difference:
        entry["count"] = difference["count"]
    with pytest.raises(ReportError):
        drift_patch(written(tmp_path, entry), paths)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "x"}', '{"format": "kontokit drift 1", "findings": [1]}'],
)
def test_what_is_no_report_is_refused(paths: Project, tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(ReportError):
        drift_patch(path, paths)


def test_command_prints_the_patch(
    paths: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    ``python -m kontokit_generator drift report.json``.
    """
    monkeypatch.chdir(paths.root)
    assert main(["drift", str(written(tmp_path, finding(name="reference", seen="string")))]) == 0
    assert "+        reference:\n" in capsys.readouterr().out
    assert main(["drift", str(written(tmp_path))]) == 0
    assert capsys.readouterr().out == "# The report has no findings.\n"
    assert main(["drift", str(tmp_path / "nothing.json")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_the_documents_of_the_repository_take_every_kind_of_change(tmp_path: Path) -> None:
    """
    A new property in every schema of every body, and a new value in every enum, of all documents:
    the patch can be applied, and the documents say so.
    """
    here = this_repository()
    copy = project_in(tmp_path / "copy")
    for api in here.known_apis():
        copy.document(api).parent.mkdir(parents=True)
        for path in (here.document(api), here.overlay(api)):
            (copy.documents / api / path.name).write_bytes(path.read_bytes())
        tree = load_document(here.document(api)).tree
        entries = [
            finding(api=api, operation=node["operationId"], status=int(status), path=path, **more)
            for item in tree["paths"].values()
            for node in item.values()
            if isinstance(node, dict) and "operationId" in node
            for status in node["responses"]
            for path, more in (
                ("$", {"name": "newField", "seen": "string"}),
                ("$[]", {"name": "newField", "seen": "object"}),
                ("$.status", {"kind": "unknown_value", "name": "NEW_VALUE"}),
            )
        ]
        found = drift_patch(written(tmp_path, *entries), copy)
        subprocess.run(["git", "apply", "-"], input=found.encode(), cwd=copy.root, check=True)
        text = json.dumps(load_document(copy.document(api)).tree)
        assert text.count('"newField"') == found.count("newField:\n+") > 0


def test_documents_of_several_files_are_not_patched(paths: Project, tmp_path: Path) -> None:
    """
    Neither are those in JSON: the error says so instead of a patch that does not fit.
    """
    document = paths.document("demo")
    text = document.read_text("utf-8")
    (document.parent / "extra.yaml").write_text("{type: string, description: More.}", "utf-8")
    document.write_text(f"{text}    Extra: {{$ref: extra.yaml}}\n", "utf-8")
    with pytest.raises(ReportError, match="only a document of one YAML file"):
        drift_patch(written(tmp_path, finding(api="demo")), paths)
