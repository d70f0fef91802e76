"""
SVG and HTML: they show the frames, and nothing but themselves is needed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from kontokit import ArgumentError
from kontokit.challenges.flicker import FlickerCode
from kontokit.challenges.flicker.parsing.fields import Element
from tests.support.flicker_vectors import FREE_TEXT, IDS, WIRES

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {"#000": 0, "#fff": 1}


def _played(svg: str) -> list[tuple[int, ...]]:
    """
    The frames of one pass, as a browser plays them.
    """
    root = ElementTree.fromstring(svg)
    bars = [_animation(bar) for bar in root.iter() if bar.get("class") == "kontokit-bar"]
    step = bars[0][0] / 2
    assert {length for length, _ in bars[1:]} == {bars[1][0]}
    count = bars[1][0] / step
    assert count.denominator == 1
    moments = [step * at + step / 2 for at in range(int(count))]
    return [tuple(_at(bar, moment) for bar in bars) for moment in moments]


def _animation(bar: ElementTree.Element) -> tuple[Fraction, list[tuple[Fraction, int]]]:
    (moved,) = bar
    assert moved.tag.removeprefix(SVG) == "animate"
    settings = {name: moved.get(name) for name in ("attributeName", "calcMode", "repeatCount")}
    assert [*settings.values()] == ["fill", "discrete", "indefinite"]
    duration, times, values = (moved.get(name, "") for name in ("dur", "keyTimes", "values"))
    starts = [Fraction(time) for time in times.split(";")]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    levels = [COLOURS[colour] for colour in values.split(";")]
    assert COLOURS[bar.get("fill", "")] == levels[0]
    return Fraction(duration.removesuffix("ms")), [*zip(starts, levels, strict=True)]


def _at(bar: tuple[Fraction, list[tuple[Fraction, int]]], moment: Fraction) -> int:
    length, levels = bar
    place = moment % length / length
    return [level for start, level in levels if start <= place][-1]


class _Page(HTMLParser):
    """
    What stands in a piece of HTML.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "input":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("script", "style"):
            self.text += data + "\n"

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("hz", [2, 7, 14.3, 15, 40])
def test_svg_plays_the_frames(name: str, hz: float) -> None:
    """
    An SVG picture shows one frame after the other at its speed, and a pass repeats without a gap.
    """
    code = FlickerCode.parse(WIRES[name])
    svg = code.to_svg(hz=hz)
    assert _played(svg) == list(code.frames())
    clock = re.findall(r'values="([^"]*)" keyTimes="([^"]*)" dur="([^"]*)ms"', svg)[0]
    assert clock[:2] == ("#fff;#000", "0;0.5")
    assert float(clock[2]) == pytest.approx(2000 / hz, abs=0.001)


@pytest.mark.parametrize("name", IDS)
def test_html_holds_the_frames(name: str) -> None:
    """
    With a script the page carries the frames, and without one it plays them.
    """
    code = FlickerCode.parse(WIRES[name])
    page = _Page(code.to_html())
    written = page.all("section")[0]["data-frames"] or ""
    assert [tuple(map(int, frame)) for frame in written.split(" ")] == list(code.frames())
    still = code.to_html(script=False)
    assert _played(still[still.index("<svg") : still.index("</svg>") + 6]) == list(code.frames())


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("autoplay", [True, False])
def test_html_needs_nothing_else(script: bool, autoplay: bool) -> None:
    """
    No address stands in the page, no event handler and no style in a tag; no script is unasked.
    """
    html = FlickerCode.parse(FREE_TEXT).to_html(script=script, autoplay=autoplay)
    assert not re.search(r"https?:|//\w|url\(|@import|javascript:|\bdata:", html)
    page = _Page(html)
    assert len(page.all("script")) == script
    assert ("<script" in html) is script
    for _, attrs in page.tags:
        assert not {"src", "href", "xlink:href", "style"} & set(attrs)
        assert not [attr for attr in attrs if attr.startswith("on")]
    svg = FlickerCode.parse(FREE_TEXT).to_svg()
    assert re.findall(r"https?:[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "script" not in svg


def test_html_waits_for_the_user() -> None:
    """
    Nothing flickers before the user wants it, and users who want less motion are always asked.
    """
    code = FlickerCode.parse(WIRES["V1"])
    assert _Page(code.to_html()).all("section")[0]["data-autoplay"] == "false"
    begun = code.to_html(autoplay=True)
    assert _Page(begun).all("section")[0]["data-autoplay"] == "true"
    assert "prefers-reduced-motion: reduce" in begun
    still = code.to_html(script=False)
    hidden = ".kontokit-flicker>input:not(:checked)~.kontokit-field svg{visibility:hidden}"
    assert hidden in still
    assert "@media" not in still
    assert "checked" not in _Page(still).all("input")[0]
    assert f"@media (prefers-reduced-motion:reduce){{{hidden}}}" in code.to_html(
        script=False, autoplay=True
    )


def test_html_carries_a_nonce() -> None:
    """
    Style and script bear the nonce of the page's policy, which is escaped.
    """
    code = FlickerCode.parse(WIRES["V1"])
    page = _Page(code.to_html(nonce='r4"<>'))
    assert [page.all(tag)[0]["nonce"] for tag in ("style", "script")] == ['r4"<>'] * 2
    assert "nonce" not in code.to_html()


def test_html_can_be_used_without_seeing_it() -> None:
    """
    There are buttons with words, keys, a name for the picture, and the data to enter by hand.
    """
    code = FlickerCode.parse(WIRES["V1"])
    page = _Page(code.to_html())
    assert [button["data-do"] for button in page.all("button")] == [
        "run",
        "smaller",
        "larger",
        "slower",
        "faster",
    ]
    assert {button["type"] for button in page.all("button")} == {"button"}
    assert page.all("svg")[0]["role"] == "img"
    assert page.all("section")[0]["lang"] == "de"
    assert "Leertaste" in page.text
    for step in code.manual_instructions().splitlines():
        assert step.partition(" ")[2] in page.text
    english = _Page(code.to_html(lang="en", script=False))
    assert english.all("label")[0]["for"] == english.all("input")[0]["id"]
    for step in code.manual_instructions("en").splitlines():
        assert step.partition(" ")[2] in english.text


def test_what_a_bank_says_is_text() -> None:
    """
    Markup in an element is shown and never becomes markup.
    """
    evil = '"><script>alert(1)</script>&amp;'
    code = FlickerCode(control_bytes=b"\1", start_code="1", elements=(Element.of(evil),))
    page = _Page(code.to_html(script=False))
    assert not page.all("script")
    assert "alert" in page.text
    assert evil in "".join(page.text.splitlines())


def test_sizes_and_speeds_have_limits() -> None:
    """
    Widths go from 20 to 400 mm and speeds from 2 to 40 Hz, in German or English.
    """
    code = FlickerCode.parse(WIRES["V1"])
    assert 'width="60mm" height="30mm"' in code.to_svg()
    assert 'width="62.5mm" height="31.25mm"' in code.to_html(width_mm=62.5)
    assert _Page(code.to_html(hz=14.3)).all("section")[0]["data-hz"] == "14.3"
    wrong: list[tuple[str, Any]] = [("hz", 1), ("hz", 41), ("width_mm", 19), ("width_mm", 401)]
    for place, value in [*wrong, ("hz", "x"), ("width_mm", float("nan"))]:
        for draw in (code.to_svg, code.to_html):
            with pytest.raises(ArgumentError, match=f"^{place}: must be a number between"):
                draw(**{place: value})
    for lang in ("fr", "", "DE"):
        with pytest.raises(ArgumentError, match=r"^lang: the languages are de and en"):
            code.to_html(lang=lang)
        with pytest.raises(ArgumentError, match=r"^lang: the languages are de and en"):
            code.manual_instructions(lang)


def test_manual_instructions_are_numbered() -> None:
    """
    Start code and elements stand in numbered steps, in their order.
    """
    german = FlickerCode.parse(WIRES["V1"]).manual_instructions().splitlines()
    english = FlickerCode.parse(WIRES["V1"]).manual_instructions("en").splitlines()
    assert len(german) == len(english) == 6
    for number, line in enumerate(german, 1):
        assert line.startswith(f"{number}. ")
    for at, data in ((1, "1049063"), (2, "9876543210"), (3, "12345678"), (4, "1,00")):
        assert data in german[at]
        assert data in english[at]
    assert len(FlickerCode.parse(WIRES["V12"]).manual_instructions().splitlines()) == 3
