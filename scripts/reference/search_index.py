"""
What the search of the site looks through.

The sections of the reference are most of it. They are found by their names and by what they say,
but sources and repeated errors are left out: a phone has to load the index and read all of it.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

_PLACE = Path("search") / "search_index.json"
_SOURCE = re.compile(r"Source code in <code>.*", re.DOTALL)
_RAISES = re.compile(r"<p>Raises:</p>.*", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LONGEST = 1500
"""Characters that are kept of a section of the reference: enumerations have thousands."""


def shorten(site: Path) -> None:
    """
    Rewrite the index of a built site.
    """
    path = site / _PLACE
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [_shortened(one) for one in index["docs"]]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _shortened(entry: dict[str, Any]) -> dict[str, Any]:
    """
    Keep of a section of the reference what is said of it, as plain text.
    """
    if "#kontokit" not in entry["location"]:
        return entry
    said = _RAISES.sub("", _SOURCE.sub("", entry["text"]))
    plain = " ".join(unescape(_TAG.sub(" ", said)).split())
    return {**entry, "text": plain[:_LONGEST].replace("<", "&lt;")}
