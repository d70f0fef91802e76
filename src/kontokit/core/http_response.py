"""
The HTTP response that results and errors carry. Its repr shows no private values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, final

from .printable import one_line
from .secret import KeepsSecrets, Secret
from .values import Value, put, replace

# All other headers may be private, such as a cookie, or a location with a session in it.
_SHOWN: Final = frozenset(
    {"content-type", "content-length", "content-encoding", "date", "retry-after", "allow"}
)
_SECRET: Final = re.compile(
    r"location|refresh|link|.*(?:auth|cookie|token|secret|session|password|credential|api-?key)",
    re.IGNORECASE,
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

    def without_secrets(self) -> Headers:
        """
        Those headers that hold no session, cookie or token, by their names.
        """
        return Headers(pair for pair in self._pairs.items() if not _is_secret(pair[0]))

    def secrets(self) -> dict[str, Secret]:
        """
        The other headers: lower-case name → value.
        """
        return {name: Secret(v) for name, v in self._pairs.items() if _is_secret(name)}

    def __repr__(self) -> str:
        shown = {one_line(k): one_line(v) if k in _SHOWN else "***" for k, v in self._pairs.items()}
        return f"Headers({shown!r})"


def _is_secret(name: str) -> bool:
    # The challenge of a 401 names a scheme and a realm, which says what is wrong.
    return name != "www-authenticate" and _SECRET.match(name) is not None


@final
class HiddenHeaders(KeepsSecrets, Mapping[str, str | Secret]):
    """
    The headers of a response in an error, with case-insensitive names.

    ``Location``, cookies, tokens and the like are ``Secret``, so that no report of the error shows
    them. A pickled copy of the error has none of them.
    """

    __slots__ = ("_hidden", "_shown")

    def __init__(self, shown: Headers, hidden: Mapping[str, Secret]) -> None:
        self._shown = shown
        self._hidden = hidden

    def __getitem__(self, name: str) -> str | Secret:
        found = self._hidden.get(name.lower())
        return self._shown[name] if found is None else found

    def __contains__(self, name: object) -> bool:
        return name in self._shown or (isinstance(name, str) and name.lower() in self._hidden)

    def __iter__(self) -> Iterator[str]:
        yield from self._shown
        yield from self._hidden

    def __len__(self) -> int:
        return len(self._shown) + len(self._hidden)

    def reveal(self) -> Headers:
        """
        All headers as plain text. The caller has to keep them secret.
        """
        hidden = [(name, value.reveal()) for name, value in self._hidden.items()]
        return Headers([*self._shown.items(), *hidden])

    def __repr__(self) -> str:
        return repr(self.reveal())


class HttpResponse(Value):
    """
    One HTTP response, read to its end and decompressed. Its repr does not show the body.
    """

    __slots__ = ("body", "headers", "status_code", "too_large", "unreadable")
    _hidden = frozenset({"body"})
    status_code: int
    headers: Headers
    body: bytes
    too_large: bool
    """The body is larger than the limit; only its beginning is kept."""
    unreadable: str
    """Why the body cannot be read, such as a content coding that was not asked for."""

    def __init__(
        self,
        *,
        status_code: int,
        headers: Headers | None = None,
        body: bytes = b"",
        too_large: bool = False,
        unreadable: str = "",
    ) -> None:
        put(self, "status_code", status_code)
        put(self, "headers", Headers() if headers is None else headers)
        put(self, "body", body)
        put(self, "too_large", too_large)
        put(self, "unreadable", unreadable)

    def without_body(self) -> HttpResponse:
        """
        The same response without its body, where the body may repeat a secret.
        """
        return replace(self, body=b"")

    def without_secrets(self) -> HttpResponse:
        """
        The same response without the headers that hold a session, a cookie or a token.
        """
        return replace(self, headers=self.headers.without_secrets())


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
    def body(self) -> bytes:
        """
        The raw body. It may hold private data.
        """
        return self.http.body
