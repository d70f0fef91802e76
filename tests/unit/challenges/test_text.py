"""
Whatever a bank writes, its text is only text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontokit.challenges.text import from_html, plain, to_html

ALLOWED = {"br", "p", "b", "i", "u", "ul", "ol", "li"}
HOSTILE = [
    "\x1b[31;1mrot\x1b[0m",
    "\x1b[2J\x1b[1;1H",
    "\x9b31mrot",
    "\x1b]0;Titel\x07",
    "\x1b]8;;https://evil.example\x1b\\Ihre Bank\x1b]8;;\x1b\\",
    "\x1b]8;;https://evil.example",
    "\x9d52;c;Y3VybA==\x9c",
    "\x1bP+q544e\x1b\\",
    "\x1bc\x1b(0",
    "\u202e000.1 RUE\u202c",
    "\u2066links\u2069\u200f",
    "10\u200b0\u200d0\ufeff\u2060 EUR\u00ad",
    "\U000e0041\ufe0f\u034f\u3164\u115f",
    "\ud83d Ersatz \udc00",
    "\x00\x08\x08\x7f\r100\r\n",
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert('</script",
    "<img src=x onerror=alert(1)>",
    "<b onload=alert(1) style='position:fixed'>fett",
    "<p\nonclick\n=\n'alert(1)'>Absatz",
    "<svg/onload=alert(1)><animate onbegin=alert(1)></svg>",
    "<math><mtext><style><img title='</style><img src=x onerror=alert(1)>'>",
    "<a href='data:text/html,<script>alert(1)</script>'>hier</a>",
    "<a href=javascript:alert(1)>hier</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>*{background:url(//evil.example)}</style>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]><?php x ?>",
    "</p></div></body></html><form action=//evil.example><input name=pin>",
    "<b><i><p><ul><li></b></ul><li><p></i>",
    "<template><b></template><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "&#x202e;&#8238;&#27;[31m&#x1b;]8;;&ZeroWidthSpace;&NoBreak;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#" + "9" * 5000 + ";&#xd800;&#0;&#x110000;",
]
AROUND = [
    "{}",
    "Bitte bestätigen Sie 12,00 EUR {} an Max",
    "<b>{}</b>",
    "<p>{}",
    "{0}{0}",
    "<ul><li>{}<li>zwei</ul>",
    '"{}',
    "<{}",
]
CASES = [around.format(hostile) for hostile, around in product(HOSTILE, AROUND)]
ANYTHING = st.text(
    st.one_of(
        st.sampled_from(
            "<>/&;#x\"'!-[]= \n\t\r\x1b\x9b\x9d\x07\\bpuliosc0123\u202e\u2028\ud800\xa0"
        ),
        st.characters(exclude_categories=()),
    ),
    max_size=60,
)
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "<b>",
                    "</b>",
                    "<p>",
                    "</p>",
                    "<ul>",
                    "</ul>",
                    "<li>",
                    "</li>",
                    "<br>",
                    "<i x=y>",
                ),
                *("<script>", "</script>", "<!--", "-->", "<svg ", "&lt;", "&amp;", "&#60;", "<"),
            ]
        ),
        ANYTHING,
    ),
    max_size=20,
).map("".join)


class Referee(HTMLParser):
    """
    Reads HTML independently, and keeps what an attacker would have liked to bring in.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.trouble: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED or attrs:
            self.trouble.append(f"{tag} {attrs}")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.trouble.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.trouble.append(data)

    def handle_decl(self, decl: str) -> None:
        self.trouble.append(decl)

    def handle_pi(self, data: str) -> None:
        self.trouble.append(data)


def is_inert(text: str) -> bool:
    return all(one == "\n" or one.isprintable() for one in text) and not re.search(
        "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufe0f\u034f\u3164]", text
    )


def check_html(html: str) -> None:
    referee = Referee(html)
    assert not referee.trouble
    assert not referee.open
    assert is_inert(html)
    assert is_inert(referee.text)


def test_hostile_texts_come_out_inert() -> None:
    """
    Of 300 texts made to do harm, none brings a control, a hidden mark or a tag of its own.
    """
    assert len(set(CASES)) >= 300
    for case in CASES:
        assert is_inert(plain(case))
        assert is_inert(from_html(case))
        check_html(to_html(case))


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_plain_text_is_printable_or_a_newline(text: str) -> None:
    """
    What is left of any text is printable, and nothing more is taken from it a second time.
    """
    shown = plain(text)
    assert is_inert(shown)
    assert plain(shown) == shown
    assert is_inert(from_html(text))


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_html_has_only_allowed_tags(text: str) -> None:
    """
    Another parser finds only the allowed tags, each closed, none with an attribute.
    """
    html = to_html(text)
    check_html(html)
    assert to_html(html) == html
    assert plain(html) == html


def test_plain_text_keeps_what_a_user_has_to_read() -> None:
    """
    Umlauts, signs, emoji, line ends and even markup stay as they are.
    """
    text = "Überweisung: 1.000,00 € an\nMüller & Söhne <b> 👍 – „TAN“"
    assert plain(text) == text
    assert plain("a\r\nb\rc\u2028d\x85e\tf\xa0g") == "a\nb\nc\nd\ne f g"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[1;31mrot\x1b[0m", "rot"),
        ("\x1b]8;;https://evil.example\x07Bank\x1b]8;;\x07", "Bank"),
        ("\x1b]0;nie zu Ende", "0;nie zu Ende"),
        ("\x1bP1$r0m\x1b\\Text", "Text"),
        ("\x9b5mText", "Text"),
        ("a\u202eb\u2067c\ufeffd\ue000e", "abcde"),
    ],
)
def test_escape_sequences_leave_nothing_behind(text: str, shown: str) -> None:
    """
    A sequence goes with its parameters; one that never ends does not take the text with it.
    """
    assert plain(text) == shown


def test_long_texts_are_cut() -> None:
    """
    4,000 characters stay, and an ellipsis tells of the rest; so in HTML, whose tags are closed.
    """
    assert plain("x" * 4_000) == "x" * 4_000
    assert plain("x" * 4_001) == "x" * 4_000 + "…"
    assert plain(plain("x" * 9_000)) == "x" * 4_000 + "…"
    assert from_html("<p>" + "x" * 9_000) == "x" * 4_000 + "…"
    assert to_html("<p><b>" + "x" * 4_001 + "</b><i>y") == f"<p><b>{'x' * 4_000}…</b></p>"
    assert from_html("a" + "<b>" * 30_000 + "b") == "a…"
    assert to_html("<i>" * 99 + "a") == "<i>" * 32 + "a" + "</i>" * 32


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Bitte<br>geben<br/>Sie<BR />ein", "Bitte\ngeben\nSie\nein"),
        (
            "<p>Eins</p><p>Zwei</p>\n\n\n\n<p> Drei  und&nbsp;vier</p>",
            "Eins\nZwei\n\nDrei und vier",
        ),
        ("Wählen Sie:<ul><li>SMS<li>App</ul>Danke", "Wählen Sie:\n- SMS\n- App\nDanke"),
        ("a<script>b</script>c<style>d</style>e<title>f</title>", "acef"),
        ("a<script>b", "a"),
        ("a<!-- b --c> d", "a"),
        ("a<!-->b<!-- c --!>d", "abd"),
        ("M&uuml;ller &amp;amp; S&#246;hne &euro;", "Müller &amp; Söhne €"),
        ("1 < 2 & 3 > 2; <5 und x<y", "1 < 2 & 3 > 2; <5 und x<y"),
        ('<a title="x>y">z</a> <img alt=">q', "z q"),
        ("ohne\nHTML", "ohne\nHTML"),
        ("An <Max Muster>, 5,00 EUR", "An <Max Muster>, 5,00 EUR"),
        ("<b>An:</b> <Kto. 123> <Müller & Co>", "An: <Kto. 123> <Müller & Co>"),
        ("<Mark Muster> und <Link Anna> <A. B.>", "<Mark Muster> und <Link Anna> <A. B.>"),
        (
            "a <b und c> d; siehe <https://bank.example/>",
            "a <b und c> d; siehe <https://bank.example/>",
        ),
        ("<!Achtung!> <hr noshade>ab", "<!Achtung!> ab"),
    ],
)
def test_html_is_read_as_text(html: str, text: str) -> None:
    """
    Breaks, paragraphs and items become lines; entities are decoded once; no tag is left.
    """
    assert from_html(html) == text


@pytest.mark.parametrize(
    ("bank", "html"),
    [
        ("<p>Eins<p>Zwei", "<p>Eins</p><p>Zwei</p>"),
        ("<ol><li>a<li>b<ul><li>c</ol>d", "<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>d"),
        ("<b>a<i>b</b>c</i></u>", "<b>a<i>b</i></b>c"),
        ("<B CLASS='x'>a</B><br clear=all><font size=7>b</font>", "<b>a</b><br>b"),
        ('a < b & "c" &lt;i&gt;', "a &lt; b &amp; &quot;c&quot; &lt;i&gt;"),
        ("<p/>a<ul/>", "<p>a</p><ul></ul>"),
        ("An <Max Muster>", "An &lt;Max Muster&gt;"),
    ],
)
def test_broken_html_is_mended(bank: str, html: str) -> None:
    """
    What was left open is closed, what was never open is not, and text is escaped.
    """
    assert to_html(bank) == html


@pytest.mark.parametrize(
    ("bank", "html"),
    [
        ("Auftrag\nIBAN: 1\r\nBetrag: 2", "Auftrag<br>IBAN: 1<br>Betrag: 2"),
        ("eins\n\n\n\nzwei\n", "eins<br><br>zwei"),
        ("eins<br>\nzwei\n<br>drei", "eins<br>zwei<br>drei"),
        ("\n<p>\n  eins\n</p>\n<p>zwei\n", "<p>  eins</p><p>zwei</p>"),
        ("<ul>\n<li>eins\n<li>zwei\n</ul>\ndrei", "<ul><li>eins</li><li>zwei</li></ul>drei"),
        ("<b>eins</b>\n<i>zwei</i> drei", "<b>eins</b><i><br>zwei</i> drei"),
    ],
)
def test_line_ends_are_kept_in_html(bank: str, html: str) -> None:
    """
    A line of plain text stays a line; what only lays out the markup adds no empty ones.
    """
    assert to_html(bank) == html
    assert to_html(html) == html


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<b x ",
        "<max ",
        "<a x='",
        '<a b="c" ',
        "<",
        "</",
        "<a b\n<",
        "&",
        "<li><p>",
        "\x1b]",
        "\x9d",
        "<script>",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """
    A text of 200 kB that is made to be slow is read in no time.
    """
    text = piece * (200_000 // len(piece))
    begin = process_time()
    for case in (text, f"{text}>"):
        plain(case), from_html(case), to_html(case)
    assert process_time() - begin < 3
