"""
Puts credentials into requests: a header, a parameter of the query, or a cookie.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

import msgspec
from msgspec import structs

from ..core.exceptions import ConfigurationError
from ..core.secret import Secret, reveal
from ..http.messages import HttpRequest
from ..operations import Api, CookieScheme, HeaderScheme, QueryScheme, Scheme
from .credentials import ClientCredentials, Credential
from .token_source import TokenSource

_COOKIE: Final = re.compile(r"[!#-+\--:<-[\]-~]+")
"""What a cookie may hold: no blanks, quotes, commas, semicolons or backslashes."""


class SourcedCredential(msgspec.Struct, frozen=True):
    """
    A credential that a function of the program returns, and its place in the request.
    """

    scheme: Scheme
    source: TokenSource

    def sign(self, request: HttpRequest, token: Secret) -> HttpRequest:
        """
        The request with a token.

        Args:
            token: What the function returned.

        Raises:
            ConfigurationError: The token cannot be a cookie.
        """
        return _signed(request, self.scheme, token)


def with_credentials(
    request: HttpRequest, api: Api, names: tuple[str, ...], configured: Mapping[str, Credential]
) -> HttpRequest:
    """
    A request with the chosen credentials, as far as these were passed.

    Args:
        api: The API and its schemes.
        names: The chosen schemes.
        configured: The credentials by name.

    Raises:
        ConfigurationError: A token cannot be a cookie.
    """
    for name in names:
        credential = configured.get(name)
        if credential is not None and not isinstance(credential, TokenSource):
            request = _signed(request, api.schemes[name], credential)
    return request


def signing_headers(
    api: Api, names: tuple[str, ...], configured: Mapping[str, Credential]
) -> tuple[tuple[str, Secret], ...] | None:
    """
    The headers of the chosen credentials that were passed; None if one of them is no header.

    Args:
        names: The chosen schemes.
        configured: The credentials by name.

    Raises:
        ConfigurationError: A user's credentials cannot be sent.
    """
    headers: list[tuple[str, Secret]] = []
    for name in names:
        credential = configured.get(name)
        if credential is not None and not isinstance(credential, TokenSource):
            header = _header_of(api.schemes[name], credential)
            if header is None:
                return None
            headers.append(header)
    return tuple(headers)


def sourced_credentials(
    api: Api, names: tuple[str, ...], configured: Mapping[str, Credential]
) -> tuple[SourcedCredential, ...]:
    """
    The credentials that have to be asked for.

    Args:
        names: The chosen schemes.
        configured: The credentials by name.
    """
    given = ((api.schemes[name], configured[name]) for name in names if name in configured)
    return tuple(SourcedCredential(s, one) for s, one in given if isinstance(one, TokenSource))


def _signed(request: HttpRequest, scheme: Scheme, credential: Credential) -> HttpRequest:
    if isinstance(credential, Secret) and isinstance(scheme, QueryScheme):
        return structs.replace(
            request, url=_with_parameter(request.url, scheme.parameter, credential)
        )
    if isinstance(credential, Secret) and isinstance(scheme, CookieScheme):
        return _with_cookie(request, scheme.cookie, credential)
    header = _header_of(scheme, credential)
    return (
        request if header is None else structs.replace(request, headers=(*request.headers, header))
    )


def _header_of(scheme: Scheme, credential: Credential) -> tuple[str, Secret] | None:
    if isinstance(credential, ClientCredentials):
        return basic_header(credential)
    if not isinstance(credential, Secret):  # checked_credentials has made sure
        raise ConfigurationError("a user's credentials are not sent with a request")
    if isinstance(scheme, HeaderScheme):
        return scheme.header, Secret(scheme.prefix + credential.reveal())
    return None if isinstance(scheme, QueryScheme | CookieScheme) else bearer_header(credential)


def _with_parameter(url: str, name: str, value: Secret) -> str:
    """
    The URL with a parameter, instead of one of the same name that a link may bring along.
    """
    address, _, query = url.partition("?")
    key = quote(name, safe="")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0] != key]
    own = f"{key}={quote(value.reveal(), safe='')}"
    return f"{address}?{'&'.join([*kept, own])}"


def _with_cookie(request: HttpRequest, name: str, value: Secret) -> HttpRequest:
    if not _COOKIE.fullmatch(value.reveal()):
        raise ConfigurationError(
            f"the token of the cookie {name} has characters that no cookie has"
        )
    others = [reveal(text) for header, text in request.headers if header.lower() == "cookie"]
    rest = tuple(one for one in request.headers if one[0].lower() != "cookie")
    cookies = "; ".join([*others, f"{name}={value.reveal()}"])
    return structs.replace(request, headers=(*rest, ("Cookie", Secret(cookies))))


def basic_header(credentials: ClientCredentials) -> tuple[str, Secret]:
    """
    The header of HTTP Basic, written in UTF-8.
    """
    pair = f"{credentials.client_id}:{credentials.client_secret.reveal()}".encode()
    return "Authorization", Secret(f"Basic {base64.b64encode(pair).decode()}")


def bearer_header(token: Secret) -> tuple[str, Secret]:
    """
    The header of a bearer token.
    """
    return "Authorization", Secret(f"Bearer {token.reveal()}")
