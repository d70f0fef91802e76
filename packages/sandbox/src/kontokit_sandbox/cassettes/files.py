"""
Redacts finished recordings: cassettes of vcrpy, in YAML or JSON, and HAR files.
"""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from .exchanges import Exchanges
from .trees import is_array, is_object

_UNREAD: Final = "neither a cassette of vcrpy nor a HAR file"


class RecordingError(Exception):
    """
    A file is no recording.
    """


def scrub_text(text: str, *, names: Iterable[str] = ()) -> str:
    """
    A recording without private values.

    Args:
        text: The cassette or HAR file.
        names: Names of people that are replaced in all texts, besides those in fields for names.

    Returns:
        It in the same format.

    Raises:
        RecordingError: It is neither, or its library is missing.
    """
    tree, write = _read(text)
    return write(scrubbed(tree, names))


def scrubbed(tree: Any, names: Iterable[str] = ()) -> Any:
    """
    A parsed recording without private values.

    Raises:
        RecordingError: It is no recording.
    """
    exchanges = Exchanges(names)
    # Names are learned from everything first: a purpose may name a holder who comes later.
    _scrubbed(exchanges, tree)
    return _scrubbed(exchanges, tree)


def parse(text: str) -> Any:
    """
    A recording as dicts and lists.

    Raises:
        RecordingError: It is no recording.
    """
    return _read(text)[0]


def _read(text: str) -> tuple[Any, Callable[[Any], str]]:
    try:
        return json.loads(text), lambda tree: json.dumps(tree, ensure_ascii=False, indent=1) + "\n"
    except ValueError:
        pass
    try:
        import yaml  # belongs to vcrpy, which the extra "cassettes" installs
    except ImportError:
        raise RecordingError("pip install 'kontokit-sandbox[cassettes]' to read YAML") from None
    try:
        tree = yaml.safe_load(text)
    except yaml.YAMLError:
        raise RecordingError(_UNREAD) from None
    return tree, lambda one: str(yaml.safe_dump(one, allow_unicode=True, sort_keys=False))


def _scrubbed(exchanges: Exchanges, tree: Any) -> Any:
    if is_object(tree) and is_array(tree.get("interactions")):
        interactions = [_interaction(exchanges, one) for one in tree["interactions"]]
        return {"interactions": interactions, "version": tree.get("version", 1)}
    if is_object(tree) and is_object(tree.get("log")):
        entries = [_entry(exchanges, one) for one in tree["log"].get("entries", [])]
        creator = {"name": "kontokit-sandbox scrub", "version": "1"}
        return {"log": {"version": "1.2", "creator": creator, "entries": entries}}
    raise RecordingError(_UNREAD)


def _interaction(exchanges: Exchanges, one: Mapping[str, Any]) -> dict[str, Any]:
    request, response = one["request"], one["response"]
    method, url = str(request["method"]), str(request["uri"])
    sent = body_octets(request.get("body"))
    content = exchanges.response_body(
        method,
        url,
        int(response["status"]["code"]),
        _header(response["headers"], "content-type"),
        body_octets(response["body"]) or b"",
    )
    if sent is not None:
        media_type = _header(request["headers"], "content-type")
        sent = exchanges.request_body(method, url, media_type, sent)
    return {
        "request": {
            "method": method,
            "uri": exchanges.url(method, url),
            "headers": exchanges.headers(request["headers"]),
            "body": None if sent is None else sent.decode(),
        },
        "response": {
            "status": response["status"],
            "headers": exchanges.headers(response["headers"]),
            "body": {"string": content.decode()},
        },
    }


def _entry(exchanges: Exchanges, one: Mapping[str, Any]) -> dict[str, Any]:
    request, response = one["request"], one["response"]
    method, url = str(request["method"]), str(request["url"])
    sent, content = request.get("postData"), response.get("content", {})
    kept = exchanges.response_body(
        method, url, int(response["status"]), str(content.get("mimeType", "")), har_octets(content)
    )
    redacted: dict[str, Any] = {
        "method": method,
        "url": exchanges.url(method, url),
        "httpVersion": "HTTP/1.1",
        "headers": _har_headers(exchanges, request),
        "cookies": [],
        "queryString": [],
        "headersSize": -1,
        "bodySize": -1,
    }
    if sent:
        media_type = str(sent.get("mimeType", ""))
        body = exchanges.request_body(method, url, media_type, har_octets(sent))
        redacted["postData"] = {"mimeType": media_type, "text": body.decode()}
    answer = {
        "status": response["status"],
        "statusText": str(response.get("statusText", "")),
        "httpVersion": "HTTP/1.1",
        "headers": _har_headers(exchanges, response),
        "cookies": [],
        "content": {
            "mimeType": content.get("mimeType", ""), "text": kept.decode(), "size": len(kept)
        },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    }  # fmt: skip
    times = {key: one[key] for key in ("startedDateTime", "time") if key in one}
    return {**times, "request": redacted, "response": answer, "cache": {}, "timings": {}}


def _har_headers(exchanges: Exchanges, message: Mapping[str, Any]) -> list[dict[str, str]]:
    pairs = [(str(one["name"]), str(one["value"])) for one in message.get("headers", [])]
    kept = exchanges.headers(dict(pairs))
    return [{"name": name, "value": value} for name, value in kept.items()]


def har_octets(content: Mapping[str, Any]) -> bytes:
    """
    Return the body of a message in a HAR file.
    """
    text = str(content.get("text", ""))
    if content.get("encoding") != "base64":
        return text.encode()
    try:
        return b64decode(text)
    except Base64Error:
        return b""


def body_octets(body: Any) -> bytes | None:
    """
    Return the body of a message in a cassette.
    """
    if is_object(body):
        # vcrpy keeps bytes that are no text as they are, or in Base64 in JSON.
        if "base64_string" in body:
            return b64decode(str(body["base64_string"]))
        return body_octets(body.get("string"))
    if body is None or isinstance(body, bytes):
        return body
    return str(body).encode()


def _header(headers: Mapping[str, Any], name: str) -> str:
    for key, value in headers.items():
        if key.lower() == name:
            return str(value[0] if is_array(value) and value else value)
    return ""
