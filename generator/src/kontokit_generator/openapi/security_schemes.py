"""
The security schemes of a document and how their tokens are made.
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import field, frozen

from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence

Grant = Literal["password", "client_credentials"]

_GRANTS: dict[str, Grant] = {
    "password": "password",
    "clientCredentials": "client_credentials",
}


@frozen
class SecurityScheme:
    """
    One entry of ``components/securitySchemes``.
    """

    name: str
    node: Tree = field(repr=False)

    @property
    def place(self) -> str:
        """
        JSON pointer of the scheme.
        """
        return pointer("components", "securitySchemes", self.name)

    @property
    def is_basic(self) -> bool:
        """
        Whether id and secret are sent as HTTP Basic.
        """
        return self.node.get("type") == "http" and str(self.node.get("scheme")).lower() == "basic"

    @property
    def makes_tokens(self) -> bool:
        """
        Whether its tokens are made from credentials.
        """
        return self.node.get("type") == "oauth2"

    @property
    def mark(self) -> Tree:
        """
        What the overlay says of its tokens.
        """
        return mapping(self.node.get("x-kontokit-token"))

    @property
    def client(self) -> str:
        """
        Name of the client's credentials that its tokens are made from.
        """
        return str(self.mark.get("client", ""))

    @property
    def urls(self) -> Tree:
        """
        Where another server makes its tokens, by environment.
        """
        return mapping(self.mark.get("urls"))

    @property
    def flows(self) -> Tree:
        """
        Its OAuth flows as the document has them.
        """
        return mapping(self.node.get("flows"))

    @property
    def grant(self) -> Grant | None:
        """
        What its tokens are made with; None for a flow that no client of ours can go alone.
        """
        names = list(self.flows)
        # Authorisation code needs a browser, which a client without a web server has not.
        return _GRANTS.get(names[0]) if len(names) == 1 else None

    @property
    def flow(self) -> Tree:
        """
        Its only flow.
        """
        return mapping(next(iter(self.flows.values()), None))


def security_schemes(tree: Tree) -> list[SecurityScheme]:
    """
    List the ways to authenticate in the document's order.
    """
    declared = mapping(mapping(tree.get("components")).get("securitySchemes"))
    return [SecurityScheme(name, mapping(node)) for name, node in declared.items()]


def client_names(schemes: list[SecurityScheme]) -> list[str]:
    """
    Name the credentials of clients that a program may pass, each once.
    """
    made = [one.client for one in schemes if one.makes_tokens and one.client]
    return list(dict.fromkeys([*made, *(one.name for one in schemes if one.is_basic)]))


def environments(tree: Tree) -> dict[str, Any]:
    """
    Return the base URL of each environment.
    """
    servers = [mapping(one) for one in sequence(tree.get("servers"))]
    return {str(one.get("x-environment", "production")): one.get("url") for one in servers}
