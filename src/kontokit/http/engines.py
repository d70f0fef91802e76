"""
The HTTP engines by name, each loaded when it is chosen.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..core.exceptions import ConfigurationError
from ..core.extras import needs_extra
from .messages import AsyncTransport, Transport
from .settings import Http, checked_http

Engine: TypeAlias = Literal["httpcore2", "httpx2", "httptools"]
"""The name of an HTTP engine."""
AsyncEngine: TypeAlias = Literal["httpcore2", "httpx2", "aiohttp", "httptools"]
"""The name of an HTTP engine of async clients."""


def new_transport(engine: Engine | None, http: Http | None) -> Transport:
    """
    The transport of an engine.

    Args:
        engine: None for the default, httpcore2.
        http: TLS, proxy and pool sizes.

    Raises:
        ConfigurationError: The engine is unknown or not installed, or the settings cannot be used.
    """
    checked_http(http)
    match _named(engine):
        case "httpcore2":
            from .httpcore2_transport import HttpTransport

            return HttpTransport(http)
        case "httpx2":
            with needs_extra('engine="httpx2"', "httpx2", "httpx2"):
                from .httpx2_transport import Httpx2Transport
            return Httpx2Transport(http)
        case "httptools":
            with needs_extra('engine="httptools"', "httptools", "httptools"):
                from .httptools_engine import HttptoolsTransport
            return HttptoolsTransport(http)
        case "aiohttp":
            raise ConfigurationError(
                'the engine "aiohttp" is for async clients only; use one, or another engine'
            )
        case _:
            raise ConfigurationError('engine must be "httpcore2", "httpx2" or "httptools"')


def new_async_transport(engine: AsyncEngine | None, http: Http | None) -> AsyncTransport:
    """
    The transport of an engine, with ``await``.

    As :func:`new_transport`.
    """
    checked_http(http)
    match _named(engine):
        case "httpcore2":
            from .httpcore2_transport import AsyncHttpTransport

            return AsyncHttpTransport(http)
        case "httpx2":
            with needs_extra('engine="httpx2"', "httpx2", "httpx2"):
                from .httpx2_transport import AsyncHttpx2Transport
            return AsyncHttpx2Transport(http)
        case "aiohttp":
            with needs_extra('engine="aiohttp"', "aiohttp", "aiohttp"):
                from .aiohttp_transport import AiohttpTransport
            return AiohttpTransport(http)
        case "httptools":
            with needs_extra('engine="httptools"', "httptools", "httptools"):
                from .async_httptools_engine import AsyncHttptoolsTransport
            return AsyncHttptoolsTransport(http)
        case _:
            raise ConfigurationError(
                'engine must be "httpcore2", "httpx2", "aiohttp" or "httptools"'
            )


def refuse_both(transport: object, engine: object, http: object) -> None:
    """
    Refuse settings for a transport that was made already.

    Raises:
        ConfigurationError: A transport was given, and an engine or its settings too.
    """
    if transport is not None and (engine is not None or http is not None):
        raise ConfigurationError(
            "pass either a transport, or engine and http, from which one is made"
        )


def _named(engine: object) -> object:
    return "httpcore2" if engine is None else engine
