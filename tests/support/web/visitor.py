"""
A browser without a window: it has a cookie and does what the element does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.support.web.site import Site


class Answer(NamedTuple):
    """
    A response, without what differs between servers.
    """

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


class Visitor:
    """
    Somebody with a browser; without a name, somebody who has not signed in.
    """

    def __init__(self, site: Site, user: str | None = "erika") -> None:
        self.site = site
        self.user = user
        self.path = ""
        """Of the flow that was started last."""
        self.token = ""
        self.state: dict[str, Any] = {}

    def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        cookie = {"Cookie": f"user={self.user}"} if self.user else {}
        try:
            connection.request(method, path, body or None, {**cookie, **(headers or {})})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()

    def start(self, query: str) -> None:
        """
        Start a flow and open its page.
        """
        answer = self.request("GET", f"/start?{query}")
        assert answer.status in (302, 303), answer.body[:2000]
        self.path = urlsplit(answer.headers["location"]).path
        self.open()

    def open(self) -> Answer:
        page = self.request("GET", self.path)
        token = re.search(rb' token="(\w+)"', page.body)
        self.token = token[1].decode() if token else ""
        self.look()
        return page

    def look(self) -> dict[str, Any]:
        self.state = self.request("GET", f"{self.path}/step").json
        return self.state

    def send(
        self,
        command: str,
        *,
        origin: str | None = "",
        token: str | None = None,
        kind: str = "application/json",
        **body: Any,
    ) -> Answer:
        """
        Send what the element would send, or something else in one part.
        """
        headers = {"Content-Type": kind, "X-CSRF-Token": self.token if token is None else token}
        if origin is not None:
            headers["Origin"] = origin or self.site.origin
        content = json.dumps({"revision": self.state.get("revision"), **body}).encode()
        answer = self.request("POST", f"{self.path}/{command}", content, headers)
        if b'"step"' in answer.body:
            self.state = answer.json
        return answer
