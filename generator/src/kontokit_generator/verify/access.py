"""
Compares the security schemes, the token service and the user service.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer
from kontokit_generator.openapi.security_schemes import SecurityScheme, security_schemes
from kontokit_generator.overlay.extensions import TOKEN_SERVICE, USERS
from kontokit_generator.verify.operations import FIX
from kontokit_generator.verify.source_reader import PackageSource, entries, keywords, literal


@frozen
class AccessVerifier:
    """
    The security schemes and the services of a document beside those of the package.
    """

    document: Document
    source: PackageSource

    def differences(self) -> Iterator[Finding]:
        """
        Find what the document says of tokens and users and the package does not.
        """
        yield from self._schemes()
        yield from self._token_service()
        yield from self._user_service()
        yield from self._methods()

    def _loss(self, place: str, message: str) -> Finding:
        return self.document.finding(place, message, FIX)

    def _schemes(self) -> Iterator[Finding]:
        found = entries(self.source.client.api.get("schemes"))
        for scheme in security_schemes(self.document.tree):
            written = found.pop(scheme.name, None)
            if written is None:
                yield self._loss(scheme.place, f"the security scheme {scheme.name} is missing")
            elif ast.unparse(written).partition("(")[0] != scheme.kind:
                yield self._loss(scheme.place, f"{scheme.name} is not {scheme.kind}")
            elif scheme.makes_tokens:
                for key in _differing(_wanted(scheme), keywords(written)):
                    message = f"the package says something else of {key} for {scheme.name}"
                    yield self._loss(scheme.place, message)
        for name in found:
            message = f"the package has the unknown security scheme {name}"
            yield self._loss(pointer("components", "securitySchemes"), message)

    def _token_service(self) -> Iterator[Finding]:
        written = self._written("token_service")
        for role, name in mapping(self.document.tree.get(TOKEN_SERVICE)).items():
            if self._operations(written.get(role)) != [name]:
                message = f"the package does not know {name} to {role} tokens"
                yield self._loss(pointer(TOKEN_SERVICE, role), message)

    def _user_service(self) -> Iterator[Finding]:
        wanted = mapping(self.document.tree.get(USERS))
        if not wanted:
            return
        written = self._written("user_service")
        said = {
            **{key: literal(written.get(key)) for key in ("username", "password")},
            "arguments": literal(written.get("arguments"), {}),
            "create": "".join(self._operations(written.get("create"))),
            "remove": self._operations(written.get("remove")),
        }
        expected: dict[str, Any] = {"arguments": {}, **wanted}
        for key, value in expected.items():
            if said[key] != value:
                message = f"the package says something else of {key} for users"
                yield self._loss(pointer(USERS, key), message)

    def _methods(self) -> Iterator[Finding]:
        grants = {one.grant for one in security_schemes(self.document.tree)}
        wanted = {"as_user"} if "password" in grants else set[str]()
        if USERS in self.document.tree:
            wanted |= {"create_user", "delete_user"}
        client = str(mapping(self.document.tree.get("x-kontokit-client")).get("name", ""))
        for name in (client, f"Async{client}"):
            for method in sorted(wanted - self.source.client.methods.get(name, frozenset())):
                message = f"{name} has no method {method}"
                yield self._loss(pointer("components", "securitySchemes"), message)

    def _written(self, key: str) -> dict[str, ast.expr]:
        named = self.source.client.api.get(key)
        function = ast.unparse(named) if named is not None else ""
        return self.source.client.results.get(function, {})

    def _operations(self, node: ast.expr | None) -> list[str]:
        """
        Return the operationIds of ``module.CONSTANT`` or of a tuple of them.
        """
        items = node.elts if isinstance(node, ast.Tuple) else [node] if node else []
        known = {
            f"{one.module}.{one.constant}": name for name, one in self.source.operations.items()
        }
        return [known.get(ast.unparse(item), "") for item in items]


def _wanted(scheme: SecurityScheme) -> Tree:
    return {
        "grant": scheme.grant,
        "url": scheme.flow.get("tokenUrl"),
        "refreshable": "refreshUrl" in scheme.flow,
        "scoped": False,
        "expiry": None,
        "urls": {},
        **scheme.mark,
    }


def _differing(wanted: Tree, written: dict[str, ast.expr]) -> Iterator[str]:
    # Templates leave out what the runtime has as default.
    defaults: dict[str, Any] = {"refreshable": False, "scoped": False, "urls": {}}
    for key, value in wanted.items():
        if literal(written.get(key), defaults.get(key)) != value:
            yield key
