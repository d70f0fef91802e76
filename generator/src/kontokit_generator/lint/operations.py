"""
Rules about operations: identity, tags, security, responses, source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, Operation, operations
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import is_list, mapping, pointer, sequence

_CAMEL_CASE = re.compile(r"[a-z][a-zA-Z0-9]*")
_STATUS = re.compile(r"[1-5][0-9]{2}")
_RANGE = re.compile(r"[1-5]XX|default")
_SHARED_RESPONSE = "#/components/responses/"


@rule("raw")
def every_operation_has_an_id_of_its_own(document: Document) -> Iterator[Finding]:
    """
    The operationId names the operation in code, documents and errors.
    """
    seen: dict[str, str] = {}
    for operation in operations(document.tree):
        name = operation.node.get("operationId")
        if not isinstance(name, str) or not _CAMEL_CASE.fullmatch(name):
            yield document.finding(
                operation.place, "no operationId in camelCase", "add one such as 'getAccount'"
            )
        elif name in seen:
            message = f"the operationId {name} is taken by {seen[name]}"
            yield document.finding(operation.place, message, "choose another one")
        else:
            seen[name] = operation.place


@rule("raw")
def every_operation_has_one_declared_tag(document: Document) -> Iterator[Finding]:
    """
    The tag becomes the attribute of the client that the method belongs to.
    """
    declared = {str(mapping(tag).get("name")) for tag in sequence(document.tree.get("tags"))}
    for operation in operations(document.tree):
        tags = sequence(operation.node.get("tags"))
        if len(tags) != 1:
            message = f"{operation.name} has {len(tags)} tags"
            yield document.finding(operation.place, message, "give it exactly one tag")
        for tag in tags:
            if str(tag) not in declared:
                message = f"the tag {tag} is not declared"
                yield document.finding(operation.place, message, "add it to the list 'tags'")


@rule("raw")
def every_operation_names_its_security(document: Document) -> Iterator[Finding]:
    """
    Security is said for each operation and webhook, never for the whole document.
    """
    if "security" in document.tree:
        message = "security is declared for the whole document"
        yield document.finding("#/security", message, "write it at each operation")
    for operation in operations(document.tree):
        if not is_list(operation.node.get("security")):
            yield document.finding(
                operation.place,
                f"{operation.name} does not say who may call it",
                "add 'security' with a scheme, or [] for everybody",
            )


@rule("raw")
def every_security_scheme_is_declared(document: Document) -> Iterator[Finding]:
    """
    An operation asks only for schemes that are declared under components.
    """
    declared = mapping(mapping(document.tree.get("components")).get("securitySchemes"))
    used: set[str] = set()
    for operation in operations(document.tree):
        for alternative in sequence(operation.node.get("security")):
            used |= set(mapping(alternative))
            for name in mapping(alternative):
                if name not in declared:
                    yield document.finding(
                        pointer("security", base=operation.place),
                        f"the security scheme {name} is not declared",
                        "add it under components/securitySchemes, or correct the name",
                    )
    for name in declared:
        if name not in used:
            # Only a warning: a document may be written one operation at a time.
            place = pointer("components", "securitySchemes", name)
            yield document.finding(place, f"no operation uses {name}", "delete it", "warning")


@rule("raw", adopted="warning")
def every_operation_names_its_source(document: Document) -> Iterator[Finding]:
    """
    A reader can find the passage of the provider's document.
    """
    for operation in operations(document.tree):
        source = operation.node.get("x-source")
        if not isinstance(source, str) or not source.strip():
            yield document.finding(
                operation.place,
                f"{operation.name} does not say where it is documented",
                "add x-source such as 'document 001, lines 10-20'",
            )


@rule("raw")
def every_operation_can_succeed(document: Document) -> Iterator[Finding]:
    """
    At least one response is a success.
    """
    for operation in operations(document.tree):
        statuses = mapping(operation.node.get("responses"))
        if not any(str(status).startswith("2") or status == "default" for status in statuses):
            message = f"{operation.name} documents no success"
            yield document.finding(operation.place, message, "add its 2xx response")


@rule("raw")
def every_response_names_a_status(document: Document) -> Iterator[Finding]:
    """
    What is no status of HTTP would never be found.
    """
    for operation, status, _ in _responses(document):
        if not _STATUS.fullmatch(status) and not _RANGE.fullmatch(status):
            place = pointer("responses", status, base=operation.place)
            fix = "write a status such as 500, a range such as 5XX, or default"
            yield document.finding(place, f"'{status}' is no status", fix)


@rule("raw", adopted="warning")
def every_error_is_shared(document: Document) -> Iterator[Finding]:
    """
    What goes wrong in the same way is described once.
    """
    for operation, status, response in _responses(document):
        ref = str(mapping(response).get("$ref", ""))
        if status[:1] in ("4", "5") and not ref.startswith(_SHARED_RESPONSE):
            yield document.finding(
                pointer("responses", status, base=operation.place),
                f"the error {status} is described in the operation itself",
                f"move it and write $ref: '{_SHARED_RESPONSE}<Name>'",
            )


@rule("raw")
def every_webhook_brings_something(document: Document) -> Iterator[Finding]:
    """
    A webhook is a POST with a body that has a schema.
    """
    for operation in operations(document.tree):
        if not operation.is_webhook:
            continue
        content = mapping(mapping(operation.node.get("requestBody")).get("content"))
        if operation.method != "post" or not any(
            "schema" in mapping(one) for one in content.values()
        ):
            message = f"the webhook {operation.path} brings no body"
            yield document.finding(operation.place, message, "make it a post with a requestBody")


def _responses(document: Document) -> Iterator[tuple[Operation, str, object]]:
    for operation in operations(document.tree):
        for status, response in mapping(operation.node.get("responses")).items():
            yield operation, status, response
