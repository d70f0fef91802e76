"""
Reads the requests and responses of a recording, to play them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..server.addresses import without_prefix
from .files import RecordingError, body_octets, har_octets, parse
from .trees import is_array, is_object

__all__ = ["Recorded", "Sent", "read_recording"]

_OF_CONNECTIONS = frozenset(
    {"connection", "content-encoding", "content-length", "keep-alive", "transfer-encoding"}
)
"""Headers that say how a body has travelled, not what it is."""


@dataclass(frozen=True)
class Sent:
    """
    A request, as far as it decides which response it gets.
    """

    method: str
    path: str
    """As on the wire, without the prefix of an API of the sandbox."""
    query: tuple[tuple[str, str], ...]
    """Names and values in the order of the alphabet."""
    body: bytes = b""

    @classmethod
    def of(cls, method: str, url: str, body: bytes = b"") -> Sent:
        """
        Make one of a method and a URL or a path with its query.
        """
        parts = urlsplit(url)
        query = sorted(parse_qsl(parts.query, keep_blank_values=True))
        return cls(method.upper(), without_prefix(parts.path)[1], tuple(query), body)

    @property
    def place(self) -> tuple[object, ...]:
        """
        Everything but the body.
        """
        return self.method, self.path, self.query

    def __str__(self) -> str:
        query = "&".join(f"{name}={value}" for name, value in self.query)
        return f"{self.method} {self.path}{'?' if query else ''}{query}"


@dataclass(frozen=True)
class Recorded:
    """
    A request and its response.
    """

    sent: Sent
    origin: str
    """Scheme, host and port of the URL it was sent to."""
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def read_recording(text: str) -> list[Recorded]:
    """
    Read a cassette of vcrpy or a HAR file.

    Raises:
        RecordingError: It is neither.
    """
    tree = parse(text)
    try:
        if is_object(tree) and is_array(tree.get("interactions")):
            return [_interaction(one) for one in tree["interactions"]]
        if is_object(tree) and is_object(tree.get("log")):
            return [_entry(one) for one in tree["log"]["entries"]]
    except (KeyError, TypeError, ValueError) as error:
        raise RecordingError(f"an exchange cannot be read: {error!r}") from None
    raise RecordingError("neither a cassette of vcrpy nor a HAR file")


def _interaction(one: Mapping[str, Any]) -> Recorded:
    request, response = one["request"], one["response"]
    headers = [
        (name, str(value))
        for name, values in response["headers"].items()
        for value in (values if is_array(values) else [values])
    ]
    sent = Sent.of(request["method"], request["uri"], body_octets(request.get("body")) or b"")
    body = body_octets(response["body"]) or b""
    return _recorded(sent, request["uri"], response["status"]["code"], headers, body)


def _entry(one: Mapping[str, Any]) -> Recorded:
    request, response = one["request"], one["response"]
    headers = [(each["name"], each["value"]) for each in response.get("headers", [])]
    sent = Sent.of(request["method"], request["url"], har_octets(request.get("postData") or {}))
    body = har_octets(response.get("content") or {})
    return _recorded(sent, request["url"], response["status"], headers, body)


def _recorded(
    sent: Sent, url: str, status: int, headers: list[tuple[str, str]], body: bytes
) -> Recorded:
    parts = urlsplit(url)
    kept = tuple(one for one in headers if one[0].lower() not in _OF_CONNECTIONS)
    return Recorded(sent, f"{parts.scheme}://{parts.netloc}", int(status), kept, body)
