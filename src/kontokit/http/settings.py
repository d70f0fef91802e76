"""
Settings of connections, for any engine: TLS, proxy, client certificate, pool sizes.
"""

from __future__ import annotations

import os
import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, urlsplit

import msgspec

from ..core.exceptions import ConfigurationError
from ..core.secret import Secret, reveal
from ..core.tracebacks import ScrubsTracebacks
from ..core.typeguards import is_list, type_name
from ..core.values import Value, put

FilePath: TypeAlias = str | os.PathLike[str]


_fspath: Final[Callable[[Any], str | bytes]] = os.fspath


def _path(value: Any) -> Any:
    return _fspath(value) if hasattr(value, "__fspath__") else value  # pyright: ignore[reportUnknownVariableType]  # callers err


def _paths(value: Any) -> Any:
    return tuple(_path(one) for one in value) if is_list(value) else _path(value)


def _is_file(value: Any) -> bool:
    try:
        return isinstance(value, str) and Path(value).is_file()
    except (OSError, ValueError):  # it is too long, say, or no text of this system
        return False


def _file(name: str, value: Any) -> Any:
    path = _path(value)
    if path is not None and not _is_file(path):
        raise ConfigurationError(f"{name} must be the path of a file")
    return path


def _certificate(name: str, value: Any) -> Any:
    paths = _paths(value)
    names: Sequence[Any] = paths if is_list(paths) else (paths,)
    if not 1 <= len(names) <= 2:
        raise ConfigurationError(
            f"{name} must be a path, or the paths of a certificate and its key"
        )
    for one in names:
        _file(name, one)
    return paths


def _context(name: str, value: Any) -> Any:
    if value is not None and not isinstance(value, ssl.SSLContext):
        raise ConfigurationError(f"{name} needs ssl.SSLContext, not {type_name(value)}")
    return value


def _count(name: str, value: Any, *, least: int) -> Any:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ConfigurationError(f"{name} must be a whole number of at least {least}")
    return value


def _seconds(name: str, value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value < 1e6:
        raise ConfigurationError(f"{name} must be a number of seconds from 0, and finite")
    return value


def _proxy(value: Any) -> Any:
    address = _secret(value)
    if address is not None:
        Proxy.parse(address)
    return address


def _secret(value: Any) -> Any:
    return Secret(value) if isinstance(value, str) else value


class Http(ScrubsTracebacks, Value):
    """
    How a client connects; the same for every engine. Its repr shows neither proxy nor password.

    Without ``ssl_context`` and ``ca_file``, servers are verified against the certificates that the
    operating system trusts. Environment variables are not read.

    Raises:
        ConfigurationError: A value cannot be used; the message names it.
    """

    __slots__ = (
        "ca_file",
        "client_certificate",
        "client_key_password",
        "idle_seconds",
        "max_connections",
        "max_idle_connections",
        "proxy",
        "ssl_context",
    )
    _hidden = frozenset({"client_key_password", "proxy"})
    ca_file: FilePath | None
    """PEM file of the authorities to trust, instead of those of the operating system."""
    client_certificate: FilePath | tuple[FilePath, FilePath] | None
    """PEM file of your certificate with its key, or a tuple of both files, for mutual TLS."""
    client_key_password: Secret | str | None
    """The password of an encrypted key."""
    ssl_context: ssl.SSLContext | None
    """A context of your own instead of all three, such as one whose key is in an HSM."""
    proxy: Secret | str | None
    """``http://`` or ``https://`` address of a proxy, with ``user:password@`` if it needs them."""
    max_connections: int
    """The most connections of the pool; calls wait for a free one (``Timeouts.pool``)."""
    max_idle_connections: int
    """The most connections that are kept for further calls."""
    idle_seconds: float
    """
    How long a connection is kept for further calls. Many servers close theirs after 5 seconds; a
    client that is faster never writes to one that is just being closed.
    """

    def __init__(
        self,
        *,
        ca_file: FilePath | None = None,
        client_certificate: FilePath | tuple[FilePath, FilePath] | None = None,
        client_key_password: Secret | str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        proxy: Secret | str | None = None,
        max_connections: int = 100,
        max_idle_connections: int = 20,
        idle_seconds: float = 4.0,
    ) -> None:
        put(self, "ca_file", _file("ca_file", ca_file))
        put(self, "client_certificate", _certificate("client_certificate", client_certificate))
        put(self, "client_key_password", _secret(client_key_password))
        put(self, "ssl_context", _context("ssl_context", ssl_context))
        put(self, "proxy", _proxy(proxy))
        put(self, "max_connections", _count("max_connections", max_connections, least=1))
        idle = _count("max_idle_connections", max_idle_connections, least=0)
        put(self, "max_idle_connections", idle)
        put(self, "idle_seconds", _seconds("idle_seconds", idle_seconds))
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        if self.ssl_context is not None and (self.ca_file or self.client_certificate):
            raise ConfigurationError(
                "pass ssl_context, or ca_file and client_certificate; a context has both in it"
            )
        if self.client_key_password is not None and self.client_certificate is None:
            raise ConfigurationError("client_key_password needs client_certificate")


class Proxy(msgspec.Struct, frozen=True, kw_only=True):
    """
    A proxy in its parts.
    """

    scheme: str
    host: str
    port: int
    user: Secret | None = None
    password: Secret | None = None

    @property
    def authorization(self) -> str:
        """
        Name and password as the proxy's header has them; empty without.
        """
        if self.user is None or self.password is None:
            return ""
        pair = f"{reveal(self.user)}:{reveal(self.password)}"
        return f"Basic {b64encode(pair.encode()).decode()}"

    @classmethod
    def parse(cls, address: Secret | str) -> Proxy:
        """
        Parse the address of a proxy.

        Raises:
            ConfigurationError: It is no ``http://`` or ``https://`` address of a host.
        """
        text = reveal(address) if isinstance(address, Secret | str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        try:
            parts = urlsplit(text)
            scheme, host, port = parts.scheme, parts.hostname, parts.port
        except ValueError:
            scheme, host, port = "", None, None
            parts = urlsplit("")
        is_plain = text.isascii() and text.isprintable() and " " not in text
        is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
        if scheme not in ("http", "https") or not host or not is_plain or not is_bare:
            raise ConfigurationError(
                "proxy must be an address such as http://proxy.example:3128 or "
                "https://user:password@proxy.example:3129"
            )
        return cls(
            scheme=scheme,
            host=host,
            port=port or (443 if scheme == "https" else 3128),
            user=None if parts.username is None else Secret(unquote(parts.username)),
            password=None if parts.username is None else Secret(unquote(parts.password or "")),
        )


def checked_http(http: Http | None) -> Http:
    """
    Settings of connections, if they are some.

    Args:
        http: None for the default.

    Raises:
        ConfigurationError: They are of another type.
    """
    if http is not None and not isinstance(http, Http):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers err
        raise ConfigurationError(f"http needs Http(…), not {type_name(http)}")
    return http or Http()
