"""
Where a notification really goes: to this machine, or not at all.
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import get_args
from urllib.parse import SplitResult, urlsplit

from .notification import HookApi

__all__ = ["Destination", "Destinations", "NotSentError"]

_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 2048
# Not is_private, which counts addresses of documentation and of measurements too.
_PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))


class NotSentError(ValueError):
    """
    An address that the sandbox does not call, and why.
    """


@dataclass(frozen=True, kw_only=True)
class Destination:
    """
    A URL on this machine.
    """

    url: str
    headers: Mapping[str, str]


class Destinations:
    """
    Finds the destination of notifications.
    """

    def __init__(self, forwards: Iterable[str] = (), allowed: Collection[str] = ()) -> None:
        """
        Args:
            forwards: ``URL`` takes all notifications, ``API=URL`` those of one API.
            allowed: Names besides those of the loopback interface. What they resolve to has to be
                a private address.

        Raises:
            ValueError: A forward is no URL of this machine.
        """
        self._allowed = frozenset(name.lower() for name in allowed)
        self._forwards = dict(self._read(one) for one in forwards)

    def has_forward(self, api: HookApi) -> bool:
        """
        Whether notifications of an API are sent without an address of their own.
        """
        return self._forward(api) is not None

    def find(self, api: HookApi, url: str | None) -> Destination:
        """
        Find where a notification goes.

        Args:
            url: Where the provider would send it; None if nothing is set there.

        Raises:
            NotSentError: To another machine, or nowhere.
        """
        forward = self._forward(api)
        if forward is None:
            if url is None:
                raise NotSentError("not sent: no address is set")
            return self._checked(url)
        if url is None:
            return self._checked(forward)
        parts = urlsplit(url)
        path = f"{forward.rstrip('/')}{parts.path}{f'?{parts.query}' if parts.query else ''}"
        found = self._checked(path)
        headers = {**found.headers, "X-Sandbox-Original-Url": url}
        return Destination(url=found.url, headers=headers)

    def _forward(self, api: HookApi) -> str | None:
        return self._forwards.get(api, self._forwards.get(""))

    def _read(self, forward: str) -> tuple[str, str]:
        name, equals, url = forward.partition("=")
        if not equals or name not in get_args(HookApi):
            name, url = "", forward
        if urlsplit(url).query:
            raise ValueError(f"{url} has a query; a forward takes that of the notification")
        self._checked(url)
        return name, url

    def _checked(self, url: str) -> Destination:
        parts = _split(url)
        host, headers = self._host(parts)
        port = parts.port or _PORTS[parts.scheme]
        query = f"?{parts.query}" if parts.query else ""
        # Put together from what was checked, because another parser may read the URL otherwise.
        address = f"[{host}]" if ":" in host else host
        return Destination(
            url=f"{parts.scheme}://{address}:{port}{parts.path or '/'}{query}", headers=headers
        )

    def _host(self, parts: SplitResult) -> tuple[str, dict[str, str]]:
        host = (parts.hostname or "").rstrip(".")
        if host == "localhost" or _is_loopback(host):
            return host, {}
        if host in self._allowed:
            # The address that was checked, so that the name cannot lead elsewhere a moment later.
            return _private_address(host), {"Host": parts.netloc.rpartition("@")[2]}
        raise NotSentError(f"not sent: {host or 'the address'} is not on this machine")


def _split(url: str) -> SplitResult:
    if len(url) > _MAX_LENGTH or any(not "!" <= one <= "~" or one == "\\" for one in url):
        raise NotSentError("not sent: the address is too long, or has characters that no URL has")
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is none
    except ValueError as error:
        raise NotSentError(f"not sent: {error}") from None
    if parts.scheme not in _PORTS:
        raise NotSentError("not sent: the address is neither http nor https")
    return parts


def _is_loopback(host: str) -> bool:
    return (address := _address(host)) is not None and address.is_loopback


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _private_address(host: str) -> str:
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, None)}
    except OSError:
        raise NotSentError(f"not sent: {host} is not known") from None
    for one in sorted(found):
        address = _address(one)
        if address is None or not any(address in network for network in _PRIVATE):
            raise NotSentError(f"not sent: {host} has the address {one}, which is not private")
    return min(found)
