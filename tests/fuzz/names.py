"""
Draws the names and texts of documents, many of them hostile to Python or to templates.
"""

from __future__ import annotations

import keyword
from typing import Final

from hypothesis import strategies as st

from kontokit_generator.python.naming import python_name
from tests.support.planted_document import TEXTS

Texts = st.SearchStrategy[str]

_PYTHON: Final = (*keyword.kwlist, *keyword.softkwlist, "self", "cls", "print", "type", "id", "len")
_ODD: Final = (
    "",
    "_",
    "__init__",
    "__class__",
    "@type",
    "$id",
    "a-b",
    "a.b",
    "a b",
    "1st",
    "123",
    "ÄÖÜß",
    "名前",
    "é",
    "😀",
    "MT940Data",
    "accountIBANs",
    "isXs2aEnabled",
    "HTTPStatus2XX",
    "x" * 120,
    "{{ x }}",
    "%s",
    "#",
    "/",
    "~",
    "[]",
)
_OURS: Final = (
    "options",
    "further",
    "extra",
    "deviations",
    "toDict",
    "to_json",
    "fromDict",
    "models",
    "client",
    "page",
    "limit",
    "timeout",
    "body",
    "request",
    "response",
    "value",
    "copy",
    "items",
    "keys",
)
_SCHEMAS: Final = (
    "Account",
    "Transaction",
    "Payment",
    "Consent",
    "Problem",
    "Owner",
    "Amount",
    "Meta",
    "Model",
    "Any",
    "None",
    "True",
    "Decimal",
    "Secret",
    "Literal",
    "Client",
    "Fuzz",
    "AsyncFuzz",
    "FuzzUser",
    "Operation",
    "Error",
    "ValueError",
    "List",
    "Type",
    "Enum",
    "OpenEnum",
    "RawJson",
    "OneOf",
    "Response",
    "Group",
    "Field",
    "IBAN2Name",
    "PSD2Consent",
    "GetThingResponse",
    "ThingRequest",
    "ThingOption1",
    "AccountDict",
    "Paginator",
)
_TAGS: Final = (
    "Accounts",
    "Payments",
    "Things",
    "Client",
    "Group",
    "Operation",
    "sca",
    "models",
    "types",
    "webhooks",
    "class",
    "None",
    "Resource",
    "async",
    "1st",
    "MT940 Data",
    "x-y/z",
    "close",
    "provider",
    "operations",
    "ä",
)
_CHARACTERS: Final = st.characters(codec="utf-8")


def class_names() -> Texts:
    """
    Names of schemas: those of a bank, those that Python or a package has a use for, and any in
    Pascal case.
    """
    return st.sampled_from(_SCHEMAS) | st.from_regex(r"\A[A-Z][a-zA-Z0-9]{0,8}\Z")


def property_names() -> Texts:
    """
    Names of properties and parameters.
    """
    usual = st.from_regex(r"\A[a-z][a-zA-Z0-9_]{0,7}\Z")
    every = usual | st.sampled_from(_PYTHON) | st.sampled_from(_OURS) | _odd()
    # Rarely others, which are refused in the end.
    any_text = st.text(_CHARACTERS, min_size=1, max_size=6)
    return st.integers(0, 40).flatmap(lambda number: every if number else any_text)


def wires(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """
    Several names, which differ in Python too.
    """
    return st.lists(property_names(), min_size=least, max_size=most, unique_by=python_name)


def tags() -> Texts:
    """
    Names of tags.
    """
    return st.sampled_from(_TAGS) | st.text(_CHARACTERS, min_size=1, max_size=8)


def values() -> Texts:
    """
    Texts as values: of enums, constants and defaults.
    """
    return st.sampled_from(_PYTHON) | _odd() | proses() | st.text(_CHARACTERS, max_size=6)


def proses() -> Texts:
    """
    Descriptions; some try to become code.
    """
    return st.sampled_from(TEXTS) | st.sampled_from(("It is.", "A value, in cents.", "Is it?"))


def _odd() -> Texts:
    return st.sampled_from(_ODD)
