"""
Rules about the fields, statuses and codes that the overlay names where SCA is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kontokit_generator.lint.queries import body_has, body_property, calls, property_of, values_of
from kontokit_generator.lint.rules import rule
from kontokit_generator.lint.sca_paths import (
    AnswerPaths,
    asking,
    challenge,
    entries_of,
    error,
    forms,
    inside,
    lookups,
    mechanism,
    related,
)
from kontokit_generator.openapi.document import Document
from kontokit_generator.openapi.findings import Finding
from kontokit_generator.openapi.json_tree import Tree, mapping, pointer, sequence
from kontokit_generator.overlay.sca_extension import KEY

# A misspelled code would never match, and the error would be treated as unknown.
_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_ANSWER = ("reference", "method", "answer", "returned", "confirmed")
_CORRECT = "correct the name in the overlay"


@frozen
class _Status:
    """
    The values of a status, and those that the overlay explains.
    """

    place: str
    values: list[str]
    explained: list[str]


@rule("merged")
def a_repeated_call_takes_the_answer(document: Document) -> Iterator[Finding]:
    """
    The body of each has the field for it, and the answer has its parts.
    """
    mark, place = mechanism(document, "repeat"), pointer(KEY, "repeat")
    for operation in asking(document, "repeat") if "field" in mark else ():
        answer = body_property(document, operation, str(mark["field"]))
        if answer is None:
            message = f"the body of {operation.name} has no property {mark['field']}"
            yield document.finding(pointer("field", base=place), message, _CORRECT)
            continue
        for key in _ANSWER:
            if key in mark and property_of(document, answer, str(mark[key])) is None:
                message = f"{mark['field']} of {operation.name} has no property {mark[key]}"
                yield document.finding(pointer(key, base=place), message, _CORRECT)


@rule("merged")
def fields_of_repeated_calls_are_in_one_of_them(document: Document) -> Iterator[Finding]:
    """
    The address to come back to, the credentials, the bank and the access are fields of at least one
    body.
    """
    mark, place = mechanism(document, "repeat"), pointer(KEY, "repeat")
    found = asking(document, "repeat")
    named = [(pointer(key, base=place), mark.get(key)) for key in ("return_url", "login")]
    for key in ("bank", "access"):
        for index, name in enumerate(sequence(mark.get(key))):
            named.append((pointer(key, index, base=place), name))
    for where, name in named:
        if name and found and not any(body_has(document, one, str(name)) for one in found):
            message = f"no repeated call has a property {name} in its body"
            yield document.finding(where, message, _CORRECT)


@rule("merged")
def codes_of_wrong_credentials_are_refusals(document: Document) -> Iterator[Finding]:
    """
    A code that is no refusal never says that credentials are wrong.
    """
    mark = mechanism(document, "repeat")
    for index, code in enumerate(sequence(mark.get("wrong_login"))):
        if mapping(mapping(mark.get("codes")).get(str(code))).get("before") != "refused":
            message = f"{code} is not among the codes that refuse the call"
            place = pointer(KEY, "repeat", "wrong_login", index)
            yield document.finding(place, message, "list it under codes in the overlay")


@rule("merged")
def what_is_looked_up_is_in_the_lost_call(document: Document) -> Iterator[Finding]:
    """
    The body of a call whose answer was lost names what can be asked for.
    """
    known = {operation.name: operation for operation in calls(document)}
    for name, lookup in mapping(mechanism(document, "repeat").get("status_queries")).items():
        operation, value = known.get(name), mapping(lookup).get("value")
        if operation and value and not body_has(document, operation, str(value)):
            message = f"the body of {name} has no property {value}"
            place = pointer(KEY, "repeat", "status_queries", name, "value")
            yield document.finding(place, message, _CORRECT)


@rule("merged")
def the_challenge_stands_in_an_error(document: Document) -> Iterator[Finding]:
    """
    Where calls are repeated, the error before says what the bank wants.
    """
    if mechanism(document, "repeat") and not challenge(document).schemas:
        message = "no error says where its challenge stands"
        fix = "add challenge to x-kontokit-error in the overlay"
        yield document.finding(pointer(KEY, "repeat"), message, fix)


@rule("merged")
def what_is_read_for_sca_exists(document: Document) -> Iterator[Finding]:
    """
    Challenges, orders, web forms, tasks and resources with relations have the fields that are
    read of them.
    """
    others = (answer for found in (lookups, forms) for _, _, answer in found(document))
    for answer in (challenge(document), error(document), *others, related(document)):
        # Without a schema there is nothing to compare with; other rules report its absence.
        for place, path in answer.names if answer.schemas else ():
            if answer.at(document, path) is None:
                message = f"{path} is no property of {answer.owner}"
                yield document.finding(place, message, _CORRECT)


@rule("merged")
def every_status_of_sca_has_a_meaning(document: Document) -> Iterator[Finding]:
    """
    The overlay explains the values that there are, and all of them.
    """
    for one in _statuses(document):
        # A status without an enum may have any value.
        for value in one.explained if one.values else ():
            if value not in one.values:
                message = f"there is no status {value}"
                yield document.finding(one.place, message, f"use {', '.join(one.values)}")
        for value in one.values:
            if value not in one.explained:
                message = f"nothing says what the status {value} means"
                yield document.finding(one.place, message, f"add {value} in the overlay")


@rule("merged")
def every_code_of_sca_looks_like_one(document: Document) -> Iterator[Finding]:
    """
    Codes are capitals, digits and underscores.
    """
    for place, code in _codes(document):
        if not _CODE.fullmatch(code):
            yield document.finding(place, f"{code!r} is no code", "write it as the API does")


def _statuses(document: Document) -> Iterator[_Status]:
    mark, place = mechanism(document, "repeat"), pointer(KEY, "repeat")
    asked = challenge(document)
    yield _explained(document, asked, mark, pointer("statuses", base=place))
    for where, lookup, answer in lookups(document):
        prefix = entries_of(lookup.get("items"))
        yield _explained(document, answer, lookup, pointer("statuses", base=where), prefix)
    for where, form, answer in forms(document):
        yield _explained(document, answer, form, pointer("statuses", base=where))
        if "form_statuses" in form:
            prefix = inside(form.get("form"))
            yield _explained(document, answer, form, pointer("form_statuses", base=where), prefix)
    yield _of_relations(document)
    for part, answer in (("repeat", asked), ("relations", related(document))):
        payee = mapping(mechanism(document, part).get("payee"))
        values = _values(document, answer, payee.get("result"))
        explained = list(mapping(payee.get("results")))
        yield _Status(pointer(KEY, part, "payee", "results"), values, explained)


def _explained(
    document: Document, answer: AnswerPaths, mark: Tree, place: str, prefix: str = ""
) -> _Status:
    explained = list(mapping(mark.get(place.rpartition("/")[2])))
    return _Status(place, _values(document, answer, mark.get("status"), prefix), explained)


def _of_relations(document: Document) -> _Status:
    mark = mechanism(document, "relations")
    explained = [
        str(one) for key in ("working", "asking", "complete") for one in sequence(mark.get(key))
    ]
    values = _values(document, related(document), mark.get("status"))
    return _Status(pointer(KEY, "relations"), values, explained)


def _values(document: Document, answer: AnswerPaths, name: Any, prefix: str = "") -> list[str]:
    return values_of(document, answer.at(document, f"{prefix}{name}")) if name else []


def _codes(document: Document) -> Iterator[tuple[str, str]]:
    for index, code in enumerate(sequence(mechanism(document, "repeat").get("wrong_login"))):
        yield pointer(KEY, "repeat", "wrong_login", index), str(code)
    for part in ("repeat", "relations"):
        for code in mapping(mechanism(document, part).get("codes")):
            yield pointer(KEY, part, "codes", code), code
    for where, form, _ in forms(document):
        for code in mapping(form.get("codes")):
            yield pointer("codes", code, base=where), code
