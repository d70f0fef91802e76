"""
The servers of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping
from kontokit_generator.openapi.object_model import objects

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def server_url(server: Tree) -> str:
    """
    Return the address of a server, with the defaults of its variables.
    """
    variables = mapping(server.get("variables"))
    return _VARIABLE.sub(
        lambda found: str(mapping(variables.get(found[1])).get("default", found[0])),
        str(server.get("url", "")),
    ).rstrip("/")


def refused_servers(document: Document) -> Iterator[Finding]:
    """
    Find the servers that a client would not call: those of single paths and operations, and those
    with variables that have no value.
    """
    for located in objects(document.tree, "server"):
        if located.place.count("/") > 2:
            yield document.finding(
                located.place,
                f"the server {located.node.get('url')} is that of one path or operation only",
                "describe what it serves as an API of its own, or delete 'servers' here",
            )
        elif missing := _VARIABLE.findall(server_url(located.node)):
            yield document.finding(
                located.place,
                f"the server variable {missing[0]} has no default",
                "add it to 'variables'",
            )
