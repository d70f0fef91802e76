"""
Rules about what the overlay says of tokens: who makes them, where, and from what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kontokit_generator.lint.queries import body_has, calls, parameter_names
from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import mapping, pointer
from kontokit_generator.openapi.security_schemes import (
    MARK,
    SecurityScheme,
    client_names,
    environments,
    refused_schemes,
    security_schemes,
)
from kontokit_generator.overlay.extension_checks import is_url
from kontokit_generator.overlay.extensions import TOKEN_SERVICE
from kontokit_generator.python.naming import argument_name

USER_CREDENTIALS = "userCredentials"
"""What the credentials of a user are called beside the schemes."""

FIXED_ARGUMENTS = (
    "base_url",
    "engine",
    "environment",
    "headers",
    "http",
    "timeouts",
    "token_store",
    "token_url",
    "transport",
)
"""Arguments that every client has, whatever its document says."""


@rule("merged")
def every_token_scheme_names_its_credentials(document: Document) -> Iterator[Finding]:
    """
    A scheme whose tokens are made has a mark, and no other scheme has one.
    """
    for scheme in security_schemes(document.tree):
        if scheme.makes_tokens and MARK not in scheme.node:
            message = f"{scheme.name} does not say what its tokens are made from"
            fix = f"add an action to overlay.yaml that sets {MARK}"
            yield document.finding(scheme.place, message, fix)
        if MARK in scheme.node and not scheme.makes_tokens:
            place = pointer(MARK, base=scheme.place)
            message = f"no tokens are made for {scheme.name}"
            yield document.finding(place, message, "delete the action, or correct the scheme")


@rule("raw")
def every_security_scheme_is_one_that_clients_know(document: Document) -> Iterator[Finding]:
    """
    A scheme that is sent in another way than its own would be refused by every server.
    """
    yield from refused_schemes(document)


@rule("merged")
def every_token_scheme_has_one_flow(document: Document) -> Iterator[Finding]:
    """
    A client goes one way to its tokens, and renews them at the same address.
    """
    for scheme in _token_schemes(document):
        place = pointer("flows", base=scheme.place)
        if scheme.grant is None:
            message = f"{scheme.name} has more than one flow that needs no browser"
            yield document.finding(place, message, "keep either password or clientCredentials")
        elif scheme.flow.get("refreshUrl", scheme.flow.get("tokenUrl")) != scheme.flow.get(
            "tokenUrl"
        ):
            message = f"the tokens of {scheme.name} are renewed at another address"
            yield document.finding(place, message, "make refreshUrl the same as tokenUrl")
        elif "refreshUrl" in scheme.flow and scheme.grant != "password":
            message = f"the tokens of {scheme.name} are a client's and are not renewed"
            yield document.finding(place, message, "delete refreshUrl")


@rule("merged")
def every_environment_has_a_token_url(document: Document) -> Iterator[Finding]:
    """
    Credentials of one environment are never sent to the token service of another one.
    """
    known = environments(document.tree)
    for scheme in _token_schemes(document):
        place = pointer(MARK, "urls", base=scheme.place)
        for name in scheme.urls.keys() - known.keys():
            message = f"{scheme.name} has an address for the unknown environment {name}"
            yield document.finding(place, message, f"use {', '.join(sorted(known))}")
        if str(scheme.flow.get("tokenUrl", "/")).startswith("/"):
            continue
        for name in known.keys() - scheme.urls.keys():
            message = f"{scheme.name} does not say where the tokens of {name} are made"
            yield document.finding(place, message, f"add {name} to urls in the overlay")
        if scheme.urls and scheme.flow.get("tokenUrl") not in scheme.urls.values():
            message = f"no environment makes tokens at the tokenUrl of {scheme.name}"
            yield document.finding(place, message, "let document and overlay agree")


@rule("merged")
def every_token_url_is_a_path_or_a_safe_address(document: Document) -> Iterator[Finding]:
    """
    Secrets go to tokenUrl, so it stays on the server or is https.
    """
    for scheme in _token_schemes(document):
        url = scheme.flow.get("tokenUrl")
        is_path = isinstance(url, str) and url.startswith("/") and not url.startswith("//")
        if not is_path and not is_url(url):
            message = f"the tokenUrl of {scheme.name} is neither a path nor https"
            place = pointer("flows", base=scheme.place)
            yield document.finding(place, message, "write a path from the base URL, or https://…")


@rule("merged")
def credentials_for_basic_have_a_scheme(document: Document) -> Iterator[Finding]:
    """
    What is sent as HTTP Basic is declared as HTTP Basic, and other schemes are no clients.
    """
    known = {one.name: one for one in security_schemes(document.tree)}
    for scheme in _token_schemes(document):
        place = pointer(MARK, base=scheme.place)
        declared = known.get(scheme.client)
        if scheme.mark.get("sent") == "basic" and not (declared and declared.is_basic):
            message = f"{scheme.client} is no scheme of HTTP Basic"
            yield document.finding(place, message, "name the scheme that is, or send a form")
        elif declared and not declared.is_basic:
            message = f"{scheme.client} is the name of a scheme with tokens"
            yield document.finding(place, message, "name the credentials differently")


@rule("merged")
def arguments_of_the_client_differ(document: Document) -> Iterator[Finding]:
    """
    The constructor takes credentials and tokens beside arguments that every client has.
    """
    schemes = security_schemes(document.tree)
    clients = client_names(schemes)
    tokens = [one.name for one in schemes if not one.is_basic]
    user = [USER_CREDENTIALS] if any(one.grant == "password" for one in schemes) else []
    seen = Counter([argument_name(name) for name in (*clients, *user, *tokens)])
    for name in dict.fromkeys((*clients, *tokens)):
        argument = argument_name(name)
        if seen[argument] > 1 or argument in FIXED_ARGUMENTS:
            place = pointer("components", "securitySchemes", name)
            message = f"the argument {argument} of the client is taken"
            yield document.finding(place, message, f"call {name} differently")


@rule("merged")
def the_token_service_names_what_exists(document: Document) -> Iterator[Finding]:
    """
    Its operations exist, and those that deal with one token take it.
    """
    known = {operation.name: operation for operation in calls(document)}
    for role, name in mapping(document.tree.get(TOKEN_SERVICE)).items():
        place, operation = pointer(TOKEN_SERVICE, role), known.get(str(name))
        if operation is None:
            message = f"there is no operation {name}"
            yield document.finding(place, message, "correct the operationId in the overlay")
        # Making a token takes credentials; only revoking and introspecting take the token.
        elif role != "create" and not (
            "token" in parameter_names(document, operation)
            or body_has(document, operation, "token")
        ):
            message = f"{name} takes no token"
            yield document.finding(place, message, "name the operation that takes 'token'")


def _token_schemes(document: Document) -> list[SecurityScheme]:
    return [one for one in security_schemes(document.tree) if one.makes_tokens]
