"""
Strict URL parsing.

Parser differences are a common cause of SSRF. So nothing is normalised here: a URL that is not
written plainly is refused.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import ClassVar, Final
from urllib.parse import quote, unquote

import msgspec

from ..core.values import HidesFields

_URL: Final = re.compile(
    r"(?P<scheme>https?)://"
    r"(?P<host>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?",
    re.IGNORECASE | re.ASCII,
)
_UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_NEVER_IN_URLS: Final = re.compile(r'["<>\\^`{|}]')
_PRINTABLE: Final = "".join(map(chr, range(0x21, 0x7F)))
_OVERLONG: Final = (  # what lax decoders take for a dot and a slash
    (re.compile(r"%(?:c0|e0%80|f0%80%80)%ae", re.IGNORECASE), "."),
    (re.compile(r"%(?:c0|e0%80|f0%80%80)%af", re.IGNORECASE), "/"),
)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LAYERS: Final = 5


class Origin(msgspec.Struct, frozen=True):
    """
    Scheme, host and port of a server, in one spelling.
    """

    scheme: str
    host: str
    """In lower case; IPv6 addresses without brackets, shortened."""
    port: int

    @property
    def is_loopback(self) -> bool:
        """
        Whether the host is a loopback address.
        """
        if self.host == "localhost":
            return True
        address = _address(self.host)
        return address is not None and address.is_loopback

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


class Url(HidesFields, msgspec.Struct, frozen=True):
    """
    An absolute http or https URL in its parts. It has neither user info nor fragment.
    """

    _hidden: ClassVar = frozenset({"query"})

    origin: Origin
    path: str
    """Percent-encoded, as it was written; empty or with a leading slash."""
    query: str | None = None

    def __str__(self) -> str:
        return f"{self.origin}{self.path}" + ("" if self.query is None else f"?{self.query}")


def parse_url(text: str) -> Url:
    """
    Parse an absolute URL strictly.

    Args:
        text: The URL. Letters beyond ASCII are allowed in path and query only.

    Returns:
        The parsed URL.

    Raises:
        ValueError: The URL is not absolute http or https, or is not written plainly: it has
            user info, a fragment, a backslash, control characters, an odd host, or a path
            with dot segments. The message does not repeat it.
    """
    if _UNPRINTABLE.search(text):
        raise ValueError("it contains whitespace or control characters")
    if _NEVER_IN_URLS.search(text):
        raise ValueError("it contains characters that are not allowed in a URL")
    match = _URL.fullmatch(_encoded(text))
    if match is None:
        raise ValueError("it is not a plain absolute http or https URL")
    path = match["path"] or ""
    if has_dot_segment(path) or path.startswith("//"):
        raise ValueError("its path contains dot segments or is ambiguous")
    scheme = match["scheme"].lower()
    port = int(match["port"]) if match["port"] else _DEFAULT_PORTS[scheme]
    return Url(Origin(scheme, _host(match["host"]), _port(port)), path, match["query"])


def has_dot_segment(path: str) -> bool:
    """
    Whether a path, or what a server may decode it to, has dot segments.

    Args:
        path: A path or one segment, plain or percent-encoded, even several times over.

    Returns:
        True if some reading of it has ``.`` or ``..`` as a segment or holds control
        characters, or if it is encoded an unreasonable number of times.
    """
    # Proxies and servers decode in turn, so "%252e%252e" may become ".." on the way.
    for _ in range(_LAYERS):
        if any(_is_dot_segment(segment) for segment in re.split(r"[/\\]", _folded(path))):
            return True
        if re.search(r"[\x00-\x1f\x7f]", path):
            return True
        decoded = unquote(path, errors="replace")
        if decoded == path:
            return False
        path = decoded
    return True


def _is_dot_segment(segment: str) -> bool:
    # Java servers strip a path parameter: "..;a" is ".." for them.
    return segment.split(";", 1)[0].strip() in (".", "..")


def _folded(path: str) -> str:
    for overlong, meant in _OVERLONG:
        path = overlong.sub(meant, path)
    # NFKC turns look-alikes such as the full-width dot into the plain character, as some
    # servers do.
    return path if path.isascii() else unicodedata.normalize("NFKC", path)


def _encoded(text: str) -> str:
    try:
        return quote(text, safe=_PRINTABLE)
    except UnicodeEncodeError:
        return ""


def _host(text: str) -> str:
    host = text.lower()
    bare = host.strip("[]")
    address = _address(bare)
    if address is not None and (address.version == 6) == host.startswith("["):
        return address.compressed
    # Some resolvers read "0x7f.1" or "127.1" as an address, so a last label of digits is refused.
    if host.startswith("[") or host.rsplit(".", 1)[-1].isdigit() or ".." in host:
        raise ValueError("its host is neither an IP address nor a valid host name")
    return host


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _port(port: int) -> int:
    if not 0 < port < 65536:
        raise ValueError("its port does not exist")
    return port
