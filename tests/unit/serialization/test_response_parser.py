"""
What becomes of an answer: a typed result, or the error that says what is wrong with it.
"""

from __future__ import annotations

import random
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs

import kontokit
from kontokit import (
    DecodeError,
    EmptyBodyError,
    Location,
    MissingHeaderError,
    NoContentError,
    RateLimitError,
    RedirectRefusedError,
    ResponseError,
    ScaRequiredError,
    StatusError,
    SyncClient,
    UnexpectedContentTypeError,
    UnexpectedStatusError,
    WebFormRequiredError,
)
from kontokit.core.deviation import Deviation
from kontokit.operations import Operation, Result
from tests.support.bank import Bank
from tests.support.clients import AnyClient
from tests.support.shapes import (
    CREATE_ACCESS,
    DELETE_ACCESS,
    ENCRYPT,
    GET_ACCESS,
    GET_PDF,
    LIST_BOOKINGS,
    UPDATE_ACCESS,
    Booking,
    Problem,
)

ONE = {"access_id": "1"}
NEW: dict[str, Any] = {"id": "1", "betrag": 1}
PLACE = {"access_id": "a", "product_id": "p"}
HTML = "<html><body>Wartung</body></html>"

STATUSES = [
    (300, "RedirectRefusedError"),
    (301, "RedirectRefusedError"),
    (304, "RedirectRefusedError"),
    (400, "BadRequestError"),
    (401, "AuthenticationError"),
    (402, "UnexpectedStatusError"),
    (403, "PermissionDeniedError"),
    (404, "NotFoundError"),
    (405, "MethodNotAllowedError"),
    (409, "ConflictError"),
    (418, "UnexpectedStatusError"),
    (422, "UnprocessableEntityError"),
    (423, "LockedError"),
    (429, "RateLimitError"),
    (499, "UnexpectedStatusError"),
    (500, "InternalServerError"),
    (501, "NotSupportedError"),
    (502, "ServerError"),
    (503, "ServiceUnavailableError"),
    (504, "GatewayTimeoutError"),
    (510, "ScaRequiredError"),
    (520, "ServerError"),
    (599, "ServerError"),
    (600, "UnexpectedStatusError"),
    (999, "UnexpectedStatusError"),
]


@pytest.mark.parametrize(("status", "name"), STATUSES)
def test_every_status_has_its_error(bank: Bank, client: SyncClient, status: int, name: str) -> None:
    """
    A status raises its own class and keeps number, request id, headers and raw body.
    """
    bank.says('{"code":"BA1010"}', status=status, X_Request_ID="req-7", X_Other="1")
    with pytest.raises(StatusError) as caught:
        client.call(GET_ACCESS, ONE)
    error = caught.value
    assert type(error).__name__ == name
    assert (error.status_code, error.request_id, error.operation) == (status, "req-7", "getAccess")
    assert error.headers["x-OTHER"] == "1"
    assert error.body == (b"" if status == 304 else b'{"code":"BA1010"}')
    assert str(status) in str(error)
    assert "req-7" in str(error)


def test_a_documented_error_body_is_typed(bank: Bank, any_client: AnyClient) -> None:
    """
    The body of a documented error status is parsed; one that does not fit leaves None.
    """
    bank.says('{"code":"BA1010","text":"gesperrt","new":1}', status=403)
    with pytest.raises(kontokit.PermissionDeniedError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.parsed == Problem(code="BA1010", text="gesperrt")
    for body in ["", HTML, '{"code":7}', "[]", "{", "\xff"]:
        bank.says(body, status=403)
        with pytest.raises(kontokit.PermissionDeniedError) as caught:
            any_client.call(GET_ACCESS, ONE)
        assert caught.value.parsed is None
        assert caught.value.body == body.encode()


def test_strong_authentication_is_an_error_with_its_challenge(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    Status 510 has a class of its own, with the typed challenge.
    """
    bank.says('{"code":"SCA"}', status=510)
    with pytest.raises(ScaRequiredError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.parsed == Problem(code="SCA")


def test_a_web_form_is_an_error_with_its_url(bank: Bank, any_client: AnyClient) -> None:
    """
    Status 451 has a class of its own; the URL is in it, but not in its text.
    """
    url = "https://forms.example.com/webform?session=s3cr3t"
    bank.says(status=451, Location=url)
    with pytest.raises(WebFormRequiredError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.url == url
    assert "s3cr3t" not in str(caught.value) + repr(caught.value) + repr(caught.value.headers)


@pytest.mark.parametrize(
    "location", [None, "", "javascript:alert(1)", "/webform", "https://", "x y"]
)
def test_a_web_form_without_a_usable_url_is_distinguished(
    bank: Bank, client: SyncClient, location: str | None
) -> None:
    """
    Status 451 without an address that a browser may open is an unexpected response.
    """
    bank.says(status=451, **({} if location is None else {"Location": location}))
    with pytest.raises(MissingHeaderError) as caught:
        client.call(GET_ACCESS, ONE)
    assert (caught.value.status_code, caught.value.header) == (451, "Location")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7", 7.0), ("0", 0.0), ("1000000000", 86_400.0), ("-5", None), ("soon", None), ("", None),
     ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
     ("9" * 12, 86_400.0), ("9" * 15, 86_400.0), ("9" * 400, 86_400.0), ("0" * 20 + "7", 7.0),
     ("9" * 5000, 86_400.0), ("Wed, 99 Foo 2015 07:28:00 GMT", None)],
)  # fmt: skip
def test_retry_after_of_a_rate_limit_is_clamped(
    bank: Bank, client: SyncClient, text: str, seconds: float | None
) -> None:
    """
    The pause is between nothing and a day, or None where the header is nonsense.
    """
    bank.says(status=429, Retry_After=text)
    with pytest.raises(RateLimitError) as caught:
        client.call(GET_ACCESS, ONE, options={"max_retries": 0})
    assert caught.value.retry_after == seconds


def test_html_instead_of_json(bank: Bank, any_client: AnyClient) -> None:
    """
    A maintenance page where JSON is documented keeps its status and body, and says what came.
    """
    bank.says(HTML, Content_Type="text/html; charset=utf-8", X_Request_ID="req-8")
    with pytest.raises(
        UnexpectedContentTypeError, match="application/json is documented"
    ) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert (caught.value.status_code, caught.value.content_type) == (200, "text/html")
    assert caught.value.body == HTML.encode()
    assert caught.value.request_id == "req-8"
    assert "Wartung" not in str(caught.value)


def test_an_empty_body(bank: Bank, any_client: AnyClient) -> None:
    """
    A body that is documented and does not come is an error of its own.
    """
    for body in ["", " \r\n", "\ufeff"]:
        bank.says(body)
        with pytest.raises(EmptyBodyError) as caught:
            any_client.call(GET_ACCESS, ONE)
        assert not isinstance(caught.value, NoContentError)


def test_a_wrong_shape(bank: Bank, any_client: AnyClient) -> None:
    """
    A wrong shape names the JSON path and keeps the raw body.
    """
    bank.says('[{"id":"1"},{"id":"2","betrag":[]}]')
    with pytest.raises(DecodeError) as caught:
        any_client.call(LIST_BOOKINGS, PLACE)
    assert caught.value.path == "$[1].betrag"
    assert caught.value.body.startswith(b"[{")
    assert isinstance(caught.value, ResponseError)


WRAPPED: Operation[Booking] = structs.replace(
    GET_ACCESS, results={200: Result(type=Booking, envelope="booking")}
)


def test_a_value_may_stand_in_an_envelope_or_alone(bank: Bank, any_client: AnyClient) -> None:
    """
    Where a document leaves open whether a value is wrapped, both are read alike.
    """
    bank.says('{"booking":{"id":"1","betrag":1.10}}')
    wrapped = any_client.call(WRAPPED, {"access_id": "1"})
    bank.says('{"id":"1","betrag":1.10}')
    assert any_client.call(WRAPPED, {"access_id": "1"}) == wrapped
    bank.says('{"booking":{"id":"1","betrag":[]}}')
    with pytest.raises(DecodeError) as caught:
        any_client.call(WRAPPED, {"access_id": "1"})
    assert caught.value.path == "$.booking.betrag"


CONTENT_TYPES = [
    "application/json", "application/json;charset=UTF-8",
    "APPLICATION/JSON ; charset=\"utf-8\"",
    "application/vnd.bank+json", "application/problem+json; charset=utf-8", "text/json", "",
    "application/json;charset=nonsense", "application/json;charset=rot13",
    "application/json;charset",
]  # fmt: skip


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
def test_every_kind_of_json_content_type_is_read(
    bank: Bank, client: SyncClient, content_type: str
) -> None:
    """
    JSON is read whatever parameters its content type has, and without one.
    """
    bank.says('{"id":"ü"}', Content_Type=content_type)
    assert client.call(GET_ACCESS, ONE) == Booking(id="ü")


@pytest.mark.parametrize("charset", ["iso-8859-1", "ISO-8859-15", "windows-1252", "utf-16"])
def test_other_charsets_are_read_as_they_say(bank: Bank, client: SyncClient, charset: str) -> None:
    """
    A server that declares an old charset is understood.
    """
    bank.says('{"id":"Müller"}'.encode(charset), Content_Type=f"application/json;charset={charset}")
    assert client.call(GET_ACCESS, ONE).id == "Müller"


OTHER_TYPES = [
    "text/plain;charset=UTF-8", "application/octet-stream", "text/html", "text/javascript",
    "application/json, application/json", "application/json;charset=utf-8, text/html",
    "text/html; charset=utf-8, application/json", "json", "application/pdf", "utf-8",
]  # fmt: skip


@pytest.mark.parametrize("content_type", OTHER_TYPES)
def test_json_is_read_under_any_media_type(
    bank: Bank, any_client: AnyClient, content_type: str
) -> None:
    """
    Where JSON is documented and the body is JSON, the header alone is wrong.
    """
    bank.says('{"id":"ü"}', Content_Type=content_type)
    assert any_client.call(GET_ACCESS, ONE) == Booking(id="ü")


@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream"])
def test_json_of_the_wrong_shape_is_named_as_that(
    bank: Bank, any_client: AnyClient, content_type: str
) -> None:
    """
    The media type did not matter, so the field that does not fit is told.
    """
    bank.says('{"id":"1","betrag":[]}', Content_Type=content_type)
    with pytest.raises(DecodeError) as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.path == "$.betrag"


@pytest.mark.parametrize("body", ["Wartung", "{not json", "<x/>", "nothing", "{}{}", b"\xff\xfe"])
def test_what_is_no_json_is_named_by_its_media_type(
    bank: Bank, any_client: AnyClient, body: bytes | str
) -> None:
    bank.says(body, Content_Type="text/plain")
    with pytest.raises(UnexpectedContentTypeError, match="got text/plain") as caught:
        any_client.call(GET_ACCESS, ONE)
    assert caught.value.content_type == "text/plain"


def test_bytes_outside_of_their_charset_are_replaced_and_told(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    A whole response says so; the row is not lost.
    """
    bank.says(b'{"id":"M\xfcller"}', Content_Type="application/json;charset=utf-8")
    response = any_client.respond(GET_ACCESS, ONE)
    assert response.value == Booking(id="M\ufffdller")
    assert response.deviations == (Deviation(path="$", expected="utf-8", kind="charset"),)
    bank.says(b"M\xfcller", Content_Type="text/plain")
    response = any_client.respond(ENCRYPT, {}, "x")
    assert (response.value, len(response.deviations)) == ("M\ufffdller", 1)


@pytest.mark.parametrize("declared", ["us-ascii", "utf-16", "iso-8859-1"])
def test_utf_8_under_another_charset_is_no_deviation(
    bank: Bank, any_client: AnyClient, declared: str
) -> None:
    """
    It is certain what the characters are.
    """
    bank.says('{"id":"Á"}'.encode(), Content_Type=f"application/json;charset={declared}")
    response = any_client.respond(GET_ACCESS, ONE)
    assert (response.value, response.deviations) == (Booking(id="Á"), ())


@pytest.mark.parametrize("status", [204, 205])
@pytest.mark.parametrize(
    ("operation", "arguments", "body"),
    [(GET_ACCESS, ONE, None), (CREATE_ACCESS, {}, NEW), (GET_PDF, {}, None), (ENCRYPT, {}, "x")],
)
def test_done_without_a_result_is_told_from_an_error(
    bank: Bank, any_client: AnyClient, status: int, operation: Any, arguments: Any, body: Any
) -> None:
    """
    The server has carried the call out and said nothing else.
    """
    bank.says(status=status)
    with pytest.raises(NoContentError, match="carried out, but the result was not sent") as caught:
        any_client.call(operation, arguments, body)
    assert caught.value.status_code == status


def test_done_without_a_result_where_several_are_documented(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    A status that is not documented says the same if it means "no content".
    """
    results = {200: Result(type=Booking), 201: Result(location=True)}
    bank.says(status=204)
    with pytest.raises(NoContentError):
        any_client.call(structs.replace(GET_ACCESS, results=results), ONE)


def test_a_location_is_a_typed_result(bank: Bank, any_client: AnyClient) -> None:
    """
    An operation that answers with a Location returns it with the id of the new resource.
    """
    bank.says(status=201, Location="https://api.example.com/customer/v2/accesses/a%2Fb/?x=1#y")
    location = any_client.call(CREATE_ACCESS, {}, NEW)
    assert isinstance(location, Location)
    assert location.id == "a/b"
    bank.says(status=201)
    with pytest.raises(MissingHeaderError, match="address of the result"):
        any_client.call(CREATE_ACCESS, {}, NEW)


def test_no_body_is_none_and_a_second_result_is_chosen_by_its_status(
    bank: Bank, any_client: AnyClient
) -> None:
    """
    The status decides which of several documented results came.
    """
    bank.says('{"ignored":1}')
    assert any_client.call(DELETE_ACCESS, ONE) is None
    bank.says(status=204)
    assert any_client.call(UPDATE_ACCESS, ONE, NEW) is None
    bank.says('{"id":"1"}')
    assert any_client.call(UPDATE_ACCESS, ONE, NEW) == Booking(id="1")
    bank.says('{"id":"1"}', status=202)
    with pytest.raises(UnexpectedStatusError) as caught:
        any_client.call(UPDATE_ACCESS, ONE, NEW)
    assert caught.value.status_code == 202


@pytest.mark.parametrize("status", [201, 206, 299])
def test_an_undocumented_success_is_read_as_the_only_result(
    bank: Bank, client: SyncClient, status: int
) -> None:
    """
    Where one result is documented, another 2xx status brings it too.
    """
    bank.says('{"id":"1"}', status=status)
    assert client.call(GET_ACCESS, ONE) == Booking(id="1")


def test_binary_and_text_results(bank: Bank, any_client: AnyClient) -> None:
    """
    Bytes stay bytes, texts are decoded by their charset, and HTML is neither.
    """
    bank.says(b"%PDF\xff", Content_Type="application/pdf")
    assert any_client.call(GET_PDF) == b"%PDF\xff"
    assert bank.last.headers["accept"] == "application/pdf, application/json"
    bank.says("ü".encode("latin-1"), Content_Type="text/plain; charset=latin-1")
    assert any_client.call(ENCRYPT, {}, "x") == "ü"
    bank.says(HTML, Content_Type="text/html")
    for operation, body in [(GET_PDF, None), (ENCRYPT, "x")]:
        with pytest.raises(UnexpectedContentTypeError):
            any_client.call(operation, {}, body)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    ["{other}/x", "//127.0.0.1:{port}/x", "{same}/customer/v2/accesses/2", "/x", "HTTP://LOCALHOST:{port}/",
     "http://u:p@127.0.0.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
     "https://127.0.0.1:{port}/",
     "http://127.1:{port}/", "ftp://127.0.0.1/", "", "\x85"],
)  # fmt: skip
def test_no_redirect_is_followed(
    bank: Bank, client: SyncClient, status: int, location: str
) -> None:
    """
    A redirect to this or another server raises, and nothing arrives anywhere.
    """
    other = Bank()
    target = location.format(other=other.url, port=other.port, same=bank.url)
    bank.says(status=status, Location=target)
    with pytest.raises(RedirectRefusedError) as caught:
        client.call(CREATE_ACCESS, {}, {**NEW, "pin": "4711"})
    other.close()
    assert caught.value.status_code == status
    assert other.heard == []
    assert len(bank.heard) == 1


def test_damaged_answers_raise_only_documented_errors(bank: Bank, client: SyncClient) -> None:
    """
    A thousand answers of random status, headers and body leave the library as its own errors.
    """
    draw = random.Random(3)
    bodies = [
        b"",
        b"{}",
        b"[]",
        b'{"id":"1"}',
        HTML.encode(),
        b'{"id":',
        b"\xff\xfe",
        b"null",
        b'"x"',
    ]
    kinds = [
        "application/json",
        "text/html",
        "image/png",
        "",
        "application/json;charset=utf-16",
        "/",
    ]
    operations = [GET_ACCESS, GET_PDF, DELETE_ACCESS]
    for _ in range(1000):
        status = draw.choice([200, 200, 200, 201, 204, 206, 302, 404, 429, 451, 500, 510, 520, 599])
        bank.says(draw.choice(bodies), status=status, Content_Type=draw.choice(kinds))
        operation: Any = draw.choice(operations)
        with suppress(ResponseError):
            arguments = {} if operation is GET_PDF else ONE
            client.call(operation, arguments, options={"max_retries": 0})


def test_amounts_arrive_with_their_digits(bank: Bank, any_client: AnyClient) -> None:
    """
    Cents and trailing zeros are those on the wire.
    """
    bank.says('[{"id":"1","betrag":0.10},{"id":"2","betrag":"-1234567890123456.789"}]')
    rows = any_client.call(LIST_BOOKINGS, PLACE)
    assert [str(row.betrag) for row in rows] == ["0.10", "-1234567890123456.789"]
    assert sum(row.betrag for row in rows) == Decimal("-1234567890123456.689")
