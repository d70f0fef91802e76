"""
The HTTP engines by name, each loaded when it is chosen.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from ..core.exceptions import ConfigurationError
from .messages import AsyncTransport, Transport
from .settings import Http, checked_http

Engine: TypeAlias = Literal["httpcore2", "httpx2"]
"""The name of an HTTP engine."""
_DEFAULT: Final[Engine] = "httpcore2"


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
    if _checked(engine) == "httpcore2":
        from .httpcore2_engine import HttpTransport

        return HttpTransport(http)
    try:
        from .httpx2_transport import Httpx2Transport
    except ModuleNotFoundError:
        raise _missing() from None
    return Httpx2Transport(http)


def new_async_transport(engine: Engine | None, http: Http | None) -> AsyncTransport:
    """
    The transport of an engine, with ``await``.

    As :func:`new_transport`.
    """
    checked_http(http)
    if _checked(engine) == "httpcore2":
        from .httpcore2_engine import AsyncHttpTransport

        return AsyncHttpTransport(http)
    try:
        from .httpx2_transport import AsyncHttpx2Transport
    except ModuleNotFoundError:
        raise _missing() from None
    return AsyncHttpx2Transport(http)


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


def _checked(engine: Engine | None) -> Engine:
    if engine not in (None, "httpcore2", "httpx2"):
        raise ConfigurationError('engine is "httpcore2" or "httpx2"')
    return engine or _DEFAULT


def _missing() -> ConfigurationError:
    return ConfigurationError(
        'the engine "httpx2" is not installed; install it with: pip install "kontokit[httpx2]"'
    )
