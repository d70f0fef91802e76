"""
Says what is left in a recording that looks private; never the value itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from .files import parse, scrubbed
from .replacements import Replacements
from .texts import Texts
from .trees import is_array, is_object


def remains(text: str, *, names: Iterable[str] = ()) -> list[str]:
    """
    The places in a recording that hold something private.

    Args:
        text: The cassette or HAR file.
        names: Names of people to look for in all texts.

    Returns:
        A line for each place: where it is, and what is wrong there.

    Raises:
        RecordingError: It is no recording.
    """
    tree = parse(text)
    found = Counter(_differences("", _unfolded(tree), _unfolded(scrubbed(tree, names))))
    return [f"{place}: {count} ×" if count > 1 else place for place, count in found.items()]


def _unfolded(value: Any) -> Any:
    """
    The tree with JSON bodies parsed, so that a place in one can be named.
    """
    if is_object(value):
        return {str(key): _unfolded(one) for key, one in value.items()}
    if is_array(value):
        return [_unfolded(one) for one in value]
    if isinstance(value, bytes):
        return _unfolded(value.decode(errors="replace"))
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return _unfolded(json.loads(value))
        except ValueError:
            return value
    return value


def _differences(place: str, before: Any, after: Any) -> Iterator[str]:
    if is_object(before) and is_object(after):
        for key, one in before.items():
            if key in after:
                yield from _differences(f"{place}.{_shown(key)}", one, after[key])
            elif _is_private(one):
                yield f"{place}.{_shown(key)}: not known to a document"
    elif is_array(before) and is_array(after) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _differences(f"{place}[]", one, other)
    elif before != after and _is_private(before):
        yield f"{place}: {_kind(before)}"


def _is_private(value: Any) -> bool:
    # Lengths and numbers of a protocol are dropped or made anew, and tell nothing.
    return (is_object(value) or is_array(value) or isinstance(value, str)) and bool(value)


def _shown(key: str) -> str:
    """
    A key; one that may be data itself is not shown.
    """
    return key if re.fullmatch(r"[A-Za-z_-]{1,40}", key) else "*"


def _kind(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    made = Replacements()
    decoded = unquote(text)
    Texts(made).plain(decoded)
    kinds = [kind for kind in ("iban", "email", "phone", "ip", "token") if kind in made.kinds]
    return f"looks like {', '.join(kinds)}" if kinds else "private by its document"
