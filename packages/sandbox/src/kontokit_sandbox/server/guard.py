"""
Which requests are served at all: addressed to this machine, sent by its own pages, and of a bounded
size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.requests import Request

from ..openapi.errors import Problem

__all__ = ["MAX_BODY", "Guard", "read_body"]

MAX_BODY = 8 * 1024 * 1024
"""The largest body in bytes."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?")


class Guard:
    """
    Refuses what a web page of another site could send to a server on this machine.
    """

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        """
        Args:
            allow_hosts: Names besides those of the loopback interface, without a port.
        """
        self._names = _LOOPBACK | {name.lower() for name in allow_hosts}

    def check(self, request: Request) -> None:
        """
        Check to whom a request is addressed, and which page has sent it.

        Raises:
            Problem: 403. Another name in ``Host`` may be a site whose name was pointed at this
                machine (DNS rebinding); another ``Origin`` is a page of such a site.
        """
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or self._name(hosts[0]) not in self._names:
            shown = ascii(hosts[0][:100]) if hosts else "no host"
            raise _refusal(f"Host is {shown}")
        for origin in request.headers.getlist("origin"):
            if not self._is_own(origin):
                raise _refusal(f"Origin is {origin[:100]!a}")

    def _is_own(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme in ("http", "https") and self._name(host) in self._names

    @staticmethod
    def _name(host: str) -> str | None:
        # Strict, so that user@host and host/path, which URLs allow, have no meaning here.
        if not _HOST.fullmatch(host):
            return None
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")


def _refusal(what: str) -> Problem:
    names = "127.0.0.1 or localhost"
    return Problem(403, {"error": f"{what}: the sandbox serves {names}, and --allow-host NAME"})


async def read_body(request: Request) -> bytes:
    """
    Read the body of a request, but never more than :data:`MAX_BODY`.

    Raises:
        Problem: 413; the rest of the body is not read.
    """
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            raise Problem(
                413,
                {"error": f"the body has more than {MAX_BODY} bytes"},
                headers={"Connection": "close"},
            )
        parts.append(part)
    return b"".join(parts)
