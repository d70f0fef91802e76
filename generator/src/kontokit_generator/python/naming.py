"""
How a name of the document becomes a name in Python.

Every generated name passes through this module, so that the models, the methods and
the documentation of one thing are called the same.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import chain, count
from typing import NewType

from kontokit_generator.runtime import word_pattern

PythonName = NewType("PythonName", str)
"""A text that is safe as an identifier in generated Python."""

# A generated method has these arguments itself.
_SHADOWED = {"self", "cls", "options"}
# A field must not hide a method or a property of the models.
MODEL_METHODS = {"deviations", "extra", "from_dict", "further", "to_dict", "to_json"}
_FIELD = "field"
_NEGATIVE = re.compile(r"-[0-9]+")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


def words(text: str) -> list[str]:
    """
    Split a name of any style into its words.

    Args:
        text: A name such as ``getBICOfBank``, ``access-id`` or ``Bank accesses``.

    Returns:
        The words in their own case: ``["get", "BIC", "Of", "Bank"]``.
    """
    # Letters lose their accents; identifiers of other alphabets would be hard to type.
    plain = unicodedata.normalize("NFKD", text.translate(_UMLAUTS))
    return _word().findall("".join(one for one in plain if not unicodedata.combining(one)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(word_pattern())


def python_name(text: str) -> PythonName:
    """
    Name an attribute, an argument or a module.

    Args:
        text: The name on the wire; German words stay German.

    Returns:
        Snake case; a keyword and the name of a method of ``Model`` get a trailing underscore
        (``class_``, ``to_dict_``), a leading digit ``n_``.
    """
    name = "_".join(word.lower() for word in words(text)) or "value"
    return _safe(f"n_{name}" if name[0].isdigit() else name)


def argument_name(text: str) -> PythonName:
    """
    Name an argument of a generated method; its fixed argument (``options``) stays free.
    """
    name = python_name(text)
    return PythonName(f"{name}_") if name in _SHADOWED else name


def parameter_name(wire: str, place: str, path: str) -> PythonName:
    """
    Name the argument of a parameter; an ``id`` in the path is named after what it identifies.

    Args:
        place: ``path``, ``query`` or ``header``.
        path: The path template of the operation.

    Returns:
        ``account_id`` for ``/accounts/{id}``, else the name on the wire in snake case.
    """
    if place != "path" or wire != "id":
        return argument_name(wire)
    before = path.partition("/{id}")[0].rpartition("/")[2]
    return argument_name(f"{_singular(before)}_id")


def _singular(text: str) -> str:
    if text.endswith("ies"):
        return f"{text[:-3]}y"
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


def constant_name(text: str) -> PythonName:
    """
    Name an enum member or a module constant: upper case, ``VALUE_`` before a leading digit.
    """
    name = "_".join(words(text)).upper() or "EMPTY"
    return PythonName(f"VALUE_{name}" if name[0].isdigit() else name)


def operation_constant(operation_id: str) -> PythonName:
    """
    Name the constant of an operation: ``GET_ACCOUNT``.
    """
    name = constant_name(operation_id)
    return PythonName(f"{name}_" if name in ("TYPE_CHECKING", "UNSET") else name)


def member_names(values: Iterable[object]) -> list[PythonName]:
    """
    Name the members of an enum, each by a name of its own: values that are equal up to case or
    signs get a number behind it.
    """
    texts = map(str, values)
    return distinct(
        constant_name(f"minus {text[1:]}" if _NEGATIVE.fullmatch(text) else text) for text in texts
    )


def distinct(names: Iterable[PythonName], taken: Iterable[str] = ()) -> list[PythonName]:
    """
    Append a number to each name that one before it has: ``plus``, ``plus_2``.

    Args:
        taken: Further names that cannot be had.
    """
    known = set(taken)
    found: list[PythonName] = []
    for name in names:
        others = (PythonName(f"{name}_{number}") for number in count(2))
        found.append(next(one for one in chain([name], others) if one not in known))
        known.add(found[-1])
    return found


def field_names(properties: Iterable[str]) -> dict[str, PythonName]:
    """
    Name the fields of an object, each by a name of its own.

    Args:
        properties: The names on the wire, in the order of the document.
    """
    wires = list(properties)
    names = dict(zip(wires, distinct(map(python_name, wires)), strict=True))
    # A default of that name would hide the function that gives others their name on the wire.
    hiding = next((wire for wire, name in names.items() if name == _FIELD), None)
    if hiding is not None and any(name != wire for wire, name in names.items()):
        names[hiding] = distinct([PythonName(f"{_FIELD}_")], names.values())[0]
    return names


def class_name(text: str) -> PythonName:
    """
    Name a class in Pascal case; capitals inside a word are kept (``SecurityProcedureEn``).
    """
    name = "".join(word[:1].upper() + word[1:] for word in words(text)) or "Value"
    return PythonName(f"N{name}" if name[:1].isdigit() else name)


def group_class_name(text: str) -> PythonName:
    """
    Name the class of a group; acronyms are words: ``TppCredentialsGroup``.
    """
    name = "".join(map(str.capitalize, words(text)))
    name = f"N{name}" if name[:1].isdigit() else name
    # The base of all groups is called so, in the module of each of them.
    return PythonName("ResourceGroup_" if name == "Resource" else f"{name}Group")


def _safe(name: str) -> PythonName:
    is_taken = keyword.iskeyword(name) or name in MODEL_METHODS
    return PythonName(f"{name}_" if is_taken else name)
