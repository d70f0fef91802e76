"""
Rules about keys: only those that mean something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import pointer
from kontokit_generator.openapi.object_model import CHILDREN, Located, objects
from kontokit_generator.overlay.extensions import PREFIX

OWN_KEYS = (
    "x-environment",
    "x-source",
    "x-body-optional",
    "x-enum-descriptions",
    "x-enum-parents",
    "x-enum-labels",
    "x-not-iban",
    "x-not-secret",
    "x-unreferenced",
)
"""kontokit's own keys that belong to the API itself and stand in ``openapi.yaml``."""

_OLDER_KEYS: Mapping[str, str] = {
    "nullable": "write type: [string, 'null'], or anyOf with {type: 'null'} beside a reference",
    "definitions": "move its schemas to components/schemas",
    "host": "write the address as 'servers'",
    "basePath": "write the address as 'servers'",
    "schemes": "write the address as 'servers'",
    "consumes": "write the media types under 'content' of each requestBody",
    "produces": "write the media types under 'content' of each response",
    "securityDefinitions": "move its schemes to components/securitySchemes",
    "collectionFormat": "write 'style' and 'explode'",
}
"""What is written today for keys of OpenAPI 2.0 and 3.0."""

_VALUED = (
    "name in description required deprecated allowEmptyValue style explode allowReserved example"
)
_SCHEMA = (
    "$ref $comment title description type format enum const default example examples required "
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern "
    "minItems maxItems uniqueItems minProperties maxProperties deprecated readOnly writeOnly xml"
)
_PLAIN_KEYS: Mapping[str, str] = {
    "root": "openapi jsonSchemaDialect security",
    "info": "title summary description termsOfService version",
    "contact": "name url email",
    "license": "name identifier url",
    "server": "url description",
    "server variable": "enum default description",
    "tag": "name description",
    "external docs": "description url",
    "components": "links callbacks",
    "path item": "$ref summary description",
    "operation": "tags summary description operationId deprecated security callbacks",
    "parameter": "$ref " + _VALUED,
    "header": "$ref " + _VALUED,
    "request body": "$ref description required",
    "response": "$ref description links",
    "media type": "example",
    "encoding": "contentType style explode allowReserved",
    "example": "$ref summary description value externalValue",
    "schema": _SCHEMA,
    "discriminator": "propertyName mapping",
    "security scheme": "$ref type description name in scheme bearerFormat openIdConnectUrl",
    "oauth flows": "",
    "oauth flow": "authorizationUrl tokenUrl refreshUrl scopes",
}


def known_keys(kind: str) -> set[str]:
    """
    Name the keys that an object of OpenAPI may have.
    """
    return {*_PLAIN_KEYS[kind].split(), *CHILDREN.get(kind, {})}


@rule("raw")
def every_key_is_known(document: Document) -> Iterator[Finding]:
    """
    A misspelled key is ignored, and with it a rule of the API.
    """
    for located in objects(document.tree):
        known = known_keys(located.kind)
        for key in located.node:
            if key not in known and not key.startswith("x-"):
                yield _unknown(document, located, key, sorted(known))


@rule("raw", adopted="warning")
def every_own_key_is_spelled_right(document: Document) -> Iterator[Finding]:
    """
    A key that looks like one of kontokit's own but is not one is a typing error.
    """
    for located in objects(document.tree):
        for key in located.node:
            # 0.85 catches one wrong letter, yet lets other tools' extensions pass.
            near = get_close_matches(key, OWN_KEYS, n=1, cutoff=0.85)
            if key.startswith("x-") and key not in OWN_KEYS and near:
                yield _unknown(document, located, key, OWN_KEYS)


@rule("raw", adopted="off")
def extensions_stand_in_the_overlay(document: Document) -> Iterator[Finding]:
    """
    The API and the settings of the generator are described in two files.
    """
    for located in objects(document.tree):
        for key in located.node:
            if key.startswith(PREFIX):
                yield document.finding(
                    pointer(key, base=located.place),
                    f"{key} does not describe the API",
                    "move it to overlay.yaml, with the reason",
                )


def _unknown(
    document: Document, located: Located, key: str, known: list[str] | tuple[str, ...]
) -> Finding:
    near = get_close_matches(key, known, n=1)
    fix = f"write {near[0]}" if near else "delete it, or name it x-…"
    return document.finding(
        pointer(key, base=located.place),
        f"unknown key '{key}' ({located.kind})",
        _OLDER_KEYS.get(key, fix),
    )
