"""
Pages as Markdown, for programs that read documentation: one beside each page, and ``llms.txt``.

Where a page shows an object, its twin has the signature and the docstring as the source has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts.reference.sources import ADDRESS
from scripts.reference.stubs import stub

_SHOWN = re.compile(r"^::: (?P<path>[\w.]+)\n    options: (?P<options>\{.*\})\n", re.MULTILINE)
_REFERENCE = re.compile(r"\[(`[^`]+`)\]\[[\w.]+\]")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_SENTENCE = re.compile(r"^(?=[A-Z`])(?:(?!\n\n|:::).)+?\.(?=\s|$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_OPTIONAL = ("Decisions", "Contributing")
_HEAD = """# kontokit

> Typed Python clients for German banking APIs (Bankimport, BANKSapi, finAPI): accounts,
> transactions and payments, sync and async, with exact amounts and one flow for every bank's TAN.

Each page is Markdown. The packages of APIs are generated; every operation is a method of a group of
the client, such as `client.accounts.list()`, and the page of the group has all of its methods.
"""


def twin(markdown: str) -> str:
    """
    Turn the source of a page into Markdown that stands alone.
    """
    text = _SHOWN.sub(lambda found: _stub(found["path"], json.loads(found["options"])), markdown)
    return _REFERENCE.sub(r"\1", _FRONT_MATTER.sub("", text))


def write(site: Path, pages: Mapping[str, str]) -> None:
    """
    Write the twins of pages beside them.

    Args:
        site: The built site.
        pages: Their sources by place.
    """
    for place, markdown in pages.items():
        (site / place).write_text(twin(markdown), "utf-8")


def llms(navigation: Sequence[Mapping[str, Any]], pages: Mapping[str, str]) -> str:
    """
    Make ``llms.txt``: all pages of the navigation, each with what it says of itself.
    """
    text = _HEAD
    for section in navigation:
        for title, entries in section.items():
            heading = f"Optional: {title}" if title in _OPTIONAL else title
            lines = (_line(place, pages[place]) for place in _places(entries))
            text += f"\n## {heading}\n\n" + "".join(lines)
    return text


def _line(place: str, markdown: str) -> str:
    heading = _HEADING.search(markdown)
    rest = markdown[heading.end() :] if heading else ""
    sentence = _SENTENCE.search(rest.partition("\n## ")[0].replace("<!--", ":::"))
    said = " ".join(_LINK.sub(r"\1", sentence[0]).split()) if sentence else ""
    about = f": {said}" if said else ""
    return f"- [{heading[1] if heading else place}]({ADDRESS}/{place}){about}\n"


def _places(entries: Iterable[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            for below in entry.values():
                yield from _places([below] if isinstance(below, str) else below)


def _stub(path: str, options: Mapping[str, Any]) -> str:
    return f"````python\n# {path}\n{stub(path, options.get('members'))}\n````\n"
