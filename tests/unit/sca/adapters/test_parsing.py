"""
What is read out of a response, and what is not believed.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from kontokit import StatusError
from kontokit.core.exceptions import (
    DecodeError,
    EmptyBodyError,
    NoContentError,
    Problem,
    TransportError,
    UnexpectedContentTypeError,
)
from kontokit.core.http_response import Headers, HttpResponse
from kontokit.operations.sca import ChallengeFields, ChoiceFields
from kontokit.pipeline.token_refusals import is_documented
from kontokit.sca.adapters.parsing import (
    at_path,
    body_of,
    find_field,
    legible,
    read_challenge,
    read_choices,
    read_time,
    safe_code,
    said,
    text_at,
    with_text,
)
from kontokit.sca.state.flow_state import Shown
from kontokit.sca.steps import Choice
from kontokit.serialization.response_parser import Response
from tests.support.flow_states import OFFER, begun

CALL: Final[Any] = {"operation": "op", "request_id": "r-1"}


def error(*problems: Problem, parsed: Any = None) -> StatusError:
    """
    An error whose body says what went wrong.
    """
    return StatusError("m", HttpResponse(status_code=400), problems=problems, parsed=parsed, **CALL)


@pytest.mark.parametrize(
    ("code", "safe"),
    [
        ("BA1011", "BA1011"),
        ("NOT_YET_OPENED", "NOT_YET_OPENED"),
        (404, "404"),
        ("x" * 64, "x" * 64),
        ("x" * 65, None),
        ("", None),
        ("_", None),
        ("Not Found", None),
        ("ä", None),
        ("<b>", None),
        (None, None),
        (1.5, None),
        (["BA1011"], None),
    ],
)
def test_codes_are_kept_only_if_they_are_safe_to_show(code: Any, safe: str | None) -> None:
    """
    Letters, digits and underscores, at most 64.
    """
    assert safe_code(code) == safe


@pytest.mark.parametrize(
    ("code", "is_it"),
    [
        ("BA1011", True),
        ("UNKNOWN_ENTITY", True),
        ("unknown_entity", True),
        ("404", True),
        ("Error", False),
        ("notfound", False),
        ("NOT FOUND", False),
        ("NOT-FOUND", False),
        (None, False),
    ],
)
def test_codes_tell_a_provider_from_a_gateway(code: str | None, is_it: bool) -> None:
    """
    Gateways write words such as "Not Found" where providers have codes.
    """
    assert is_documented(error(Problem(code=code))) is is_it
    assert is_documented(error(Problem(code="words only"), Problem(code=code))) is is_it


def test_errors_without_contents_are_not_documented() -> None:
    """
    Neither an empty body nor a lost connection is an answer of the provider.
    """
    assert not is_documented(error())
    assert not is_documented(error(Problem(message="Text")))
    assert not is_documented(TransportError("lost", maybe_sent=True))


def test_an_error_format_without_codes_is_documented_as_a_whole() -> None:
    """
    Such as a list of faulty fields.
    """

    class Shape:
        code: str | None = None

    class Fields:
        __error_shape__ = Shape()

    class Coded:
        class __error_shape__:
            code = "code"

    assert is_documented(error(Problem(message="Feld fehlt"), parsed=Fields()))
    assert not is_documented(error(Problem(message="Feld fehlt"), parsed=Coded()))


def test_all_messages_of_an_error_are_said() -> None:
    """
    Each once, without markup, one in a line.
    """
    found = error(
        Problem(message="<b>Eins</b>"),
        Problem(message="Zwei"),
        Problem(message="Eins"),
        Problem(message=None),
        Problem(message="<br>"),
    )
    assert said(found) == "Eins\nZwei"
    assert said(error()) is None
    assert said(TransportError("lost", maybe_sent=True)) is None


def response(status: int = 200) -> HttpResponse:
    return HttpResponse(status_code=status, body=b"{}")


@pytest.mark.parametrize(
    ("found", "is_legible"),
    [
        (DecodeError("m", response(), path="$", **CALL), True),
        (DecodeError("m", response(299), path="$", **CALL), True),
        (DecodeError("m", response(300), path="$", **CALL), False),
        (DecodeError("m", response(199), path="$", **CALL), False),
        (EmptyBodyError("m", response(), **CALL), False),
        (NoContentError("m", response(204), **CALL), True),
        (NoContentError("m", response(205), **CALL), True),
        (UnexpectedContentTypeError("m", response(), content_type="text/html", **CALL), False),
        (error(), False),
        (TransportError("lost", maybe_sent=True), False),
    ],
)
def test_a_success_is_read_in_parts_unless_a_gateway_sent_it(found: Any, is_legible: bool) -> None:
    """
    HTML, or nothing where JSON is documented, is no answer of the API; a 204 is one.
    """
    read = legible(found)
    if not is_legible:
        assert read is None
        return
    assert read == Response(value=None, http=found.http, request_id="r-1")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b"[1]", {}),
        (b"", {}),
        (b"{", {}),
        (b"null", {}),
        (b"\xff", {}),
        (b"[" * 100_000, {}),
    ],
)
def test_bodies_that_are_no_object_are_empty(body: bytes, found: dict[str, Any]) -> None:
    """
    Whatever a gateway sends, reading goes on.
    """
    http = HttpResponse(status_code=200, body=body)
    assert body_of(Response(value=None, http=http)) == found


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b'\xef\xbb\xbf{"a": "\xc3\xbc"}', "application/json", "ü"),
        (b'{"a": "\xfc"}', "application/json;charset=ISO-8859-1", "ü"),
        (b'{"a": "\xfc"}', "application/json", "\ufffd"),
        (b'{"a": "TAN \\ud83d"}', "text/plain", "TAN \ufffd"),
    ],
)
def test_bodies_are_read_in_their_charset(body: bytes, content_type: str, text: str) -> None:
    """
    One character that is none costs no challenge, link or status.
    """
    headers = Headers([("Content-Type", content_type)])
    http = HttpResponse(status_code=200, headers=headers, body=body)
    assert body_of(Response(value=None, http=http)) == {"a": text}


def nested(depth: int) -> bytes:
    """
    A field below so many others.
    """
    tree: Any = {"bank": "B"}
    for _ in range(depth):
        tree = {"x": tree}
    return json.dumps(tree).encode()


def found_in(body: bytes) -> Any:
    http = HttpResponse(status_code=510, body=body)
    return find_field(Response(value=None, http=http), "bank")


def test_fields_are_found_at_any_reasonable_depth() -> None:
    """
    In objects and lists, five levels deep; the first that is there counts.
    """
    assert found_in(nested(0)) == "B"
    assert found_in(b'[{"a": 1}, {"bank": "B"}]') == "B"
    assert found_in(nested(5)) == "B"
    assert found_in(nested(6)) is None
    assert found_in(b'{"a": {"bank": null}, "b": {"bank": "B"}}') == "B"
    assert found_in(b"no JSON") is None
    assert found_in(b'"text"') is None


def test_paths_lead_through_objects_only() -> None:
    """
    What is absent is None.
    """
    tree = {"payload": {"errorCode": "C1", "list": [1]}}
    assert at_path(tree, "payload.errorCode") == "C1"
    assert at_path(tree, "payload.list.0") is None
    assert at_path(tree, "payload.missing.deeper") is None
    assert at_path(None, "payload") is None


METHODS: Final = ChoiceFields(
    items="methods", id="id", name="name", hint="hint", since="from", until="to", implicit="silent"
)


def test_choices_have_everything_that_is_offered() -> None:
    """
    An entry without a name is shown by its id; one without an id cannot be chosen.
    """
    rows = [
        {
            "id": 902,
            "name": "photoTAN",
            "hint": "Gerät",
            "from": "2026-01-01T00:00:00",
            "to": "2027-01-01T00:00:00",
            "silent": False,
        },
        {"id": "910", "silent": True},
        {"id": "x", "name": "", "hint": "", "silent": "yes"},
        {"name": "ohne"},
        "text",
    ]
    assert read_choices({"methods": rows}, (METHODS,)) == (
        Choice(
            id="902",
            name="photoTAN",
            hint="Gerät",
            since=datetime(2025, 12, 31, 23, tzinfo=UTC),
            until=datetime(2026, 12, 31, 23, tzinfo=UTC),
            needs_answer=True,
        ),
        Choice(id="910", name="910", needs_answer=False),
        Choice(id="x", name="x"),
    )


def test_the_first_list_that_is_not_empty_counts() -> None:
    """
    APIs name it in two ways.
    """
    older = ChoiceFields(items="older", id="id", name="name")
    rows = [{"id": "1", "name": "Eins"}]
    tree = {"methods": [], "older": rows}
    assert read_choices(tree, (METHODS, older)) == (Choice(id="1", name="Eins"),)
    assert read_choices({"methods": "none"}, (METHODS, older)) == ()


SHOWN: Final = ChallengeFields(
    text="text",
    label="label",
    codes=("code", "other"),
    pictures=("photo",),
    mime="mime",
    documents=("pdf",),
)


def test_challenges_keep_their_parts_within_limits() -> None:
    """
    A text of 16 Ki characters, and media of at most a million each.
    """
    tree = {
        "text": "t" * 20_000,
        "label": "TAN",
        "code": "c" * 1024 * 1024,
        "other": "o",
        "photo": "p" * (1024 * 1024 + 1),
        "mime": "image/png",
        "pdf": "JVBERi0",
    }
    found = read_challenge(tree, SHOWN)
    assert found == Shown(
        text="t" * 16 * 1024,
        label="TAN",
        codes=("c" * 1024 * 1024, "o"),
        mime="image/png",
        documents=("JVBERi0",),
    )
    assert read_challenge({"text": None, "code": 1}, SHOWN) == Shown()
    assert read_challenge("text", SHOWN) == Shown()


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("Eigener", ("Anderer",), "Eigener"),
        ("", (None, "", "Anderer", "Dritter"), "Anderer"),
        ("", (None,), "photoTAN"),
        ("", ("x" * 20_000,), "x" * 16 * 1024),
    ],
)
def test_a_challenge_gets_the_next_best_text(
    text: str, others: tuple[str | None, ...], found: str
) -> None:
    """
    Its own, else the first of others, else the name of the method that was just chosen.
    """
    flow = begun(offer=OFFER, method="902")
    assert with_text(Shown(text=text), flow, *others).text == found


def test_the_name_of_a_device_is_a_text_too() -> None:
    """
    Without any name the text stays empty.
    """
    assert with_text(Shown(), begun(offer=OFFER, medium="910")).text == "App"
    assert with_text(Shown(), begun(offer=OFFER)).text == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-20T13:00:00", datetime(2026, 11, 20, 12, tzinfo=UTC)),
        ("2026-11-20T13:00:00+02:00", datetime(2026, 11, 20, 11, tzinfo=UTC)),
        ("2026-11-20 24:00", datetime(2026, 11, 20, 23, tzinfo=UTC)),
        ("20261120T130000Z", datetime(2026, 11, 20, 13, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("", None),
        ("2026-W47", None),
        ("morgen", None),
        (None, None),
        (17, None),
    ],
)
def test_times_are_local_unless_they_say_a_zone(text: Any, found: datetime | None) -> None:
    """
    Everything else is no time.
    """
    assert read_time(text) == found


def test_a_text_is_one_only_if_it_says_something() -> None:
    """
    Not a number, and not an empty one.
    """
    tree = {"a": "text", "b": "", "c": 1}
    assert [text_at(tree, name) for name in ("a", "b", "c", "d", None)] == ["text"] + [None] * 4
