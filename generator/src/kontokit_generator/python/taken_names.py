"""
Names that a package needs for itself.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Container
from functools import cache
from pathlib import Path

from kontokit_generator.python.naming import PythonName, class_name

_MODELS_IMPORTS = {
    "Any",
    "BerlinDateTime",
    "ClassVar",
    "CounterpartyIban",
    "Decimal",
    "Encrypted",
    # datamodel-code-generator imports it beside enums.
    "Enum",
    "FilePart",
    "ErrorShape",
    "Iban",
    "IbanOrText",
    "LenientInt",
    "Literal",
    "Mapping",
    "Meta",
    "Model",
    "OneOf",
    "OpenEnum",
    "DecimalText",
    "OpenIntEnum",
    "OrDigits",
    "RawJson",
    "OrText",
    "OrTextMap",
    "Secret",
    "TypeAlias",
    "UNSET",
    "UnsetType",
    "WebAddress",
}
_BASES = {"AsyncClient", "AsyncRelationsClient", "RelationsClient", "SyncClient"}
_PACKAGE = {"API", "TYPE_CHECKING", "models", "webhooks"}
_PYTHON = {*dir(builtins), *keyword.kwlist}
MODEL_CLASSES = frozenset({*_MODELS_IMPORTS, *_PACKAGE, *_PYTHON})
"""What no model may be called: the module of models, the package or Python has a use for it."""
_TEMPLATES = Path(__file__).parents[1] / "templates" / "package"
_IMPORT = re.compile(r"^ *from \S+ import (?P<names>.+)$", re.MULTILINE)
_NAME = re.compile(r"\b[A-Za-z_]\w*\b(?! *}})")


@cache
def client_classes() -> frozenset[str]:
    """
    List what no client may be called: what the modules of clients and the package import.
    """
    sources = [(_TEMPLATES / f"{name}.py.jinja").read_text("utf-8") for name in ("client", "init")]
    lines = [found["names"] for source in sources for found in _IMPORT.finditer(source)]
    imported = {name for line in lines for name in _NAME.findall(line)}
    # Beside the class of sync clients stands that of async ones.
    behind = {name.removeprefix("Async") for name in imported}
    return frozenset({*imported, *behind, *_BASES, *_PACKAGE, *_PYTHON})


def free_class_name(name: str, taken: Container[str]) -> PythonName:
    """
    Name a class for which its own name cannot be had: ``MetaModel``, then ``MetaModel2``.
    """
    candidate = f"{class_name(name)}Model"
    number = 2
    while candidate in taken:
        candidate = f"{class_name(name)}Model{number}"
        number += 1
    return PythonName(candidate)
