"""
Bodies in other charsets: by mark, media type and XML declaration.
"""

from __future__ import annotations

import pytest

from kontokit.serialization.charsets import charset_of

TEXT = "<a>Müller – 5 €</a>"


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("cp1252", "ISO-8859-1"),
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
    body = whole.encode(codec)
    assert body.decode(charset_of(body, "application/xml")) == whole


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_comes_first_and_is_removed(codec: str) -> None:
    """
    It says more than the media type, and is no character of the text.
    """
    body = TEXT.encode(codec)
    assert body.decode(charset_of(body, "text/plain; charset=iso-8859-1")) == TEXT


def test_the_media_type_comes_before_the_declaration() -> None:
    """
    A server that converts a document changes the header only.
    """
    body = b"<?xml version='1.0' encoding='iso-8859-1'?>" + TEXT.encode()
    assert charset_of(body, "text/xml; charset=UTF-8") == "utf-8"
    assert charset_of(body, "text/xml; charset=nonsense") == "cp1252"
    assert charset_of(b"encoding='iso-8859-1'", "text/plain") == "utf-8"
