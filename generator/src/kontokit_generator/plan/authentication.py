"""
How the ways to authenticate become arguments and methods of a client.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import raise_on_errors
from kontokit_generator.openapi.json_tree import Tree, mapping, walk
from kontokit_generator.openapi.security_schemes import (
    SecurityScheme,
    client_names,
    refused_schemes,
    security_schemes,
)
from kontokit_generator.overlay.extensions import TOKEN_SERVICE, USERS
from kontokit_generator.overlay.shapes import named_operations
from kontokit_generator.overlay.token_extension import SCHEME, token_fields
from kontokit_generator.plan.body_views import BodyView
from kontokit_generator.plan.client_views import (
    AuthenticationView,
    CredentialView,
    SchemeView,
    ServiceView,
    UsersView,
)
from kontokit_generator.plan.credential_docstrings import (
    client_credentials,
    token_of_a_sign_in,
    token_of_your_own,
    user_credentials,
)
from kontokit_generator.plan.model import TagView
from kontokit_generator.plan.shape_writer import ShapeWriter
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import argument_name

USER = "userCredentials"


def plan_authentication(document: Document, tags: list[TagView]) -> AuthenticationView:
    """
    Plan the credentials that a client takes and its methods for users.

    Args:
        tags: Its operations, for the names of their constants.

    Raises:
        FindingsError: Clients do not know a scheme.
    """
    tree = document.tree
    raise_on_errors(refused_schemes(document))
    schemes = security_schemes(tree)
    writer = ShapeWriter.of(tags)
    bodies = {op.id: op.body for tag in tags for op in tag.operations}
    service = mapping(tree.get(TOKEN_SERVICE))
    return AuthenticationView(
        schemes=[SchemeView(name=one.name, source=_source(one, writer)) for one in schemes],
        credentials=[*_clients(schemes), *_user(schemes), *_tokens(schemes)],
        sign_in=_sign_in(schemes),
        has_tokens=any(one.makes_tokens for one in schemes),
        has_token_urls=any(one.urls for one in schemes),
        token_service=_service(writer, "TokenService", service),
        users=_users(mapping(tree.get(USERS)), writer, bodies),
        # Also inside of inline schemas, so the whole tree is searched.
        encrypts=any("x-kontokit-encrypted" in mapping(node) for _, node in walk(tree)),
    )


def _source(scheme: SecurityScheme, writer: ShapeWriter) -> str:
    if scheme.makes_tokens:
        return writer.shape(SCHEME, token_fields(scheme))
    if scheme.kind == "HeaderScheme":
        prefix = scheme.node.get("x-kontokit-prefix", "")
        header = python_literal(scheme.node["name"])
        return f"HeaderScheme(header={header}, prefix={python_literal(prefix)})"
    if scheme.kind == "QueryScheme":
        return f"QueryScheme(parameter={python_literal(scheme.node['name'])})"
    if scheme.kind == "CookieScheme":
        return f"CookieScheme(cookie={python_literal(scheme.node['name'])})"
    return f"{scheme.kind}()"


def _clients(schemes: list[SecurityScheme]) -> Iterator[CredentialView]:
    basic = {one.name: one.node.get("description", "") for one in schemes if one.is_basic}
    for name in client_names(schemes):
        made = [one for one in schemes if one.makes_tokens and one.client == name]
        own = [argument_name(one.name) for one in made if one.grant == "client_credentials"]
        users = [argument_name(one.name) for one in made if one.grant == "password"]
        argument = argument_name(name)
        yield CredentialView(
            name=name,
            argument=argument,
            annotation="ClientCredentials",
            doc=client_credentials(argument, own, users, basic.get(name, "")) or name,
        )


def _user(schemes: list[SecurityScheme]) -> Iterator[CredentialView]:
    if annotation := _sign_in(schemes):
        yield CredentialView(
            name=USER,
            argument=argument_name(USER),
            annotation=annotation,
            doc=user_credentials(refreshable="RefreshToken" in annotation),
        )


def _sign_in(schemes: list[SecurityScheme]) -> str | None:
    made = [one for one in schemes if one.grant == "password"]
    if not made:
        return None
    refreshable = any("refreshUrl" in one.flow for one in made)
    return "UserCredentials | RefreshToken" if refreshable else "UserCredentials"


def _tokens(schemes: list[SecurityScheme]) -> Iterator[CredentialView]:
    for scheme in schemes:
        if scheme.kind in ("BasicScheme", "CertificateScheme"):
            continue
        doc = scheme.node.get("description", scheme.name)
        if page := scheme.sign_in_page:
            doc = token_of_a_sign_in(doc, page)
        yield CredentialView(
            name=scheme.name,
            argument=argument_name(scheme.name),
            annotation="str | Secret",
            is_token=True,
            doc=token_of_your_own(doc) if scheme.makes_tokens else doc,
        )


def _service(writer: ShapeWriter, name: str, mark: Tree) -> ServiceView | None:
    if not mark:
        return None
    named = [one.name for one in named_operations(mark, name)]
    return ServiceView(
        source=writer.shape(name, mark), modules=sorted({writer.module(one) for one in named})
    )


def _users(mark: Tree, writer: ShapeWriter, bodies: dict[str, BodyView | None]) -> UsersView | None:
    service = _service(writer, "UserService", mark)
    if service is None:
        return None
    body = bodies[mark["create"]]
    given = (mark["username"], mark["password"])
    return UsersView(
        service=service,
        arguments=mapping(mark.get("arguments")),
        creates=mark["create"],
        removes=mark["remove"],
        fields=[one for one in (body.fields if body else []) if one.wire not in given],
    )
