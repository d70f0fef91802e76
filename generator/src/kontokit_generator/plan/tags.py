"""
The classes of a package: one for each tag, with a method for each operation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kontokit_generator.openapi.bodies import refused_bodies
from kontokit_generator.openapi.document import Document, operations
from kontokit_generator.openapi.findings import raise_on_errors
from kontokit_generator.openapi.json_tree import sequence
from kontokit_generator.openapi.parameters import refused_parameters
from kontokit_generator.openapi.servers import refused_servers
from kontokit_generator.plan.body import misnamed_bodies
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.plan.openapi_client_adapter import parse_operations
from kontokit_generator.plan.operation import plan_operation
from kontokit_generator.python.naming import group_class_name, python_name


def plan_tags(document: Document) -> list[TagView]:
    """
    Plan the class of every tag and its methods.

    Args:
        document: A normalised document with its overlay applied.

    Returns:
        One view for each tag that has operations, in the document's order.

    Raises:
        FindingsError: An operation cannot be called as the document says, or openapi-python-client
            refuses it.
    """
    refused = (refused_bodies, misnamed_bodies, refused_parameters, refused_servers)
    raise_on_errors(finding for find in refused for finding in find(document))
    by_tag: dict[str, list[OperationView]] = {}
    parsed = parse_operations(document)
    for operation in operations(document.tree):
        if operation.is_webhook:
            continue
        plan = plan_operation(document, operation, parsed)
        by_tag.setdefault(operation.node["tags"][0], []).append(plan)
    tags = sequence(document.tree.get("tags"))
    return [_plan_tag(tag, by_tag[tag["name"]]) for tag in tags if tag["name"] in by_tag]


def _plan_tag(tag: Mapping[str, Any], operations: list[OperationView]) -> TagView:
    return TagView(
        name=tag["name"],
        attribute=python_name(tag["name"]),
        class_name=group_class_name(tag["name"]),
        description=tag.get("description", ""),
        operations=operations,
    )
