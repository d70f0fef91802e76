"""
Checks of extensions that no class of the runtime describes.
"""

from __future__ import annotations

import keyword
import re
from typing import Any

from kontokit_generator.openapi.json_tree import is_list, is_mapping

_METHOD_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TARGET_KEYS = {"operations", "json", "browser"}
_TARGET_METHODS = {"GET", "POST", "PUT", "DELETE"}
# Other braces are typing errors: nothing would fill them in.
_BLANKS = re.compile(r"\{username\}|\{tenant\}")
_ALSO_KEYS = {"name", "operation", "required"}
_HTTPS = re.compile(r"https://[^/?#@\s]+(/[^?#\s]*)?")


def is_url(value: Any) -> bool:
    """
    Check whether something is a whole address that credentials may go to.
    """
    return isinstance(value, str) and _HTTPS.fullmatch(value) is not None


def is_text(value: Any) -> bool:
    """
    Check whether something is a text that says something.
    """
    return isinstance(value, str) and bool(value.strip())


def _is_relation_target(value: Any) -> bool:
    if not is_mapping(value):
        return False
    kinds = set(value) - {"method"}
    fits = len(kinds) == 1 and kinds <= _TARGET_KEYS
    return fits and (
        "method" not in value or ("json" in value and value["method"] in _TARGET_METHODS)
    )


def are_relations(value: Any) -> bool:
    """
    Check relations and where they lead.
    """
    return is_mapping(value) and all(_is_relation_target(target) for target in value.values())


def are_aliases(value: Any) -> bool:
    """
    Check a map of texts.
    """
    return is_mapping(value) and all(is_text(target) for target in value.values())


def are_texts(value: Any) -> bool:
    """
    Check a list of texts, at least one.
    """
    return is_list(value) and bool(value) and all(is_text(item) for item in value)


def are_properties(value: Any) -> bool:
    """
    Check a list of properties, which may be empty.
    """
    return value == [] or are_texts(value)


def are_old_names(value: Any) -> bool:
    """
    Check older methods of an operation.
    """
    return is_list(value) and bool(value) and all(_is_old_name(one) for one in value)


def _is_old_name(value: Any) -> bool:
    return (
        is_mapping(value)
        and set(value) <= _ALSO_KEYS
        and is_method_name(value.get("name"))
        and is_text(value.get("operation"))
        and ("required" not in value or are_texts(value["required"]))
    )


def are_arguments(value: Any) -> bool:
    """
    Check constants in which only the blanks of users are filled in.
    """
    return is_mapping(value) and all(
        is_text(one) and not {"{", "}"} & set(_BLANKS.sub("", one)) for one in value.values()
    )


def is_body_argument(value: Any) -> bool:
    """
    Check the argument of a body that is no object.
    """
    return (
        is_mapping(value)
        and set(value) <= {"name", "description"}
        and is_method_name(value.get("name"))
        and ("description" not in value or is_text(value["description"]))
    )


def is_pair(value: Any) -> bool:
    """
    Check the label and the value of a pair.
    """
    return (
        is_mapping(value) and set(value) == {"label", "value"} and all(map(is_text, value.values()))
    )


def is_method_name(value: Any) -> bool:
    """
    Check a name in snake_case that is no word of Python.
    """
    if not isinstance(value, str) or keyword.iskeyword(value):
        return False
    return _METHOD_NAME.fullmatch(value) is not None


def is_suffix(value: Any) -> bool:
    """
    Check what is appended to a path.
    """
    return isinstance(value, str) and value.startswith(".") and "/" not in value
