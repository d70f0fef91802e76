"""
What the templates know of the dicts and texts that methods take.
"""

from __future__ import annotations

import textwrap

import attrs

from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import PythonName

_FIRM_SPACE = "\N{NO-BREAK SPACE}"


@attrs.frozen(kw_only=True)
class DictFieldView:
    """
    One key of a dict.
    """

    name: PythonName
    annotation: str
    required: bool

    @property
    def type(self) -> str:
        """
        The type as it is written inside of the types module.
        """
        own = self.annotation.replace("types.", "")
        return own if self.required else f"NotRequired[{own}]"


@attrs.frozen(kw_only=True)
class DictView:
    """
    The dict that stands for a model.
    """

    name: PythonName
    model: PythonName
    fields: list[DictFieldView]


@attrs.frozen(kw_only=True)
class TextsView:
    """
    The texts of an enum.
    """

    name: PythonName
    values: list[str]

    @property
    def lines(self) -> list[str]:
        """
        The values as source, as many in a line as it holds.
        """
        quoted = ", ".join(python_literal(one).replace(" ", _FIRM_SPACE) for one in self.values)
        lines = textwrap.wrap(quoted, 90, break_on_hyphens=False)
        return [line.replace(_FIRM_SPACE, " ") for line in lines]


@attrs.frozen(kw_only=True)
class TypesView:
    """
    What ``types.py`` of a package holds: dicts for models, and the texts of enums.
    """

    dicts: list[DictView]
    texts: list[TextsView]
