"""
Sanitises text from a bank: no control characters, bidirectional overrides or unsafe HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final, Literal, TypeAlias

from ..core.printable import MAX_TEXT, bounded_text, cut, printable, without_escapes

_MAX_MARKUP: Final = 64_000
_MAX_DEPTH: Final = 32
_TAGS: Final = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big "
    "blink blockquote body br button canvas caption center circle cite code col colgroup data "
    "datalist dd del desc details dfn dialog dir div dl dt em embed fieldset figcaption figure "
    "font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe "
    "image img input ins isindex kbd label legend li line link listing main map mark marquee math "
    "menu meta meter mi mn mo ms mtext multicol nav nobr noembed noframes noscript o:p object ol "
    "optgroup option output p param path picture plaintext polygon pre progress q rect rp rt ruby "
    "s samp script search section select slot small source spacer span strike strong style sub "
    "summary sup svg table tbody td template text textarea tfoot th thead time title tr track tt u "
    "ul use var video wbr xml xmp animate animatetransform set foreignobject"
)
"""A name in angle brackets that is none of these is text, such as ``<Max Muster>``."""
_SWITCHES: Final = (
    "async autoplay checked compact controls defer disabled hidden ismap loop multiple muted "
    "noshade nowrap readonly required reversed selected"
)
"""Attributes without a value."""
_MARKUP: Final = re.compile(  # no piece looks further than it reaches, but for the endless one
    r"<!--(?:-?>|.*?--!?>)"
    r"|<(?P<silent>script|style)(?=[\s/>])[^>]*+>.*?</(?P=silent)(?=[\s/>])[^>]*+>"
    r"|(?P<endless><!--|<(?:script|style)(?=[\s/>]))"
    rf"|<(?P<end>/?)(?P<name>{'|'.join(_TAGS.split())})(?=[\s/>])"
    r"(?P<rest>(?:[^\"'>]|\"[^\"]*+\"|'[^']*+')*+>|[^>]*+>)"
    r"|<(?:!(?:doctype\b|\[)|\?)[^>]*+>",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
_ENDLESS_NUMBER: Final = re.compile(r"&#x?[0-9a-f]{20,};?", re.IGNORECASE | re.ASCII)
_KEPT: Final = frozenset({"b", "i", "li", "ol", "p", "u", "ul"})
_LISTS: Final = frozenset({"ol", "ul"})
_BLOCKS: Final = frozenset(
    {"div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "tr", "ul"}
)
_Piece: TypeAlias = tuple[Literal["text", "begin", "end"], str]


def plain(text: str) -> str:
    """
    The text without invisible characters and control sequences.

    Control characters, escape sequences of terminals, marks that turn the reading direction,
    characters of no width and lone surrogates are left out. All line ends become a newline,
    every other kind of blank becomes a space. Markup is not interpreted.

    Returns:
        Printable characters and newlines, at most 4,000 and an ellipsis.
    """
    return bounded_text(text)


def from_html(text: str) -> str:
    """
    The readable text of a bank's HTML, as ``plain`` returns it.

    Line breaks, paragraphs and list items begin new lines. Scripts and styles are left out
    with what they hold, of other tags only the tag. Entities are decoded once.

    Args:
        text: HTML, whole or broken, or text without any.

    Returns:
        Printable characters and newlines, at most 4,000 and an ellipsis.
    """
    lines: list[str] = []
    for kind, piece in _pieces(text):
        if kind == "text":
            lines.append(piece)
        elif piece == "br" or (piece in _BLOCKS and lines and not lines[-1].endswith("\n")):
            lines.append("\n")
        if (kind, piece) == ("begin", "li"):
            lines.append("- ")
    tidy = (" ".join(line.split()) for line in printable("".join(lines)).split("\n"))
    return cut(re.sub(r"\n{3,}", "\n\n", "\n".join(tidy)).strip(), MAX_TEXT)


def to_html(text: str) -> str:
    """
    A bank's HTML, reduced to what is harmless inside an element of a page.

    Args:
        text: HTML, whole or broken, or text without any.

    Returns:
        HTML with no tags but br, p, b, i, u, ul, ol and li, without attributes, and with
        every one closed that has to be. Its text is as ``plain`` returns it, and escaped; line
        ends are br, except beside tags that begin a line anyway.
    """
    writer = _Writer()
    for kind, piece in _pieces(text):
        if writer.is_full:
            break
        match kind:
            case "begin":
                writer.begin(piece)
            case "end":
                writer.close(piece)
            case "text":
                writer.say(piece)
    return writer.finish()


def _pieces(text: str) -> Iterator[_Piece]:
    """
    Tokenize HTML in linear time; ``html.parser`` can take quadratic time.

    Security does not depend on it: whatever counts as text is cleaned and escaped.
    """
    markup = without_escapes(text[:_MAX_MARKUP])
    end = markup.rfind(">") + 1  # no tag can start after the last ">"
    start = 0
    for match in _MARKUP.finditer(markup, 0, end):
        if not _is_markup(match):
            continue
        yield from _text(markup[start : match.start()])
        start = match.end()
        if match["endless"]:
            start = len(markup)
            break
        if match["name"]:
            yield "end" if match["end"] else "begin", match["name"].lower()
    yield from _text(markup[start:])
    if len(text) > _MAX_MARKUP:
        yield "text", "…"


def _is_markup(match: re.Match[str]) -> bool:
    """
    Whether angle brackets hold a tag, not words that begin with the name of one.
    """
    rest = (match["rest"] or "").rstrip(">")
    words = rest.replace("/", " ").lower().split()
    return bool(match["end"]) or "=" in rest or set(words) <= set(_SWITCHES.split())


def _text(piece: str) -> Iterator[_Piece]:
    if piece:
        yield "text", unescape(_ENDLESS_NUMBER.sub("", piece))


class _Writer:
    """
    Writes HTML in which every tag is closed.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        self._room = MAX_TEXT
        self._newlines = 0
        """Line ends that were read and are not written yet."""
        self._is_fresh = True
        """Whether a line begins here, so that line ends are only layout of the markup."""

    @property
    def is_full(self) -> bool:
        return self._room < 0

    def say(self, text: str) -> None:
        text = printable(text)
        room, self._room = self._room, self._room - len(text)
        for number, line in enumerate((f"{text[:room]}…" if self.is_full else text).split("\n")):
            self._newlines += number > 0
            if line.strip():
                self._break_line()
            if not (self._is_fresh or self._newlines) or line.strip():
                self._parts.append(escape(line))

    def _break_line(self) -> None:
        lines = 0 if self._is_fresh else min(self._newlines, 2)
        self._parts.append("<br>" * lines)
        self._newlines, self._is_fresh = 0, False

    def begin(self, tag: str) -> None:
        if tag == "br" or tag in _BLOCKS:
            self._newlines, self._is_fresh = 0, True
        if tag == "br":
            self._parts.append("<br>")
        if tag not in _KEPT:
            return
        if tag in _BLOCKS:
            self.close("p")
        if tag == "li":
            self.close("li", within=_LISTS)
        if len(self._open) < _MAX_DEPTH:
            self._open.append(tag)
            self._parts.append(f"<{tag}>")

    def close(self, tag: str, *, within: frozenset[str] = frozenset()) -> None:
        """
        Close the innermost such tag and what is open inside of it, if there is one.
        """
        if tag in _BLOCKS:
            self._newlines, self._is_fresh = 0, True
        inner = next((name for name in reversed(self._open) if name == tag or name in within), "")
        while inner == tag:
            last = self._open.pop()
            self._parts.append(f"</{last}>")
            if last == tag:
                return

    def finish(self) -> str:
        while self._open:
            self._parts.append(f"</{self._open.pop()}>")
        return "".join(self._parts)
