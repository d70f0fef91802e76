"""
Requests in parts, in packages that are built from invented documents and called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any, Final

import pytest

from kontokit import ArgumentError
from kontokit.http.aiohttp_transport import AiohttpTransport
from kontokit.http.async_httptools_engine import AsyncHttptoolsTransport
from kontokit.http.httptools_engine import HttptoolsTransport
from kontokit.http.httpx2_transport import AsyncHttpx2Transport, Httpx2Transport
from kontokit_generator.openapi.findings import FindingsError
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

UPLOAD: Final = """
  /files:
    post:
      operationId: upload
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {$ref: "#/components/schemas/Upload"}
            encoding: {document: {contentType: application/pdf}}
      responses: {"204": {description: Done.}}
"""
DOCUMENT: Final = f"""
paths:{UPLOAD}
  /json:
    post:
      operationId: asJson
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: "#/components/schemas/Upload"}}}}}}
      responses: {{"204": {{description: Done.}}}}
components:
  schemas:
    Upload:
      type: object
      title: Upload
      required: [document, odd name]
      properties:
        document: {{type: string, format: binary}}
        pages: {{type: array, items: {{type: string, format: binary}}}}
        'odd name': {{type: string}}
        amount: {{type: number, format: decimal}}
        isFinal: {{type: boolean}}
        tags: {{type: array, items: {{type: string}}}}
        kind: {{type: string, enum: [INVOICE, LETTER]}}
        pin: {{type: string, format: password}}
        owner: {{type: object, properties: {{name: {{type: string}}, age: {{type: integer}}}}}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(build_small(tmp_path_factory.mktemp("multipart"), DOCUMENT)) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    bank.says(status=204)
    return Caller(package, mode, bank)


def parts(bank: Bank) -> list[Message]:
    """
    The parts of the last request, read by the parser of Python's library for mail.
    """
    head = f"Content-Type: {bank.last.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + bank.last.body)
    assert message.get_content_type() == "multipart/form-data"
    assert not message.defects
    found: Any = message.get_payload()
    return list(found)


def summed_up(bank: Bank) -> list[tuple[Any, ...]]:
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get("content-type"),
            part.get_payload(decode=True),
        )
        for part in parts(bank)
    ]


def test_files_and_fields_are_parts(api: Caller) -> None:
    """
    Bytes stay as they are, exact numbers exact; a list is a part for each value, an object JSON.
    """
    data = bytes(range(256)) + b"\r\n--\r\n"
    api.call(
        "upload",
        document=("Über.pdf", data, "application/pdf"),
        pages=[b"one", ("2.txt", b"two")],
        odd_name="a\r\nb ü",
        amount=Decimal("12.30"),
        is_final=True,
        tags=["x", "y"],
        kind="INVOICE",
        pin="12345",
        owner={"name": "Ada", "age": 7},
    )
    assert summed_up(api.bank) == [
        ("document", "Über.pdf", "application/pdf", data),
        ("odd name", None, None, "a\r\nb ü".encode()),
        ("pages", "file", "application/octet-stream", b"one"),
        ("pages", "2.txt", "application/octet-stream", b"two"),
        ("amount", None, None, b"12.30"),
        ("isFinal", None, None, b"true"),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"y"),
        ("kind", None, None, b"INVOICE"),
        ("pin", None, None, b"12345"),
        ("owner", None, "application/json", b'{"name":"Ada","age":7}'),
    ]


def test_what_is_left_out_is_no_part(api: Caller) -> None:
    api.call("upload", document=b"x", odd_name="y")
    assert [one[0] for one in summed_up(api.bank)] == ["document", "odd name"]


def test_each_request_has_a_boundary_of_its_own(api: Caller) -> None:
    for _ in range(2):
        api.call("upload", document=b"x", odd_name="y")
    first, second = (one.headers["content-type"] for one in api.bank.heard)
    assert first != second


@pytest.mark.parametrize(
    "document",
    ["text", 7, ("a.pdf",), ("a.pdf", "text"), ("a.pdf", b"x", "text/plain\r\nX-Other: 1"), None],
)
def test_what_is_no_file_is_refused(api: Caller, document: Any) -> None:
    """
    Nothing is sent, and the message does not repeat the value.
    """
    with pytest.raises(ArgumentError) as caught:
        api.call("upload", document=document, odd_name="y")
    assert caught.value.place == "document"
    assert api.bank.heard == []


def test_names_of_files_end_no_header(api: Caller) -> None:
    """
    Quotes and line breaks are written as browsers write them.
    """
    api.call("upload", document=('a"\r\nX-Other: 1', b"x"), odd_name="y")
    (part, _) = parts(api.bank)
    assert part.get_filename() == "a%22%0D%0AX-Other: 1"
    assert part["x-other"] is None


def test_the_same_schema_is_json_elsewhere(package: Any) -> None:
    """
    Only in parts a binary property is a file.
    """
    assert {"UploadRequest", "Upload"} <= set(dir(package.models))


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("sync", Httpx2Transport),
        ("sync", HttptoolsTransport),
        ("async", AsyncHttpx2Transport),
        ("async", AiohttpTransport),
        ("async", AsyncHttptoolsTransport),
    ],
)
def test_every_engine_sends_them(
    package: Any, bank: Bank, kind: str, make: Callable[[], Any]
) -> None:
    """
    The body is ready before a transport sees it.
    """
    bank.says(status=204)
    mode = CallMode(kind)
    transport = make()
    client = (package.AsyncSmall if mode.is_async else package.Small)(
        base_url=bank.url, transport=transport
    )
    mode.clients.append(client)
    mode.run(client.things.upload(document=b"\x00\xff", odd_name="y"))
    mode.run(transport.close())
    mode.close()
    assert summed_up(bank)[0][3] == b"\x00\xff"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("multipart/form-data", "multipart/mixed", "multipart/mixed"),
        ("contentType: application/pdf", "headers: {X-A: {schema: {type: string}}}", "headers"),
        ('{$ref: "#/components/schemas/Upload"}', "{type: string}", "not described"),
    ],
)
def test_other_parts_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    """
    By name, since a server would not take what is sent instead.
    """
    with pytest.raises(FindingsError, match=message):
        build_small(tmp_path, DOCUMENT.replace(UPLOAD, UPLOAD.replace(old, new)))
