"""
Bodies of every kind and responses of every status, in packages that are built and called.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import NotFoundError, ServerError, StatusError, UnexpectedContentTypeError
from kontokit_generator.openapi.findings import FindingsError
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

DOCUMENT: Final = """
paths:
  /things:
    get:
      operationId: getThing
      responses:
        "200":
          description: One.
          content:
            application/xml: {schema: {$ref: "#/components/schemas/Thing"}}
            application/hal+json; charset=utf-8: {schema: {$ref: "#/components/schemas/Thing"}}
        "404":
          description: None.
          content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}
        4XX:
          description: Wrong.
          content: {application/json: {schema: {$ref: "#/components/schemas/Other"}}}
        5XX: {description: Broken.}
        default:
          description: Strange.
          content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}
    post:
      operationId: addThing
      requestBody:
        required: true
        content:
          text/plain: {schema: {type: string}}
          application/vnd.things+json; version=2: {schema: {$ref: "#/components/schemas/Thing"}}
      responses:
        2XX:
          description: Made.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
  /only:
    get:
      operationId: getOnly
      responses:
        default:
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
  /raw/xml:
    get:
      operationId: getXml
      responses:
        "200":
          description: One.
          content: {application/xml: {schema: {$ref: "#/components/schemas/Thing"}}}
    put:
      operationId: putXml
      requestBody:
        required: true
        content: {application/xml: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses: {"204": {description: Done.}}
  /raw/text:
    get:
      operationId: getText
      responses: {"200": {description: One., content: {text/csv; charset=utf-8: {}}}}
  /raw/image:
    get:
      operationId: getImage
      responses:
        "200": {description: One., content: {image/png: {schema: {type: string}}}}
    put:
      operationId: putImage
      requestBody: {required: true, content: {image/png: {}}}
      responses: {"204": {description: Done.}}
  /null:
    get:
      operationId: getNull
      responses:
        "200": {description: None., content: {application/json: {schema: {type: "null"}}}}
  /free:
    get:
      operationId: getFree
      responses: {"200": {description: Some., content: {application/json: {}}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
    Problem:
      type: object
      properties: {title: {type: string}}
      x-kontokit-error: {message: title}
    Other: {type: object, required: [wrong], properties: {wrong: {type: string}}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(build_small(tmp_path_factory.mktemp("media"), DOCUMENT)) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    return Caller(package, mode, bank, max_retries=0)


def test_every_kind_of_json_is_read_and_asked_for(api: Caller) -> None:
    """
    With a suffix and parameters, also where XML is documented first.
    """
    api.bank.says('{"name": "a"}', Content_Type="application/hal+json;charset=utf-8")
    assert api.call("get_thing") == api.models.Thing(name="a")
    accepted = api.bank.last.headers["accept"]
    assert accepted.startswith("application/hal+json; charset=utf-8")
    assert "application/problem+json" in accepted


def test_other_media_types_can_be_asked_for_as_text(api: Caller) -> None:
    """
    Beside JSON nothing is lost.
    """
    api.bank.says("<thing/>", Content_Type="application/xml")
    client = api.client
    assert api.run(client.as_text(client.things.get_thing, "application/xml")) == "<thing/>"
    assert api.bank.last.headers["accept"] == "application/xml"


def test_every_kind_of_json_is_sent(api: Caller) -> None:
    """
    The media type goes out as it is documented.
    """
    api.bank.says('{"name": "a"}', status=202)
    assert api.call("add_thing", name="a") == api.models.Thing(name="a")
    heard = api.bank.last
    assert heard.headers["content-type"] == "application/vnd.things+json; version=2"
    assert api.sent == {"name": "a"}


@pytest.mark.parametrize("status", [200, 201, 203])
def test_one_response_for_every_success(api: Caller, status: int) -> None:
    """
    ``2XX``, or ``default`` where nothing else is documented.
    """
    api.bank.says('{"name": "a"}', status=status)
    assert api.call("add_thing", name="a").name == "a"
    assert api.call("get_only").name == "a"


@pytest.mark.parametrize(
    ("status", "body", "error", "model"),
    [
        (404, '{"title": "no"}', NotFoundError, "Problem"),
        (409, '{"wrong": "x"}', StatusError, "Other"),
        (302, '{"title": "moved"}', StatusError, "Problem"),
        (500, '{"title": "broken"}', ServerError, "Problem"),
    ],
)
def test_errors_of_ranges_are_typed(
    api: Caller, status: int, body: str, error: type[StatusError], model: str
) -> None:
    """
    The status itself comes first, then its range, then ``default``.
    """
    api.bank.says(body, status=status, Content_Type="application/problem+json; charset=utf-8")
    with pytest.raises(error) as caught:
        api.call("get_thing")
    assert type(caught.value.parsed).__name__ == model


def test_bodies_that_are_no_json_are_text_or_bytes(api: Caller) -> None:
    """
    Whatever their schemas say.
    """
    api.bank.says("<a>ä</a>", Content_Type="application/xml; charset=utf-8")
    assert api.call("get_xml") == "<a>ä</a>"
    api.bank.says("a;b", Content_Type="text/csv")
    assert api.call("get_text") == "a;b"
    api.bank.says(b"\x89PNG", Content_Type="image/png")
    assert api.call("get_image") == b"\x89PNG"
    api.bank.says('{"a": [1]}')
    assert api.call("get_free") == {"a": [1]}
    api.bank.says("<html></html>", Content_Type="text/html")
    with pytest.raises(UnexpectedContentTypeError):
        api.call("get_xml")


def test_a_body_that_is_null_brings_nothing(api: Caller) -> None:
    """
    As if there were no body.
    """
    api.bank.says("null", Content_Type="application/json")
    assert api.call("get_null") is None


def test_raw_bodies_are_sent_as_they_are(api: Caller) -> None:
    """
    Under their own media type.
    """
    api.bank.says(status=204)
    api.call("put_xml", "<a/>")
    assert (api.bank.last.body, api.bank.last.headers["content-type"]) == (
        b"<a/>",
        "application/xml",
    )
    api.call("put_image", b"\x89PNG")
    assert api.bank.last.body == b"\x89PNG"


def test_a_body_of_parts_is_refused_by_name(tmp_path: Path) -> None:
    """
    It is never sent as JSON.
    """
    text = """
paths:
  /files:
    post:
      operationId: addFile
      requestBody: {content: {multipart/mixed: {schema: {type: object}}}}
      responses: {"204": {description: Done.}}
"""
    with pytest.raises(FindingsError, match="multipart/mixed, which clients do not write"):
        build_small(tmp_path, text)
