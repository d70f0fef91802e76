"""
Test servers for Bankimport, BANKSapi and finAPI on loopback, checked against their specifications.

Each name is imported when it is first used: every run of pytest imports this package for its
plugin, also where no test needs a server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from .openapi.errors import BrokenResponseError
    from .persistence.files import StateError
    from .sandbox import Api, Sandbox
    from .server.browser import Page
    from .server.controls import Disturbance
    from .server.request_log import ReceivedRequest
    from .testing.inbox import ReceivedNotification, WebhookInbox
    from .webhooks.notification import WebhookTarget

__all__ = [
    "Api",
    "BrokenResponseError",
    "Disturbance",
    "Page",
    "ReceivedNotification",
    "ReceivedRequest",
    "Sandbox",
    "StateError",
    "WebhookInbox",
    "WebhookTarget",
]

_HOMES = {
    "Api": "sandbox",
    "BrokenResponseError": "openapi.errors",
    "Disturbance": "server.controls",
    "Page": "server.browser",
    "ReceivedNotification": "testing.inbox",
    "ReceivedRequest": "server.request_log",
    "Sandbox": "sandbox",
    "StateError": "persistence.files",
    "WebhookInbox": "testing.inbox",
    "WebhookTarget": "webhooks.notification",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from .version import package_version

        return package_version()
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    # From now on the name is found without this function.
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
