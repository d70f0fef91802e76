"""
The security schemes of a document and how their tokens are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from attrs import field, frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence

Grant = Literal["password", "client_credentials"]
Kind = Literal[
    "BasicScheme",
    "BearerScheme",
    "CertificateScheme",
    "CookieScheme",
    "HeaderScheme",
    "QueryScheme",
    "TokenScheme",
]

_API_KEYS: dict[object, Kind] = {
    "header": "HeaderScheme",
    "query": "QueryScheme",
    "cookie": "CookieScheme",
}
_HTTP: dict[str, Kind] = {"basic": "BasicScheme", "bearer": "BearerScheme"}
_GRANTS: dict[str, Grant] = {
    "password": "password",
    "clientCredentials": "client_credentials",
}

MARK = "x-kontokit-token"
"""Where a scheme says from which credentials its tokens are made."""


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
    def kind(self) -> Kind | None:
        """
        The class of the runtime that it is; None where the runtime has none.
        """
        match self.node.get("type"):
            case "apiKey":
                return _API_KEYS.get(str(self.node.get("in")))
            case "http":
                return _HTTP.get(str(self.node.get("scheme")).lower())
            case "mutualTLS":
                return "CertificateScheme"
            case "openIdConnect":
                return "BearerScheme"
            case "oauth2":
                return "TokenScheme" if self._own_flows or not self.flows else "BearerScheme"
            case _:
                return None

    @property
    def is_basic(self) -> bool:
        """
        Whether id and secret are sent as HTTP Basic.
        """
        return self.kind == "BasicScheme"

    @property
    def makes_tokens(self) -> bool:
        """
        Whether its tokens are made from credentials.
        """
        return self.kind == "TokenScheme"

    @property
    def sign_in_page(self) -> str:
        """
        Where a user signs in with a browser, whose tokens the caller passes; empty for others.
        """
        if self.kind != "BearerScheme":
            return ""
        pages = [str(mapping(one).get("authorizationUrl", "")) for one in self.flows.values()]
        return next(filter(None, [*pages, str(self.node.get("openIdConnectUrl", ""))]), "")

    @property
    def mark(self) -> Tree:
        """
        What the overlay says of its tokens.
        """
        return mapping(self.node.get(MARK))

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
        names = self._own_flows
        return _GRANTS[names[0]] if len(names) == 1 else None

    @property
    def flow(self) -> Tree:
        """
        Its only flow that needs no browser.
        """
        return mapping(self.flows.get(next(iter(self._own_flows), "")))

    @property
    def _own_flows(self) -> list[str]:
        # Others need a browser, which a client without a web server has not.
        return [name for name in self.flows if name in _GRANTS]


def refused_schemes(document: Document) -> Iterator[Finding]:
    """
    Find the schemes that clients do not know: sent in another way, they would be refused by every
    server.
    """
    for scheme in security_schemes(document.tree):
        if scheme.kind is None and "$ref" not in scheme.node:
            node = scheme.node
            name = " ".join(str(node[key]) for key in ("type", "scheme", "in") if key in node)
            yield document.finding(
                scheme.place,
                f"{scheme.name} is {name or 'of no type'}, which clients do not know",
                "use apiKey, http basic or bearer, mutualTLS, oauth2 or openIdConnect, or none",
            )


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
