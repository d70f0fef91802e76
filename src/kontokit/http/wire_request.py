"""
A request as it goes over the wire: server, target and headers, checked byte by byte.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

import msgspec

from ..core.exceptions import ArgumentError
from ..core.secret import Secret, reveal
from ..core.values import HidesFields
from .headers import is_header_name, is_header_value
from .messages import HttpRequest
from .urls import has_dot_segment, parse_url

_TARGET: Final = re.compile(r"/[!$-;=?-\[\]_a-z~]*")
"""Visible ASCII without the characters that no URL may have, and without a fragment."""
_WITH_LENGTH: Final = frozenset({"POST", "PUT", "PATCH"})


class UnsendableUrlError(ValueError):
    """
    A URL cannot be sent exactly as it is written.
    """


class Server(msgspec.Struct, frozen=True):
    """
    The server of a request.
    """

    scheme: bytes
    host: bytes
    """Without brackets."""
    port: int
    name: bytes
    """What the Host header says."""


class WireRequest(HidesFields, msgspec.Struct, frozen=True):
    """
    Where a request goes, and its headers.
    """

    _hidden: ClassVar = frozenset({"headers"})

    server: Server
    target: bytes
    headers: list[tuple[bytes, bytes]]


def wire_request(request: HttpRequest) -> WireRequest:
    """
    Encode a request.

    Raises:
        UnsendableUrlError: The URL cannot be sent as it is written.
        ArgumentError: A header cannot be sent.
    """
    begin = request.url.find("/", request.url.find("://") + 3)
    address = request.url if begin < 0 else request.url[:begin]
    target = "/" if begin < 0 else request.url[begin:]
    server = _server(address)
    if not _TARGET.fullmatch(target) or _is_ambiguous(target):
        raise UnsendableUrlError("the URL cannot be sent")
    headers = [(b"Host", server.name), (b"Accept-Encoding", b"gzip")]
    headers += [_header(name, value) for name, value in request.headers]
    if request.body is not None or request.method in _WITH_LENGTH:
        headers.append((b"Content-Length", b"%d" % len(request.body or b"")))
    return WireRequest(server, target.encode("ascii"), headers)


@lru_cache(maxsize=64)
def _server(address: str) -> Server:
    try:
        url = parse_url(address)
    except ValueError:
        url = None
    if url is None or url.query is not None:
        raise UnsendableUrlError("the URL cannot be sent")
    origin = url.origin
    name = str(origin).partition("://")[2]
    return Server(origin.scheme.encode(), origin.host.encode(), origin.port, name.encode())


def _is_ambiguous(target: str) -> bool:
    path = target.partition("?")[0]
    if path.startswith("//"):
        return True
    return ("." in path or "%" in path) and has_dot_segment(path)


def _header(name: str, value: str | Secret) -> tuple[bytes, bytes]:
    encoded, plain = _header_name(name), reveal(value)
    if not is_header_value(plain):
        raise ArgumentError("the value cannot be sent in a header", place=f"headers[{name!r}]")
    return encoded, plain.encode("latin-1")


@lru_cache(maxsize=256)
def _header_name(name: str) -> bytes:
    if not is_header_name(name):
        raise ArgumentError("this is not the name of a header", place=f"headers[{name!r}]")
    return name.encode("ascii")
