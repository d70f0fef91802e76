"""
Media types of bodies.
"""

from __future__ import annotations

import re
from typing import Final

_JSON: Final = re.compile(r"(.*[/+.-])json")


def essence_of(media_type: str) -> str:
    """
    A media type without its parameters; the first one where a server sends two.
    """
    return re.split("[;,]", media_type, maxsplit=1)[0].strip().lower()


def is_json(essence: str) -> bool:
    """
    Whether a media type is JSON, such as ``application/problem+json``.

    Args:
        essence: It, without parameters.
    """
    return _JSON.fullmatch(essence) is not None
