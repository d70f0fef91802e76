"""
A difference between a response and its document.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

DeviationKind: TypeAlias = Literal["missing", "null", "type", "format", "text", "charset", "page"]
"""
In what way something differs: a field that is absent or null, a value of another type, a text of
another form (such as a date), half a character, bytes outside of their charset, or a doubtful page.
"""


@attrs.frozen
class Deviation:
    """
    A difference between a response and its document. It never holds a value.
    """

    path: str
    """The place in the body, such as ``$.transactions[3].bookingDate``."""
    expected: str
    """What the document says, such as ``date``."""
    kind: DeviationKind
