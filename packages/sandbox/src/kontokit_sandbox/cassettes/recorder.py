"""
Redaction for vcrpy and pytest-recording, while they record.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Final

from .exchanges import Exchanges
from .replacements import MADE_UP
from .trees import is_array

MATCHER: Final = "kontokit"
"""The name of the matcher of requests."""
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ZEROS: Final = re.compile(r"0{3,}[0-9]{3}|0{5,}")


class Recorder:
    """
    Redacts what is recorded into one cassette, or into all of one test session.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = tuple(names)
        self._exchanges = Exchanges(self._names)
        self._last = threading.local()

    def __deepcopy__(self, _memo: object) -> Recorder:
        # pytest-recording copies the settings for each cassette, which counts anew then.
        return Recorder(self._names)

    def request(self, request: Any) -> Any:
        """
        A request of vcrpy without private values, for ``before_record_request``.
        """
        self._last.sent = (str(request.method), str(request.uri))
        headers = dict(request.headers)
        body = _octets(request.body)
        if body is not None:
            media_type = str(_value(headers, "content-type"))
            body = self._exchanges.request_body(request.method, request.uri, media_type, body)
        url = self._exchanges.url(request.method, request.uri)
        return type(request)(request.method, url, body, self._exchanges.headers(headers))

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """
        A response of vcrpy without private values, for ``before_record_response``.
        """
        # vcrpy redacts a request and then its response, in one step.
        method, url = getattr(self._last, "sent", ("GET", ""))
        media_type = str(_value(response["headers"], "content-type"))
        body = self._exchanges.response_body(
            method,
            url,
            int(response["status"]["code"]),
            media_type,
            _octets(response["body"].get("string")) or b"",
        )
        headers = self._exchanges.headers(response["headers"])
        return {**response, "headers": headers, "body": {"string": body}}


def vcr_config(*, names: Iterable[str] = ()) -> dict[str, Any]:
    """
    The settings of vcrpy with which a recording holds nothing private.

    For ``vcr.VCR(**vcr_config())`` and for the fixture ``vcr_config`` of pytest-recording. Equal
    values become equal ones. vcrpy sees clients with ``engine="httpx2"`` only.

    Args:
        names: Names of people that are replaced in all texts, such as your own. Those of account
            holders and of others are known once a field for names has held them.

    Returns:
        Arguments of ``vcr.VCR``. The matcher of requests that they name has to be registered:
        ``register(vcr)``; the plugin of this package does so for pytest-recording.
    """
    recorder = Recorder(names)
    return {
        "before_record_request": recorder.request,
        "before_record_response": recorder.response,
        "decode_compressed_response": True,
        "match_on": ["method", MATCHER],
    }


def register(vcr: Any) -> None:
    """
    Make the matcher of requests known to a ``vcr.VCR``.
    """
    vcr.register_matcher(MATCHER, same_request)


def same_request(left: Any, right: Any) -> None:
    """
    Compare the URLs of two redacted requests; what stands for a private value fits any other.

    Raises:
        AssertionError: They differ.
    """
    if _shape(left.uri) != _shape(right.uri):
        raise AssertionError(f"{left.uri} != {right.uri}")


def _shape(url: str) -> str:
    for pattern in (MADE_UP, _UUID, _ZEROS):
        url = pattern.sub("*", url.replace("%20", " ").replace("+", " "))
    return url.partition("//")[2].partition("/")[2]


def _octets(body: Any) -> bytes | None:
    if body is None or isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else bytes(body)


def _value(headers: Mapping[str, Any], name: str) -> Any:
    for key, value in headers.items():
        if key.lower() == name:
            return value[0] if is_array(value) and value else value
    return ""
