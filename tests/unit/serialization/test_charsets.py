"""
Bodies in other charsets: by mark, media type and XML declaration.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontokit.core.deviation import Deviation
from kontokit.serialization.charsets import to_utf8

TEXT = "<a>Müller – 5 €</a>"


def read(body: bytes, content_type: str) -> str:
    """
    The text of a body that fits its charset.
    """
    found, deviation = to_utf8(body, content_type)
    assert deviation is None
    return found.decode()


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("cp1252", "ISO-8859-1"),
        ("cp1252", "ISO_8859-1"),
        ("cp1252", "windows-1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("utf-8", "UTF-8"),
        ("utf-8", "no-such-charset"),
    ],
)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_an_xml_declaration_is_honoured(codec: str, declared: str, quote: str) -> None:
    """
    XML may tell its charset in its first line only.
    """
    text = TEXT.replace("–", "-") if codec == "iso-8859-15" else TEXT
    whole = f"<?xml version='1.0' encoding={quote}{declared}{quote} ?>\n{text}"
    assert read(whole.encode(codec), "application/xml") == whole


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_comes_first_and_is_removed(codec: str) -> None:
    """
    It says more than the media type, and is no character of the text.
    """
    assert read(TEXT.encode(codec), "text/plain; charset=iso-8859-1") == TEXT


def test_the_media_type_comes_before_the_declaration() -> None:
    """
    A server that converts a document changes the header only.
    """
    whole = f"<?xml version='1.0' encoding='iso-8859-1'?>{TEXT}"
    assert read(whole.encode(), "text/xml; charset=UTF-8") == whole
    assert read(whole.encode("cp1252"), "text/xml; charset=nonsense") == whole
    assert read(f"encoding='iso-8859-1' {TEXT}".encode(), "text/plain").endswith(TEXT)


def test_a_declaration_that_does_not_fit_gives_way_to_the_next() -> None:
    """
    Of media type and XML declaration, one is right.
    """
    whole = f"<?xml version='1.0' encoding='windows-1252'?>{TEXT}"
    assert read(whole.encode("cp1252"), "text/xml; charset=utf-8") == whole


@pytest.mark.parametrize("declared", ["us-ascii", "ASCII", "UTF-16", "utf-16le", "iso-8859-1"])
def test_utf_8_is_read_where_the_declared_charset_does_not_fit(declared: str) -> None:
    """
    The last letter has a byte that Windows-1252 does not have.
    """
    text = '{"name":"Müller, Ígor Á"}'
    assert read(text.encode(), f"application/json; charset={declared}") == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-16", "UTF-16LE", "utf-16be"])
def test_utf_16_with_and_without_a_mark(codec: str, declared: str) -> None:
    """
    The order of its bytes is seen in the first character.
    """
    assert read(TEXT.encode(codec), f"text/plain; charset={declared}") == TEXT


@pytest.mark.parametrize(
    ("body", "content_type", "expected", "text"),
    [
        (b'{"a":"M\xfcller"}', "application/json", "utf-8", '{"a":"M\ufffdller"}'),
        (b'{"a":"M\xfcller"}', "application/json;charset=UTF-8", "utf-8", '{"a":"M\ufffdller"}'),
        (b'{"a":"\xc3"}', "application/json;charset=nonsense", "utf-8", '{"a":"\ufffd"}'),
        (b"M\xfcller \x81", "text/plain;charset=iso-8859-1", "cp1252", "Müller \ufffd"),
        (b"M\xfcller", "text/plain;charset=us-ascii", "ascii", "M\ufffdller"),
        (b"\xef\xbb\xbfM\xfcller", "text/plain;charset=latin1", "utf-8", "M\ufffdller"),
        (b"a\0\0\xd8", "text/plain;charset=utf-16", "utf-16-le", "a\ufffd"),
    ],
)
def test_bytes_that_are_no_characters_are_replaced_and_said(
    body: bytes, content_type: str, expected: str, text: str
) -> None:
    """
    Nothing around them is lost, and no other charset is guessed.
    """
    found, deviation = to_utf8(body, content_type)
    assert found.decode() == text
    assert deviation == Deviation(path="$", expected=expected, kind="charset")


def test_a_parser_that_checks_utf_8_itself_gets_the_body_as_it_is() -> None:
    body = b'{"a":"M\xfcller"}'
    assert to_utf8(body, "application/json", check=False) == (body, None)
    assert to_utf8(body, "text/x;charset=latin1", check=False)[0] == '{"a":"Müller"}'.encode()


NAMES = ["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "cp850", "utf-16", "rot13", ""]
CODECS = ["utf-8", "ascii", "cp1252", "iso-8859-15", "cp850", "utf-16-le", "utf-16-be",
          "utf-8-sig", "utf-16", "utf-32"]  # fmt: skip


def exactly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeError:
        return None


@given(st.binary(), st.sampled_from(NAMES))
def test_any_bytes_become_utf_8(body: bytes, declared: str) -> None:
    """
    A deviation is told where a character was replaced, and nowhere else.
    """
    found, deviation = to_utf8(body, f"text/plain; charset={declared}")
    text = found.decode()
    if deviation is None:
        assert text in [exactly(body, codec) for codec in CODECS]
    else:
        assert "\ufffd" in text
