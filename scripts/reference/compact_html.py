"""
Makes pages lighter without changing what they show.
"""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r'<table class="highlighttable"><tr><td class="linenos">.*?</td>'
    r'<td class="code">(.*?)</td></tr></table>',
    re.DOTALL,
)
_AS_IT_STANDS = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


def compact(html: str) -> str:
    """
    Leave out the line numbers of sources, and the indentation of HTML.
    """
    found: list[str] = []
    end = 0
    text = _NUMBERED.sub(r"\1", html)
    for kept in _AS_IT_STANDS.finditer(text):
        found += [_BLANK.sub("\n", text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*found, _BLANK.sub("\n", text[end:])])
