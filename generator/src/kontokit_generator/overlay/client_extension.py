"""
``x-kontokit-client``: what an overlay says of the clients.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kontokit_generator.openapi.json_tree import Tree, is_mapping, mapping
from kontokit_generator.overlay.extension_checks import is_text

KEY: Final = "x-kontokit-client"
NAME: Final = "name"
"""How the class of the blocking client is called; the async one begins with ``Async``."""
SHAPE: Final = "{name: Banksapi, correlation_header: …, request_id_header: …, env: BANKSAPI}"
_KEYS: Final = {
    NAME,
    "correlation_header",
    "request_id_header",
    "notification_tag",
    "notification_serial",
    "notification_digest",
    "first_call",
    "env",
    "env_server",
}
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")


def is_client(value: Any) -> bool:
    """
    Check what is said of the client.
    """
    if not is_mapping(value) or not is_text(value.get(NAME)) or not set(value) <= _KEYS:
        return False
    if value.get("notification_digest", "sha512") not in ("sha256", "sha512"):
        return False
    prefixes = (value.get("env", "API"), value.get("env_server", "API"))
    return all(isinstance(one, str) and _VARIABLE.fullmatch(one) for one in prefixes)


def client_of(tree: Tree) -> Tree:
    """
    Return what an overlay says of the clients; empty where it says nothing.
    """
    return mapping(tree.get(KEY))


def client_names_of(tree: Tree) -> tuple[str, str]:
    """
    Name the classes of the blocking and of the async client.
    """
    name = str(client_of(tree).get(NAME, ""))
    return name, f"Async{name}"
