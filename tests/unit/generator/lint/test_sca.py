"""
What an overlay says of SCA is checked, becomes a module of the package, and is audited.
"""

from __future__ import annotations

import ast
import itertools
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

from kontokit.operations import sca as mechanisms
from kontokit_generator.builder.build import build
from kontokit_generator.builder.paths import RepositoryPaths
from kontokit_generator.builder.prepare import prepare
from kontokit_generator.builder.scaffold import new_provider
from kontokit_generator.lint import lint_merged, rules, sca, sca_fields
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import errors_in, render_findings
from kontokit_generator.openapi.json_tree import copy_tree, walk
from kontokit_generator.overlay.overlay import Overlay, apply_overlay
from kontokit_generator.overlay.sca_extension import KEY, PARTS, ROOT, Field, shapes
from kontokit_generator.verify.package import verify

OPENAPI = """
openapi: 3.1.0
info: {title: Demo, version: "1", summary: A bank., description: A bank for tests.}
servers: [{url: "https://api.example.com", description: Here., x-environment: production}]
tags:
  - {name: Bills, description: What has to be paid.}
  - {name: Forms, description: Pages of ours.}
  - {name: Accesses, description: Logins at banks.}
paths:
  /bills:
    get:
      operationId: listBills
      tags: [Bills]
      summary: List bills
      description: Gives them all.
      x-source: document 001
      security: []
      parameters:
        - {name: bill-id, in: query, description: Which., example: 1, schema: {type: integer}}
      responses:
        "200":
          description: Some.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Bills"}
              example: {bills: [{id: 1, state: OPEN}]}
  /bills/pay:
    post:
      operationId: payBill
      tags: [Bills]
      summary: Pay a bill
      description: Orders it at the bank.
      x-source: document 001
      security: []
      requestBody:
        required: true
        description: Which one.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/PayBill"}
            example: {billId: 1}
      responses:
        "200":
          description: Paid.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Bill"}
              example: {id: 1, state: PAID}
        "510": {$ref: "#/components/responses/Wanted"}
  /forms:
    post:
      operationId: openForm
      tags: [Forms]
      summary: Open a form
      description: Makes one.
      x-source: document 001
      security: []
      responses:
        "200":
          description: Made.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Task"}
              example: {id: a, state: FORM}
  /forms/{form-id}:
    get:
      operationId: getForm
      tags: [Forms]
      summary: Get a form
      description: Tells how far it is.
      x-source: document 001
      security: []
      parameters: [{$ref: "#/components/parameters/FormId"}]
      responses:
        "200":
          description: It.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Task"}
              example: {id: a, state: DONE}
    delete:
      operationId: dropForm
      tags: [Forms]
      summary: Drop a form
      description: Ends it.
      x-source: document 001
      security: []
      parameters: [{$ref: "#/components/parameters/FormId"}]
      responses: {"200": {description: Gone.}}
  /accesses/{id}:
    parameters: [{$ref: "#/components/parameters/Id"}]
    get:
      operationId: getAccess
      tags: [Accesses]
      summary: Get an access
      description: Tells what comes next.
      x-source: document 001
      security: []
      responses:
        "200":
          description: It.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Access"}
              example: {state: BUSY}
    put:
      operationId: putAccess
      tags: [Accesses]
      summary: Add an access
      description: Reads what the bank has.
      x-source: document 001
      security: []
      parameters:
        - {name: back, in: query, description: A page., example: a, schema: {type: string}}
      responses: {"201": {description: Done.}}
    post:
      operationId: answerAccess
      tags: [Accesses]
      summary: Answer
      description: Sends what the user says.
      x-source: document 001
      security: []
      requestBody:
        required: true
        description: What it is.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Said"}
            example: {word: abc}
      responses: {"200": {description: Done.}}
components:
  parameters:
    Id: {name: id, in: path, required: true, description: W., example: a, schema: {type: string}}
    FormId:
      name: form-id
      in: path
      required: true
      description: Which.
      example: a
      schema: {type: string}
  responses:
    Wanted:
      description: The bank wants the user.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
          example: {code: SCA_WANTED}
  schemas:
    Bills:
      type: object
      description: Some bills.
      properties:
        bills:
          type: array
          description: The bills.
          items: {$ref: "#/components/schemas/Bill"}
    Bill:
      type: object
      description: A bill.
      properties:
        id: {type: integer, description: Which., example: 1}
        state: {$ref: "#/components/schemas/BillState", description: How far.}
    BillState:
      type: string
      description: How far a bill is.
      enum: [OPEN, PAID]
      x-enum-descriptions: {OPEN: Not paid., PAID: Paid.}
    PayBill:
      type: object
      description: What to pay.
      properties:
        billId: {type: integer, description: Which., example: 1}
        bankId: {type: integer, description: Whose., example: 1}
        backUrl: {type: string, description: Where to., example: "https://app.example.com"}
        step: {$ref: "#/components/schemas/Step", description: The answer.}
    Step:
      type: object
      description: An answer.
      properties:
        ref: {type: string, description: To what., example: a}
        way: {type: string, description: Chosen., example: a}
        word: {type: string, format: password, description: Said., example: a}
        query: {type: string, format: password, description: Brought back., example: a}
        isDone: {type: boolean, description: Elsewhere., example: true}
    Problem:
      type: object
      description: What went wrong.
      properties:
        code: {type: string, description: Which kind., example: SCA_WANTED}
        wanted:
          anyOf: [{$ref: "#/components/schemas/Wanted"}, {type: "null"}]
          description: By the bank.
    Wanted:
      type: object
      description: What the bank wants.
      properties:
        ref: {type: string, description: Its name., example: a}
        state: {$ref: "#/components/schemas/WantedState", description: What.}
        text: {type: string, description: The words., example: Ihre TAN?}
        picture: {type: string, description: A picture., example: abc}
        page: {type: string, description: The bank's., example: "https://bank.example.com"}
        mark: {type: string, description: To come back., example: a}
        markField: {type: string, description: In which., example: state}
        ways:
          type: array
          description: To choose from.
          items: {$ref: "#/components/schemas/Way"}
    WantedState:
      type: string
      description: What the bank wants.
      enum: [WORD, ELSEWHERE]
      x-enum-descriptions: {WORD: A TAN., ELSEWHERE: A confirmation.}
    Way:
      type: object
      description: A way.
      properties:
        id: {type: string, description: Which., example: a}
        name: {type: string, description: Its name., example: SMS}
    Task:
      type: object
      description: A task.
      properties:
        id: {type: string, description: Which., example: a}
        state: {$ref: "#/components/schemas/TaskState", description: How far.}
        why: {type: string, description: It failed., example: a}
        form:
          anyOf: [{$ref: "#/components/schemas/Form"}, {type: "null"}]
          description: Where it goes on.
    TaskState:
      type: string
      description: How far a task is.
      enum: [FORM, DONE]
      x-enum-descriptions: {FORM: In a form., DONE: At its end.}
    Form:
      type: object
      description: A form.
      properties:
        url: {type: string, description: Where., example: "https://form.example.com"}
        ends: {type: string, format: date-time, description: When., example: "2024-01-02T03:04:05Z"}
        state: {$ref: "#/components/schemas/TaskState", description: How far.}
    Access:
      type: object
      description: A login.
      properties:
        state: {$ref: "#/components/schemas/AccessState", description: How far.}
        until: {type: string, format: date-time, description: W., example: "2024-01-02T03:04:05Z"}
        asks: {$ref: "#/components/schemas/Asks", description: The user.}
        ways:
          type: array
          description: To choose from.
          items: {$ref: "#/components/schemas/Way"}
        notes:
          type: array
          description: What happened.
          items: {$ref: "#/components/schemas/Note"}
    AccessState:
      type: string
      description: How far an access is.
      enum: [BUSY, ASKS, READY]
      x-enum-descriptions: {BUSY: At work., ASKS: Waiting., READY: At its end.}
    Asks:
      type: object
      description: What the user has to do.
      properties:
        elsewhere: {type: boolean, description: In an app., example: true}
        shown: {$ref: "#/components/schemas/Shown", description: To the user.}
    Shown:
      type: object
      description: What the user sees.
      properties:
        text: {type: string, description: The words., example: Ihre TAN?}
    Note:
      type: object
      description: A note.
      properties:
        code: {type: string, description: Which., example: N1}
    Said:
      type: object
      description: What the user said.
      properties:
        word: {type: string, format: password, description: The TAN., example: a}
"""
OVERLAY = """
overlay: 1.0.0
info: {title: Marks, version: "1"}
actions:
  - target: $
    description: A name.
    update: {x-kontokit-client: {name: Demo, first_call: listBills}}
  - target: $.components.schemas.Problem
    description: It says why.
    update: {x-kontokit-error: {code: code, challenge: wanted}}
  - target: $
    description: Where links lead.
    update:
      x-kontokit-relations:
        self: {operations: [getAccess]}
        answer: {operations: [answerAccess]}
        stop: {json: true, method: DELETE}
  - target: $
    description: How the user is asked.
    update:
      x-kontokit-sca-config:
        repeat:
          field: step
          reference: ref
          status: state
          statuses: {WORD: challenge, ELSEWHERE: decoupled}
          method: way
          answer: word
          returned: query
          confirmed: isDone
          offer: {items: ways, id: id, name: name}
          shown: {text: text, pictures: [picture]}
          url: page
          state: mark
          state_field: markField
          return_url: backUrl
          seconds: 5
          bank: [bankId]
          refused: [WRONG_WORD]
          status_queries:
            payBill:
              operation: listBills
              argument: bill-id
              value: billId
              items: bills
              status: state
              statuses: {OPEN: open, PAID: done}
        relations:
          relation_kinds: {answer: challenge}
          fields: {answer: word}
          cancel: stop
          refresh_relation: self
          methods: [{items: ways, id: id, name: name}]
          media: []
          challenge: asks
          shown: {text: text}
          content: shown
          decoupled: elsewhere
          messages: notes
          code: code
          codes: {N1: done}
          status: state
          working: [BUSY]
          asking: [ASKS]
          complete: [READY]
          timeout: until
          seconds: 5
          working_seconds: 2.5
          callback: back
          return_parameter: result
          return_meanings: {OK: finished}
          bank: [bankId]
          status_operations: {putAccess: getAccess}
        forms:
          openForm:
            read: getForm
            argument: form-id
            id: id
            status: state
            statuses: {FORM: form, DONE: done}
            form: form
            form_statuses: {FORM: waiting, DONE: done}
            url: url
            ends: ends
            code: why
            callbacks: [back]
            cancel: dropForm
            seconds: 2
  - target: $.paths['/bills'].get
    description: A mark.
    update: {x-kontokit-name: list, x-kontokit-retry: read}
  - target: $.paths['/bills/pay'].post
    description: A mark.
    update: {x-kontokit-name: pay, x-kontokit-retry: payment, x-kontokit-sca: [repeat]}
  - target: $.paths['/forms'].post
    description: A mark.
    update: {x-kontokit-name: open, x-kontokit-retry: create, x-kontokit-sca: [webform]}
  - target: $.paths['/forms/{form-id}'].get
    description: A mark.
    update: {x-kontokit-name: get, x-kontokit-retry: read}
  - target: $.paths['/forms/{form-id}'].delete
    description: A mark.
    update: {x-kontokit-name: drop, x-kontokit-retry: write}
  - target: $.paths['/accesses/{id}'].get
    description: A mark.
    update: {x-kontokit-name: get, x-kontokit-retry: read, x-kontokit-sca: [relations]}
  - target: $.paths['/accesses/{id}'].put
    description: A mark.
    update: {x-kontokit-name: put, x-kontokit-retry: bank, x-kontokit-sca: [relations, webform]}
  - target: $.paths['/accesses/{id}'].post
    description: A mark.
    update: {x-kontokit-name: answer, x-kontokit-retry: bank}
"""
MARK = f"#/{KEY}"
LOOKUP = f"{MARK}/repeat/status_queries/payBill"
FORM = f"{MARK}/forms/openForm"
PAY = "#/paths/~1bills~1pay/post"
GONE = object()

Put = Callable[[Any, str, Any], None]


@pytest.fixture
def merged(
    write_document: Callable[[str], Document], write_overlay: Callable[[str], Overlay]
) -> Document:
    """
    A document with everything that an overlay can say of SCA.
    """
    document, findings = apply_overlay(write_document(OPENAPI), write_overlay(OVERLAY))
    assert findings == []
    return document


@pytest.fixture
def paths(tmp_path: Path) -> RepositoryPaths:
    made = RepositoryPaths(tmp_path)
    new_provider("demo", made)
    return made


def spoil(document: Document, changes: Mapping[str, Any], put: Put) -> Document:
    tree = copy_tree(document.tree)
    for place, value in changes.items():
        put(tree, place, value)
    return document.with_tree(tree)


SPOILED: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{MARK}/repeat/statuses/WORD": "tan"},
        f"{MARK}/repeat/statuses/WORD",
        "it cannot be 'tan'",
    ),
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{MARK}/relations/methods/0/id": GONE},
        f"{MARK}/relations/methods/0",
        "'id' is missing",
    ),
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{FORM}/polling": 2},
        f"{FORM}/polling",
        "'polling' is unknown here",
    ),
    (
        "the_mechanisms_of_sca_have_their_shape",
        {f"{FORM}/seconds": 0},
        f"{FORM}/seconds",
        "it cannot be 0",
    ),
    (
        "the_mechanisms_of_sca_name_operations_that_exist",
        {f"{LOOKUP}/operation": "listBill"},
        f"{LOOKUP}/operation",
        "there is no operation listBill",
    ),
    (
        "the_mechanisms_of_sca_name_operations_that_exist",
        {f"{MARK}/relations/status_operations/addAccess": "getAccess"},
        f"{MARK}/relations/status_operations/addAccess",
        "there is no operation addAccess",
    ),
    (
        "every_operation_with_sca_is_explained",
        {f"{MARK}/repeat": GONE},
        f"{PAY}/x-kontokit-sca",
        "payBill asks by repeat, which x-kontokit-sca-config does not explain",
    ),
    (
        "every_operation_with_sca_is_explained",
        {f"{MARK}": {}, f"{MARK}/forms": {}},
        "#/paths/~1forms/post/x-kontokit-sca",
        "openForm asks by webform",
    ),
    (
        "entries_for_an_operation_match_its_sca",
        {"#/paths/~1forms/post/x-kontokit-sca": GONE},
        FORM,
        "openForm does not ask by webform",
    ),
    (
        "every_argument_of_sca_is_a_parameter",
        {f"{LOOKUP}/argument": "bill_id"},
        f"{LOOKUP}/argument",
        "listBills has no parameter bill_id",
    ),
    (
        "every_argument_of_sca_is_a_parameter",
        {f"{FORM}/cancel": "getAccess"},
        f"{FORM}/argument",
        "getAccess has no parameter form-id",
    ),
    (
        "the_callback_of_relations_is_a_parameter",
        {f"{MARK}/relations/callback": "callback"},
        f"{MARK}/relations/callback",
        "no operation with relations has a parameter callback",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/relation_kinds/wait": "decoupled"},
        f"{MARK}/relations/relation_kinds/wait",
        "wait is not in x-kontokit-relations",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/cancel": "end"},
        f"{MARK}/relations/cancel",
        "end is not in x-kontokit-relations",
    ),
    (
        "the_relations_of_sca_are_known",
        {f"{MARK}/relations/fields/answer": "tan"},
        f"{MARK}/relations/fields/answer",
        "the body of answerAccess has no property tan",
    ),
    (
        "a_repeated_call_takes_the_answer",
        {f"{MARK}/repeat/field": "steps"},
        f"{MARK}/repeat/field",
        "the body of payBill has no property steps",
    ),
    (
        "a_repeated_call_takes_the_answer",
        {f"{MARK}/repeat/confirmed": "done"},
        f"{MARK}/repeat/confirmed",
        "step of payBill has no property done",
    ),
    (
        "fields_of_repeated_calls_are_in_one_of_them",
        {f"{MARK}/repeat/return_url": "back"},
        f"{MARK}/repeat/return_url",
        "no repeated call has a property back in its body",
    ),
    (
        "fields_of_repeated_calls_are_in_one_of_them",
        {f"{MARK}/repeat/bank/-": "bank"},
        f"{MARK}/repeat/bank/1",
        "no repeated call has a property bank in its body",
    ),
    (
        "what_is_looked_up_is_in_the_lost_call",
        {f"{LOOKUP}/value": "bill"},
        f"{LOOKUP}/value",
        "the body of payBill has no property bill",
    ),
    (
        "the_challenge_stands_in_an_error",
        {"#/components/schemas/Problem/x-kontokit-error/challenge": GONE},
        f"{MARK}/repeat",
        "no error says where its challenge stands",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/offer/id": "number"},
        f"{MARK}/repeat/offer/id",
        "ways[].number is no property of the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/repeat/shown/pictures/0": "photo"},
        f"{MARK}/repeat/shown/pictures/0",
        "photo is no property of the challenge",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{LOOKUP}/items": "rows"},
        f"{LOOKUP}/items",
        "rows is no property of the answer of listBills",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{FORM}/ends": "until"},
        f"{FORM}/ends",
        "form.until is no property of the answer of getForm",
    ),
    (
        "what_is_read_for_sca_exists",
        {f"{MARK}/relations/shown/text": "words"},
        f"{MARK}/relations/shown/text",
        "asks.shown.words is no property of any answer with relations",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{MARK}/repeat/statuses/WORD": GONE},
        f"{MARK}/repeat/statuses",
        "nothing says what the status WORD means",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{LOOKUP}/statuses/CLOSED": "done"},
        f"{LOOKUP}/statuses",
        "there is no status CLOSED",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{FORM}/form_statuses/DONE": GONE},
        f"{FORM}/form_statuses",
        "nothing says what the status DONE means",
    ),
    (
        "every_status_of_sca_has_a_meaning",
        {f"{MARK}/relations/asking": []},
        f"{MARK}/relations",
        "nothing says what the status ASKS means",
    ),
    (
        "every_code_of_sca_looks_like_one",
        {f"{MARK}/repeat/refused/0": "wrong word"},
        f"{MARK}/repeat/refused/0",
        "'wrong word' is no code",
    ),
    (
        "every_code_of_sca_looks_like_one",
        {f"{MARK}/relations/codes/n1": "done"},
        f"{MARK}/relations/codes/n1",
        "'n1' is no code",
    ),
]


def test_every_rule_about_sca_has_a_spoiled_document() -> None:
    """
    No rule goes untested.
    """
    modules = (sca.__name__, sca_fields.__name__)
    known = {one.name for one in rules("merged") if one.check.__module__ in modules}
    assert {name for name, *_ in SPOILED} == known


def test_what_is_said_of_sca_can_be_right(merged: Document) -> None:
    """
    A document whose overlay explains its SCA has no findings.
    """
    assert render_findings(lint_merged(merged)) == ""


@pytest.mark.parametrize(
    ("rule", "changes", "place", "message"), SPOILED, ids=lambda part: str(part)[:40]
)
def test_a_rule_refuses_what_is_wrong_of_sca(
    merged: Document, put_into: Put, rule: str, changes: dict[str, Any], place: str, message: str
) -> None:
    """
    A rule tells what is wrong, where, and how to mend it.
    """
    check = next(one.check for one in rules("merged") if one.name == rule)
    findings = list(check(spoil(merged, changes, put_into)))
    found = [one for one in findings if one.place == place and message in one.message]
    assert found, render_findings(findings)
    assert all(finding.fix for finding in findings)


def test_the_whole_is_a_map_of_mechanisms(merged: Document, put_into: Put) -> None:
    """
    Nothing else than the three mechanisms stands at the key.
    """
    spoiled = spoil(merged, {f"{MARK}/redirect": {}}, put_into)
    (found,) = (one for one in errors_in(lint_merged(spoiled)) if one.place == MARK)
    assert found.fix == "write a map out of repeat, relations, forms"


def test_nothing_that_is_said_of_sca_breaks_a_rule(merged: Document, put_into: Put) -> None:
    """
    Whatever stands at whatever place, linting it gives findings.
    """
    places = [place for place, _ in walk(merged.tree) if KEY in place]
    values: list[Any] = [None, [], {}, 7, "x", [None], {"a": 1}, [[1]], [{}], True, {"a": {}}]
    own = [one for one in rules("merged") if one.check.__module__.startswith(sca.__name__)]
    for place, value in itertools.product(places, values):
        spoiled = spoil(merged, {place: value}, put_into)
        for one in own:
            list(one.check(spoiled))


def test_the_overlay_says_what_the_runtime_knows() -> None:
    """
    Every key is a field of the runtime's values, and every word one of theirs.

    Only the operations that ask for SCA are gathered from elsewhere.
    """
    for name, fields in shapes().items():
        known = attrs.fields_dict(getattr(mechanisms, name))
        known.pop("operations", None)
        assert fields.keys() == known.keys(), name
        for key, field in fields.items():
            assert field.optional == (known[key].default is not attrs.NOTHING), (name, key)
    for name in ("StepKind", "OrderProgress", "FormProgress", "Meaning", "ReturnMeaning"):
        words = get_args(getattr(mechanisms, name))
        assert Field(name).shape == "one of " + ", ".join(words)
    assert tuple(shapes()[ROOT]) == PARTS


def built(paths: RepositoryPaths, *edits: tuple[str, str]) -> Path:
    """
    Build the document with some texts replaced, and give the folder of the package.
    """
    texts = {paths.document("demo"): OPENAPI, paths.overlay("demo"): OVERLAY}
    for old, new in edits:
        assert any(old in text for text in texts.values())
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    build(["demo"], paths)
    return paths.generated / "demo" / "src" / "kontokit_demo"


def written(path: Path) -> str:
    return ast.unparse(ast.parse(path.read_text("utf-8")))


def test_the_mechanisms_are_a_module_of_the_package(paths: RepositoryPaths) -> None:
    """
    Operations become constants, parameters get their Python names, seconds are floats.
    """
    text = written(built(paths) / "sca.py")
    assert "from kontokit_demo.operations import accesses, bills, forms" in text
    assert (
        "SCA = ScaConfig(operations=(bills.PAY_BILL, forms.OPEN_FORM, accesses.GET_ACCESS, "
        "accesses.PUT_ACCESS), repeat="
    ) in text
    assert "'payBill': StatusQuery(operation=bills.LIST_BILLS, argument='bill_id', value=" in text
    assert "statuses={'WORD': 'challenge', 'ELSEWHERE': 'decoupled'}" in text
    assert "methods=(ChoiceFields(items='ways', id='id', name='name'),), media=()" in text
    assert "seconds=5.0, working_seconds=2.5" in text
    assert "status_operations={'putAccess': accesses.GET_ACCESS}" in text


def test_equal_forms_are_written_once(paths: RepositoryPaths) -> None:
    """
    What several operations make is a constant, named after what reads it.
    """
    marked = "x-kontokit-name: drop, x-kontokit-retry: write"
    package = built(
        paths,
        (marked, f"{marked}, x-kontokit-sca: [webform]"),
        ("          openForm:\n", "          dropForm: &form\n"),
        ("            seconds: 2\n", "            seconds: 2\n          openForm: *form\n"),
    )
    text = written(package / "sca.py")
    assert "\n_FORM = WebFormSca(read=forms.GET_FORM, argument='form_id', id='id'" in text
    assert "forms={'dropForm': _FORM, 'openForm': _FORM}" in text


def test_the_client_finds_the_mechanisms_when_they_are_needed(paths: RepositoryPaths) -> None:
    """
    The module is imported by a function, not with the client.
    """
    text = written(built(paths) / "client.py")
    assert "def _sca() -> ScaConfig:\n    from kontokit_demo.sca import SCA" in text
    assert "sca=_sca" in text


def test_without_sca_there_is_no_module(paths: RepositoryPaths) -> None:
    """
    A package whose overlay says nothing of SCA knows nothing of it.
    """
    start = OVERLAY.index("  - target: $\n    description: How the user")
    said = OVERLAY[start : OVERLAY.index("  - target: $.paths['/bills'].get")]
    kinds = [(f", x-kontokit-sca: [{kind}]", "") for kind in ("repeat", "webform", "relations")]
    package = built(paths, (said, ""), *kinds, (", x-kontokit-sca: [relations, webform]", ""))
    assert not (package / "sca.py").exists()
    assert "sca" not in written(package / "client.py")


@pytest.fixture(scope="module")
def faithful(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Path]:
    """
    A document and its package, made once; tests change a copy.
    """
    made = RepositoryPaths(tmp_path_factory.mktemp("faithful"))
    new_provider("demo", made)
    package = built(made)
    return prepare("demo", made), package


def test_a_faithful_module_has_no_findings(faithful: tuple[Document, Path]) -> None:
    """
    A package that says of SCA what its document says passes.
    """
    assert verify(*faithful) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("sca.py", 'field="step"', 'field="other"', "something else of field for SCA"),
        ("sca.py", "bills.LIST_BILLS", "bills.PAY_BILL", "something else of operation for SCA"),
        ("sca.py", 'argument="bill_id"', 'argument="ids"', "something else of argument for SCA"),
        ("sca.py", 'argument="form_id"', 'argument="id"', "something else of argument for SCA"),
        ("sca.py", 'refused=("WRONG_WORD",),', "", "something else of refused for SCA"),
        ("sca.py", '"OPEN": "open"', '"OPEN": "done"', "something else of OPEN for SCA"),
        (
            "sca.py",
            '{"WORD": "challenge", "ELSEWHERE": "decoupled"}',
            '{"ELSEWHERE": "decoupled", "WORD": "challenge"}',
            "something else of statuses for SCA",
        ),
        ("sca.py", "bills.PAY_BILL,", "", "does not know that payBill asks for SCA"),
        ("sca.py", "bills.PAY_BILL,", "bills.PAY_BILL, bills.LIST_BILLS,", "of other operations"),
        ("sca.py", "seconds=2.0", "seconds=2.0, extra=1", "something else of extra for SCA"),
        ("sca.py", "media=()", 'media=("a",)', "something else of media for SCA"),
        ("sca.py", "SCA = ScaC", "OTHER = ScaC", "the package has no mechanisms for SCA"),
        ("client.py", "sca=_sca,", "", "the client does not know the mechanisms for SCA"),
    ],
)
def test_a_lost_word_of_sca_is_an_error(
    faithful: tuple[Document, Path], tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    """
    Whatever the module leaves out or says differently is an error that says what.
    """
    document, package = faithful
    path = Path(shutil.copytree(package, tmp_path / "package")) / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    found = [one.message for one in verify(document, path.parent)]
    assert any(message in one for one in found), found


def test_mechanisms_of_nobody_are_an_error(faithful: tuple[Document, Path]) -> None:
    """
    A package cannot know of SCA what its document does not say.
    """
    document, package = faithful
    tree = {key: value for key, value in document.tree.items() if key != KEY}
    (found,) = verify(document.with_tree(tree), package)
    assert found.message == "the package has unknown mechanisms for SCA"
