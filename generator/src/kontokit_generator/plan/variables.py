"""
The environment variables from which ``from_env`` reads the arguments of a client.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.security_schemes import security_schemes
from kontokit_generator.overlay.client_extension import client_of
from kontokit_generator.plan.client_views import AuthenticationView, CredentialView, VariablesView
from kontokit_generator.python.naming import argument_name


def plan_variables(document: Document, authentication: AuthenticationView) -> list[VariablesView]:
    """
    Name the environment variables of a client, the required ones first.

    Credentials of users and tokens that the client makes itself are not read: they differ from
    call to call.
    """
    client = client_of(document.tree)
    own = client.get("env", document.api.upper())
    # Several APIs of a provider may share credentials, but not the address of a server.
    server = client.get("env_server", own)
    found = list(_credentials(document, authentication, f"KONTOKIT_{own}"))
    if authentication.encrypts:
        found.append(_one("credential_key", f"KONTOKIT_{own}"))
    found.append(_one("environment", f"KONTOKIT_{own}"))
    found.append(_one("base_url", f"KONTOKIT_{server}"))
    if authentication.has_token_urls:
        found.append(_one("token_url", f"KONTOKIT_{server}"))
    return found


def _credentials(
    document: Document, authentication: AuthenticationView, prefix: str
) -> Iterator[VariablesView]:
    made = {argument_name(s.name) for s in security_schemes(document.tree) if s.makes_tokens}
    own = [one for one in authentication.credentials if one.argument not in made]
    read = [one for one in own if "UserCredentials" not in one.annotation]
    for index, one in enumerate(read):
        yield VariablesView(argument=one.argument, names=_names(one, prefix), required=index == 0)


def _names(credential: CredentialView, prefix: str) -> tuple[str, ...]:
    if credential.annotation != "ClientCredentials":
        return (f"{prefix}_{credential.argument.upper()}",)
    who = credential.argument.removesuffix("_credentials").removesuffix("_client").upper()
    client = who if who == "CLIENT" else f"{who}_CLIENT"
    return (f"{prefix}_{client}_ID", f"{prefix}_{client}_SECRET")


def _one(argument: str, prefix: str) -> VariablesView:
    return VariablesView(argument=argument, names=(f"{prefix}_{argument.upper()}",), required=False)
