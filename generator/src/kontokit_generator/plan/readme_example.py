"""
The first call that a package's README shows.
"""

from __future__ import annotations

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.security_schemes import SecurityScheme, security_schemes
from kontokit_generator.overlay.client_extension import client_of
from kontokit_generator.plan.client_views import AuthenticationView
from kontokit_generator.plan.model import ExampleView, OperationView, TagView
from kontokit_generator.python.naming import argument_name


def first_call(
    document: Document, tags: list[TagView], authentication: AuthenticationView
) -> ExampleView | None:
    """
    Choose the call that the README shows and the credentials that it needs.

    Returns:
        None where the document describes nothing but notifications.
    """
    if not tags:
        return None
    tag, operation = _chosen(document, tags)
    scheme = _needed(document, operation)
    for_client = scheme is not None and (scheme.makes_tokens or scheme.is_basic)
    users = authentication.users
    return ExampleView(
        tag=tag,
        operation=operation,
        argument=_argument(scheme),
        client_id=("tenant/client" if users and users.needs_tenant else "client-id")
        if for_client
        else None,
        for_user=scheme is not None and scheme.grant == "password",
    )


def _needed(document: Document, operation: OperationView) -> SecurityScheme | None:
    names = next(iter(operation.security), ())
    return next((one for one in security_schemes(document.tree) if one.name in names), None)


def _argument(scheme: SecurityScheme | None) -> str:
    if scheme is None or scheme.kind == "CertificateScheme":
        return ""
    if scheme.makes_tokens or scheme.is_basic:
        return f"{argument_name(scheme.client or scheme.name)}=credentials"
    return f'{argument_name(scheme.name)}="…"'


def _chosen(document: Document, tags: list[TagView]) -> tuple[TagView, OperationView]:
    """
    Take the operation that the overlay names, or an easy one.
    """
    wanted = client_of(document.tree).get("first_call")
    calls = [(tag, operation) for tag in tags for operation in tag.operations]
    # False sorts before True, so the wanted operation comes first.
    return min(calls, key=lambda call: (call[1].id != wanted, *_awkwardness(call[1])))


def _awkwardness(operation: OperationView) -> tuple[bool, bool, bool, int]:
    """
    Rank operations: simplest is a list without required arguments.
    """
    required = [argument for argument in operation.arguments if argument.required]
    needs_more = operation.body is not None or any(a.place != "path" for a in required)
    return operation.retry_class != "read", needs_more, operation.name != "list", len(required)
