"""
Planted texts: requests and answers full of them, a server that repeats them, and the search.
"""

from __future__ import annotations

import re
import threading
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

from msgspec import inspect

from kontokit import Secret

HIDDEN, OPEN = "kanariegeheim", "kanarieoffen"
"""What is a Secret, and what is somebody's data: an IBAN, a name, a purpose, an id."""
number = count(1)


def _encoded(word: str) -> Iterator[str]:
    """
    A word in plain and in Base64, wherever in a longer text it begins.
    """
    yield word
    for shift in range(3):
        text = b64encode(b"x" * shift + word.encode()).decode().rstrip("=")
        yield text[2 if shift else 0 : -2][2 if shift == 2 else 0 :]


PLANTED = re.compile("|".join(re.escape(form) for form in _encoded("kanarie")))


class Builder:
    """
    Makes values of any type that a package has, full of planted texts.
    """

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._depth = 0

    def value(self, form: Any) -> Any:
        return self._made(inspect.type_info(form))

    def _made(self, node: inspect.Type) -> Any:
        match node:
            case inspect.StrType() | inspect.AnyType():
                return f"{OPEN}{next(number):05d}"
            case inspect.IntType():
                return 7
            case inspect.BoolType():
                return True
            case inspect.FloatType():
                return 0.5
            case inspect.DecimalType():
                return 119.25 if self._as_json else Decimal("119.25")
            case inspect.DateTimeType():
                return self._moment("2026-05-01T10:00:00Z")
            case inspect.DateType():
                return self._day("2026-05-01")
            case inspect.UUIDType():
                return "12345678-1234-4234-8234-123456789012"
            case inspect.NoneType():
                return None
            case inspect.EnumType():
                first = next(iter(node.cls))
                return first.value if self._as_json and isinstance(first, Enum) else first
            case inspect.LiteralType():
                return node.values[0]
            case inspect.ListType() | inspect.VarTupleType():
                return [] if self._depth > 4 else [self._made(node.item_type)]
            case inspect.DictType():
                return {} if self._depth > 4 else {f"{OPEN}key": self._made(node.value_type)}
            case inspect.UnionType():
                wanted = [t for t in node.types if not isinstance(t, inspect.NoneType)]
                return self._made(wanted[0])
            case inspect.CustomType():
                return self._custom(node.cls.__name__)
            case inspect.StructType():
                return self._struct(node)
            case _:
                raise AssertionError(f"no value for {node}")

    def _custom(self, name: str) -> Any:
        match name:
            case "Secret" | "Encrypted":
                text = f"{HIDDEN}{next(number):05d}"
                return text if self._as_json or next(number) % 2 else Secret(text)
            case "BerlinDateTime":
                return self._moment("2026-05-01 10:00:00")
            case "LenientInt":
                return 7
            case _:
                return f"{OPEN}{next(number):05d}"

    def _moment(self, text: str) -> Any:
        return text if self._as_json else datetime(2026, 5, 1, 10, tzinfo=UTC)

    def _day(self, text: str) -> Any:
        return text if self._as_json else date(2026, 5, 1)

    def _struct(self, node: inspect.StructType) -> Any:
        self._depth += 1
        try:
            fields = [f for f in node.fields if f.required or self._depth < 5]
            made = {f.encode_name: self._made(f.type) for f in fields}
            return {**({node.tag_field: node.tag} if node.tag_field else {}), **made}
        finally:
            self._depth -= 1


class Scene:
    """
    What the server says next, and what it heard.
    """

    def __init__(self, name: str, status: int, body: bytes | None, kind: str, **headers: str):
        self.name = name
        self.status = status
        self.body = body
        self.kind = kind
        self.headers = headers


JSON, HTML = "application/json", "text/html"
SESSION = f"https://forms.example/?session={HIDDEN}session"
FAILURES = [
    *(Scene(str(status), status, None, JSON) for status in (400, 401, 404, 423, 429, 500, 510)),
    Scene("451", 451, None, JSON, Location=SESSION, Set_Cookie=f"{HIDDEN}cookie"),
    Scene("302", 302, None, JSON, Location=SESSION),
    Scene("html", 200, f"<html>{HIDDEN}".encode(), HTML),
    Scene("broken", 200, f'{{"a": "{HIDDEN}'.encode(), JSON),
    Scene("closed", 0, b"", JSON),
]


class Bank:
    """
    A server that says the same thing to everybody, and repeats what it was sent in its errors.
    """

    def __init__(self) -> None:
        self.scene = FAILURES[0]
        bank = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def serve(self) -> None:
                given = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                scene = bank.scene
                if not scene.status:
                    self.close_connection = True
                    return
                body = given if scene.body is None else scene.body
                self.send_response_only(scene.status, "Said")
                for name, value in scene.headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Type", scene.kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = serve

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Keep silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
