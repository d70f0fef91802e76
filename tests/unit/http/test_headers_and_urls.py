"""
What is read from headers and URLs, without a connection.
"""

from __future__ import annotations

import pytest

from kontokit.core.http_response import Headers
from kontokit.http.urls import parse_url


def test_a_repeated_header_is_one_with_commas() -> None:
    """
    RFC 9110: in the order in which they came, whatever the case of the name.
    """
    headers = Headers([("Link", "</a>"), ("X-Id", "1"), ("link", "</b>"), ("LINK", "</c>")])
    assert headers["Link"] == "</a>, </b>, </c>"
    assert dict(headers) == {"link": "</a>, </b>, </c>", "x-id": "1"}


@pytest.mark.parametrize("host", ["[1:2]", "[::1:]", "[1.2.3.4]", "127.1", "a..b", "1.2.3.4.5"])
def test_a_host_that_is_neither_address_nor_name_is_refused(host: str) -> None:
    """
    Other parsers read some of them as an address.
    """
    with pytest.raises(ValueError, match="neither an IP address nor a valid host name"):
        parse_url(f"https://{host}/")
