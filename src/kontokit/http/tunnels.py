"""
Tunnels through a proxy, and what a proxy is told.
"""

from __future__ import annotations

from ssl import SSLContext
from typing import Any, Final

from .engine_errors import Unreachable, Unsendable
from .headers import is_header_name
from .messages import HttpRequest
from .settings import Proxy
from .tls import Trust
from .wire_request import Server, WireRequest

OTHER_PROTOCOL: Final = "the server wants another protocol than HTTP/1.1"
_OURS: Final = (None, "http/1.1", "http/1.0")


def request_head(request: HttpRequest, wire: WireRequest, proxy: Proxy | None) -> bytes:
    """
    The head of a request, for its server or for the proxy that forwards it.

    Raises:
        Unsendable: Its method is none.
    """
    if not is_header_name(request.method):
        raise Unsendable
    target, headers = wire.target, wire.headers
    if proxy is not None and wire.server.scheme == b"http":
        target = b"http://" + wire.server.name + target
        headers = [*headers, *_credentials(proxy)]
    lines = b"".join([b"%b: %b\r\n" % header for header in headers])
    return b"%b %b HTTP/1.1\r\n%b\r\n" % (request.method.encode(), target, lines)


def tunnel_head(server: Server, proxy: Proxy) -> bytes:
    """
    The request for a tunnel to a server.
    """
    host = b"[%b]" % server.host if b":" in server.host else server.host
    name = b"%b:%d" % (host, server.port)
    lines = b"".join([b"%b: %b\r\n" % header for header in [(b"Host", name), *_credentials(proxy)]])
    return b"CONNECT %b HTTP/1.1\r\n%b\r\n" % (name, lines)


def _credentials(proxy: Proxy) -> list[tuple[bytes, bytes]]:
    word = proxy.authorization
    return [(b"Proxy-Authorization", word.encode())] if word else []


def context_for(server: Server, proxy: Proxy | None, trust: Trust) -> SSLContext | None:
    """
    The TLS context for a connection; None if neither server nor proxy needs one.

    Making one takes long, so not for a server on this machine.
    """
    is_encrypted = server.scheme == b"https" or (proxy is not None and proxy.scheme == "https")
    return trust.context() if is_encrypted else None


def check_tunnel(status: int, rest: bytes) -> None:
    """
    Refuse what a proxy answered, if it is no tunnel.

    Args:
        status: The status code.
        rest: What came behind the head.

    Raises:
        Unreachable: There is no tunnel.
    """
    if not 200 <= status < 300:
        raise Unreachable(f"the proxy answered with the status {status}")
    if rest:
        raise Unreachable("the proxy sent more than a response")


def is_http1(tls: Any) -> bool:
    """
    Whether both sides of a TLS connection agreed on HTTP/1.1, or on nothing.

    Args:
        tls: The connection as ``ssl`` has it.
    """
    return tls.selected_alpn_protocol() in _OURS
