"""
Security schemes: which of them clients know, and who may call an operation.
"""

from __future__ import annotations

from typing import Final

from kontokit_generator.adopt.names import first_free
from kontokit_generator.adopt.notes import Notes
from kontokit_generator.lint.tokens import FIXED_ARGUMENTS, USER_CREDENTIALS
from kontokit_generator.openapi.document import operations, resolved
from kontokit_generator.openapi.json_tree import Tree, is_list, mapping, sequence
from kontokit_generator.openapi.security_schemes import (
    MARK,
    SecurityScheme,
    client_names,
    environments,
    security_schemes,
)
from kontokit_generator.overlay.extension_checks import is_url
from kontokit_generator.python.naming import argument_name

_CLIENT: Final = "clientCredentials"
_OWN_FLOWS: Final = ("clientCredentials", "password")


def settle_schemes(tree: Tree, notes: Notes) -> None:
    """
    Settle how tokens are made, and give each scheme an argument of its own, in place.

    Schemes that clients do not know are taken out; operations that need one are left out.
    """
    components = {**mapping(tree.get("components"))}
    declared = mapping(components.get("securitySchemes"))
    components["securitySchemes"] = {
        name: {**mapping(resolved(tree, node))} for name, node in declared.items()
    }
    tree["components"] = components
    for scheme in security_schemes(tree):
        if scheme.makes_tokens:
            _settle_tokens(tree, scheme, notes)
    _write_security(tree, notes)
    _leave_out_unknown(tree, notes)
    _rename(tree, notes)


def _settle_tokens(tree: Tree, scheme: SecurityScheme, notes: Notes) -> None:
    node = mapping(tree["components"]["securitySchemes"][scheme.name])
    chosen = next((name for name in _OWN_FLOWS if name in scheme.flows), None)
    flow = {**mapping(scheme.flows.get(chosen or ""))}
    url = flow.get("tokenUrl")
    is_path = isinstance(url, str) and url.startswith("/") and not url.startswith("//")
    if not is_path and not is_url(url):
        # Secrets do not go to such an address; the caller has the token.
        node.clear()
        node |= {"type": "http", "scheme": "bearer"}
        notes.assume("token", scheme.place, "the caller passes the token")
        return
    if flow.get("refreshUrl", url) != url or chosen == _CLIENT:
        flow.pop("refreshUrl", None)
    others = {name: one for name, one in scheme.flows.items() if name not in _OWN_FLOWS}
    node["flows"] = {**others, str(chosen): flow}
    if MARK not in node:
        known = environments(tree)
        urls = {} if is_path else {"urls": dict.fromkeys(known, url)}
        node[MARK] = {"client": _CLIENT, "sent": "form", **urls}
        notes.assume("token", scheme.place, f"{chosen}, with the client's id in a form, at {url}")


def _write_security(tree: Tree, notes: Notes) -> None:
    """
    Write at each operation who may call it.
    """
    shared = tree.pop("security", None)
    for operation in operations(tree):
        if is_list(operation.node.get("security")):
            continue
        operation.node["security"] = [] if operation.is_webhook else [*sequence(shared)]
        if shared and not operation.is_webhook:
            notes.assume("security", operation.place)


def _leave_out_unknown(tree: Tree, notes: Notes) -> None:
    schemes = {one.name: one for one in security_schemes(tree)}
    known = {name for name, scheme in schemes.items() if scheme.kind is not None}
    for operation in [*operations(tree)]:
        written = [mapping(one) for one in operation.node["security"]]
        kept = [one for one in written if set(one) <= known]
        operation.node["security"] = kept
        if written and not kept:
            missing = next(name for one in written for name in one if name not in known)
            how = _kind(schemes[missing]) if missing in schemes else "not declared"
            _remove(tree, operation.path, operation.method)
            reason = f"its security scheme {missing} is {how}"
            fix = "name one that clients know in 'security', or remove it there in the overlay"
            notes.leave_out("operation", operation.place, reason, fix)
    tree["components"]["securitySchemes"] = {
        name: node for name, node in tree["components"]["securitySchemes"].items() if name in known
    }


def _kind(scheme: SecurityScheme) -> str:
    node = scheme.node
    kind = " ".join(str(node[key]) for key in ("type", "scheme", "in") if key in node)
    return f"{kind or 'of no type'}, which clients do not know"


def _remove(tree: Tree, path: str, method: str) -> None:
    item = mapping(mapping(tree.get("paths")).get(path))
    item.pop(method, None)


def _rename(tree: Tree, notes: Notes) -> None:
    """
    Rename schemes whose arguments are taken: by the client, or by one another.
    """
    schemes = security_schemes(tree)
    taken = {*FIXED_ARGUMENTS, argument_name(USER_CREDENTIALS)}
    clients = [one for one in client_names(schemes) if one not in {s.name for s in schemes}]
    taken |= {argument_name(one) for one in clients}
    names: dict[str, str] = {}
    for scheme in schemes:
        wanted = scheme.name if argument_name(scheme.name) not in taken else f"{scheme.name}Scheme"
        name = first_free(wanted, taken, argument_name)
        taken.add(argument_name(name))
        if name != scheme.name:
            names[scheme.name] = name
            notes.assume("scheme", scheme.place, name)
    if not names:
        return
    declared = tree["components"]["securitySchemes"]
    tree["components"]["securitySchemes"] = {
        names.get(name, name): node for name, node in declared.items()
    }
    for operation in operations(tree):
        operation.node["security"] = [
            {names.get(name, name): scopes for name, scopes in mapping(one).items()}
            for one in operation.node["security"]
        ]
