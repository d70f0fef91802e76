"""
The docstrings of what every client has: its constructor, ``follow`` and ``parse_notification``.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.plans import SchemePlan

FOLLOW = """Go where a relation of a resource points.

Args:
    resource: Anything with relations: a model, or a Location that a call gave.
    relation: The name of the relation, such as ``self``.
    body: What to send, where the operation behind the relation takes a body.
    query: Further query parameters, by their names on the wire.
    options: Time limits, headers and correlation id of this one call.

Returns:
    What the operation behind the relation gives; plain JSON where the documents only name it.

Raises:
    RelationNotFound: The resource has no such relation; the message lists those it has.
    BrowserRelation: The link is for the user's browser; the error carries its URL.
    ForeignOrigin: The link points outside the configured origin.
"""

WEBHOOK = """Read the body of a notification.

Args:
    body: The raw body of the request that came in, at most 64 KiB.

Returns:
    The notification as its model, or ``UnknownNotification`` where its kind is not known.

Raises:
    PayloadError: The body is not JSON, is too large or lacks what every notification has.
"""


def client_docstring(title: str, kind: str) -> str:
    """
    Write the docstring of a client class, quotes included.
    """
    text = f"A client of {title}" + (" for asyncio." if kind == "async" else ".")
    return f'"""\n    {text}\n    """'


def constructor_docstring(schemes: list[SchemePlan], environments: Mapping[str, str]) -> str:
    """
    Write the text of a client's constructor: one line for each way to authenticate.
    """
    lines = ["Set up a client; nothing is sent yet.", "", "Args:"]
    lines += [f"    {scheme.argument}: {' '.join(scheme.doc.split())}" for scheme in schemes]
    known = ", ".join(f"``{name}`` is {url}" for name, url in environments.items())
    lines += [
        f"    environment: Where to call: {known}.",
        "    base_url: Another base URL, such as that of a sandbox; http only for loopback.",
        "    timeouts: Time limits of every call, in seconds.",
        "    headers: Headers to send with every call.",
        "    transport: Your own transport instead of the default one.",
        "",
        "Raises:",
        "    ConfigurationError: A value is missing, empty or not usable.",
    ]
    return "\n".join(lines)
