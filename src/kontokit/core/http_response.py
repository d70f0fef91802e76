"""
The HTTP response that results and errors carry. Its repr shows no private values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, final

import attrs

# All other headers may be private, such as a cookie, or a location with a session in it.
_SHOWN: Final = frozenset(
    {"content-type", "content-length", "content-encoding", "date", "retry-after", "allow"}
)


@final
class Headers(Mapping[str, str]):
    """
    Response headers, with case-insensitive names. The repr shows harmless values only.
    """

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs: dict[str, str] = {}
        for name, value in pairs:
            # RFC 9110: a repeated header means the same as one with the values joined by commas.
            known = self._pairs.get(name.lower())
            self._pairs[name.lower()] = value if known is None else f"{known}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._pairs[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._pairs

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def public(self) -> Headers:
        """
        Only those headers that cannot hold anything private.
        """
        return Headers((name, value) for name, value in self._pairs.items() if name in _SHOWN)

    def __repr__(self) -> str:
        shown = {k: v if k in _SHOWN else "***" for k, v in self._pairs.items()}
        return f"Headers({shown!r})"


@attrs.frozen(kw_only=True)
class HttpResponse:
    """
    One HTTP response, read to its end and decompressed. Its repr does not show the body.
    """

    status_code: int
    headers: Headers = attrs.field(factory=Headers)
    body: bytes = attrs.field(default=b"", repr=False)
    too_large: bool = False
    """The body is larger than the limit; only its beginning is kept."""

    def without_body(self) -> HttpResponse:
        """
        The same response without its body, where the body may repeat a secret.
        """
        return attrs.evolve(self, body=b"")


class HasHttpResponse:
    """
    What results and errors have in common: the HTTP response they came from.
    """

    __slots__ = ()

    http: HttpResponse
    """The response as it was received."""

    @property
    def status_code(self) -> int:
        """
        The HTTP status code, which may be one that no standard defines.
        """
        return self.http.status_code

    @property
    def headers(self) -> Headers:
        """
        The response headers.
        """
        return self.http.headers

    @property
    def body(self) -> bytes:
        """
        The raw body. It may hold private data.
        """
        return self.http.body
