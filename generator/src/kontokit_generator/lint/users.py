"""
Rules about creating and deleting users, and about the attributes and methods of a client.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.lint.queries import body_has, calls, parameter_names, parameters_of
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document, Operation
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.openapi.security_schemes import security_schemes
from kontokit_generator.overlay.extensions import USERS
from kontokit_generator.python.naming import python_name
from kontokit_generator.runtime import client_attributes

_CORRECT = "correct the name in the overlay"


@rule("merged")
def the_user_service_names_what_exists(document: Document) -> Iterator[Finding]:
    """
    Its operations exist, and the fields of the one that makes users too.
    """
    users = mapping(document.tree.get(USERS))
    known = {operation.name: operation for operation in calls(document)}
    for name in _operation_ids(users):
        if name not in known:
            message = f"there is no operation {name}"
            yield document.finding(
                pointer(USERS), message, "correct the operationId in the overlay"
            )
    create = known.get(str(users.get("create")))
    for key in ("username", "password"):
        if create and key in users and not body_has(document, create, str(users[key])):
            message = f"the body of {create.name} has no property {users[key]}"
            yield document.finding(pointer(USERS, key), message, _CORRECT)


@rule("merged")
def the_user_service_fills_all_arguments(document: Document) -> Iterator[Finding]:
    """
    The service sets every required argument of its operations, and no others.
    """
    arguments = mapping(mapping(document.tree.get(USERS)).get("arguments"))
    found = _service_operations(document)
    known = {name for operation in found for name in parameter_names(document, operation)}
    place = pointer(USERS, "arguments")
    for name in arguments.keys() - known if found else ():
        message = f"no operation of {USERS} has a parameter {name}"
        yield document.finding(pointer(name, base=place), message, _CORRECT)
    for operation in found:
        for parameter in parameters_of(document, operation):
            name = str(parameter.get("name"))
            if parameter.get("required") and name not in arguments:
                message = f"{operation.name} needs {name}"
                yield document.finding(place, message, f"add {name} to the arguments")


@rule("merged")
def users_are_made_where_users_have_tokens(document: Document) -> Iterator[Finding]:
    """
    An API that creates users must also issue user tokens.
    """
    if USERS in document.tree and not _has_user_tokens(document.tree):
        message = "no scheme makes tokens for users"
        yield document.finding(pointer(USERS), message, "add a scheme with the flow password")


@rule("merged")
def every_tag_has_an_attribute_of_its_own(document: Document) -> Iterator[Finding]:
    """
    A client has one attribute for each tag, beside its methods.
    """
    methods = taken_attributes(document.tree)
    seen: set[str] = set()
    for index, tag in enumerate(sequence(document.tree.get("tags"))):
        name = python_name(str(mapping(tag).get("name")))
        if name in methods | seen:
            message = f"the attribute {name} of the client is taken"
            yield document.finding(pointer("tags", index), message, "call the tag differently")
        seen.add(name)


def taken_attributes(tree: Tree) -> set[str]:
    """
    List what no tag may be called: it would hide a method, as both are attributes of the client.
    """
    methods = {*client_attributes()}
    if _has_user_tokens(tree):
        methods.add("as_user")
    return methods | {"create_user", "delete_user"} if USERS in tree else methods


def _operation_ids(users: Tree) -> list[str]:
    return [str(one) for one in (users.get("create"), *sequence(users.get("remove"))) if one]


def _service_operations(document: Document) -> list[Operation]:
    wanted = _operation_ids(mapping(document.tree.get(USERS)))
    return [operation for operation in calls(document) if operation.name in wanted]


def _has_user_tokens(tree: Tree) -> bool:
    return any(one.grant == "password" for one in security_schemes(tree))
