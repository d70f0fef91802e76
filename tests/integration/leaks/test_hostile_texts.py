"""
Hostile texts of a server come out inert: in messages, reprs, attributes and log records.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from kontokit import ArgumentError, KontokitError, ResponseError, StatusError
from kontokit.core import exceptions
from kontokit.core.printable import MAX_MESSAGE, MAX_NAME, MAX_TEXT, bounded_text, one_line
from kontokit.sca import errors as sca_errors
from tests.support.bank import Bank, Reply
from tests.support.canaries import Pool
from tests.support.driving import CLASSES, Arguments, Method, arguments, methods, settings

HOSTILE: Final = {
    "new line": "a\n2026-01-01 ERROR forged",
    "carriage return": "a\r\x1b[2Kpaid",
    "colour": "\x1b[31mred\x1b[0m",
    "link": "\x1b]8;;https://x.example\x07click\x1b]8;;\x07",
    "title": "\x9d0;title\x9cend",
    "control sequence": "\x9b2Jgone",
    "bidi": "abc\u202egpj.exe\u2066x\u2069",
    "no width": "pay\u200bment\ufeff\u2060\u00ad",
    "fillers": "a\u3164\u115f\u2800\U000e0041b",
    "separators": "a\u2028b\u2029c\x85d",
    "nul": "a\x00b\x07c\x08d\x7f",
    "surrogate": "a\ud800b\udfff",
    "long": "x" * 100_000,
    "long escapes": "\x1b[1m" * 20_000,
}
UNSEEN: Final = frozenset("\u3164\u115f\u2800\u034f\u1160\uffa0\ufe0f")
STATUSES: Final = (200, 400, 401, 403, 404, 422, 423, 429, 500, 503, 510)
HEADER: Final = "a\x1b[31m\x9bb\xad"


def _is_inert(text: str, limit: int = MAX_MESSAGE) -> bool:
    return text.isprintable() and not UNSEEN & set(text) and len(text) <= limit + 1


def _errors_in(text: str) -> list[Any]:
    """
    Bodies of errors that say the same thing in the shapes of all providers, and in none.
    """
    problem = {"code": text, "message": text, "type": text, "field": text, "bankName": text}
    return [
        {"errors": [problem], "requestId": text, "endpoint": text, "date": text},
        {"messages": [problem], "correlationId": text, "Code": text, **problem},
        {"error": text, "error_description": text, "request_id": text},
        {"code": text, "message": text, "error": {"code": text, "message": text}},
        {text: {text: [text]}, "data": {text: text}},
        [{text: text}],
        text,
    ]


def _replies(text: str) -> Iterator[Reply]:
    headers = {"X-Request-Id": HEADER, "Correlation-Id": HEADER, "Retry-After": HEADER}
    for turn, body in enumerate(_errors_in(text)):
        for status in STATUSES[turn % 2 :: 2]:
            raw = json.dumps(body).encode()
            yield Reply(
                status=status, body=raw, headers={"Content-Type": "application/json", **headers}
            )
    yield Reply(
        body=b"<p>", headers={"Content-Type": f"{HEADER}/html; charset={HEADER}", **headers}
    )
    yield Reply(status=451, headers={"Location": HEADER, **headers})
    yield Reply(status=302, headers={"Location": HEADER, **headers})
    yield Reply(raw=b"HTTP/1.1 200 " + HEADER.encode("latin-1") + b"\r\n\r\n")


def _judge(error: KontokitError | None, heard: list[str]) -> int:
    for text in heard:
        assert _is_inert(text), ascii(text[:300])
    if error is None:
        return 0
    for shown in (str(error), repr(error), *map(str, error.args)):
        assert _is_inert(shown, MAX_MESSAGE + 200), ascii(shown[:300])
    for name in ("request_id", "code", "path", "content_type", "type"):
        value = getattr(error, name, None)
        assert value is None or _is_inert(value, MAX_MESSAGE), name
    if isinstance(error, ResponseError):
        assert _is_inert(repr(error.headers), 4 * MAX_NAME)
    if isinstance(error, StatusError):
        for problem in error.problems:
            assert _is_inert(repr(problem), 5 * MAX_NAME)
            assert _is_inert((problem.message or "").replace("\n", ""), MAX_TEXT)
    return 1


def _some(api: str) -> list[Method]:
    """
    A method that reads a value, one that lists, and one that writes.
    """
    found = methods(api)
    wanted: list[Callable[[Method], bool]] = [
        lambda one: one.walks,
        lambda one: not one.operation.rows and one.operation.method == "GET",
        lambda one: one.operation.body is not None,
    ]
    return [next(filter(is_wanted, found)) for is_wanted in wanted if any(map(is_wanted, found))]


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("api", CLASSES)
def test_no_text_of_a_server_forges_a_log(
    api: str, bank: Bank, caplog: pytest.LogCaptureFixture, *, is_async: bool
) -> None:
    """
    Whatever stands in the codes, messages, ids, keys and headers of an answer, an error is one
    printable line of bounded length, and so is each record of the log.
    """
    caplog.set_level("DEBUG")
    pool = Pool()
    kind, given = settings(api, pool, bank.url, is_async=is_async)
    calls = [arguments(method, pool, "dict") for method in _some(api)]

    def judged(error: KontokitError | None) -> int:
        found = _judge(error, caplog.messages)
        caplog.clear()
        return found

    async def wait() -> int:
        async with kind(**given) as client:
            return sum([judged(await call.wait(client)) for call in _scenes(bank, calls)])

    if is_async:
        assert asyncio.run(wait()) > 300
        return
    with kind(**given) as client:
        assert sum(judged(call.call(client)) for call in _scenes(bank, calls)) > 300


def _scenes(bank: Bank, calls: list[Arguments]) -> Iterator[Arguments]:
    for turn, reply in enumerate(_all_replies()):
        bank.reply = reply
        yield calls[turn % len(calls)]


def _all_replies() -> Iterator[Reply]:
    for text in HOSTILE.values():
        yield from _replies(text)


def _samples() -> Iterator[type[KontokitError]]:
    for module in (exceptions, sca_errors):
        for item in vars(module).values():
            if isinstance(item, type) and issubclass(item, KontokitError):
                yield item


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", sorted(set(_samples()), key=str))
def test_every_class_of_error_prints_one_line(kind: type[KontokitError], name: str) -> None:
    """
    The message of every class is cleaned where it is kept, so no caller can forget it.
    """
    error = kind.__new__(kind)
    KontokitError.__init__(error, HOSTILE[name])
    assert _is_inert(str(error))
    assert _is_inert(repr(error.args), MAX_MESSAGE + 10)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_code_in_a_refusal_is_inert(name: str) -> None:
    """
    Codes and ids that are kept outside of a response are cleaned too.
    """
    text = HOSTILE[name]
    made = [
        exceptions.ReauthenticationRequiredError("a", code=text, request_id=text),
        exceptions.CredentialsRefusedError(code=text),
        exceptions.RelationNotFoundError(text, [text] * 50),
        exceptions.PayloadError(text, path=text),
        ArgumentError(text, place=text),
        sca_errors.ScaFailedError("refused", code=text, text=text, request_id=text),
        sca_errors.ResultNotKeptError(text),
    ]
    for error in made:
        _judge(error, []) if not isinstance(error, exceptions.PayloadError) else None
        assert _is_inert(str(error))


def test_harmless_text_stays() -> None:
    """
    German, typographic and Asian text is not changed; a text of lines keeps its lines.
    """
    text = "Überweisung für „Müller & Söhne“ – 12,50 € 日本 👍"
    assert one_line(text) == text
    assert bounded_text(f"{text}\n{text}") == f"{text}\n{text}"
    assert one_line("a" * 300) == f"{'a' * MAX_NAME}…"
