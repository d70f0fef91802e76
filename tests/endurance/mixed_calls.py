"""
Calls of all methods of a package, answered by a transport in memory or by the bank on loopback.
"""

from __future__ import annotations

import inspect
import json
import random
import warnings
from collections.abc import Callable
from typing import Any, Final

from kontokit.core.http_response import Headers, HttpResponse
from kontokit.http.messages import HttpRequest
from tests.support.bank import Reply
from tests.support.canaries import Pool
from tests.support.driving import Arguments, arguments, methods, settings
from tests.support.leak_scenes import FAILURES, REFUSED_HERE, TIME_OUT, success

__all__ = ["FAULTS", "Calls", "Memory", "client_settings", "mutated"]

FAULTS: Final = [scene for name, scene in FAILURES.items() if name not in (REFUSED_HERE, TIME_OUT)]
_STATUSES: Final = (
    *(200, 201, 202, 204, 206, 299, 300, 301, 302, 304, 307, 308),
    *(400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 418, 422, 423, 429, 451, 499),
    *(500, 501, 502, 503, 504, 507, 510, 511, 520, 599),
)
_WRONG: Final[tuple[Any, ...]] = (
    *(None, True, -1, 10**70, 1.5, "", "x", "\ud800", [], [[]], {}, {"a": {"b": []}}),
    *("2026-02-30", "24:00:00", "NaN", "javascript:alert(1)", "\x1b[2J", "x" * 5000),
)
_BODIES: Final = (
    *(
        b"",
        b" ",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"1",
        b"NaN",
        b"1e9999999999999999999",
        b"{",
        b"[1,",
        b"\xff\xfe",
        b"\x00",
    ),
    *(b"<html><body>503</body></html>", b"\xef\xbb\xbf{}", b"\x1f\x8b\x08\x00", b"{}{}"),
    *(b"[" * 2000, b'{"a":' * 500, b'{"a":1,"a":2}', b"9" * 5000, b'{"errors":[null]}'),
    *(b'{"error":{}}', b'{"errors":"x","code":[]}', b'{"relations":[{"href":1}]}'),
)
_HEADERS: Final = (
    *(("Content-Type", one) for one in ("", "text/html", "application/json; charset=x", "a/b/c")),
    *(("Retry-After", one) for one in ("-1", "1e9", "x", "Thu, 99 Foo 2026 00:00:00 GMT", "")),
    *(("Location", one) for one in ("", "//x", "http://[::", "javascript:x", "/\x1b", "é")),
    *(("X-Request-Id", one) for one in ("", "x" * 5000, "\x1b[31m", "a\u202eb")),
    *(("Date", one) for one in ("x", "Thu, 01 Jan 9999 00:00:00 GMT")),
)


def mutated(reply: Reply, draw: random.Random) -> HttpResponse:
    """
    Spoil a response: its status, its headers, its body, or several of them.
    """
    status, body, headers = reply.status, reply.body, list(reply.headers.items())
    if draw.random() < 0.4:
        status = draw.choice(_STATUSES)
    for _ in range(draw.choice((0, 0, 1, 2))):
        headers.append(draw.choice(_HEADERS))
    kind = draw.randrange(6)
    if kind == 0:
        body = draw.choice(_BODIES)
    elif kind == 1:
        body = body[: draw.randrange(len(body) + 1)]
    elif kind == 2 and body:
        at = draw.randrange(len(body))
        body = body[:at] + bytes([draw.randrange(256)]) + body[at + 1 :]
    elif kind == 3:
        body = _reshaped(body, draw)
    return HttpResponse(status_code=status, headers=Headers(headers), body=body)


def _reshaped(body: bytes, draw: random.Random) -> bytes:
    """
    Put something wrong in a place of the JSON, or leave the place out.
    """
    try:
        tree: Any = json.loads(body)
    except ValueError:
        return body
    node: Any = tree
    while isinstance(node, dict | list) and node:
        key = draw.choice(list(node) if isinstance(node, dict) else range(len(node)))
        child = node[key]
        if not isinstance(child, dict | list) or not child or draw.random() < 0.3:
            node[key] = draw.choice(_WRONG)
            if draw.random() < 0.3:
                del node[key]
            break
        node = child
    return json.dumps(tree).encode("utf-8", "surrogatepass")


class Memory:
    """
    A transport without a network, for either client.
    """

    def __init__(self) -> None:
        self.answer: Callable[[HttpRequest], HttpResponse] = lambda _: HttpResponse(status_code=204)

    def send(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def close(self) -> None:
        """
        Nothing is open.
        """


class AsyncMemory(Memory):
    """
    The same with ``await``.
    """

    async def send(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        return self.answer(request)

    async def close(self) -> None:  # type: ignore[override]
        """
        Nothing is open.
        """


def client_settings(api: str, url: str, *, is_async: bool) -> tuple[Any, dict[str, Any]]:
    """
    Give the class of a client and its arguments. Calls are sent once, so that no pause is counted.
    """
    kind, given = settings(api, Pool(), url, is_async=is_async)
    if "max_retries" in inspect.signature(kind).parameters:
        given["max_retries"] = 0
    return kind, given


class Calls:
    """
    All methods of a package, each with arguments and a right answer.
    """

    def __init__(self, api: str, seed: int) -> None:
        self.draw = random.Random(f"{api} {seed}")
        self._pool = Pool()
        self._made: list[tuple[Arguments, Reply]] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            for method in methods(api):
                given = arguments(method, self._pool, "dict")
                self._made.append((given, success(method.operation, self._pool)))

    def next(self) -> tuple[Arguments, Reply]:
        """
        Draw a call and the answer to it.
        """
        return self.draw.choice(self._made)

    def fault(self, call: Arguments) -> Reply:
        """
        Draw what goes wrong with a call.
        """
        return self.draw.choice(FAULTS)(call.method.operation, self._pool)
