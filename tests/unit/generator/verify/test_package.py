"""
The audit finds every kind of loss between a document and its package.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kontokit_generator.normalise import normalise
from kontokit_generator.openapi.document import Document
from kontokit_generator.verify.package import verify

Make = Callable[[str], Document]

DOCUMENT = """
paths:
  /a/{id}:
    put:
      operationId: putA
      x-kontokit-retry: write
      x-kontokit-read-timeout: 120
      x-kontokit-sca: [repeat]
      tags: [Things]
      security: [{user: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: tag, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - name: day
          in: query
          x-kontokit-end-user: device_os
          schema: {type: string, format: date}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Sent"}}}
      responses:
        "200":
          content:
            application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Thing"}}}
            application/xml: {}
        "201": {headers: {Location: {schema: {type: string}}}}
        "404": {content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /things:
    get:
      operationId: listThings
      x-kontokit-retry: read
      x-kontokit-name: list
      x-kontokit-paging: {page: number, limit: size, maximum: 9, id: null}
      tags: [Things]
      security: []
      parameters:
        - {name: number, in: query, schema: {type: integer}}
        - {name: size, in: query, schema: {type: integer}}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Page"}}}}
webhooks:
  w:
    post:
      operationId: hook
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}
      responses: {}
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: {type: string}
        wireName: {type: string}
        amount: {type: number, format: decimal}
        pin: {type: string, format: password}
        day: {type: string, format: berlin-date-time}
        ratio: {type: number, x-kontokit-float: A ratio.}
        kind: {$ref: "#/components/schemas/Kind"}
    Page:
      type: object
      properties: {rows: {type: array, items: {$ref: "#/components/schemas/Thing"}}}
    Sent:
      type: object
      required: [part]
      properties:
        a: {type: [string, "null"]}
        part: {$ref: "#/components/schemas/Part"}
    Part:
      type: object
      required: [size]
      properties:
        size: {type: integer}
        nameOf: {type: string}
        iban: {type: string, format: iban}
    Problem: {type: object, properties: {code: {type: integer}}}
    Kind: {type: string, enum: [X, Y]}
    Names: {type: array, items: {type: string}}
    Sum: {type: number, format: decimal}
"""

MODELS = """
from kontokit import UNSET, BerlinDateTime, Model, OpenEnum, Secret
from kontokit.serialization import UnsetType

class Kind(OpenEnum):
    X = "X"
    Y = "Y"

class Thing(Model, kw_only=True):
    __wire_aliases__: ClassVar[Mapping[str, str]] = {"Kind": "kind"}
    id: str
    wire_name: str | None = field(name="wireName", default=None)
    amount: Decimal | None = None
    pin: Secret | None = None
    day: BerlinDateTime | None = None
    ratio: float | None = None
    kind: Kind | None = None

class Page(Model, kw_only=True):
    rows: list[Thing] | None = None

class Sent(Model, kw_only=True):
    part: Part
    a: str | None | UnsetType = UNSET

class Part(Model, kw_only=True):
    size: int
    name_of: str | UnsetType = field(name="nameOf", default=UNSET)
    iban: Iban | UnsetType = UNSET

class Problem(Model, kw_only=True):
    code: int | None = None

Names: TypeAlias = list[str]
Sum: TypeAlias = Decimal
"""

OPERATIONS = """
PUT_A: Operation[list[models.Thing] | Location] = Operation(
    id="putA",
    method="PUT",
    path="/a/{id}",
    retry_class="write",
    security=(("user",),),
    parameters=(
        Parameter(name="a_id", wire="id", place="path", required=True),
        Parameter(name="tag", wire="tag", place="query", explode=False, many=True),
        Parameter(name="day", wire="day", place="query", format="date", end_user="device_os"),
    ),
    body=Body(media_type="application/json", type=models.Sent, required=True),
    results={200: Result(type=list[models.Thing]), 201: Result(location=True)},
    errors={404: models.Problem},
    alternatives={"application/xml": ".xml"},
    read_timeout=120.0,
    sca=("repeat",),
)
LIST_THINGS: Operation[models.Page] = Operation(
    id="listThings",
    method="GET",
    path="/things",
    retry_class="read",
    parameters=(
        Parameter(name="number", wire="number", place="query", type="integer"),
        Parameter(name="size", wire="size", place="query", type="integer"),
    ),
    results={200: Result(type=models.Page)},
    rows="rows",
    paging=Paging(page="number", limit="size", maximum=9),
)

class ThingsGroup:
    def put(
        self, a_id: str, *, part: models.Part | types.PartDict, a=UNSET, tag=None, day=None
    ) -> Location[models.Thing]:
        return self._client.call(PUT_A, {"a_id": a_id, "tag": tag, "day": day},
            {"part": part, "a": a})

    def list(self, *, number=None, size=None) -> Listing[models.Thing, models.Page]:
        return self._client.list(LIST_THINGS, {"number": number, "size": size})

class AsyncThingsGroup:
    async def put(self, a_id: str, *, part, a=UNSET, tag=None, day=None):
        return await self._client.call(PUT_A, {"a_id": a_id, "tag": tag, "day": day},
            {"part": part, "a": a})

    def list(self, *, number=None, size=None):
        return self._client.list(LIST_THINGS, {"number": number, "size": size})
"""

TYPES = """
class PartDict(TypedDict):
    size: int
    name_of: NotRequired[str]
    iban: NotRequired[str]
"""

WEBHOOKS = "Notification = models.Thing\n"

PROVIDER = """
PROVIDER = Provider(
    name="made",
    operations={"putA": "things.PUT_A", "listThings": "things.LIST_THINGS"},
)
"""

Edit = tuple[str, str, str]

CALL = 'self._client.call(PUT_A, {"a_id": a_id, "tag": tag, "day": day}'

THINGS = "operations/things"


@pytest.fixture
def document(make_document: Make) -> Document:
    return normalise(make_document(DOCUMENT))[0]


def write_package(folder: Path, *edits: Edit) -> Path:
    """
    Write the good package with some texts replaced.
    """
    files = {
        "models": MODELS,
        THINGS: OPERATIONS,
        "webhooks": WEBHOOKS,
        "types": TYPES,
        "provider": PROVIDER,
    }
    for name, old, new in edits:
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    (folder / "operations").mkdir()
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_a_faithful_package_has_no_findings(document: Document, tmp_path: Path) -> None:
    """
    A package that says all its document says passes.
    """
    assert verify(document, write_package(tmp_path)) == []


LOSSES: list[tuple[Edit, str]] = [
    (("models", "class Sent(", "class Other("), "the model Sent is missing"),
    (("models", "class Sent(", "class Other("), "the package has the unknown model Other"),
    (("models", "class Kind(OpenEnum)", "class Sort(OpenEnum)"), "the enum Kind is missing"),
    (
        ("models", "Names: TypeAlias", "Name: TypeAlias"),
        "the schema Names is missing from the models",
    ),
    (("models", "TypeAlias = Decimal", "TypeAlias = float"), "the type Sum is a float"),
    (("models", '    Y = "Y"\n', ""), "the enum Kind has no member for Y"),
    (("models", '"Y"', '"Z"'), "the enum Kind has the unknown value Z"),
    (("models", 'name="wireName", ', ""), "the model Thing has no field for wireName"),
    (("models", "wireName", "wirename"), "the model Thing has the unknown field wirename"),
    (
        ("models", "    id: str\n", '    id: str = ""\n'),
        "the field Thing.id is optional in the model",
    ),
    (("models", ", default=None)", ")"), "the field Thing.wire_name is required in the model"),
    (("models", "Decimal | None", "float | None"), "the field Thing.amount is a float"),
    (
        ("models", "Decimal | None", "int | None"),
        "the field Thing.amount is int | None, not Decimal",
    ),
    (("models", "Secret | None", "str | None"), "the field Thing.pin is str | None, not Secret"),
    (
        ("models", "iban: Iban", "iban: str"),
        "the field Part.iban is str | UnsetType, not Iban",
    ),
    (
        ("models", "day: BerlinDateTime", "day: datetime"),
        "the field Thing.day is datetime | None, not BerlinDateTime",
    ),
    (("models", "kind: Kind", "kind: str"), "the field Thing.kind is str | None, not Kind"),
    (("models", "str | None | UnsetType", "str | UnsetType"), "the field Sent.a cannot be null"),
    (("models", "class Thing", "class class"), "the package is no Python"),
    ((THINGS, 'id="putA"', 'id="other"'), "the operation putA is missing"),
    ((THINGS, 'id="putA"', 'id="other"'), "the package has the unknown operation other"),
    ((THINGS, 'method="PUT"', 'method="POST"'), "putA: the method is POST"),
    ((THINGS, '"/a/{id}"', '"/a"'), "putA: the path is /a in the package"),
    ((THINGS, '(("user",),)', "()"), "putA: the package asks for other security schemes"),
    ((THINGS, 'wire="tag"', 'wire="tags"'), "putA: the parameter tag in query is missing"),
    (
        (THINGS, 'wire="tag"', 'wire="tags"'),
        "putA: the package has the unknown parameter tags in query",
    ),
    (
        (THINGS, 'place="query", e', 'place="header", e'),
        "putA: the parameter tag in query is missing",
    ),
    ((THINGS, ', format="date"', ""), "putA: the parameter day in query has another format"),
    (
        (THINGS, ', end_user="device_os"', ""),
        "putA: the parameter day in query says something else about the end user",
    ),
    (
        (THINGS, 'format="date"', 'format="date", secret=True'),
        "putA: the parameter day in query is a secret in one and not in the other",
    ),
    ((THINGS, ", explode=False", ""), "putA: the parameter tag in query repeats its key"),
    ((THINGS, ", many=True", ""), "putA: the parameter tag in query is a list in one"),
    (
        (THINGS, ', type="integer")', ")"),
        "listThings: the parameter number in query has another type",
    ),
    (
        (THINGS, 'place="path", required=True', 'place="path", required=False'),
        "putA: the parameter id in path has another required flag",
    ),
    (
        (
            THINGS,
            '    body=Body(media_type="application/json", type=models.Sent, required=True),\n',
            "",
        ),
        "putA: the body is missing",
    ),
    (
        (THINGS, "models.Sent, required=True", "models.Sent, required=False"),
        "putA: the body has another required flag",
    ),
    ((THINGS, "models.Sent", "models.Thing"), "putA: the body is models.Thing, not Sent"),
    (
        (THINGS, 'media_type="application/json"', 'media_type="text/plain"'),
        "putA: the body is text/plain, not application/json",
    ),
    ((THINGS, ", 201: Result(location=True)", ""), "putA: the status 201 is missing"),
    ((THINGS, "201:", "202:"), "putA: the package has the unknown status 202"),
    ((THINGS, "location=True", ""), "putA: the Location of 201 is missing"),
    (
        (THINGS, "Result(type=list[models.Thing])", "Result(type=models.Thing)"),
        "putA: the result 200 is models.Thing, not a list",
    ),
    ((THINGS, "Result(type=list[models.Thing])", "Result()"), "putA: the result 200 has no type"),
    (
        (THINGS, "errors={404: models.Problem}", "errors={}"),
        "putA: the body of status 404 is missing",
    ),
    (
        (THINGS, "errors={404: models.Problem}", "errors={404: models.Thing}"),
        "putA: the error 404 is models.Thing, not Problem",
    ),
    (
        (THINGS, '    alternatives={"application/xml": ".xml"},\n', ""),
        "putA: application/xml of 200 is missing",
    ),
    ((THINGS, '    rows="rows",\n', ""), "listThings: the rows are in None in the package"),
    ((THINGS, 'rows="rows"', 'rows="*"'), "listThings: the rows are in * in the package"),
    (
        (THINGS, "maximum=9", "maximum=8"),
        "listThings: the package says something else about x-kontokit-paging",
    ),
    (
        (THINGS, 'retry_class="write"', 'retry_class="read"'),
        "putA: the package says something else about x-kontokit-retry",
    ),
    (
        (THINGS, "    read_timeout=120.0,\n", ""),
        "putA: the package says something else about x-kontokit-read-timeout",
    ),
    (
        (THINGS, 'sca=("repeat",)', "sca=()"),
        "putA: the package says something else about x-kontokit-sca",
    ),
    (
        (THINGS, "self._client.list(LIST_THINGS", "print(LIST"),
        "no method of ThingsGroup calls listThi",
    ),
    ((THINGS, "-> Listing[models.Thing", "-> list[models.Thing"), "ThingsGroup.list returns list["),
    ((THINGS, "-> Listing[models.Thing, ", "-> dict[str, "), "ThingsGroup.list returns dict["),
    ((THINGS, "-> Location[models.Thing]", "-> Any"), "ThingsGroup.put returns Any"),
    ((THINGS, "self._client.call(PUT_A", "print(PUT_A"), "no method of ThingsGroup calls putA"),
    ((THINGS, "class AsyncThings", "class Other"), "no method of AsyncThingsGroup calls putA"),
    (("webhooks", "models.Thing", "None"), "webhooks.py does not know Thing"),
    (
        (
            THINGS,
            f"        return {CALL},\n            {{",
            '        return self._client.call(PUT_A, {"a_id": a_id}, {',
        ),
        "ThingsGroup, putA: tag is no argument",
    ),
    (
        (THINGS, "part, a=UNSET, tag=None", "part, a=UNSET, tag"),
        "AsyncThingsGroup, putA: tag has an",
    ),
    ((THINGS, "part, a=UNSET, tag", "part, b=UNSET, tag"), "AsyncThingsGroup, putA: a is no arg"),
    ((THINGS, "part, a=UNSET, tag", "part, a, tag"), "AsyncThingsGroup, putA: a has another re"),
    (
        (THINGS, f'await {CALL},\n            {{"part": part, ', f"await {CALL}, {{"),
        "AsyncThingsGroup, putA: part is no argument",
    ),
    (("types", "class PartDict", "class PieceDict"), "types.py has no PartDict"),
    (("provider", '"putA": "things.PUT_A", ', ""), "provider.py lacks the operation putA"),
    (("provider", "things.PUT_A", "things.PUT_B"), "provider.py has putA at things.PUT_B, where"),
    (("provider", '{"putA"', '{"a": "things.A", "putA"'), "provider.py has a at things.A, where"),
    (("types", "    size: int\n", ""), "the model Part and its dict differ in size"),
    (("types", "NotRequired[str]", "str"), "the key name_of of Part has another required flag"),
]


@pytest.mark.parametrize(("edit", "message"), LOSSES, ids=[message[:45] for _, message in LOSSES])
def test_a_loss_is_an_error(document: Document, tmp_path: Path, edit: Edit, message: str) -> None:
    """
    Whatever is taken out of a package or changed in it is an error that says what.
    """
    findings = verify(document, write_package(tmp_path, edit))
    assert [one.level for one in findings if one.message.startswith(message)] == ["error"]


def test_an_empty_folder_has_lost_everything(document: Document, tmp_path: Path) -> None:
    """
    All losses are reported together, one for each schema, operation and webhook.
    """
    findings = verify(document, tmp_path)
    assert len(findings) == 11


def test_inherited_fields_count(document: Document, tmp_path: Path) -> None:
    """
    A field that a model takes from its base is there.
    """
    edit = ("models", "class Sent(Model, kw_only=True):\n", "class Base(Model):\n")
    package = write_package(tmp_path, edit)
    models = package / "models.py"
    models.write_text(models.read_text("utf-8") + "\nclass Sent(Base):\n    pass\n", "utf-8")
    assert [one.message for one in verify(document, package)] == [
        "the package has the unknown model Base"
    ]
