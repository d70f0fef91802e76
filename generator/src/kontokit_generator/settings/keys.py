"""
The keys of ``kontokit-generate.toml``: what each says, and what fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, Final, TypeGuard

from attrs import frozen
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.version import InvalidVersion, Version

from kontokit_generator.settings.metadata import API_NAME

PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python that the runtime supports."""
_LABEL = re.compile(r"[A-Za-z]{1,32}")
_URL = re.compile(r"https?://[^\s<>\"]+")


@frozen(kw_only=True)
class Key:
    """
    One key of the settings.
    """

    name: str
    doc: str
    """What it says; Markdown."""
    default: str
    """What holds without it; Markdown."""
    shape: str
    """What a value looks like, for the message of an error."""
    fits: Callable[[Any], bool]


def is_line(value: Any) -> bool:
    """
    Check whether a value is a text of one line.
    """
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_list(value: object) -> TypeGuard[list[Any]]:
    """
    Check whether a value is a list of TOML.
    """
    return isinstance(value, list)


def is_table(value: object) -> TypeGuard[dict[str, Any]]:
    """
    Check whether a value is a table of TOML.
    """
    return isinstance(value, dict)


def _are_lines(value: Any) -> TypeGuard[list[str]]:
    return is_list(value) and all(map(is_line, value))


def _are_classifiers(value: Any) -> bool:
    return _are_lines(value) and all(" :: " in one for one in value)


def _are_authors(value: Any) -> bool:
    return _are_lines(value) and all("<" not in one or "@" in parseaddr(one)[1] for one in value)


def _is_url(value: Any) -> bool:
    return is_line(value) and _URL.fullmatch(value) is not None


def _are_urls(value: Any) -> bool:
    """
    Check names, which TOML writes without quotes and indexes show, and addresses.
    """
    if not is_table(value) or not all(map(_LABEL.fullmatch, value)):
        return False
    return all(map(_is_url, value.values()))


def _is_prefix(value: Any) -> bool:
    return isinstance(value, str) and API_NAME.fullmatch(value) is not None


def _is_version(value: Any) -> bool:
    try:
        return is_line(value) and bool(Version(value))
    except InvalidVersion:
        return False


def _is_license(value: Any) -> bool:
    try:
        return is_line(value) and bool(canonicalize_license_expression(value))
    except InvalidLicenseExpression:
        return False


def _path(name: str, doc: str, default: str, kind: str) -> Key:
    shape = f"the path of a {kind}, from the folder of the settings"
    return Key(name=name, doc=doc, default=default, shape=shape, fits=is_line)


PROJECT: Final = (
    _path(
        "documents",
        "The folder of documents. Each API has a folder there, named after it, with"
        " `openapi.yaml` (or `.yml`, `.json`) and `overlay.yaml`.",
        "`specs`",
        "folder",
    ),
    _path(
        "output",
        "The folder of packages, each in a folder named after its API.",
        "`generated`",
        "folder",
    ),
    _path(
        "lock",
        "The file that pins tools and sources of every package. Commit it.",
        "`kontokit-generate.lock`",
        "file",
    ),
    _path(
        "document-copies",
        "A folder into which each document is copied as JSON, with its marks of personal data.",
        "no copies",
        "folder",
    ),
)
"""At the head of the file."""

API: Final = (
    _path(
        "document",
        "The document: a file, or a folder with `openapi.yaml` (or `.yml`, `.json`). References"
        " may lead to other files of its folder.",
        "the folder of the API below `documents`",
        "file or folder",
    ),
    _path("overlay", "The overlay.", "`overlay.yaml` beside the document", "file"),
    _path(
        "output",
        "The folder of the package.",
        "a folder below the `output` of the project",
        "folder",
    ),
    Key(
        name="adopt",
        doc="Whether others have written the document. What it lacks is assumed, and what cannot be"
        " generated is left out; `ADOPTED.md` in the package says what.",
        default="`false`",
        shape="true or false",
        fits=lambda value: isinstance(value, bool),
    ),
)
"""In ``[apis.NAME]``, beside the keys of ``[package]``."""

PACKAGE: Final = (
    Key(
        name="prefix",
        doc="What names begin with: `acme` makes the distribution `acme-in-house` and the package"
        " `acme_in_house` of the API `in_house`.",
        default="none",
        shape="lower case words joined by _, such as acme",
        fits=_is_prefix,
    ),
    Key(
        name="version",
        doc="The version of the package.",
        default="`0.1.0`",
        shape="a version such as 1.2.0",
        fits=_is_version,
    ),
    Key(
        name="license",
        doc="An SPDX expression.",
        default="no licence",
        shape="an SPDX expression such as Apache-2.0 or LicenseRef-Proprietary",
        fits=_is_license,
    ),
    _path(
        "license-file",
        "The text of the licence, which is copied into each package.",
        "no file",
        "file",
    ),
    Key(
        name="authors",
        doc='Authors, such as `["ACME GmbH <api@acme.invalid>"]`.',
        default="none",
        shape='a list of texts such as "ACME GmbH <api@acme.invalid>"',
        fits=_are_authors,
    ),
    Key(
        name="keywords",
        doc="Keywords for package indexes.",
        default="none",
        shape="a list of texts",
        fits=_are_lines,
    ),
    Key(
        name="classifiers",
        doc="Classifiers beside those for Python and types. `Private :: Do Not Upload` keeps a"
        " package off public indexes.",
        default="none",
        shape='a list of texts such as "Private :: Do Not Upload"',
        fits=_are_classifiers,
    ),
    Key(
        name="homepage",
        doc="The page of the project. `{api}` stands for the name of the API.",
        default="none",
        shape="a URL such as https://api.acme.invalid",
        fits=_is_url,
    ),
    Key(
        name="urls",
        doc="Further pages for package indexes, such as"
        ' `{ Changelog = "https://api.acme.invalid/changes" }`. `{api}` stands for the name of the'
        " API.",
        default="none",
        shape='a table such as { Changelog = "https://api.acme.invalid/changes" }',
        fits=_are_urls,
    ),
    Key(
        name="python",
        doc="The oldest version of Python that packages allow: "
        + ", ".join(f"`{one}`" for one in PYTHONS)
        + ".",
        default="`3.11`",
        shape="one of " + ", ".join(PYTHONS) + ", as text",
        fits=lambda value: value in PYTHONS,
    ),
    Key(
        name="readme",
        doc="Markdown for the README of each package, behind its first paragraph. `{api}` stands"
        " for the name of the API.",
        default="none",
        shape="a text",
        fits=_is_text,
    ),
    Key(
        name="operation-page",
        doc="The page that docstrings of methods name if the document has no `externalDocs`."
        " `{api}` stands for the name of the API, `{tag}` for that of the attribute.",
        default="none",
        shape="a URL such as https://api.acme.invalid/{tag}.html",
        fits=_is_url,
    ),
    Key(
        name="error-page",
        doc="The page about error codes that `error.help` names, with an anchor for each code in"
        " lower case. `{api}` stands for the name of the API.",
        default="none",
        shape="a URL such as https://api.acme.invalid/errors.html",
        fits=_is_url,
    ),
)
"""In ``[package]`` for all APIs, in ``[apis.NAME]`` for one of them."""
