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
from kontokit_generator.openapi.security_schemes import security_schemes
from kontokit_generator.overlay.client_extension import client_names_of
from kontokit_generator.overlay.extensions import EXTENSIONS, TOKEN_SERVICE, USERS, Extension
from kontokit_generator.overlay.shapes import Field, field_of, shapes
from kontokit_generator.overlay.token_extension import SCHEME, token_fields
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
        yield from self._services()
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
                for key in _differing(token_fields(scheme), keywords(written)):
                    message = f"the package says something else of {key} for {scheme.name}"
                    yield self._loss(scheme.place, message)
        for name in found:
            message = f"the package has the unknown security scheme {name}"
            yield self._loss(pointer("components", "securitySchemes"), message)

    def _services(self) -> Iterator[Finding]:
        for key, title in ((TOKEN_SERVICE, "tokens"), (USERS, "users")):
            for name in self._otherwise(EXTENSIONS[key]):
                message = f"the package says something else of {name} for {title}"
                yield self._loss(pointer(key, name), message)

    def _otherwise(self, extension: Extension) -> Iterator[str]:
        """
        Name the fields of a service that the package has otherwise than the overlay says.
        """
        said = mapping(self.document.tree.get(extension.key))
        if not said or extension.fills is None:
            return
        written = self._written(extension.fills[1])
        for name, one in shapes()[field_of(*extension.fills).kind].items():
            if (said.get(name) or None) != self._read(one, written.get(name)):
                yield name

    def _read(self, field: Field, written: ast.expr | None) -> Any:
        if field.kind != "operation":
            return literal(written) or None
        found = self._operations(written)
        return found or None if field.many == "list" else next(iter(found), None)

    def _methods(self) -> Iterator[Finding]:
        grants = {one.grant for one in security_schemes(self.document.tree)}
        wanted = {"as_user"} if "password" in grants else set[str]()
        if USERS in self.document.tree:
            wanted |= {"create_user", "delete_user"}
        for name in client_names_of(self.document.tree):
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


def _differing(wanted: Tree, written: dict[str, ast.expr]) -> Iterator[str]:
    # What is false or empty is left out, as the runtime has it as default.
    for key in shapes()[SCHEME]:
        if (literal(written.get(key)) or None) != wanted.get(key):
            yield key
