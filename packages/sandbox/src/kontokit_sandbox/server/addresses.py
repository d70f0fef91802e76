"""
The names and ports under which the sandbox is called, and the URLs it tells about itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from urllib.parse import urlsplit

__all__ = ["PREFIXES", "Addresses", "without_prefix"]

PREFIXES: Mapping[str, str] = {
    "bankimport": "/bankimport",
    "banksapi": "/banksapi",
    # At the provider both versions have the same address too.
    "finapi_access": "/finapi/access",
    "finapi_access_v1": "/finapi/access",
    "finapi_webform": "/finapi/webform",
}
"""The beginnings of the paths on the common port, by API."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HOST = re.compile(r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Addresses:
    """
    APIs have URLs such as ``http://127.0.0.1:PORT``, pages of banks ``http://localhost:PORT``: for
    a browser these are two sites, as an application and its bank are.
    """

    def __init__(self, allow_hosts: Iterable[str] = (), public_url: str | None = None) -> None:
        """
        Args:
            allow_hosts: More names, such as that of a container; with a port, only that port.
            public_url: Where a proxy or container makes the sandbox known, with a path if it has
                one. Then all URLs are written with it, except for callers of an allowed name.

        Raises:
            ValueError: The public URL is not one, or a name is no name of a host.
        """
        self.ports: set[int] = set()
        """The bound ports; the pages are on ``main_port``."""
        # Shared with the addresses of worlds, which may be made before it is bound.
        self._main_port = [0]
        self._allowed = {name.lower() for name in allow_hosts}
        for name in self._allowed:
            if not _HOST.fullmatch(name):
                raise ValueError(f"{name!r} is no name of a host")
        self.public_url = _checked(public_url) if public_url else None
        parts = urlsplit(self.public_url or "")
        self._public_host = parts.netloc.lower()
        self._public_scheme = parts.scheme
        self.public_path = parts.path
        self._below = ""

    @property
    def main_port(self) -> int:
        """
        The port of all APIs and pages; 0 until it is bound.
        """
        return self._main_port[0]

    @main_port.setter
    def main_port(self, port: int) -> None:
        self._main_port[0] = port

    def below(self, path: str) -> Addresses:
        """
        Return the same addresses, with URLs that go on with a path: those of a world.
        """
        made = copy(self)
        made._below = path
        return made

    def is_own(self, host: str) -> bool:
        """
        Whether the value of a ``Host`` header is one of the sandbox.
        """
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name, port = found[1].lower(), found[2]
        if self._is_public(host) or host.lower() in self._allowed:
            return True
        is_bound = port is None or int(port) in self.ports
        return is_bound and (name in _LOOPBACK or name in self._allowed)

    def is_own_origin(self, origin: str) -> bool:
        """
        Whether the value of an ``Origin`` header is one of the sandbox.
        """
        scheme, separator, host = origin.partition("://")
        schemes = {"http", self._public_scheme}
        return bool(separator) and scheme in schemes and self.is_own(host)

    def base(self, host: str) -> str:
        """
        The URL, without a slash at its end, with which a caller of this host sees the sandbox.
        """
        name = host.lower().rpartition(":")[0] or host.lower()
        is_other_name = {host.lower(), name} & self._allowed
        if self.public_url and not is_other_name:
            return self.public_url + self._below
        return f"http://{host}{self._below}"

    @property
    def api_base(self) -> str:
        """
        The URL of all APIs.
        """
        return (self.public_url or f"http://127.0.0.1:{self.main_port}") + self._below

    @property
    def page_base(self) -> str:
        """
        The URL below which the pages of banks are.
        """
        return (self.public_url or f"http://localhost:{self.main_port}") + self._below

    def _is_public(self, host: str) -> bool:
        if not self._public_host:
            return False
        port = _DEFAULT_PORTS[self._public_scheme]
        names = {self._public_host, self._public_host.removesuffix(f":{port}")}
        return host.lower().removesuffix(f":{port}") in names or host.lower() in names


def _checked(url: str) -> str:
    parts = urlsplit(url)
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    is_web = parts.scheme in _DEFAULT_PORTS and _HOST.fullmatch(parts.netloc)
    if not is_web or not is_plain or not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError(f"{url!r} is no public URL: http://HOST[:PORT][/PATH]")
    return url.rstrip("/")


def without_prefix(path: str) -> tuple[str, str]:
    """
    Split a path on the common port into the prefix of the API, or "", and the rest.
    """
    prefix = next((one for one in PREFIXES.values() if path.startswith(f"{one}/")), "")
    return prefix, path.removeprefix(prefix)
