"""
Rules about what an overlay says of error codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kontokit_generator.lint.rules import rule
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import mapping, pointer, sequence
from kontokit_generator.overlay.error_codes_extension import KEY


@rule("merged")
def error_codes_are_those_of_their_enums(document: Document) -> Iterator[Finding]:
    """
    Each code of the named enums is explained, and nothing else is.
    """
    said = mapping(document.tree.get(KEY))
    explained = mapping(said.get("codes"))
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    known: set[str] = set()
    for name in sequence(said.get("enums")):
        listed = sequence(mapping(schemas.get(str(name))).get("enum"))
        values = [one for one in listed if isinstance(one, str)]
        if not values:
            message = f"there is no enum {name}"
            yield document.finding(pointer(KEY, "enums"), message, "correct it in the overlay")
        for value in values:
            known.add(value)
            if value not in explained:
                message = f"the code {value} of {name} is not explained"
                yield document.finding(pointer(KEY, "codes"), message, f"add {value}: {{tell: …}}")
    for code in sorted(set(explained) - known):
        message = f"no enum has the code {code}"
        yield document.finding(pointer(KEY, "codes", code), message, "delete it")


@rule("merged")
def error_codes_say_what_happened(document: Document) -> Iterator[Finding]:
    """
    In the enum's descriptions or in the overlay.
    """
    said = mapping(document.tree.get(KEY))
    schemas = mapping(mapping(document.tree.get("components")).get("schemas"))
    enums = [mapping(schemas.get(str(name))) for name in sequence(said.get("enums"))]
    described = {code for enum in enums for code in mapping(enum.get("x-enum-descriptions"))}
    for code, entry in mapping(said.get("codes")).items():
        if code not in described and "what" not in mapping(entry):
            message = f"nothing says what happened with {code}"
            fix = f"add '{code}: …' to x-enum-descriptions, or what: … here"
            yield document.finding(pointer(KEY, "codes", code), message, fix)
