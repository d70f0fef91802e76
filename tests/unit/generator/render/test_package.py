"""
What a document with lists, errors, older names and webhooks becomes in its package.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from kontokit_generator.builder.build import build
from kontokit_generator.builder.scaffold import new_api
from kontokit_generator.openapi.findings import FindingsError
from kontokit_generator.settings.project import Project
from tests.support.generator_project import project_in

OPENAPI = """
openapi: 3.1.0
info: {title: Demo, version: "1", summary: A bank., description: A bank for tests.}
servers: [{url: "https://api.example.com", description: Here., x-environment: production}]
tags: [{name: Bookings, description: What was booked.}]
paths:
  /bookings:
    get:
      operationId: listBookings
      tags: [Bookings]
      summary: List bookings
      description: Gives them all.
      x-source: document 001
      security: []
      parameters:
        - {name: page, in: query, description: Which., example: 1, schema: {type: integer}}
        - name: size
          in: query
          description: Rows.
          example: 9
          schema: {type: integer, maximum: 99}
        - name: ids
          in: query
          description: Which ones.
          style: form
          explode: false
          example: [1]
          schema: {type: array, items: {type: integer}}
      responses:
        "200":
          description: A page.
          content: {application/json: {schema: {$ref: "#/components/schemas/Page"}}}
        "400": {$ref: "#/components/responses/Wrong"}
    post:
      operationId: book
      tags: [Bookings]
      summary: Book something
      description: It is booked.
      x-source: document 001
      security: []
      parameters:
        - {name: note, in: query, description: Why., example: x, schema: {type: string}}
      responses:
        "201":
          description: Where it is.
          headers: {Location: {description: There., schema: {type: string}}}
  /bookings/kinds:
    get:
      operationId: listKinds
      tags: [Bookings]
      summary: List kinds
      description: Gives them all, by name.
      x-source: document 001
      security: []
      responses:
        "200":
          description: All kinds.
          content:
            application/json:
              schema:
                type: object
                description: By name.
                additionalProperties: {$ref: "#/components/schemas/Row"}
              example: {cash: {id: 1}}
  /bookings/{id}:
    get:
      operationId: getBooking
      tags: [Bookings]
      summary: Get a booking
      description: Gives one.
      x-source: document 001
      security: []
      parameters:
        - name: id
          in: path
          required: true
          description: Which.
          example: 1
          schema: {type: integer}
      responses:
        "200":
          description: The booking.
          content: {application/json: {schema: {$ref: "#/components/schemas/Row"}}}
  /bookings/old:
    get:
      operationId: oldBookings
      tags: [Bookings]
      summary: List old bookings
      description: No one wants them.
      deprecated: true
      x-source: document 001
      security: []
      parameters:
        - {name: year, in: query, description: When., example: 1, schema: {type: integer}}
      responses:
        "200": {description: Nothing.}
webhooks:
  booked: &hook
    post:
      operationId: onBooked
      tags: [Bookings]
      summary: Something was booked
      description: It comes at once.
      x-source: document 001
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Booked"}
            example: {bookingId: 1, at: now}
      responses: {"200": {description: Taken.}}
  closed:
    post:
      operationId: onClosed
      tags: [Bookings]
      summary: An account was closed
      description: It comes at once.
      x-source: document 001
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Closed"}
            example: {accountId: 1, at: now}
      responses: {"200": {description: Taken.}}
components:
  responses:
    Wrong:
      description: Wrong.
      content: {application/json: {schema: {$ref: "#/components/schemas/Fault"}}}
  schemas:
    Page:
      type: object
      description: A page.
      properties:
        rows: {type: array, description: Rows., items: {$ref: "#/components/schemas/Row"}}
        about: {$ref: "#/components/schemas/About"}
    Row:
      type: object
      description: A booking.
      properties:
        id: {type: integer, description: Its id., example: 1, minimum: 1, maximum: 9}
    About:
      type: object
      description: What page it is.
      properties:
        pages: {type: integer, description: How many., example: 1}
    Fault:
      type: object
      description: What is wrong.
      properties:
        reason: {type: string, description: Why., example: "NO"}
    Booked:
      type: object
      description: Something was booked.
      required: [bookingId]
      properties:
        bookingId: {type: integer, description: Which., example: 1}
        at: {type: string, description: When., example: now}
    Closed:
      type: object
      description: An account was closed.
      properties:
        accountId: {type: integer, description: Which., example: 1}
        at: {type: string, description: When., example: now}
"""
OVERLAY = """
overlay: 1.0.0
info: {title: Marks, version: "1"}
actions:
  - target: $
    description: A name.
    update: {x-kontokit-client: {name: Demo}}
  - target: $.paths['/bookings'].get
    description: A list that counts its pages and had another name.
    update:
      x-kontokit-name: list
      x-kontokit-retry: read
      x-kontokit-paging: {page: page, limit: size, maximum: 99, pages: about.pages, id: null}
      x-kontokit-also: [{name: get_many, operation: getMany, required: [ids]}]
  - target: $.paths['/bookings'].post
    description: It adds one.
    update: {x-kontokit-name: add, x-kontokit-retry: create}
  - target: $.paths['/bookings/kinds'].get
    description: It reads.
    update: {x-kontokit-name: list_kinds, x-kontokit-retry: read}
  - target: $.paths['/bookings/{id}'].get
    description: It reads.
    update: {x-kontokit-name: get, x-kontokit-retry: read}
  - target: $.paths['/bookings/old'].get
    description: Another one.
    update: {x-kontokit-name: get_old, x-kontokit-retry: read}
  - target: $.components.schemas.Fault
    description: The reason is a code.
    update: {x-kontokit-error: {code: reason}}
  - target: $.components.schemas
    description: What must be right.
    update:
      Page: {x-kontokit-essential: [rows, about]}
      Row: {x-kontokit-essential: [id]}
      About: {x-kontokit-essential: [pages]}
      Fault: {x-kontokit-essential: [reason]}
      Booked: {x-kontokit-essential: [bookingId]}
      Closed: {x-kontokit-essential: []}
"""


@pytest.fixture
def paths(tmp_path: Path) -> Project:
    made = project_in(tmp_path)
    new_api("demo", made)
    made.document("demo").write_text(OPENAPI, "utf-8")
    made.overlay("demo").write_text(OVERLAY, "utf-8")
    return made


def module(paths: Project, name: str) -> str:
    path = paths.output / "demo" / "src" / "kontokit_demo" / name
    return " ".join(path.read_text("utf-8").split())


def test_a_list_is_walked_by_its_own_count(paths: Project) -> None:
    """
    The operation knows where a page tells how many there are, and the method takes ``max_items``.
    """
    build(["demo"], paths)
    text = module(paths, "operations/bookings.py")
    assert 'rows="rows", paging=Paging(page="page", limit="size", maximum=99' in text
    assert 'pages="about.pages"' in text
    assert "max_items: int | None = None" in text
    assert "-> Listing[models.Row, models.Page]:" in text
    assert "-> AsyncListing[models.Row, models.Page]:" in text


def test_a_model_says_what_is_essential(paths: Project) -> None:
    """
    What it requires and is not essential may be None; what is written is as the document says.
    """
    overlay = paths.overlay("demo")
    overlay.write_text(overlay.read_text("utf-8").replace("[bookingId]", "[at]"), "utf-8")
    build(["demo"], paths)
    text = module(paths, "models.py")
    mark = "__essential__: ClassVar[frozenset[str] | None] = frozenset("
    expected = '__expected__: ClassVar[Mapping[str, bool]] = {"bookingId": False}'
    assert (
        f'{mark}["at"]) {expected} booking_id: int | None = field(name="bookingId", default=None)'
        in text
    )
    assert f'class Closed(Model, kw_only=True): """An account was closed.""" {mark})' in text


def test_a_map_is_a_list_of_its_values(paths: Project) -> None:
    """
    A method that lists returns its rows even where the response is a map, which is the page.
    """
    build(["demo"], paths)
    text = module(paths, "operations/bookings.py")
    assert "-> Listing[models.Row, dict[str, models.Row]]: " in text
    assert 'rows="*"' in text


def test_a_location_is_typed_by_what_is_there(paths: Project) -> None:
    """
    A new resource is read by the GET below its path, so following its location has that type.
    """
    build(["demo"], paths)
    assert "def add(" in (text := module(paths, "operations/bookings.py"))
    assert text.count("-> Location[models.Row]: ") == 2
    relations = module(paths, "relations.py")
    assert "resource: Location[T]," in relations
    assert '"Location": RelationTarget(operations=(bookings.GET_BOOKING,))' in relations


def test_an_older_name_is_a_deprecated_method(paths: Project) -> None:
    """
    A call that the provider once had beside makes the same call, and demands what it demanded.
    """
    build(["demo"], paths)
    text = module(paths, "operations/bookings.py")
    assert '@deprecated("getMany is deprecated by the provider; use list") def get_many(' in text
    assert "*, ids: Sequence[int], page: int | None = None" in text
    assert text.count("return self.list(") == 2
    assert text.count("ids=ids, max_items=max_items, options=options") == 2


def test_docstrings_name_a_page_where_the_document_has_none(paths: Project) -> None:
    """
    The one of the settings, and how the operation is called on the wire; without settings no page.
    """
    called = "The provider calls it ``listBookings`` (``GET /bookings``)"
    for page, named in {
        "https://docs.example/{api}/{tag}.html": "; see https://docs.example/demo/bookings.html.",
        "": ".",
    }.items():
        build(["demo"], evolve(paths, metadata=evolve(paths.metadata, operation_page=page)))
        text = " ".join(module(paths, "operations/bookings.py").split())
        assert text.count(called + named) == 2


def test_a_deprecated_operation_is_marked(paths: Project) -> None:
    """
    Type checkers and the running program warn of what the provider has deprecated.
    """
    build(["demo"], paths)
    text = module(paths, "operations/bookings.py")
    assert '@deprecated("oldBookings is deprecated by the provider") def get_old(' in text


def test_an_error_says_where_its_code_stands(paths: Project) -> None:
    """
    The shape of an error is written into its model.
    """
    build(["demo"], paths)
    assert 'ClassVar[ErrorShape | None] = ErrorShape(code="reason")' in module(paths, "models.py")


def test_groups_have_methods_that_scrub_tracebacks(paths: Project) -> None:
    """
    The classes with the methods come from the runtime's group, which keeps no arguments.
    """
    build(["demo"], paths)
    text = module(paths, "operations/bookings.py")
    assert "class BookingsGroup(ResourceGroup[SyncClient]):" in text
    assert "class AsyncBookingsGroup(ResourceGroup[AsyncClient]):" in text


def test_models_with_secrets_hide_plain_texts(paths: Project) -> None:
    """
    Secrets in fields, lists and maps are named once the model is made; models without stay plain.
    """
    secret = "{type: string, format: password, description: Secret., example: x}"
    fields = f"""        pin: {secret}
        "new": {{anyOf: [{secret}, {{type: "null"}}], description: Secret.}}
        tans: {{type: array, description: Many., items: {secret}}}
        login: {{$ref: "#/components/schemas/Login"}}
"""
    named = f"""    Login:
      type: object
      description: By key.
      additionalProperties: {secret}
    Booked:
"""
    text = OPENAPI.replace("    Booked:\n", named)
    paths.document("demo").write_text(f"{text}{fields}", "utf-8")
    build(["demo"], paths)
    models = module(paths, "models.py")
    hidden = 'def __post_init__(self) -> None: self._hide("pin", "new", "tans", "login")'
    assert hidden in models
    assert models.count("__post_init__") == 1


def test_limits_stand_in_docstrings(paths: Project) -> None:
    """
    A reader of the package sees what a value may be.
    """
    build(["demo"], paths)
    assert "Its id. 1 to 9. Example: ``1``." in module(paths, "models.py")
    assert "size: Rows. At most 99." in module(paths, "operations/bookings.py")


def test_texts_name_arguments_as_the_method_does(paths: Project) -> None:
    """
    A name on the wire in a description is that of the argument; other names stay.
    """
    document = paths.document("demo")
    text = document.read_text("utf-8").replace("description: Why.,", "description: D.,")
    note = "{name: note, in: query, description: D., example: x, schema: {type: string}}"
    assert note in text
    other = note.replace("note", "noteKind").replace("D.", "'See `noteKind` and `rowKind`.'")
    document.write_text(text.replace(note, f"{note}\n        - {other}"), "utf-8")
    build(["demo"], paths)
    assert "note_kind: See `note_kind` and `rowKind`." in module(paths, "operations/bookings.py")


def test_webhooks_are_distinguished_by_their_own_fields(paths: Project) -> None:
    """
    A required field that only one kind has is enough; without one, all of its own fields count.
    """
    build(["demo"], paths)
    text = module(paths, "webhooks.py")
    assert '"bookingId": models.Booked, "accountId": models.Closed' in text
    assert '"at"' not in text


def test_webhooks_that_look_alike_need_a_tag(paths: Project) -> None:
    """
    Where no field tells two kinds apart, the overlay has to.
    """
    own = "        accountId: {type: integer, description: Which., example: 1}\n"
    alike = OPENAPI.replace(own, "").replace("{accountId: 1, at: now}", "{at: now}")
    paths.document("demo").write_text(alike, "utf-8")
    with pytest.raises(FindingsError, match="nothing distinguishes Closed from the others"):
        build(["demo"], paths)
